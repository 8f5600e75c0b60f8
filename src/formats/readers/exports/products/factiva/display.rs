//! Articles of Factiva as they are displayed: lines in a fixed order, without codes.
//!
//! Section, headline and byline come first. The count of words is the anchor: after it are the date,
//! the time, the source, its code, the page, the language and the rights, then the text.

use super::{accession, is_furniture};
use crate::article::ProblemKind;
use crate::article::spelling::DayOrder;
use crate::formats::gather::opening::byline_alone;
use crate::formats::lines::Line;
use crate::formats::readers::exports::blocks::{add_text, blocks, is_blank};
use crate::formats::readers::exports::dates::leading_date;
use crate::formats::readers::exports::found::Found;
use crate::formats::readers::exports::labels::Meaning;
use crate::formats::readers::exports::names::{
    is_language, is_page, is_rights, is_word_count, page_number,
};
use crate::formats::readers::exports::product::NoArticle;
use crate::formats::readers::exports::sentences::is_sentence;

/// The count of words is within this many lines with text.
const MOST_HEAD: usize = 400;

/// The most lines above the count of words that are of the article: section, headline, byline.
const MOST_TITLES: usize = 5;

/// The most lines between the count of words and the text.
const MOST_FACTS: usize = 14;

/// Whether the start of a file has the lines of an article in their order.
pub(super) fn recognizes(lines: &[Line]) -> bool {
    let is_marked =
        |line: &Line| line.style.is_in("articleParagraph") && line.style.is_in("article");
    if lines.iter().any(is_marked) {
        return true;
    }
    let written: Vec<&Line> = lines.iter().filter(|line| !is_blank(line)).collect();
    let Some(at) = written.iter().position(|line| is_word_count(&line.text)) else {
        return false;
    };
    let after: Vec<&str> = written[at + 1..]
        .iter()
        .take(MOST_FACTS)
        .map(|line| line.text.trim())
        .collect();
    let is_date = |text: &&&str| leading_date(text, DayOrder::default()).is_some();
    let has_language = after.iter().any(|text| is_language(text));
    let has_code = after.iter().any(|text| is_source_code(text));
    let has_rights = after.iter().any(|text| is_rights(text));
    let has_end = written.iter().any(|line| accession(&line.text).is_some());
    let facts = [has_language, has_code, has_rights, has_end];
    after.iter().take(2).any(|text| is_date(&text))
        && facts.iter().filter(|fact| **fact).count() >= 2
}

/// Whether a text is the code of a source: `NORVMR`.
fn is_source_code(text: &str) -> bool {
    let text = text.trim();
    (2..=12).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        && text.bytes().any(|byte| byte.is_ascii_uppercase())
}

/// Reads an article.
///
/// # Errors
/// [`NoArticle`] if there is no count of words.
pub(super) fn read(lines: &[Line], found: &mut Found<'_, '_>) -> Result<(), NoArticle> {
    let is_kept = |line: &&Line| !is_furniture(&line.text) && line.style.class != "copyright";
    let lines: Vec<Line> = lines.iter().filter(is_kept).cloned().collect();
    let anchor = lines
        .iter()
        .take(MOST_HEAD)
        .position(|line| is_word_count(&line.text));
    let Some(anchor) = anchor else {
        return Err(NoArticle {
            kind: ProblemKind::NotAnArticle,
            what: "has no count of words; is it a list of headlines?".to_owned(),
        });
    };
    read_titles(&lines[..anchor], found);
    let text = anchor + 1 + read_facts(&lines[anchor + 1..], found);
    let end = lines
        .iter()
        .rposition(|line| accession(&line.text).is_some())
        .unwrap_or(lines.len());
    if let Some(number) = lines.get(end).and_then(|line| accession(&line.text)) {
        found.offer(Meaning::Id, "", number);
    }
    let mut body = String::new();
    add_text(&mut body, &blocks(&lines[text.min(end)..end]));
    found.text(&body);
    Ok(())
}

