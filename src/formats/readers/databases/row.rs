//! A row of a table in a binary file as an article.

use crate::article::ArchivePath;
use crate::formats::options::ReadOptions;
use crate::formats::reader::{ArticleSink, Stopped};
use crate::formats::record::{Field, FieldValue, Names, Place, Record};

/// The values of a row, with the names of their columns.
#[derive(Default)]
pub(super) struct Row<'a>(Record<'a>);

impl<'a> Row<'a> {
    /// Adds a value.
    pub(super) fn put(&mut self, names: Names<'_>, column: &str, value: FieldValue<'a>) {
        self.0.put_named(names, column, value);
    }

    /// Pushes the problems of the row, then its article.
    pub(super) fn read(
        self,
        path: &ArchivePath,
        ordinal: u32,
        options: &ReadOptions,
        out: &mut dyn ArticleSink,
    ) -> Result<(), Stopped> {
        let place = Place {
            noun: "row",
            path,
            ordinal,
        };
        self.0.read(place, options, out)
    }
}

/// How many columns are known by their names, and whether one is a headline or a body.
pub(super) fn known(names: Names<'_>, columns: &[String]) -> (usize, bool) {
    let meanings: Vec<_> = columns
        .iter()
        .zip(1..)
        .map(|(column, number)| names.of_column(column, number))
        .collect();
    let count = meanings.iter().filter(|named| !named.is_empty()).count();
    let mut all = meanings.iter().flatten();
    let has_text = all.any(|named| matches!(named.field(), Field::Headline | Field::Body));
    (count, has_text)
}
