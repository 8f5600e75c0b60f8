//! The stem of a folded word in a language: by the tables of the language, by a light stemmer, or by
//! that of Snowball.
//!
//! Both get folded words, so that a word typed without accents has the stem of the word with them.
//! docs/languages.md says which language has which, and what was measured.

use super::super::forms::{Entry, Tables};
use super::super::{Language, fold};
use super::light::{self, Light};
use super::respelled;
use frostem::{Algorithm, Stemmer};
use std::borrow::Cow;

/// The longest word that is stemmed, in bytes.
const LONGEST: usize = 96;

/// Makes the stems of one language.
pub(in super::super) struct Stems {
    rule: Rule,
    language: Language,
    tables: Tables,
}

enum Rule {
    None,
    Light(Light),
    Snowball(Stemmer),
    /// A stemmer that writes Latin letters for Cyrillic ones, with accents.
    Latin(Stemmer),
}

impl Stems {
    /// The stems of a language. English is made of tables as well, and not here.
    pub(in super::super) fn new(language: Language) -> Self {
        let snowball = || {
            let stemmer = Stemmer::new(snowball(language)?);
            Some(match language {
                Language::Croatian | Language::Serbian => Rule::Latin(stemmer),
                _ => Rule::Snowball(stemmer),
            })
        };
        let light = light::of(language).map(Rule::Light);
        Self {
            rule: light.or_else(snowball).unwrap_or(Rule::None),
            language,
            tables: Tables::of(language),
        }
    }

    /// Whether words of the language have stems.
    pub(in super::super) fn exist(&self) -> bool {
        !matches!(self.rule, Rule::None)
    }

    /// The stems that forms of a folded word have: its own first.
    pub(in super::super) fn of_query<'w>(&self, form: &'w str) -> Vec<Cow<'w, str>> {
        if let Some(stems) = light::stems_of_query(form, self.language) {
            return stems.into_iter().map(Cow::Owned).collect();
        }
        let mut stems = vec![self.stem(form)];
        for other in light::other_readings(form, self.language) {
            let stem = self.stem(&other).into_owned();
            if !stems.iter().any(|own| *own == stem) {
                stems.push(Cow::Owned(stem));
            }
        }
        stems
    }

    /// The stems of longer forms of a folded word of a query. Each may be another word as well.
    pub(in super::super) fn of_longer_words(&self, form: &str) -> Vec<String> {
        let words = light::longer_words(form, self.language);
        words
            .iter()
            .map(|word| self.stem(word).into_owned())
            .collect()
    }

    /// A word that forms of a folded word of a query have as it is.
    pub(in super::super) fn form_of_query<'w>(&self, form: &'w str) -> Option<&'w str> {
        light::form_of_query(form, self.language)
    }

    /// The stem of a folded word. A word with digits or punctuation, or a very long one, is its own.
    pub(in super::super) fn stem<'w>(&self, form: &'w str) -> Cow<'w, str> {
        let stem = match self.tables.entry(form) {
            Some(Entry::Term(term)) => Cow::Borrowed(term),
            Some(Entry::FormOf(word)) => Cow::Owned(self.of_word(&word).into_owned()),
            None => self.of_word(form),
        };
        self.tables.term_of_stem(stem)
    }

    /// The stem of a word that no table has.
    fn of_word<'w>(&self, form: &'w str) -> Cow<'w, str> {
        match respelled::before(form, self.language) {
            Cow::Borrowed(form) => self.of_spelling(form),
            Cow::Owned(form) => Cow::Owned(self.of_spelling(&form).into_owned()),
        }
    }

    fn of_spelling<'w>(&self, form: &'w str) -> Cow<'w, str> {
        let is_word = form.len() <= LONGEST
            && !form.contains(|c: char| c.is_ascii_digit() || c.is_ascii_punctuation());
        let stem = match &self.rule {
            Rule::Light(light) if is_word => {
                let mut stem = form.to_owned();
                light(&mut stem);
                Cow::Owned(stem)
            }
            Rule::Snowball(stemmer) if is_word => {
                respelled::after(stemmer.stem(form), self.language)
            }
            Rule::Latin(stemmer) if is_word => {
                let mut stem = String::new();
                fold(&stemmer.stem(form), &mut stem);
                Cow::Owned(stem)
            }
            _ => Cow::Borrowed(form),
        };
        if stem.is_empty() || stem == form {
            Cow::Borrowed(form)
        } else {
            stem
        }
    }
}

/// The Snowball stemmer of a language without a light one.
fn snowball(language: Language) -> Option<Algorithm> {
    Some(match language {
        Language::Armenian => Algorithm::Armenian,
        Language::Basque => Algorithm::Basque,
        Language::Croatian | Language::Serbian => Algorithm::Serbian,
        Language::Danish => Algorithm::Danish,
        Language::Dutch => Algorithm::DutchPorter,
        Language::Estonian => Algorithm::Estonian,
        Language::Finnish => Algorithm::Finnish,
        Language::French => Algorithm::French,
        Language::German => Algorithm::German,
        Language::Greek => Algorithm::Greek,
        Language::Hindi => Algorithm::Hindi,
        Language::Indonesian | Language::Malay => Algorithm::Indonesian,
        Language::Irish => Algorithm::Irish,
        Language::Lithuanian => Algorithm::Lithuanian,
        Language::Nepali => Algorithm::Nepali,
        Language::Norwegian => Algorithm::Norwegian,
        Language::Romanian => Algorithm::Romanian,
        Language::Russian => Algorithm::Russian,
        Language::Swedish => Algorithm::Swedish,
        Language::Tamil => Algorithm::Tamil,
        Language::Ukrainian => Algorithm::Ukrainian,
        _ => return None,
    })
}
