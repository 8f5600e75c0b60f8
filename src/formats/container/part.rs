//! The place of a content within a file, its start, and the sink for the members of an archive.
//!
//! `tar` and `zip` find the members and hand them to a [`MemberSink`], which opens them.

use super::group::Group;
use crate::article::{ArchivePath, Problem};
use crate::formats::input::Input;
use crate::formats::limits::{Budget, Refusal};
use crate::formats::reader::{Given, ReadEnd};
use std::io::{BufRead, BufReader, Cursor, Read};
use std::rc::Rc;

/// The place of a content within a file.
#[derive(Default)]
pub(super) struct Part<'a> {
    /// The name of the member that it is, as messages show it.
    pub(super) member: Option<&'a str>,
    /// Its name before it was unpacked.
    pub(super) packed_as: Option<&'a ArchivePath>,
    /// How many layers were removed around it.
    pub(super) layers: u32,
}

impl<'a> Part<'a> {
    /// A member of it; `shown` is its name in messages.
    pub(super) fn of_member(&self, shown: &'a str) -> Self {
        Self {
            member: Some(shown),
            packed_as: None,
            layers: self.layers + 1,
        }
    }
}

/// A content whose start was read into memory. It can be read again from there.
pub(super) struct Started<'c> {
    /// The start; all of it if `is_whole`.
    pub(super) start: Vec<u8>,
    /// Whether the content ended below the limit, and could be read.
    pub(super) is_whole: bool,
    rest: Box<dyn BufRead + 'c>,
    refusal: Option<Refusal>,
}

impl<'c> Started<'c> {
    /// Reads up to `most` bytes. What fails here is not told yet.
    pub(super) fn of(mut rest: Box<dyn BufRead + 'c>, most: usize, budget: &Budget) -> Self {
        let mut start = Vec::new();
        let read = rest.by_ref().take(most as u64).read_to_end(&mut start);
        let is_whole = read.is_ok() && start.len() < most;
        Self {
            refusal: if is_whole {
                None
            } else {
                budget.take_refusal()
            },
            start,
            is_whole,
            rest,
        }
    }

    /// The content from its start on. What failed fails again where it is read, and is told there.
    pub(super) fn again(self, budget: &Budget) -> Box<dyn BufRead + 'c> {
        if !self.is_whole {
            budget.keep_refusal(self.refusal);
        }
        Box::new(BufReader::new(Cursor::new(self.start).chain(self.rest)))
    }
}

/// Takes the members of an archive.
pub(super) trait MemberSink {
    /// Why it takes no more.
    type Error;

    /// What is left of the file's limits.
    fn budget(&self) -> &Rc<Budget>;

    /// Reads a member of the archive `archive`.
    fn open_member(
        &mut self,
        part: &Part<'_>,
        archive: &ArchivePath,
        name: &str,
        content: Box<dyn BufRead + '_>,
    ) -> Result<(), Self::Error>;

    /// Reports why a content is not read.
    fn refuse(&mut self, part: &Part<'_>, problem: Problem) -> Result<(), Self::Error>;
}

/// Reads members that belong together.
pub(super) trait GroupSink: MemberSink {
    /// Reads the members of a group, each with the others around it. `part` is their archive.
    fn open_group(&mut self, part: &Part<'_>, group: Group) -> Result<(), Self::Error>;
}

/// Opens members, and takes what was read of them elsewhere.
pub(super) trait MemberOpener: GroupSink {
    /// Opens a member that is in memory.
    fn open_whole(&mut self, part: &Part<'_>, input: Input<'_>) -> Result<(), Self::Error>;

    /// Takes what the reader of this format gave of a member, and how it ended.
    fn take_given(
        &mut self,
        part: &Part<'_>,
        format: &'static str,
        given: Given,
        end: Result<(), ReadEnd>,
    ) -> Result<(), Self::Error>;
}
