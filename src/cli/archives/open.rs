//! Archives' indexes, open for searching.
//!
//! [`OpenArchives`] is what a search looks at: the archives that were named, each with its current
//! generation. Which archives those are is found in `targets`. One that cannot be opened is
//! reported, and the others are searched, as grep does with files; the exit code tells it.

use super::archive::Archive;
use super::job::JobOptions;
use super::targets::{Target, Targets};
use crate::article::{ArchivePath, Folders};
use crate::cli::args::SearchLocation;
use crate::cli::failure;
use crate::cli::output::{ShowProgress, Shown, stream};
use crate::cluster;
use crate::index::{Collection, Generation, IndexError};
use crate::present::{for_terminal, report_line};
use crate::query::{Engine, FileSet, Files, SearchedArchive, Snapshot};
use crate::schema::ArticleSchema;
use std::path::Path;

/// The archives that a search looks at, at least one.
pub(crate) struct OpenArchives {
    all: Vec<OpenArchive>,
    /// All of them as one, if there are several.
    collection: Option<Collection>,
    /// Their names and generations, in the same order.
    searched: Vec<SearchedArchive>,
    /// Why archives that were named are not among them, a sentence each.
    pub(crate) left_out: Vec<String>,
    /// What people should know of what is searched, a sentence each. It was said already.
    pub(crate) notes: Vec<String>,
}

/// Archives that were opened one by one.
pub(crate) struct Opened {
    /// Those that could be opened, at least one.
    pub(crate) all: Vec<OpenArchive>,
    /// Why others could not be opened, a sentence for each of the first.
    pub(crate) left_out: Vec<String>,
    notes: Vec<String>,
}

/// An archive that a search looks at.
pub(crate) struct OpenArchive {
    /// The archive.
    pub(crate) archive: Archive,
    /// Its current generation.
    pub(crate) generation: Generation,
    /// The only folders of it that are searched, as its index names them; `None` for all.
    within: Option<Vec<ArchivePath>>,
}

/// Whether archives that were named, and have no index, are indexed first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Missing {
    /// They are.
    Build,
    /// They are an error.
    Fail,
}

/// Opens each archive that was named. What cannot be opened is reported.
///
/// # Errors
/// If none can be opened.
pub(crate) fn open_each(
    location: &SearchLocation,
    config: Option<&Path>,
    missing: Missing,
) -> anyhow::Result<Opened> {
    let Targets {
        found,
        notes,
        mut errors,
    } = Targets::of(location, config)?;
    // A command that only looks something up searches nothing.
    for note in notes.iter().filter(|_| missing == Missing::Build) {
        stream::say("note", &for_terminal(note));
    }
    let are_several = found.len() + errors.len() > 1;
    let mut all = Vec::with_capacity(found.len());
    for target in found {
        let name = target.archive.name.clone();
        match OpenArchive::open(target, missing) {
            Ok(open) => all.push(open),
            Err(error) if are_several => errors.push(error.context(name)),
            Err(error) => errors.push(error),
        }
    }
    if all.is_empty()
        && let Some(last) = errors.pop()
    {
        say_errors(&errors);
        return Err(last);
    }
    say_errors(&errors);
    let left_out = errors.iter().take(MOST_ERRORS).map(failure::message);
    Ok(Opened {
        all,
        left_out: left_out.collect(),
        notes,
    })
}

/// The most archives whose errors are reported one by one.
const MOST_ERRORS: usize = 10;

fn say_errors(errors: &[anyhow::Error]) {
    errors.iter().take(MOST_ERRORS).for_each(failure::say_error);
    let others = errors.len().saturating_sub(MOST_ERRORS);
    if others > 0 {
        stream::say(
            "error",
            &format!("{others} other archives cannot be opened either"),
        );
    }
}

impl OpenArchives {
    /// Finds and opens the archives that were named.
    ///
    /// # Errors
    /// If none can be opened, or they cannot be searched together. If some cannot, that is reported here.
    pub(crate) fn at(
        location: &SearchLocation,
        config: Option<&Path>,
        missing: Missing,
    ) -> anyhow::Result<Self> {
        Self::of(open_each(location, config, missing)?)
    }

    fn of(opened: Opened) -> anyhow::Result<Self> {
        let mut all = opened.all;
        for place in 1..all.len() {
            let (before, rest) = all.split_at_mut(place);
            let own = &mut rest[0].archive;
            if before.iter().any(|other| other.archive.name == own.name) {
                own.name = own.store.path().display().to_string();
            }
        }
        let generations: Vec<_> = all.iter().map(|own| &own.generation).collect();
        let collection = match generations.as_slice() {
            [_] => None,
            several => Some(Collection::of(several)?),
        };
        let searched = all.iter().map(|own| SearchedArchive {
            name: own.archive.name.clone(),
            generation: own.generation.number(),
        });
        Ok(Self {
            searched: searched.collect(),
            all,
            collection,
            left_out: opened.left_out,
            notes: opened.notes,
        })
    }

