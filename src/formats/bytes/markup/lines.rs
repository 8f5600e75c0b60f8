//! Text laid out in lines, by the gaps between its pieces.
//!
//! Markup asks for gaps and adds pieces of text; white space collapses as in HTML. No gap is
//! written before the first piece or after the last one.

/// What separates two pieces of text, the weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(in crate::formats) enum Gap {
    /// Nothing.
    #[default]
    None,
    /// White space within a line.
    Space,
    /// The border between two cells.
    Cell,
    /// The end of a line.
    Line,
    /// The end of a paragraph.
    Paragraph,
}

/// Text laid out in lines. Of several gaps in a row the strongest counts.
#[derive(Debug, Default)]
pub(in crate::formats) struct Lines {
    text: String,
    gap: Gap,
}

impl Lines {
    /// Asks for a gap before the next text.
    pub(in crate::formats) fn want(&mut self, gap: Gap) {
        self.gap = self.gap.max(gap);
    }

    /// Adds text; any white space in it becomes one space.
    pub(in crate::formats) fn push(&mut self, text: &str) {
        let mut rest = text;
        loop {
            let word = rest.trim_start_matches(is_html_space);
            if word.len() < rest.len() {
                self.want(Gap::Space);
            }
            if word.is_empty() {
                return;
            }
            let end = word.find(is_html_space).unwrap_or(word.len());
            self.push_as_is(&word[..end]);
            rest = &word[end..];
        }
    }

    /// Adds text unchanged, with its white space.
    pub(in crate::formats) fn push_as_is(&mut self, text: &str) {
        self.close_gap();
        self.text.push_str(text);
    }

    /// Adds text whose line feeds end lines.
    pub(super) fn push_lines(&mut self, text: &str) {
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.want(Gap::Line);
            }
            self.push(line);
        }
    }

    fn close_gap(&mut self) {
        let gap = std::mem::take(&mut self.gap);
        if self.text.is_empty() {
            return;
        }
        self.text.push_str(match gap {
            Gap::None => "",
            Gap::Space => " ",
            Gap::Cell => " | ",
            Gap::Line => "\n",
            Gap::Paragraph => "\n\n",
        });
    }

    /// Whether no text was added.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The text.
    pub(in crate::formats) fn into_text(self) -> String {
        self.text
    }
}

/// Whether HTML collapses a character as white space; it keeps no-break spaces.
fn is_html_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}
