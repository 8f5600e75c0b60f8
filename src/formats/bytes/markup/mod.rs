//! Markup to plain text: fragments and pages of HTML or XHTML, as feeds, mails and news messages
//! contain them.
//!
//! No tree is built: the text comes from the tokenizer's stream, so nesting costs nothing and the
//! time is linear. Tags only decide where lines and paragraphs end (`lines`). Here everything is
//! text; the reader of pages finds which part of a page is its article.

mod attributes;
mod captions;
mod lines;

#[cfg(test)]
mod tests;

pub(in crate::formats) use attributes::{MOST_ATTRIBUTES, within_limit};
pub(in crate::formats) use captions::{Removed, without_captions, without_shortcodes};
pub(in crate::formats) use lines::{Gap, Lines};

use crate::formats::bytes::white_space::tidy_body;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::{Rawtext, Rcdata, ScriptData};
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::{LocalName, TokenizerResult, local_name};
use std::cell::RefCell;

/// The text of a fragment or a page. A blank line separates paragraphs, a line feed lines and items
/// of lists, ` | ` the cells of a row. Scripts, styles, comments and the page's title are left out.
pub(in crate::formats) fn to_text(html: &str) -> String {
    let html = within_limit(html);
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(&html));
    let tokenizer = Tokenizer::new(TextSink::default(), TokenizerOpts::default());
    while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
    tokenizer.end();
    tokenizer.sink.text.into_inner().finish()
}

/// Receives the tokens.
#[derive(Default)]
struct TextSink {
    text: RefCell<TextBuilder>,
}

/// The text of the tokens so far.
#[derive(Default)]
struct TextBuilder {
    lines: Lines,
    /// The element whose content is left out, and how many of its name are open.
    hidden: Option<(LocalName, u32)>,
    /// The content that is left out, in case the element is never closed.
    hidden_text: Lines,
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

impl TextBuilder {
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

    /// Counts the open elements of the name whose content is left out.
    fn mark_hidden(&mut self, tag: &Tag, opens: bool) {
        match &mut self.hidden {
            Some((name, open)) if *name == tag.name => {
                if opens {
                    *open = open.saturating_add(1);
                } else if tag.kind == TagKind::EndTag {
                    *open -= 1;
                    if *open == 0 {
                        self.hidden = None;
                        self.hidden_text = Lines::default();
                    }
                }
            }
            None if opens && matches!(role_of(&tag.name), Role::Hidden) => {
                self.hidden = Some((tag.name.clone(), 1));
            }
            _ => {}
        }
    }

    /// Where the next text goes.
    fn current(&mut self) -> &mut Lines {
        if self.hidden.is_some() {
            &mut self.hidden_text
        } else {
            &mut self.lines
        }
    }

    fn take_characters(&mut self, characters: &str) {
        match &self.hidden {
            // Never text, closed or not.
            Some((local_name!("script") | local_name!("style"), _)) => {}
            _ if self.preformatted > 0 => self.current().push_lines(characters),
            _ => self.current().push(characters),
        }
    }

    fn finish(mut self) -> String {
        if self.hidden.is_some() && !self.hidden_text.is_empty() {
            // The end tag is missing. Too much text is better than losing the rest.
            self.lines.want(Gap::Paragraph);
            self.lines.push(self.hidden_text.text());
        }
        tidy_body(self.lines.text())
    }
}

/// The effect of a tag on the text around it.
enum Role {
    Inline,
    Break(Gap),
    Preformatted,
    /// Its content is left out.
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
