//! The text of a page of a book, and what the page says about its article.
//!
//! The bars with which readers go from page to page are left out; they say where the article was
//! fetched. A page that is not well-formed is read as HTML of any kind.

use super::contents::Places;
use crate::formats::bytes::charset::{Declared, decode};
use crate::formats::bytes::markup::{self, Gap, Lines};
use crate::formats::bytes::white_space::{one_line, tidy_body};
use crate::formats::xml::events::{Event, Tag, each_event};
use std::ops::ControlFlow;

/// The classes of bars for going from page to page, as calibre names them.
const BARS: &[&str] = &["calibre_navbar", "touchscreen_navbar"];

/// The classes of lists of sections and articles, as calibre names them.
const LISTS: &[&str] = &[
    "calibre_feed_list",
    "calibre_article_list",
    "summary_headline",
    "calibre_feed_title",
];

/// The longest byline or date, in characters.
const LONGEST_CREDIT: usize = 120;

/// The most entries of a list that are kept.
const MOST_ENTRIES: usize = 10_000;

/// What an element does to the lines of the text.
enum Effect {
    Gap(Gap),
    Skip,
    Inline,
}

#[rustfmt::skip]
fn effect(name: &str) -> Effect {
    match name {
        "p" | "div" | "section" | "article" | "main" | "blockquote" | "h1" | "h2" | "h3" | "h4"
        | "h5" | "h6" | "ul" | "ol" | "dl" | "table" | "hr" | "address" | "body" | "aside"
        | "center" | "figure" | "header" | "footer" | "pre" => Effect::Gap(Gap::Paragraph),
        "li" | "tr" | "dt" | "dd" | "caption" | "figcaption" | "br" => Effect::Gap(Gap::Line),
        "td" | "th" => Effect::Gap(Gap::Cell),
        "script" | "style" | "nav" | "svg" | "template" | "noscript" | "rt" => Effect::Skip,
        _ => Effect::Inline,
    }
}

/// An entry of a list of articles.
#[derive(Debug, Default)]
pub(super) struct Entry {
    /// The page, as the list refers to it.
    pub(super) page: String,
    pub(super) date: String,
}

/// A page of a book.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) title: String,
    pub(super) heading: String,
    pub(super) byline: String,
    /// Dates that the page names, as they are written.
    pub(super) dates: Vec<String>,
    /// Where it was fetched.
    pub(super) address: String,
    /// The text without the heading.
    pub(super) text: String,
    /// Whether it starts at a place that the contents name.
    is_at_place: bool,
    /// Whether it is a list of sections or of articles.
    pub(super) is_list: bool,
    pub(super) entries: Vec<Entry>,
}

/// The part of a page whose text is gathered aside.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Title,
    Heading,
    Byline,
    Date,
    EntryDate,
}

/// A page while it is read.
#[derive(Default)]
struct Reading<'p> {
    /// The places where articles start, and the articles before the last one.
    places: Option<&'p Places>,
    before: Vec<(Page, Lines)>,
    /// The depth of a heading that is open without a text so far.
    heading: Option<u64>,
    page: Page,
    lines: Lines,
    /// How many elements are open in one that is skipped, itself included, and whether it is a bar.
    skipped: u64,
    in_bar: bool,
    /// How many elements are open.
    depth: u64,
    /// The field that is open, the depth of its element, and its text.
    field: Option<(Field, u64)>,
    value: String,
    /// Whether the heading is closed; later ones are part of the text.
    has_heading: bool,
    /// How many characters are in links to other pages of the book, and how many in all.
    in_link: Option<u64>,
    linked: usize,
    characters: usize,
    links: u32,
}

impl Page {
    /// Reads a page: its articles, at least one. Articles start at `places`, if these are known, and
    /// if no text is before the first one or an article of its own.
    pub(super) fn read(bytes: &[u8], places: Option<&Places>) -> Vec<Self> {
        let mut reading = Reading {
            places,
            ..Reading::default()
        };
        let read = each_event(bytes, |event| {
            reading.take(event);
            ControlFlow::Continue(())
        });
        if read.is_err() {
            return vec![Self::of_html(bytes)];
        }
        // Mostly links to other pages, or nothing but one link.
        let is_list = match reading.links {
            0 => false,
            1 => reading.linked * 20 > reading.characters * 19,
            _ => reading.linked * 10 > reading.characters * 7,
        };
        let last = (reading.page, reading.lines);
        let articles = reading.before.into_iter().chain([last]);
        let mut articles: Vec<Self> = articles
            .map(|(mut page, lines)| {
                page.is_list |= is_list;
                page.text = tidy_body(&lines.into_text());
                page
            })
            .collect();
        if articles.len() > 1 {
            articles.retain(|page| !page.text.is_empty() || page.is_list);
        }
        if is_first_other(&articles, places) || articles.is_empty() {
            // The places are those of sections of one article.
            return Self::read(bytes, None);
        }
        articles
    }

    /// A page that is not well-formed.
    fn of_html(bytes: &[u8]) -> Self {
        let decoded = decode(bytes, Declared::of_page(bytes, None));
        Self {
            text: tidy_body(&markup::to_text(&decoded.text)),
            ..Self::default()
        }
    }
}

/// Whether the first of several parts is a text that no entry of the contents has: the others are
/// its sections.
fn is_first_other(articles: &[Page], places: Option<&Places>) -> bool {
    let has_first = places.is_none_or(Places::are_after_the_first);
    articles.len() > 1 && !has_first && articles.first().is_some_and(|first| !first.is_at_place)
}

