//! What synonyms add to a query: for each plain word, the other ways in which articles may write
//! the name that it is part of.
//!
//! Only plain words have synonyms. Phrases, words close together and prefixes stay as typed.
//! Excluded words do too: a reader sees what a wider search found and can judge it, but not what a
//! wider exclusion hid.
//!
//! A name of several words is recognised where its words are neighbours (`united states troops`),
//! the longest name first. Then the synonyms belong to each of its words, so that an article with
//! `US` lacks neither `united` nor `states`.

use super::groups::{Member, Synonyms, first_two};
use crate::analysis::{Compound, NewsAnalyzer};
use crate::query::plan::forms::{TermSequence, forms_of_sequence};
use std::collections::{HashMap, HashSet};

/// The largest number of synonyms of one word. More are left out, with a note.
pub(in crate::query) const MAX_SYNONYMS: usize = 48;

/// The largest number of names that are looked at for one typed name: those of its first groups.
/// More are left out, with a note.
pub(in crate::query) const MAX_NAMES: usize = 256;

/// In a query of at least this many words that is all in capitals, capitals do not mark an acronym.
const SHOUTED: usize = 3;

/// The synonyms of a query's words.
#[derive(Debug, Default)]
pub(in crate::query::plan) struct Recognised {
    /// By the word as typed. A word typed at several places has the synonyms of all of them.
    of_words: HashMap<String, WordSynonyms>,
    /// A sentence for each name that was recognised, with what is found in addition.
    pub(in crate::query::plan) notes: Vec<String>,
}

/// The synonyms of one word.
#[derive(Debug, Clone, Default)]
pub(in crate::query::plan) struct WordSynonyms {
    /// The terms of each other name.
    pub(in crate::query::plan) sequences: Vec<TermSequence>,
    /// The terms of names of what belongs to it.
    pub(in crate::query::plan) related: Vec<TermSequence>,
    /// What a program may have read instead of the word.
    pub(in crate::query::plan) misread: Vec<TermSequence>,
    /// How many words the longest name has that the word is recognised in.
    pub(in crate::query::plan) name_words: u32,
}

/// A plain word of the query.
pub(in crate::query::plan) struct PlainWord<'a> {
    text: &'a str,
    /// The terms that all its forms share.
    terms: TermSequence,
    /// The terms of its form, by which names are chosen that it may be a part of.
    form: TermSequence,
    /// Whether it is one word without small letters.
    is_in_capitals: bool,
    /// Whether it is one word with full stops.
    has_stops: bool,
}

/// Names that may be in the query, by their first term.
type Candidates<'a> = HashMap<String, Vec<Candidate<'a>>>;

/// A name that may be in the query.
struct Candidate<'a> {
    member: &'a Member,
    terms: TermSequence,
}

impl Recognised {
    /// Recognises names in runs of plain words that are neighbours in the query.
    pub(in crate::query::plan) fn new(
        runs: &[Vec<PlainWord>],
        synonyms: &Synonyms,
        analyzer: &mut NewsAnalyzer,
    ) -> Self {
        let mut recognised = Self::default();
        let shouted = is_shouted(runs);
        let candidates = candidates(runs, synonyms, analyzer);
        for run in runs {
            let mut rest = &run[..];
            while !rest.is_empty() {
                let (length, groups) = longest_name(rest, &candidates, shouted);
                let (name, others) = rest.split_at(length.max(1));
                let members = groups.into_iter().flat_map(|(group, is_second)| {
                    let found = synonyms.found(group);
                    found.map(move |member| (member, member.is_second != is_second))
                });
                recognised.add(name, members, analyzer);
                rest = others;
            }
        }
        recognised
    }

    /// The synonyms of a plain word as typed, if it has any.
    pub(in crate::query::plan) fn of_word(&self, word: &str) -> Option<&WordSynonyms> {
        self.of_words.get(word)
    }

