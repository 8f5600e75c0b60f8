//! Records without a page: counted while an archive is read, and reported once.
//!
//! An archive has many more of them than pages, so they are not reported one by one.

use crate::article::{Problem, ProblemKind};

/// Why a record is skipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    /// A record about the archive or the crawl: `warcinfo`, `request`, `metadata`, `revisit`.
    NoContent,
    /// A response with another status than 200.
    Status,
    /// Something else than a page: pictures, styles, `robots.txt`.
    OtherMedia,
    /// A response that is not HTTP, or whose header cannot be read.
    NoHttp,
    /// An empty text.
    Empty,
}

/// The kinds, with what messages say of them.
const KINDS: [(Why, &str); 5] = [
    (Why::NoContent, "about the crawl"),
    (Why::Status, "of another status than 200"),
    (Why::OtherMedia, "of another type than pages"),
    (Why::NoHttp, "without a readable HTTP header"),
    (Why::Empty, "empty"),
];

/// How many records were skipped, by kind.
#[derive(Debug, Default)]
pub(super) struct Skipped {
    counts: [u64; KINDS.len()],
}

impl Skipped {
    pub(super) fn add(&mut self, why: Why) {
        for (count, (kind, _)) in self.counts.iter_mut().zip(KINDS) {
            *count += u64::from(kind == why);
        }
    }

    /// The problem that reports them, if there are any.
    pub(super) fn problem(&self) -> Option<Problem> {
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
            Problem::file(
                ProblemKind::NotAnArticle,
                format!("{total} {records} skipped: {}", kinds.join(", ")),
            )
        })
    }
}
