//! Calls to a cluster: one of its nodes answers, and which one does not matter.
//!
//! A node that cannot be reached, answers nothing within the limit, or answers half, is left alone
//! for a while, and another one is asked. A node has to answer a short question first, at the
//! start, after it failed, and before a call that may take long. 429, 502, 503 and 504 are waited
//! out, with jitter. Every call of this room may be repeated, so a lost answer does no harm.

use super::secrets::Secrets;
use crate::index::elsewhere::ElsewhereError;
use crate::index::elsewhere::address::Address;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;
use std::fmt;
use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};
use ureq::Agent;
use ureq::http::{Method, Request};
use ureq::tls::{Certificate, ClientCert, PemItem, PrivateKey, RootCerts, TlsConfig, parse_pem};

/// How long a connection may take.
const CONNECT: Duration = Duration::from_secs(5);

/// The largest answer, in bytes.
const LARGEST_ANSWER: u64 = 1 << 30;

/// How long a node that failed is not asked, if others are there.
const LEFT_ALONE: Duration = Duration::from_secs(10);

/// How long a node may take to say that it is there.
const THERE: Duration = Duration::from_secs(2);

/// How long a search tries to reach nodes, if none of them takes a request and is silent.
const NOT_TAKEN: Duration = Duration::from_secs(30);

/// How long a job tries to reach a node, however long the call itself may take.
const UNREACHABLE: Duration = Duration::from_mins(5);

/// The mark of a node that was not asked yet: it was left alone for no time.
const UNKNOWN: u64 = 1;

/// The first and the longest pause before a call is repeated.
const PAUSES: (Duration, Duration) = (Duration::from_millis(100), Duration::from_secs(10));

/// Requests of at least this many bytes are compressed.
const COMPRESSED_FROM: usize = 1 << 12;

/// How long calls may take.
#[derive(Debug, Clone, Copy)]
pub(super) struct Patience {
    /// Until a node answers.
    pub(super) answer: Duration,
    /// Until a call is given up, after repetitions.
    pub(super) whole: Duration,
}

/// For a search: somebody waits. A cluster needs up to 75 seconds to find out that a node answers
/// nothing (its manager, on three nodes), and to answer without it.
pub(super) const SEARCH: Patience = Patience {
    answer: Duration::from_secs(10),
    whole: Duration::from_mins(2),
};

/// For a search of a server: others wait too.
pub(super) const SERVED: Patience = Patience {
    answer: Duration::from_secs(5),
    whole: Duration::from_secs(10),
};

/// For a look at what is there, by a server that asks again soon.
pub(super) const SOON: Patience = Patience {
    answer: Duration::from_secs(5),
    whole: Duration::from_secs(10),
};

/// For a question about all matches, which takes longer.
pub(super) const EVERYTHING: Patience = Patience {
    answer: Duration::from_mins(2),
    whole: Duration::from_mins(4),
};

/// For a step of a job.
pub(super) const JOB: Patience = Patience {
    answer: Duration::from_mins(1),
    whole: Duration::from_mins(5),
};

/// For what must not be repeated.
pub(super) const ONCE: Patience = Patience {
    answer: Duration::from_mins(1),
    whole: Duration::ZERO,
};

/// For the renewal of a lease, which must be short.
pub(super) const RENEWAL: Patience = Patience {
    answer: Duration::from_secs(5),
    whole: Duration::from_secs(20),
};

/// For a step of a job that takes as long as it takes.
pub(super) const LONG: Patience = Patience {
    answer: Duration::from_hours(1),
    whole: Duration::from_hours(1),
};

/// An answer: its status and its JSON; null if it has none.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) json: Value,
}

/// The nodes of a cluster.
pub(super) struct Client {
    nodes: Vec<String>,
    /// For each node, until when it is left alone, in milliseconds after `began`; 0 if its last
    /// answer arrived, [`UNKNOWN`] before the first one.
    alone: Vec<AtomicU64>,
    began: Instant,
    next: AtomicUsize,
    /// The node that answered last. Short calls go there; others are spread.
    last: AtomicUsize,
    agent: Agent,
    authorization: Option<String>,
}

