//! Statistics of the collection for scoring, over living articles only.
//!
//! Tantivy's own counts include deleted documents until segments merge, so a refreshed index and a
//! fresh one would rank differently. The counts here do not depend on how an index was made.

use super::in_languages::InLanguages;
use super::lookup::living_articles;
use crate::analysis::Language;
use crate::query::plan::words::RankedWord;
use crate::query::snapshot::{CollectionCounts, Snapshot};
use crate::schema::{InLanguage, TokenCounts};
use std::collections::HashMap;
use tantivy::postings::Postings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, Searcher, TERMINATED, Term};

/// What scoring depends on in the whole collection.
pub(in crate::query) struct Statistics {
    /// The number of living articles in the languages of the query.
    articles: u64,
    /// The number of their tokens in each searched field.
    tokens: HashMap<Field, u64>,
    /// The articles in the languages of the query.
    pub(super) within: InLanguages,
}

impl Statistics {
    pub(in crate::query) fn new(
        searcher: &Searcher,
        tokens: &TokenCounts,
        languages: &[Language],
    ) -> tantivy::Result<Self> {
        let schema = searcher.schema();
        let counts = tokens.of(languages).unwrap_or_else(|| InLanguage {
            articles: searcher.num_docs(),
            fields: tokens.fields.clone(),
        });
        Ok(Self {
            within: InLanguages::open(searcher, tokens, languages)?,
            articles: counts.articles,
            tokens: counts
                .fields
                .iter()
                .filter_map(|(name, count)| Some((schema.get_field(name).ok()?, *count)))
                .collect(),
        })
    }

    /// Those of all that is searched, some of which may be elsewhere.
    pub(in crate::query) fn of_all(
        snapshot: Snapshot,
        languages: &[Language],
    ) -> tantivy::Result<Self> {
        let here = Self::new(snapshot.searcher, snapshot.tokens, languages)?;
        let is_all = here.within.are_all();
        Ok(Self {
            articles: if is_all {
                snapshot.counted_articles
            } else {
                here.articles
            },
            ..here
        })
    }

    /// The same, of a collection that the segments have a few articles of.
    pub(super) fn counted(
        searcher: &Searcher,
        tokens: &TokenCounts,
        languages: &[Language],
        counts: &CollectionCounts,
    ) -> tantivy::Result<Self> {
        let few = Self::new(searcher, tokens, languages)?;
        Ok(if few.within.are_all() {
            Self {
                articles: counts.articles,
                ..few
            }
        } else {
            few
        })
    }

    /// The mean frequency of a word in an article, over all `fields` together.
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

    /// The average length of a field, in tokens; 1 for an empty field.
    pub(super) fn average_length(&self, field: Field) -> f64 {
        let tokens = self.tokens.get(&field).copied().unwrap_or(0);
        if tokens == 0 || self.articles == 0 {
            return 1.0;
        }
        as_f64(tokens) / as_f64(self.articles)
    }

    /// The inverse document frequency of a word that `in_articles` articles have, as in BM25
    /// (Robertson & Zaragoza 2009, with the 1 + that keeps it positive):
    /// ln(1 + (N − n + ½) / (n + ½)).
    pub(in crate::query) fn idf(&self, in_articles: u64) -> f64 {
        // Articles in other languages may have the word too.
        let all = as_f64(self.articles.max(in_articles));
        let with = as_f64(in_articles);
        (1.0 + (all - with + 0.5) / (with + 0.5)).ln()
    }
}

/// For each term of a field the articles of the segments that have it: all, and those in the
/// languages of a query. Others may be elsewhere; the counts of all places are added.
pub(in crate::query) fn counted_here(
    snapshot: Snapshot,
    terms: &[(Field, String)],
    languages: &[Language],
) -> tantivy::Result<Vec<(u64, u64)>> {
    let searcher = snapshot.searcher;
    let within = InLanguages::open(searcher, snapshot.tokens, languages)?;
    let all = InLanguages::all();
    let mut counts = Vec::with_capacity(terms.len());
    for (field, term) in terms {
        let mut count = (0, 0);
        for (ord, segment) in (0..).zip(searcher.segment_readers()) {
            let index = segment.inverted_index(*field)?;
            let Some(info) = index.get_term_info(&Term::from_field_text(*field, term))? else {
                continue;
            };
            count.0 += living_articles(segment, *field, &info, all.of_segment(ord))?;
            count.1 += living_articles(segment, *field, &info, within.of_segment(ord))?;
        }
        counts.push(count);
    }
    Ok(counts)
}

/// The number of articles that have a word in one of these fields, where they were counted elsewhere. The
/// rules are those of `lookup`, which counts in the segments.
pub(super) fn counted_articles(
    counts: &CollectionCounts,
    word: &RankedWord,
    fields: &[Field],
    statistics: &Statistics,
) -> u64 {
    let all = || articles_by(counts, word, fields, |(all, _)| all);
    if statistics.within.are_all() {
        return all();
    }
    match articles_by(counts, word, fields, |(_, within)| within) {
        0 => all(),
        some => some,
    }
}

fn articles_by(
    counts: &CollectionCounts,
    word: &RankedWord,
    fields: &[Field],
    which: impl Fn((u64, u64)) -> u64,
) -> u64 {
    let in_field = |field: Field, sequence: &[String]| -> u64 {
        let term = |term: &String| counts.terms.get(&(field, term.clone())).copied();
        let each = sequence.iter().map(|own| term(own).map_or(0, &which));
        each.min().unwrap_or(0)
    };
    let most = |sequences: &mut dyn Iterator<Item = &Vec<String>>| -> u64 {
        let mut most = 0;
        for sequence in sequences {
            let searched = fields
                .iter()
                .filter(|field| word.field.is_none_or(|own| own == **field));
            let here = searched.map(|field| in_field(*field, sequence)).max();
            most = most.max(here.unwrap_or(0));
        }
        most
    };
    let single = |synonym: &&Vec<String>| synonym.len() == 1;
    let typed = word.forms.iter().chain(&word.joined);
    match most(&mut typed.chain(word.synonyms.iter().filter(single))) {
        0 => {
            let several = word.synonyms.iter().filter(|synonym| !single(synonym));
            most(&mut several.chain(&word.related).chain(&word.misread))
        }
        some => some,
    }
}

#[allow(clippy::cast_precision_loss, reason = "counts stay far below 2^52")]
fn as_f64(count: u64) -> f64 {
    count as f64
}

/// The frequency of a term in living documents.
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
