//! Reads what is more than words: wildcards, fuzzy words, and filters.
//!
//! The words that a pattern fits are given, or asked for; no index is read here.

use super::{Context, Meaning, Reader, folded};
use crate::analysis::last_form_of_compounds;
use crate::query::ask::{Expr, Filter, Quality};
use crate::query::elsewhere::Condition;
use crate::query::passages::Pattern;
use crate::query::plan::filters;
use crate::query::plan::find::Find;
use crate::query::plan::forms::forms_of_sequence;
use crate::query::plan::patterns::{Fitting, WordPattern};
use crate::query::plan::portable;
use crate::query::plan::queries::MAX_PATH;
use crate::query::plan::reading::{Node, Ranked, Role, TextField};
use crate::schema::Analyzer;
use tantivy::query::EmptyQuery;

/// The most times that a query is read as what a watch finds.
const MAX_WATCHES: usize = 64;

/// The most watches that are read within each other.
const MAX_WATCH_DEPTH: usize = 8;

/// The most words of a query that are to be close to others, in all its parts together.
const MOST_NEAR_WORDS: usize = 256;

/// The most values with `*` or `?` of a query. Each is compared with all values of its field.
const MOST_VALUE_PATTERNS: usize = 32;

/// The first words of a query, which are found as a program may have misread them.
const MOST_MISREAD_WORDS: usize = 32;

impl<'a> Reader<'a> {
    /// Reads a wildcard or a fuzzy word: in running text as the words of the index that it fits, in
    /// other fields as a wildcard for their value.
    pub(super) fn pattern(&mut self, expr: &Expr, text: &str, context: Context) -> Node {
        let is_value = context
            .field
            .filter(|field| field.analyzer != Analyzer::News);
        if let Some(field) = is_value {
            self.value_patterns += 1;
            if self.value_patterns > MOST_VALUE_PATTERNS {
                return self.nothing(format!(
                    "more than {MOST_VALUE_PATTERNS} values with a star or a question mark: the others find nothing"
                ));
            }
            if !field.is_indexed {
                let note = format!("`{text}`: this field takes a `*` only at the end");
                self.note_once(note);
            } else if text.len() > MAX_PATH {
                self.note_once(format!(
                    "a text with a star of more than {MAX_PATH} bytes finds nothing in this field"
                ));
            }
            let find = Find::Value(text.to_owned());
            return self.leaf(text, context, |_, _| Meaning {
                find,
                ranked: Vec::new(),
                marks: Vec::new(),
            });
        }
        let field = context.field.map(|field| field.handle);
        let fitting = WordPattern::of(expr, field).and_then(|pattern| {
            let found = self.fitting(&pattern);
            match found {
                Some(fitting) => self.note_once(fitting.note(&pattern.typed)),
                None => self.open(pattern),
            }
            found
        });
        let terms = fitting.map(|fitting| fitting.terms.clone());
        let sequences = fitting.map(Fitting::sequences).unwrap_or_default();
        let ranks = fitting.is_some_and(Fitting::ranks);
        self.leaf(text, context, |_, _| Meaning {
            find: Find::Terms(terms.unwrap_or_default()),
            ranked: ranks
                .then(|| Ranked {
                    forms: sequences.clone(),
                    joined: Vec::new(),
                    own: None,
                    text: None,
                    weight: 1.0,
                })
                .into_iter()
                .collect(),
            marks: vec![Pattern::Sequence(sequences)],
        })
    }

    /// Reads words that are to be close together.
    pub(super) fn near(&mut self, words: &str, slop: u32, context: Context) -> Node {
        self.near_words += words.split_whitespace().count();
        if self.near_words > MOST_NEAR_WORDS {
            return self.nothing(format!(
                "more than {MOST_NEAR_WORDS} words are to be close to others (\"…\"~N): further such parts find nothing"
            ));
        }
        self.leaf(words, context, |reader, compounds| {
            let forms = forms_of_sequence(compounds);
            Meaning {
                marks: vec![Pattern::Near {
                    forms: forms.clone(),
                    slop,
                }],
                find: Find::Near { forms, slop },
                ranked: reader.ranked_each(compounds),
            }
        })
    }

    /// A part that is beyond a bound: no article matches it.
    fn nothing(&mut self, note: String) -> Node {
        self.end_run();
        self.note_once(note);
        Node::Filter(Box::new(EmptyQuery), Condition::Nothing)
    }

