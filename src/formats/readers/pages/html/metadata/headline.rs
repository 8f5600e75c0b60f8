//! The headline, chosen among those of a page: headings, linked data, `OpenGraph`, `<title>`.
//!
//! Pages have a headline for readers, another for sharing and a third for search engines, often
//! with the name of the site after it. The one that a reader sees wins: the heading that the others
//! confirm, else an `<h1>`. Without such a heading, the headline that most places have wins.

use super::super::found::{Found, plain};
use super::super::tree::{NodeId, Tree};
use super::confirmed::{Declared, Shown, names, shown};
use super::heading_text::LONGEST;
use super::headings::Heading;
use super::linked_data::ArticleData;
use super::titles::{key_of, part_in, without_site, words};
use super::votes::{Ballot, MUCH_FULLER};

/// The most headlines for sharing that are compared.
const MOST_SHARED: usize = 6;

/// The headline of a page, and what its heading has besides.
#[derive(Default)]
pub(in crate::formats) struct Headline {
    /// The headline; empty if there is none.
    pub(in crate::formats) text: String,
    /// The heading that shows it.
    pub(in crate::formats) heading: Option<NodeId>,
    /// The line above it in the same heading.
    pub(in crate::formats) kicker: Option<String>,
    /// The line below it in the same heading.
    pub(in crate::formats) below: Option<String>,
    /// The text of the heading, if that is another headline.
    pub(in crate::formats) other: Option<String>,
}

/// What a page has for its headline.
pub(in crate::formats) struct Places<'a, 't> {
    pub(in crate::formats) tree: &'t Tree,
    pub(in crate::formats) found: &'a Found<'t>,
    pub(in crate::formats) data: Option<ArticleData<'a>>,
    /// The keys of the site's names.
    pub(in crate::formats) site: &'a [String],
    /// The page's address.
    pub(in crate::formats) url: Option<&'a str>,
}

/// Chooses the headline of a page. `first_lines`, the first lines of the text, are used if no
/// heading has the headline.
pub(in crate::formats) fn headline(
    places: &Places<'_, '_>,
    first_lines: impl Fn() -> Vec<String>,
) -> Headline {
    let given = Given::of(places);
    let keys = given.keys();
    let is_declared = |text: &str| {
        let title = given.title.iter().find(|title| title.len() <= LONGEST);
        let is_part = |title: &String| part_in(title, &[text.to_owned()]).is_some();
        text.len() <= LONGEST && (keys.contains(&key_of(text)) || title.is_some_and(is_part))
    };
    let headings = Heading::all(places.tree, places.found, places.url, &is_declared);
    let texts: Vec<Declared> = given.all().map(|text| Declared::of(text)).collect();
    let shown = shown(&headings, &texts, places.site);
    let whole = shown
        .as_ref()
        .filter(|shown| !is_cut_short(&shown.heading.text, &given));
    if let Some(shown) = whole {
        let heading = shown.heading;
        let text = fuller(shown, &given);
        return Headline {
            kicker: besides(heading.kicker.as_ref(), &text),
            below: besides(heading.below.as_ref(), &text),
            other: besides(Some(&heading.text), &text),
            heading: Some(heading.id),
            text,
        };
    }
    let shown = shown.map(|shown| shown.heading);
    let names = [places.site, &names(&headings, &texts)].concat();
    let given = Given {
        site: &names,
        ..given
    };
    let text = declared(&given, places.found, shown, &first_lines());
    let heading = shown.map(|heading| heading.id);
    Headline {
        heading: heading.or_else(|| line_with(places.tree, &text)),
        text,
        ..Headline::default()
    }
}

/// The first element of the page whose own text is a headline.
fn line_with(tree: &Tree, headline: &str) -> Option<NodeId> {
    let key = key_of(headline);
    let lengths = headline.len() / 2..=headline.len() * 2;
    let is_it = |id: &NodeId| {
        let text = tree.text_of(*id).map(str::trim);
        text.is_some_and(|text| lengths.contains(&text.len()) && key_of(text) == key)
    };
    let shows = |id: &NodeId| {
        !matches!(
            tree.name(*id),
            "title" | "script" | "style" | "option" | "a"
        )
    };
    let texts = tree.descendants(NodeId::DOCUMENT).filter(is_it);
    let mut around = texts.filter_map(|id| tree.parent(id)).filter(shows);
    around.next().filter(|_| !key.is_empty())
}

