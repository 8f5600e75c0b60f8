//! Dates in the names of files and folders: `2021/01/19/x.txt`, `2021-01/19/x.txt`,
//! `x-2021-01-19.txt`, `20210119-x.txt`, and `1921011901`, a day with the number of its edition.
//!
//! A date counts only if no other digit is next to it. A year or a month alone counts only as the
//! whole name of a folder. Years from 1500 to next year count: no paper appeared daily or weekly
//! before.

use crate::article::{Precision, Published};
use jiff::civil::Date;
use std::ops::RangeInclusive;

/// The first year that counts.
pub(in crate::formats) const FIRST_YEAR: i16 = 1500;

/// The date in a path below the archive's folder, and the part of the path with the date. The
/// file's name comes first, then the folders from the innermost outward.
pub(in crate::formats) fn path_date(path: &str, this_year: i16) -> Option<(&str, Published)> {
    let years = FIRST_YEAR..=this_year.saturating_add(1);
    path.rsplit('/')
        .find_map(|part| day_in_name(part, &years))
        .or_else(|| folders_date(path, &years))
}

/// The day in the path of an address, and the part of the path with it.
pub(super) fn address_day(url: &str, this_year: i16) -> Option<(&str, Published)> {
    let path = url.split_once("://").map_or("", |(_, rest)| rest);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let path = path.split_once('/').map_or("", |(_, path)| path);
    path_date(path, this_year)
        .filter(|(_, date)| date.precision() >= Precision::Day)
        .or_else(|| day_with_month_name(path, this_year))
}

/// The English names of months, as addresses have them.
const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// The day of `2021/jan/19/x`.
fn day_with_month_name(path: &str, this_year: i16) -> Option<(&str, Published)> {
    let years = FIRST_YEAR..=this_year.saturating_add(1);
    let parts: Vec<&str> = path.split('/').collect();
    parts.windows(3).find_map(|parts| {
        let name = parts[1].get(..3)?.to_ascii_lowercase();
        let month = MONTHS.iter().position(|month| *month == name)? + 1;
        let is_name = parts[1].bytes().all(|byte| byte.is_ascii_alphabetic());
        let day = day_of(parts[0], &month.to_string(), parts[2], &years)?;
        is_name.then_some((parts[1], day))
    })
}

/// A whole day within one name.
fn day_in_name<'a>(name: &'a str, years: &RangeInclusive<i16>) -> Option<(&'a str, Published)> {
    let bytes = name.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    (0..bytes.len())
        .filter(|&start| is_digit(start) && (start == 0 || !is_digit(start - 1)))
        .find_map(|start| {
            let length = bytes[start..]
                .iter()
                .take_while(|byte| byte.is_ascii_digit())
                .count();
            let written = match length {
                8 => name.get(start..start + 8)?,
                4 if !is_digit(start + 10) => name.get(start..start + 10)?,
                10 if start == 0 && is_edition(name) => name.get(..8)?,
                _ => return None,
            };
            Some((written, written_day(written, years)?))
        })
}

/// The first year of a day that the number of an edition follows. Ten digits that start with less
/// are moments, in seconds since 1970.
const FIRST_OF_EDITIONS: &str = "1800";

/// Whether a name that starts with ten digits is a day and the number of an edition on it, as in
/// deliveries of NDNP: `1921011901`, `1921011901.xml`, `1921011901_1.xml`.
fn is_edition(name: &str) -> bool {
    let rest = &name[10..];
    name >= FIRST_OF_EDITIONS
        && name.as_bytes()[8] == b'0'
        && name.as_bytes()[9] != b'0'
        && (rest.is_empty() || rest.starts_with(['.', '_']))
}

/// Reads `20210119`, or `2021-01-19` with the same separator twice.
fn written_day(written: &str, years: &RangeInclusive<i16>) -> Option<Published> {
    let (month, day) = match written.as_bytes() {
        [_, _, _, _, b1, _, _, b2, _, _] if b1 == b2 && b"-_. ".contains(b1) => {
            (&written[5..7], &written[8..])
        }
        [_, _, _, _, _, _, _, _] => (&written[4..6], &written[6..]),
        _ => return None,
    };
    day_of(&written[..4], month, day, years)
}

/// The date of nested folders: `2021/01/19/x`, `2021/01/19.txt`, `2021-01/x`, `2021/x`.
fn folders_date<'a>(path: &'a str, years: &RangeInclusive<i16>) -> Option<(&'a str, Published)> {
    let parts: Vec<&str> = path.split('/').collect();
    let folders = parts.len() - 1;
    let span = |from: usize, to: usize| {
        let start: usize = parts[..from].iter().map(|part| part.len() + 1).sum();
        let length: usize = parts[from..to].iter().map(|part| part.len() + 1).sum();
        &path[start..start + length - 1]
    };
    let stem = parts[folders].split('.').next().unwrap_or_default();
    (0..folders).rev().find_map(|at| {
        if let Some((year, month)) = parts[at].split_once('-') {
            // A file in such a folder may have a number as its name.
            let day = (at + 1 < folders).then(|| day_of(year, month, parts[at + 1], years));
            if let Some(day) = day.flatten() {
                return Some((span(at, at + 2), day));
            }
            return Some((span(at, at + 1), month_of(year, month, years)?));
        }
        let year = year_of(parts[at], years)?;
        let Some(month) = (at + 1 < folders)
            .then(|| month_of(parts[at], parts[at + 1], years))
            .flatten()
        else {
            return Some((span(at, at + 1), Published::year(year)?));
        };
        let day = if at + 2 < folders {
            parts[at + 2]
        } else {
            stem
        };
        let shown = span(at, at + 2);
        match day_of(parts[at], parts[at + 1], day, years) {
            Some(day) => Some((span(at, at + 3), day)),
            None => Some((shown, month)),
        }
    })
}

