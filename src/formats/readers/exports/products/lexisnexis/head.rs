//! What is before the text: source, date, headline, labels.
//!
//! It ends where the text starts, at a label or at the first paragraph.

use super::labels::{head_label, labelled};
use crate::formats::gather::opening::byline_alone;
use crate::formats::lines::Line;
use crate::formats::readers::exports::blocks::Block;
use crate::formats::readers::exports::found::Found;
use crate::formats::readers::exports::labels::{Labelled, Meaning, unknown_label};
use crate::formats::readers::exports::names::is_rights;

/// The most blocks between the date and the first label: headline, subhead, byline and a spare one.
const MOST_HEADLINES: usize = 4;

/// Reads what is before the text. Returns the number of its blocks.
pub(super) fn read_head(blocks: &[Block<'_>], found: &mut Found<'_, '_>) -> usize {
    let is_label = |block: &Block<'_>| head_label(block.first()).is_some();
    let first_label = blocks.iter().take(12).position(is_label);
    let tail = blocks
        .iter()
        .take(12)
        .position(|block| labelled(block.first()).is_some());
    let limit = first_label.or(tail).unwrap_or(6).min(blocks.len());
    let titles = read_source(&blocks[..limit], found);
    let labels = first_label
        .or(tail)
        .filter(|at| *at <= titles + MOST_HEADLINES);
    // Without labels before the text, the first block is the headline and the rest is text.
    let end = labels.unwrap_or_else(|| (titles + 1).min(blocks.len()));
    let is_headline = |block: &Block<'_>| {
        head_label(block.first()).is_some_and(|label| label.meaning == Meaning::Headline)
    };
    let has_headline = blocks[end..].iter().take(12).any(is_headline);
    read_titles(&blocks[titles.min(end)..end], has_headline, found);
    read_labels(blocks, end, found)
}

