//! Requests over connections that stay open, and how fast they are answered.

use crate::measure::to_f64;
use anyhow::{Context, Result, anyhow, bail};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// What is asked for, and how.
#[derive(Debug, Clone)]
pub struct Load {
    /// `127.0.0.1:8470`.
    pub address: String,
    /// What is asked for in turn: `/api/search?q=troops`.
    pub paths: Vec<String>,
    /// How long.
    pub time: Duration,
    /// Over so many connections, each with one request at a time.
    pub connections: usize,
    /// So many requests begin in a second; without it, one after the other. Latencies count from
    /// when a request should have begun, so that a slow server cannot hide it.
    pub rate: Option<f64>,
}

/// How a server answered.
#[derive(Debug, Default)]
pub struct Answers {
    /// The latencies, the shortest first.
    times: Vec<Duration>,
    /// How many were no success.
    pub failed: usize,
    /// How many were refused by a check of the caller.
    pub wrong: usize,
    took: Duration,
}

impl Answers {
    /// Answers in a second.
    #[must_use]
    pub fn a_second(&self) -> f64 {
        to_f64(self.times.len() as u64) / self.took.as_secs_f64()
    }

    /// How many there were.
    #[must_use]
    pub fn count(&self) -> usize {
        self.times.len()
    }

    /// The latency that so many of a hundred do not exceed.
    #[must_use]
    pub fn percentile(&self, of_hundred: usize) -> Duration {
        let last = self.times.len().saturating_sub(1);
        let at = (self.times.len() * of_hundred / 100).min(last);
        self.times.get(at).copied().unwrap_or_default()
    }
}

impl Load {
    /// Puts the load on the server; `is_right` looks at each body.
    ///
    /// # Errors
    /// If a connection fails.
    pub fn run(&self, is_right: &(impl Fn(&[u8]) -> bool + Sync)) -> Result<Answers> {
        let (next, began) = (AtomicUsize::new(0), Instant::now());
        let mut all = Answers::default();
        std::thread::scope(|scope| {
            let one = || self.ask(&next, began, is_right);
            let threads: Vec<_> = (0..self.connections).map(|_| scope.spawn(one)).collect();
            for thread in threads {
                let own = thread.join().map_err(|_| anyhow!("a thread failed"))??;
                all.times.extend(own.times);
                all.failed += own.failed;
                all.wrong += own.wrong;
            }
            anyhow::Ok(())
        })?;
        all.took = began.elapsed();
        all.times.sort_unstable();
        Ok(all)
    }

    /// The requests of one connection.
    fn ask(
        &self,
        next: &AtomicUsize,
        began: Instant,
        is_right: &impl Fn(&[u8]) -> bool,
    ) -> Result<Answers> {
        let stream = TcpStream::connect(&self.address)?;
        stream.set_nodelay(true)?;
        let mut writer = stream.try_clone()?;
        let mut reader = BufReader::new(stream);
        let mut answers = Answers::default();
        while began.elapsed() < self.time {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let mut start = Instant::now();
            if let Some(rate) = self.rate {
                let due = began + Duration::from_secs_f64(to_f64(number as u64) / rate);
                std::thread::sleep(due.saturating_duration_since(start));
                start = due;
            }
            let path = &self.paths[number % self.paths.len()];
            // In one piece: several small ones wait for each other.
            let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n");
            writer.write_all(request.as_bytes())?;
            let (is_success, body) = answer(&mut reader)?;
            answers.failed += usize::from(!is_success);
            answers.wrong += usize::from(is_success && !is_right(&body));
            answers.times.push(start.elapsed());
        }
        Ok(answers)
    }
}

/// Reads an answer whose length is known: whether it is a success, and its body.
fn answer(reader: &mut BufReader<TcpStream>) -> Result<(bool, Vec<u8>)> {
    let mut line = String::new();
    if reader.read_line(&mut line)? == 0 {
        bail!("the server closed a connection");
    }
    let is_success = line.starts_with("HTTP/1.1 200");
    let mut length = None;
    loop {
        line.clear();
        reader.read_line(&mut line)?;
        let field = line.trim().to_ascii_lowercase();
        if field.is_empty() {
            break;
        }
        if let Some(number) = field.strip_prefix("content-length:") {
            length = Some(number.trim().parse().context("a length")?);
        }
    }
    let mut body = vec![0; length.context("an answer without a length")?];
    reader.read_exact(&mut body)?;
    Ok((is_success, body))
}
