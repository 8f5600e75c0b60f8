//! What is served at one moment: every archive with its open generation, or why it has none.
//!
//! Holdings never change. When a generation is published, others take their place, and requests in
//! progress keep those that they have.

use super::set::{OpenArchive, Set};
use super::source::{ArchiveSource, NamedQuery, Sources};
use crate::index::IndexError;
use crate::schema::RecentArticles;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// The most choices of archives that stay joined.
const MOST_CHOICES: usize = 16;

/// What is served at one moment.
pub(in crate::serve) struct Holdings {
    /// Which archives there are.
    pub(in crate::serve) sources: Arc<Sources>,
    /// Each of them, in the same order.
    pub(in crate::serve) states: Vec<State>,
    /// What differs between holdings that answer differently.
    pub(in crate::serve) tag: String,
    /// All that are open; `None` if none is.
    whole: Option<Arc<Set>>,
    /// Other choices of archives that were asked for.
    choices: Mutex<Choices>,
    /// The articles that were read a short time ago.
    recent: Arc<RecentArticles>,
}

/// Choices of archives that were asked for.
#[derive(Default)]
struct Choices {
    /// By the places of the archives.
    joined: HashMap<Vec<usize>, Arc<Set>>,
    /// How many were ever joined. The number of a set is not used again.
    number: usize,
}

/// An archive: open, or not, or open in an old generation.
#[derive(Clone, Default)]
pub(in crate::serve) struct State {
    /// Its generation that answers.
    pub(in crate::serve) open: Option<Arc<OpenArchive>>,
    /// Why it, or its newest generation, cannot be opened.
    pub(in crate::serve) fault: Option<Fault>,
}

impl State {
    /// The number of the generation that answers.
    pub(in crate::serve) fn number(&self) -> Option<u64> {
        self.open.as_ref().map(|own| own.generation.number())
    }
}

/// Why an archive cannot be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::serve) struct Fault {
    /// For readers: names no file.
    pub(in crate::serve) shown: &'static str,
    /// For the log.
    pub(in crate::serve) whole: String,
}

impl Fault {
    /// Why an index cannot be opened.
    pub(in crate::serve) fn of(error: &IndexError) -> Self {
        let shown = match error {
            IndexError::Missing(_) => "it has no index yet",
            IndexError::Corrupt { .. } => "its index is damaged",
            IndexError::SchemaChanged { .. } | IndexError::AnalysisChanged { .. } => {
                "its index was made by another version of the program"
            }
            IndexError::OtherFolder { .. } => "its index is of another folder",
            IndexError::Elsewhere(_) => "its cluster does not answer",
            _ => "its index cannot be read",
        };
        Self {
            shown,
            whole: error.to_string(),
        }
    }
}

/// Why a choice of archives cannot be searched.
#[derive(Debug, thiserror::Error)]
pub enum ChoiceError {
    /// No archive has the name.
    #[error("there is no archive `{0}`")]
    Unknown(String),
    /// The archive cannot be used now.
    #[error("the archive {name} cannot be used: {why}")]
    Unavailable {
        /// Its name.
        name: String,
        /// Why.
        why: &'static str,
    },
    /// No archive can be used now.
    #[error("no archive can be used now")]
    Nothing,
    /// They cannot be joined.
    #[error("the archives cannot be searched together")]
    Index(#[from] IndexError),
}

impl Holdings {
    /// Those of these states. If they cannot be joined, that is an error.
    pub(in crate::serve) fn of(
        sources: Arc<Sources>,
        states: Vec<State>,
    ) -> Result<Self, IndexError> {
        let open = states.iter().filter_map(|own| own.open.clone());
        let recent = Arc::new(RecentArticles::default());
        let whole = Set::of(open.collect(), (Arc::clone(&recent), 0))?.map(Arc::new);
        let mut hasher = blake3::Hasher::new();
        hasher.update(env!("CARGO_PKG_VERSION").as_bytes());
        for (source, state) in sources.archives.iter().zip(&states) {
            let manifest = state.open.as_ref().map(|own| &own.generation.manifest);
            let generation = manifest.map(|own| (own.generation, own.created));
            hasher.update(format!("{source:?} {generation:?} {:?}\n", state.fault).as_bytes());
        }
        hasher.update(format!("{:?} {:?}", sources.named, sources.dossiers).as_bytes());
        Ok(Self {
            tag: hasher.finalize().to_hex()[..16].to_owned(),
            choices: Mutex::default(),
            sources,
            states,
            whole,
            recent,
        })
    }

    /// Each archive with its state.
    pub(in crate::serve) fn each(&self) -> impl Iterator<Item = (&ArchiveSource, &State)> {
        self.sources.archives.iter().zip(&self.states)
    }

    /// The archives that can be searched, and why others cannot.
    pub(in crate::serve) fn left_out(&self) -> Vec<String> {
        let unavailable = self.each().filter(|(_, state)| state.open.is_none());
        unavailable
            .map(|(source, state)| {
                let why = state.fault.as_ref().map_or("", |fault| fault.shown);
                format!("not searched: {}: {why}", source.name)
            })
            .collect()
    }

    /// The query of a name.
    pub(in crate::serve) fn query(&self, name: &str) -> Option<&NamedQuery> {
        self.sources.query(name)
    }

    /// Whether the paths of an archive's files may be known.
    pub(in crate::serve) fn shows_paths(&self, name: &str) -> bool {
        let own = self.sources.archives.iter().find(|own| own.name == name);
        own.is_none_or(|own| own.shows_paths)
    }

    /// Whether the paths of an archive may not be known. Then none is given of any: an answer has
    /// articles of several archives.
    pub(in crate::serve) fn hides_paths(&self) -> bool {
        self.sources.archives.iter().any(|own| !own.shows_paths)
    }

    /// The archives of these names; all that can be used for no names.
    pub(in crate::serve) fn choose(&self, names: &[&str]) -> Result<Arc<Set>, ChoiceError> {
        if names.is_empty() {
            return self.whole.clone().ok_or(ChoiceError::Nothing);
        }
        let mut places = Vec::new();
        for name in names {
            let place = self.place(name)?;
            if !places.contains(&place) {
                places.push(place);
            }
        }
        let mut members = Vec::new();
        for place in &places {
            members.push(self.open_at(*place)?);
        }
        let mut choices = self.choices.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = choices.joined.get(&places) {
            return Ok(Arc::clone(known));
        }
        choices.number += 1;
        let recent = (Arc::clone(&self.recent), choices.number);
        let set = Arc::new(Set::of(members, recent)?.ok_or(ChoiceError::Nothing)?);
        if choices.joined.len() >= MOST_CHOICES {
            choices.joined.clear();
        }
        choices.joined.insert(places, Arc::clone(&set));
        Ok(set)
    }

    /// One archive by its name.
    pub(in crate::serve) fn open(&self, name: &str) -> Result<Arc<OpenArchive>, ChoiceError> {
        self.open_at(self.place(name)?)
    }

    fn place(&self, name: &str) -> Result<usize, ChoiceError> {
        let mut archives = self.sources.archives.iter();
        let place = archives.position(|own| own.name == name);
        place.ok_or_else(|| ChoiceError::Unknown(name.to_owned()))
    }

    fn open_at(&self, place: usize) -> Result<Arc<OpenArchive>, ChoiceError> {
        let state = &self.states[place];
        state.open.clone().ok_or_else(|| ChoiceError::Unavailable {
            name: self.sources.archives[place].name.clone(),
            why: state.fault.as_ref().map_or("", |fault| fault.shown),
        })
    }
}