fn year_of(year: &str, years: &RangeInclusive<i16>) -> Option<i16> {
    let year = (year.len() == 4).then(|| digits(year))??;
    years.contains(&year).then_some(year)
}

fn month_of(year: &str, month: &str, years: &RangeInclusive<i16>) -> Option<Published> {
    Published::month(year_of(year, years)?, short(month)?)
}

fn day_of(year: &str, month: &str, day: &str, years: &RangeInclusive<i16>) -> Option<Published> {
    Published::day(Date::new(year_of(year, years)?, short(month)?, short(day)?).ok()?)
}

/// A number of one or two digits.
fn short(text: &str) -> Option<i8> {
    (text.len() <= 2)
        .then(|| digits(text))?
        .and_then(|number| i8::try_from(number).ok())
}

fn digits(text: &str) -> Option<i16> {
    text.bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_found_in_names_and_folders() {
        for (path, expected) in [
            ("2021/01/19/x.txt", "2021-01-19"),
            ("wire/2021/1/9/x.txt", "2021-01-09"),
            ("2021/01/19.txt", "2021-01-19"),
            ("sn99/1921011901/0003.xml", "1921-01-19"),
            ("sn99/1921011901_1.xml", "1921-01-19"),
            ("2021-01-19-x.txt", "2021-01-19"),
            ("x-2021-01-19.txt", "2021-01-19"),
            ("x_2021_01_19.txt", "2021-01-19"),
            ("x.2021.01.19.txt", "2021-01-19"),
            ("20210119-x.txt", "2021-01-19"),
            ("x_20210119.txt", "2021-01-19"),
            ("IMG20210119.txt", "2021-01-19"),
            ("2021-01-19/x.txt", "2021-01-19"),
            ("2020/2021-01-19-x.txt", "2021-01-19"),
            ("12-2021-01-19.txt", "2021-01-19"),
            ("2021/01/x.txt", "2021-01"),
            ("2021-01/x.txt", "2021-01"),
            ("2021-01/19/x.txt", "2021-01-19"),
            ("2021-01/19.txt", "2021-01"),
            ("2021/x.txt", "2021"),
            ("1605/x.txt", "1605"),
            ("2022/x.txt", "2022"),
            ("2021/13/x.txt", "2021"),
            ("2021/02/30/x.txt", "2021-02"),
            ("é/2021/x.txt", "2021"),
        ] {
            let found = path_date(path, 2021).map(|(_, date)| date.to_string());
            assert_eq!(found.as_deref(), Some(expected), "{path}");
        }
    }

    #[test]
    fn addresses_have_whole_days() {
        for (url, expected) in [
            ("https://post.example/2021/01/19/ferry", Some("2021-01-19")),
            (
                "https://post.example/world/2021/jan/19/ferry",
                Some("2021-01-19"),
            ),
            (
                "https://post.example/2021/January/19/ferry",
                Some("2021-01-19"),
            ),
            (
                "https://web.example/web/2020/http://post.example/2021-01-19-ferry",
                Some("2021-01-19"),
            ),
            ("https://post.example/2021/01/ferry", None),
            ("https://post.example/2021/jam/19/ferry", None),
            ("https://post.example/?day=2021-01-19", None),
            ("https://2021-01-19.example", None),
        ] {
            let found = address_day(url, 2021).map(|(_, date)| date.to_string());
            assert_eq!(found.as_deref(), expected, "{url}");
        }
    }

    #[test]
    fn the_part_with_the_date_is_returned() {
        for (path, part) in [
            ("wire/2021/01/19/x.txt", "2021/01/19"),
            ("2021/01/x.txt", "2021/01"),
            ("a/x-2021-01-19.txt", "2021-01-19"),
            ("2021/x.txt", "2021"),
        ] {
            assert_eq!(path_date(path, 2021).map(|found| found.0), Some(part));
        }
    }

    #[test]
    fn other_numbers_are_not_dates() {
        for path in [
            "x.txt",
            "2021.txt",
            "news2021/x.txt",
            "1499/x.txt",
            "2023/x.txt",
            "x-120210119.txt",
            "x-202101190.txt",
            "x-2021-01-190.txt",
            "x-2021-01_19.txt",
            "x-2021-02-30.txt",
            "12345678.txt",
            "x-2021-0é-19.txt",
            "kayhan-86685.txt",
            "",
        ] {
            assert_eq!(path_date(path, 2021), None, "{path}");
        }
    }
}