impl Reading<'_> {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => {
                self.depth += 1;
                if self.skipped > 0 {
                    self.skipped += 1;
                    self.take_address(tag);
                } else {
                    self.start(tag);
                }
            }
            Event::End(name) => {
                self.end(name);
                self.depth = self.depth.saturating_sub(1);
            }
            Event::Text(text) if self.skipped == 0 => self.text(text),
            Event::Text(_) => {}
        }
    }

    fn text(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.heading = None;
        }
        if let Some((field, _)) = self.field {
            self.value.push_str(text);
            if matches!(field, Field::Title | Field::Heading) {
                return;
            }
        }
        let characters = text.chars().filter(|c| !c.is_whitespace()).count();
        self.characters += characters;
        if self.in_link.is_some() {
            self.linked += characters;
        }
        self.lines.push(text);
    }

    fn start(&mut self, tag: Tag<'_>) {
        let class = tag.attribute("class").unwrap_or_default();
        let has = |names: &[&str]| class.split_whitespace().any(|own| names.contains(&own));
        self.page.is_list |= has(LISTS);
        self.in_bar = has(BARS);
        let effect = effect(tag.name());
        if self.in_bar || matches!(effect, Effect::Skip) {
            self.skipped = 1;
            return;
        }
        if matches!(tag.name(), "h1" | "h2" | "h3") {
            self.heading = Some(self.depth);
        }
        let id = tag.attribute("id").or_else(|| tag.attribute("name"));
        if let (Some(places), Some(id)) = (self.places, id)
            && places.has(&id)
            && self.before.len() < places.count()
        {
            self.start_article();
        }
        if let Effect::Gap(gap) = effect {
            self.lines.want(gap);
        }
        if tag.name() == "a" {
            self.start_link(tag);
        }
        if self.field.is_none()
            && let Some(field) = self.field_of(tag, &class)
        {
            self.field = Some((field, self.depth));
            self.value.clear();
        }
    }

    /// Ends the article so far. The place may be within the heading of the next one.
    fn start_article(&mut self) {
        let next = Page {
            title: self.page.title.clone(),
            is_at_place: true,
            ..Page::default()
        };
        let before = std::mem::replace(&mut self.page, next);
        self.before.push((before, std::mem::take(&mut self.lines)));
        self.has_heading = false;
        if let Some(depth) = self.heading.filter(|depth| *depth < self.depth) {
            self.field = Some((Field::Heading, depth));
            self.value.clear();
        }
    }

    fn start_link(&mut self, tag: Tag<'_>) {
        let target = tag.attribute("href").unwrap_or_default();
        let is_inside = !target.is_empty() && !target.contains("://") && !target.starts_with('#');
        if is_inside && self.in_link.is_none() {
            self.in_link = Some(self.depth);
            self.links += 1;
            if self.page.entries.len() < MOST_ENTRIES {
                self.page.entries.push(Entry {
                    page: target.into_owned(),
                    date: String::new(),
                });
            }
        }
    }

    fn field_of(&mut self, tag: Tag<'_>, class: &str) -> Option<Field> {
        let has = |word: &str| class.split_whitespace().any(|own| own == word);
        match tag.name() {
            "title" => Some(Field::Title),
            "h1" | "h2" | "h3" if !self.has_heading => Some(Field::Heading),
            "time" => {
                let moment = tag.attribute("datetime");
                self.page
                    .dates
                    .extend(moment.map(std::borrow::Cow::into_owned));
                Some(Field::Date)
            }
            _ if has("article_date") => Some(Field::EntryDate),
            _ if ["byline", "author", "article_author", "auth"]
                .iter()
                .any(|word| has(word)) =>
            {
                Some(Field::Byline)
            }
            _ if ["date", "pubdate", "published", "dateline", "time"]
                .iter()
                .any(|word| has(word)) =>
            {
                Some(Field::Date)
            }
            _ => None,
        }
    }

    /// Takes the address in a bar: where the article was fetched.
    fn take_address(&mut self, tag: Tag<'_>) {
        if !self.in_bar || tag.name() != "a" {
            return;
        }
        let target = tag.attribute("href").unwrap_or_default();
        if target.contains("://") {
            self.page.address = target.into_owned();
        }
    }

    fn end(&mut self, name: &str) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        if let Some((field, depth)) = self.field
            && depth >= self.depth
        {
            self.field = None;
            self.end_field(field);
        }
        if self.in_link.is_some_and(|depth| depth >= self.depth) {
            self.in_link = None;
        }
        if self.heading.is_some_and(|depth| depth >= self.depth) {
            self.heading = None;
        }
        if let Effect::Gap(gap) = effect(name) {
            self.lines.want(gap);
        }
    }

    fn end_field(&mut self, field: Field) {
        let value = one_line(&self.value);
        let is_short = value.chars().count() <= LONGEST_CREDIT;
        let page = &mut self.page;
        match field {
            Field::Title => page.title = value,
            Field::Heading if !value.is_empty() => {
                page.heading = value;
                self.has_heading = true;
            }
            Field::Byline if page.byline.is_empty() && is_short => page.byline = value,
            Field::Date if is_short && page.dates.len() < 10 => page.dates.push(value),
            Field::EntryDate => {
                if let Some(entry) = page.entries.last_mut() {
                    let date = value.trim_matches(['[', ']', ' ']);
                    date.clone_into(&mut entry.date);
                }
            }
            _ => {}
        }
    }
}
