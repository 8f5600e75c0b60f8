//! How a word is written, beside its term: its form, its capitals, and parts written together.
//!
//! The index has a term of its own for each of these where it says more than the word's term:
//! `=wages` for a form that is not its own term, `=US` for a word whose capitals make it another
//! word, `you+tube` for two parts that a capital joins, `-antiwar` for the end of a word that is
//! written in parts (`anti-war`), `_20kg` for the end of one whose parts touch (`20kg`). No word has
//! one of these signs in it, so these terms are no terms of words.

use super::Language;
use super::compound::{Compound, WordKind};
use super::fold::{fold, is_dropped};
use super::forms::Tables;
use super::languages::{first_parts, joins_forms, joins_words, reversed_last};
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// The first character of terms that are a form and not a stem.
pub const FORM: char = '=';

/// The term that a text without small letters has at its start: there, capitals make no other words,
/// so they have no terms, and are looked up in the text.
pub const SHOUT: &str = "=";

/// What joins two parts in a term of words written together.
pub const JOINED: char = '+';

/// What is before a term of a compound at its last part, where something is between its parts.
pub const PARTED: char = '-';

/// What is before a term of a compound at its last part, where its parts touch.
pub const TOUCHING: char = '_';

impl Compound {
    /// What is before its terms at its last part: letters that touch digits (`20kg`) have another sign
    /// than parts with something between them.
    #[must_use]
    pub fn sign_at_end(&self) -> char {
        sign_at_end(self.is_close)
    }
}

/// What is before the terms of a compound at its last part, by whether its parts touch.
pub(super) fn sign_at_end(is_close: bool) -> char {
    if is_close { TOUCHING } else { PARTED }
}

/// A term without the sign of the end of a compound.
#[must_use]
pub fn without_end(term: &str) -> &str {
    term.strip_prefix([PARTED, TOUCHING]).unwrap_or(term)
}

/// The first character of terms that are a stem in a language other than English; its code follows.
pub const STEM: &str = "~";

/// What follows the code of the language in the term of a compound, before its letters in reverse.
pub(super) const REVERSED: char = '<';

/// What the terms of all words start with that end in the stem of this term; `None` for a term that
/// is no tagged stem, or of a language that writes words apart, or too short.
#[must_use]
pub fn prefix_of_compounds(term: &str) -> Option<String> {
    let (code, stem) = term.strip_prefix(STEM)?.split_at_checked(CODE)?;
    let language = Language::from_name(code).filter(|own| joins_words(*own))?;
    let mut prefix = [STEM, language.code()].concat();
    prefix.push(REVERSED);
    prefix.push_str(&reversed_last(stem)?);
    Some(prefix)
}

/// A form with the tag of a term, by which compounds with this form at their end are found; `None` if the
/// language of the term knows its compounds by their stems.
#[must_use]
pub fn last_form_of_compounds(term: &str, form: &str) -> Option<String> {
    let (code, _) = term.strip_prefix(STEM)?.split_at_checked(CODE)?;
    let language = Language::from_name(code).filter(|own| joins_forms(*own))?;
    Some([STEM, language.code(), form].concat())
}

/// The terms of which an index has one if a compound, by its term, is made of words: of what is
/// before the last part, whose compounds start with `prefix`.
#[must_use]
pub fn first_parts_of_compound(term: &str, prefix: &str) -> Vec<String> {
    let rest = term.strip_prefix(prefix).unwrap_or_default();
    let first: String = rest.chars().rev().collect();
    let tag = term.get(..STEM.len() + CODE).unwrap_or_default();
    let language = tag.get(STEM.len()..).and_then(Language::from_name);
    let last = prefix.rsplit(REVERSED).next().unwrap_or_default();
    let parts = first_parts(&first, last.chars().count(), language.unwrap_or_default());
    let forms = parts.flat_map(|part| [part.to_owned(), [tag, part].concat()]);
    forms.collect()
}

/// A term for a person: without marks and tags.
#[must_use]
pub fn shown_term(term: &str) -> Cow<'_, str> {
    let term = without_end(term);
    let stem = term
        .strip_prefix(STEM)
        .and_then(|tagged| tagged.get(CODE..));
    let Some(stem) = stem else {
        return term.strip_prefix(FORM).unwrap_or(term).into();
    };
    match stem.strip_prefix(REVERSED) {
        Some(reversed) => reversed.chars().rev().collect::<String>().into(),
        None => stem.into(),
    }
}

/// The length of the code of a language, in bytes.
pub(super) const CODE: usize = 2;

/// The extra terms of a word: what is indexed in addition to its own term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Marks(u8);

