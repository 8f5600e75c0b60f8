//! Problems of records that are no articles, told together: an export has thousands of pages.
//!
//! The first of its kind is told as it comes. The others of that kind are counted, and told at the
//! end.

use crate::article::{Article, Problem, ProblemKind};
use crate::formats::reader::{ArticleSink, Stopped};
use std::collections::BTreeMap;

/// The most kinds that are told apart.
const MOST_KINDS: usize = 20;

/// A sink that counts problems which are alike.
pub(super) struct Alike<'a> {
    out: &'a mut dyn ArticleSink,
    /// For each kind: the message of the first, and how many came after it.
    kinds: BTreeMap<String, (String, u32)>,
}

impl<'a> Alike<'a> {
    pub(super) fn new(out: &'a mut dyn ArticleSink) -> Self {
        Self {
            out,
            kinds: BTreeMap::new(),
        }
    }

    /// Tells what was counted.
    ///
    /// # Errors
    /// [`Stopped`] if the sink wants no more.
    pub(super) fn tell(self) -> Result<(), Stopped> {
        for (first, more) in self.kinds.into_values().filter(|(_, more)| *more > 0) {
            let records = if more == 1 {
                "record is"
            } else {
                "records are"
            };
            let detail = format!("{more} more {records} no article for the same reason: {first}");
            self.out
                .problem(Problem::file(ProblemKind::NotAnArticle, detail))?;
        }
        Ok(())
    }
}

impl ArticleSink for Alike<'_> {
    fn article(&mut self, article: Article) -> Result<(), Stopped> {
        self.out.article(article)
    }

    fn problem(&mut self, problem: Problem) -> Result<(), Stopped> {
        if problem.kind != ProblemKind::NotAnArticle || problem.ordinal.is_none() {
            return self.out.problem(problem);
        }
        let kind = problem.detail.replace(|c: char| c.is_ascii_digit(), "");
        if let Some((_, more)) = self.kinds.get_mut(&kind) {
            *more = more.saturating_add(1);
            return Ok(());
        }
        if self.kinds.len() < MOST_KINDS {
            self.kinds.insert(kind, (problem.detail.clone(), 0));
        }
        self.out.problem(problem)
    }

    fn format(&mut self, name: &'static str) {
        self.out.format(name);
    }
}