/// Reads the lines above the count of words.
fn read_titles(lines: &[Line], found: &mut Found<'_, '_>) {
    let mut titles: Vec<&Line> = lines.iter().filter(|line| !is_blank(line)).collect();
    // Of a list of results or a footer above it, the last paragraph alone is of this article.
    if let Some(blank) = lines.iter().rposition(is_blank) {
        let own: Vec<&Line> = lines[blank..]
            .iter()
            .filter(|line| !is_blank(line))
            .collect();
        if !own.is_empty() && titles.len() > MOST_TITLES {
            titles = own;
        } else {
            titles.retain(|line| !is_sentence(&line.text) || own.contains(line));
        }
        let above = lines[..blank].iter().filter(|line| is_sentence(&line.text));
        for line in above {
            if !titles.contains(&line) {
                found.left_out("line above the headline", &line.text);
            }
        }
    }
    let is_byline = |line: &Line| line.style.is_in("author") || is_by(&line.text);
    if let Some(at) = titles
        .iter()
        .rposition(|line| is_byline(line))
        .filter(|at| *at > 0)
    {
        let byline = titles.remove(at);
        found.offer(Meaning::Byline, "", &byline.text);
    }
    let is_headline = |line: &&&Line| {
        line.style.is_in("hd")
            || line.style.class.to_ascii_lowercase().contains("headline")
            || (line.style.bold > 0 && line.style.bold >= line.text.trim().len())
    };
    let marked = titles.iter().filter(is_headline).count();
    if marked > 0 {
        let words: Vec<&str> = titles
            .iter()
            .filter(is_headline)
            .map(|line| line.text.trim())
            .collect();
        found.offer(Meaning::Headline, "", &words.join(" "));
        let first = titles
            .iter()
            .position(|line| is_headline(&line))
            .unwrap_or(0);
        for (at, line) in titles
            .iter()
            .enumerate()
            .filter(|(_, line)| !is_headline(line))
        {
            let meaning = if at < first {
                Meaning::Section
            } else {
                Meaning::Byline
            };
            found.offer(meaning, "", &line.text);
        }
        return;
    }
    if let [.., headline, person] = titles[..]
        && !found.has(Meaning::Byline)
        && is_person(&person.text)
        && !is_section(&headline.text)
    {
        found.offer(Meaning::Byline, "", &person.text);
        titles.pop();
    }
    if let [ref rest @ .., headline] = titles[..] {
        found.offer(Meaning::Headline, "", &headline.text);
        for line in rest {
            found.offer(Meaning::Section, "", &line.text);
        }
    }
}

/// Whether a line is a byline: `By Ann Lee`, `Von Ann Lee`.
fn is_by(line: &str) -> bool {
    let line = line.trim();
    byline_alone(line).is_some()
        || ["Von ", "VON ", "Par ", "PAR ", "Por ", "Di ", "Door "]
            .iter()
            .any(|by| line.strip_prefix(by).is_some_and(is_person))
}

/// Whether a line looks like the name of a person: two to four words in title case.
fn is_person(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    (2..=4).contains(&words.len())
        && words.iter().all(|word| {
            word.chars()
                .all(|c| c.is_alphabetic() || ".-'’".contains(c))
        })
        && words
            .iter()
            .all(|word| word.starts_with(char::is_uppercase))
}

/// Whether a line may be the name of a section: one or two words, or three in capitals.
fn is_section(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let is_title = || {
        words
            .iter()
            .all(|word| !word.starts_with(char::is_lowercase))
    };
    line.len() < 40 && (words.len() <= 2 || words.len() == 3 && is_title())
}

/// Reads the lines between the count of words and the text. Returns their number.
fn read_facts(lines: &[Line], found: &mut Found<'_, '_>) -> usize {
    let near = || {
        lines
            .iter()
            .enumerate()
            .filter(|(_, line)| !is_blank(line))
            .take(MOST_FACTS)
    };
    let is_text = |line: &Line| {
        line.style
            .class
            .to_ascii_lowercase()
            .contains("articleparagraph")
    };
    let rights = near()
        .take_while(|(_, line)| !is_text(line))
        .filter(|(_, line)| is_rights(&line.text))
        .last();
    let language = near().find(|(_, line)| is_language(&line.text));
    let text = near().find(|(_, line)| is_text(line));
    let end = match (text, rights, language) {
        (Some((at, _)), ..) => at,
        (None, Some((at, _)), _) | (None, None, Some((at, _))) => at + 1,
        (None, None, None) => facts_by_paragraph(lines),
    };
    let facts: Vec<&str> = lines[..end]
        .iter()
        .map(|line| line.text.trim())
        .filter(|text| !text.is_empty())
        .collect();
    offer_facts(&facts, found);
    end
}

/// The number of lines up to the first blank one, at most [`MOST_FACTS`].
fn facts_by_paragraph(lines: &[Line]) -> usize {
    let first = lines.iter().position(|line| !is_blank(line)).unwrap_or(0);
    let length = lines[first..]
        .iter()
        .take(MOST_FACTS)
        .take_while(|line| !is_blank(line))
        .count();
    first + length
}

fn offer_facts(facts: &[&str], found: &mut Found<'_, '_>) {
    let mut rest = facts.iter().copied().peekable();
    let Some(date) = rest.next() else { return };
    let time = rest.next_if(|text| is_time(text));
    match time
        .map(|time| format!("{date} {time}"))
        .filter(|both| found.is_date(both))
    {
        Some(both) => found.date(&both),
        None => found.date(date),
    }
    found.offer(Meaning::Source, "", rest.next().unwrap_or_default());
    for fact in rest {
        if is_language(fact) {
            found.offer(Meaning::Language, "", fact);
        } else if is_page(fact) && !is_source_code(fact) || is_page(fact) && fact.len() < 4 {
            found.offer(Meaning::Page, "", fact);
        } else if let Some(page) = page_number(fact) {
            found.offer(Meaning::Page, "", &page);
        }
    }
}

fn is_time(text: &str) -> bool {
    text.len() < 12 && text.starts_with(|c: char| c.is_ascii_digit()) && text.contains(':')
}
