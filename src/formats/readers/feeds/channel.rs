//! What a feed says of itself: its title, its language, its authors.
//!
//! It applies to the entries after it. A record keeps the channel as it was when the record was
//! cut.

use super::kinds::Skipped;
use crate::formats::bytes::markup;
use crate::formats::bytes::white_space::one_line;
use crate::formats::gather::names::is_name;
use crate::formats::xml::prose::prose;
use crate::formats::xml::{Element, some_text};
use std::borrow::Cow;
use std::collections::HashMap;

/// The most authors of a feed that are kept as authors of its entries.
const MOST_AUTHORS: usize = 16;

/// The most users of a site that are known by name.
const MOST_USERS: usize = 10_000;

/// What applies to the entries of a feed that say nothing else.
#[derive(Debug, Default, Clone)]
pub(in crate::formats) struct Channel {
    /// The feed's title.
    pub(super) title: Option<String>,
    /// Its language.
    pub(super) language: Option<String>,
    /// Its authors, in Atom.
    pub(super) authors: Vec<String>,
    /// The names of users by their logins, in WordPress exports.
    users: HashMap<String, String>,
    /// Entries that are no posts.
    pub(super) skipped: Skipped,
}

impl Channel {
    /// Reads what the start tag of a container says.
    pub(super) fn open(&mut self, container: &Element) {
        offer(&mut self.language, container.attribute("xml:lang"));
    }

    /// Reads an element that is not an entry.
    pub(super) fn take(&mut self, element: &Element) {
        match &*element.name {
            "title" => offer(&mut self.title, title(element)),
            "language" | "dc:language" => offer(&mut self.language, element.line()),
            "author" if self.authors.len() < MOST_AUTHORS => {
                self.authors.extend(author(element).filter(is_name));
            }
            "wp:author" if self.users.len() < MOST_USERS => {
                let login = element.line_of("wp:author_login").filter(is_name);
                let name = element.line_of("wp:author_display_name").filter(is_name);
                self.users.extend(login.zip(name));
            }
            _ => {}
        }
    }

    /// The name of an entry's author. WordPress exports give the login, which is replaced.
    pub(super) fn name_of(&self, author: String) -> String {
        self.users.get(&author).cloned().unwrap_or(author)
    }
}

/// A title on one line. Titles in Atom say whether they have markup. Those in RSS are plain text,
/// but many contain markup and references nevertheless, and others are about markup.
pub(super) fn title(element: &Element) -> Option<String> {
    let text = match element.attribute("type").as_deref() {
        Some("xhtml") => prose(element),
        Some("text") => element.text(),
        _ => plain(&with_literal_tags(&element.text())),
    };
    some_text(one_line(&text))
}

/// Elements that markup in titles consists of.
const IN_TITLES: &[&str] = &[
    "a", "abbr", "acronym", "b", "big", "cite", "code", "del", "dfn", "div", "em", "font", "h1",
    "h2", "h3", "i", "ins", "kbd", "mark", "nobr", "p", "q", "s", "samp", "small", "span",
    "strike", "strong", "sub", "sup", "tt", "u", "var",
];

/// Such elements without an end tag.
const EMPTY_IN_TITLES: &[&str] = &["br", "hr", "img", "wbr"];

/// A title in which tags that are no markup are escaped: `unship: <a> as alternative` has a tag
/// that nothing closes, and `Vec<T>` one that HTML does not have.
fn with_literal_tags(text: &str) -> Cow<'_, str> {
    if !text.contains('<') {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for (at, piece) in text.split('<').enumerate() {
        if at > 0 {
            escaped.push_str(if is_markup(piece, text) { "<" } else { "&lt;" });
        }
        escaped.push_str(piece);
    }
    Cow::Owned(escaped)
}

/// Whether what follows a `<` makes it a tag of the markup of a title.
fn is_markup(after: &str, title: &str) -> bool {
    if after.starts_with("!--") || after.starts_with("![CDATA[") {
        return true;
    }
    let (is_end, inner) = match after.strip_prefix('/') {
        Some(inner) => (true, inner),
        None => (false, after),
    };
    let length = inner
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(inner.len());
    let name = inner[..length].to_ascii_lowercase();
    if EMPTY_IN_TITLES.contains(&&*name) {
        return true;
    }
    let has = |start: &str| {
        title.split('<').skip(1).any(|piece| {
            piece
                .get(..start.len())
                .is_some_and(|own| own.eq_ignore_ascii_case(start))
                && piece[start.len()..].starts_with([' ', '>', '/', '\t', '\n'])
        })
    };
    IN_TITLES.contains(&&*name)
        && if is_end {
            has(&name)
        } else {
            has(&format!("/{name}"))
        }
}

/// A text without its markup.
pub(super) fn plain(text: &str) -> String {
    if text.contains('<') || text.contains('&') {
        markup::to_text(text)
    } else {
        text.to_owned()
    }
}

/// The author that an element names: by `name` in Atom, in parentheses after an address in RSS.
pub(super) fn author(element: &Element) -> Option<String> {
    if let Some(name) = element.find("name") {
        return name.line();
    }
    let text = element.line()?;
    match text.split_once('(') {
        Some((address, name)) if address.contains('@') => {
            some_text(name.trim_end_matches(')').trim().to_owned())
        }
        None if is_address(&text) => None,
        _ => Some(text),
    }
}

/// Whether a text is nothing but a mail address.
fn is_address(text: &str) -> bool {
    text.contains('@') && !text.contains(char::is_whitespace)
}

fn offer(field: &mut Option<String>, value: Option<String>) {
    if field.is_none() {
        *field = value.filter(is_name);
    }
}
