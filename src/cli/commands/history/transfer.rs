//! `dateline transfer`: copies an archive from one index to another, without reading its sources.
//!
//! What is compared is in `index`. This says what happens, and notes folders that differ: the next
//! job would miss the files of the others.

use crate::article::Folders;
use crate::cli::archives::Archive;
use crate::cli::context::Context;
use crate::cli::exit::ExitStatus;
use crate::cli::machine::Resources;
use crate::cli::misuse::Misuse;
use crate::cli::output::{Counter, stream};
use crate::index::{TransferProgress, transfer};
use crate::present::{counted, for_terminal};
use clap::Args;
use std::cell::OnceCell;
use std::path::PathBuf;

/// Copy an archive to another index, such as one on a cluster, without reading its files again
#[derive(Debug, Args)]
pub(crate) struct TransferArgs {
    /// The archive to copy: a name of dateline.toml, or a folder
    from: PathBuf,

    /// The archive of dateline.toml that gets it, and has no index yet
    to: PathBuf,
}

impl TransferArgs {
    pub(in crate::cli::commands) fn run(self, context: &Context) -> anyhow::Result<ExitStatus> {
        let from = Archive::for_job(&self.from, None, context.config())?;
        let to = Archive::for_job(&self.to, None, context.config())?;
        let folders = to.folders.as_ref().ok_or_else(|| {
            Misuse::error(
                "the archive that gets it has no folder",
                "name one of dateline.toml",
            )
        })?;
        let generation = from.store.current()?;
        if generation.folders() != *folders {
            stream::say("note", &other_folders(&generation.folders(), folders));
        }
        let Resources { memory, threads } = Resources::default();
        let done = transfer(
            (&generation, &from.store),
            &to.store,
            folders,
            (memory, threads),
            &Shown::default(),
        )?;
        let articles = counted(done.articles, "article");
        stream::say_line(&format!(
            "{articles} transferred and read again; their hash is {:016x}",
            done.hash
        ));
        Ok(ExitStatus::Success)
    }
}

/// What follows if the archive that gets the index has other folders.
fn other_folders(made: &Folders, new: &Folders) -> String {
    let shown = |folders: &Folders| {
        let paths = folders
            .iter()
            .map(|folder| folder.path.display().to_string());
        for_terminal(&paths.collect::<Vec<_>>().join(", ")).into_owned()
    };
    format!(
        "the index was made from {}; the next job compares it with {}, by the paths of files there",
        shown(made),
        shown(new)
    )
}

/// Counts on a terminal.
#[derive(Default)]
struct Shown(OnceCell<Counter>);

impl TransferProgress for Shown {
    fn begin(&self, articles: u64) {
        self.0
            .get_or_init(|| Counter::alone(2 * articles, "articles sent or read again"));
    }

    fn step(&self) {
        if let Some(counter) = self.0.get() {
            counter.done_one();
        }
    }
}
