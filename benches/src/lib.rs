//! What the benchmark programs share: a corpus, contenders, clocks and tables.
//!
//! The programs are in `benches/`; each measures dateline against a reference in the same run and
//! prints ratios of medians. `docs/performance.md` says how to run them and what they found.
//!
//! - [`corpus`]: reads articles and multiplies them with altered words.
//! - [`dump`]: writes them out as a news site's dump has them, and reads them back as dateline does.
//! - [`contenders`]: dateline, bare Tantivy and `SQLite` FTS5, each indexing the same texts.
//! - [`measure`]: alternating runs, medians, tables.
//! - [`material`]: the same articles in every format that is read.
//! - [`memory`], [`processor`]: the peak memory and the CPU time of a child process.

pub mod contenders;
pub mod corpus;
pub mod dump;
pub mod material;
pub mod measure;
pub mod memory;
pub mod processor;
pub mod program;
mod respell;

use anyhow::{Context, bail};
use std::env;
use std::path::{Path, PathBuf};

/// Names the corpus if no argument does.
const CORPUS: &str = "DATELINE_BENCH_CORPUS";

/// So many articles if no argument says otherwise.
const COUNT: usize = 100_000;

/// What a program is asked to measure on.
pub struct Setup {
    /// JSON Lines, perhaps gzipped.
    pub corpus: PathBuf,
    /// How many articles.
    pub count: usize,
}

/// The arguments `[CORPUS] [COUNT]`; `None`, having said so, where no corpus is named.
///
/// # Errors
/// If the corpus is not there or the count is no number.
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
            "{bench}: skipped, for there is no corpus; name a file of JSON Lines with id, \
             headline, date and body:\n  {CORPUS}=corpus.jsonl.gz cargo bench -p \
             dateline-benches --bench {bench}"
        );
        return Ok(None);
    };
    let count = match arguments.next() {
        Some(count) => count
            .parse()
            .with_context(|| format!("{count} is no count of articles"))?,
        None => COUNT,
    };
    Ok(Some(Setup {
        corpus: locate(Path::new(&corpus))?,
        count,
    }))
}

/// Cargo runs benchmarks in their package's folder; a path is typed in the one above it.
fn locate(corpus: &Path) -> anyhow::Result<PathBuf> {
    let above = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for candidate in [corpus.to_owned(), above.join(corpus)] {
        if candidate.is_file() {
            return Ok(candidate);
        }
    }
    bail!(
        "{} is no file; name a corpus of JSON Lines",
        corpus.display()
    )
}

/// One thread a core, as `dateline index` has it.
#[must_use]
pub fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}
