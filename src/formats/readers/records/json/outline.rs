//! Where in a JSON file the articles are: the file's one object, a list, or lists within objects
//! that say something about them.
//!
//! An object is read member by member and its bytes are kept, until a member is a list of articles:
//! `{"articles": [...]}`, `{"response": {"docs": [...]}}`, `{"hits": {"hits": [...]}}`. From there
//! on only one article at a time is kept. An object whose members are articles is a list as well:
//! `{"a1": {...}, "a2": {...}}`. `next_list` finds the lists that follow.

use super::elements::{Elements, Stop};
use super::feed::Shared;
use super::shape::Shape;
use crate::formats::record::{Field, Names, RecordSeed, TextKind};
use memchr::memmem;
use serde::de::DeserializeSeed as _;
use std::cell::OnceCell;
use std::ops::Range;

/// The most objects around a list.
const DEEPEST_LIST: usize = 4;

/// How many first bytes of a file show that it is a JSON Feed.
const HEAD: usize = 1024;

/// Names of members with the articles.
#[rustfmt::skip]
const LISTS: &[&str] = &[
    "articles", "article", "items", "item", "results", "result", "docs", "documents", "hits", "data", "news",
    "entries", "records", "rows", "stories", "posts", "value",
];

/// Those of them that stand below the title of a feed.
const OF_FEEDS: &[&str] = &["items", "articles", "entries", "posts", "stories"];

/// Names of members with a list of envelopes, each of which may contain articles: the export of
/// Ghost, the zones of Trove, the answers of several searches.
const ENVELOPES: &[&str] = &["db", "zone", "category", "responses", "feeds"];

/// Names of members with other things that have headlines.
#[rustfmt::skip]
const OTHERS: &[&str] = &[
    "associations", "renditions", "related", "relatedarticles", "relatedstories", "relatedcontent", "seealso",
    "recommended", "images", "photos", "videos", "media", "multimedia", "comments", "links", "attachments",
    "events", "sections", "blocks", "chapters", "infosources", "benefits", "newsletters", "offers", "products",
    "roles", "settings", "snippets", "users", "integrations", "facets", "previous", "prev", "next",
];

/// What an object is.
#[derive(Debug)]
pub(super) enum Outline {
    /// A record of its own, which was kept whole.
    Record,
    /// It contains a list of articles. The first article was kept, and the stream is after it.
    List(List),
    /// It contains an object each member of which has an article. The stream is after the second.
    Members {
        /// The object.
        list: List,
        /// The place of the first article in what was kept.
        first: Range<usize>,
        /// The second article.
        second: Vec<u8>,
    },
}

/// A list of articles in a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct List {
    /// How many objects and lists around it are open.
    pub(super) open: usize,
    /// Its name; empty if it has none.
    pub(super) name: String,
    /// Whether it is an object, each member of which has an article.
    pub(super) is_object: bool,
    /// What its articles call their headline and their body; `None` if the first has not both.
    pub(super) shape: Option<Shape>,
    /// What a feed says for each item without its own.
    pub(super) shared: Shared,
}

impl List {
    /// Whether its name alone says that it has articles.
    pub(super) fn is_usual(&self) -> bool {
        is_any_of(&self.name, LISTS)
    }
}

/// An object within another one that has a headline and a body of its own.
struct Inner {
    /// How many were open around it.
    around: usize,
    /// Where its bytes start in what was kept, and how many they are.
    start: usize,
    length: usize,
    /// Its shape, once it was asked for.
    shape: OnceCell<Option<Shape>>,
}

impl Inner {
    /// Its shape, from what was kept.
    fn shape(&self, kept: &[u8], names: Names<'_>) -> Option<Shape> {
        let bytes = &kept[self.start..self.start + self.length];
        *self.shape.get_or_init(|| Shape::of(bytes, names))
    }
}

