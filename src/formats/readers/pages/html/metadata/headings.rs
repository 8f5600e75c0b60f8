//! The headings that a page shows: their texts without what is only next to the headline, and what
//! speaks for and against each.
//!
//! Sites put the kicker (`Politics`) and a line below into the same heading. `headline` chooses one
//! of the headings; it must not look at elements itself.

use super::super::found::Found;
use super::super::tree::{NodeId, Step, Tree};
use super::address::is_front_page;
use crate::formats::bytes::white_space::one_line;

/// The most headings that are compared.
const MOST: usize = 100;

/// The most elements around a heading that are asked what they are.
const MOST_AROUND: usize = 24;

/// The longest text, in bytes, that can be a headline.
pub(super) const LONGEST: usize = 1000;

/// A heading.
pub(in crate::formats) struct Heading {
    pub(in crate::formats) id: NodeId,
    /// Its text without kicker and line below.
    pub(in crate::formats) text: String,
    /// What it has above the headline.
    pub(in crate::formats) kicker: Option<String>,
    /// What it has below the headline.
    pub(in crate::formats) below: Option<String>,
    /// 1 for `<h1>`.
    pub(in crate::formats) level: u8,
    /// Whether a property or class says that it is the headline.
    pub(in crate::formats) is_marked: bool,
    /// Whether a class says that it is the line above a headline.
    pub(in crate::formats) is_kicker: bool,
    /// Whether all of it is a link to another page.
    pub(in crate::formats) is_linked: bool,
    /// Whether it is a link to the front page: the name of the site.
    pub(in crate::formats) names_site: bool,
    /// Whether it is hidden, or in an element beside the article.
    pub(in crate::formats) is_beside: bool,
}

/// Words of classes of what is above a headline, in its heading.
const KICKERS: &[&str] = &[
    "kicker",
    "overline",
    "overtitle",
    "pretitle",
    "pre-title",
    "pre-headline",
    "preheadline",
    "supertitle",
    "suptitle",
    "surtitle",
    "surtitre",
    "dachzeile",
    "topline",
    "topic",
    "eyebrow",
    "roofline",
    "spitzmarke",
    "strapline",
    "rubrik",
    "rubric",
    "category",
    "label",
    "antetitulo",
    "occhiello",
    "oberzeile",
    "ueberzeile",
    "headline-intro",
    "section-name",
    "flag",
    "badge",
    "sponsor",
];

/// Words of classes of headings above a headline.
const KICKER_HEADINGS: &[&str] = &[
    "kicker",
    "overline",
    "strapline",
    "dachzeile",
    "topline",
    "eyebrow",
    "surtitle",
    "supertitle",
];

/// Words of classes of what is below a headline, in its heading.
const BELOW: &[&str] = &[
    "subtitle",
    "sub-title",
    "subheadline",
    "subhead",
    "subline",
    "unterzeile",
    "standfirst",
    "deck",
    "tagline",
    "byline",
    "meta",
    "date",
];

/// Words of classes and properties of headlines.
const MARKS: &[&str] = &[
    "headline",
    "entry-title",
    "post-title",
    "article-title",
    "articletitle",
    "article__title",
    "posttitle",
    "story-title",
    "page-title",
    "news-title",
    "single-title",
];

/// Elements beside an article.
const BESIDE: &[&str] = &["nav", "aside", "footer", "form", "dialog", "blockquote"];

/// Words of classes and ids of elements beside an article.
const BESIDE_WORDS: &[&str] = &[
    "sidebar",
    "comments",
    "comment",
    "related",
    "recommended",
    "cookie",
    "consent",
    "newsletter",
    "modal",
    "popup",
    "footer",
    "menu",
    "nav",
    "navigation",
    "promo",
    "subscribe",
    "breadcrumb",
    "sr-only",
    "visually-hidden",
    "screen-reader-text",
    "element-invisible",
    "visuallyhidden",
];

/// Elements whose text is no part of a heading.
const WITHOUT_TEXT: &[&str] = &[
    "script", "style", "svg", "button", "noscript", "template", "select", "textarea",
];

impl Heading {
    /// The headings of a page, in their order. `url` is the address of the page.
    pub(in crate::formats) fn all(tree: &Tree, found: &Found<'_>, url: Option<&str>) -> Vec<Self> {
        let headings = found.headings.iter().take(MOST);
        let headings = headings.map(|id| Self::of(tree, *id, url));
        headings
            .filter(|heading| !heading.text.is_empty() && heading.text.len() <= LONGEST)
            .collect()
    }

