//! JSON-LD: what a page's scripts of type `application/ld+json` say of its article.
//!
//! Vocabulary: <https://schema.org/NewsArticle>. Sites write it in many forms (one object, a list,
//! a `@graph` whose parts name each other by `@id`) and often break the rules of JSON, which
//! is repaired where possible.

use super::super::found::plain;
use serde_json::Value;
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
    /// Objects that others name by their `@id`.
    named: HashMap<String, Value>,
    /// The types of objects that are not articles.
    pub(in crate::formats) other_types: Vec<String>,
}

impl LinkedData {
    /// Reads a page's scripts; one that is not JSON is skipped.
    pub(in crate::formats) fn read<'a>(scripts: impl Iterator<Item = &'a str>) -> Self {
        let mut data = Self::default();
        for script in scripts {
            if let Some(value) = parse(script) {
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
        Some(ArticleData {
            value: chosen,
            all: self,
        })
    }
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

/// Parses JSON as sites write it: within comments, with raw line feeds in strings.
fn parse(script: &str) -> Option<Value> {
    let script = script.trim();
    if let Ok(value) = serde_json::from_str(script) {
        return Some(value);
    }
    let unwrapped = script
        .trim_start_matches("<!--")
        .trim_start_matches("//<![CDATA[")
        .trim_start_matches("<![CDATA[")
        .trim_end_matches("-->")
        .trim_end_matches("]]>")
        .trim_end_matches("//")
        .trim()
        .trim_end_matches(';');
    let spaced: String = unwrapped
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    serde_json::from_str(&spaced)
        .or_else(|_| serde_json::from_str(&without_trailing_commas(&spaced)))
        .ok()
}

/// JSON without the commas before closing brackets, which it forbids.
fn without_trailing_commas(json: &str) -> String {
    let mut kept = String::with_capacity(json.len());
    let mut in_string = false;
    let mut escaped = false;
    for c in json.chars() {
        if in_string {
            in_string = escaped || c != '"';
            escaped = c == '\\' && !escaped;
        } else if c == '"' {
            in_string = true;
        } else if matches!(c, '}' | ']') {
            let end = kept.trim_end().trim_end_matches(',').len();
            kept.truncate(end);
        }
        kept.push(c);
    }
    kept
}

fn types(object: &serde_json::Map<String, Value>) -> Vec<String> {
    let bare = |name: &str| {
        name.rsplit(['/', ':'])
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    match object.get("@type") {
        Some(Value::String(name)) => vec![bare(name)],
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).map(bare).collect(),
        _ => Vec::new(),
    }
}

fn is_article(name: &str) -> bool {
    name.ends_with("Article") || name.ends_with("BlogPosting") || name == "Report"
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
        Value::Object(object) => object.get("name").and_then(first_text),
        _ => None,
    }
}
