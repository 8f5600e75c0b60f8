//! The columns of one segment that articles of equal rank are ordered by.
//!
//! Dates come first, then names: id, path, and place in the file.

use super::counted::damaged;
use crate::schema::{Places, SegmentPlaces};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, SegmentReader};

/// The columns that order articles of equal dates.
pub(in crate::query) struct NameColumns {
    id: Option<StrColumn>,
    pub(super) path: Option<StrColumn>,
    ordinal: Option<Column<u64>>,
    places: SegmentPlaces,
}

impl NameColumns {
    pub(in crate::query) fn open(reader: &SegmentReader, places: &Places) -> tantivy::Result<Self> {
        let fast = reader.fast_fields();
        Ok(Self {
            id: fast.str("id")?,
            path: fast.str("path")?,
            ordinal: fast.column_opt("ordinal")?,
            places: places.of(reader.segment_id()),
        })
    }

    /// Id, path and place in the file as numbers. They order a segment's documents as the texts do,
    /// since the dictionaries of columns are sorted.
    pub(in crate::query) fn ords(&self, doc: DocId) -> (u64, u64, u64) {
        (
            ord(self.id.as_ref(), doc),
            ord(self.path.as_ref(), doc),
            self.ordinal(doc),
        )
    }

    /// Calls `each` with documents, each with the path of its file and its place there. They come in
    /// the order of paths.
    pub(in crate::query) fn each_place(
        &self,
        documents: impl Iterator<Item = DocId>,
        mut each: impl FnMut(DocId, &[u8], u64),
    ) -> tantivy::Result<()> {
        let Some(paths) = &self.path else {
            documents.for_each(|doc| each(doc, b"", self.ordinal(doc)));
            return Ok(());
        };
        let mut by_path: Vec<(u64, DocId)> =
            documents.map(|doc| (ord(Some(paths), doc), doc)).collect();
        by_path.sort_unstable();
        let ords: Vec<u64> = by_path.iter().map(|(ord, _)| *ord).collect();
        let mut places = by_path.into_iter();
        paths.dictionary().sorted_ords_to_term_cb(&ords, |path| {
            if let Some((_, doc)) = places.next() {
                each(doc, path, self.ordinal(doc));
            }
        })?;
        match places.next() {
            Some(_) => Err(damaged().into()),
            None => Ok(()),
        }
    }

    /// The place in the file.
    pub(super) fn ordinal(&self, doc: DocId) -> u64 {
        let ordinal = self.ordinal.as_ref().and_then(|column| column.first(doc));
        self.places.place(doc, ordinal.unwrap_or(0))
    }
}

/// The number of a document's text in the dictionary of a column; 0 without a text.
pub(super) fn ord(column: Option<&StrColumn>, doc: DocId) -> u64 {
    column
        .and_then(|column| column.term_ords(doc).next())
        .unwrap_or(0)
}

/// A document's text in a column; empty without one.
pub(in crate::query) fn text(column: Option<&StrColumn>, doc: DocId) -> tantivy::Result<String> {
    let mut text = String::new();
    if let Some(column) = column
        && let Some(ord) = column.term_ords(doc).next()
    {
        column.ord_to_str(ord, &mut text)?;
    }
    Ok(text)
}

/// The dates of publication, in seconds since 1970.
pub(in crate::query) fn published(reader: &SegmentReader) -> tantivy::Result<Option<Column<i64>>> {
    reader.fast_fields().column_opt("published")
}

/// The certainty of words, in percent.
pub(in crate::query) fn quality(reader: &SegmentReader) -> tantivy::Result<Option<Column<u64>>> {
    reader.fast_fields().column_opt("quality")
}
