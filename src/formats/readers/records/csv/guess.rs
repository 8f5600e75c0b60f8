//! What the columns of a table without names are for, by what is in their cells.
//!
//! Data sets come as rows alone: `20030219,council votes on the ferry`. A column of days, of
//! addresses, of headlines or of texts looks like one. Only a table whose first line is a row is
//! guessed, and only if nobody says what its columns are.

use crate::article::Precision;
use crate::article::spelling::{DayOrder, read_date};
use crate::formats::record::Field;
use std::collections::HashSet;
use std::fmt::Write as _;

/// The fewest words of a headline, on average.
const HEADLINE_WORDS: usize = 3;

/// The fewest words of a body next to a headline, and of one that is the only text.
const BODY_WORDS: usize = 12;
const ONLY_TEXT_WORDS: usize = 20;

/// The first and the last year of days that are written as eight digits.
const YEARS: std::ops::RangeInclusive<i16> = 1600..=2100;

/// The longest cell that is a day, in bytes.
const LONGEST_DAY: usize = 64;

/// What is in the cells of a column.
struct Column {
    /// Its number, from 0.
    at: usize,
    /// How many cells are not empty, and how many of these are a day, an address, a number.
    filled: usize,
    days: usize,
    addresses: usize,
    numbers: usize,
    /// How many cells start as lists and objects of programs do.
    codes: usize,
    words: usize,
    distinct: usize,
}

impl Column {
    fn of(rows: &[Vec<String>], at: usize) -> Self {
        let cells = || {
            let cells = rows.iter().filter_map(|row| row.get(at));
            cells.map(String::as_str).filter(|cell| !cell.is_empty())
        };
        let count = |is: fn(&str) -> bool| cells().filter(|cell| is(cell)).count();
        Self {
            at,
            filled: cells().count(),
            days: count(is_day),
            addresses: count(|cell| cell.starts_with("http://") || cell.starts_with("https://")),
            numbers: count(|cell| cell.bytes().all(|byte| b"0123456789.-".contains(&byte))),
            codes: count(|cell| cell.starts_with(['{', '['])),
            words: cells().map(words).sum(),
            distinct: cells().collect::<HashSet<_>>().len(),
        }
    }

    /// The words of a cell, on average.
    fn mean(&self) -> usize {
        self.words.checked_div(self.filled).unwrap_or(0)
    }

    fn is_all(&self, cells: usize) -> bool {
        self.filled > 0 && cells == self.filled
    }

    /// Whether it may have headlines or bodies: names of newspapers come again and again.
    fn is_text(&self, rows: usize) -> bool {
        let others = self.days + self.addresses + self.numbers + self.codes;
        others * 2 < self.filled
            && self.filled * 2 > rows
            && self.distinct * 2 > self.filled
            && self.mean() >= HEADLINE_WORDS
    }
}

/// What each column is for, the number of a column from 0. It is empty if no column has headlines
/// or bodies.
pub(super) fn guessed(rows: &[Vec<String>]) -> Vec<(usize, Field)> {
    let Some(width) = rows.first().map(Vec::len) else {
        return Vec::new();
    };
    let even: Vec<Vec<String>> = rows
        .iter()
        .filter(|row| row.len() == width)
        .cloned()
        .collect();
    if width < 2 || even.len() * 5 < rows.len() * 4 {
        return Vec::new();
    }
    let columns: Vec<Column> = (0..width).map(|at| Column::of(&even, at)).collect();
    let mut texts: Vec<&Column> = columns
        .iter()
        .filter(|column| column.is_text(even.len()))
        .collect();
    texts.sort_by_key(|column| std::cmp::Reverse(column.mean()));
    let mut fields: Vec<(usize, Field)> = match texts[..] {
        [body, headline, ..] if body.mean() >= BODY_WORDS => {
            vec![(headline.at, Field::Headline), (body.at, Field::Body)]
        }
        [body] if body.mean() >= ONLY_TEXT_WORDS => vec![(body.at, Field::Body)],
        [headline, ..] => vec![(headline.at, Field::Headline)],
        [] => return Vec::new(),
    };
    let is_marked = columns.iter().any(|column| {
        [column.days, column.addresses, column.numbers]
            .iter()
            .any(|cells| column.is_all(*cells))
    });
    // Without a number or a day, the first line may be long names of columns.
    let is_row = |(at, _): &(usize, Field)| words(&even[0][*at]) >= BODY_WORDS;
    if !is_marked && !fields.iter().any(is_row) {
        return Vec::new();
    }
    let day = columns.iter().find(|column| column.is_all(column.days));
    fields.extend(day.map(|column| (column.at, Field::Published)));
    let url = columns
        .iter()
        .find(|column| column.is_all(column.addresses));
    fields.extend(url.map(|column| (column.at, Field::Url)));
    fields.sort_unstable_by_key(|(at, _)| *at);
    fields
}

