//! Which articles match: the meaning of a query as the engine's filters, without any score.

use crate::analysis::{NewsAnalyzer, fold_joined};
use crate::article::{Published, wall_clock_seconds};
use crate::query::ask::{Ask, Clause, Expr, Presence};
use crate::query::plan::near::NearQuery;
use crate::query::plan::synonyms::recognise::Variants;
use crate::query::plan::terms::{path, phrase, stems_of_words_beginning, values_beginning};
use crate::query::plan::words::forms_of_sequence;
use crate::query::request::DateBounds;
use crate::schema::{Analyzer, ArticleSchema};
use std::ops::Bound;
use tantivy::Term;
use tantivy::query::{
    AllQuery, BooleanQuery, EmptyQuery, InvertedIndexRangeQuery, Occur, Query, RangeQuery,
    TermSetQuery,
};
use tantivy::schema::Field;

type Clauses = Vec<(Occur, Box<dyn Query>)>;

/// Turns parts of an [`Ask`] into engine queries.
pub(in crate::query) struct Matcher<'a> {
    pub(in crate::query) schema: &'a ArticleSchema,
    /// What plain words find besides; `None` within what is excluded.
    pub(in crate::query) variants: Option<&'a Variants>,
    pub(in crate::query) analyzer: &'a mut NewsAnalyzer,
    /// Parts of the query with no word in them: nothing can match them.
    pub(in crate::query) wordless: Vec<String>,
}

/// What an article has to satisfy.
pub(in crate::query) struct Conditions {
    /// All of these, if any.
    pub(in crate::query) required: Vec<Box<dyn Query>>,
    /// None of these.
    pub(in crate::query) excluded: Vec<Box<dyn Query>>,
    /// One of these, if nothing is required.
    pub(in crate::query) optional: Vec<Box<dyn Query>>,
}

impl Conditions {
    /// Whether at least one optional part has to match.
    pub(in crate::query) fn needs_optional(&self) -> bool {
        self.required.is_empty() && !self.optional.is_empty()
    }

    /// The query for all articles that satisfy them, within `dates`.
    pub(in crate::query) fn query(&self, dates: Option<Box<dyn Query>>) -> Box<dyn Query> {
        let mut clauses: Clauses = Vec::new();
        clauses.extend(self.required.iter().map(|q| (Occur::Must, q.box_clone())));
        clauses.extend(dates.map(|dates| (Occur::Must, dates)));
        if self.needs_optional() {
            let any = self.optional.iter().map(|query| query.box_clone());
            clauses.push((Occur::Must, union(any.collect())));
        } else if self.required.is_empty() {
            clauses.push((Occur::Must, Box::new(AllQuery)));
        }
        let excluded = self
            .excluded
            .iter()
            .map(|q| (Occur::MustNot, q.box_clone()));
        clauses.extend(excluded);
        one_or(clauses)
    }
}

/// A query of clauses; a single condition needs no wrapping.
fn one_or(mut clauses: Clauses) -> Box<dyn Query> {
    match clauses.pop() {
        Some((Occur::Must, query)) if clauses.is_empty() => query,
        last => {
            clauses.extend(last);
            Box::new(BooleanQuery::new(clauses))
        }
    }
}

fn union(mut queries: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    match queries.len() {
        0 => Box::new(EmptyQuery),
        1 => queries.remove(0),
        _ => Box::new(BooleanQuery::union(queries)),
    }
}

