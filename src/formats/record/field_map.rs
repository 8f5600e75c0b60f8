//! A person's own names for the fields of records: `headline=title,body=content.text`.
//!
//! Records of JSON, CSV and front matter may have any names. A field map adds to the built-in ones:
//! for a field of the article it says where to look, by a name or by a path of names. Its names
//! precede the built-in ones.

use super::field::{FIELDS, Field};
use std::fmt;
use std::str::FromStr;

/// Names for the fields of a record that win over the built-in ones.
///
/// ```
/// use dateline::formats::FieldMap;
/// let map: FieldMap = "headline=kop,body=inhoud.tekst|samenvatting".parse().unwrap();
/// assert_eq!(map.to_string(), "headline=kop,body=inhoud.tekst,body=samenvatting");
/// assert!("heading=kop".parse::<FieldMap>().is_err());
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldMap {
    entries: Vec<Entry>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    field: Field,
    path: Vec<String>,
}

/// A field map that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FieldMapError {
    /// A part that is not `FIELD=NAME`.
    #[error("`{0}` in a field map has no `=`; write FIELD=NAME, as in headline=title")]
    NoName(String),
    /// A field that articles do not have.
    #[error("`{0}` is no field of an article; the fields are {fields}", fields = field_names())]
    UnknownField(String),
    /// An empty name, or a path with an empty part.
    #[error(
        "the field `{0}` is given an empty name; write the name of a key or a column, or a path such as content.text"
    )]
    EmptyName(String),
}

fn field_names() -> String {
    let rows = FIELDS.iter().filter(|row| !row.map_names.is_empty());
    let names = rows.map(|row| row.name);
    names.collect::<Vec<_>>().join(", ")
}

impl FieldMap {
    /// Adds a name for a field, after those it has. `name` is that of a key or a column, a path
    /// of keys joined by dots (`content.text`), or a column's number from 1.
    ///
    /// # Errors
    /// If there is no such field, or the name or a part of it is empty.
    pub fn add(&mut self, field: &str, name: &str) -> Result<(), FieldMapError> {
        let written = field.trim();
        let bare = written.to_ascii_lowercase();
        let row = FIELDS
            .iter()
            .find(|row| row.map_names.contains(&bare.as_str()))
            .ok_or_else(|| FieldMapError::UnknownField(written.to_owned()))?;
        let path: Vec<String> = name.split('.').map(|part| part.trim().to_owned()).collect();
        if path.iter().any(String::is_empty) {
            return Err(FieldMapError::EmptyName(written.to_owned()));
        }
        self.entries.push(Entry {
            field: row.field,
            path,
        });
        Ok(())
    }

    /// Whether it has no names.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The fields and their paths, those preferred first.
    pub(in crate::formats) fn entries(&self) -> impl Iterator<Item = (Field, &[String])> {
        self.entries
            .iter()
            .map(|entry| (entry.field, entry.path.as_slice()))
    }
}

impl FromStr for FieldMap {
    type Err = FieldMapError;

    /// Reads `FIELD=NAME` parts separated by commas; `|` separates several names of one field,
    /// those preferred first.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut map = Self::default();
        for part in text.split(',').filter(|part| !part.trim().is_empty()) {
            let (field, names) = part
                .split_once('=')
                .ok_or_else(|| FieldMapError::NoName(part.trim().to_owned()))?;
            for name in names.split('|') {
                map.add(field, name)?;
            }
        }
        Ok(map)
    }
}

impl fmt::Display for FieldMap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, entry) in self.entries.iter().enumerate() {
            let comma = if at == 0 { "" } else { "," };
            let row = FIELDS.iter().find(|row| row.field == entry.field);
            let name = row.map_or("", |row| row.name);
            write!(f, "{comma}{name}={}", entry.path.join("."))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_reads_back_as_it_is_shown() {
        for (text, shown) in [
            ("", ""),
            ("headline=title", "headline=title"),
            (" Title = kop , date=datum", "headline=kop,published=datum"),
            ("body=a.b|c,body=3,", "body=a.b,body=c,body=3"),
        ] {
            let map: FieldMap = text.parse().unwrap();
            assert_eq!(map.to_string(), shown);
            assert_eq!(shown.parse(), Ok(map), "{text}");
        }
    }

    #[test]
    fn what_is_wrong_with_a_map_is_said() {
        for (text, message) in [
            (
                "headline",
                "`headline` in a field map has no `=`; write FIELD=NAME, as in headline=title",
            ),
            (
                "body=content..text",
                "the field `body` is given an empty name; write the name of a key or a column, or a \
                 path such as content.text",
            ),
            (
                "body=",
                "the field `body` is given an empty name; write the name of a key or a column, or a \
                 path such as content.text",
            ),
        ] {
            let error = text.parse::<FieldMap>().unwrap_err();
            assert_eq!(error.to_string(), message);
        }
    }

    #[test]
    fn the_message_on_an_unknown_field_lists_the_fields() {
        let error = "heading=x".parse::<FieldMap>().unwrap_err().to_string();
        let opening =
            "`heading` is no field of an article; the fields are headline, published, body,";
        assert!(error.starts_with(opening), "{error}");
        let fields = error.split_once(" are ").unwrap().1;
        for field in fields.split(", ") {
            assert!(format!("{field}=x").parse::<FieldMap>().is_ok(), "{field}");
        }
        assert!(!fields.contains("draft"), "{fields}");
    }
}