/// A part of a heading that is not in the headline.
fn besides(part: Option<&String>, headline: &str) -> Option<String> {
    let is_in = |part: &&String| key_of(headline).contains(&key_of(part));
    part.filter(|part| !is_in(part)).cloned()
}

/// The text of a heading, or a declared headline that is the same one with more in it.
fn fuller(shown: &Shown<'_>, given: &Given<'_>) -> String {
    let text = &shown.heading.text;
    let own = key_of(text);
    let known = [own.clone()];
    let bare = |text: &String| without_site(text, &known, given.site);
    let linked = given.linked.as_ref().map(bare);
    let shared: Vec<String> = given.shared.iter().map(bare).collect();
    let title = given.title.as_ref().map(bare);
    let all: Vec<&String> = linked.iter().chain(&shared).chain(&title).collect();
    let agreed = |text: &String| {
        let key = key_of(text);
        all.iter().filter(|other| key_of(other) == key).count() > 1
    };
    // What a reader sees and the page declares is not replaced by the same in more words, unless
    // another place has these too.
    let is_exact = all.iter().any(|other| key_of(other) == own);
    let is_elsewhere = |other: &String| {
        let key = key_of(other);
        let is_it = |text: &String| key_of(text) == key;
        let kinds = [
            linked.iter().any(is_it),
            shared.iter().any(is_it),
            title.iter().any(is_it),
        ];
        kinds.iter().filter(|kind| **kind).count() > 1
    };
    let is_same = |other: &String| is_exact && !is_elsewhere(other) && rewords(other, text);
    let chosen = if shown.is_confirmed {
        let kicked = linked.as_ref().filter(|linked| has_kicker(linked, text));
        let longer = all.iter().copied().filter(|other| {
            let is_first_shared = shared.first() == Some(*other);
            (is_first_shared || agreed(other)) && is_fuller(other, text) && !is_same(other)
        });
        kicked.or(longer.into_iter().next())
    } else {
        all.iter().copied().find(|other| agreed(other))
    };
    // A declared one may have more marks at its end.
    let same = || {
        all.iter()
            .copied()
            .find(|other| key_of(other) == own && other.starts_with(text))
    };
    chosen.or_else(same).unwrap_or(text).clone()
}

/// Whether a text is a kicker of several words, a mark and the headline. One word is a section.
fn has_kicker(text: &str, headline: &str) -> bool {
    let Some(kicker) = text.strip_suffix(headline).map(str::trim_end) else {
        return false;
    };
    kicker.ends_with([':', '–', '—', '-', '|', '.']) && words(kicker).len() > 1
}

/// Whether a text is a headline in more words: it is much longer and has some of its words.
fn is_fuller(text: &str, headline: &str) -> bool {
    let (key, own) = (key_of(text), key_of(headline));
    if key.contains(&own) {
        return false;
    }
    let long = |word: &String| word.chars().count() >= LONG_WORD;
    let all = words(text);
    let own_words: Vec<String> = words(headline).into_iter().filter(long).collect();
    let shared = own_words.iter().filter(|word| all.contains(word)).count();
    let length = |key: &str| key.chars().count();
    length(&key) * 10 >= length(&own) * MUCH_FULLER && shared >= 2 && shared * 4 >= own_words.len()
}

/// Whether a text is a headline in other words: it has most of its words, and no kicker before a
/// colon.
fn rewords(text: &str, headline: &str) -> bool {
    let all = words(text);
    let long = |word: &String| word.chars().count() >= LONG_WORD;
    let own: Vec<String> = words(headline).into_iter().filter(long).collect();
    let shared = own.iter().filter(|word| all.contains(word)).count();
    shared * 2 > own.len() && !text.contains(": ")
}

