//! The headline, chosen among those of a page: linked data, `OpenGraph`, headings, `<title>`.
//!
//! Pages have a headline for readers, another for sharing and a third for search engines, often
//! with the name of the site after it. The headline that most places have wins. The one for sharing
//! wins over it if it is much longer.

use super::super::found::{Found, plain};
use super::super::tree::Tree;
use super::linked_data::ArticleData;

/// What may be between a headline and the site's name.
const SEPARATORS: &[&str] = &[
    " | ", " - ", " – ", " — ", " › ", " » ", " « ", " :: ", " • ", " · ", " ∣ ", " : ", "｜",
    "：", "|", " -- ", " / ", "_", "-",
];

/// Separators that also count if the headline is known from the text of the page.
const LOOSE_SEPARATORS: &[&str] = &[": ", ", "];

/// The most separators of a title that are tried.
const MOST_SEPARATORS: usize = 16;

/// How much longer, in tenths, the headline for sharing has to be to win over more votes.
const MUCH_FULLER: usize = 13;

/// The longest text, in bytes, that can be a headline.
const LONGEST: usize = 1000;

/// The most headings that are compared.
const MOST_HEADINGS: usize = 8;

/// A headline that a page gives.
struct Candidate {
    text: String,
    /// The text folded, for comparing.
    key: String,
    votes: u32,
}

/// Chooses the headline of a page; empty if there is none. `first_lines`, the first lines of the
/// text, are used if only `<title>` has a headline.
pub(in crate::formats) fn headline(
    tree: &Tree,
    found: &Found<'_>,
    data: Option<ArticleData<'_>>,
    site: &[String],
    first_lines: impl Fn() -> Vec<String>,
) -> String {
    let given = Given::of(tree, found, data, site);
    let site = &given.site;
    let mut ballot = Ballot::default();
    let known: Vec<String> = given
        .linked
        .iter()
        .chain(&given.headings)
        .map(|text| key_of(text))
        .collect();
    let shared = given.shared.map(|text| without_site(&text, &known, site));
    if let Some(text) = &shared {
        ballot.vote(text.clone());
    }
    if let Some(text) = &given.linked {
        ballot.vote(without_site(text, &known, site));
    }
    let elsewhere: Vec<String> = [&shared, &given.linked, &given.title]
        .into_iter()
        .flatten()
        .flat_map(|text| key_and_prefixes(text))
        .collect();
    if let Some(heading) = main_heading(&given.headings, &elsewhere, site) {
        ballot.vote(heading.to_owned());
    }
    if let Some(title) = &given.title {
        let known: Vec<String> = ballot
            .candidates
            .iter()
            .map(|candidate| candidate.key.clone())
            .collect();
        let of_text = match known.as_slice() {
            [] => part_in(title, &first_lines()),
            _ => None,
        };
        ballot.vote(of_text.unwrap_or_else(|| without_site(title, &known, site)));
    }
    if ballot.candidates.is_empty()
        && let Some(text) = alternative(found)
    {
        ballot.vote(without_site(&text, &[], site));
    }
    ballot.winner(shared.map(|text| key_of(&text)).as_deref())
}

/// The headlines of a page, by place.
struct Given {
    /// The one for sharing.
    shared: Option<String>,
    /// That of linked data, or of marks in the page.
    linked: Option<String>,
    /// The content of `<title>`.
    title: Option<String>,
    /// The headings that are not the site's name.
    headings: Vec<String>,
    /// The keys of the site's names.
    site: Vec<String>,
}