    /// Gives the words of a typed name the other names of its groups.
    fn add<'m>(
        &mut self,
        name: &[PlainWord],
        members: impl Iterator<Item = (&'m Member, bool)>,
        analyzer: &mut NewsAnalyzer,
    ) {
        let name_words = u32::try_from(name.len()).unwrap_or(u32::MAX);
        let typed: Vec<String> = name.iter().flat_map(|word| word.terms.clone()).collect();
        let mut members = members;
        let mut others: Vec<Other> = members
            .by_ref()
            .take(MAX_NAMES)
            .map(|(member, is_related)| Other {
                text: &member.text,
                is_related,
                forms: forms_of_sequence(&analyzer.compounds(&member.text)),
            })
            .collect();
        mark_related(&mut others);
        let mut is_too_many = members.next().is_some();
        let mut added: Vec<&str> = Vec::new();
        for other in &others {
            // A name within the typed one is found by its words, and so is a name around it.
            let is_part = other.forms.iter().any(|form| is_within(form, &typed));
            let is_found = |shorter: &Other| other.is_found_by(shorter);
            if is_part || other.has(&typed) || others.iter().any(is_found) {
                continue;
            }
            // A name with the word itself in it would count the same place twice.
            for word in name.iter().filter(|word| !other.has(&word.terms)) {
                let found = self.of_words.entry(word.text.to_owned()).or_default();
                found.name_words = found.name_words.max(name_words);
                let list = if other.is_related {
                    &mut found.related
                } else {
                    &mut found.sequences
                };
                for form in &other.forms {
                    if list.contains(form) {
                        continue;
                    }
                    if list.len() == MAX_SYNONYMS {
                        is_too_many = true;
                        break;
                    }
                    list.push(form.clone());
                    added.push(other.text);
                }
            }
        }
        let mut seen = HashSet::new();
        added.retain(|text| seen.insert(*text));
        let typed: Vec<_> = name.iter().map(|word| word.text).collect();
        let typed = typed.join(" ");
        if !added.is_empty() {
            let added = added.join(", ");
            self.notes.push(format!("`{typed}` also finds {added}"));
        }
        if is_too_many {
            self.notes.push(format!(
                "`{typed}` has more synonyms than are searched for: only the first \
                 {MAX_SYNONYMS} are"
            ));
        }
    }
}

/// A name with the terms of a related one is related too, whichever side it is on: `Quebecer` has those
/// of `Quebec`, which only belongs to `Quebecois`.
fn mark_related(others: &mut [Other]) {
    let is_related = |other: &&Other| other.is_related;
    let related = others.iter().filter(is_related);
    let related: Vec<_> = related.map(|other| other.forms.clone()).collect();
    for other in others {
        other.is_related = other.is_related || related.contains(&other.forms);
    }
}

/// Another name of the group of a typed one.
struct Other<'m> {
    text: &'m str,
    /// Whether it is a name of something that belongs to the typed one.
    is_related: bool,
    forms: Vec<TermSequence>,
}

impl WordSynonyms {
    /// Adds those of a name.
    pub(in crate::query::plan) fn add(&mut self, other: &Self) {
        add_new(&mut self.sequences, &other.sequences);
        add_new(&mut self.related, &other.related);
        self.misread.extend(other.misread.iter().cloned());
        self.name_words = self.name_words.max(other.name_words);
    }

    /// The terms of all names, and of what was misread.
    pub(in crate::query::plan) fn all(&self) -> impl Iterator<Item = &TermSequence> {
        let names = self.sequences.iter().chain(&self.related);
        names.chain(&self.misread)
    }
}

/// Adds the sequences that are not there: a name may be the same in two languages.
fn add_new(list: &mut Vec<TermSequence>, others: &[TermSequence]) {
    for other in others {
        if !list.contains(other) {
            list.push(other.clone());
        }
    }
}

impl Other<'_> {
    /// Whether it has these terms one after another.
    fn has(&self, terms: &[String]) -> bool {
        self.forms.iter().any(|form| is_within(terms, form))
    }

    /// Whether a shorter name is part of this one: `Islamic State` of `Islamic State of Iraq`.
    fn is_found_by(&self, shorter: &Self) -> bool {
        let has_part = |form: &TermSequence| shorter.forms.iter().any(|part| is_within(part, form));
        self.forms != shorter.forms && self.forms.iter().all(has_part)
    }
}

/// Whether one sequence of terms is part of another, or all of it.
fn is_within(terms: &[String], other: &[String]) -> bool {
    !terms.is_empty() && other.windows(terms.len()).any(|part| part == terms)
}

