//! Cells of tables: safe in spreadsheets and on terminals.
//!
//! A table is CSV (RFC 4180, but with a line feed after each line). What runs as a formula in a
//! spreadsheet is made text.

use crate::present::terminal::safe::lines_for_terminal;
use csv::Writer;
use std::borrow::Cow;
use std::io::{self, Write};

/// A text as a cell.
pub(in crate::present) fn cell(text: &str) -> String {
    as_text(&lines_for_terminal(text)).into_owned()
}

/// Writes a table: the names of its columns, then its rows, whose cells are safe already.
pub(in crate::present) fn table<R: AsRef<[String]>>(
    columns: &[&str],
    rows: impl Iterator<Item = R>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut table = Writer::from_writer(out);
    table.write_record(columns).map_err(io_error)?;
    for row in rows {
        table.write_record(row.as_ref()).map_err(io_error)?;
    }
    table.flush()
}

/// A cell that spreadsheets take for text. They run a cell that starts like a formula, which a
/// headline may do; an apostrophe before it is the sign of a text (OWASP, "CSV Injection"). Numbers
/// with a sign stay numbers.
pub(in crate::present) fn as_text(cell: &str) -> Cow<'_, str> {
    let is_formula = cell
        .trim_start()
        .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
        || cell.starts_with(['\t', '\r']);
    if is_formula && cell.parse::<f64>().is_err() {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// The writer's own failure, with its kind: `csv` would hide a broken pipe.
pub(in crate::present) fn io_error(error: ::csv::Error) -> io::Error {
    match error.into_kind() {
        ::csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::as_text;

    #[test]
    fn no_cell_is_a_formula() {
        for formula in [
            "=1+1",
            "+cmd|' /C calc'!A0",
            "-2+3",
            "@SUM(1)",
            "\t=1",
            "\r+1",
            "  =1",
            "＝1",
        ] {
            assert_eq!(as_text(formula), format!("'{formula}"));
        }
        for text in ["Troops leave", "-3.25", "+7", "1 = 1", "", "'quoted'"] {
            assert_eq!(as_text(text), text);
        }
    }
}
