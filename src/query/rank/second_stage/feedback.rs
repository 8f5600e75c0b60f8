//! Pseudo-relevance feedback: words of the first hits are added to the query.
//!
//! RM3 (Lavrenko & Croft 2001; Abdul-Jaleel et al. 2004): a word's part is the mean of its relative
//! frequencies in the first articles, weighted by their scores. Bo1 (Amati 2003): a word's part is
//! how much more frequent it is in them than by chance. The score of the added words is mixed with
//! that of the typed words in a fixed share. A share that depends on how similar the first articles
//! are was tried. It did not predict where feedback helps, see docs/ranking.md.

use crate::analysis::{Language, NewsAnalyzer, fold, is_stop_word};
use crate::query::plan::words::RankedWord;
use crate::query::rank::lookup::WordTerms;
use crate::query::rank::scored::Scored;
use crate::query::rank::scoring_context::{AddedWords, WeighedWord};
use crate::query::rank::statistics::{Statistics, counted_articles};
use crate::query::request::deadline::Deadline;
use crate::query::request::expansion::Expansion;
use crate::query::request::ranking::Ranking;
use crate::query::snapshot::CollectionCounts;
use std::collections::HashMap;
use tantivy::Searcher;
use tantivy::schema::Field;

/// The least number of articles that must have a word to add it. Words of only one article are
/// mostly names and misprints.
const LEAST_ARTICLES: u64 = 2;

/// The words of the first articles.
struct Vocabulary {
    articles: Vec<Source>,
    /// The place of each word among the frequencies; `None` for words that are never added.
    places: HashMap<String, Option<usize>>,
    /// How often each article has each word: by the word's place, then in the order of articles.
    frequencies: Vec<u32>,
}

/// An article that words are taken from.
struct Source {
    /// Its share in the scores of the first articles.
    share: f64,
    /// How many words it has.
    length: u32,
}

/// What feedback needs of the index.
pub(in crate::query::rank) struct Feedback<'a> {
    pub(in crate::query::rank) searcher: &'a Searcher,
    /// What was counted in the whole collection, if the segments have a few of its articles only.
    pub(in crate::query::rank) counts: Option<&'a CollectionCounts>,
    pub(in crate::query::rank) ranking: &'a Ranking,
    pub(in crate::query::rank) deadline: Deadline,
    /// The searched fields.
    pub(in crate::query::rank) fields: &'a [Field],
    /// The number of words of the query, repetitions included.
    pub(in crate::query::rank) typed: u32,
}

impl Feedback<'_> {
    /// The words to add, best first, from the first hits and their texts; `None` if there are none.
    pub(in crate::query::rank) fn words(
        &self,
        how: Expansion,
        first: &[(Scored, String, Language)],
        analyzer: &mut NewsAnalyzer,
        statistics: &Statistics,
    ) -> tantivy::Result<Option<AddedWords>> {
        let vocabulary = Vocabulary::of(first, analyzer);
        let mut candidates = match how {
            Expansion::Rm3 => vocabulary.relevance_model(),
            Expansion::Bo1 => self.divergence(&vocabulary, statistics)?,
        };
        candidates.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        let (mut chosen, mut all) = (Vec::new(), 0.0);
        for (term, part) in candidates {
            if chosen.len() >= self.ranking.feedback_words {
                break;
            }
            let word = RankedWord::added(term);
            let terms =
                WordTerms::look_up(self.searcher, &word, self.fields, analyzer, self.deadline)?;
            let in_articles = match self.counts {
                Some(counts) => counted_articles(counts, &word, self.fields, statistics),
                None => terms.articles(self.searcher, &statistics.within)?,
            };
            if in_articles >= LEAST_ARTICLES {
                let weight = match how {
                    // Divergence from chance includes the rarity of a word.
                    Expansion::Bo1 => part,
                    Expansion::Rm3 => part * statistics.idf(in_articles),
                };
                all += part;
                chosen.push(WeighedWord {
                    word,
                    terms,
                    weight,
                });
            }
        }
        if all <= 0.0 {
            return Ok(None);
        }
        for word in &mut chosen {
            word.weight /= all;
        }
        let share = self.ranking.feedback;
        Ok(Some(AddedWords {
            words: chosen,
            share_of_typed: (1.0 - share) / f64::from(self.typed.max(1)),
            share,
        }))
    }

    /// The words that RM3 may add, best first, where the segments have a few articles of a collection:
    /// among them are all that it adds, whatever the collection has.
    pub(in crate::query::rank) fn likely(
        &self,
        first: &[(Scored, String, Language)],
        analyzer: &mut NewsAnalyzer,
        statistics: &Statistics,
    ) -> tantivy::Result<Vec<RankedWord>> {
        let vocabulary = Vocabulary::of(first, analyzer);
        let mut candidates = vocabulary.relevance_model();
        candidates.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        let (mut likely, mut sure) = (Vec::new(), 0);
        for (term, _) in candidates {
            if sure >= self.ranking.feedback_words {
                break;
            }
            let word = RankedWord::added(term);
            let terms =
                WordTerms::look_up(self.searcher, &word, self.fields, analyzer, self.deadline)?;
            // What is in so many of the few is in as many of all.
            let is_sure = terms.articles(self.searcher, &statistics.within)? >= LEAST_ARTICLES;
            sure += usize::from(is_sure);
            likely.push(word);
        }
        Ok(likely)
    }

    /// Bo1 (Amati 2003): tf · log₂((1 + λ) / λ) + log₂(1 + λ), where λ is the mean frequency of the
    /// word in an article.
    fn divergence<'v>(
        &self,
        vocabulary: &'v Vocabulary,
        statistics: &Statistics,
    ) -> tantivy::Result<Vec<(&'v str, f64)>> {
        let mut parts = Vec::new();
        for (term, frequencies) in vocabulary.words() {
            let frequency: u32 = frequencies.iter().sum();
            let mean = statistics.mean_occurrences(self.searcher, term, self.fields)?;
            let part = f64::from(frequency) * ((1.0 + mean) / mean).log2() + (1.0 + mean).log2();
            parts.push((term, part));
        }
        Ok(parts)
    }
}

