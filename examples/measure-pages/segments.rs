//! Measures pages whose expected results are segments of text.
//!
//! A segment of `with` that is in the body is a true positive, one that is missing a false
//! negative. A segment of `without` that is in the body is a false positive. Segments and bodies
//! are compared without differences of quotation marks and white space. Case counts: `PROJECTS` in a
//! menu is not the word in the text.
//!
//! Labels were made by people, and some are wrong. A table of Markdown may name those that are
//! not counted: `| id of the page | with 2 | reason |`, the label by its place in its list.

#![allow(unreachable_pub, reason = "a module of a program")]
#![allow(clippy::print_stdout, reason = "the program prints its results")]

use crate::pages::{Page, Segments};
use crate::score::{fold, fold_marks, is_same_day};
use dateline::article::Article;
use std::collections::HashSet;
use std::error::Error;
use std::path::Path;

/// Labels that are not counted: a page, `with` or `without`, and the place in that list, from 1.
#[derive(Default)]
pub struct Rejected(HashSet<(String, String)>);

impl Rejected {
    /// Reads the rows of tables whose second cell names a label.
    pub fn read(path: &Path) -> Result<Self, Box<dyn Error>> {
        let text = std::fs::read_to_string(path)?;
        let rows = text.lines().filter_map(|line| {
            let mut cells = line.trim().strip_prefix('|')?.split('|').map(str::trim);
            let (page, label) = (cells.next()?, cells.next()?);
            let is_label = label.starts_with("with");
            is_label.then(|| (page.trim_matches('`').to_owned(), label.to_owned()))
        });
        Ok(Self(rows.collect()))
    }

    fn has(&self, page: &str, list: &str, place: usize) -> bool {
        self.0
            .contains(&(page.to_owned(), format!("{list} {place}")))
    }
}

/// What was counted over some pages.
#[derive(Debug, Default, Clone, Copy)]
pub struct Counts {
    pages: u32,
    /// Pages that gave no article.
    refused: u32,
    /// Segments of `with` in the bodies, those that are missing, and segments of `without` there.
    true_positives: u32,
    false_negatives: u32,
    false_positives: u32,
    /// Pages whose headline is known, and those of them with this headline.
    headlines: u32,
    right_headlines: u32,
    /// The same for days.
    days: u32,
    right_days: u32,
}

impl Counts {
    /// Whether nothing was counted.
    pub fn is_empty(&self) -> bool {
        self.pages == 0
    }

    /// F1 over all segments.
    pub fn f1(&self) -> f64 {
        let (hits, misses) = (
            f64::from(self.true_positives),
            f64::from(self.false_negatives + self.false_positives),
        );
        2.0 * hits / (2.0 * hits + misses).max(1.0)
    }

    pub fn headline(&self) -> f64 {
        share(self.right_headlines, self.headlines)
    }

    pub fn day(&self) -> f64 {
        share(self.right_days, self.days)
    }

    pub fn add(&mut self, other: Self) {
        self.pages += other.pages;
        self.refused += other.refused;
        self.true_positives += other.true_positives;
        self.false_negatives += other.false_negatives;
        self.false_positives += other.false_positives;
        self.headlines += other.headlines;
        self.right_headlines += other.right_headlines;
        self.days += other.days;
        self.right_days += other.right_days;
    }

    /// Prints a line of figures.
    pub fn print(&self, what: &str) {
        let (hits, misses) = (self.true_positives, self.false_negatives);
        println!(
            "{what}: {} pages, {} refused; segments F1 {:.4} ({hits} there, {misses} missing, {} \
             too many); headline {:.3} of {}, day {:.3} of {}",
            self.pages,
            self.refused,
            self.f1(),
            self.false_positives,
            self.headline(),
            self.headlines,
            self.day(),
            self.days,
        );
    }
}

fn share(part: u32, whole: u32) -> f64 {
    f64::from(part) / f64::from(whole.max(1))
}

/// Counts what is right on a page, and names what is not.
pub fn measure(
    page: &Page,
    expected: &Segments,
    article: Result<&Article, &str>,
    rejected: &Rejected,
) -> (Counts, Vec<String>) {
    let mut wrong = Vec::new();
    let body = article.map(|article| fold_marks(&article.body));
    if let Err(why) = article {
        wrong.push(format!("not read: {why}"));
    }
    let is_there = |segment: &str| {
        body.as_ref()
            .is_ok_and(|body| body.contains(&fold_marks(segment)))
    };
    let mut counts = Counts {
        pages: 1,
        refused: u32::from(article.is_err()),
        ..Counts::default()
    };
    for (place, segment) in (1..).zip(&expected.with) {
        if rejected.has(&page.name, "with", place) {
        } else if is_there(segment) {
            counts.true_positives += 1;
        } else {
            counts.false_negatives += 1;
            wrong.push(format!("missing, with {place}: {segment}"));
        }
    }
    for (place, segment) in (1..).zip(&expected.without) {
        if is_there(segment) && !rejected.has(&page.name, "without", place) {
            counts.false_positives += 1;
            wrong.push(format!("too much, without {place}: {segment}"));
        }
    }
    if let Some(headline) = known(expected.headline.as_deref()) {
        let found = article.map_or("", |article| &article.headline);
        let is_right = fold(found) == fold(headline);
        counts.headlines = 1;
        counts.right_headlines = u32::from(is_right);
        if !is_right {
            wrong.push(format!("headline: `{found}` for `{headline}`"));
        }
    }
    if let Some(day) = known(expected.day.as_deref()) {
        let found = article.ok().and_then(|article| article.published);
        let is_right = is_same_day(found.as_ref(), Some(day));
        counts.days = 1;
        counts.right_days = u32::from(is_right);
        if !is_right {
            let found = found.map(|date| date.to_string()).unwrap_or_default();
            wrong.push(format!("day: `{found}` for `{day}`"));
        }
    }
    (counts, wrong)
}

fn known(text: Option<&str>) -> Option<&str> {
    text.filter(|text| !text.is_empty())
}

/// Half of all pages, chosen by their names, so that rules made for one half can be tried on the
/// other.
pub fn half(name: &str) -> &'static str {
    let sum: u32 = name.bytes().map(u32::from).sum();
    if sum.is_multiple_of(2) { "a" } else { "b" }
}
