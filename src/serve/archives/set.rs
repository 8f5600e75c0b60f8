//! Some archives, open and searched as one.
//!
//! Most requests are about all archives, which are joined once. A set never changes.

use crate::cluster;
use crate::config::{JointSettings, SearchSettings};
use crate::index::elsewhere::Size;
use crate::index::{Collection, Generation, IndexError};
use crate::query::{Engine, SearchedArchive, Snapshot, Synonyms};
use crate::schema::{ArticleSchema, Recent, RecentArticles};
use std::sync::Arc;

/// An archive with an open generation.
pub(in crate::serve) struct OpenArchive {
    /// Its name.
    pub(in crate::serve) name: String,
    /// The generation.
    pub(in crate::serve) generation: Generation,
    /// How it is searched.
    pub(in crate::serve) search: SearchSettings,
    /// Its synonyms.
    pub(in crate::serve) synonyms: Synonyms,
}

impl OpenArchive {
    /// The engine that searches it alone.
    pub(in crate::serve) fn engine(&self) -> Engine<'_> {
        let own = &self.generation;
        let tokens = &own.manifest.statistics.tokens;
        Engine {
            elsewhere: cluster::searching(std::iter::once(own), None, Some(Size::Served)),
            snapshot: Snapshot {
                counted_articles: own.manifest.statistics.articles,
                words: own.words(),
                ..Snapshot::new(own.searcher(), &own.schema, tokens).with_families(own.families())
            },
        }
    }
}

/// Some archives, at least one.
pub(in crate::serve) struct Set {
    members: Vec<Arc<OpenArchive>>,
    /// All of them as one, if there are several.
    collection: Option<Collection>,
    /// Their names and generations, in the same order.
    searched: Vec<SearchedArchive>,
    /// How they are searched.
    settings: JointSettings,
    /// The synonyms of all of them, if there are several.
    synonyms: Option<Synonyms>,
    /// The articles that were read a short time ago, from all sets, and the number of this one.
    recent: (Arc<RecentArticles>, usize),
}

impl Set {
    /// Joins archives; `None` for none. Sets that share `recent` articles have different numbers.
    ///
    /// # Errors
    /// If they cannot be searched together.
    pub(in crate::serve) fn of(
        members: Vec<Arc<OpenArchive>>,
        recent: (Arc<RecentArticles>, usize),
    ) -> Result<Option<Self>, IndexError> {
        let generations: Vec<_> = members.iter().map(|own| &own.generation).collect();
        let collection = match generations.as_slice() {
            [] => return Ok(None),
            [_] => None,
            several => Some(Collection::of(several)?),
        };
        let own = members.iter().map(|own| (own.name.as_str(), &own.search));
        let mut settings = JointSettings::of(&own.collect::<Vec<_>>());
        let is_shared = settings.search != members[0].search;
        let synonyms = is_shared.then(|| settings.search.synonyms().ok()).flatten();
        if is_shared && synonyms.is_none() {
            let first = &members[0].name;
            // The last note says that all are used.
            settings.notes.pop();
            settings.notes.push(format!(
                "only the synonyms of {first} can be read now, and are used in all archives"
            ));
        }
        let searched = members.iter().map(|own| SearchedArchive {
            name: own.name.clone(),
            generation: own.generation.number(),
        });
        Ok(Some(Self {
            searched: searched.collect(),
            settings,
            synonyms,
            collection,
            members,
            recent,
        }))
    }

    /// Its archives, in the order in which they are searched.
    pub(in crate::serve) fn members(&self) -> &[Arc<OpenArchive>] {
        &self.members
    }

    /// How all of them are searched.
    pub(in crate::serve) fn settings(&self) -> &JointSettings {
        &self.settings
    }

    /// The synonyms of all of them.
    pub(in crate::serve) fn synonyms(&self) -> &Synonyms {
        let own = self.synonyms.as_ref();
        own.unwrap_or(&self.first().synonyms)
    }

    fn first(&self) -> &OpenArchive {
        &self.members[0]
    }

    /// The schema of all of them.
    pub(in crate::serve) fn schema(&self) -> &ArticleSchema {
        match &self.collection {
            Some(collection) => &collection.schema,
            None => &self.first().generation.schema,
        }
    }

    /// The time of the newest article, in seconds since 1970; 0 without articles.
    pub(in crate::serve) fn newest(&self) -> i64 {
        let members = self.members.iter();
        let latest = members.filter_map(|own| own.generation.manifest.statistics.latest);
        latest.map(|date| date.utc_seconds()).max().unwrap_or(0)
    }

    /// The engine that searches them.
    pub(in crate::serve) fn engine(&self) -> Engine<'_> {
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
                self.members.iter().map(|own| &own.generation),
                self.collection.as_ref(),
                Some(Size::Served),
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
                recent: Some(Recent {
                    articles: &self.recent.0,
                    searcher: self.recent.1,
                }),
                ..Snapshot::new(searcher, self.schema(), tokens).with_families(families)
            },
        }
    }
}
