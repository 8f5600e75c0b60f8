//! APA OnlineManager and APA-DeFacto: RTF, or its text.
//!
//! An article starts with its source and a day in italics: `"Kurier" vom 11.05.2004 Seite 14`, or
//! for pages of the web `"Alpenbote.example" gefunden am 28.12.2017 10:36 Uhr`. The headline is bold. A rule of
//! underscores is between two articles. The day on which a page was found is the date only if there
//! is no other.

use super::error_document;
use crate::article::ProblemKind;
use crate::article::spelling::DayOrder;
use crate::formats::gather::dateline::is_agency;
use crate::formats::gather::opening::byline_alone;
use crate::formats::lines::Line;
use crate::formats::readers::exports::blocks::{add_text, blocks, is_blank};
use crate::formats::readers::exports::dates::leading_date;
use crate::formats::readers::exports::found::Found;
use crate::formats::readers::exports::labels::{Labels, Meaning};
use crate::formats::readers::exports::names::page_number;
use crate::formats::readers::exports::product::{Mark, NoArticle, Product, Record, Unmarked};

pub(in crate::formats) static APA: &Product = &Product {
    name: "apa",
    needles: &["gefunden am ", "\" vom "],
    raw: &[],
    recognizes,
    opens_surely: false,
    mark,
    list: None,
    unmarked,
    read,
};

/// Labels between source and text, and after it.
#[rustfmt::skip]
static LABELS: Labels = Labels::new(&[
    (Meaning::Section, &["ressort", "rubrik"]),
    (Meaning::Page, &["seite"]),
    (Meaning::Byline, &["autor", "autoren", "von"]),
    (Meaning::Url, &["url", "link"]),
    (Meaning::Place, &["ort"]),
    (Meaning::Keywords, &["schlagworte", "stichworte"]),
    (Meaning::Dropped, &["ausgabe", "auflage", "gespeicherter anhang", "gespeicherte anhänge", "region", "bundesland", "länge", "mutation"]),
]);

/// How the source of an article is written.
struct Heading<'a> {
    source: &'a str,
    section: &'a str,
    /// What is after `vom` or `gefunden am`: the day, and more.
    rest: &'a str,
    is_found: bool,
}

/// Reads `"Kurier" Chronik vom 11.05.2004 Seite 14`.
fn heading(text: &str) -> Option<Heading<'_>> {
    let text = text.trim();
    let rest = text.strip_prefix(['"', '„', '“'])?;
    if text.len() > 240 {
        return None;
    }
    let end = rest.find(['"', '“', '”'])?;
    let source = rest[..end].trim();
    let after = &rest[end..];
    let after = after.trim_start_matches(['"', '“', '”']).trim_start();
    let (section, rest, is_found) = if let Some(at) = after.find("gefunden am ") {
        (&after[..at], &after[at + "gefunden am ".len()..], true)
    } else {
        let at = after.find("vom ")?;
        (&after[..at], &after[at + "vom ".len()..], false)
    };
    leading_date(rest, DayOrder::DayFirst)?;
    (!source.is_empty()).then_some(Heading {
        source,
        section: section.trim(),
        rest,
        is_found,
    })
}

fn recognizes(lines: &[Line]) -> bool {
    let written: Vec<&Line> = lines
        .iter()
        .filter(|line| !is_blank(line))
        .take(8)
        .collect();
    let first = written
        .iter()
        .position(|line| heading(&line.text).is_some());
    first.is_some_and(|at| {
        let line = written[at];
        let is_quote =
            line.style.is_italic || heading(&line.text).is_some_and(|heading| heading.is_found);
        is_quote || lines.iter().any(|line| is_rule(&line.text))
    })
}

fn is_rule(text: &str) -> bool {
    let text = text.trim();
    text.len() >= 30 && text.bytes().all(|byte| byte == b'_')
}

fn mark(line: &Line, before: &[Line]) -> Mark {
    if is_rule(&line.text) {
        return Mark::Closes;
    }
    if heading(&line.text).is_none() {
        return Mark::None;
    }
    // In a text, such a line follows other text.
    let is_first = before.len() < 50 && before.iter().all(is_blank);
    if is_first || line.style.is_italic {
        Mark::OpensWith
    } else {
        Mark::None
    }
}

