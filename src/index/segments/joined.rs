//! The segments of several generations as one folder, so that the engine searches them as one
//! index.
//!
//! The engine names a segment by 32 hexadecimal digits, and its files by these and an end. Here
//! each segment has another name: the place of its generation in the list, and its own place in
//! that generation, so that copies of one index do not have the same names. The list of segments is
//! made in memory from those of the generations. Nothing is written.

use super::engine_files::EngineFiles;
use super::read_only::refused;
use crate::index::place::Place;
use serde_json::Value;
use std::io;
use std::path::Path;
use std::sync::Arc;
use tantivy::Directory;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{DirectoryLock, FileHandle, Lock, WatchCallback, WatchHandle, WritePtr};
use tantivy::index::SegmentId;

/// The engine's list of segments.
const LIST: &str = "meta.json";

/// The digits of a segment's name that say which generation it is of.
const OF_GENERATION: usize = 8;

/// The digits of a segment's name.
const DIGITS: usize = 32;

/// The segments of several generations.
#[derive(Debug, Clone)]
pub(in crate::index) struct JoinedDirectory {
    parts: Arc<[Part]>,
    /// The list of all segments, as the engine reads it.
    list: Arc<[u8]>,
}

/// The segments of one generation.
#[derive(Debug)]
struct Part {
    files: EngineFiles,
    /// Their own names.
    segments: Vec<String>,
}

impl JoinedDirectory {
    /// The segments in these folders, at least one.
    ///
    /// # Errors
    /// If the list of a folder cannot be read.
    pub(in crate::index) fn open<'a>(
        folders: impl Iterator<Item = &'a Place>,
    ) -> Result<Self, OpenReadError> {
        let (mut parts, mut list) = (Vec::new(), Value::Null);
        for folder in folders {
            let failed = |error| OpenReadError::wrap_io_error(error, folder.path());
            let files = EngineFiles::open(folder).map_err(failed)?;
            let own = serde_json::from_slice(&files.read(Path::new(LIST))?);
            let mut own: Value = own.map_err(|error| failed(error.into()))?;
            let Some(segments) = own["segments"].as_array_mut() else {
                return Err(failed(io::ErrorKind::InvalidData.into()));
            };
            let mut names = Vec::with_capacity(segments.len());
            for segment in segments.iter_mut() {
                let id = segment["segment_id"]
                    .as_str()
                    .map(SegmentId::from_uuid_string);
                let Some(Ok(id)) = id else {
                    return Err(failed(io::ErrorKind::InvalidData.into()));
                };
                segment["segment_id"] = name(parts.len(), names.len()).into();
                names.push(id.uuid_string());
            }
            match list["segments"].as_array_mut() {
                Some(all) => all.append(segments),
                None => list = own,
            }
            parts.push(Part {
                files,
                segments: names,
            });
        }
        Ok(Self {
            parts: parts.into(),
            list: list.to_string().into_bytes().into(),
        })
    }

    /// The place in the list of the generation that a segment is of; `None` if it is of none.
    pub(in crate::index) fn part_of(segment: SegmentId) -> Option<usize> {
        usize::from_str_radix(segment.uuid_string().get(..OF_GENERATION)?, 16).ok()
    }

    /// The name of a segment in its own generation.
    pub(in crate::index) fn own_segment(&self, segment: SegmentId) -> Option<SegmentId> {
        let name = segment.uuid_string();
        let place = name.get(OF_GENERATION..);
        let place = place.and_then(|digits| usize::from_str_radix(digits, 16).ok())?;
        let part = self.parts.get(Self::part_of(segment)?)?;
        SegmentId::from_uuid_string(part.segments.get(place)?).ok()
    }

    /// The generation's folder that a file is in, and its name there.
    fn own_name(&self, path: &Path) -> Option<(&EngineFiles, String)> {
        let (digits, end) = path.to_str()?.split_at_checked(DIGITS)?;
        let (part, segment) = digits.split_at_checked(OF_GENERATION)?;
        let place = |digits| usize::from_str_radix(digits, 16).ok();
        let part = self.parts.get(place(part)?)?;
        let segment = part.segments.get(place(segment)?)?;
        Some((&part.files, [segment, end].concat()))
    }
}

/// The name of a segment here, by the places of its generation and its own.
fn name(part: usize, segment: usize) -> String {
    format!("{part:08x}{segment:024x}")
}

impl Directory for JoinedDirectory {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        match self.own_name(path) {
            Some((files, name)) => files.handle(Path::new(&name)),
            None => Err(OpenReadError::FileDoesNotExist(path.to_owned())),
        }
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        Err(DeleteError::IoError {
            io_error: Arc::new(refused()),
            filepath: path.to_owned(),
        })
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        let own = self.own_name(path);
        let is_segment = own.is_some_and(|(files, name)| files.exists(Path::new(&name)));
        Ok(is_segment || path == Path::new(LIST))
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        Err(OpenWriteError::wrap_io_error(refused(), path.to_owned()))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        if path == Path::new(LIST) {
            return Ok(self.list.to_vec());
        }
        Err(OpenReadError::FileDoesNotExist(path.to_owned()))
    }

    fn atomic_write(&self, _: &Path, _: &[u8]) -> io::Result<()> {
        Err(refused())
    }

    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }

    fn acquire_lock(&self, _: &Lock) -> Result<DirectoryLock, LockError> {
        Ok(DirectoryLock::from(Box::new(())))
    }

    fn watch(&self, _: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchHandle::empty())
    }
}