    /// Whether somebody wrote a prefix as a word. Its term alone may be a stem.
    pub(super) fn is_written(&mut self, text: &str, context: Context) -> bool {
        let is_text = |field: TextField| field.analyzer == Analyzer::News;
        let compounds = self.compounds(text);
        let Some(last) = compounds
            .last()
            .filter(|_| context.field.is_none_or(is_text))
        else {
            return false;
        };
        let word = folded(&text[last.range.clone()]);
        if !self.analyzer.terms_of_form(&word).contains(&word) {
            return false;
        }
        let pattern = WordPattern::whole(&word, context.field.map(|field| field.handle));
        let fitting = self.fitting(&pattern);
        if fitting.is_none() {
            self.open(pattern);
        }
        fitting.is_some_and(|fitting| !fitting.words.is_empty())
    }

    /// Lets a plain word be found as the last part of compounds, which count as related words do.
    pub(super) fn add_compounds(&mut self, place: usize) {
        let leaf = &self.leaves[place];
        let [compound] = &leaf.compounds[..] else {
            return;
        };
        let [part] = &compound.parts[..] else {
            return;
        };
        let field = leaf.field.map(|field| field.handle);
        let terms = part.readings.iter().flatten();
        let forms = terms.clone();
        let forms = forms.filter_map(|term| last_form_of_compounds(term, &part.form));
        let terms = terms.cloned().chain(forms);
        let patterns = terms.filter_map(|term| WordPattern::compounds(&term, field));
        for pattern in patterns.collect::<Vec<_>>() {
            if let Some(fitting) = self.fitting(&pattern) {
                let related = &mut self.leaves[place].synonyms.related;
                related.extend(fitting.sequences());
            } else {
                let prefix = pattern.of_compounds().map(str::to_owned);
                self.leaves[place].compound_prefixes.extend(prefix);
                self.open(pattern);
            }
        }
    }

    /// Lets a plain word that articles are to match be found as a program may have misread it.
    pub(super) fn add_misread(&mut self, place: usize) {
        let leaf = &self.leaves[place];
        let [compound] = &leaf.compounds[..] else {
            return;
        };
        let is_text = |field: TextField| field.analyzer == Analyzer::News;
        let is_wanted =
            self.given.misread && leaf.role == Role::Wanted && leaf.field.is_none_or(is_text);
        if !is_wanted || compound.parts.len() != 1 || place >= MOST_MISREAD_WORDS {
            return;
        }
        let word = folded(&leaf.text);
        let pattern = WordPattern::misread(&word, leaf.field.map(|field| field.handle));
        match self.fitting(&pattern) {
            Some(fitting) => {
                let misread = &mut self.leaves[place].synonyms.misread;
                misread.extend(fitting.sequences());
                if !fitting.words.is_empty() {
                    self.misread.push(fitting.note_on_misread(&word));
                }
            }
            None => self.open(pattern),
        }
    }

    /// The words that a pattern fits, if they are given.
    fn fitting(&self, pattern: &WordPattern) -> Option<&'a Fitting> {
        let mut expansions = self.given.expansions.iter();
        let found = expansions.find(|(known, _)| known == pattern);
        found.map(|(_, fitting)| fitting)
    }

    /// Remembers a pattern whose words are not given.
    fn open(&mut self, pattern: WordPattern) {
        if !self.open_patterns.contains(&pattern) {
            self.open_patterns.push(pattern);
        }
    }

    /// Reads a filter. What a watch finds is read as if it were typed.
    pub(super) fn filter(&mut self, filter: &'a Filter, context: Context) -> Node {
        self.end_run();
        if matches!(filter, Filter::Is(quality) if *quality != Quality::Noted) {
            self.named.push(self.schema.fields.status);
        }
        if let Filter::Mark(name) = filter
            && self.given.named.marked(name).is_none()
        {
            self.note_once(self.given.named.note_on_no_mark(name));
        }
        let Filter::Watch(name) = filter else {
            return Node::Filter(
                filters::query(filter, self.schema, self.given),
                portable::filter(filter, self.schema, self.given),
            );
        };
        let given = self.given;
        let note = match given.named.watch(name) {
            None => given.named.note_on_missing(name),
            Some(_) if self.open_watches.contains(&name.as_str()) => {
                format!("`watch:{name}` names itself: it finds nothing")
            }
            Some(_) if self.open_watches.len() == MAX_WATCH_DEPTH => format!(
                "watches are within each other more than {MAX_WATCH_DEPTH} deep: the inner ones find nothing"
            ),
            Some(_) if self.watches == MAX_WATCHES => format!(
                "more than {MAX_WATCHES} watches, counted at each mention: the others find nothing"
            ),
            Some(expr) => {
                self.watches += 1;
                self.open_watches.push(name);
                let field = None;
                let node = self.node(expr, Context { field, ..context });
                self.open_watches.pop();
                self.end_run();
                return node;
            }
        };
        self.note_once(note);
        Node::Group(Vec::new())
    }

    fn note_once(&mut self, note: String) {
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }
}
