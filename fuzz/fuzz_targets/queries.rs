//! Queries and alias files with any text: a query is read, planned and carried out. It reads back
//! as the same query, ends soon, and finds no more than there is.
//!
//! What follows the first NUL is an alias file.

#![no_main]

use dateline::index::{BuildSettings, Generation, IndexStore, Progress, Settings, build};
use dateline::query::ask::Ask;
use dateline::query::{
    Deadline, Engine, Expansion, QueryPlan, SearchError, SearchRequest, Snapshot, SortOrder,
    Synonyms,
};
use libfuzzer_sys::fuzz_target;
use std::fs;
use std::sync::LazyLock;
use std::time::Duration;

/// The articles that are searched.
const ARTICLES: &[(&str, &str)] = &[
    (
        "a.txt",
        "Troops leave the port\n\nNORVIK, 19 January 2021 - The troops left the port.\n",
    ),
    (
        "b.txt",
        "Port strike ends\n\nThe U.S. dockers of al-Fatih went back to work; caf\u{e9}.\n",
    ),
    (
        "c.jsonl",
        "{\"title\": \"A320\", \"text\": \"a b a b a c\", \"keywords\": [\"a b\", \"b-a\"]}\n",
    ),
];

static GENERATION: LazyLock<Generation> = LazyLock::new(|| {
    let folder = std::env::temp_dir().join(format!("dateline-fuzz-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder for the index");
    for (name, text) in ARTICLES {
        fs::write(folder.join(name), text).expect("a file of articles");
    }
    let store = IndexStore::within(&folder);
    let settings = BuildSettings {
        settings: Settings::default(),
        memory: 64 << 20,
        threads: 1,
        full: false,
        append_only: false,
        keep: 2,
    };
    build(&folder, &store, &settings, &Silent).expect("an index");
    store.current().expect("the index was made")
});

struct Silent;

impl Progress for Silent {
    fn begin(&self, _: Option<u64>) {}
    fn read(&self) {}
    fn finishing(&self) {}
}

fuzz_target!(|data: &[u8]| {
    let mut parts = data.splitn(2, |byte| *byte == 0);
    let text = String::from_utf8_lossy(parts.next().unwrap_or_default());
    let aliases = String::from_utf8_lossy(parts.next().unwrap_or_default());
    let generation = &*GENERATION;
    let fields = generation.schema.searchable_names();
    let (ask, notes) = Ask::parse(&text, &fields);
    for note in notes {
        assert!(!note.to_string().is_empty());
    }
    let shown = ask.to_string();
    assert_eq!(
        Ask::parse(&shown, &fields).0,
        ask,
        "{text:?} is shown as {shown:?}"
    );
    let (plain, _) = Ask::of_plain_words(&text);
    assert_eq!(Ask::parse(&plain.to_string(), &fields).0, plain, "{text:?}");
    let synonyms = Synonyms::parse(&aliases).unwrap_or_default();
    let engine = Engine {
        elsewhere: None,
        snapshot: Snapshot::new(
            generation.searcher(),
            &generation.schema,
            &generation.manifest.statistics.tokens,
        )
        .with_families(generation.families()),
    };
    let mut totals = Vec::new();
    for sort in [SortOrder::Relevance, SortOrder::Oldest] {
        let request = SearchRequest {
            sort,
            explain: true,
            deadline: Deadline::after(Duration::from_secs(5)),
            ..SearchRequest::new(ask.clone(), 10)
        };
        let plan = QueryPlan::new(&request, &generation.schema, &synonyms);
        match engine.search(&plan) {
            Ok(page) => {
                assert!(page.total <= generation.searcher().num_docs(), "{text:?}");
                assert_eq!(page.hits.len() as u64, page.total.min(10), "{text:?}");
                totals.push(page.total);
            }
            Err(SearchError::TimedOut { .. }) => panic!("{text:?} takes too long"),
            Err(error) => panic!("{text:?}: {error:?}"),
        }
    }
    assert!(
        totals.windows(2).all(|pair| pair[0] == pair[1]),
        "{text:?}: {totals:?}"
    );
    let request = SearchRequest {
        expansion: Some(Expansion::Rm3),
        ..SearchRequest::new(ask, 3)
    };
    let plan = QueryPlan::new(&request, &generation.schema, &synonyms);
    let expanded = engine.search(&plan).expect("an index that was just made");
    assert!(expanded.total >= totals[0], "{text:?}");
});
