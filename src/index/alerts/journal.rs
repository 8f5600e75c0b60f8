//! The files of alerts: the outbox of a generation, the journal, and what was not delivered yet.
//!
//! All of them are JSON Lines or JSON. A crash may leave part of a line, which the next job cuts
//! off.

use super::alert::Alert;
use crate::index::error::IndexError;
use crate::index::fault;
use crate::index::file_names::{ALERTS, ALERTS_STATE};
use crate::index::place::Place;
use crate::index::store::durable;
use crate::index::store::index_store::{IndexStore, WriterLock};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::io::{self, BufRead, BufReader, ErrorKind, Read, Seek, SeekFrom, Write};

/// The largest state that is read, in bytes: some hundred thousand alerts.
const LARGEST_STATE: u64 = 1 << 30;

/// The longest line of a journal or an outbox, in bytes. An alert has a headline, an address and a
/// path.
const LONGEST_LINE: u64 = 16 << 20;

/// The content of `alerts.state`.
#[derive(Debug, Default, Serialize, Deserialize)]
struct State {
    /// The last generation whose outbox is in the journal.
    generation: u64,
    /// The alerts that were not delivered yet.
    #[serde(rename = "untold")]
    undelivered: Vec<Alert>,
}

impl IndexStore {
    /// Brings the outbox of the current generation into the journal.
    pub(in crate::index) fn settle_alerts(&self, _lock: &WriterLock) -> Result<(), IndexError> {
        let Ok(Some(current)) = self.current_number() else {
            return Ok(());
        };
        let outbox = self.generation_folder(current).join(ALERTS);
        if !outbox.is_file() {
            return Ok(());
        }
        let mut state = self.alert_state()?;
        if state.generation >= current {
            return Ok(());
        }
        let found = read_alerts(&outbox)?;
        fault::point("alerts-outbox");
        self.append(&found)?;
        fault::point("alerts-journal");
        state.generation = current;
        state.undelivered.extend(found);
        self.replace_alert_state(&state)?;
        fault::point("alerts-state");
        Ok(())
    }

    /// The alerts of `found` that the journal does not have yet, each id once.
    pub(in crate::index) fn without_known(
        &self,
        found: Vec<Alert>,
    ) -> Result<Vec<Alert>, IndexError> {
        let mut known = if found.is_empty() {
            HashSet::new()
        } else {
            self.journal_ids()?
        };
        let new = found
            .into_iter()
            .filter(|alert| known.insert(alert.id.clone()));
        Ok(new.collect())
    }

    /// All alerts that were ever found, the oldest first.
    ///
    /// # Errors
    /// If the journal cannot be read.
    pub fn alerts(&self) -> Result<Vec<Alert>, IndexError> {
        read_alerts(&self.folder().join(ALERTS))
    }

    /// The alerts that were not delivered yet.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn undelivered_alerts(&self, _lock: &WriterLock) -> Result<Vec<Alert>, IndexError> {
        Ok(self.alert_state()?.undelivered)
    }

    /// Records that the alerts with these ids were delivered.
    ///
    /// # Errors
    /// If that cannot be written. The alerts are then delivered again.
    pub fn mark_delivered(
        &self,
        _lock: &WriterLock,
        delivered: &HashSet<String>,
    ) -> Result<(), IndexError> {
        fault::point("alerts-delivered");
        let mut state = self.alert_state()?;
        let undelivered = &mut state.undelivered;
        undelivered.retain(|alert| !delivered.contains(&alert.id));
        self.replace_alert_state(&state)
    }

    fn journal_ids(&self) -> Result<HashSet<String>, IndexError> {
        let alerts = self.alerts()?;
        Ok(alerts.into_iter().map(|alert| alert.id).collect())
    }

    /// Appends the alerts that the journal does not have yet.
    fn append(&self, found: &[Alert]) -> Result<(), IndexError> {
        let file = self.folder().join(ALERTS);
        let known = self.journal_ids()?;
        let new = found.iter().filter(|alert| !known.contains(&alert.id));
        let lines = to_lines(new, &file)?;
        append_lines(&file, &lines).map_err(IndexError::at("write", &file))?;
        durable::sync_folder(self.folder())
    }

    /// The last generation whose outbox is in the journal; 0 if there is none or it is not known.
    /// The next generation has a higher number, so that its alerts are never taken for old ones.
    pub(in crate::index) fn alerts_settled(&self) -> u64 {
        self.alert_state().map_or(0, |state| state.generation)
    }

    fn alert_state(&self) -> Result<State, IndexError> {
        let file = self.folder().join(ALERTS_STATE);
        match file.read(LARGEST_STATE) {
            Ok(bytes) => serde_json::from_slice(&bytes).map_err(|error| {
                self.corrupt(format!("{} cannot be read: {error}", file.path().display()))
            }),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(State::default()),
            Err(error) => Err(IndexError::at("read", &file)(error)),
        }
    }

    fn replace_alert_state(&self, state: &State) -> Result<(), IndexError> {
        let file = self.folder().join(ALERTS_STATE);
        let bytes = serde_json::to_vec(state)
            .map_err(|error| IndexError::at("write", &file)(error.into()))?;
        durable::replace(self.folder(), ALERTS_STATE, &bytes)
    }
}

/// Writes the outbox of a draft.
pub(in crate::index) fn write_outbox(draft: &Place, alerts: &[Alert]) -> Result<(), IndexError> {
    let file = draft.join(ALERTS);
    durable::write(&file, &to_lines(alerts.iter(), &file)?)
}

/// The lines of these alerts in the file `file`.
fn to_lines<'a>(
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

/// Reads alerts from a file of JSON Lines. Lines that are not alerts, as a crash of the system may
/// leave, are skipped.
fn read_alerts(place: &Place) -> Result<Vec<Alert>, IndexError> {
    let file = match place.open() {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(IndexError::at("read", place)(error)),
    };
    let mut reader = BufReader::new(file);
    let mut alerts = Vec::new();
    let mut line = Vec::new();
    loop {
        let is_whole = read_line(&mut reader, &mut line).map_err(IndexError::at("read", place))?;
        // A line without its end does not count, even if it can be read: the next append cuts it
        // off.
        if !is_whole {
            return Ok(alerts);
        }
        alerts.extend(serde_json::from_slice::<Alert>(&line).ok());
    }
}

/// Reads the next line with its end. Returns whether there is a whole one.
fn read_line(reader: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<bool> {
    line.clear();
    let read = reader.take(LONGEST_LINE).read_until(b'\n', line)?;
    let is_whole = line.last() == Some(&b'\n');
    if read as u64 == LONGEST_LINE && !is_whole {
        let message = format!("a line is longer than {LONGEST_LINE} bytes");
        return Err(io::Error::new(ErrorKind::InvalidData, message));
    }
    Ok(is_whole)
}

/// Appends whole lines and waits until they are on disk. Part of a line at the end, as a crash may
/// leave, is cut off first.
fn append_lines(file: &Place, lines: &[u8]) -> io::Result<()> {
    let mut file = file.open_or_create()?;
    let mut end = 0;
    let mut line = Vec::new();
    let mut reader = BufReader::new(&mut file);
    while read_line(&mut reader, &mut line)? {
        end += line.len() as u64;
    }
    drop(reader);
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
        store.append(&all[..2]).unwrap();
        let path = dir.path().join(ALERTS);
        let whole = fs::read(&path).unwrap();
        for cut in 0..=whole.len() {
            fs::write(&path, &whole[..cut]).unwrap();
            store.append(&all).unwrap();
            assert_eq!(journal(&store), ["1", "2", "3"], "cut at {cut}");
        }
    }
}