    fn of(tree: &Tree, id: NodeId, url: Option<&str>) -> Self {
        let parts = Parts::of(tree, id);
        let link = whole_link(tree, id, &parts.text);
        let level = tree
            .name(id)
            .as_bytes()
            .get(1)
            .map_or(9, |digit| digit - b'0');
        let is_here = |link: &str| url.is_some_and(|url| leads_to(link, url));
        let site = |link: &&str| is_front(link) && !url.is_some_and(is_front_page);
        Self {
            id,
            text: parts.text,
            kicker: parts.kicker,
            below: parts.below,
            level: if level <= 6 { level } else { 4 },
            is_marked: is_marked(tree, id),
            is_kicker: has_word(&classes(tree, id), KICKER_HEADINGS),
            is_linked: link.is_some_and(|link| !is_here(link)),
            names_site: link.as_ref().is_some_and(site),
            is_beside: is_beside(tree, id),
        }
    }
}

/// The texts of a heading.
#[derive(Default)]
struct Parts {
    kicker: Option<String>,
    text: String,
    below: Option<String>,
}

/// An element or a text directly in a heading.
struct Piece {
    text: String,
    /// Its classes in lower case; empty for a text.
    class: String,
    is_element: bool,
}

impl Parts {
    fn of(tree: &Tree, id: NodeId) -> Self {
        let mut pieces = pieces(tree, id);
        let mut parts = Self::default();
        let has = |piece: &Piece, words: &[&str]| has_word(&piece.class, words);
        let length = |pieces: &[Piece]| pieces.iter().map(|piece| piece.text.len()).sum::<usize>();
        let is_separated = |pieces: &[Piece]| {
            pieces.len() > 2
                && pieces[0].is_element
                && pieces[1].is_element
                && is_mark(&pieces[1].text)
        };
        if pieces.len() > 1
            && (has(&pieces[0], KICKERS) || is_separated(&pieces))
            && length(&pieces[1..]) >= 8
        {
            let kicker = one_line(&pieces.remove(0).text);
            parts.kicker = Some(kicker.trim_end_matches([':', '|', ' ']).to_owned());
            while pieces.first().is_some_and(|piece| is_mark(&piece.text)) {
                pieces.remove(0);
            }
        }
        if pieces.len() > 1
            && let Some(last) = pieces.pop_if(|last| has(last, BELOW))
        {
            parts.below = Some(one_line(&last.text));
        }
        let mut text = String::new();
        for piece in &pieces {
            if text.ends_with([':', '.', '!', '?', ';']) {
                text.push(' ');
            }
            text.push_str(&piece.text);
        }
        text.retain(|c| !matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}'));
        parts.text = one_line(&text);
        parts.kicker = parts.kicker.filter(|text| !text.is_empty());
        parts
    }
}

/// Whether a text is only a mark between two others.
fn is_mark(text: &str) -> bool {
    !text.contains(char::is_alphanumeric)
}

/// The pieces of a heading: those of the innermost element that has all of its text.
fn pieces(tree: &Tree, id: NodeId) -> Vec<Piece> {
    let mut around = id;
    for _ in 0..MOST_AROUND {
        let mut filled = tree
            .children(around)
            .filter(|child| !text_in(tree, *child).trim().is_empty());
        match (filled.next(), filled.next()) {
            (Some(only), None) if tree.text_of(only).is_none() => around = only,
            _ => break,
        }
    }
    let children = tree.children(around).map(|child| Piece {
        text: text_in(tree, child),
        class: classes(tree, child),
        is_element: tree.text_of(child).is_none(),
    });
    let mut pieces: Vec<Piece> = children.filter(|piece| !piece.text.is_empty()).collect();
    let is_blank = |piece: &Piece| piece.text.trim().is_empty();
    while pieces.first().is_some_and(is_blank) {
        pieces.remove(0);
    }
    while pieces.last().is_some_and(is_blank) {
        pieces.pop();
    }
    // Blanks between two elements belong to the first.
    let mut joined: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match joined.last_mut() {
            Some(last) if is_blank(&piece) => last.text.push(' '),
            _ => joined.push(piece),
        }
    }
    joined
}

