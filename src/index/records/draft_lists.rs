//! The lists of the articles of files, while a generation is made.
//!
//! The file is made with the first list. Lists of files that did not change are taken from the
//! generation before. It knows no segments.

use super::file::{RecordsError, RecordsReader, RecordsWriter, RecordsWritten};
use super::file_end::FileEnd;
use super::table::RecordTable;
use crate::article::ArchivePath;
use crate::index::error::IndexError;
use crate::index::place::Place;
use std::collections::HashSet;
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
