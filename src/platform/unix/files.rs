//! Single files: who may use them, what they are, how they are opened and made.
//!
//! Nothing here looks for another file at a path than the one that is named.

use crate::platform::Rights;
use rustix::fs::{Access, OFlags, access};
use std::ffi::OsString;
use std::fs::{DirBuilder, File, Metadata};
use std::io;
use std::os::fd::AsRawFd;
use std::os::unix::ffi::OsStringExt;
use std::os::unix::fs::{DirBuilderExt, FileTypeExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

/// Whether a folder can be opened as a file, so that its list of names can be synced.
pub(crate) const FOLDERS_OPEN_AS_FILES: bool = true;

/// Who may do what with a file; `None` if the system does not say.
#[expect(clippy::unnecessary_wraps, reason = "other systems do not say")]
pub(crate) fn rights_of(metadata: &Metadata) -> Option<Rights> {
    Some(Rights {
        owner: metadata.uid(),
        group: metadata.gid(),
        mode: metadata.mode(),
        user: rustix::process::geteuid().as_raw(),
    })
}

/// Whether the user of this process may run a file.
pub(crate) fn may_run(file: &Path) -> bool {
    access(file, Access::EXEC_OK).is_ok()
}

/// Whether the user of this process may write to a folder.
pub(crate) fn may_write(folder: &Path) -> bool {
    access(folder, Access::WRITE_OK).is_ok()
}

/// The number of the device that a file is on.
pub(crate) fn device_of(metadata: &Metadata) -> u64 {
    metadata.dev()
}

/// The number of names that a file has.
pub(crate) fn names_of(metadata: &Metadata) -> u64 {
    metadata.nlink()
}

/// The bytes of a file that are on disk; fewer than its length if it has holes or is compressed there.
/// `None` if the system does not say.
#[expect(clippy::unnecessary_wraps, reason = "other systems do not say")]
pub(crate) fn stored_of(metadata: &Metadata) -> Option<u64> {
    // Blocks are of 512 bytes (stat(2)).
    Some(metadata.blocks().saturating_mul(512))
}

/// Whether a file has a hole, as far as its system says. The file is read from its start afterwards.
pub(crate) fn has_hole(file: &File, length: u64) -> io::Result<bool> {
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{SeekFrom, seek};
        let hole = seek(file, SeekFrom::Hole(0));
        seek(file, SeekFrom::Start(0))?;
        // A file system that knows no holes says that there is one at the end.
        Ok(hole.is_ok_and(|at| at < length))
    }
    #[cfg(not(target_os = "linux"))]
    {
        let _ = (file, length);
        Ok(true)
    }
}

/// Whether it is a named pipe (fifo(7)).
pub(crate) fn is_pipe(metadata: &Metadata) -> bool {
    metadata.file_type().is_fifo()
}

/// Opens a file for reading, and does not wait for the other end of a pipe. A link is followed.
pub(crate) fn open_at_once(path: &Path) -> io::Result<File> {
    let flags = OFlags::NONBLOCK | OFlags::NOCTTY;
    let mut options = File::options();
    options.read(true).custom_flags(flags.bits().cast_signed());
    options.open(path)
}

/// Makes folders that only the user can read.
pub(crate) fn make_private_folders(path: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(path)
}

/// Opens a file for writing; makes one that only the user can read if there is none.
pub(crate) fn create_private(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.write(true).create(true).truncate(false).mode(0o600);
    options.open(path)
}

/// The path of an open file, as long as it is open; `None` if the system has no such path.
#[expect(clippy::unnecessary_wraps, reason = "other systems have no such path")]
pub(crate) fn path_of_open(file: &File) -> Option<PathBuf> {
    let all = if cfg!(target_os = "linux") {
        "/proc/self/fd"
    } else {
        "/dev/fd"
    };
    Some(Path::new(all).join(file.as_raw_fd().to_string()))
}

/// The name of a file that has these bytes; `None` if names are no bytes.
#[expect(clippy::unnecessary_wraps, reason = "other systems have other names")]
pub(crate) fn name_of_bytes(bytes: Vec<u8>) -> Option<OsString> {
    Some(OsString::from_vec(bytes))
}
