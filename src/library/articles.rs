//! Articles one after the other, in memory that does not grow with their number.
//!
//! A thread of its own reads them, some ahead of who takes them; it ends when nobody takes them any
//! more.

use super::article::Article;
use super::error::Error;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::{fmt, thread, vec};

/// How many articles are handed over at once.
const BATCH: usize = 64;

/// How many batches wait at most.
const AHEAD: usize = 4;

type Batch = Vec<Result<Article, Error>>;

/// Articles one after the other. A file or record that cannot be read is an error, after which
/// others may follow.
pub struct Articles {
    batches: Receiver<Batch>,
    batch: vec::IntoIter<Result<Article, Error>>,
}

/// Takes what was read.
pub(super) struct Taker {
    batches: SyncSender<Batch>,
    batch: Batch,
}

impl Articles {
    /// Those that `read` gives, on a thread of its own.
    ///
    /// # Errors
    /// If the system gives no thread.
    pub(super) fn read(
        read: impl FnOnce(&mut Taker) -> Result<(), Error> + Send + 'static,
    ) -> Result<Self, Error> {
        let (batches, receiver) = sync_channel(AHEAD);
        let thread = thread::Builder::new().name("articles".to_owned());
        let work = move || {
            let mut taker = Taker {
                batches,
                batch: Vec::with_capacity(BATCH),
            };
            if let Err(error) = read(&mut taker) {
                taker.take(Err(error));
            }
            taker.hand_over();
        };
        thread.spawn(work).map_err(anyhow::Error::from)?;
        Ok(Self {
            batches: receiver,
            batch: Vec::new().into_iter(),
        })
    }
}

impl Taker {
    /// Takes one. Says whether more are wanted.
    pub(super) fn take(&mut self, article: Result<Article, Error>) -> bool {
        self.batch.push(article);
        self.batch.len() < BATCH || self.hand_over()
    }

    fn hand_over(&mut self) -> bool {
        let batch = std::mem::replace(&mut self.batch, Vec::with_capacity(BATCH));
        self.batches.send(batch).is_ok()
    }
}

impl Iterator for Articles {
    type Item = Result<Article, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(article) = self.batch.next() {
                return Some(article);
            }
            self.batch = self.batches.recv().ok()?.into_iter();
        }
    }
}

impl fmt::Debug for Articles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Articles").finish_non_exhaustive()
    }
}
