//! A page or a fragment of HTML as lines.
//!
//! A block element starts a paragraph, `<br>` a line, `<tr>` and `<td>` a row and a cell. White
//! space is as browsers show it. Scripts, styles and the page's title are left out. Exports of
//! databases mark their parts with `class` and `id`, so a line names those of all elements around
//! it.
//!
//! The page is read by a tokenizer, without a tree. The depth that is remembered, and the length of
//! the names, are bounded.

mod elements;

use crate::formats::bytes::markup::within_limit;
use crate::formats::lines::line::{Begins, Cell, Line, Style};
use elements::{heading, is_block, is_bold, is_closed_by_its_like, is_landmark, is_void, raw_text};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::{LocalName, TokenizerResult};
use std::cell::RefCell;

/// The most open elements that are remembered. Deeper ones have no names and no effect on style.
const DEEPEST: usize = 256;

/// The most bytes of names that a line has.
const MOST_NAMES: usize = 1 << 10;

/// The lines of a page. Elements with one of the names in `apart` are lines of their own, even if
/// they are parts of a line.
pub(in crate::formats) fn html_lines(html: &str, apart: &'static [&'static str]) -> Vec<Line> {
    let html = within_limit(html);
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(&html));
    let sink = LineSink {
        page: RefCell::new(Page {
            apart,
            ..Page::default()
        }),
    };
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
    tokenizer.end();
    let mut page = tokenizer.sink.page.into_inner();
    page.end_line(Begins::Paragraph);
    page.lines
}

/// Receives the tokens.
struct LineSink {
    page: RefCell<Page>,
}

impl TokenSink for LineSink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut page = self.page.borrow_mut();
        match token {
            Token::TagToken(tag) => return page.take_tag(&tag),
            Token::CharacterTokens(characters) if page.hidden.is_none() => page.push(&characters),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// An open element.
struct Open {
    name: LocalName,
    /// The length of the names before its own.
    names: usize,
    is_bold: bool,
    is_italic: bool,
    /// Whether it is a line of its own.
    is_apart: bool,
}

/// The lines of the tokens so far.
#[derive(Default)]
struct Page {
    lines: Vec<Line>,
    open: Vec<Open>,
    /// How many elements are open that are not remembered.
    deeper: usize,
    /// The names of all open elements.
    names: String,
    /// The names of elements that are lines of their own.
    apart: &'static [&'static str],
    /// The element whose content is left out.
    hidden: Option<LocalName>,
    /// The rows of the open tables, the innermost last, and the number of all rows.
    cells: Vec<Cell>,
    rows: u32,
    /// The line so far.
    text: String,
    /// Whether white space is wanted before the next text.
    gap: bool,
    style: Style,
    /// Whether all text of the line so far is bold.
    is_bold: bool,
    begins: Begins,
}

impl Page {
    fn take_tag(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let opens = tag.kind == TagKind::StartTag;
        if let Some(hidden) = &self.hidden {
            if !opens && tag.name == *hidden {
                self.hidden = None;
            }
            return TokenSinkResult::Continue;
        }
        match &*tag.name {
            "br" => self.end_line(Begins::Line),
            "hr" => self.end_line(Begins::Paragraph),
            name if is_block(name) => self.end_line(Begins::Paragraph),
            _ => {}
        }
        if opens {
            self.open(tag)
        } else {
            self.close(&tag.name);
            TokenSinkResult::Continue
        }
    }

    fn open(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        if let Some(raw) = raw_text(&tag.name) {
            if !tag.self_closing {
                self.hidden = Some(tag.name.clone());
            }
            return raw;
        }
        self.enter(tag);
        if is_void(&tag.name) || tag.self_closing {
            self.name_anchor(tag);
            return TokenSinkResult::Continue;
        }
        if is_closed_by_its_like(&tag.name)
            && self.open.last().is_some_and(|last| last.name == tag.name)
        {
            self.close(&tag.name);
        }
        if self.open.len() >= DEEPEST {
            self.deeper += 1;
            return TokenSinkResult::Continue;
        }
        let around = self.open.last();
        let is_bold = around.is_some_and(|open| open.is_bold) || is_bold(tag);
        let is_italic =
            around.is_some_and(|open| open.is_italic) || matches!(&*tag.name, "i" | "em");
        let is_apart = self.is_apart(tag);
        if is_apart && !self.text.is_empty() {
            self.end_line(Begins::Line);
        }
        self.open.push(Open {
            name: tag.name.clone(),
            names: self.names.len(),
            is_bold,
            is_italic,
            is_apart,
        });
        self.add_names(tag);
        TokenSinkResult::Continue
    }

