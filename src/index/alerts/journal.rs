//! The files of alerts: the outbox of a generation, and the journal of all.
//!
//! Both are JSON Lines. A crash may leave part of a line, which the next job cuts off. What the
//! journal has is recorded in `alerts.state`, so a job never adds lines to a damaged journal.

use super::alert::Alert;
use super::scan::{Scan, Written};
use crate::index::error::IndexError;
use crate::index::fault;
use crate::index::file_names::ALERTS;
use crate::index::place::Place;
use crate::index::store::durable;
use crate::index::store::index_store::{IndexStore, WriterLock};
use std::collections::HashSet;
use std::io::{self, Seek, SeekFrom, Write};

impl IndexStore {
    /// Brings the outbox of the current generation into the journal.
    ///
    /// # Errors
    /// [`IndexError::Corrupt`] if one of the files is damaged: alerts might be lost.
    pub(in crate::index) fn settle_alerts(&self, _lock: &WriterLock) -> Result<(), IndexError> {
        let Some(current) = self.known_number() else {
            return Ok(());
        };
        let outbox = self.generation_folder(current).join(ALERTS);
        if !outbox.is_file() {
            return Ok(());
        }
        let lock = self.lock_alerts()?;
        let mut state = self.alert_state()?;
        if state.generation >= current {
            return Ok(());
        }
        if let Some(what) = self.sealed_damage(current, ALERTS) {
            return Err(self.corrupt(format!("{} {what}", outbox.name())));
        }
        let found = Scan::of(&outbox, None)?;
        if let Some(what) = found.damage() {
            return Err(self.corrupt(format!("{} {what}", outbox.name())));
        }
        let found = found.alerts;
        fault::point("alerts-outbox");
        state.journal = self.append(&found, state.journal.as_ref())?;
        fault::point("alerts-journal");
        state.generation = current;
        state.undelivered.extend(found);
        self.replace_alert_state(&lock, &state)?;
        fault::point("alerts-state");
        Ok(())
    }

    /// The alerts of `found` that the journal does not have yet, each id once.
    pub(in crate::index) fn without_known(
        &self,
        found: Vec<Alert>,
    ) -> Result<Vec<Alert>, IndexError> {
        if found.is_empty() {
            return Ok(found);
        }
        let mut known = ids(self.alerts()?);
        let new = found
            .into_iter()
            .filter(|alert| known.insert(alert.id.clone()));
        Ok(new.collect())
    }

    /// All alerts that were ever found, the oldest first.
    ///
    /// # Errors
    /// If the journal cannot be read or is damaged.
    pub fn alerts(&self) -> Result<Vec<Alert>, IndexError> {
        // First the state: the journal may only grow meanwhile.
        let state = self.alert_state()?;
        Ok(self.journal(state.journal.as_ref())?.alerts)
    }

    /// Appends the alerts that the journal does not have yet. Returns what it has then.
    fn append(
        &self,
        found: &[Alert],
        once: Option<&Written>,
    ) -> Result<Option<Written>, IndexError> {
        let file = self.folder().join(ALERTS);
        let before = self.journal(once)?;
        let end = before.written.map_or(0, |written| written.bytes);
        let mut known = ids(before.alerts);
        let new = found.iter().filter(|alert| known.insert(alert.id.clone()));
        let lines = to_lines(new, &file)?;
        append_lines(&file, end, &lines).map_err(IndexError::at("write", &file))?;
        durable::sync_folder(self.folder())?;
        Ok(Scan::of(&file, None)?.written)
    }

    /// The journal, which had the bytes `once`.
    fn journal(&self, once: Option<&Written>) -> Result<Scan, IndexError> {
        let scan = Scan::of(&self.folder().join(ALERTS), once)?;
        match scan.damage() {
            Some(what) => Err(self.corrupt(format!("{ALERTS} {what}"))),
            None => Ok(scan),
        }
    }
}

fn ids(alerts: Vec<Alert>) -> HashSet<String> {
    alerts.into_iter().map(|alert| alert.id).collect()
}

/// Writes the outbox of a draft.
pub(in crate::index) fn write_outbox(draft: &Place, alerts: &[Alert]) -> Result<(), IndexError> {
    let file = draft.join(ALERTS);
    durable::write(&file, &to_lines(alerts.iter(), &file)?)
}

/// The lines of these alerts in the file `file`.
pub(super) fn to_lines<'a>(
    alerts: impl Iterator<Item = &'a Alert>,
    file: &Place,
) -> Result<Vec<u8>, IndexError> {
    let mut lines = Vec::new();
    for alert in alerts {
        serde_json::to_writer(&mut lines, alert)
            .map_err(|error| IndexError::at("write", file)(error.into()))?;
        lines.push(b'\n');
    }
    Ok(lines)
}

/// Writes lines after the first `end` bytes, the whole lines that are there, and waits until they
/// are on disk. Part of a line, as a crash may leave, is cut off.
fn append_lines(file: &Place, end: u64, lines: &[u8]) -> io::Result<()> {
    let mut file = file.open_or_create()?;
    file.set_len(end)?;
    file.seek(SeekFrom::Start(end))?;
    file.write_all(lines)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, ArticleId};
    use std::fs;

    fn alert(number: u64) -> Alert {
        let article = Article {
            id: ArticleId(number.to_string()),
            ..Article::default()
        };
        Alert::new("w", &article, 1)
    }

    fn journal(store: &IndexStore) -> Vec<String> {
        let alerts = store.alerts().unwrap();
        alerts.into_iter().map(|alert| alert.article).collect()
    }

    #[test]
    fn the_journal_takes_an_alert_once_and_repairs_a_line_that_was_cut_off() {
        let dir = tempfile::tempdir().unwrap();
        let store = IndexStore::at(dir.path().to_owned());
        let all = [alert(1), alert(2), alert(3)];
        store.append(&all[..2], None).unwrap();
        let path = dir.path().join(ALERTS);
        let whole = fs::read(&path).unwrap();
        for cut in 0..=whole.len() {
            fs::write(&path, &whole[..cut]).unwrap();
            store.append(&all, None).unwrap();
            assert_eq!(journal(&store), ["1", "2", "3"], "cut at {cut}");
        }
    }

    #[test]
    fn nothing_is_added_to_a_journal_that_is_not_what_was_written() {
        let dir = tempfile::tempdir().unwrap();
        let store = IndexStore::at(dir.path().to_owned());
        let all = [alert(1), alert(2), alert(3)];
        let written = store.append(&all[..2], None).unwrap();
        let path = dir.path().join(ALERTS);
        let whole = fs::read(&path).unwrap();
        for at in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[at] ^= 1;
            fs::write(&path, &damaged).unwrap();
            let refused = store.append(&all, written.as_ref());
            assert!(matches!(refused, Err(IndexError::Corrupt { .. })), "{at}");
            assert_eq!(fs::read(&path).unwrap(), damaged, "{at}");
            fs::write(&path, &whole[..at]).unwrap();
            assert!(store.append(&all, written.as_ref()).is_err(), "cut at {at}");
        }
        // A crash after the line and before the state.
        fs::write(&path, [&whole[..], b"{\"id\": \"par"].concat()).unwrap();
        store.append(&all, written.as_ref()).unwrap();
        assert_eq!(journal(&store), ["1", "2", "3"]);
    }
}
