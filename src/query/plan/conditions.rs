//! Which articles match: a reading as the engine's filters, without any score.
//!
//! A leaf is searched for in one field or in all searched ones. Fields of running text match by
//! terms, other fields by their value.

use super::find::Find;
use super::queries::{
    Clauses, any_of, forms_of_path, guarded, joined, path, sequence, values_like,
    values_with_prefix,
};
use super::reading::{Leaf, Node, ReadClause, Reading, TextField};
use crate::analysis::Language;
use crate::query::ask::Occur;
use crate::query::request::deadline::Deadline;
use crate::schema::{Analyzer, ArticleSchema};
use std::ops::Bound;
use tantivy::Term;
use tantivy::query::{
    AllQuery, EmptyQuery, InvertedIndexRangeQuery, Occur as Join, Query, RangeQuery,
};

/// What an article must satisfy to match.
pub(in crate::query) struct Conditions {
    /// All of these, if any.
    pub(in crate::query) required: Vec<Box<dyn Query>>,
    /// None of these.
    pub(in crate::query) excluded: Vec<Box<dyn Query>>,
    /// At least one of these, if nothing is required.
    pub(in crate::query) optional: Vec<Box<dyn Query>>,
    /// The optional parts as they were typed, in the same order.
    pub(in crate::query) optional_texts: Vec<String>,
    /// All of these; they leave the optional ones as they are.
    pub(in crate::query) filters: Vec<Box<dyn Query>>,
    /// The texts of leaves without a word, as typed: nothing matches them.
    pub(super) wordless: Vec<String>,
}

impl Conditions {
    /// The conditions of a query that has to be answered before a deadline.
    pub(super) fn new(reading: &Reading, schema: &ArticleSchema, deadline: Deadline) -> Self {
        let fields = schema
            .text_fields()
            .filter(|(_, spec)| spec.boost.is_some());
        let mut builder = Builder {
            leaves: &reading.leaves,
            searched: fields.map(TextField::new).collect(),
            schema,
            deadline,
            wordless: Vec::new(),
        };
        let mut conditions = Self {
            required: Vec::new(),
            excluded: Vec::new(),
            optional: Vec::new(),
            optional_texts: Vec::new(),
            filters: Vec::new(),
            wordless: Vec::new(),
        };
        for clause in &reading.clauses {
            let query = builder.node(&clause.node);
            let query = query.unwrap_or_else(|| Box::new(EmptyQuery));
            match clause.occur {
                Occur::Required if clause.is_filter => conditions.filters.push(query),
                Occur::Required => conditions.required.push(query),
                Occur::Excluded => conditions.excluded.push(query),
                Occur::Optional => {
                    conditions.optional.push(query);
                    let text_of = |node: &Node| match node {
                        Node::Leaf(place) => reading.leaves[*place].text.as_str(),
                        Node::Group(_) | Node::Filter(..) => "",
                    };
                    let mut texts = match &clause.node {
                        // A word of a script without spaces, which may be several.
                        Node::Group(nodes) => nodes.iter().map(|(_, node)| text_of(node)).collect(),
                        node => vec![text_of(node)],
                    };
                    texts.dedup();
                    conditions.optional_texts.push(texts.concat());
                }
            }
        }
        conditions.wordless = builder.wordless;
        let is_watch = |clause: &ReadClause| {
            let has_words = !matches!(clause.node, Node::Filter(..));
            clause.occur == Occur::Required && clause.is_filter && has_words
        };
        // The words of a watch rank as well, and an article with one of them need not match.
        if conditions.needs_optional() && reading.clauses.iter().any(is_watch) {
            let optional = std::mem::take(&mut conditions.optional);
            conditions.required.push(any_of(optional));
            conditions.optional_texts.clear();
        }
        conditions
    }

    /// Whether at least one optional part must match.
    pub(in crate::query) fn needs_optional(&self) -> bool {
        self.required.is_empty() && !self.optional.is_empty()
    }

    /// The query for all articles that satisfy the conditions, within `dates`.
    pub(super) fn query(&self, dates: Option<&dyn Query>) -> Box<dyn Query> {
        let mut clauses = self.without_optional(dates);
        if self.needs_optional() {
            let any = self.optional.iter().map(|query| query.box_clone());
            clauses.push((Join::Must, any_of(any.collect())));
        } else if self.required.is_empty() && self.filters.is_empty() {
            clauses.push((Join::Must, Box::new(AllQuery)));
        }
        joined(clauses)
    }

    /// The conditions within `dates`, optional parts left out; no clauses if there are none.
    pub(in crate::query) fn without_optional(&self, dates: Option<&dyn Query>) -> Clauses {
        let mut clauses: Clauses = Vec::new();
        let filters = self.filters.iter().map(AsRef::as_ref);
        let required = self.required.iter().map(AsRef::as_ref);
        let required = required.chain(filters).chain(dates);
        clauses.extend(required.map(|query| (Join::Must, query.box_clone())));
        let excluded = self.excluded.iter();
        clauses.extend(excluded.map(|query| (Join::MustNot, query.box_clone())));
        clauses
    }
}

