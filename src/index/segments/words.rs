//! The file `words` of a generation whose articles are elsewhere: the terms that its articles have.
//!
//! The threads that send articles count the terms. Each list is the one of the generation before and
//! what was counted since, so words of articles that were removed stay until a rebuild. `schema` has
//! the form of a list; here is the file around it, which ends with a hash of the rest.

use crate::index::error::IndexError;
use crate::index::file_names::WORDS;
use crate::index::hashed::{damage_by_hash, finish, hashed_file};
use crate::index::place::Place;
use crate::index::segments::read_only::before_hash;
use crate::schema::{WordCounts, WordList, write_words};
use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tantivy::TantivyError;

/// A thread gives its counts away when they take so much memory, in bytes.
const MOST_COUNTED: usize = 16 << 20;

/// So many lists become one.
const MANY: usize = 8;

/// The words of a generation that is made. All threads give theirs.
#[derive(Debug)]
pub(in crate::index) struct GatheredWords(Mutex<Vec<WordList>>);

impl GatheredWords {
    /// Begins with the words of the generation before, if there is one.
    pub(in crate::index) fn new(before: Option<WordList>) -> Self {
        Self(Mutex::new(before.into_iter().collect()))
    }

    fn lists(&self) -> MutexGuard<'_, Vec<WordList>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes what a thread has counted, if it is much or nothing more comes.
    pub(in crate::index) fn take(&self, counts: &mut WordCounts, is_end: bool) -> io::Result<()> {
        let is_empty = counts.bytes() == 0;
        if is_empty || counts.bytes() < MOST_COUNTED && !is_end {
            return Ok(());
        }
        let list = counts.take()?;
        let many = {
            let mut lists = self.lists();
            lists.push(list);
            if lists.len() < MANY {
                return Ok(());
            }
            std::mem::take(&mut *lists)
        };
        // Others go on meanwhile.
        let joined = WordList::joined(&many)?;
        self.lists().push(joined);
        Ok(())
    }

    /// Writes the list of all words, and waits until it is on disk.
    pub(in crate::index) fn write(&self, draft: &Place) -> Result<(), IndexError> {
        let file = draft.join(WORDS);
        let created = file.create().map_err(IndexError::at("create", &file))?;
        let mut out = hashed_file(created);
        let written = write_words(&self.lists(), &mut out).and_then(|()| finish(out));
        written.map_err(IndexError::at("write", &file))
    }
}

/// Maps the words of a generation; `None` if it has no such file. The hash is not checked.
pub(in crate::index) fn open(generation: &Place) -> tantivy::Result<Option<WordList>> {
    if !generation.join(WORDS).is_file() {
        return Ok(None);
    }
    let list = WordList::open(&before_hash(generation, WORDS)?);
    let named = |what| TantivyError::InternalError(format!("its file {WORDS} {what}"));
    list.map(Some).map_err(named)
}

/// What is wrong with the file by its hash; `None` if nothing is.
pub(in crate::index) fn damage(generation: &Place) -> Option<String> {
    damage_by_hash(generation.join(WORDS).open())
}
