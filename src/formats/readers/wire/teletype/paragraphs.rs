//! The paragraphs of a story: lines that were broken to fit a teletype, and its codes.
//!
//! It knows nothing of the header of a story.

use crate::formats::bytes::white_space::tidy_body;

/// A line at least this long was broken because it was full, in characters.
const FULL: usize = 40;

/// The text of lines: a blank line or an indented line starts a paragraph, and the lines of a
/// paragraph of prose are joined. Tables stay as they are.
pub(super) fn joined(lines: &[&str]) -> String {
    let mut text = String::new();
    let mut paragraph: Vec<&str> = Vec::new();
    let mut was_indented = true;
    for line in lines {
        let is_blank = line.trim().is_empty();
        let is_indented = line.starts_with(['\t', '\u{8}']) || line.starts_with("  ");
        if is_blank || (is_indented && !was_indented) || line.starts_with(['\t', '\u{8}']) {
            flush(&mut paragraph, &mut text);
        }
        if !is_blank {
            paragraph.push(line);
        }
        // After a blank line, the first indented line starts nothing that is not started.
        was_indented = is_indented && !paragraph.is_empty() && paragraph.len() > 1 || is_blank;
    }
    flush(&mut paragraph, &mut text);
    tidy_body(&text)
}

fn flush(paragraph: &mut Vec<&str>, text: &mut String) {
    let [first, rest @ ..] = paragraph.as_slice() else {
        return;
    };
    if !text.is_empty() {
        text.push_str("\n\n");
    }
    let all_but_last = &paragraph[..paragraph.len() - 1];
    let is_prose = all_but_last
        .iter()
        .all(|line| inner(line).chars().count() >= FULL)
        && paragraph.iter().all(|line| !inner(line).contains("   "))
        && rest.iter().all(|line| !line.starts_with(' '));
    if is_prose {
        text.push_str(&clean(inner(first)));
        for line in rest {
            text.push(' ');
            text.push_str(&clean(inner(line)));
        }
    } else {
        let kept: Vec<String> = paragraph
            .iter()
            .map(|line| clean(line.trim_end()))
            .collect();
        text.push_str(&kept.join("\n"));
    }
    paragraph.clear();
}

/// A line without its indentation.
fn inner(line: &str) -> &str {
    line.trim_matches(|c: char| c.is_whitespace() || c == '\u{8}')
}

/// A line without control characters.
pub(super) fn clean(line: &str) -> String {
    line.chars()
        .filter(|c| !c.is_control() || *c == '\t')
        .collect()
}
