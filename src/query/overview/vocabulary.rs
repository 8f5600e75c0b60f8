//! The words of some texts, with how they are written and how many articles have them.
//!
//! Numbers, single letters, stop words and very long words are left out: they say little about a
//! subject.

use crate::analysis::{Language, NewsAnalyzer, fold, is_stop_word, terms_of_key};
use crate::article::Article;
use crate::query::elsewhere::Condition;
use crate::query::engine::{Engine, SearchError};
use crate::query::plan::QueryPlan;
use crate::query::plan::queries::{sequence, terms};
use crate::query::rank::document_set::DocumentSet;
use crate::query::request::deadline::Deadline;
use crate::query::snapshot::Snapshot;
use std::collections::HashMap;
use tantivy::SegmentReader;
use tantivy::query::EnableScoring;
use tantivy::schema::Field;

/// Longer words are no words, in bytes.
const LONGEST: usize = 60;

/// The words of articles, by their terms.
#[derive(Default)]
pub(super) struct Vocabulary {
    words: HashMap<String, Word>,
    /// The number of articles that were added.
    pub(super) articles: u32,
}

/// A word of some articles.
#[derive(Default)]
pub(super) struct Word {
    /// How often each spelling occurs; empty for a word that says little.
    spellings: HashMap<String, u32>,
    /// The language of most articles that have it, by majority vote (Boyer and Moore).
    pub(super) language: Language,
    /// The votes for it that no other language has taken away.
    votes: u32,
    /// The number of articles that have it.
    pub(super) articles: u32,
    /// How often it occurs.
    pub(super) occurrences: u32,
    /// The number of the article that had it last, from 1.
    last: u32,
}

impl Word {
    fn vote(&mut self, language: Language) {
        if self.votes == 0 {
            self.language = language;
        }
        if self.language == language {
            self.votes += 1;
        } else {
            self.votes -= 1;
        }
    }

    /// The most frequent spelling: of equals the one in lower case, then the first by its letters.
    pub(super) fn written(&self) -> &str {
        let has_capitals = |text: &str| text.contains(char::is_uppercase);
        let spellings = self.spellings.iter();
        let best = spellings.min_by_key(|(text, count)| {
            (
                std::cmp::Reverse(**count),
                has_capitals(text),
                text.as_str(),
            )
        });
        best.map_or("", |(text, _)| text)
    }
}

impl Vocabulary {
    /// Adds the words of an article.
    pub(super) fn add(&mut self, article: &Article, analyzer: &mut NewsAnalyzer) {
        let language = analyzer.language();
        self.articles += 1;
        for text in [&article.headline, &article.body] {
            analyzer.each_whole_word(text, |written, term| self.add_word(written, term, language));
        }
    }

    fn add_word(&mut self, written: &str, term: &str, language: Language) {
        if !self.words.contains_key(term) {
            let mut word = Word::default();
            if says_something(written, term, language) {
                word.spellings.insert(written.to_owned(), 0);
            }
            self.words.insert(term.to_owned(), word);
        }
        let Some(word) = self.words.get_mut(term) else {
            return;
        };
        if word.spellings.is_empty() {
            return;
        }
        match word.spellings.get_mut(written) {
            Some(count) => *count += 1,
            None => {
                word.spellings.insert(written.to_owned(), 1);
            }
        }
        word.occurrences += 1;
        if word.last != self.articles {
            word.last = self.articles;
            word.articles += 1;
            word.vote(language);
        }
    }

    /// The words that say something, with their terms, in no order.
    pub(super) fn words(&self) -> impl Iterator<Item = (&str, &Word)> {
        let words = self.words.iter().filter(|(_, word)| word.occurrences > 0);
        words.map(|(term, word)| (term.as_str(), word))
    }
}

fn says_something(written: &str, term: &str, language: Language) -> bool {
    let is_number = term.contains(|c: char| c.is_ascii_digit());
    let is_letter = term.chars().nth(1).is_none();
    if is_number || is_letter || written.len() > LONGEST {
        return false;
    }
    if language == Language::Japanese && written.chars().all(is_hiragana) {
        return false;
    }
    if language != Language::English && language != Language::None {
        return language.stop_words(std::iter::once(written)).is_empty();
    }
    let mut folded = String::new();
    fold(written, &mut folded);
    !is_stop_word(&folded)
}

/// Particles and endings of Japanese are written in this script alone.
fn is_hiragana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{309F}' | 'ー')
}

/// The number of articles with each word in some fields, each field counted for itself: an
/// estimate. Of what is here deleted articles count too, so it takes no time; what is elsewhere is asked.
pub(super) fn estimates(
    engine: &Engine,
    all: &QueryPlan,
    fields: &[Field],
    words: &[&str],
) -> Result<Vec<u64>, SearchError> {
    let mut asked = Vec::new();
    if engine.elsewhere.is_some() {
        for word in words {
            for field in fields {
                asked.extend(terms_of_key(word).into_iter().map(|term| Condition::Words {
                    field: engine.name(*field),
                    terms: vec![term],
                    slop: 0,
                }));
            }
        }
    }
    let mut there = engine.counts_elsewhere(all, &asked)?.into_iter();
    let mut counts = Vec::with_capacity(words.len());
    for word in words {
        let mut most = 0;
        for field in fields {
            let mut least = u64::MAX;
            for term in terms(*field, &terms_of_key(word)) {
                let here = engine.snapshot.searcher.doc_freq(&term)?;
                least = least.min(here + there.next().unwrap_or(0));
            }
            most = most.max(least);
        }
        counts.push(most);
    }
    Ok(counts)
}

/// An article that has a word in any of some fields.
pub(super) fn with_word(engine: &Engine, fields: &[Field], word: &str) -> Condition {
    let in_field = |field: &Field| Condition::Words {
        field: engine.name(*field),
        terms: terms_of_key(word),
        slop: 0,
    };
    Condition::any(fields.iter().map(in_field).collect())
}

/// The documents of a segment with a word in any of some fields, deleted ones as well.
pub(super) fn documents_with(
    snapshot: Snapshot,
    reader: &SegmentReader,
    fields: &[Field],
    term: &str,
) -> tantivy::Result<DocumentSet> {
    let mut documents = DocumentSet::none(reader.max_doc());
    for field in fields {
        let mut terms = terms(*field, &terms_of_key(term));
        if let [term] = &terms[..] {
            documents.insert_term(term, reader)?;
            continue;
        }
        let query = sequence(std::mem::take(&mut terms));
        let weight = query.weight(EnableScoring::disabled_from_searcher(snapshot.searcher))?;
        documents.insert_matches(weight.as_ref(), reader, Deadline::default())?;
    }
    Ok(documents)
}
