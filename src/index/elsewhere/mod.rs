//! Articles of an index that are kept on other machines: what jobs ask of what keeps them.
//!
//! The folder of such an index has everything but the articles: catalog, lists of records,
//! manifest, seal. Its segments are empty. What keeps the articles also keeps a copy of these
//! files, so that another machine can go on. How it is reached is not known here.

pub mod address;
pub mod sent;
pub(in crate::index) mod state_files;
pub mod unreachable;

use self::sent::SentArticle;
use crate::analysis::Language;
use crate::article::{ArchivePath, Article};
use crate::schema::ArticleSchema;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::Arc;
use std::time::Duration;

/// Why something failed on other machines, as a sentence for people.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ElsewhereError {
    /// Another process has the right to write.
    #[error("another process is writing to {name}: {who}")]
    Busy {
        /// What is written to.
        name: String,
        /// The process.
        who: String,
    },
    /// It cannot be reached, refused, or answered something that makes no sense.
    #[error("{0}")]
    Failed(String),
    /// There is nothing like it there.
    #[error("{0}")]
    Unsupported(String),
}

/// How much work a question is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// A page of hits: somebody waits.
    Page,
    /// All matches are gone through.
    Everything,
    /// Somebody waits for a server, and so do others.
    Served,
}

/// A file of a generation, by its name there.
pub type StateFile = (String, Vec<u8>);

/// What keeps the articles of an index on other machines.
pub trait Elsewhere: Debug + Send + Sync {
    /// Its name for people, without secrets.
    fn name(&self) -> String;

    /// Takes the right to write. Waits this long for another process; `waits` is called once if it
    /// has to. `holder` names the folder of the index: a process that held it before is dead, since
    /// the folder is locked by its caller.
    ///
    /// # Errors
    /// [`ElsewhereError::Busy`] if another process keeps the right.
    fn lock(
        &self,
        holder: &str,
        wait: Duration,
        waits: &dyn Fn(),
    ) -> Result<Box<dyn Lease>, ElsewhereError>;

    /// The generation that readers see; `None` before the first one.
    ///
    /// # Errors
    /// If it cannot be asked.
    fn current(&self) -> Result<Option<u64>, ElsewhereError>;

    /// The same, of what answers within seconds.
    ///
    /// # Errors
    /// If it does not answer.
    fn current_soon(&self) -> Result<Option<u64>, ElsewhereError>;

    /// The generations that are kept, ascending.
    ///
    /// # Errors
    /// If it cannot be asked.
    fn generations(&self) -> Result<Vec<u64>, ElsewhereError>;

    /// Whether a generation is kept. A search asks it, so somebody waits.
    ///
    /// # Errors
    /// If it cannot be asked.
    fn is_kept(&self, generation: u64, size: Size) -> Result<bool, ElsewhereError>;

    /// The files of a generation.
    ///
    /// # Errors
    /// If it cannot be asked, or a file is not whole.
    fn state(&self, generation: u64) -> Result<Vec<StateFile>, ElsewhereError>;

    /// The number of articles that a generation has there.
    ///
    /// # Errors
    /// If it cannot be asked.
    fn count(&self, generation: u64) -> Result<u64, ElsewhereError>;

    /// Asks the index of a generation something, in the words of what keeps it.
    ///
    /// # Errors
    /// If it cannot be asked, or refuses.
    fn ask(
        &self,
        generation: u64,
        what: &str,
        body: &Value,
        size: Size,
    ) -> Result<Value, ElsewhereError>;

    /// Asks the index of a generation several searches at once. The answers are in their order.
    /// Memory has a few megabytes of `bodies` at a time.
    ///
    /// # Errors
    /// If it cannot be asked, or refuses one of them.
    fn ask_many(
        &self,
        generation: u64,
        bodies: &mut dyn Iterator<Item = Value>,
        size: Size,
    ) -> Result<Vec<Value>, ElsewhereError>;

    /// Calls `each` with what was asked of every article that a query finds, in no order that means
    /// something.
    ///
    /// # Errors
    /// If it cannot be asked, and the errors of `each`.
    fn each_found(
        &self,
        generation: u64,
        query: &Value,
        wanted: &Value,
        each: &mut dyn FnMut(&Value) -> Result<(), ElsewhereError>,
    ) -> Result<(), ElsewhereError>;

