//! Which articles match, as values that another engine can carry out.
//!
//! It is a fold over a reading, as `conditions` is. What another engine could only carry out in a
//! different way is [`Condition::Unsupported`], so that it fails and does not differ.

mod matching;
mod wildcards;

use super::exact::word_form::WordForm;
use super::filters::given::Given;
use super::find::Find;
use super::forms::TermSequence;
use super::queries::forms_of_path;
use super::reading::{Leaf, Node, Reading, TextField};
use crate::analysis::{FORM, Language};
use crate::article::{Published, Status, wall_clock_seconds};
use crate::query::ask::{Filter, Occur, Quality};
use crate::query::elsewhere::{Condition, Like};
use crate::query::request::file_set::{FileSet, Files};
use crate::query::request::{DateBounds, SearchRequest};
use crate::schema::{Analyzer, ArticleSchema};
use std::sync::Arc;
use tantivy::query::Occur as Join;
use tantivy::schema::Field;
use wildcards::{characters, wildcard_of};

pub(in crate::query) use matching::Portable;

/// What a request finds.
pub(super) fn portable(
    reading: &Reading,
    schema: &ArticleSchema,
    request: &SearchRequest,
    finds_restricted: bool,
) -> Portable {
    let fold = Fold {
        is_open: !reading.open_patterns.is_empty(),
        reading,
        schema,
        searched: schema
            .text_fields()
            .filter(|(_, spec)| spec.boost.is_some())
            .map(TextField::new)
            .collect(),
    };
    let mut found = Portable::default();
    let mut has_watch = false;
    for clause in &reading.clauses {
        let condition = fold.node(&clause.node).unwrap_or(Condition::Nothing);
        match clause.occur {
            Occur::Required if clause.is_filter => {
                has_watch |= !matches!(clause.node, Node::Filter(..));
                found.filters.push(condition);
            }
            Occur::Required => found.required.push(condition),
            Occur::Excluded => found.excluded.push(condition),
            Occur::Optional => found.optional.push(condition),
        }
    }
    // The words of a watch rank as well, and an article with one of them need not match.
    if has_watch && found.needs_optional() {
        let optional = std::mem::take(&mut found.optional);
        found.required.push(Condition::any(optional));
    }
    let required = &mut found.filters;
    required.extend(dates(&request.dates));
    if let Some(files) = &request.within {
        required.push(within(files));
    }
    for own in &request.values {
        let is_lower = schema
            .text_field(own.field)
            .is_some_and(|(_, spec)| spec.analyzer == Some(Analyzer::Lower));
        let field = own.field.to_owned() + if is_lower { "_written" } else { "" };
        required.push(Condition::Value(field, Some(own.value.clone())));
    }
    if schema.has_restricted && !finds_restricted {
        found.excluded.push(restricted());
    }
    if let Some(pattern) = reading.open_patterns.iter().find_map(|own| own.is_open()) {
        required.push(Condition::Unsupported(format!(
            "`{pattern}`: an archive on the cluster has no list of words yet, so wildcards within a word and misspelt words (~) cannot be searched for; `dateline reindex --full` makes it"
        )));
    }
    found
}

/// What a filter finds.
pub(super) fn filter(filter: &Filter, schema: &ArticleSchema, given: &Given) -> Condition {
    match filter {
        Filter::Dates { since, until } => {
            let span = |when: &Option<_>| when.map(|when| given.span(when, schema));
            let bounds = match (span(since), span(until)) {
                (Some(None), _) | (_, Some(None)) => return Condition::Nothing,
                (since, until) => DateBounds {
                    since: since.flatten().map(|(first, _)| first),
                    until: until.flatten().map(|(_, last)| last),
                },
            };
            Condition::Every(dates(&bounds), Vec::new(), Vec::new())
        }
        Filter::Has(name) if name == "date" => {
            Condition::Range("published".to_owned(), Some(i64::MIN), None)
        }
        Filter::Has(name) if name == "quality" => {
            Condition::Range("quality".to_owned(), Some(0), None)
        }
        Filter::Has(name) => match schema.text_field(name) {
            Some((_, spec)) if spec.indexed.is_none() => Condition::All,
            Some((_, spec)) if spec.analyzer == Some(Analyzer::News) => {
                Condition::AnyTerm(spec.name.clone())
            }
            Some((_, spec)) => Condition::Value(spec.name.clone(), None),
            None => Condition::Nothing,
        },
        Filter::Is(Quality::Restricted) => restricted(),
        Filter::Is(Quality::Withheld) => status(Status::Withheld),
        Filter::Is(Quality::Embargoed) => status(Status::Embargoed),
        Filter::Is(Quality::Canceled) => status(Status::Canceled),
        Filter::Quality { min, max } => Condition::Range(
            "quality".to_owned(),
            min.map(i64::from).or(Some(0)),
            max.map(|max| i64::from(max) + 1),
        ),
        Filter::Is(Quality::Noted) => within(given.named.noted()),
        Filter::Mark(name) => given.named.marked(name).map_or(Condition::Nothing, within),
        Filter::Watch(_) | Filter::NoDay(_) => Condition::Nothing,
    }
}

