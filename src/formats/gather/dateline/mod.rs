//! Datelines: `BAGHDAD (Dispatches) –`, `PARIS, May 3 (Reuters) -`, `ROME/MILAN:`.
//!
//! A dateline opens a news text. It names the place that the text was sent from, often also the
//! agency that sent it and the day. [`read_dateline`] reads it from a line and does not change the
//! line, since the text belongs to the body. Ordinary sentences have dashes and colons too. So a
//! line without an agency or a day counts only if it opens with a place in capitals that can be
//! nothing else (`place`). `agency` says which credits are agencies, `scripts` which are in other
//! scripts, and `east` reads the datelines of East Asia.

mod agency;
mod east;
mod place;
mod scripts;

#[cfg(test)]
mod tests;

use crate::article::spelling::{Day, DayOrder, Spelling, read_day};
use place::Place;

/// Whether a credit is certainly a news agency.
pub(in crate::formats) fn is_agency(credit: &str) -> bool {
    agency::is_known(credit)
}

/// The most bytes of a line before the mark or credit that ends place and day.
const LONGEST_HEAD: usize = 80;

/// The same in a script whose letters take two or three bytes.
const LONGEST_WIDE_HEAD: usize = 160;

/// The longest credit in parentheses, in bytes.
const LONGEST_CREDIT: usize = 60;

/// The parts of a dateline.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::formats) struct Dateline<'a> {
    /// The place, in mixed case.
    pub(in crate::formats) place: Option<String>,
    /// The agency, as written.
    pub(in crate::formats) agency: Option<&'a str>,
    /// The day as written.
    pub(in crate::formats) day: Option<&'a str>,
    /// The day, if its year is written too.
    pub(in crate::formats) date: Option<Spelling>,
}

impl Dateline<'_> {
    /// Whether it has an agency or a day. A place alone may open a headline:
    /// `PARIS: A city waits`.
    pub(in crate::formats) fn is_sure(&self) -> bool {
        self.agency.is_some() || self.day.is_some()
    }
}

/// Reads the dateline that a line opens with.
pub(in crate::formats) fn read_dateline(line: &str, order: DayOrder) -> Option<Dateline<'_>> {
    read(line, order, Extent::Opening)
        .map(|(dateline, _)| dateline)
        .or_else(|| credit_alone(line, order))
        .or_else(|| with_full_stops(line, order))
        .or_else(|| (!line.is_ascii()).then(|| east::read(line, order))?)
}

/// Reads a text that is only a dateline, as in metadata. It needs no dash at its end.
pub(in crate::formats) fn read_dateline_field(text: &str, order: DayOrder) -> Option<Dateline<'_>> {
    read(text.trim(), order, Extent::Whole).map(|(dateline, _)| dateline)
}

/// Reads the dateline that a text opens with, and gives the text after it.
pub(in crate::formats) fn split_dateline(
    text: &str,
    order: DayOrder,
) -> Option<(Dateline<'_>, &str)> {
    read(text, order, Extent::Opening)
}

/// The name of a place in mixed case, the form that articles have.
pub(in crate::formats) fn place_name(text: &str) -> String {
    place::title_case(text)
}

/// Which part of a text the dateline is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Extent {
    /// The first part, up to a mark.
    Opening,
    /// All of it.
    Whole,
}

fn read(line: &str, order: DayOrder, extent: Extent) -> Option<(Dateline<'_>, &str)> {
    let line = line.trim_start();
    let (head, rest) = line.split_at(head_length(line, extent)?);
    let is_in_slashes = rest.starts_with('/');
    let (credit, rest) = take_credit(rest);
    let end = take_end(rest, credit.is_some());
    let (ended, text) = match extent {
        Extent::Opening => (
            end.is_some() || (is_in_slashes && credit.is_some_and(agency::is_known)),
            end.unwrap_or(rest),
        ),
        Extent::Whole if end.unwrap_or(rest).trim().is_empty() => (true, ""),
        Extent::Whole => return None,
    };
    let mut parts = Head::of(head, order);
    if let Some(credit) = credit {
        parts.take_credit(credit, order)?;
    } else if extent == Extent::Opening && parts.agency.is_none() {
        parts.take_leading_agency(text);
    }
    let place = Place::read(parts.place)?;
    is_believable(&place, &parts, ended, text).then(|| {
        let dateline = Dateline {
            place: Some(place.name()),
            agency: parts.agency,
            day: parts.day,
            date: parts.date,
        };
        (dateline, text)
    })
}

/// `КИЇВ. 19 січня. УНН. Рада`: place, day and agency, each with a full stop.
fn with_full_stops(line: &str, order: DayOrder) -> Option<Dateline<'_>> {
    let line = line.trim_start();
    // Most texts end here: their first sentence is longer.
    let start = &line.as_bytes()[..line.len().min(LONGEST_CREDIT + 2)];
    start.windows(2).position(|bytes| bytes == b". ")?;
    let mut parts = line.splitn(4, ". ");
    let (place, day, agency) = (parts.next()?, parts.next()?, parts.next()?);
    parts.next()?;
    if !agency::is_known(agency) {
        return None;
    }
    let place = Place::read(place).filter(|place| !place.is_caseless())?;
    let date = match read_day(day, order)? {
        Day::Dated(date) => Some(date),
        Day::WithoutYear => None,
    };
    Some(Dateline {
        place: Some(place.name()),
        agency: Some(agency),
        day: Some(day),
        date,
    })
}

