//! Members of an archive that are read together, in memory.
//!
//! Each sees the others as the files around it (`Companions`). Which members belong together is
//! said in `issues`. All pages of an issue ask for the same files, so paths are sorted once, the
//! leading files of each folder are known, and the entries of a folder are kept once they were
//! asked for.

use crate::article::ArchivePath;
use crate::formats::input::{Companions, HEAD_LEN};
use crate::formats::readers::is_leading;
use std::collections::{BTreeSet, HashMap};
use std::sync::{Mutex, PoisonError};

/// Members that are read together.
pub(super) struct Group {
    members: Vec<Member>,
    /// The places of the members in the order of their paths. What is in a folder is side by side.
    by_path: Vec<usize>,
    /// The names of the leading files in folders, sorted.
    leading: HashMap<String, BTreeSet<String>>,
    /// The entries of folders that were asked for, sorted.
    entries: Mutex<HashMap<String, Vec<String>>>,
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
        let mut by_path: Vec<usize> = (0..members.len()).collect();
        by_path.sort_by(|one, other| members[*one].path.cmp(&members[*other].path));
        let mut leading: HashMap<String, BTreeSet<String>> = HashMap::new();
        for member in &members {
            let (folder, name) = member.path.split();
            if is_leading(name) {
                let names = leading.entry(folder.to_owned()).or_default();
                names.insert(name.to_owned());
            }
        }
        Self {
            members,
            by_path,
            leading,
            entries: Mutex::default(),
        }
    }

    pub(super) fn members(&self) -> &[Member] {
        &self.members
    }

    /// The members around one of them.
    pub(super) fn around<'g>(&'g self, path: &'g ArchivePath) -> Around<'g> {
        Around { group: self, path }
    }

    /// The paths from this one on, in their order.
    fn from<'g>(&'g self, path: &str) -> impl Iterator<Item = &'g Member> + use<'g> {
        let is_before = |at: &usize| self.members[*at].path.as_str() < path;
        let start = self.by_path.partition_point(is_before);
        self.by_path[start..].iter().map(|at| &self.members[*at])
    }

    /// What is below a folder: each path from there on.
    fn below<'g>(&'g self, folder: &ArchivePath) -> impl Iterator<Item = &'g str> + use<'g> {
        let folder = format!("{folder}/");
        let inside = self.from(&folder);
        inside.map_while(move |member| member.path.as_str().strip_prefix(&folder))
    }

    fn entries(&self, folder: &ArchivePath) -> Vec<String> {
        let mut kept = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        let names = || {
            let first = |path: &str| path.split('/').next().map(str::to_owned);
            let names: BTreeSet<String> = self.below(folder).filter_map(first).collect();
            names.into_iter().collect()
        };
        let entries = kept.entry(folder.as_str().to_owned()).or_insert_with(names);
        entries.clone()
    }
}

/// The members of a group as the files around one of them.
pub(super) struct Around<'g> {
    group: &'g Group,
    path: &'g ArchivePath,
}

impl Around<'_> {
    fn member(&self, file: &str) -> Option<&Member> {
        let path = self.path.beside(file)?;
        let next = self.group.from(path.as_str()).next()?;
        (next.path == path).then_some(next)
    }
}

impl Companions for Around<'_> {
    fn names(&self) -> Vec<String> {
        let Some(folder) = self.path.beside("") else {
            return Vec::new();
        };
        let files = self.group.below(&folder).filter(|path| !path.contains('/'));
        let files: BTreeSet<&str> = files.collect();
        files.into_iter().map(str::to_owned).collect()
    }

    fn has_xml(&self, name: &str) -> bool {
        self.member(name).is_some()
    }

    fn leading(&self, folder: &str) -> Vec<String> {
        let folder = self.path.beside(folder);
        let names = folder.and_then(|folder| self.group.leading.get(folder.as_str()));
        names.into_iter().flatten().cloned().collect()
    }

    fn entries(&self, folder: &str) -> Vec<String> {
        let folder = self.path.beside(folder);
        folder.map_or_else(Vec::new, |folder| self.group.entries(&folder))
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{Duration, Instant};

    fn group(paths: impl Iterator<Item = String>) -> Group {
        let member = |path: String| Member {
            path: ArchivePath::from_stored(&path),
            content: path.clone().into_bytes(),
            name: path,
        };
        Group::of(paths.map(member).collect())
    }

    #[test]
    fn members_see_what_is_around_them() {
        let paths = [
            "a.zip/i/text/2.xml",
            "a.zip/i/mets.xml",
            "a.zip/i/text/1.xml",
            "a.zip/i/text.xml",
            "a.zip/i/text/more/3.xml",
            "a.zip/i/b-mets.xml",
            "a.zip/i/mets.xml",
        ];
        let group = group(paths.into_iter().map(str::to_owned));
        let page = ArchivePath::from_stored("a.zip/i/text/1.xml");
        let around = group.around(&page);
        assert_eq!(around.names(), ["1.xml", "2.xml"]);
        assert_eq!(around.leading(".."), ["b-mets.xml", "mets.xml"]);
        assert!(around.leading("").is_empty());
        assert_eq!(
            around.entries(".."),
            ["b-mets.xml", "mets.xml", "text", "text.xml"]
        );
        assert_eq!(around.entries(""), ["1.xml", "2.xml", "more"]);
        assert!(around.entries("../../../..").is_empty());
        assert!(around.has_xml("2.xml") && !around.has_xml("3.xml"));
        assert_eq!(
            around.content("more/3.xml", 99).unwrap(),
            b"a.zip/i/text/more/3.xml"
        );
        assert_eq!(around.content("more/3.xml", 9), None);
        assert_eq!(around.start("../text.xml").unwrap(), b"a.zip/i/text.xml");
        assert_eq!(around.content("../text", 99), None);
    }

    #[test]
    fn many_members_see_each_other_in_linear_time() {
        let start = Instant::now();
        let pages = (0..20_000).map(|at| format!("a.zip/i/{at}/text/page.xml"));
        let group = group(pages.chain(["a.zip/i/mets.xml".to_owned()]));
        for member in group.members() {
            let around = group.around(&member.path);
            assert_eq!(around.entries(".."), ["text"]);
            assert_eq!(
                around.content("page.xml", 99).as_ref(),
                Some(&member.content)
            );
            assert_eq!(around.leading("../.."), ["mets.xml"]);
            if member.name.ends_with("/19999/text/page.xml") {
                return assert!(start.elapsed() < Duration::from_secs(10));
            }
        }
        panic!("the last page was not asked");
    }
}