    /// Calls `each` with every article of a generation and the language that it was
    /// read in, in no order that means something.
    ///
    /// # Errors
    /// If it cannot be asked, and the errors of `each`.
    fn each(
        &self,
        generation: u64,
        each: &mut dyn FnMut(Article, Language) -> Result<(), ElsewhereError>,
    ) -> Result<(), ElsewhereError>;

    /// The articles of a generation that have this id.
    ///
    /// # Errors
    /// If it cannot be asked.
    fn with_id(&self, generation: u64, id: &str) -> Result<Vec<Article>, ElsewhereError>;

    /// Starts the generation `number`, from the articles of another one or from nothing. What a
    /// killed job sent for the same number is used again.
    ///
    /// # Errors
    /// If it cannot be asked, or refuses.
    fn draft(
        &self,
        number: u64,
        base: Option<u64>,
        schema: &ArticleSchema,
    ) -> Result<Arc<dyn DraftElsewhere>, ElsewhereError>;

    /// Makes a generation that is kept the current one.
    ///
    /// # Errors
    /// If it is not kept, or the change is refused.
    fn make_current(&self, generation: u64) -> Result<(), ElsewhereError>;

    /// Removes the generations that are not among these, and articles that none of these has.
    ///
    /// # Errors
    /// If it cannot be asked, or refuses.
    fn prune(&self, keep: &[u64]) -> Result<(), ElsewhereError>;
}

/// The right to write, until it is dropped.
pub trait Lease: Debug + Send + Sync {
    /// Whether the right is still held.
    ///
    /// # Errors
    /// If another process has it, or it cannot be asked.
    fn check(&self) -> Result<(), ElsewhereError>;
}

/// The next generation while it is made.
pub trait DraftElsewhere: Send + Sync {
    /// Sends an article. Several threads do.
    ///
    /// # Errors
    /// If it, or one before it, cannot be sent.
    fn send(&self, article: SentArticle) -> Result<(), ElsewhereError>;

    /// Waits until each article that was sent is there or refused for good. Returns those that are
    /// refused and were not returned before.
    ///
    /// # Errors
    /// If an article cannot be sent, or so many are refused that it is not the articles.
    fn flush(&self) -> Result<Vec<RefusedArticle>, ElsewhereError>;

    /// Waits until all articles are there. Then removes the articles of these files that were there
    /// before, and those with these numbers of others, for readers of this generation and later
    /// ones.
    ///
    /// # Errors
    /// If an article was refused and not told, or a removal failed.
    fn finish(
        &self,
        files: &[ArchivePath],
        articles: &[(ArchivePath, Vec<u32>)],
    ) -> Result<Counted, ElsewhereError>;

    /// Calls `each` with every article that was sent for this generation, with the number that it
    /// was sent with, and the language that it was read in. Comes after [`Self::finish`].
    ///
    /// # Errors
    /// If it cannot be asked, and the errors of `each`.
    fn each_added(
        &self,
        each: &mut dyn FnMut(Article, Language) -> Result<(), ElsewhereError>,
    ) -> Result<(), ElsewhereError>;

    /// Keeps the files of the generation and makes it the current one, in one step for readers.
    ///
    /// # Errors
    /// If something is refused. The generation before is current then, unless the answer was lost.
    fn publish(&self, files: &[StateFile]) -> Result<(), ElsewhereError>;
}

/// An article that what keeps the articles does not take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedArticle {
    /// The file that it is in.
    pub path: ArchivePath,
    /// The number that it was sent with, or its place in its file.
    pub number: u32,
    /// Why, in the words of what refused it.
    pub reason: String,
}

impl RefusedArticle {
    /// The same as an error, where no article may be left out.
    #[must_use]
    pub fn as_error(&self) -> ElsewhereError {
        let (path, number, reason) = (&self.path, self.number, &self.reason);
        ElsewhereError::Failed(format!("the cluster refused {path}#{number}: {reason}"))
    }
}

/// What a generation has, counted where its articles are.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Counted {
    /// Articles.
    pub articles: u64,
    /// By the language that they were read in: the articles, and the words in each field.
    pub languages: BTreeMap<String, (u64, BTreeMap<String, u64>)>,
    /// Articles that must not be used.
    pub restricted: u64,
    /// Articles of pages that a program recognised.
    pub recognised: u64,
    /// Articles with a date.
    pub dated: u64,
    /// An article with the earliest date.
    pub earliest: Option<Article>,
    /// An article with the latest date.
    pub latest: Option<Article>,
}
