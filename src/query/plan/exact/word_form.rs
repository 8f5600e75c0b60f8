//! A form of a word, and the terms of the index that have it.
//!
//! In English articles, a form that is not its own term has a term for itself (`=wages`). One that is
//! its own term (`wage`) is where that term is and no other form is at the same place. In articles of
//! other languages the term is the form. A word written in parts has the term of the whole too, so the
//! ends of such words (`-antiwar`) are counted off, or are what is looked for.

use crate::analysis::{FORM, NewsAnalyzer, PARTED, Part};
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
    /// What its terms start with, if it is the end of a compound.
    pub(in crate::query) sign: Option<char>,
    /// What was typed between it and the word before, if that is no white space.
    gap: Option<String>,
}

impl WordForm {
    /// The form of a word as typed; with the sign of its end, if it is a compound.
    pub(in crate::query) fn of(
        part: &Part,
        sign: Option<char>,
        analyzer: &mut NewsAnalyzer,
    ) -> Self {
        let has_capitals = sign.is_none() && analyzer.has_own_capitals(&part.written, &part.form);
        Self {
            written: part.written.clone(),
            capitals: has_capitals.then(|| format!("{FORM}{}", part.written)),
            ..Self::plain(&part.form, sign, analyzer)
        }
    }

    /// A form, folded.
    pub(in crate::query) fn plain(
        form: &str,
        sign: Option<char>,
        analyzer: &mut NewsAnalyzer,
    ) -> Self {
        let terms = analyzer.terms_of_form(form).into_iter();
        Self {
            terms: terms.map(|term| with_sign(sign, &term)).collect(),
            is_shared: analyzer.english_term(form).is_some_and(|term| term == form),
            form: form.to_owned(),
            written: form.to_owned(),
            capitals: None,
            sign,
            gap: None,
        }
    }

    /// The same where it is written in parts, which a word that is no compound is not.
    pub(in crate::query) fn in_parts(&self) -> Option<Self> {
        let terms = self.terms.iter();
        self.sign.is_none().then(|| Self {
            terms: terms.map(|term| with_sign(Some(PARTED), term)).collect(),
            capitals: None,
            sign: Some(PARTED),
            ..self.clone()
        })
    }

    /// Whether it was typed without capitals, accents and apostrophes, and without anything before it.
    pub(in crate::query) fn is_folded(&self) -> bool {
        self.written == self.form && self.gap.is_none()
    }

    /// Remembers what was typed between it and the word before.
    pub(in crate::query) fn set_gap(&mut self, gap: &str) {
        self.gap = Some(without_stop(gap).to_owned());
    }

    /// Whether a text between it and the word before is what was typed there.
    pub(super) fn has_gap(&self, gap: &str) -> bool {
        let own = self.gap.as_deref();
        own.is_none_or(|own| own == without_stop(gap))
    }

    /// The term of its marks in articles.
    pub(in crate::query) fn mark(&self) -> String {
        with_sign(self.sign, &format!("{FORM}{}", self.written))
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
                found.extend(terms.get(&with_sign(self.sign, &format!("{FORM}{form}")))?);
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
        let mark = with_sign(self.sign, &FORM.to_string());
        let from = format!("{mark}{prefix}");
        // No UTF-8 text has this byte.
        let to = [from.as_bytes(), &[0xFF]].concat();
        let mut found = Vec::new();
        let mut deadline = Paced::new(deadline);
        terms.each_between(from.as_bytes(), &to, &mut |term, info| {
            deadline.step()?;
            if let Ok(form) = std::str::from_utf8(&term[mark.len()..])
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

/// What is between two words, without the full stop of initials before it.
fn without_stop(gap: &str) -> &str {
    gap.strip_prefix('.').unwrap_or(gap)
}

/// A term with the sign of the end of a compound.
fn with_sign(sign: Option<char>, term: &str) -> String {
    sign.into_iter().chain(term.chars()).collect()
}

/// A word without its last character, which other forms may have changed: `wag` also starts
/// `waging`.
fn without_last(word: &str) -> &str {
    word.char_indices()
        .next_back()
        .map_or(word, |(last, _)| &word[..last])
}
