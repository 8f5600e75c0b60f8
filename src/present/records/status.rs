//! The state of an index: what it has, whether it is up to date, which problems there were.
//!
//! The caller finds out all of it and fills in a [`Status`]; this file reads no index and no
//! folder.

use crate::index::{FileProblem, Manifest};
use crate::present::amounts::counted;
use crate::present::date::date_for_people;
use crate::present::json::{FORMAT_VERSION, write_line};
use crate::present::records::problems::{JsonProblem, LISTED, problems_text, skipped_text};
use crate::present::show::Show;
use crate::present::terminal::safe::for_terminal;
use serde::Serialize;
use std::io::{self, Write};
use std::path::PathBuf;

/// The state of an index.
#[derive(Debug)]
pub struct Status {
    /// The name of the archive.
    pub archive: String,
    /// The index's folder.
    pub index: PathBuf,
    /// The folder of articles, or several separated by commas.
    pub folder: String,
    /// The manifest of the current generation.
    pub manifest: Manifest,
    /// Its size on disk, in bytes.
    pub bytes_on_disk: u64,
    /// Whether the folder has changed since.
    pub freshness: Freshness,
    /// What could not be read, or only with a doubt.
    pub problems: Vec<FileProblem>,
    /// The number of problems that are not in `problems`.
    pub more_problems: u64,
    /// Whether the text lists every problem and the skipped files. JSON always does.
    pub lists_all_problems: bool,
}

/// Whether a folder has changed since the index was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum Freshness {
    /// It has not changed.
    Current,
    /// It has changed.
    Changed {
        /// The number of files that are new or look changed.
        to_read: u64,
        /// The number of files that are gone.
        removed: u64,
    },
    /// It cannot be read.
    Unknown {
        /// Why.
        reason: String,
    },
}

/// Several archives: text has the name of each before it, JSON an object a line.
impl Show for [Status] {
    fn text(&self, width: usize, out: &mut dyn Write) -> io::Result<()> {
        for (place, status) in self.iter().enumerate() {
            if self.len() > 1 {
                let between = if place > 0 { "\n" } else { "" };
                writeln!(out, "{between}{}:", for_terminal(&status.archive))?;
            }
            status.text(width, out)?;
        }
        Ok(())
    }

    fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        self.iter().try_for_each(|status| status.json(out))
    }
}

/// The JSON has every problem.
impl Show for Status {
    fn text(&self, _width: usize, out: &mut dyn Write) -> io::Result<()> {
        let created = self.manifest.created.strftime("%-d %B %Y %H:%M UTC");
        line("folder", &self.folder, out)?;
        line("index", &self.index.display().to_string(), out)?;
        let generation = format!("{}, of {created}", self.manifest.generation);
        line("generation", &generation, out)?;
        line("content", &self.content(), out)?;
        if let Some(dates) = self.dates() {
            line("dates", &dates, out)?;
        }
        line("up to date", &freshness_text(&self.freshness), out)?;
        if !self.lists_all_problems {
            return problems_text(&self.problems, self.more_problems, LISTED, out);
        }
        problems_text(&self.problems, self.more_problems, usize::MAX, out)?;
        skipped_text(&self.problems, out)
    }

    fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        let json = JsonStatus {
            format_version: FORMAT_VERSION,
            archive: &self.archive,
            folder: &self.folder,
            index: self.index.display().to_string(),
            manifest: &self.manifest,
            bytes_on_disk: self.bytes_on_disk,
            freshness: &self.freshness,
            problems: self.problems.iter().map(JsonProblem::of).collect(),
            more_problems: self.more_problems,
        };
        write_line(&json, out)
    }
}

impl Status {
    /// How much there is, in words.
    fn content(&self) -> String {
        let statistics = &self.manifest.statistics;
        format!(
            "{} in {} of {}, {} on disk",
            counted(statistics.articles, "article"),
            statistics.article_files,
            counted(statistics.files, "file"),
            bytesize::ByteSize(self.bytes_on_disk).display().iec(),
        )
    }

    /// The first and the last date, in words; `None` if no article has one.
    fn dates(&self) -> Option<String> {
        let statistics = &self.manifest.statistics;
        let first = date_for_people(statistics.earliest.as_ref()?);
        let last = date_for_people(statistics.latest.as_ref()?);
        Some(match statistics.articles.saturating_sub(statistics.dated) {
            0 => format!("{first} to {last}"),
            undated => {
                let undated = counted(undated, "article");
                format!("{first} to {last}, {undated} without a date")
            }
        })
    }
}

fn line(label: &str, value: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{label:<11}{}", for_terminal(value))
}

fn freshness_text(freshness: &Freshness) -> String {
    match freshness {
        Freshness::Current => "yes, the folder has not changed".to_owned(),
        Freshness::Changed { to_read, removed } => format!(
            "no: {} new or changed, {removed} gone",
            counted(*to_read, "file")
        ),
        Freshness::Unknown { reason } => format!("unknown: {reason}"),
    }
}

#[derive(Serialize)]
struct JsonStatus<'a> {
    format_version: u32,
    archive: &'a str,
    folder: &'a str,
    index: String,
    manifest: &'a Manifest,
    bytes_on_disk: u64,
    freshness: &'a Freshness,
    problems: Vec<JsonProblem<'a>>,
    more_problems: u64,
}