/// `(Reuters) - `, and a dateline that follows it, as in `(ANSA) - ROME, January 19 -`.
fn credit_alone(line: &str, order: DayOrder) -> Option<Dateline<'_>> {
    let (credit, rest) = take_credit(line.trim_start());
    let agency = credit.filter(|credit| agency::is_known(credit))?;
    let text = take_end(rest, true)?;
    Some(match read(text, order, Extent::Opening) {
        Some((following, _)) if following.agency.is_none() => Dateline {
            agency: Some(agency),
            ..following
        },
        _ => Dateline {
            agency: Some(agency),
            ..Dateline::default()
        },
    })
}

/// The length of place and day: up to a credit or to the mark that ends the dateline.
fn head_length(line: &str, extent: Extent) -> Option<usize> {
    let bytes = line.as_bytes();
    let longest = match bytes.first() {
        Some(0xC3..) => LONGEST_WIDE_HEAD,
        _ => LONGEST_HEAD,
    };
    let end = bytes
        .iter()
        .take(longest)
        .enumerate()
        .position(|(at, byte)| {
            // Only these bytes can start a mark; the last one starts the long dashes.
            matches!(byte, b'(' | b'/' | b'-' | b'_' | b':' | 0xE2) && is_end(line, at)
        });
    match end {
        Some(end) => (end > 0).then_some(end),
        None if extent == Extent::Whole && bytes.len() <= LONGEST_HEAD => Some(bytes.len()),
        None => None,
    }
}

/// Whether place and day end before a byte.
fn is_end(line: &str, at: usize) -> bool {
    let rest = &line[at..];
    let follows_space = || {
        line[..at]
            .chars()
            .next_back()
            .is_none_or(char::is_whitespace)
    };
    match rest.chars().next() {
        Some('(' | '–' | '—' | '―') => true,
        Some('/') => follows_space(),
        Some('-') => {
            rest.starts_with("--")
                || (follows_space() && stands_apart(rest))
                || (!line[..at].is_ascii() && agency::leading(&rest[1..]).is_some())
        }
        Some('_') => follows_space() && stands_apart(rest),
        Some(':') => stands_apart(rest),
        _ => false,
    }
}

/// Whether white space or nothing follows the mark at the start of a text.
fn stands_apart(text: &str) -> bool {
    text[1..].chars().next().is_none_or(char::is_whitespace)
}

/// The credit at the start of a text, `(Reuters)` or `/PRNewswire/`, and what follows it.
fn take_credit(text: &str) -> (Option<&str>, &str) {
    let close = match text.chars().next() {
        Some('(') => ')',
        Some('/') => '/',
        _ => return (None, text),
    };
    match text[1..].split_once(close) {
        Some((credit, rest)) if credit.len() <= LONGEST_CREDIT => (Some(credit.trim()), rest),
        _ => (None, text),
    }
}

/// What follows the mark that ends a dateline; `None` without such a mark.
fn take_end(text: &str, after_credit: bool) -> Option<&str> {
    let text = text.trim_start();
    let mark = text.chars().next()?;
    let rest = match mark {
        '–' | '—' | '―' | '-' | ':' => text.trim_start_matches(mark),
        '_' if stands_apart(text) => &text[1..],
        '.' if after_credit => &text[1..], // MOSCOW, January 19. /TASS/.
        '।' | '۔' if after_credit => &text[mark.len_utf8()..],
        _ => return None,
    };
    Some(rest.trim_start())
}

/// The parts of the text before the credit or the mark.
struct Head<'a> {
    place: &'a str,
    day: Option<&'a str>,
    date: Option<Spelling>,
    agency: Option<&'a str>,
    is_known_agency: bool,
}

impl<'a> Head<'a> {
    fn of(text: &'a str, order: DayOrder) -> Self {
        let mut head = Self {
            place: text.trim_end().trim_end_matches([',', '،']),
            day: None,
            date: None,
            agency: None,
            is_known_agency: false,
        };
        head.split_agency();
        head.split_day(order);
        head
    }

    /// Takes the agency off the end of `TEHRAN, Jan. 19, IRNA`. Two letters are more often a state:
    /// `HARRISBURG, PA`.
    fn split_agency(&mut self) {
        // TEMPO.CO, Jakarta
        if let Some((first, place)) = self.place.split_once(", ")
            && first.contains('.')
            && agency::is_known(first)
        {
            self.agency = Some(first);
            self.is_known_agency = true;
            self.place = place.trim();
            return;
        }
        let separators = [", ", ". "];
        let Some(at) = separators.iter().find_map(|mark| self.place.rfind(mark)) else {
            return;
        };
        let last = self.place[at + 1..].trim();
        let is_day = last.ends_with(|c: char| c.is_ascii_digit());
        if last.len() > 2 && !is_day && agency::is_known(last) {
            self.agency = Some(last);
            self.is_known_agency = true;
            self.place = self.place[..at].trim_end();
        }
    }

