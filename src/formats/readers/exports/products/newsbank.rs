//! NewsBank and Access World News: printed pages saved as text or HTML.
//!
//! Source, headline and date are lines at the start; labels follow, and the text is after `Article
//! Text:`. `Record Number:` ends an article. Newer pages have one line with the facts under the
//! headline: `January 3, 2020 | Eastbay Star, The (ME) | Ann Lee | News | Page 4`, or only the first
//! two of them and labels below (`Author: Ann Lee | Section: News`).

use super::error_document;
use crate::article::ProblemKind;
use crate::article::spelling::DayOrder;
use crate::formats::lines::Line;
use crate::formats::readers::exports::blocks::{
    Block, Tail, add_text, blocks, cut_end, is_blank, tail_start,
};
use crate::formats::readers::exports::dates::leading_date;
use crate::formats::readers::exports::found::Found;
use crate::formats::readers::exports::labels::{Labelled, Labels, Meaning};
use crate::formats::readers::exports::names::{is_rights, is_word_count, page_number};
use crate::formats::readers::exports::product::{Mark, NoArticle, Product, Record, Unmarked};

pub(in crate::formats) static NEWSBANK: &Product = &Product {
    name: "newsbank",
    needles: &[
        "Record Number:",
        "Record number:",
        "Article Text:",
        "Estimated printed pages",
        "NewsBank",
        "OpenURL Link",
        "• Citation",
        ") | ",
        " | Page ",
    ],
    raw: &[],
    recognizes,
    opens_surely: false,
    mark,
    list: None,
    unmarked,
    read,
};

#[rustfmt::skip]
static LABELS: Labels = Labels::new(&[
    (Meaning::Headline, &["headline", "title", "article title"]),
    (Meaning::Source, &["paper", "newspaper", "source", "publication"]),
    (Meaning::Date, &["date", "publication date", "issue date"]),
    (Meaning::Byline, &["author", "authors", "byline", "author/byline"]),
    (Meaning::Section, &["section"]),
    (Meaning::Page, &["page", "pages"]),
    (Meaning::Place, &["dateline", "location"]),
    (Meaning::Language, &["language"]),
    (Meaning::Text, &["article text", "text", "full text", "body"]),
    (Meaning::Caption, &["caption", "photo caption", "illustration/photo"]),
    (Meaning::Correction, &["correction", "correction text"]),
    (Meaning::Subhead, &["subhead", "sub headline", "column"]),
    (Meaning::Summary, &["summary", "abstract"]),
    (Meaning::Note, &["memo", "memo text", "note", "notes", "editor's note"]),
    (Meaning::Keywords, &["index terms", "subjects", "keywords"]),
    (Meaning::Dropped, &[
        "edition", "estimated printed pages", "record number", "copyright", "series", "word count", "words",
        "document number", "dateline code", "correction date", "source type", "citation", "openurl link", "bibliography",
        "region", "readability", "permalink", "url", "accession number",
    ]),
]);

fn recognizes(lines: &[Line]) -> bool {
    let has = |test: &dyn Fn(&str) -> bool| lines.iter().any(|line| test(line.text.trim()));
    let is_printed = has(&|text| text.starts_with("Estimated printed pages"));
    let has_text = has(&|text| text == "Article Text:" || text.starts_with("Article Text:"));
    let has_number = has(&is_record_number);
    let labels = lines
        .iter()
        .filter(|line| LABELS.read(&line.text).is_some())
        .count();
    let has_facts = has(&|text| facts(text).is_some());
    let is_named = has(&|text| text.contains("NewsBank"));
    if has(&is_surely_facts) {
        return true;
    }
    [is_printed, has_text, has_number, has_facts, is_named]
        .iter()
        .filter(|mark| **mark)
        .count()
        >= 2
        || has_number && labels >= 3
        || (is_printed || has_text) && labels >= 3
        || has_facts && labels >= 2
}

fn is_record_number(text: &str) -> bool {
    let text = text.trim();
    if text.len() > 80 {
        return false;
    }
    if text.starts_with("Record Number:") || text.starts_with("Record number:") {
        return true;
    }
    // A text has lines such as `Record: 5 wins`.
    text.strip_prefix("Record:")
        .map(str::trim)
        .is_some_and(|number| {
            number.len() >= 12
                && number.bytes().all(|byte| byte.is_ascii_alphanumeric())
                && number.bytes().any(|byte| byte.is_ascii_digit())
        })
}

