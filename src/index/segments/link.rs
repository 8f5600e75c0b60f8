//! Links to the segments of a generation, for the next one to start from.

use crate::index::error::IndexError;
use crate::index::file_names::{ENGINE_MANAGED, ENGINE_META, has_extension};
use crate::index::place::Place;
use std::collections::BTreeSet;
use std::io;

/// The largest list of files that is read, in bytes.
const LARGEST_LIST: u64 = 64 << 20;

/// Gives a draft the segments of a generation. Segment files never change, so they become hard
/// links where the file system has those. `meta.json` is copied: the engine replaces it by a rename
/// today, but a published generation must not depend on that.
///
/// The engine deletes files that are in its list of managed files and in no segment. That list may
/// come from somebody else, so the draft gets a new one: the names of the files that are there.
pub(in crate::index) fn link_segments(from: &Place, to: &Place) -> Result<(), IndexError> {
    let mut managed = BTreeSet::new();
    for entry in from.list().map_err(IndexError::at("list", from))? {
        let name = entry.name;
        let (source, target) = (from.join(&name), to.join(&name));
        let is_other_json = has_extension(&name, "json") && name != ENGINE_META;
        if !entry.is_file || has_extension(&name, "lock") || is_other_json {
            continue;
        }
        let linked = name != ENGINE_META && source.link_to(&target).is_ok();
        if !linked {
            source
                .copy_to(&target)
                .map_err(IndexError::at("copy", &source))?;
        }
        managed.insert(name);
    }
    let list = from.join(ENGINE_MANAGED);
    let known = list
        .read(LARGEST_LIST)
        .and_then(|bytes| {
            serde_json::from_slice::<BTreeSet<String>>(&bytes).map_err(io::Error::from)
        })
        .map_err(IndexError::at("read", &list))?;
    managed.retain(|name| known.contains(name));
    let json = serde_json::to_vec(&managed).expect("a list of texts is JSON");
    let list = to.join(ENGINE_MANAGED);
    list.write(&json).map_err(IndexError::at("write", &list))
}