impl Marks {
    const FORM: u8 = 1;
    const CAPITALS: u8 = 2;
    const JOINED: u8 = 4;
    const STEM: u8 = 8;
    const COMPOUND: u8 = 16;

    /// The marks of a word as written, with its folded form and its term.
    pub(super) fn of(written: &str, form: &str, term: &str, tables: &Tables) -> Self {
        let mut marks = 0;
        if form != term {
            marks |= Self::FORM;
        }
        if has_own_capitals(written, form, tables) {
            marks |= Self::CAPITALS;
        }
        if parts(written).nth(1).is_some() {
            marks |= Self::JOINED;
        }
        Self(marks)
    }

    /// The marks of a word in another language than English, with its form. Its term is its form.
    pub(super) fn of_foreign(written: &str, form: &str, has_stem: bool, tables: &Tables) -> Self {
        let own = Self::of(written, form, form, tables);
        Self(own.0 | if has_stem { Self::STEM } else { 0 })
    }

    /// The marks of joined words.
    pub(super) fn of_whole(has_form: bool, has_stem: bool) -> Self {
        let form = if has_form { Self::FORM } else { 0 };
        let stem = if has_stem { Self::STEM } else { 0 };
        Self(form | stem)
    }

    /// The same with the mark of a compound, if it may be one.
    pub(super) fn with_compound(self, is_compound: bool) -> Self {
        Self(self.0 | if is_compound { Self::COMPOUND } else { 0 })
    }

    /// Only the marks of what is beside the word in every stream of tokens: its tagged stem, and its
    /// letters in reverse.
    pub(super) fn of_stem(self) -> Self {
        Self(self.0 & (Self::STEM | Self::COMPOUND))
    }

    /// Whether its letters in reverse are beside it.
    pub(super) fn has_compound(self) -> bool {
        self.0 & Self::COMPOUND != 0
    }

    /// The same without its letters in reverse.
    pub(super) fn without_compound(self) -> Self {
        Self(self.0 & !Self::COMPOUND)
    }

    /// Whether its tagged stem is beside it.
    pub(super) fn has_stem(self) -> bool {
        self.0 & Self::STEM != 0
    }

    /// The same without the tagged stem.
    pub(super) fn without_stem(self) -> Self {
        Self(self.0 & !Self::STEM)
    }

    /// Whether there are none.
    #[inline]
    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether its form is not its term.
    pub(super) fn has_form(self) -> bool {
        self.0 & Self::FORM != 0
    }

    /// Whether its capitals make it another word.
    pub(super) fn has_capitals(self) -> bool {
        self.0 & Self::CAPITALS != 0
    }

    /// The same without capitals.
    pub(super) fn without_capitals(self) -> Self {
        Self(self.0 & !Self::CAPITALS)
    }

    /// The same without the form.
    pub(super) fn without_form(self) -> Self {
        Self(self.0 & !Self::FORM)
    }

    /// Whether capitals within it join parts.
    pub(super) fn is_joined(self) -> bool {
        self.0 & Self::JOINED != 0
    }
}

/// The longest word in capitals that may be an acronym, in letters.
const LONGEST_ACRONYM: usize = 5;

/// Whether a word as written is another word than the same letters in lower case: an acronym (`US`,
/// `U.S.`, `AIDS`), or a word of the table of capitals (`Polish`, `May`).
pub(super) fn has_own_capitals(written: &str, form: &str, tables: &Tables) -> bool {
    let mut bytes = written.bytes().filter(|byte| *byte != b'.');
    if !bytes.next().is_some_and(|byte| byte.is_ascii_uppercase()) {
        return false;
    }
    let (mut letters, mut capitals) = (1, 1);
    for byte in bytes {
        if !byte.is_ascii_alphabetic() {
            return false;
        }
        letters += 1;
        capitals += usize::from(byte.is_ascii_uppercase());
    }
    match capitals {
        1 if letters > 1 => tables.has_capitals(form),
        _ => capitals == letters && (2..=LONGEST_ACRONYM).contains(&letters),
    }
}

/// The parts of a word that capitals join: `You` and `Tube` of `YouTube`. One for other words.
pub(super) fn parts(written: &str) -> impl Iterator<Item = &str> {
    let bytes = written.as_bytes();
    let is_ascii = written.is_ascii();
    let starts = (1..bytes.len()).filter(move |at| {
        is_ascii && bytes[*at].is_ascii_uppercase() && bytes[at - 1].is_ascii_lowercase()
    });
    let mut from = 0;
    starts
        .chain(std::iter::once(bytes.len()))
        .map(move |end| &written[std::mem::replace(&mut from, end)..end])
}

