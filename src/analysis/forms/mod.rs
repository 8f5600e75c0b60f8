//! Words whose term the stemmer does not make: tables of a language, asked before its stemmer.
//!
//! - `irregular.txt`: a form, the word it is a form of, and where a form has two lives, why it was
//!   decided so (`found find # mostly of …`). A form that stays as it is has a row onto itself.
//! - `apart.txt`: a word that the stemmer confuses with another (`officer`, `office`), and its term.
//!   In English its plural is kept apart with it, and after `verb` its past and its `-ing` are too.
//! - `usual.txt` (English): a stem, and the form that most articles have of its words (`compani
//!   company`), which is their term instead. The index keeps a form beside its term only where they
//!   differ, so it is a tenth smaller.
//! - `stems.txt` (other languages): a stem of some forms of a word, and the stem of its other forms.
//! - `capitals.txt`: a word that is another word with a capital (`polish`, `may`), and what it is.
//!
//! `tables/` has a folder for each language. Rows are sorted by their first word (`table`), and words
//! of languages other than English are folded. This folder knows words in lower case and no texts.

mod table;

use super::Language;
use std::borrow::Cow;
use table::{Bits, Table, bits_of, count_rows, row_starts, table};

/// The tables of one language. Empty for a language without any.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tables {
    irregular: Table,
    apart: Table,
    /// The term of a stem.
    stems: Table,
    capitals: Table,
    /// Whether `-men` is the plural of `-man`, and initials have one in `-s`.
    is_english: bool,
}

/// What a table says about a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Entry<'w> {
    /// It is a form of this word, which the stemmer reads.
    FormOf(Cow<'w, str>),
    /// This is its term.
    Term(&'static str),
}

impl Tables {
    /// The tables of a language.
    pub(super) const fn of(language: Language) -> Self {
        let none = Table::EMPTY;
        match language {
            Language::English => Self {
                irregular: table!("tables/english/irregular.txt"),
                apart: table!("tables/english/apart.txt"),
                stems: table!("tables/english/usual.txt"),
                capitals: table!("tables/english/capitals.txt"),
                is_english: true,
            },
            Language::Dutch => Self::with(table!("tables/dutch/irregular.txt"), none, none),
            Language::Finnish => Self::with(
                table!("tables/finnish/irregular.txt"),
                none,
                table!("tables/finnish/stems.txt"),
            ),
            Language::French => Self::with(
                table!("tables/french/irregular.txt"),
                table!("tables/french/apart.txt"),
                none,
            ),
            Language::German => Self::with(table!("tables/german/irregular.txt"), none, none),
            Language::Hungarian => Self::with(table!("tables/hungarian/irregular.txt"), none, none),
            Language::Italian => Self::with(
                table!("tables/italian/irregular.txt"),
                table!("tables/italian/apart.txt"),
                none,
            ),
            Language::Persian => Self::with(table!("tables/persian/irregular.txt"), none, none),
            Language::Polish => Self::with(table!("tables/polish/irregular.txt"), none, none),
            Language::Portuguese => Self::with(
                table!("tables/portuguese/irregular.txt"),
                table!("tables/portuguese/apart.txt"),
                none,
            ),
            Language::Russian => Self::with(table!("tables/russian/irregular.txt"), none, none),
            Language::Spanish => Self::with(none, table!("tables/spanish/apart.txt"), none),
            Language::Swedish => Self::with(table!("tables/swedish/irregular.txt"), none, none),
            _ => Self::with(none, none, none),
        }
    }

    /// The tables of a language other than English.
    const fn with(irregular: Table, apart: Table, stems: Table) -> Self {
        Self {
            irregular,
            apart,
            stems,
            capitals: Table::EMPTY,
            is_english: false,
        }
    }

    /// What the tables say about a word in lower case; `None` for most words.
    pub(super) fn entry<'w>(&self, word: &'w str) -> Option<Entry<'w>> {
        if self.irregular.is_empty() && self.apart.is_empty() {
            return None;
        }
        if let Some(row) = self.irregular.row(word) {
            return Some(Entry::FormOf(Cow::Borrowed(first_word(row))));
        }
        if let Some(row) = self.apart.row(word) {
            return Some(Entry::Term(first_word(row)));
        }
        if let Some(stem) = word.strip_suffix("men")
            && self.is_english
            && word.len() >= LEAST_MEN
        {
            return Some(Entry::FormOf(Cow::Owned(format!("{stem}man"))));
        }
        if self.is_english
            && let Some(one) = one_of_initials(word)
        {
            return Some(Entry::FormOf(Cow::Borrowed(one)));
        }
        let term = self.is_english.then(|| self.apart_with_ending(word));
        term.flatten().map(Entry::Term)
    }

    /// The term of words with this stem.
    pub(super) fn term_of_stem<'s>(&self, stem: Cow<'s, str>) -> Cow<'s, str> {
        if self.stems.is_empty() {
            return stem;
        }
        match self.stems.row(&stem) {
            Some(form) => Cow::Borrowed(form),
            None => stem,
        }
    }

    /// Whether a word in lower case is another word with a capital.
    pub(super) fn has_capitals(&self, word: &str) -> bool {
        self.capitals.row(word).is_some()
    }

    /// The word that a word in lower case is a form of by the tables, or itself.
    pub(super) fn word_of<'w>(&self, form: &'w str) -> Cow<'w, str> {
        match self.entry(form) {
            Some(Entry::FormOf(word)) => word,
            Some(Entry::Term(term)) => Cow::Borrowed(term),
            None => Cow::Borrowed(form),
        }
    }

    /// The forms of a word in lower case that the tables know, without those that follow from its
    /// letters alone.
    pub(super) fn forms_of(&self, word: &str) -> Vec<Cow<'static, str>> {
        let of_tables = [self.irregular, self.apart].into_iter();
        let rows = of_tables.flat_map(|table| table.words_with(word));
        let mut forms: Vec<Cow<'static, str>> = rows.map(Cow::Borrowed).collect();
        if self.is_english {
            let man = word.strip_suffix("man");
            let men = man.map(|stem| format!("{stem}men"));
            let men = men.filter(|men| men.len() >= LEAST_MEN);
            let initials = format!("{word}s");
            let initials = (one_of_initials(&initials) == Some(word)).then_some(initials);
            forms.extend(men.into_iter().chain(initials).map(Cow::Owned));
        }
        forms.retain(|form| form != word && self.word_of(form) == word);
        forms.sort_unstable();
        forms.dedup();
        forms
    }

    /// The term of a word that is kept apart, for the word with an ending.
    fn apart_with_ending(&self, word: &str) -> Option<&'static str> {
        ENDINGS.iter().find_map(|(ending, instead, of_verb)| {
            let bare = word.strip_suffix(ending)?;
            let bare: Cow<str> = match *instead {
                "" => bare.into(),
                instead => [bare, instead].concat().into(),
            };
            let row = self.apart.row(&bare)?;
            (!of_verb || row.ends_with(" verb")).then(|| first_word(row))
        })
    }
}

