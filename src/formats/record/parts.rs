//! Lists of typed parts, as content systems keep articles: `[{"type": "kicker", "content": …}, …]`.
//!
//! The type says which part is the headline, a byline or a paragraph; the table has those of The
//! Washington Post's collection and of Arc's `content_elements`. A part of another type is noted.

use super::path::field_value;
use super::tagged::has_blocks;
use super::unread::Unread;
use super::{Field, FieldValue, Named, Record};
use crate::article::WhyLeftOut;
use crate::formats::bytes::markup;
use crate::formats::bytes::white_space::unify_line_ends;
use serde_json::{Map, Value};

/// What a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Paragraph,
    Field(Field),
    Caption,
    /// About the author.
    Person,
    Other,
}

#[rustfmt::skip]
const TYPES: &[(Part, &[&str])] = &[
    (Part::Paragraph, &[
        "sanitized_html", "text", "paragraph", "html", "raw_html", "header", "heading", "subhead", "list", "list-item",
        "blockquote", "quote", "pull_quote", "unordered-list", "ordered-list", "pullquote", "correction", "interstitial_link", "table", "endorsement",
    ]),
    (Part::Field(Field::Section), &["kicker", "section"]),
    (Part::Field(Field::Headline), &["title", "headline"]),
    (Part::Field(Field::Bylines), &["byline", "author"]),
    (Part::Field(Field::Published), &["date", "published"]),
    (Part::Field(Field::Subhead), &["deck", "dek", "standfirst", "subtitle"]),
    (Part::Caption, &["image", "video", "gallery", "graphic", "audio"]),
    (Part::Person, &["author_info", "bio"]),
];

/// Members with the text of a part, the best first.
const TEXTS: &[&str] = &[
    "content",
    "text",
    "body",
    "html",
    "value",
    "content_elements",
    "items",
    "data",
    "quote",
    "children",
];

/// Members with a caption, the fullest first.
const CAPTIONS: &[&str] = &["fullcaption", "caption", "blurb", "title", "content"];

/// The member with the type of a part; in Strapi a part is a component.
const TYPE: &str = "type";
const COMPONENT: &str = "__component";

/// How deep lists within parts are read.
const DEEPEST: usize = 8;

/// The lowest rank, of values for fields that the record itself does not name.
pub(super) const AFTER_ALL: usize = usize::MAX;

/// Adds the parts of a list to a record. Returns whether the value is such a list.
pub(super) fn put(record: &mut Record<'_>, named: Named, value: &Value) -> bool {
    let typed = |item: &Value| [TYPE, COMPONENT].iter().any(|key| item.get(*key).is_some());
    let items = match value {
        Value::Array(items) if items.iter().any(typed) => items,
        _ => return false,
    };
    let mut paragraphs = Vec::new();
    for item in items.iter().filter_map(Value::as_object) {
        match kind_of(item) {
            Part::Paragraph => {
                // A component has a title of its own, such as who is quoted.
                if let (true, Some(Value::String(title))) =
                    (item.contains_key(COMPONENT), item.get("title"))
                {
                    paragraphs.push(title.clone());
                }
                let text = first_of(item, TEXTS, DEEPEST);
                paragraphs.extend(text.filter(|text| !text.trim().is_empty()));
            }
            Part::Field(field) => {
                let mut unread = Unread::default();
                let value = item.get("content");
                let value = value.map(|value| field_value(value, &mut unread));
                let rank = AFTER_ALL;
                record.put(Named { field, rank }, value.unwrap_or_default());
                record.put_all_unread(unread);
            }
            Part::Caption => beside(record, item, CAPTIONS, WhyLeftOut::Caption),
            Part::Person => beside(record, item, &["bio"], WhyLeftOut::Metadata),
            Part::Other => beside(record, item, TEXTS, WhyLeftOut::Embedded),
        }
    }
    let paragraphs = paragraphs
        .into_iter()
        .map(|text| as_html(&text))
        .collect::<Vec<_>>();
    record.put(named, FieldValue::Text(paragraphs.concat().into()));
    true
}

/// A text in HTML, so that the whole is read as HTML. One without tags of paragraphs may have
/// several.
pub(super) fn as_html(text: &str) -> String {
    let text = text.trim();
    if has_blocks(text) || !text.contains('\n') {
        return format!("<p>{text}</p>\n");
    }
    let paragraphs = unify_line_ends(text);
    let paragraphs = paragraphs.split("\n\n").map(str::trim);
    let mut html = String::new();
    for text in paragraphs.filter(|text| !text.is_empty()) {
        html.extend(["<p>", &text.replace('\n', "<br>"), "</p>\n"]);
    }
    html
}

fn kind_of(item: &Map<String, Value>) -> Part {
    if item.contains_key(COMPONENT) {
        return Part::Paragraph;
    }
    let kind = item.get(TYPE).and_then(Value::as_str).unwrap_or_default();
    let found = TYPES.iter().find(|(_, names)| names.contains(&kind));
    found.map_or(Part::Other, |(part, _)| *part)
}

/// Notes a part that is left out, if it has a text.
fn beside(record: &mut Record<'_>, item: &Map<String, Value>, names: &[&str], why: WhyLeftOut) {
    let kind = item.get("type").and_then(Value::as_str).unwrap_or_default();
    if let Some(text) = first_of(item, names, DEEPEST) {
        let text = markup::to_text(&text);
        if !text.is_empty() {
            record
                .beside
                .push((kind.to_owned(), why, text.chars().count()));
        }
    }
}

/// The text of the first of these members that has one.
fn first_of(item: &Map<String, Value>, names: &[&str], levels: usize) -> Option<String> {
    names
        .iter()
        .filter_map(|name| item.get(*name))
        .find_map(|value| text_of(value, levels))
}

/// The text of a value: of a list, the texts of its items, each a line.
fn text_of(value: &Value, levels: usize) -> Option<String> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Array(items) if levels > 0 => {
            let texts: Vec<String> = items
                .iter()
                .filter_map(|item| text_of(item, levels - 1))
                .collect();
            texts.join("<br>")
        }
        Value::Object(item) if levels > 0 => first_of(item, TEXTS, levels - 1)?,
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_of_a_text_without_tags_of_paragraphs_are_kept() {
        for (text, html) in [
            ("One.\n\nTwo\nlines.", "<p>One.</p>\n<p>Two<br>lines.</p>\n"),
            ("<b>One.</b>\n\nTwo.", "<p><b>One.</b></p>\n<p>Two.</p>\n"),
            ("<p>One.\n\nTwo.</p>", "<p><p>One.\n\nTwo.</p></p>\n"),
        ] {
            assert_eq!(as_html(text), html, "{text}");
        }
    }
}
