//! A form of a word, and the terms of the index that have it.
//!
//! In English articles, a form that is not its own term has a term for itself (`=wages`). One that is
//! its own term (`wage`) is where that term is and no other form is at the same place. In articles of
//! other languages the term is the form.

use crate::analysis::{FORM, NewsAnalyzer, Part};
use crate::query::request::deadline::{Deadline, Paced};
use std::io;
use tantivy::Term;
use tantivy::index::InvertedIndexReader;
use tantivy::postings::TermInfo;
use tantivy::schema::Field;

/// The largest number of other forms that a word is compared with.
const MOST_FORMS: usize = 64;

/// Words with fewer characters have other forms only in the tables (`go`, `ox`), or as initials (`MP`).
const LEAST_LENGTH: usize = 3;

/// What gets each term and what is known of it, and says whether more are wanted.
pub(in crate::query) type EachTerm<'a, T> = &'a mut dyn FnMut(&[u8], &T) -> io::Result<bool>;

/// The terms of one field, where forms are looked up.
pub(in crate::query) trait FormTerms {
    /// What is known of a term.
    type Info;

    /// Calls `each` with the terms from one to before another, ascending, until it says that no more
    /// are wanted.
    fn each_between(&self, from: &[u8], to: &[u8], each: EachTerm<Self::Info>) -> io::Result<()>;

    /// What is known of a term.
    fn get(&self, term: &str) -> io::Result<Option<Self::Info>>;
}

/// A field of a segment.
struct OfSegment<'a>(&'a InvertedIndexReader, Field);

impl FormTerms for OfSegment<'_> {
    type Info = TermInfo;

    fn each_between(&self, from: &[u8], to: &[u8], each: EachTerm<TermInfo>) -> io::Result<()> {
        let mut terms = self.0.terms().range().ge(from).lt(to).into_stream()?;
        while terms.advance() && each(terms.key(), terms.value())? {}
        Ok(())
    }

    fn get(&self, term: &str) -> io::Result<Option<TermInfo>> {
        self.0.get_term_info(&Term::from_field_text(self.1, term))
    }
}

/// A word in one form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::query) struct WordForm {
    /// The terms of the index for this form: in English articles, and in others.
    pub(in crate::query) terms: Vec<String>,
    /// Whether its term in English articles is that of other forms too.
    pub(in crate::query) is_shared: bool,
    /// The form, folded.
    pub(in crate::query) form: String,
    /// As typed: the form itself, or with capitals or accents.
    pub(in crate::query) written: String,
    /// The term of the index for the word with these capitals, if they make it another word.
    pub(in crate::query) capitals: Option<String>,
    /// Whether it is a compound as a whole: its term is at its first and at its last part, so an
    /// occurrence has two.
    pub(in crate::query) is_compound: bool,
}

impl WordForm {
    /// The form of a word as typed.
    pub(in crate::query) fn of(part: &Part, analyzer: &mut NewsAnalyzer) -> Self {
        let has_capitals = analyzer.has_own_capitals(&part.written, &part.form);
        Self {
            written: part.written.clone(),
            capitals: has_capitals.then(|| format!("{FORM}{}", part.written)),
            ..Self::plain(&part.form, analyzer)
        }
    }

    /// A form, folded.
    pub(in crate::query) fn plain(form: &str, analyzer: &mut NewsAnalyzer) -> Self {
        Self {
            terms: analyzer.terms_of_form(form),
            is_shared: analyzer.english_term(form).is_some_and(|term| term == form),
            form: form.to_owned(),
            written: form.to_owned(),
            capitals: None,
            is_compound: false,
        }
    }

    /// Whether it was typed without capitals and accents.
    pub(in crate::query) fn is_folded(&self) -> bool {
        self.written == self.form
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
        self.others_in(&OfSegment(index, field), analyzer, deadline)
    }

    /// What is known of the other forms of its term.
    pub(in crate::query) fn others_in<T: FormTerms>(
        &self,
        terms: &T,
        analyzer: &mut NewsAnalyzer,
        deadline: Deadline,
    ) -> io::Result<Vec<T::Info>>
    where
        T::Info: Clone,
    {
        if !self.is_shared {
            return Ok(Vec::new());
        }
        let stem = analyzer.stem_of_form(&self.form);
        let mut prefixes = Vec::new();
        if self.form.chars().count() >= LEAST_LENGTH {
            prefixes.extend([without_last(&stem), without_last(&self.form)]);
        }
        prefixes.sort_unstable();
        prefixes.dedup_by(|longer, shorter| longer.starts_with(*shorter));
        let mut found = Vec::new();
        for prefix in &prefixes {
            found.append(&mut self.others_with_prefix(prefix, terms, analyzer, deadline)?);
        }
        for form in analyzer.irregular_forms(&self.form) {
            if !prefixes.iter().any(|prefix| form.starts_with(prefix)) {
                found.extend(terms.get(&format!("{FORM}{form}"))?);
            }
        }
        Ok(found)
    }

    fn others_with_prefix<T: FormTerms>(
        &self,
        prefix: &str,
        terms: &T,
        analyzer: &mut NewsAnalyzer,
        deadline: Deadline,
    ) -> io::Result<Vec<T::Info>>
    where
        T::Info: Clone,
    {
        let from = format!("{FORM}{prefix}");
        // No UTF-8 text has this byte.
        let to = [from.as_bytes(), &[0xFF]].concat();
        let mut found = Vec::new();
        let mut deadline = Paced::new(deadline);
        terms.each_between(from.as_bytes(), &to, &mut |term, info| {
            deadline.step()?;
            if let Ok(form) = std::str::from_utf8(&term[FORM.len_utf8()..])
                && form != self.form
                && self.shares_term(form, analyzer)
            {
                found.push(info.clone());
            }
            Ok(found.len() < MOST_FORMS)
        })?;
        Ok(found)
    }

    /// Whether another form has the same English term.
    fn shares_term(&self, form: &str, analyzer: &mut NewsAnalyzer) -> bool {
        analyzer
            .english_term(form)
            .is_some_and(|term| term == self.form)
    }
}

/// A word without its last character, which other forms may have changed: `wag` also starts
/// `waging`.
fn without_last(word: &str) -> &str {
    word.char_indices()
        .next_back()
        .map_or(word, |(last, _)| &word[..last])
}
