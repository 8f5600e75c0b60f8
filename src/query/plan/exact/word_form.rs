//! A form of a word, and the terms of the index that have it.
//!
//! A form that is not its own term has a term for itself (`=wages`). One that is its own term
//! (`wage`) is where that term is and no other form is at the same place.

use crate::analysis::{FORM, Language, NewsAnalyzer, Part};
use crate::query::request::deadline::Deadline;
use std::io;
use tantivy::Term;
use tantivy::index::InvertedIndexReader;
use tantivy::postings::TermInfo;
use tantivy::schema::Field;

/// The largest number of other forms that a word is compared with.
const MOST_FORMS: usize = 64;

/// Words with fewer characters have no other form.
const LEAST_LENGTH: usize = 3;

/// A word in one form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::query) struct WordForm {
    /// The term that all its forms share.
    pub(in crate::query) term: String,
    /// The form, folded.
    pub(in crate::query) form: String,
    /// As typed: the form itself, or with capitals or accents.
    pub(in crate::query) written: String,
    /// The term of the index for the word with these capitals, if they make it another word.
    pub(in crate::query) capitals: Option<String>,
}

impl WordForm {
    /// The form of a word as typed.
    pub(in crate::query) fn of(part: &Part, analyzer: &NewsAnalyzer) -> Self {
        let has_capitals = analyzer.has_own_capitals(&part.written, &part.form);
        Self {
            term: part.term.clone(),
            form: part.form.clone(),
            written: part.written.clone(),
            capitals: has_capitals.then(|| format!("{FORM}{}", part.written)),
        }
    }

    /// A form that is its own term, folded.
    pub(in crate::query) fn plain(term: &str) -> Self {
        Self {
            term: term.to_owned(),
            form: term.to_owned(),
            written: term.to_owned(),
            capitals: None,
        }
    }

    /// Whether it was typed without capitals and accents.
    pub(in crate::query) fn is_folded(&self) -> bool {
        self.written == self.form
    }

    /// The term that only this form has; `None` if the form is the term of all forms.
    pub(in crate::query) fn own_term(&self) -> Option<String> {
        (self.form != self.term).then(|| format!("{FORM}{}", self.form))
    }

    /// The term of its marks in articles.
    pub(in crate::query) fn mark(&self) -> String {
        format!("{FORM}{}", self.written)
    }

    /// Where the other forms of its term are, in one field of a segment.
    pub(in crate::query) fn others(
        &self,
        index: &InvertedIndexReader,
        field: Field,
        analyzer: &mut NewsAnalyzer,
        deadline: Deadline,
    ) -> io::Result<Vec<TermInfo>> {
        if self.form.chars().count() < LEAST_LENGTH {
            return Ok(Vec::new());
        }
        let stem = analyzer.stem_of_form(&self.form);
        let mut prefixes = vec![without_last(&stem), without_last(&self.form)];
        prefixes.sort_unstable();
        prefixes.dedup_by(|longer, shorter| longer.starts_with(*shorter));
        let mut found = Vec::new();
        for prefix in &prefixes {
            found.append(&mut self.others_with_prefix(prefix, index, analyzer, deadline)?);
        }
        for form in analyzer.irregular_forms(&self.form) {
            if form != self.form && !prefixes.iter().any(|prefix| form.starts_with(prefix)) {
                let term = Term::from_field_text(field, &format!("{FORM}{form}"));
                found.extend(index.get_term_info(&term)?);
            }
        }
        Ok(found)
    }

    fn others_with_prefix(
        &self,
        prefix: &str,
        index: &InvertedIndexReader,
        analyzer: &mut NewsAnalyzer,
        deadline: Deadline,
    ) -> io::Result<Vec<TermInfo>> {
        let from = format!("{FORM}{prefix}");
        // No UTF-8 text has this byte.
        let to = [from.as_bytes(), &[0xFF]].concat();
        let mut found = Vec::new();
        let mut forms = index.terms().range().ge(&from).lt(&to).into_stream()?;
        while found.len() < MOST_FORMS && forms.advance() {
            deadline.check()?;
            let Some(form) = std::str::from_utf8(&forms.key()[FORM.len_utf8()..]).ok() else {
                continue;
            };
            if form != self.form && self.shares_term(form, analyzer) {
                found.push(forms.value().clone());
            }
        }
        Ok(found)
    }

    /// Whether another form has the same term. Stemmers that read accents do not know it of a form
    /// without them, so there a form that starts with the term is taken.
    fn shares_term(&self, form: &str, analyzer: &mut NewsAnalyzer) -> bool {
        let reads_accents = !matches!(analyzer.language(), Language::English | Language::None);
        analyzer.term_of_form(form) == self.term || (reads_accents && form.starts_with(&self.term))
    }
}

/// A word without its last character, which other forms may have changed: `wag` also starts
/// `waging`.
fn without_last(word: &str) -> &str {
    word.char_indices()
        .next_back()
        .map_or(word, |(last, _)| &word[..last])
}
