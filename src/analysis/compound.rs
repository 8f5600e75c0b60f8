//! Joins atoms (runs of letters or digits) to words and compounds.
//!
//! Acronyms, numbers and apostrophes join atoms to words. Hyphens, full stops within a name
//! (`Node.js`, `Ph.D.`) and borders of letters and digits (`20kg`) join words to compounds. The terms
//! are made in `terms`.

use super::languages::is_unspaced;
use super::scan::{FIRST_UNSPACED, Joint, NON_JOINER, joints};
use std::ops::Range;

/// A word of a text, with its parts if it is a compound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compound {
    /// The parts, in order; one for a simple word.
    pub parts: Vec<Part>,
    /// All parts joined; `None` for a simple word or one with too many parts.
    pub whole: Option<Part>,
    /// The terms of the parts that capitals join: `you` and `tube` of `YouTube`. Empty for other
    /// words.
    pub joined: Vec<String>,
    /// What a word of a script without spaces is ranked by: sequences of terms, each a word of its
    /// own. Its parts are its characters. Empty for other words.
    pub unspaced: Vec<Vec<String>>,
    /// Whether it follows the word before it without anything between them.
    pub touches: bool,
    /// Whether its parts have nothing between them.
    pub is_close: bool,
    /// The range of bytes in the text.
    pub range: Range<usize>,
}

impl Compound {
    /// The terms of the parts, in order.
    pub fn terms(&self) -> impl Iterator<Item = &String> {
        self.parts.iter().map(|part| &part.term)
    }
}

/// A word or a part of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The term that all its forms share.
    pub term: String,
    /// Its form: folded, not stemmed.
    pub form: String,
    /// As written, with capitals and accents.
    pub written: String,
    /// The terms that it is found by, in each language that the query is read in: within a language,
    /// one of them is at each place of the word. Empty for a symbol, which is found by its term.
    pub readings: Vec<Vec<String>>,
}

impl Part {
    /// The terms that it is found by in the reading of that number: in its last one, which is its form,
    /// where it has fewer than another word.
    pub fn reading(&self, number: usize) -> &[String] {
        let reading = self.readings.get(number).or_else(|| self.readings.last());
        reading.map_or(std::slice::from_ref(&self.term), Vec::as_slice)
    }
}

/// A word: its place in the text, and how its characters form its term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) range: Range<usize>,
    pub(super) kind: WordKind,
    /// Whether it is one compound with the word before.
    pub(super) is_joined: bool,
}

impl Word {
    /// Its range in the text, with the final full stop of an acronym.
    pub(super) fn shown_range(&self, text: &str) -> Range<usize> {
        let stop = self.kind == WordKind::Acronym && text[self.range.end..].starts_with('.');
        self.range.start..self.range.end + usize::from(stop)
    }
}

/// How the characters of a word form its term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WordKind {
    /// Letters and digits, and apostrophes that folding removes.
    Plain,
    /// Single letters separated by full stops: `U.S`.
    Acronym,
    /// Digits grouped by commas or with a decimal point: `1,000.5`.
    Number,
    /// A character of a script without spaces between words, with its marks.
    Unit,
}

/// How the characters between two atoms join them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Join {
    /// Two words.
    No,
    /// One word of this kind.
    Word(WordKind),
    /// Two words of one compound.
    Compound,
    /// The second atom is the `s` of a possessive.
    Possessive,
}

/// Whether nothing is between the words of a compound.
pub(super) fn is_close(group: &[Word]) -> bool {
    group
        .windows(2)
        .all(|pair| pair[0].range.end == pair[1].range.start)
}

/// Joins the atoms of a chunk to words.
pub(super) fn words(text: &str, atoms: &[Range<usize>], out: &mut Vec<Word>) {
    for atom in atoms {
        let join = out
            .last()
            .map_or(Join::No, |previous| join(text, previous, atom));
        match (join, out.last_mut()) {
            (Join::Possessive, _) => {}
            (Join::Word(kind), Some(previous)) => {
                previous.range.end = atom.end;
                previous.kind = kind;
            }
            (join, _) => out.push(Word {
                range: atom.clone(),
                kind: kind_of_atom(text, atom),
                is_joined: join == Join::Compound,
            }),
        }
    }
}

