//! Shared parts of the benchmark programs: a corpus, contenders, clocks and tables.
//!
//! The programs are in `benches/`; each measures dateline against a reference in the same run and
//! prints ratios of medians. `docs/performance.md` says how to run them, and has the results.
//!
//! - [`corpus`]: reads articles and multiplies them with changed words.
//! - [`dump`]: writes them as the dump of a news site, and reads them like dateline.
//! - [`contenders`]: dateline, bare Tantivy and `SQLite` FTS5, each indexing the same texts.
//! - [`measure`]: alternating runs, medians, tables.
//! - [`load`]: requests to a server.
//! - [`material`]: the same articles in every measured format.
//! - [`memory`], [`processor`]: the peak memory and the CPU time of a child process.

pub mod contenders;
pub mod corpus;
pub mod documents;
pub mod dump;
pub mod load;
pub mod material;
pub mod measure;
pub mod memory;
pub mod processor;
pub mod program;
mod respell;

use anyhow::{Context, bail};
use std::env;
use std::path::{Path, PathBuf};

/// The environment variable with the corpus, used if no argument names one.
const CORPUS: &str = "DATELINE_BENCH_CORPUS";

/// The number of articles, if no argument gives it.
const COUNT: usize = 100_000;

/// The corpus of a measurement.
pub struct Setup {
    /// A file of JSON Lines, plain or gzipped.
    pub corpus: PathBuf,
    /// The number of articles.
    pub count: usize,
}

/// Reads the arguments `[CORPUS] [COUNT]`. Without a corpus it prints a note and returns `None`.
///
/// # Errors
/// If the corpus does not exist or the count is not a number.
pub fn setup(bench: &str) -> anyhow::Result<Option<Setup>> {
    // Cargo adds `--bench`.
    let mut arguments = env::args()
        .skip(1)
        .filter(|argument| argument != "--bench")
        .peekable();
    let is_count = |argument: &String| argument.parse::<usize>().is_ok();
    let named = arguments.next_if(|argument| !is_count(argument));
    let Some(corpus) = named.or_else(|| env::var(CORPUS).ok()) else {
        println!(
            "{bench}: skipped because there is no corpus; name a file of JSON Lines with id, \
             headline, date and body:\n  {CORPUS}=corpus.jsonl.gz cargo bench -p \
             dateline-benches --bench {bench}"
        );
        return Ok(None);
    };
    let count = match arguments.next() {
        Some(count) => count
            .parse()
            .with_context(|| format!("{count} is not a number of articles"))?,
        None => COUNT,
    };
    Ok(Some(Setup {
        corpus: locate(Path::new(&corpus))?,
        count,
    }))
}

/// Finds the corpus. Cargo runs benchmarks in the folder of their package, but users type paths in
/// the folder above it.
fn locate(corpus: &Path) -> anyhow::Result<PathBuf> {
    let above = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for candidate in [corpus.to_owned(), above.join(corpus)] {
        if candidate.is_file() {
            return Ok(candidate);
        }
    }
    bail!(
        "{} is not a file; name a corpus of JSON Lines",
        corpus.display()
    )
}

/// The number of threads: one per core, like `dateline index`.
#[must_use]
pub fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}
