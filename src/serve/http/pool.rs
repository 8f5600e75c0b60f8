//! The pool of searches: so many at once, so many that wait, and no more.
//!
//! A search that has begun goes on until its deadline, whether its client waits or not, and keeps its
//! place. So there are never more threads than places.

use crate::query::Deadline;
use crate::serve::settings::Limits;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// The pool of searches.
pub(in crate::serve) struct Pool {
    /// Those that search and those that wait.
    room: Arc<Semaphore>,
    /// Those that search.
    turns: Arc<Semaphore>,
    limits: Limits,
}

/// Why a search was not carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::serve) enum Refused {
    /// Too many wait already.
    Busy,
    /// Its time was over.
    TimedOut,
    /// It ended by a fault of the program.
    Panicked,
}

impl Pool {
    /// A pool of these sizes.
    pub(in crate::serve) fn new(limits: Limits) -> Self {
        Self {
            room: Arc::new(Semaphore::new(limits.searches + limits.waiting)),
            turns: Arc::new(Semaphore::new(limits.searches)),
            limits,
        }
    }

    /// The number of requests that search, and of those that wait.
    pub(in crate::serve) fn load(&self) -> (usize, usize) {
        let Limits {
            searches, waiting, ..
        } = self.limits;
        let inside = (searches + waiting).saturating_sub(self.room.available_permits());
        let searching = searches.saturating_sub(self.turns.available_permits());
        (searching, inside.saturating_sub(searching))
    }

    /// Carries out `work` on a thread of its own when its turn comes.
    ///
    /// # Errors
    /// If too many wait, or it takes longer than it may.
    pub(in crate::serve) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(Deadline) -> T + Send + 'static,
    ) -> Result<T, Refused> {
        let began = Instant::now();
        let room = Arc::clone(&self.room).try_acquire_owned();
        let room = room.map_err(|_| Refused::Busy)?;
        let turn = Arc::clone(&self.turns).acquire_owned();
        let turn = tokio::time::timeout(self.limits.time, turn).await;
        let Ok(Ok(turn)) = turn else {
            return Err(Refused::Busy);
        };
        let left = self.limits.time.saturating_sub(began.elapsed());
        let places: (OwnedSemaphorePermit, OwnedSemaphorePermit) = (room, turn);
        let search = tokio::task::spawn_blocking(move || {
            let done = work(Deadline::after(left));
            drop(places);
            done
        });
        match tokio::time::timeout(left + GRACE, search).await {
            Ok(Ok(done)) => Ok(done),
            Ok(Err(_)) => Err(Refused::Panicked),
            Err(_) => Err(Refused::TimedOut),
        }
    }
}

/// A search that passes its deadline says so itself within this time.
const GRACE: Duration = Duration::from_millis(500);

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;

    #[test]
    fn more_than_there_is_room_for_are_refused_at_once() {
        let limits = Limits {
            searches: 1,
            waiting: 1,
            ..Limits::default()
        };
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .unwrap();
        let pool = Arc::new(Pool::new(limits));
        let (free, blocked) = mpsc::channel::<()>();
        let (started, starts) = mpsc::channel();
        let first = Arc::clone(&pool);
        let first = runtime.spawn(async move {
            let wait = move |_: Deadline| {
                started.send(()).unwrap();
                blocked.recv().unwrap();
            };
            first.run(wait).await
        });
        starts.recv().unwrap();
        let second = Arc::clone(&pool);
        let second = runtime.spawn(async move { second.run(|_| 2).await });
        while pool.load() != (1, 1) {
            std::thread::yield_now();
        }
        assert_eq!(runtime.block_on(pool.run(|_| 3)), Err(Refused::Busy));
        free.send(()).unwrap();
        assert_eq!(runtime.block_on(first).unwrap(), Ok(()));
        assert_eq!(runtime.block_on(second).unwrap(), Ok(2));
        assert_eq!(pool.load(), (0, 0));
        let panics = pool.run(|_| panic!("a fault"));
        assert_eq!(runtime.block_on(panics), Err::<(), _>(Refused::Panicked));
        assert_eq!(pool.load(), (0, 0));
    }
}
