//! Where the terms of a query's words are in an index: each is looked up once, for its count and
//! for its postings.

use crate::query::plan::words::RankedWord;
use std::io;
use tantivy::index::InvertedIndexReader;
use tantivy::postings::{Postings, TermInfo};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, Searcher, SegmentOrdinal, SegmentReader, TERMINATED, Term};

/// The terms of a row, one after another in the text; `None` for one that a field lacks.
type TermRow = Vec<Option<TermInfo>>;

/// The rows of a word that are looked for in one field of one segment.
#[derive(Debug, Clone, Default)]
struct FieldRows {
    typed: Vec<TermRow>,
    aliases: Vec<TermRow>,
}

/// Where a word's terms are, in every segment and searched field.
#[derive(Debug, Clone)]
pub(in crate::query) struct WordTerms {
    /// By segment, and within it by field.
    rows: Vec<FieldRows>,
    fields: Vec<Field>,
}

impl WordTerms {
    /// Looks a word up in these fields, or in those of them that it is meant for.
    pub(in crate::query) fn look_up(
        searcher: &Searcher,
        word: &RankedWord,
        fields: &[Field],
    ) -> tantivy::Result<Self> {
        let mut rows = Vec::with_capacity(searcher.segment_readers().len() * fields.len());
        for segment in searcher.segment_readers() {
            for field in fields {
                let mut found = FieldRows::default();
                if word.field.is_none_or(|only| only == *field) {
                    let index = segment.inverted_index(*field)?;
                    found.typed = term_rows(&index, *field, &word.forms)?;
                    found.aliases = term_rows(&index, *field, &word.aliases)?;
                }
                rows.push(found);
            }
        }
        Ok(Self {
            rows,
            fields: fields.to_vec(),
        })
    }

    /// In how many living articles the word stands: the largest of its forms' and fields' counts.
    ///
    /// A word and its aliases are one thing that articles name or don't, so an alias of one term
    /// counts as a form does: a frequent alias lowers the weight, a rare one never raises it. Of an
    /// alias of several terms only the count of its rarest is known, which says little (`world
    /// health organization`); it counts where the word is nowhere otherwise.
    pub(in crate::query) fn articles(&self, searcher: &Searcher) -> tantivy::Result<u64> {
        let known = |rows: &FieldRows, at: usize| match at.checked_sub(rows.typed.len()) {
            None => true,
            Some(alias) => rows.aliases[alias].len() == 1,
        };
        match self.most_articles(searcher, known)? {
            0 => self.most_articles(searcher, |rows, at| !known(rows, at)),
            most => Ok(most),
        }
    }

    /// In how many living articles the most frequent of these rows of terms stands, in one field.
    fn most_articles(
        &self,
        searcher: &Searcher,
        counts: impl Fn(&FieldRows, usize) -> bool,
    ) -> tantivy::Result<u64> {
        let mut most = 0;
        for (number, field) in self.fields.iter().enumerate() {
            let first = &self.rows[number];
            let rows = first.typed.len() + first.aliases.len();
            for row in (0..rows).filter(|row| counts(first, *row)) {
                most = most.max(self.articles_with_row(searcher, number, *field, row)?);
            }
        }
        Ok(most)
    }

    /// A row of terms is at most as frequent as its rarest.
    fn articles_with_row(
        &self,
        searcher: &Searcher,
        number: usize,
        field: Field,
        row: usize,
    ) -> tantivy::Result<u64> {
        let mut by_term: Vec<u64> = Vec::new();
        for (ord, segment) in searcher.segment_readers().iter().enumerate() {
            let rows = &self.rows[ord * self.fields.len() + number];
            let row = rows.typed.iter().chain(&rows.aliases).nth(row);
            let terms = row.map_or(&[][..], Vec::as_slice);
            by_term.resize(terms.len(), 0);
            for (count, term) in by_term.iter_mut().zip(terms) {
                if let Some(term) = term {
                    *count += living_articles(segment, field, term)?;
                }
            }
        }
        Ok(by_term.into_iter().min().unwrap_or(0))
    }

    /// Opens the postings of a word in one field of a segment: the rows that were typed, and those
    /// of aliases, a list of postings for each term. Rows that lack a term are left out.
    pub(in crate::query) fn open<P>(
        &self,
        segment: SegmentOrdinal,
        field: usize,
        open: impl Fn(&TermInfo) -> io::Result<P>,
    ) -> tantivy::Result<[Vec<Vec<P>>; 2]> {
        let rows = &self.rows[segment as usize * self.fields.len() + field];
        let open_rows = |rows: &[TermRow]| -> io::Result<Vec<Vec<P>>> {
            let whole = rows.iter().filter(|row| row.iter().all(Option::is_some));
            whole
                .map(|row| row.iter().flatten().map(&open).collect())
                .collect()
        };
        Ok([open_rows(&rows.typed)?, open_rows(&rows.aliases)?])
    }
}

fn term_rows(
    index: &InvertedIndexReader,
    field: Field,
    rows: &[Vec<String>],
) -> tantivy::Result<Vec<TermRow>> {
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let terms = row
            .iter()
            .map(|text| index.get_term_info(&Term::from_field_text(field, text)));
        found.push(terms.collect::<Result<_, _>>()?);
    }
    Ok(found)
}

/// In how many living documents of a segment a term stands. Segments without deleted ones know it;
/// in others the postings are counted.
fn living_articles(segment: &SegmentReader, field: Field, term: &TermInfo) -> tantivy::Result<u64> {
    let Some(alive) = segment.alive_bitset() else {
        return Ok(term.doc_freq.into());
    };
    let index = segment.inverted_index(field)?;
    let mut postings = index.read_postings_from_terminfo(term, IndexRecordOption::Basic)?;
    debug_assert!(postings.doc() == TERMINATED || postings.term_freq() > 0);
    let mut count = 0;
    while postings.doc() != TERMINATED {
        count += u64::from(alive.is_alive(postings.doc()));
        postings.advance();
    }
    Ok(count)
}
