//! Styles: at most the 16 colours of every terminal, and each of them with a sign or another style
//! next to it, so that nothing depends on colour.
//!
//! No style sets a background, so both dark and light terminals can be read.

use ratatui::style::{Color, Modifier, Style};

/// The styles of the view.
#[derive(Debug, Clone, Copy)]
pub struct Theme {
    has_colour: bool,
}

impl Theme {
    /// With colour, or without (`NO_COLOR`).
    #[must_use]
    pub fn new(has_colour: bool) -> Self {
        Self { has_colour }
    }

    fn coloured(self, colour: Color, modifier: Modifier) -> Style {
        let style = Style::new().add_modifier(modifier);
        if self.has_colour {
            style.fg(colour)
        } else {
            style
        }
    }

    /// What matches the query.
    pub(super) fn matching(self) -> Style {
        self.coloured(Color::Red, Modifier::BOLD | Modifier::UNDERLINED)
    }

    /// The match that `n` went to.
    pub(super) fn current_match(self) -> Style {
        self.matching().add_modifier(Modifier::REVERSED)
    }

    /// What is chosen, where keys go to.
    pub(super) fn chosen(self) -> Style {
        self.coloured(Color::Reset, Modifier::REVERSED)
    }

    /// What is chosen in a part where keys do not go to.
    pub(super) fn chosen_aside(self) -> Style {
        self.coloured(Color::Reset, Modifier::BOLD)
    }

    /// What accompanies a text.
    pub(super) fn aside(self) -> Style {
        self.coloured(Color::Reset, Modifier::DIM)
    }

    /// A headline, a title.
    pub(super) fn title(self) -> Style {
        self.coloured(Color::Reset, Modifier::BOLD)
    }

    /// A note on the query.
    pub(super) fn note(self) -> Style {
        self.coloured(Color::Yellow, Modifier::empty())
    }

    /// An error.
    pub(super) fn error(self) -> Style {
        self.coloured(Color::Red, Modifier::BOLD)
    }

    /// A mark, a key that can be pressed, a bar.
    pub(super) fn sign(self) -> Style {
        self.coloured(Color::Cyan, Modifier::empty())
    }
}
