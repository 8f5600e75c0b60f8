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
        for c in text.chars() {
            self.text.extend(next_char(&self.text, c));
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

    /// How many columns it takes on one line.
    pub(in crate::present) fn columns(&self) -> usize {
        wrap::columns(&self.text)
    }

    /// The whole of it if it fits into `width` columns, else its start and an ellipsis.
    pub(in crate::present) fn first_line(&self, width: usize) -> Self {
        if self.columns() <= width {
            return self.clone();
        }
        let line = wrap::lines(&self.text, width.saturating_sub(2))
            .into_iter()
            .next();
        self.part(line.unwrap_or(0..0))
    }

    /// The whole of it if it fits into `width` columns, else the part with the most different marks, with ellipses.
    pub(in crate::present) fn best_line(&self, width: usize) -> Self {
        if self.columns() <= width {
            return self.clone();
        }
        let room = width.saturating_sub(4);
        let Some(best) = self.best_marks(room) else {
            return self.first_line(width);
        };
        let spare = room.saturating_sub(wrap::columns(&self.text[best.clone()]));
        let start = self.word_before(best.start, spare / 3);
        if start == 0 {
            return self.first_line(width);
        }
        let line = wrap::lines(&self.text[start..], room).into_iter().next();
        let line = line.map_or(best, |line| start + line.start..start + line.end);
        self.part(line)
    }

    /// The first span of at most `room` columns with the most different marks.
    fn best_marks(&self, room: usize) -> Option<Range<usize>> {
        let mut best: Option<(usize, Range<usize>)> = None;
        for (at, first) in self.marks.iter().enumerate() {
            let mut seen = Vec::new();
            let mut span = first.clone();
            for mark in &self.marks[at..] {
                if wrap::columns(&self.text[first.start..mark.end]) > room && mark != first {
                    break;
                }
                span.end = mark.end;
                let word = self.text[mark.clone()].to_lowercase();
                if !seen.contains(&word) {
                    seen.push(word);
                }
            }
            if best.as_ref().is_none_or(|(most, _)| seen.len() > *most) {
                best = Some((seen.len(), span));
            }
        }
        best.map(|(_, span)| span)
    }

    /// The start of the earliest word that is at most `spare` columns before `at`. A text without spaces may start
    /// anywhere.
    fn word_before(&self, at: usize, spare: usize) -> usize {
        let before = &self.text[..at];
        let mut earliest = at;
        for (start, _) in before.char_indices().rev() {
            if wrap::columns(&self.text[start..at]) > spare {
                break;
            }
            earliest = start;
        }
        if earliest == 0 {
            return 0;
        }
        let word = before[earliest..]
            .find(' ')
            .map(|space| earliest + space + 1);
        word.unwrap_or(if before.ends_with(' ') { at } else { earliest })
    }

    /// A part of it, with an ellipsis on each side where there is more.
    fn part(&self, line: Range<usize>) -> Self {
        let mut part = Self::default();
        if line.start > 0 {
            part.push("… ");
        }
        let inside = ranges_within(&self.marks, &line);
        part.append(&self.text[line.clone()], &inside);
        if !self.text[line.end..].trim().is_empty() {
            part.push(" …");
        }
        part
    }

    /// The byte ranges of its lines, each at most `width` columns wide.
    pub(in crate::present) fn lines(&self, width: usize) -> Vec<Range<usize>> {
        wrap::lines(&self.text, width)
    }

    /// The text, and its marks.
    pub(super) fn into_parts(self) -> (String, Vec<Range<usize>>) {
        (self.text, self.marks)
    }

    /// Writes one of its lines, without a line feed.
    pub(in crate::present) fn write_line(
        &self,
        line: Range<usize>,
        style: Style,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let mut done = line.start;
        for mark in ranges_within(&self.marks, &line) {
            let (from, to) = (line.start + mark.start, line.start + mark.end);
            write_styled(&self.text[done..from], style, out)?;
            write_styled(&self.text[from..to], MATCH, out)?;
            done = to;
        }
        write_styled(&self.text[done..line.end], style, out)
    }

    /// Writes all of it on the current line, without a line feed.
    pub(in crate::present) fn write_all(
        &self,
        style: Style,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        self.write_line(0..self.text.len(), style, out)
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

/// Writes safe text in a style, as a link of the terminal (OSC 8) to a safe address if there is one.
pub(in crate::present) fn write_link(
    address: Option<&str>,
    text: &str,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let Some(address) = address else {
        return write_styled(text, style, out);
    };
    write!(out, "\x1b]8;;{address}\x1b\\")?;
    write_styled(text, style, out)?;
    out.write_all(b"\x1b]8;;\x1b\\")
}

/// What a character of a text adds to the safe text before it: spaces are collapsed.
pub(super) fn next_char(before: &str, c: char) -> Option<char> {
    match harmless(c)? {
        c if !is_breaking_space(c) => Some(c),
        _ if before.is_empty() || before.ends_with(' ') => None,
        _ => Some(' '),
    }
}

/// The parts of ascending ranges within another one, counted from its start. Only those within are
/// looked at, so that all lines of a text take as long as their marks.
pub(in crate::present) fn ranges_within(
    ranges: &[Range<usize>],
    within: &Range<usize>,
) -> Vec<Range<usize>> {
    let first = ranges.partition_point(|range| range.end <= within.start);
    let inside = ranges[first..].iter();
    let inside = inside.take_while(|range| range.start < within.end);
    let inside = inside.map(|range| {
        let (from, to) = (range.start.max(within.start), range.end.min(within.end));
        from - within.start..to.max(from) - within.start
    });
    inside.filter(|range| !range.is_empty()).collect()
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
    fn one_line_shows_as_many_different_marks_as_it_can() {
        let text = "troops and troops and troops stood by all the day while a withdrawal of troops began in the west";
        let marks: Vec<_> = ["troops", "withdrawal"]
            .iter()
            .flat_map(|word| {
                text.match_indices(word)
                    .map(|(at, word)| at..at + word.len())
            })
            .collect();
        let mut marks = marks;
        marks.sort_by_key(|mark| mark.start);
        let marked = Marked::new(text, &marks);
        for width in 40..text.len() {
            let line = marked.best_line(width);
            assert!(line.columns() <= width, "{width}: {line:?}");
            let shown = written(&line, 200);
            assert!(
                shown.contains("[withdrawal]") && shown.contains("[troops]"),
                "{shown}"
            );
        }
        assert_eq!(
            written(&marked.best_line(46), 80),
            "> … a [withdrawal] of [troops] began in the west\n"
        );
        assert_eq!(
            written(&marked.first_line(20), 80),
            "> [troops] and [troops] …\n"
        );
    }

    #[test]
    fn a_line_without_spaces_is_cut_at_its_marks() {
        let text = "駐留軍の撤退が始まり、住民は橋を渡って北へ向かった。";
        let at = text.find("橋").unwrap();
        let bridge = at..at + "橋".len();
        let line = Marked::new(text, std::slice::from_ref(&bridge)).best_line(24);
        assert!(line.columns() <= 24, "{line:?}");
        assert!(written(&line, 80).contains("[橋]"), "{line:?}");
    }

    #[test]
    fn ranges_that_do_not_fit_the_text_are_left_out() {
        let text = "né à côté";
        let marked = Marked::new(text, &[0..2, 4..6, 2..3, 8..99]);
        assert_eq!(written(&marked, 80), "> né [à] côté\n");
    }
}
