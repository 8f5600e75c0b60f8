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
use tantivy::directory::RamDirectory;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{DirectoryLock, FileHandle, Lock, WatchCallback, WatchHandle, WritePtr};
use tantivy::index::SegmentId;

/// The engine's list of segments.
const LIST: &str = "meta.json";

/// The digits of a segment's name that say which generation it is of.
const OF_GENERATION: usize = 8;

/// The place of a segment in memory, after all that a generation can have.
const IN_MEMORY: usize = usize::MAX;

/// The digits of a segment's name.
const DIGITS: usize = 32;

/// The segments of several generations.
#[derive(Debug, Clone)]
pub(in crate::index) struct JoinedDirectory {
    parts: Arc<[Part]>,
    /// Segments in memory: the place of the generation that each is for, its files, its own name.
    in_memory: Arc<[(usize, RamDirectory, String)]>,
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
            in_memory: Arc::new([]),
            list: list.to_string().into_bytes().into(),
        })
    }

    /// The same with more segments after all others, which are in memory: for each generation, by
    /// its place, an index of at most one.
    ///
    /// # Errors
    /// If the list of one cannot be read.
    pub(in crate::index) fn with_segments_in_memory(
        &self,
        more: Vec<(usize, RamDirectory)>,
    ) -> Result<Self, OpenReadError> {
        let wrong = |error: io::Error| OpenReadError::wrap_io_error(error, LIST.into());
        let parsed = |bytes: &[u8]| {
            serde_json::from_slice::<Value>(bytes).map_err(|error| wrong(error.into()))
        };
        let mut list = parsed(&self.list)?;
        let mut in_memory = Vec::with_capacity(more.len());
        for (place, files) in more {
            let mut own = parsed(&files.atomic_read(Path::new(LIST))?)?;
            for segment in own["segments"].as_array_mut().into_iter().flatten() {
                let id = segment["segment_id"]
                    .as_str()
                    .map(SegmentId::from_uuid_string);
                let Some(Ok(id)) = id else {
                    return Err(wrong(io::ErrorKind::InvalidData.into()));
                };
                segment["segment_id"] = name(place, IN_MEMORY).into();
                in_memory.push((place, files.clone(), id.uuid_string()));
                if let Some(all) = list["segments"].as_array_mut() {
                    all.push(segment.clone());
                }
            }
        }
        Ok(Self {
            parts: Arc::clone(&self.parts),
            in_memory: in_memory.into(),
            list: list.to_string().into_bytes().into(),
        })
    }

    /// The name that a segment in memory has here, for the generation at a place.
    pub(in crate::index) fn id_in_memory(place: usize) -> Option<SegmentId> {
        SegmentId::from_uuid_string(&name(place, IN_MEMORY)).ok()
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

    /// The memory that a file is in, and its name there.
    fn name_in_memory(&self, path: &Path) -> Option<(&RamDirectory, String)> {
        let (digits, end) = path.to_str()?.split_at_checked(DIGITS)?;
        let mut all = self.in_memory.iter();
        let (_, files, own) = all.find(|(place, ..)| name(*place, IN_MEMORY) == digits)?;
        Some((files, [own, end].concat()))
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
        if let Some((files, name)) = self.name_in_memory(path) {
            return files.get_file_handle(Path::new(&name));
        }
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
        if let Some((files, name)) = self.name_in_memory(path) {
            return files.exists(Path::new(&name));
        }
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
