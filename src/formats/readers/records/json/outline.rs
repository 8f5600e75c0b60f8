//! Where in a JSON file the articles are: the file's one object, a list, or a list within
//! objects that say something about it.
//!
//! An object is read member by member and its bytes are kept, until a member is a list of articles:
//! `{"articles": [...]}`, `{"response": {"docs": [...]}}`, `{"hits": {"hits": [...]}}`. From there
//! on only one article at a time is kept.

use super::elements::{Elements, Stop};
use crate::formats::record::{Field, Names, RecordSeed};
use serde::de::DeserializeSeed as _;

/// The most objects around a list.
const DEEPEST_LIST: usize = 4;

/// Names of members with the articles.
#[rustfmt::skip]
const LISTS: &[&str] = &[
    "articles", "article", "items", "item", "results", "result", "docs", "documents", "hits", "data", "news",
    "entries", "records", "rows", "stories", "posts", "value",
];

/// Names of members with other things that have headlines.
#[rustfmt::skip]
const OTHERS: &[&str] = &[
    "associations", "renditions", "related", "relatedarticles", "relatedstories", "relatedcontent", "seealso",
    "recommended", "images", "photos", "videos", "media", "multimedia", "comments", "links", "attachments",
    "events", "sections", "blocks", "chapters", "infosources",
];

/// What an object is.
#[derive(Debug)]
pub(super) enum Outline {
    /// A record of its own, which was kept whole.
    Record,
    /// It contains a list of articles, which is in `open` open objects. The first article was kept,
    /// and the stream is after it.
    List { open: usize },
}

/// Reads through the next object. The record or the first article is then in `kept`.
pub(super) fn outline(
    elements: &mut Elements<'_>,
    names: Names<'_>,
    kept: &mut Vec<u8>,
) -> Result<Outline, Stop> {
    let mut open = 0;
    let mut has_text = false;
    let mut key = Vec::new();
    kept.clear();
    take(elements, b'{', kept)?;
    open += 1;
    loop {
        match elements.peek()?.ok_or(Stop::End)? {
            b'}' => {
                take(elements, b'}', kept)?;
                open -= 1;
                if open == 0 {
                    return Ok(Outline::Record);
                }
            }
            b',' => take(elements, b',', kept)?,
            b'"' => {
                let start = kept.len();
                elements.value(kept)?;
                key.clear();
                key.extend_from_slice(&kept[start + 1..kept.len() - 1]);
                take(elements, b':', kept)?;
                let name = String::from_utf8_lossy(&key);
                has_text |= names.is_text(&name) && !is_any_of(&name, LISTS);
                let may_hold = !has_text && may_hold_articles(&name, names);
                match elements.peek()?.ok_or(Stop::End)? {
                    b'{' if may_hold && open < DEEPEST_LIST => {
                        take(elements, b'{', kept)?;
                        open += 1;
                    }
                    b'[' if may_hold => {
                        if list(elements, names, &name, kept)? {
                            return Ok(Outline::List { open });
                        }
                    }
                    _ => elements.value(kept)?,
                }
            }
            byte => return Err(Stop::Unexpected(byte)),
        }
    }
}

/// Reads through the next array. Returns whether it is a list of articles. If so, its first article
/// is kept, else all of it.
fn list(
    elements: &mut Elements<'_>,
    names: Names<'_>,
    name: &str,
    kept: &mut Vec<u8>,
) -> Result<bool, Stop> {
    take(elements, b'[', kept)?;
    if elements.peek()? == Some(b'{') {
        let start = kept.len();
        elements.value(kept)?;
        if is_article(&kept[start..], names, name) {
            kept.drain(..start);
            return Ok(true);
        }
    }
    elements.rest(1, kept)?;
    Ok(false)
}

/// Reads a mark that has to be next.
fn take(elements: &mut Elements<'_>, mark: u8, kept: &mut Vec<u8>) -> Result<(), Stop> {
    match elements.peek()?.ok_or(Stop::End)? {
        byte if byte == mark => {
            elements.bump();
            kept.push(byte);
            Ok(())
        }
        byte => Err(Stop::Unexpected(byte)),
    }
}

fn may_hold_articles(name: &str, names: Names<'_>) -> bool {
    is_any_of(name, LISTS) || !(names.is_field(name) || is_any_of(name, OTHERS))
}

/// Whether an object is an article of a list: it has a headline and a body, or one of them if the
/// name of the list is one of [`LISTS`].
fn is_article(object: &[u8], names: Names<'_>, list: &str) -> bool {
    let text = String::from_utf8_lossy(object);
    let mut parser = serde_json::Deserializer::from_str(&text);
    let Ok(record) = RecordSeed(names).deserialize(&mut parser) else {
        return is_any_of(list, LISTS);
    };
    let (headline, body) = (record.has(Field::Headline), record.has(Field::Body));
    (headline && body) || ((headline || body) && is_any_of(list, LISTS))
}

fn is_any_of(name: &str, names: &[&str]) -> bool {
    let bare = || name.chars().filter(|c| !matches!(c, '_' | '-'));
    names
        .iter()
        .any(|known| bare().map(|c| c.to_ascii_lowercase()).eq(known.chars()))
}
