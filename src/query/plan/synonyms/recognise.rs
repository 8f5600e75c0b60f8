//! What aliases add to a query: for each plain word, the other ways in which articles may name
//! what is meant.
//!
//! Only plain words have variants. A phrase, words close together and a beginning stay as they
//! were typed, and what is excluded is excluded as typed: a reader sees what a wider search found
//! and can judge it, but not what a wider exclusion hid. A name of several words is recognised
//! where its words stand side by side (`united states troops`), the longest name first; then the variants
//! belong to each of its words, so that an article with `US` lacks neither `united` nor `states`.

use crate::analysis::{Compound, NewsAnalyzer};
use crate::query::ask::{Ask, Clause, Expr, Presence};
use crate::query::plan::synonyms::groups::{Aliases, Member};
use crate::query::plan::words::forms_of_sequence;
use crate::schema::{Analyzer, ArticleSchema};
use std::collections::{HashMap, HashSet};

/// At most so many rows of terms are looked for besides a word.
const MAX_ROWS: usize = 48;

/// In a query of so many words, all in capitals, capitals do not mark an acronym.
const SHOUTED: usize = 3;

/// The variants of a query's words.
#[derive(Debug, Default)]
pub(in crate::query) struct Variants {
    /// By the word as typed. A word typed at several places has the variants of all of them.
    of_words: HashMap<String, WordVariants>,
    /// What was recognised, and what is found besides, a sentence each.
    pub(in crate::query) notes: Vec<String>,
}

/// The variants of one word.
#[derive(Debug, Default)]
pub(in crate::query) struct WordVariants {
    /// Rows of terms that mean the same.
    pub(in crate::query) rows: Vec<Vec<String>>,
    /// How many words the longest name has that the word is recognised in.
    pub(in crate::query) name_words: u32,
}

/// A plain word of the query.
struct Typed<'a> {
    text: &'a str,
    terms: Vec<String>,
    /// Whether it may be an acronym: in capitals, or with stops.
    acronym: bool,
}

/// A member that may stand in the query.
struct Candidate<'a> {
    member: &'a Member,
    terms: Vec<String>,
}

impl Variants {
    pub(in crate::query) fn new(
        ask: &Ask,
        aliases: &Aliases,
        schema: &ArticleSchema,
        analyzer: &mut NewsAnalyzer,
    ) -> Self {
        let mut variants = Self::default();
        if aliases.is_empty() {
            return variants;
        }
        let runs = Runs::of(ask, schema);
        let shouted = is_shouted(&runs);
        let runs: Vec<Vec<Typed>> = runs
            .iter()
            .map(|run| {
                run.iter()
                    .map(|text| Typed::new(text, shouted, analyzer))
                    .collect()
            })
            .collect();
        let candidates = candidates(&runs, aliases, analyzer);
        for run in &runs {
            let mut rest = &run[..];
            while !rest.is_empty() {
                let (length, groups) = longest_name(rest, &candidates);
                let (name, behind) = rest.split_at(length.max(1));
                let members = groups.into_iter().flat_map(|group| aliases.found(group));
                variants.add(name, members, analyzer);
                rest = behind;
            }
        }
        variants
    }

    /// The variants of this plain word, if it has any.
    pub(in crate::query) fn of_word(&self, word: &str) -> Option<&WordVariants> {
        self.of_words.get(word)
    }

    /// The rows of terms that mean the same as this plain word.
    pub(in crate::query) fn rows(&self, word: &str) -> &[Vec<String>] {
        self.of_word(word).map_or(&[], |own| own.rows.as_slice())
    }

