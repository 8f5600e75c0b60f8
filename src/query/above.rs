//! All documents that score above a threshold: Tantivy's pruning with a threshold that is known
//! beforehand, so that it works from the first document on.

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::query::Weight;
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

/// Collects the living documents whose score is above the threshold.
pub(super) struct Above(pub(super) Score);

/// Those of one segment.
pub(super) struct AboveInSegment {
    threshold: Score,
    segment: SegmentOrdinal,
    found: Vec<DocAddress>,
}

impl SegmentCollector for AboveInSegment {
    type Fruit = Vec<DocAddress>;

    fn collect(&mut self, doc: DocId, score: Score) {
        if score > self.threshold {
            self.found.push(DocAddress::new(self.segment, doc));
        }
    }

    fn harvest(self) -> Self::Fruit {
        self.found
    }
}

impl Collector for Above {
    type Fruit = Vec<DocAddress>;
    type Child = AboveInSegment;

    fn for_segment(
        &self,
        segment: SegmentOrdinal,
        _: &SegmentReader,
    ) -> tantivy::Result<AboveInSegment> {
        Ok(AboveInSegment {
            threshold: self.0,
            segment,
            found: Vec::new(),
        })
    }

    fn requires_scoring(&self) -> bool {
        true
    }

    fn merge_fruits(&self, fruits: Vec<Self::Fruit>) -> tantivy::Result<Self::Fruit> {
        Ok(fruits.into_iter().flatten().collect())
    }

    fn collect_segment(
        &self,
        weight: &dyn Weight,
        segment: SegmentOrdinal,
        reader: &SegmentReader,
    ) -> tantivy::Result<Self::Fruit> {
        let mut above = self.for_segment(segment, reader)?;
        let alive = reader.alive_bitset();
        weight.for_each_pruning(self.0, reader, &mut |doc, score| {
            if alive.is_none_or(|alive| alive.is_alive(doc)) {
                above.collect(doc, score);
            }
            self.0
        })?;
        Ok(above.harvest())
    }
}
