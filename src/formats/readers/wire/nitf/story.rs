//! The fields of an NITF document, by its elements.
//!
//! They are offered in the order of trust: the head of the body, then the metadata.

use crate::article::{DateSource, WhyLeftOut};
use crate::formats::gather::ArticleBuilder;
use crate::formats::readers::wire::omitted::{name_omitted, name_unsaid};
use crate::formats::readers::wire::rights::holder_of;
use crate::formats::xml::content::location;
use crate::formats::xml::prose::prose;
use crate::formats::xml::{Element, Node, some_text};

/// Types of `tobject` that are not a section: they say whether the document is news.
const KINDS: &[&str] = &["news", "data", "advisory", "alert", "test"];

/// How many of the next blocks may repeat a block.
const NEXT_BLOCKS: usize = 8;

/// Names of `meta` elements with a section.
const SECTIONS: &[&str] = &["section", "online_sections", "dsk"];

/// Offers the values of an `nitf` element.
pub(in crate::formats) fn read_story(builder: &mut ArticleBuilder<'_>, nitf: &Element) {
    let empty = Element::default();
    let head = nitf.find("head").unwrap_or(&empty);
    let body = nitf.find("body").unwrap_or(&empty);
    if let Some(body_head) = body.find("body.head") {
        read_body_head(builder, body_head);
    }
    read_docdata(builder, head.find("docdata").unwrap_or(&empty));
    read_head(builder, head);
    read_language(builder, nitf);
    read_body(builder, body);
    builder.headline(head.line_of("title"));
    builder.date(
        DateSource::Dateline,
        dated(body, "body.head/dateline/story.date"),
    );
}

/// Offers headlines, bylines, dateline and distributor.
fn read_body_head(builder: &mut ArticleBuilder<'_>, head: &Element) {
    for hedline in head.all("hedline") {
        builder.headline(hedline.line_of("hl1"));
        for subhead in hedline.all("hl2") {
            builder.subhead(subhead.line());
        }
    }
    if !builder.has_byline() {
        read_bylines(builder, head);
    }
    for dateline in head.all("dateline") {
        match dateline.find("location").and_then(location) {
            Some(place) => builder.place(Some(place)),
            None => builder.dateline(dateline.line_without("story.date")),
        }
    }
    builder.agency(head.line_of("distributor"));
}

/// Offers the bylines of a story. If the same names are given twice, as printed and normalized, the
/// first ones are kept.
fn read_bylines(builder: &mut ArticleBuilder<'_>, head: &Element) {
    for byline in head.all("byline") {
        let is_copy = byline
            .attribute("class")
            .is_some_and(|class| class.contains("normalized"));
        if !(is_copy && builder.has_byline()) {
            read_byline(builder, byline);
        }
    }
}

/// Offers the people of a byline, without their titles.
fn read_byline(builder: &mut ArticleBuilder<'_>, byline: &Element) {
    let people: Vec<&Element> = byline.all("person").collect();
    if people.is_empty() {
        let names = byline.line_without("byttl");
        builder.add_byline(names.or_else(|| byline.line_of("byttl")));
    }
    for person in people {
        builder.add_byline(person.line());
    }
}

/// Offers what the source says of the document: id, status, date, keywords, place.
fn read_docdata(builder: &mut ArticleBuilder<'_>, docdata: &Element) {
    builder.id(docdata.attribute_of("doc-id", "id-string"));
    builder.status(docdata.attribute("management-status"));
    builder.embargo(docdata.attribute_of("date.release", "norm"));
    builder.date(DateSource::DateIssue, dated(docdata, "date.issue"));
    for list in docdata.all("key-list") {
        for keyword in list.all("keyword") {
            builder.keyword(keyword.attribute("key").or_else(|| keyword.line()));
        }
    }
    builder.keyword(docdata.attribute_of("doc-scope", "scope"));
    let empty = Element::default();
    let identified = docdata.find("identified-content").unwrap_or(&empty);
    for classifier in identified.all("classifier") {
        let is_descriptor = classifier
            .attribute("type")
            .is_some_and(|kind| kind.contains("descriptor"));
        if is_descriptor {
            builder.keyword(classifier.attribute("value").or_else(|| classifier.line()));
        }
    }
    builder.place(docdata.attribute_of("evloc", "city"));
}

