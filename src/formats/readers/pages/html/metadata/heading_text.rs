//! The text of a heading, without the kicker above and the line below the headline.
//!
//! Sites put these into the same heading, and name them by classes. Without a class, the declared
//! headline of the page tells them.

use super::super::tree::{NodeId, Step, Tree};
use crate::formats::bytes::white_space::one_line;
use std::ops::Range;

/// The longest text, in bytes, that can be a headline.
pub(super) const LONGEST: usize = 1000;

/// The most elements around the text of a heading.
const MOST_AROUND: usize = 24;

/// The most steps through the elements of a heading.
const MOST_STEPS: usize = 2_000;

/// The most pieces of a heading of which some may be the headline.
const MOST_PIECES: usize = 12;

/// The shortest headline, in bytes, that is a part of a heading.
const SHORTEST: usize = 12;

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

/// Elements whose text is no part of a heading.
const WITHOUT_TEXT: &[&str] = &[
    "script", "style", "svg", "button", "noscript", "template", "select", "textarea",
];

/// The texts of a heading.
#[derive(Default)]
pub(super) struct Parts {
    pub(super) kicker: Option<String>,
    pub(super) text: String,
    pub(super) below: Option<String>,
}

/// An element or a text directly in a heading.
struct Piece {
    text: String,
    /// Its classes in lower case; empty for a text.
    class: String,
    is_element: bool,
}

impl Parts {
    /// The parts of a heading. `is_declared` tells the headlines that the page declares: what is
    /// above or below one of them in the heading is no part of it.
    pub(super) fn of(tree: &Tree, id: NodeId, is_declared: &dyn Fn(&str) -> bool) -> Self {
        let mut pieces = pieces(tree, id);
        while pieces.len() > 1 && pieces.last().is_some_and(is_permalink) {
            pieces.pop();
        }
        let mut parts = Self::default();
        let has = |piece: &Piece, words: &[&str]| ends_with_word(&piece.class, words);
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
        parts.text = joined(&pieces);
        if let Some(headline) = declared_range(&pieces, &parts.text, is_declared) {
            let around = |pieces: &[Piece]| {
                let text = joined(pieces);
                let text =
                    text.trim_matches([':', '|', ' ', '–', '—', '-', '/', '·', '•', '»', '>', '›']);
                (!text.is_empty()).then(|| text.to_owned())
            };
            parts.kicker = parts.kicker.or_else(|| around(&pieces[..headline.start]));
            parts.below = parts.below.or_else(|| around(&pieces[headline.end..]));
            parts.text = joined(&pieces[headline]);
        }
        parts.kicker = parts.kicker.filter(|text| !text.is_empty());
        parts
    }
}

/// Which pieces of a heading are a declared headline, if not all are: those at its end or at its
/// start.
fn declared_range(
    pieces: &[Piece],
    whole: &str,
    is_declared: &dyn Fn(&str) -> bool,
) -> Option<Range<usize>> {
    let count = pieces.len();
    if !(2..=MOST_PIECES).contains(&count) || is_declared(whole) {
        return None;
    }
    let is_one = |range: &Range<usize>| {
        let own = &pieces[range.clone()];
        let text = joined(own);
        let edges = [own.first(), own.last()];
        let is_bare = edges
            .into_iter()
            .flatten()
            .all(|piece| !is_mark(&piece.text));
        is_bare && text.len() >= SHORTEST && text.contains(' ') && is_declared(&text)
    };
    let ends = (1..count).map(|start| start..count);
    let starts = (1..count).rev().map(|end| 0..end);
    ends.chain(starts).find(is_one)
}

/// The text of pieces in one line.
fn joined(pieces: &[Piece]) -> String {
    let mut text = String::new();
    for piece in pieces {
        if text.ends_with([':', '.', '!', '?', ';']) {
            text.push(' ');
        }
        text.push_str(&piece.text);
    }
    text.retain(|c| !matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}'));
    one_line(&text)
}

/// Whether a piece is a link to the heading itself.
fn is_permalink(piece: &Piece) -> bool {
    piece.is_element && matches!(piece.text.trim(), "¶" | "#" | "§" | "🔗")
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
pub(super) fn text_in(tree: &Tree, id: NodeId) -> String {
    let mut text = String::new();
    let mut walk = tree.walk(id);
    let mut steps = 0;
    while let Some(step) = walk.next() {
        steps += 1;
        if steps > MOST_STEPS {
            break;
        }
        let Step::Enter(id) = step else { continue };
        match tree.text_of(id) {
            Some(own) => text.push_str(own),
            None if WITHOUT_TEXT.contains(&tree.name(id)) => walk.leave_out(id),
            None if matches!(tree.name(id), "br" | "div" | "p" | "span" | "small") => {
                text.push(' ');
            }
            None => {}
        }
        if text.len() > 4 * LONGEST {
            break;
        }
    }
    text
}

/// The classes of an element in lower case.
pub(super) fn classes(tree: &Tree, id: NodeId) -> String {
    let own = tree.attribute(id, "class").unwrap_or_default();
    own.to_ascii_lowercase()
}

/// Whether one of the classes has one of these words, alone or with others: `post-title`.
pub(super) fn has_word(classes: &str, words: &[&str]) -> bool {
    has_word_after(classes, words, is_edge)
}

/// The same, also at the end of a longer word: `articleoverline`.
fn ends_with_word(classes: &str, words: &[&str]) -> bool {
    let long: Vec<&str> = words
        .iter()
        .copied()
        .filter(|word| word.len() >= LONG_WORD)
        .collect();
    has_word(classes, words) || has_word_after(classes, &long, |_| true)
}

fn has_word_after(classes: &str, words: &[&str], opens: impl Fn(Option<char>) -> bool) -> bool {
    words.iter().any(|word| {
        classes.match_indices(word).any(|(at, _)| {
            opens(classes[..at].chars().next_back())
                && is_edge(classes[at + word.len()..].chars().next())
        })
    })
}

fn is_edge(c: Option<char>) -> bool {
    c.is_none_or(|c| !c.is_ascii_alphanumeric())
}

/// The shortest word that may end another one, in bytes.
const LONG_WORD: usize = 6;
