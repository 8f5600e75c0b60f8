//! The two streams: buffered, and coloured only if a person sees the colours.
//!
//! Results go to stdout, everything else to stderr. Where a pager shows the results it would scroll notes away, so
//! those that belong to a text are its first lines. Text with styles is written with its styles by `present` and
//! stripped here. Files that are replaced as a whole are here too.

use super::pager::{self, Paged};
use crate::cli::args::RecordFormat;
use crate::index::sync_around;
use crate::present::{Show, for_terminal};
use anstream::adapter::strip_bytes;
use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// The widest text: longer lines are hard to read.
const WIDEST: usize = 100;

/// Notes that wait for the text that a pager will show; `None` if none is to wait.
static HELD: Mutex<Option<Vec<String>>> = Mutex::new(None);

/// Holds notes back while it lives, for a text in the pager.
pub(crate) struct HeldNotes;

/// Holds notes back until a text is paged, or else until the end of the guard's life. Without a pager they are not
/// held.
#[must_use]
pub(crate) fn hold_notes() -> HeldNotes {
    if pager::is_used() {
        *held() = Some(Vec::new());
    }
    HeldNotes
}

impl Drop for HeldNotes {
    fn drop(&mut self) {
        for line in held().take().unwrap_or_default() {
            say_line(&line);
        }
    }
}

/// What is said while a screen is drawn; `None` if there is no screen.
static CAPTURED: Mutex<Option<Vec<String>>> = Mutex::new(None);

/// Keeps what is said from the terminal while it lives, because a screen is drawn there.
pub(crate) struct Captured;

/// Keeps what is said from the terminal from now on.
#[must_use]
pub(crate) fn capture() -> Captured {
    *captured() = Some(Vec::new());
    Captured
}

/// The last line that was captured since this was asked last, without styles.
pub(crate) fn last_captured() -> Option<String> {
    let last = std::mem::take(captured().as_mut()?).pop()?;
    Some(anstream::adapter::strip_str(&last).to_string())
}

impl Drop for Captured {
    fn drop(&mut self) {
        *captured() = None;
    }
}

fn captured() -> std::sync::MutexGuard<'static, Option<Vec<String>>> {
    CAPTURED.lock().unwrap_or_else(PoisonError::into_inner)
}

fn held() -> std::sync::MutexGuard<'static, Option<Vec<String>>> {
    HELD.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Writes a record to standard output, for people or as JSON.
pub(crate) fn show<S: Show + ?Sized>(record: &S, format: RecordFormat) -> io::Result<()> {
    match format {
        RecordFormat::Text => write_paged(|out| record.text(width(), out)),
        RecordFormat::Json => write_plain(|out| record.json(out)),
    }
}

/// Writes text with styles to standard output, all at once; without the styles if they would not be
/// shown.
pub(crate) fn write_styled(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut text = Vec::new();
    write(&mut text)?;
    let stdout = io::stdout();
    if AutoStream::choice(&stdout) == ColorChoice::Never {
        text = strip_bytes(&text).into_vec();
    }
    let mut out = AutoStream::auto(stdout.lock());
    out.write_all(&text)?;
    out.flush()
}

/// Writes text with styles to standard output, through the pager if a terminal shows it. Notes that were held come
/// first.
pub(crate) fn write_paged(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    if !pager::is_used() {
        return write_styled(write);
    }
    let mut text = Vec::new();
    write(&mut text)?;
    if text.is_empty() {
        return Ok(());
    }
    let notes = held().as_mut().map(std::mem::take).unwrap_or_default();
    let mut all: Vec<u8> = notes
        .iter()
        .flat_map(|note| [note.as_str(), "\n"].concat().into_bytes())
        .collect();
    all.append(&mut text);
    if AutoStream::choice(&io::stdout()) == ColorChoice::Never {
        all = strip_bytes(&all).into_vec();
    }
    match pager::show(&all) {
        Paged::Shown => return Ok(()),
        Paged::NoPager => {}
        Paged::Unusable(pager) => {
            let note = format!("cannot run the pager `{pager}`; --no-pager runs none");
            say_line(&format!("note: {}", for_terminal(&note)));
        }
    }
    write_styled(|out| out.write_all(&all))
}

