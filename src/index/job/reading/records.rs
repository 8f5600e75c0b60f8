//! The list of the articles of a file, while the file is read: that of before, and the new one.
//!
//! Articles that are in the old list are not indexed again. The new list is written when the file
//! was read; of a file of one article there is none.

use super::outcome::Compared;
use crate::article::ArchivePath;
use crate::formats::ResumePoint;
use crate::index::catalog::entry::FileEntry;
use crate::index::error::IndexError;
use crate::index::records::file::RecordsOf;
use crate::index::records::file_end::FileEnd;
use crate::index::records::matching::Matching;
use crate::index::records::table::RecordTable;
use crate::index::store::draft::Draft;

/// The articles of a file while they are compared with those that it had.
pub(super) struct Records {
    /// Whether these are known one by one.
    pub(super) has_list: bool,
    pub(super) matching: Matching,
    /// How reading goes on after the end of the file.
    pub(super) point: Option<ResumePoint>,
}

/// The articles that a file had, if they are known one by one, and its end.
#[derive(Default)]
pub(super) struct Before {
    pub(super) table: Option<RecordTable>,
    pub(super) end: Option<FileEnd>,
}

impl Records {
    /// All articles are read and compared.
    pub(super) fn compare(before: Before) -> Self {
        Self {
            has_list: before.table.is_some(),
            matching: Matching::with(before.table),
            point: None,
        }
    }

    /// Articles that were appended are read.
    pub(super) fn after(before: Before) -> Self {
        Self {
            has_list: before.table.is_some(),
            matching: Matching::after(before.table.unwrap_or_default()),
            point: None,
        }
    }

    /// Ends the comparison, and writes the new list. There is none of a file of one article.
    pub(super) fn end(
        self,
        entry: &FileEntry,
        end: Option<FileEnd>,
        draft: &Draft,
    ) -> Result<Option<Compared>, IndexError> {
        let matched = self.matching.finish();
        let is_listed = entry.articles > 1 || (self.has_list && entry.articles > 0);
        if let Some(table) = matched.table.filter(|_| is_listed) {
            draft.add_records(&entry.path, &table, end)?;
        }
        Ok(self.has_list.then_some(Compared {
            gone: matched.gone,
            new_after: matched.new_after,
            counts: matched.counts,
        }))
    }
}

impl Before {
    /// That of a file.
    pub(super) fn of(
        path: &ArchivePath,
        lists: &RecordsOf,
        draft: &Draft,
    ) -> Result<Self, IndexError> {
        let before = lists.read(path);
        let before = before.map_err(|error| draft.records_error(error))?;
        Ok(before.map_or_else(Self::default, |(head, table)| Self {
            table: Some(table),
            end: head.end,
        }))
    }
}
