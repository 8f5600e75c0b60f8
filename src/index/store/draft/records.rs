//! The lists of the articles of a draft's files.
//!
//! They are written while files are read, and ended when the articles are in the index: only then is it
//! known which are refused, and which are at another place than before.

use super::Draft;
use crate::article::ArchivePath;
use crate::index::elsewhere::RefusedArticle;
use crate::index::error::IndexError;
use crate::index::fault;
use crate::index::file_names::RECORDS;
use crate::index::records::file::RecordsError;
use crate::index::records::file_end::FileEnd;
use crate::index::records::places_file;
use crate::index::records::table::RecordTable;
use crate::index::store::generation::Generation;
use std::collections::{HashMap, HashSet};

impl Draft {
    /// Writes the list of the articles of a file. Several threads may do it.
    pub(in crate::index) fn add_records(
        &self,
        path: &ArchivePath,
        table: &RecordTable,
        end: Option<FileEnd>,
    ) -> Result<(), IndexError> {
        self.lists.add(path, table, end)
    }

    /// Waits until the articles that are elsewhere are there, and returns those that are refused,
    /// each with its place in its file. Their lists do not have them any more, so that they are
    /// sent again when their files are read again.
    ///
    /// # Errors
    /// If they cannot be sent, or the lists cannot be written.
    pub fn refused(&mut self) -> Result<Vec<RefusedArticle>, IndexError> {
        let Some(elsewhere) = &self.elsewhere else {
            return Ok(Vec::new());
        };
        let mut refused = elsewhere.flush()?;
        if refused.is_empty() {
            return Ok(refused);
        }
        let mut by_file: HashMap<_, HashSet<u32>> = HashMap::new();
        for article in &refused {
            let own = by_file.entry(article.path.clone()).or_default();
            own.insert(article.number);
        }
        let (store, file) = (&self.store, self.folder.join(RECORDS));
        let damaged = |error| store.records_error(&file, error);
        let places = self.lists.forget(&by_file, &damaged)?;
        for article in &mut refused {
            // A file without a list has its only article at the place that is its number.
            if let Some(place) = places.get(&(article.path.clone(), article.number)) {
                article.number = *place;
            }
        }
        Ok(refused)
    }

    /// Lists of articles cannot be read.
    pub(in crate::index) fn records_error(&self, error: RecordsError) -> IndexError {
        self.store.records_error(&self.folder.join(RECORDS), error)
    }

    /// Ends the lists of articles: takes those of the generation before, but those of the files in
    /// `without`; and writes which articles are at another place than the index has stored. Comes
    /// after [`Self::commit`].
    pub(in crate::index) fn finish_records(
        &mut self,
        base: Option<&Generation>,
        without: &HashSet<&ArchivePath>,
    ) -> Result<(), IndexError> {
        let before = base.map(Generation::records_reader).transpose()?.flatten();
        let (store, file) = (&self.store, self.folder.join(RECORDS));
        let damaged = |error| store.records_error(&file, error);
        self.lists.finish(before, without, &damaged)?;
        let moved = &self.lists.written().moved;
        let searcher = self.searcher();
        let searcher = searcher.map_err(IndexError::engine(self.store.path()))?;
        let path_field = self.schema.fields.path;
        places_file::write(&self.folder, &searcher, path_field, moved)?;
        if !moved.is_empty() {
            let places = places_file::open(&self.folder);
            self.schema.places = places.map_err(IndexError::engine(self.store.path()))?;
        }
        fault::point("records");
        Ok(())
    }
}
