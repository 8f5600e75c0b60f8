//! The seal of a generation: the length and a checksum of each of its files when it was published.
//!
//! The engine writes a checksum of each segment file into the last bytes of that file. It does not
//! cover those bytes themselves, nor `meta.json`. The seal has the length of every file and the
//! hash of its last [`TAIL`] bytes (of all bytes for JSON). Together they cover every byte of a
//! generation, and checking the seal reads only a few kilobytes of each file.

use super::durable;
use crate::index::error::IndexError;
use crate::index::file_names::{MANIFEST, SEAL, has_extension};
use crate::index::place::Place;
use std::io::{self, Read, Seek, SeekFrom};

const MAGIC: &str = "dateline seal 01";

/// The number of bytes at the end of a file that are hashed.
const TAIL: u64 = 4096;

/// The largest seal that is read, in bytes: some hundred thousand files.
const LARGEST_SEAL: u64 = 64 << 20;

/// The largest file of which all bytes are hashed. A maker of an index may say any length.
const LARGEST_WHOLE: u64 = 1 << 30;

/// A file when it was sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SealedFile {
    /// Its path below the folder of the generation.
    pub(super) name: String,
    length: u64,
    hash: String,
}

/// Seals the files of a draft: those in its folder and in the folder `inner` in it.
pub(super) fn seal(draft: &Place, inner: &str) -> Result<(), IndexError> {
    let mut lines = vec![MAGIC.to_owned()];
    for (prefix, folder) in [("", draft.clone()), (inner, draft.join(inner))] {
        let mut names: Vec<String> = folder
            .list()
            .map_err(IndexError::at("list", &folder))?
            .into_iter()
            .filter(|entry| entry.is_file && entry.name != SEAL)
            .map(|entry| entry.name)
            .collect();
        names.sort();
        for name in names {
            let file = folder.join(&name);
            let (length, hash) = length_and_hash(&file).map_err(IndexError::at("read", &file))?;
            let name = if prefix.is_empty() {
                name
            } else {
                format!("{prefix}/{name}")
            };
            lines.push(format!("{hash} {length} {name}"));
        }
    }
    let text = lines.join("\n") + "\n";
    let hash = blake3::hash(text.as_bytes()).to_hex();
    durable::write(&draft.join(SEAL), format!("{text}{hash}\n").as_bytes())
}

/// Reads a seal. The error says what is wrong with a seal that cannot be used.
pub(super) fn read(generation: &Place) -> Result<Vec<SealedFile>, String> {
    let bytes = generation.join(SEAL).read(LARGEST_SEAL);
    let bytes = bytes.map_err(|error| error.to_string())?;
    let text = String::from_utf8(bytes).map_err(|error| error.to_string())?;
    let broken = || "its checksum differs".to_owned();
    let body = text.strip_suffix('\n').ok_or_else(broken)?;
    let (body, hash) = body.rsplit_once('\n').ok_or_else(broken)?;
    if blake3::hash(format!("{body}\n").as_bytes())
        .to_hex()
        .as_str()
        != hash
    {
        return Err(broken());
    }
    body.lines()
        .skip(1)
        .map(|line| {
            let mut parts = line.splitn(3, ' ');
            let mut part = || parts.next().ok_or_else(broken);
            Ok(SealedFile {
                hash: part()?.to_owned(),
                length: part()?.parse().map_err(|_| broken())?,
                name: part()?.to_owned(),
            })
        })
        .collect()
}

/// The files that a search reads and that were written to since the generation was sealed, as paths
/// below its folder. A published generation is only read, so there are none unless somebody changed
/// or copied them.
pub(super) fn written_since(generation: &Place, inner: &str) -> io::Result<Vec<String>> {
    let sealed = match generation.join(SEAL).modified() {
        Ok(modified) => modified,
        // There is nothing to compare with; `verify` reports the missing seal.
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut written = Vec::new();
    if generation.join(MANIFEST).modified()? > sealed {
        written.push(MANIFEST.to_owned());
    }
    for entry in generation.join(inner).list()? {
        // Other programs that use the engine leave lock files there.
        if !has_extension(&entry.name, "lock") && entry.modified > sealed {
            written.push(format!("{inner}/{}", entry.name));
        }
    }
    Ok(written)
}

impl SealedFile {
    /// What is wrong with the file now; `None` if its length and the hash of its end are the same.
    pub(super) fn damage(&self, generation: &Place) -> Option<String> {
        let names = self.name.split('/');
        let file = names.fold(generation.clone(), |folder, name| folder.join(name));
        match length_and_hash(&file) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Some("is missing".to_owned()),
            Err(error) => Some(format!("cannot be read: {error}")),
            Ok((length, _)) if length != self.length => {
                Some(format!("has {length} bytes, not {}", self.length))
            }
            Ok((_, hash)) if hash != self.hash => {
                Some("is not what was written: the end differs".to_owned())
            }
            Ok(_) => None,
        }
    }
}

/// The length of a file and the hash of its end; the hash of all of it for JSON, which no other
/// checksum covers.
fn length_and_hash(file: &Place) -> io::Result<(u64, String)> {
    let is_json = has_extension(&file.name(), "json");
    let mut file = file.open()?;
    let length = file.metadata()?.len();
    let start = if is_json {
        0
    } else {
        length.saturating_sub(TAIL)
    };
    file.seek(SeekFrom::Start(start))?;
    if length - start > LARGEST_WHOLE {
        let message = format!("it is larger than {LARGEST_WHOLE} bytes");
        return Err(io::Error::new(io::ErrorKind::InvalidData, message));
    }
    let mut end = Vec::new();
    file.take(length - start).read_to_end(&mut end)?;
    Ok((length, blake3::hash(&end).to_hex()[..32].to_owned()))
}
