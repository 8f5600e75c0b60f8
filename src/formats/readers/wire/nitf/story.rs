//! Reads the elements of an NITF document. Values are offered in order: for each field, the first
//! one is used.

use crate::article::DateSource;
use crate::formats::gather::builder::Gathering;
use crate::formats::gather::names::{holder_of, location};
use crate::formats::xml::prose::prose;
use crate::formats::xml::{Element, Node, some_text};

/// Types of `tobject` that describe the kind of content and are not sections.
const KINDS: &[&str] = &["news", "data", "advisory", "alert", "test"];

/// The number of blocks after a block that may be copies of it.
const NEXT_BLOCKS: usize = 8;

/// Names of `meta` elements with a section.
const SECTIONS: &[&str] = &["section", "online_sections", "dsk"];

/// Offers the fields of an `nitf` element.
pub(in crate::formats) fn read_story(gathering: &mut Gathering<'_>, nitf: &Element) {
    let empty = Element::default();
    let head = nitf.find("head").unwrap_or(&empty);
    let body = nitf.find("body").unwrap_or(&empty);
    if let Some(body_head) = body.find("body.head") {
        read_body_head(gathering, body_head);
    }
    read_docdata(gathering, head.find("docdata").unwrap_or(&empty));
    read_head(gathering, head);
    read_language(gathering, nitf);
    read_body(gathering, body);
    gathering.headline(head.line_of("title"));
    gathering.date(DateSource::Dateline, story_date(body));
}

/// Offers headlines, bylines, dateline and distributor.
fn read_body_head(gathering: &mut Gathering<'_>, head: &Element) {
    for hedline in head.all("hedline") {
        gathering.headline(hedline.line_of("hl1"));
        for subhead in hedline.all("hl2") {
            gathering.subhead(subhead.line());
        }
    }
    if !gathering.has_byline() {
        read_bylines(gathering, head);
    }
    for dateline in head.all("dateline") {
        match dateline.find("location").and_then(location) {
            Some(place) => gathering.place(Some(place)),
            None => gathering.dateline(dateline.line_without("story.date")),
        }
    }
    gathering.agency(head.line_of("distributor"));
}

/// Offers the bylines of a story. If the same names occur twice, as printed and normalized, only
/// the first is used.
fn read_bylines(gathering: &mut Gathering<'_>, head: &Element) {
    for byline in head.all("byline") {
        let is_copy = byline
            .attribute("class")
            .is_some_and(|class| class.contains("normalized"));
        if !(is_copy && gathering.has_byline()) {
            read_byline(gathering, byline);
        }
    }
}

/// Offers the people of a byline, without their titles.
fn read_byline(gathering: &mut Gathering<'_>, byline: &Element) {
    let people: Vec<&Element> = byline.all("person").collect();
    if people.is_empty() {
        let names = byline.line_without("byttl");
        gathering.add_byline(names.or_else(|| byline.line_of("byttl")));
    }
    for person in people {
        gathering.add_byline(person.line());
    }
}

/// The day in the `story.date` of a dateline.
fn story_date(body: &Element) -> Option<String> {
    let date = body.find("body.head/dateline/story.date")?;
    date.attribute("norm").or_else(|| date.line())
}

/// Offers the fields of `docdata`.
fn read_docdata(gathering: &mut Gathering<'_>, docdata: &Element) {
    gathering.id(docdata.attribute_of("doc-id", "id-string"));
    gathering.status(docdata.attribute("management-status"));
    gathering.embargo(docdata.attribute_of("date.release", "norm"));
    gathering.date(DateSource::DateIssue, dated(docdata, "date.issue"));
    for list in docdata.all("key-list") {
        for keyword in list.all("keyword") {
            gathering.keyword(keyword.attribute("key").or_else(|| keyword.line()));
        }
    }
    gathering.keyword(docdata.attribute_of("doc-scope", "scope"));
    let empty = Element::default();
    let identified = docdata.find("identified-content").unwrap_or(&empty);
    for classifier in identified.all("classifier") {
        let is_descriptor = classifier
            .attribute("type")
            .is_some_and(|kind| kind.contains("descriptor"));
        if is_descriptor {
            gathering.keyword(classifier.attribute("value").or_else(|| classifier.line()));
        }
    }
    gathering.place(docdata.attribute_of("evloc", "city"));
}

