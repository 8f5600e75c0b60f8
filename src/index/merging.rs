//! Which segments to merge before a generation is published.
//!
//! Merging happens here and nowhere else: the engine's background merges are off, so that what a
//! generation consists of does not depend on timing. Every segment costs a search some time, and
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

/// The groups of segments to merge, each into one.
pub(super) fn plan(segments: &[SegmentMeta]) -> Vec<Vec<SegmentId>> {
    let mut rest: Vec<&SegmentMeta> = segments.iter().collect();
    rest.sort_by_key(|segment| (segment.num_docs(), segment.id()));
    let mut groups: Vec<Vec<SegmentId>> = Vec::new();
    while let Some(smallest) = rest.first().map(|segment| segment.num_docs().max(1)) {
        let ceiling = smallest.saturating_mul(LEVEL_RATIO);
        let (level, above): (Vec<_>, Vec<_>) = rest
            .into_iter()
            .partition(|segment| segment.num_docs() <= ceiling);
        rest = above;
        if level.len() > PER_LEVEL {
            groups.push(level.iter().map(|segment| segment.id()).collect());
        } else {
            let wasteful = level
                .into_iter()
                .filter(|segment| segment.num_deleted_docs() > segment.max_doc() / DELETED_SHARE);
            groups.extend(wasteful.map(|segment| vec![segment.id()]));
        }
    }
    groups
}
