//! What was read from files, before anything is indexed: for people, and as JSON Lines.
//!
//! It is for finding out what a reader does: each article with every field and what was odd in it,
//! each part that was not read with the reason.

use super::article::{ArticleView, write_article};
use crate::article::{ArchivePath, Article, LeftOut, Origin, Problem, fields};
use crate::present::fields::JsonFields;
use crate::present::json::write_line;
use crate::present::show::Show;
use crate::present::terminal::marked::{ASIDE, write_styled};
use crate::present::terminal::safe::for_terminal;
use serde::Serialize;
use std::io::{self, Write};

/// An article as it was read.
#[derive(Debug, Clone, Copy)]
pub struct Parsed<'a> {
    /// The file, as it can be opened from here.
    pub path: &'a str,
    /// The reader's name.
    pub format: &'static str,
    /// Whether the language was detected in the text, not named by the source.
    pub language_is_guessed: bool,
    /// The article.
    pub article: &'a Article,
    /// What a person should check in it.
    pub notes: &'a [Problem],
}

/// The keys of the JSON: `path`, `ordinal`, `format`, the fields in the order of
/// [`fields::in_parsed_json`] with `language_from` (`declared` or `detected`) after `language`,
/// `notes`, and `left_out` (`element`, `why`, `characters`).
impl Show for Parsed<'_> {
    fn text(&self, width: usize, out: &mut dyn Write) -> io::Result<()> {
        heading(self.path, self.article.origin.ordinal, out)?;
        let mut more = vec![("format", self.format.to_owned())];
        if self.language_is_guessed {
            more.push(("", "the language was detected in the text".to_owned()));
        }
        let notes = self.notes.iter();
        more.extend(notes.map(|note| ("note", note.detail.clone())));
        let left_out = self.article.left_out.iter();
        more.extend(left_out.map(|part| ("left out", part.to_string())));
        write_article(&ArticleView::of(self.article), &more, width, out)?;
        out.write_all(b"\n")
    }

    fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        let article = self.article;
        let fields = JsonFields::new(article, fields::in_parsed_json());
        let (to_language, after_language) = fields.split_after("language");
        let language_from = article.language.as_ref().map(|_| {
            if self.language_is_guessed {
                "detected"
            } else {
                "declared"
            }
        });
        let record = ParsedRecord {
            path: self.path,
            ordinal: article.origin.ordinal,
            format: self.format,
            to_language,
            language_from,
            after_language,
            notes: self.notes.iter().map(|note| &*note.detail).collect(),
            left_out: &article.left_out,
        };
        write_line(&record, out)
    }
}

#[derive(Serialize)]
struct ParsedRecord<'a> {
    path: &'a str,
    ordinal: u32,
    format: &'a str,
    #[serde(flatten)]
    to_language: JsonFields<'a>,
    language_from: Option<&'static str>,
    #[serde(flatten)]
    after_language: JsonFields<'a>,
    notes: Vec<&'a str>,
    left_out: &'a [LeftOut],
}

/// A file, or a part of it, that was not read.
#[derive(Debug, Clone, Copy)]
pub struct NotRead<'a> {
    /// The file, as it can be opened from here.
    pub path: &'a str,
    /// Why it was not read.
    pub problem: &'a Problem,
}

/// The keys of the JSON: `path`, `problem` (a sentence), `kind`, `ordinal`.
impl Show for NotRead<'_> {
    fn text(&self, _width: usize, out: &mut dyn Write) -> io::Result<()> {
        let Self { path, problem } = self;
        heading(path, problem.ordinal.unwrap_or(1), out)?;
        let detail = for_terminal(&problem.detail);
        writeln!(out, "not read ({}): {detail}\n", problem.kind)
    }

    fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        let record = NotReadRecord {
            path: self.path,
            problem: &self.problem.detail,
            kind: self.problem.kind.as_str(),
            ordinal: self.problem.ordinal,
        };
        write_line(&record, out)
    }
}

#[derive(Serialize)]
struct NotReadRecord<'a> {
    path: &'a str,
    problem: &'a str,
    kind: &'static str,
    ordinal: Option<u32>,
}

fn heading(path: &str, ordinal: u32, out: &mut dyn Write) -> io::Result<()> {
    let origin = Origin {
        path: ArchivePath::from_stored(path),
        ordinal,
    };
    let line = format!("── {}", for_terminal(&origin.to_string()));
    write_styled(&line, ASIDE, out)?;
    out.write_all(b"\n")
}
