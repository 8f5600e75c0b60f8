//! What is above the text of a story: headline, byline, notes to editors.
//!
//! The frame of the story is cut before (`envelope`), the text is read after (`paragraphs`).

use super::paragraphs::clean;
use crate::article::WhyLeftOut;
use crate::formats::bytes::coverage::Said;
use crate::formats::bytes::excerpt::excerpt;
use crate::formats::bytes::white_space::one_line;
use crate::formats::gather::ArticleBuilder;

/// The longest heading, in lines and in characters; a longer one is the start of the text.
const MOST_LINES: usize = 5;
const LONGEST: usize = 400;

/// How lines for editors start, in lower case.
const FOR_EDITORS: &[&str] = &[
    "eds:",
    "(eds:",
    "eds.",
    "editors:",
    "editors note",
    "editor's note",
    "(editors",
    "ap photo",
    "photo",
    "with photo",
    "with ap photo",
    "graphic",
    "(achtung",
    "attention",
    "note to editors",
    "advisory",
    "(advisory",
];

/// A line without what ends it on a teletype: `<`, `=`, `^`.
pub(super) fn bare(line: &str) -> String {
    one_line(
        clean(line).trim_matches(|c: char| c.is_whitespace() || matches!(c, '^' | '<' | '=' | '>')),
    )
}

/// Takes the heading that lines start with: those before a blank or an indented line. Returns how
/// many lines it has, 0 if there is none.
pub(super) fn length(lines: &[&str]) -> usize {
    let is_heading = |line: &&&str| {
        !line.trim().is_empty() && !line.starts_with(['\t', '\u{8}']) && !line.starts_with("  ")
    };
    let mut count = lines.iter().take_while(is_heading).count();
    // A centred line ends in an equals sign, and the last one of a heading does.
    if let Some(last) = lines[..count]
        .iter()
        .rposition(|line| line.trim_end().ends_with('='))
    {
        count = last + 1;
    }
    let characters: usize = lines[..count].iter().map(|line| line.chars().count()).sum();
    if count > MOST_LINES || characters > LONGEST || count == lines.len() && count > 1 {
        return usize::from(count > 0);
    }
    count
}

/// Offers the lines of a heading. `text` is the story's text.
pub(super) fn offer(builder: &mut ArticleBuilder<'_>, lines: &[String], text: &str) {
    let mut headline = Vec::new();
    let mut after_byline = false;
    for line in lines.iter().filter(|line| !line.is_empty()) {
        let lower = line.to_lowercase();
        if FOR_EDITORS.iter().any(|start| lower.starts_with(start)) {
            leave(builder, line, WhyLeftOut::Boilerplate);
        } else if is_byline(&lower) {
            builder.byline(Some(line.clone()));
            after_byline = true;
        } else if after_byline {
            // The agency or the office of the person.
            if !builder.agency(Some(line.clone())) {
                leave(builder, line, WhyLeftOut::Metadata);
            }
        } else {
            headline.push(line.as_str());
        }
    }
    offer_headline(builder, &headline, text);
}

/// Offers a headline of one or more lines; a sentence after it is a subhead.
fn offer_headline(builder: &mut ArticleBuilder<'_>, lines: &[&str], text: &str) {
    let Some((first, more)) = lines.split_first() else {
        return;
    };
    let mut headline = (*first).to_owned();
    let mut subheads = Vec::new();
    for line in more {
        let goes_on = subheads.is_empty()
            && headline.chars().count() + line.chars().count() <= 150
            && !line.ends_with('.');
        if goes_on {
            headline.push(' ');
            headline.push_str(line);
        } else {
            subheads.push(*line);
        }
    }
    if !builder.headline(Some(headline.clone())) {
        subheads.insert(0, &headline);
    }
    let mut said = Said::new(text);
    for subhead in subheads {
        if said.missing(subhead) > 0 {
            builder.subhead(Some(subhead.to_owned()));
        }
    }
}

fn is_byline(lower: &str) -> bool {
    ["by ", "par ", "von ", "por ", "av ", "af ", "di "]
        .iter()
        .any(|by| lower.starts_with(by))
        && lower.split_whitespace().count() <= 12
}

/// Names a line that no field takes.
pub(super) fn leave(builder: &mut ArticleBuilder<'_>, line: &str, why: WhyLeftOut) {
    builder.left_out(
        format!("line `{}`", excerpt(line)),
        why,
        line.chars().count(),
    );
}
