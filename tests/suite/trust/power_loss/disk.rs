//! A model of a disk: what is on it for certain, and what a loss of power may take away.
//!
//! By POSIX only what was synced is certain: the bytes of a file after its own sync, a name in a folder after the sync
//! of that folder. Everything since then may be there or not, in any order. So a file has the bytes of its last sync and
//! writes after it, and a folder has the names of its last sync and changes after it.

use super::super::traced::Change;
use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::hash::{Hash, Hasher};
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::time::{Duration, SystemTime};

/// What is lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Loss {
    /// Nothing: the program was only killed.
    Nothing,
    /// Everything that was not synced.
    All,
    /// The bytes that were not synced.
    Bytes,
    /// The bytes that were not synced are zeros.
    Zeros,
    /// The second half of the bytes that were not synced.
    Half,
    /// The names that were not synced.
    Names,
    /// The bytes that were not synced, and the change of names with this number.
    Change(usize),
    /// The bytes that were not synced, and all changes of names but this one.
    AllBut(usize),
}

/// Names that get other files, in one step. `None` removes a name.
type NameChange = Vec<(usize, String, Option<usize>)>;

struct File {
    synced: Vec<u8>,
    now: Vec<u8>,
}

enum Node {
    File(File),
    Folder(BTreeMap<String, usize>),
}

/// The disk. Node 0 is its root.
pub(super) struct Disk {
    /// Folders have their names as of their last sync.
    nodes: Vec<Node>,
    /// Changes of names that were not synced.
    changes: Vec<NameChange>,
}

/// What is on the disk after a loss: paths, and for files their node and bytes.
pub(super) type Tree = BTreeMap<String, Option<(usize, Vec<u8>)>>;

impl Disk {
    /// A folder as it is now, all of it synced, without the entries `except`.
    pub(super) fn of(root: &Path, except: &[&str]) -> Self {
        let mut disk = Self {
            nodes: vec![Node::Folder(BTreeMap::new())],
            changes: Vec::new(),
        };
        disk.take(0, root, except, &mut HashMap::new());
        disk
    }

    fn take(
        &mut self,
        folder: usize,
        path: &Path,
        except: &[&str],
        by_inode: &mut HashMap<u64, usize>,
    ) {
        for entry in fs::read_dir(path).unwrap() {
            let entry = entry.unwrap();
            let name = entry.file_name().into_string().unwrap();
            if except.contains(&name.as_str()) {
                continue;
            }
            let metadata = entry.metadata().unwrap();
            let node = if metadata.is_dir() {
                let node = self.add(Node::Folder(BTreeMap::new()));
                self.take(node, &entry.path(), &[], by_inode);
                node
            } else if let Some(node) = by_inode.get(&metadata.ino()) {
                *node
            } else {
                let now = fs::read(entry.path()).unwrap();
                let synced = now.clone();
                let node = self.add(Node::File(File { synced, now }));
                by_inode.insert(metadata.ino(), node);
                node
            };
            self.synced_names(folder).insert(name, node);
        }
    }

    fn add(&mut self, node: Node) -> usize {
        self.nodes.push(node);
        self.nodes.len() - 1
    }

    fn synced_names(&mut self, folder: usize) -> &mut BTreeMap<String, usize> {
        match &mut self.nodes[folder] {
            Node::Folder(names) => names,
            Node::File(_) => panic!("a file is not a folder"),
        }
    }

    fn file(&mut self, path: &str) -> &mut File {
        let node = self.find(path);
        match &mut self.nodes[node] {
            Node::File(file) => file,
            Node::Folder(_) => panic!("{path} is a folder"),
        }
    }

    /// What has this path now.
    fn find(&self, path: &str) -> usize {
        let names = path.split('/').filter(|name| !name.is_empty());
        names.fold(0, |folder, name| {
            self.lookup(folder, name)
                .unwrap_or_else(|| panic!("{path} is not there"))
        })
    }

    fn lookup(&self, folder: usize, name: &str) -> Option<usize> {
        let changes = self.changes.iter().rev().flatten();
        let mut changes = changes.filter(|(at, changed, _)| *at == folder && changed == name);
        match (changes.next(), &self.nodes[folder]) {
            (Some((_, _, node)), _) => *node,
            (None, Node::Folder(names)) => names.get(name).copied(),
            (None, Node::File(_)) => None,
        }
    }