/// Whether paths and addresses can be links of the terminal (OSC 8).
pub(crate) fn has_links() -> bool {
    let stdout = io::stdout();
    let is_plain = AutoStream::choice(&stdout) == ColorChoice::Never;
    stdout.is_terminal() && !is_plain && pager::passes_links()
}

/// Writes data to standard output, byte for byte.
pub(crate) fn write_plain(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    through(io::stdout().lock(), write)
}

/// Writes data to standard output while it is made, byte for byte.
pub(crate) fn stream_plain<T>(
    write: impl FnOnce(&mut dyn Write) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    through(io::stdout().lock(), write)
}

/// Writes text with styles to standard output while it is made; without the styles if they would not
/// be shown.
pub(crate) fn stream_styled<T>(
    write: impl FnOnce(&mut dyn Write) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    through(AutoStream::auto(io::stdout().lock()), write)
}

/// Both streams flush at every line; a buffer in front of them makes that rare.
fn through<T, E: From<io::Error>>(
    out: impl Write,
    write: impl FnOnce(&mut dyn Write) -> Result<T, E>,
) -> Result<T, E> {
    let mut out = BufWriter::with_capacity(1 << 16, out);
    let result = write(&mut out)?;
    out.flush()?;
    Ok(result)
}

pub(crate) fn stdout_is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// The columns to wrap to: those of the terminal, else `COLUMNS`, else 80; at most [`WIDEST`].
pub(crate) fn width() -> usize {
    let columns = std::env::var("COLUMNS")
        .ok()
        .and_then(|columns| columns.parse().ok())
        .filter(|columns| *columns > 0);
    terminal_size::terminal_size()
        .map(|(width, _)| usize::from(width.0))
        .filter(|width| *width > 0 && stdout_is_terminal())
        .or(columns)
        .unwrap_or(80)
        .min(WIDEST)
}

/// Writes `label: text` to stderr; a note may be held for the pager instead. A closed stderr is not an error.
pub(crate) fn say(label: &str, text: &str) {
    let color = match label {
        "error" => AnsiColor::Red,
        "note" => AnsiColor::Yellow,
        _ => AnsiColor::Cyan,
    };
    let style = Style::new().bold().fg_color(Some(color.into()));
    let line = format!("{style}{label}{style:#}: {text}");
    if let ("note" | "word" | "query", Some(held)) = (label, held().as_mut()) {
        held.push(line);
        return;
    }
    say_line(&line);
}

/// Writes a line to stderr, unchanged.
pub(crate) fn say_line(text: &str) {
    if let Some(captured) = captured().as_mut() {
        captured.push(text.to_owned());
        return;
    }
    let _ = writeln!(anstream::stderr(), "{text}");
}

/// A number that nobody can know before, for the names of temporary files.
pub(crate) fn random() -> u64 {
    RandomState::new().build_hasher().finish()
}

/// Writes a file that does not exist yet: nothing that somebody put there is written through.
fn write_new(file: &Path, text: &[u8]) -> io::Result<()> {
    let mut file = std::fs::File::create_new(file)?;
    file.write_all(text)?;
    file.sync_all()
}

/// Replaces a file by one rename, so that half of it is never read, and waits until it is on disk. What is not a regular file (`/dev/stdout`, a pipe) is
/// written to instead, since a rename would replace it by a file.
pub(crate) fn replace_file(file: &Path, text: &[u8]) -> io::Result<()> {
    let file = match (file.metadata(), file.canonicalize()) {
        (Ok(metadata), Ok(target)) if metadata.is_file() => target,
        (Ok(_), _) => return std::fs::write(file, text),
        (Err(_), _) => file.to_owned(),
    };
    let mut name = file.clone().into_os_string();
    name.push(format!(".{:016x}.new", random()));
    let temporary = PathBuf::from(name);
    let replaced = write_new(&temporary, text).and_then(|()| std::fs::rename(&temporary, &file));
    if replaced.is_err() {
        // Half a file is useless and takes space on a disk that may be full.
        let _ = std::fs::remove_file(&temporary);
    }
    replaced.and_then(|()| sync_around(&file))
}
