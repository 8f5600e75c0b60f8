//! The length that the header of a message announces for its text (`Content-Length`).
//!
//! In the mailboxes of some programs, lines of a text that look like the start of a message are not
//! marked, and only this length tells them apart. Other programs leave lengths that are wrong, so
//! `mbox` compares one with what is in the file before it counts.

use super::mime::header::field;

/// A message while its lines are read.
#[derive(Debug, Default)]
pub(super) struct Announced {
    length: Option<u64>,
    in_text: bool,
    /// How many bytes of the text were read.
    read: u64,
}

impl Announced {
    /// Takes the next line of the message.
    pub(super) fn push(&mut self, line: &[u8]) {
        if self.in_text {
            self.read += line.len() as u64;
        } else if line.trim_ascii().is_empty() {
            self.in_text = true;
        } else if let Some((name, value)) = field(line)
            && name.eq_ignore_ascii_case(b"content-length")
        {
            let digits = std::str::from_utf8(value.trim_ascii()).unwrap_or_default();
            self.length = digits.parse().ok();
        }
    }

    /// How many bytes of the text are still to come; 0 if that is not known.
    pub(super) fn left(&self) -> u64 {
        let length = self.length.filter(|_| self.in_text).unwrap_or(0);
        length.saturating_sub(self.read)
    }
}
