//! The reader of Excel workbooks (`.xlsx`, `.xlsm`): each row is an article, as in CSV.
//!
//! `workbook` finds the sheets, `strings` and `formats` read what cells refer to, `sheet` the cells.
//! `rows` hands any sheet to the reader of CSV, also those of `OpenDocument`.
//! Source: ISO/IEC 29500-1 (`SpreadsheetML`).
//!
//! The crate `calamine` (0.38) cannot be used: a sheet becomes a rectangle in memory, so two cells at
//! opposite corners take 17 billion values; cells of `OpenDocument` that repeat are written out; and
//! it brings a second library for zip files.

mod dates;
mod formats;
mod rows;
mod sheet;
mod strings;
#[cfg(test)]
mod tests;
mod workbook;

pub(super) use rows::{Sheet, read_sheets};

use crate::formats::input::Input;
use crate::formats::package::Package;
use crate::formats::reader::{ArticleReader, ArticleSink, ReadEnd};
use formats::Formats;
use strings::Strings;
use workbook::Workbook;

/// Excel, known by the parts of the file.
pub(in crate::formats) struct Excel;

/// The reader.
pub(in crate::formats) static EXCEL: Excel = Excel;

impl ArticleReader for Excel {
    fn name(&self) -> &'static str {
        "excel"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["xlsx", "xlsm", "xltx"]
    }

    /// What a zip file is, is not known from its first bytes.
    fn recognizes(&self, _head: &[u8]) -> bool {
        false
    }

    fn read(&self, input: Input<'_>, out: &mut dyn ArticleSink) -> Result<(), ReadEnd> {
        let (path, options) = (input.path, input.options);
        let package = Package::open(input)?;
        let workbook = Workbook::read(&package)?;
        let strings = match workbook.part("sharedStrings") {
            Some(name) => Strings::read(&package, name)?,
            None => Strings::default(),
        };
        let formats = match workbook.part("styles") {
            Some(name) => Formats::read(&package, name)?,
            None => Formats::default(),
        };
        let sheets = workbook.sheets.iter().map(|(name, part)| {
            let bytes = package.needed(part)?;
            sheet::read(name, &bytes, &strings, &formats, workbook.is_from_1904)
        });
        read_sheets(sheets, path, options, out)
    }
}
