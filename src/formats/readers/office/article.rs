//! From a manuscript to its article.
//!
//! The lines of an export of a news database become its articles. Other documents are one article:
//! the title or the first heading is the headline, and the lines below are read like those of a
//! plain text. The dates in a document's properties are those of the file, so they are not used.

use super::manuscript::{Manuscript, Role};
use crate::article::ArchivePath;
use crate::formats::bytes::white_space::{is_blank, one_line};
use crate::formats::gather::ArticleBuilder;
use crate::formats::input::blank;
use crate::formats::lines::{Begins, Line};
use crate::formats::options::ReadOptions;
use crate::formats::reader::{ArticleSink, ReadEnd};
use crate::formats::readers::exports::{read_lines, recognized};
use crate::formats::readers::text::plain;

/// How many lines from the top a title may be, and a heading that is the headline.
const TITLE_WITHIN: usize = 10;
const HEADING_WITHIN: usize = 8;

/// How many lines from the top a table of labels and values may be.
const LABELS_WITHIN: usize = 16;

/// The longest headline, and the longest line that may stand above it, in characters.
const LONGEST_HEADLINE: usize = 300;
const LONGEST_ABOVE: usize = 120;

/// Pushes the problems and the articles of a manuscript.
pub(super) fn read_manuscript(
    manuscript: Manuscript,
    path: &ArchivePath,
    options: &ReadOptions,
    out: &mut dyn ArticleSink,
) -> Result<(), ReadEnd> {
    if manuscript.lines.iter().all(|line| is_blank(&line.text)) {
        return Err(blank().into());
    }
    if let Some(product) = recognized(&manuscript.lines) {
        let mut lines = manuscript.lines.into_iter().map(Ok);
        return read_lines(product, &mut lines, path, options, out);
    }
    let head = Head::of(&manuscript);
    let mut builder = ArticleBuilder::new(path, 1, options);
    let (headline, subtitles) = (head.headline(&manuscript), head.subtitles(&manuscript));
    let text = text_without(&manuscript, &head);
    plain::offer_text(&mut builder, &headline, &text);
    for subtitle in subtitles {
        builder.subhead(Some(subtitle));
    }
    for part in manuscript.left_out {
        builder.left_out(part.what, part.why, part.characters);
    }
    Ok(builder.finish(out)?)
}

/// Where the headline and the lines below it are, as numbers of lines.
#[derive(Debug, Default, PartialEq, Eq)]
struct Head {
    headline: std::ops::Range<usize>,
    subtitles: std::ops::Range<usize>,
}

impl Head {
    fn of(manuscript: &Manuscript) -> Self {
        let lines = || {
            let lines = manuscript.lines.iter().zip(&manuscript.roles).enumerate();
            lines.filter(|(_, (line, _))| !is_blank(&line.text))
        };
        let title = lines()
            .take(TITLE_WITHIN)
            .find(|(_, (_, role))| **role == Role::Title);
        let is_short = |line: &Line| {
            let text = line.text.trim_end();
            text.chars().count() <= LONGEST_ABOVE && !text.ends_with(['.', '!', '?'])
        };
        let heading = || {
            let mut above = lines().take(HEADING_WITHIN).enumerate();
            let found = above.find(|(count, (_, (line, role)))| {
                matches!(role, Role::Heading(level) if *level == 1 || *count == 0)
                    || !is_short(line)
            });
            let (_, found) = found?;
            matches!(found.1.1, Role::Heading(_)).then_some(found)
        };
        let Some((start, (_, role))) = title.or_else(heading) else {
            return Self::default();
        };
        let end = manuscript.run(start, *role);
        let headline = start..end;
        if headline.end - headline.start > 4 || manuscript.length(&headline) > LONGEST_HEADLINE {
            return Self::default();
        }
        let subtitles = match manuscript.next(end) {
            Some(at) if manuscript.roles[at] == Role::Subtitle => {
                at..manuscript.run(at, Role::Subtitle)
            }
            _ => end..end,
        };
        Self {
            headline,
            subtitles,
        }
    }

    fn headline(&self, manuscript: &Manuscript) -> String {
        let lines = &manuscript.lines[self.headline.clone()];
        let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        one_line(&texts.join(" "))
    }