/// The date at a path: its normalized form, else as it is printed.
fn dated(element: &Element, path: &str) -> Option<String> {
    let date = element.find(path)?;
    date.attribute("norm").or_else(|| date.line())
}

/// Offers publication, subjects, and what `meta` elements say. Some sources have `pubdata` within
/// `docdata`.
fn read_head(builder: &mut ArticleBuilder<'_>, head: &Element) {
    let empty = Element::default();
    let docdata = head.find("docdata").unwrap_or(&empty);
    for pubdata in head.all("pubdata").chain(docdata.all("pubdata")) {
        builder.date(
            DateSource::DatePublication,
            pubdata.attribute("date.publication"),
        );
        builder.source(pubdata.attribute("name"));
        builder.section(pubdata.attribute("position.section"));
        builder.web_address(pubdata.attribute("ex-ref"));
    }
    builder.date(DateSource::DateRelease, dated(docdata, "date.release"));
    let holder = docdata.attribute_of("doc.copyright", "holder");
    builder.source(holder.as_deref().and_then(holder_of));
    builder.source(docdata.attribute_of("doc.rights", "owner"));
    builder.agency(docdata.attribute_of("doc.rights", "agent"));
    builder.agency(docdata.attribute_of("del-list/from-src", "src-name"));
    for meta in head.all("meta") {
        read_meta(builder, meta);
    }
    for tobject in head.all("tobject") {
        read_subjects(builder, tobject);
    }
}

fn read_meta(builder: &mut ArticleBuilder<'_>, meta: &Element) {
    let name = meta.attribute("name").unwrap_or_default().to_lowercase();
    let content = meta.attribute("content");
    if SECTIONS.contains(&&*name) {
        builder.section(content);
    } else if name == "language" {
        builder.language(content);
    } else if name.ends_with("keyword") || name == "keywords" {
        for keyword in content.iter().flat_map(|text| text.split([',', ';'])) {
            builder.keyword(some_text(keyword.trim().to_owned()));
        }
    }
}

fn read_subjects(builder: &mut ArticleBuilder<'_>, tobject: &Element) {
    let kind = tobject.attribute("tobject.type");
    let is_section = |kind: &String| !KINDS.contains(&&*kind.to_lowercase());
    builder.section(kind.filter(is_section));
    for subject in tobject.all("tobject.subject") {
        builder.section(subject.attribute("tobject.subject.type"));
        for part in ["type", "matter", "detail"] {
            builder.keyword(subject.attribute(&format!("tobject.subject.{part}")));
        }
    }
}

fn read_language(builder: &mut ArticleBuilder<'_>, nitf: &Element) {
    let body = nitf.find("body");
    let content = body.and_then(|body| body.find("body.content"));
    for element in [content, body, Some(nitf)].into_iter().flatten() {
        for attribute in ["xml:lang", "lang", "baselang"] {
            builder.language(element.attribute(attribute));
        }
    }
}

/// Offers the text, else the abstract; then the tagline.
fn read_body(builder: &mut ArticleBuilder<'_>, body: &Element) {
    if builder.has_body() {
        return;
    }
    for content in body.all("body.content") {
        builder.add_to_body(&prose(&without_copies(content)));
        name_omitted(builder, content);
    }
    let summaries = body.find("body.head").into_iter();
    let summaries = summaries.flat_map(|head| head.all("abstract"));
    if builder.has_body() {
        name_unsaid(builder, summaries, WhyLeftOut::Metadata);
    } else {
        summaries.for_each(|summary| builder.add_to_body(&prose(summary)));
    }
    if let Some(tagline) = body.find("body.end/tagline").filter(|_| builder.has_body()) {
        builder.add_to_body(&prose(tagline));
    }
}

/// A text without the blocks that a later block starts with. Archives of newspapers give the lead
/// alone, and then again in the whole text.
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
