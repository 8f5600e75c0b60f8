//! The parameters of a request, read by a table of those that are allowed.
//!
//! What is read has been checked: later steps only parse it. Addresses are written here as well, so
//! that what is written can be read.

use super::fault::Fault;
use super::parameter::{Kind, Parameter};
use std::borrow::Cow;

/// The parameters of a request, checked.
#[derive(Debug, Clone, Default)]
pub(in crate::serve) struct Params(Vec<(String, String)>);

impl Params {
    /// Reads the part of an address after `?`. Names that no table has are left out if `is_page`:
    /// people arrive with addresses that other sites have added to.
    ///
    /// # Errors
    /// The first parameter that is unknown, given twice, missing, or has a value that is not allowed.
    pub(in crate::serve) fn read(
        query: &str,
        tables: &[&[Parameter]],
        is_page: bool,
    ) -> Result<Self, Fault> {
        Self::of(form_urlencoded::parse(query.as_bytes()), tables, is_page)
    }

    /// Reads names with their values, as [`read`](Self::read) does.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub(in crate::serve) fn of<'a>(
        pairs: impl IntoIterator<Item = (Cow<'a, str>, Cow<'a, str>)>,
        tables: &[&[Parameter]],
        is_page: bool,
    ) -> Result<Self, Fault> {
        let rows = || tables.iter().flat_map(|table| table.iter());
        let mut read: Vec<(String, String)> = Vec::new();
        for (name, value) in pairs {
            let row = match rows().find(|row| row.name == name) {
                Some(row) => row,
                None if is_page => continue,
                None => {
                    let known: Vec<_> = rows().map(|row| row.name).collect();
                    let what =
                        format!("there is no such parameter; there are {}", known.join(", "));
                    return Err(Fault::of(&name, what));
                }
            };
            // An empty field of a form is as good as none.
            if is_page && value.is_empty() {
                continue;
            }
            if !row.is_repeated && read.iter().any(|(own, _)| *own == name) {
                if is_page {
                    continue;
                }
                return Err(Fault::of(&name, "it is given twice"));
            }
            if read.iter().filter(|(own, _)| *own == name).count() >= MOST_VALUES {
                return Err(Fault::of(
                    &name,
                    format!("it has more than {MOST_VALUES} values"),
                ));
            }
            check(row, &value)?;
            read.push((name.into_owned(), value.into_owned()));
        }
        let missing =
            rows().find(|row| row.is_required && !read.iter().any(|(own, _)| own == row.name));
        match missing {
            Some(row) if !is_page => Err(Fault::of(row.name, "it is missing")),
            _ => Ok(Self(read)),
        }
    }

    /// The same parameters with another value of one, in the place of its own.
    pub(in crate::serve) fn with(&self, name: &str, value: &str) -> Self {
        let mut own = self.clone();
        own.0.retain(|(other, _)| other != name);
        own.0.push((name.to_owned(), value.to_owned()));
        own
    }

    /// The value of a parameter.
    pub(in crate::serve) fn get(&self, name: &str) -> Option<&str> {
        let mut own = self.0.iter().filter(|(own, _)| own == name);
        own.next().map(|(_, value)| value.as_str())
    }

    /// The values of a parameter.
    pub(in crate::serve) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let own = self.0.iter().filter(move |(own, _)| own == name);
        own.map(|(_, value)| value.as_str())
    }

    /// The number that a parameter has.
    pub(in crate::serve) fn number(&self, name: &str) -> Option<usize> {
        self.get(name)?.parse().ok()
    }

    /// Whether a switch is on.
    pub(in crate::serve) fn is_on(&self, name: &str) -> bool {
        self.get(name).is_some_and(|value| value != "false")
    }

    /// Each name with its value, in the order of the address.
    pub(in crate::serve) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        let each = self.0.iter();
        each.map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

/// The longest date, span or list, in characters.
const LONGEST: usize = 500;

/// The largest number of values of one parameter.
const MOST_VALUES: usize = 16;

fn check(row: &Parameter, value: &str) -> Result<(), Fault> {
    let wrong = |what: String| Err(Fault::of(row.name, what));
    match row.kind {
        Kind::Text(most) if value.chars().count() > most => {
            wrong(format!("it is longer than {most} characters"))
        }
        Kind::Like(_) | Kind::Some(_) if value.chars().count() > LONGEST => {
            wrong(format!("it is longer than {LONGEST} characters"))
        }
        // Dates, spans and lists are read later.
        Kind::Text(_) | Kind::Like(_) | Kind::Some(_) => Ok(()),
        Kind::Number(from, to) => {
            let is_digits = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
            let number = value.parse().ok().filter(|_| is_digits);
            match number {
                Some(number) if (from..=to).contains(&number) => Ok(()),
                _ => wrong(format!("write a number from {from} to {to}")),
            }
        }
        Kind::Switch if matches!(value, "" | "true" | "false") => Ok(()),
        Kind::Switch => wrong("write true or false".to_owned()),
        Kind::Choice(choices) if choices.contains(&value) => Ok(()),
        Kind::Choice(choices) => wrong(format!("write one of {}", choices.join(", "))),
    }
}

/// A text as a part of an address: after `?`, or between slashes.
pub(in crate::serve) fn encoded(text: &str) -> Cow<'_, str> {
    use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
    const KEPT: &AsciiSet = &NON_ALPHANUMERIC
        .remove(b'-')
        .remove(b'_')
        .remove(b'.')
        .remove(b'~');
    // `.` and `..` alone would be taken for folders.
    match text {
        "." => Cow::Borrowed("%2E"),
        ".." => Cow::Borrowed("%2E%2E"),
        text => utf8_percent_encode(text, KEPT).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::parameter::{HITS, QUERY, TERMS};
    use super::*;

    #[test]
    fn only_what_a_table_allows_is_read() {
        for (query, wrong) in [
            ("q=a&q=b", "q"),
            ("limit=-1", "limit"),
            ("limit=%2B3", "limit"),
            ("limit=101", "limit"),
            ("limit=", "limit"),
            ("sort=best", "sort"),
            ("any-status=2", "any-status"),
            ("x=1", "x"),
        ] {
            match Params::read(query, &[QUERY, HITS], false) {
                Err(Fault::Parameter { name, .. }) => assert_eq!(name, wrong, "{query}"),
                other => panic!("{query}: {other:?}"),
            }
        }
        let read = Params::read("q=a+b%20c&in=x&in=y&any-status=", &[QUERY], false).unwrap();
        assert_eq!(read.get("q"), Some("a b c"));
        assert_eq!(read.all("in").collect::<Vec<_>>(), ["x", "y"]);
        assert!(read.is_on("any-status"));
        assert!(Params::read("by=day", &[TERMS], false).is_err());
    }

    #[test]
    fn a_page_is_shown_whatever_other_sites_add() {
        let read = Params::read("q=a&q=b&utm_source=x&since=", &[QUERY], true).unwrap();
        assert_eq!(read.iter().collect::<Vec<_>>(), [("q", "a")]);
        assert!(Params::read("limit=9999", &[HITS], true).is_err());
    }

    #[test]
    fn an_id_is_one_part_of_an_address() {
        assert_eq!(encoded("a/b?c#d%é ."), "a%2Fb%3Fc%23d%25%C3%A9%20.");
        assert_eq!(encoded(".."), "%2E%2E");
    }
}
