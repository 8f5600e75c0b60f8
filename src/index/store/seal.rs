//! The seal of a generation: what each of its files was when it was published.
//!
//! The engine writes a checksum of each segment file into that file's last bytes, but none of those bytes, nor of
//! `meta.json`. The seal has every file's length, and the hash of its last [`TAIL`] bytes, of all of it where it is JSON or
//! no longer: together with the engine's checksums that covers each byte of a generation, for the price of reading a few
//! kilobytes of each file.

use super::durable;
use crate::index::IndexError;
use crate::index::store::generation::MANIFEST;
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

/// The file in a generation's folder.
pub(in crate::index) const SEAL: &str = "seal";

const MAGIC: &str = "dateline seal 01";

/// So many bytes at a file's end are hashed.
const TAIL: u64 = 4096;

/// What a file was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::index) struct Sealed {
    /// Its path below the generation's folder.
    pub(in crate::index) name: String,
    length: u64,
    hash: String,
}

/// Seals the files of a draft: those in its folder and in the folder `inner` in it.
pub(in crate::index) fn seal(draft: &Path, inner: &str) -> Result<(), IndexError> {
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
            let (length, hash) = look(&path).map_err(IndexError::io("read", &path))?;
            lines.push(format!("{hash} {length} {name}"));
        }
    }
    let text = lines.join("\n") + "\n";
    let hash = blake3::hash(text.as_bytes()).to_hex();
    durable::write(&draft.join(SEAL), format!("{text}{hash}\n").as_bytes())
}

/// Reads a seal; what is wrong with one that cannot be used is a sentence.
pub(in crate::index) fn read(generation: &Path) -> Result<Vec<Sealed>, String> {
    let text = fs::read_to_string(generation.join(SEAL)).map_err(|error| error.to_string())?;
    let broken = || "its checksum is another".to_owned();
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
            Ok(Sealed {
                hash: part()?.to_owned(),
                length: part()?.parse().map_err(|_| broken())?,
                name: part()?.to_owned(),
            })
        })
        .collect()
}

/// The files that a search reads and that were written to since the generation was sealed, as names below its folder.
/// There are none unless somebody changed or copied them: a published generation is only read.
pub(in crate::index) fn written_since(generation: &Path, inner: &str) -> io::Result<Vec<String>> {
    let sealed = match fs::metadata(generation.join(SEAL)) {
        Ok(metadata) => metadata.modified()?,
        // `verify` tells; nothing can be held against it.
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
        // Other programs of the engine leave locks behind, which say nothing.
        if !name.ends_with(".lock") && entry.metadata()?.modified()? > sealed {
            written.push(format!("{inner}/{name}"));
        }
    }
    Ok(written)
}

impl Sealed {
    /// What is wrong with the file now; `None` if its length and its end are what they were.
    pub(in crate::index) fn damage(&self, generation: &Path) -> Option<String> {
        match look(&generation.join(&self.name)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Some("is missing".to_owned()),
            Err(error) => Some(format!("cannot be read: {error}")),
            Ok((length, _)) if length != self.length => {
                Some(format!("has {length} bytes, not {}", self.length))
            }
            Ok((_, hash)) if hash != self.hash => {
                Some("is not what was written: its end is another".to_owned())
            }
            Ok(_) => None,
        }
    }
}

/// A file's length, and the hash of its end; of all of it where nothing else covers its beginning.
fn look(path: &Path) -> io::Result<(u64, String)> {
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
