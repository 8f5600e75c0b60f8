//! What a book says of itself, and its pages in their order.
//!
//! Which pages are articles is decided by `issue`.

use crate::article::{Problem, ProblemKind};
use crate::formats::bytes::white_space::one_line;
use crate::formats::package::{Package, resolved};
use crate::formats::xml::Fault;
use crate::formats::xml::events::{Event, Tag, each_event};
use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;

/// The most pages that are read.
const MOST_PAGES: usize = 100_000;

/// The longest value of metadata, in bytes.
const LONGEST_VALUE: usize = 2_000;

/// A book without its pages' content.
#[derive(Default)]
pub(super) struct Book {
    pub(super) title: String,
    /// The newspaper, if the book is an issue of one.
    periodical: Option<String>,
    publisher: String,
    pub(super) language: String,
    pub(super) date: String,
    /// The parts with the pages of the text, in their order.
    pub(super) pages: Vec<String>,
    /// Pages that only help to find others.
    pub(super) helpers: HashSet<String>,
    /// The parts with tables of contents.
    pub(super) contents: Vec<String>,
}

/// A file of the book.
struct Item {
    part: String,
    is_page: bool,
}

/// A book while it is read.
#[derive(Default)]
struct Reading {
    book: Book,
    items: HashMap<String, Item>,
    /// The value of metadata that is open: its name and its text.
    open: Option<(String, String)>,
}

impl Book {
    /// Reads the package document.
    pub(super) fn read(package: &Package<'_>) -> Result<Self, Problem> {
        let name = package_document(package)?;
        let bytes = package.needed(&name)?;
        let mut reading = Reading::default();
        each_event(&bytes, |event| {
            match event {
                Event::Start(tag) => reading.start(tag, &name),
                Event::End(_) => reading.end(),
                Event::Text(text) => {
                    if let Some((_, value)) = &mut reading.open
                        && value.len() < LONGEST_VALUE
                    {
                        value.push_str(text);
                    }
                }
            }
            ControlFlow::Continue(())
        })
        .map_err(Fault::of_file)?;
        if reading.book.pages.is_empty() {
            return Err(Problem::file(ProblemKind::Empty, "a book without a page"));
        }
        Ok(reading.book)
    }

    /// The publication: the newspaper of an issue, else the publisher, else the title of the book.
    pub(super) fn source(&self) -> String {
        let is_tool = self.publisher.eq_ignore_ascii_case("calibre");
        match &self.periodical {
            Some(name) if !name.is_empty() => name.clone(),
            Some(_) => without_date(&self.title).to_owned(),
            None if self.publisher.is_empty() || is_tool => without_date(&self.title).to_owned(),
            None => self.publisher.clone(),
        }
    }

    /// The dates of the issue or the book as they are written, the surer one first.
    pub(super) fn dates(&self) -> impl Iterator<Item = &str> {
        let in_title = self
            .title
            .rsplit_once('[')
            .map(|(_, date)| date.trim_end_matches(']'));
        // The date that calibre writes where there is none.
        let own = Some(self.date.as_str()).filter(|date| !date.starts_with("0101-"));
        in_title
            .into_iter()
            .chain(own)
            .filter(|date| !date.is_empty())
    }
}

/// A title without the date in brackets that calibre adds.
fn without_date(title: &str) -> &str {
    match title.rsplit_once('[') {
        Some((name, date)) if date.ends_with(']') && !name.trim().is_empty() => name.trim_end(),
        _ => title,
    }
}

/// The name of the package document.
fn package_document(package: &Package<'_>) -> Result<String, Problem> {
    let mut found = None;
    if let Some(bytes) = package.part("META-INF/container.xml")? {
        let read = each_event(&bytes, |event| match event {
            Event::Start(tag) if tag.name() == "rootfile" => {
                found = tag.attribute("full-path").map(std::borrow::Cow::into_owned);
                ControlFlow::Break(())
            }
            _ => ControlFlow::Continue(()),
        });
        drop(read); // the name of the document may be found in another way
    }
    let by_name = || {
        package
            .find(|name| name.rsplit_once('.').is_some_and(|(_, end)| end == "opf"))
            .map(str::to_owned)
    };
    found
        .filter(|name| package.has(name))
        .or_else(by_name)
        .ok_or_else(|| {
            let detail = "an e-book without a package document (.opf); fetch the file again";
            Problem::file(ProblemKind::Damaged, detail)
        })
}

impl Reading {
    fn start(&mut self, tag: Tag<'_>, base: &str) {
        let value = |name| tag.attribute(name).unwrap_or_default();
        match tag.name() {
            name @ ("title" | "publisher" | "language" | "date") => {
                self.open = Some((name.to_owned(), String::new()));
            }
            "meta" if value("name") == "calibre:publication_type" => {
                let kind = value("content");
                let name = kind.splitn(3, ':').nth(2).unwrap_or_default();
                if kind.starts_with("periodical") {
                    self.book.periodical = Some(one_line(name));
                }
            }
            "item" if self.items.len() < MOST_PAGES => {
                let part = resolved(base, &percent_decoded(&value("href")));
                let kind = value("media-type");
                let is_page = kind.contains("html") || kind == "text/x-oeb1-document";
                if value("properties")
                    .split(' ')
                    .any(|property| property == "nav")
                {
                    self.book.helpers.insert(part.clone());
                    self.book.contents.push(part.clone());
                } else if kind == "application/x-dtbncx+xml" {
                    self.book.contents.push(part.clone());
                }
                self.items
                    .insert(value("id").into_owned(), Item { part, is_page });
            }
            "itemref" if self.book.pages.len() < MOST_PAGES => {
                let item = self.items.get(&*value("idref"));
                let page = item
                    .filter(|item| item.is_page)
                    .map(|item| item.part.clone());
                self.book.pages.extend(page);
            }
            "reference" if matches!(&*value("type"), "toc" | "cover" | "title-page") => {
                let part = resolved(base, &percent_decoded(&value("href")));
                self.book.helpers.insert(part);
            }
            _ => {}
        }
    }

    fn end(&mut self) {
        let Some((name, value)) = self.open.take() else {
            return;
        };
        let book = &mut self.book;
        let field = match name.as_str() {
            "title" => &mut book.title,
            "publisher" => &mut book.publisher,
            "language" => &mut book.language,
            _ => &mut book.date,
        };
        if field.is_empty() {
            *field = one_line(&value);
        }
    }
}

/// A reference without escapes: `%20` is a space.
pub(super) fn percent_decoded(reference: &str) -> String {
    if !reference.contains('%') {
        return reference.to_owned();
    }
    let mut bytes = Vec::with_capacity(reference.len());
    let mut rest = reference.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after
            .get(..2)
            .and_then(|code| std::str::from_utf8(code).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) if *first == b'%' => {
                bytes.push(byte);
                rest = &after[2..];
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_issues_lose_their_date() {
        assert_eq!(without_date("The Wire [Tue, 19 Jan 2021]"), "The Wire");
        assert_eq!(without_date("[Untitled]"), "[Untitled]");
        assert_eq!(without_date("A book"), "A book");
    }

    #[test]
    fn escapes_in_references_are_resolved() {
        assert_eq!(percent_decoded("a%20b%C3%A9%zz%2"), "a bé%zz%2");
    }
}
