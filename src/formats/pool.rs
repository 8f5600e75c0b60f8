//! Work that one thread of a pool gives to the others.
//!
//! A thread that reads a stream has to do some of the work in order. The rest are jobs, which
//! threads without work of their own take. The thread takes jobs as well while it waits for one, so
//! none is idle, and there are never more threads than those of the pool.

use rayon::{Scope, Yield};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, Sender, channel};

thread_local! {
    /// Whether this thread does a job now.
    static IN_JOB: Cell<bool> = const { Cell::new(false) };
}

/// Whether there are other threads that could take jobs of this one. A job starts no jobs: waiting
/// for them would nest.
pub(crate) fn has_others() -> bool {
    rayon::current_thread_index().is_some() && rayon::current_num_threads() > 1 && !IN_JOB.get()
}

/// The jobs of one thread. Each ends with a value, and they end in any order.
pub(crate) struct Jobs<'s, 'scope, T> {
    scope: &'s Scope<'scope>,
    sender: Sender<Option<T>>,
    results: Receiver<Option<T>>,
    open: usize,
}

impl<'s, 'scope, T: Send + 'scope> Jobs<'s, 'scope, T> {
    /// No jobs yet. The scope waits for those that are not waited for here.
    pub(crate) fn new(scope: &'s Scope<'scope>) -> Self {
        let (sender, results) = channel();
        Self {
            scope,
            sender,
            results,
            open: 0,
        }
    }

    /// The number of jobs whose results were not taken yet.
    pub(crate) fn open(&self) -> usize {
        self.open
    }

    /// Offers a job to the pool.
    pub(crate) fn start(&mut self, job: impl FnOnce() -> T + Send + 'scope) {
        let end = End(Some(self.sender.clone()));
        self.open += 1;
        self.scope.spawn(move |_| end.with(as_job(job)));
    }

    /// Waits until a job has ended, and gives its result. `None` if there is none to wait for, or if
    /// one panicked; the scope then goes on with that panic.
    pub(crate) fn wait(&mut self) -> Option<T> {
        self.open = self.open.checked_sub(1)?;
        loop {
            if let Ok(result) = self.results.try_recv() {
                return result;
            }
            // If nobody has a job to take, all jobs that were started here are being done.
            if rayon::yield_now() != Some(Yield::Executed) {
                return self.results.recv().ok().flatten();
            }
        }
    }
}

/// Sends the result of a job, or that there is none.
struct End<T>(Option<Sender<Option<T>>>);

impl<T> End<T> {
    fn with(mut self, result: T) {
        self.send(Some(result));
    }

    fn send(&mut self, result: Option<T>) {
        if let Some(sender) = self.0.take() {
            // Nobody listens any more where the work was given up.
            let _ = sender.send(result);
        }
    }
}

impl<T> Drop for End<T> {
    fn drop(&mut self) {
        self.send(None);
    }
}

/// Results of jobs that ended before an earlier one.
pub(in crate::formats) struct InOrder<T> {
    next: u64,
    waiting: BTreeMap<u64, T>,
}

impl<T> Default for InOrder<T> {
    fn default() -> Self {
        Self {
            next: 0,
            waiting: BTreeMap::new(),
        }
    }
}

impl<T> InOrder<T> {
    /// Takes the result of the job of that number, from 0.
    pub(in crate::formats) fn add(&mut self, number: u64, result: T) {
        self.waiting.insert(number, result);
    }

    /// The next result in the order of the numbers, if it is there.
    pub(in crate::formats) fn next(&mut self) -> Option<T> {
        let next = self.waiting.remove(&self.next)?;
        self.next += 1;
        Some(next)
    }
}

fn as_job<T>(job: impl FnOnce() -> T) -> T {
    struct Restore(bool);
    impl Drop for Restore {
        fn drop(&mut self) {
            IN_JOB.set(self.0);
        }
    }
    let _restore = Restore(IN_JOB.replace(true));
    job()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::panic::{AssertUnwindSafe, catch_unwind};

    fn pool() -> rayon::ThreadPool {
        let builder = rayon::ThreadPoolBuilder::new().num_threads(3);
        builder.build().unwrap()
    }

    #[test]
    fn every_result_arrives_once_and_a_job_starts_no_jobs() {
        assert!(!has_others(), "there is no pool");
        let mut squares = pool().install(|| {
            assert!(has_others());
            rayon::in_place_scope(|scope| {
                let mut jobs = Jobs::new(scope);
                for number in 0..100_u64 {
                    jobs.start(move || {
                        assert!(!has_others());
                        number * number
                    });
                }
                assert!(has_others());
                std::iter::from_fn(|| jobs.wait()).collect::<Vec<_>>()
            })
        });
        squares.sort_unstable();
        assert_eq!(squares, (0..100_u64).map(|n| n * n).collect::<Vec<_>>());
    }

    #[test]
    fn a_panic_ends_the_waiting_and_goes_on() {
        let pool = pool();
        let ended = catch_unwind(AssertUnwindSafe(|| {
            pool.install(|| {
                rayon::in_place_scope(|scope| {
                    let mut jobs = Jobs::new(scope);
                    jobs.start(|| -> u32 { panic!("a defect of a reader") });
                    assert_eq!(jobs.wait(), None);
                });
            });
        }));
        assert!(ended.is_err());
    }
}