/// The text of an element or a text, with blanks where elements separate words.
fn text_in(tree: &Tree, id: NodeId) -> String {
    let mut text = String::new();
    let mut walk = tree.walk(id);
    while let Some(step) = walk.next() {
        let Step::Enter(id) = step else { continue };
        match tree.text_of(id) {
            Some(own) => text.push_str(own),
            None if WITHOUT_TEXT.contains(&tree.name(id)) => walk.leave_out(id),
            None if matches!(tree.name(id), "br" | "div" | "p" | "span" | "small") => {
                text.push(' ')
            }
            None => {}
        }
        if text.len() > 4 * LONGEST {
            break;
        }
    }
    text
}

fn classes(tree: &Tree, id: NodeId) -> String {
    let own = tree.attribute(id, "class").unwrap_or_default();
    own.to_ascii_lowercase()
}

/// Whether one of the classes has one of these words, alone or with others.
fn has_word(classes: &str, words: &[&str]) -> bool {
    let is_end = |c: Option<char>| c.is_none_or(|c| !c.is_ascii_alphanumeric());
    words.iter().any(|word| {
        classes.match_indices(word).any(|(at, _)| {
            is_end(classes[..at].chars().next_back())
                && is_end(classes[at + word.len()..].chars().next())
        })
    })
}

fn is_marked(tree: &Tree, id: NodeId) -> bool {
    let property = tree
        .attribute(id, "itemprop")
        .or_else(|| tree.attribute(id, "property"));
    property.is_some_and(|property| property.contains("headline"))
        || has_word(&classes(tree, id), MARKS)
        || classes(tree, id)
            .split_ascii_whitespace()
            .any(|class| class == "title")
}

/// Whether a heading is hidden, or in an element beside the article.
fn is_beside(tree: &Tree, id: NodeId) -> bool {
    std::iter::once(id)
        .chain(tree.ancestors(id).take(MOST_AROUND))
        .take_while(|id| !matches!(tree.name(*id), "article" | "main" | "body"))
        .any(|id| {
            BESIDE.contains(&tree.name(id))
                || tree.attribute(id, "hidden").is_some()
                || has_word(&classes(tree, id), BESIDE_WORDS)
                || tree
                    .attribute(id, "id")
                    .is_some_and(|id| has_word(&id.to_ascii_lowercase(), BESIDE_WORDS))
        })
}

/// The address that all of a heading is a link to.
fn whole_link<'t>(tree: &'t Tree, id: NodeId, text: &str) -> Option<&'t str> {
    let is_link = |id: &NodeId| tree.name(*id) == "a" && tree.attribute(*id, "href").is_some();
    let around = tree.ancestors(id).take(2).find(is_link);
    let link = around.or_else(|| {
        let within = tree.descendants(id).take(64).find(is_link)?;
        let linked = text_in(tree, within);
        (linked.trim().len() * 10 >= text.len() * 9).then_some(within)
    })?;
    tree.attribute(link, "href").map(str::trim)
}

/// An address without that of the web archive which it is behind.
fn bare(address: &str) -> &str {
    match address.rfind("http") {
        Some(at) if at > 0 => &address[at..],
        _ => address,
    }
}

/// Whether an address is that of a front page.
fn is_front(address: &str) -> bool {
    let address = bare(address);
    let path = match address.split_once("://") {
        Some(_) if is_front_page(address) => return true,
        Some((_, rest)) => rest.split_once('/').map_or("", |(_, path)| path),
        None => address.trim_start_matches("./").trim_start_matches('/'),
    };
    let path = path
        .split(['?', '#'])
        .next()
        .unwrap_or_default()
        .trim_end_matches('/');
    let is_start = path.is_empty() && !address.is_empty() && !address.starts_with('#');
    let is_index = path.starts_with("index.") || path.starts_with("home.") || path == "home";
    is_start || is_index || (path.len() == 2 && path.bytes().all(|byte| byte.is_ascii_lowercase()))
}

/// Whether a link leads to an address.
fn leads_to(link: &str, url: &str) -> bool {
    let path = |address: &str| {
        let address = bare(address).split(['?', '#']).next().unwrap_or_default();
        let path = address.split_once("://").map_or(address, |(_, rest)| {
            rest.find('/').map_or("", |at| &rest[at..])
        });
        path.trim_end_matches('/').to_owned()
    };
    let (link, url) = (path(link), path(url));
    link.is_empty() || link == url || (!link.starts_with('/') && url.ends_with(&link))
}
