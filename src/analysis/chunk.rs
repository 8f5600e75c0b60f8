//! The tokens of one chunk of text: of its words, of compounds as wholes, of forms and symbols.
//!
//! `scan` finds the chunk, `compound` its words, `terms` and `spelling` make what is indexed of
//! them. Its memory is used again for the next chunk.

use super::compound::{Compound, Part, Word, WordKind, is_close, words};
use super::fold::fold;
use super::scan::{Scanned, scan};
use super::spelling::{FORM, JOINED, Marks, TOUCHING, as_written, parts, sign_at_end, spellings};
use super::terms::Terms;
use super::unspaced::{is_pair, push_pair, words_of_run};
use std::ops::Range;

/// The most parts of a compound that is also indexed whole.
const MAX_WHOLE_PARTS: usize = 8;

/// Which tokens there are beside those of words, compounds and symbols.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extra {
    /// None.
    None,
    /// Parts that capitals join.
    Joined,
    /// What the index has: joined parts, forms that are not their term, capitals that make another
    /// word.
    Index,
    /// Joined parts, and each word in every spelling that it can be asked for.
    Written,
}

/// The results for one chunk of text.
#[derive(Default)]
pub(super) struct Chunk {
    scanned: Scanned,
    pub(super) words: Vec<Word>,
    /// The terms of the tokens, one after the other.
    text: String,
    tokens: Vec<ChunkToken>,
    /// The number of tokens already returned.
    returned: usize,
}

/// A token, with its term as a range of [`Chunk::text`].
struct ChunkToken {
    place: Place,
    term: Range<usize>,
}

/// Where a token is.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// In bytes.
    pub(super) range: Range<usize>,
    /// In words.
    pub(super) position: usize,
}

/// What the tokens of a text are made with.
pub(super) struct Making<'a> {
    pub(super) text: &'a str,
    pub(super) terms: &'a mut Terms,
    pub(super) extra: Extra,
    /// Whether the capitals of the text say nothing.
    pub(super) is_shouted: bool,
}

impl Chunk {
    /// Finds the words of the chunk at `start`, and returns its end.
    pub(super) fn read(&mut self, text: &str, start: usize) -> usize {
        self.scanned.atoms.clear();
        self.scanned.symbols.clear();
        self.words.clear();
        let end = scan(text, start, &mut self.scanned);
        words(text, &self.scanned.atoms, &mut self.words);
        end
    }

    pub(super) fn clear_tokens(&mut self) {
        self.text.clear();
        self.tokens.clear();
        self.returned = 0;
    }

    /// The next token: its term and its place.
    pub(super) fn next_token(&mut self) -> Option<(&str, &Place)> {
        let next = self.tokens.get(self.returned)?;
        self.returned += 1;
        Some((&self.text[next.term.clone()], &next.place))
    }

    /// Makes the tokens of the words from [`Self::read`], the first at `position`. Returns the
    /// position after the last.
    pub(super) fn make_tokens(&mut self, mut position: usize, making: &mut Making) -> usize {
        self.clear_tokens();
        let words = std::mem::take(&mut self.words);
        let first = position;
        let mut at = 0;
        for group in words.chunk_by(|_, next| next.is_joined) {
            position = self.add_group(group, position, making);
            at += group.len();
            if let Some(pair) = words.get(at - 1..=at)
                && is_pair(&pair[0], &pair[1])
            {
                self.add_pair(pair, position - 1, making);
            }
        }
        self.words = words;
        self.add_symbols(first, making.text);
        position
    }

    /// Adds a compound: its parts, at its first part the whole, and at its last one the whole with a sign
    /// that tells it from the same letters written as one word. Letters and digits that touch are joined
    /// in pairs too: `a320` of `A320neo`.
    fn add_group(&mut self, group: &[Word], first: usize, making: &mut Making) -> usize {
        let last = group.len() - 1;
        let has_whole = (2..=MAX_WHOLE_PARTS).contains(&group.len());
        let touch = |at: usize| group[at].range.end == group[at + 1].range.start;
        let sign = sign_at_end(is_close(group));
        for (index, word) in group.iter().enumerate() {
            let position = first + index;
            self.add_word(word, position, making);
            if has_whole && (index == 0 || index == last) {
                let sign = (index > 0).then_some(sign);
                self.add_whole(group, position, sign, making);
            }
            if index > 0 && last > 1 && touch(index - 1) {
                self.add_whole(&group[index - 1..=index], position, Some(TOUCHING), making);
            }
            if index < last && last > 1 && touch(index) {
                self.add_whole(&group[index..=index + 1], position, None, making);
            }
        }
        first + group.len()
    }

