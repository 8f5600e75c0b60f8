//! Who takes the members of an archive.
//!
//! Archives hold archives. So whoever unpacks one (`tar`, `zip`) hands each member to a
//! [`MemberSink`], and whoever reads contents (`intake`) is one: neither knows the other.

use super::limits::Budget;
use crate::article::{ArchivePath, Problem};
use std::io::BufRead;
use std::rc::Rc;

/// Where in a file a content is.
#[derive(Default)]
pub(super) struct Part<'a> {
    /// The member that it is or is in, as messages name it.
    pub(super) member: Option<&'a str>,
    /// Its name before it was unpacked.
    pub(super) packed_as: Option<&'a ArchivePath>,
    /// How many layers were unpacked around it.
    pub(super) layers: u32,
}

impl<'a> Part<'a> {
    /// A member of it, by the name that messages show.
    pub(super) fn of_member(&self, shown: &'a str) -> Self {
        Self {
            member: Some(shown),
            packed_as: None,
            layers: self.layers + 1,
        }
    }
}

/// Takes the members of an archive, one after another; `E` is what its caller fails with.
pub(super) trait MemberSink<E> {
    /// What is left of the file's limits.
    fn budget(&self) -> &Rc<Budget>;

    /// Reads a member of the archive `archive`, which is at `part`.
    fn take_member(
        &mut self,
        part: &Part<'_>,
        archive: &ArchivePath,
        name: &str,
        content: Box<dyn BufRead + '_>,
    ) -> Result<(), E>;

    /// Reports why the content at `part` is not read.
    fn refuse(&mut self, part: &Part<'_>, problem: Problem) -> Result<(), E>;
}