    /// The folder of a path, and its name there.
    fn place<'a>(&self, path: &'a str) -> (usize, &'a str) {
        match path.rsplit_once('/') {
            Some((folder, name)) => (self.find(folder), name),
            None => (0, path),
        }
    }

    fn name(&mut self, path: &str, node: Option<usize>) -> (usize, String, Option<usize>) {
        let (folder, name) = self.place(path);
        (folder, name.to_owned(), node)
    }

    /// Does what the program did.
    pub(super) fn apply(&mut self, change: &Change) {
        let names = match change {
            Change::Write(path, at, bytes) => {
                let now = &mut self.file(path).now;
                now.resize(now.len().max(at + bytes.len()), 0);
                now[*at..at + bytes.len()].copy_from_slice(bytes);
                return;
            }
            Change::Truncate(path, length) => return self.file(path).now.resize(*length, 0),
            Change::Sync(path) => return self.sync(path),
            Change::Create(path) => {
                let (synced, now) = (Vec::new(), Vec::new());
                let node = self.add(Node::File(File { synced, now }));
                vec![self.name(path, Some(node))]
            }
            Change::MakeFolder(path) => {
                let node = self.add(Node::Folder(BTreeMap::new()));
                vec![self.name(path, Some(node))]
            }
            Change::Link(from, to) => {
                let node = self.find(from);
                vec![self.name(to, Some(node))]
            }
            Change::Rename(from, to) => {
                let node = self.find(from);
                vec![self.name(from, None), self.name(to, Some(node))]
            }
            Change::Remove(path) => vec![self.name(path, None)],
        };
        self.changes.push(names);
    }

    fn sync(&mut self, path: &str) {
        let node = self.find(path);
        if let Node::File(file) = &mut self.nodes[node] {
            file.synced.clone_from(&file.now);
            return;
        }
        // A rename between folders is on disk when both are.
        let mut left = Vec::new();
        for change in std::mem::take(&mut self.changes) {
            let (here, elsewhere): (Vec<_>, Vec<_>) = change
                .into_iter()
                .partition(|(folder, _, _)| *folder == node);
            for (_, name, to) in here {
                let names = self.synced_names(node);
                match to {
                    Some(to) => names.insert(name, to),
                    None => names.remove(&name),
                };
            }
            if !elsewhere.is_empty() {
                left.push(elsewhere);
            }
        }
        self.changes = left;
    }

    /// Every loss that makes a difference now.
    pub(super) fn losses(&self) -> Vec<Loss> {
        let changes = 0..self.changes.len();
        [
            Loss::Nothing,
            Loss::All,
            Loss::Bytes,
            Loss::Zeros,
            Loss::Half,
            Loss::Names,
        ]
        .into_iter()
        .chain(changes.clone().map(Loss::Change))
        .chain(changes.map(Loss::AllBut))
        .collect()
    }

    /// What is there after a loss.
    pub(super) fn after(&self, loss: Loss) -> Tree {
        let mut names: HashMap<usize, BTreeMap<String, usize>> = HashMap::new();
        for (at, node) in self.nodes.iter().enumerate() {
            if let Node::Folder(synced) = node {
                names.insert(at, synced.clone());
            }
        }
        for (at, change) in self.changes.iter().enumerate() {
            let is_lost = match loss {
                Loss::All | Loss::Names => true,
                Loss::Change(gone) => at == gone,
                Loss::AllBut(kept) => at != kept,
                Loss::Nothing | Loss::Bytes | Loss::Zeros | Loss::Half => false,
            };
            if is_lost {
                continue;
            }
            for (folder, name, node) in change {
                let names = names.get_mut(folder).unwrap();
                match node {
                    Some(node) => names.insert(name.clone(), *node),
                    None => names.remove(name),
                };
            }
        }
        let mut tree = Tree::new();
        self.collect(0, "", &names, loss, &mut tree);
        tree
    }

    fn collect(
        &self,
        folder: usize,
        path: &str,
        names: &HashMap<usize, BTreeMap<String, usize>>,
        loss: Loss,
        tree: &mut Tree,
    ) {
        for (name, node) in &names[&folder] {
            let path = if path.is_empty() {
                name.clone()
            } else {
                format!("{path}/{name}")
            };
            match &self.nodes[*node] {
                Node::File(file) => {
                    tree.insert(path, Some((*node, file.after(loss))));
                }
                Node::Folder(_) => {
                    tree.insert(path.clone(), None);
                    self.collect(*node, &path, names, loss, tree);
                }
            }
        }
    }
}

impl File {
    fn after(&self, loss: Loss) -> Vec<u8> {
        let (synced, now) = (&self.synced, &self.now);
        let common = synced.iter().zip(now).take_while(|(a, b)| a == b).count();
        match loss {
            Loss::Nothing | Loss::Names => now.clone(),
            Loss::All | Loss::Bytes | Loss::Change(_) | Loss::AllBut(_) => synced.clone(),
            Loss::Zeros => {
                let mut bytes = now[..common].to_vec();
                bytes.resize(now.len(), 0);
                bytes
            }
            Loss::Half => now[..common + (now.len() - common) / 2].to_vec(),
        }
    }
}

/// A number that differs for trees that differ.
pub(super) fn hash_of(tree: &Tree) -> u64 {
    let mut hasher = DefaultHasher::new();
    for (path, file) in tree {
        path.hash(&mut hasher);
        file.as_ref().map(|(_, bytes)| bytes).hash(&mut hasher);
    }
    hasher.finish()
}

/// Puts a tree in the place of what is in the folder, but for the entries `except`. All files get the same time, so
/// that none looks written to since.
pub(super) fn put(tree: &Tree, root: &Path, except: &[&str]) {
    for entry in fs::read_dir(root).unwrap() {
        let entry = entry.unwrap();
        if except.iter().any(|name| entry.file_name() == *name) {
            continue;
        }
        if entry.metadata().unwrap().is_dir() {
            fs::remove_dir_all(entry.path()).unwrap();
        } else {
            fs::remove_file(entry.path()).unwrap();
        }
    }
    let time = SystemTime::now() - Duration::from_hours(1);
    let mut there: HashMap<usize, std::path::PathBuf> = HashMap::new();
    for (path, file) in tree {
        let path = root.join(path);
        match file {
            None => fs::create_dir(&path).unwrap(),
            Some((node, bytes)) => {
                if let Some(other) = there.get(node) {
                    fs::hard_link(other, &path).unwrap();
                    continue;
                }
                fs::write(&path, bytes).unwrap();
                let file = fs::File::options().write(true).open(&path).unwrap();
                file.set_modified(time).unwrap();
                there.insert(*node, path);
            }
        }
    }
}
