//! The reader of MHTML: a page with its frames, pictures and styles, written like a mail.
//!
//! Chrome, Edge, Internet Explorer, Opera and Word write such files. The part that is the page is
//! the one that `start` names, else the one of the address that was saved, else the first page.
//! `Date` and `From` are about the saving. Formats: RFC 2557; Chromium, `mhtml_archive.cc`.

use super::{Place, SavedPage, is_of_web};
use crate::article::{Problem, ProblemKind};
use crate::formats::input::Input;
use crate::formats::reader::{ArticleReader, ArticleSink, ReadEnd};
use crate::formats::readers::mail::mime::content_type::{ContentType, Kind};
use crate::formats::readers::mail::mime::header::{Header, skip_blank_lines};
use crate::formats::readers::mail::mime::structure::split;
use crate::formats::readers::mail::mime::transfer;

/// MHTML, recognized by the header of a page that was saved.
pub(in crate::formats) struct Mhtml;

/// How deep parts may be nested.
const DEEPEST: usize = 8;

/// Fields that mails have, and saved pages never.
const OF_MAILS: [&str; 7] = [
    "to",
    "received",
    "message-id",
    "return-path",
    "delivered-to",
    "newsgroups",
    "list-id",
];

impl ArticleReader for Mhtml {
    fn name(&self) -> &'static str {
        "mhtml"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["mhtml", "mht"]
    }

    /// It opens with the header of a page or of its parts, which no mail program wrote, and it says
    /// where a part was saved from, or who saved it.
    fn recognizes(&self, head: &[u8]) -> bool {
        let (header, content) = Header::read(skip_blank_lines(head));
        if header.get("content-type").is_none()
            || header.get("mime-version").is_none()
            || OF_MAILS.iter().any(|name| header.get(name).is_some())
        {
            return false;
        }
        let kind = ContentType::of(&header, content, Kind::Other).kind;
        if !matches!(kind, Kind::Multipart | Kind::Alternative | Kind::Html) {
            return false;
        }
        let is_nobody = |from: &[u8]| !from.contains(&b'@');
        header.get("snapshot-content-location").is_some()
            || header.get("content-location").is_some()
            || header.get("from").is_some_and(is_nobody)
            || header.get("from").is_none() && names_location(content)
    }

    fn read(&self, input: Input<'_>, out: &mut dyn ArticleSink) -> Result<(), ReadEnd> {
        let place = Place::of(&input);
        let bytes = input.into_bytes()?;
        let (header, content) = Header::read(skip_blank_lines(&bytes));
        let mut pages = Vec::new();
        find_pages(Part { header, content }, 0, &mut pages);
        let Some(whole) = pages.first() else {
            let detail = "a saved page without a page in it; save it again";
            return Err(Problem::file(ProblemKind::Malformed, detail).into());
        };
        let (header, _) = Header::read(skip_blank_lines(&bytes));
        let saved_from = address(&header, "snapshot-content-location");
        let chosen = main_page(&pages, &header, saved_from.as_deref()).unwrap_or(whole);
        let own = address(&chosen.header, "content-location");
        let outer = address(&header, "content-location");
        let addresses = [saved_from, own, outer];
        let address = addresses.into_iter().flatten().find(|url| is_of_web(url));
        let kind = ContentType::of(&chosen.header, chosen.content, Kind::Html);
        let encoding = chosen.header.get("content-transfer-encoding");
        let frames = pages
            .iter()
            .filter(|page| !std::ptr::eq(*page, chosen))
            .map(|page| self::address(&page.header, "content-location").unwrap_or_default());
        SavedPage {
            bytes: &transfer::decode(chosen.content, encoding),
            address: address.as_deref(),
            charset: kind.parameter("charset"),
            frames: frames.collect(),
            ordinal: 1,
        }
        .read(&place, out)
    }
}

/// A part with its header and its content, as it is written.
struct Part<'a> {
    header: Header<'a>,
    content: &'a [u8],
}

/// Finds the parts that are pages, in their order.
fn find_pages<'a>(part: Part<'a>, depth: usize, pages: &mut Vec<Part<'a>>) {
    let kind = ContentType::of(&part.header, part.content, Kind::Plain);
    match kind.kind {
        Kind::Multipart | Kind::Alternative | Kind::Digest if depth < DEEPEST => {
            let parts = split(part.content, kind.parameter("boundary")).unwrap_or_default();
            for inner in parts.inner {
                let (header, content) = Header::read(inner);
                find_pages(Part { header, content }, depth + 1, pages);
            }
        }
        Kind::Html => pages.push(part),
        _ => {}
    }
}

/// The page among the pages: the one that `start` names, or that has the address of the whole.
fn main_page<'p, 'a>(
    pages: &'p [Part<'a>],
    header: &Header<'_>,
    saved_from: Option<&str>,
) -> Option<&'p Part<'a>> {
    let kind = ContentType::of(header, &[], Kind::Plain);
    let bare = |id: &str| id.trim().trim_matches(['<', '>']).to_owned();
    let start = kind.parameter("start").map(bare);
    let is_start = |page: &&Part<'_>| {
        let id = page.header.get("content-id");
        start.is_some() && id.map(|id| bare(&String::from_utf8_lossy(id))) == start
    };
    let is_saved = |page: &&Part<'_>| {
        saved_from.is_some() && address(&page.header, "content-location").as_deref() == saved_from
    };
    pages
        .iter()
        .find(is_start)
        .or_else(|| pages.iter().find(is_saved))
}

/// The address in a field. A long one is folded, which adds white space.
fn address(header: &Header<'_>, name: &str) -> Option<String> {
    let value = String::from_utf8_lossy(header.get(name)?);
    let value: String = value.split_ascii_whitespace().collect();
    let value = value.trim_matches(['<', '>', '"']);
    (!value.is_empty()).then(|| value.to_owned())
}

/// Whether a line names where a part is from.
fn names_location(content: &[u8]) -> bool {
    let name = b"content-location:";
    content.split(|byte| *byte == b'\n').any(|line| {
        line.get(..name.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(name))
    })
}
