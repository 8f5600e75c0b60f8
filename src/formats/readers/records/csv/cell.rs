//! The value of one cell: text, a list, or nothing.
//!
//! Programs write words such as `NaN` into empty cells, and lists as Python or JSON write them.

use crate::formats::bytes::charset;
use crate::formats::record::{Field, FieldValue, Named};
use std::borrow::Cow;

/// The words that programs write into a cell without a value.
const NULLS: &[&str] = &["null", "none", "nan", "nat", "n/a", "\\n", "<na>"];

/// The value of a cell in a column with this meaning.
pub(super) fn value_of(cell: &[u8], named: Named) -> FieldValue<'_> {
    let mut text = charset::utf8(cell).text;
    if text.contains('\0') {
        text = Cow::Owned(text.replace('\0', ""));
    }
    if NULLS.iter().any(|null| text.eq_ignore_ascii_case(null)) {
        return FieldValue::Nothing;
    }
    match named.field() {
        Field::Keywords | Field::Bylines | Field::Section => match list(&text) {
            Some(items) => FieldValue::List(items),
            None => FieldValue::Text(text),
        },
        Field::Published | Field::Seen => match extended_date(&text) {
            Some(date) => FieldValue::Text(date.to_owned().into()),
            None => FieldValue::Text(text),
        },
        _ => FieldValue::Text(text),
    }
}

/// The date in an object as MongoDB writes it, in JSON or as Python prints it:
/// `{'$date': 1593504000000}`.
fn extended_date(text: &str) -> Option<&str> {
    let inner = text.trim().strip_prefix('{')?.strip_suffix('}')?;
    let (_, date) = inner.split_once("$date")?;
    let is_around = |c: char| c.is_whitespace() || "'\":{}".contains(c);
    let date = date.trim_matches(is_around);
    Some(
        date.strip_prefix("$numberLong")
            .map_or(date, |date| date.trim_start_matches(is_around)),
    )
}

/// The items of a list as Python or JSON writes it: `['Ann Lee', 'Bo Ek']`.
fn list<'a>(text: &str) -> Option<Vec<Cow<'a, str>>> {
    let inner = text.trim().strip_prefix('[')?.strip_suffix(']')?;
    let mut items: Vec<Cow<'a, str>> = Vec::new();
    let mut rest = inner.trim_start();
    while let Some(quote @ ('"' | '\'')) = rest.chars().next() {
        let end = rest[1..].find(quote)? + 1;
        items.push(Cow::Owned(rest[1..end].trim().to_owned()));
        rest = rest[end + 1..].trim_start();
        rest = rest.strip_prefix(',').unwrap_or(rest).trim_start();
    }
    rest.is_empty().then(|| {
        items.retain(|item| !item.is_empty());
        items
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_of_a_database_is_taken_out_of_its_object() {
        for (text, date) in [
            ("{'$date': 1593504000000}", Some("1593504000000")),
            (
                "{\"$date\": \"2020-06-30T08:00:00Z\"}",
                Some("2020-06-30T08:00:00Z"),
            ),
            (
                "{\"$date\": {\"$numberLong\": \"1593504000000\"}}",
                Some("1593504000000"),
            ),
            ("{'day': 3}", None),
            ("2020-06-30", None),
        ] {
            assert_eq!(extended_date(text), date, "{text}");
        }
    }

    #[test]
    fn lists_in_a_cell_are_split() {
        for (text, expected) in [
            ("['Ann Lee', 'Bo Ek']", Some(&["Ann Lee", "Bo Ek"][..])),
            ("[\"O'Neill\"]", Some(&["O'Neill"])),
            ("[]", Some(&[])),
            ("[Updated]", None),
            ("['open]", None),
            ("Ann Lee", None),
        ] {
            let found = list(text);
            let found = found
                .as_ref()
                .map(|items| items.iter().map(|item| &**item).collect::<Vec<_>>());
            assert_eq!(found.as_deref(), expected, "{text}");
        }
    }
}
