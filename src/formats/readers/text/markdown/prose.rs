//! The text of Markdown: paragraphs without marks, links without addresses.
//!
//! The parser of `CommonMark` does the work. This file keeps the words of its events and drops the
//! marks.

use crate::formats::bytes::markup;
use crate::formats::bytes::white_space::{one_line, tidy_body};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// How commands of Hugo and Jekyll open and close. They are not part of the text.
const COMMANDS: &[(&str, &str)] = &[("{{<", ">}}"), ("{{%", "%}}"), ("{%", "%}")];

/// A Markdown text without its marks.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Prose {
    /// The first heading of the first level, if it is the headline. It is not part of the body.
    pub(super) heading: Option<String>,
    /// The text, in the form readers keep bodies in.
    pub(super) body: String,
}

/// Reads a text. The first heading of the first level is removed from the body if it repeats
/// `headline`, or if there is no headline: it is then the headline.
pub(super) fn prose(text: &str, headline: Option<&str>) -> Prose {
    let text = without_commands(text);
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_WIKILINKS;
    let mut writing = Writing::new(headline);
    for event in Parser::new_ext(&text, options) {
        writing.take(event);
    }
    Prose {
        heading: writing.heading,
        body: tidy_body(writing.body.trim_start()),
    }
}

/// A text while it is written.
struct Writing<'h> {
    headline: Option<&'h str>,
    heading: Option<String>,
    body: String,
    /// HTML that was not yet made text.
    html: String,
    /// How many images are open: their alternative text is not part of the article.
    images: usize,
    /// Where the open heading of the first level starts.
    heading_at: Option<usize>,
}

impl<'h> Writing<'h> {
    fn new(headline: Option<&'h str>) -> Self {
        Self {
            headline,
            heading: None,
            body: String::new(),
            html: String::new(),
            images: 0,
            heading_at: None,
        }
    }

    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text)
            | Event::Code(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text) => self.push(&text),
            Event::Html(html) => self.html.push_str(&html),
            Event::InlineHtml(html) if html.to_ascii_lowercase().starts_with("<br") => {
                self.push("\n");
            }
            Event::SoftBreak => self.push(" "),
            Event::HardBreak => self.push("\n"),
            Event::Rule => self.push("\n\n"),
            Event::InlineHtml(_) | Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Image { .. } => self.images += 1,
            Tag::Heading { level, .. } => {
                self.push("\n\n");
                if *level == HeadingLevel::H1 && self.heading.is_none() {
                    self.heading_at = Some(self.body.len());
                }
            }
            Tag::Paragraph
            | Tag::BlockQuote(_)
            | Tag::CodeBlock(_)
            | Tag::Table(_)
            | Tag::List(_)
            | Tag::FootnoteDefinition(_) => self.push("\n\n"),
            Tag::Item | Tag::TableRow => self.push("\n"),
            Tag::TableCell if !self.body.ends_with('\n') => self.push(" "),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Image => self.images = self.images.saturating_sub(1),
            TagEnd::Heading(_) => {
                self.end_heading();
                self.push("\n\n");
            }
            TagEnd::HtmlBlock => {
                let text = markup::to_text(&std::mem::take(&mut self.html));
                self.push("\n\n");
                self.push(&text);
                self.push("\n\n");
            }
            TagEnd::Paragraph
            | TagEnd::BlockQuote(_)
            | TagEnd::CodeBlock
            | TagEnd::Table
            | TagEnd::FootnoteDefinition => self.push("\n\n"),
            TagEnd::List(_) => self.push("\n"),
            _ => {}
        }
    }

    /// Removes the first heading from the body if it is the headline.
    fn end_heading(&mut self) {
        let Some(start) = self.heading_at.take() else {
            return;
        };
        let heading = one_line(&self.body[start..]);
        let is_headline = match self.headline {
            None => true,
            Some(headline) => heading.to_lowercase() == headline.to_lowercase(),
        };
        if is_headline && !heading.is_empty() {
            self.body.truncate(start);
            self.heading = Some(heading);
        }
    }

    fn push(&mut self, text: &str) {
        if self.images == 0 {
            self.body.push_str(text);
        }
    }
}

/// A text without the commands of site generators.
fn without_commands(text: &str) -> String {
    let mut left = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let mut rest = line;
        while let Some((start, end)) = command(rest) {
            left.push_str(&rest[..start]);
            rest = &rest[end..];
        }
        left.push_str(rest);
    }
    left
}

/// Where the first command of a line is.
fn command(line: &str) -> Option<(usize, usize)> {
    COMMANDS
        .iter()
        .filter_map(|(opening, closing)| {
            let start = line.find(opening)?;
            let inner = start + opening.len();
            let end = inner + line[inner..].find(closing)? + closing.len();
            Some((start, end))
        })
        .min()
}
