//! How a cluster keeps an article: the settings and the fields of an index there.
//!
//! Terms are made here and split there at spaces alone. The field `rank` has the words of all
//! fields that rank; those of the headline are there as often as the headline weighs, which makes
//! BM25 of this field BM25F with whole-number weights (measured in docs/cluster.md).

use crate::index::elsewhere::sent::SAME_POSITION;
use crate::query::Ranking;
use crate::schema::{Analyzer, ArticleSchema, FieldType};
use serde_json::{Map, Value, json};

/// Raise it when the fields change: an index of another version is made again.
pub(super) const VERSION: u32 = 2;

/// Longer terms are cut, in characters. The engine there refuses articles with terms of more than
/// 32,766 bytes.
const LONGEST_TERM: usize = 8_000;

/// Longer values are stored and not searched, in characters.
const LONGEST_VALUE: usize = 8_000;

/// What an index is created with.
pub(super) fn index(schema: &ArticleSchema, shards: u32) -> Value {
    let ranking = Ranking::default();
    json!({
        "settings": {
            "index": {
                "number_of_shards": shards,
                // Copies are made when all is loaded, which is faster than loading each.
                "number_of_replicas": 0,
                // Readers see a generation at its end alone.
                "refresh_interval": "-1",
                "codec": "best_compression",
                "max_result_window": MOST_CANDIDATES,
                "similarity": {"default": {"type": "BM25", "k1": ranking.k1, "b": ranking.b}},
                "analysis": {
                    "tokenizer": {"terms": {"type": "whitespace", "max_token_length": 1_000_000}},
                    "filter": {
                        "same_position": {
                            "type": "pattern_capture",
                            "preserve_original": false,
                            "patterns": [format!("([^{SAME_POSITION}]+)")],
                        },
                        "longest": {"type": "truncate", "length": LONGEST_TERM},
                    },
                    "analyzer": {"terms": {
                        "type": "custom",
                        "tokenizer": "terms",
                        "filter": ["same_position", "longest"],
                    }},
                },
            },
        },
        "mappings": {
            "dynamic": "strict",
            "_meta": {"dateline": VERSION, "schema": schema.spec.version},
            "properties": fields(schema),
        },
    })
}

/// Whether this program made an index, in any version.
pub(super) fn is_marked(mappings: &Value) -> bool {
    mappings["_meta"]["dateline"].is_u64()
}

/// Whether an index was created by this version of the program.
pub(super) fn is_current(mappings: &Value, schema: &ArticleSchema) -> bool {
    let meta = &mappings["_meta"];
    meta["dateline"] == json!(VERSION) && meta["schema"] == json!(schema.spec.version)
}

fn fields(schema: &ArticleSchema) -> Value {
    let (mut terms, mut values) = (Map::new(), Map::new());
    let (mut numbers, mut words) = (Map::new(), Map::new());
    let value = json!({"type": "keyword", "ignore_above": LONGEST_VALUE});
    for spec in &schema.spec.fields {
        let name = spec.name.clone();
        if spec.field_type != FieldType::Text {
            if spec.fast && !spec.many {
                numbers.insert(name, json!({"type": "long"}));
            }
            continue;
        }
        match spec.analyzer {
            Some(Analyzer::News) => {
                let mut field = json!({"type": "text", "analyzer": "terms"});
                if let Some(boost) = spec.boost {
                    let times = if boost > 1.5 { HEADLINE } else { 1 };
                    field["copy_to"] = json!(vec!["rank"; times]);
                }
                terms.insert(name.clone(), field);
                words.insert(name.clone(), json!({"type": "integer"}));
                if spec.fast {
                    values.insert(name, value.clone());
                }
            }
            Some(Analyzer::Lower) => {
                if spec.fast {
                    values.insert(format!("{name}_written"), value.clone());
                }
                values.insert(name, value.clone());
            }
            Some(Analyzer::Raw) | None => {
                values.insert(name, value.clone());
            }
        }
    }
    json!({
        "path": {"type": "keyword"},
        "serial": {"type": "long"},
        "read_in": {"type": "keyword"},
        "added": {"type": "long"},
        "removed": {"type": "long"},
        "k": {"type": "keyword", "doc_values": false},
        "a": {"type": "object", "enabled": false},
        "t": {"properties": terms},
        "v": {"properties": values},
        "n": {"properties": numbers},
        "w": {"properties": words},
        "rank": {"type": "text", "analyzer": "terms", "index_options": "freqs"},
    })
}

/// How often the words of a headline are in `rank`.
const HEADLINE: usize = 3;

/// The most articles that one search can list.
pub(super) const MOST_CANDIDATES: usize = 10_000;