/// The parts of a line of facts, if it is one: the day, the newspaper with its place, and more.
fn facts(text: &str) -> Option<Vec<&str>> {
    if text.len() >= 400 || !text.contains('|') {
        return None;
    }
    let parts: Vec<&str> = text.split('|').map(str::trim).collect();
    let is_enough = parts.len() >= 3 || is_source(parts[1]);
    let is_facts = is_enough && leading_date(parts[0], DayOrder::default()).is_some();
    is_facts.then_some(parts)
}

/// Whether a line is one of facts and can be nothing else: a whole date, a newspaper, and two more
/// parts, with a place after the newspaper or a page at the end.
fn is_surely_facts(text: &str) -> bool {
    facts(text).is_some_and(|parts| {
        let is_whole = |text: &str| {
            leading_date(text, DayOrder::default()).is_some_and(|(_, end)| end == text.len())
        };
        let has_page = || parts.last().is_some_and(|last| page_number(last).is_some());
        parts.len() >= 4 && is_whole(parts[0]) && (is_source(parts[1]) || has_page())
    })
}

/// Whether a text is the name of a newspaper with its place: `Norvik Mercury, The (ME)`.
fn is_source(text: &str) -> bool {
    text.ends_with(')')
        && text
            .rsplit_once(" (")
            .is_some_and(|(name, place)| name.len() < 80 && place.len() < 40)
}

fn mark(line: &Line, before: &[Line]) -> Mark {
    if is_record_number(&line.text) {
        return Mark::ClosesWith;
    }
    // The next article, if the last one has no number at its end.
    let is_next =
        facts(&line.text).is_some() && before.iter().any(|line| facts(&line.text).is_some());
    if is_next {
        Mark::OpensAbove
    } else {
        Mark::None
    }
}

fn unmarked(lines: &[Line]) -> Unmarked {
    let labels = lines
        .iter()
        .filter(|line| LABELS.read(&line.text).is_some())
        .count();
    let length: usize = lines.iter().map(|line| line.text.trim().len()).sum();
    if labels >= 2 || lines.iter().any(|line| facts(&line.text).is_some()) {
        Unmarked::Article
    } else if length < 400 || lines.iter().any(|line| line.text.contains("NewsBank")) {
        Unmarked::Boilerplate
    } else {
        Unmarked::Unknown
    }
}

fn read(record: &Record, found: &mut Found<'_, '_>) -> Result<(), NoArticle> {
    error_document(&record.lines)?;
    let lines: Vec<Line> = record
        .lines
        .iter()
        .map(|line| {
            if is_rule(&line.text) {
                Line::default()
            } else {
                line.clone()
            }
        })
        .collect();
    let blocks = blocks(&lines);
    if blocks.is_empty() {
        return Err(NoArticle {
            kind: ProblemKind::NoText,
            what: "has no text".to_owned(),
        });
    }
    let body = read_head(&blocks, found);
    let end = body + tail_start(&blocks[body..], |block| tail_of(block, found));
    let mut text = String::new();
    let mut of_text = blocks[body..end].to_vec();
    let below = cut_end(&mut of_text, |line| {
        is_rights(&line.text) || is_record_number(&line.text)
    });
    for (at, block) in of_text.iter().enumerate() {
        // Labels of the head may be above that of the text.
        let labels = block.lines.iter().map(|line| LABELS.read(&line.text));
        let mut labels = labels.enumerate().take(MOST_HEAD);
        let is_text = |label: &Labelled<'_>| label.meaning == Meaning::Text;
        let label = labels.find_map(|(line, label)| Some((line, label.filter(is_text)?)));
        match label.filter(|_| at == 0) {
            Some((line, label)) => {
                text.push_str(label.value);
                for line in &block.lines[line + 1..] {
                    text.push_str(if text.is_empty() { "" } else { "\n" });
                    text.push_str(line.text.trim_end());
                }
            }
            None => add_text(&mut text, &[*block]),
        }
    }
    found.text(&text);
    let tail = blocks[end..].iter().flat_map(|block| block.lines);
    read_tail(below.into_iter().chain(tail), found);
    Ok(())
}

