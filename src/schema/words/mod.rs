//! A list of words: for each field its terms, with the number of articles that have each.
//!
//! It is for articles that are kept on other machines, whose engine has no such list that can be
//! searched by patterns. Where articles are in segments, their dictionaries are the list. `gather`
//! makes it from the terms of articles. The bytes are mapped; each field is a finite-state
//! transducer.

mod gather;

pub use gather::{WordCounts, write_words};

use std::sync::Arc;
use tantivy::directory::OwnedBytes;
use tantivy_fst::raw::Fst;
use tantivy_fst::{Automaton, IntoStreamer, Map, Streamer};

/// The start of the file. After it: the number of fields, and for each the lengths of its name and
/// of its terms; then the names and the terms of all. Numbers are little-endian, with eight bytes.
const MAGIC: &[u8; 16] = b"dateline words 1";

/// The bytes of a number.
const NUMBER: usize = 8;

/// The terms of the articles of a generation, by field.
#[derive(Debug, Clone)]
pub struct WordList {
    fields: Vec<(String, FieldWords)>,
}

/// The terms of one field.
#[derive(Debug, Clone)]
pub struct FieldWords(Arc<Map<OwnedBytes>>);

/// What is known of a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KnownTerm {
    /// The number of articles that have it. Articles that were removed count until a rebuild.
    pub articles: u64,
    /// Whether it was somewhere the term of a word in no other form.
    pub is_own_form: bool,
}

impl KnownTerm {
    fn of(value: u64) -> Self {
        Self {
            articles: value >> 1,
            is_own_form: value & 1 == 1,
        }
    }

    fn value(self) -> u64 {
        self.articles << 1 | u64::from(self.is_own_form)
    }
}

impl WordList {
    /// Opens what [`write_words`] wrote.
    ///
    /// # Errors
    /// What is wrong with the bytes, to be read after their name.
    pub fn open(bytes: &OwnedBytes) -> Result<Self, &'static str> {
        const SHORT: &str = "ends too early";
        if !bytes.starts_with(MAGIC) {
            return Err("does not start as such a file does");
        }
        let mut at = MAGIC.len();
        let mut take = |length: usize| {
            let end = at.checked_add(length).filter(|end| *end <= bytes.len());
            let part = bytes.slice(at..end.ok_or(SHORT)?);
            at += length;
            Ok::<_, &'static str>(part)
        };
        let number = |part: OwnedBytes| {
            let number = part.as_slice().try_into().map(u64::from_le_bytes);
            number.ok().and_then(|number| usize::try_from(number).ok())
        };
        let count = number(take(NUMBER)?).ok_or(SHORT)?;
        let mut lengths = Vec::new();
        for _ in 0..count {
            let name = number(take(NUMBER)?).ok_or(SHORT)?;
            lengths.push((name, number(take(NUMBER)?).ok_or(SHORT)?));
        }
        let mut fields = Vec::with_capacity(lengths.len());
        for (name, terms) in lengths {
            let name = String::from_utf8(take(name)?.to_vec());
            let name = name.map_err(|_| "has a wrong name in it")?;
            let terms = Fst::new(take(terms)?).map_err(|_| "has a damaged list in it")?;
            fields.push((name, FieldWords(Arc::new(Map::from(terms)))));
        }
        Ok(Self { fields })
    }

    /// The terms of a field; `None` if no article has any.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&FieldWords> {
        let found = self.fields.iter().find(|(own, _)| own == name);
        found.map(|(_, words)| words)
    }
}

impl FieldWords {
    /// What is known of a term; `None` if no article has it.
    #[must_use]
    pub fn get(&self, term: &str) -> Option<KnownTerm> {
        self.0.get(term).map(KnownTerm::of)
    }

    /// Calls `each` with the terms from one to before another, ascending, until it says that no more
    /// are wanted.
    ///
    /// # Errors
    /// Those of `each`.
    pub fn each_between<E>(
        &self,
        from: &[u8],
        to: &[u8],
        mut each: impl FnMut(&[u8], u64) -> Result<bool, E>,
    ) -> Result<(), E> {
        let mut terms = self.0.range().ge(from).lt(to).into_stream();
        while let Some((term, value)) = terms.next() {
            if !each(term, KnownTerm::of(value).articles)? {
                break;
            }
        }
        Ok(())
    }

    /// Calls `each` with the terms that an automaton accepts, ascending, until it says that no more
    /// are wanted.
    pub fn each_accepted(
        &self,
        automaton: impl Automaton,
        mut each: impl FnMut(&[u8], u64) -> bool,
    ) {
        let mut terms = self.0.search(automaton).into_stream();
        while let Some((term, value)) = terms.next() {
            if !each(term, KnownTerm::of(value).articles) {
                break;
            }
        }
    }
}
