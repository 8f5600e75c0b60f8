//! Values that a field has in an index, for completions.
//!
//! The index has the words of a field, each with its articles; a value as it was written is in the stored article. So
//! one article is read for each word until there are enough values. What is found is a sample: nobody waits for a
//! completion.

use super::search::{Engine, SearchError};
use crate::analysis::{FORM, PARTED, TOUCHING, fold};
use crate::article::fields::FieldValue;
use crate::query::request::deadline::Deadline;
use crate::schema::Analyzer;
use std::collections::{BTreeSet, HashSet};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, DocSet, SegmentReader, TERMINATED};

/// The most articles that are read.
const MOST_READ: usize = 200;

/// The most words of a field that are looked at, in each segment.
const MOST_WORDS: usize = 20_000;

/// So many characters of what was typed are compared with the words of the field, which may be stems.
const COMPARED: usize = 3;

impl Engine<'_> {
    /// Some values of the field that a query calls `name` that start with `typed`, in any case, at most `most`, sorted.
    /// Fewer when the deadline passes.
    ///
    /// # Errors
    /// If the segments cannot be read.
    pub fn values(
        &self,
        name: &str,
        typed: &str,
        most: usize,
        deadline: Deadline,
    ) -> Result<Vec<String>, SearchError> {
        self.here("values of fields")?;
        let rows = self.snapshot.schema.fields.rows();
        let mut rows =
            rows.filter(|(row, _)| row.names().any(|own| own.eq_ignore_ascii_case(name)));
        let Some((row, field)) = rows.next() else {
            return Ok(Vec::new());
        };
        let start = match self
            .snapshot
            .schema
            .text_field(name)
            .and_then(|(_, spec)| spec.analyzer)
        {
            Some(Analyzer::News) => start_of_word(typed),
            Some(Analyzer::Lower) => typed.to_lowercase(),
            Some(Analyzer::Raw) => typed.to_owned(),
            None => return Ok(Vec::new()),
        };
        let typed = typed.to_lowercase();
        let mut seen = HashSet::new();
        let mut values = BTreeSet::new();
        for (segment, reader) in (0..).zip(self.snapshot.searcher.segment_readers()) {
            let mut full = false;
            for_each_word(reader, field, &start, &mut |doc| {
                let address = DocAddress::new(segment, doc);
                if !seen.insert(address) {
                    return Ok(true);
                }
                let article = self.snapshot.article(address)?;
                let own: Vec<String> = match row.value(&article) {
                    FieldValue::Texts(texts) => texts.to_vec(),
                    value => vec![value.joined("; ").into_owned()],
                };
                values.extend(
                    own.into_iter()
                        .filter(|own| own.to_lowercase().starts_with(&typed)),
                );
                full = values.len() >= most || seen.len() >= MOST_READ || deadline.check().is_err();
                Ok(!full)
            })?;
            if full {
                break;
            }
        }
        Ok(values.into_iter().take(most).collect())
    }
}

/// What the first word of a text starts with in the index.
fn start_of_word(typed: &str) -> String {
    let mut folded = String::new();
    fold(typed, &mut folded);
    let letters = folded.chars().take_while(|c| c.is_alphanumeric());
    letters.take(COMPARED).collect()
}

/// Gives the first living article of each word of a field that starts so, until it says `false`.
fn for_each_word(
    reader: &SegmentReader,
    field: Field,
    start: &str,
    take: &mut dyn FnMut(u32) -> tantivy::Result<bool>,
) -> tantivy::Result<()> {
    let index = reader.inverted_index(field)?;
    let mut words = index.terms().range().ge(start).into_stream()?;
    let mut looked_at = 0;
    while words.advance() && looked_at < MOST_WORDS {
        looked_at += 1;
        let word = words.key();
        if !word.starts_with(start.as_bytes()) {
            break;
        }
        let is_sign = |first: &u8| [FORM, PARTED, TOUCHING].contains(&char::from(*first));
        if word.first().is_some_and(is_sign) {
            continue;
        }
        let info = words.value().clone();
        let mut articles = index.read_postings_from_terminfo(&info, IndexRecordOption::Basic)?;
        let mut doc = articles.doc();
        while doc != TERMINATED && reader.is_deleted(doc) {
            doc = articles.advance();
        }
        if doc != TERMINATED && !take(doc)? {
            break;
        }
    }
    Ok(())
}
