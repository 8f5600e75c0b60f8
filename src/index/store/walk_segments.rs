//! Decodes and reads everything in the segments of a generation, for `verify`.
//!
//! Checksums show that the bytes are those that were written. This check shows that the engine can
//! decode all of them, and counts what it finds.

use super::generation::Generation;
use crate::schema::{FieldType, StoredArticles};
use std::collections::HashMap;
use tantivy::columnar::{Column, HasAssociatedColumnType};
use tantivy::postings::Postings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED, TantivyError};

/// What is in the segments.
#[derive(Default)]
pub(super) struct Walked {
    /// Articles.
    pub(super) articles: u64,
    /// Postings of the fields that are searched.
    pub(super) postings: u64,
    /// The number of articles of each file.
    pub(super) articles_by_file: HashMap<String, u32>,
}

impl Walked {
    /// Decodes every article, and reads every posting and every column. What was read before an
    /// error is counted.
    pub(super) fn walk(&mut self, generation: &Generation) -> tantivy::Result<()> {
        for segment in generation.searcher().segment_readers() {
            let stored = StoredArticles::open(&generation.schema, segment)?;
            for doc in segment.doc_ids_alive() {
                let file = stored.article(doc)?.origin.path.to_string();
                *self.articles_by_file.entry(file).or_default() += 1;
                self.articles += 1;
            }
            for (id, spec) in (0u32..).zip(&generation.schema.spec.fields) {
                if spec.field_type == FieldType::Text && spec.indexed.is_some() {
                    self.postings += walk_postings(segment, Field::from_field_id(id))?;
                }
                if spec.fast {
                    walk_column(segment, &spec.name, spec.field_type)?;
                }
            }
        }
        Ok(())
    }
}

/// Reads every posting of a field with its positions, and returns their number.
fn walk_postings(segment: &SegmentReader, field: Field) -> tantivy::Result<u64> {
    let index = segment.inverted_index(field)?;
    let mut terms = index.terms().stream()?;
    let mut walked = 0;
    let mut positions = Vec::new();
    while terms.advance() {
        let info = terms.value().clone();
        let option = IndexRecordOption::WithFreqsAndPositions;
        let mut postings = index.read_postings_from_terminfo(&info, option)?;
        let mut found = 0;
        let mut last = None;
        let mut doc = postings.doc();
        while doc != TERMINATED {
            if last.is_some_and(|last| doc <= last) || doc >= segment.max_doc() {
                return Err(corrupt("its postings are not in order"));
            }
            postings.positions(&mut positions);
            found += 1;
            last = Some(doc);
            doc = postings.advance();
        }
        if found != info.doc_freq {
            return Err(corrupt("a term's count of postings differs"));
        }
        walked += u64::from(found);
    }
    Ok(walked)
}

/// Reads every value of a column.
fn walk_column(segment: &SegmentReader, name: &str, kind: FieldType) -> tantivy::Result<()> {
    let columns = segment.fast_fields();
    match kind {
        FieldType::Text => {
            let Some(column) = columns.str(name)? else {
                return Ok(());
            };
            let mut text = String::new();
            for doc in 0..segment.max_doc() {
                for ord in column.term_ords(doc) {
                    text.clear();
                    if !column.ord_to_str(ord, &mut text)? {
                        return Err(corrupt("a column refers to a value that it does not have"));
                    }
                }
            }
        }
        FieldType::I64 => walk_numbers::<i64>(columns.column_opt(name)?, segment.max_doc()),
        FieldType::U64 => walk_numbers::<u64>(columns.column_opt(name)?, segment.max_doc()),
    }
    Ok(())
}

fn walk_numbers<T: HasAssociatedColumnType>(column: Option<Column<T>>, documents: DocId) {
    if let Some(column) = column {
        (0..documents).for_each(|doc| column.values_for_doc(doc).for_each(drop));
    }
}

fn corrupt(what: &str) -> TantivyError {
    TantivyError::InternalError(what.to_owned())
}
