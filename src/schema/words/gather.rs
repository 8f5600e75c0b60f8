//! Makes lists of words: the terms of articles are counted, and several lists become one.
//!
//! Memory has the different terms, not the articles.

use super::{FieldWords, KnownTerm, MAGIC, WordList};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::{self, Write};
use tantivy::directory::OwnedBytes;
use tantivy_fst::map::OpBuilder;
use tantivy_fst::{MapBuilder, Streamer};

/// What a counted term takes in memory besides its text, in bytes.
const ENTRY: usize = 64;

/// Counts the terms of articles, one after the other.
#[derive(Debug, Default)]
pub struct WordCounts {
    fields: BTreeMap<String, HashMap<String, Counted>>,
    /// The number of the current article.
    article: u64,
    bytes: usize,
}

#[derive(Debug)]
struct Counted {
    known: KnownTerm,
    /// The last article that has it.
    last: u64,
}

impl WordCounts {
    /// Begins an article.
    pub fn begin(&mut self) {
        self.article += 1;
    }

    /// Counts a term of the current article, which may have it several times. `is_own_form` says that
    /// no other form of the word is at its place.
    pub fn add(&mut self, field: &str, term: &str, is_own_form: bool) {
        if !self.fields.contains_key(field) {
            self.fields.insert(field.to_owned(), HashMap::new());
        }
        let Some(terms) = self.fields.get_mut(field) else {
            return;
        };
        if let Some(counted) = terms.get_mut(term) {
            counted.known.is_own_form |= is_own_form;
            if counted.last != self.article {
                counted.last = self.article;
                counted.known.articles += 1;
            }
            return;
        }
        self.bytes += term.len() + ENTRY;
        let counted = Counted {
            known: KnownTerm {
                articles: 1,
                is_own_form,
            },
            last: self.article,
        };
        terms.insert(term.to_owned(), counted);
    }

    /// About how much memory it takes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// The list of what was counted. Counting starts again at 0.
    ///
    /// # Errors
    /// None that can be explained: memory takes everything.
    pub fn take(&mut self) -> io::Result<WordList> {
        self.bytes = 0;
        let mut fields = Vec::new();
        for (name, terms) in std::mem::take(&mut self.fields) {
            let mut terms: Vec<_> = terms.into_iter().collect();
            terms.sort_unstable_by(|one, other| one.0.cmp(&other.0));
            let terms = terms
                .iter()
                .map(|(term, counted)| (term.as_bytes(), counted.known.value()));
            fields.push((name, built(terms)?));
        }
        WordList::of(&fields)
    }
}

/// A transducer of terms, which ascend.
fn built<'t>(terms: impl Iterator<Item = (&'t [u8], u64)>) -> io::Result<Vec<u8>> {
    let mut builder = MapBuilder::memory();
    for (term, value) in terms {
        builder.insert(term, value).map_err(io::Error::other)?;
    }
    builder.into_inner().map_err(io::Error::other)
}

/// Writes one list of several. Counts are added.
///
/// # Errors
/// If it cannot be written.
pub fn write_words(lists: &[WordList], out: &mut impl Write) -> io::Result<()> {
    let names: BTreeSet<&String> = lists
        .iter()
        .flat_map(|list| list.fields.iter().map(|(name, _)| name))
        .collect();
    let mut fields = Vec::new();
    for name in names {
        let words: Vec<_> = lists.iter().filter_map(|list| list.field(name)).collect();
        fields.push((name.clone(), joined(&words)?));
    }
    write(&fields, out)
}

fn joined(words: &[&FieldWords]) -> io::Result<Vec<u8>> {
    let mut all = OpBuilder::new();
    for own in words {
        all = all.add(own.0.as_ref());
    }
    let mut all = all.union();
    let mut builder = MapBuilder::memory();
    while let Some((term, values)) = all.next() {
        let mut sum = KnownTerm {
            articles: 0,
            is_own_form: false,
        };
        for own in values {
            let own = KnownTerm::of(own.value);
            sum.articles += own.articles;
            sum.is_own_form |= own.is_own_form;
        }
        builder
            .insert(term, sum.value())
            .map_err(io::Error::other)?;
    }
    builder.into_inner().map_err(io::Error::other)
}

fn write(fields: &[(String, Vec<u8>)], out: &mut impl Write) -> io::Result<()> {
    let number = |number: usize| (number as u64).to_le_bytes();
    out.write_all(MAGIC)?;
    out.write_all(&number(fields.len()))?;
    for (name, terms) in fields {
        out.write_all(&number(name.len()))?;
        out.write_all(&number(terms.len()))?;
    }
    for (name, terms) in fields {
        out.write_all(name.as_bytes())?;
        out.write_all(terms)?;
    }
    Ok(())
}

impl WordList {
    fn of(fields: &[(String, Vec<u8>)]) -> io::Result<Self> {
        let mut bytes = Vec::new();
        write(fields, &mut bytes)?;
        Self::open(&OwnedBytes::new(bytes)).map_err(io::Error::other)
    }

    /// One list of several.
    ///
    /// # Errors
    /// None that can be explained: memory takes everything.
    pub fn joined(lists: &[Self]) -> io::Result<Self> {
        let mut bytes = Vec::new();
        write_words(lists, &mut bytes)?;
        Self::open(&OwnedBytes::new(bytes)).map_err(io::Error::other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(articles: &[&str]) -> WordList {
        let mut counts = WordCounts::default();
        for text in articles {
            counts.begin();
            for word in text.split(' ') {
                counts.add("body", word, !word.starts_with('='));
            }
        }
        counts.take().unwrap()
    }

    fn shown(list: &WordList) -> String {
        let mut all = String::new();
        let body = list.field("body").unwrap();
        let each = body.each_between(b"", &[0xFF], |term, articles| {
            all.extend([
                &*String::from_utf8_lossy(term),
                ":",
                &articles.to_string(),
                " ",
            ]);
            Ok::<_, ()>(true)
        });
        each.unwrap();
        all
    }

    #[test]
    fn an_article_counts_once_and_lists_are_added() {
        let one = list(&["wage wage =wages", "strike"]);
        assert_eq!(shown(&one), "=wages:1 strike:1 wage:1 ");
        let both = WordList::joined(&[one, list(&["strike wage", "zeppelin"])]).unwrap();
        assert_eq!(shown(&both), "=wages:1 strike:2 wage:2 zeppelin:1 ");
        let body = both.field("body").unwrap();
        let wage = KnownTerm {
            articles: 2,
            is_own_form: true,
        };
        assert_eq!(body.get("wage"), Some(wage));
        assert!(!body.get("=wages").unwrap().is_own_form);
        assert!(body.get("wag").is_none() && both.field("headline").is_none());
    }

    #[test]
    fn damaged_bytes_are_an_error() {
        let mut bytes = Vec::new();
        write_words(&[list(&["a list of some words"])], &mut bytes).unwrap();
        for length in 0..bytes.len() {
            let cut = OwnedBytes::new(bytes[..length].to_vec());
            assert!(WordList::open(&cut).is_err(), "{length} bytes");
        }
        let mut huge = bytes.clone();
        huge[MAGIC.len()..MAGIC.len() + 8].fill(0xFF);
        assert!(WordList::open(&OwnedBytes::new(huge)).is_err());
    }
}