/// Reads source and date. Returns the number of the block that the headline can start at.
fn read_source(blocks: &[Block<'_>], found: &mut Found<'_, '_>) -> usize {
    let date = blocks.iter().enumerate().find_map(|(at, block)| {
        let mut lines = block.lines.iter().take(5);
        Some((at, lines.position(|line| found.is_date(&line.text))?))
    });
    let Some((date, line)) = date else {
        return read_undated(blocks, found);
    };
    let is_in_text = is_centred(&blocks[date].lines[line]);
    for block in &blocks[..date] {
        let is_title = is_in_text && !block.lines[0].text.starts_with("  ");
        if is_title && found.has(Meaning::Source) {
            found.offer(Meaning::Headline, "", &block.line());
        } else {
            offer_source(block.lines, found);
        }
    }
    offer_source(&blocks[date].lines[..line], found);
    found.date(&date_lines(&blocks[date].lines[line..], found));
    let editions = editions(&blocks[date + 1..]);
    for block in &blocks[date + 1..][..editions] {
        found.left_out("line below the date", &block.line());
    }
    date + 1 + editions
}

/// The most paragraphs between the date and the headline.
const MOST_EDITIONS: usize = 3;

/// How many paragraphs below the date name the edition: no blank line separates them from the date,
/// and one separates the headline from them.
fn editions(below: &[Block<'_>]) -> usize {
    let together = below.iter().take_while(|block| !block.is_apart).count();
    let is_followed = together < below.len();
    if is_followed && together <= MOST_EDITIONS {
        together
    } else {
        0
    }
}

/// Offers the source: the first line above the date that says nothing of rights.
fn offer_source(lines: &[Line], found: &mut Found<'_, '_>) {
    for line in lines.iter().filter(|line| !is_rights(&line.text)) {
        if found.has(Meaning::Source) {
            found.left_out("line above the date", &line.text);
        } else {
            found.offer(Meaning::Source, "", &line.text);
        }
    }
}

/// Reads the source of an article without a date. It is centred in a text, and a headline never is.
fn read_undated(blocks: &[Block<'_>], found: &mut Found<'_, '_>) -> usize {
    let centred = blocks
        .iter()
        .take_while(|block| is_centred(&block.lines[0]))
        .count();
    let sources = centred.max(usize::from(blocks.len() > 1)).min(blocks.len());
    for block in &blocks[..sources] {
        offer_source(block.lines, found);
    }
    sources
}

/// The date, with the time that may be on the line below it. Other lines there are the edition.
fn date_lines(lines: &[Line], found: &Found<'_, '_>) -> String {
    let first = lines[0].text.trim().to_owned();
    let Some(second) = lines.get(1).map(|line| line.text.trim()) else {
        return first;
    };
    let is_time = second.starts_with(|c: char| c.is_ascii_digit()) && second.contains(':');
    let both = format!("{first} {second}");
    if is_time && found.is_date(&both) {
        both
    } else {
        first
    }
}

/// Reads the blocks between date and labels: headline, subhead, byline. Centred blocks name the
/// edition or the show. Where a label has the headline (`has_headline`), a label that is not known
/// is none: `TRANSCRIPT: 030301CN.V11`.
fn read_titles(blocks: &[Block<'_>], has_headline: bool, found: &mut Found<'_, '_>) {
    for block in blocks {
        let name = unknown_label(block.first()).map(|(name, _)| name);
        let is_no_title = name.is_some_and(|name| name == "SHOW" || has_headline);
        if is_centred(&block.lines[0]) || is_no_title {
            found.left_out(name.unwrap_or("line below the date"), &block.line());
            continue;
        }
        if found.has_headline() {
            let line = block.line();
            let is_byline = byline_alone(&line).is_some();
            let meaning = if is_byline {
                Meaning::Byline
            } else {
                Meaning::Subhead
            };
            found.offer(meaning, "", &line);
            continue;
        }
        // A semicolon at a line end separates headline and subhead.
        let split = block
            .lines
            .iter()
            .position(|line| line.text.trim_end().ends_with(';'));
        let (title, below) = match split {
            Some(at) if at + 1 < block.lines.len() => block.lines.split_at(at + 1),
            _ => (block.lines, &[][..]),
        };
        let line_of = |lines| {
            Block {
                lines,
                is_apart: true,
            }
            .line()
        };
        let title = line_of(title);
        found.offer(Meaning::Headline, "", title.trim_end_matches(';'));
        found.offer(Meaning::Subhead, "", &line_of(below));
    }
}

/// The label of a block before the text. A label that comes again opens a paragraph of the text.
fn new_label<'a>(block: &Block<'a>, names: &[&str]) -> Option<Labelled<'a>> {
    head_label(block.first()).filter(|label| !names.contains(&label.name))
}

/// Reads labels in a row. Returns the number of the block after them.
fn read_labels(blocks: &[Block<'_>], from: usize, found: &mut Found<'_, '_>) -> usize {
    let mut at = from;
    let mut names: Vec<&str> = Vec::new();
    while let Some(block) = blocks.get(at) {
        let label = new_label(block, &names);
        let is_between = unknown_label(block.first()).is_some()
            && blocks
                .get(at + 1)
                .is_some_and(|next| new_label(next, &names).is_some());
        names.extend(label.map(|label| label.name));
        if let Some(label) = label.filter(|label| label.meaning == Meaning::Text) {
            let mut text = label.value.to_owned();
            for line in &block.lines[1..] {
                text.push('\n');
                text.push_str(line.text.trim_end());
            }
            found.offer(Meaning::Text, label.name, text.trim_start_matches('\n'));
            return at + 1;
        }
        if label.is_some() || is_between {
            read_label(block, found);
        } else if !is_rights(block.first()) {
            break;
        }
        at += 1;
    }
    at
}

/// Reads a block that starts with a label. Several labels may be in it, one a line.
pub(super) fn read_label(block: &Block<'_>, found: &mut Found<'_, '_>) {
    let mut value: Option<(Meaning, &str, String)> = None;
    for line in block.lines {
        let text = line.text.trim();
        if let Some(label) = labelled(text) {
            if let Some((meaning, name, value)) = value.take() {
                found.offer(meaning, name, &value);
            }
            value = Some((label.meaning, label.name, label.value.to_owned()));
        } else if let Some((_, _, value)) = &mut value {
            value.push('\n');
            value.push_str(text);
        } else if let Some((name, rest)) = unknown_label(text) {
            found.left_out(name, rest);
        }
    }
    if let Some((meaning, name, value)) = value {
        found.offer(meaning, name, &value);
    }
}

/// Whether a line of text is indented as centred lines are.
pub(super) fn is_centred(line: &Line) -> bool {
    line.text.starts_with("    ")
}
