//! The seal of a generation: the length and a checksum of each of its files when it was published.
//!
//! The engine writes a checksum of each segment file into the last bytes of that file. It does not
//! cover those bytes themselves, nor `meta.json`. The seal has the length of every file and the
//! hash of its last [`TAIL`] bytes (of all bytes for JSON). Together they cover every byte of a
//! generation, and checking the seal reads only a few kilobytes of each file.

use super::durable;
use crate::index::error::IndexError;
use crate::index::file_names::{MANIFEST, SEAL};
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

const MAGIC: &str = "dateline seal 01";

/// The number of bytes at the end of a file that are hashed.
const TAIL: u64 = 4096;

/// A file when it was sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SealedFile {
    /// Its path below the folder of the generation.
    pub(super) name: String,
    length: u64,
    hash: String,
}

/// Seals the files of a draft: those in its folder and in the folder `inner` in it.
pub(super) fn seal(draft: &Path, inner: &str) -> Result<(), IndexError> {
    let mut lines = vec![MAGIC.to_owned()];
    for folder in ["", inner] {
        let path = draft.join(folder);
        let entries = fs::read_dir(&path).and_then(Iterator::collect::<io::Result<Vec<_>>>);
        let mut names: Vec<String> = entries
            .map_err(IndexError::io("list", &path))?
            .into_iter()
            .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()))
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .filter(|name| name != SEAL)
            .collect();
        names.sort();
        for name in names {
            let name = if folder.is_empty() {
                name
            } else {
                format!("{folder}/{name}")
            };
            let path = draft.join(&name);
            let (length, hash) = length_and_hash(&path).map_err(IndexError::io("read", &path))?;
            lines.push(format!("{hash} {length} {name}"));
        }
    }
    let text = lines.join("\n") + "\n";
    let hash = blake3::hash(text.as_bytes()).to_hex();
    durable::write(&draft.join(SEAL), format!("{text}{hash}\n").as_bytes())
}

/// Reads a seal. The error says what is wrong with a seal that cannot be used.
pub(super) fn read(generation: &Path) -> Result<Vec<SealedFile>, String> {
    let text = fs::read_to_string(generation.join(SEAL)).map_err(|error| error.to_string())?;
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
pub(super) fn written_since(generation: &Path, inner: &str) -> io::Result<Vec<String>> {
    let sealed = match fs::metadata(generation.join(SEAL)) {
        Ok(metadata) => metadata.modified()?,
        // There is nothing to compare with; `verify` reports the missing seal.
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut written = Vec::new();
    if fs::metadata(generation.join(MANIFEST))?.modified()? > sealed {
        written.push(MANIFEST.to_owned());
    }
    for entry in fs::read_dir(generation.join(inner))? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        // Other programs that use the engine leave lock files there.
        if !name.ends_with(".lock") && entry.metadata()?.modified()? > sealed {
            written.push(format!("{inner}/{name}"));
        }
    }
    Ok(written)
}

impl SealedFile {
    /// What is wrong with the file now; `None` if its length and the hash of its end are the same.
    pub(super) fn damage(&self, generation: &Path) -> Option<String> {
        match length_and_hash(&generation.join(&self.name)) {
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
fn length_and_hash(path: &Path) -> io::Result<(u64, String)> {
    let mut file = File::open(path)?;
    let length = file.metadata()?.len();
    let is_json = path
        .extension()
        .is_some_and(|extension| extension == "json");
    let start = if is_json {
        0
    } else {
        length.saturating_sub(TAIL)
    };
    file.seek(SeekFrom::Start(start))?;
    let mut end = Vec::new();
    file.read_to_end(&mut end)?;
    Ok((length, blake3::hash(&end).to_hex()[..32].to_owned()))
}
