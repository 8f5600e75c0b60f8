//! `dateline show`: one article, whole.

use crate::cli::args::{RecordFormat, ShowArgs, Where};
use crate::cli::exit::ExitStatus;
use crate::cli::failure::Misuse;
use crate::cli::searching::last_search::LastSearch;
use crate::cli::archives::find::Located;
use crate::cli::archives::find as locate;
use crate::cli::commands::search::engine;
use crate::cli::output::stream;
use crate::article::{ArchivePath, Article, Folders, Origin};
use crate::index::{Generation, IndexStore};
use crate::present::{article_json, article_text, for_terminal};
use std::ffi::OsStr;
use std::path::Path;

pub(in crate::cli) fn run(args: ShowArgs, config: Option<&Path>) -> anyhow::Result<ExitStatus> {
    let article = find(&args.article, &args.place, config)?;
    match args.format {
        RecordFormat::Text => {
            stream::write_styled(|out| article_text(&article, stream::width(), out))?;
        }
        RecordFormat::Json => stream::write_plain(|out| article_json(&article, out))?,
    }
    Ok(ExitStatus::Success)
}

fn find(typed: &OsStr, place: &Where, config: Option<&Path>) -> anyhow::Result<Article> {
    // A file's name need not be Unicode; the archive's name of it always is.
    let name = match typed.to_str() {
        Some(name) => name.to_owned(),
        None => ArchivePath::from_relative(Path::new(typed)).to_string(),
    };
    let located = locate::of_arguments(place, config);
    let last = LastSearch::load().filter(|last| match &located {
        // An index that was named is the one that is meant; a rank of another's search is none.
        Ok(located) => place.is_empty() || located.store.path() == last.index,
        Err(_) => place.is_empty(),
    });
    if let (Ok(rank), Some(last)) = (name.parse(), &last)
        && let Some(origin) = last.at_rank(rank)
    {
        return at_rank(rank, origin, last, located.ok());
    }
    let (generation, folders) = match (located, &last) {
        (Ok(located), _) => {
            let generation = located.open()?;
            let folders = generation.folders();
            (generation, folders)
        }
        // Outside any indexed folder the last search still says which index is meant.
        (Err(_), Some(last)) => (
            IndexStore::at(last.index.clone()).current()?,
            last.folders.clone(),
        ),
        (Err(error), None) => return Err(error),
    };
    by_name(&generation, &folders, &name, last.as_ref())
}

/// The article at a rank of the last search, with a word on where that was if it was not here.
fn at_rank(
    rank: u64,
    origin: &Origin,
    last: &LastSearch,
    here: Option<Located>,
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
        _ => "search for it; its id and path stand in --format json".to_owned(),
    };
    Err(Misuse::error(
        format!("no article `{name}`: neither a rank of the last search, nor an id, nor a path"),
        hint,
    ))
}

/// What a path may mean: as the index names it, or from the current folder.
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
    // `#2` may be part of the file's name.
    let whole = Origin {
        path: ArchivePath::from_stored(name),
        ordinal: 1,
    };
    [typed, whole].into_iter().chain(from_here).collect()
}

fn at_origin(generation: &Generation, origin: &Origin) -> anyhow::Result<Option<Article>> {
    let path = generation.schema.fields.path;
    let mut articles = engine(generation).lookup(origin.path.as_str(), path)?;
    articles.sort_by_key(|article| article.origin.ordinal);
    // Without a number the first record is meant, which need not be on the first line.
    let place = articles
        .iter()
        .position(|article| article.origin.ordinal == origin.ordinal)
        .or((origin.ordinal == 1 && !articles.is_empty()).then_some(0));
    Ok(place.map(|place| articles.swap_remove(place)))
}
