//! What watches found, from the draft that has it to whoever is told: never twice, never lost.
//!
//! An alert takes four steps, and a run that is killed between any two of them is completed by the next one:
//!
//! 1. An [`Observer`] looks at a draft; what it finds is written into the draft (`alerts.jsonl`, the outbox), and so
//!    comes into force with the generation, by the same rename.
//! 2. What the outbox has and the index's `alerts.jsonl` (the journal) has not is added to the journal, each alert by
//!    its id, and synced. Every run does that first, for the generation in force.
//! 3. `alerts.state` is replaced: it names the generation whose outbox is done and holds the alerts that nobody was
//!    told of yet.
//! 4. Whoever tells them does so under the writer's lock, and then takes them out of `alerts.state`.
//!
//! The journal thus has each alert exactly once. What is told to a program may be told again if the run is killed
//! while it is told; its id says so.

use crate::article::{ArchivePath, Article, Origin, Published};
use crate::index::store::durable;
use crate::index::{Generation, IndexError, IndexStore, WriterLock, fault};
use crate::schema::ArticleSchema;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, ErrorKind, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use tantivy::Searcher;

/// The journal in the index's folder, and the outbox in a generation's.
const JOURNAL: &str = "alerts.jsonl";
const STATE: &str = "alerts.state";

/// An article that a watch found for the first time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alert {
    /// The same for the same watch, article and text, and for no others.
    pub id: String,
    /// The watch.
    pub watch: String,
    /// The generation that brought the article.
    pub generation: u64,
    /// When it was found.
    pub found: jiff::Timestamp,
    /// The article's id.
    pub article: String,
    /// Its headline.
    pub headline: String,
    /// When it was published.
    pub published: Option<Published>,
    /// Its address.
    pub url: Option<String>,
    /// Its file and place there.
    #[serde(flatten)]
    pub origin: Origin,
}

impl Alert {
    /// The alert that `watch` found an article in a generation in the making.
    #[must_use]
    pub fn new(watch: &str, article: &Article, generation: u64) -> Self {
        Self {
            id: alert_id(watch, article),
            watch: watch.to_owned(),
            generation,
            found: jiff::Timestamp::now(),
            article: article.id.0.clone(),
            headline: article.headline.clone(),
            published: article.published,
            url: article.url.clone(),
            origin: article.origin.clone(),
        }
    }
}

/// Where it lies is no part of what an article is: a file that moves is nothing new.
fn alert_id(watch: &str, article: &Article) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in [watch, &article.id.0, &article.headline, &article.body] {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    hasher.finalize().to_hex()[..32].to_owned()
}

/// What a draft has that the generation before has not.
pub struct News<'a> {
    /// The draft's segments.
    pub searcher: &'a Searcher,
    /// Its schema.
    pub schema: &'a ArticleSchema,
    /// The generation in force, if it can be opened.
    pub before: Option<&'a Generation>,
    /// The files that were added or changed.
    pub files: &'a [ArchivePath],
    /// The number that the draft will have.
    pub generation: u64,
}

/// Looks at what a run brings before it is published.
pub trait Observer {
    /// What it finds; the same alert may be among earlier ones.
    ///
    /// # Errors
    /// If the segments cannot be read.
    fn observe(&self, news: &News) -> tantivy::Result<Vec<Alert>>;
}

/// `alerts.state`.
#[derive(Debug, Default, Serialize, Deserialize)]
struct State {
    /// The last generation whose outbox is in the journal.
    generation: u64,
    /// What nobody was told of yet.
    untold: Vec<Alert>,
}

impl IndexStore {
    /// Brings what the generation in force left in its outbox into the journal. Call with the lock held.
    pub(in crate::index) fn settle_alerts(&self, _lock: &WriterLock) -> Result<(), IndexError> {
        let Ok(Some(in_force)) = self.current_number() else {
            return Ok(());
        };
        let outbox = self.generation_path(in_force).join(JOURNAL);
        if !outbox.is_file() {
            return Ok(());
        }
        let mut state = self.alert_state()?;
        if state.generation >= in_force {
            return Ok(());
        }
        let found = read_alerts(&outbox)?;
        fault::point("alerts-outbox");
        self.append(&found)?;
        fault::point("alerts-journal");
        state.generation = in_force;
        state.untold.extend(found);
        self.replace_alert_state(&state)?;
        fault::point("alerts-state");
        Ok(())
    }

    /// Takes out of `found` what the journal has already, and of alerts with one id all but the first.
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

    /// Every alert there ever was, the oldest first.
    ///
    /// # Errors
    /// If the journal cannot be read.
    pub fn alerts(&self) -> Result<Vec<Alert>, IndexError> {
        read_alerts(&self.path().join(JOURNAL))
    }

