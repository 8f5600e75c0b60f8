//! A server that runs while a test lasts, and requests to it as they go over the wire.

use crate::harness::{Archive, sample_corpus};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// No test waits longer than this for anything.
pub(crate) const PATIENCE: Duration = Duration::from_mins(1);

/// The sample corpus and two copies of one text.
pub(crate) fn with_copies() -> Archive {
    let archive = sample_corpus();
    let text = "Lawmakers voted late on Monday to order the withdrawal of all foreign troops within \
        fourteen months. The bill passed by ninety votes to sixty after a session of eleven hours in \
        the old chamber. Its sponsors said that the last convoy would leave before the spring floods \
        close the northern road for weeks.";
    for (name, date) in [("one", "2021-07-19"), ("two", "2021-07-20")] {
        let record = serde_json::json!({
            "id": format!("copy-{name}"), "title": "Convoy vote of lawmakers on troops",
            "text": text, "date": date, "source": format!("Paper {name}"),
        });
        archive.write(&format!("copies/{name}.jsonl"), format!("{record}\n"));
    }
    archive.index();
    archive
}

/// The address of the first hit of a page.
pub(crate) fn first_hit(page: &str) -> String {
    let (_, hits) = page.split_once("<ol class=\"hits\">").unwrap();
    let (_, link) = hits.split_once("href=\"").unwrap();
    let link = link.split('"').next().unwrap();
    link.replace("&amp;", "&").replace("&#38;", "&")
}

/// A running server.
pub(crate) struct Server {
    child: Child,
    pub(crate) address: SocketAddr,
    log: Arc<Mutex<String>>,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Server {
    /// Serves the archive's folder, from the folder around it.
    pub(crate) fn of(archive: &Archive) -> Self {
        Self::with(archive, &["articles"])
    }

    /// Runs `dateline serve` with these arguments and waits until it listens.
    pub(crate) fn with(archive: &Archive, arguments: &[&str]) -> Self {
        let around = archive.beside("");
        let mut command = archive.command(&around);
        command
            .args(["serve", "--listen", "127.0.0.1:0"])
            .args(arguments);
        let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
        let log = Arc::new(Mutex::new(String::new()));
        let stderr = BufReader::new(child.stderr.take().unwrap());
        let written = Arc::clone(&log);
        thread::spawn(move || {
            for line in stderr.lines().map_while(Result::ok) {
                let mut log = written.lock().unwrap();
                log.push_str(&line);
                log.push('\n');
            }
        });
        let mut server = Self {
            child,
            address: SocketAddr::from(([127, 0, 0, 1], 0)),
            log,
        };
        server.wait_for("http://");
        let log = server.log();
        let (_, address) = log.split_once("http://").unwrap();
        let address = address.split('/').next().unwrap();
        server.address = address.parse().unwrap();
        server
    }

    /// What it has written on stderr.
    pub(crate) fn log(&self) -> String {
        self.log.lock().unwrap().clone()
    }

    /// Waits until it has written something.
    pub(crate) fn wait_for(&mut self, part: &str) {
        let began = Instant::now();
        while !self.log().contains(part) {
            let ended = self.child.try_wait().unwrap();
            assert!(
                began.elapsed() < PATIENCE && ended.is_none(),
                "no `{part}` ({ended:?}) in\n{}",
                self.log()
            );
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// Asks for an address.
    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[])
    }

    /// Asks with a method and more headers.
    pub(crate) fn ask(&self, method: &str, path: &str, headers: &[&str]) -> Answer {
        let names_host = |own: &str| own.to_lowercase().starts_with("host:");
        let host = format!("Host: {}", self.address);
        let own = (!headers.iter().any(|own| names_host(own))).then_some(&*host);
        let lines: Vec<&str> = own.into_iter().chain(headers.iter().copied()).collect();
        let more = lines
            .iter()
            .flat_map(|line| [*line, "\r\n"])
            .collect::<String>();
        self.send(format!("{method} {path} HTTP/1.1\r\n{more}Connection: close\r\n\r\n").as_bytes())
    }

    /// Sends these bytes and reads the answer.
    pub(crate) fn send(&self, bytes: &[u8]) -> Answer {
        let mut stream = self.connect();
        // The server may refuse before it has read everything.
        let _ = stream.write_all(bytes);
        let mut all = Vec::new();
        let _ = stream.read_to_end(&mut all);
        Answer::of(&all)
    }

    /// A connection.
    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Sends a signal.
    pub(crate) fn signal(&self, name: &str) {
        let id = self.child.id().to_string();
        let sent = std::process::Command::new("kill")
            .args([name, &id])
            .status();
        assert!(sent.unwrap().success());
    }

    /// Waits for its end.
    pub(crate) fn ends(&mut self) -> Option<i32> {
        let began = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code();
            }
            assert!(began.elapsed() < PATIENCE, "{}", self.log());
            thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Answer {
    fn of(all: &[u8]) -> Self {
        let end = all.windows(4).position(|own| own == b"\r\n\r\n");
        let end = end.unwrap_or(all.len());
        let head = String::from_utf8_lossy(&all[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok());
        let mut body = all.get(end + 4..).unwrap_or_default().to_vec();
        if head.to_lowercase().contains("transfer-encoding: chunked") {
            body = joined(&body);
        }
        Self {
            status: status.unwrap_or(0),
            body,
            head,
        }
    }

    /// A header of the answer.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (own, value) = line.split_once(": ")?;
            own.eq_ignore_ascii_case(name).then_some(value)
        })
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    #[track_caller]
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}\n{self:?}"))
    }

    #[track_caller]
    pub(crate) fn is(self, status: u16) -> Self {
        assert_eq!(
            self.status,
            status,
            "{}\n{}",
            self.head,
            String::from_utf8_lossy(&self.body)
        );
        self
    }
}

/// A body that came in chunks.
fn joined(mut chunks: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    while let Some(end) = chunks.windows(2).position(|own| own == b"\r\n") {
        let length = std::str::from_utf8(&chunks[..end]).unwrap();
        let length = usize::from_str_radix(length, 16).unwrap();
        body.extend(&chunks[end + 2..end + 2 + length]);
        chunks = &chunks[end + 2 + length + 2..];
        if length == 0 {
            break;
        }
    }
    body
}
