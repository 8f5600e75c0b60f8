//! Which segments to merge before a generation is published.
//!
//! The engine's background merges are off, so that merging does not depend on timing. Every segment
//! costs each search some time, and every merge copies documents. So segments are merged when there
//! are many of about the same size, as in log-structured merging (O'Neil et al. 1996), and when
//! many documents of a segment are deleted.

use tantivy::SegmentMeta;
use tantivy::index::SegmentId;

/// The number of segments of about the same size that are not merged yet.
const PER_LEVEL: usize = 8;

/// A level's largest segment has at most this many times the documents of its smallest.
const LEVEL_RATIO: u32 = 8;

/// A segment is rewritten when more than one of this many documents is deleted.
const DELETED_SHARE: u32 = 4;

/// A segment of the index, and its bytes on disk.
pub(super) struct Sized<'a> {
    pub(super) meta: &'a SegmentMeta,
    pub(super) bytes: u64,
}

/// The groups of segments to merge. Each group makes one segment of at most about `most_bytes`: a
/// merge maps what it reads and writes into memory.
pub(super) fn plan(segments: &[Sized], most_bytes: u64) -> Vec<Vec<SegmentId>> {
    let mut rest: Vec<&Sized> = segments.iter().collect();
    rest.sort_by_key(|segment| (segment.meta.num_docs(), segment.meta.id()));
    let mut groups: Vec<Vec<SegmentId>> = Vec::new();
    while let Some(smallest) = rest.first().map(|segment| segment.meta.num_docs().max(1)) {
        let ceiling = smallest.saturating_mul(LEVEL_RATIO);
        let (level, above): (Vec<_>, Vec<_>) = rest
            .into_iter()
            .partition(|segment| segment.meta.num_docs() <= ceiling);
        rest = above;
        if level.len() > PER_LEVEL {
            groups.extend(bounded(&level, most_bytes));
        }
        let merged: Vec<SegmentId> = groups.iter().flatten().copied().collect();
        let wasteful = level.into_iter().filter(|segment| {
            segment.meta.num_deleted_docs() > segment.meta.max_doc() / DELETED_SHARE
                && !merged.contains(&segment.meta.id())
        });
        groups.extend(wasteful.map(|segment| vec![segment.meta.id()]));
    }
    groups
}

/// The segments in their order, in groups of two or more that are at most `most_bytes` large.
fn bounded(level: &[&Sized], most_bytes: u64) -> Vec<Vec<SegmentId>> {
    let mut groups: Vec<Vec<SegmentId>> = vec![Vec::new()];
    let mut bytes = 0;
    for segment in level {
        if bytes + segment.bytes > most_bytes {
            groups.push(Vec::new());
            bytes = 0;
        }
        bytes += segment.bytes;
        if let Some(group) = groups.last_mut() {
            group.push(segment.meta.id());
        }
    }
    groups.retain(|group| group.len() > 1);
    groups
}