impl fmt::Debug for Client {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Client")
            .field("nodes", &self.nodes)
            .finish_non_exhaustive()
    }
}

impl Client {
    /// A client that has called nobody yet.
    pub(super) fn new(address: &Address, secrets: &Secrets) -> Result<Self, ElsewhereError> {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_connect(Some(CONNECT))
            .tls_config(tls(address, secrets)?)
            .user_agent(concat!("dateline/", env!("CARGO_PKG_VERSION")));
        Ok(Self {
            nodes: address.nodes.clone(),
            alone: address
                .nodes
                .iter()
                .map(|_| AtomicU64::new(UNKNOWN))
                .collect(),
            began: Instant::now(),
            // Processes start with different nodes.
            next: AtomicUsize::new(std::process::id() as usize),
            last: AtomicUsize::new(std::process::id() as usize % address.nodes.len()),
            agent: config.build().into(),
            authorization: secrets.authorization(),
        })
    }

    /// Calls with a value, or with nothing.
    pub(super) fn call(
        &self,
        method: &Method,
        path: &str,
        body: Option<&Value>,
        patience: Patience,
    ) -> Result<Answer, ElsewhereError> {
        let body = body.map(|body| serde_json::to_vec(body).unwrap_or_default());
        self.send(method, path, body.as_deref(), "application/json", patience)
    }

    /// The same, for an answer that has to be a success.
    pub(super) fn ask(
        &self,
        method: &Method,
        path: &str,
        body: Option<&Value>,
        patience: Patience,
    ) -> Result<Value, ElsewhereError> {
        let answer = self.call(method, path, body, patience)?;
        if (200..300).contains(&answer.status) {
            Ok(answer.json)
        } else {
            Err(refused(path, &answer))
        }
    }

    /// Calls with bytes.
    pub(super) fn send(
        &self,
        method: &Method,
        path: &str,
        body: Option<&[u8]>,
        content: &str,
        patience: Patience,
    ) -> Result<Answer, ElsewhereError> {
        let gzipped = match body {
            Some(body) if body.len() >= COMPRESSED_FROM => Some(gzip(body)),
            _ => None,
        };
        let began = Instant::now();
        let mut failing: Option<Instant> = None;
        let mut is_silent = false;
        let mut pause = PAUSES.0;
        loop {
            let node = self.node(patience);
            let tried = self.is_there(node, patience).and_then(|()| {
                let body = (body, gzipped.as_deref());
                self.once(node, method, path, body, content, patience)
            });
            if tried.is_ok() {
                self.alone[node].store(0, Ordering::Relaxed);
                self.last.store(node, Ordering::Relaxed);
            }
            let why = match tried {
                Ok(answer) if !is_busy(&answer) => return Ok(answer),
                Ok(answer) if began.elapsed() > patience.whole => return Ok(answer),
                Ok(_) => {
                    failing = None;
                    None
                }
                Err(why) => {
                    self.leave_alone(node);
                    Some(why)
                }
            };
            if let Some(why) = why {
                // A long call may take an hour, but a node that is not reached is given up sooner.
                let failing = failing.get_or_insert_with(Instant::now).elapsed();
                is_silent |= why.contains("timeout: receive");
                let is_search = patience.answer <= SEARCH.answer;
                let is_enough = began.elapsed() > patience.whole
                    || failing > UNREACHABLE
                    || (is_search && !is_silent && failing > NOT_TAKEN);
                let is_hopeless = !is_silent && self.are_all_alone() && is_final(&why);
                if is_enough || is_hopeless {
                    let node = &self.nodes[node];
                    return Err(ElsewhereError::Failed(format!(
                        "cannot reach {node}: {why}"
                    )));
                }
                if !self.are_all_alone() {
                    continue;
                }
            }
            thread::sleep(jittered(pause));
            pause = (pause * 2).min(PAUSES.1);
        }
    }

