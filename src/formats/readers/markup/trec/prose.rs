//! Text as this markup lays it out.
//!
//! Within `<P>` a line end is a space, unless the lines are columns of a table. Without `<P>` the
//! lines stay, and an indented line opens a paragraph, as on news wires. References to control
//! characters of type-setting machines, which no list of HTML has, become what they did.

use super::tags::Layout;
use crate::formats::xml::references::resolve;
use std::borrow::Cow;

/// References of news wires and of TREC's disks, and what they stand for. `Cx` and digits are
/// control characters too.
const CONTROLS: &[(&str, &str)] = &[
    ("AL", ""),
    ("AR", ""),
    ("G", ""),
    ("HT", " "),
    ("LL", ""),
    ("LQ", "“"),
    ("LR", ""),
    ("M", "\n"),
    ("MD", "—"),
    ("O", "\n"),
    ("QC", "\n"),
    ("QL", "\n"),
    ("QR", "\n"),
    ("RQ", "”"),
    ("TL", ""),
    ("TR", ""),
    ("UL", ""),
    ("UR", ""),
    ("blank", " "),
    ("cir", "○"),
    ("hyph", "-"),
];

/// The longest reference that is looked up, in bytes.
const LONGEST: usize = 8;

/// A text while its tags come.
#[derive(Debug, Default)]
pub(super) struct Prose {
    done: String,
    block: String,
    is_paragraph: bool,
}

impl Prose {
    /// Adds text as it is written.
    pub(super) fn text(&mut self, written: &str) {
        self.block.push_str(&resolve(&without_controls(written)));
    }

    /// Adds text without references.
    pub(super) fn data(&mut self, text: &str) {
        self.block.push_str(text);
    }

    /// Reads a tag that lays out the text.
    pub(super) fn lay_out(&mut self, layout: Layout, opens: bool) {
        match layout {
            Layout::Break => self.block.push('\n'),
            Layout::Paragraph => {
                self.end_block();
                self.is_paragraph = opens;
            }
            Layout::Block => {
                self.end_block();
                self.is_paragraph = false;
            }
        }
    }

    /// Whether there is nothing but white space so far.
    pub(super) fn is_blank(&self) -> bool {
        self.done.is_empty() && self.block.trim_start().is_empty()
    }

    /// The text, with a blank line between paragraphs.
    pub(super) fn finish(mut self) -> String {
        self.end_block();
        self.done
    }

    fn end_block(&mut self) {
        let block = std::mem::take(&mut self.block);
        // A lone line has no indent that says anything.
        let is_line = block.trim().lines().nth(1).is_none();
        let block = if is_line { block.trim() } else { &*block };
        if block.trim_start().is_empty() {
            return;
        }
        if !self.done.is_empty() {
            self.done.push_str("\n\n");
        }
        if self.is_paragraph && !has_columns(block) {
            let mut gap = "";
            for word in block.split_whitespace() {
                self.done.push_str(gap);
                self.done.push_str(word);
                gap = " ";
            }
        } else {
            push_lines(&mut self.done, block);
        }
    }
}

/// Whether lines are rows of a table or verses: more than one has a wide gap in it.
fn has_columns(block: &str) -> bool {
    let is_row = |line: &&str| line.trim().contains("   ") || line.contains('\t');
    block.lines().filter(is_row).nth(1).is_some()
}

/// Adds lines. An indented line after one that is not indented opens a paragraph.
fn push_lines(text: &mut String, block: &str) {
    let block = block.trim_matches('\n').trim_end();
    let is_indented = |line: &str| line.starts_with([' ', '\t']);
    let mut lines = block.lines().filter(|line| !line.trim_start().is_empty());
    let opens_paragraphs = lines.clone().any(|line| !is_indented(line))
        && lines.any(is_indented)
        && !has_columns(block);
    let mut before: Option<&str> = None;
    for line in block.lines() {
        if let Some(before) = before {
            let opens = opens_paragraphs && is_indented(line) && !is_indented(before);
            text.push_str(if opens && !before.trim_start().is_empty() {
                "\n\n"
            } else {
                "\n"
            });
        }
        text.push_str(if opens_paragraphs {
            line.trim()
        } else {
            line.trim_end()
        });
        before = Some(line);
    }
}

/// A text in which references to control characters are replaced. Others stay.
fn without_controls(written: &str) -> Cow<'_, str> {
    if memchr::memchr(b'&', written.as_bytes()).is_none() {
        return Cow::Borrowed(written);
    }
    let mut text = String::with_capacity(written.len());
    let mut parts = written.split('&');
    text.extend(parts.next());
    for part in parts {
        if let Some((instead, rest)) = control(part) {
            text.push_str(instead);
            text.push_str(rest);
        } else {
            text.push('&');
            text.push_str(part);
        }
    }
    Cow::Owned(text)
}

/// What the reference at the start of a text stands for, and the text after it.
fn control(text: &str) -> Option<(&'static str, &str)> {
    let end = text
        .bytes()
        .take(LONGEST + 1)
        .position(|byte| byte == b';')?;
    let (name, rest) = (&text[..end], &text[end + 1..]);
    if let Some(digits) = name.strip_prefix("Cx") {
        let is_control = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        return is_control.then_some(("", rest));
    }
    let (_, instead) = CONTROLS.iter().find(|(known, _)| *known == name)?;
    Some((instead, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prose(blocks: &[(&str, bool)]) -> String {
        let mut prose = Prose::default();
        for (block, is_paragraph) in blocks {
            if *is_paragraph {
                prose.lay_out(Layout::Paragraph, true);
            }
            prose.text(block);
            if *is_paragraph {
                prose.lay_out(Layout::Paragraph, false);
            }
        }
        prose.finish()
    }

    #[test]
    fn lines_of_a_paragraph_are_joined() {
        let paragraphs = [("\nOne line\nand more. \n", true), ("Two.", true)];
        assert_eq!(prose(&paragraphs), "One line and more.\n\nTwo.");
        let table = "Item   Price\nHerring   2\nCod   3";
        assert_eq!(prose(&[(table, true)]), table);
    }

    #[test]
    fn an_indented_line_opens_a_paragraph() {
        let wire = "\n   One line\nand more.\n   Two lines\nand the end.\n";
        assert_eq!(
            prose(&[(wire, false)]),
            "One line\nand more.\n\nTwo lines\nand the end."
        );
        let verse = "   Herring   2\n   Cod   3";
        assert_eq!(prose(&[(verse, false)]), verse);
    }

    #[test]
    fn control_references_do_not_stay_in_the_text() {
        for (written, text) in [
            ("One&QL;&UR; two&LR;.", "One\n\ntwo."),
            ("&Cx1f;AT&amp;T &hyph; 5&blank;%", "AT&T - 5 %"),
            ("R&D; and &unknown;", "R&D; and &unknown;"),
        ] {
            assert_eq!(prose(&[(written, false)]), text, "{written}");
        }
    }
}
