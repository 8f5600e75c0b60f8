//! The tags of an `OpenDocument` text, written to a manuscript.
//!
//! White space is that of XML: any number of spaces and line ends is one space. Footnotes, text
//! boxes and comments stand in the middle of paragraphs.

use super::styles::Styles;
use crate::article::Problem;
use crate::formats::readers::office::manuscript::{Aside, Look, Manuscript, Pen, Role};
use crate::formats::xml::Fault;
use crate::formats::xml::events::{Event, Tag, each_event};
use std::ops::ControlFlow;

/// The most spaces that one tag writes.
const MOST_SPACES: usize = 100;

/// Elements whose content is not part of the text: names of authors and dates of comments and
/// changes, marks of notes, descriptions of pictures, forms, sounds above a text.
#[rustfmt::skip]
const SKIPPED: &[&str] = &[
    "change-info", "note-citation", "creator", "date-string", "desc", "forms", "ruby-text",
    "sequence-decls", "variable-decls", "user-field-decls", "object-ole", "binary-data", "script",
    "event-listeners",
];

/// A text while it is read.
struct Text<'a> {
    pen: Pen,
    /// The styles of the text's own part.
    own: Styles,
    /// The styles of the other part.
    common: &'a Styles,
    /// How many elements are open in one that is skipped, itself included.
    skipped: u64,
    in_body: bool,
    /// The paragraphs that are open, the innermost last.
    paragraphs: Vec<Paragraph>,
    lists: u32,
    /// Which of the open sections are hidden.
    sections: Vec<bool>,
    /// The looks of the open paragraphs and stretches of text.
    looks: Vec<Look>,
}

/// A paragraph that is open.
#[derive(Default)]
struct Paragraph {
    role: Role,
    /// Whether white space before the next text counts.
    has_text: bool,
    ends_in_space: bool,
}

/// Reads the text of a document of at most `most` bytes.
pub(super) fn manuscript(
    content: &[u8],
    styles: &[u8],
    most: usize,
) -> Result<Manuscript, Problem> {
    let common = Styles::of(styles);
    let mut text = Text {
        pen: Pen::new(most),
        own: Styles::default(),
        common: &common,
        skipped: 0,
        in_body: false,
        paragraphs: Vec::new(),
        lists: 0,
        sections: Vec::new(),
        looks: Vec::new(),
    };
    each_event(content, |event| text.take(event)).map_err(Fault::of_file)?;
    count_margins(&mut text.pen, styles);
    Ok(text.pen.finish())
}

/// Counts the text on top and at the foot of pages.
fn count_margins(pen: &mut Pen, styles: &[u8]) {
    let mut open = 0_u32;
    let is_margin = |name: &str| {
        matches!(
            name,
            "header" | "footer" | "header-left" | "footer-left" | "header-first" | "footer-first"
        )
    };
    let read = each_event(styles, |event| {
        match event {
            Event::Start(tag) if is_margin(tag.name()) => open += 1,
            Event::End(name) if is_margin(name) => open = open.saturating_sub(1),
            Event::Text(text) if open > 0 => pen.leave_out(Aside::PageMargin, text),
            _ => {}
        }
        ControlFlow::Continue(())
    });
    drop(read); // nothing of it is kept
}