fn dated(docdata: &Element, name: &str) -> Option<String> {
    let date = docdata.find(name)?;
    date.attribute("norm").or_else(|| date.line())
}

/// Offers publication, subjects and `meta` elements. Some sources have `pubdata` in `docdata`.
fn read_head(gathering: &mut Gathering<'_>, head: &Element) {
    let empty = Element::default();
    let docdata = head.find("docdata").unwrap_or(&empty);
    for pubdata in head.all("pubdata").chain(docdata.all("pubdata")) {
        gathering.date(
            DateSource::DatePublication,
            pubdata.attribute("date.publication"),
        );
        gathering.source(pubdata.attribute("name"));
        gathering.section(pubdata.attribute("position.section"));
        gathering.url(pubdata.attribute("ex-ref"));
    }
    gathering.date(DateSource::DateRelease, dated(docdata, "date.release"));
    let holder = docdata.attribute_of("doc.copyright", "holder");
    gathering.source(holder.as_deref().and_then(holder_of));
    gathering.source(docdata.attribute_of("doc.rights", "owner"));
    gathering.agency(docdata.attribute_of("doc.rights", "agent"));
    gathering.agency(docdata.attribute_of("del-list/from-src", "src-name"));
    for meta in head.all("meta") {
        read_meta(gathering, meta);
    }
    for tobject in head.all("tobject") {
        read_subjects(gathering, tobject);
    }
}

fn read_meta(gathering: &mut Gathering<'_>, meta: &Element) {
    let name = meta.attribute("name").unwrap_or_default().to_lowercase();
    let content = meta.attribute("content");
    if SECTIONS.contains(&&*name) {
        gathering.section(content);
    } else if name == "language" {
        gathering.language(content);
    } else if name.ends_with("keyword") || name == "keywords" {
        for keyword in content.iter().flat_map(|text| text.split([',', ';'])) {
            gathering.keyword(some_text(keyword.trim().to_owned()));
        }
    }
}

fn read_subjects(gathering: &mut Gathering<'_>, tobject: &Element) {
    let kind = tobject.attribute("tobject.type");
    let is_section = |kind: &String| !KINDS.contains(&&*kind.to_lowercase());
    gathering.section(kind.filter(is_section));
    for subject in tobject.all("tobject.subject") {
        gathering.section(subject.attribute("tobject.subject.type"));
        for part in ["type", "matter", "detail"] {
            gathering.keyword(subject.attribute(&format!("tobject.subject.{part}")));
        }
    }
}

fn read_language(gathering: &mut Gathering<'_>, nitf: &Element) {
    let body = nitf.find("body");
    let content = body.and_then(|body| body.find("body.content"));
    for element in [content, body, Some(nitf)].into_iter().flatten() {
        for attribute in ["xml:lang", "lang", "baselang"] {
            gathering.language(element.attribute(attribute));
        }
    }
}

/// Offers the text, or else the abstract, followed by the tagline.
fn read_body(gathering: &mut Gathering<'_>, body: &Element) {
    if gathering.has_body() {
        return;
    }
    for content in body.all("body.content") {
        gathering.add_to_body(&prose(&without_copies(content)));
    }
    if !gathering.has_body() {
        for summary in body
            .find("body.head")
            .iter()
            .flat_map(|head| head.all("abstract"))
        {
            gathering.add_to_body(&prose(summary));
        }
    }
    if let Some(tagline) = body
        .find("body.end/tagline")
        .filter(|_| gathering.has_body())
    {
        gathering.add_to_body(&prose(tagline));
    }
}

/// A text without blocks that are the start of a later block: some archives have first the lead
/// alone and then the whole text.
fn without_copies(content: &Element) -> Element {
    let texts: Vec<String> = content.all("block").map(prose).collect();
    let mut at = 0;
    let mut kept = content.clone();
    kept.nodes.retain(|node| {
        if !matches!(node, Node::Element(inner) if inner.name == "block") {
            return true;
        }
        let (text, later) = texts[at..].split_first().expect("one text a block");
        at += 1;
        text.is_empty()
            || !later
                .iter()
                .take(NEXT_BLOCKS)
                .any(|other| other.starts_with(&**text))
    });
    kept
}
