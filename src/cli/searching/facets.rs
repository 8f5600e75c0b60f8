//! The fields whose values are counted, by the names that are typed.
//!
//! They are the fields of `query::FACETS`, each with the other names that queries use.

use crate::article::fields::{ArticleField, FIELDS};
use crate::query::{FACETS, YEAR};
use clap::builder::{PossibleValue, PossibleValuesParser};

/// The authors are typed one by one, as a person thinks of them; the field has all of an article.
const BYLINE: (&str, &str) = ("byline", "bylines");

/// What the facet of a field is called.
fn facet_name(field: &'static str) -> &'static str {
    match field {
        field if field == BYLINE.1 => BYLINE.0,
        field => field,
    }
}

/// The names of all facets.
pub(crate) fn facet_names() -> impl Iterator<Item = &'static str> {
    FACETS.into_iter().map(facet_name)
}

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

/// The field of a facet, by any of its names.
pub(crate) fn facet_named(typed: &str) -> Option<&'static str> {
    FACETS.into_iter().find(|field| {
        let row = FIELDS.iter().find(|row| row.name == *field);
        let is_other = row.is_some_and(|row| row.names().any(|name| name == typed));
        *field == typed || facet_name(field) == typed || is_other
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_facet_has_the_names_of_its_field() {
        for (typed, field) in [
            ("byline", Some("bylines")),
            ("author", Some("bylines")),
            ("site", Some("source")),
            ("year", Some("year")),
            ("headline", None),
        ] {
            assert_eq!(facet_named(typed), field, "{typed}");
        }
    }
}
