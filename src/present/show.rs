//! What is shown in two ways: as text for people and as JSON for programs.

use std::io::{self, Write};

/// A record that has a form for people and a form for programs.
pub trait Show {
    /// Writes it for people, wrapped to `width` columns where it is long text (less than 20 counts
    /// as 20). Styles are written; the caller's stream strips them where nobody sees colour.
    ///
    /// # Errors
    ///
    /// If writing to `out` fails. The kind of the error is unchanged, so that a broken pipe is
    /// recognised.
    fn text(&self, width: usize, out: &mut dyn Write) -> io::Result<()>;

    /// Writes it as JSON: one object on one line, or one object a line if it has several.
    ///
    /// # Errors
    ///
    /// As [`text`](Self::text).
    fn json(&self, out: &mut dyn Write) -> io::Result<()>;
}
