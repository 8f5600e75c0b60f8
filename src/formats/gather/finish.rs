//! The last steps to an article, the same for every format.
//!
//! The date is looked for in this order: the dates that the source states, the opening lines of the
//! text, dates that are inferred from its surroundings, the path, the day on which it was fetched.
//! A month that opens the text is less than a day in the path.
//! Status, body and id are completed as well.

use super::builder::{ArticleBuilder, DateNumber};
use super::date_choice::DateChoice;
use super::language;
use super::offers::{DateOffer, DateRank};
use super::opening::{opening_needs_language, read_opening};
use super::text::{drop_headline, open_with, put_before};
use super::written_date::Calendar;
use crate::article::fields::{MOST_TEXT, text_bytes};
use crate::article::{DateSource, Precision, Problem, ProblemKind};
use crate::formats::bytes::white_space::tidy_body;
use crate::formats::reader::{ArticleSink, Stopped};
use bytesize::ByteSize;

impl ArticleBuilder<'_> {
    /// Pushes the problems of the article, then the article. Without a headline and a text, it
    /// pushes the problem that there is nothing to read.
    ///
    /// # Errors
    /// [`Stopped`] if the sink wants no more.
    pub(in crate::formats) fn finish(mut self, out: &mut dyn ArticleSink) -> Result<(), Stopped> {
        let mut choice = DateChoice::new(self.options, self.article.origin.ordinal);
        choice.set_calendar(self.calendar_of_text());
        choice.set_now(self.now);
        self.article.status = self.status_by(&choice);
        let mut taken = vec![false; self.dates.len()];
        self.offer_dates(DateRank::Stated, &mut choice, &mut taken);
        let month = self.read_opening(&mut choice);
        self.offer_dates(DateRank::Inferred, &mut choice, &mut taken);
        let path = &self.article.origin.path;
        choice.offer_path(path, Precision::Day..);
        if let Some(month) = month {
            choice.offer_text(DateSource::MetadataLine, &month);
        }
        choice.offer_path(path, ..Precision::Day);
        self.offer_dates(DateRank::Captured, &mut choice, &mut taken);
        self.complete_body(&taken);
        if !self.has_headline() && !self.has_body() {
            return out.problem(Problem::record(
                self.article.origin.ordinal,
                ProblemKind::NoText,
                "neither a headline nor a text in it, only metadata",
            ));
        }
        if text_bytes(&self.article) > MOST_TEXT {
            return out.problem(too_much_text(self.article.origin.ordinal));
        }
        for problem in choice.settle(&mut self.article) {
            out.problem(problem)?;
        }
        for note in self.notes {
            out.problem(note)?;
        }
        self.article.ensure_id();
        out.article(self.article)
    }

    /// The calendar of the dates. If the source names no language and a date depends on it, the
    /// text shows the language.
    fn calendar_of_text(&self) -> Calendar {
        let article = &self.article;
        let text = self.opening.as_ref().unwrap_or(&article.body);
        let depends_on_text = article.language.is_none()
            && (self.dates.iter().any(DateOffer::needs_language) || opening_needs_language(text));
        let shown = depends_on_text
            .then(|| language::detect(&article.headline, text))
            .flatten();
        match shown {
            Some(language) => Calendar::of(Some(language), ""),
            None => self.calendar(),
        }
    }

    /// Offers the dates of a rank, and marks in `taken` which were taken.
    fn offer_dates(&self, rank: DateRank, choice: &mut DateChoice<'_>, taken: &mut [bool]) {
        for (offer, taken) in self.dates.iter().zip(taken) {
            if offer.rank == rank {
                *taken = offer.take(choice);
            }
        }
    }

    /// Reads the opening lines. Returns a month among them, which is offered later.
    fn read_opening(&mut self, choice: &mut DateChoice<'_>) -> Option<String> {
        if let Some(text) = self.opening.take() {
            read_opening(&text, &mut self.article, choice)
        } else {
            let body = std::mem::take(&mut self.article.body);
            let month = read_opening(&body, &mut self.article, choice);
            self.article.body = body;
            month
        }
    }

    /// Completes the body: removes the headline, adds subheads and the lines that no field took.
    fn complete_body(&mut self, taken: &[bool]) {
        let article = &mut self.article;
        if self.repeats_headline {
            drop_headline(&mut article.body, &article.headline);
        }
        if !self.subheads.is_empty() {
            let subheads = std::mem::take(&mut self.subheads);
            put_before(&mut article.body, &article.headline, subheads);
        }
        let is_kept = |unless: &[DateNumber]| !unless.iter().any(|at| taken[at.0]);
        let kept: Vec<&str> = self
            .lines_above
            .iter()
            .filter(|above| is_kept(&above.unless))
            .map(|above| above.line.as_str())
            .collect();
        if !kept.is_empty() {
            open_with(&mut article.body, &tidy_body(&kept.join("\n")));
        }
    }
}

/// The problem of an article with more text than an index may have in one.
fn too_much_text(ordinal: u32) -> Problem {
    let most = ByteSize(MOST_TEXT as u64).display().iec();
    let detail = format!("more than {most} of text in one article; split it into several");
    Problem::record(ordinal, ProblemKind::TooLarge, detail)
}
