//! What a name in the folder of an index may be: a folder, or a regular file with this name alone.
//!
//! Whoever prepared the folder may have put links, devices or paths there. They are refused with what
//! they are.

use crate::platform;
use cap_fs_ext::DirExt;
use cap_std::fs::Dir;
use std::fs::File;
use std::io::{self, ErrorKind};
use std::path::Path;

/// Opens a folder within a folder.
pub(super) fn open_folder(folder: &Dir, name: &str) -> io::Result<Dir> {
    check_name(name)?;
    folder.open_dir_nofollow(name).map_err(|error| {
        let is_link = folder
            .symlink_metadata(name)
            .is_ok_and(|it| it.is_symlink());
        if is_link {
            not_regular("a symbolic link")
        } else {
            error
        }
    })
}

/// A name must not be a path: names come from files of the index, too.
pub(super) fn check_name(name: &str) -> io::Result<()> {
    match Path::new(name).file_name() {
        Some(last) if last == name => Ok(()),
        _ => Err(io::Error::new(
            ErrorKind::InvalidData,
            format!("`{name}` is not the name of a file"),
        )),
    }
}

/// A file, unless it has another name.
pub(super) fn only_name(file: File) -> io::Result<File> {
    if platform::names_of(&file.metadata()?) > 1 {
        return Err(not_regular("a file with a second name (a hard link)"));
    }
    Ok(file)
}

/// The bytes of a file that may have any share of holes.
const MAY_BE_EMPTY: u64 = 1 << 30;

/// A file of this program is at least this part of its length on a disk that compresses it.
const LEAST_STORED: u64 = 1000;

/// A file, unless nearly all of it is a hole: a name that takes no room on the disk may say that it has
/// terabytes, and reading them takes hours.
pub(super) fn without_holes(file: File) -> io::Result<File> {
    let metadata = file.metadata()?;
    if metadata.len() > MAY_BE_EMPTY
        && let Some(stored) = platform::stored_of(&metadata)
        && stored < metadata.len() / LEAST_STORED
        // Some file systems say of every file that it takes no room.
        && platform::has_hole(&file, metadata.len())?
    {
        let length = metadata.len();
        let what = format!("a file of {length} bytes that has {stored} bytes on disk");
        return Err(not_regular(&what));
    }
    Ok(file)
}

/// What a name is, instead of a regular file.
pub(super) fn not_regular(what: &str) -> io::Error {
    io::Error::new(ErrorKind::InvalidData, format!("it is {what}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn a_file_that_is_nearly_all_a_hole_is_refused() {
        let of_length = |length| {
            let file = tempfile::tempfile().unwrap();
            file.set_len(length).unwrap();
            without_holes(file)
        };
        assert!(of_length(MAY_BE_EMPTY).is_ok());
        let refused = of_length(4 << 40).unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::InvalidData);
        assert!(
            refused
                .to_string()
                .contains("4398046511104 bytes that has 0 bytes on disk")
        );
    }
}
