//! One walk of the words of an index, for all patterns whose words start alike.
//!
//! The work is bounded: terms that are read, words that are compared, and words that are found are
//! counted, not the time. So a walk finds the same words on every machine.

use super::part::Part;
use crate::analysis::{FORM, JOINED, STEM, without_end};
use crate::query::request::deadline::Deadline;
use memchr::memmem::Finder;
use std::collections::HashMap;
use tantivy::schema::Field;

/// The most terms that one walk reads, in all segments together.
const MOST_TERMS: usize = 8_000_000;

/// The most work of the walks of a query, in looks at a term for one pattern.
pub(super) const MOST_WORK: usize = 96_000_000;

/// The work to compare a word that may fit, and the same again for one that fits.
const WORK_OF_WORD: usize = 8;

/// The clock is read after so many terms.
const TERMS_PER_CHECK: usize = 1 << 12;

/// What a walk looks for: words that have a text in them and fit.
pub(super) struct Wanted<'a> {
    core: Finder<'static>,
    fits: Box<dyn Fn(&str) -> bool + Sync + 'a>,
}

/// Words that a walk found, each with the number of its articles.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Words in a form that is not its own term.
    pub(super) forms: HashMap<String, u64>,
    /// Terms. They are words, or stems that nobody wrote.
    pub(super) terms: HashMap<String, u64>,
    /// Whether the walk ended before the last term.
    pub(super) is_cut: bool,
}

/// What a walk reads.
pub(super) struct Walk<'a> {
    pub(super) fields: &'a [Field],
    /// What every wanted word starts with.
    pub(super) prefix: &'a str,
    pub(super) wanted: &'a [Wanted<'a>],
    pub(super) deadline: Deadline,
    /// The most work.
    pub(super) most_work: usize,
}

/// A walk of one part.
struct OfPart<'a> {
    walk: &'a Walk<'a>,
    /// What is found, for each that is wanted.
    found: Vec<Found>,
    terms_left: usize,
    work: usize,
    most_work: usize,
}

impl<'a> Wanted<'a> {
    /// Words with `core` in them that `fits` takes.
    pub(super) fn new(core: &str, fits: impl Fn(&str) -> bool + Sync + 'a) -> Self {
        Self {
            core: Finder::new(core).into_owned(),
            fits: Box::new(fits),
        }
    }
}

impl Walk<'_> {
    /// What is found for each that is wanted, and the work. Without a prefix the terms of each part are
    /// read on a thread of its own.
    pub(super) fn run(&self, parts: &[Part]) -> tantivy::Result<(Vec<Found>, usize)> {
        let share = |most: usize| most / parts.len().max(1);
        let start = || OfPart {
            walk: self,
            found: self.wanted.iter().map(|_| Found::default()).collect(),
            terms_left: share(MOST_TERMS),
            work: 0,
            most_work: share(self.most_work),
        };
        let mut all = start();
        if !self.prefix.is_empty() || parts.len() < 2 {
            for part in parts {
                all.add(start().run(*part)?);
            }
            return Ok((all.found, all.work));
        }
        std::thread::scope(|scope| {
            let mut threads = Vec::with_capacity(parts.len());
            for part in parts {
                let own = start();
                threads.push(scope.spawn(|| own.run(*part)));
            }
            for thread in threads {
                match thread.join() {
                    Ok(found) => all.add(found?),
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
            Ok((all.found, all.work))
        })
    }
}

impl OfPart<'_> {
    fn run(mut self, part: Part) -> tantivy::Result<Self> {
        self.walk.deadline.check()?;
        let starts = match self.walk.prefix {
            "" => vec![String::new()],
            prefix => vec![format!("{FORM}{prefix}"), prefix.to_owned()],
        };
        for field in self.walk.fields {
            let Some(terms) = part.terms(*field)? else {
                continue;
            };
            for start in &starts {
                // No UTF-8 text has this byte.
                let end = [start.as_bytes(), &[0xFF]].concat();
                let mut is_cut = false;
                terms.each_between(start.as_bytes(), &end, |term, articles| {
                    is_cut = self.is_tired()?;
                    if !is_cut {
                        self.take(term, articles);
                    }
                    Ok(!is_cut)
                })?;
                if is_cut {
                    for found in &mut self.found {
                        found.is_cut = true;
                    }
                    return Ok(self);
                }
            }
        }
        Ok(self)
    }

    /// Whether no more terms may be read. Counts one.
    fn is_tired(&mut self) -> tantivy::Result<bool> {
        if self.terms_left == 0 || self.work >= self.most_work {
            return Ok(true);
        }
        if self.terms_left.is_multiple_of(TERMS_PER_CHECK) {
            self.walk.deadline.check()?;
        }
        self.terms_left -= 1;
        Ok(false)
    }

    /// Compares a term with all that is wanted.
    fn take(&mut self, term: &[u8], articles: u64) {
        self.work += self.walk.wanted.len();
        let mut word = None;
        for (wanted, found) in self.walk.wanted.iter().zip(&mut self.found) {
            if wanted.core.find(term).is_none() {
                continue;
            }
            let Some((word, is_form)) = *word.get_or_insert_with(|| word_of(term)) else {
                return;
            };
            self.work += WORK_OF_WORD;
            if !(wanted.fits)(word) {
                continue;
            }
            self.work += WORK_OF_WORD;
            let list = if is_form {
                &mut found.forms
            } else {
                &mut found.terms
            };
            *list.entry(word.to_owned()).or_default() += articles;
        }
    }

    fn add(&mut self, other: Self) {
        self.work += other.work;
        for (own, other) in self.found.iter_mut().zip(other.found) {
            for (word, count) in other.forms {
                *own.forms.entry(word).or_default() += count;
            }
            for (word, count) in other.terms {
                *own.terms.entry(word).or_default() += count;
            }
            own.is_cut |= other.is_cut;
        }
    }
}

/// The word of a term, and whether it is a form that is not its own term; `None` for what is no word
/// of its own.
fn word_of(term: &[u8]) -> Option<(&str, bool)> {
    let term = std::str::from_utf8(term).ok()?;
    if term.starts_with(STEM) || without_end(term) != term {
        return None;
    }
    let form = term.strip_prefix(FORM);
    let word = form.unwrap_or(term);
    let is_word = !word.is_empty() && !word.contains(JOINED) && !word.contains(char::is_uppercase);
    is_word.then_some((word, form.is_some()))
}
