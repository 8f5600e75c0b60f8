//! Dossiers: their names, and the articles in them, for people and for programs.
//!
//! Everything in a mark may come from somebody else's file, so it is as hostile as an article.

use crate::dossiers::{Dossiers, MarkedArticle};
use crate::present::amounts::counted;
use crate::present::date::date_for_people;
use crate::present::json::write_line;
use crate::present::markup::cells::{cell, table};
use crate::present::markup::markdown;
use crate::present::show::Show;
use crate::present::terminal::marked::{ASIDE, HEADLINE, MIN_WIDTH};
use crate::present::terminal::safe::for_terminal;
use crate::present::terminal::wrap::wrapped;
use serde::Serialize;
use std::io::{self, Write};
use strum::IntoStaticStr;

/// What is known of a marked article now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, IntoStaticStr)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum MarkState {
    /// It is in an archive that was looked at.
    There,
    /// It is there, with another text.
    Changed,
    /// Its archive no longer has it.
    Gone,
    /// Its archive was not looked at.
    Unknown,
}

/// A marked article, and where it is now.
#[derive(Debug, Clone, Serialize)]
pub struct DossierEntry<'a> {
    /// The mark as the file has it.
    #[serde(flatten)]
    mark: &'a MarkedArticle,
    state: MarkState,
    /// The path and number of the record now.
    found_at: Option<String>,
}

/// Marked articles, dossier by dossier.
#[derive(Debug)]
pub struct DossierList<'a>(pub Vec<DossierEntry<'a>>);

/// The names of dossiers with the number of their articles.
#[derive(Debug)]
pub struct DossierNames<'a>(pub &'a Dossiers);

impl<'a> DossierEntry<'a> {
    /// A mark; `found_at` is where its article is now.
    #[must_use]
    pub fn new(mark: &'a MarkedArticle, state: MarkState, found_at: Option<String>) -> Self {
        Self {
            mark,
            state,
            found_at,
        }
    }

    fn headline(&self) -> &str {
        match self.mark.headline.as_str() {
            "" => "(no headline)",
            headline => headline,
        }
    }

    /// What people know it by, in addition to its headline.
    fn known_by(&self) -> Vec<String> {
        let mut parts = Vec::new();
        parts.extend(self.mark.published.as_ref().map(date_for_people));
        parts.extend(self.mark.source.clone());
        let place = self.found_at.as_deref().unwrap_or(&self.mark.path);
        parts.push(place.to_owned());
        match self.state {
            MarkState::There => {}
            MarkState::Changed => parts.push("its text has changed".to_owned()),
            MarkState::Gone => parts.push(format!("gone from {}", self.mark.archive)),
            MarkState::Unknown => parts.push(format!("in {}, not looked at", self.mark.archive)),
        }
        parts
    }
}

impl Show for DossierList<'_> {
    fn text(&self, width: usize, out: &mut dyn Write) -> io::Result<()> {
        let width = width.max(MIN_WIDTH);
        let mut last = None;
        for own in &self.0 {
            let name = own.mark.mark.as_str();
            if last != Some(name) {
                let gap = if last.is_some() { "\n" } else { "" };
                writeln!(out, "{gap}{}", for_terminal(name))?;
                last = Some(name);
            }
            let headline = for_terminal(own.headline()).into_owned();
            for line in wrapped(&headline, width - 2) {
                writeln!(out, "  {HEADLINE}{line}{HEADLINE:#}")?;
            }
            let known_by = for_terminal(&own.known_by().join(" · ")).into_owned();
            for line in wrapped(&known_by, width - 4) {
                writeln!(out, "    {ASIDE}{line}{ASIDE:#}")?;
            }
            for note in &own.mark.notes {
                let note = for_terminal(note).into_owned();
                let words: Vec<&str> = note.split_whitespace().collect();
                let note = words.join(" ");
                let mut sign = "–";
                for line in wrapped(&note, width - 6) {
                    writeln!(out, "    {sign} {line}")?;
                    sign = " ";
                }
            }
        }
        Ok(())
    }

    fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        self.0.iter().try_for_each(|own| write_line(own, out))
    }
}

/// The columns of a table.
const COLUMNS: [&str; 11] = [
    "mark",
    "id",
    "headline",
    "published",
    "source",
    "archive",
    "path",
    "state",
    "marked",
    "notes",
    "text",
];

impl DossierList<'_> {
    /// Writes a table (CSV), a row an article. Several notes are lines of one cell.
    ///
    /// # Errors
    /// If writing to `out` fails.
    pub fn csv(&self, out: &mut dyn Write) -> io::Result<()> {
        let rows = self.0.iter().map(|own| {
            let mark = own.mark;
            let published = mark.published.map(|own| own.to_string());
            let place = own.found_at.as_deref().unwrap_or(&mark.path);
            [
                cell(&mark.mark),
                cell(&mark.id),
                cell(&mark.headline),
                cell(&published.unwrap_or_default()),
                cell(mark.source.as_deref().unwrap_or_default()),
                cell(&mark.archive),
                cell(place),
                <&str>::from(own.state).to_owned(),
                mark.marked.to_string(),
                cell(&mark.notes.join("\n")),
                cell(&mark.text),
            ]
        });
        table(&COLUMNS, rows, out)
    }

    /// Writes a note: a heading a dossier, an item an article.
    ///
    /// # Errors
    /// If writing to `out` fails.
    pub fn markdown(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut last = None;
        for own in &self.0 {
            let name = own.mark.mark.as_str();
            if last != Some(name) {
                let gap = if last.is_some() { "\n" } else { "" };
                writeln!(out, "{gap}## {}\n", markdown::escaped(name))?;
                last = Some(name);
            }
            let headline = markdown::escaped(own.headline());
            let known_by = markdown::escaped(&own.known_by().join(" · "));
            writeln!(out, "- **{}** — {known_by}", headline.trim())?;
            for note in &own.mark.notes {
                writeln!(out, "  - {}", markdown::paragraph(note, &[]))?;
            }
        }
        Ok(())
    }
}

impl Show for DossierNames<'_> {
    fn text(&self, _width: usize, out: &mut dyn Write) -> io::Result<()> {
        let names = self.0.names();
        let longest = names.iter().map(|(name, _)| name.chars().count()).max();
        let longest = longest.unwrap_or_default();
        names.iter().try_for_each(|(name, articles)| {
            let name = for_terminal(name);
            writeln!(out, "{name:longest$}  {}", counted(*articles, "article"))
        })
    }

    fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        #[derive(Serialize)]
        struct Name<'a> {
            mark: &'a str,
            articles: u64,
        }
        let names = self.0.names().into_iter();
        names
            .map(|(mark, articles)| Name { mark, articles })
            .try_for_each(|name| write_line(&name, out))
    }
}
