//! Articles with a value in a field, exactly as facets count it.

use super::collected::Collected;
use crate::query::request::FieldValue;
use crate::schema::ArticleSchema;
use std::ops::Bound;
use tantivy::Term;
use tantivy::query::{EmptyQuery, Query, RangeQuery};

/// The articles that have a value. Its column is asked, which has values as they are written.
pub(in crate::query::plan) fn with_value(
    own: &FieldValue,
    schema: &ArticleSchema,
) -> Box<dyn Query> {
    match schema.tantivy.get_field(own.field) {
        Ok(field) => {
            let term = Term::from_field_text(field, &own.value);
            let (from, to) = (Bound::Included(term.clone()), Bound::Included(term));
            Box::new(Collected::new(Box::new(RangeQuery::new(from, to))))
        }
        Err(_) => Box::new(EmptyQuery),
    }
}
