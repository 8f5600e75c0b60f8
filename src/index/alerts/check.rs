//! Whether the files of alerts are what was written, and their repair.
//!
//! A repair keeps every alert that can still be read and a copy of each damaged file. What it cannot
//! know, it says. An alert that may have been delivered is delivered again: its id shows that, and
//! one that is lost shows nothing.

use super::alert::Alert;
use super::journal::to_lines;
use super::scan::Scan;
use super::state::State;
use crate::index::error::IndexError;
use crate::index::file_names::{ALERTS, ALERTS_STATE};
use crate::index::store::damage::Damage;
use crate::index::store::durable;
use crate::index::store::index_store::{IndexStore, WriterLock};
use std::collections::HashSet;

impl IndexStore {
    /// Checks the journal of alerts and the record of which were delivered.
    ///
    /// # Errors
    /// If the operating system refuses to read them. Damage is not an error.
    pub fn verify_alerts(&self) -> Result<Vec<Damage>, IndexError> {
        let mut damages = Vec::new();
        let state = self.read_alert_state()?;
        let once = match &state {
            Some(Ok(state)) => state.journal.clone(),
            _ => None,
        };
        let journal = match Scan::of(&self.folder().join(ALERTS), once.as_ref()) {
            Ok(scan) => scan,
            Err(IndexError::Corrupt { reason, .. }) => {
                damages.push(Damage::new(ALERTS, reason));
                Scan::default()
            }
            Err(error) => return Err(error),
        };
        damages.extend(journal.damage().map(|what| Damage::new(ALERTS, what)));
        match state {
            Some(Err(what)) => damages.push(Damage::new(ALERTS_STATE, what)),
            None if self.is_state_missing(&journal.alerts) => {
                damages.push(Damage::new(ALERTS_STATE, "is missing"));
            }
            None | Some(Ok(_)) => {}
        }
        Ok(damages)
    }

    /// Repairs the files of alerts, if they are damaged. The alerts of a damaged generation are
    /// taken over before that is rebuilt. Returns what was done, as sentences.
    ///
    /// # Errors
    /// If the operating system refuses.
    pub fn repair_alerts(&self, _lock: &WriterLock) -> Result<Vec<String>, IndexError> {
        let damages = self.verify_alerts()?;
        let is_damaged = |name: &str| damages.iter().any(|damage| damage.part == name);
        let settled = self.alerts_settled().unwrap_or(0);
        let generations = self.generations().unwrap_or_default();
        let outboxes: Vec<(u64, Option<String>)> = generations
            .into_iter()
            .filter(|number| self.generation_folder(*number).join(ALERTS).is_file())
            .map(|number| {
                let unsettled = || (number > settled).then(|| self.outbox_damage(number))?;
                let damage = self.sealed_damage(number, ALERTS).or_else(unsettled);
                (number, damage)
            })
            .collect();
        if damages.is_empty() && outboxes.iter().all(|(_, damage)| damage.is_none()) {
            return Ok(Vec::new());
        }
        let lock = self.lock_alerts()?;
        let mut repair = Repair::default();
        // Read first: what cannot be copied is moved away.
        let journal = Scan::of(&self.folder().join(ALERTS), None).unwrap_or_default();
        let mut state = State::default();
        let knows_delivered = !is_damaged(ALERTS_STATE);
        if let (true, Some(Ok(known))) = (knows_delivered, self.read_alert_state()?) {
            state = known;
        } else {
            repair.remarks.push(format!(
                "{ALERTS_STATE} did not say any more which alerts were delivered; those of the \
                 generations on disk are delivered again, all others are in {ALERTS}"
            ));
        }
        if is_damaged(ALERTS_STATE) {
            self.keep_copy(ALERTS_STATE, &mut repair.remarks)?;
        }
        if is_damaged(ALERTS) {
            self.keep_copy(ALERTS, &mut repair.remarks)?;
        }
        repair.count_unreadable(ALERTS, journal.unreadable);
        repair.add(journal.alerts);
        repair.add(state.undelivered.clone());
        for (number, damage) in outboxes {
            let outbox = self.generation_folder(number).join(ALERTS);
            let found = Scan::of(&outbox, None).unwrap_or_default();
            if damage.is_some() {
                repair.count_unreadable(&outbox.name(), found.unreadable);
            }
            if !knows_delivered || number > state.generation {
                let known: HashSet<_> = state.undelivered.iter().map(|own| &own.id).collect();
                let new = found.alerts.iter().filter(|own| !known.contains(&own.id));
                let new: Vec<Alert> = new.cloned().collect();
                state.undelivered.extend(new);
            }
            repair.add(found.alerts);
        }
        let file = self.folder().join(ALERTS);
        let lines = to_lines(repair.alerts.iter(), &file)?;
        durable::replace(self.folder(), ALERTS, &lines)?;
        state.journal = Scan::of(&file, None)?.written;
        // The outboxes are in the journal, whichever generation is current.
        state.generation = state.generation.max(self.highest_number());
        self.replace_alert_state(&lock, &state)?;
        Ok(repair.remarks)
    }

    /// What is wrong with the lines of an outbox, whatever its seal says.
    fn outbox_damage(&self, number: u64) -> Option<String> {
        match Scan::of(&self.generation_folder(number).join(ALERTS), None) {
            Ok(scan) => scan.damage(),
            Err(error) => Some(error.to_string()),
        }
    }
}

/// What a repair has so far.
#[derive(Default)]
struct Repair {
    /// All alerts, each id once.
    alerts: Vec<Alert>,
    ids: HashSet<String>,
    /// What was done, as sentences.
    remarks: Vec<String>,
}

impl Repair {
    fn add(&mut self, alerts: Vec<Alert>) {
        let ids = &mut self.ids;
        let new = alerts.into_iter();
        self.alerts
            .extend(new.filter(|alert| ids.insert(alert.id.clone())));
    }

    fn count_unreadable(&mut self, file: &str, lines: u64) {
        if lines > 0 {
            self.remarks.push(format!(
                "{lines} lines of {file} cannot be read; if they were alerts, their articles are \
                 found by the query of the watch"
            ));
        }
    }
}
