//! The articles of some files, as an engine query.
//!
//! Paths are those of one archive, so with several archives the paths of each are looked up in its
//! own segments.

use super::collected::Collected;
use super::listed::ListedRecords;
use crate::query::plan::queries::{any_of, values_with_prefix};
use crate::query::request::file_set::{FileSet, Files};
use crate::schema::ArticleSchema;
use std::collections::HashMap;
use std::sync::Arc;
use tantivy::index::SegmentId;
use tantivy::query::{
    AllQuery, EmptyScorer, EnableScoring, Explanation, InvertedIndexRangeQuery, Query, Scorer,
    Weight,
};
use tantivy::{DocId, Score, SegmentReader, TantivyError};

/// The articles of these files.
pub(in crate::query::plan) fn in_files(set: &FileSet, schema: &ArticleSchema) -> Box<dyn Query> {
    let (mut anywhere, mut parts) = (Vec::new(), Vec::new());
    for part in &set.parts {
        let query = of_archive(&part.files, schema);
        match &part.segments {
            None => anywhere.push(query),
            Some(segments) => parts.push((segments.clone(), Arc::from(query))),
        }
    }
    if parts.is_empty() {
        return any_of(anywhere);
    }
    Box::new(InSegments { parts })
}

fn of_archive(files: &Files, schema: &ArticleSchema) -> Box<dyn Query> {
    let path = schema.fields.path;
    match files {
        Files::All => Box::new(AllQuery),
        Files::Listed(files) => Box::new(ListedRecords::new(Arc::clone(files), schema)),
        Files::InFolders(folders) => {
            let ranges = folders.iter().map(|folder| {
                if folder.as_str().is_empty() {
                    return Box::new(AllQuery) as Box<dyn Query>;
                }
                let (from, to) = values_with_prefix(path, &[folder.as_str(), "/"].concat());
                Box::new(Collected::new(Box::new(InvertedIndexRangeQuery::new(
                    from, to,
                ))))
            });
            any_of(ranges.collect())
        }
    }
}

/// Asks each segment the query of its archive.
#[derive(Debug, Clone)]
struct InSegments {
    parts: Vec<(Vec<SegmentId>, Arc<dyn Query>)>,
}

struct InSegmentsWeight {
    by_segment: HashMap<SegmentId, usize>,
    weights: Vec<Box<dyn Weight>>,
}

impl Query for InSegments {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let mut weight = InSegmentsWeight {
            by_segment: HashMap::new(),
            weights: Vec::with_capacity(self.parts.len()),
        };
        for (place, (segments, query)) in self.parts.iter().enumerate() {
            weight.weights.push(query.weight(scoring)?);
            let own = segments.iter().map(|segment| (*segment, place));
            weight.by_segment.extend(own);
        }
        Ok(Box::new(weight))
    }
}

impl Weight for InSegmentsWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        match self.by_segment.get(&reader.segment_id()) {
            Some(place) => self.weights[*place].scorer(reader, boost),
            None => Ok(Box::new(EmptyScorer)),
        }
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        match self.by_segment.get(&reader.segment_id()) {
            Some(place) => self.weights[*place].explain(reader, doc),
            None => Err(TantivyError::InvalidArgument(format!(
                "document {doc} does not match"
            ))),
        }
    }
}
