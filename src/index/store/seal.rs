//! The seal of a generation: the length and a checksum of each of its files when it was published.
//!
//! The engine writes a checksum of each segment file into the last bytes of that file. It does not
//! cover those bytes themselves, nor `meta.json`. The seal has the length of every file and the
//! hash of its last [`TAIL`] bytes (of all bytes for JSON and alerts). Together with the checksum of
//! the catalog they cover every byte of a generation, and checking the seal reads only a few
//! kilobytes of each large file.
//!
//! A job looks at the generation that it starts from: at the names and lengths of all files, and at
//! the bytes of the small ones. A segment file is read only before something new is made from it
//! (`draft`).

use super::durable;
use crate::index::error::IndexError;
use crate::index::file_names::{ALERTS, FAMILIES, MANIFEST, PLACES, SEAL, WORDS, has_extension};
use crate::index::place::Place;
use std::collections::HashMap;
use std::io::{self, Read, Seek, SeekFrom};

/// The first line of a seal.
const MAGIC: &str = "dateline seal 02";

/// The first line of older seals, which have the hash of the end of a file of alerts only.
const OLDER: &str = "dateline seal 01";

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
    /// Whether the hash is of the whole file.
    is_whole: bool,
}

/// Seals the files of a draft: those in its folder and in the folder `inner` in it.
///
/// A segment file that was `carried` over from another generation is not read. It keeps the length
/// and the hash that it has in that generation's seal: a new hash might be of damaged bytes.
pub(super) fn seal(draft: &Place, inner: &str, carried: &[SealedFile]) -> Result<(), IndexError> {
    let carried: HashMap<&str, &SealedFile> = carried
        .iter()
        .filter(|file| file.name.starts_with(inner) && !file.is_whole)
        .map(|file| (file.name.as_str(), file))
        .collect();
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
            let name = below(prefix, name);
            let (length, hash) = match carried.get(name.as_str()) {
                Some(sealed) => (sealed.length, sealed.hash.clone()),
                None => length_and_hash(&file, is_hashed_whole(&name), None)
                    .map_err(IndexError::at("read", &file))?,
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
    let mut lines = body.lines();
    let is_older = match lines.next() {
        Some(MAGIC) => false,
        Some(OLDER) => true,
        _ => return Err("another program wrote it".to_owned()),
    };
    lines
        .map(|line| {
            let mut parts = line.splitn(3, ' ');
            let mut part = || parts.next().ok_or_else(broken);
            let (hash, length, name) = (part()?, part()?, part()?);
            Ok(SealedFile {
                hash: hash.to_owned(),
                length: length.parse().map_err(|_| broken())?,
                is_whole: is_hashed_whole(name) && !(is_older && name == ALERTS),
                name: name.to_owned(),
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
    for name in [MANIFEST, FAMILIES, PLACES, WORDS] {
        match generation.join(name).modified() {
            Ok(modified) if modified > sealed => written.push(name.to_owned()),
            Ok(_) => {}
            // Not every generation has it; opening it says whether it is missing.
            Err(error)
                if [PLACES, WORDS].contains(&name) && error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    for entry in generation.join(inner).list()? {
        // Other programs that use the engine leave lock files there.
        if !has_extension(&entry.name, "lock") && entry.modified > sealed {
            written.push(format!("{inner}/{}", entry.name));
        }
    }
    Ok(written)
}

/// The first file of a generation that is damaged as far as names, lengths and the bytes of small
/// files show, and what is wrong with it. Large files are not opened.
pub(super) fn visible_damage(
    generation: &Place,
    inner: &str,
    sealed: &[SealedFile],
) -> io::Result<Option<(String, String)>> {
    let mut lengths = HashMap::new();
    for (prefix, folder) in [("", generation.clone()), (inner, generation.join(inner))] {
        let entries = folder.list()?.into_iter().filter(|entry| entry.is_file);
        lengths.extend(entries.map(|entry| (below(prefix, entry.name), entry.length)));
    }
    let damaged = |file: &SealedFile| match lengths.get(&file.name) {
        None => Some("is missing or is no file".to_owned()),
        Some(length) if *length != file.length => Some(file.other_length(*length)),
        Some(_) if file.is_whole => file.damage(generation),
        Some(_) => None,
    };
    let mut files = sealed.iter();
    Ok(files.find_map(|file| Some((file.name.clone(), damaged(file)?))))
}

/// The name of a file in a folder of a generation, which is "" for its own folder.
fn below(folder: &str, name: String) -> String {
    if folder.is_empty() {
        name
    } else {
        format!("{folder}/{name}")
    }
}

impl SealedFile {
    /// What is wrong with the file now; `None` if its length and the hash of its end are the same.
    pub(super) fn damage(&self, generation: &Place) -> Option<String> {
        match length_and_hash(&self.place(generation), self.is_whole, Some(self.length)) {
            Err(error) => Some(not_there(&error)),
            Ok((length, _)) if length != self.length => Some(self.other_length(length)),
            Ok((_, hash)) if hash != self.hash => {
                Some("is not what was written: the end differs".to_owned())
            }
            Ok(_) => None,
        }
    }

    fn place(&self, generation: &Place) -> Place {
        let names = self.name.split('/');
        names.fold(generation.clone(), |folder, name| folder.join(name))
    }

    fn other_length(&self, length: u64) -> String {
        format!("has {length} bytes, not {}", self.length)
    }
}

fn not_there(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "is missing".to_owned(),
        _ => format!("cannot be read: {error}"),
    }
}

/// Whether all bytes of a file are hashed: no other checksum covers them.
fn is_hashed_whole(name: &str) -> bool {
    has_extension(name, "json") || name == ALERTS
}

/// The length of a file and the hash of its end, or of all of it. A file of another length than it
/// had when it was `sealed` is not read: its hash is empty.
fn length_and_hash(file: &Place, is_whole: bool, sealed: Option<u64>) -> io::Result<(u64, String)> {
    let mut file = file.open()?;
    let length = file.metadata()?.len();
    if sealed.is_some_and(|sealed| sealed != length) {
        return Ok((length, String::new()));
    }
    let start = if is_whole {
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
