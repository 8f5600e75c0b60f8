//! A small proxy in front of a node, which makes one of the calls go wrong, or the lines of some
//! articles; or which speaks TLS and wants a password.
//!
//! Each connection carries one request. It knows as much of HTTP as this needs: a head, and a body
//! with its length.

use flate2::read::GzDecoder;
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// What goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// Nothing.
    None,
    /// The connection ends before the node gets the request.
    Unsent,
    /// The node does it, and the answer is lost.
    Unanswered,
    /// The node does it, and half of the answer arrives.
    Half,
    /// It is refused for now.
    Busy,
    /// The node fails.
    Failed,
    /// The connection is held, and nothing is answered.
    Held,
}

impl Fault {
    /// The fault of a call with this number: each of those that end comes at every fifth one.
    pub(super) fn in_turn(at: u32) -> Self {
        let faults = [
            Self::Unsent,
            Self::Unanswered,
            Self::Half,
            Self::Busy,
            Self::Failed,
        ];
        faults[at as usize % faults.len()]
    }
}

/// What the proxy does, and what it saw.
#[derive(Debug)]
struct State {
    node: String,
    fault: Mutex<(Fault, u32)>,
    /// Lines of articles with this word get a field that the index does not have.
    spoiled: Mutex<Option<String>>,
    /// Other values of `authorization` are refused.
    wanted: Mutex<Option<String>>,
    calls: AtomicU32,
    heads: Mutex<Vec<String>>,
}

/// A running proxy.
pub(super) struct Proxy {
    state: Arc<State>,
    address: String,
}

impl Proxy {
    pub(super) fn before(node: &str) -> Self {
        Self::listening(node, None)
    }

    /// One that speaks TLS, with a certificate for 127.0.0.1.
    pub(super) fn with_tls(node: &str, config: ServerConfig) -> Self {
        Self::listening(node, Some(Arc::new(config)))
    }

    fn listening(node: &str, tls: Option<Arc<ServerConfig>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let scheme = if tls.is_some() { "https" } else { "http" };
        let address = format!("{scheme}://{}", listener.local_addr().unwrap());
        let state = Arc::new(State {
            node: node.trim_start_matches("http://").to_owned(),
            fault: Mutex::new((Fault::None, 0)),
            spoiled: Mutex::default(),
            wanted: Mutex::default(),
            calls: AtomicU32::new(0),
            heads: Mutex::default(),
        });
        let own = Arc::clone(&state);
        // It ends with the process of the tests.
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let (own, tls) = (Arc::clone(&own), tls.clone());
                thread::spawn(move || {
                    // A client that goes away is no failure of the proxy.
                    let _ = match tls.map(ServerConnection::new) {
                        Some(Ok(tls)) => serve(&own, StreamOwned::new(tls, client)),
                        Some(Err(_)) => Ok(()),
                        None => serve(&own, client),
                    };
                });
            }
        });
        Self { state, address }
    }

    pub(super) fn address(&self) -> &str {
        &self.address
    }

    /// From now on the `at`-th call, counted from 1, goes wrong.
    pub(super) fn fails(&self, fault: Fault, at: u32) {
        *self.state.fault.lock().unwrap() = (fault, at);
        self.state.calls.store(0, Ordering::SeqCst);
        self.state.heads.lock().unwrap().clear();
    }

    /// From now on every call goes wrong.
    pub(super) fn fails_always(&self, fault: Fault) {
        *self.state.fault.lock().unwrap() = (fault, 0);
    }

    /// From now on the node refuses articles with this word.
    pub(super) fn spoils(&self, word: Option<&str>) {
        *self.state.spoiled.lock().unwrap() = word.map(str::to_owned);
    }

    /// From now on calls need this value of `authorization`.
    pub(super) fn wants(&self, authorization: &str) {
        *self.state.wanted.lock().unwrap() = Some(authorization.to_owned());
    }

    /// The number of calls since then.
    pub(super) fn calls(&self) -> u32 {
        self.state.calls.load(Ordering::SeqCst)
    }

    /// The heads of the requests since then.
    pub(super) fn heads(&self) -> Vec<String> {
        self.state.heads.lock().unwrap().clone()
    }
}

