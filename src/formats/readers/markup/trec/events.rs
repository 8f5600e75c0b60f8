//! The tags and texts of a `<DOC>`, in their order.
//!
//! What is not certainly a tag is text: `<ABC.N>` in a story, or `x < y`. Comments and declarations
//! are skipped. The time is linear, whatever is left open.

use std::borrow::Cow;

/// The longest tag with its attributes, in bytes.
const LONGEST_TAG: usize = 2_000;

/// A part of a record.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Event<'a> {
    /// A start tag: its name in capitals, and what follows the name.
    Start { name: String, attributes: &'a str },
    /// An end tag: its name in capitals.
    End(String),
    /// Text as it is written.
    Text(&'a str),
    /// Text without references.
    Data(&'a str),
}

/// The events of a text.
pub(super) struct Events<'a> {
    rest: &'a str,
    /// Whether an end of a comment may follow.
    may_end_comment: bool,
    /// Whether an end of a CDATA section may follow.
    may_end_data: bool,
}

impl<'a> Events<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self {
            rest: text,
            may_end_comment: true,
            may_end_data: true,
        }
    }

    /// What was not read yet.
    pub(super) fn rest(&self) -> &'a str {
        self.rest
    }

    /// Cuts the first `length` bytes off.
    fn cut(&mut self, length: usize) -> &'a str {
        let (first, rest) = self.rest.split_at(length);
        self.rest = rest;
        first
    }

    /// The tag, comment or section at the start; `None` if there is text. `Some(None)` is markup
    /// without a meaning.
    #[expect(
        clippy::option_option,
        reason = "markup without a meaning and text differ"
    )]
    fn markup(&mut self) -> Option<Option<Event<'a>>> {
        let rest = self.rest;
        if self.may_end_comment && rest.starts_with("<!--") {
            let end = rest[4..].find("-->");
            self.may_end_comment = end.is_some();
            self.cut(end? + 7);
            return Some(None);
        }
        if self.may_end_data && rest.starts_with("<![CDATA[") {
            let end = rest[9..].find("]]>");
            self.may_end_data = end.is_some();
            let section = self.cut(end? + 12);
            return Some(Some(Event::Data(&section[9..section.len() - 3])));
        }
        let inside = rest.strip_prefix('<')?;
        let bytes = inside.as_bytes();
        let end = bytes
            .iter()
            .take(LONGEST_TAG)
            .position(|byte| matches!(byte, b'>' | b'<'))
            .filter(|end| bytes[*end] == b'>')?;
        let tag = &inside[..end];
        if tag.starts_with(['!', '?']) {
            self.cut(end + 2);
            return Some(None);
        }
        let event = read_tag(tag)?;
        self.cut(end + 2);
        Some(Some(event))
    }
}

/// Reads what is between angle brackets; `None` if it is not a tag.
fn read_tag(tag: &str) -> Option<Event<'_>> {
    let (closes, tag) = match tag.strip_prefix('/') {
        Some(tag) => (true, tag),
        None => (false, tag),
    };
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | ':' | '-');
    let length = tag.find(|c| !is_name(c)).unwrap_or(tag.len());
    let (name, rest) = tag.split_at(length);
    let is_tag = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && (rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || c == '/'));
    if !is_tag {
        return None;
    }
    let name = name.to_ascii_uppercase();
    Some(if closes {
        Event::End(name)
    } else {
        Event::Start {
            name,
            attributes: rest,
        }
    })
}

impl<'a> Iterator for Events<'a> {
    type Item = Event<'a>;

    fn next(&mut self) -> Option<Event<'a>> {
        while !self.rest.is_empty() {
            let mut from = 0;
            if self.rest.starts_with('<') {
                match self.markup() {
                    Some(Some(event)) => return Some(event),
                    Some(None) => continue,
                    None => from = 1,
                }
            }
            let next = memchr::memchr(b'<', &self.rest.as_bytes()[from..]);
            let length = next.map_or(self.rest.len(), |next| from + next);
            return Some(Event::Text(self.cut(length)));
        }
        None
    }
}

/// The value of an attribute, with or without quotes. Names are compared in any case.
pub(super) fn attribute<'a>(attributes: &'a str, name: &str) -> Option<Cow<'a, str>> {
    let mut rest = attributes;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        let end = rest.find('=')?;
        let key = rest[..end].trim_end();
        rest = rest[end + 1..].trim_start();
        let (value, after) = match rest.chars().next()? {
            quote @ ('"' | '\'') => rest[1..].split_once(quote)?,
            _ => rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len())),
        };
        // A name without a value may precede it.
        if key
            .rsplit(char::is_whitespace)
            .next()?
            .eq_ignore_ascii_case(name)
        {
            return Some(crate::formats::xml::references::resolve(value.trim()));
        }
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        Events::of(text)
            .map(|event| match event {
                Event::Start { name, attributes } => format!("+{name}{attributes}"),
                Event::End(name) => format!("-{name}"),
                Event::Text(text) => text.to_owned(),
                Event::Data(text) => format!("={text}"),
            })
            .collect()
    }

    #[test]
    fn only_what_is_certainly_a_tag_is_one() {
        for (text, events) in [
            ("<DOC>a</doc>", &["+DOC", "a", "-DOC"][..]),
            ("<F P=100> x", &["+F P=100", " x"]),
            ("a < b <3>", &["a ", "< b ", "<3>"]),
            ("<a@b.example> <PG.COL>", &["<a@b.example> ", "+PG.COL"]),
            ("<!-- <P> --><!DOCTYPE x>a", &["a"]),
            ("<![CDATA[<b>&amp;]]>", &["=<b>&amp;"]),
            ("<!-- never closed", &["<!-- never closed"]),
            ("<P", &["<P"]),
        ] {
            assert_eq!(shown(text), events, "{text}");
        }
    }

    #[test]
    fn attributes_may_have_quotes() {
        let attributes = " id=\"A_1\" type='story' P=100 open x = \"y z\"";
        for (name, value) in [
            ("id", Some("A_1")),
            ("TYPE", Some("story")),
            ("p", Some("100")),
            ("x", Some("y z")),
            ("z", None),
        ] {
            assert_eq!(attribute(attributes, name).as_deref(), value, "{name}");
        }
    }
}
