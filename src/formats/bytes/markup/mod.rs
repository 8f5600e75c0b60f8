//! Markup to plain text: fragments and pages of HTML or XHTML as feeds, mails and news messages
//! hold them.
//!
//! No tree is built: the text is taken from the tokenizer's stream, so nesting costs nothing and
//! the time is linear. Tags decide only where lines and paragraphs end. What a page's article is
//! among all its text is the business of `html`.

mod attributes;

#[cfg(test)]
mod tests;

pub(in crate::formats) use attributes::{MOST_ATTRIBUTES, within_limit};

use crate::formats::bytes::white_space::tidy_body;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::{Rawtext, Rcdata, ScriptData};
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::{LocalName, TokenizerResult, local_name};
use std::cell::RefCell;

/// The text of a fragment or a page: paragraphs separated by a blank line, lines and items of
/// lists by a line feed, cells of a row by ` | `. Scripts, styles, comments and the title of the
/// page are left out.
pub(in crate::formats) fn to_text(html: &str) -> String {
    let html = within_limit(html);
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(&html));
    let tokenizer = Tokenizer::new(TextSink::default(), TokenizerOpts::default());
    while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
    tokenizer.end();
    tokenizer.sink.text.into_inner().finish()
}

/// Takes the tokens in.
#[derive(Default)]
struct TextSink {
    text: RefCell<Passing>,
}

/// The text while tokens pass.
#[derive(Default)]
struct Passing {
    lines: Lines,
    /// An element whose content is left out, and how many of its name are open.
    hidden: Option<(LocalName, u32)>,
    /// What was left out of an element that may never be closed.
    aside: Lines,
    /// How many `<pre>` are open.
    preformatted: u32,
}

impl TokenSink for TextSink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut text = self.text.borrow_mut();
        match token {
            Token::TagToken(tag) => return text.take_tag(&tag),
            Token::CharacterTokens(characters) => text.take_characters(&characters),
            _ => {}
        }
        TokenSinkResult::Continue
    }

    /// Feeds wrap text in CDATA sections; as HTML they would be comments.
    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        true
    }
}

impl Passing {
    fn take_tag(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let opens = tag.kind == TagKind::StartTag && !tag.self_closing;
        self.mark_hidden(tag, opens);
        match role_of(&tag.name) {
            Role::Break(gap) => self.current().want(gap),
            Role::Preformatted => {
                self.current().want(Gap::Paragraph);
                self.preformatted = if opens {
                    self.preformatted.saturating_add(1)
                } else {
                    self.preformatted.saturating_sub(1)
                };
            }
            Role::Inline | Role::Hidden => {}
        }
        if !opens {
            return TokenSinkResult::Continue;
        }
        match tag.name {
            local_name!("script") => TokenSinkResult::RawData(ScriptData),
            local_name!("title") | local_name!("textarea") => TokenSinkResult::RawData(Rcdata),
            local_name!("style")
            | local_name!("xmp")
            | local_name!("iframe")
            | local_name!("noembed")
            | local_name!("noframes") => TokenSinkResult::RawData(Rawtext),
            _ => TokenSinkResult::Continue,
        }
    }

    /// Keeps count of elements whose content is left out.
    fn mark_hidden(&mut self, tag: &Tag, opens: bool) {
        match &mut self.hidden {
            Some((name, open)) if *name == tag.name => {
                if opens {
                    *open = open.saturating_add(1);
                } else if tag.kind == TagKind::EndTag {
                    *open -= 1;
                    if *open == 0 {
                        self.hidden = None;
                        self.aside = Lines::default();
                    }
                }
            }
            None if opens && matches!(role_of(&tag.name), Role::Hidden) => {
                self.hidden = Some((tag.name.clone(), 1));
            }
            _ => {}
        }
    }

    /// Where text goes at this point.
    fn current(&mut self) -> &mut Lines {
        if self.hidden.is_some() {
            &mut self.aside
        } else {
            &mut self.lines
        }
    }

