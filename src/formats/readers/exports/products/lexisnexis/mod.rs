//! LexisNexis Academic and Nexis of before 2018, as text and HTML.
//!
//! `1 of 100 DOCUMENTS` opens an article. Then come the source and the date, centred, the headline,
//! labels in capitals (BYLINE, SECTION, LENGTH), the text, labels again and the rights. The
//! database has the names of labels in the language of the source or of its interface.
//!
//! `labels` has the names of labels, `head` and `tail` read what is before and after the text.

mod head;
mod labels;
mod tail;

use super::error_document;
use crate::article::spelling::DayOrder;
use crate::formats::lines::{Begins, Line};
use crate::formats::readers::exports::blocks::{blocks, is_blank, tail_start, without_lines};
use crate::formats::readers::exports::dates::leading_date;
use crate::formats::readers::exports::found::Found;
use crate::formats::readers::exports::names::is_rights;
use crate::formats::readers::exports::product::{
    Mark, NoArticle, Place, Product, Record, Unmarked,
};
use head::{is_centred, read_head};
use labels::{COVER, labelled};
use tail::{read_tail, tail_of};

pub(in crate::formats) static LEXISNEXIS: &Product = &Product {
    name: "lexisnexis",
    needles: &[
        " DOCUMENT",
        " Documents",
        " documents",
        " documenten",
        " documentos",
        " Documentos",
        " documenti",
        " Documenti",
        " Dokumente",
        " dokument",
        " DOKUMENT",
        "Documento ",
        "Dokument ",
        "Document ",
        "Request:",
        "opdracht:",
        "auftrag:",
        "Demande d",
        "Solicitud de",
        "Richiesta di",
        "Solicitação de",
        "begäran:",
        " STORIES",
        " STORY",
        "LXNComment",
        "<META TOPIC=",
        "<DOC NUMBER=",
    ],
    raw: &[
        &["<META TOPIC=", "DOCUMENTS="],
        &["LXNComment"],
        &["<DOC NUMBER=", "<DOCFULL>"],
    ],
    recognizes,
    opens_surely: false,
    mark,
    list: None,
    unmarked,
    read,
};

/// The words of the line that opens an article, as `1 of 100 DOCUMENTS` or `Dokument 1 von 100`.
const OF: &[&str] = &["of", "von", "de", "van", "sur", "di", "av", "af", "/"];

fn recognizes(lines: &[Line]) -> bool {
    let start = lines.iter().take(30);
    let cover = start
        .filter(|line| COVER.read(&line.text).is_some())
        .count();
    if cover >= 3 && lines.iter().take(12).any(|line| is_request(&line.text)) {
        return true;
    }
    let Some(at) = lines.iter().position(|line| place(&line.text).is_some()) else {
        return false;
    };
    let is_alone = stands_alone(&lines[at], &lines[..at]);
    let after = &lines[at + 1..];
    let is_followed = after
        .iter()
        .take(60)
        .any(|line| labelled(&line.text).is_some())
        || blocks(after)
            .iter()
            .take(3)
            .any(|block| leading_date(block.first(), DayOrder::default()).is_some());
    is_alone && is_followed
}

fn is_request(line: &str) -> bool {
    let first = line
        .trim()
        .split(':')
        .next()
        .unwrap_or_default()
        .to_lowercase();
    first.len() < 40 && REQUESTS.iter().any(|word| first.contains(word))
}

/// Words for what was asked of the database, on its cover.
const REQUESTS: &[&str] = &[
    "request",
    "opdracht",
    "auftrag",
    "demande",
    "anforderung",
    "solicitud",
    "richiesta",
    "solicitação",
    "begäran",
];

/// The place in the series that a line names, if it names nothing else.
fn place(line: &str) -> Option<Place> {
    let line = line.trim();
    if line.len() > 60 || !line.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let line = without_level(line.strip_prefix("FOCUS -").unwrap_or(line));
    let words: Vec<&str> = line.split_whitespace().collect();
    let number = |word: &str| word.replace([',', '.'], "").parse::<u32>().ok();
    let is_of = |word: &str| OF.contains(&&*word.to_lowercase());
    match words[..] {
        [number_of, of, all, documents] if is_of(of) && is_documents(documents) => Some(Place {
            number: number(number_of)?,
            of: number(all)?,
        }),
        [document, number_of, of, all] if is_of(of) && is_document(document) => Some(Place {
            number: number(number_of)?,
            of: number(all)?,
        }),
        _ => None,
    }
}