    fn add_word(&mut self, word: &Word, position: usize, making: &mut Making) {
        let from = self.text.len();
        let marks = making.terms.push(making.text, word, &mut self.text);
        let place = Place {
            range: word.shown_range(making.text),
            position,
        };
        self.push(place.clone(), from);
        self.add_stem(marks, &place, making.terms);
        self.add_extra(word, marks, &place, making);
    }

    /// Adds two neighbours of a script without spaces as one.
    fn add_pair(&mut self, pair: &[Word], position: usize, making: &mut Making) {
        let from = self.text.len();
        push_pair(making.text, pair, making.terms, &mut self.text);
        let place = Place {
            range: pair[0].range.start..pair[1].range.end,
            position,
        };
        self.push(place.clone(), from);
        if making.extra == Extra::Written {
            self.add_spellings(pair, None, &place, making);
        }
    }

    /// Adds joined words as one, with the sign of their end if this is their last part.
    fn add_whole(
        &mut self,
        words: &[Word],
        position: usize,
        sign: Option<char>,
        making: &mut Making,
    ) {
        let end = words[words.len() - 1].shown_range(making.text).end;
        let place = Place {
            range: words[0].range.start..end,
            position,
        };
        let from = self.start_term(sign);
        let marks = making.terms.push_whole(making.text, words, &mut self.text);
        self.push(place.clone(), from);
        if marks.has_stem() {
            let from = self.start_term(sign);
            self.text.push_str(making.terms.stem());
            self.push(place.clone(), from);
        }
        match making.extra {
            Extra::Index if marks.has_form() => {
                let from = self.start_term(sign);
                self.text.push(FORM);
                making.terms.push_form(making.text, words, &mut self.text);
                self.push(place, from);
            }
            // Asked for with all its parts, it is looked for at its end.
            Extra::Written if sign.is_some() => self.add_spellings(words, sign, &place, making),
            _ => {}
        }
    }

    /// Starts a term, with the sign of the end of a compound if there is one. Returns where it starts.
    fn start_term(&mut self, sign: Option<char>) -> usize {
        let from = self.text.len();
        self.text.extend(sign);
        from
    }

    /// Adds the tagged stem of the last word and its letters in reverse, where its marks say so.
    pub(super) fn add_stem(&mut self, marks: Marks, place: &Place, terms: &Terms) {
        if marks.has_stem() {
            let from = self.text.len();
            self.text.push_str(terms.stem());
            self.push(place.clone(), from);
        }
        if marks.has_compound() {
            let from = self.text.len();
            self.text.push_str(terms.compound());
            self.push(place.clone(), from);
        }
    }

    /// Adds the extra terms of a word.
    pub(super) fn add_extra(
        &mut self,
        word: &Word,
        marks: Marks,
        place: &Place,
        making: &mut Making,
    ) {
        if making.extra == Extra::None {
            return;
        }
        if marks.is_joined() {
            self.add_joined(&making.text[word.range.clone()], place, making.terms);
        }
        let word = std::slice::from_ref(word);
        match making.extra {
            Extra::Index => {
                if marks.has_form() {
                    let from = self.text.len();
                    self.text.push(FORM);
                    making.terms.push_form(making.text, word, &mut self.text);
                    self.push(place.clone(), from);
                }
                if marks.has_capitals() && !making.is_shouted {
                    let from = self.text.len();
                    self.text.push(FORM);
                    push_written(making.text, word, &mut self.text);
                    self.push(place.clone(), from);
                }
            }
            Extra::Written => self.add_spellings(word, None, place, making),
            Extra::None | Extra::Joined => {}
        }
    }

    fn add_joined(&mut self, written: &str, place: &Place, terms: &mut Terms) {
        let parts: Vec<&str> = parts(written).collect();
        for pair in parts.windows(2) {
            let from = self.text.len();
            terms.push_plain(pair[0], &mut self.text);
            self.text.push(JOINED);
            terms.push_plain(pair[1], &mut self.text);
            self.push(place.clone(), from);
        }
    }

