//! Statistics of the collection for scoring: living articles only.
//!
//! Tantivy's own counts include deleted documents until segments merge, so a refreshed index and
//! a fresh one would rank apart. Counts here do not depend on how an index came about.

use super::words::RankedWord;
use std::collections::{BTreeMap, HashMap};
use tantivy::postings::Postings;
use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, Searcher, TERMINATED, Term};

/// What scoring has to know of the whole collection.
pub(super) struct Statistics {
    /// Living articles.
    articles: u64,
    /// Tokens of living articles in each searched field.
    tokens: HashMap<Field, u64>,
    /// In how many articles each term of the query stands, by term: the number of the word that
    /// the term is a form of, the same in all fields.
    frequencies: HashMap<Term, u64>,
}

impl Statistics {
    pub(super) fn new(searcher: &Searcher, tokens: &BTreeMap<String, u64>) -> Self {
        let schema = searcher.schema();
        Self {
            articles: searcher.num_docs(),
            tokens: tokens
                .iter()
                .filter_map(|(name, count)| Some((schema.get_field(name).ok()?, *count)))
                .collect(),
            frequencies: HashMap::new(),
        }
    }

    /// How often a word stands in an article on average, all `fields` together.
    pub(super) fn mean_occurrences(
        &self,
        searcher: &Searcher,
        term: &str,
        fields: &[Field],
    ) -> tantivy::Result<f64> {
        let mut occurrences = 0;
        for field in fields {
            occurrences += living_occurrences(searcher, &Term::from_field_text(*field, term))?;
        }
        Ok(as_f64(occurrences.max(1)) / as_f64(self.articles.max(1)))
    }

    /// The average length of a field, in tokens; 1 where it would be nothing.
    pub(super) fn average_length(&self, field: Field) -> f64 {
        let tokens = self.tokens.get(&field).copied().unwrap_or(0);
        if tokens == 0 || self.articles == 0 {
            return 1.0;
        }
        as_f64(tokens) / as_f64(self.articles)
    }

    /// Looks a word up, and gives its inverse document frequency as BM25 has it (Robertson &
    /// Zaragoza 2009, with the 1 + that keeps it positive): ln(1 + (N − n + ½) / (n + ½)). `None`
    /// for a word that is nowhere.
    pub(super) fn add_word(
        &mut self,
        searcher: &Searcher,
        word: &RankedWord,
        fields: &[Field],
    ) -> tantivy::Result<Option<f64>> {
        let in_articles = articles_with(searcher, word, fields)?;
        for form in word.forms.iter().chain(&word.aliases) {
            for field in fields {
                for text in form {
                    self.frequencies
                        .insert(Term::from_field_text(*field, text), in_articles);
                }
            }
        }
        Ok((in_articles > 0).then(|| self.idf(in_articles)))
    }

    /// The sum that Tantivy takes as the inverse document frequency of a row of terms.
    pub(super) fn idf_of_row(&self, terms: &[Term]) -> f64 {
        terms
            .iter()
            .map(|term| self.idf(self.frequencies.get(term).copied().unwrap_or(0)))
            .sum()
    }

    fn idf(&self, in_articles: u64) -> f64 {
        let (all, with) = (as_f64(self.articles), as_f64(in_articles));
        (1.0 + (all - with + 0.5) / (with + 0.5)).ln()
    }
}

#[allow(clippy::cast_precision_loss, reason = "counts stay far below 2^52")]
pub(super) fn as_f64(count: u64) -> f64 {
    count as f64
}

/// In how many living articles a word stands: the largest of its forms' and fields' counts.
///
/// A word and its aliases are one thing that articles name or don't, so an alias of one term counts
/// as a form does: a frequent alias lowers the weight, a rare one never raises it. Of an alias of
/// several terms only the count of its rarest is known, which says little (`world health
/// organization`); it counts where the word is nowhere otherwise.
pub(super) fn articles_with(
    searcher: &Searcher,
    word: &RankedWord,
    fields: &[Field],
) -> tantivy::Result<u64> {
    let (single, rows): (Vec<_>, Vec<_>) = word.aliases.iter().partition(|row| row.len() == 1);
    let known = word.forms.iter().chain(single);
    match most_articles(searcher, known, fields)? {
        0 => most_articles(searcher, rows.into_iter(), fields),
        most => Ok(most),
    }
}

/// In how many living articles the most frequent of these rows of terms stands, in one field.
fn most_articles<'w>(
    searcher: &Searcher,
    rows: impl Iterator<Item = &'w Vec<String>>,
    fields: &[Field],
) -> tantivy::Result<u64> {
    let mut most = 0;
    for row in rows {
        for field in fields {
            // A row of terms is at most as frequent as its rarest.
            let mut rarest = u64::MAX;
            for text in row {
                let term = Term::from_field_text(*field, text);
                rarest = rarest.min(living_articles(searcher, &term)?);
            }
            most = most.max(rarest);
        }
    }
    Ok(most)
}

/// In how many living documents a term stands. Segments without deleted ones know it; in others
/// the postings are counted.
fn living_articles(searcher: &Searcher, term: &Term) -> tantivy::Result<u64> {
    let mut count = 0;
    for segment in searcher.segment_readers() {
        let index = segment.inverted_index(term.field())?;
        let Some(alive) = segment.alive_bitset() else {
            count += u64::from(index.doc_freq(term)?);
            continue;
        };
        let Some(mut postings) = index.read_postings(term, IndexRecordOption::Basic)? else {
            continue;
        };
        debug_assert!(postings.doc() == TERMINATED || postings.term_freq() > 0);
        while postings.doc() != TERMINATED {
            count += u64::from(alive.is_alive(postings.doc()));
            postings.advance();
        }
    }
    Ok(count)
}

/// How often a term stands in living documents.
fn living_occurrences(searcher: &Searcher, term: &Term) -> tantivy::Result<u64> {
    let mut count = 0;
    for segment in searcher.segment_readers() {
        let index = segment.inverted_index(term.field())?;
        let Some(mut postings) = index.read_postings(term, IndexRecordOption::WithFreqs)? else {
            continue;
        };
        let alive = segment.alive_bitset();
        while postings.doc() != TERMINATED {
            if alive.is_none_or(|alive| alive.is_alive(postings.doc())) {
                count += u64::from(postings.term_freq());
            }
            postings.advance();
        }
    }
    Ok(count)
}

impl Bm25StatisticsProvider for Statistics {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        // Never 0: the engine divides by the average length.
        let tokens = self.tokens.get(&field).copied().unwrap_or(0);
        Ok(if tokens == 0 {
            self.articles.max(1)
        } else {
            tokens
        })
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        Ok(self.articles.max(1))
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        Ok(self.frequencies.get(term).copied().unwrap_or(0))
    }
}