/// A line without the level of the search that marks of before 2000 start with: `LEVEL 1 - 1 OF 2
/// STORIES`.
fn without_level(line: &str) -> &str {
    let level = || {
        let (number, rest) = line.strip_prefix("LEVEL ")?.split_once('-')?;
        let number = number.trim();
        (!number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())).then_some(rest)
    };
    level().unwrap_or(line)
}

/// Words for documents in marks of before 2000.
const STORIES: &[&str] = &["STORIES", "STORY"];

/// Words for documents, in lower case. Marks have them in any case.
const DOCUMENTS: &[&str] = &[
    "document",
    "documents",
    "documenten",
    "dokumente",
    "dokumenten",
    "dokument",
    "dokumenter",
    "documento",
    "documentos",
    "documenti",
];

fn is_documents(word: &str) -> bool {
    STORIES.contains(&word) || DOCUMENTS.contains(&&*word.to_lowercase())
}

fn is_document(word: &str) -> bool {
    ["document", "dokument", "documento"].contains(&&*word.to_lowercase())
        && word.starts_with(char::is_uppercase)
}

fn mark(line: &Line, before: &[Line]) -> Mark {
    // Marks are short, and most lines are not.
    if line.text.len() > 120 {
        return Mark::None;
    }
    match place(&line.text) {
        Some(place) if stands_alone(line, before) => {
            if is_centred(line) || line.style.begins >= Begins::Paragraph {
                Mark::SurelyOpens(place)
            } else {
                Mark::Opens(place)
            }
        }
        None if is_cover(line)
            && before
                .iter()
                .rev()
                .find(|line| !is_blank(line))
                .is_some_and(ends) =>
        {
            Mark::Closes
        }
        _ => Mark::None,
    }
}

/// Whether a line is the first one of a cover: the next download starts in a file that somebody put
/// together.
fn is_cover(line: &Line) -> bool {
    line.text.contains(':') && is_request(&line.text) && COVER.read(&line.text).is_some()
}

/// Whether a line may be the last one of an article: a label or a line of rights.
fn ends(line: &Line) -> bool {
    is_rights(&line.text) || labelled(&line.text).is_some()
}

/// A line of text that starts after so many spaces is centred, and no paragraph.
const CENTRED: usize = 16;

/// Whether the line before is blank, or the line is a paragraph or far from the margin.
fn stands_alone(line: &Line, before: &[Line]) -> bool {
    line.style.begins >= Begins::Paragraph
        || before.last().is_none_or(is_blank)
        || line.text.len() - line.text.trim_start_matches(' ').len() >= CENTRED
}

fn unmarked(lines: &[Line]) -> Unmarked {
    let labels = lines
        .iter()
        .filter(|line| labelled(&line.text).is_some())
        .count();
    let cover = lines
        .iter()
        .filter(|line| COVER.read(&line.text).is_some())
        .count();
    if cover > 1 {
        Unmarked::Boilerplate
    } else if labels > 1 {
        Unmarked::Article
    } else if lines
        .iter()
        .map(|line| line.text.trim().len())
        .sum::<usize>()
        < 200
    {
        Unmarked::Boilerplate
    } else {
        Unmarked::Unknown
    }
}

/// Whether a line is the number of a printed page, at the right margin: `Page 3`.
fn is_page_number(line: &Line) -> bool {
    let number = || {
        let mut words = line.text.split_whitespace();
        let is_page = matches!(words.next(), Some("Page" | "Seite" | "Pagina"));
        let number = words.next().filter(|_| is_page)?;
        let is_number = number.bytes().all(|byte| byte.is_ascii_digit());
        (is_number && words.next().is_none()).then_some(())
    };
    line.text.starts_with(RIGHT) && number().is_some()
}

/// The spaces before a line at the right margin.
const RIGHT: &str = "                                        ";

fn read(record: &Record, found: &mut Found<'_, '_>) -> Result<(), NoArticle> {
    error_document(&record.lines)?;
    let lines = without_lines(&record.lines, is_page_number);
    let blocks = blocks(&lines);
    let body = read_head(&blocks, found);
    let end = body + tail_start(&blocks[body..], |block| tail_of(block, found));
    read_tail(&blocks[end..], found);
    found.paragraphs(&blocks[body..end]);
    Ok(())
}
