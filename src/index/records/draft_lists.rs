//! The lists of the articles of files, while a generation is made.
//!
//! The file is made with the first list. Lists of files that did not change are taken from the
//! generation before. It knows no segments.

use super::file::{RecordsError, RecordsReader, RecordsWriter, RecordsWritten};
use super::file_end::FileEnd;
use super::table::{RecordTable, TableHead};
use crate::article::ArchivePath;
use crate::index::error::IndexError;
use crate::index::place::Place;
use std::collections::{HashMap, HashSet};
use std::sync::Mutex;

/// The lists of a draft.
pub(in crate::index) struct DraftLists {
    file: Place,
    writer: Mutex<Option<RecordsWriter>>,
    written: RecordsWritten,
}

impl DraftLists {
    /// Those of a file that does not exist yet.
    pub(in crate::index) fn new(file: Place) -> Self {
        Self {
            file,
            writer: Mutex::default(),
            written: RecordsWritten::default(),
        }
    }

    /// Writes the list of a file. Several threads may do it.
    pub(in crate::index) fn add(
        &self,
        path: &ArchivePath,
        table: &RecordTable,
        end: Option<FileEnd>,
    ) -> Result<(), IndexError> {
        let mut writer = self.writer.lock().map_err(|_| Self::lost())?;
        let pushed = started(&mut writer, &self.file)?.push(path, table, end);
        pushed.map_err(IndexError::at("write", &self.file))
    }

    /// Takes articles that were not indexed after all out of the lists, by file and number, so that
    /// they are new when their files are read again. Returns their places in their files.
    pub(in crate::index) fn forget(
        &mut self,
        articles: &HashMap<ArchivePath, HashSet<u32>>,
        damaged: &dyn Fn(RecordsError) -> IndexError,
    ) -> Result<HashMap<(ArchivePath, u32), u32>, IndexError> {
        let mut places = HashMap::new();
        let writer = self.writer.get_mut().map_err(|_| Self::lost())?;
        let Some(old) = writer.take() else {
            return Ok(places);
        };
        let file = &self.file;
        let refused = IndexError::at("write", file);
        old.finish().map_err(refused)?;
        let reader = || {
            let opened = file.open().map_err(RecordsError::Io);
            opened.and_then(RecordsReader::new).map_err(damaged)
        };
        let next = file.temporary();
        let new = started(writer, &next)?;
        new.copy(&mut reader()?, &articles.keys().collect())
            .map_err(damaged)?;
        let mut lists = reader()?;
        let is_wanted = |head: &TableHead| articles.contains_key(&head.path);
        while let Some((_, bytes)) = lists.next_if(is_wanted).map_err(damaged)? {
            let list = RecordTable::decode(bytes).map_err(|error| damaged(error.into()));
            let (head, table) = list?;
            let refused = &articles[&head.path];
            let mut kept = RecordTable::default();
            let numbers = table.serials.iter().zip(table.ordinals.iter());
            for (hash, (serial, ordinal)) in table.hashes.iter().zip(numbers) {
                if refused.contains(&serial) {
                    places.insert((head.path.clone(), serial), ordinal);
                } else {
                    kept.push(*hash, serial, ordinal);
                }
            }
            if !kept.hashes.is_empty() {
                let pushed = new.push(&head.path, &kept, head.end);
                pushed.map_err(IndexError::at("write", &next))?;
            }
        }
        drop(lists);
        next.rename_to(file)
            .map_err(IndexError::at("rename", &next))?;
        Ok(places)
    }

    /// Ends the file: takes the lists of `before`, but those of the files in `without`. `damaged` is
    /// the error of lists that cannot be read.
    pub(in crate::index) fn finish(
        &mut self,
        before: Option<RecordsReader>,
        without: &HashSet<&ArchivePath>,
        damaged: &dyn Fn(RecordsError) -> IndexError,
    ) -> Result<(), IndexError> {
        let writer = std::mem::take(&mut self.writer).into_inner();
        let mut writer = writer.map_err(|_| Self::lost())?;
        if let Some(mut before) = before {
            let copied = started(&mut writer, &self.file)?.copy(&mut before, without);
            copied.map_err(damaged)?;
        }
        if let Some(writer) = writer {
            let written = writer.finish();
            self.written = written.map_err(IndexError::at("write", &self.file))?;
        }
        if self.written.files == 0 {
            // All files with lists are gone.
            let _ = self.file.remove_file();
        }
        Ok(())
    }

    /// What was written, after the end.
    pub(in crate::index) fn written(&self) -> &RecordsWritten {
        &self.written
    }

    /// A thread that wrote a list panicked.
    fn lost() -> IndexError {
        IndexError::Worker("listing records")
    }
}

/// The writer, which is made if there is none.
fn started<'w>(
    writer: &'w mut Option<RecordsWriter>,
    file: &Place,
) -> Result<&'w mut RecordsWriter, IndexError> {
    match writer {
        Some(writer) => Ok(writer),
        none => {
            let created = file.create().map_err(IndexError::at("create", file))?;
            let new = RecordsWriter::new(created).map_err(IndexError::at("write", file))?;
            Ok(none.insert(new))
        }
    }
}
