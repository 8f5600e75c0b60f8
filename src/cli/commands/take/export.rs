//! `dateline export`: writes articles as JSON Lines, to be kept, published or read by other programs.
//!
//! Each article names the file that it is from and the SHA-256 of that file, so that others can check that they have the
//! same source.

use crate::article::{ArchivePath, Folders};
use crate::cli::archives::{OpenArchive, OpenArchives};
use crate::cli::context::Context;
use crate::cli::exit::ExitStatus;
use crate::cli::output::stream;
use crate::cli::searching::{QueryArgs, SampleArgs};
use crate::index::{Catalog, Hashed};
use crate::present::{ExportedArticle, counted, for_terminal};
use crate::query::SortOrder;
use clap::Args;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Read};

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
                let sha256 = own.sha256(&article.origin.path);
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

/// The files that the articles of an archive are from, each hashed once.
struct Sources {
    /// The name of the archive.
    archive: String,
    folders: Folders,
    catalog: Catalog,
    hashes: HashMap<ArchivePath, Option<String>>,
}

impl Sources {
    /// Those of each archive.
    fn of_all(archives: &OpenArchives) -> anyhow::Result<Vec<Self>> {
        archives.iter().map(Self::of).collect()
    }

    fn of(open: &OpenArchive) -> anyhow::Result<Self> {
        let generation = &open.generation;
        Ok(Self {
            archive: open.archive.name.clone(),
            folders: generation.folders(),
            catalog: generation.catalog()?,
            hashes: HashMap::new(),
        })
    }

    /// The SHA-256 of a file, in hexadecimal digits; `None` if it is gone or has another content than when it was
    /// indexed.
    fn sha256(&mut self, path: &ArchivePath) -> Option<String> {
        if let Some(known) = self.hashes.get(path) {
            return known.clone();
        }
        let entries = self.catalog.entries();
        let found = entries.binary_search_by(|entry| entry.path.by_folder(path));
        let indexed = found.ok().map(|place| entries[place].hash);
        let hashes = hashes_of(&self.folders, path).ok();
        let sha256 = hashes
            .filter(|(own, _)| Some(*own) == indexed)
            .map(|(_, sha256)| sha256);
        self.hashes.insert(path.clone(), sha256.clone());
        sha256
    }

    fn say_missing(&self) {
        let missing = self.hashes.values().filter(|hash| hash.is_none()).count();
        if missing > 0 {
            let files = counted(missing as u64, "file");
            let note = format!(
                "{files} gone or changed since they were indexed: their articles have no sha256"
            );
            stream::say("note", &note);
        }
    }
}

/// The hash that the index has of a file's content, and its SHA-256.
fn hashes_of(folders: &Folders, path: &ArchivePath) -> io::Result<([u8; 16], String)> {
    let file = File::open(folders.locate(path))?;
    if !file.metadata()?.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let mut hashed = Hashed::new(file);
    let mut sha256 = Sha256::new();
    let mut buffer = vec![0; 1 << 18];
    loop {
        match hashed.read(&mut buffer)? {
            0 => break,
            read => sha256.update(&buffer[..read]),
        }
    }
    let mut digits = String::with_capacity(64);
    for byte in sha256.finalize() {
        write!(digits, "{byte:02x}").map_err(io::Error::other)?;
    }
    Ok((hashed.hash(), digits))
}