    /// The alerts that nobody was told of yet.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn untold_alerts(&self, _lock: &WriterLock) -> Result<Vec<Alert>, IndexError> {
        Ok(self.alert_state()?.untold)
    }

    /// Notes that these alerts were told.
    ///
    /// # Errors
    /// If that cannot be written; they are then told again.
    pub fn note_told(&self, _lock: &WriterLock, told: &HashSet<String>) -> Result<(), IndexError> {
        fault::point("alerts-told");
        let mut state = self.alert_state()?;
        state.untold.retain(|alert| !told.contains(&alert.id));
        self.replace_alert_state(&state)
    }

    fn journal_ids(&self) -> Result<HashSet<String>, IndexError> {
        let alerts = self.alerts()?;
        Ok(alerts.into_iter().map(|alert| alert.id).collect())
    }

    /// Adds what the journal does not have yet, behind what a killed run may have left of a line.
    fn append(&self, found: &[Alert]) -> Result<(), IndexError> {
        let path = self.path().join(JOURNAL);
        let known = self.journal_ids()?;
        let mut lines = Vec::new();
        for alert in found.iter().filter(|alert| !known.contains(&alert.id)) {
            serde_json::to_writer(&mut lines, alert)
                .map_err(|error| IndexError::io("write", &path)(error.into()))?;
            lines.push(b'\n');
        }
        append_lines(&path, &lines).map_err(IndexError::io("write", &path))?;
        durable::sync_dir(self.path())
    }

    fn state_path(&self) -> PathBuf {
        self.path().join(STATE)
    }

    fn alert_state(&self) -> Result<State, IndexError> {
        let path = self.state_path();
        match fs::read(&path) {
            Ok(bytes) => serde_json::from_slice(&bytes).map_err(|error| {
                self.corrupt(format!("{} cannot be read: {error}", path.display()))
            }),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(State::default()),
            Err(error) => Err(IndexError::io("read", &path)(error)),
        }
    }

    fn replace_alert_state(&self, state: &State) -> Result<(), IndexError> {
        let path = self.state_path();
        let bytes = serde_json::to_vec(state)
            .map_err(|error| IndexError::io("write", &path)(error.into()))?;
        durable::replace(&path, &bytes)
    }
}

/// The outbox of a draft.
pub(in crate::index) fn write_outbox(draft: &Path, alerts: &[Alert]) -> Result<(), IndexError> {
    let path = draft.join(JOURNAL);
    let mut lines = Vec::new();
    for alert in alerts {
        serde_json::to_writer(&mut lines, alert)
            .map_err(|error| IndexError::io("write", &path)(error.into()))?;
        lines.push(b'\n');
    }
    durable::write(&path, &lines)
}

/// The alerts of a file of JSON Lines. What is no alert, as a crash of the system leaves it, is passed over.
fn read_alerts(path: &Path) -> Result<Vec<Alert>, IndexError> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(IndexError::io("read", path)(error)),
    };
    let mut reader = BufReader::new(file);
    let mut alerts = Vec::new();
    let mut line = Vec::new();
    loop {
        line.clear();
        let read = reader.read_until(b'\n', &mut line);
        let read = read.map_err(IndexError::io("read", path))?;
        // A line without its end is not there, even if it reads as one: the next append cuts it off.
        if read == 0 || line.last() != Some(&b'\n') {
            return Ok(alerts);
        }
        alerts.extend(serde_json::from_slice::<Alert>(&line).ok());
    }
}

/// Appends whole lines, cutting off the part of a line that a crash left at the end, and waits until they are on disk.
fn append_lines(path: &Path, lines: &[u8]) -> io::Result<()> {
    let mut file = File::options()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(path)?;
    let mut end = 0;
    let mut line = Vec::new();
    let mut reader = BufReader::new(&mut file);
    loop {
        line.clear();
        let read = reader.read_until(b'\n', &mut line)?;
        if read == 0 || line.last() != Some(&b'\n') {
            break;
        }
        end += read as u64;
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
    use crate::article::ArticleId;

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
    fn the_journal_takes_an_alert_once_and_mends_a_line_that_was_cut_off() {
        let dir = tempfile::tempdir().unwrap();
        let store = IndexStore::at(dir.path().to_owned());
        let all = [alert(1), alert(2), alert(3)];
        store.append(&all[..2]).unwrap();
        let path = dir.path().join(JOURNAL);
        let whole = fs::read(&path).unwrap();
        for cut in 0..=whole.len() {
            fs::write(&path, &whole[..cut]).unwrap();
            store.append(&all).unwrap();
            assert_eq!(journal(&store), ["1", "2", "3"], "cut at {cut}");
        }
    }

    #[test]
    fn an_alert_is_the_same_wherever_its_article_lies_and_another_when_the_text_changes() {
        let article = |path: &str, body: &str| Article {
            body: body.into(),
            origin: Origin::parse(path),
            ..Article::default()
        };
        let id = |watch, article: Article| Alert::new(watch, &article, 1).id;
        let first = id("w", article("a.txt", "x"));
        assert_eq!(first, id("w", article("b.txt", "x")));
        assert_ne!(first, id("w", article("a.txt", "y")));
        assert_ne!(first, id("v", article("a.txt", "x")));
    }
}
