//! The headline, chosen among those of a page: headings, linked data, `OpenGraph`, `<title>`.
//!
//! Pages have a headline for readers, another for sharing and a third for search engines, often
//! with the name of the site after it. The one that a reader sees wins: the heading that the others
//! confirm, else an `<h1>`. Without such a heading, the headline that most places have wins.

use super::super::found::{Found, plain};
use super::super::tree::{NodeId, Tree};
use super::headings::{Heading, LONGEST};
use super::linked_data::ArticleData;
use super::titles::{is_site, key_of, part_in, without_site, words};
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
    let headings = Heading::all(places.tree, places.found, places.url);
    let shown = shown(&headings, &given);
    let whole = shown
        .as_ref()
        .filter(|shown| !is_cut_short(&shown.heading.text, &given));
    if let Some(shown) = whole {
        let heading = shown.heading;
        let text = fuller(shown, &given);
        return Headline {
            kicker: heading
                .kicker
                .clone()
                .filter(|kicker| !contains(&text, kicker)),
            below: heading
                .below
                .clone()
                .filter(|below| !contains(&text, below)),
            heading: Some(heading.id),
            text,
        };
    }
    let shown = shown.map(|shown| shown.heading);
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

fn contains(text: &str, part: &str) -> bool {
    key_of(text).contains(&key_of(part))
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
    let chosen = if shown.is_confirmed {
        let kicked = linked.as_ref().filter(|linked| has_kicker(linked, text));
        let longer = all.iter().copied().filter(|other| {
            let is_first_shared = shared.first() == Some(*other);
            (is_first_shared || agreed(other)) && is_fuller(other, text)
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

    /// All of them.
    fn all(&self) -> impl Iterator<Item = &String> {
        self.linked.iter().chain(&self.shared).chain(&self.title)
    }
}

/// The heading that a reader sees as the headline; `None` if nothing speaks for any.
fn shown<'h>(headings: &'h [Heading], given: &Given<'_>) -> Option<Shown<'h>> {
    let declared: Vec<Declared> = given.all().map(|text| Declared::of(text)).collect();
    let is_name = |heading: &Heading| heading.names_site || is_site(&heading.text, given.site);
    let shared: Vec<(&Heading, f32)> = headings
        .iter()
        .filter(|heading| !is_name(heading))
        .map(|heading| {
            let shares = declared.iter().map(|text| text.share(&heading.text));
            (heading, shares.fold(0.0, f32::max))
        })
        .collect();
    let largest = shared.iter().map(|(_, share)| *share).fold(0.0, f32::max);
    let only = headings.iter().filter(|heading| heading.level == 1).count() == 1;
    let mut best: Option<(Shown<'_>, i32, f32)> = None;
    for (heading, share) in shared {
        let is_part = share >= LEAST_SHARE && share * 2.0 > largest;
        let is_alike = declared.iter().any(|text| text.is_like(&heading.text));
        let score = score(heading, is_part, is_alike, only);
        let is_better = best
            .as_ref()
            .is_none_or(|best| (best.1, best.2) < (score, share));
        if score >= ENOUGH && is_better {
            let shown = Shown {
                heading,
                is_confirmed: is_part,
            };
            best = Some((shown, score, share));
        }
    }
    best.map(|(shown, ..)| shown)
}

/// The heading that shows the headline.
struct Shown<'h> {
    heading: &'h Heading,
    /// Whether a declared headline is equal to it or contains it.
    is_confirmed: bool,
}

/// The least part of a declared headline that a heading has to be to be confirmed by it.
const LEAST_SHARE: f32 = 0.25;

/// The least score of a heading that is the headline.
const ENOUGH: i32 = 4;

/// What speaks for a heading. An `<h1>` is enough by itself. Another heading has to be confirmed.
fn score(heading: &Heading, is_part: bool, is_alike: bool, is_only: bool) -> i32 {
    let is_elsewhere = heading.is_linked && !(is_only && heading.level == 1);
    let level = match heading.level {
        1 => 4,
        2 => 1,
        _ => 0,
    };
    let confirmed = match (is_part, is_alike) {
        (true, _) => 5,
        (false, true) => 3,
        (false, false) if is_elsewhere || heading.is_beside || heading.is_kicker => -4,
        (false, false) if !heading.text.trim().contains(' ') => -2,
        (false, false) => 0,
    };
    level + confirmed + 2 * i32::from(heading.is_marked)
        - i32::from(heading.is_beside)
        - 5 * i32::from(heading.is_kicker)
}

/// A declared headline, ready for comparing.
struct Declared {
    key: String,
    words: Vec<String>,
}

impl Declared {
    fn of(text: &str) -> Self {
        Self {
            key: key_of(text),
            words: words(text),
        }
    }

    /// How much of it is a text that it contains: 1 for all, 0 if it does not contain the text.
    #[allow(clippy::cast_precision_loss, reason = "lengths of headlines")]
    fn share(&self, text: &str) -> f32 {
        let key = key_of(text);
        if key.is_empty() || !self.key.contains(&key) {
            return 0.0;
        }
        key.len() as f32 / self.key.len() as f32
    }

    /// Whether most words are the same.
    fn is_like(&self, text: &str) -> bool {
        let words = words(text);
        let shared = words
            .iter()
            .filter(|word| self.words.contains(word))
            .count();
        let most = words.len().max(1);
        shared >= 2 && shared * 10 >= most * 6 && shared * 10 >= self.words.len() * 4
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