impl<'a> PlainWord<'a> {
    /// A word as typed, with the analyzer's words of it.
    pub(in crate::query::plan) fn new(text: &'a str, compounds: &[Compound]) -> Self {
        let only = match compounds {
            [one] => Some(&text[one.range.clone()]),
            _ => None,
        };
        Self {
            text,
            terms: shared_terms(compounds),
            form: compounds
                .iter()
                .flat_map(Compound::terms)
                .cloned()
                .collect(),
            is_in_capitals: only.is_some_and(|written| !written.contains(char::is_lowercase)),
            has_stops: only.is_some_and(|written| written.contains('.')),
        }
    }

    /// Whether it may be an acronym: in capitals in a query with small letters, or with full stops.
    fn may_be_acronym(&self, shouted: bool) -> bool {
        self.has_stops || (self.is_in_capitals && !shouted)
    }
}

/// The terms that all forms of a sequence of words share, of hyphenated ones those of their parts.
fn shared_terms(compounds: &[Compound]) -> TermSequence {
    let parts = compounds.iter().flat_map(|compound| &compound.parts);
    let stems = parts.map(|part| part.reading(0).first().unwrap_or(&part.term));
    stems.cloned().collect()
}

/// Whether a query is all in capitals, as some people type.
fn is_shouted(runs: &[Vec<PlainWord>]) -> bool {
    let words = || runs.iter().flatten();
    // `AND`, `OR` and `NOT` are in lower case where they are words.
    let is_operator = |word: &PlainWord| matches!(word.text, "and" | "or" | "not");
    let has_small = |word: &PlainWord| word.text.contains(char::is_lowercase) && !is_operator(word);
    words().count() >= SHOUTED && !words().any(has_small)
}

/// The names that start with the same two letters as some word of the query.
fn candidates<'a>(
    runs: &[Vec<PlainWord>],
    synonyms: &'a Synonyms,
    analyzer: &mut NewsAnalyzer,
) -> Candidates<'a> {
    let mut starts: HashSet<[u8; 2]> = HashSet::new();
    for run in runs {
        for at in 0..run.len() {
            let letters = run[at..].iter().flat_map(|word| &word.form);
            starts.insert(first_two(letters.flat_map(|term| term.bytes())));
        }
    }
    // Most names are excluded by their first byte.
    let mut firsts = [false; 256];
    for [first, _] in &starts {
        firsts[usize::from(*first)] = true;
    }
    let may_match = |member: &&Member| {
        let letters = member.start;
        let first = letters[0];
        let may_start = !first.is_ascii() || firsts[usize::from(first)] || firsts[0];
        if first == 0 || !may_start {
            return false;
        }
        let same = |(byte, letter): (&u8, &u8)| byte == letter || *byte == 0 || *letter == 0;
        // Letters that are not ASCII may fold to others: those names are compared in full.
        !letters.is_ascii()
            || starts
                .iter()
                .any(|start| start.iter().zip(&letters).all(same))
    };
    let mut candidates = Candidates::new();
    for member in synonyms.recognised(analyzer.language()).filter(may_match) {
        let terms = shared_terms(&analyzer.compounds(&member.text));
        if let Some(first) = terms.first() {
            let with_first = candidates.entry(first.clone()).or_default();
            with_first.push(Candidate { member, terms });
        }
    }
    candidates
}

/// The number of words of the longest name at the start of `words`, and the groups it is in, each
/// with its side.
fn longest_name(
    words: &[PlainWord],
    candidates: &Candidates,
    shouted: bool,
) -> (usize, Vec<(usize, bool)>) {
    let (mut longest, mut groups) = (0, Vec::new());
    let first = words.first().and_then(|word| word.terms.first());
    let with_first = first.and_then(|term| candidates.get(term));
    for Candidate { member, terms } in with_first.into_iter().flatten() {
        let Some(length) = words_of_name(words, terms) else {
            continue;
        };
        if length < longest || (member.is_acronym() && !words[0].may_be_acronym(shouted)) {
            continue;
        }
        if length > longest {
            longest = length;
            groups.clear();
        }
        let side = (member.group, member.is_second);
        // The names of a group are neighbours.
        let mut of_group = groups.iter().rev().take_while(|(own, _)| *own == side.0);
        if !of_group.any(|own| *own == side) {
            groups.push(side);
        }
    }
    (longest, groups)
}

/// How many of the first words have exactly these terms.
fn words_of_name(words: &[PlainWord], name: &[String]) -> Option<usize> {
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

#[cfg(test)]
mod tests;
