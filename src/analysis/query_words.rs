//! The words of a query in every language that it may be read in.
//!
//! Each word gets the readings of the languages that its script allows: those that the query is read
//! in, or else all of the archive. Its form is a reading of its own, because every language has it.

use super::Language;
use super::compound::{Compound, Part};
use super::language::script_of;
use super::spelling::FORM;
use super::terms::Terms;

/// A query as it is read in each language of an archive.
pub(super) struct QueryWords<'a> {
    pub(super) text: &'a str,
    /// Those that the query is read in, the likeliest first.
    pub(super) languages: &'a [Language],
    /// Its words in each language of the archive.
    pub(super) in_each: &'a [(Language, Vec<Compound>)],
    /// The terms of English, if the archive has articles in it.
    pub(super) english: Option<&'a mut Terms>,
}

impl QueryWords<'_> {
    /// The word at a place, with its readings.
    pub(super) fn word(&mut self, place: usize) -> Compound {
        let range = self.in_each[0].1[place].range.clone();
        let script = script_of(&self.text[range.clone()]);
        let is_written = |language: Language| script.is_none_or(|own| language.is_written_in(own));
        let in_language = |(language, words): &'_ &(Language, Vec<Compound>)| {
            is_written(*language) && words.get(place).is_some_and(|word| word.range == range)
        };
        let (wanted, others): (Vec<_>, Vec<_>) = self
            .in_each
            .iter()
            .filter(in_language)
            .partition(|(language, _)| self.languages.contains(language));
        let chosen = if wanted.is_empty() { others } else { wanted };
        let is_english = chosen
            .iter()
            .any(|(language, _)| *language == Language::English);
        let words: Vec<&Compound> = chosen.iter().map(|(_, words)| &words[place]).collect();
        let mut word = words
            .first()
            .copied()
            .unwrap_or(&self.in_each[0].1[place])
            .clone();
        for (number, part) in word.parts.iter_mut().enumerate() {
            self.add_readings(
                part,
                is_english,
                words.iter().map(|word| word.parts.get(number)),
            );
        }
        if let Some(whole) = &mut word.whole {
            self.add_readings(
                whole,
                is_english,
                words.iter().map(|word| word.whole.as_ref()),
            );
        }
        word
    }

    /// Gives a part the readings of the same part in several languages, and its forms. All parts of a
    /// query have them in the same order, so that the parts of a phrase are read in one language.
    fn add_readings<'p>(
        &mut self,
        part: &mut Part,
        is_english: bool,
        same: impl Iterator<Item = Option<&'p Part>>,
    ) {
        let (mut readings, mut forms) = (Vec::new(), Vec::new());
        for other in same.flatten() {
            readings.extend(other.readings.iter().cloned());
            forms.push(other.form.clone());
        }
        if forms.is_empty() {
            forms.push(part.form.clone());
        }
        // In English articles a form is beside its term.
        if let Some(english) = self.english.as_mut().filter(|_| !is_english) {
            readings.extend(forms.iter().map(|form| {
                let is_term = english.of_form(form) == *form;
                vec![if is_term {
                    form.clone()
                } else {
                    [&FORM.to_string(), form.as_str()].concat()
                }]
            }));
        }
        readings.extend(forms.into_iter().map(|form| vec![form]));
        part.readings = readings;
    }
}
