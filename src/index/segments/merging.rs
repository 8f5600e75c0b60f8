//! Which segments to merge before a generation is published.
//!
//! Merging happens here and nowhere else: the engine's background merges are off, so that whether
//! a run merges does not depend on timing. Every segment costs a search some time, and
//! every merge copies its documents, so segments are merged when many of about one size have come
//! together, as in log-structured merging (O'Neil et al. 1996), and when much of one is deleted.

use tantivy::SegmentMeta;
use tantivy::index::SegmentId;

/// So many segments of about one size may stand side by side.
const PER_LEVEL: usize = 8;

/// A level's largest segment has at most this many times the documents of its smallest.
const LEVEL_RATIO: u32 = 8;

/// A segment is rewritten when more than one in so many of its documents is deleted.
const DELETED_SHARE: u32 = 4;

/// A segment of the index, and what it takes on disk.
pub(in crate::index) struct Sized<'a> {
    pub(in crate::index) meta: &'a SegmentMeta,
    pub(in crate::index) bytes: u64,
}

/// The groups of segments to merge, each into one of at most about `most_bytes`: a merge maps
/// what it reads and writes into memory.
pub(in crate::index) fn plan(segments: &[Sized], most_bytes: u64) -> Vec<Vec<SegmentId>> {
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

/// Segments in their order, in groups of two and more that stay below `most_bytes`.
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
