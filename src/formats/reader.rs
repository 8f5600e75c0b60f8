//! The trait of readers, one for each format, and the sink that they push articles into.
//!
//! A reader takes an [`Input`] and hands over one article at a time, so that memory holds one
//! record even if the file is long. The sink says whether reading goes on. `readers` has the list
//! of readers and chooses one for a file.

use crate::article::{Article, Problem};
use crate::formats::input::{Input, ResumePoint};

/// A format that articles are kept in.
pub trait ArticleReader: Sync {
    /// The format's name in reports, lower case: `text`, `json-lines`.
    fn name(&self) -> &'static str;

    /// The extensions of its files, lower case, without a dot; `""` for files without one.
    fn extensions(&self) -> &'static [&'static str];

    /// Whether the first bytes of a file (at most [`HEAD_LEN`](crate::formats::HEAD_LEN)) can be
    /// of no other format.
    fn recognizes(&self, head: &[u8]) -> bool;

    /// Reads a file and pushes its articles in their order. A problem of one record, or of the
    /// way it was read, is pushed before that record's article; then reading goes on.
    ///
    /// # Errors
    /// [`ReadEnd::Failed`] with the problem that ended the reading, which is not pushed;
    /// [`ReadEnd::Stopped`] as soon as `out` wants no more.
    fn read(&self, input: Input<'_>, out: &mut dyn ArticleSink) -> Result<(), ReadEnd>;

    /// Whether what was appended to a file can be read by itself, because it does not go on with the
    /// file's last record. `next` has its first bytes ([`HEAD_LEN`](crate::formats::HEAD_LEN)),
    /// none if it is packed.
    fn can_read_appended(&self, _next: &[u8]) -> bool {
        true
    }

    /// Reads a whole file into memory: its articles and problems in their order, with the problem
    /// that ended the reading. It is meant for short files, as in tests and measurements.
    fn read_all(&self, input: Input<'_>) -> Vec<Result<Article, Problem>> {
        let mut items = Vec::new();
        if let Err(ReadEnd::Failed(problem)) = self.read(input, &mut items) {
            items.push(Err(problem));
        }
        items
    }
}

/// What takes the articles and problems of a file.
pub trait ArticleSink {
    /// Takes an article.
    ///
    /// # Errors
    /// [`Stopped`] if nothing more is wanted; the reader then returns at once.
    fn article(&mut self, article: Article) -> Result<(), Stopped>;

    /// Takes a problem of one record or of the file.
    ///
    /// # Errors
    /// [`Stopped`] if nothing more is wanted; the reader then returns at once.
    fn problem(&mut self, problem: Problem) -> Result<(), Stopped>;

    /// Takes the name of the format that the content of a file showed, where one reader reads
    /// several: a Word file may be an export of a news database. Else the reader's name counts.
    fn format(&mut self, _name: &'static str) {}

    /// Tells that the record that was just read gave so many articles more than one. Those of later
    /// records are numbered on.
    fn more(&mut self, _articles: u32) {}

    /// Tells, at the end, how reading goes on if the file grows. Formats that cannot be resumed tell
    /// nothing.
    fn ends_at(&mut self, _point: ResumePoint) {}
}

/// A sink wants no more of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stopped;

/// Why a file was not read to its end.
#[derive(Debug, Clone, PartialEq)]
pub enum ReadEnd {
    /// The sink wanted no more.
    Stopped,
    /// Nothing can be read after this problem.
    Failed(Problem),
}

impl From<Stopped> for ReadEnd {
    fn from(_: Stopped) -> Self {
        Self::Stopped
    }
}

impl From<Problem> for ReadEnd {
    fn from(problem: Problem) -> Self {
        Self::Failed(problem)
    }
}

impl ArticleSink for Vec<Result<Article, Problem>> {
    fn article(&mut self, article: Article) -> Result<(), Stopped> {
        self.push(Ok(article));
        Ok(())
    }

    fn problem(&mut self, problem: Problem) -> Result<(), Stopped> {
        self.push(Err(problem));
        Ok(())
    }
}

/// What was given to a sink, in order, to be given to another one.
#[derive(Default)]
pub(in crate::formats) struct Given(Vec<Item>);

enum Item {
    Article(Box<Article>),
    Problem(Problem),
    Format(&'static str),
    More(u32),
}

impl Given {
    /// Gives all of it to a sink.
    ///
    /// # Errors
    /// [`Stopped`] if the sink wants no more.
    pub(in crate::formats) fn to(self, out: &mut dyn ArticleSink) -> Result<(), Stopped> {
        for item in self.0 {
            match item {
                Item::Article(article) => out.article(*article)?,
                Item::Problem(problem) => out.problem(problem)?,
                Item::Format(name) => out.format(name),
                Item::More(articles) => out.more(articles),
            }
        }
        Ok(())
    }
}

impl ArticleSink for Given {
    fn article(&mut self, article: Article) -> Result<(), Stopped> {
        self.0.push(Item::Article(Box::new(article)));
        Ok(())
    }

    fn problem(&mut self, problem: Problem) -> Result<(), Stopped> {
        self.0.push(Item::Problem(problem));
        Ok(())
    }

    fn format(&mut self, name: &'static str) {
        self.0.push(Item::Format(name));
    }

    fn more(&mut self, articles: u32) {
        self.0.push(Item::More(articles));
    }
}
