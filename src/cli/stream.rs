//! The streams: buffered, coloured only where somebody sees it.

use anstream::AutoStream;
use anstyle::{AnsiColor, Style};
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

/// Standard output for text with styles.
pub(super) fn styled_stdout() -> BufWriter<AutoStream<StdoutLock<'static>>> {
    BufWriter::new(AutoStream::auto(io::stdout().lock()))
}

/// Standard output for data, byte for byte.
pub(super) fn plain_stdout() -> BufWriter<StdoutLock<'static>> {
    BufWriter::new(io::stdout().lock())
}

pub(super) fn stdout_is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// Columns to wrap to: the terminal's, what COLUMNS says, or 80.
pub(super) fn width() -> usize {
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
pub(super) fn say(label: &str, text: &str) {
    let color = match label {
        "error" => AnsiColor::Red,
        "note" => AnsiColor::Yellow,
        _ => AnsiColor::Cyan,
    };
    let style = Style::new().bold().fg_color(Some(color.into()));
    let _ = writeln!(anstream::stderr(), "{style}{label}{style:#}: {text}");
}
