//! The numbers of articles that are in several files of one zip file.
//!
//! Each of those files counts from 1. Problems before the first article are held: a reader may find
//! that it has to begin again.

use crate::article::{Article, Problem};
use crate::formats::reader::{ArticleSink, Stopped};

/// Numbers the articles of several files, and holds problems until there is an article.
pub(super) struct Numbered<'o> {
    out: &'o mut dyn ArticleSink,
    /// The highest ordinal of the files before.
    before: u32,
    last: u32,
    articles: u64,
    held: Vec<Problem>,
}

impl<'o> Numbered<'o> {
    pub(super) fn new(out: &'o mut dyn ArticleSink) -> Self {
        Self {
            out,
            before: 0,
            last: 0,
            articles: 0,
            held: Vec::new(),
        }
    }

    /// Gives the problems that are held.
    ///
    /// # Errors
    /// [`Stopped`] if the sink wants no more.
    pub(super) fn release(&mut self) -> Result<(), Stopped> {
        let mut held = std::mem::take(&mut self.held).into_iter();
        held.try_for_each(|problem| self.out.problem(problem))
    }

    /// Says that what follows is of the next file.
    pub(super) fn next_file(&mut self) {
        self.before = self.last;
    }

    /// Forgets the problems if there was no article, and returns whether there was none.
    pub(super) fn forget_problems(&mut self) -> bool {
        let has_none = self.articles == 0;
        if has_none {
            self.held.clear();
            (self.before, self.last) = (0, 0);
        }
        has_none
    }

    fn number(&mut self, own: u32) -> u32 {
        let number = own.saturating_add(self.before);
        self.last = self.last.max(number);
        number
    }
}

impl ArticleSink for Numbered<'_> {
    fn article(&mut self, mut article: Article) -> Result<(), Stopped> {
        article.origin.ordinal = self.number(article.origin.ordinal);
        self.articles += 1;
        self.release()?;
        self.out.article(article)
    }

    fn problem(&mut self, mut problem: Problem) -> Result<(), Stopped> {
        problem.ordinal = problem.ordinal.map(|own| self.number(own));
        if self.articles > 0 {
            return self.out.problem(problem);
        }
        self.held.push(problem);
        Ok(())
    }

    fn more(&mut self, articles: u32) {
        self.out.more(articles);
    }
}
