//! The words that tell what was found from the rest of an archive, in all or by period.
//!
//! The score is that of the engine; what it means is in `query::KeyTerm`.

use super::bars::{fitted, one_line};
use crate::article::grouped;
use crate::present::json::{FORMAT_VERSION, rounded, write_line};
use crate::present::markup::cells::{cell, table};
use crate::present::show::Show;
use crate::present::terminal::marked::{ASIDE, write_styled};
use crate::present::terminal::wrap::wrapped;
use crate::query::{KeyTerm, KeyTerms};
use jiff::civil::Date;
use serde::Serialize;
use std::io::{self, Write};

/// The columns of a word, a score and a count.
const TERM: usize = 28;
const SCORE: usize = 12;
const COUNT: usize = 12;

/// The columns of the name of a period.
const NAME: usize = 10;

/// The words of a result, as they are shown.
#[derive(Debug)]
pub struct KeyTermReport {
    /// How the query was read.
    pub query: String,
    /// Notes on that, a sentence each.
    pub notes: Vec<String>,
    /// The words of all matches.
    pub terms: KeyTerms,
    /// The words of the matches of each period, if they were asked for.
    pub periods: Option<Vec<KeyTermPeriod>>,
}

/// The words of a period.
#[derive(Debug)]
pub struct KeyTermPeriod {
    /// What it is called.
    pub name: String,
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub to: Date,
    /// Its words.
    pub terms: KeyTerms,
}

impl KeyTermReport {
    /// Writes a table: a row for each word, of each period if there are periods.
    ///
    /// # Errors
    /// If writing to `out` fails.
    pub fn csv(&self, out: &mut dyn Write) -> io::Result<()> {
        let values = |term: &KeyTerm| {
            [
                cell(&term.term),
                score(term).to_string(),
                term.count.to_string(),
                term.all.to_string(),
            ]
        };
        match &self.periods {
            None => {
                let rows = self.terms.terms.iter().map(values);
                table(&["term", "score", "count", "all"], rows, out)
            }
            Some(periods) => {
                let rows = periods.iter().flat_map(|period| {
                    let terms = period.terms.terms.iter();
                    terms.map(move |term| {
                        let mut row = vec![period.from.to_string(), period.to.to_string()];
                        row.extend(values(term));
                        row
                    })
                });
                table(&["from", "to", "term", "score", "count", "all"], rows, out)
            }
        }
    }
}

/// A score as programs get it.
fn score(term: &KeyTerm) -> f64 {
    rounded(term.score, 100.0)
}

impl Show for KeyTermReport {
    fn text(&self, width: usize, out: &mut dyn Write) -> io::Result<()> {
        let KeyTerms { total, all, .. } = self.terms;
        let noun = if total == 1 { "article" } else { "articles" };
        let rest = grouped(all.saturating_sub(total));
        let summary = format!("{} {noun}, compared with the {rest} others", grouped(total));
        write_styled(&summary, ASIDE, out)?;
        writeln!(out)?;
        let Some(periods) = &self.periods else {
            let word = TERM.min(width.saturating_sub(SCORE + COUNT + 10)).max(10);
            for term in &self.terms.terms {
                writeln!(
                    out,
                    "{}{:>SCORE$.1}{:>COUNT$} of {}",
                    fitted(&term.term, word),
                    term.score,
                    grouped(term.count),
                    grouped(term.all),
                )?;
            }
            return Ok(());
        };
        for period in periods {
            let terms = period.terms.terms.iter().map(|term| one_line(&term.term));
            let terms = terms.collect::<Vec<_>>().join(", ");
            let mut head = format!("{:<NAME$}{:>8}  ", period.name, grouped(period.terms.total));
            let room = width.saturating_sub(head.len()).max(20);
            for line in wrapped(&terms, room) {
                writeln!(out, "{head}{line}")?;
                head = " ".repeat(head.len());
            }
        }
        Ok(())
    }

    fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        let periods = self.periods.as_ref().map(|periods| {
            let periods = periods.iter().map(|period| JsonPeriod {
                from: period.from,
                to: period.to,
                total: period.terms.total,
                terms: terms(&period.terms),
            });
            periods.collect()
        });
        let record = JsonTerms {
            format_version: FORMAT_VERSION,
            query: &self.query,
            notes: &self.notes,
            total: self.terms.total,
            all: self.terms.all,
            read: self.terms.read,
            terms: terms(&self.terms),
            periods,
        };
        write_line(&record, out)
    }
}

fn terms(terms: &KeyTerms) -> Vec<JsonTerm<'_>> {
    let terms = terms.terms.iter().map(|term| JsonTerm {
        term: &term.term,
        score: score(term),
        count: term.count,
        all: term.all,
    });
    terms.collect()
}

#[derive(Serialize)]
struct JsonTerms<'a> {
    format_version: u32,
    query: &'a str,
    notes: &'a [String],
    total: u64,
    all: u64,
    read: u64,
    terms: Vec<JsonTerm<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    periods: Option<Vec<JsonPeriod<'a>>>,
}

#[derive(Serialize)]
struct JsonPeriod<'a> {
    from: Date,
    to: Date,
    total: u64,
    terms: Vec<JsonTerm<'a>>,
}

#[derive(Serialize)]
struct JsonTerm<'a> {
    term: &'a str,
    score: f64,
    count: u64,
    all: u64,
}