    /// Adds the other members of its groups to the words of a name that was typed.
    fn add<'m>(
        &mut self,
        name: &[Typed],
        members: impl Iterator<Item = &'m Member>,
        analyzer: &mut NewsAnalyzer,
    ) {
        let name_words = u32::try_from(name.len()).unwrap_or(u32::MAX);
        let typed: Vec<String> = name.iter().flat_map(|word| word.terms.clone()).collect();
        let others: Vec<Other> = members
            .map(|member| Other {
                text: &member.text,
                forms: forms_of_sequence(&analyzer.compounds(&member.text)),
            })
            .collect();
        let mut added: Vec<&str> = Vec::new();
        for other in &others {
            // What is part of the typed name is found by its words, and the other way round.
            let is_part = other.forms.iter().any(|form| stands_in(form, &typed));
            let is_found = |shorter: &Other| other.is_found_by(shorter);
            if is_part || other.has(&typed) || others.iter().any(is_found) {
                continue;
            }
            // One with the word itself in it would count the same place twice.
            for word in name.iter().filter(|word| !other.has(&word.terms)) {
                let own = self.of_words.entry(word.text.to_owned()).or_default();
                own.name_words = own.name_words.max(name_words);
                for form in &other.forms {
                    if own.rows.len() < MAX_ROWS && !own.rows.contains(form) {
                        own.rows.push(form.clone());
                        added.push(other.text);
                    }
                }
            }
        }
        let mut seen = HashSet::new();
        added.retain(|text| seen.insert(*text));
        if !added.is_empty() {
            let typed: Vec<_> = name.iter().map(|word| word.text).collect();
            let (typed, added) = (typed.join(" "), added.join(", "));
            self.notes.push(format!("`{typed}` also finds {added}"));
        }
    }
}

/// A member of a group whose name was typed otherwise.
struct Other<'m> {
    text: &'m str,
    forms: Vec<Vec<String>>,
}

impl Other<'_> {
    /// Whether it has these terms in a row.
    fn has(&self, row: &[String]) -> bool {
        self.forms.iter().any(|form| stands_in(row, form))
    }

    /// Whether a shorter one stands wherever this one does: `Islamic State` in `Islamic State of
    /// Iraq`.
    fn is_found_by(&self, shorter: &Self) -> bool {
        let has_part = |form: &Vec<String>| shorter.forms.iter().any(|part| stands_in(part, form));
        self.forms != shorter.forms && self.forms.iter().all(has_part)
    }
}

/// Whether one row of terms is part of another, or all of it.
fn stands_in(row: &[String], other: &[String]) -> bool {
    !row.is_empty() && other.windows(row.len()).any(|part| part == row)
}

impl<'a> Typed<'a> {
    fn new(text: &'a str, shouted: bool, analyzer: &mut NewsAnalyzer) -> Self {
        let compounds = analyzer.compounds(text);
        let acronym = match &compounds[..] {
            [one] => {
                let written = &text[one.range.clone()];
                let capitals = !shouted && !written.contains(char::is_lowercase);
                capitals || written.contains('.')
            }
            _ => false,
        };
        Self {
            text,
            terms: parts(compounds),
            acronym,
        }
    }
}

/// The terms of words in a row, of hyphenated ones those of their parts.
fn parts(compounds: Vec<Compound>) -> Vec<String> {
    compounds.into_iter().flat_map(|one| one.parts).collect()
}

/// Whether a query is all in capitals, as some people type.
fn is_shouted(runs: &[Vec<&str>]) -> bool {
    let words = || runs.iter().flatten();
    words().count() >= SHOUTED && !words().any(|word| word.contains(char::is_lowercase))
}

