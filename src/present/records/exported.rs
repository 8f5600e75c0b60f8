//! An article as `dateline export` writes it: every field, its text, and where it came from.

use super::article::ArticleRecord;
use crate::article::Article;
use crate::present::json::{family_id, write_line};
use serde::Serialize;
use std::io::{self, Write};

/// An article that is taken out of an index.
#[derive(Debug, Clone, Copy)]
pub struct ExportedArticle<'a> {
    /// The name of the archive that it is in.
    pub archive: &'a str,
    /// The article.
    pub article: &'a Article,
    /// The SHA-256 of the file that it was read from, in hexadecimal digits; `None` if the file is gone or has changed
    /// since it was indexed.
    pub sha256: Option<&'a str>,
    /// The id of its family of copies, if it has copies.
    pub family: Option<u64>,
}

#[derive(Serialize)]
struct Record<'a> {
    #[serde(flatten)]
    article: ArticleRecord<'a>,
    archive: &'a str,
    family: Option<String>,
    sha256: Option<&'a str>,
}

impl ExportedArticle<'_> {
    /// Writes it as one JSON object on one line: the keys of `dateline show --format json`, then `archive`,
    /// `family` (the id of its family of copies, or `null`) and `sha256`.
    ///
    /// # Errors
    /// If writing to `out` fails. The kind of the error is unchanged, so that a broken pipe is recognised.
    pub fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        let record = Record {
            article: ArticleRecord::of(self.article),
            archive: self.archive,
            family: self.family.map(family_id),
            sha256: self.sha256,
        };
        write_line(&record, out)
    }
}