    /// Takes the day off the end of `NAIROBI, Kenya, Oct 4`.
    fn split_day(&mut self, order: DayOrder) {
        for (at, mark) in self.place.match_indices([',', '.', ' ', '،']) {
            let written = self.place[at + mark.len()..].trim_start();
            if let Some(day) = read_day(written, order) {
                self.take_day(written.trim_end_matches('.'), day);
                let place = self.place[..at].trim_end().trim_end_matches([',', '،']);
                self.place = place.strip_suffix(" في").unwrap_or(place); // "on"
                return;
            }
        }
    }

    /// Takes the agency that a text after the mark starts with: `МОСКВА, 19 янв — РИА Новости.`
    fn take_leading_agency(&mut self, text: &'a str) {
        // A word in lower case may be a name: `PARIS – Petra: a city`.
        let is_one = |agency: &&str| !agency.is_ascii() || !agency.contains(char::is_lowercase);
        if let Some(agency) = agency::leading(text).filter(is_one) {
            self.agency = Some(agency);
            self.is_known_agency = true;
        }
    }

    /// Takes what is in parentheses as the agency or the day. `None` if it is neither.
    fn take_credit(&mut self, credit: &'a str, order: DayOrder) -> Option<()> {
        if self.day.is_none()
            && let Some(day) = read_day(credit, order)
        {
            self.take_day(credit, day);
            return Some(());
        }
        self.is_known_agency = agency::is_known(credit);
        (self.is_known_agency || agency::looks_like_one(credit)).then(|| self.agency = Some(credit))
    }

    fn take_day(&mut self, written: &'a str, day: Day) {
        self.day = Some(written);
        self.date = match day {
            Day::Dated(date) => Some(date),
            Day::WithoutYear => None,
        };
    }
}

/// Whether there are enough signs of a dateline that the line can be nothing else.
fn is_believable(place: &Place<'_>, head: &Head<'_>, ended: bool, text: &str) -> bool {
    match (head.agency.is_some(), head.day.is_some()) {
        (true, true) => true,
        (true, false) => {
            (head.is_known_agency && (ended || place.is_in_capitals()))
                || (ended && place.is_in_capitals())
        }
        (false, true) => ended && !place.is_caseless(),
        (false, false) => ended && place.is_unmistakable() && opens_a_sentence(text),
    }
}

/// Words with which people speak of themselves and to others, which open answers of an interview.
#[rustfmt::skip]
const SPEAKING: &[&str] = &[
    "I'm", "I've", "I'd", "I'll", "My", "Our", "We", "We're", "We've", "You", "Your", "Yes", "Well", "Ich", "Wir", "Ja", "Nein", "Je", "Nous", "Oui",
    "Yo", "Sí", "Io", "Noi", "Ik", "Wij", "Nee", "Eu", "Nós", "Jag", "Jeg", "Vi", "Я", "Мы",
];

/// Words after `I`, which is an article in Italian.
#[rustfmt::skip]
const AFTER_I: &[&str] = &[
    "agree", "am", "believe", "can", "can't", "could", "did", "didn't", "do", "don't", "feel", "felt", "found", "got", "guess", "had", "have", "heard",
    "hope", "just", "knew", "know", "like", "love", "mean", "never", "saw", "see", "think", "thought", "want", "wanted", "was", "went", "will", "won't",
    "would",
];

/// The fewest words of a sentence that starts with a number. A label has fewer after it.
const WORDS_AFTER_NUMBER: usize = 5;

/// Whether a text starts as one does after a dateline: neither in lower case nor all in capitals, and
/// nobody speaks.
fn opens_a_sentence(text: &str) -> bool {
    let is_shouted = |word: &str| {
        word.chars().filter(|c| c.is_uppercase()).count() >= 2 && !word.contains(char::is_lowercase)
    };
    let text = text.trim_start();
    let mut words = text.split_whitespace();
    let (first, second) = (words.next(), words.next());
    let is_shouting = first.is_some_and(is_shouted) && second.is_some_and(is_shouted);
    let bare = |word: Option<&str>| {
        let word = word.unwrap_or_default().replace('’', "'");
        word.trim_end_matches([',', '.', '!', ':']).to_owned()
    };
    let (first, second) = (bare(first), bare(second));
    let is_spoken = SPEAKING.contains(&&*first) || first == "I" && AFTER_I.contains(&&*second);
    let is_long = || text.split_whitespace().count() >= WORDS_AFTER_NUMBER;
    let is_value = text.starts_with(|c: char| c.is_numeric() || "$£€+".contains(c)) && !is_long();
    !is_shouting && !is_spoken && !is_value && !text.starts_with(char::is_lowercase)
}
