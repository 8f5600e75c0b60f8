//! A row of a table in a binary file as an article, and how much rows may be together.
//!
//! Both formats can point at one stored text from many rows, so what comes out is counted.

use crate::article::{ArchivePath, Problem, ProblemKind};
use crate::formats::limits::Limits;
use crate::formats::options::ReadOptions;
use crate::formats::reader::{ArticleSink, ReadEnd};
use crate::formats::record::{Field, FieldValue, Names, Place, Record, characters_of_text};

/// What a row counts besides its texts, in bytes: rows without any text can be without number.
const ROW: u64 = 64;

/// What is left of the bytes that the rows of a file may have.
pub(super) struct Allowance(u64);

impl Allowance {
    /// What a file of `packed` bytes may unpack to.
    pub(super) fn new(packed: u64, limits: Limits) -> Self {
        let most = packed.saturating_mul(limits.ratio);
        Self(most.clamp(limits.always, limits.total))
    }

    /// Counts bytes.
    ///
    /// # Errors
    /// If they are more than what is left.
    pub(super) fn take(&mut self, bytes: u64) -> Result<(), Problem> {
        let left = self.0.checked_sub(bytes);
        self.0 = left.ok_or_else(|| {
            let detail =
                "it unpacks to more than files do; convert it to CSV or JSON Lines if you trust it";
            Problem::file(ProblemKind::Bomb, detail)
        })?;
        Ok(())
    }
}

/// The values of a row, with the names of their columns.
#[derive(Default)]
pub(super) struct Row<'a> {
    record: Record<'a>,
    bytes: u64,
}

impl<'a> Row<'a> {
    /// Adds a value. The text of a column with an unknown name is noted.
    pub(super) fn put(&mut self, names: Names<'_>, column: &str, value: FieldValue<'a>) {
        self.bytes += match &value {
            FieldValue::Text(text) => text.len() as u64,
            FieldValue::List(texts) => texts.iter().map(|text| text.len() as u64).sum(),
            _ => 0,
        };
        if names.of_column(column, 0).is_empty() {
            if let FieldValue::Text(text) = &value {
                self.record.put_unread(column, characters_of_text(text));
            }
            return;
        }
        self.record.put_named(names, column, value);
    }

    /// Pushes the problems of the row, then its article.
    pub(super) fn read(
        self,
        place: (&ArchivePath, u32),
        allowance: &mut Allowance,
        options: &ReadOptions,
        out: &mut dyn ArticleSink,
    ) -> Result<(), ReadEnd> {
        allowance.take(self.bytes + ROW)?;
        let (path, ordinal) = place;
        let place = Place {
            noun: "row",
            path,
            ordinal,
        };
        Ok(self.record.read(place, options, out)?)
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

/// Whether a column is a body by its name.
#[cfg(feature = "sqlite")]
pub(super) fn has_body(names: Names<'_>, columns: &[String]) -> bool {
    columns.iter().zip(1..).any(|(column, number)| {
        let named = names.of_column(column, number);
        named.iter().any(|named| named.field() == Field::Body)
    })
}