/// Lines with a word have a field of another name.
fn spoil(head: &str, body: Vec<u8>, word: &str) -> io::Result<(String, Vec<u8>)> {
    let mut text = String::new();
    if head.contains("gzip") {
        GzDecoder::new(&body[..]).read_to_string(&mut text)?;
    } else {
        text = String::from_utf8(body).map_err(io::Error::other)?;
    }
    let lines = text.split_inclusive('\n').map(|line| {
        if line.contains(word) {
            line.replace("\"serial\":", "\"serjal\":")
        } else {
            line.to_owned()
        }
    });
    let body = lines.collect::<String>().into_bytes();
    let is_about_bytes = |line: &&str| {
        line.to_ascii_lowercase().starts_with("content-length")
            || line.to_ascii_lowercase().starts_with("content-encoding")
    };
    let others = head
        .split_inclusive('\n')
        .filter(|line| !is_about_bytes(line));
    let head = others.collect::<String>() + &format!("content-length: {}\r\n", body.len());
    Ok((head, body))
}

fn serve(state: &State, client: impl Read + Write) -> io::Result<()> {
    let mut reader = BufReader::new(client);
    let (mut head, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            return Ok(());
        }
        if line == "\r\n" {
            break;
        }
        let lower = line.to_ascii_lowercase();
        if let Some(value) = lower.strip_prefix("content-length:") {
            length = value.trim().parse().map_err(io::Error::other)?;
        }
        assert!(
            !lower.starts_with("transfer-encoding"),
            "bodies have a length"
        );
        // One request a connection, so that the end of an answer is the end of the connection.
        if !lower.starts_with("connection:") && !lower.starts_with("accept-encoding:") {
            head.push_str(&line);
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    let mut client = reader.into_inner();
    if let Some(word) = &*state.spoiled.lock().unwrap()
        && head.contains("/_bulk")
    {
        (head, body) = spoil(&head, body, word)?;
    }
    let call = state.calls.fetch_add(1, Ordering::SeqCst) + 1;
    state.heads.lock().unwrap().push(head.clone());
    let fault = match *state.fault.lock().unwrap() {
        (fault, at) if at == call || at == 0 => fault,
        _ => Fault::None,
    };
    let is_welcome = state.wanted.lock().unwrap().as_ref().is_none_or(|wanted| {
        head.lines()
            .any(|line| line.eq_ignore_ascii_case(&format!("authorization: {wanted}")))
    });
    let status = match fault {
        _ if !is_welcome => Some("401 Unauthorized"),
        Fault::Unsent => return Ok(()),
        Fault::Held => {
            thread::sleep(Duration::from_mins(3));
            return Ok(());
        }
        Fault::Busy => Some("429 Too Many Requests"),
        Fault::Failed => Some("500 Internal Server Error"),
        Fault::None | Fault::Unanswered | Fault::Half => None,
    };
    if let Some(status) = status {
        let answer =
            format!("HTTP/1.1 {status}\r\nconnection: close\r\ncontent-length: 2\r\n\r\n{{}}");
        return client.write_all(answer.as_bytes());
    }
    let mut node = TcpStream::connect(&state.node)?;
    node.write_all(format!("{head}connection: close\r\n\r\n").as_bytes())?;
    node.write_all(&body)?;
    let mut answer = Vec::new();
    node.read_to_end(&mut answer)?;
    let first = answer.iter().position(|byte| *byte == b'\n').unwrap_or(0) + 1;
    let mut whole = answer[..first].to_vec();
    whole.extend(b"connection: close\r\n");
    whole.extend(&answer[first..]);
    match fault {
        Fault::Unanswered => Ok(()),
        Fault::Half => client.write_all(&whole[..whole.len() - (answer.len() / 4).max(3)]),
        _ => client.write_all(&whole),
    }
}
