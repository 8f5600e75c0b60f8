//! Reads a text item of NewsML-G2: its management, metadata, rights and content. Fields of the
//! message are used for items that lack them.

use super::refusal::refusal;
use crate::article::{ArchivePath, DateSource};
use crate::formats::ReadOptions;
use crate::formats::gather::builder::{Gathering, Reads};
use crate::formats::gather::names::is_name;
use crate::formats::gather::text::content_text;
use crate::formats::readers::wire::nitf::read_story;
use crate::formats::xml::prose::{first_heading, prose};
use crate::formats::xml::{Element, some_text};

/// Words in the names of vocabularies of departments and categories.
const SECTIONS: &[&str] = &["category", "categories", "department", "section", "ressort"];

/// The values that a message has for all its items.
#[derive(Debug, Default)]
pub(super) struct Header {
    sent: Option<String>,
    sender: Option<String>,
    language: Option<String>,
}

impl Header {
    /// The values of a message.
    pub(super) fn of(message: &Element) -> Self {
        Self {
            sent: message.line_of("header/sent"),
            sender: message.line_of("header/sender").filter(is_name),
            language: message
                .attribute("xml:lang")
                .or_else(|| message.attribute("lang"))
                .filter(is_name),
        }
    }
}

/// Reads an item, or returns the problem why it is not an article.
pub(super) fn read(
    item: &Element,
    header: &Header,
    path: &ArchivePath,
    ordinal: u32,
    options: &ReadOptions,
) -> Reads {
    if let Some(problem) = refusal(item, ordinal) {
        return vec![Err(problem)];
    }
    let empty = Element::default();
    let management = item.find("itemMeta").unwrap_or(&empty);
    let meta = item.find("contentMeta").unwrap_or(&empty);
    let mut gathering = Gathering::new(path, ordinal, options);
    gathering.id(item.attribute("guid"));
    read_management(&mut gathering, management, meta);
    read_meta(&mut gathering, meta);
    read_rights(&mut gathering, item, management, meta);
    read_content(&mut gathering, item);
    fall_back(&mut gathering, item, header);
    gathering.finish()
}

/// Offers status and dates: the creation of the story before that of this version.
fn read_management(gathering: &mut Gathering<'_>, management: &Element, meta: &Element) {
    let status = management.find("pubStatus");
    let name = status.and_then(|status| {
        status
            .attribute("qcode")
            .or_else(|| status.attribute("uri"))
    });
    gathering.status(name.as_deref().map(last_part));
    gathering.embargo(management.line_of("embargoed"));
    gathering.date(DateSource::FirstCreated, management.line_of("firstCreated"));
    gathering.date(DateSource::ContentCreated, meta.line_of("contentCreated"));
    gathering.date(
        DateSource::VersionCreated,
        management.line_of("versionCreated"),
    );
}

/// Offers headlines, people, places, subjects and language.
fn read_meta(gathering: &mut Gathering<'_>, meta: &Element) {
    for headline in meta.all("headline") {
        let is_below = headline
            .attribute("role")
            .is_some_and(|role| role.to_lowercase().contains("sub"));
        if is_below {
            gathering.subhead(headline.line());
        } else {
            gathering.headline(headline.line());
        }
    }
    for by in meta.all("by") {
        gathering.add_byline(by.line());
    }
    let dateline = meta.line_of("dateline");
    gathering.sure_dateline(dateline.as_ref());
    for located in meta.all("located") {
        gathering.place(named_party(located));
    }
    gathering.dateline(dateline);
    for keyword in meta.all("keyword") {
        gathering.keyword(keyword.line());
    }
    for subject in meta.all("subject") {
        let named = [Some(subject), subject.find("mainConcept")];
        let name = named.into_iter().flatten().find_map(name_of);
        let name = name.filter(|name| name.chars().nth(1).is_some());
        if is_section(subject) {
            gathering.section(name.clone());
        }
        gathering.keyword(name);
    }
    let is_of_text = |language: &&Element| {
        language
            .attribute("role")
            .is_none_or(|role| !role.to_lowercase().contains("voice"))
    };
    for language in meta.all("language").filter(is_of_text) {
        gathering.language(language.attribute("tag"));
    }
}

/// Whether a subject is the department or category in which a provider files items.
fn is_section(subject: &Element) -> bool {
    let vocabularies = ["type", "qcode"].map(|name| subject.attribute(name).unwrap_or_default());
    vocabularies.iter().any(|name| {
        let name = name.to_lowercase();
        SECTIONS.iter().any(|section| name.contains(section))
    })
}

