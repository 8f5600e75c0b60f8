//! Members of an archive that are read together, in memory.
//!
//! Each sees the others as the files around it (`Companions`). Which members belong together is said
//! in `issues`.

use crate::article::ArchivePath;
use crate::formats::input::{Companions, HEAD_LEN};
use crate::formats::readers::is_leading;
use std::collections::BTreeSet;

/// Members that are read together.
pub(super) struct Group {
    members: Vec<Member>,
}

/// A member of a group.
pub(super) struct Member {
    /// Its name in the archive.
    pub(super) name: String,
    pub(super) path: ArchivePath,
    pub(super) content: Vec<u8>,
}

impl Group {
    pub(super) fn of(members: Vec<Member>) -> Self {
        Self { members }
    }

    pub(super) fn members(&self) -> &[Member] {
        &self.members
    }

    /// The members around one of them.
    pub(super) fn around<'g>(&'g self, path: &'g ArchivePath) -> Around<'g> {
        Around { group: self, path }
    }
}

/// The members of a group as the files around one of them.
pub(super) struct Around<'g> {
    group: &'g Group,
    path: &'g ArchivePath,
}

impl Around<'_> {
    /// What is below a folder: each path from there on.
    fn below(&self, folder: &str) -> Vec<&str> {
        let Some(folder) = self.path.beside(folder) else {
            return Vec::new();
        };
        let inside = |member: &&Member| {
            let rest = member.path.as_str().strip_prefix(folder.as_str());
            rest.is_some_and(|rest| rest.starts_with('/'))
        };
        let members = self.group.members.iter().filter(inside);
        members
            .map(|member| &member.path.as_str()[folder.as_str().len() + 1..])
            .collect()
    }

    fn files(&self, folder: &str) -> Vec<String> {
        let below = self.below(folder).into_iter();
        let files: BTreeSet<&str> = below.filter(|path| !path.contains('/')).collect();
        files.into_iter().map(str::to_owned).collect()
    }

    fn member(&self, file: &str) -> Option<&Member> {
        let path = self.path.beside(file)?;
        self.group.members.iter().find(|member| member.path == path)
    }
}

impl Companions for Around<'_> {
    fn names(&self) -> Vec<String> {
        self.files("")
    }

    fn leading(&self, folder: &str) -> Vec<String> {
        let mut names = self.files(folder);
        names.retain(|name| is_leading(name));
        names
    }

    fn entries(&self, folder: &str) -> Vec<String> {
        let below = self.below(folder).into_iter();
        let names: BTreeSet<&str> = below.filter_map(|path| path.split('/').next()).collect();
        names.into_iter().map(str::to_owned).collect()
    }

    fn content(&self, file: &str, most: u64) -> Option<Vec<u8>> {
        let member = self.member(file)?;
        (member.content.len() as u64 <= most).then(|| member.content.clone())
    }

    fn start(&self, file: &str) -> Option<Vec<u8>> {
        let content = &self.member(file)?.content;
        Some(content[..content.len().min(HEAD_LEN)].to_vec())
    }
}
