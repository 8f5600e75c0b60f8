//! The thread that keeps the archives of a running server current.

use super::archives::event::Event;
use super::archives::keeper::{Keeper, PERIOD};
use super::error::ServeError;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;

/// The thread, until it is ended.
pub(super) struct Keeping {
    is_ending: Arc<AtomicBool>,
    thread: JoinHandle<()>,
}

impl Keeping {
    /// Looks for what has changed again and again; `told` gets what happened.
    ///
    /// # Errors
    /// If the system gives no thread.
    pub(super) fn start(
        mut keeper: Keeper,
        told: impl Fn(&Event) + Send + 'static,
    ) -> Result<Self, ServeError> {
        let is_ending = Arc::new(AtomicBool::new(false));
        let ending = Arc::clone(&is_ending);
        let keep = move || {
            while !ending.load(Ordering::Relaxed) {
                for event in keeper.look() {
                    told(&event);
                }
                std::thread::sleep(PERIOD);
            }
        };
        let thread = std::thread::Builder::new().name("keeper".to_owned());
        let thread = thread.spawn(keep).map_err(ServeError::setup("a thread"))?;
        Ok(Self { is_ending, thread })
    }

    /// Ends it.
    pub(super) fn end(self) {
        self.is_ending.store(true, Ordering::Relaxed);
        let _ = self.thread.join();
    }
}
