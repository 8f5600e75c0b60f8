//! The streams: buffered, coloured only where somebody sees it.

use anstream::adapter::strip_bytes;
use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;

/// Writes text with styles to standard output, in one go; without the styles where nobody would
/// see them.
pub(in crate::cli) fn write_styled(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
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

/// Writes data to standard output, byte for byte.
pub(in crate::cli) fn write_plain(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    through(io::stdout().lock(), write)
}

/// Writes data to standard output bit by bit, byte for byte.
pub(in crate::cli) fn stream_plain<T>(
    write: impl FnOnce(&mut dyn Write) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    through(io::stdout().lock(), write)
}

/// Writes text with styles to standard output bit by bit; without the styles where nobody would
/// see them.
pub(in crate::cli) fn stream_styled<T>(
    write: impl FnOnce(&mut dyn Write) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    through(AutoStream::auto(io::stdout().lock()), write)
}

/// Both streams flush at every line; a buffer before them makes that rare.
fn through<T, E: From<io::Error>>(
    out: impl Write,
    write: impl FnOnce(&mut dyn Write) -> Result<T, E>,
) -> Result<T, E> {
    let mut out = BufWriter::with_capacity(1 << 16, out);
    let result = write(&mut out)?;
    out.flush()?;
    Ok(result)
}

pub(in crate::cli) fn stdout_is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// Columns to wrap to: the terminal's, what COLUMNS says, or 80.
pub(in crate::cli) fn width() -> usize {
    let columns = std::env::var("COLUMNS")
        .ok()
        .and_then(|columns| columns.parse().ok())
        .filter(|columns| *columns > 0);
    terminal_size::terminal_size()
        .map(|(width, _)| usize::from(width.0))
        .filter(|width| *width > 0 && stdout_is_terminal())
        .or(columns)
        .unwrap_or(80)
}

/// Says something on stderr: `label: text`. A stderr that is closed is no reason to fail.
pub(in crate::cli) fn say(label: &str, text: &str) {
    let color = match label {
        "error" => AnsiColor::Red,
        "note" => AnsiColor::Yellow,
        _ => AnsiColor::Cyan,
    };
    let style = Style::new().bold().fg_color(Some(color.into()));
    let _ = writeln!(anstream::stderr(), "{style}{label}{style:#}: {text}");
}

/// Says a line on stderr, as it is.
pub(in crate::cli) fn say_line(text: &str) {
    let _ = writeln!(anstream::stderr(), "{text}");
}

/// Replaces a file by one rename, so that nobody reads half of it. What is no file (`/dev/stdout`, a pipe) is written
/// to instead: a rename would put a file in its place.
pub(in crate::cli) fn replace_file(file: &Path, text: &[u8]) -> io::Result<()> {
    let file = match (file.metadata(), file.canonicalize()) {
        (Ok(metadata), Ok(behind_links)) if metadata.is_file() => behind_links,
        (Ok(_), _) => return std::fs::write(file, text),
        (Err(_), _) => file.to_owned(),
    };
    let mut temporary = file.clone().into_os_string();
    temporary.push(format!(".{}.new", std::process::id()));
    let replaced =
        std::fs::write(&temporary, text).and_then(|()| std::fs::rename(&temporary, file));
    if replaced.is_err() {
        // Half of it is of no use, and takes room on a disk that may be full.
        let _ = std::fs::remove_file(&temporary);
    }
    replaced
}
