//! Which heading the declared headlines of a page confirm.
//!
//! A confirmed heading may be any one. An `<h1>` may also stand alone. What the headline is then is
//! decided in `headline`.

use super::headings::Heading;
use super::titles::{is_site, key_of, words};

/// The heading that a reader sees as the headline; `None` if nothing speaks for any.
pub(super) fn shown<'h>(
    headings: &'h [Heading],
    declared: &[Declared],
    site: &[String],
) -> Option<Shown<'h>> {
    let is_name = |heading: &Heading| heading.names_site || is_site(&heading.text, site);
    let shared: Vec<(&Heading, f32)> = headings
        .iter()
        .filter(|heading| !is_name(heading))
        .map(|heading| (heading, largest_share(heading, declared)))
        .collect();
    let largest = shared.iter().map(|(_, share)| *share).fold(0.0, f32::max);
    let only = headings.iter().filter(|heading| heading.level == 1).count() == 1;
    let mut best: Option<(Shown<'_>, i32, f32)> = None;
    for (heading, share) in shared {
        let is_part = share > 0.0 && !is_section(heading, share) && share * 2.0 > largest;
        let is_alike = declared.iter().any(|text| text.is_like(&heading.text));
        let score = match (is_part, is_alike) {
            (true, _) => 5,
            _ if share > 0.0 => -4,
            (false, true) => 3,
            (false, false) => unconfirmed(heading, only, declared.is_empty()),
        };
        let score = score + own_score(heading);
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

/// How much of a declared headline a heading is, at most.
fn largest_share(heading: &Heading, declared: &[Declared]) -> f32 {
    let shares = declared.iter().map(|text| text.share(&heading.text));
    shares.fold(0.0, f32::max)
}

/// Whether a heading that is so much of a declared headline names the site or a section.
fn is_section(heading: &Heading, share: f32) -> bool {
    share < LEAST_SHARE && words(&heading.text).len() < MANY_WORDS
}

/// The keys of the names of the site and its sections that the headings have.
pub(super) fn names(headings: &[Heading], declared: &[Declared]) -> Vec<String> {
    let is_name = |heading: &&Heading| {
        let share = largest_share(heading, declared);
        share > 0.0 && is_section(heading, share)
    };
    let names = headings.iter().filter(|heading| heading.level == 1);
    names
        .filter(is_name)
        .map(|heading| key_of(&heading.text))
        .collect()
}

/// The heading that shows the headline.
pub(super) struct Shown<'h> {
    pub(super) heading: &'h Heading,
    /// Whether a declared headline is equal to it or contains it.
    pub(super) is_confirmed: bool,
}

/// The least part of a declared headline that a short heading has to be to be confirmed by it. The
/// name of a section is less.
const LEAST_SHARE: f32 = 0.4;

/// A heading with so many words is no name of a site or section.
const MANY_WORDS: usize = 4;

/// The least score of a heading that is the headline.
const ENOUGH: i32 = 4;

/// What speaks for a heading by itself. An `<h1>` is enough. Another one has to be confirmed.
fn own_score(heading: &Heading) -> i32 {
    let level = match heading.level {
        1 => 4,
        2 => 1,
        _ => 0,
    };
    level + 2 * i32::from(heading.is_marked)
        - i32::from(heading.is_beside)
        - 5 * i32::from(heading.is_kicker)
}

/// What speaks against a heading that nothing confirms.
fn unconfirmed(heading: &Heading, is_only: bool, is_alone: bool) -> i32 {
    let is_elsewhere = heading.is_linked && !(is_only && heading.level == 1);
    if is_elsewhere || heading.is_beside || heading.is_kicker {
        -4
    } else if !is_alone && !heading.text.contains(' ') {
        -2
    } else {
        0
    }
}

/// A declared headline, ready for comparing.
pub(super) struct Declared {
    key: String,
    words: Vec<String>,
}

impl Declared {
    pub(super) fn of(text: &str) -> Self {
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