/// Offers the origin of the text. The agency is the source of the information, or else the
/// provider. The source is the copyright holder, or else the provider.
fn read_rights(
    gathering: &mut Gathering<'_>,
    item: &Element,
    management: &Element,
    meta: &Element,
) {
    let provider = management.find("provider");
    let agency = meta.all("infoSource").find_map(named_party);
    let holder = item.find("rightsInfo/copyrightHolder");
    gathering.agency(agency);
    gathering.agency(provider.and_then(named_party));
    gathering.source(holder.and_then(named_party));
    gathering.source(provider.and_then(party));
    gathering.source(holder.and_then(party));
    gathering.agency(provider.and_then(party));
}

/// Offers the content. Content with markup comes first, because it has the most information.
fn read_content(gathering: &mut Gathering<'_>, item: &Element) {
    let own = std::slice::from_ref(item);
    let contents: Vec<&Element> = match (&*item.name, item.find("contentSet")) {
        ("contentSet", _) => item.elements().collect(),
        ("newsItem", Some(set)) => set.elements().collect(),
        ("newsItem", None) => Vec::new(),
        _ => own.iter().collect(),
    };
    let in_markup = contents
        .iter()
        .filter(|content| content.name == "inlineXML");
    let as_data = contents
        .iter()
        .filter(|content| content.name == "inlineData");
    for content in in_markup.chain(as_data.filter(|data| is_text(data))) {
        if let Some(nitf) = content.seek("nitf") {
            read_story(gathering, nitf);
        } else if !gathering.has_body() {
            if !gathering.has_headline() {
                gathering.headline(item.line_of("itemMeta/title"));
                gathering.headline(content.seek("head").and_then(|head| head.line_of("title")));
                gathering.headline(first_heading(content));
            }
            gathering.body(&content_text(content));
        }
        gathering.language(content.attribute("xml:lang"));
        let html = content.seek("html");
        gathering.language(html.and_then(|html| {
            html.attribute("xml:lang")
                .or_else(|| html.attribute("lang"))
        }));
    }
}

/// Whether inline data is text that is not encoded.
fn is_text(data: &Element) -> bool {
    data.attribute("encoding").is_none()
        && data
            .attribute("contenttype")
            .is_none_or(|kind| kind.contains("text") || kind.contains("html"))
}

/// Offers values that are used if there are no better ones.
fn fall_back(gathering: &mut Gathering<'_>, item: &Element, header: &Header) {
    gathering.headline(item.line_of("itemMeta/title"));
    gathering.headline(item.line_of("contentMeta/slugline"));
    if !gathering.has_byline() {
        for creator in item
            .find("contentMeta")
            .iter()
            .flat_map(|meta| meta.all("creator"))
        {
            let is_person = |name: &String| name.contains(' ');
            gathering.add_byline(name_of(creator).filter(is_person));
        }
    }
    if !gathering.has_body() {
        let is_summary = |description: &&Element| {
            description
                .attribute("role")
                .is_none_or(|role| !role.to_lowercase().contains("caption"))
        };
        let descriptions = item
            .find("contentMeta")
            .into_iter()
            .flat_map(|meta| meta.all("description"));
        for description in descriptions.filter(is_summary) {
            gathering.body(&prose(description));
        }
    }
    gathering.language(item.attribute("xml:lang"));
    gathering.language(header.language.clone());
    gathering.date(DateSource::MessageSent, header.sent.clone());
    gathering.source(header.sender.clone());
}

/// The name of an element, in its first language.
fn name_of(element: &Element) -> Option<String> {
    element.line_of("name")
}

/// A party, by its name or its literal value.
fn named_party(party: &Element) -> Option<String> {
    name_of(party).or_else(|| party.attribute("literal"))
}

/// A party, by its name, by its code without the vocabulary, or by the host of its address.
fn party(party: &Element) -> Option<String> {
    named_party(party)
        .or_else(|| party.attribute("qcode").map(|code| last_part(&code)))
        .or_else(|| party.attribute("uri").and_then(|address| host(&address)))
}

/// The part of a code after its vocabulary: `usable` in `stat:usable`.
fn last_part(code: &str) -> String {
    code.rsplit([':', '/', '#'])
        .next()
        .unwrap_or_default()
        .to_owned()
}

fn host(address: &str) -> Option<String> {
    let (_, rest) = address.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    some_text(host.trim_start_matches("www.").to_owned())
}