    /// Takes the place in a table, or the target of a link, that a tag gives.
    fn enter(&mut self, tag: &Tag) {
        match &*tag.name {
            "tr" => {
                self.rows = self.rows.saturating_add(1);
                self.cells.pop();
                self.cells.push(Cell {
                    row: self.rows,
                    column: u16::MAX,
                });
            }
            "table" if self.cells.len() < DEEPEST => self.cells.push(Cell { row: 0, column: 0 }),
            "td" | "th" => {
                if let Some(cell) = self.cells.last_mut() {
                    cell.column = cell.column.wrapping_add(1);
                }
            }
            "a" => self.link(tag),
            _ => {}
        }
    }

    fn is_apart(&self, tag: &Tag) -> bool {
        let mut attributes = tag.attrs.iter();
        let class = || attributes.find(|attribute| &*attribute.name.local == "class");
        let is_apart = |name: &str| self.apart.iter().any(|own| own.eq_ignore_ascii_case(name));
        (!self.apart.is_empty())
            .then(class)
            .flatten()
            .is_some_and(|class| class.value.split_ascii_whitespace().any(is_apart))
    }

    /// An empty `<a name="…">` marks a place: the next line has its name.
    fn name_anchor(&mut self, tag: &Tag) {
        if &*tag.name == "a" {
            self.add_names(tag);
        }
    }

    fn add_names(&mut self, tag: &Tag) {
        for attribute in &tag.attrs {
            let is_name = match &*attribute.name.local {
                "class" | "id" => true,
                "name" => &*tag.name == "a",
                _ => false,
            };
            if is_name {
                add_name(&mut self.names, &attribute.value);
                add_name(&mut self.style.opens, &attribute.value);
            }
        }
        if is_landmark(&tag.name) {
            add_name(&mut self.names, &tag.name);
            add_name(&mut self.style.opens, &tag.name);
        }
    }

    fn link(&mut self, tag: &Tag) {
        let target = tag
            .attrs
            .iter()
            .find(|attribute| &*attribute.name.local == "href");
        if let (Some(target), None) = (target, &self.style.link) {
            self.style.link = Some(target.value.to_string());
        }
    }

    fn close(&mut self, name: &LocalName) {
        if self.deeper > 0 {
            self.deeper -= 1;
            return;
        }
        if &**name == "table" {
            self.cells.pop();
        }
        if let Some(at) = self.open.iter().rposition(|open| open.name == *name) {
            if self.open[at].is_apart && !self.text.is_empty() {
                self.end_line(Begins::Line);
            }
            self.names.truncate(self.open[at].names);
            self.open.truncate(at);
        }
    }