    /// Whether a node is worth a call. One that has not answered yet, failed, or is to do what may
    /// take long, is asked a short question first, if another one is worth more.
    fn is_there(&self, node: usize, patience: Patience) -> Result<(), String> {
        let is_doubtful = self.alone[node].load(Ordering::Relaxed) > 0;
        let is_known = !is_doubtful && patience.answer <= JOB.answer;
        if self.nodes.len() == 1 || is_known || self.are_all_alone() {
            return Ok(());
        }
        let short = Patience {
            answer: THERE,
            whole: THERE,
        };
        // Whatever it answers, it does.
        let answered = self.once(node, &Method::HEAD, "/", (None, None), "", short);
        answered.map(drop)
    }

    fn once(
        &self,
        node: usize,
        method: &Method,
        path: &str,
        (body, gzipped): (Option<&[u8]>, Option<&[u8]>),
        content: &str,
        patience: Patience,
    ) -> Result<Answer, String> {
        let mut request = Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.nodes[node]));
        if let Some(authorization) = &self.authorization {
            request = request.header("authorization", authorization);
        }
        if body.is_some() {
            request = request.header("content-type", content);
        }
        if gzipped.is_some() {
            request = request.header("content-encoding", "gzip");
        }
        let wrong = |error: ureq::http::Error| error.to_string();
        // Without a length, a request that may have a body is sent in chunks, which not all that is
        // between here and a node understands.
        let empty = matches!(*method, Method::POST | Method::PUT).then_some(&b""[..]);
        let answered = match gzipped.or(body).or(empty) {
            Some(bytes) => self.run(request.body(bytes).map_err(wrong)?, patience),
            None => self.run(request.body(()).map_err(wrong)?, patience),
        };
        let mut answered = answered.map_err(|error| in_words(&error))?;
        let status = answered.status().as_u16();
        let body = answered.body_mut().with_config().limit(LARGEST_ANSWER);
        let bytes = body.read_to_vec().map_err(|error| error.to_string())?;
        let json = match serde_json::from_slice(&bytes) {
            Ok(json) => json,
            Err(_) if bytes.is_empty() || !(200..300).contains(&status) => Value::Null,
            Err(error) => return Err(format!("its answer is no JSON: {error}")),
        };
        Ok(Answer { status, json })
    }

    fn run(
        &self,
        request: Request<impl ureq::AsSendBody>,
        patience: Patience,
    ) -> Result<ureq::http::Response<ureq::Body>, ureq::Error> {
        let request = self
            .agent
            .configure_request(request)
            .timeout_send_body(Some(patience.answer))
            .timeout_recv_response(Some(patience.answer))
            .timeout_recv_body(Some(patience.answer))
            .build();
        self.agent.run(request)
    }

    fn now(&self) -> u64 {
        let passed = u64::try_from(self.began.elapsed().as_millis());
        passed.map_or(u64::MAX, |passed| passed + UNKNOWN)
    }

    /// The next node that is not left alone; if all are, the next one.
    fn node(&self, patience: Patience) -> usize {
        let last = self.last.load(Ordering::Relaxed);
        if patience.answer <= SEARCH.answer && self.alone[last].load(Ordering::Relaxed) <= UNKNOWN {
            return last;
        }
        let first = self.next.fetch_add(1, Ordering::Relaxed);
        let count = self.nodes.len();
        let mut all = (0..count).map(|step| (first.wrapping_add(step)) % count);
        let now = self.now();
        let found = all.find(|node| self.alone[*node].load(Ordering::Relaxed) <= now);
        found.unwrap_or(first % count)
    }

    fn leave_alone(&self, node: usize) {
        let until = self.now() + u64::try_from(LEFT_ALONE.as_millis()).unwrap_or(0);
        self.alone[node].store(until, Ordering::Relaxed);
    }

    fn are_all_alone(&self) -> bool {
        let now = self.now();
        self.alone
            .iter()
            .all(|until| until.load(Ordering::Relaxed) > now)
    }
}

/// What a failure says to a person.
fn in_words(error: &ureq::Error) -> String {
    let why = error.to_string();
    // What TLS calls the alert.
    if why.ends_with("CertificateRequired") {
        return "it asks for a certificate of the client: see `secrets`".to_owned();
    }
    why
}

