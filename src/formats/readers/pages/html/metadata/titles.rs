//! Titles and their parts: the headline, the site's name, a section, with separators between them.
//!
//! It compares texts; which of them is the headline is decided in `headline`.

/// What may be between a headline and the site's name.
const SEPARATORS: &[&str] = &[
    " | ", " - ", " – ", " — ", " › ", " » ", " « ", " :: ", " • ", " · ", " ∣ ", " : ", "｜",
    "：", "|", " -- ", " / ", "_", "-",
];

/// Separators that also count if the headline is known from the text of the page.
const LOOSE_SEPARATORS: &[&str] = &[": ", ", "];

/// The most separators of a title that are tried.
const MOST_SEPARATORS: usize = 16;

/// Letters and digits alone, in lower case.
pub(in crate::formats) fn key_of(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// All ways to cut a text in two at a separator, from its end on.
fn cuts(text: &str) -> impl Iterator<Item = (&str, &str)> {
    cuts_at(text, SEPARATORS)
}

fn cuts_at<'t>(text: &'t str, separators: &[&str]) -> impl Iterator<Item = (&'t str, &'t str)> {
    // A bare hyphen separates only words without hyphens.
    let parts = |at: usize, separator: &str| {
        separator != "-"
            || text[..at].ends_with(is_full_width) && text[at + 1..].starts_with(is_full_width)
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

/// Whether a character is an ideograph or a mark next to which they are written.
fn is_full_width(c: char) -> bool {
    is_ideograph(c) || matches!(c, '\u{ff00}'..='\u{ffef}' | '”' | '’' | '…')
}

/// Whether a character is of a script that writes words without spaces and hyphens.
pub(super) fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}')
}

/// A headline without the name and section of the site: the part that other places have, else the
/// text without the parts that name the site.
pub(super) fn without_site(text: &str, known: &[String], site: &[String]) -> String {
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

/// The keys of a title and of its parts that are more than half of it.
pub(in crate::formats) fn keys_of_parts(title: &str) -> Vec<String> {
    let whole = key_of(title);
    let parts = cuts(title).take(MOST_SEPARATORS);
    let parts = parts.flat_map(|(before, after)| [key_of(before), key_of(after)]);
    let mut keys: Vec<String> = parts.filter(|key| key.len() * 2 > whole.len()).collect();
    keys.push(whole);
    keys.retain(|key| !key.is_empty());
    keys
}

/// The part of a title, between separators, that is one of these lines and more than half of it.
pub(super) fn part_in(title: &str, lines: &[String]) -> Option<String> {
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
pub(super) fn is_site(text: &str, site: &[String]) -> bool {
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

/// The words of a text, in lower case. Scripts without spaces have one for each character.
pub(super) fn words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let mut words = Vec::new();
    for part in lower.split(|c: char| !c.is_alphanumeric()) {
        if part.starts_with(is_ideograph) {
            words.extend(part.chars().map(String::from));
        } else if !part.is_empty() {
            words.push(part.to_owned());
        }
    }
    words
}
