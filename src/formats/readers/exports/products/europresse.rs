//! Europresse (CEDROM-SNi): HTML, in the layouts of 2012, 2015 and 2023.
//!
//! Elements name their parts in all layouts: `DocPublicationName`, `DocHeader`, `titreArticleVisu`.
//! The newer ones mark the text (`DocText`) as well. In that of 2012 it follows the headline, with
//! the author first, up to the rights and the certificate.

use super::error_document;
use crate::article::ProblemKind;
use crate::formats::lines::Line;
use crate::formats::readers::exports::blocks::{Block, add_text, blocks, cut_end, is_blank};
use crate::formats::readers::exports::dates::leading_date;
use crate::formats::readers::exports::found::Found;
use crate::formats::readers::exports::labels::Meaning;
use crate::formats::readers::exports::names::{is_page, is_rights, page_number};
use crate::formats::readers::exports::product::{Mark, NoArticle, Product, Record, Unmarked};

pub(in crate::formats) static EUROPRESSE: &Product = &Product {
    name: "europresse",
    needles: &[
        "DocPublicationName",
        "docpublicationname",
        "titreArticle",
        "TitreArticleVisu",
    ],
    raw: &[&[".titreArticleVisu"], &["rdp__DocPublicationName"]],
    recognizes,
    opens_surely: true,
    mark,
    list: None,
    unmarked,
    read,
};

/// Elements that are lines of their own: the layout of 2012 has them in one line.
pub(in crate::formats) const APART: &[&str] = &[SOURCE, HEADER, "TitreArticleVisu"];

const SOURCE: &str = "DocPublicationName";
const HEADER: &str = "DocHeader";
const TITLES: &[&str] = &["titreArticleVisu", "titreArticle", "rdp__articletitle"];
const TEXTS: &[&str] = &["DocText", "docOcurrContainer"];

fn recognizes(lines: &[Line]) -> bool {
    let has = |name: &str| lines.iter().any(|line| line.style.is_in(name));
    has(SOURCE)
        || has(HEADER)
        || TITLES.iter().any(|name| has(name)) && TEXTS.iter().any(|name| has(name))
}

fn mark(line: &Line, before: &[Line]) -> Mark {
    let starts = line.style.starts("article") || line.style.starts(SOURCE);
    if !starts {
        return Mark::None;
    }
    // An `<article>` whose first line is not the source has its source a few lines later.
    let is_same = !line.style.starts("article")
        && before.len() < 6
        && before.iter().any(|line| line.style.is_in("article"))
        && !before.iter().any(|line| line.style.is_in(SOURCE));
    if is_same { Mark::None } else { Mark::OpensWith }
}

fn unmarked(lines: &[Line]) -> Unmarked {
    if lines.iter().any(is_title) {
        return Unmarked::Article;
    }
    let length: usize = lines.iter().map(|line| line.text.len()).sum();
    if length < 1_000 {
        Unmarked::Boilerplate
    } else {
        Unmarked::Unknown
    }
}

fn is_title(line: &Line) -> bool {
    TITLES.iter().any(|name| line.style.is_in(name))
}

fn is_text(line: &Line) -> bool {
    TEXTS.iter().any(|name| line.style.is_in(name))
}

fn read(record: &Record, found: &mut Found<'_, '_>) -> Result<(), NoArticle> {
    error_document(&record.lines)?;
    let lines = &record.lines;
    if !lines
        .iter()
        .any(|line| is_title(line) || is_text(line) || line.style.is_in(SOURCE))
    {
        return Err(NoArticle {
            kind: ProblemKind::NotAnArticle,
            what: "has no part that Europresse names".to_owned(),
        });
    }
    let source = joined(lines, |line| line.style.is_in(SOURCE));
    found.offer(Meaning::Source, "", without_issue(&source));
    read_header(
        &joined(lines, |line| {
            line.style.is_in(HEADER) && !line.style.is_in(SOURCE)
        }),
        found,
    );
    read_titles(lines, found);
    read_text(lines, found);
    for line in lines {
        if let Some(number) = document_number(&line.text) {
            found.offer(Meaning::Id, "", number);
        }
    }
    Ok(())
}

fn joined(lines: &[Line], is_part: impl Fn(&Line) -> bool) -> String {
    let parts: Vec<&str> = lines
        .iter()
        .filter(|line| is_part(line))
        .map(|line| line.text.trim())
        .collect();
    parts.join(" ")
}

/// A newspaper's name without the number of its issue: `La Gazette d'Orvaux, no. 43018`.
fn without_issue(source: &str) -> &str {
    let source = source.trim();
    let cut = [
        ", no.", ", no ", ", n°", ", nº", ", No.", ", vol.", ", Vol.",
    ]
    .iter()
    .filter_map(|mark| source.find(mark))
    .min();
    source[..cut.unwrap_or(source.len())].trim()
}

