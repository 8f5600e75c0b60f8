//! A text item of NewsML-G2: the fields of its metadata and its content.
//!
//! They are offered in the order of trust: metadata, then content, then what can replace them.

use super::names::{code, last_part};
use super::refusal::refusal;
use crate::article::{ArchivePath, DateSource, WhyLeftOut};
use crate::formats::gather::ArticleBuilder;
use crate::formats::gather::names::is_name;
use crate::formats::options::ReadOptions;
use crate::formats::reader::{ArticleSink, Stopped};
use crate::formats::readers::wire::nitf::read_story;
use crate::formats::readers::wire::omitted::{name_omitted, name_unsaid};
use crate::formats::xml::content::content_text;
use crate::formats::xml::prose::{first_heading, prose};
use crate::formats::xml::{Element, some_text};

/// Words in the names of vocabularies of departments and categories.
const SECTIONS: &[&str] = &["category", "categories", "department", "section", "ressort"];

/// What a message says about all its items.
#[derive(Debug, Default)]
pub(super) struct Header {
    sent: Option<String>,
    sender: Option<String>,
    language: Option<String>,
}

impl Header {
    /// Reads a message's header.
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

/// Reads an item. If it is not an article, it pushes the problem that says why.
pub(super) fn read(
    item: &Element,
    header: &Header,
    path: &ArchivePath,
    ordinal: u32,
    options: &ReadOptions,
    out: &mut dyn ArticleSink,
) -> Result<(), Stopped> {
    if let Some(problem) = refusal(item, ordinal) {
        return out.problem(problem);
    }
    let empty = Element::default();
    let management = item.find("itemMeta").unwrap_or(&empty);
    let meta = item.find("contentMeta").unwrap_or(&empty);
    let mut builder = ArticleBuilder::new(path, ordinal, options);
    builder.id(item.attribute("guid"));
    read_management(&mut builder, management, meta);
    read_meta(&mut builder, meta);
    read_rights(&mut builder, item, management, meta);
    read_content(&mut builder, item);
    fall_back(&mut builder, item, header);
    builder.finish(out)
}

/// Offers status, embargo and dates. The date of the story wins over that of this version.
fn read_management(builder: &mut ArticleBuilder<'_>, management: &Element, meta: &Element) {
    let status = management.find("pubStatus");
    builder.status(status.and_then(code));
    builder.embargo(management.line_of("embargoed"));
    builder.date(DateSource::FirstCreated, management.line_of("firstCreated"));
    builder.date(DateSource::ContentCreated, meta.line_of("contentCreated"));
    builder.date(
        DateSource::VersionCreated,
        management.line_of("versionCreated"),
    );
}

/// Offers headlines, people, places, subjects and language.
fn read_meta(builder: &mut ArticleBuilder<'_>, meta: &Element) {
    for headline in meta.all("headline") {
        let is_below = headline
            .attribute("role")
            .is_some_and(|role| role.to_lowercase().contains("sub"));
        if is_below {
            builder.subhead(headline.line());
        } else {
            builder.headline(headline.line());
        }
    }
    for by in meta.all("by") {
        builder.add_byline(by.line());
    }
    let dateline = meta.line_of("dateline");
    builder.sure_dateline(dateline.as_ref());
    for located in meta.all("located") {
        builder.place(named_party(located));
    }
    builder.dateline(dateline);
    for keyword in meta.all("keyword") {
        builder.keyword(keyword.line());
    }
    for subject in meta.all("subject") {
        let named = [Some(subject), subject.find("mainConcept")];
        let name = named.into_iter().flatten().find_map(name_of);
        let name = name.filter(|name| name.chars().nth(1).is_some());
        if is_section(subject) {
            builder.section(name.clone());
        }
        builder.keyword(name);
    }
    let is_of_text = |language: &&Element| {
        language
            .attribute("role")
            .is_none_or(|role| !role.to_lowercase().contains("voice"))
    };
    for language in meta.all("language").filter(is_of_text) {
        builder.language(language.attribute("tag"));
    }
}

/// Whether a subject is the department or category that a provider files items under.
fn is_section(subject: &Element) -> bool {
    let vocabularies = ["type", "qcode"].map(|name| subject.attribute(name).unwrap_or_default());
    vocabularies.iter().any(|name| {
        let name = name.to_lowercase();
        SECTIONS.iter().any(|section| name.contains(section))
    })
}

/// Offers the origin of the text. The agency is the source of the information, else the provider.
/// The source is the holder of the copyright, else the provider.
fn read_rights(
    builder: &mut ArticleBuilder<'_>,
    item: &Element,
    management: &Element,
    meta: &Element,
) {
    let provider = management.find("provider");
    let agency = meta.all("infoSource").find_map(named_party);
    let holder = item.find("rightsInfo/copyrightHolder");
    builder.agency(agency);
    builder.agency(provider.and_then(named_party));
    builder.source(holder.and_then(named_party));
    builder.source(provider.and_then(party));
    builder.source(holder.and_then(party));
    builder.agency(provider.and_then(party));
}

/// Offers the content: that in markup first, since it has the most structure.
fn read_content(builder: &mut ArticleBuilder<'_>, item: &Element) {
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
            read_story(builder, nitf);
        } else if !builder.has_body() {
            if !builder.has_headline() {
                builder.headline(item.line_of("itemMeta/title"));
                builder.headline(content.seek("head").and_then(|head| head.line_of("title")));
                builder.headline(first_heading(content));
            }
            builder.body(&content_text(content));
            name_omitted(builder, content);
        }
        builder.language(content.attribute("xml:lang"));
        let html = content.seek("html");
        builder.language(html.and_then(|html| {
            html.attribute("xml:lang")
                .or_else(|| html.attribute("lang"))
        }));
    }
}