/// Turns nodes into engine queries.
struct Builder<'a> {
    leaves: &'a [Leaf],
    /// The fields that words without a field's name are searched in.
    searched: Vec<TextField>,
    schema: &'a ArticleSchema,
    deadline: Deadline,
    wordless: Vec<String>,
}

impl Builder<'_> {
    /// The query of a node, or `None` if nothing can match it.
    fn node(&mut self, node: &Node) -> Option<Box<dyn Query>> {
        match node {
            Node::Leaf(place) => self.leaf(&self.leaves[*place]),
            Node::Filter(query, _) => Some(query.box_clone()),
            Node::Group(nodes) => {
                let mut clauses: Clauses = Vec::with_capacity(nodes.len());
                for (join, node) in nodes {
                    clauses.extend(self.node(node).map(|query| (*join, query)));
                }
                (!clauses.is_empty()).then(|| joined(clauses))
            }
        }
    }

    /// A leaf in any of its fields. Remembers a leaf without a word.
    fn leaf(&mut self, leaf: &Leaf) -> Option<Box<dyn Query>> {
        let fields = match &leaf.field {
            Some(field) => std::slice::from_ref(field),
            None => &self.searched,
        };
        let queries = fields
            .iter()
            .filter_map(|field| self.in_field(leaf, *field))
            .map(|query| guarded(query, self.deadline));
        let queries: Vec<_> = queries.collect();
        if queries.is_empty() {
            self.wordless.push(leaf.text.clone());
            return None;
        }
        Some(any_of(queries))
    }

    fn in_field(&self, leaf: &Leaf, field: TextField) -> Option<Box<dyn Query>> {
        if self.deadline.check().is_err() {
            // Making automata takes its time. The search fails before it looks at this query.
            return Some(Box::new(EmptyQuery));
        }
        if field.analyzer == Analyzer::News {
            leaf.find
                .in_text(&leaf.synonyms, field.handle, self.schema, self.deadline)
        } else if let Find::Value(wildcard) = &leaf.find {
            let is_lower = field.analyzer == Analyzer::Lower;
            field
                .is_indexed
                .then(|| values_like(wildcard, field.handle, is_lower))?
        } else if leaf.find.is_prefix() && field.handle == self.schema.fields.path {
            let forms = forms_of_path(&leaf.text).into_iter();
            Some(any_of(
                forms.map(|form| value_with_prefix(&form, field)).collect(),
            ))
        } else if leaf.find.is_prefix() {
            Some(value_with_prefix(&leaf.text, field))
        } else if field.handle == self.schema.fields.path {
            Some(path(&leaf.text, field.handle))
        } else if field.handle == self.schema.fields.language {
            Some(language(&leaf.text, field))
        } else {
            Some(value(&leaf.text, field))
        }
    }
}

/// Articles in a language, by any of its codes and names: sources write what they like. `fa-ir` asks for
/// that region alone.
fn language(text: &str, field: TextField) -> Box<dyn Query> {
    let mut queries = vec![value(text, field)];
    let has_region = text.contains(['-', '_']);
    let others = Language::names_like(text).filter(|name| !has_region && *name != text);
    queries.extend(others.map(|name| value(name, field)));
    any_of(queries)
}

/// Articles whose field has this value.
fn value(text: &str, field: TextField) -> Box<dyn Query> {
    let handle = field.handle;
    if field.analyzer == Analyzer::Lower {
        // `fa` finds `fa-ir` too, as ranges of languages do (RFC 4647, 3.3.1).
        let lower = text.to_lowercase();
        let whole = sequence(vec![Term::from_field_text(handle, &lower)]);
        let (from, to) = values_with_prefix(handle, &format!("{lower}-"));
        return any_of(vec![
            whole,
            Box::new(InvertedIndexRangeQuery::new(from, to)),
        ]);
    }
    let term = Term::from_field_text(handle, text);
    if field.is_indexed {
        sequence(vec![term])
    } else {
        // From its column.
        Box::new(RangeQuery::new(
            Bound::Included(term.clone()),
            Bound::Included(term),
        ))
    }
}

/// Articles whose field has a value with this prefix.
fn value_with_prefix(prefix: &str, field: TextField) -> Box<dyn Query> {
    let (from, to) = match field.analyzer {
        Analyzer::Lower => values_with_prefix(field.handle, &prefix.to_lowercase()),
        Analyzer::Raw | Analyzer::News => values_with_prefix(field.handle, prefix),
    };
    if field.is_indexed {
        Box::new(InvertedIndexRangeQuery::new(from, to))
    } else {
        Box::new(RangeQuery::new(from, to))
    }
}
