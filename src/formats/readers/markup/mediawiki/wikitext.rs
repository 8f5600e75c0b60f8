//! Wikitext to text.
//!
//! One pass, with a stack of the templates and links that are open; what is never closed stays as
//! it is written. A full parser would need the wiki's templates, which a dump of articles has not.
//! `parse_wiki_text_2` names no licence and builds a tree of a page, whose depth the page decides;
//! here depth and time are bounded. Markup: <https://www.mediawiki.org/wiki/Help:Formatting>.

use super::links::{external, internal};
use super::page::Wikitext;
use super::sections::lines;
use super::site::Site;
use super::templates::template;
use crate::article::WhyLeftOut;
use crate::formats::xml::references::resolve;
use std::collections::HashSet;

/// The most templates and links in each other. Deeper ones are text.
const DEEPEST: usize = 40;

/// The longest tag, in bytes.
const LONGEST_TAG: usize = 2_000;

/// Elements whose content is no text of the article, and why.
#[rustfmt::skip]
const HIDDEN: &[(&str, WhyLeftOut)] = &[
    ("ref", WhyLeftOut::Metadata), ("gallery", WhyLeftOut::Caption), ("math", WhyLeftOut::Embedded),
    ("timeline", WhyLeftOut::Embedded), ("score", WhyLeftOut::Embedded), ("imagemap", WhyLeftOut::Embedded),
    ("graph", WhyLeftOut::Embedded), ("mapframe", WhyLeftOut::Embedded), ("includeonly", WhyLeftOut::Hidden),
    ("templatestyles", WhyLeftOut::Hidden), ("dynamicpagelist", WhyLeftOut::OtherArticles),
    ("inputbox", WhyLeftOut::Controls),
];

/// Elements of HTML whose tags are no text. Those of the first list end lines.
#[rustfmt::skip]
const BLOCKS: &[&str] = &[
    "br", "p", "div", "center", "blockquote", "li", "ul", "ol", "hr", "h1", "h2", "h3", "h4", "table", "tr",
    "poem", "dl", "dd", "dt",
];
#[rustfmt::skip]
const INLINE: &[&str] = &[
    "span", "small", "big", "b", "i", "u", "s", "strike", "del", "ins", "font", "sub", "sup", "code", "tt", "em",
    "strong", "noinclude", "onlyinclude", "td", "th", "pre", "cite", "q", "abbr", "references", "section", "bdi",
    "var", "kbd", "samp", "mark", "time", "ruby", "rt", "rb", "translate", "tvar", "languages",
];

/// What is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Template,
    Link,
    External,
}

impl Kind {
    fn marks(self) -> (&'static str, &'static str) {
        match self {
            Self::Template => ("{{", "}}"),
            Self::Link => ("[[", "]]"),
            Self::External => ("[", "]"),
        }
    }
}

/// A template or a link while it is open.
struct Open {
    kind: Kind,
    /// The parts before the last stroke.
    parts: Vec<String>,
    /// The part after it.
    last: String,
}

/// Reads a page.
pub(super) fn read_wikitext(written: &str, site: &Site) -> Wikitext {
    let mut reader = Reader {
        site,
        wiki: Wikitext::default(),
        open: Vec::new(),
        text: String::with_capacity(written.len()),
        unclosed: HashSet::new(),
    };
    reader.walk(written);
    while reader.open.last().is_some() {
        reader.give_up_last();
    }
    let (text, mut wiki) = (reader.text, reader.wiki);
    wiki.text = resolve(&lines(&text, &mut wiki)).into_owned();
    wiki
}

struct Reader<'a> {
    site: &'a Site,
    wiki: Wikitext,
    open: Vec<Open>,
    text: String,
    /// Ends of elements and comments that do not come any more.
    unclosed: HashSet<String>,
}

