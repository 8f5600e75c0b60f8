//! Files and folders in the folder of an index, reached from one handle and never through a link.
//!
//! An index may come from somebody else: from a tar file, a stick, a shared server. What is in its
//! folder must not make this program read, write or delete anything outside of it. So the folder is
//! opened once. From there each name is looked up in the folder before it; a symbolic link on the
//! way is an error. Only regular files are read and written, and none without a bound.
//!
//! The engine maps files into memory by their paths; `segments/engine_files` opens them here first.

pub(super) mod outside;
mod regular;
#[cfg(test)]
mod tests;

use self::regular::{check_name, not_regular, only_name, open_folder, without_holes};
use crate::index::fault;
use crate::index::file_names::{CURRENT, INDEX_DIR};
use crate::platform;
use cap_fs_ext::{FollowSymlinks, OpenOptionsFollowExt, OpenOptionsSyncExt};
use cap_std::ambient_authority;
use cap_std::fs::{Dir, DirEntry, Metadata, OpenOptions};
use std::fs::File;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::SystemTime;

/// How the names of temporary files end.
pub(in crate::index) const TEMPORARY: &str = ".new";

/// The folder of an index. It is opened when it is first needed, and once.
#[derive(Debug)]
struct Root {
    path: PathBuf,
    opened: OnceLock<Dir>,
}

/// A file or folder of an index; it need not exist.
#[derive(Debug, Clone)]
pub(in crate::index) struct Place {
    root: Arc<Root>,
    /// The names from the folder of the index down.
    names: Vec<String>,
}

/// An entry of a folder.
#[derive(Debug, Clone)]
pub(in crate::index) struct Entry {
    /// Its name. A name that is not Unicode has U+FFFD in it, and cannot be opened.
    pub(in crate::index) name: String,
    /// Whether it is a regular file, and not a link to one.
    pub(in crate::index) is_file: bool,
    /// Its length in bytes.
    pub(in crate::index) length: u64,
    /// When it was last written to.
    pub(in crate::index) modified: SystemTime,
}

impl PartialEq for Place {
    fn eq(&self, other: &Self) -> bool {
        self.path() == other.path()
    }
}

impl Eq for Place {}

impl Place {
    /// The folder of an index.
    pub(in crate::index) fn root(path: PathBuf) -> Self {
        Self {
            root: Arc::new(Root {
                path,
                opened: OnceLock::new(),
            }),
            names: Vec::new(),
        }
    }

    /// A file in the same folder with a name that nobody can know before.
    pub(in crate::index) fn temporary(&self) -> Self {
        let random = RandomState::new().build_hasher().finish();
        let mut other = self.clone();
        if let Some(name) = other.names.last_mut() {
            *name = format!("{name}.{random:016x}{TEMPORARY}");
        }
        other
    }

    /// The file or folder `name` in this folder. It is one name, not a path.
    pub(in crate::index) fn join(&self, name: &str) -> Self {
        let mut inner = self.clone();
        inner.names.push(name.to_owned());
        inner
    }

    /// The same folder, opened now: its files are reached in one step, also when its name leads
    /// elsewhere by then.
    pub(in crate::index) fn opened(&self) -> io::Result<Self> {
        Ok(Self {
            root: Arc::new(Root {
                path: self.path(),
                opened: OnceLock::from(self.folder()?),
            }),
            names: Vec::new(),
        })
    }

    /// The path, for messages.
    pub(in crate::index) fn path(&self) -> PathBuf {
        let mut path = self.root.path.clone();
        path.extend(&self.names);
        path
    }

    /// The folder of the index.
    pub(in crate::index) fn of_index(&self) -> &Path {
        &self.root.path
    }

    /// The names below the folder of the index, with slashes.
    pub(in crate::index) fn name(&self) -> String {
        self.names.join("/")
    }

    /// Opens a regular file for reading.
    pub(in crate::index) fn open(&self) -> io::Result<File> {
        without_holes(self.open_with(OpenOptions::new().read(true))?)
    }

    /// Opens a regular file for reading and writing, and creates it if it does not exist.
    /// A file with another name, which may be anywhere, is refused: it would change there as well.
    pub(in crate::index) fn open_or_create(&self) -> io::Result<File> {
        only_name(self.open_with(OpenOptions::new().read(true).write(true).create(true))?)
    }

