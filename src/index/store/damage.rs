//! Damage of a generation's files, found by their checksums without opening the index.
//!
//! It compares files with the seal and with the engine's checksums. Each search does this for files
//! that were changed since they were sealed, `verify` for all.

use super::seal;
use crate::index::file_names::{FAMILIES, PLACES, SEAL, TANTIVY, WORDS};
use crate::index::place::Place;
use crate::index::records::places_file;
use crate::index::segments::families;
use crate::index::segments::read_only::ReadOnlyDirectory;
use crate::index::segments::words;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use tantivy::directory::ManagedDirectory;

/// Something that is damaged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// The file, or the part of the generation.
    pub part: String,
    /// What is wrong with it, to be read after its name.
    pub what: String,
}

impl Damage {
    pub(in crate::index) fn new(part: impl Into<String>, what: impl Into<String>) -> Self {
        Self {
            part: part.into(),
            what: what.into(),
        }
    }
}

/// What is wrong with a file that was written to since the generation was sealed. Only such files
/// are read. There are none unless somebody changed or copied them, so this takes a search almost
/// no time.
pub(super) fn damage_since_sealed(generation: &Place) -> io::Result<Option<Damage>> {
    let written = seal::written_since(generation, TANTIVY)?;
    if written.is_empty() {
        return Ok(None);
    }
    let sealed = match seal::read(generation) {
        Ok(sealed) => sealed,
        Err(what) => return Ok(Some(Damage::new(SEAL, format!("cannot be used: {what}")))),
    };
    let directory = managed(generation);
    let found = written.into_iter().find_map(|name| {
        let file = sealed.iter().find(|file| file.name == name)?;
        let by_its_hash = || {
            if name == FAMILIES {
                return families::damage(generation);
            }
            if name == PLACES {
                return places_file::damage(generation);
            }
            if name == WORDS {
                return words::damage(generation);
            }
            let name = Path::new(&name).strip_prefix(TANTIVY).ok()?;
            checksum_damage(directory.as_ref()?, name)
        };
        let what = file.damage(generation).or_else(by_its_hash)?;
        Some(Damage::new(name, what))
    });
    Ok(found)
}

/// The folder of a generation's segments, opened so that the engine can check its checksums.
pub(super) fn managed(generation: &Place) -> Option<ManagedDirectory> {
    let directory = ReadOnlyDirectory::open(&generation.join(TANTIVY)).ok()?;
    ManagedDirectory::wrap(Box::new(directory)).ok()
}

/// What is wrong with a file according to the engine's checksum.
pub(super) fn checksum_damage(directory: &ManagedDirectory, name: &Path) -> Option<String> {
    let extension = name.extension().and_then(|extension| extension.to_str());
    // The engine writes these without a checksum.
    if matches!(extension, Some("json" | "lock")) {
        return None;
    }
    match catch_unwind(AssertUnwindSafe(|| directory.validate_checksum(name))) {
        Ok(Ok(true)) => None,
        Ok(Ok(false)) => Some("is not what was written: its checksum differs".to_owned()),
        Ok(Err(error)) => Some(error.to_string()),
        Err(_) => Some("cannot be read by the engine".to_owned()),
    }
}
