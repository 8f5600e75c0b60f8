//! The parts of a `<DOC>` by their roles, before they are offered.
//!
//! An element whose end tag is missing ends where the next known tag starts. The number of elements
//! in each other and of parts is bounded.

use super::events::{Event, Events, attribute};
use super::prose::Prose;
use super::tags::{Layout, Role, layout_of, role_in_text, role_of};
use crate::formats::bytes::white_space::one_line;
use std::collections::HashMap;

/// The most elements in each other. Tags below are ignored, their text is kept.
const DEEPEST: usize = 64;

/// The most tags of one record. What follows is text.
const MOST_TAGS: usize = 1 << 20;

/// The most parts that are kept of one record.
const MOST_PARTS: usize = 10_000;

/// A part of a record.
#[derive(Debug)]
pub(super) struct Part {
    /// Its role; `None` if the tag is unknown.
    pub(super) role: Option<Role>,
    /// The place of the tag among those of its role; 0 is the best.
    pub(super) rank: usize,
    /// The tag's name in capitals.
    pub(super) tag: String,
    /// Its text, with a blank line between paragraphs.
    pub(super) text: String,
}

/// The parts of a record.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// Parts that are not blank, in their order.
    pub(super) found: Vec<Part>,
    /// The `id` of the `<DOC>` itself, and its other attributes that are fields.
    pub(super) attributes: Vec<(Role, String)>,
    /// Text that is directly in the record or in an element around the text.
    pub(super) loose: String,
}

impl Parts {
    /// The parts of a role: those with the best tags first.
    pub(super) fn ranked(&self, role: Role) -> Vec<&Part> {
        let is_of = |part: &&Part| part.role == Some(role);
        let mut found: Vec<&Part> = self.found.iter().filter(is_of).collect();
        found.sort_by_key(|part| part.rank);
        found
    }

    /// The parts of a role, each on one line, and then the attribute of that role.
    pub(super) fn lines_of(&self, role: Role) -> impl Iterator<Item = String> {
        let found = self.ranked(role).into_iter();
        let attributes = self.attributes.iter().filter(move |(own, _)| *own == role);
        found
            .map(|part| one_line(&part.text))
            .chain(attributes.map(|(_, value)| one_line(value)))
    }
}

/// Attributes of `<DOC>` that are fields.
const ATTRIBUTES: &[(&str, Role)] = &[
    ("id", Role::Id),
    ("url", Role::Url),
    ("title", Role::Headline),
    ("date", Role::Date),
    ("lang", Role::Language),
    ("xml:lang", Role::Language),
];

/// Reads the parts of a record.
pub(super) fn parts(record: &str) -> Parts {
    let mut gatherer = Gatherer::new(record);
    let mut tags = 0;
    let mut events = Events::of(record);
    while let Some(event) = events.next() {
        match event {
            Event::Start { name, attributes } => {
                tags += 1;
                gatherer.start(name, attributes);
            }
            Event::End(name) => {
                tags += 1;
                gatherer.end(&name);
            }
            Event::Text(text) => gatherer.text(text, false),
            Event::Data(text) => gatherer.text(text, true),
        }
        if tags > MOST_TAGS {
            gatherer.text(events.rest(), true);
            break;
        }
    }
    gatherer.finish()
}

/// An element that is open.
struct Open {
    name: String,
    /// The text of a part; `None` for an element around parts.
    part: Option<(Option<Role>, usize, Prose)>,
    /// Whether text directly in it is codes.
    is_codes: bool,
}

impl Open {
    fn is_text(&self) -> bool {
        matches!(self.part, Some((Some(Role::Text | Role::Lead) | None, ..)))
    }
}

struct Gatherer {
    parts: Parts,
    open: Vec<Open>,
    loose: Prose,
    /// How many end tags of a name are still to come.
    ends: HashMap<String, u32>,
    /// Whether a part is the text, so that `<BODY>` is only around it.
    has_text: bool,
    in_record: bool,
}