    fn subtitles(&self, manuscript: &Manuscript) -> Vec<String> {
        let lines = manuscript.lines[self.subtitles.clone()].iter();
        lines
            .map(|line| one_line(&line.text))
            .filter(|text| !text.is_empty())
            .collect()
    }
}

impl Manuscript {
    /// The end of the lines of that role from `start` on. A heading is one paragraph, a title may be
    /// several.
    fn run(&self, start: usize, role: Role) -> usize {
        let more = self.lines[start + 1..].iter().zip(&self.roles[start + 1..]);
        let same = more.take_while(|(line, other)| {
            let is_in_paragraph = line.style.begins == Begins::Line;
            **other == role && (is_in_paragraph || !matches!(role, Role::Heading(_)))
        });
        start + 1 + same.count()
    }

    /// The next line from `start` on that is not blank.
    fn next(&self, start: usize) -> Option<usize> {
        let mut lines = self.lines.iter().enumerate().skip(start);
        lines
            .find(|(_, line)| !is_blank(&line.text))
            .map(|(at, _)| at)
    }

    fn length(&self, range: &std::ops::Range<usize>) -> usize {
        let lines = self.lines[range.clone()].iter();
        lines.map(|line| line.text.chars().count()).sum()
    }
}

/// The text without the headline and the lines below it. A blank line separates paragraphs, a line
/// end items and rows, a bar cells.
fn text_without(manuscript: &Manuscript, head: &Head) -> String {
    let mut text = String::new();
    let mut at = 0;
    let mut last: Option<(Role, Option<u32>)> = None;
    while at < manuscript.lines.len() {
        if head.headline.contains(&at) || head.subtitles.contains(&at) {
            at += 1;
            continue;
        }
        let line = &manuscript.lines[at];
        let role = manuscript.roles[at];
        if let Some((row, end)) = row_at(manuscript, at) {
            let is_next = matches!(last, Some((_, Some(_))));
            gap(&mut text, if is_next { "\n" } else { "\n\n" });
            text.push_str(&row);
            last = line.style.cell.map(|cell| (role, Some(cell.row)));
            at = end;
            continue;
        }
        if is_blank(&line.text) {
            last = None;
        } else {
            let joins = line.style.begins == Begins::Line && at > 0 && last.is_some();
            let is_next_item = role == Role::Item && last.is_some_and(|(last, _)| last == role);
            gap(&mut text, if joins || is_next_item { "\n" } else { "\n\n" });
            text.push_str(line.text.trim_end());
            last = Some((role, None));
        }
        at += 1;
    }
    text
}

fn gap(text: &mut String, gap: &str) {
    if !text.is_empty() {
        text.push_str(gap);
    }
}

/// The row of a table that starts at a line, on one line, and the number of the line after it.
/// `None` if none starts there, or if it has one cell or a cell of several lines: such a table lays out
/// a page.
fn row_at(manuscript: &Manuscript, start: usize) -> Option<(String, usize)> {
    let row = manuscript.lines[start].style.cell?.row;
    let before = start
        .checked_sub(1)
        .and_then(|at| manuscript.lines[at].style.cell);
    if before.is_some_and(|cell| cell.row == row) {
        return None;
    }
    let lines = manuscript.lines[start..].iter();
    let of_row = lines.take_while(|line| line.style.cell.is_some_and(|cell| cell.row == row));
    let mut texts = Vec::new();
    let mut columns = Vec::new();
    let mut count = 0;
    for line in of_row {
        count += 1;
        let text = line.text.trim();
        if text.is_empty() {
            continue;
        }
        let column = line.style.cell.map(|cell| cell.column);
        if columns.last() == Some(&column) {
            return None;
        }
        columns.push(column);
        texts.push(text);
    }
    let row = match texts[..] {
        // A label and its value.
        [label, value] if label.ends_with(':') => format!("{label} {value}"),
        [label, value] if start < LABELS_WITHIN && plain::is_label(label) => {
            format!("{label}: {value}")
        }
        [_, _, ..] => texts.join(" | "),
        _ => return None,
    };
    Some((row, start + count))
}
