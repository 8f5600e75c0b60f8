//! The living articles of an index, as the search for copies reads them: from columns.
//!
//! All documents are numbered through, segment by segment. Deleted ones have a number and no row.

use super::fingerprint::{Sketch, WORDS};
use super::record::{COLUMN, KEYS, ROW};
use super::sketches::{Row, Rows};
use super::versions::{Bits, InTime};
use crate::article::Status;
use std::cmp::Ordering;
use std::sync::Arc;
use tantivy::columnar::{Column, ColumnValues, StrColumn};
use tantivy::index::SegmentId;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocId, DocSet, Searcher, SegmentReader, TERMINATED, TantivyError, Term};

/// A document without a row.
const NONE: u32 = u32::MAX;

/// The place of an article in its file, by its segment, its number there, and the place that the index has stored.
pub type PlaceOf<'a> = dyn Fn(SegmentId, DocId, u64) -> u64 + Sync + 'a;

/// The articles of all segments.
pub(super) struct Living<'a> {
    pub(super) segments: Vec<Segment>,
    pub(super) place_of: &'a PlaceOf<'a>,
    /// Where each article's row starts in the column of its segment.
    rows: Vec<u32>,
    /// The articles that have a sketch.
    sketched: Bits,
    /// The articles whose source forbids their use.
    restricted: Bits,
}

/// A segment's columns.
pub(super) struct Segment {
    pub(super) id: SegmentId,
    /// The number of its first article.
    pub(super) first: u32,
    pub(super) documents: u32,
    column: Option<Column<u64>>,
    published: Option<Column<i64>>,
    path: Option<StrColumn>,
    ordinal: Option<Column<u64>>,
}

impl Segment {
    pub(super) fn open(reader: &SegmentReader, first: u32) -> tantivy::Result<Self> {
        let columns = reader.fast_fields();
        Ok(Self {
            id: reader.segment_id(),
            first,
            documents: reader.max_doc(),
            column: columns.column_opt(COLUMN)?,
            published: columns.column_opt("published")?,
            path: columns.str("path")?,
            ordinal: columns.column_opt("ordinal")?,
        })
    }

    fn values(&self) -> Option<&Arc<dyn ColumnValues<u64>>> {
        self.column.as_ref().map(|column| &column.values)
    }

    /// Where the row of a document starts, and its length. Rows of other lengths are damage, which
    /// `verify` reports.
    fn place_of_row(&self, doc: DocId) -> Option<(u32, u32)> {
        let row = self.column.as_ref()?.index.value_row_ids(doc);
        let length = row.end.checked_sub(row.start)?;
        [KEYS, ROW].contains(&length).then_some((row.start, length))
    }

    /// The row of a document, deleted or not.
    pub(super) fn row(&self, doc: DocId) -> Row {
        let place = self.place_of_row(doc);
        place.map_or(Row::EMPTY, |(start, length)| self.read(start, length))
    }

    fn read(&self, start: u32, length: u32) -> Row {
        let mut row = Row::EMPTY;
        if let Some(values) = self.values() {
            row.length = length;
            values.get_range(u64::from(start), &mut row.numbers[..length as usize]);
        }
        row
    }

    /// The place of a document's article in its file.
    pub(super) fn place_in_file(&self, doc: DocId, place_of: &PlaceOf<'_>) -> u64 {
        let stored = self.ordinal.as_ref().and_then(|column| column.first(doc));
        place_of(self.id, doc, stored.unwrap_or(0))
    }
}

/// The bytes of the id of a segment.
pub(super) fn id_bytes(id: SegmentId) -> [u8; 16] {
    // It is 32 hexadecimal digits.
    u128::from_str_radix(&id.uuid_string(), 16)
        .unwrap_or(0)
        .to_be_bytes()
}

/// The articles with a status that forbids their use, numbered through.
fn restricted(searcher: &Searcher, articles: u32) -> tantivy::Result<Bits> {
    let mut restricted = Bits::new(articles);
    let Ok(field) = searcher.schema().get_field("status") else {
        return Ok(restricted);
    };
    let mut first = 0;
    for reader in searcher.segment_readers() {
        let index = reader.inverted_index(field)?;
        for status in Status::ALL.iter().filter(|own| **own != Status::Usable) {
            let term = Term::from_field_text(field, status.as_str());
            let Some(mut found) = index.read_postings(&term, IndexRecordOption::Basic)? else {
                continue;
            };
            while found.doc() != TERMINATED {
                restricted.insert(first + found.doc());
                found.advance();
            }
        }
        first += reader.max_doc();
    }
    Ok(restricted)
}

