//! A cluster behind a proxy that the environment names, as in many offices.

use super::{node, run, twins};
use crate::harness::Archive;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// A running proxy, which connects its clients with whom they name (`CONNECT`).
struct Tunnel {
    address: String,
    connections: Arc<AtomicUsize>,
}

impl Tunnel {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let connections = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&connections);
        thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                let count = Arc::clone(&count);
                thread::spawn(move || connect(&client, &count));
            }
        });
        Self {
            address,
            connections,
        }
    }

    /// How many connections it has made since it was asked last.
    fn connections(&self) -> usize {
        self.connections.swap(0, Ordering::Relaxed)
    }
}

fn connect(mut client: &TcpStream, count: &AtomicUsize) -> io::Result<()> {
    let mut reader = BufReader::new(client.try_clone()?);
    let mut first = String::new();
    reader.read_line(&mut first)?;
    let mut line = first.clone();
    while !line.trim().is_empty() {
        line.clear();
        reader.read_line(&mut line)?;
    }
    let host = first.strip_prefix("CONNECT ").unwrap_or_default();
    let host = host.split(' ').next().unwrap_or_default();
    let mut node = TcpStream::connect(host)?;
    count.fetch_add(1, Ordering::Relaxed);
    client.write_all(b"HTTP/1.1 200 OK\r\n\r\n")?;
    let mut answers = node.try_clone()?;
    let mut back = client.try_clone()?;
    thread::spawn(move || {
        let copied = io::copy(&mut answers, &mut back);
        // One end may be closed already.
        let _ = back.shutdown(Shutdown::Write);
        copied
    });
    io::copy(&mut reader, &mut node)?;
    node.shutdown(Shutdown::Write)
}

#[test]
fn a_proxy_of_the_environment_is_used_unless_the_node_is_excepted() {
    let Some(node) = node() else { return };
    let archive = Archive::of(&[("a.txt", "Alpha\n\nzeppelins rise")]);
    twins(&archive, &node, 1);
    run(&archive, &["reindex", "far"]).exits(0);
    let tunnel = Tunnel::start();
    let search = |environment: &[(&str, &str)]| {
        let mut command = archive.command(&archive.folder());
        command.envs(environment.iter().copied());
        command.arg("--config").arg(archive.beside("dateline.toml"));
        command.args(["search", "--in", "far", "zeppelins", "--count"]);
        let output = command.output().unwrap();
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    };
    let proxy = ("HTTP_PROXY", tunnel.address.as_str());
    assert_eq!(search(&[proxy]), "1");
    assert!(tunnel.connections() > 0);
    assert_eq!(search(&[proxy, ("NO_PROXY", "127.0.0.1")]), "1");
    assert_eq!(tunnel.connections(), 0);
}
