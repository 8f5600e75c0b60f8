//! A text as one paragraph, made safe, in which the parts that match a query are marked.
//!
//! White space is collapsed and dangerous characters are replaced while text is added, so each mark
//! stays on its words. `wrap` says where lines break.

use super::safe::harmless;
use super::wrap;
use anstyle::{AnsiColor, Style};
use std::io::{self, Write};
use std::ops::Range;

/// The style of what matches a query: bold red as in grep, legible on dark and on light.
pub(in crate::present) const MATCH: Style = AnsiColor::Red.on_default().bold();

/// The style of what accompanies a text: dates, paths, counts.
pub(in crate::present) const ASIDE: Style = Style::new().dimmed();

/// The style of headlines.
pub(in crate::present) const HEADLINE: Style = Style::new().bold();

/// The narrowest text, in columns. A terminal that says it is narrower gets this.
pub(in crate::present) const MIN_WIDTH: usize = 20;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::present) struct Marked {
    text: String,
    /// Byte ranges of `text`, ascending, apart from each other.
    marks: Vec<Range<usize>>,
}

impl Marked {
    /// A text with the byte ranges that match. Ranges that do not fit the text are left out.
    pub(in crate::present) fn new(text: &str, matches: &[Range<usize>]) -> Self {
        let mut marked = Self::default();
        marked.append(text, matches);
        marked
    }

    pub(in crate::present) fn plain(text: &str) -> Self {
        Self::new(text, &[])
    }

    /// Adds a text with the byte ranges that match, as [`Self::new`].
    pub(in crate::present) fn append(&mut self, text: &str, matches: &[Range<usize>]) {
        let mut done = 0;
        for range in matches {
            let (Some(before), Some(matching)) =
                (text.get(done..range.start), text.get(range.clone()))
            else {
                continue;
            };
            self.push(before);
            self.push_match(matching);
            done = range.end;
        }
        self.push(&text[done..]);
    }

    /// Adds text that does not match.
    pub(in crate::present) fn push(&mut self, text: &str) {
        for c in text.chars().filter_map(harmless) {
            if !is_breaking_space(c) {
                self.text.push(c);
            } else if !self.text.is_empty() && !self.text.ends_with(' ') {
                self.text.push(' ');
            }
        }
    }

    fn push_match(&mut self, text: &str) {
        let start = self.text.len();
        self.push(text);
        match self.marks.last_mut() {
            Some(last) if last.end == start => last.end = self.text.len(),
            _ if self.text.len() > start => self.marks.push(start..self.text.len()),
            _ => {}
        }
    }

    pub(in crate::present) fn is_empty(&self) -> bool {
        self.text.trim_end().is_empty()
    }

    /// One of its lines, with an ellipsis in place of the rest.
    pub(in crate::present) fn cut(&self, line: Range<usize>) -> Self {
        let mut cut = Self::plain(&self.text[line]);
        cut.push(" …");
        cut
    }

    /// The byte ranges of its lines, each at most `width` columns wide.
    pub(in crate::present) fn lines(&self, width: usize) -> Vec<Range<usize>> {
        wrap::lines(&self.text, width)
    }

    /// Writes one of its lines, without a line feed.
    pub(in crate::present) fn write_line(
        &self,
        line: Range<usize>,
        style: Style,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let mut done = line.start;
        for mark in &self.marks {
            let (from, to) = (mark.start.max(done), mark.end.min(line.end));
            if from < to {
                write_styled(&self.text[done..from], style, out)?;
                write_styled(&self.text[from..to], MATCH, out)?;
                done = to;
            }
        }
        write_styled(&self.text[done..line.end], style, out)
    }

    /// Writes all of it, wrapped to `width` columns. The first line starts with `first`, the others
    /// with as many spaces.
    pub(in crate::present) fn write(
        &self,
        first: &str,
        width: usize,
        style: Style,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let indent = wrap::columns(first);
        for (at, line) in self
            .lines(width.saturating_sub(indent))
            .into_iter()
            .enumerate()
        {
            if at == 0 {
                out.write_all(first.as_bytes())?;
            } else {
                write!(out, "{:indent$}", "")?;
            }
            self.write_line(line, style, out)?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }
}

/// Writes safe text in a style.
pub(in crate::present) fn write_styled(
    text: &str,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    if text.is_empty() {
        return Ok(());
    }
    write!(out, "{style}{text}{style:#}")
}

/// White space at which a line may break. No-break spaces are text.
fn is_breaking_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}')
}

#[cfg(test)]
mod tests {
    use super::{MATCH, Marked};
    use anstyle::Style;

    fn written(marked: &Marked, width: usize) -> String {
        let mut out = Vec::new();
        marked.write("> ", width, Style::new(), &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        text.replace(&MATCH.render().to_string(), "[")
            .replace(&MATCH.render_reset().to_string(), "]")
    }

    #[test]
    fn marks_stay_where_white_space_is_collapsed_and_characters_are_replaced() {
        let text = "the\u{202e} \n\t foreign\u{1b} troops\u{200b}, all";
        let start = text.find("foreign").unwrap();
        let end = text.find(", all").unwrap();
        let marked = Marked::new(text, &[0..3, start..end]);
        assert_eq!(
            written(&marked, 80),
            "> [the] [foreign\u{fffd} troops], all\n"
        );
    }

    #[test]
    fn a_mark_continues_on_the_next_line() {
        let marked = Marked::new("withdraw foreign troops now", &[9..16, 16..23]);
        assert_eq!(
            written(&marked, 18),
            "> withdraw [foreign]\n  [troops] now\n"
        );
    }

    #[test]
    fn ranges_that_do_not_fit_the_text_are_left_out() {
        let text = "né à côté";
        let marked = Marked::new(text, &[0..2, 4..6, 2..3, 8..99]);
        assert_eq!(written(&marked, 80), "> né [à] côté\n");
    }
}
