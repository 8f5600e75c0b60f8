//! The commands that show the whole of what a query finds: `timeline`, `facets`, `kwic`, `terms`,
//! `similar`, and samples.

mod counts;
mod over_archives;
mod samples;
mod words;

use crate::harness::Archive;
use std::fmt::Write as _;

/// Articles of four papers over three years, some without a date, with every kind of date and offset.
fn archive() -> Archive {
    let archive = Archive::of(&[("all.jsonl", &articles(0..80))]);
    archive.index();
    archive
}

/// Lines of articles with these numbers. Every third is about a ferry.
fn articles(numbers: std::ops::Range<u32>) -> String {
    let mut lines = String::new();
    for number in numbers {
        let month = number * 7 % 36;
        let (year, month, day) = (2019 + month / 12, month % 12 + 1, number * 5 % 28 + 1);
        let date = match number % 10 {
            0 => String::new(),
            1 => format!("{year}"),
            2 => format!("{year}-{month:02}"),
            3 => format!("{year}-{month:02}-{day:02}T23:30:00-05:00"),
            4 => format!("{year}-{month:02}-{day:02}T00:30:00+03:30"),
            _ => format!("{year}-{month:02}-{day:02}"),
        };
        let subject = match number % 3 {
            0 => "The ferry left the harbour with its captain. A ferry sails again.",
            1 => "The council voted on the school budget.",
            _ => "Rain is expected in the hills.",
        };
        let source = match number % 5 {
            4 => String::new(),
            paper => format!("\"source\":\"Paper {paper}\","),
        };
        let date = match date.as_str() {
            "" => String::new(),
            date => format!("\"date\":\"{date}\","),
        };
        writeln!(
            lines,
            "{{\"id\":\"n{number}\",{date}{source}\"keywords\":[\"k{}\",\"k{}\"],\"section\":\"News\",\
             \"headline\":\"Report {number}\",\"body\":\"{subject} Number {number} of the series.\"}}",
            number % 4,
            number % 2
        )
        .unwrap();
    }
    lines
}