impl Given {
    fn of(tree: &Tree, found: &Found<'_>, data: Option<ArticleData<'_>>, site: &[String]) -> Self {
        let shared = found.meta(&["og:title", "twitter:title", "twitter:text:title"]);
        let linked = data.and_then(|data| data.text("headline").or_else(|| data.text("name")));
        let linked = linked.map(|text| plain(&text));
        let title = found.title.map(|id| plain(&tree.line(id)));
        let title = title.filter(|text| is_short(text));
        let mut headings: Vec<String> = found
            .main_headings
            .iter()
            .take(MOST_HEADINGS)
            .map(|id| tree.line(*id))
            .filter(|text| !text.is_empty() && is_short(text))
            .collect();
        let mut site = site.to_vec();
        if let Some(title) = &title {
            site.extend(names_in_title(title, &headings));
            headings.retain(|heading| !is_site(heading, &site));
        }
        Self {
            shared: shared.map(plain).filter(|text| is_short(text)),
            linked: linked
                .or_else(|| marked(tree, found))
                .filter(|text| is_short(text)),
            title,
            headings,
            site,
        }
    }
}

/// The headline of the less common `<meta>` elements.
fn alternative(found: &Found<'_>) -> Option<String> {
    let names = [
        "dc.title",
        "dcterms.title",
        "parsely-title",
        "sailthru.title",
        "title",
        "headline",
    ];
    found.meta(&names).map(plain).filter(|text| is_short(text))
}

/// The headline that is marked in microdata or `RDFa`. If there are several, they are those of
/// teasers.
fn marked(tree: &Tree, found: &Found<'_>) -> Option<String> {
    let mut items = found.items("headline");
    match (items.next(), items.next()) {
        (Some(only), None) => {
            let content = tree.attribute(only, "content").map(plain);
            Some(content.unwrap_or_else(|| tree.line(only))).filter(|text| !text.is_empty())
        }
        _ => None,
    }
}

/// The headings that are a small part of `<title>`: the names of the site and of its sections.
fn names_in_title(title: &str, headings: &[String]) -> Vec<String> {
    let whole = key_of(title);
    let parts: Vec<String> = cuts(title)
        .take(MOST_SEPARATORS)
        .flat_map(|(before, after)| [key_of(before), key_of(after)])
        .collect();
    let keys = headings.iter().map(|heading| key_of(heading));
    keys.filter(|key| key.len() * 5 < whole.len() * 2 && parts.contains(key))
        .collect()
}

fn is_short(text: &str) -> bool {
    text.len() <= LONGEST
}

/// The heading that other places have too, else the longest that is not the name of the site.
fn main_heading<'a>(
    headings: &'a [String],
    elsewhere: &[String],
    site: &[String],
) -> Option<&'a str> {
    headings
        .iter()
        .find(|text| elsewhere.contains(&key_of(text)))
        .or_else(|| {
            headings
                .iter()
                .filter(|text| !is_site(text, site))
                .max_by_key(|text| text.chars().count().min(40))
        })
        .map(String::as_str)
}

/// The votes for headlines.
#[derive(Default)]
struct Ballot {
    candidates: Vec<Candidate>,
}

impl Ballot {
    fn vote(&mut self, text: String) {
        let key = key_of(&text);
        if key.is_empty() {
            return;
        }
        match self
            .candidates
            .iter_mut()
            .find(|candidate| candidate.key == key)
        {
            Some(candidate) => candidate.votes += 1,
            None => self.candidates.push(Candidate {
                text,
                key,
                votes: 1,
            }),
        }
    }

    /// The headline with the most votes, the longest of several; `shared` if it is much longer.
    fn winner(self, shared: Option<&str>) -> String {
        let length = |candidate: &&Candidate| candidate.key.chars().count();
        let candidates = self.candidates.iter();
        let Some(first) = candidates.max_by_key(|candidate| (candidate.votes, length(candidate)))
        else {
            return String::new();
        };
        let fuller = shared.and_then(|shared| {
            self.candidates
                .iter()
                .find(|candidate| candidate.key == shared)
        });
        match fuller {
            Some(fuller) if length(&fuller) * 10 >= length(&first) * MUCH_FULLER => {
                fuller.text.clone()
            }
            _ => first.text.clone(),
        }
    }
}

