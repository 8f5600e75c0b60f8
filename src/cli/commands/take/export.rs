//! `dateline export`: writes articles as JSON Lines, to be kept, published or read by other programs.
//!
//! Each article names the file that it is from and the SHA-256 of that file, so that others can check that they have the
//! same source.

use crate::cli::archives::{OpenArchive, OpenArchives};
use crate::cli::context::Context;
use crate::cli::exit::ExitStatus;
use crate::cli::output::stream;
use crate::cli::searching::{QueryArgs, SampleArgs};
use crate::index::SourceHashes;
use crate::present::{ExportedArticle, counted, for_terminal};
use crate::query::SortOrder;
use clap::Args;

/// Write articles as JSON Lines, the oldest first, each with the SHA-256 of its file
#[derive(Debug, Args)]
#[command(after_help = "Exit codes: 0 exported something, 1 nothing matches, 2 failed")]
pub(crate) struct ExportArgs {
    #[command(flatten)]
    query: QueryArgs,

    #[command(flatten)]
    sample: SampleArgs,
}

impl ExportArgs {
    pub(in crate::cli::commands) fn run(self, context: &Context) -> anyhow::Result<ExitStatus> {
        let mut search = self.query.prepare(context)?;
        search.request.sort = SortOrder::Oldest;
        search.request.sample = self.sample.sample();
        let plan = search.plan();
        let say = |note: &str| stream::say("note", &for_terminal(note));
        let mut sources = Sources::of_all(&search.archives)?;
        let mut exported = 0;
        let notes = stream::stream_plain(|out| {
            search.engine().for_each(&plan, |place, article, family| {
                exported += 1;
                let own = &mut sources[place];
                let sha256 = own.hashes.of_file(&article.origin.path);
                let record = ExportedArticle {
                    archive: &own.archive,
                    article: &article,
                    sha256: sha256.as_deref(),
                    family,
                };
                record.json(out)?;
                anyhow::Ok(())
            })
        })?;
        for note in &notes {
            say(note);
        }
        for own in &sources {
            own.say_missing();
        }
        if search.request.sample.is_some() {
            self.sample.say(exported, search.engine().total(&plan)?);
        }
        if exported == 0 {
            stream::say("note", "no article matches");
            return Ok(search.status(ExitStatus::NothingFound));
        }
        Ok(search.status(ExitStatus::Success))
    }
}

/// An archive, and the files that its articles are from.
struct Sources {
    /// The name of the archive.
    archive: String,
    hashes: SourceHashes,
}

impl Sources {
    /// Those of each archive.
    fn of_all(archives: &OpenArchives) -> anyhow::Result<Vec<Self>> {
        archives.iter().map(Self::of).collect()
    }

    fn of(open: &OpenArchive) -> anyhow::Result<Self> {
        let generation = &open.generation;
        let follow = open.archive.settings.reading.follow;
        Ok(Self {
            archive: open.archive.name.clone(),
            hashes: SourceHashes::of(generation, generation.folders(), follow)?,
        })
    }

    fn say_missing(&self) {
        let missing = self.hashes.missing();
        if missing > 0 {
            let files = counted(missing, "file");
            let note = format!(
                "{files} gone or changed since they were indexed: their articles have no sha256"
            );
            stream::say("note", &note);
        }
    }
}
