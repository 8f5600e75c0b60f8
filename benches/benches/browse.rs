//! Searching while typing: `dateline browse` in a terminal of its own; the time from a key to the
//! last byte that it draws for it, and its memory.

use anyhow::{Context, ensure};
use dateline::index::IndexStore;
use dateline_benches::contenders::{self, MEMORY};
use dateline_benches::measure::{Times, megabytes};
use dateline_benches::{corpus, dump, memory, program, setup};
use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// What is typed, key by key; each is deleted again.
const QUERIES: [&str; 4] = [
    "oil prices",
    "troops withdrawal",
    "\"interest rates\"",
    "cocoa export*",
];

/// A screen is at rest when nothing was drawn for so long.
const REST: Duration = Duration::from_millis(150);

fn main() -> anyhow::Result<()> {
    let Some(setup) = setup("browse")? else {
        return Ok(());
    };
    let place = TempDir::new()?;
    let files = place.path().join("articles");
    let stories = corpus::multiply(&corpus::read(&setup.corpus)?, setup.count);
    dump::write(&files, &stories)?;
    drop(stories);
    contenders::dateline(&files, &IndexStore::within(&files), MEMORY)?;
    let size = PtySize {
        rows: 40,
        cols: 160,
        pixel_width: 0,
        pixel_height: 0,
    };
    let pair = native_pty_system().openpty(size)?;
    let mut command = CommandBuilder::new(program::dateline()?);
    command.args(["browse", "--in"]);
    command.arg(&files);
    command.env("TERM", "xterm-256color");
    command.env("DATELINE_STATE", place.path().join("state"));
    let mut child = pair.slave.spawn_command(command)?;
    let drawn = drawn(pair.master.try_clone_reader()?);
    let mut keys = pair.master.take_writer()?;
    ensure!(at_rest(&drawn).is_some(), "it draws nothing");
    let (mut typed, mut deleted) = (Times::default(), Times::default());
    for query in QUERIES {
        for key in query.bytes() {
            press(&mut keys, &[key], &drawn, &mut typed)?;
        }
        for _ in query.bytes() {
            press(&mut keys, b"\x7f", &drawn, &mut deleted)?;
        }
    }
    let process = child.process_id().context("it runs")?;
    let memory = memory::look(process).map_or("not measured".to_owned(), |peak| {
        format!(
            "{} resident, {} of it anonymous",
            megabytes(peak.resident),
            megabytes(peak.anonymous)
        )
    });
    keys.write_all(b"\x03")?;
    child.wait()?;
    println!(
        "{} articles; median (least–most) of {} keys",
        setup.count,
        QUERIES.join("").len()
    );
    println!("a key typed: {typed}\na key deleted: {deleted}\npeak memory: {memory}");
    Ok(())
}

/// Presses a key and adds the time until the screen is at rest, without the rest.
fn press(
    keys: &mut impl Write,
    key: &[u8],
    drawn: &Receiver<Instant>,
    times: &mut Times,
) -> anyhow::Result<()> {
    let began = Instant::now();
    keys.write_all(key)?;
    keys.flush()?;
    let last = at_rest(drawn).context("a key draws something")?;
    times.push(last - began);
    Ok(())
}

/// When the last byte was drawn; `None` if nothing is drawn.
fn at_rest(drawn: &Receiver<Instant>) -> Option<Instant> {
    let mut last = drawn.recv_timeout(Duration::from_secs(20)).ok()?;
    loop {
        match drawn.recv_timeout(REST) {
            Ok(next) => last = next,
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return Some(last),
        }
    }
}

/// When bytes arrive from the program.
fn drawn(mut terminal: Box<dyn Read + Send>) -> Receiver<Instant> {
    let (sender, drawn) = channel();
    std::thread::spawn(move || {
        let mut bytes = vec![0; 1 << 16];
        while terminal.read(&mut bytes).is_ok_and(|read| read > 0) {
            if sender.send(Instant::now()).is_err() {
                break;
            }
        }
    });
    drawn
}