fn status(status: Status) -> Condition {
    Condition::Value("status".to_owned(), Some(status.as_str().to_owned()))
}

fn restricted() -> Condition {
    let all = Status::ALL.iter().copied();
    let restricted = all.filter(|own| *own != Status::Usable);
    Condition::any(restricted.map(status).collect())
}

fn dates(bounds: &DateBounds) -> Vec<Condition> {
    let at = |date: &Published, at: jiff::civil::DateTime| {
        let seconds = wall_clock_seconds(at);
        match date.offset_seconds() {
            Some(offset) => ("published".to_owned(), seconds - i64::from(offset)),
            None => ("published_local".to_owned(), seconds),
        }
    };
    let since = bounds.since.map(|date| {
        let (field, from) = at(&date, date.start());
        Condition::Range(field, Some(from), None)
    });
    let until = bounds.until.map(|date| {
        let (field, to) = at(&date, date.end());
        Condition::Range(field, None, Some(to))
    });
    since.into_iter().chain(until).collect()
}

fn within(files: &FileSet) -> Condition {
    let (mut any, mut parts) = (Vec::new(), Vec::new());
    for part in &files.parts {
        match &part.files {
            Files::All => any.push(Condition::All),
            Files::InFolders(folders) => any.extend(folders.iter().map(|folder| {
                if folder.as_str().is_empty() {
                    return Condition::All;
                }
                Condition::ValuePrefix("path".to_owned(), format!("{}/", folder.as_str()))
            })),
            Files::Listed(files) => any.push(Condition::Listed(Arc::clone(files))),
        }
        if part.segments.is_some() {
            let own = Condition::any(std::mem::take(&mut any));
            parts.push(Condition::InArchive(part.archive, Box::new(own)));
        }
    }
    parts.extend(any);
    Condition::any(parts)
}

struct Fold<'a> {
    reading: &'a Reading,
    /// Whether patterns of words are not known yet.
    is_open: bool,
    schema: &'a ArticleSchema,
    searched: Vec<TextField>,
}

impl Fold<'_> {
    fn node(&self, node: &Node) -> Option<Condition> {
        match node {
            Node::Leaf(place) => self.leaf(&self.reading.leaves[*place]),
            Node::Filter(_, condition) => Some(condition.clone()),
            Node::Group(nodes) => {
                let (mut all, mut any, mut never) = (Vec::new(), Vec::new(), Vec::new());
                for (join, node) in nodes {
                    let Some(condition) = self.node(node) else {
                        continue;
                    };
                    match join {
                        Join::Must => all.push(condition),
                        Join::Should => any.push(condition),
                        Join::MustNot => never.push(condition),
                    }
                }
                let is_empty = all.is_empty() && any.is_empty() && never.is_empty();
                (!is_empty).then_some(Condition::Every(all, any, never))
            }
        }
    }

    fn leaf(&self, leaf: &Leaf) -> Option<Condition> {
        let fields = match &leaf.field {
            Some(field) => std::slice::from_ref(field),
            None => &self.searched,
        };
        let found: Vec<_> = fields
            .iter()
            .filter_map(|field| self.in_field(leaf, *field))
            .collect();
        (!found.is_empty()).then(|| Condition::any(found))
    }

    fn name(&self, field: Field) -> String {
        self.schema.tantivy.get_field_name(field).to_owned()
    }

    fn in_field(&self, leaf: &Leaf, field: TextField) -> Option<Condition> {
        let name = self.name(field.handle);
        let is_path = field.handle == self.schema.fields.path;
        if field.analyzer == Analyzer::News {
            return in_text(leaf, &name, self.is_open);
        }
        if let Find::Value(wildcard) = &leaf.find {
            let text = match field.analyzer {
                Analyzer::Lower => wildcard.to_lowercase(),
                _ => wildcard.clone(),
            };
            return field
                .is_indexed
                .then(|| Condition::ValueLike(name, wildcard_of(&text)));
        }
        if leaf.find.is_prefix() {
            let forms = match field.analyzer {
                Analyzer::Lower => vec![leaf.text.to_lowercase()],
                _ if is_path => forms_of_path(&leaf.text),
                _ => vec![leaf.text.clone()],
            };
            let prefixes = forms.into_iter();
            let prefixes = prefixes.map(|form| Condition::ValuePrefix(name.clone(), form));
            return Some(Condition::any(prefixes.collect()));
        }
        if is_path {
            let mut like = vec![Like::Folders];
            like.extend(characters(leaf.text.trim_matches('/')));
            like.push(Like::EndOfPath);
            return Some(Condition::ValueLike(name, like));
        }
        let mut values = vec![leaf.text.clone()];
        if field.handle == self.schema.fields.language && !leaf.text.contains(['-', '_']) {
            let others = Language::names_like(&leaf.text).filter(|other| *other != leaf.text);
            values.extend(others.map(str::to_owned));
        }
        let mut found = Vec::new();
        for value in values {
            if field.analyzer == Analyzer::Lower {
                let lower = value.to_lowercase();
                found.push(Condition::ValuePrefix(name.clone(), format!("{lower}-")));
                found.push(Condition::Value(name.clone(), Some(lower)));
            } else {
                found.push(Condition::Value(name.clone(), Some(value)));
            }
        }
        Some(Condition::any(found))
    }
}

