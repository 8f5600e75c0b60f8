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
pub(super) fn give_back() {
    let mut out = io::stdout();
    let _ = execute!(out, DisableMouseCapture);
    let _ = execute!(out, DisableBracketedPaste);
    let _ = execute!(out, cursor::Show, LeaveAlternateScreen);
    let _ = disable_raw_mode();
    let _ = out.flush();
}