impl Matcher<'_> {
    pub(in crate::query) fn conditions(&mut self, ask: &Ask) -> Conditions {
        let mut conditions = Conditions {
            required: Vec::new(),
            excluded: Vec::new(),
            optional: Vec::new(),
        };
        for Clause { presence, expr } in &ask.clauses {
            let query = match presence {
                Presence::Excluded => self.as_typed(expr, None),
                Presence::Required | Presence::Optional => self.expr(expr, None),
            };
            let query = query.unwrap_or_else(|| Box::new(EmptyQuery));
            match presence {
                Presence::Required => conditions.required.push(query),
                Presence::Excluded => conditions.excluded.push(query),
                Presence::Optional => conditions.optional.push(query),
            }
        }
        conditions
    }

    /// The query of an expression in `field`, or in the fields that words are searched in.
    fn expr(&mut self, expr: &Expr, field: Option<Field>) -> Option<Box<dyn Query>> {
        match expr {
            Expr::Word(text) => {
                self.in_fields(text, field, |matcher, field| matcher.word(text, field))
            }
            Expr::Phrase(text) => {
                self.in_fields(text, field, |matcher, field| matcher.sequence(text, field))
            }
            Expr::Near { words, slop } => self.in_fields(words, field, |matcher, field| {
                matcher.near(words, *slop, field)
            }),
            Expr::Prefix(text) => {
                self.in_fields(text, field, |matcher, field| matcher.prefix(text, field))
            }
            Expr::Field { name, inner } => {
                let (field, _) = self.schema.text_field(name)?;
                self.expr(inner, Some(field))
            }
            Expr::Not(inner) => {
                let excluded = self.as_typed(inner, field)?;
                Some(Box::new(BooleanQuery::new(vec![
                    (Occur::Must, Box::new(AllQuery)),
                    (Occur::MustNot, excluded),
                ])))
            }
            Expr::All(parts) => {
                let clauses: Clauses = parts
                    .iter()
                    .filter_map(|part| Some((Occur::Must, self.expr(part, field)?)))
                    .collect();
                (!clauses.is_empty()).then(|| one_or(clauses))
            }
            Expr::Any(parts) => {
                let queries: Vec<_> = parts
                    .iter()
                    .filter_map(|part| self.expr(part, field))
                    .collect();
                (!queries.is_empty()).then(|| union(queries))
            }
        }
    }

    /// The query of an expression without what aliases add to it.
    fn as_typed(&mut self, expr: &Expr, field: Option<Field>) -> Option<Box<dyn Query>> {
        let variants = self.variants.take();
        let query = self.expr(expr, field);
        self.variants = variants;
        query
    }

    /// One query in any of the fields that are meant; `None` and a remark if there is no word in
    /// the text.
    fn in_fields(
        &mut self,
        text: &str,
        field: Option<Field>,
        mut query: impl FnMut(&mut Self, Field) -> Option<Box<dyn Query>>,
    ) -> Option<Box<dyn Query>> {
        let fields: Vec<Field> = match field {
            Some(field) => vec![field],
            None => self.schema.searched().map(|(field, _)| field).collect(),
        };
        let queries: Vec<_> = fields
            .into_iter()
            .filter_map(|field| query(self, field))
            .collect();
        if queries.is_empty() {
            self.wordless.push(text.to_owned());
            return None;
        }
        Some(union(queries))
    }

    fn analyzer_of(&self, field: Field) -> Analyzer {
        let name = self.schema.tantivy.get_field_name(field);
        self.schema
            .text_field(name)
            .and_then(|(_, spec)| spec.analyzer)
            .unwrap_or(Analyzer::Raw)
    }

    /// A word, or what means the same.
    fn word(&mut self, text: &str, field: Field) -> Option<Box<dyn Query>> {
        let typed = self.sequence(text, field)?;
        let rows = self
            .variants
            .map_or(&[][..], |variants| variants.rows(text));
        if rows.is_empty() || self.analyzer_of(field) != Analyzer::News {
            return Some(typed);
        }
        let rows = rows
            .iter()
            .map(|row| phrase(row.iter().map(|term| Term::from_field_text(field, term))));
        Some(union(std::iter::once(typed).chain(rows).collect()))
    }

    /// Words in this order. Of a field that is not analyzed: the value itself.
    fn sequence(&mut self, text: &str, field: Field) -> Option<Box<dyn Query>> {
        match self.analyzer_of(field) {
            Analyzer::News => {
                let forms = forms_of_sequence(&self.analyzer.compounds(text));
                let queries: Vec<_> = forms
                    .iter()
                    .map(|form| phrase(form.iter().map(|term| Term::from_field_text(field, term))))
                    .collect();
                (!queries.is_empty()).then(|| union(queries))
            }
            Analyzer::Raw if field == self.schema.fields.path => Some(path(text, field)),
            Analyzer::Raw => Some(self.value(Term::from_field_text(field, text))),
            Analyzer::Lower => {
                // `fa` means `fa-ir` too, as ranges of languages do (RFC 4647, 3.3.1).
                let lower = text.to_lowercase();
                let whole = phrase(std::iter::once(Term::from_field_text(field, &lower)));
                let (from, to) = values_beginning(field, &format!("{lower}-"));
                let narrower = InvertedIndexRangeQuery::new(from, to);
                Some(union(vec![whole, Box::new(narrower)]))
            }
        }
    }

    /// Articles whose field has this value, from the terms where it is indexed, else from its column.
    fn value(&self, term: Term) -> Box<dyn Query> {
        if self.is_indexed(term.field()) {
            phrase(std::iter::once(term))
        } else {
            Box::new(RangeQuery::new(
                Bound::Included(term.clone()),
                Bound::Included(term),
            ))
        }
    }

    fn is_indexed(&self, field: Field) -> bool {
        let name = self.schema.tantivy.get_field_name(field);
        let found = self.schema.text_field(name);
        found.is_some_and(|(_, spec)| spec.indexed.is_some())
    }

    fn near(&mut self, text: &str, slop: u32, field: Field) -> Option<Box<dyn Query>> {
        if self.analyzer_of(field) != Analyzer::News {
            return self.sequence(text, field);
        }
        let forms = forms_of_sequence(&self.analyzer.compounds(text));
        let queries: Vec<Box<dyn Query>> = forms
            .iter()
            .map(|form| {
                let terms = form.iter().map(|term| Term::from_field_text(field, term));
                let terms: Vec<Term> = terms.collect();
                match terms.len() {
                    1 => phrase(terms.into_iter()),
                    _ => Box::new(NearQuery { terms, slop }) as Box<dyn Query>,
                }
            })
            .collect();
        (!queries.is_empty()).then(|| union(queries))
    }

    /// Words that begin so. The index holds stems, so it is also looked for stems that words
    /// with this beginning have: `withdrawa*` finds what `withdrawal` was indexed as.
    fn prefix(&mut self, text: &str, field: Field) -> Option<Box<dyn Query>> {
        let beginning = match self.analyzer_of(field) {
            Analyzer::News => return self.prefix_of_words(text, field),
            Analyzer::Raw => text.to_owned(),
            Analyzer::Lower => text.to_lowercase(),
        };
        let (from, to) = values_beginning(field, &beginning);
        if self.is_indexed(field) {
            Some(Box::new(InvertedIndexRangeQuery::new(from, to)))
        } else {
            Some(Box::new(RangeQuery::new(from, to)))
        }
    }

    fn prefix_of_words(&mut self, text: &str, field: Field) -> Option<Box<dyn Query>> {
        let compounds = self.analyzer.compounds(text);
        let last = compounds.last()?;
        let mut beginning = String::new();
        fold_joined(&text[last.range.clone()], &mut beginning);
        let stems = stems_of_words_beginning(&beginning, self.analyzer);
        let stems = stems
            .into_iter()
            .map(|stem| Term::from_field_text(field, &stem));
        let (from, to) = values_beginning(field, &beginning);
        let last_word = union(vec![
            Box::new(InvertedIndexRangeQuery::new(from, to)),
            Box::new(TermSetQuery::new(stems)),
        ]);
        // `foo:bar*` and the like: the words before the last have to be there as well.
        let mut clauses: Clauses = compounds[..compounds.len() - 1]
            .iter()
            .map(|compound| {
                let forms = forms_of_sequence(std::slice::from_ref(compound));
                let queries = forms
                    .iter()
                    .map(|form| phrase(form.iter().map(|term| Term::from_field_text(field, term))));
                (Occur::Must, union(queries.collect()))
            })
            .collect();
        clauses.push((Occur::Must, last_word));
        Some(one_or(clauses))
    }

    /// The articles published within these bounds. Bounds that name an offset are compared with
    /// the instant, others with the day and hour that the article itself names.
    pub(in crate::query) fn dates(&self, bounds: &DateBounds) -> Option<Box<dyn Query>> {
        let since = bounds.since.map(|date| {
            let (field, seconds) = self.bound(&date, date.start());
            RangeQuery::new(
                Bound::Included(Term::from_field_i64(field, seconds)),
                Bound::Unbounded,
            )
        });
        let until = bounds.until.map(|date| {
            let (field, seconds) = self.bound(&date, date.end());
            RangeQuery::new(
                Bound::Unbounded,
                Bound::Excluded(Term::from_field_i64(field, seconds)),
            )
        });
        let clauses: Clauses = [since, until]
            .into_iter()
            .flatten()
            .map(|range| (Occur::Must, Box::new(range) as Box<dyn Query>))
            .collect();
        (!clauses.is_empty()).then(|| one_or(clauses))
    }

    fn bound(&self, date: &Published, at: jiff::civil::DateTime) -> (Field, i64) {
        let seconds = wall_clock_seconds(at);
        match date.offset_seconds() {
            Some(offset) => (self.schema.fields.published, seconds - i64::from(offset)),
            None => (self.schema.fields.published_local, seconds),
        }
    }
}
