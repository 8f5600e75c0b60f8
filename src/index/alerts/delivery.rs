//! The delivery of alerts by one process at a time, without the writer's lock.
//!
//! A hook may run for minutes, and other jobs must not wait for it. So there is a lock of its own
//! for whoever delivers. The process that has it also delivers what other jobs find meanwhile: it
//! gives the lock up only after a look that found nothing more.

use super::alert::Alert;
use crate::index::error::IndexError;
use crate::index::fault;
use crate::index::file_names::DELIVERY_LOCK;
use crate::index::store::index_store::IndexStore;
use std::collections::HashSet;
use std::fs::{File, TryLockError};

/// The right to deliver the alerts of an index, until it is dropped.
#[derive(Debug)]
pub struct Delivery<'a> {
    store: &'a IndexStore,
    file: File,
    /// The alerts that were handed out. What failed is tried again by the next run.
    tried: HashSet<String>,
}

impl Drop for Delivery<'_> {
    fn drop(&mut self) {
        // A hook that still runs may have a copy of the descriptor.
        let _ = self.file.unlock();
    }
}

impl IndexStore {
    /// Takes the right to deliver alerts; `None` if another process has it, which then delivers
    /// those of this one too.
    ///
    /// # Errors
    /// If the lock cannot be made.
    pub fn delivery(&self) -> Result<Option<Delivery<'_>>, IndexError> {
        let place = self.folder().join(DELIVERY_LOCK);
        let file = place
            .open_or_create()
            .map_err(IndexError::at("open", &place))?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Delivery {
                store: self,
                file,
                tried: HashSet::new(),
            })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(IndexError::at("lock", &place)(error)),
        }
    }
}

impl Delivery<'_> {
    /// The alerts that are not delivered yet, each once. If there are none, the right to deliver
    /// ends, and another process may take it.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn next_alerts(&mut self) -> Result<Vec<Alert>, IndexError> {
        // A job adds alerts with this lock, and only then looks whether somebody delivers.
        let _lock = self.store.lock_alerts()?;
        let mut alerts = self.store.alert_state()?.undelivered;
        alerts.retain(|alert| self.tried.insert(alert.id.clone()));
        if alerts.is_empty() {
            let _ = self.file.unlock();
        }
        Ok(alerts)
    }

    /// Records that the alerts with these ids were delivered.
    ///
    /// # Errors
    /// If that cannot be written. The alerts are then delivered again by the next run.
    pub fn delivered(&self, ids: &HashSet<String>) -> Result<(), IndexError> {
        fault::point("alerts-delivered");
        let lock = self.store.lock_alerts()?;
        let mut state = self.store.alert_state()?;
        state.undelivered.retain(|alert| !ids.contains(&alert.id));
        self.store.replace_alert_state(&lock, &state)
    }
}