/// Whether inline data is text and not encoded.
fn is_text(data: &Element) -> bool {
    data.attribute("encoding").is_none()
        && data
            .attribute("contenttype")
            .is_none_or(|kind| kind.contains("text") || kind.contains("html"))
}

/// Offers the values that count if there is nothing better.
fn fall_back(builder: &mut ArticleBuilder<'_>, item: &Element, header: &Header) {
    builder.headline(item.line_of("itemMeta/title"));
    builder.headline(item.line_of("contentMeta/slugline"));
    if !builder.has_byline() {
        for creator in item
            .find("contentMeta")
            .iter()
            .flat_map(|meta| meta.all("creator"))
        {
            let is_person = |name: &String| name.contains(' ');
            builder.add_byline(name_of(creator).filter(is_person));
        }
    }
    let meta = item.find("contentMeta").into_iter();
    let descriptions = meta.flat_map(|meta| meta.all("description"));
    let is_caption = |description: &&Element| {
        let role = description.attribute("role").unwrap_or_default();
        role.to_lowercase().contains("caption")
    };
    let (captions, summaries): (Vec<&Element>, Vec<&Element>) = descriptions.partition(is_caption);
    if !builder.has_body() {
        for summary in &summaries {
            builder.body(&prose(summary));
        }
    }
    name_unsaid(builder, captions.into_iter(), WhyLeftOut::Caption);
    name_unsaid(builder, summaries.into_iter(), WhyLeftOut::Metadata);
    builder.language(item.attribute("xml:lang"));
    builder.language(header.language.clone());
    builder.date(DateSource::MessageSent, header.sent.clone());
    builder.source(header.sender.clone());
}

/// The name that an element has, in the first language.
fn name_of(element: &Element) -> Option<String> {
    element.line_of("name")
}

/// A party by its name or as a literal.
fn named_party(party: &Element) -> Option<String> {
    name_of(party).or_else(|| party.attribute("literal"))
}

/// A party by any name it has: a code without its vocabulary, or the host of an address.
fn party(party: &Element) -> Option<String> {
    named_party(party)
        .or_else(|| party.attribute("qcode").map(|code| last_part(&code)))
        .or_else(|| party.attribute("uri").and_then(|address| host(&address)))
}

fn host(address: &str) -> Option<String> {
    let (_, rest) = address.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    some_text(host.trim_start_matches("www.").to_owned())
}
