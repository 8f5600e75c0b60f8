//! Links to the segments of a generation, for the next one to start from.
//!
//! Whoever made the index may have put other files beside them, and other names into the engine's
//! lists. Only the files of its segments are taken.

use crate::index::error::IndexError;
use crate::index::file_names::{ENGINE_MANAGED, ENGINE_META, has_extension};
use crate::index::place::Place;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::io;
use tantivy::index::SegmentId;

/// The largest list of files that is read, in bytes.
const LARGEST_LIST: u64 = 64 << 20;

/// Gives a draft the segments of a generation. Segment files never change, so they become hard
/// links where the file system has those. `meta.json` is copied: the engine replaces it by a rename
/// today, but a published generation must not depend on that.
///
/// The engine deletes files that are in its list of managed files and in no segment. That list may
/// come from somebody else, so the draft gets a new one: the names of the files that are there. Files of
/// no segment stay behind.
pub(in crate::index) fn link_segments(from: &Place, to: &Place) -> Result<(), IndexError> {
    let segments = segments_of(from)?;
    let mut managed = BTreeSet::new();
    for entry in from.list().map_err(IndexError::at("list", from))? {
        let name = entry.name;
        let (source, target) = (from.join(&name), to.join(&name));
        let is_of_segment = name
            .split_once('.')
            .is_some_and(|(id, _)| segments.contains(id));
        let is_other_json = has_extension(&name, "json");
        if !entry.is_file || (name != ENGINE_META && (!is_of_segment || is_other_json)) {
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

/// The ids of the segments of a generation, as the names of their files begin.
fn segments_of(tantivy: &Place) -> Result<BTreeSet<String>, IndexError> {
    #[derive(Deserialize)]
    struct Meta {
        segments: Vec<Segment>,
    }
    #[derive(Deserialize)]
    struct Segment {
        segment_id: SegmentId,
    }
    let list = tantivy.join(ENGINE_META);
    let read = list.read(LARGEST_LIST);
    let meta =
        read.and_then(|bytes| serde_json::from_slice::<Meta>(&bytes).map_err(io::Error::from));
    let meta = meta.map_err(IndexError::at("read", &list))?;
    let ids = meta.segments.iter().map(|own| own.segment_id.uuid_string());
    Ok(ids.collect())
}