impl Text<'_> {
    fn take(&mut self, event: Event<'_>) -> ControlFlow<()> {
        match event {
            Event::Start(_) if self.skipped > 0 => self.skipped += 1,
            Event::Start(tag) if SKIPPED.contains(&tag.name()) => self.skipped = 1,
            Event::Start(tag) if self.in_body => self.start(tag),
            Event::Start(tag) => {
                self.in_body = tag.name() == "body";
                self.own.take(tag);
            }
            Event::End(_) if self.skipped > 0 => self.skipped -= 1,
            Event::End(name) if self.in_body => self.end(name),
            Event::Text(text) if self.skipped == 0 => self.text(text),
            Event::Text(_) | Event::End(_) => {}
        }
        if self.pen.is_full() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }

    fn look(&self) -> Look {
        self.looks.last().copied().unwrap_or_default()
    }

    /// Writes text, with one space instead of any white space.
    fn text(&mut self, text: &str) {
        let look = self.look();
        let Some(paragraph) = self.paragraphs.last_mut() else {
            return;
        };
        let is_space = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r');
        let mut rest = text;
        while !rest.is_empty() {
            let word = rest.trim_start_matches(is_space);
            if word.len() < rest.len() && paragraph.has_text && !paragraph.ends_in_space {
                self.pen.push(" ", look);
                paragraph.ends_in_space = true;
            }
            let end = word.find(is_space).unwrap_or(word.len());
            if end > 0 {
                self.pen.push(&word[..end], look);
                (paragraph.has_text, paragraph.ends_in_space) = (true, false);
            }
            rest = &word[end..];
        }
    }

    /// Writes characters that a tag stands for.
    fn characters(&mut self, text: &str) {
        let look = self.look();
        if let Some(paragraph) = self.paragraphs.last_mut() {
            self.pen.push(text, look);
            (paragraph.has_text, paragraph.ends_in_space) = (true, false);
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag.name() {
            "p" | "h" => self.start_paragraph(tag),
            "span" => self.looks.push(self.own.look(&style_of(tag))),
            "s" => {
                let count = tag.attribute("c").and_then(|count| count.parse().ok());
                self.characters(&" ".repeat(count.unwrap_or(1).min(MOST_SPACES)));
            }
            "tab" => self.characters("\t"),
            "line-break" => {
                self.pen.break_line();
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.has_text = false;
                }
            }
            "a" => {
                let target = tag.attribute("href").unwrap_or_default();
                self.pen.link(target.into_owned());
            }
            "list" => self.lists += 1,
            "table" => self.pen.open_table(),
            "table-row" => self.pen.open_row(),
            "section" => {
                let is_hidden = tag.attribute("display").as_deref() == Some("none");
                self.sections.push(is_hidden);
                if is_hidden {
                    self.pen.open(Aside::Hidden);
                }
            }
            name => {
                if let Some(aside) = aside(name) {
                    self.pen.open(aside);
                }
            }
        }
    }

    fn start_paragraph(&mut self, tag: Tag<'_>) {
        let name = style_of(tag);
        let styled = self.own.role(&name, self.common);
        let role = match tag.name() {
            "h" => {
                let level = tag.attribute("outline-level");
                let level = level.and_then(|level| level.parse().ok()).unwrap_or(1);
                let heading = Role::Heading(u8::clamp(level, 1, 9));
                let title = styled.filter(|role| matches!(role, Role::Title | Role::Subtitle));
                title.unwrap_or(heading)
            }
            _ if self.lists > 0 => styled.unwrap_or(Role::Item),
            _ => styled.unwrap_or_default(),
        };
        if self.own.breaks_page(&name) {
            self.pen.end_section();
        }
        self.looks.push(self.own.look(&name));
        self.paragraphs.push(Paragraph {
            role,
            ..Paragraph::default()
        });
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" | "h" => {
                self.looks.pop();
                if let Some(paragraph) = self.paragraphs.pop() {
                    self.pen.end_paragraph(paragraph.role);
                }
            }
            "span" => drop(self.looks.pop()),
            "list" => self.lists = self.lists.saturating_sub(1),
            "table-cell" | "covered-table-cell" => self.pen.next_cell(),
            "table" => self.pen.close_table(),
            "section" => {
                if self.sections.pop() == Some(true) {
                    self.pen.close();
                }
            }
            name => {
                if aside(name).is_some() {
                    self.pen.close();
                }
            }
        }
    }
}

fn style_of(tag: Tag<'_>) -> String {
    tag.attribute("style-name").unwrap_or_default().into_owned()
}

/// What an element opens beside the text.
fn aside(name: &str) -> Option<Aside> {
    Some(match name {
        "note-body" => Aside::Note,
        "text-box" => Aside::Box,
        "annotation" => Aside::Comment,
        "tracked-changes" => Aside::Deleted,
        "hidden-text" | "hidden-paragraph" => Aside::Hidden,
        _ => return None,
    })
}
