//! Records without a page: counted while an archive is read, and reported once.
//!
//! An archive has many more of them than pages, so they are not reported one by one.

use crate::article::{Problem, ProblemKind};
use crate::formats::input::SkippedCounts;

/// Why a record is skipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    /// A record about the archive or the crawl: `warcinfo`, `request`, `metadata`.
    NoContent,
    /// A page that had not changed since it was archived before: its content is not here.
    Revisit,
    /// The second half of a record that was written in several.
    Continuation,
    /// A record of a type that the format does not know.
    UnknownType,
    /// A response that sends the reader to another address.
    Redirect,
    /// A response with another status than 200, or than one that a page may have besides.
    Status,
    /// A page in a frame of another one.
    Frame,
    /// A picture, sound or film.
    Picture,
    /// A style, a script or a font: what pages are made with.
    Making,
    /// Something else than a page: documents, feeds, `robots.txt`.
    OtherMedia,
    /// A response that is not HTTP, or whose header cannot be read.
    NoHttp,
    /// An empty text.
    Empty,
}

/// The kinds, with what messages say of them.
const KINDS: [(Why, &str); 12] = [
    (Why::NoContent, "about the crawl"),
    (Why::Revisit, "revisiting a page that had not changed"),
    (Why::Continuation, "continuing another record"),
    (Why::UnknownType, "of an unknown kind"),
    (Why::Redirect, "redirecting"),
    (Why::Status, "of another status than 200"),
    (Why::Frame, "with a part of a saved page"),
    (Why::Picture, "with a picture, sound or film"),
    (Why::Making, "with a style, script or font"),
    (Why::OtherMedia, "of another type than pages"),
    (Why::NoHttp, "without a readable HTTP header"),
    (Why::Empty, "empty"),
];

impl Why {
    /// Why a content of that media type is skipped.
    pub(super) fn of_media(name: &str) -> Self {
        let (class, form) = name.split_once('/').unwrap_or((name, ""));
        match (class, form) {
            ("image" | "audio" | "video", _) => Self::Picture,
            ("font", _) | ("text", "css") => Self::Making,
            (_, form)
                if form.contains("javascript")
                    || form.contains("font")
                    || form.contains("ecmascript") =>
            {
                Self::Making
            }
            _ => Self::OtherMedia,
        }
    }

    /// Why a record of a type without pages is skipped.
    pub(super) fn of_record(kind: &str) -> Self {
        match kind {
            "warcinfo" | "request" | "metadata" => Self::NoContent,
            "revisit" => Self::Revisit,
            "continuation" => Self::Continuation,
            _ => Self::UnknownType,
        }
    }
}

/// How many records were skipped, by kind.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Skipped {
    pub(super) counts: SkippedCounts,
}

impl Skipped {
    pub(super) fn add(&mut self, why: Why) {
        for (count, (kind, _)) in self.counts.iter_mut().zip(KINDS) {
            *count += u64::from(kind == why);
        }
    }

    /// The problem that reports them, if there are any. An archive that has no page at all is worth
    /// a look: `has_pages` says whether it has one.
    pub(super) fn problem(&self, has_pages: bool) -> Option<Problem> {
        let total: u64 = self.counts.iter().sum();
        let kinds: Vec<String> = self
            .counts
            .iter()
            .zip(KINDS)
            .filter(|(count, _)| **count > 0)
            .map(|(count, (_, name))| format!("{count} {name}"))
            .collect();
        let records = if total == 1 {
            "record is not a page and was"
        } else {
            "records are not pages and were"
        };
        (total > 0).then(|| {
            let kinds = kinds.join(", ");
            if has_pages {
                let detail = format!("{total} {records} skipped: {kinds}");
                Problem::file(ProblemKind::NotAnArticle, detail)
            } else {
                let detail = format!("no page in it; {total} {records} skipped: {kinds}");
                Problem::file(ProblemKind::NoArticle, detail)
            }
        })
    }
}
