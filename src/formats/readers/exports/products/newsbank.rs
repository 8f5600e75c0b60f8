//! NewsBank and Access World News: printed pages saved as text or HTML.
//!
//! Source, headline and date are lines at the start; labels follow, and the text is after `Article
//! Text:`. `Record Number:` ends an article. Newer pages have one line with the facts: `January 3,
//! 2020 | Eastbay Star, The (ME) | Ann Lee | News | Page 4`.

use super::error_document;
use crate::article::ProblemKind;
use crate::article::spelling::DayOrder;
use crate::formats::lines::Line;
use crate::formats::readers::exports::blocks::{
    Block, Tail, add_text, blocks, is_blank, tail_start,
};
use crate::formats::readers::exports::dates::leading_date;
use crate::formats::readers::exports::found::Found;
use crate::formats::readers::exports::labels::{Labels, Meaning};
use crate::formats::readers::exports::names::{is_rights, page_number};
use crate::formats::readers::exports::product::{Mark, NoArticle, Product, Record, Unmarked};

pub(in crate::formats) static NEWSBANK: &Product = &Product {
    name: "newsbank",
    needles: &[
        "Record Number:",
        "Record number:",
        "Article Text:",
        "Estimated printed pages",
        "NewsBank",
    ],
    raw: &[],
    recognizes,
    mark,
    list: None,
    unmarked,
    read,
};

#[rustfmt::skip]
static LABELS: Labels = Labels(&[
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
    (Meaning::Keywords, &["index terms", "subjects", "keywords"]),
    (Meaning::Dropped, &[
        "edition", "estimated printed pages", "record number", "copyright", "series", "word count", "words", "memo",
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
    [is_printed, has_text, has_number, has_facts, is_named]
        .iter()
        .filter(|mark| **mark)
        .count()
        >= 2
        || has_number && labels >= 3
        || (is_printed || has_text) && labels >= 3
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

/// The parts of a line of facts, if it is one.
fn facts(text: &str) -> Option<Vec<&str>> {
    let parts: Vec<&str> = text.split('|').map(str::trim).collect();
    let is_facts = parts.len() >= 3
        && text.len() < 400
        && leading_date(parts[0], DayOrder::default()).is_some();
    is_facts.then_some(parts)
}

fn mark(line: &Line, _: &[Line]) -> Mark {
    if is_record_number(&line.text) {
        Mark::ClosesWith
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
    for (at, block) in blocks[body..end].iter().enumerate() {
        let label = LABELS
            .read(block.first())
            .filter(|label| at == 0 && label.meaning == Meaning::Text);
        match label {
            Some(label) => {
                text.push_str(label.value);
                for line in &block.lines[1..] {
                    text.push_str(if text.is_empty() { "" } else { "\n" });
                    text.push_str(line.text.trim_end());
                }
            }
            None => add_text(&mut text, &[*block]),
        }
    }
    found.text(&text);
    for block in &blocks[end..] {
        read_labels(block, found);
    }
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
    let last_label = blocks
        .iter()
        .take(8)
        .rposition(|block| {
            LABELS.read(block.first()).is_some()
                || facts(block.first()).is_some()
                || is_dated(block, found)
        })
        .map(|at| at + 1);
    let end = text.or(last_label).unwrap_or(1).min(blocks.len());
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

/// Offers source, headline, date and labels. The lines before the date are source and headline, in
/// this order, unless there is only one.
fn offer_head(lines: &[&Line], found: &mut Found<'_, '_>) {
    let mut titles: Vec<&str> = Vec::new();
    let mut is_dated = false;
    for line in lines.iter().filter(|line| !is_blank(line)) {
        let text = line.text.trim();
        if let Some(label) = LABELS.read(text) {
            found.offer(label.meaning, label.name, label.value);
        } else if let Some(parts) = facts(text) {
            offer_facts(&parts, found);
            is_dated = true;
        } else if !is_dated && found.is_date(text) {
            found.date(text);
            is_dated = true;
        } else if is_rights(text) {
        } else if is_dated && !titles.is_empty() {
            found.offer(Meaning::Subhead, "", text);
        } else {
            titles.push(text);
        }
    }
    match titles[..] {
        [] => {}
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
        Some(label) if label.meaning == Meaning::Text || found.has(label.meaning) => Tail::Text,
        Some(label) if label.meaning.is_long() => Tail::LongLabel,
        Some(_) => Tail::Label,
        None if is_rights(first) || is_footer(first) || is_record_number(first) => Tail::Label,
        None => Tail::Text,
    }
}

fn is_footer(text: &str) -> bool {
    let text = text.trim();
    [
        "OpenURL Link",
        "• Citation",
        "Citation (",
        "NewsBank",
        "Access World News",
    ]
    .iter()
    .any(|start| text.starts_with(start))
}

fn read_labels(block: &Block<'_>, found: &mut Found<'_, '_>) {
    for line in block.lines {
        if let Some(label) = LABELS.read(&line.text) {
            found.offer(label.meaning, label.name, label.value);
            if is_record_number(&line.text) {
                found.offer(Meaning::Id, label.name, label.value);
            }
        }
    }
}
