//! Articles with a value in a field, exactly as facets count it. Several values of one field are
//! alternatives, as filters are in a browser.

use super::collected::Collected;
use crate::query::plan::queries::any_of;
use crate::query::request::FieldValue;
use crate::schema::ArticleSchema;
use std::ops::Bound;
use tantivy::Term;
use tantivy::query::{EmptyQuery, Query, RangeQuery};

/// The filters of these values: one for each field.
pub(in crate::query::plan) fn with_values(
    values: &[FieldValue],
    schema: &ArticleSchema,
) -> Vec<Box<dyn Query>> {
    let mut fields: Vec<&str> = values.iter().map(|own| own.field).collect();
    fields.sort_unstable();
    fields.dedup();
    let of_field = |field| {
        let own = values.iter().filter(|own| own.field == field);
        any_of(own.map(|own| with_value(own, schema)).collect())
    };
    fields.into_iter().map(of_field).collect()
}

/// The articles that have a value. Its column is asked, which has values as they are written.
fn with_value(own: &FieldValue, schema: &ArticleSchema) -> Box<dyn Query> {
    match schema.tantivy.get_field(own.field) {
        Ok(field) => {
            let term = Term::from_field_text(field, &own.value);
            let (from, to) = (Bound::Included(term.clone()), Bound::Included(term));
            Box::new(Collected::new(Box::new(RangeQuery::new(from, to))))
        }
        Err(_) => Box::new(EmptyQuery),
    }
}
