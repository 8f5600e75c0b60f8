//! What is known about one file.
//!
//! A job uses it to decide whether a file has to be read again: its size and times, its hash, and
//! what was read from it. The fate of a file in one job is not here but in `job`.

use crate::article::{ArchivePath, Problem, ProblemKind, Severity};
use crate::discover::FileStat;
use crate::index::hashed::{Hash, NO_HASH};

/// The number of problems of one file that are kept; further ones are only counted.
pub const MAX_PROBLEMS_PER_FILE: usize = 1_000;

/// What is known about one file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FileEntry {
    /// Its path in the archive.
    pub path: ArchivePath,
    /// Its size, times and inode when it was read.
    pub stat: FileStat,
    /// The hash of its content; zeros if it was not read.
    pub hash: [u8; 16],
    /// The number of its articles in the index.
    pub articles: u32,
    /// What is wrong with it, at most [`MAX_PROBLEMS_PER_FILE`].
    pub problems: Vec<Problem>,
    /// For each of `problems`, the first generation that had it.
    pub since: Vec<u64>,
    /// The number of problems that were not kept.
    pub more_problems: u32,
    /// Whether it changed so shortly before it was read that the next change may leave its times as
    /// they are. Its content is then hashed again.
    pub is_fresh: bool,
}

/// A problem and the file that has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileProblem {
    /// The file or folder; empty for the archive's folder itself.
    pub path: ArchivePath,
    /// What is wrong.
    pub problem: Problem,
    /// The first generation that had it; `None` for a problem that no catalog has, such as a folder
    /// that cannot be listed.
    pub since: Option<u64>,
}

impl FileEntry {
    /// An entry for a file, without articles or problems.
    pub(in crate::index) fn new(path: ArchivePath, stat: FileStat, hash: Hash) -> Self {
        Self {
            path,
            stat,
            hash,
            ..Self::default()
        }
    }

    /// Whether its content was hashed.
    pub(in crate::index) fn is_hashed(&self) -> bool {
        self.hash != NO_HASH
    }

    /// Adds a problem, or counts it where there are too many already.
    pub(in crate::index) fn push(&mut self, problem: Problem) {
        if self.problems.len() < MAX_PROBLEMS_PER_FILE {
            self.problems.push(problem);
        } else {
            self.more_problems += 1;
        }
    }

    /// Records that the file has to be read again whatever it looks like then, and why. Nothing is
    /// known about its content.
    pub(in crate::index) fn must_be_read_again(&mut self, problem: Problem) {
        self.hash = NO_HASH;
        self.push_first(problem);
    }

    /// Adds a problem that must not be one of those that are only counted.
    fn push_first(&mut self, problem: Problem) {
        self.problems.insert(0, problem);
        if self.problems.len() > MAX_PROBLEMS_PER_FILE {
            self.problems.pop();
            self.more_problems += 1;
        }
    }

    /// Records that what keeps the articles refused the one at this place, and why.
    pub(in crate::index) fn refused(&mut self, ordinal: u32, reason: &str) {
        self.articles = self.articles.saturating_sub(1);
        let detail = format!("the cluster refused the article: {reason}");
        self.push_first(Problem::record(ordinal, ProblemKind::NotTaken, detail));
    }

    /// Whether an article was refused. It is not appended to: the article is sent again when the
    /// file is read again.
    pub(in crate::index) fn has_refused(&self) -> bool {
        let mut problems = self.problems.iter();
        problems.any(|problem| problem.kind == ProblemKind::NotTaken)
    }

    /// Whether reading failed for a reason that may go away without a change of the file, or what
    /// was read may not be what is there.
    pub(in crate::index) fn must_be_retried(&self) -> bool {
        self.problems.iter().any(|problem| {
            matches!(
                problem.kind,
                ProblemKind::Unreadable | ProblemKind::Vanished | ProblemKind::ChangedWhileRead
            )
        })
    }

    /// The worst of its problems; `None` if it has none.
    #[must_use]
    pub fn severity(&self) -> Option<Severity> {
        self.problems
            .iter()
            .map(|problem| problem.kind.severity())
            .max()
    }

    /// Its problems, each with its path and the first generation that had it.
    pub fn known_problems(&self) -> impl Iterator<Item = FileProblem> {
        let since = self.since.iter().copied().map(Some);
        let since = since.chain(std::iter::repeat(None));
        self.problems
            .iter()
            .zip(since)
            .map(|(problem, since)| FileProblem {
                path: self.path.clone(),
                problem: problem.clone(),
                since,
            })
    }
}
