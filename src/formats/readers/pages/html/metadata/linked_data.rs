//! JSON-LD: what a page's scripts of type `application/ld+json` say of its article.
//!
//! Vocabulary: <https://schema.org/NewsArticle>. Sites write it in many forms (one object, a list,
//! a `@graph` whose parts name each other by `@id`) and often break the rules of JSON, which
//! `repaired_json` repairs. Some describe only the page (`WebPage`), with the dates of its article.

use super::super::found::plain;
use super::repaired_json;
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::collections::HashMap;

/// The keys under which the page's own article may be.
const WAYS_DOWN: &[&str] = &[
    "@graph",
    "mainEntity",
    "mainEntityOfPage",
    "itemListElement",
];

/// The most objects around an article.
const DEEPEST: u32 = 6;

/// What all scripts of a page say.
#[derive(Default)]
pub(in crate::formats) struct LinkedData {
    articles: Vec<Value>,
    /// Descriptions of the page itself, and of anything else that has a date of publication.
    pages: Vec<Value>,
    /// Objects that others name by their `@id`.
    named: HashMap<String, Value>,
    /// The types of objects that are not articles.
    pub(in crate::formats) other_types: Vec<String>,
}

impl LinkedData {
    /// Reads a page's scripts; of one that is not quite JSON, what can be read.
    pub(in crate::formats) fn read<'a>(scripts: impl Iterator<Item = &'a str>) -> Self {
        let mut data = Self::default();
        for script in scripts {
            for value in repaired_json::values(script) {
                data.take(value, DEEPEST);
            }
        }
        data
    }

    fn take(&mut self, value: Value, depth: u32) {
        if depth == 0 {
            return;
        }
        match value {
            Value::Array(items) => {
                for item in items {
                    self.take(item, depth - 1);
                }
            }
            Value::Object(mut object) => {
                let types = types(&object);
                if types.iter().any(|name| is_article(name)) {
                    self.articles.push(Value::Object(object));
                    return;
                }
                if types.iter().any(|name| is_page(name)) && object.contains_key("datePublished") {
                    self.pages.push(without_parts(&object));
                }
                self.other_types.extend(types);
                for way in WAYS_DOWN {
                    if let Some(below) = object.remove(*way) {
                        self.take(below, depth - 1);
                    }
                }
                if let Some(id) = object.get("@id").and_then(Value::as_str) {
                    self.named.insert(id.to_owned(), Value::Object(object));
                }
            }
            _ => {}
        }
    }

    /// How many articles the page describes.
    pub(in crate::formats) fn count(&self) -> usize {
        self.articles.len()
    }

    /// The article of the page: the one that names the address of the page, else the first one with
    /// headline and date, else the first one.
    pub(in crate::formats) fn article(&self, url: Option<&str>) -> Option<ArticleData<'_>> {
        let is_whole = |value: &&Value| {
            value.get("headline").is_some() && value.get("datePublished").is_some()
        };
        let is_here = |value: &&Value| {
            url.is_some_and(|url| addresses(value).any(|address| same_address(address, url)))
        };
        let chosen = self
            .articles
            .iter()
            .find(|value| is_whole(value) && is_here(value))
            .or_else(|| self.articles.iter().find(is_whole))
            .or_else(|| self.articles.first())?;
        Some(self.data(chosen))
    }

    /// What is said of the page itself: of its address, else by the only such description.
    pub(in crate::formats) fn page(&self, url: Option<&str>) -> Option<ArticleData<'_>> {
        let is_here = |value: &&Value| {
            url.is_some_and(|url| addresses(value).any(|address| same_address(address, url)))
        };
        let here = self.pages.iter().find(is_here);
        let only = || self.pages.first().filter(|_| self.pages.len() == 1);
        Some(self.data(here.or_else(only)?))
    }

    fn data<'a>(&'a self, value: &'a Value) -> ArticleData<'a> {
        ArticleData { value, all: self }
    }
}

/// A description of a page without its parts, which are read by themselves.
fn without_parts(object: &Map<String, Value>) -> Value {
    let is_own = |(name, _): &(&String, &Value)| !WAYS_DOWN.contains(&name.as_str());
    let own = object.iter().filter(is_own);
    let own = own.filter(|(_, value)| !value.is_object() && !value.is_array());
    Value::Object(
        own.map(|(name, value)| (name.clone(), value.clone()))
            .collect(),
    )
}

fn addresses(article: &Value) -> impl Iterator<Item = &str> {
    ["url", "@id", "mainEntityOfPage"]
        .into_iter()
        .filter_map(|key| match article.get(key)? {
            Value::String(address) => Some(address.as_str()),
            Value::Object(page) => page.get("@id").or(page.get("url"))?.as_str(),
            _ => None,
        })
}