    fn add_spellings(
        &mut self,
        words: &[Word],
        sign: Option<char>,
        place: &Place,
        making: &Making,
    ) {
        let mut written = String::new();
        push_written(making.text, words, &mut written);
        for spelling in &spellings(&written) {
            let from = self.start_term(sign);
            self.text.push(FORM);
            self.text.push_str(spelling);
            self.push(place.clone(), from);
        }
    }

    /// Adds the symbols at the positions of the words after them, so that they separate no phrase.
    fn add_symbols(&mut self, first: usize, text: &str) {
        for at in 0..self.scanned.symbols.len() {
            let range = self.scanned.symbols[at].clone();
            let before = |word: &Word| word.range.start < range.start;
            let position = first + self.words.partition_point(before);
            let from = self.text.len();
            fold(&text[range.clone()], &mut self.text);
            if self.text.len() > from {
                self.push(Place { range, position }, from);
            }
        }
        if !self.scanned.symbols.is_empty() {
            self.tokens.sort_by_key(|token| token.place.position);
        }
    }

    /// Adds a token whose term is the text from `from` on.
    fn push(&mut self, place: Place, from: usize) {
        let term = from..self.text.len();
        self.tokens.push(ChunkToken { place, term });
    }

    /// The words of the chunk from [`Self::read`], compounds with their parts.
    pub(super) fn compounds(&self, text: &str, terms: &mut Terms, out: &mut Vec<Compound>) {
        let words = &self.words;
        for run in words.chunk_by(|one, next| next.is_joined || is_pair(one, next)) {
            if run[0].kind == WordKind::Unit {
                words_of_run(text, run, terms, out);
            } else {
                let before = out.last().map(|last| last.range.end);
                let mut compound = compound(text, run, terms);
                compound.touches = before == Some(compound.range.start);
                out.push(compound);
            }
        }
    }

    /// The symbols of the chunk from [`Self::read`].
    pub(super) fn symbols(&self, text: &str) -> impl Iterator<Item = Compound> {
        self.scanned.symbols.iter().map(|range| {
            let mut term = String::new();
            fold(&text[range.clone()], &mut term);
            let part = Part {
                form: term.clone(),
                written: term.clone(),
                readings: Vec::new(),
                term,
            };
            Compound {
                parts: vec![part],
                whole: None,
                joined: Vec::new(),
                unspaced: Vec::new(),
                touches: false,
                is_close: false,
                range: range.clone(),
            }
        })
    }
}

fn compound(text: &str, group: &[Word], terms: &mut Terms) -> Compound {
    let mut part = |words: &[Word]| {
        let (mut term, mut form, mut written) = (String::new(), String::new(), String::new());
        if let [word] = words {
            terms.push(text, word, &mut term);
        } else {
            terms.push_whole(text, words, &mut term);
        }
        terms.push_form(text, words, &mut form);
        push_written(text, words, &mut written);
        Part {
            readings: vec![terms.reading(&form)],
            term,
            form,
            written,
        }
    };
    let has_whole = (2..=MAX_WHOLE_PARTS).contains(&group.len());
    Compound {
        parts: group
            .iter()
            .map(|word| part(std::slice::from_ref(word)))
            .collect(),
        whole: has_whole.then(|| part(group)),
        joined: match group {
            [only] if only.kind == WordKind::Plain => {
                joined_parts(&text[only.range.clone()], terms)
            }
            _ => Vec::new(),
        },
        unspaced: Vec::new(),
        touches: false,
        is_close: is_close(group),
        range: group[0].range.start..group[group.len() - 1].range.end,
    }
}

/// The terms of the parts that capitals join; none for a word of one part.
fn joined_parts(written: &str, terms: &mut Terms) -> Vec<String> {
    let parts: Vec<&str> = parts(written).collect();
    let several = if parts.len() > 1 { &parts[..] } else { &[] };
    let term = |part: &&str| {
        let mut term = String::new();
        terms.push_plain(part, &mut term);
        term
    };
    several.iter().map(term).collect()
}

fn push_written(text: &str, words: &[Word], out: &mut String) {
    for word in words {
        as_written(&text[word.range.clone()], word.kind, out);
    }
}