/// Appends a word in lower case and composed form, without apostrophes.
pub(super) fn lower(word: &str, out: &mut String) {
    let plain = word
        .nfc()
        .filter(|c| !matches!(c, '\'' | '\u{2018}' | '\u{2019}'))
        .flat_map(char::to_lowercase);
    out.extend(plain);
}

/// Appends the form of a word: folded, in the way of its kind.
pub(super) fn fold_kind(source: &str, kind: WordKind, out: &mut String) {
    match kind {
        WordKind::Plain | WordKind::Unit => fold(source, out),
        WordKind::Acronym => source.split('.').for_each(|letter| fold(letter, out)),
        WordKind::Number => out.extend(source.chars().filter(|c| *c != ',')),
    }
}

/// Appends a word as written, with its capitals, accents and apostrophes, but composed and without
/// the characters that separate nothing: full stops of acronyms, commas in numbers, invisible ones.
pub(super) fn as_written(word: &str, kind: WordKind, out: &mut String) {
    let separator = match kind {
        WordKind::Plain | WordKind::Unit => None,
        WordKind::Acronym => Some('.'),
        WordKind::Number => Some(','),
    };
    let is_mark = |c: char| is_dropped(c) && !is_accent(c) && !is_apostrophe(c);
    let kept = word.nfc().filter(|c| Some(*c) != separator && !is_mark(*c));
    out.extend(kept.map(|c| if is_apostrophe(c) { '\'' } else { c }));
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2018}' | '\u{2019}')
}

fn is_accent(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}')
}

/// The spellings of a word as written in which it can be asked for: folded; with its accents; with
/// its capitals; with both; and each of these with its apostrophes. Each once.
pub(super) fn spellings(written: &str) -> Vec<String> {
    let bare = written.replace('\'', "");
    let mut all: Vec<String> = Vec::new();
    for text in [bare.as_str(), written] {
        let (mut folded, mut accented) = (String::new(), String::new());
        let mut capitals = String::new();
        for (number, piece) in text.split('\'').enumerate() {
            for spelling in [&mut folded, &mut accented, &mut capitals] {
                spelling.push_str(if number > 0 { "'" } else { "" });
            }
            fold(piece, &mut folded);
            lower(piece, &mut accented);
            fold_but_capitals(piece, &mut capitals);
        }
        for spelling in [folded, accented, capitals, text.to_owned()] {
            if !all.contains(&spelling) {
                all.push(spelling);
            }
        }
    }
    all
}

/// Appends a word without accents, but with its capitals.
fn fold_but_capitals(word: &str, out: &mut String) {
    let mut buffer = String::new();
    for c in word.chars() {
        buffer.clear();
        fold(c.encode_utf8(&mut [0; 4]), &mut buffer);
        if c.is_uppercase() {
            out.extend(buffer.chars().flat_map(char::to_uppercase));
        } else {
            out.push_str(&buffer);
        }
    }
}

/// Whether a text has no small letter, so that its capitals say nothing.
pub(super) fn is_shouted(text: &str) -> bool {
    !text.bytes().any(|byte| byte.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Language;

    #[test]
    fn capitals_make_acronyms_and_names_other_words() {
        let tables = Tables::of(Language::English);
        for (written, expected) in [
            ("US", true),
            ("U.S", true),
            ("AIDS", true),
            ("Polish", true),
            ("May", true),
            ("us", false),
            ("Us", false),
            ("I", false),
            ("polish", false),
            ("Minister", false),
            ("PRESIDENT", false),
            ("F16", false),
            ("", false),
        ] {
            let form = written.replace('.', "").to_lowercase();
            let found = has_own_capitals(written, &form, &tables);
            assert_eq!(found, expected, "{written}");
        }
    }

    #[test]
    fn capitals_within_a_word_join_parts() {
        for (written, expected) in [
            ("YouTube", &["You", "Tube"][..]),
            ("iPhone", &["i", "Phone"]),
            ("McDonald", &["Mc", "Donald"]),
            ("NATO", &["NATO"]),
            ("GDPs", &["GDPs"]),
            ("word", &["word"]),
            ("", &[""]),
        ] {
            assert_eq!(parts(written).collect::<Vec<_>>(), expected);
        }
    }

    #[test]
    fn a_word_can_be_asked_for_with_or_without_its_capitals_and_accents() {
        assert_eq!(spellings("wages"), ["wages"]);
        assert_eq!(spellings("Polish"), ["polish", "Polish"]);
        assert_eq!(spellings("Café"), ["cafe", "café", "Cafe", "Café"]);
        assert_eq!(
            spellings("O'Neill"),
            ["oneill", "ONeill", "o'neill", "O'Neill"]
        );
    }
}
