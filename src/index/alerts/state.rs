//! `alerts.state`: which alerts are in the journal, and which were not delivered yet.
//!
//! It also says what the journal had when it was written. It is read and replaced as a whole, with a
//! lock that is held for a moment. What alerts are found and where they go is not known here.

use super::alert::Alert;
use super::scan::{Scan, Written};
use crate::index::checked_json;
use crate::index::error::IndexError;
use crate::index::file_names::{ALERTS, ALERTS_LOCK, ALERTS_STATE};
use crate::index::store::durable;
use crate::index::store::index_store::IndexStore;
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::ErrorKind;

/// The largest state that is read, in bytes: some hundred thousand alerts.
const LARGEST_STATE: u64 = 1 << 30;

/// The content of `alerts.state`.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct State {
    /// The last generation whose outbox is in the journal.
    pub(super) generation: u64,
    /// The alerts that were not delivered yet.
    #[serde(rename = "untold")]
    pub(super) undelivered: Vec<Alert>,
    /// What the journal had when this was written; older files do not say it.
    #[serde(default)]
    pub(super) journal: Option<Written>,
}

impl State {
    /// Reads the content of the file. The error continues a sentence that starts with the file.
    fn parse(bytes: &[u8]) -> Result<Self, String> {
        let has_hash = checked_json::check(bytes)?;
        let state: Self =
            serde_json::from_slice(bytes).map_err(|error| format!("cannot be read: {error}"))?;
        if state.journal.is_some() && !has_hash {
            return Err("is not what was written: its checksum is missing".to_owned());
        }
        Ok(state)
    }
}

/// The right to change the files of alerts.
pub(super) struct AlertsLock(File);

impl Drop for AlertsLock {
    fn drop(&mut self) {
        // As for the writer's lock: a child process may have a copy of the descriptor.
        let _ = self.0.unlock();
    }
}

impl IndexStore {
    /// Takes the right to change the files of alerts. Others have it for a moment only.
    pub(super) fn lock_alerts(&self) -> Result<AlertsLock, IndexError> {
        let place = self.folder().join(ALERTS_LOCK);
        let file = place
            .open_or_create()
            .map_err(IndexError::at("open", &place))?;
        file.lock().map_err(IndexError::at("lock", &place))?;
        Ok(AlertsLock(file))
    }

    /// The last generation whose outbox is in the journal; 0 if there is none. The next generation
    /// has a higher number, so that its alerts are never taken for old ones.
    pub(in crate::index) fn alerts_settled(&self) -> Result<u64, IndexError> {
        Ok(self.alert_state()?.generation)
    }

    /// The state; the default if there was none yet.
    pub(super) fn alert_state(&self) -> Result<State, IndexError> {
        match self.read_alert_state()? {
            None => {
                let journal = Scan::of(&self.folder().join(ALERTS), None)?;
                if self.is_state_missing(&journal.alerts) {
                    return Err(self.corrupt(format!("{ALERTS_STATE} is missing")));
                }
                Ok(State::default())
            }
            Some(Ok(state)) => Ok(state),
            Some(Err(what)) => Err(self.corrupt(format!("{ALERTS_STATE} {what}"))),
        }
    }

    /// Whether there must have been a state, as the alerts in the journal show. A job that was killed
    /// before it wrote the first one left alerts of its own generation.
    pub(super) fn is_state_missing(&self, journal: &[Alert]) -> bool {
        let current = self.known_number();
        let mut alerts = journal.iter();
        current.is_some_and(|current| alerts.any(|alert| alert.generation != current))
    }

    /// The state, or what is wrong with it; `None` if there is no file.
    pub(super) fn read_alert_state(&self) -> Result<Option<Result<State, String>>, IndexError> {
        let file = self.folder().join(ALERTS_STATE);
        match file.read(LARGEST_STATE) {
            Ok(bytes) => Ok(Some(State::parse(&bytes))),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) if error.kind() == ErrorKind::InvalidData => {
                Ok(Some(Err(format!("cannot be read: {error}"))))
            }
            Err(error) => Err(IndexError::at("read", &file)(error)),
        }
    }

    pub(super) fn replace_alert_state(
        &self,
        _lock: &AlertsLock,
        state: &State,
    ) -> Result<(), IndexError> {
        let file = self.folder().join(ALERTS_STATE);
        let bytes = serde_json::to_vec(state)
            .map_err(|error| IndexError::at("write", &file)(error.into()))?;
        let bytes = checked_json::with_hash(&bytes);
        durable::replace(self.folder(), ALERTS_STATE, &bytes)
    }
}
