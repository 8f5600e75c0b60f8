//! The right to write to an archive on a cluster: a document that one process has, with a lease.
//!
//! It is changed by comparison (`if_seq_no`), so of two processes one gets it. Who has it renews
//! it. One that is not renewed for the length of the lease, as its watcher's own clock says, is of
//! a dead process. So no two clocks are compared.

use super::client::{Client, JOB, ONCE, Patience, RENEWAL, refused};
use crate::index::elsewhere::{ElsewhereError, Lease};
use serde_json::{Value, json};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};
use ureq::http::Method;

/// How long a process may be silent. A cluster that misses a node may write nothing for
/// 75 seconds.
const LEASE: Duration = Duration::from_secs(90);

/// How often it renews the lease, and how often those who wait look.
const RENEWED: Duration = Duration::from_secs(5);
const LOOKED_AT: Duration = Duration::from_secs(1);

/// The document, as it was last seen.
#[derive(Debug, Clone, PartialEq)]
struct Seen {
    seq_no: u64,
    term: u64,
    owner: String,
    holder: String,
}

#[derive(Debug)]
struct Shared {
    client: Arc<Client>,
    path: String,
    source: Value,
    /// `None` once it was lost.
    seen: Mutex<Option<(u64, u64)>>,
}

/// The lease of this process. Its thread renews it.
#[derive(Debug)]
pub(super) struct Held {
    shared: Arc<Shared>,
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// Takes the right to write to the archive whose state is in the index `state`.
pub(super) fn take(
    client: &Arc<Client>,
    (name, state): (&str, &str),
    holder: &str,
    wait: Duration,
    waits: &dyn Fn(),
) -> Result<Held, ElsewhereError> {
    let path = format!("/{state}/_doc/lock");
    let mut token = [0; 12];
    getrandom::fill(&mut token)
        .map_err(|error| ElsewhereError::Failed(format!("no random numbers: {error}")))?;
    let owner = blake3::hash(&token).to_hex()[..24].to_owned();
    let host = hostname();
    let holder = format!("{host}:{holder}");
    let source = json!({"owner": owner, "holder": holder, "process": std::process::id()});
    let began = Instant::now();
    let mut silent: Option<(Seen, Instant)> = None;
    let mut said = false;
    loop {
        let before = look(client, &path)?;
        let is_free = match &before {
            None => true,
            // The folder of that index is locked here, so its process is gone.
            Some(seen) if seen.holder == holder => true,
            Some(seen) => match &silent {
                Some((same, since)) if same == seen => since.elapsed() >= LEASE,
                _ => {
                    silent = Some((seen.clone(), Instant::now()));
                    false
                }
            },
        };
        if is_free {
            let how = match &before {
                None => "op_type=create".to_owned(),
                Some(seen) => format!("if_seq_no={}&if_primary_term={}", seen.seq_no, seen.term),
            };
            let answer = client.call(&Method::PUT, &format!("{path}?{how}"), Some(&source), JOB)?;
            let mine = match answer.status {
                // An answer may have been lost and the call repeated.
                200 | 201 | 409 => look(client, &path)?.filter(|seen| seen.owner == owner),
                _ => return Err(refused(&path, &answer)),
            };
            if let Some(seen) = mine {
                return Ok(Held::new(client, path, source, &seen));
            }
            continue;
        }
        // A dead process is silent for the length of a lease: that long is always waited.
        let is_watched = silent
            .as_ref()
            .is_some_and(|(_, since)| since.elapsed() < LEASE);
        let has_changed = silent.as_ref().is_some_and(|(_, since)| {
            began < *since && began.elapsed() > since.elapsed() + LOOKED_AT
        });
        if began.elapsed() >= wait && (has_changed || !is_watched) {
            let who = before.map(|seen| seen.holder).unwrap_or_default();
            let name = name.to_owned();
            return Err(ElsewhereError::Busy { name, who });
        }
        if !said {
            waits();
            said = true;
        }
        thread::sleep(LOOKED_AT);
    }
}

fn hostname() -> String {
    sysinfo::System::host_name().unwrap_or_else(|| "unknown".to_owned())
}

fn look(client: &Client, path: &str) -> Result<Option<Seen>, ElsewhereError> {
    let answer = client.call(&Method::GET, path, None, JOB)?;
    match answer.status {
        404 => return Ok(None),
        200 => {}
        _ => return Err(refused(path, &answer)),
    }
    let text = |key: &str| {
        answer.json["_source"][key]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    };
    Ok(Some(Seen {
        seq_no: answer.json["_seq_no"].as_u64().unwrap_or(0),
        term: answer.json["_primary_term"].as_u64().unwrap_or(0),
        owner: text("owner"),
        holder: text("holder"),
    }))
}

impl Held {
    fn new(client: &Arc<Client>, path: String, source: Value, seen: &Seen) -> Self {
        let shared = Arc::new(Shared {
            client: Arc::clone(client),
            path,
            source,
            seen: Mutex::new(Some((seen.seq_no, seen.term))),
        });
        let (stop, stopped) = channel();
        let own = Arc::clone(&shared);
        let renew = move || {
            while stopped.recv_timeout(RENEWED) == Err(RecvTimeoutError::Timeout) {
                // If it cannot be renewed now, it may be the next time; `check` says whether it is
                // held.
                let _ = own.renew(RENEWAL);
            }
        };
        Self {
            thread: thread::Builder::new().spawn(renew).ok(),
            stop: Some(stop),
            shared,
        }
    }
}

impl Shared {
    fn renew(&self, patience: Patience) -> Result<(), ElsewhereError> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let lost = || {
            ElsewhereError::Failed(
                "another process has taken the right to write meanwhile; nothing was published"
                    .to_owned(),
            )
        };
        let Some((seq_no, term)) = *seen else {
            return Err(lost());
        };
        let path = format!("{}?if_seq_no={seq_no}&if_primary_term={term}", self.path);
        let answer = self
            .client
            .call(&Method::PUT, &path, Some(&self.source), patience)?;
        let now = match answer.status {
            200 | 201 => {
                let number = |key: &str| answer.json[key].as_u64();
                number("_seq_no").zip(number("_primary_term"))
            }
            // The answer of an earlier renewal may have been lost.
            409 => look(&self.client, &self.path)?
                .filter(|now| self.source["owner"] == json!(now.owner))
                .map(|now| (now.seq_no, now.term)),
            _ => return Err(refused(&self.path, &answer)),
        };
        *seen = now;
        now.map(drop).ok_or_else(lost)
    }
}

impl Lease for Held {
    fn check(&self) -> Result<(), ElsewhereError> {
        self.shared.renew(JOB)
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
        let seen = *self
            .shared
            .seen
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some((seq_no, term)) = seen {
            let path = format!(
                "{}?if_seq_no={seq_no}&if_primary_term={term}",
                self.shared.path
            );
            // One that stays is free after the lease.
            let _ = self.shared.client.call(&Method::DELETE, &path, None, ONCE);
        }
    }
}
