//! What answers change: hits, timeline, facets, marks, and what is said.
//!
//! An answer to a search that was replaced changes nothing.

use crate::article::Article;
use crate::browse::hit::Hit;
use crate::browse::requests::{Answer, Copied, Effect};
use crate::browse::state::{Dialog, FacetRow, State};
use crate::query::{Marks, SearchPage, Timeline};
use std::ops::Range;
use std::sync::Arc;

/// The longest text that is shown in the message line after it was copied.
const SHORT: usize = 60;

impl State {
    /// An answer arrived.
    pub fn answer(&mut self, answer: Answer) -> Vec<Effect> {
        match answer {
            Answer::Page { number, page, hits } if number == self.number => {
                return self.page(*page, hits);
            }
            Answer::Suggestions {
                number,
                reasons,
                suggestions,
            } if number == self.number => {
                self.notes.extend(reasons);
                self.suggestions = suggestions;
            }
            Answer::Timeline { number, timeline } if number == self.number => {
                self.set_timeline(timeline);
            }
            Answer::Facets { number, facets } if number == self.number => self.set_facets(facets),
            Answer::Marks {
                number,
                place,
                article,
                marks,
            } if number == self.number && place == self.selected => self.read(article, &marks),
            Answer::Done { number } if number == self.number => self.is_working = false,
            Answer::Failed { number, why } if number == self.number => {
                self.is_pending = false;
                self.is_working = false;
                self.awaits_more = false;
                self.failure = Some(why);
            }
            Answer::Page { .. }
            | Answer::Suggestions { .. }
            | Answer::Timeline { .. }
            | Answer::Facets { .. }
            | Answer::Marks { .. }
            | Answer::Failed { .. }
            | Answer::Done { .. } => {}
            Answer::Republished(what) => {
                self.message = Some(what);
                return self.search();
            }
            Answer::Saved(all) => self.dialog = Some(Dialog::Saved { all, chosen: 0 }),
            Answer::Dossiers(dossiers) => self.dossiers = dossiers,
            Answer::Copied { what, text } => self.copied(what, text),
            Answer::Said(text) => self.message = Some(text),
        }
        Vec::new()
    }

    /// The article that is chosen was read.
    fn read(&mut self, article: Arc<Article>, marks: &Marks) {
        let Some(text) = self.hit().map(|hit| hit.text.clone()) else {
            return;
        };
        let preview = &mut self.preview;
        if !preview
            .article
            .as_ref()
            .is_some_and(|(own, _)| Arc::ptr_eq(own, &article))
        {
            preview.layout = None;
        }
        preview.marks = Marks {
            headline: joined(&marks.headline),
            body: joined(&marks.body),
        };
        preview.article = Some((article, text));
        preview.is_open = false;
    }

    fn page(&mut self, page: SearchPage, hits: Vec<Hit>) -> Vec<Effect> {
        self.is_pending = false;
        self.awaits_more = false;
        self.is_complete = hits.len() < self.asked;
        let offset = usize::try_from(page.offset).unwrap_or(usize::MAX);
        if offset > 0 {
            if offset == self.hits.len() {
                self.hits.extend(hits);
            }
            return Vec::new();
        }
        self.total = page.total;
        self.millis = page.took.as_millis();
        self.notes = page.notes;
        self.suggestions = Vec::new();
        self.shown_query = page.query;
        let before = self.hit().map(|hit| hit.article.origin.clone());
        self.hits = hits;
        // After a change of the order or of a dossier the same article may still be there.
        let is_first = self.selected == 0;
        let same = |hit: &Hit| Some(&hit.article.origin) == before.as_ref();
        let place = self.hits.iter().position(same).filter(|_| !is_first);
        self.selected = place.unwrap_or(0);
        self.top = 0;
        self.read_selected().into_iter().collect()
    }

    fn set_timeline(&mut self, timeline: Timeline) {
        let has_bars = timeline.series.iter().any(|own| !own.buckets.is_empty());
        self.timeline = Some(timeline).filter(|_| has_bars);
        if self.timeline.is_none() {
            self.bars = Vec::new();
        }
    }

    /// Chosen values stay listed, so that they can be undone.
    fn set_facets(&mut self, mut facets: Vec<crate::browse::requests::FacetCounts>) {
        for facet in &mut facets {
            let listed = &facet.values;
            let is_missing = |value: &&str| !listed.iter().any(|(own, _)| own == value);
            let missing = self.narrowing.of_field(facet.field).filter(is_missing);
            let missing: Vec<_> = missing.map(|value| (value.to_owned(), 0)).collect();
            facet.values.extend(missing);
        }
        facets.retain(|facet| !facet.values.is_empty());
        let before = self.facet_rows().get(self.facet_row).map(|row| match *row {
            FacetRow::Value(field, value, _) => (field, Some(value.to_owned())),
            other => (other.field(), None),
        });
        self.facets = facets;
        // The same line stays the chosen one.
        let rows = self.facet_rows();
        let place = rows.iter().position(|row| match (row, &before) {
            (FacetRow::Value(field, value, _), Some((own, Some(text)))) => {
                field == own && value == text
            }
            (row, Some((own, None))) => row.field() == *own && !matches!(row, FacetRow::Value(..)),
            _ => false,
        });
        let last = rows.len().saturating_sub(1);
        self.facet_row = place.unwrap_or(self.facet_row).min(last);
    }

    /// Says what was copied. Not every terminal takes it, so the text can be selected as well.
    fn copied(&mut self, what: Copied, text: String) {
        let name = match what {
            Copied::Citation => "reference",
            Copied::Path => "path",
            Copied::Command => "command",
        };
        if text.chars().count() <= SHORT && !text.trim_end().contains('\n') {
            self.message = Some(format!("copied: {}", text.trim_end()));
        } else {
            let title = format!("{name}, copied if this terminal allows it");
            self.dialog = Some(Dialog::Shown {
                title,
                text,
                top: 0,
            });
        }
    }
}

/// Matches without a gap between them are seen as one.
fn joined(ranges: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match joined.last_mut() {
            Some(last) if last.end == range.start => last.end = range.end,
            _ => joined.push(range.clone()),
        }
    }
    joined
}