/// Reads through the next object. The record or the first article is then in `kept`.
pub(super) fn outline(
    elements: &mut Elements<'_>,
    names: Names<'_>,
    kept: &mut Vec<u8>,
) -> Result<Outline, Stop> {
    let mut open = 1;
    // How many were open outside of the first list of envelopes.
    let mut envelope = None;
    let mut has_body = false;
    // How many were open where a headline or a summary was seen.
    let mut titled = None;
    // Where the bytes of the objects within it start.
    let mut starts = vec![0];
    let mut inner: Option<Inner> = None;
    let mut key = Vec::new();
    kept.clear();
    elements.take(b'{', kept)?;
    loop {
        match elements.peek()?.ok_or(Stop::End)? {
            mark @ (b'}' | b']') => {
                elements.take(mark, kept)?;
                open -= 1;
                let start = starts.pop().unwrap_or_default();
                if has_body && titled == Some(open + 1) && mark == b'}' && inner.is_none() {
                    let length = kept.len() - start;
                    inner = Some(Inner {
                        around: open,
                        start,
                        length,
                        shape: OnceCell::new(),
                    });
                }
                envelope = envelope.filter(|outside| open > *outside);
                titled = titled.filter(|at| open >= *at);
                if open == 0 {
                    return Ok(Outline::Record);
                }
            }
            mark @ (b',' | b'{') => {
                if mark == b'{' {
                    starts.push(kept.len());
                    open += 1;
                }
                elements.take(mark, kept)?;
            }
            b'"' => {
                let before = kept.len();
                elements.key(&mut key, kept)?;
                let name = String::from_utf8_lossy(&key);
                let is_list = is_any_of(&name, LISTS);
                // The name of an envelope is no headline.
                let text = names
                    .text_of(&name)
                    .filter(|_| envelope.is_none() && !is_list);
                has_body |= text == Some(TextKind::Body);
                titled = titled.or(text.map(|_| open));
                // A feed has a title too, but no text.
                let may_hold = !has_body
                    && (titled.is_none() || is_any_of(&name, OF_FEEDS))
                    && may_hold_articles(&name, names);
                let deepest = DEEPEST_LIST + envelope.map_or(0, |outside| outside + 2);
                match elements.peek()?.ok_or(Stop::End)? {
                    b'{' if may_hold && open < deepest => {
                        starts.push(kept.len());
                        elements.take(b'{', kept)?;
                        open += 1;
                    }
                    b'{' if inner.as_ref().is_some_and(|inner| inner.around == open)
                        && may_hold_articles(&name, names) =>
                    {
                        let first = inner.take();
                        if let Some(members) = second(elements, names, first.as_ref(), kept)? {
                            return Ok(members);
                        }
                        inner = first;
                    }
                    b'[' if !has_body
                        && titled.is_none()
                        && envelope.is_none()
                        && is_any_of(&name, ENVELOPES) =>
                    {
                        if opens_envelopes(elements, kept)? {
                            envelope = Some(open);
                            open += 1;
                            starts.push(kept.len());
                        }
                    }
                    b'[' if may_hold => {
                        let start = list(elements, names, &name, titled.is_some(), kept)?;
                        if let Some(start) = start {
                            return Ok(Outline::List(List {
                                open,
                                name: name.into_owned(),
                                is_object: false,
                                shape: Shape::of(kept, names),
                                shared: Shared::of_feed(&start[..before]),
                            }));
                        }
                    }
                    _ => elements.value(kept)?,
                }
            }
            byte => return Err(Stop::Unexpected(byte)),
        }
    }
}

/// Reads through the next object. If it is an article as the first one, the object around both is a
/// list; else all of it is kept.
fn second(
    elements: &mut Elements<'_>,
    names: Names<'_>,
    first: Option<&Inner>,
    kept: &mut Vec<u8>,
) -> Result<Option<Outline>, Stop> {
    let start = kept.len();
    elements.value(kept)?;
    let Some(first) = first else {
        return Ok(None);
    };
    let shape = first.shape(kept, names);
    if shape.is_none() || shape != Shape::of(&kept[start..], names) {
        return Ok(None);
    }
    let list = List {
        open: first.around,
        is_object: true,
        shape,
        ..List::default()
    };
    Ok(Some(Outline::Members {
        list,
        first: first.start..first.start + first.length,
        second: kept.split_off(start),
    }))
}

/// Opens a list whose first item is an object. Another list is read through.
fn opens_envelopes(elements: &mut Elements<'_>, kept: &mut Vec<u8>) -> Result<bool, Stop> {
    elements.take(b'[', kept)?;
    if elements.peek()? == Some(b'{') {
        return Ok(true);
    }
    elements.rest(1, kept)?;
    Ok(false)
}

/// Reads through the next array. If it is a list of articles, its first article is kept, and what
/// was before it is returned; else all of it is kept. Below a title, articles need more than that.
fn list(
    elements: &mut Elements<'_>,
    names: Names<'_>,
    name: &str,
    is_titled: bool,
    kept: &mut Vec<u8>,
) -> Result<Option<Vec<u8>>, Stop> {
    elements.take(b'[', kept)?;
    if elements.peek()? == Some(b'{') {
        let start = kept.len();
        elements.value(kept)?;
        // An item of a JSON Feed needs no title.
        let is_titled = is_titled && !opens_json_feed(kept);
        if is_article(&kept[start..], names, name, is_titled) {
            return Ok(Some(kept.drain(..start).collect()));
        }
    }
    elements.rest(1, kept)?;
    Ok(None)
}

/// Whether a file is a JSON Feed by its first members, one of which names the version of the format.
fn opens_json_feed(file: &[u8]) -> bool {
    let head = &file[..file.len().min(HEAD)];
    memmem::find(head, b"jsonfeed.org/version").is_some()
}

/// Whether a member of that name may be a list of articles, or have one in it.
pub(super) fn may_hold_articles(name: &str, names: Names<'_>) -> bool {
    is_any_of(name, LISTS) || !(names.is_field(name) || is_any_of(name, OTHERS))
}

/// Whether an object is an article of a list: it has a headline and a body, or one of them if the
/// name of the list is one of [`LISTS`].
fn is_article(object: &[u8], names: Names<'_>, list: &str, is_titled: bool) -> bool {
    let text = String::from_utf8_lossy(object);
    let mut parser = serde_json::Deserializer::from_str(&text);
    let Ok(record) = RecordSeed(names).deserialize(&mut parser) else {
        return is_any_of(list, LISTS);
    };
    let (headline, body) = (record.has(Field::Headline), record.has(Field::Body));
    if is_titled {
        return headline && (body || record.has(Field::Url)) && record.has(Field::Published);
    }
    (headline && body) || ((headline || body) && is_any_of(list, LISTS))
}

fn is_any_of(name: &str, names: &[&str]) -> bool {
    let bare = || name.chars().filter(|c| !matches!(c, '_' | '-'));
    names
        .iter()
        .any(|known| bare().map(|c| c.to_ascii_lowercase()).eq(known.chars()))
}