/// The least length of a word in `-men` that is read as a plural. Shorter ones are other words:
/// `omen`, `amen`, `semen`. `men` and `women` have rows.
const LEAST_MEN: usize = 6;

/// The initials that a word in lower case is the plural of: `mps`, `dvds`. Their vowels are no help to
/// tell them from words, so only initials without one are known; others (`ngos`) have rows, and so have
/// words without vowels that end in `s` for another reason (`mrs`, `cbs`).
fn one_of_initials(word: &str) -> Option<&str> {
    let one = word.strip_suffix('s')?;
    let is_vowel = |byte: u8| matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
    let is_short = (2..=LONGEST_INITIALS).contains(&one.len());
    let has_none = !one.bytes().any(is_vowel) && one.bytes().all(|byte| byte.is_ascii_lowercase());
    (is_short && has_none && !one.ends_with('s')).then_some(one)
}

/// The most letters of initials that have a plural.
const LONGEST_INITIALS: usize = 5;

/// The endings of English words that are kept apart: the ending, what is there without it, and
/// whether only verbs have it.
const ENDINGS: [(&str, &str, bool); 8] = [
    ("s", "", false),
    ("es", "", false),
    ("ies", "y", false),
    ("ed", "", true),
    ("d", "", true),
    ("ing", "", true),
    ("ing", "e", true),
    ("ied", "y", true),
];

/// Initials of words, each with another initial that a form of such words has: `go`, `went`.
pub(super) const OTHER_INITIALS: [(u8, u8); 2] = [(b'e', b'a'), (b'g', b'w')];

fn first_word(rest: &str) -> &str {
    rest.split_once(' ').map_or(rest, |(first, _)| first)
}

#[cfg(test)]
mod tests;