impl<'a> Living<'a> {
    /// Opens the columns of an index.
    pub(super) fn open(searcher: &Searcher, place_of: &'a PlaceOf<'a>) -> tantivy::Result<Self> {
        let mut segments = Vec::new();
        let mut rows = Vec::new();
        let all: u32 = searcher
            .segment_readers()
            .iter()
            .map(SegmentReader::max_doc)
            .fold(0, u32::saturating_add);
        let mut sketched = Bits::new(all);
        for reader in searcher.segment_readers() {
            let first = u32::try_from(rows.len() + reader.max_doc() as usize)
                .map_err(|_| TantivyError::InvalidArgument("too many articles".to_owned()))?
                - reader.max_doc();
            let segment = Segment::open(reader, first)?;
            rows.resize(rows.len() + reader.max_doc() as usize, NONE);
            if segment.column.is_some() {
                for doc in reader.doc_ids_alive() {
                    if let Some((start, length)) = segment.place_of_row(doc) {
                        rows[(first + doc) as usize] = start;
                        if length == ROW {
                            sketched.insert(first + doc);
                        }
                    }
                }
            }
            segments.push(segment);
        }
        let articles = u32::try_from(rows.len()).unwrap_or(NONE);
        Ok(Self {
            restricted: restricted(searcher, articles)?,
            segments,
            place_of,
            rows,
            sketched,
        })
    }

    /// The place of the segment of an article, and the article's number in it.
    pub(super) fn place(&self, article: u32) -> (u32, u32) {
        let place = self
            .segments
            .partition_point(|segment| segment.first <= article)
            - 1;
        let place = u32::try_from(place).unwrap_or(NONE);
        (place, article - self.segments[place as usize].first)
    }

    /// The segment of an article, and its number there.
    fn segment(&self, article: u32) -> (&Segment, u32) {
        let (place, doc) = self.place(article);
        (&self.segments[place as usize], doc)
    }

    fn value(&self, article: u32, place: u32) -> u64 {
        let row = self.rows[article as usize];
        if row == NONE {
            return 0;
        }
        let values = self.segment(article).0.values();
        values.map_or(0, |values| values.get_val(row + place))
    }

    /// Whether an article is there, and has a text.
    pub(super) fn is_living(&self, article: u32) -> bool {
        self.rows[article as usize] != NONE
    }

    /// The date of an article, in seconds since 1970.
    pub(super) fn published(&self, article: u32) -> Option<i64> {
        let (segment, doc) = self.segment(article);
        segment.published.as_ref()?.first(doc)
    }

    /// The path and the place in the file, which order articles of one date.
    pub(super) fn name(&self, article: u32) -> (String, u64) {
        let (segment, doc) = self.segment(article);
        let mut path = String::new();
        if let Some(column) = &segment.path
            && let Some(ord) = column.term_ords(doc).next()
        {
            // A path that cannot be read is damage, which `verify` reports.
            let _ = column.ord_to_str(ord, &mut path);
        }
        (path, segment.place_in_file(doc, self.place_of))
    }

    /// An article's address in the engine.
    pub(super) fn address(&self, article: u32) -> DocAddress {
        let (segment, doc) = self.place(article);
        DocAddress::new(segment, doc)
    }
}

impl Rows for Living<'_> {
    fn articles(&self) -> u32 {
        u32::try_from(self.rows.len()).unwrap_or(NONE)
    }

    fn key(&self, article: u32, place: u32) -> u64 {
        self.value(article, place)
    }

    fn has_sketch(&self, article: u32) -> bool {
        self.sketched.has(article)
    }

    fn row(&self, article: u32) -> Row {
        let start = self.rows[article as usize];
        if start == NONE {
            return Row::EMPTY;
        }
        let length = if self.has_sketch(article) { ROW } else { KEYS };
        self.segment(article).0.read(start, length)
    }

    #[allow(clippy::cast_possible_truncation, reason = "a sketch has 16 numbers")]
    fn word(&self, article: u32, word: usize) -> u64 {
        self.value(article, KEYS + word as u32)
    }

    fn sketch(&self, article: u32) -> Sketch {
        let mut sketch = Sketch([0; WORDS]);
        let row = self.rows[article as usize];
        if row != NONE
            && let Some(values) = self.segment(article).0.values()
        {
            values.get_range(u64::from(row + KEYS), &mut sketch.0);
        }
        sketch
    }
}

impl InTime for Living<'_> {
    fn is_restricted(&self, article: u32) -> bool {
        self.restricted.has(article)
    }

    /// By date, undated ones last; of one date by path and place in the file.
    fn in_order(&self, a: u32, b: u32) -> Ordering {
        let date = |article| {
            let date = self.published(article);
            (date.is_none(), date)
        };
        date(a)
            .cmp(&date(b))
            .then_with(|| self.name(a).cmp(&self.name(b)))
    }

    /// By date; of one date, by the places in one file.
    fn by_time(&self, a: u32, b: u32) -> Ordering {
        let (date_a, date_b) = (self.published(a), self.published(b));
        match (date_a, date_b) {
            (Some(a), Some(b)) if a != b => a.cmp(&b),
            (Some(_), None) | (None, Some(_)) => Ordering::Equal,
            _ => {
                let ((path_a, place_a), (path_b, place_b)) = (self.name(a), self.name(b));
                if path_a == path_b {
                    place_a.cmp(&place_b)
                } else {
                    Ordering::Equal
                }
            }
        }
    }
}