fn same_address(one: &str, other: &str) -> bool {
    let bare = |url: &str| {
        let url = url.split(['#', '?']).next().unwrap_or_default();
        let url = url.split_once("://").map_or(url, |(_, rest)| rest);
        url.trim_end_matches('/').to_owned()
    };
    bare(one) == bare(other)
}

fn types(object: &Map<String, Value>) -> Vec<String> {
    let bare = |name: &str| {
        name.rsplit(['/', ':'])
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    match object.get("@type").or_else(|| object.get("type")) {
        Some(Value::String(name)) => vec![bare(name)],
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).map(bare).collect(),
        _ => Vec::new(),
    }
}

fn is_article(name: &str) -> bool {
    name.ends_with("Article") || name.ends_with("BlogPosting") || name == "Report"
}

/// Types of things next to an article, which have dates of their own.
const OTHER_THINGS: &[&str] = &[
    "Comment",
    "Review",
    "Person",
    "Organization",
    "NewsMediaOrganization",
    "WebSite",
    "ImageObject",
    "BreadcrumbList",
    "AggregateRating",
    "Rating",
    "Claim",
];

/// Whether a type is that of a page, or of a work that may be all of it.
fn is_page(name: &str) -> bool {
    !OTHER_THINGS.contains(&name)
}

/// What the scripts of a page say of its article.
#[derive(Clone, Copy)]
pub(in crate::formats) struct ArticleData<'a> {
    value: &'a Value,
    all: &'a LinkedData,
}

impl<'a> ArticleData<'a> {
    /// The text or number under a key, as a text that is not blank.
    pub(in crate::formats) fn text(&self, key: &str) -> Option<Cow<'a, str>> {
        let value = self.value.get(key)?;
        let text = first_text(value)?;
        (!text.trim().is_empty()).then_some(text)
    }

    /// The text of the article: its body, and the updates of a live blog or the bodies of its parts.
    pub(in crate::formats) fn body(&self) -> Option<String> {
        let texts_in = |parts: &'a [Value]| {
            let texts = parts.iter().filter_map(Value::as_str);
            texts.map(Cow::Borrowed).collect::<Vec<Cow<'a, str>>>()
        };
        let mut texts = match self.value.get("articleBody") {
            Some(Value::Array(parts)) => texts_in(parts),
            _ => self.text("articleBody").into_iter().collect(),
        };
        for key in ["liveBlogUpdate", "hasPart"] {
            let parts = self.value.get(key).and_then(Value::as_array);
            let parts = parts.into_iter().flatten();
            for part in parts.filter(|part| part.get("articleBody").is_some()) {
                let own = [part.get("headline"), part.get("articleBody")];
                let own = own.into_iter().flatten().filter_map(Value::as_str);
                texts.extend(own.map(Cow::Borrowed));
            }
        }
        let text = texts.join("\n\n");
        (!text.trim().is_empty()).then_some(text)
    }

    /// The names of things or people: texts, objects with a name, lists of either.
    pub(in crate::formats) fn names(&self, key: &str) -> Vec<String> {
        let mut names = Vec::new();
        if let Some(value) = self.value.get(key) {
            self.add_names(value, &mut names, DEEPEST);
        }
        names
    }

    fn add_names(&self, value: &Value, names: &mut Vec<String>, depth: u32) {
        if depth == 0 {
            return;
        }
        match value {
            Value::String(name) if !name.trim().is_empty() => names.push(plain(name)),
            Value::Array(items) => {
                for item in items {
                    self.add_names(item, names, depth - 1);
                }
            }
            Value::Object(object) => {
                let by_id = || {
                    self.all
                        .named
                        .get(object.get("@id")?.as_str()?)?
                        .get("name")
                };
                if let Some(name) = object.get("name").or_else(by_id) {
                    self.add_names(name, names, depth - 1);
                }
            }
            _ => {}
        }
    }

    /// The article's own address.
    pub(in crate::formats) fn url(&self) -> Option<&'a str> {
        addresses(self.value).find(|address| address.starts_with("http"))
    }
}

fn first_text(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::String(text) => Some(Cow::Borrowed(text)),
        Value::Number(number) => Some(Cow::Owned(number.to_string())),
        Value::Array(items) => items.first().and_then(first_text),
        Value::Object(object) => {
            let named = object.get("name").or_else(|| object.get("@value"));
            named.and_then(first_text)
        }
        _ => None,
    }
}