    /// What [`Self::open_or_create`] would refuse, to be read after the name; nothing is created.
    pub(in crate::index) fn refusal(&self) -> Option<String> {
        let error = self.open().and_then(only_name).err()?;
        (error.kind() == ErrorKind::InvalidData).then(|| error.to_string())
    }

    /// Creates a file. What has its name is removed first.
    pub(in crate::index) fn create(&self) -> io::Result<File> {
        match self.create_new() {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                self.remove_file()?;
                self.create_new()
            }
            created => created,
        }
    }

    /// Creates a file whose name nothing has yet.
    pub(in crate::index) fn create_new(&self) -> io::Result<File> {
        self.open_with(OpenOptions::new().read(true).write(true).create_new(true))
    }

    fn open_with(&self, options: &mut OpenOptions) -> io::Result<File> {
        let (folder, name) = self.parent()?;
        // Opening a pipe would wait for its other end.
        options.follow(FollowSymlinks::No).nonblock(true);
        let file = folder.open_with(name, options).map_err(|error| {
            if error.kind() == ErrorKind::AlreadyExists {
                return error;
            }
            match folder.symlink_metadata(name) {
                Ok(metadata) if metadata.is_symlink() => not_regular("a symbolic link"),
                Ok(metadata) if metadata.is_dir() => not_regular("a folder"),
                _ => error,
            }
        })?;
        let file = file.into_std();
        if file.metadata()?.is_file() {
            Ok(file)
        } else {
            Err(not_regular("not a regular file"))
        }
    }

    /// The bytes of a regular file of at most `most` bytes.
    pub(in crate::index) fn read(&self, most: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let file = self.open()?;
        // A length that somebody made up takes no memory.
        let is_long = file.metadata()?.len() > most;
        if !is_long {
            file.take(most + 1).read_to_end(&mut bytes)?;
        }
        if is_long || bytes.len() as u64 > most {
            let message = format!("it is larger than {most} bytes");
            return Err(io::Error::new(ErrorKind::InvalidData, message));
        }
        Ok(bytes)
    }

    /// Creates a file and waits until its bytes are on disk.
    pub(in crate::index) fn write(&self, bytes: &[u8]) -> io::Result<()> {
        let mut file = self.create()?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    /// Replaces a file by one rename: readers see the old content or the new, never a part. The new
    /// content is certain to be on disk only after [`Self::sync_folder`] of its folder.
    pub(in crate::index) fn replace(&self, bytes: &[u8]) -> io::Result<()> {
        let temporary = self.temporary();
        let written = temporary.write(bytes);
        if self.names == [CURRENT] {
            fault::point("current-written");
        }
        let replaced = written.and_then(|()| temporary.rename_to(self));
        if replaced.is_err() {
            // It takes space on a disk that may be full.
            let _ = temporary.remove_file();
        }
        replaced
    }

    /// Removes a file; a link is removed, not what it leads to.
    pub(in crate::index) fn remove_file(&self) -> io::Result<()> {
        let (folder, name) = self.parent()?;
        folder.remove_file(name)
    }

    /// Removes a folder with all that is in it, or a file, if it exists. Links are removed, not
    /// what they lead to.
    pub(in crate::index) fn remove_all(&self) -> io::Result<()> {
        let removed = self.parent().and_then(|(folder, name)| {
            let metadata = folder.symlink_metadata(name)?;
            if metadata.is_dir() {
                folder.remove_dir_all(name)
            } else {
                folder.remove_file(name)
            }
        });
        match removed {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            removed => removed,
        }
    }

    /// Gives it the name of `to`, which is replaced if it is a file.
    pub(in crate::index) fn rename_to(&self, to: &Self) -> io::Result<()> {
        let (from_folder, from) = self.parent()?;
        let (to_folder, name) = to.parent()?;
        from_folder.rename(from, &to_folder, name)
    }

    /// Makes `to` another name of this file.
    pub(in crate::index) fn link_to(&self, to: &Self) -> io::Result<()> {
        let (from_folder, from) = self.parent()?;
        let (to_folder, name) = to.parent()?;
        from_folder.hard_link(from, &to_folder, name)
    }

    /// Copies a regular file, and waits until the copy is on disk.
    pub(in crate::index) fn copy_to(&self, to: &Self) -> io::Result<()> {
        let mut copy = to.create()?;
        io::copy(&mut self.open()?, &mut copy)?;
        copy.sync_all()
    }

    /// Creates a folder in a folder that exists, unless it exists. The folder of the index is
    /// created with those around it, and waited for.
    pub(in crate::index) fn create_folder(&self) -> io::Result<()> {
        if self.names.is_empty() {
            return outside::create_folders(&self.root.path);
        }
        let (folder, name) = self.parent()?;
        match folder.create_dir(name) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => self.folder().map(drop),
            created => created,
        }
    }

    /// What is in a folder, in no order. What another process removes meanwhile is left out.
    pub(in crate::index) fn list(&self) -> io::Result<Vec<Entry>> {
        let look_at = |entry: io::Result<DirEntry>| {
            let entry = entry?;
            let metadata = entry.metadata()?;
            Ok(Entry {
                name: entry.file_name().to_string_lossy().into_owned(),
                is_file: metadata.is_file(),
                length: metadata.len(),
                modified: metadata.modified()?.into_std(),
            })
        };
        let is_gone = |entry: &io::Result<Entry>| matches!(entry, Err(error) if error.kind() == ErrorKind::NotFound);
        let entries = self.folder()?.entries()?.map(look_at);
        entries.filter(|entry| !is_gone(entry)).collect()
    }

    /// Whether it is a regular file, and not a link to one.
    pub(in crate::index) fn is_file(&self) -> bool {
        self.metadata().is_ok_and(|metadata| metadata.is_file())
    }

    /// Whether it is a folder, and not a link to one.
    pub(in crate::index) fn is_folder(&self) -> bool {
        self.folder().is_ok()
    }

    /// When it was last written to.
    pub(in crate::index) fn modified(&self) -> io::Result<SystemTime> {
        let modified = self.metadata()?.modified()?;
        Ok(modified.into_std())
    }

    fn metadata(&self) -> io::Result<Metadata> {
        let (folder, name) = self.parent()?;
        folder.symlink_metadata(name)
    }

    /// Waits until a folder's list of names is on disk. A rename or a new file is durable only with
    /// its folder (fsync(2): "does not necessarily ensure that the entry in the directory
    /// containing the file has also reached disk"). Systems that do not open folders as files
    /// journal renames themselves.
    pub(in crate::index) fn sync_folder(&self) -> io::Result<()> {
        if platform::FOLDERS_OPEN_AS_FILES {
            // The handle of a folder only finds names in it.
            self.folder()?.open(".")?.sync_all()
        } else {
            Ok(())
        }
    }

    /// A handle of this folder.
    fn folder(&self) -> io::Result<Dir> {
        let mut folder = self.root.open()?.try_clone()?;
        for name in &self.names {
            folder = open_folder(&folder, name)?;
        }
        Ok(folder)
    }

    /// A handle of the folder around it, and its name there.
    fn parent(&self) -> io::Result<(Dir, &str)> {
        let Some((name, around)) = self.names.split_last() else {
            return Err(not_regular("the folder of the index"));
        };
        let mut folder = self.root.open()?.try_clone()?;
        for name in around {
            folder = open_folder(&folder, name)?;
        }
        check_name(name)?;
        Ok((folder, name))
    }
}

impl Root {
    fn open(&self) -> io::Result<&Dir> {
        if let Some(opened) = self.opened.get() {
            return Ok(opened);
        }
        let opened = match (self.path.parent(), self.path.file_name()) {
            // A folder of articles may be somebody else's, and its index a link to another one.
            (Some(around), Some(name)) if name == INDEX_DIR => {
                let around = if around.as_os_str().is_empty() {
                    Path::new(".")
                } else {
                    around
                };
                let around = Dir::open_ambient_dir(around, ambient_authority())?;
                open_folder(&around, INDEX_DIR)?
            }
            _ => Dir::open_ambient_dir(&self.path, ambient_authority())?,
        };
        Ok(self.opened.get_or_init(|| opened))
    }
}
