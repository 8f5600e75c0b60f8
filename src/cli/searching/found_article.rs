//! The article that is named by a rank of the last search, an id or a path, tried in this order.
//!
//! Without `--in` or `--index` a rank is one of the last search anywhere.

use super::last_search::LastSearch;
use super::saved_queries::SavedQueries;
use crate::article::{ArchivePath, Article, Folders, Origin};
use crate::cli::archives::{Archive, engine};
use crate::cli::args::IndexLocation;
use crate::cli::misuse::Misuse;
use crate::cli::output::stream;
use crate::cli::shell::{dateline, quoted_text};
use crate::config::SearchSettings;
use crate::index::{Generation, IndexStore};
use crate::present::{ArticleView, for_terminal};
use crate::query::ask::Ask;
use crate::query::{Marks, Named, QueryPlan, SearchRequest};
use std::convert::Infallible;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// An article, and where it was found.
pub(crate) struct FoundArticle {
    /// The article.
    pub(crate) article: Article,
    /// The folders of its index.
    pub(crate) folders: Folders,
    /// What the last search marks in it, if it was a hit of that search.
    marks: Marks,
    /// The options that name its index as they were typed, each after a space.
    pub(crate) typed: String,
}

impl FoundArticle {
    /// Finds the article that was named.
    ///
    /// # Errors
    /// If there is none, or several have the id, or the index cannot be read.
    pub(crate) fn named(
        typed: &OsStr,
        location: &IndexLocation,
        config: Option<&Path>,
    ) -> anyhow::Result<Self> {
        let found = Self::found(typed, location, config)?;
        Ok(Self {
            typed: location.typed(),
            ..found
        })
    }

    fn found(
        typed: &OsStr,
        location: &IndexLocation,
        config: Option<&Path>,
    ) -> anyhow::Result<Self> {
        // The name of a file need not be Unicode; its name in the archive is.
        let name = match typed.to_str() {
            Some(name) => name.to_owned(),
            None => ArchivePath::from_relative(Path::new(typed)).to_string(),
        };
        let archive = Archive::at(location, config);
        let is_anywhere = location.is_empty();
        let last = LastSearch::load().filter(|last| match &archive {
            // If an index was named, ranks of a search in another index do not count.
            Ok(archive) => is_anywhere || archive.store.path() == last.index,
            Err(_) => is_anywhere,
        });
        let settings = match &archive {
            Ok(archive) => archive.settings.search.clone(),
            Err(_) => SearchSettings::default(),
        };
        if let (Ok(rank), Some(last)) = (name.parse(), &last)
            && let Some(origin) = last.at_rank(rank)
        {
            let (article, generation) = at_rank(rank, origin, last, archive.ok())?;
            return Self::of(
                article,
                &generation,
                last.folders.clone(),
                Some(last),
                &settings,
                config,
            );
        }
        if is_rank(&name) {
            return Err(no_rank(&name, last.as_ref(), &location.typed()));
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
        let article = by_name(&generation, &folders, &name, &location.typed())?;
        Self::of(
            article,
            &generation,
            folders,
            last.as_ref(),
            &settings,
            config,
        )
    }

    fn of(
        article: Article,
        generation: &Generation,
        folders: Folders,
        last: Option<&LastSearch>,
        settings: &SearchSettings,
        config: Option<&Path>,
    ) -> anyhow::Result<Self> {
        let query = last.filter(|last| last.has(&article.origin));
        let marks = match query.map(|last| last.query.as_str()) {
            Some(query) if !query.is_empty() => {
                let fields = generation.schema.searchable_names();
                let (ask, _) = Ask::parse(query, &fields);
                let query_of = |name: &str| SavedQueries::of_name(name, config);
                // A note on a file marks no words.
                let Ok(named) =
                    Named::of(&ask, &fields, query_of, || Ok::<_, Infallible>(Vec::new()));
                let request = SearchRequest {
                    named,
                    ..SearchRequest::new(ask, 0)
                };
                let plan = QueryPlan::new(&request, &generation.schema, &settings.synonyms()?);
                engine(generation).marks(&plan, &article)?
            }
            _ => Marks::default(),
        };
        Ok(Self {
            article,
            folders,
            marks,
            typed: String::new(),
        })
    }

    /// An article without marks. `typed` are the options that name its index.
    pub(crate) fn unmarked(article: Article, folders: Folders, typed: String) -> Self {
        Self {
            article,
            folders,
            marks: Marks::default(),
            typed,
        }
    }

    /// The whole path of the file that it is in. A part of an archive has one too, and there is no such file.
    pub(crate) fn file(&self) -> PathBuf {
        let file = self.folders.locate(&self.article.origin.path);
        std::path::absolute(&file).unwrap_or(file)
    }

    /// The article as it is shown.
    pub(crate) fn view(&self) -> ArticleView<'_> {
        ArticleView {
            headline_matches: self.marks.headline.clone(),
            body_matches: self.marks.body.clone(),
            linked_file: stream::has_links().then(|| self.file()),
            ..ArticleView::of(&self.article)
        }
    }
}

/// The article at a rank of the last search; a note says where that was if it was in another index.
fn at_rank(
    rank: u64,
    origin: &Origin,
    last: &LastSearch,
    here: Option<Archive>,
) -> anyhow::Result<(Article, Generation)> {
    if here.is_some_and(|here| here.store.path() != last.index) {
        let folders = &last.folders;
        let note = format!("rank {rank} of the last search, which was in {folders}");
        stream::say("note", &for_terminal(&note));
    }
    let generation = IndexStore::at(last.index.clone()).current()?;
    let article = at_origin(&generation, origin)?;
    article
        .filter(|article| article.origin == *origin)
        .map(|article| (article, generation))
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
    typed: &str,
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
            format!(
                "name one by its path: {} show{typed} {}",
                dateline(),
                quoted_text(&paths[0])
            ),
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
    Err(Misuse::error(
        format!("no article `{name}`: neither an id nor a path"),
        "search for it; --format json has its id and path",
    ))
}

/// Whether a name is a rank. An id of digits is named by `id:`, so that a rank that is too high is
/// never another article.
fn is_rank(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit())
}

fn no_rank(rank: &str, last: Option<&LastSearch>, typed: &str) -> anyhow::Error {
    let ranks = match last {
        Some(last) => last.ranks(),
        None => "there is no search before in this index".to_owned(),
    };
    Misuse::error(
        format!("no rank {rank}: {ranks}"),
        format!("if it is an id: {} show{typed} id:{rank}", dateline()),
    )
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
