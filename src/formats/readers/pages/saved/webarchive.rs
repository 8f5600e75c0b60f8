//! The reader of Safari's web archives: a property list with a page and what it needs.
//!
//! The page is `WebMainResource`. Frames are archives within the archive (`WebSubframeArchives`),
//! pictures and styles are in `WebSubresources`. Property lists are binary or XML. Source: Apple's
//! `WebArchive` in `WebKit`, `LegacyWebArchive.cpp`.

use super::plist::{MAGIC, Object, PropertyList};
use super::{Place, SavedPage};
use crate::article::{Problem, ProblemKind};
use crate::formats::input::Input;
use crate::formats::options::MAX_WHOLE_FILE;
use crate::formats::reader::{ArticleReader, ArticleSink, ReadEnd};
use crate::formats::readers::mail::mime::transfer;
use crate::formats::xml::{Element, Elements, Piece, Root, Shape};
use memchr::memmem;
use std::borrow::Cow;

/// Safari's web archives, recognized by their first key.
pub(in crate::formats) struct SafariArchive;

/// The key of the page.
const PAGE: &str = "WebMainResource";

/// The most frames that are named.
const MOST_FRAMES: usize = 64;

impl ArticleReader for SafariArchive {
    fn name(&self) -> &'static str {
        "webarchive"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["webarchive"]
    }

    /// It is a property list that has a page.
    fn recognizes(&self, head: &[u8]) -> bool {
        memmem::find(head, PAGE.as_bytes()).is_some()
            && (head.starts_with(MAGIC) || Root::of(head).is_some_and(|root| root.name == "plist"))
    }

    fn read(&self, input: Input<'_>, out: &mut dyn ArticleSink) -> Result<(), ReadEnd> {
        let place = Place::of(&input);
        let bytes = input.into_bytes()?;
        let found = if bytes.starts_with(MAGIC) {
            in_binary(&bytes)
        } else {
            in_xml(&bytes)
        };
        let Some(found) = found else {
            let detail = "a web archive that is damaged or has no page; save the page again";
            return Err(Problem::file(ProblemKind::Damaged, detail).into());
        };
        if !found.is_page() {
            let detail = format!("not a page, but `{}`", found.media_type);
            return Err(Problem::file(ProblemKind::NotAnArticle, detail).into());
        }
        SavedPage {
            bytes: &found.content,
            address: found.address.as_deref(),
            charset: found.charset.as_deref(),
            frames: found.frames,
            ordinal: 1,
        }
        .read(&place, out)
    }
}

/// The page of an archive.
struct Resource<'a> {
    content: Cow<'a, [u8]>,
    media_type: String,
    address: Option<String>,
    charset: Option<String>,
    frames: Vec<String>,
}

impl Resource<'_> {
    fn is_page(&self) -> bool {
        let kind = &self.media_type;
        kind.is_empty() || kind.contains("html") || kind.contains("xml")
    }
}

fn in_binary(bytes: &[u8]) -> Option<Resource<'_>> {
    let list = PropertyList::open(bytes)?;
    let page = list.get(list.top(), PAGE)?;
    let text = |of: Object, key| Some(list.text(list.get(of, key)?)?.into_owned());
    let frames = list.get(list.top(), "WebSubframeArchives");
    let frames = frames.into_iter().flat_map(|frames| list.items(frames));
    let frames = frames
        .filter_map(|frame| list.get(frame, PAGE))
        .map(|frame| text(frame, "WebResourceURL").unwrap_or_default());
    Some(Resource {
        content: Cow::Borrowed(list.data(list.get(page, "WebResourceData")?)?),
        media_type: text(page, "WebResourceMIMEType").unwrap_or_default(),
        address: text(page, "WebResourceURL"),
        charset: text(page, "WebResourceTextEncodingName"),
        frames: frames.take(MOST_FRAMES).collect(),
    })
}

fn in_xml(bytes: &[u8]) -> Option<Resource<'static>> {
    const WHOLE: Shape = Shape {
        containers: &[],
        records: &[],
    };
    let mut elements = Elements::new(Box::new(bytes), WHOLE, MAX_WHOLE_FILE).ok()?;
    let (Piece::Whole(root) | Piece::Opened(root)) = elements.next()?.ok()?;
    let top = root.elements().next()?;
    let page = value(top, PAGE)?;
    let text = |of, key| value(of, key).and_then(Element::line);
    let coded = value(page, "WebResourceData")?.text();
    let frames = value(top, "WebSubframeArchives");
    let frames = frames.into_iter().flat_map(Element::elements);
    let frames = frames
        .filter_map(|frame| value(frame, PAGE))
        .map(|frame| text(frame, "WebResourceURL").unwrap_or_default());
    Some(Resource {
        content: Cow::Owned(transfer::decode(coded.as_bytes(), Some(b"base64")).into_owned()),
        media_type: text(page, "WebResourceMIMEType").unwrap_or_default(),
        address: text(page, "WebResourceURL"),
        charset: text(page, "WebResourceTextEncodingName"),
        frames: frames.take(MOST_FRAMES).collect(),
    })
}

/// The value of a key in a dictionary: the element after it.
fn value<'e>(dictionary: &'e Element, key: &str) -> Option<&'e Element> {
    let mut elements = dictionary.elements();
    elements.find(|element| element.name == "key" && element.line().as_deref() == Some(key))?;
    elements.next()
}
