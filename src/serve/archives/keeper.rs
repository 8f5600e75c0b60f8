//! Keeps the holdings current: looks for new generations and a changed configuration.
//!
//! A thread looks several times a second, which reads one small file for each archive. A new
//! generation is opened next to the old one, and only then answers. One that cannot be opened leaves
//! the old one in its place; an index that is gone makes its archive unavailable. So does a cluster
//! that does not answer (`far`).

use super::event::Event;
use super::far::{FarLook, Seen};
use super::holdings::{Holdings, State};
use super::opening::opened;
use super::source::{ArchiveSource, Load, Sources};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant, SystemTime};

/// How often it looks.
pub(in crate::serve) const PERIOD: Duration = Duration::from_millis(200);

/// How often it tries to open again what could not be opened.
const AGAIN: Duration = Duration::from_secs(2);

/// How long the first answers of clusters are waited for.
const AT_FIRST: Duration = Duration::from_secs(5);

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
    /// What is known of the index of each archive.
    looks: Vec<Look>,
}

/// What is known of an index from earlier looks.
#[derive(Default)]
struct Look {
    /// When the index switched to the generation that is open.
    switched: Option<SystemTime>,
    /// When it was last tried in vain, and the generation that was tried.
    failed: Option<(Instant, Option<u64>)>,
    /// The looks at an archive on a cluster.
    far: FarLook,
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
        let looks = nothing.states.iter().map(|_| Look::default()).collect();
        let library = Library {
            current: RwLock::new(Arc::new(nothing)),
            reload: AtomicBool::new(false),
        };
        let mut keeper = Self {
            library: Arc::new(library),
            load,
            mark,
            looks,
        };
        let events = keeper.look_within(AT_FIRST);
        Ok((keeper, events))
    }

    /// Looks once, and switches to what has changed.
    pub(in crate::serve) fn look(&mut self) -> Vec<Event> {
        self.look_within(Duration::ZERO)
    }

    /// The same. Clusters have so long to answer; what comes later is taken later.
    fn look_within(&mut self, wait: Duration) -> Vec<Event> {
        let until = Instant::now() + wait;
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
                    self.looks = read.archives.iter().map(|_| Look::default()).collect();
                    sources = Arc::new(read);
                    has_changed = true;
                }
                Err(why) => events.push(Event::NotReloaded { why }),
            }
        }
        for (place, source) in sources.archives.iter().enumerate() {
            if source.store.elsewhere().is_some() {
                let open = states[place].number();
                self.looks[place].far.begin(source, open);
            }
        }
        for (place, source) in sources.archives.iter().enumerate() {
            if source.store.elsewhere().is_some() {
                let wait = until.saturating_duration_since(Instant::now());
                if let Some(seen) = self.looks[place].far.take(wait) {
                    has_changed |= take(source, &mut states[place], seen, &mut events);
                }
                continue;
            }
            let state = &mut states[place];
            let source = ArchiveSource {
                store: source.store.looked_up_again(),
                ..source.clone()
            };
            has_changed |= refresh(&source, state, &mut self.looks[place], &mut events);
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
    look: &mut Look,
    events: &mut Vec<Event>,
) -> bool {
    let number = source.store.current_number();
    let open = state.number();
    let switched = source.store.switched_at();
    if let (Ok(Some(number)), Some(open)) = (&number, open)
        && *number == open
        && switched == look.switched
        && state.fault.is_none()
    {
        return false;
    }
    let newest = number.as_ref().ok().copied().flatten();
    if look
        .failed
        .is_some_and(|(tried, what)| what == newest && tried.elapsed() < AGAIN)
    {
        return false;
    }
    let fault = match opened(source) {
        Ok(opened) => {
            let to = opened.generation.number();
            let archive = source.name.clone();
            look.failed = None;
            // After a reload what is open is kept, and when it was switched to is not known.
            let is_same = open == Some(to) && look.switched.is_none() && state.fault.is_none();
            look.switched = switched;
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
        Err(error) => error.fault(),
    };
    look.failed = Some((Instant::now(), newest));
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

/// Takes what was seen of an archive on a cluster. Says whether the state has changed.
fn take(source: &ArchiveSource, state: &mut State, seen: Seen, events: &mut Vec<Event>) -> bool {
    let archive = source.name.clone();
    let (error, is_gone) = match seen {
        Seen::Same => return state.fault.take().is_some(),
        Seen::New(new) => {
            let (from, to) = (state.number(), new.generation.number());
            events.push(Event::Switched { archive, from, to });
            state.open = Some(Arc::new(*new));
            state.fault = None;
            return true;
        }
        Seen::NotOpened(error) => (error, false),
        Seen::Unavailable(error) => (error, true),
    };
    let fault = error.fault();
    if state.fault.as_ref() == Some(&fault) && (!is_gone || state.open.is_none()) {
        return false;
    }
    let why = fault.whole.clone();
    events.push(Event::Unavailable { archive, why });
    if is_gone {
        state.open = None;
    }
    state.fault = Some(fault);
    true
}