    fn take_characters(&mut self, characters: &str) {
        match &self.hidden {
            // Never text, whether they are closed or not.
            Some((local_name!("script") | local_name!("style"), _)) => {}
            _ if self.preformatted > 0 => self.current().push_lines(characters),
            _ => self.current().push(characters),
        }
    }

    fn finish(mut self) -> String {
        if self.hidden.is_some() && !self.aside.text.is_empty() {
            // The end tag is missing: rather too much text than the rest of it lost.
            self.lines.want(Gap::Paragraph);
            self.lines.push(&self.aside.text);
        }
        tidy_body(&self.lines.text)
    }
}

/// What a tag means for the text around it.
enum Role {
    Inline,
    Break(Gap),
    Preformatted,
    /// Its content is no text of the article.
    Hidden,
}

fn role_of(name: &LocalName) -> Role {
    match &**name {
        "br" | "li" | "tr" | "dt" | "dd" | "option" | "caption" | "thead" | "tbody" | "tfoot"
        | "hl2" => Role::Break(Gap::Line),
        "td" | "th" => Role::Break(Gap::Cell),
        "p" | "div" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "ul" | "ol" | "dl" | "table"
        | "blockquote" | "article" | "section" | "main" | "header" | "footer" | "aside" | "nav"
        | "figure" | "figcaption" | "address" | "center" | "form" | "fieldset" | "details"
        | "summary" | "hr" | "body" | "html" | "head" => Role::Break(Gap::Paragraph),
        "pre" | "listing" => Role::Preformatted,
        "script" | "style" | "title" | "textarea" | "iframe" | "noembed" | "noframes"
        | "noscript" | "template" | "svg" | "select" | "object" | "audio" | "video" | "canvas" => {
            Role::Hidden
        }
        _ => Role::Inline,
    }
}

/// What separates two pieces of text, the stronger behind the weaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(in crate::formats) enum Gap {
    /// Nothing.
    #[default]
    None,
    /// White space within a line.
    Space,
    /// The border of two cells.
    Cell,
    /// The end of a line.
    Line,
    /// The end of a paragraph.
    Paragraph,
}

/// Text laid out in lines as its gaps say; of several gaps in a row the strongest counts.
#[derive(Debug, Default)]
pub(in crate::formats) struct Lines {
    text: String,
    gap: Gap,
}

impl Lines {
    /// Wants a gap before the text that comes next.
    pub(in crate::formats) fn want(&mut self, gap: Gap) {
        self.gap = self.gap.max(gap);
    }

    /// Adds text; white space in it is one space.
    pub(in crate::formats) fn push(&mut self, text: &str) {
        let mut rest = text;
        loop {
            let word = rest.trim_start_matches(is_html_space);
            if word.len() < rest.len() {
                self.want(Gap::Space);
            }
            if word.is_empty() {
                return;
            }
            let end = word.find(is_html_space).unwrap_or(word.len());
            self.push_as_is(&word[..end]);
            rest = &word[end..];
        }
    }

    /// Adds text as it is, its white space too.
    pub(in crate::formats) fn push_as_is(&mut self, text: &str) {
        self.close_gap();
        self.text.push_str(text);
    }

    /// Adds text whose line feeds end lines.
    fn push_lines(&mut self, text: &str) {
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.want(Gap::Line);
            }
            self.push(line);
        }
    }

    fn close_gap(&mut self) {
        let gap = std::mem::take(&mut self.gap);
        if self.text.is_empty() {
            return;
        }
        self.text.push_str(match gap {
            Gap::None => "",
            Gap::Space => " ",
            Gap::Cell => " | ",
            Gap::Line => "\n",
            Gap::Paragraph => "\n\n",
        });
    }

    /// The text so far.
    pub(in crate::formats) fn into_text(self) -> String {
        self.text
    }
}

/// White space that HTML collapses; a no-break space is none.
fn is_html_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}
