//! Everything in an index, as text: two indexes are the same if their exports are the same, byte for byte.

use dateline::index::{Generation, IndexStore};
use dateline::schema::StoredArticles;
use std::collections::BTreeMap;
use std::fmt::Write;
use tantivy::postings::Postings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, TERMINATED};

/// Every article, every posting with its positions, and every file of the catalog with its hash and problems. Without
/// times, inodes and numbers of generations, which always differ between two jobs.
pub(crate) fn export(store: &IndexStore) -> String {
    let generation = store.current().unwrap();
    let mut text = String::new();
    for entry in generation.catalog().unwrap().entries() {
        let hash = u128::from_be_bytes(entry.hash);
        let problems: Vec<_> = entry
            .problems
            .iter()
            .map(|problem| &problem.detail)
            .collect();
        let (path, articles) = (&entry.path, entry.articles);
        writeln!(text, "file {path} {hash:032x} {articles} {problems:?}").unwrap();
    }
    let mut articles = BTreeMap::new();
    let mut postings: BTreeMap<(String, Vec<u8>), Vec<String>> = BTreeMap::new();
    for segment in generation.searcher().segment_readers() {
        let stored = StoredArticles::open(&generation.schema, segment).unwrap();
        let origins: Vec<_> = (0..segment.max_doc())
            .map(|doc| {
                let article = stored.article(doc).unwrap();
                let origin = article.origin.to_string();
                if !segment.is_deleted(doc) {
                    let json = serde_json::to_string(&article).unwrap();
                    assert!(
                        articles.insert(origin.clone(), json).is_none(),
                        "{origin} is there twice"
                    );
                }
                origin
            })
            .collect();
        collect_postings(&generation, segment, &origins, &mut postings);
    }
    for (origin, json) in articles {
        writeln!(text, "article {origin} {json}").unwrap();
    }
    for ((field, term), mut list) in postings {
        list.sort();
        writeln!(
            text,
            "term {field} {} {list:?}",
            String::from_utf8_lossy(&term)
        )
        .unwrap();
    }
    text
}

fn collect_postings(
    generation: &Generation,
    segment: &tantivy::SegmentReader,
    origins: &[String],
    postings: &mut BTreeMap<(String, Vec<u8>), Vec<String>>,
) {
    for (id, spec) in (0u32..).zip(&generation.schema.spec.fields) {
        if spec.indexed.is_none() {
            continue;
        }
        let index = segment.inverted_index(Field::from_field_id(id)).unwrap();
        let mut terms = index.terms().stream().unwrap();
        while terms.advance() {
            let option = IndexRecordOption::WithFreqsAndPositions;
            let mut list = index
                .read_postings_from_terminfo(terms.value(), option)
                .unwrap();
            let mut doc = list.doc();
            while doc != TERMINATED {
                if !segment.is_deleted(doc) {
                    let mut positions = Vec::new();
                    list.positions(&mut positions);
                    postings
                        .entry((spec.name.clone(), terms.key().to_vec()))
                        .or_default()
                        .push(format!("{} {positions:?}", origins[doc as usize]));
                }
                doc = list.advance();
            }
        }
    }
}