/// Letters and digits alone, in lower case.
pub(in crate::formats) fn key_of(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// A text's key, and those of what is before each separator in it.
fn key_and_prefixes(text: &str) -> Vec<String> {
    let mut keys = vec![key_of(text)];
    keys.extend(cuts(text).map(|(before, _)| key_of(before)));
    keys
}

/// All ways to cut a text in two at a separator, from its end on.
fn cuts(text: &str) -> impl Iterator<Item = (&str, &str)> {
    cuts_at(text, SEPARATORS)
}

fn cuts_at<'t>(text: &'t str, separators: &[&str]) -> impl Iterator<Item = (&'t str, &'t str)> {
    // A bare hyphen separates only words without hyphens.
    let parts = |at: usize, separator: &str| {
        separator != "-"
            || text[..at].ends_with(is_ideograph) && text[at + 1..].starts_with(is_ideograph)
    };
    let mut cuts: Vec<(usize, usize)> = separators
        .iter()
        .flat_map(|separator| text.match_indices(separator))
        .filter(|(at, separator)| parts(*at, separator))
        .map(|(at, separator)| (at, at + separator.len()))
        .collect();
    cuts.sort_unstable();
    cuts.into_iter()
        .rev()
        .map(|(end, start)| (&text[..end], &text[start..]))
}

/// Whether a character is of a script that writes words without spaces and hyphens.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}')
}

/// A headline without the name and section of the site: the part that other places have, else the
/// text without the parts that name the site.
fn without_site(text: &str, known: &[String], site: &[String]) -> String {
    let whole = key_of(text);
    let is_known_part = |part: &&str| {
        let key = key_of(part);
        key.len() * 5 >= whole.len() * 2 && known.contains(&key)
    };
    let known_part =
        cuts(text).find_map(|(before, after)| [before, after].into_iter().find(is_known_part));
    if let Some(part) = known_part {
        return part.trim().to_owned();
    }
    if known.contains(&whole) {
        return text.to_owned();
    }
    let named = cuts(text).filter(|(_, after)| is_site(after, site)).last();
    if let Some((before, _)) = named {
        return before.trim().to_owned();
    }
    match cuts(text).last() {
        Some((before, after)) if is_site(before, site) => after.trim().to_owned(),
        _ => text.to_owned(),
    }
}

/// The part of a title, between separators, that is one of these lines and more than half of it.
fn part_in(title: &str, lines: &[String]) -> Option<String> {
    let whole = key_of(title).len();
    let lines: Vec<String> = lines.iter().map(|line| key_of(line)).collect();
    let is_line = |part: &&str| {
        let key = key_of(part);
        key.len() * 2 > whole && lines.contains(&key)
    };
    let separators = [SEPARATORS, LOOSE_SEPARATORS].concat();
    let cuts = |text| cuts_at(text, &separators).take(MOST_SEPARATORS);
    let tails = std::iter::once(title).chain(cuts(title).map(|(_, after)| after));
    let mut parts =
        tails.flat_map(|tail| std::iter::once(tail).chain(cuts(tail).map(|(before, _)| before)));
    parts.find(is_line).map(|part| part.trim().to_owned())
}

/// Whether a text is one of the site's names, or one of its names with a section.
fn is_site(text: &str, site: &[String]) -> bool {
    let key = key_of(text);
    !key.is_empty() && site.contains(&key)
}

/// The keys of a site's names, for comparing: as it calls itself, its host's name, and that
/// without its ending.
pub(in crate::formats) fn site_keys<'a>(
    names: impl Iterator<Item = &'a str>,
    host: Option<&str>,
) -> Vec<String> {
    let mut keys: Vec<String> = names.map(key_of).collect();
    if let Some(host) = host {
        let host = host.strip_prefix("www.").unwrap_or(host);
        keys.push(key_of(host));
        let labels: Vec<&str> = host.split('.').collect();
        if let [.., name, _] = labels.as_slice() {
            keys.push(key_of(name));
        }
        if let [.., name, _, _] = labels.as_slice() {
            keys.push(key_of(name));
        }
    }
    keys.retain(|key| !key.is_empty());
    keys
}
