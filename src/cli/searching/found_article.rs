//! The article that is named by a rank of the last search in this terminal, an id or a path.
//!
//! Digits alone are a rank, never an id. With `--in` or `--index` a rank of a search in another
//! archive does not count.

use super::last_search::{LastArchive, LastSearch};
use super::names::saved_queries::SavedQueries;
use crate::article::{ArchivePath, Article, Folders, Origin};
use crate::cli::archives::{Archive, Missing, OpenArchive, engine, open_each};
use crate::cli::args::SearchLocation;
use crate::cli::misuse::Misuse;
use crate::cli::output::stream;
use crate::cli::shell::quoted_text;
use crate::config::SearchSettings;
use crate::index::Generation;
use crate::present::{ArticleView, for_terminal};
use crate::query::ask::Ask;
use crate::query::{FileSet, Marks, Named, QueryPlan, SearchRequest};
use std::convert::Infallible;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// An article, and where it was found.
pub(crate) struct FoundArticle {
    /// The article.
    pub(crate) article: Article,
    /// The folders of its index.
    pub(crate) folders: Folders,
    /// The folder of its index; empty if that was not looked for.
    pub(crate) index: PathBuf,
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
        location: &SearchLocation,
        config: Option<&Path>,
    ) -> anyhow::Result<Self> {
        Ok(Self::with_generation(typed, location, config)?.0)
    }

    /// The same, and the generation in which it was found.
    ///
    /// # Errors
    /// As [`Self::named`].
    pub(crate) fn with_generation(
        typed: &OsStr,
        location: &SearchLocation,
        config: Option<&Path>,
    ) -> anyhow::Result<(Self, Generation)> {
        let (found, generation) = Self::found(typed, location, config)?;
        let typed = location.typed();
        Ok((Self { typed, ..found }, generation))
    }

    fn found(
        typed: &OsStr,
        location: &SearchLocation,
        config: Option<&Path>,
    ) -> anyhow::Result<(Self, Generation)> {
        // The name of a file need not be Unicode; its name in the archive is.
        let name = match typed.to_str() {
            Some(name) => name.to_owned(),
            None => ArchivePath::from_relative(Path::new(typed)).to_string(),
        };
        let last = LastSearch::load();
        let archives = || open_each(location, config, Missing::Fail);
        if is_rank(&name) {
            let last = last.as_ref();
            let rank: Option<u64> = name.parse().ok();
            let Some((archive, origin)) = rank.and_then(|rank| last?.at_rank(rank)) else {
                return Err(no_rank(&name, last));
            };
            // If an archive was named, ranks of a search in another one do not count.
            if !location.is_empty() && !has_index(&archives()?.all, &archive.index) {
                return Err(Misuse::error(
                    format!("rank {name} of the last search is in {}", archive.name),
                    "leave the archive out, or name the article by its id or path",
                ));
            }
            if location.is_empty() && Archive::is_elsewhere(&archive.index) {
                let folders = &archive.folders;
                let note = format!("rank {name} of the last search, which was in {folders}");
                stream::say("note", &for_terminal(&note));
            }
            let place = Place::of_last(archive, config)?;
            let article = at_rank(&name, origin, &place.generation)?;
            return place.found(article, last, config);
        }
        let places: anyhow::Result<Vec<Place>> = match (archives(), &last) {
            (Ok(archives), _) => Ok(archives.all.into_iter().map(Place::of).collect()),
            // Outside of any indexed folder what was searched last is meant.
            (Err(_), Some(last)) if location.is_empty() => {
                let archives = last.archives.iter();
                let places = archives.map(|own| Place::of_last(own, config));
                places.collect()
            }
            (Err(error), _) => Err(error),
        };
        let found = places.and_then(|places| by_name(places, &name));
        let (place, article) = match found {
            Err(error) if location.is_empty() => of_file(&name, config).ok_or(error)?,
            found => found?,
        };
        place.found(article, last.as_ref(), config)
    }

    /// An article without marks. `typed` are the options that name its index.
    pub(crate) fn unmarked(article: Article, folders: Folders, typed: String) -> Self {
        Self {
            article,
            folders,
            index: PathBuf::new(),
            marks: Marks::default(),
            typed,
        }
    }

    /// The whole path of the file that it is in. A part of an archive has one too, and there is no
    /// such file.
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

/// An index that an article is looked for in.
struct Place {
    /// The name of the archive.
    name: String,
    index: PathBuf,
    generation: Generation,
    settings: SearchSettings,
}

impl Place {
    fn of(open: OpenArchive) -> Self {
        Self {
            name: open.archive.name,
            index: open.archive.store.path().to_owned(),
            generation: open.generation,
            settings: open.archive.settings.search,
        }
    }

    /// An archive of the last search, with the settings that it has now.
    fn of_last(last: &LastArchive, config: Option<&Path>) -> anyhow::Result<Self> {
        let settings = Archive::settings_of(&last.name, &last.index, config);
        Ok(Self {
            name: last.name.clone(),
            index: last.index.clone(),
            generation: Archive::store_of(&last.name, &last.index, config).current()?,
            settings: settings.map(|own| own.search).unwrap_or_default(),
        })
    }

