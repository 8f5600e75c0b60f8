//! The fields whose values are counted, by the names that are typed.
//!
//! They are the fields of `query::FACETS`, each with the other names that queries use.

use crate::article::fields::{ArticleField, FIELDS};
use crate::cli::shell::quoted_text;
use crate::query::{FACETS, FieldValue, YEAR, facet_name, facet_named};
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser};

/// Takes the name of a facet, or another name of its field. `with_year`: the year too, which is no
/// field.
pub(crate) fn facet(with_year: bool) -> PossibleValuesParser {
    PossibleValuesParser::new(facet_values(with_year))
}

/// The names that [`facet`] takes.
pub(super) fn facet_values(with_year: bool) -> impl Iterator<Item = PossibleValue> {
    let fields = FACETS.into_iter();
    let fields = fields.filter(move |field| with_year || *field != YEAR);
    fields.map(|field| {
        let row = FIELDS.iter().find(|row| row.name == field);
        let others = row.into_iter().flat_map(ArticleField::names);
        let shown = facet_name(field);
        PossibleValue::new(shown).aliases(others.filter(move |name| *name != shown))
    })
}

/// Values that articles must have.
#[derive(Debug, Args)]
pub(crate) struct ValueArgs {
    /// Only articles with exactly this value, as `dateline facets` lists it: source="North Lantern";
    /// may be repeated, and values of one field are alternatives
    #[arg(long = "value", value_name = "FIELD=VALUE", value_parser = field_value)]
    values: Vec<FieldValue>,
}

impl ValueArgs {
    /// The values that were typed.
    pub(crate) fn values(&self) -> &[FieldValue] {
        &self.values
    }

    /// The options as they were typed, each after a space.
    pub(super) fn typed(&self) -> String {
        typed_values(&self.values)
    }
}

/// The options that ask for these values, each after a space, quoted for a shell.
pub(crate) fn typed_values(values: &[FieldValue]) -> String {
    let typed = values.iter().map(|own| {
        let value = format!("{}={}", facet_name(own.field), own.value);
        format!(" --value {}", quoted_text(&value))
    });
    typed.collect()
}

fn field_value(typed: &str) -> Result<FieldValue, String> {
    let (name, value) = typed
        .split_once('=')
        .ok_or("write a field, = and the value, such as source=Kayhan")?;
    match facet_named(name) {
        Some(YEAR) => Err(format!("the year is a date: --on {value}")),
        Some(field) => Ok(FieldValue {
            field,
            value: value.to_owned(),
        }),
        None => {
            let names: Vec<_> = FACETS
                .into_iter()
                .filter(|own| *own != YEAR)
                .map(facet_name)
                .collect();
            Err(format!("the fields are {}", names.join(", ")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_taken_as_it_is() {
        for value in ["The Guardian", "-x", "..", "*", "a \"b\" = c", ""] {
            let read = field_value(&format!("byline={value}")).unwrap();
            assert_eq!((read.field, read.value.as_str()), ("bylines", value));
        }
        for wrong in ["source", "year=2021", "colour=red"] {
            assert!(field_value(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_was_typed_can_be_typed_again() {
        let own = |value: &str| FieldValue {
            field: "bylines",
            value: value.to_owned(),
        };
        let typed = typed_values(&[own("A. Son"), own("it's")]);
        assert_eq!(typed, r" --value 'byline=A. Son' --value 'byline=it'\''s'");
    }
}