fn is_rule(text: &str) -> bool {
    let text = text.trim();
    text.len() > 8 && text.bytes().all(|byte| b"_-=*".contains(&byte))
}

/// The most lines before the text.
const MOST_HEAD: usize = 60;

/// Reads what is before the text. Returns the number of its blocks.
fn read_head(blocks: &[Block<'_>], found: &mut Found<'_, '_>) -> usize {
    let is_text = |block: &&Block<'_>| {
        block.lines.iter().any(|line| {
            LABELS
                .read(&line.text)
                .is_some_and(|label| label.meaning == Meaning::Text)
        })
    };
    let text = blocks.iter().position(|block| is_text(&block));
    // Labels in a row after the line of facts are of the head, later ones follow the text.
    let is_label = |block: &&Block<'_>| {
        LABELS
            .read(block.first())
            .is_some_and(|label| !label.meaning.is_long())
    };
    let after_facts = || {
        let has_facts =
            |block: &Block<'_>| block.lines.iter().any(|line| facts(&line.text).is_some());
        let at = blocks.iter().take(8).position(has_facts)? + 1;
        Some(at + blocks[at..].iter().take_while(is_label).count())
    };
    let last_label = || {
        blocks
            .iter()
            .take(8)
            .rposition(|block| {
                LABELS.read(block.first()).is_some()
                    || facts(block.first()).is_some()
                    || is_dated(block, found)
            })
            .map(|at| at + 1)
    };
    let end = text.or_else(after_facts).or_else(last_label);
    let end = end.unwrap_or(1).min(blocks.len());
    let mut lines: Vec<&Line> = blocks[..end].iter().flat_map(|block| block.lines).collect();
    if let Some(block) = text.map(|at| blocks[at]) {
        // Labels may be in the same paragraph, above that of the text.
        let own = block.lines.iter().take_while(|line| {
            LABELS
                .read(&line.text)
                .is_none_or(|label| label.meaning != Meaning::Text)
        });
        lines.extend(own);
    }
    let more = lines.split_off(lines.len().min(MOST_HEAD));
    offer_head(&lines, found);
    for line in more {
        found.text(line.text.trim());
    }
    end
}

fn is_dated(block: &Block<'_>, found: &Found<'_, '_>) -> bool {
    block
        .lines
        .iter()
        .take(8)
        .any(|line| found.is_date(&line.text))
}

/// A line of a text that directly follows labels is longer, in bytes.
const SHORTEST_TEXT: usize = 40;

/// Offers source, headline, date and labels, and the text that directly follows these. The lines
/// before the date are source and headline, in this order, unless there is only one.
fn offer_head(lines: &[&Line], found: &mut Found<'_, '_>) {
    let mut titles: Vec<&str> = Vec::new();
    let (mut is_dated, mut is_labelled) = (false, false);
    let mut text_below: Vec<&str> = Vec::new();
    for line in lines.iter().filter(|line| !is_blank(line)) {
        let text = line.text.trim();
        let is_text = !text_below.is_empty() || text.len() >= SHORTEST_TEXT;
        if let Some(parts) = facts(text) {
            offer_facts(&parts, found);
            is_dated = true;
        } else if !is_dated && text_below.is_empty() && found.is_date(text) {
            found.date(text);
            is_dated = true;
        } else if is_labelled && is_text && LABELS.read(text).is_none() {
            text_below.push(text);
        } else if LABELS.read(text).is_some() {
            is_labelled = true;
            for label in text.split(" | ").filter_map(|part| LABELS.read(part)) {
                found.offer(label.meaning, label.name, label.value);
            }
        } else if is_rights(text) || is_word_count(text) {
        } else if is_dated && titles.iter().any(|title| !is_source(title)) {
            found.offer(Meaning::Subhead, "", text);
        } else {
            titles.push(text);
        }
    }
    if !text_below.is_empty() {
        found.text(&text_below.join("\n"));
    }
    match titles[..] {
        [] => {}
        [source] if is_source(source) => found.offer(Meaning::Source, "", &source_name(source)),
        [title] => found.offer(Meaning::Headline, "", title),
        [source, ref rest @ ..] => {
            found.offer(Meaning::Source, "", &source_name(source));
            found.offer(Meaning::Headline, "", &rest.join(" "));
        }
    }
}

