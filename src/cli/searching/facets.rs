//! The fields whose values are counted, by the names that are typed.
//!
//! They are the fields of `query::FACETS`, each with the other names that queries use.

use crate::article::fields::{ArticleField, FIELDS};
use crate::query::{FACETS, YEAR, facet_name};
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