/// The shortest word that says what a text is about, in characters.
const LONG_WORD: usize = 4;

/// Whether a heading is only the start of the headline: it says so, or a declared one goes on
/// without a gap.
fn is_cut_short(text: &str, given: &Given<'_>) -> bool {
    let goes_on = |declared: &String| {
        let rest = declared.strip_prefix(text).unwrap_or_default();
        let opens = |c: char| c.is_alphanumeric() || c == '-';
        rest.starts_with(opens) && rest.contains(char::is_alphanumeric)
    };
    text.ends_with('…') || text.ends_with("...") || given.all().any(goes_on)
}

/// The headlines that a page declares.
struct Given<'a> {
    /// Those for sharing, the most trusted first.
    shared: Vec<String>,
    /// That of linked data, or of marks in the page.
    linked: Option<String>,
    /// The content of `<title>`.
    title: Option<String>,
    /// The keys of the site's names.
    site: &'a [String],
}

impl<'a> Given<'a> {
    fn of(places: &Places<'a, '_>) -> Self {
        let (tree, found) = (places.tree, places.found);
        let names = ["og:title", "twitter:title", "twitter:text:title"];
        let shared = names.iter().flat_map(|name| found.all_metas(name));
        let data = places.data;
        let linked = data.and_then(|data| data.text("headline").or_else(|| data.text("name")));
        let linked = linked.map(|text| plain(&text));
        let title = found.title.map(|id| plain(&tree.line(id)));
        Self {
            shared: shared
                .take(MOST_SHARED)
                .map(plain)
                .filter(|text| is_short(text))
                .collect(),
            linked: linked
                .or_else(|| marked(tree, found))
                .filter(|text| is_short(text)),
            title: title.filter(|text| is_short(text)),
            site: places.site,
        }
    }

    /// The keys of all that can be headlines, with and without the name of the site.
    fn keys(&self) -> Vec<String> {
        let bare = |text: &String| [key_of(text), key_of(&without_site(text, &[], self.site))];
        let all = self.all().filter(|text| text.len() <= LONGEST);
        all.flat_map(bare).collect()
    }

    /// All of them.
    fn all(&self) -> impl Iterator<Item = &String> {
        self.linked.iter().chain(&self.shared).chain(&self.title)
    }
}

/// The headline that most of the declared ones have, if no heading shows it whole. `shown` is the
/// heading with its beginning.
fn declared(
    given: &Given<'_>,
    found: &Found<'_>,
    shown: Option<&Heading>,
    lines: &[String],
) -> String {
    let site = given.site;
    let mut ballot = Ballot::default();
    let keys: Vec<String> = given.linked.iter().map(|text| key_of(text)).collect();
    let shared = given
        .shared
        .first()
        .map(|text| without_site(text, &keys, site));
    if let Some(text) = &shared {
        ballot.vote(text.clone());
    }
    if let Some(text) = &given.linked {
        ballot.vote(without_site(text, &keys, site));
    }
    if let Some(title) = &given.title {
        let keys: Vec<String> = ballot
            .candidates
            .iter()
            .map(|candidate| candidate.key.clone())
            .collect();
        let of_text = match keys.as_slice() {
            [] => part_in(title, lines),
            _ => None,
        };
        ballot.vote(of_text.unwrap_or_else(|| without_site(title, &keys, site)));
    }
    if ballot.candidates.is_empty()
        && let Some(text) = alternative(found)
    {
        ballot.vote(without_site(&text, &[], site));
    }
    if ballot.candidates.is_empty()
        && let Some(heading) = shown
    {
        ballot.vote(heading.text.clone());
    }
    let winner = ballot.winner(shared.map(|text| key_of(&text)).as_deref());
    // The page may show it with other marks.
    let key = key_of(&winner);
    let shown = lines.iter().find(|line| key_of(line) == key);
    shown.cloned().unwrap_or(winner)
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

fn is_short(text: &str) -> bool {
    text.len() <= LONGEST
}
