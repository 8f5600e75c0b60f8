//! A query as it is read against a schema.
//!
//! Its leaves hold the analysed words, the field and the synonyms. What matches (`conditions`),
//! what ranks (`words`) and what is marked (`highlights`) are folds over it; they do not know the
//! operators of the query language. `reader` makes it.

use super::exact::word_form::WordForm;
use super::find::Find;
use super::forms::TermSequence;
use super::patterns::WordPattern;
use super::synonyms::recognise::WordSynonyms;
use crate::analysis::{Compound, Language};
use crate::query::ask::Occur;
use crate::query::elsewhere::Condition;
use crate::query::passages::Pattern;
use crate::schema::{Analyzer, FieldSpec};
use tantivy::query::{Occur as Join, Query};
use tantivy::schema::Field;

/// A query, read.
pub(super) struct Reading {
    /// The parts of the query in its order, stop words left out.
    pub(super) clauses: Vec<ReadClause>,
    /// The leaves of all parts, in the order of the query.
    pub(super) leaves: Vec<Leaf>,
    /// The fields that the query names.
    pub(super) named: Vec<Field>,
    /// The languages that the query is read in, the likeliest first.
    pub(super) languages: Vec<Language>,
    /// A sentence for each name that has synonyms.
    pub(super) synonym_notes: Vec<String>,
    /// A sentence for each pattern, and for what can find nothing.
    pub(super) notes: Vec<String>,
    /// The patterns whose words were not given.
    pub(super) open_patterns: Vec<WordPattern>,
}

/// One part of a query.
pub(super) struct ReadClause {
    /// Whether articles must, may or must not match it.
    pub(super) occur: Occur,
    /// Whether it is a filter: it leaves optional parts wanted, even if a watch has words.
    pub(super) is_filter: bool,
    /// What articles match.
    pub(super) node: Node,
}

/// A node of the query tree.
pub(super) enum Node {
    /// The place of a leaf in [`Reading::leaves`].
    Leaf(usize),
    /// Nodes as the engine joins them; parts that nothing can match are left out. Matches nothing
    /// if no part is left.
    Group(Vec<(Join, Node)>),
    /// A filter, which has no words.
    Filter(Box<dyn Query>, Condition),
}

/// Words that are searched for together.
pub(super) struct Leaf {
    /// The words as typed.
    pub(super) text: String,
    /// The one field to search in, or `None` for all that words are searched in.
    pub(super) field: Option<TextField>,
    /// How a field of running text matches. Other fields have a value, which is compared with
    /// `text`.
    pub(super) find: Find,
    /// The words to rank by. Empty if the leaf does not rank.
    pub(super) ranked: Vec<Ranked>,
    /// What to mark in articles.
    pub(super) marks: Vec<Pattern>,
    /// The synonyms of a plain word.
    pub(super) synonyms: WordSynonyms,
    /// What the terms of compounds start with whose last part is the word; their words were not given.
    pub(super) compound_prefixes: Vec<String>,
    /// What the leaf is for.
    pub(super) role: Role,
    /// The words of `text`.
    pub(super) compounds: Vec<Compound>,
    /// Plain words with the same number are neighbours in the query and may be a name together.
    /// `None` for a leaf that has no synonyms.
    pub(super) run: Option<usize>,
}

/// A word to rank by.
#[derive(Debug, Clone)]
pub(super) struct Ranked {
    /// Every way to write it.
    pub(super) forms: Vec<TermSequence>,
    /// Terms of it joined with a neighbour: `you+tube`.
    pub(super) joined: Vec<TermSequence>,
    /// The form that was typed, if it is one word.
    pub(super) own: Option<WordForm>,
    /// How a person knows it, if not by its terms.
    pub(super) text: Option<String>,
    /// How many times as much it counts.
    pub(super) weight: f64,
}

/// What a leaf is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Articles that match are found, ranked and marked.
    Wanted,
    /// Articles that match are excluded.
    Excluded,
    /// It is not searched for.
    StopWord,
}

/// A field of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TextField {
    /// Its handle.
    pub(super) handle: Field,
    /// How its text was made terms.
    pub(super) analyzer: Analyzer,
    /// Whether its terms are indexed; otherwise its values are in a column.
    pub(super) is_indexed: bool,
    /// Whether a match in it counts in ranking.
    pub(super) is_ranked: bool,
}

impl TextField {
    /// A field of the schema.
    pub(super) fn new((handle, spec): (Field, &FieldSpec)) -> Self {
        Self {
            handle,
            analyzer: spec.analyzer.unwrap_or(Analyzer::Raw),
            is_indexed: spec.indexed.is_some(),
            is_ranked: spec.analyzer == Some(Analyzer::News) && spec.boost.is_some(),
        }
    }
}

impl Leaf {
    /// Adds the term of the word joined with a neighbour.
    pub(super) fn add_joined(&mut self, term: &str) {
        let form = vec![term.to_owned()];
        if let Find::Sequence(forms) = &mut self.find {
            forms.push(form.clone());
        }
        for ranked in &mut self.ranked {
            ranked.joined.push(form.clone());
        }
        for mark in &mut self.marks {
            if let Pattern::Sequence(forms) = mark {
                forms.push(form.clone());
            }
        }
    }
}

impl Reading {
    /// Whether the query names this field.
    pub(super) fn names(&self, field: Field) -> bool {
        self.named.contains(&field)
    }

    /// How many leaves are more than words and phrases: those take longer to find.
    pub(super) fn special_parts(&self) -> usize {
        let is_special = |leaf: &&Leaf| !matches!(leaf.find, Find::Sequence(_));
        self.leaves.iter().filter(is_special).count()
    }

    /// The leaves that articles are to match.
    pub(super) fn wanted(&self) -> impl Iterator<Item = &Leaf> {
        self.leaves.iter().filter(|leaf| leaf.role == Role::Wanted)
    }
}