/// What a person is told: which column was taken for what, and how to say it.
pub(super) fn told(fields: &[(usize, Field)]) -> String {
    let mut columns = String::new();
    let mut map = String::new();
    for (place, (at, field)) in fields.iter().enumerate() {
        let between = match fields.len() - place {
            _ if place == 0 => "",
            1 => " and ",
            _ => ", ",
        };
        let comma = if place == 0 { "" } else { "," };
        let (number, name) = (at + 1, field.name());
        // Writing to a string cannot fail.
        let _ = write!(columns, "{between}column {number} as {name}");
        let _ = write!(map, "{comma}{name}={number}");
    }
    format!(
        "it has no line of column names; by what is in them, {columns} were read; say so, or \
         otherwise, with --field-map {map}"
    )
}

fn is_day(cell: &str) -> bool {
    let is_number = cell.bytes().all(|byte| byte.is_ascii_digit());
    if is_number && cell.len() != 8 || cell.len() > LONGEST_DAY {
        return false;
    }
    read_date(cell, DayOrder::default()).is_some_and(|date| {
        date.published.precision() >= Precision::Day
            && YEARS.contains(&date.published.start().year())
    })
}

/// The words of a text. Two characters of a script without spaces count as a word.
fn words(text: &str) -> usize {
    let is_dense = |c: char| matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{e00}'..='\u{e7f}');
    text.split_whitespace().count() + text.chars().filter(|c| is_dense(*c)).count() / 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(text: &str) -> Vec<(usize, &'static str)> {
        let rows: Vec<Vec<String>> = text
            .lines()
            .map(|line| line.split('|').map(str::to_owned).collect())
            .collect();
        let named = guessed(&rows).into_iter();
        named.map(|(at, field)| (at, field.name())).collect()
    }

    const LONG: &str =
        "The council of Norvik voted on Monday to buy a second boat for the islands.";

    #[test]
    fn columns_are_known_by_their_cells() {
        let dated = format!(
            "20040917|The Post|https://a.example|Council buys second boat|{LONG}\n\
             20040918|The Post|https://b.example|Boat is too large|{LONG} It sank."
        );
        assert_eq!(
            fields(&dated),
            [(0, "published"), (2, "url"), (3, "headline"), (4, "body")]
        );
        assert_eq!(
            fields("20030219|council buys second boat\n20030220|boat is too large"),
            [(0, "published"), (1, "headline")]
        );
        let numbered = format!("3|Council buys a boat|{LONG}\n4|Boat is too large|{LONG} It sank.");
        assert_eq!(fields(&numbered), [(1, "headline"), (2, "body")]);
        let coded = format!(
            "N1|news|Council buys a boat|{LONG}|[]\nN2|news|Boat too large|{LONG} It sank.|[{{}}]"
        );
        assert_eq!(fields(&coded), [(2, "headline"), (3, "body")]);
    }

    #[test]
    fn tables_of_something_else_are_not_guessed() {
        for text in [
            "1|2|3\n4|5|6",
            "2021-01-19|12.30|EUR\n2021-01-20|1.10|EUR",
            "How many boats do you own today|Which of them do you use most\n3|the red one",
            "Ann|Lee\nBo|Ek",
            "",
        ] {
            assert_eq!(fields(text), [], "{text}");
        }
    }

    #[test]
    fn the_guess_is_told_with_the_map_that_says_the_same() {
        let told = told(&[(0, Field::Published), (1, Field::Headline)]);
        assert!(told.contains("column 1 as published and column 2 as headline"));
        assert!(told.ends_with("--field-map published=1,headline=2"));
    }
}
