//! The columns of one segment whose values are counted: days, and texts that articles share.
//!
//! They are numbers of days, and numbers of texts in the dictionary of a column. Nothing is ranked
//! by them.

use super::document_set::DocumentSet;
use crate::article::SECONDS_A_DAY;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use std::io;
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, SegmentReader};

/// The day that others are counted from.
const EPOCH: Date = date(1970, 1, 1);

/// The number of a day, from that of 1970-01-01, which is 0.
pub(in crate::query) fn number_of(day: Date) -> i32 {
    let seconds = day.duration_since(EPOCH).as_secs();
    i32::try_from(seconds.div_euclid(SECONDS_A_DAY)).unwrap_or(i32::MAX)
}

/// The day with a number.
pub(in crate::query) fn day_of(number: i32) -> Date {
    EPOCH.saturating_add(i64::from(number).days())
}

/// The days of one segment's documents, on the clock of their source.
pub(in crate::query) struct DayColumn(Option<Column<i64>>);

impl DayColumn {
    pub(in crate::query) fn open(reader: &SegmentReader) -> tantivy::Result<Self> {
        Ok(Self(reader.fast_fields().column_opt("published_local")?))
    }

    /// The first and the last day of the segment.
    fn span(&self) -> Option<(i32, i32)> {
        let column = self.0.as_ref().filter(|column| column.num_docs() > 0)?;
        let (first, last) = (number(column.min_value()), number(column.max_value()));
        (first <= last).then_some((first, last))
    }

    /// The number of a document's day.
    pub(in crate::query) fn of(&self, doc: DocId) -> Option<i32> {
        Some(number(self.0.as_ref()?.first(doc)?))
    }

    /// The numbers of days with the number of documents of a set that they have, ascending, and the
    /// number of documents without a date.
    pub(in crate::query) fn count(&self, found: &DocumentSet) -> (Vec<(i32, u64)>, u64) {
        // Dates are from the year 1 to 9999, so that the list has at most 3.7 million places.
        let Some((first, last)) = self.span() else {
            return (Vec::new(), found.count());
        };
        let place = |day: i32| usize::try_from(i64::from(day) - i64::from(first)).unwrap_or(0);
        let mut counts = vec![0_u32; place(last) + 1];
        let mut undated = 0;
        for doc in found.docs() {
            match self.of(doc) {
                Some(day) => counts[place(day.clamp(first, last))] += 1,
                None => undated += 1,
            }
        }
        let days = (first..).zip(counts).filter(|(_, count)| *count > 0);
        let days = days.map(|(day, count)| (day, count.into()));
        (days.collect(), undated)
    }
}

/// The day of a number of seconds. Damaged ones are moved to the nearest day that dates have.
fn number(seconds: i64) -> i32 {
    let day = seconds.div_euclid(SECONDS_A_DAY);
    let ends = [date(1, 1, 1), Date::MAX].map(number_of);
    i32::try_from(day.clamp(ends[0].into(), ends[1].into())).unwrap_or(0)
}

/// The values of one segment's documents, as numbers of its dictionary.
pub(in crate::query) struct ValueColumn(Option<StrColumn>);

impl ValueColumn {
    pub(in crate::query) fn open(reader: &SegmentReader, field: &str) -> tantivy::Result<Self> {
        Ok(Self(reader.fast_fields().str(field)?))
    }

    /// The number of different values.
    pub(in crate::query) fn len(&self) -> usize {
        self.0.as_ref().map_or(0, |column| column.num_terms())
    }

    /// The first value of a document.
    pub(in crate::query) fn first(&self, doc: DocId) -> Option<u64> {
        self.0.as_ref()?.term_ords(doc).next()
    }

    /// Calls `each` with every value of a document, each once; with `None` if there is none.
    pub(in crate::query) fn each(&self, doc: DocId, mut each: impl FnMut(Option<u64>)) {
        let Some(column) = &self.0 else {
            return each(None);
        };
        let mut ords = column.term_ords(doc);
        let Some(first) = ords.next() else {
            return each(None);
        };
        each(Some(first));
        if let Some(second) = ords.next() {
            let mut seen = vec![first];
            for ord in std::iter::once(second).chain(ords) {
                if !seen.contains(&ord) {
                    seen.push(ord);
                    each(Some(ord));
                }
            }
        }
    }
}

/// Calls `add` with the text of each value. The values ascend.
pub(in crate::query) fn add_texts<T>(
    column: &ValueColumn,
    values: impl Iterator<Item = (u64, T)>,
    mut add: impl FnMut(String, T),
) -> tantivy::Result<()> {
    let Some(column) = &column.0 else {
        return Ok(());
    };
    let (ords, counts): (Vec<u64>, Vec<T>) = values.unzip();
    let mut counts = counts.into_iter();
    let mut are_texts = true;
    let dictionary = column.dictionary();
    let are_known = dictionary.sorted_ords_to_term_cb(&ords, |bytes| {
        match (std::str::from_utf8(bytes), counts.next()) {
            (Ok(text), Some(count)) => add(text.to_owned(), count),
            _ => are_texts = false,
        }
    })?;
    if are_texts && are_known {
        Ok(())
    } else {
        Err(damaged().into())
    }
}

pub(in crate::query) fn damaged() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "a column of values is damaged")
}
