//! The fields of a page's article other than text and date, each from the most trusted place.
//!
//! Linked data is trusted more than `<meta>`, and `<meta>` more than marks in the page.

use super::super::found::{Found, plain};
use super::super::tree::Tree;
use super::headline::{headline, site_keys};
use super::linked_data::{ArticleData, LinkedData};
use crate::formats::gather::{ArticleBuilder, bylines};

/// The fields that were found.
pub(in crate::formats) struct Fields {
    pub(in crate::formats) headline: String,
    bylines: Vec<String>,
    source: Option<String>,
    section: Option<String>,
    keywords: Vec<String>,
    language: Option<String>,
    pub(in crate::formats) url: Option<String>,
}

impl Fields {
    pub(in crate::formats) fn of(
        tree: &Tree,
        found: &Found<'_>,
        data: &LinkedData,
        fetched_from: Option<&str>,
        first_lines: impl Fn() -> Vec<String>,
    ) -> Self {
        let url = address(found, data, fetched_from);
        let article = data.article(url.as_deref().or(fetched_from));
        let source = source(found, article);
        let host = url.as_deref().or(fetched_from).and_then(host);
        let site = site_keys(source.iter().map(String::as_str), host);
        Self {
            headline: headline(tree, found, article, &site, first_lines),
            bylines: bylines(tree, found, article),
            source: source.or_else(|| host.map(str::to_owned)),
            section: section(found, article),
            keywords: keywords(found, article),
            language: language(found, article),
            url,
        }
    }

    /// Offers all of it.
    pub(in crate::formats) fn offer(self, builder: &mut ArticleBuilder<'_>) {
        builder.headline(Some(self.headline));
        builder.people(self.bylines);
        builder.source(self.source);
        builder.section(self.section);
        builder.keywords(self.keywords);
        builder.language(self.language);
        builder.url(self.url);
    }
}

/// The page's own address: the canonical one, unless that is the site's front page.
fn address(found: &Found<'_>, data: &LinkedData, fetched_from: Option<&str>) -> Option<String> {
    let linked = data.article(fetched_from).and_then(|article| article.url());
    let named = [
        found.canonical,
        found.meta(&["og:url", "twitter:url", "parsely-link"]),
        linked,
    ];
    named
        .into_iter()
        .flatten()
        .filter_map(|url| absolute(url.trim(), fetched_from))
        .find(|url| !is_front_page(url))
        .or_else(|| fetched_from.map(str::to_owned))
}

fn absolute(url: &str, base: Option<&str>) -> Option<String> {
    if url.starts_with("http://") || url.starts_with("https://") {
        return Some(url.to_owned());
    }
    let (scheme, rest) = base?.split_once("://")?;
    if let Some(from_host) = url.strip_prefix("//") {
        return Some(format!("{scheme}://{from_host}"));
    }
    let host = rest.split(['/', '?', '#']).next()?;
    url.starts_with('/')
        .then(|| format!("{scheme}://{host}{url}"))
}

/// Whether an address has nothing after its host, not even a query that names an article
/// (`/?p=31228`).
pub(in crate::formats) fn is_front_page(url: &str) -> bool {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.split('#').next().unwrap_or_default();
    let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
    let is_number = |value: &str| value.bytes().any(|byte| byte.is_ascii_digit());
    let names_article = query.split('&').any(|pair| {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        !key.starts_with("utm_") && (is_number(value) || key.contains('/'))
    });
    !names_article && rest.split_once('/').is_none_or(|(_, path)| path.is_empty())
}

fn host(url: &str) -> Option<&str> {
    let host = url
        .split_once("://")?
        .1
        .split(['/', '?', '#', ':'])
        .next()?;
    (!host.is_empty()).then_some(host)
}

fn source(found: &Found<'_>, data: Option<ArticleData<'_>>) -> Option<String> {
    let site = found.meta(&["og:site_name"]).map(plain);
    site.or_else(|| data?.names("publisher").into_iter().next())
        .or_else(|| {
            found
                .meta(&[
                    "application-name",
                    "apple-mobile-web-app-title",
                    "dc.publisher",
                    "dcterms.publisher",
                    "publisher",
                    "copyright",
                ])
                .map(plain)
        })
        .filter(|name| !name.is_empty())
}

fn bylines(tree: &Tree, found: &Found<'_>, data: Option<ArticleData<'_>>) -> Vec<String> {
    let linked = data.map(|data| data.names("author")).unwrap_or_default();
    let names = first_people([linked]);
    if !names.is_empty() {
        return names;
    }
    let metas = [
        "author",
        "article:author",
        "parsely-author",
        "sailthru.author",
        "byl",
        "dc.creator",
        "dcterms.creator",
        "cxenseparse:author",
    ]
    .map(|name| found.all_metas(name).map(plain).collect());
    let names = first_people(metas);
    if !names.is_empty() {
        return names;
    }
    let marked = found.items("author").chain(found.authors.iter().copied());
    let marked: Vec<String> = marked
        .map(|id| tree.line(id))
        .filter(|name| name.chars().count() <= 60)
        .collect();
    first_people([marked])
}

/// The people of the first list that names any, each once.
fn first_people<const N: usize>(lists_of_names: [Vec<String>; N]) -> Vec<String> {
    for list in lists_of_names {
        let mut people: Vec<String> = Vec::new();
        let names = list.iter().filter(|name| !name.contains("://"));
        for name in names.flat_map(|name| bylines::bylines(name)) {
            if !people.contains(&name) {
                people.push(name);
            }
        }
        if !people.is_empty() {
            return people;
        }
    }
    Vec::new()
}

fn section(found: &Found<'_>, data: Option<ArticleData<'_>>) -> Option<String> {
    let linked = data.and_then(|data| data.text("articleSection"));
    let metas = [
        "article:section",
        "parsely-section",
        "dc.subject.section",
        "section",
        "sailthru.section",
        "category",
    ];
    linked
        .map(|text| plain(&text))
        .or_else(|| found.meta(&metas).map(plain))
        .filter(|section| !section.is_empty())
}

fn keywords(found: &Found<'_>, data: Option<ArticleData<'_>>) -> Vec<String> {
    let linked = data.map(|data| data.names("keywords")).unwrap_or_default();
    let metas = [
        "news_keywords",
        "keywords",
        "article:tag",
        "parsely-tags",
        "sailthru.tags",
        "dc.subject",
    ]
    .map(|name| found.all_metas(name).map(plain).collect::<Vec<_>>());
    let mut words: Vec<String> = Vec::new();
    let list = std::iter::once(linked)
        .chain(metas)
        .find(|list| !list.is_empty());
    for word in list
        .into_iter()
        .flatten()
        .flat_map(|text| bylines::keywords(&text))
    {
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words
}

fn language(found: &Found<'_>, data: Option<ArticleData<'_>>) -> Option<String> {
    let linked = data.and_then(|data| data.text("inLanguage"));
    let named = [
        found.language,
        linked.as_deref(),
        found.meta(&[
            "og:locale",
            "dc.language",
            "dcterms.language",
            "content-language",
            "language",
        ]),
    ];
    named.into_iter().flatten().find_map(language_code)
}

/// A code such as `en` or `pt-br`; `None` if the text is not one.
fn language_code(text: &str) -> Option<String> {
    let code = text.trim().replace('_', "-").to_ascii_lowercase();
    let is_code = (2..=11).contains(&code.len())
        && code
            .split('-')
            .next()
            .is_some_and(|main| (2..=3).contains(&main.len()))
        && code
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    is_code.then_some(code)
}
