//! Whether the first line of a table has the names of its columns, or is a row.
//!
//! A row that is taken for names would be lost, so what no name has decides: a date, an address, a
//! sentence.

use crate::article::Precision;
use crate::article::spelling::{DayOrder, read_date};

/// The fewest words of a cell that is a text and no name.
const TEXT_WORDS: usize = 6;

/// The fewest words of one that ends as a sentence does.
const SENTENCE_WORDS: usize = 4;

/// Whether the first line has names, `named` of which are known. `rows` are the lines below.
pub(super) fn is_header(first: &[String], rows: &[Vec<String>], named: usize) -> bool {
    if is_data(first) {
        // A known name among texts is the value of a cell: `1,story,2021-01-19,The council …`.
        return named > 1 && named * 2 >= first.len();
    }
    named > 0 || !repeats(first, rows)
}

/// Whether a cell is no name of a column: a day, an address or a text.
pub(super) fn is_data(cells: &[String]) -> bool {
    cells.iter().any(|cell| {
        let words = cell.split_whitespace().count();
        let is_day = || {
            read_date(cell, DayOrder::default())
                .is_some_and(|date| date.published.precision() >= Precision::Day)
        };
        words >= TEXT_WORDS
            || (words >= SENTENCE_WORDS && cell.ends_with(['.', '!', '?', '。', '”', '"']))
            || cell.starts_with("http://")
            || cell.starts_with("https://")
            || is_day()
    })
}

/// Whether a cell of the first line is a number, as the cells below it are.
fn repeats(first: &[String], rows: &[Vec<String>]) -> bool {
    let is_number = |cell: &str| {
        !cell.is_empty()
            && cell
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'.')
    };
    // Columns that are numbered from 0 or 1 are names.
    let are_counted = (0..2).any(|from| {
        let mut numbers = (from..).zip(first);
        numbers.all(|(number, cell): (usize, _)| *cell == number.to_string())
    });
    !are_counted
        && first.iter().enumerate().any(|(at, cell)| {
            let mut below = rows.iter().filter_map(|row| row.get(at)).peekable();
            is_number(cell) && below.peek().is_some() && below.all(|cell| is_number(cell))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(line: &str) -> Vec<String> {
        line.split(',').map(str::to_owned).collect()
    }

    #[test]
    fn a_first_line_with_a_day_an_address_or_a_text_is_a_row() {
        let below = [row("2,Quay,Wet"), row("3,Pier,Dry")];
        for (first, named, expected) in [
            ("id,kop,inhoud", 0, true),
            ("id,title,text", 2, true),
            ("0,1,2", 0, true),
            ("1,Ferry,Back", 0, false),
            ("a,2021-01-19,b", 0, false),
            ("a,https://post.example/1,b", 0, false),
            ("story,2021-01-19,The council voted on Tuesday.", 1, false),
            ("title,text,2021-01-19", 2, true),
        ] {
            assert_eq!(is_header(&row(first), &below, named), expected, "{first}");
        }
    }
}
