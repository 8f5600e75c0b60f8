//! The places within pages that the table of contents of a book names: `a.xhtml#crane`.
//!
//! A page may have several articles, each with a place of its own. The list of EPUB 3 (`nav`) and
//! the one of EPUB 2 (NCX) are read; lists of printed pages and of landmarks are not.

use super::book::{Book, percent_decoded};
use crate::article::Problem;
use crate::formats::package::{Package, resolved};
use crate::formats::xml::events::{Event, Tag, each_event};
use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;

/// The most entries of a table of contents that are read.
const MOST_ENTRIES: usize = 100_000;

/// The places within one page.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// The ids of elements, each with the depth of its entry in the list.
    ids: HashMap<String, usize>,
    /// The depths of entries that name the page as a whole.
    whole: HashSet<usize>,
}

impl Places {
    /// The most articles that may start within the page.
    pub(super) fn count(&self) -> usize {
        self.ids.len()
    }

    /// Whether an article may start at the element of this id.
    pub(super) fn has(&self, id: &str) -> bool {
        self.ids.contains_key(id)
    }

    /// Whether an entry for the whole page is next to those for its places: its first article
    /// starts with the page.
    pub(super) fn are_after_the_first(&self) -> bool {
        self.ids.values().any(|depth| self.whole.contains(depth))
    }
}

/// The places that a book names, by the names of its pages. Pages with one article are left out.
pub(super) fn places(
    package: &Package<'_>,
    book: &Book,
) -> Result<HashMap<String, Places>, Problem> {
    let mut reading = Reading::default();
    for list in &book.contents {
        let Some(bytes) = package.part(list)? else {
            continue;
        };
        (reading.depth, reading.other) = (0, 0);
        let read = each_event(&bytes, |event| {
            match event {
                Event::Start(tag) => reading.start(tag, list),
                Event::End(name) => reading.end(name),
                Event::Text(_) => {}
            }
            ControlFlow::Continue(())
        });
        drop(read); // a list that is cut off names some places still
    }
    let mut places = reading.places;
    places.retain(|_, own| own.ids.len() + usize::from(own.are_after_the_first()) >= 2);
    Ok(places)
}

#[derive(Default)]
struct Reading {
    places: HashMap<String, Places>,
    entries: usize,
    /// How many lists and entries are open, and how many elements of another list.
    depth: usize,
    other: usize,
}

impl Reading {
    fn start(&mut self, tag: Tag<'_>, list: &str) {
        let name = tag.name();
        if self.other > 0 {
            self.other += 1;
            return;
        }
        match name {
            "pageList" | "navList" => self.other = 1,
            "nav" if tag.attribute("type").is_some_and(|kind| kind != "toc") => self.other = 1,
            "ol" | "ul" | "navPoint" => self.depth += 1,
            "a" => self.take(tag.attribute("href").as_deref(), list),
            "content" => self.take(tag.attribute("src").as_deref(), list),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if self.other > 0 {
            self.other -= 1;
        } else if matches!(name, "ol" | "ul" | "navPoint") {
            self.depth = self.depth.saturating_sub(1);
        }
    }

    fn take(&mut self, target: Option<&str>, list: &str) {
        self.entries += 1;
        let Some(target) = target.filter(|_| self.entries <= MOST_ENTRIES) else {
            return;
        };
        let (page, id) = target.split_once('#').unwrap_or((target, ""));
        let page = resolved(list, &percent_decoded(page));
        let places = self.places.entry(page).or_default();
        if id.is_empty() {
            places.whole.insert(self.depth);
        } else {
            let id = percent_decoded(id);
            places.ids.entry(id).or_insert(self.depth);
        }
    }
}