    /// Each of them, in the order in which they were named.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &OpenArchive> {
        self.all.iter()
    }

    /// The first of them, whose settings of search and ranking are used.
    pub(crate) fn first(&self) -> &OpenArchive {
        &self.all[0]
    }

    /// The one of that name.
    pub(crate) fn named(&self, name: &str) -> &OpenArchive {
        let found = self.iter().find(|own| own.archive.name == name);
        found.unwrap_or_else(|| self.first())
    }

    /// The schema of all of them.
    pub(crate) fn schema(&self) -> &ArticleSchema {
        match &self.collection {
            Some(collection) => &collection.schema,
            None => &self.first().generation.schema,
        }
    }

    /// The time of the newest article, in seconds since 1970; 0 without articles.
    pub(crate) fn newest(&self) -> i64 {
        let latest = self
            .iter()
            .filter_map(|own| own.generation.manifest.statistics.latest);
        latest.map(|date| date.utc_seconds()).max().unwrap_or(0)
    }

    /// The engine that searches them.
    pub(crate) fn engine(&self) -> Engine<'_> {
        let first = &self.first().generation;
        let (searcher, tokens, families, places) = match &self.collection {
            Some(all) => (all.searcher(), &all.tokens, all.families(), all.places()),
            None => (
                first.searcher(),
                &first.manifest.statistics.tokens,
                first.families(),
                &[] as &[usize],
            ),
        };
        Engine {
            elsewhere: cluster::searching(
                self.iter().map(|own| &own.generation),
                self.collection.as_ref(),
                None,
            ),
            snapshot: Snapshot {
                counted_articles: match &self.collection {
                    Some(all) => all.articles,
                    None => first.manifest.statistics.articles,
                },
                archives: &self.searched,
                places,
                candidates: self.collection.as_ref().map_or(&[], Collection::candidates),
                words: match &self.collection {
                    Some(all) => all.words(),
                    None => first.words(),
                },
                ..Snapshot::new(searcher, self.schema(), tokens).with_families(families)
            },
        }
    }

    /// Some files of each archive; `files` gives those of one.
    pub(crate) fn files<E>(
        &self,
        files: impl Fn(&OpenArchive) -> Result<Files, E>,
    ) -> Result<FileSet, E> {
        let (snapshot, mut set) = (self.engine().snapshot, FileSet::default());
        for (place, own) in self.iter().enumerate() {
            set.add(&snapshot, place, files(own)?);
        }
        Ok(set)
    }

    /// The files that are searched; `None` for all.
    pub(crate) fn within(&self) -> Option<FileSet> {
        self.iter().any(|own| own.within.is_some()).then(|| {
            let files = |own: &OpenArchive| match &own.within {
                Some(folders) => Ok(Files::InFolders(folders.clone())),
                None => Ok(Files::All),
            };
            let Ok(set) = self.files::<std::convert::Infallible>(files);
            set
        })
    }
}

impl OpenArchive {
    fn open(mut target: Target, missing: Missing) -> anyhow::Result<Self> {
        let is_built = target.is_named && missing == Missing::Build;
        let generation = match target.archive.open_or_build(is_built) {
            Err(error) => target.inside_other_folder(error)?,
            opened => opened?,
        };
        let folders = generation.folders();
        let name_of = |folder: &std::path::PathBuf| {
            folders.name(folder).ok_or_else(|| IndexError::OtherFolder {
                path: target.archive.store.path().to_owned(),
                recorded: folders.clone(),
                asked: Folders::one(folder.clone()),
            })
        };
        let within = target
            .within
            .as_ref()
            .map(|within| within.iter().map(name_of).collect());
        Ok(Self {
            within: within.transpose()?,
            archive: target.archive,
            generation,
        })
    }
}

impl Target {
    /// If opening failed because the index is of another folder, and what was named lies in that,
    /// opens the index and limits the search to what was named. The folders that are looked at are
    /// not those that an index names.
    fn inside_other_folder(&mut self, error: anyhow::Error) -> anyhow::Result<Generation> {
        let Some(IndexError::OtherFolder { recorded, .. }) = error.downcast_ref() else {
            return Err(error);
        };
        let folders = self.archive.folders.as_ref();
        let Some(inner) = folders.and_then(Folders::only).map(Path::to_owned) else {
            return Err(error);
        };
        if recorded.name(&inner).is_none() {
            return Err(error);
        }
        self.archive.folders = None;
        self.within = Some(vec![inner]);
        Ok(self.archive.open()?)
    }
}

impl Archive {
    /// Opens the current generation.
    ///
    /// # Errors
    /// If there is no index, it cannot be used, or it is of other folders than this archive.
    pub(crate) fn open(&self) -> Result<Generation, IndexError> {
        let generation = self.store.current()?;
        let folders = self.folders.as_ref();
        match folders.and_then(|folders| generation.other_folders(folders)) {
            Some(error) => Err(error),
            None => Ok(generation),
        }
    }

    /// Opens the current generation. If the folder was named and has no index, makes one first.
    pub(super) fn open_or_build(&self, is_named: bool) -> anyhow::Result<Generation> {
        match self.open() {
            Err(IndexError::Missing(_)) if is_named && self.folders.is_some() => {
                let place = self.store.path().display();
                let note = format!("{} has no index yet: making it in {place}", self.name);
                stream::say("note", &for_terminal(&note));
                let shown = Shown::new(ShowProgress::Auto, &self.name);
                let report = self.job(&JobOptions::default())?.run(&shown)?;
                drop(shown);
                stream::say("note", &report_line(&report));
                if !report.problems.is_empty() {
                    self.say_hint("list what was not read", "status --problems");
                }
                Ok(self.open()?)
            }
            opened => Ok(opened?),
        }
    }
}

/// The engine that searches a generation.
pub(crate) fn engine(generation: &Generation) -> Engine<'_> {
    let tokens = &generation.manifest.statistics.tokens;
    Engine {
        snapshot: Snapshot {
            counted_articles: generation.manifest.statistics.articles,
            words: generation.words(),
            ..Snapshot::new(generation.searcher(), &generation.schema, tokens)
                .with_families(generation.families())
        },
        elsewhere: cluster::searching(std::iter::once(generation), None, None),
    }
}