/// A leaf in a field of running text; `None` if there is no word to search for.
fn in_text(leaf: &Leaf, field: &str, is_open: bool) -> Option<Condition> {
    let words = |terms: &TermSequence, slop| Condition::Words {
        field: field.to_owned(),
        terms: terms.clone(),
        slop,
    };
    let longer = |prefix: String, has_whole| Condition::TermPrefix {
        field: field.to_owned(),
        prefix,
        has_whole,
    };
    let prefix = |prefix: String| longer(prefix, true);
    let filled = |forms: &[TermSequence]| forms.iter().any(|form| !form.is_empty());
    match &leaf.find {
        Find::Sequence(forms) if filled(forms) => {
            let all = forms.iter().chain(leaf.synonyms.all());
            let all = all.filter(|form| !form.is_empty());
            let mut found: Vec<_> = all.map(|form| words(form, 0)).collect();
            found.extend(leaf.compound_prefixes.iter().cloned().map(prefix));
            Some(Condition::any(found))
        }
        Find::Near { forms, slop } if filled(forms) => {
            let found = forms.iter().filter(|form| !form.is_empty());
            Some(Condition::any(
                found.map(|form| words(form, *slop)).collect(),
            ))
        }
        Find::Prefix { prefix: start, .. } if start.is_empty() => None,
        Find::Prefix {
            others,
            prefix: start,
            is_word,
        } => {
            let word = [
                longer(start.clone(), *is_word || is_open),
                prefix(format!("{FORM}{start}")),
            ];
            let mut all = vec![Condition::any(word.into())];
            for forms in others.iter().filter(|forms| filled(forms)) {
                all.push(Condition::any(
                    forms.iter().map(|form| words(form, 0)).collect(),
                ));
            }
            Some(Condition::Every(all, Vec::new(), Vec::new()))
        }
        Find::Exact(forms) if !forms.is_empty() => Some(exactly(forms, field, &leaf.text)),
        Find::Terms(terms) if !terms.is_empty() => Some(Condition::OneOf {
            field: field.to_owned(),
            terms: terms.clone(),
        }),
        Find::Sequence(_)
        | Find::Near { .. }
        | Find::Exact(_)
        | Find::Terms(_)
        | Find::Value(_) => None,
    }
}

/// Forms that have terms of their own. Others are told apart by the text.
fn exactly(forms: &[WordForm], field: &str, text: &str) -> Condition {
    let only = |form: &WordForm| match &form.terms[..] {
        [only] if !form.is_shared && form.is_folded() && form.capitals.is_none() => {
            Some(only.clone())
        }
        _ => None,
    };
    let terms: Option<Vec<String>> = forms.iter().map(only).collect();
    match terms {
        Some(terms) if !terms.is_empty() => Condition::Words {
            field: field.to_owned(),
            terms,
            slop: 0,
        },
        _ => Condition::Unsupported(format!(
            "`={text}`: this form has no term of its own, so a cluster cannot tell it from others; leave the = out"
        )),
    }
}
