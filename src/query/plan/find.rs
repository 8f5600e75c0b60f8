//! How the words of a leaf match in a field of running text.
//!
//! An operator on one text that needs a new engine query is a variant here. None of the queries
//! scores.

use super::exact::exactly;
use super::exact::word_form::WordForm;
use super::forms::TermSequence;
use super::queries::{NearQuery, any_of, joined, sequence, terms, values_with_prefix};
use super::synonyms::recognise::WordSynonyms;
use crate::analysis::FORM;
use crate::query::request::deadline::Deadline;
use crate::schema::ArticleSchema;
use std::ops::Bound;
use tantivy::Term;
use tantivy::query::{InvertedIndexRangeQuery, Occur as Join, Query, TermSetQuery};
use tantivy::schema::Field;

/// How a field of running text matches.
pub(super) enum Find {
    /// One of these sequences; nothing if there are none.
    Sequence(Vec<TermSequence>),
    /// The terms of one of these sequences in any order, with at most `slop` other words between.
    Near {
        /// The sequences.
        forms: Vec<TermSequence>,
        /// In words.
        slop: u32,
    },
    /// A word with a prefix.
    Prefix {
        /// Other words that have to occur, each with its forms.
        others: Vec<Vec<TermSequence>>,
        /// The folded prefix. Nothing matches an empty one.
        prefix: String,
        /// Whether the prefix alone is a word that somebody wrote. It may be a mere stem.
        is_word: bool,
    },
    /// These forms one after another; nothing if there are none.
    Exact(Vec<WordForm>),
    /// One of these terms.
    Terms(Vec<String>),
    /// A value like this wildcard, in a field that is no running text.
    Value(String),
}

impl Find {
    /// Whether words with a prefix are searched for.
    pub(super) fn is_prefix(&self) -> bool {
        matches!(self, Self::Prefix { .. })
    }

    /// The query in a field of running text, `synonyms` included. `None` if there is no word to
    /// search for.
    pub(super) fn in_text(
        &self,
        synonyms: &WordSynonyms,
        field: Field,
        schema: &ArticleSchema,
        deadline: Deadline,
    ) -> Option<Box<dyn Query>> {
        match self {
            Self::Sequence(forms) => {
                let typed = any_form(forms, field)?;
                let mut others = synonyms
                    .all()
                    .map(|synonym| sequence(terms(field, synonym)))
                    .peekable();
                if others.peek().is_none() {
                    return Some(typed);
                }
                Some(any_of(std::iter::once(typed).chain(others).collect()))
            }
            Self::Near { forms, slop } => {
                let near = |form: &TermSequence| -> Box<dyn Query> {
                    match form.len() {
                        1 => sequence(terms(field, form)),
                        _ => Box::new(NearQuery {
                            terms: terms(field, form),
                            slop: *slop,
                            deadline,
                        }),
                    }
                };
                (!forms.is_empty()).then(|| any_of(forms.iter().map(near).collect()))
            }
            Self::Prefix { prefix, .. } if prefix.is_empty() => None,
            Self::Terms(found) if found.is_empty() => None,
            Self::Terms(found) if found.len() <= FEW_TERMS => {
                let each = found.iter().map(|term| {
                    let term = Term::from_field_text(field, term);
                    sequence(vec![term])
                });
                Some(any_of(each.collect()))
            }
            Self::Terms(found) => Some(Box::new(TermSetQuery::new(terms(field, found)))),
            Self::Value(_) => None,
            Self::Exact(forms) => {
                (!forms.is_empty()).then(|| exactly(forms, field, schema, deadline))
            }
            Self::Prefix {
                others,
                prefix,
                is_word,
            } => {
                // A form that is no term of its own has one that starts with a mark.
                let starts = [
                    (prefix.clone(), *is_word),
                    (format!("{FORM}{prefix}"), true),
                ];
                let terms = starts.map(|(prefix, has_whole)| {
                    let (from, to) = values_with_prefix(field, &prefix);
                    let from = match from {
                        Bound::Included(term) if !has_whole => Bound::Excluded(term),
                        from => from,
                    };
                    Box::new(InvertedIndexRangeQuery::new(from, to)) as Box<dyn Query>
                });
                let word = any_of(terms.into());
                let others = others.iter().filter_map(|forms| any_form(forms, field));
                let others = others.map(|query| (Join::Must, query));
                Some(joined(others.chain([(Join::Must, word)]).collect()))
            }
        }
    }
}

/// Up to this many terms are looked up one by one.
const FEW_TERMS: usize = 16;

/// Any of these sequences; `None` if there are none.
fn any_form(forms: &[TermSequence], field: Field) -> Option<Box<dyn Query>> {
    let queries = forms.iter().map(|form| sequence(terms(field, form)));
    (!forms.is_empty()).then(|| any_of(queries.collect()))
}