impl Gatherer {
    fn new(record: &str) -> Self {
        let mut ends: HashMap<String, u32> = HashMap::new();
        let mut has_text = false;
        for event in Events::of(record).take(MOST_TAGS) {
            match event {
                Event::End(name) => *ends.entry(name).or_default() += 1,
                Event::Start { name, .. } if name != "BODY" => {
                    has_text |= matches!(role_of(&name), Some((Role::Text, _)));
                }
                _ => {}
            }
        }
        Self {
            parts: Parts::default(),
            open: Vec::new(),
            loose: Prose::default(),
            ends,
            has_text,
            in_record: false,
        }
    }

    fn start(&mut self, name: String, attributes: &str) {
        if name == "DOC" && !self.in_record {
            self.in_record = true;
            for (key, role) in ATTRIBUTES {
                let value = attribute(attributes, key).filter(|value| !value.is_empty());
                let value = value.map(|value| (*role, value.into_owned()));
                self.parts.attributes.extend(value);
            }
            return;
        }
        let layout = layout_of(&name);
        let name = match attribute(attributes, "P") {
            Some(code) if name == "F" => format!("F {code}"),
            _ => name,
        };
        let in_text = self.open.iter().any(Open::is_text);
        let known = if in_text {
            role_in_text(&name)
        } else {
            role_of(&name)
        };
        if known.is_some() {
            self.close_open_ended();
        } else if let Some(layout) = layout {
            return self.lay_out(layout, true);
        }
        // Within the text an unknown tag is a part of it, and outside it is a part of its own.
        let is_element = self.ends.contains_key(tag_name(&name));
        if (known.is_none() && in_text) || self.open.len() >= DEEPEST {
            if !is_element {
                self.text(&format!("<{name}{attributes}>"), true);
            }
            return;
        }
        if known.is_none() && !is_element {
            return self.text(&format!("<{name}{attributes}>"), true);
        }
        self.open(name, known);
    }

    fn open(&mut self, name: String, known: Option<(Role, usize)>) {
        let (part, is_codes) = match known {
            Some((Role::Codes, _)) => (None, true),
            Some((Role::Around, _)) => (None, false),
            _ if name == "BODY" && self.has_text => (None, false),
            Some((role, rank)) => (Some((Some(role), rank, Prose::default())), false),
            None => (Some((None, 0, Prose::default())), false),
        };
        self.open.push(Open {
            name,
            part,
            is_codes,
        });
    }

    /// Closes elements that no end tag will close.
    fn close_open_ended(&mut self) {
        while let Some(last) = self.open.last() {
            let to_come = self.ends.get(tag_name(&last.name)).copied();
            if to_come.unwrap_or_default() > 0 {
                return;
            }
            self.close_last();
        }
    }

    fn end(&mut self, name: &str) {
        if let Some(count) = self.ends.get_mut(name) {
            *count = count.saturating_sub(1);
        }
        if let Some(at) = self
            .open
            .iter()
            .rposition(|open| tag_name(&open.name) == name)
        {
            while self.open.len() > at {
                self.close_last();
            }
        } else if let Some(layout) = layout_of(name) {
            self.lay_out(layout, false);
        }
    }

    fn close_last(&mut self) {
        let Some(Open {
            name,
            part: Some((role, rank, prose)),
            ..
        }) = self.open.pop()
        else {
            return;
        };
        if prose.is_blank() || self.parts.found.len() >= MOST_PARTS {
            return;
        }
        self.parts.found.push(Part {
            role,
            rank,
            tag: name,
            text: prose.finish(),
        });
    }

    /// The text that is written to; `None` if it is codes.
    fn current(&mut self) -> Option<&mut Prose> {
        match self.open.last_mut() {
            Some(open) if open.is_codes => None,
            Some(Open {
                part: Some((.., prose)),
                ..
            }) => Some(prose),
            Some(_) | None => Some(&mut self.loose),
        }
    }

    fn text(&mut self, text: &str, is_data: bool) {
        if let Some(prose) = self.current() {
            if is_data {
                prose.data(text);
            } else {
                prose.text(text);
            }
        }
    }

    fn lay_out(&mut self, layout: Layout, opens: bool) {
        if let Some(prose) = self.current() {
            prose.lay_out(layout, opens);
        }
    }

    fn finish(mut self) -> Parts {
        while !self.open.is_empty() {
            self.close_last();
        }
        self.parts.loose = self.loose.finish();
        self.parts
    }
}

/// The name of a tag without its code.
fn tag_name(name: &str) -> &str {
    name.split(' ').next().unwrap_or(name)
}