    /// An article that is in it. If it is a hit of the last search, the words of the query are
    /// marked.
    fn found(
        self,
        article: Article,
        last: Option<&LastSearch>,
        config: Option<&Path>,
    ) -> anyhow::Result<(FoundArticle, Generation)> {
        let last = last.filter(|last| last.has(&self.index, &article.origin));
        let schema = &self.generation.schema;
        let marks = match last.map(|last| last.query.as_str()) {
            Some(query) if !query.is_empty() => {
                let fields = schema.searchable_names();
                let (ask, _) = Ask::parse(query, &fields);
                let query_of = |name: &str| SavedQueries::of_name(name, config);
                // A note on a file marks no words.
                let none = || Ok::<_, Infallible>(FileSet::default());
                let Ok(named) = Named::of(&ask, &fields, query_of, none);
                let request = SearchRequest {
                    named,
                    ..SearchRequest::new(ask, 0)
                };
                let plan = QueryPlan::new(&request, schema, &self.settings.synonyms()?);
                engine(&self.generation).marks(&plan, &article)?
            }
            _ => Marks::default(),
        };
        let found = FoundArticle {
            article,
            folders: self.generation.folders(),
            index: self.index,
            marks,
            typed: String::new(),
        };
        Ok((found, self.generation))
    }
}

fn has_index(archives: &[OpenArchive], index: &Path) -> bool {
    archives.iter().any(|own| own.archive.store.path() == index)
}

/// The article at a rank of the last search.
fn at_rank(rank: &str, origin: &Origin, generation: &Generation) -> anyhow::Result<Article> {
    let article = at_origin(generation, origin)?;
    article
        .filter(|article| article.origin == *origin)
        .ok_or_else(|| {
            Misuse::error(
                format!("{origin}, rank {rank} of the last search, is no longer in the index"),
                "search again",
            )
        })
}

/// The article with an id or a path, and where it is.
fn by_name(places: Vec<Place>, name: &str) -> anyhow::Result<(Place, Article)> {
    let id = name.strip_prefix("id:").unwrap_or(name);
    let mut called = format!("id {id}");
    let mut found = Vec::new();
    for (number, place) in places.iter().enumerate() {
        let with_id = engine(&place.generation).lookup(id, place.generation.schema.fields.id)?;
        found.extend(with_id.into_iter().map(|article| (number, article)));
    }
    if found.is_empty() {
        called = format!("path {name}");
        for (number, place) in places.iter().enumerate() {
            let mut paths = possible_paths(&place.generation.folders(), name).into_iter();
            let at_path = paths.find_map(|path| at_origin(&place.generation, &path).transpose());
            found.extend(at_path.transpose()?.map(|article| (number, article)));
        }
    }
    if found.len() > 1
        && let Some(current) = current_version(&places, &found)?
    {
        let (_, article) = &found[current];
        let note = format!(
            "{} articles have the {called}: {} is the current version",
            found.len(),
            article.origin
        );
        stream::say("note", &for_terminal(&note));
        found.swap(0, current);
        found.truncate(1);
    }
    if found.len() > 1 {
        return Err(several(&places, &found, &called));
    }
    let (Some((number, article)), mut places) = (found.pop(), places) else {
        return Err(Misuse::error(
            format!("no article `{name}`: neither an id nor a path"),
            "search for it; --format json has its id and path",
        ));
    };
    Ok((places.swap_remove(number), article))
}

/// The article of a file that there is, in the index of a folder above it.
fn of_file(name: &str, config: Option<&Path>) -> Option<(Place, Article)> {
    let file = file_from_here(name).canonicalize().ok()?;
    let location = SearchLocation {
        folders: vec![file.parent()?.to_owned()],
        ..SearchLocation::default()
    };
    let archives = open_each(&location, config, Missing::Fail).ok()?.all;
    by_name(archives.into_iter().map(Place::of).collect(), name).ok()
}

/// The place of the one that later versions have not replaced, if all of these are versions of one
/// article.
fn current_version(places: &[Place], found: &[(usize, Article)]) -> anyhow::Result<Option<usize>> {
    let place = found[0].0;
    if found.iter().any(|(own, _)| *own != place) {
        return Ok(None);
    }
    let origins: Vec<_> = found.iter().map(|(_, article)| &article.origin).collect();
    Ok(engine(&places[place].generation).current_version(&origins)?)
}

/// The error that several articles are called so.
fn several(places: &[Place], found: &[(usize, Article)], called: &str) -> anyhow::Error {
    let are_in_one = found.iter().all(|(place, _)| *place == found[0].0);
    let shown = found.iter().map(|(place, article)| {
        let path = article.origin.to_string();
        if are_in_one {
            path
        } else {
            format!("{} in {}", path, places[*place].name)
        }
    });
    let shown: Vec<_> = shown.collect();
    let (place, first) = &found[0];
    let path = quoted_text(&first.origin.to_string());
    // Several commands take an article, so what is typed after any of them is told.
    let instead = if are_in_one {
        format!("name one by its path: {path}")
    } else {
        let archive = quoted_text(&places[*place].name);
        format!("name one by its archive and path: --in {archive} {path}")
    };
    Misuse::error(
        format!(
            "{} articles have the {called}: {}",
            found.len(),
            shown.join(", ")
        ),
        instead,
    )
}

/// Whether a name is a rank. An id of digits is named by `id:`, so that a rank that is too high is
/// never another article.
fn is_rank(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit())
}

fn no_rank(rank: &str, last: Option<&LastSearch>) -> anyhow::Error {
    let ranks = match last {
        Some(last) => last.ranks(),
        None => "there was no search in this terminal before".to_owned(),
    };
    Misuse::error(
        format!("no rank {rank}: {ranks}"),
        format!("if it is an id, write id:{rank}"),
    )
}

/// The files that a path may name: as the index names them, or from the current folder.
fn possible_paths(folders: &Folders, name: &str) -> Vec<Origin> {
    let typed = Origin::parse(name);
    let file = file_from_here(name);
    let from_here = file
        .canonicalize()
        .or_else(|_| std::path::absolute(&file))
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

/// The file that a name is, from the current folder or from the root.
fn file_from_here(name: &str) -> PathBuf {
    let relative = Origin::parse(name).path.to_relative();
    if name.starts_with('/') {
        Path::new("/").join(relative)
    } else {
        relative
    }
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
