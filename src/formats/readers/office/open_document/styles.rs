//! The styles of an `OpenDocument` text: what their names mean.
//!
//! Styles that the program made for one paragraph (`P1`) are based on others. Names have spaces
//! written as `_20_`.

use crate::formats::readers::office::manuscript::{Look, Role};
use crate::formats::xml::events::{Event, Tag, each_event};
use std::collections::HashMap;
use std::ops::ControlFlow;

/// How many styles a style may be based on, one on the other.
const DEEPEST: usize = 10;

/// The most styles that are kept.
const MOST_STYLES: usize = 100_000;

/// A style.
#[derive(Default)]
struct Style {
    shown: Option<String>,
    based_on: Option<String>,
    level: Option<u8>,
    breaks_page: bool,
    look: Look,
}

/// The styles by their names.
#[derive(Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    /// The name of the style whose properties follow.
    open: String,
}

impl Styles {
    /// The styles of a part. A broken part has those before the fault.
    pub(super) fn of(part: &[u8]) -> Self {
        let mut styles = Self::default();
        let read = each_event(part, |event| {
            if let Event::Start(tag) = event {
                styles.take(tag);
            }
            ControlFlow::Continue(())
        });
        drop(read); // what is broken in the styles does not harm the text
        styles
    }

    /// Takes a tag, if it is one of styles.
    pub(super) fn take(&mut self, tag: Tag<'_>) {
        match tag.name() {
            "style" if self.styles.len() < MOST_STYLES => {
                let value = |name| tag.attribute(name).map(std::borrow::Cow::into_owned);
                self.open = value("name").unwrap_or_default();
                let level = value("default-outline-level").and_then(|level| level.parse().ok());
                let style = Style {
                    shown: value("display-name"),
                    based_on: value("parent-style-name"),
                    level: level.filter(|level| *level > 0),
                    breaks_page: value("master-page-name").is_some_and(|name| !name.is_empty()),
                    look: Look::default(),
                };
                self.styles.insert(self.open.clone(), style);
            }
            "paragraph-properties" => {
                let breaks = tag.attribute("break-before").as_deref() == Some("page");
                if let Some(style) = self.styles.get_mut(&self.open) {
                    style.breaks_page |= breaks;
                }
            }
            "text-properties" => {
                if let Some(style) = self.styles.get_mut(&self.open) {
                    style.look = Look {
                        is_bold: tag.attribute("font-weight").as_deref() == Some("bold"),
                        is_italic: tag.attribute("font-style").as_deref() == Some("italic"),
                    };
                }
            }
            _ => {}
        }
    }

    /// What a style is based on, or an error with its role if that is known.
    fn step<'s>(&'s self, name: &str) -> Result<Option<&'s str>, Role> {
        if let Some(role) = Role::of_style(&name.replace("_20_", " ")) {
            return Err(role);
        }
        let Some(style) = self.styles.get(name) else {
            return Ok(None);
        };
        let shown = style.shown.as_deref().and_then(Role::of_style);
        match shown.or(style.level.map(Role::Heading)) {
            Some(role) => Err(role),
            None => Ok(style.based_on.as_deref()),
        }
    }

    /// The role of a style, by its own name or by those it is based on, which may be in `others`.
    pub(super) fn role(&self, name: &str, others: &Self) -> Option<Role> {
        let mut name = name.to_owned();
        for _ in 0..DEEPEST {
            let holder = if self.styles.contains_key(&name) {
                self
            } else {
                others
            };
            match holder.step(&name) {
                Err(role) => return Some(role),
                Ok(based_on) => name = based_on?.to_owned(),
            }
        }
        None
    }

    /// Whether a page ends before a paragraph of that style.
    pub(super) fn breaks_page(&self, name: &str) -> bool {
        self.styles.get(name).is_some_and(|style| style.breaks_page)
    }

    /// How a text of that style looks.
    pub(super) fn look(&self, name: &str) -> Look {
        self.styles
            .get(name)
            .map(|style| style.look)
            .unwrap_or_default()
    }
}