/// The name of a newspaper: `Norvik Mercury, The (ME)` is `The Norvik Mercury`. The place stays
/// if there is no article to move.
fn source_name(source: &str) -> String {
    let (name, place) = match source.rsplit_once(" (") {
        Some((name, place)) if place.ends_with(')') => (name, Some(place.trim_end_matches(')'))),
        _ => (source, None),
    };
    let name = match name.rsplit_once(", ") {
        Some((name, article))
            if ["The", "A", "An", "Le", "La", "El", "Die", "Der"].contains(&article) =>
        {
            format!("{article} {name}")
        }
        _ => name.to_owned(),
    };
    match place {
        Some(place) if place.len() > 20 => format!("{name} ({place})"),
        _ => name,
    }
}

/// Reads `January 3, 2020 | Eastbay Star, The (ME) | Ann Lee | News | Page 4`.
fn offer_facts(parts: &[&str], found: &mut Found<'_, '_>) {
    found.date(parts[0]);
    found.offer(Meaning::Source, "", &source_name(parts[1]));
    let mut rest = parts[2..].to_vec();
    if let Some(page) = rest.last().and_then(|last| page_number(last)) {
        found.offer(Meaning::Page, "", &page);
        rest.pop();
    }
    match rest[..] {
        [author, section, ..] => {
            found.offer(Meaning::Byline, "", author);
            found.offer(Meaning::Section, "", section);
        }
        [section] => found.offer(Meaning::Section, "", section),
        [] => {}
    }
}

fn tail_of(block: &Block<'_>, found: &Found<'_, '_>) -> Tail {
    let first = block.first();
    match LABELS.read(first) {
        // A label that was before the text opens a paragraph of it.
        Some(label) if label.meaning == Meaning::Text => Tail::Text,
        Some(label) if label.meaning != Meaning::Dropped && found.has(label.meaning) => Tail::Text,
        Some(label) if label.meaning.is_long() && label.value.is_empty() => Tail::LabelAlone,
        Some(label) if label.meaning.is_long() => Tail::LongLabel,
        Some(_) => Tail::Label,
        None if is_citation(first) => Tail::LabelAlone,
        None if is_rights(first) || is_footer(first) || is_record_number(first) => Tail::Label,
        None => Tail::Text,
    }
}

/// Whether a line is above the citation of the article.
fn is_citation(text: &str) -> bool {
    let start = "Citation (";
    let is_named = text.get(..start.len());
    text.starts_with("• Citation") || is_named.is_some_and(|own| own.eq_ignore_ascii_case(start))
}

fn is_footer(text: &str) -> bool {
    let text = text.trim();
    ["OpenURL Link", "http", "NewsBank", "Access World News"]
        .iter()
        .any(|start| text.starts_with(start))
}

/// Reads the labels after the text. A line without a label belongs to the label before it, if that
/// may have paragraphs.
fn read_tail<'a>(lines: impl Iterator<Item = &'a Line>, found: &mut Found<'_, '_>) {
    let mut value: Option<(Labelled<'a>, String)> = None;
    let offer = |value: Option<(Labelled<'a>, String)>, found: &mut Found<'_, '_>| {
        if let Some((label, value)) = value {
            found.offer(label.meaning, label.name, &value);
        }
    };
    for line in lines {
        let text = line.text.trim();
        if let Some(label) = LABELS.read(&line.text) {
            offer(value.take(), found);
            if is_record_number(text) {
                found.offer(Meaning::Id, label.name, label.value);
            }
            value = Some((label, label.value.to_owned()));
        } else if is_rights(text) || is_citation(text) || is_footer(text) || is_record_number(text)
        {
            offer(value.take(), found);
        } else if let Some((label, value)) = &mut value
            && label.meaning.is_long()
        {
            value.push('\n');
            value.push_str(text);
        } else {
            found.left_out("line after the text", text);
        }
    }
    offer(value, found);
}
