//! Asking for words of an index: one, or those that a walk finds.
//!
//! Words are folded. Counts are of articles, with those of deleted articles until segments merge: they
//! order words, and nobody sees them.

use super::part::{Others, Part, parts_of};
use super::walk::{Found, MOST_WORK, Walk, Wanted};
use crate::query::plan::exact::{is_written, word_form::WordForm};
use crate::query::request::deadline::Deadline;
use crate::query::snapshot::Snapshot;
use crate::schema::PooledAnalyzer;
use std::collections::HashMap;
use tantivy::schema::Field;
use tantivy_fst::Automaton;

/// The words of some fields of an index. What looks words up fails once the deadline has passed.
pub(in crate::query) struct Dictionary<'a> {
    snapshot: Snapshot<'a>,
    parts: Vec<Part<'a>>,
    fields: Vec<Field>,
    deadline: Deadline,
    analyzer: PooledAnalyzer<'a>,
}

impl<'a> Dictionary<'a> {
    /// The words of one field, or of all that words are searched in.
    pub(in crate::query) fn new(
        snapshot: Snapshot<'a>,
        field: Option<Field>,
        deadline: Deadline,
    ) -> Self {
        let fields = match field {
            Some(only) => vec![only],
            None => snapshot.schema.searched().map(|(field, _)| field).collect(),
        };
        Self {
            snapshot,
            parts: parts_of(snapshot),
            fields,
            deadline,
            analyzer: snapshot.schema.pooled_analyzer(),
        }
    }

    /// The words that start with `prefix`, have `core` in them, and that `is_wanted` takes.
    pub(super) fn walk(
        &self,
        prefix: &str,
        core: &str,
        is_wanted: impl Fn(&str) -> bool + Sync,
    ) -> tantivy::Result<Found> {
        let wanted = [Wanted::new(core, is_wanted)];
        let (mut found, _) = self.walk_for(prefix, &wanted, MOST_WORK)?;
        Ok(found.pop().unwrap_or_default())
    }

    /// The words that start with `prefix`, for each that is wanted, and the work; at most so much.
    pub(super) fn walk_for(
        &self,
        prefix: &str,
        wanted: &[Wanted],
        most_work: usize,
    ) -> tantivy::Result<(Vec<Found>, usize)> {
        let walk = Walk {
            fields: &self.fields,
            prefix,
            wanted,
            deadline: self.deadline,
            most_work,
        };
        walk.run(&self.parts)
    }

    /// The number of articles with a word in any form.
    pub(in crate::query) fn articles_with_any_form(&mut self, word: &str) -> tantivy::Result<u64> {
        let mut articles = 0;
        for term in self.analyzer.terms_of_word(word) {
            articles = articles.max(self.articles(&term)?);
        }
        Ok(articles)
    }

    /// The number of articles with a word in exactly this form; 0 if nobody wrote it.
    pub(super) fn count(&mut self, word: &str) -> tantivy::Result<u64> {
        let form = WordForm::plain(word, None, &mut self.analyzer);
        if form.is_shared {
            return self.count_of_term(word);
        }
        let mut count = 0;
        for term in &form.terms {
            count += self.articles(term)?;
        }
        Ok(count)
    }

    /// The number of articles with a word that is its own term, in exactly this form; 0 if the term is
    /// a mere stem. Articles with another form are subtracted, those with both as well, so it is at
    /// least 1.
    pub(super) fn count_of_term(&mut self, term: &str) -> tantivy::Result<u64> {
        self.deadline.check()?;
        let form = WordForm::plain(term, None, &mut self.analyzer);
        if !form.is_shared {
            // Only articles in other languages have it as a term.
            let is_term = form.terms.iter().any(|own| own == term);
            return if is_term { self.articles(term) } else { Ok(0) };
        }
        let (mut own, mut others) = (0, 0);
        for field in &self.fields {
            for part in &self.parts {
                let Some(terms) = part.terms(*field)? else {
                    continue;
                };
                own += terms.articles(term)?;
                if own > 0 {
                    others += terms.articles_with_others(&mut Others {
                        form: &form,
                        analyzer: &mut self.analyzer,
                        deadline: self.deadline,
                    })?;
                }
            }
        }
        if own == 0 || own > others {
            return Ok(own.saturating_sub(others));
        }
        // The term is the usual form of its stem, or of a table: a word.
        if self.analyzer.stem_of_form(term) != term {
            return Ok(1);
        }
        for field in &self.fields {
            let name = self.snapshot.schema.tantivy.get_field_name(*field);
            let mut lists = self.snapshot.words.iter();
            let is_listed = lists.any(|list| {
                let known = list.field(name).and_then(|words| words.get(term));
                known.is_some_and(|known| known.is_own_form)
            });
            if is_listed || is_written(&form, *field, self.snapshot, self.deadline)? {
                return Ok(1);
            }
        }
        Ok(0)
    }

    /// A term that is the same for all forms of a word: the first of [`Self::terms_of`].
    pub(super) fn shared_term(&mut self, word: &str) -> Option<String> {
        self.terms_of(word).into_iter().next()
    }

    /// The terms to search for a word with: all its forms.
    pub(super) fn terms_of(&mut self, word: &str) -> Vec<String> {
        self.analyzer.terms_of_word(word)
    }

    /// All terms that start with `prefix`, with their articles.
    pub(super) fn with_prefix(&self, prefix: &str) -> tantivy::Result<Vec<(String, u64)>> {
        let mut found: HashMap<String, u64> = HashMap::new();
        // No UTF-8 text has this byte.
        let end = [prefix.as_bytes(), &[0xFF]].concat();
        for part in &self.parts {
            for field in &self.fields {
                self.deadline.check()?;
                let Some(terms) = part.terms(*field)? else {
                    continue;
                };
                terms.each_between(prefix.as_bytes(), &end, |term, articles| {
                    if let Ok(term) = std::str::from_utf8(term) {
                        *found.entry(term.to_owned()).or_default() += articles;
                    }
                    Ok(true)
                })?;
            }
        }
        Ok(found.into_iter().collect())
    }

    /// Adds the terms that an automaton accepts, each with its articles. Returns whether there are more
    /// than `most` in some field of a part.
    pub(super) fn accepted(
        &self,
        automaton: &(impl Automaton<State: Clone> + Clone),
        most: usize,
        found: &mut HashMap<String, u64>,
    ) -> tantivy::Result<bool> {
        let mut is_cut = false;
        for part in &self.parts {
            for field in &self.fields {
                self.deadline.check()?;
                let Some(terms) = part.terms(*field)? else {
                    continue;
                };
                let mut seen = 0;
                terms.each_accepted(automaton, |term, articles| {
                    seen += 1;
                    if seen > most {
                        is_cut = true;
                        return false;
                    }
                    if let Ok(term) = std::str::from_utf8(term) {
                        *found.entry(term.to_owned()).or_default() += articles;
                    }
                    true
                })?;
            }
        }
        Ok(is_cut)
    }

    pub(super) fn articles(&self, term: &str) -> tantivy::Result<u64> {
        let mut count = 0;
        for field in &self.fields {
            for part in &self.parts {
                let terms = part.terms(*field)?;
                count += terms.map_or(Ok(0), |terms| terms.articles(term))?;
            }
        }
        Ok(count)
    }
}