fn kind_of_atom(text: &str, atom: &Range<usize>) -> WordKind {
    let may_be_unit = text.as_bytes()[atom.start] >= FIRST_UNSPACED;
    if may_be_unit && text[atom.clone()].starts_with(is_unspaced) {
        WordKind::Unit
    } else {
        WordKind::Plain
    }
}

fn join(text: &str, previous: &Word, atom: &Range<usize>) -> Join {
    let is_unit = |kind| kind == WordKind::Unit;
    if is_unit(previous.kind) || is_unit(kind_of_atom(text, atom)) {
        return Join::No;
    }
    if previous.range.end == atom.start {
        return join_pieces(text, atom.start);
    }
    let gap = &text.as_bytes()[previous.range.end..atom.start];
    if gap == NON_JOINER {
        return Join::Compound;
    }
    let Some(joints) = joints(gap) else {
        return Join::No;
    };
    let next = &text[atom.clone()];
    match joints.as_slice() {
        [Some(Joint::Stop)] => join_at_stop(text, previous, next),
        [Some(Joint::Comma)] if groups_digits(text, previous, next) => Join::Word(WordKind::Number),
        [Some(Joint::Apostrophe)] | [Some(Joint::Stop), Some(Joint::Apostrophe)]
            if next.eq_ignore_ascii_case("s") =>
        {
            Join::Possessive
        }
        [Some(Joint::Apostrophe)]
            if previous.kind == WordKind::Plain
                && text[..previous.range.end].ends_with(char::is_alphabetic)
                && next.starts_with(char::is_alphabetic) =>
        {
            Join::Word(WordKind::Plain)
        }
        [Some(Joint::Hyphen)] | [Some(Joint::Stop), Some(Joint::Hyphen)] => Join::Compound,
        _ => Join::No,
    }
}

/// Letters and digits that touch are one compound: `20kg`, `iPhone12`. Words of scripts without
/// spaces are not.
fn join_pieces(text: &str, at: usize) -> Join {
    let bytes = text.as_bytes();
    if bytes[at - 1].is_ascii_alphanumeric() && bytes[at].is_ascii_alphanumeric() {
        Join::Compound
    } else {
        Join::No
    }
}

/// Joins single letters to `U.S`, digits to `3.5`, and letters to compounds: `Ph.D`, `Node.js`.
fn join_at_stop(text: &str, previous: &Word, next: &str) -> Join {
    let before = &text[previous.range.clone()];
    let grows = match previous.kind {
        WordKind::Acronym => true,
        WordKind::Plain => is_one_letter(before),
        WordKind::Number | WordKind::Unit => false,
    };
    if grows && is_one_letter(next) {
        Join::Word(WordKind::Acronym)
    } else if ends_in_digits_only(before) && is_digits(next) {
        Join::Word(WordKind::Number)
    } else if is_within_name(before, next) {
        Join::Compound
    } else {
        Join::No
    }
}

/// Whether a full stop between letters is within a name, as in `Node.js` and `Ph.D`, and not the end
/// of a sentence without a space after it: `left Iraq.The rest`.
fn is_within_name(before: &str, next: &str) -> bool {
    let is_short = |word: &str| word.len() <= SHORT_PART;
    before.ends_with(char::is_alphabetic)
        && next.starts_with(char::is_alphabetic)
        && (next.starts_with(char::is_lowercase)
            || is_short(before)
            || (is_short(next) && !next.contains(char::is_lowercase)))
}

/// The longest part of an abbreviation such as `Ph.D.` or `Lt.Col.`, in bytes.
const SHORT_PART: usize = 2;

/// Whether a comma before `next` groups the digits of one number: `1,000` and not `19,20`.
fn groups_digits(text: &str, previous: &Word, next: &str) -> bool {
    let before = &text[previous.range.clone()];
    next.len() == 3
        && is_digits(next)
        && match previous.kind {
            WordKind::Plain => before.len() <= 3 && is_digits(before),
            WordKind::Number => !before.contains('.'),
            WordKind::Acronym | WordKind::Unit => false,
        }
}

fn is_one_letter(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
}

fn is_digits(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

fn ends_in_digits_only(word: &str) -> bool {
    word.bytes()
        .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','))
}
