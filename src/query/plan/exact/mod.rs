//! Words in the very form that was typed.
//!
//! `word_form` says which terms of the index are a form. `form_query` finds forms one after
//! another; `written_query` looks capitals and accents up in the stored text.

mod form_query;
pub(in crate::query) mod word_form;
mod written_query;

use super::queries::{any_of, joined, sequence};
use crate::analysis::SHOUT;
use crate::query::request::deadline::Deadline;
use crate::query::snapshot::Snapshot;
use crate::schema::ArticleSchema;
use form_query::FormQuery;
use std::sync::Arc;
use tantivy::Term;
use tantivy::collector::Count;
use tantivy::query::{Occur, Query};
use tantivy::schema::Field;
use word_form::WordForm;
use written_query::WrittenQuery;

/// Articles whose field has these forms one after another. There is at least one.
pub(super) fn exactly(
    forms: &[WordForm],
    field: Field,
    schema: &ArticleSchema,
    deadline: Deadline,
) -> Box<dyn Query> {
    if let [only] = forms
        && let Some(capitals) = &only.capitals
    {
        let shouted = sequence(vec![Term::from_field_text(field, SHOUT)]);
        let in_any_case = in_any_case(forms, field, schema, deadline);
        let candidates = joined(vec![(Occur::Must, shouted), (Occur::Must, in_any_case)]);
        return any_of(vec![
            sequence(vec![Term::from_field_text(field, capitals)]),
            written(candidates, forms, field, schema, deadline),
        ]);
    }
    let candidates = in_any_case(forms, field, schema, deadline);
    if forms.iter().all(WordForm::is_folded) {
        return candidates;
    }
    written(candidates, forms, field, schema, deadline)
}

/// Those of some articles whose stored text has the forms as they were typed.
fn written(
    candidates: Box<dyn Query>,
    forms: &[WordForm],
    field: Field,
    schema: &ArticleSchema,
    deadline: Deadline,
) -> Box<dyn Query> {
    Box::new(WrittenQuery {
        candidates: Arc::from(candidates),
        field,
        forms: forms.to_vec(),
        schema: schema.clone(),
        deadline,
    })
}

/// The same without regard to capitals and accents.
fn in_any_case(
    forms: &[WordForm],
    field: Field,
    schema: &ArticleSchema,
    deadline: Deadline,
) -> Box<dyn Query> {
    Box::new(FormQuery {
        field,
        forms: forms.to_vec(),
        languages: schema.languages.clone(),
        deadline,
    })
}

/// Whether any article has this form in a field. Fails once the deadline has passed.
pub(in crate::query) fn is_written(
    form: &WordForm,
    field: Field,
    snapshot: Snapshot,
    deadline: Deadline,
) -> tantivy::Result<bool> {
    let forms = std::slice::from_ref(form);
    let query = exactly(forms, field, snapshot.schema, deadline);
    Ok(snapshot.searcher.search(&*query, &Count)? > 0)
}