impl Reader<'_> {
    fn walk(&mut self, written: &str) {
        let mut rest = written;
        while !rest.is_empty() {
            let next = rest
                .bytes()
                .position(|byte| {
                    matches!(
                        byte,
                        b'<' | b'{' | b'}' | b'[' | b']' | b'|' | b'\'' | b'\n'
                    )
                })
                .unwrap_or(rest.len());
            self.push(&rest[..next]);
            rest = &rest[next..];
            if !rest.is_empty() {
                rest = self.mark(rest);
            }
        }
    }

    /// Reads the mark at the start of a text. Returns what follows it.
    fn mark<'t>(&mut self, rest: &'t str) -> &'t str {
        let top = self.open.last().map(|open| open.kind);
        match rest.as_bytes() {
            [b'<', ..] => return self.tag(rest),
            [b'{', b'{', ..] if self.open.len() < DEEPEST => {
                return self.start(Kind::Template, rest);
            }
            [b'[', b'[', ..] if self.open.len() < DEEPEST => return self.start(Kind::Link, rest),
            [b'[', after @ ..] if is_address(after) && self.open.len() < DEEPEST => {
                return self.start(Kind::External, rest);
            }
            [b'}', b'}', ..] if self.is_open(Kind::Template) => {
                return self.end(Kind::Template, rest);
            }
            [b']', b']', ..] if top == Some(Kind::Link) => return self.end(Kind::Link, rest),
            [b']', ..] if top == Some(Kind::External) => return self.end(Kind::External, rest),
            [b'\n', ..] if top == Some(Kind::External) => {
                self.give_up_last();
                return rest;
            }
            [b'|', ..] if matches!(top, Some(Kind::Template | Kind::Link)) => {
                if let Some(open) = self.open.last_mut() {
                    open.parts.push(std::mem::take(&mut open.last));
                }
                return &rest[1..];
            }
            [b'\'', b'\'', ..] => return rest.trim_start_matches('\''),
            _ => {}
        }
        self.push(&rest[..1]);
        &rest[1..]
    }

    fn push(&mut self, text: &str) {
        match self.open.last_mut() {
            Some(open) => open.last.push_str(text),
            None => self.text.push_str(text),
        }
    }

    /// Puts a space between two words that only something left out kept apart.
    fn keep_apart(&mut self, rest: &str) {
        let written = self.open.last().map_or(&self.text, |open| &open.last);
        let ends = written.ends_with(|c: char| c.is_alphanumeric() || ".,;:!?".contains(c));
        if ends && rest.starts_with(char::is_alphanumeric) {
            self.push(" ");
        }
    }

    fn is_open(&self, kind: Kind) -> bool {
        self.open.iter().any(|open| open.kind == kind)
    }

    fn start<'t>(&mut self, kind: Kind, rest: &'t str) -> &'t str {
        self.open.push(Open {
            kind,
            parts: Vec::new(),
            last: String::new(),
        });
        &rest[kind.marks().0.len()..]
    }

    /// Closes the innermost template or link of a kind; what is open in it stays as written.
    fn end<'t>(&mut self, kind: Kind, rest: &'t str) -> &'t str {
        while self.open.last().is_some_and(|open| open.kind != kind) {
            self.give_up_last();
        }
        if let Some(Open {
            mut parts, last, ..
        }) = self.open.pop()
        {
            parts.push(last);
            let text = match kind {
                Kind::Template => template(&parts, &mut self.wiki),
                Kind::Link => internal(&parts, self.site, &mut self.wiki),
                Kind::External => external(&parts.concat()),
            };
            self.push(&text);
        }
        &rest[kind.marks().1.len()..]
    }

    /// Makes text of what was never closed.
    fn give_up_last(&mut self) {
        if let Some(Open {
            kind,
            mut parts,
            last,
        }) = self.open.pop()
        {
            parts.push(last);
            self.push(kind.marks().0);
            self.push(&parts.join("|"));
        }
    }

    /// Reads the tag or comment at the start of a text. Returns what follows it.
    fn tag<'t>(&mut self, rest: &'t str) -> &'t str {
        if rest.starts_with("<!--") {
            return match self.up_to(rest, "-->") {
                Some((_, after)) => after,
                None => self.one(rest),
            };
        }
        let inside = rest[1..].trim_start_matches('/');
        let length = inside
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(inside.len());
        let name = inside[..length].to_ascii_lowercase();
        let closes = rest[1..].starts_with('/');
        let end = rest.bytes().skip(1).take(LONGEST_TAG);
        let end = end
            .take_while(|byte| *byte != b'<')
            .position(|byte| byte == b'>');
        let Some(end) = end else {
            return self.one(rest);
        };
        let (tag, after) = (&rest[..=end], &rest[end + 2..]);
        if let Some((_, why)) = HIDDEN.iter().find(|(hidden, _)| *hidden == name) {
            if tag.ends_with('/') || closes {
                return after;
            }
            let end = format!("</{name}");
            return match self.up_to(after, &end) {
                Some((content, rest)) => {
                    let count = content.trim().chars().count();
                    self.wiki.leave_out(format!("<{name}>"), *why, count);
                    let rest = rest.split_once('>').map_or("", |(_, rest)| rest);
                    self.keep_apart(rest);
                    rest
                }
                None => after,
            };
        }
        if name == "nowiki" && !closes && !tag.ends_with('/') {
            return match self.up_to(after, "</nowiki>") {
                Some((content, rest)) => {
                    self.push(content);
                    rest
                }
                None => after,
            };
        }
        if BLOCKS.contains(&&*name) {
            self.push("\n");
            return after;
        }
        if INLINE.contains(&&*name) || name == "nowiki" {
            return after;
        }
        self.one(rest)
    }

    /// Keeps one character of markup as text.
    fn one<'t>(&mut self, rest: &'t str) -> &'t str {
        self.push(&rest[..1]);
        &rest[1..]
    }

    /// Splits a text at an end. An end that did not come once is not looked for again.
    fn up_to<'t>(&mut self, text: &'t str, end: &str) -> Option<(&'t str, &'t str)> {
        if self.unclosed.contains(end) {
            return None;
        }
        let found = text.split_once(end);
        if found.is_none() {
            self.unclosed.insert(end.to_owned());
        }
        found
    }
}

fn is_address(after: &[u8]) -> bool {
    ["http://", "https://", "//", "mailto:", "ftp://"]
        .iter()
        .any(|start| after.starts_with(start.as_bytes()))
}