impl Vocabulary {
    fn of(first: &[(Scored, String, Language)], analyzer: &mut NewsAnalyzer) -> Self {
        let all: f64 = first.iter().map(|(scored, ..)| scored.score).sum();
        let mut vocabulary = Self {
            articles: Vec::with_capacity(first.len()),
            places: HashMap::new(),
            frequencies: Vec::new(),
        };
        for (number, (scored, text, language)) in first.iter().enumerate() {
            let mut length = 0;
            analyzer.set_language(*language);
            analyzer.each_word(text, |written, term| {
                length += 1;
                if let Some(place) = vocabulary.place(term, written, first.len()) {
                    vocabulary.frequencies[place + number] += 1;
                }
            });
            vocabulary.articles.push(Source {
                share: if all > 0.0 { scored.score / all } else { 0.0 },
                length,
            });
        }
        vocabulary
    }

    /// The place of a word's frequencies in this number of articles, if the word may be added. Its
    /// first spelling decides.
    fn place(&mut self, term: &str, written: &str, articles: usize) -> Option<usize> {
        if let Some(place) = self.places.get(term) {
            return *place;
        }
        let new = self.frequencies.len();
        let place = may_be_added(written, term).then_some(new);
        if place.is_some() {
            self.frequencies.resize(new + articles, 0);
        }
        self.places.insert(term.to_owned(), place);
        place
    }

    /// The words that may be added, with their frequencies in the articles.
    fn words(&self) -> impl Iterator<Item = (&str, &[u32])> {
        self.places.iter().filter_map(|(term, place)| {
            let place = (*place)?;
            let frequencies = &self.frequencies[place..place + self.articles.len()];
            Some((term.as_str(), frequencies))
        })
    }

    /// RM3: the mean of a word's relative frequencies, weighted by the shares of the articles.
    fn relevance_model(&self) -> Vec<(&str, f64)> {
        let part = |frequencies: &[u32]| -> f64 {
            let articles = self.articles.iter().zip(frequencies);
            let parts = articles.map(|(article, frequency)| {
                article.share * f64::from(*frequency) / f64::from(article.length.max(1))
            });
            parts.sum()
        };
        self.words()
            .map(|(term, frequencies)| (term, part(frequencies)))
            .collect()
    }
}

/// Whether a word may be added: no number, no single letter, no stop word.
fn may_be_added(written: &str, term: &str) -> bool {
    let is_number = term.contains(|c: char| c.is_ascii_digit());
    let is_letter = term.chars().nth(1).is_none();
    let mut folded = String::new();
    fold(written, &mut folded);
    !is_number && !is_letter && !is_stop_word(&folded)
}

#[cfg(test)]
mod tests {
    use super::*;
    use tantivy::DocAddress;

    fn first(texts: &[&str]) -> Vec<(Scored, String, Language)> {
        let scored = |score| Scored {
            score,
            address: DocAddress::new(0, 0),
        };
        texts
            .iter()
            .map(|text| (scored(1.0), (*text).to_owned(), Language::English))
            .collect()
    }

    #[test]
    fn words_that_the_first_articles_share_have_the_largest_parts() {
        let mut analyzer = NewsAnalyzer::english();
        let vocabulary = Vocabulary::of(
            &first(&[
                "The troops left the base in 2021.",
                "Troops at a base",
                "Rain",
            ]),
            &mut analyzer,
        );
        let mut parts = vocabulary.relevance_model();
        parts.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        let terms: Vec<_> = parts.iter().map(|(term, _)| *term).collect();
        assert_eq!(terms, ["rain", "base", "troop", "left"]);
    }
}
