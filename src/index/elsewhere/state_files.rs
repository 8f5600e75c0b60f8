//! The files of a generation whose articles are elsewhere, to be kept there and to be fetched.
//!
//! Names are checked: they come from other machines, and become files here.

use super::{ElsewhereError, StateFile};
use crate::index::error::IndexError;
use crate::index::file_names::{SEAL, TANTIVY};
use crate::index::place::Place;

/// The largest file that is kept, in bytes.
const LARGEST: u64 = 4 << 30;

/// All files of a generation's folder, those of its empty segments included.
pub(in crate::index) fn state_files(generation: &Place) -> Result<Vec<StateFile>, IndexError> {
    let mut files = Vec::new();
    for (folder, prefix) in [
        (generation.clone(), ""),
        (generation.join(TANTIVY), "tantivy/"),
    ] {
        let entries = folder.list().map_err(IndexError::at("list", &folder))?;
        for entry in entries.into_iter().filter(|entry| entry.is_file) {
            let file = folder.join(&entry.name);
            let bytes = file.read(LARGEST).map_err(IndexError::at("read", &file))?;
            files.push((format!("{prefix}{}", entry.name), bytes));
        }
    }
    // Files that are newer than the seal are suspicious.
    files.sort_by_key(|(name, _)| name == SEAL);
    Ok(files)
}

/// Writes such files to a folder, which is made.
pub(in crate::index) fn write_state(folder: &Place, files: &[StateFile]) -> Result<(), IndexError> {
    for folder in [folder, &folder.join(TANTIVY)] {
        folder
            .create_folder()
            .map_err(IndexError::at("create", folder))?;
    }
    for (name, bytes) in files {
        let is_plain = |name: &str| !name.is_empty() && !name.contains(['/', '\\', '\0']);
        let file = match name.split_once('/') {
            Some((TANTIVY, rest)) if is_plain(rest) => folder.join(TANTIVY).join(rest),
            None if is_plain(name) && name != ".." => folder.join(name),
            _ => {
                let message = format!("a generation there has a file of the name {name:?}");
                return Err(ElsewhereError::Failed(message).into());
            }
        };
        file.write(bytes).map_err(IndexError::at("write", &file))?;
    }
    Ok(())
}