fn unmarked(lines: &[Line]) -> Unmarked {
    let length: usize = lines.iter().map(|line| line.text.trim().len()).sum();
    if length < 300 {
        Unmarked::Boilerplate
    } else {
        Unmarked::Unknown
    }
}

fn read(record: &Record, found: &mut Found<'_, '_>) -> Result<(), NoArticle> {
    error_document(&record.lines)?;
    let lines: Vec<&Line> = record.lines.iter().filter(|line| !is_blank(line)).collect();
    let Some(at) = lines.iter().position(|line| heading(&line.text).is_some()) else {
        return Err(NoArticle {
            kind: ProblemKind::NotAnArticle,
            what: "has no line with source and day".to_owned(),
        });
    };
    if let Some(heading) = heading(&lines[at].text) {
        offer_heading(&heading, found);
    }
    for line in &lines[..at] {
        found.offer(Meaning::Byline, "", &line.text);
    }
    let mut rest = &lines[at + 1..];
    while let Some((line, more)) = rest.split_first() {
        let is_bold = is_bold(line);
        let is_byline = || {
            let is_above_title = more.first().is_some_and(|next| self::is_bold(next));
            is_above_title && byline_alone(&line.text).is_some()
        };
        if let Some(label) = LABELS.read(&line.text).filter(|_| !is_bold) {
            found.offer(label.meaning, label.name, label.value);
        } else if let Some(page) = page_number(&line.text) {
            found.offer(Meaning::Page, "", &page);
        } else if is_bold || !line.style.is_italic && !is_byline() {
            break;
        } else {
            found.offer(Meaning::Byline, "", &line.text);
        }
        rest = more;
    }
    read_article(rest, found);
    Ok(())
}

fn offer_heading(heading: &Heading<'_>, found: &mut Found<'_, '_>) {
    found.offer(Meaning::Source, "", heading.source);
    found.offer(Meaning::Section, "", &without_issue(heading.section));
    let (day, more) = match leading_date(heading.rest, DayOrder::DayFirst) {
        Some((_, end)) => heading.rest.split_at(end),
        None => (heading.rest, ""),
    };
    if heading.is_found {
        found.found_on(day);
    } else {
        found.date_day_first(day);
    }
    for part in parts(more) {
        if let Some(label) = LABELS.read(part) {
            found.offer(label.meaning, label.name, label.value);
        } else if let Some(page) = page_number(part) {
            found.offer(Meaning::Page, "", &page);
        }
    }
}

/// Words that start a part of the line with source and day.
#[rustfmt::skip]
const PART_WORDS: &[&str] = &[
    "seite", "seiten", "s.", "ressort", "rubrik", "autor", "autoren", "von", "ausgabe", "auflage", "region", "bundesland",
    "länge", "mutation", "ort", "nr.", "url", "link",
];

/// The parts after the day: `Seite: 7 Ressort: Ausland`, `Seite 14 / Ressort: Chronik`.
fn parts(text: &str) -> Vec<&str> {
    let mut starts = vec![0];
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let bare = word.trim().trim_end_matches(':').to_lowercase();
        let is_label = word.trim().ends_with(':') || !matches!(&*bare, "von" | "ort" | "region");
        if PART_WORDS.contains(&&*bare) && is_label {
            starts.push(at);
        }
        at += word.len();
    }
    starts.push(text.len());
    let pieces = starts.windows(2).map(|edges| &text[edges[0]..edges[1]]);
    pieces
        .flat_map(|piece| piece.split(['/', ';', ',']))
        .map(str::trim)
        .filter(|piece| !piece.is_empty())
        .collect()
}

/// Words before the number of an issue.
#[rustfmt::skip]
const ISSUE_WORDS: &[&str] = &["nr.", "nr", "nummer", "no.", "ausgabe", "heft", "folge", "jg.", "jahrgang"];