/// The members that begin as some word of the query does.
fn candidates<'a>(
    runs: &[Vec<Typed>],
    aliases: &'a Aliases,
    analyzer: &mut NewsAnalyzer,
) -> Vec<Candidate<'a>> {
    let mut beginnings: Vec<[u8; 2]> = Vec::new();
    for run in runs {
        for at in 0..run.len() {
            let letters = run[at..].iter().flat_map(|word| &word.terms);
            beginnings.push(first_two(letters.flat_map(|term| term.bytes())));
        }
    }
    // Most members are told apart by their first byte.
    let mut firsts = [false; 256];
    for [first, _] in &beginnings {
        firsts[usize::from(*first)] = true;
    }
    let begins = |member: &&Member| {
        let letters = member.text.bytes().filter(|byte| !b"-.' ".contains(byte));
        let mut letters = letters.map(|byte| byte.to_ascii_lowercase()).peekable();
        let may_begin = |first: &u8| !first.is_ascii() || firsts[usize::from(*first)] || firsts[0];
        if !letters.peek().is_some_and(may_begin) {
            return false;
        }
        let letters = first_two(letters);
        let same = |(own, letter): (&u8, &u8)| own == letter || *own == 0 || *letter == 0;
        // What folds to other letters is looked at closely.
        !letters.is_ascii()
            || beginnings
                .iter()
                .any(|own| own.iter().zip(&letters).all(same))
    };
    aliases
        .recognised()
        .filter(begins)
        .map(|member| Candidate {
            member,
            terms: parts(analyzer.compounds(&member.text)),
        })
        .collect()
}

/// The first two bytes; 0 for those that there are not.
fn first_two(bytes: impl Iterator<Item = u8>) -> [u8; 2] {
    let mut first = [0; 2];
    for (place, byte) in first.iter_mut().zip(bytes) {
        *place = byte;
    }
    first
}

/// How many words the longest name has that stands at the beginning, and the groups it is in.
fn longest_name(words: &[Typed], candidates: &[Candidate]) -> (usize, Vec<usize>) {
    let (mut longest, mut groups) = (0, Vec::new());
    for Candidate { member, terms } in candidates {
        let Some(length) = words_of_name(words, terms) else {
            continue;
        };
        if length < longest || (member.is_acronym() && !words[0].acronym) {
            continue;
        }
        if length > longest {
            longest = length;
            groups.clear();
        }
        if !groups.contains(&member.group) {
            groups.push(member.group);
        }
    }
    (longest, groups)
}

/// How many of the first words have exactly these terms.
fn words_of_name(words: &[Typed], name: &[String]) -> Option<usize> {
    let mut rest = name;
    for (count, word) in (1..).zip(words) {
        rest = rest.strip_prefix(word.terms.as_slice())?;
        if word.terms.is_empty() {
            return None;
        }
        if rest.is_empty() {
            return Some(count);
        }
    }
    None
}

/// Plain words that stand side by side and mean the same thing for an article.
#[derive(Default)]
struct Runs<'a> {
    done: Vec<Vec<&'a str>>,
    current: Vec<&'a str>,
}

impl<'a> Runs<'a> {
    fn of(ask: &'a Ask, schema: &ArticleSchema) -> Vec<Vec<&'a str>> {
        let mut runs = Self::default();
        let mut before = None;
        for Clause { presence, expr } in &ask.clauses {
            if before.replace(*presence) != Some(*presence) {
                runs.end();
            }
            if *presence != Presence::Excluded {
                runs.add(expr, schema);
            }
        }
        runs.end();
        runs.done
    }

    fn end(&mut self) {
        if !self.current.is_empty() {
            self.done.push(std::mem::take(&mut self.current));
        }
    }

    fn add(&mut self, expr: &'a Expr, schema: &ArticleSchema) {
        if let Expr::Word(text) = expr {
            return self.current.push(text);
        }
        self.end();
        match expr {
            Expr::Field { name, inner } => {
                let field = schema.text_field(name);
                if field.is_some_and(|(_, spec)| spec.analyzer == Some(Analyzer::News)) {
                    self.add(inner, schema);
                }
            }
            Expr::All(parts) => parts.iter().for_each(|part| self.add(part, schema)),
            Expr::Any(parts) => {
                for part in parts {
                    self.add(part, schema);
                    self.end();
                }
            }
            Expr::Word(_)
            | Expr::Phrase(_)
            | Expr::Near { .. }
            | Expr::Prefix(_)
            | Expr::Not(_) => {}
        }
        self.end();
    }
}

#[cfg(test)]
mod tests;
