//! The reader of stories as the data set of CNN and the Daily Mail has them: the paragraphs of a
//! text, and then its highlights, each after a line `@highlight`.
//!
//! A story has no headline. Its highlights are a summary next to a full text, so they are noted and
//! are not in the body. Stories of the Daily Mail open with words of the page around them, one a
//! paragraph: byline and dates are taken from there.

use crate::article::{DateSource, WhyLeftOut};
use crate::formats::bytes::charset;
use crate::formats::bytes::white_space::{tidy_body, unify_line_ends};
use crate::formats::gather::ArticleBuilder;
use crate::formats::input::{Input, blank};
use crate::formats::reader::{ArticleReader, ArticleSink, ReadEnd};
use memchr::memmem::Finder;
use std::sync::LazyLock;

/// Stories, recognized by a highlight or chosen by extension.
pub(in crate::formats) struct Story;

/// The line before a highlight.
const HIGHLIGHT: &str = "@highlight";

static HAS_HIGHLIGHT: LazyLock<Finder> = LazyLock::new(|| Finder::new(HIGHLIGHT));

/// Words of a page above the text, and what follows them.
const ABOVE: &[(&str, Above)] = &[
    ("By", Above::Byline),
    ("PUBLISHED:", Above::Date),
    ("Created:", Above::Date),
    ("UPDATED:", Above::Nothing),
    ("Last updated:", Above::Nothing),
];

/// The most words of a page above a text.
const MOST_ABOVE: usize = 24;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Above {
    Byline,
    Date,
    Nothing,
}

impl ArticleReader for Story {
    fn name(&self) -> &'static str {
        "story"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["story"]
    }

    /// A line `@highlight` between blank lines.
    fn recognizes(&self, head: &[u8]) -> bool {
        HAS_HIGHLIGHT.find(head).is_some() && is_story(&charset::head_text(head))
    }

    fn read(&self, input: Input<'_>, out: &mut dyn ArticleSink) -> Result<(), ReadEnd> {
        let (path, options) = (input.path, input.options);
        let bytes = input.into_bytes()?;
        let decoded = charset::decode_text(&bytes)?;
        let text = unify_line_ends(&decoded.text);
        if text.trim_start().is_empty() {
            return Err(blank().into());
        }
        let mut builder = ArticleBuilder::new(path, 1, options);
        offer(&mut builder, &text);
        builder.note(decoded.problem(1));
        Ok(builder.finish(out)?)
    }
}

/// Whether a text, of whatever name, is a story with highlights.
fn is_story(text: &str) -> bool {
    let mut before = "";
    let mut lines = text.lines().map(str::trim).peekable();
    while let Some(line) = lines.next() {
        let is_alone = before.is_empty() && lines.peek().is_some_and(|next| next.is_empty());
        if line == HIGHLIGHT && is_alone {
            return true;
        }
        before = line;
    }
    false
}

fn offer(builder: &mut ArticleBuilder<'_>, text: &str) {
    let mut body = String::with_capacity(text.len());
    let mut highlights = Vec::new();
    let mut in_highlights = false;
    for line in text.split('\n') {
        if line.trim() == HIGHLIGHT {
            in_highlights = true;
        } else if in_highlights {
            highlights.push(line.trim());
        } else {
            body.push_str(line);
            body.push('\n');
        }
    }
    let body = without_page(builder, &body);
    let characters = highlights.iter().map(|line| line.chars().count()).sum();
    let has_body = !body.trim_start().is_empty();
    builder.tidy_body(if has_body {
        tidy_body(body.trim_start())
    } else {
        tidy_body(highlights.join("\n\n").trim_start())
    });
    if has_body && in_highlights {
        builder.left_out(HIGHLIGHT, WhyLeftOut::Metadata, characters);
    }
}

/// A text without the words of the page above it.
fn without_page<'t>(builder: &mut ArticleBuilder<'_>, text: &'t str) -> &'t str {
    let mut rest = text;
    let mut next = Above::Nothing;
    let mut is_page = false;
    for _ in 0..MOST_ABOVE {
        let Some((line, after)) = rest.trim_start().split_once('\n') else {
            break;
        };
        let line = line.trim();
        if let Some((_, above)) = ABOVE.iter().find(|(word, _)| *word == line) {
            (next, is_page) = (*above, true);
        } else if !is_page {
            break;
        } else if !matches!(line, "." | "|") {
            match next {
                Above::Byline => builder.add_byline(Some(line.to_owned())),
                Above::Date => builder.date(DateSource::MetadataLine, Some(date(line))),
                Above::Nothing if is_date_line(line) => {}
                Above::Nothing => break,
            }
            next = Above::Nothing;
        }
        rest = after;
    }
    rest
}

/// `11:37 EST, 26 February 2013` with the day first.
fn date(line: &str) -> String {
    match line.split_once(", ") {
        Some((clock, day)) if clock.contains(':') => {
            let clock = clock.split(' ').next().unwrap_or_default();
            format!("{day} {clock}")
        }
        _ => line.to_owned(),
    }
}

fn is_date_line(line: &str) -> bool {
    line.len() < 40 && line.contains(':') && line.bytes().any(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::test_support::documents::{dated, read};

    const STORY: &str = "(CNN) -- Lamps on the pier went out.\n\nNobody fell.\n\n@highlight\n\nLamps out\n\n\
        @highlight\n\nNobody fell";

    #[test]
    fn highlights_are_noted_and_not_in_the_body() {
        assert!(Story.recognizes(STORY.as_bytes()));
        let (articles, problems) = read(&Story, STORY.as_bytes());
        assert_eq!(problems, []);
        let article = &articles[0];
        assert_eq!(article.headline, "");
        assert_eq!(
            article.body,
            "(CNN) -- Lamps on the pier went out.\n\nNobody fell."
        );
        assert_eq!(article.left_out[0].element, "@highlight");
        assert_eq!(article.left_out[0].characters, 20);
        let (articles, _) = read(&Story, b"@highlight\n\nOnly this");
        assert_eq!(articles[0].body, "Only this");
    }

    #[test]
    fn words_of_the_page_are_fields() {
        let story = "By\n\n.\n\nAda Holm\n\n.\n\nPUBLISHED:\n\n.\n\n11:37 EST, 26 February 2013\n\n.\n\n|\n\n.\n\n\
            UPDATED:\n\n.\n\n12:00 EST, 27 February 2013\n\n.\n\nThe lamps went out.\n\nBy noon they were on.\n\n\
            @highlight\n\nx\n";
        let (articles, _) = read(&Story, story.as_bytes());
        let article = &articles[0];
        assert_eq!(article.body, "The lamps went out.\n\nBy noon they were on.");
        assert_eq!(article.bylines, ["Ada Holm"]);
        assert_eq!(dated(article).0, "2013-02-26T11:37");
    }

    #[test]
    fn a_text_that_mentions_the_mark_is_no_story() {
        for text in [
            "Type @highlight\n\nin a line",
            "One\n@highlight\ntwo",
            "a\n\n@highlights\n\n",
        ] {
            assert!(!Story.recognizes(text.as_bytes()), "{text}");
        }
    }
}
