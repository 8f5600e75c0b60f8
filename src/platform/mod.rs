//! What operating systems do differently: rights and numbers of files, links, processes, signals.
//!
//! `unix` has it for Unix, and what only Linux has; `portable` for every other system, with what the
//! standard library says everywhere. Both have the same functions, and `portable` is tested on Unix
//! as well. No other file asks which system it is compiled for. Nothing here knows articles.

#[cfg(any(not(unix), test))]
mod portable;
#[cfg(test)]
mod tests;
mod time;
#[cfg(unix)]
mod unix;

pub(crate) use time::nanoseconds;

#[cfg(not(unix))]
use portable as system;
use std::fs::{self, Metadata};
use std::io;
use std::path::Path;
#[cfg(unix)]
use unix as system;

pub(crate) use system::files::{
    FOLDERS_OPEN_AS_FILES, create_private, device_of, has_hole, is_pipe, make_private_folders,
    may_run, may_write, name_of_bytes, names_of, open_at_once, path_of_open, rights_of, stored_of,
};
pub(crate) use system::folders::{NoFollow, StatFolder};
pub(crate) use system::processes::{
    DESKTOP_OPENER, HAS_SHELL, PAGER, caller, end_group, lead_group,
};
pub(crate) use system::signals::{ServerSignals, ViewSignals};
pub(crate) use system::stat::{stat_of, stat_of_regular};

/// What the file system says about a file without reading it. Times are in nanoseconds since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stat {
    /// The size in bytes.
    pub(crate) size: u64,
    /// The last change of the content.
    pub(crate) mtime: i64,
    /// The last change of the inode; 0 on systems without it.
    pub(crate) ctime: i64,
    /// The number of the inode; 0 on systems without it.
    pub(crate) inode: u64,
}

/// Asks about a path; with `follow`, about the file that a link points to.
fn metadata_at(path: &Path, follow: bool) -> io::Result<Metadata> {
    if follow {
        fs::metadata(path)
    } else {
        fs::symlink_metadata(path)
    }
}

/// Who may do what with a file, and who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Rights {
    /// The number of the owner.
    pub(crate) owner: u32,
    /// The number of the owner's group.
    pub(crate) group: u32,
    /// The bits of stat(2).
    pub(crate) mode: u32,
    /// The user of this process.
    pub(crate) user: u32,
}

/// What a server is asked for by a signal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Signal {
    /// To end, after the requests in progress.
    End,
    /// To read the configuration again.
    Reload,
}
