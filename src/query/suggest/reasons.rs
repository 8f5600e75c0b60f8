//! Why a search found nothing, in sentences: the words and values that are in no article, and the days
//! that the articles are of.
//!
//! Each part of the query is counted alone, in all articles that the search looked at.

use super::simpler::{MOST_PARTS, is_plain, parts};
use super::{Asked, shown};
use crate::analysis::fold;
use crate::query::ask::{Ask, Clause, Expr, Filter, Occur, nearest};
use crate::query::engine::{Engine, SearchError};
use crate::query::overview::values::facet_name;
use crate::query::plan::QueryPlan;
use crate::query::plan::synonyms::groups::Synonyms;
use crate::query::request::{FieldValue, SearchRequest};

/// The most words of a phrase that are counted.
const MOST_WORDS: usize = 8;

impl Engine<'_> {
    /// Why a request found nothing, a sentence for each reason; none if it found articles. None either
    /// if the request's deadline passes meanwhile.
    ///
    /// # Errors
    /// If the segments cannot be read.
    pub fn reasons(
        &self,
        request: &SearchRequest,
        synonyms: &Synonyms,
        total: u64,
    ) -> Result<Vec<String>, SearchError> {
        if total > 0 {
            return Ok(Vec::new());
        }
        let Some(asked) = Asked::new(self, request, synonyms, total) else {
            return Ok(Vec::new());
        };
        let asked = Asked {
            request: SearchRequest {
                values: Vec::new(),
                ..asked.request
            },
            ..asked
        };
        let reasons = || {
            let mut notes = asked.values_meant(&request.values)?;
            notes.extend(asked.reasons()?);
            Ok(notes)
        };
        match reasons() {
            Err(SearchError::TimedOut { .. }) => Ok(Vec::new()),
            found => found,
        }
    }
}

impl Asked<'_> {
    fn reasons(&self) -> Result<Vec<String>, SearchError> {
        let (mut absent, mut notes) = (Vec::new(), Vec::new());
        let clauses = parts(&self.request.ask).clauses;
        let wanted = clauses.iter().filter(|own| own.occur != Occur::Excluded);
        for Clause { expr, .. } in wanted.take(MOST_PARTS) {
            if self.is_there(expr)? {
                continue;
            }
            match expr {
                Expr::Filter(filter @ Filter::Dates { .. }) => notes.extend(self.days(filter)?),
                // Suggestions say what is found without a filter; the plan has notes on patterns.
                Expr::Filter(_) | Expr::Wildcard(_) | Expr::Fuzzy { .. } => {}
                Expr::Phrase(words) | Expr::Near { words, .. } => {
                    let missing = self.missing_words(words)?;
                    if missing.is_empty() {
                        absent.push(quoted(expr));
                    }
                    absent.extend(missing);
                }
                expr => absent.push(quoted(expr)),
            }
        }
        if !absent.is_empty() {
            absent.dedup();
            notes.insert(0, format!("no article has {}", absent.join(", ")));
        }
        Ok(notes)
    }

    /// The values that no article has, each with the nearest one of its field.
    fn values_meant(&self, values: &[FieldValue]) -> Result<Vec<String>, SearchError> {
        let mut notes = Vec::new();
        for FieldValue { field, value } in values.iter().take(MOST_PARTS) {
            let request = SearchRequest {
                ask: Ask::default(),
                any_status: true,
                within: None,
                ..self.request.clone()
            };
            let schema = self.engine.snapshot.schema;
            let with_value = SearchRequest {
                values: vec![FieldValue {
                    field,
                    value: value.clone(),
                }],
                ..request.clone()
            };
            let plan = QueryPlan::new(&with_value, schema, self.synonyms);
            if self.engine.total(&plan)? > 0 {
                continue;
            }
            let plan = QueryPlan::new(&request, schema, self.synonyms);
            let (_, counts) = self.engine.facets(&plan, &[field])?;
            let known = || counts.iter().flat_map(|own| own.by_count());
            let typed = folded(value);
            let same = known().map(|(own, _)| own).find(|own| folded(own) == typed);
            let meant = same.or_else(|| nearest(value, known().map(|(own, _)| own)));
            let name = facet_name(field);
            let meant = meant.map_or_else(String::new, |own| format!(": is `{name}={own}` meant?"));
            notes.push(format!("no article has the {name} `{value}`{meant}"));
        }
        Ok(notes)
    }

    /// Whether an article matches this alone, whatever its status.
    fn is_there(&self, expr: &Expr) -> Result<bool, SearchError> {
        Ok(self.total_of(&Ask::of_condition(expr.clone()), true)? > 0)
    }

    /// The words of a phrase that are in no article.
    fn missing_words(&self, words: &str) -> Result<Vec<String>, SearchError> {
        let mut missing = Vec::new();
        let words = words.split(' ').filter(|word| is_plain(word));
        for word in words.take(MOST_WORDS) {
            let word = Expr::Word(word.to_owned());
            if !self.is_there(&word)? {
                missing.push(quoted(&word));
            }
        }
        Ok(missing)
    }

    /// The days that the articles are of, for dates that none of them has.
    fn days(&self, filter: &Filter) -> Result<Option<String>, SearchError> {
        let request = SearchRequest {
            ask: Ask::default(),
            ..self.request.clone()
        };
        let plan = QueryPlan::new(&request, self.engine.snapshot.schema, self.synonyms);
        let span = self.engine.days(&plan)?.span();
        Ok(Some(match span {
            Some((first, last)) => {
                format!("no article is of `{filter}`: the articles are of {first} to {last}")
            }
            None => format!("no article is of `{filter}`: the articles have no date"),
        }))
    }
}

fn quoted(expr: &Expr) -> String {
    format!("`{}`", shown(expr))
}

fn folded(text: &str) -> String {
    let mut folded = String::new();
    fold(text, &mut folded);
    folded
}
