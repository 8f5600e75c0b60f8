//! Keeps the holdings current: looks for new generations and a changed configuration.
//!
//! A thread looks several times a second, which reads one small file for each archive. A new
//! generation is opened next to the old one, and only then answers. One that cannot be opened leaves
//! the old one in its place; an index that is gone makes its archive unavailable.

use super::event::Event;
use super::holdings::{Fault, Holdings, State};
use super::set::OpenArchive;
use super::source::{ArchiveSource, Load, Sources};
use crate::index::IndexError;
use crate::index::elsewhere::ElsewhereError;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

/// How often it looks.
pub(in crate::serve) const PERIOD: Duration = Duration::from_millis(200);

/// How often it tries to open again what could not be opened.
const AGAIN: Duration = Duration::from_secs(2);

/// The holdings that answer now.
pub(in crate::serve) struct Library {
    current: RwLock<Arc<Holdings>>,
    /// Whether the configuration is to be read again, whatever its mark.
    reload: AtomicBool,
}

impl Library {
    /// The holdings that answer now.
    pub(in crate::serve) fn current(&self) -> Arc<Holdings> {
        let current = self.current.read().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&current)
    }

    /// Asks for the configuration to be read again.
    pub(in crate::serve) fn reload(&self) {
        self.reload.store(true, Ordering::Relaxed);
    }

    fn replace(&self, holdings: Holdings) {
        let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
        *current = Arc::new(holdings);
    }
}

/// Looks for what has changed.
pub(in crate::serve) struct Keeper {
    /// What it keeps current.
    pub(in crate::serve) library: Arc<Library>,
    load: Arc<dyn Load>,
    mark: u64,
    /// When each archive was last tried in vain, and the generation that was tried.
    failed: Vec<Option<(Instant, Option<u64>)>>,
}

impl Keeper {
    /// Opens everything. Archives that cannot be opened are among the events.
    ///
    /// # Errors
    /// If it is not known which archives there are: why, as a sentence.
    pub(in crate::serve) fn start(load: Arc<dyn Load>) -> Result<(Self, Vec<Event>), String> {
        let mark = load.mark();
        let sources = Arc::new(load.load()?);
        let states = vec![State::default(); sources.archives.len()];
        let nothing = Holdings::of(sources, states).map_err(|error| error.to_string())?;
        let failed = vec![None; nothing.states.len()];
        let library = Library {
            current: RwLock::new(Arc::new(nothing)),
            reload: AtomicBool::new(false),
        };
        let mut keeper = Self {
            library: Arc::new(library),
            load,
            mark,
            failed,
        };
        let events = keeper.look();
        Ok((keeper, events))
    }

    /// Looks once, and switches to what has changed.
    pub(in crate::serve) fn look(&mut self) -> Vec<Event> {
        let mut events = Vec::new();
        let mark = self.load.mark();
        let is_asked = self.library.reload.swap(false, Ordering::Relaxed);
        let before = self.library.current();
        let (mut sources, mut states) = (Arc::clone(&before.sources), before.states.clone());
        let mut has_changed = false;
        if is_asked || mark != self.mark {
            self.mark = mark;
            match self.load.load() {
                Ok(read) => {
                    let archives = read.archives.len();
                    events.push(Event::Reloaded { archives });
                    states = carried_over(&before, &read);
                    self.failed = vec![None; archives];
                    sources = Arc::new(read);
                    has_changed = true;
                }
                Err(why) => events.push(Event::NotReloaded { why }),
            }
        }
        for (place, source) in sources.archives.iter().enumerate() {
            let state = &mut states[place];
            has_changed |= refresh(source, state, &mut self.failed[place], &mut events);
        }
        if has_changed {
            match Holdings::of(sources, states) {
                Ok(holdings) => self.library.replace(holdings),
                Err(error) => events.push(Event::NotReloaded {
                    why: error.to_string(),
                }),
            }
        }
        events
    }
}

/// The states of archives that were there before and are read in the same way.
fn carried_over(before: &Holdings, sources: &Sources) -> Vec<State> {
    let archives = sources.archives.iter();
    let same = |source: &ArchiveSource| {
        let mut known = before.each();
        let known = known.find(|(own, _)| {
            own.name == source.name
                && own.store == source.store
                && own.search == source.search
                && own.folders == source.folders
        });
        known.map(|(_, state)| state.clone()).unwrap_or_default()
    };
    archives.map(same).collect()
}

/// Opens the newest generation of an archive, unless it is open. Says whether the state has changed.
fn refresh(
    source: &ArchiveSource,
    state: &mut State,
    failed: &mut Option<(Instant, Option<u64>)>,
    events: &mut Vec<Event>,
) -> bool {
    let number = source.store.current_number();
    let open = state.open.as_ref().map(|own| own.generation.number());
    if let (Ok(Some(number)), Some(open)) = (&number, open)
        && *number == open
        && state.fault.is_none()
    {
        return false;
    }
    let newest = number.as_ref().ok().copied().flatten();
    if failed.is_some_and(|(tried, what)| what == newest && tried.elapsed() < AGAIN) {
        return false;
    }
    let fault = match opened(source) {
        Ok(opened) => {
            let to = opened.generation.number();
            let archive = source.name.clone();
            *failed = None;
            let is_same = open == Some(to) && state.fault.is_none();
            state.open = Some(Arc::new(opened));
            state.fault = None;
            if !is_same {
                events.push(Event::Switched {
                    archive,
                    from: open,
                    to,
                });
            }
            return true;
        }
        Err(fault) => fault,
    };
    *failed = Some((Instant::now(), newest));
    let is_gone = matches!(number, Ok(None));
    let is_known = state.fault.as_ref() == Some(&fault) && (!is_gone || state.open.is_none());
    if is_known {
        return false;
    }
    events.push(Event::Unavailable {
        archive: source.name.clone(),
        why: fault.whole.clone(),
    });
    if is_gone {
        state.open = None;
    }
    state.fault = Some(fault);
    true
}

fn opened(source: &ArchiveSource) -> Result<OpenArchive, Fault> {
    let open = || -> Result<_, IndexError> {
        if source.store.elsewhere().is_some() {
            let message = "archives on a cluster are not served (docs/cluster.md)";
            return Err(ElsewhereError::Unsupported(message.to_owned()).into());
        }
        let generation = source.store.current()?;
        let folders = source.folders.as_ref();
        match folders.and_then(|folders| generation.other_folders(folders)) {
            Some(error) => Err(error),
            None => Ok(generation),
        }
    };
    let generation = open().map_err(|error| Fault::of(&error))?;
    let synonyms = source.search.synonyms().map_err(|error| Fault {
        shown: "its synonyms cannot be read",
        whole: error.to_string(),
    })?;
    Ok(OpenArchive {
        name: source.name.clone(),
        search: source.search.clone(),
        generation,
        synonyms,
    })
}