    /// Adds text. Any white space in it becomes one space.
    fn push(&mut self, characters: &str) {
        let is_space = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}');
        let mut rest = characters;
        loop {
            let word = rest.trim_start_matches(is_space);
            self.gap |= word.len() < rest.len();
            if word.is_empty() {
                return;
            }
            let end = word.find(is_space).unwrap_or(word.len());
            self.push_word(&word[..end]);
            rest = &word[end..];
        }
    }

    fn push_word(&mut self, word: &str) {
        let (is_bold, is_italic) = self
            .open
            .last()
            .map_or((false, false), |open| (open.is_bold, open.is_italic));
        if self.text.is_empty() {
            self.is_bold = true;
            self.style.is_italic = true;
            self.style.class.clone_from(&self.names);
            self.style.cell = self.cells.last().copied().filter(|cell| cell.row > 0);
            self.style.heading = self.open.iter().rev().find_map(|open| heading(&open.name));
        } else if std::mem::take(&mut self.gap) {
            self.text.push(' ');
        }
        self.gap = false;
        self.text.push_str(word);
        self.is_bold &= is_bold;
        self.style.is_italic &= is_italic;
        if self.is_bold {
            self.style.bold = self.text.len();
        }
        // Text later in a line may have names of its own.
        if self.names.len() > self.style.class.len() && self.names.starts_with(&self.style.class) {
            self.style.class.clone_from(&self.names);
        }
    }

    /// Ends the line, and remembers what is between it and the next one.
    fn end_line(&mut self, next: Begins) {
        self.gap = false;
        if self.text.is_empty() {
            // Two line breaks in a row are the end of a paragraph.
            self.begins = if next == Begins::Line && self.begins == Begins::Line {
                Begins::Paragraph
            } else {
                self.begins.max(next)
            };
            return;
        }
        let mut style = std::mem::take(&mut self.style);
        style.begins = self.begins;
        let text = std::mem::take(&mut self.text);
        self.lines.push(Line { text, style });
        self.begins = next;
    }
}

fn add_name(names: &mut String, name: &str) {
    if names.len() + name.len() < MOST_NAMES {
        if !names.is_empty() {
            names.push(' ');
        }
        names.push_str(name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_paragraphs_and_breaks_are_lines() {
        let lines = html_lines(
            "<title>t</title><style>p{}</style><p>One <b>two</b><br>three<br><br>four</p><div>five",
            &[],
        );
        let shown: Vec<_> = lines
            .iter()
            .map(|line| (&*line.text, line.style.begins))
            .collect();
        let expected = [
            ("One two", Begins::Paragraph),
            ("three", Begins::Line),
            ("four", Begins::Paragraph),
            ("five", Begins::Paragraph),
        ];
        assert_eq!(shown[1..], expected[1..]);
        assert_eq!(shown[0].0, "One two");
    }

    #[test]
    fn labels_and_names_are_kept() {
        let lines = html_lines(
            "<div class=a><a name=\"Doc_1\"></a><p><strong>Author: </strong>Ann Lee</p>\
             <p id=b><a href=\"http://x.example\">x</a></p></div><article><p>y",
            &[],
        );
        assert_eq!(lines[0].text, "Author: Ann Lee");
        assert_eq!(lines[0].style.bold, "Author:".len());
        assert_eq!(lines[0].style.opens, "a Doc_1");
        assert_eq!(lines[1].style.class, "a b");
        assert_eq!(lines[1].style.opens, "b");
        assert_eq!(lines[1].style.link.as_deref(), Some("http://x.example"));
        assert_eq!(lines[2].style.opens, "article");
        assert_eq!(lines[2].style.class, "article");
    }

    #[test]
    fn cells_have_places() {
        let lines = html_lines("<table><tr><td>HD<td><p>a<p>b<tr><td>BY<td>c</table>d", &[]);
        let shown: Vec<_> = lines
            .iter()
            .map(|line| {
                (
                    &*line.text,
                    line.style.cell.map(|cell| (cell.row, cell.column)),
                )
            })
            .collect();
        let expected = [
            ("HD", Some((1, 0))),
            ("a", Some((1, 1))),
            ("b", Some((1, 1))),
            ("BY", Some((2, 0))),
            ("c", Some((2, 1))),
            ("d", None),
        ];
        assert_eq!(shown, expected);
    }

    #[test]
    fn elements_may_be_lines_of_their_own() {
        let lines = html_lines("<p>a <span class='x y'>b c</span>, <span>d</span>", &["Y"]);
        let texts: Vec<_> = lines.iter().map(|line| &*line.text).collect();
        assert_eq!(texts, ["a", "b c", ", d"]);
    }

    #[test]
    fn depth_and_names_are_bounded() {
        let page = format!("{}text", "<div class=long-name-of-a-class>".repeat(100_000));
        let lines = html_lines(&page, &[]);
        assert_eq!(lines.len(), 1);
        assert!(lines[0].style.class.len() <= MOST_NAMES);
    }
}
