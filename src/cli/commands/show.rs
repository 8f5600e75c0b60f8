//! `dateline show`: prints one whole article.
//!
//! The article is named by a rank of the last search, an id or a path, tried in this order. Without `--in` or
//! `--index` a rank is one of the last search anywhere.

use crate::article::{ArchivePath, Article, Folders, Origin};
use crate::cli::archives::{Archive, engine};
use crate::cli::args::{IndexLocation, RecordFormat};
use crate::cli::context::Context;
use crate::cli::exit::ExitStatus;
use crate::cli::misuse::Misuse;
use crate::cli::output::stream;
use crate::cli::searching::LastSearch;
use crate::index::{Generation, IndexStore};
use crate::present::for_terminal;
use clap::Args;
use std::ffi::OsString;
use std::path::Path;

/// Print one article, by its rank in the last search, its id or its path
#[derive(Debug, Args)]
pub(crate) struct ShowArgs {
    /// A rank of the last search, an id (`id:86685` if it could be a rank), or a path
    /// (`wire.jsonl#3` for the third record)
    article: OsString,

    #[command(flatten)]
    location: IndexLocation,

    /// How to print it
    #[arg(long, value_enum, default_value = "text")]
    format: RecordFormat,
}

impl ShowArgs {
    pub(super) fn run(self, context: &Context) -> anyhow::Result<ExitStatus> {
        let article = self.find(context)?;
        stream::show(&article, self.format)?;
        Ok(ExitStatus::Success)
    }

    fn find(&self, context: &Context) -> anyhow::Result<Article> {
        // The name of a file need not be Unicode; its name in the archive is.
        let name = match self.article.to_str() {
            Some(name) => name.to_owned(),
            None => ArchivePath::from_relative(Path::new(&self.article)).to_string(),
        };
        let archive = Archive::at(&self.location, context.config());
        let is_anywhere = self.location.is_empty();
        let last = LastSearch::load().filter(|last| match &archive {
            // If an index was named, ranks of a search in another index do not count.
            Ok(archive) => is_anywhere || archive.store.path() == last.index,
            Err(_) => is_anywhere,
        });
        if let (Ok(rank), Some(last)) = (name.parse(), &last)
            && let Some(origin) = last.at_rank(rank)
        {
            return at_rank(rank, origin, last, archive.ok());
        }
        let (generation, folders) = match (archive, &last) {
            (Ok(archive), _) => {
                let generation = archive.open()?;
                let folders = generation.folders();
                (generation, folders)
            }
            // Outside of any indexed folder the index of the last search is meant.
            (Err(_), Some(last)) => (
                IndexStore::at(last.index.clone()).current()?,
                last.folders.clone(),
            ),
            (Err(error), None) => return Err(error),
        };
        by_name(&generation, &folders, &name, last.as_ref())
    }
}

/// The article at a rank of the last search; a note says where that was if it was in another index.
fn at_rank(
    rank: u64,
    origin: &Origin,
    last: &LastSearch,
    here: Option<Archive>,
) -> anyhow::Result<Article> {
    if here.is_some_and(|here| here.store.path() != last.index) {
        let folders = &last.folders;
        let note = format!("rank {rank} of the last search, which was in {folders}");
        stream::say("note", &for_terminal(&note));
    }
    let generation = IndexStore::at(last.index.clone()).current()?;
    let article = at_origin(&generation, origin)?;
    article
        .filter(|article| article.origin == *origin)
        .ok_or_else(|| {
            Misuse::error(
                format!("{origin}, rank {rank} of the last search, is no longer in the index"),
                "search again",
            )
        })
}

fn by_name(
    generation: &Generation,
    folders: &Folders,
    name: &str,
    last: Option<&LastSearch>,
) -> anyhow::Result<Article> {
    let id = name.strip_prefix("id:").unwrap_or(name);
    let mut found = engine(generation).lookup(id, generation.schema.fields.id)?;
    if found.len() > 1 {
        let paths: Vec<_> = found.iter().map(|a| a.origin.to_string()).collect();
        return Err(Misuse::error(
            format!(
                "{} articles have the id {id}: {}",
                found.len(),
                paths.join(", ")
            ),
            format!("name one by its path: dateline show {}", paths[0]),
        ));
    }
    if let Some(article) = found.pop() {
        return Ok(article);
    }
    for path in possible_paths(folders, name) {
        if let Some(article) = at_origin(generation, &path)? {
            return Ok(article);
        }
    }
    let hint = match last {
        Some(last) if name.parse::<u64>().is_ok() => last.ranks(),
        _ => "search for it; --format json has its id and path".to_owned(),
    };
    Err(Misuse::error(
        format!("no article `{name}`: neither a rank of the last search, nor an id, nor a path"),
        hint,
    ))
}

/// The files that a path may name: as the index names them, or from the current folder.
fn possible_paths(folders: &Folders, name: &str) -> Vec<Origin> {
    let typed = Origin::parse(name);
    let relative = typed.path.to_relative();
    let from_here = relative
        .canonicalize()
        .or_else(|_| std::path::absolute(&relative))
        .ok()
        .and_then(|path| folders.name(&path))
        .map(|path| Origin {
            path,
            ordinal: typed.ordinal,
        });
    // `#2` may be part of the name of the file.
    let whole = Origin {
        path: ArchivePath::from_stored(name),
        ordinal: 1,
    };
    [typed, whole].into_iter().chain(from_here).collect()
}

fn at_origin(generation: &Generation, origin: &Origin) -> anyhow::Result<Option<Article>> {
    let mut articles = engine(generation).at_path(origin.path.as_str())?;
    articles.sort_by_key(|article| article.origin.ordinal);
    // Without a number the first record is meant; its number need not be 1.
    let place = articles
        .iter()
        .position(|article| article.origin.ordinal == origin.ordinal)
        .or((origin.ordinal == 1 && !articles.is_empty()).then_some(0));
    Ok(place.map(|place| articles.swap_remove(place)))
}
