//! The headline, chosen among those a page gives: linked data, OpenGraph, headings, `<title>`.
//!
//! Pages carry a headline for readers, another for sharing and a third for search engines, often
//! with the site's name behind it. What several places agree on wins; a headline that one place
//! gives much more fully than the others wins over these.

use super::found::{Found, plain};
use super::linked_data::ArticleData;
use super::tree::Tree;

/// What may stand between a headline and the site's name.
const SEPARATORS: &[&str] = &[
    " | ", " - ", " – ", " — ", " › ", " » ", " « ", " :: ", " • ", " · ", " ∣ ", " : ", "｜",
    "：", "|", " -- ", " / ", "_",
];

/// How many headings are looked at.
const MOST_HEADINGS: usize = 8;

/// A headline that a page gives.
struct Candidate {
    text: String,
    /// The text folded, for comparing.
    key: String,
    votes: u32,
}

/// Chooses a page's headline; empty if there is none.
pub(super) fn headline(
    tree: &Tree,
    found: &Found<'_>,
    data: Option<ArticleData<'_>>,
    site: &[String],
) -> String {
    let mut ballot = Ballot::default();
    let shared = found
        .meta(&["og:title", "twitter:title", "twitter:text:title"])
        .map(plain);
    let linked = data.and_then(|data| data.text("headline").or_else(|| data.text("name")));
    let linked = linked.map(|text| plain(&text));
    let title = found.title.map(|id| tree.line(id));
    let headings: Vec<String> = found
        .main_headings
        .iter()
        .take(MOST_HEADINGS)
        .map(|id| tree.line(*id))
        .filter(|text| !text.is_empty())
        .collect();
    let known: Vec<String> = linked
        .iter()
        .chain(&headings)
        .map(|text| key_of(text))
        .collect();
    for text in [&shared, &linked].into_iter().flatten() {
        ballot.vote(without_site(text, &known, site));
    }
    let elsewhere: Vec<String> = [&shared, &linked, &title]
        .into_iter()
        .flatten()
        .flat_map(|text| key_and_prefixes(text))
        .collect();
    if let Some(heading) = main_heading(&headings, &elsewhere, site) {
        ballot.vote(heading.to_owned());
    }
    if let Some(title) = &title {
        let known: Vec<String> = ballot
            .candidates
            .iter()
            .map(|candidate| candidate.key.clone())
            .collect();
        ballot.vote(without_site(title, &known, site));
    }
    let alternative = found.meta(&[
        "dc.title",
        "dcterms.title",
        "parsely-title",
        "sailthru.title",
        "title",
        "headline",
    ]);
    if ballot.candidates.is_empty()
        && let Some(text) = alternative
    {
        ballot.vote(without_site(&plain(text), &[], site));
    }
    ballot.winner()
}

/// The heading that other places know; else the only one, or the first that is not the site's name.
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
        match self.candidates.iter_mut().find(|held| held.key == key) {
            Some(held) => held.votes += 1,
            None => self.candidates.push(Candidate {
                text,
                key,
                votes: 1,
            }),
        }
    }

    fn winner(mut self) -> String {
        let length = |candidate: &Candidate| candidate.key.chars().count();
        self.candidates
            .sort_by_key(|candidate| std::cmp::Reverse((candidate.votes, length(candidate))));
        let Some(first) = self.candidates.first() else {
            return String::new();
        };
        let fuller = self
            .candidates
            .iter()
            .find(|other| length(other) * 10 >= length(first) * 13 && length(other) <= 200);
        fuller.unwrap_or(first).text.clone()
    }
}

/// Letters and digits alone, in lower case.
fn key_of(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// A text's key, and those of what stands before each separator in it.
fn key_and_prefixes(text: &str) -> Vec<String> {
    let mut keys = vec![key_of(text)];
    keys.extend(cuts(text).map(|(before, _)| key_of(before)));
    keys
}

/// All ways to cut a text in two at a separator, from its end on.
fn cuts(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut cuts: Vec<(usize, usize)> = SEPARATORS
        .iter()
        .flat_map(|separator| text.match_indices(separator))
        .map(|(at, separator)| (at, at + separator.len()))
        .collect();
    cuts.sort_unstable();
    cuts.into_iter()
        .rev()
        .map(|(end, start)| (&text[..end], &text[start..]))
}

/// A headline without the site's name and section: down to what is known elsewhere, else without
/// the parts that name the site.
fn without_site(text: &str, known: &[String], site: &[String]) -> String {
    if known.contains(&key_of(text)) {
        return text.to_owned();
    }
    let known_part = cuts(text).find_map(|(before, after)| {
        [before, after]
            .into_iter()
            .find(|part| known.contains(&key_of(part)))
    });
    if let Some(part) = known_part {
        return part.trim().to_owned();
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

/// Whether a text is one of the site's names, or one of its names with a section.
fn is_site(text: &str, site: &[String]) -> bool {
    let key = key_of(text);
    !key.is_empty() && site.iter().any(|name| *name == key)
}

/// The keys of a site's names, for comparing: as it calls itself, its host's name, and that
/// without its ending.
pub(super) fn site_keys<'a>(
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
