//! The terminal while a screen is drawn on it, and as it was before.
//!
//! Whatever ends the view (a key, an error, a panic, a signal), dropping a [`Screen`] gives the
//! terminal back.

use crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{cursor, execute};
use ratatui::backend::CrosstermBackend;
use ratatui::{Frame, Terminal};
use std::io::{self, Stdout, Write};
#[cfg(unix)]
use std::sync::Arc;
#[cfg(unix)]
use std::sync::atomic::{AtomicBool, Ordering};
#[cfg(unix)]
use std::time::Duration;

/// A terminal with a screen on it.
pub(super) struct Screen {
    terminal: Terminal<CrosstermBackend<Stdout>>,
    uses_mouse: bool,
}

impl Screen {
    /// Takes the terminal.
    ///
    /// # Errors
    /// If it cannot be used; it is given back then.
    pub(super) fn open(uses_mouse: bool) -> io::Result<Self> {
        let taken =
            take(uses_mouse).and_then(|()| Terminal::new(CrosstermBackend::new(io::stdout())));
        match taken {
            Ok(terminal) => Ok(Self {
                terminal,
                uses_mouse,
            }),
            Err(error) => {
                give_back();
                Err(error)
            }
        }
    }

    /// Draws the screen: what has changed since it was drawn last.
    pub(super) fn draw(&mut self, draw: impl FnOnce(&mut Frame)) -> io::Result<()> {
        self.terminal.draw(draw)?;
        Ok(())
    }

    /// Gives the terminal to another program, and takes it again.
    pub(super) fn without<T>(&mut self, other: impl FnOnce() -> T) -> io::Result<T> {
        give_back();
        let result = other();
        take(self.uses_mouse)?;
        execute!(io::stdout(), Clear(ClearType::All))?;
        // A new one draws everything. `Terminal::clear` would ask the terminal where its cursor is, and wait for the
        // answer.
        self.terminal = Terminal::new(CrosstermBackend::new(io::stdout()))?;
        Ok(result)
    }

    /// Gives a text to the clipboard of the terminal (OSC 52), also over ssh. Terminals may ignore it.
    pub(super) fn copy(text: &str) -> io::Result<()> {
        execute!(
            io::stdout(),
            crossterm::clipboard::CopyToClipboard::to_clipboard_from(text)
        )
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

fn take(uses_mouse: bool) -> io::Result<()> {
    enable_raw_mode()?;
    execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste)?;
    if uses_mouse {
        execute!(io::stdout(), EnableMouseCapture)?;
    }
    Ok(())
}

/// Gives the terminal back. Each step is done whatever became of the one before.
fn give_back() {
    let mut out = io::stdout();
    let _ = execute!(out, DisableMouseCapture);
    let _ = execute!(out, DisableBracketedPaste);
    let _ = execute!(out, cursor::Show, LeaveAlternateScreen);
    let _ = disable_raw_mode();
    let _ = out.flush();
}

/// How often it is looked whether a signal came.
#[cfg(unix)]
const LOOK: Duration = Duration::from_millis(200);

/// How long the view has to end after a signal.
#[cfg(unix)]
const PATIENCE: Duration = Duration::from_secs(2);

/// The signals that end the view.
#[cfg(unix)]
pub(super) struct Signals(Vec<(i32, Arc<AtomicBool>)>);

#[cfg(unix)]
impl Signals {
    /// Notices them from now on.
    pub(super) fn new() -> io::Result<Self> {
        use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
        let noticed = [SIGINT, SIGTERM, SIGHUP].map(|signal| {
            let came = Arc::new(AtomicBool::new(false));
            signal_hook::flag::register(signal, Arc::clone(&came)).map(|_| (signal, came))
        });
        let signals = Self(noticed.into_iter().collect::<io::Result<_>>()?);
        let watched = Self(signals.0.clone());
        std::thread::spawn(move || watched.end_if_stuck());
        Ok(signals)
    }

    /// Ends the process if a signal came and the view did not end by itself: where the terminal is
    /// gone, the wait for the next key never ends (crossterm 0.29).
    fn end_if_stuck(&self) {
        while self.came().is_none() {
            std::thread::sleep(LOOK);
        }
        std::thread::sleep(PATIENCE);
        give_back();
        self.repeat();
    }

    /// The one that came.
    pub(super) fn came(&self) -> Option<i32> {
        let mut all = self.0.iter();
        let came = all.find(|(_, came)| came.load(Ordering::Relaxed));
        came.map(|(signal, _)| *signal)
    }

    /// Ends the process by the signal that came, as if it had not been noticed.
    pub(super) fn repeat(&self) {
        if let Some(signal) = self.came() {
            let _ = signal_hook::low_level::emulate_default_handler(signal);
        }
    }
}

/// Other systems have none.
#[cfg(not(unix))]
pub(super) struct Signals;

#[cfg(not(unix))]
impl Signals {
    pub(super) fn new() -> io::Result<Self> {
        Ok(Self)
    }

    pub(super) fn came(&self) -> Option<i32> {
        None
    }

    pub(super) fn repeat(&self) {}
}
