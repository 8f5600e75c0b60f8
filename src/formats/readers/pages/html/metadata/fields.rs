//! The fields of a page's article other than text and date, each from the most trusted place.
//!
//! Linked data is trusted more than `<meta>`, and `<meta>` more than marks in the page.

use super::super::found::{Found, plain};
use super::super::tree::{NodeId, Tree};
use super::address::{absolute, host, is_front_page};
use super::headline::{Headline, Places, headline};
use super::linked_data::{ArticleData, LinkedData};
use super::titles::site_keys;
use super::zone::{Zone, is_other};
use crate::formats::gather::{ArticleBuilder, bylines};

/// The fields that were found.
pub(in crate::formats) struct Fields {
    pub(in crate::formats) headline: Headline,
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
        let places = Places {
            tree,
            found,
            data: article,
            site: &site,
            url: url.as_deref().or(fetched_from),
        };
        Self {
            headline: headline(&places, first_lines),
            bylines: bylines(found, article),
            source: source.or_else(|| host.map(str::to_owned)),
            section: section(found, article),
            keywords: keywords(found, article),
            language: language(found, article),
            url,
        }
    }

    /// Offers all of it.
    pub(in crate::formats) fn offer(self, builder: &mut ArticleBuilder<'_>) {
        builder.headline(Some(self.headline.text));
        builder.people(self.bylines);
        builder.source(self.source);
        builder.section(self.section);
        if let Some(kicker) = self.headline.kicker {
            let is_kept = |text: &Option<String>| text.as_ref() == Some(&kicker);
            if !builder.section(Some(kicker.clone())) && !is_kept(&builder.so_far().section) {
                builder.line_above(&kicker, Vec::new());
            }
        }
        builder.subhead(self.headline.other);
        builder.subhead(self.headline.below);
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

/// The authors that the page declares.
fn bylines(found: &Found<'_>, data: Option<ArticleData<'_>>) -> Vec<String> {
    let linked = |key| data.map(|data| data.names(key)).unwrap_or_default();
    let names = first_people([linked("author"), linked("creator")]);
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
    first_people(metas)
}

/// The authors that are marked in the page: next to the headline, else the only one in the text's
/// element. Other stories have marked authors too.
pub(in crate::formats) fn marked_authors(
    tree: &Tree,
    found: &Found<'_>,
    zone: &Zone,
    root: NodeId,
) -> Vec<String> {
    let all: Vec<NodeId> = found
        .items("author")
        .chain(found.authors.iter().copied())
        .take(MOST_AUTHORS)
        .collect();
    let names = |ids: Vec<NodeId>| {
        let names = ids.into_iter().map(|id| name_of(tree, id));
        let names = names.filter(|name| name.chars().count() <= LONGEST_AUTHOR);
        first_people([names.collect::<Vec<String>>()])
    };
    let near = all.iter().filter(|id| zone.marked.contains(id));
    let near = names(near.copied().collect());
    if !near.is_empty() {
        return near;
    }
    let here = |id: &&NodeId| {
        let around = || tree.ancestors(**id).take(DEEPEST_AUTHOR);
        let is_within = || around().any(|above| above == root);
        is_within()
            && !around()
                .take_while(|above| *above != root)
                .any(|above| is_other(tree, above))
    };
    let within = names(all.iter().filter(here).copied().collect());
    if within.len() == 1 {
        within
    } else {
        Vec::new()
    }
}

/// The most elements that are asked for the name of an author.
const MOST_AUTHORS: usize = 100;

/// The most elements between an author and the element with the text.
const DEEPEST_AUTHOR: usize = 64;

/// The longest text that is the name of an author, in characters.
const LONGEST_AUTHOR: usize = 60;

/// The name in an element that marks an author: that of its own property, else all of its text.
fn name_of(tree: &Tree, id: NodeId) -> String {
    if let Some(content) = tree.attribute(id, "content") {
        return plain(content);
    }
    let is_name = |id: &NodeId| {
        let property = tree
            .attribute(*id, "itemprop")
            .or_else(|| tree.attribute(*id, "property"));
        property.is_some_and(|own| own == "name" || own.ends_with(":name"))
    };
    let named = tree.descendants(id).skip(1).take(64).find(is_name);
    let named = named.map(|own| match tree.attribute(own, "content") {
        Some(content) => plain(content),
        None => tree.line(own),
    });
    named.unwrap_or_else(|| tree.line(id))
}

/// The people of the first list that names any, each once.
fn first_people<const N: usize>(lists_of_names: [Vec<String>; N]) -> Vec<String> {
    for list in lists_of_names {
        let mut people: Vec<String> = Vec::new();
        let names = list.iter().map(|name| without_list(name));
        let names = names.filter(|name| !name.contains("://") && !is_nobody(name));
        for name in names.flat_map(bylines::bylines) {
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

/// Values of programs, and names of accounts, that name nobody.
const NOBODY: &[&str] = &[
    "admin",
    "administrator",
    "null",
    "none",
    "undefined",
    "nan",
    "n/a",
];

fn is_nobody(name: &str) -> bool {
    NOBODY
        .iter()
        .any(|nobody| name.trim().eq_ignore_ascii_case(nobody))
}

/// The name in a list of one that was written as a value of a program: `["Ann Lee"]`.
fn without_list(name: &str) -> &str {
    let list = name
        .trim()
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    list.map_or(name, |list| list.trim().trim_matches(['"', '\'']))
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