/// Reads `Économie, mardi 14 mars 2023 p. 12`, and `Politique, lundi 5 mars 2012 14:30:00 UTC, p. 8`.
fn read_header(header: &str, found: &mut Found<'_, '_>) {
    let header = header.trim();
    let starts = std::iter::once(0).chain(header.match_indices(", ").map(|(at, _)| at + 2));
    let date = starts.take(12).find_map(|at| {
        leading_date(&header[at..], found.day_order()).map(|(_, end)| (at, at + end))
    });
    let Some((start, end)) = date else {
        found.offer(Meaning::Section, "", header);
        return;
    };
    found.date(&header[start..end]);
    let section = header[..start].trim_matches(|c: char| c == ',' || c.is_whitespace());
    found.offer(Meaning::Section, "", section);
    let mut has_page = false;
    for part in header[end..].split(',') {
        let part = part.trim();
        if let Some(page) = page_number(part) {
            found.offer(Meaning::Page, "", &page);
            has_page = true;
        } else if has_page && is_page(part) {
            // Of the pages of an article (`p. 3,4`) the first one is kept.
        } else {
            found.left_out("header", part);
        }
    }
}

/// Reads headline, subhead and author.
fn read_titles(lines: &[Line], found: &mut Found<'_, '_>) {
    let is_head =
        |line: &&Line| !is_text(line) && !line.style.is_in("footer") && !line.style.is_in("aside");
    let mut is_after = false;
    for line in lines.iter().filter(is_head) {
        let style = &line.style;
        if style.is_in("docAuthors") || style.is_in("sm-margin-bottomNews") {
            found.offer(Meaning::Byline, "", &line.text);
        } else if style.is_in("rdp__subtitle") {
            found.offer(Meaning::Subhead, "", &line.text);
        } else if is_title(line) {
            let meaning = if found.has_headline() {
                Meaning::Subhead
            } else {
                Meaning::Headline
            };
            found.offer(meaning, "", &line.text);
            is_after = true;
        } else if is_after && style.is_in("header") && !style.is_in(HEADER) && !style.is_in(SOURCE)
        {
            let meaning = if is_author(&line.text) {
                Meaning::Byline
            } else {
                Meaning::Subhead
            };
            found.offer(meaning, "", &line.text);
        } else if style.is_in("header") && !style.is_in(HEADER) && !style.is_in(SOURCE) {
            found.left_out("header", &line.text);
        }
    }
}

/// Reads the text. The layout of 2012 does not mark it: it is what follows the headline.
fn read_text(lines: &[Line], found: &mut Found<'_, '_>) {
    let mut text = String::new();
    if lines.iter().any(is_text) {
        let marked: Vec<Line> = lines.iter().filter(|line| is_text(line)).cloned().collect();
        let mut parts = blocks(&marked);
        cut_end(&mut parts, |line| is_rights(&line.text));
        add_text(&mut text, &parts);
        found.text(&text);
        for line in lines.iter().filter(|line| is_outside(line)) {
            found.left_out("text outside of the article", &line.text);
        }
        return;
    }
    let Some(title) = lines.iter().rposition(is_title) else {
        return;
    };
    let rest: Vec<Line> = lines[title + 1..]
        .iter()
        .filter(|line| !line.style.is_in("footer"))
        .cloned()
        .collect();
    let parts = blocks(&rest);
    let is_author_first =
        parts.len() > 1 && parts[0].lines.len() == 1 && is_author(parts[0].first());
    let start = usize::from(is_author_first);
    if is_author_first {
        found.offer(Meaning::Byline, "", parts[0].first());
    }
    let end = (start..parts.len())
        .find(|at| is_end(&parts[*at]))
        .unwrap_or(parts.len());
    add_text(&mut text, &parts[start..end]);
    found.text(&text);
    for part in &parts[end..] {
        if !is_end(part) && !is_certificate(part.first()) {
            found.left_out("text after the rights", &part.line());
        }
    }
}

/// Whether a line is in no part of an article that is known.
fn is_outside(line: &Line) -> bool {
    let known = [
        SOURCE,
        HEADER,
        "header",
        "footer",
        "aside",
        "docAuthors",
        "sm-margin-bottomNews",
    ];
    !is_text(line)
        && !is_title(line)
        && !known.iter().any(|name| line.style.is_in(name))
        && !is_rights(&line.text)
        && document_number(&line.text).is_none()
        && !is_certificate(&line.text)
}

/// Whether a paragraph ends the text: rights, the number of the document, the certificate.
fn is_end(part: &Block<'_>) -> bool {
    part.lines.iter().any(|line| {
        is_rights(&line.text) || document_number(&line.text).is_some() || is_certificate(&line.text)
    })
}

fn is_certificate(text: &str) -> bool {
    let text = text.trim();
    [
        "Ce certificat",
        "This certificate",
        "Date d'émission",
        "Date d’émission",
        "Date of issue",
        "Le présent document",
        "The present document",
        "Certificat émis",
        "Note(s) :",
    ]
    .iter()
    .any(|start| text.starts_with(start))
}

/// The number of a document: `news·20230314·GO·20230314x1x301`.
fn document_number(text: &str) -> Option<&str> {
    let text = text.trim();
    let at = text.find("news·").or_else(|| text.find("web·"))?;
    let number = text[at..].split_whitespace().next()?;
    (at < 40 && text.len() < 120).then_some(number)
}

/// Whether a line is the name of an author and no sentence.
fn is_author(text: &str) -> bool {
    let text = text.trim();
    let words = text.split_whitespace().count();
    (1..=8).contains(&words)
        && !text.ends_with(['.', '!', '?', ':', '»', '"', '…'])
        && text.starts_with(char::is_uppercase)
        && !is_blank(&Line::plain(text))
        && text.split_whitespace().all(|word| {
            word.starts_with(char::is_uppercase) || word.len() <= 3 || word.contains('@')
        })
}
