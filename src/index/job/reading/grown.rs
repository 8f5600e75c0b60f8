//! Files that grew: what was appended is read, and the old part is not parsed again.
//!
//! The old part is hashed, or, where a person says that files only grow, its first and last bytes
//! alone are compared. If it changed, the file is read as any other one.

use super::outcome::FileOutcome;
use super::records::{Before, Records};
use super::worker::{Counted, Failure, Opened, Worker};
use crate::article::ProblemKind;
use crate::formats::{HEAD_LEN, PACKED_START, Resume, SkippedCounts, may_resume};
use crate::index::catalog::entry::FileEntry;
use crate::index::fault;
use crate::index::hashed::{Hashed, NO_HASH};
use crate::index::job::changes::Change;
use crate::index::records::file_end::{
    FileEnd, bytes_at, hash_of_edges, hash_of_old_part, hash_of_parts,
};
use std::fs::File;
use std::io::Seek;

impl Worker<'_> {
    /// Reads what was appended to a file that only grew since it was read; `None` if that is not so,
    /// or its format cannot be resumed.
    pub(super) fn read_grown(
        &mut self,
        file: &mut File,
        mut read: Opened,
        change: &Change,
        before: &mut Before,
    ) -> Result<Option<FileOutcome>, Failure> {
        let Some((previous, end)) = before_it_grew(&read, change, before, self.append_only) else {
            return Ok(None);
        };
        let Some(point) = end.point else {
            return Ok(None);
        };
        let resume = Resume {
            point,
            start: bytes_at(file, 0, PACKED_START).map_err(Failure::Source)?,
            next: bytes_at(file, end.bytes, HEAD_LEN).map_err(Failure::Source)?,
        };
        if !may_resume(&change.path, &resume, self.options) {
            return Ok(None);
        }
        let mut parts = Vec::new();
        if self.append_only {
            let edges = hash_of_edges(file, end.bytes).map_err(Failure::Source)?;
            if edges != end.edges {
                return Ok(None);
            }
            if read.stat.size == end.bytes {
                read.look_again(file);
                self.progress.advance(read.stat.size, 0);
                let entry = read.same_content(change, previous.hash);
                return Ok(entry.map(FileOutcome::SameContent));
            }
            parts.clone_from(&end.parts);
            if parts.is_empty() {
                parts.push((end.bytes, previous.hash));
            }
            self.progress.advance(end.bytes, 0);
        } else {
            file.rewind().map_err(Failure::Source)?;
        }
        let mut hashing = Hashed::new(Counted {
            file: &mut *file,
            progress: self.progress,
        });
        if !self.append_only {
            let hash = hash_of_old_part(&mut hashing, &end).map_err(Failure::Source)?;
            if hash != previous.hash {
                return Ok(None);
            }
        }
        fault::point("hashed");
        let mut records = Records::after(std::mem::take(before));
        let mut entry = FileEntry {
            stat: read.stat,
            hash: NO_HASH,
            ..previous.clone()
        };
        if point.skipped != SkippedCounts::default() {
            // They are told again, with those that were appended.
            entry.problems.retain(|problem| {
                problem.ordinal.is_some() || problem.kind != ProblemKind::NotAnArticle
            });
        }
        self.index_stream(&mut hashing, Some(resume), &mut entry, &mut records)?;
        let mut bytes = hashing.bytes;
        if self.append_only {
            parts.push((bytes, hashing.hash()));
            bytes += end.bytes;
        }
        if entry.is_hashed() && !parts.is_empty() {
            entry.hash = hash_of_parts(&parts);
        }
        read.look_again(file);
        let end = FileEnd::of(file, bytes, records.point, parts).map_err(Failure::Source)?;
        let compared = self.end_records(records, &entry, end)?;
        Ok(Some(read.indexed(entry, compared)))
    }
}

/// The entry and the end of the file as it was, if it can have grown since.
fn before_it_grew<'c>(
    read: &Opened,
    change: &'c Change,
    before: &Before,
    append_only: bool,
) -> Option<(&'c FileEntry, FileEnd)> {
    let previous = change.previous.as_deref()?;
    let end = before.end.clone()?;
    let is_known = previous.is_hashed()
        && previous.stat.size == end.bytes
        && !previous.must_be_retried()
        && !previous.has_refused()
        && !change.is_forced;
    let is_longer = read.stat.size > end.bytes || (append_only && read.stat.size == end.bytes);
    (is_known && is_longer).then_some((previous, end))
}