/// Whether a failure is not worth a repetition: nobody listens, or the certificate is wrong. A
/// cluster that is just being restarted refuses connections too, but a person who mistyped an
/// address waits.
fn is_final(why: &str) -> bool {
    ["refused", "certificate", "resolve", "lookup"]
        .iter()
        .any(|word| why.contains(word))
}

/// Whether a call is refused for now. Where a disk is full it is refused with the same status, and
/// that does not pass by itself.
fn is_busy(answer: &Answer) -> bool {
    let is_blocked = answer.json["error"]["type"] == BLOCKED && answer.status == 429;
    matches!(answer.status, 429 | 502 | 503 | 504) && !is_blocked
}

/// The kind of error of an index that takes nothing, such as one whose disk is full.
pub(super) const BLOCKED: &str = "cluster_block_exception";

/// Between half of a pause and all of it.
fn jittered(pause: Duration) -> Duration {
    let mut byte = [128];
    let _ = getrandom::fill(&mut byte);
    pause.mul_f64(0.5 + f64::from(byte[0]) / 512.0)
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = GzEncoder::new(Vec::with_capacity(bytes.len() / 3), Compression::fast());
    // Memory takes everything.
    let _ = out.write_all(bytes);
    out.finish().unwrap_or_default()
}

/// The error of an answer that is no success, with the cluster's own reason.
pub(super) fn refused(path: &str, answer: &Answer) -> ElsewhereError {
    let Answer { status, json } = answer;
    let path = path.split('?').next().unwrap_or(path);
    let error = &json["error"];
    let cause = error["root_cause"].get(0).unwrap_or(error);
    let reason = cause["reason"].as_str().or(error.as_str());
    let reason = match (status, reason) {
        (401, _) => "the user or the key is wrong, or missing: see `secrets`",
        (_, Some(reason)) => reason,
        (_, None) => "no reason given",
    };
    ElsewhereError::Failed(format!(
        "the cluster refused {path} with {status}: {reason}"
    ))
}

/// TLS with the authorities of the system, or of the file that is named.
fn tls(address: &Address, secrets: &Secrets) -> Result<TlsConfig, ElsewhereError> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = TlsConfig::builder().unversioned_rustls_crypto_provider(provider);
    let is_plain = address.nodes.iter().all(|node| node.starts_with("http:"));
    if is_plain {
        return Ok(config.build());
    }
    let roots: Vec<Certificate<'static>> = if let Some(file) = secrets.ca() {
        certificates(file)?
    } else {
        let found = rustls_native_certs::load_native_certs();
        let found = found.certs.into_iter();
        found
            .map(|own| Certificate::from_der(&own).to_owned())
            .collect()
    };
    config = config.root_certs(RootCerts::new_with_certs(&roots));
    if let Some((certificate, key)) = secrets.client() {
        let pem = read(key)?;
        let key = PrivateKey::from_pem(&pem).map_err(|_| unusable(key))?;
        let own = certificates(certificate)?;
        config = config.client_cert(Some(ClientCert::new_with_certs(&own, key)));
    }
    Ok(config.build())
}

fn read(file: &std::path::Path) -> Result<Vec<u8>, ElsewhereError> {
    std::fs::read(file)
        .map_err(|error| ElsewhereError::Failed(format!("cannot read {}: {error}", file.display())))
}

fn unusable(file: &std::path::Path) -> ElsewhereError {
    ElsewhereError::Failed(format!("{} has nothing usable in PEM", file.display()))
}

fn certificates(file: &std::path::Path) -> Result<Vec<Certificate<'static>>, ElsewhereError> {
    let pem = read(file)?;
    let mut found = Vec::new();
    for item in parse_pem(&pem) {
        if let PemItem::Certificate(own) = item.map_err(|_| unusable(file))? {
            found.push(own);
        }
    }
    if found.is_empty() {
        return Err(unusable(file));
    }
    Ok(found)
}