/// A section without the number of the issue: `Chronik Nr. 128/04` is `Chronik`.
fn without_issue(section: &str) -> String {
    let has_digit = |word: &str| word.contains(|c: char| c.is_ascii_digit());
    let mut kept: Vec<&str> = Vec::new();
    let mut words = section.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let bare = word.trim_end_matches(':').to_lowercase();
        if ISSUE_WORDS.contains(&&*bare) && words.next_if(|next| has_digit(next)).is_some() {
            continue;
        }
        kept.push(word);
    }
    kept.join(" ")
        .trim_matches(|c: char| " ,;/-()".contains(c))
        .to_owned()
}

/// The agency in parentheses at the end of a text: `… closed. (APA)`, `(APA/dpa)`.
fn agency_at_end(text: &str) -> Option<&str> {
    let text = text.trim_end();
    let inner = text.strip_suffix(')')?;
    let (_, credit) = inner.rsplit_once('(')?;
    let is_credit =
        credit.len() <= 40 && credit.split(['/', ',', ';']).all(|name| name.len() <= 16);
    let mut names = credit.split(['/', ',', ';', '+', ' ']).map(str::trim);
    let agency = names.find(|name| *name == "APA" || is_agency(name) && !name.is_empty());
    agency.filter(|_| is_credit)
}

/// Whether all of a line is bold.
fn is_bold(line: &Line) -> bool {
    line.style.bold > 0 && line.style.bold >= line.text.trim().len()
}

/// Reads headline and text.
fn read_article(lines: &[&Line], found: &mut Found<'_, '_>) {
    let titles = lines.iter().take_while(|line| is_bold(line)).count();
    let titles = titles.min(4);
    let count = titles.max(usize::from(!lines.is_empty()));
    let (title, body) = lines.split_at(count);
    let mut words = title.iter().map(|line| line.text.trim());
    found.offer(Meaning::Headline, "", words.next().unwrap_or_default());
    for below in words {
        found.offer(Meaning::Subhead, "", below);
    }
    let mut body: Vec<Line> = body.iter().map(|line| (*line).clone()).collect();
    if let Some(last) = body.last().map(|line| line.text.clone())
        && let Some(agency) = agency_at_end(&last)
    {
        found.offer(Meaning::Agency, "", agency);
        body.pop_if(|line| line.text.trim().starts_with('('));
    }
    // Each line of a word processor is a paragraph.
    let mut text = String::new();
    for line in &body {
        add_text(&mut text, &blocks(std::slice::from_ref(line)));
    }
    found.text(&text);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_with_source_and_day_has_parts() {
        for (text, expected) in [
            (
                "Seite: 7 Ressort: Ausland",
                &["Seite: 7", "Ressort: Ausland"][..],
            ),
            ("Seite 14", &["Seite 14"]),
            (
                " Seite 14 / Ressort: Chronik, Ausgabe: Wien",
                &["Seite 14", "Ressort: Chronik", "Ausgabe: Wien"],
            ),
            (
                "Ressort: Leben von heute Seite: 3",
                &["Ressort: Leben von heute", "Seite: 3"],
            ),
            ("", &[]),
        ] {
            assert_eq!(parts(text), expected, "{text}");
        }
        for (section, expected) in [
            ("Nr. 128/04", ""),
            ("Chronik", "Chronik"),
            ("Chronik Nr. 128/04", "Chronik"),
            ("Ausgabe 12, Wien", "Wien"),
            ("Nr. Eins", "Nr. Eins"),
        ] {
            assert_eq!(without_issue(section), expected, "{section}");
        }
    }

    #[test]
    fn an_agency_is_at_the_end_of_the_last_paragraph() {
        for (text, expected) in [
            ("(APA)", Some("APA")),
            ("Die Brücke ist zu. (APA)", Some("APA")),
            ("Die Brücke ist zu. (APA/dpa)", Some("APA")),
            ("Die Brücke ist zu. (red, APA)", Some("APA")),
            ("Die Brücke ist zu (und bleibt es)", None),
            ("Die Brücke ist zu.", None),
        ] {
            assert_eq!(agency_at_end(text), expected, "{text}");
        }
    }
}
