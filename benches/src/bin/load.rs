//! Asks a server for addresses over connections that stay open, and prints how fast it answers.
//!
//! Usage: `load ADDRESS PATHS SECONDS CONNECTIONS [RATE]`. PATHS is a file with a path a line, such as
//! `/api/search?q=troops`. With RATE so many requests begin in a second, and latencies count from
//! when a request should have begun, so that a slow server cannot hide it.

use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [address, file, seconds, connections, rest @ ..] = arguments.as_slice() else {
        bail!("load ADDRESS PATHS SECONDS CONNECTIONS [RATE]");
    };
    let paths = std::fs::read_to_string(file)?;
    let paths: Vec<&str> = paths.lines().filter(|line| !line.is_empty()).collect();
    let length = Duration::from_secs(seconds.parse()?);
    let connections: usize = connections.parse()?;
    let rate: Option<f64> = rest.first().map(|rate| rate.parse()).transpose()?;
    let (next, began) = (AtomicUsize::new(0), Instant::now());
    let results = std::thread::scope(|scope| {
        let one = || asked(address, &paths, &next, began, length, rate);
        let threads: Vec<_> = (0..connections).map(|_| scope.spawn(one)).collect();
        let results = threads.into_iter().map(|thread| match thread.join() {
            Ok(result) => result,
            Err(_) => bail!("a thread failed"),
        });
        results.collect::<Result<Vec<_>>>()
    })?;
    let took = began.elapsed().as_secs_f64();
    let failed: usize = results.iter().map(|(_, failed)| failed).sum();
    let mut times: Vec<Duration> = results.into_iter().flat_map(|(times, _)| times).collect();
    times.sort_unstable();
    let at =
        |share: usize| times.get((times.len() * share / 100).min(times.len().saturating_sub(1)));
    let shown = |share| at(share).map_or(0.0, |time| time.as_secs_f64() * 1000.0);
    println!(
        "{:.0} a second, {} answers, {failed} failed; p50 {:.1} ms, p90 {:.1} ms, p99 {:.1} ms",
        f64::from(u32::try_from(times.len())?) / took,
        times.len(),
        shown(50),
        shown(90),
        shown(99),
    );
    Ok(())
}

/// The latencies of one connection, and how many answers were no success.
fn asked(
    address: &str,
    paths: &[&str],
    next: &AtomicUsize,
    began: Instant,
    length: Duration,
    rate: Option<f64>,
) -> Result<(Vec<Duration>, usize)> {
    let stream = TcpStream::connect(address)?;
    stream.set_nodelay(true)?;
    let mut writer = stream.try_clone()?;
    let mut reader = BufReader::new(stream);
    let (mut times, mut failed) = (Vec::new(), 0);
    while began.elapsed() < length {
        let number = next.fetch_add(1, Ordering::Relaxed);
        let mut start = Instant::now();
        if let Some(rate) = rate {
            let due = began + Duration::from_secs_f64(f64::from(u32::try_from(number)?) / rate);
            std::thread::sleep(due.saturating_duration_since(start));
            start = due;
        }
        let path = paths[number % paths.len()];
        write!(writer, "GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n")?;
        if !is_success(&mut reader)? {
            failed += 1;
        }
        times.push(start.elapsed());
    }
    Ok((times, failed))
}

/// Reads an answer whose length is known.
fn is_success(reader: &mut BufReader<TcpStream>) -> Result<bool> {
    let (mut is_success, mut length) = (false, 0);
    for place in 0.. {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        if place == 0 {
            is_success = line.starts_with("HTTP/1.1 200");
        }
        let line = line.trim().to_ascii_lowercase();
        if line.is_empty() {
            break;
        }
        if let Some(number) = line.strip_prefix("content-length:") {
            length = number.trim().parse().context("a length")?;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    Ok(is_success)
}
