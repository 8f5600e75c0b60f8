//! The folder of an index with one file changed: `CURRENT`, manifest, catalog, seal, alerts, the
//! segments and their stored documents. Opening, searching and verifying end, with an answer or an
//! error.
//!
//! The first byte selects the file, the second how it is changed: replaced by the rest, cut, or
//! overwritten in places. It keeps its time, so that its checksum is not looked at when the index
//! is opened. The engine panics on some damaged bytes, which the program reports as damage; a panic
//! anywhere else is an error.

#![no_main]

use dateline::index::{BuildSettings, IndexStore, Progress, Settings, build};
use dateline::query::ask::Ask;
use dateline::query::{Deadline, Engine, QueryPlan, SearchRequest, Snapshot, Synonyms};
use libfuzzer_sys::{Corpus, fuzz_target};
use std::fs::{self, File};
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::{Duration, SystemTime};

/// The articles of the index.
const ARTICLES: &[(&str, &str)] = &[
    (
        "a.txt",
        "Troops leave the port\n\nNORVIK, 19 January 2021 - The troops left the port.\n",
    ),
    (
        "b.txt",
        "Port strike ends\n\nThe U.S. dockers of al-Fatih went back to work.\n",
    ),
    (
        "c.jsonl",
        "{\"title\": \"Withdrawal\", \"text\": \"Troops.\", \"date\": \"2021-01-20\"}\n{\n",
    ),
];

/// Queries that read terms, positions, columns and stored texts.
const QUERIES: &[&str] = &[
    "troops withdrawal",
    "\"the port\"~3 -strike",
    "=U.S. port*",
    "path:a",
];

/// A file of the index as it was made.
struct Original {
    path: PathBuf,
    bytes: Vec<u8>,
    modified: SystemTime,
}

static INDEX: LazyLock<(IndexStore, Vec<Original>)> = LazyLock::new(|| {
    let tolerated = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        let of_engine = info.location().is_some_and(|place| {
            place.file().contains("/registry/") || place.file().starts_with("/rustc/")
        });
        if !of_engine {
            tolerated(info);
        }
    }));
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
    let mut files = Vec::new();
    collect(store.path(), &mut files);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    (store, files)
});

struct Silent;

impl Progress for Silent {
    fn begin(&self, _: Option<u64>) {}
    fn read(&self) {}
    fn finishing(&self) {}
}

fuzz_target!(|data: &[u8]| -> Corpus {
    let [which, how, rest @ ..] = data else {
        return Corpus::Reject;
    };
    let (store, files) = &*INDEX;
    let original = &files[usize::from(*which) % files.len()];
    put(original, &changed(&original.bytes, *how, rest));
    // What the engine cannot read may end in a panic, which the program catches, too.
    let _ = panic::catch_unwind(AssertUnwindSafe(|| use_all(store)));
    put(original, &original.bytes);
    Corpus::Keep
});

/// Opens, searches and verifies.
fn use_all(store: &IndexStore) {
    let _ = store.known_manifest();
    let _ = store.generations();
    let _ = store.alerts();
    let _ = store.verify();
    let Ok(generation) = store.current() else {
        return;
    };
    let _ = generation.catalog();
    let engine = Engine {
        elsewhere: None,
        snapshot: Snapshot::new(
            generation.searcher(),
            &generation.schema,
            &generation.manifest.statistics.tokens,
        )
        .with_families(generation.families()),
    };
    for query in QUERIES {
        let (ask, _) = Ask::parse(query, &generation.schema.searchable_names());
        let request = SearchRequest {
            deadline: Deadline::after(Duration::from_secs(5)),
            ..SearchRequest::new(ask, 10)
        };
        let plan = QueryPlan::new(&request, &generation.schema, &Synonyms::default());
        if let Ok(page) = engine.search(&plan) {
            assert!(page.hits.len() as u64 <= page.total, "{page:?}");
        }
    }
}

/// The bytes of a file, changed.
fn changed(bytes: &[u8], how: u8, rest: &[u8]) -> Vec<u8> {
    match how % 3 {
        0 => rest.to_vec(),
        1 => {
            let end = rest
                .iter()
                .fold(0, |end, byte| end << 8 | usize::from(*byte));
            bytes[..end % (bytes.len() + 1)].to_vec()
        }
        _ => {
            let mut bytes = bytes.to_vec();
            for patch in rest.chunks_exact(3) {
                let at = usize::from(u16::from_le_bytes([patch[0], patch[1]]));
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = patch[2];
                }
            }
            bytes
        }
    }
}

/// Writes a file of the index, with the time of the original.
fn put(original: &Original, bytes: &[u8]) {
    fs::write(&original.path, bytes).expect("the folder is writable");
    let file = File::options().write(true).open(&original.path);
    let file = file.expect("the file was written");
    file.set_modified(original.modified)
        .expect("the file is ours");
}

/// All files below a folder.
fn collect(folder: &Path, files: &mut Vec<Original>) {
    for entry in fs::read_dir(folder).expect("the folder was made") {
        let path = entry.expect("the folder was made").path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            let modified = fs::metadata(&path).and_then(|data| data.modified());
            files.push(Original {
                bytes: fs::read(&path).expect("the file was made"),
                modified: modified.expect("the system has times"),
                path,
            });
        }
    }
}
