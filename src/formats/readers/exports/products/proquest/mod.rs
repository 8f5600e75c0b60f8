//! ProQuest: text, HTML and mail, all with the same labels. `tdm` is the reader of its XML.
//!
//! `Document 1 of 2` opens an article in a text, an anchor `DocID_…` in HTML. The headline comes
//! first, then labels (`Author`, `Abstract`), `Full text`, and a row of labels to the end.
//! `FULL TEXT` and `DETAILS` may be headings without a colon, and the label of the text may be
//! missing. `labels` has the names of labels.

mod labels;
pub(in crate::formats::readers) mod tdm;

use super::error_document;
use crate::article::ProblemKind;
use crate::formats::lines::Line;
use crate::formats::readers::exports::blocks::{Block, add_text, blocks, is_blank};
use crate::formats::readers::exports::dates::leading_date;
use crate::formats::readers::exports::found::Found;
use crate::formats::readers::exports::labels::{Labelled, Meaning, label};
use crate::formats::readers::exports::product::{
    Mark, NoArticle, Place, Product, Record, Unmarked,
};
use crate::formats::readers::exports::sentences::is_sentence;
use labels::{OWN_LABELS, labelled};
use tdm::is_no_summary;

pub(in crate::formats) static PROQUEST: &Product = &Product {
    name: "proquest",
    needles: &[
        "ProQuest",
        "proquest.com",
        "DocID_",
        "Full text",
        "FULL TEXT",
        "Volltext:",
        "Texte int",
        "Texto completo",
        "Testo completo",
        "Texto integral",
        "Volledige tekst",
    ],
    raw: &[&["<title>ProQuest Export</title>"]],
    recognizes,
    opens_surely: false,
    mark,
    list: None,
    unmarked,
    read,
};

fn recognizes(lines: &[Line]) -> bool {
    let labels: Vec<Labelled<'_>> = lines.iter().filter_map(labelled).collect();
    let has_mark = lines
        .iter()
        .any(|line| place(&line.text).is_some() || is_anchor(line));
    let is_own = |label: &Labelled<'_>| OWN_LABELS.contains(&&*label.name.to_lowercase());
    let own = labels.iter().filter(|label| is_own(label)).count();
    let is_text = |label: &Labelled<'_>| matches!(label.meaning, Meaning::Text | Meaning::Summary);
    let has_text = labels.iter().any(is_text);
    has_mark && labels.len() >= 2 || has_text && own >= 1 && labels.len() >= 3
}

/// Whether a line starts with the anchor of a document in HTML.
fn is_anchor(line: &Line) -> bool {
    line.style
        .opens
        .split(' ')
        .any(|name| name.starts_with("DocID_"))
}

/// The place in the series that a line names: `Document 1 of 2`.
fn place(line: &str) -> Option<Place> {
    let line = line.trim();
    if line.len() > 40 || !line.starts_with("Do") {
        return None;
    }
    let words: Vec<&str> = line.split_whitespace().collect();
    let number = |word: &str| word.replace([',', '.'], "").parse::<u32>().ok();
    match words[..] {
        [
            "Document" | "Dokument" | "Documento",
            own,
            "of" | "von" | "sur" | "de" | "van" | "di" | "av",
            of,
        ] => Some(Place {
            number: number(own)?,
            of: number(of)?,
        }),
        _ => None,
    }
}

/// Whether a line is a rule of underscores.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 20 && line.bytes().all(|byte| byte == b'_')
}

fn mark(line: &Line, before: &[Line]) -> Mark {
    if is_anchor(line) {
        return Mark::OpensWith;
    }
    let is_after_gap = before
        .last()
        .is_none_or(|last| is_blank(last) || is_rule(&last.text));
    if let Some(place) = place(&line.text).filter(|_| is_after_gap) {
        return Mark::Opens(place);
    }
    // A rule may be part of a text. The last line of a record is a label of the database.
    let last = || before.iter().rev().find(|line| !is_blank(line));
    let is_label = |line: &Line| labelled(line).is_some_and(|label| !label.meaning.is_long());
    if is_rule(&line.text) && last().is_some_and(is_label) {
        return Mark::Closes;
    }
    Mark::None
}

fn unmarked(lines: &[Line]) -> Unmarked {
    let labels = lines.iter().filter(|line| labelled(line).is_some()).count();
    let has_text = lines
        .iter()
        .filter_map(labelled)
        .any(|label| label.meaning == Meaning::Text);
    let length: usize = lines.iter().map(|line| line.text.trim().len()).sum();
    if has_text && labels >= 3 || labels >= 6 {
        Unmarked::Article
    } else if length < 1_000 || lines.iter().any(|line| line.text.contains("ProQuest")) {
        Unmarked::Boilerplate
    } else {
        Unmarked::Unknown
    }
}

/// So many labels in a row are after the text.
const LEAST_RUN: usize = 3;

fn read(record: &Record, found: &mut Found<'_, '_>) -> Result<(), NoArticle> {
    error_document(&record.lines)?;
    let is_end = |line: &Line| is_blank(line) || is_rule(&line.text);
    let last = record.lines.iter().rposition(|line| !is_end(line));
    let blocks = at_labels(&blocks(&record.lines[..last.map_or(0, |at| at + 1)]));
    let is_label = |block: &Block<'_>| labelled(&block.lines[0]).is_some();
    if !blocks.iter().any(is_label) {
        return Err(NoArticle {
            kind: ProblemKind::NotAnArticle,
            what: "has no label of ProQuest".to_owned(),
        });
    }
    let is_text = |block: &Block<'_>| {
        labelled(&block.lines[0]).is_some_and(|label| label.meaning == Meaning::Text)
    };
    let text = blocks.iter().position(is_text);
    let title = read_title(&blocks[..text.unwrap_or(blocks.len())], found);
    if let Some(text) = text.or_else(|| prose_start(&blocks, title)) {
        read_labels(&blocks[title..text], found);
        let after = text + 1;
        let end = after + label_run(&blocks[after..]);
        read_text(&blocks[text..end], found);
        read_labels(&blocks[end..], found);
    } else {
        read_labels(&blocks[title..], found);
    }
    Ok(())
}

/// Paragraphs that end before each label, as downloads without blank lines between labels need.
/// `Illustration` is above the captions.
fn at_labels<'a>(blocks: &[Block<'a>]) -> Vec<Block<'a>> {
    let is_border = |line: &Line| labelled(line).is_some() || is_above_captions(line);
    let mut all = Vec::with_capacity(blocks.len());
    for block in blocks {
        let mut is_apart = block.is_apart;
        // A label after the first line starts a paragraph: so a chunk ends before it.
        for lines in block.lines.chunk_by(|_, next| !is_border(next)) {
            all.push(Block { lines, is_apart });
            is_apart = false;
        }
    }
    all
}

/// Whether a line is the heading above captions of pictures.
fn is_above_captions(line: &Line) -> bool {
    matches!(line.text.trim(), "Illustration" | "Illustrations")
}

/// Where the text starts that has no label: at the first paragraph below the labels above it.
fn prose_start(blocks: &[Block<'_>], title: usize) -> Option<usize> {
    let mut takes_more = false;
    for (at, block) in blocks.iter().enumerate().skip(title) {
        for line in block.lines {
            if let Some(label) = labelled(line) {
                takes_more = label.meaning.is_long() || label.value.is_empty();
            }
        }
        let is_of_label = takes_more || labelled(&block.lines[0]).is_some();
        let is_other = |line: &Line| is_unknown_label(line) || is_furniture(line);
        if !is_of_label && !block.lines.iter().all(is_other) {
            return Some(at);
        }
    }
    None
}

/// Where the labels after the text start. Labels that are not known may be among them.
fn label_run(blocks: &[Block<'_>]) -> usize {
    let (mut start, mut known) = (None, 0);
    for (at, block) in blocks.iter().enumerate() {
        if labelled(&block.lines[0]).is_some() {
            start = start.or(Some(at));
            known += 1;
            if known == LEAST_RUN {
                break;
            }
        } else if is_above_captions(&block.lines[0]) {
            start = start.or(Some(at));
        } else if !block
            .lines
            .iter()
            .all(|line| is_unknown_label(line) || is_furniture(line))
        {
            (start, known) = (None, 0);
        }
    }
    start.unwrap_or(blocks.len())
}

/// Whether a line may be a label that is in no table: `Strange new label: x`.
fn is_unknown_label(line: &Line) -> bool {
    label(line.text.trim()).is_some_and(|(name, value)| {
        !value.is_empty()
            && value.len() <= LONGEST_VALUE
            && !value.ends_with(['.', '!', '?', '"', '”'])
            && name.starts_with(char::is_uppercase)
            && name.contains(char::is_lowercase)
            && name.split_whitespace().count() <= MOST_LABEL_WORDS
    })
}

/// The longest value of a label that is not known, in bytes, and the most words of its name.
const LONGEST_VALUE: usize = 200;
const MOST_LABEL_WORDS: usize = 5;

/// Offers the headline: the first block without a label. Returns the number of its blocks.
fn read_title(blocks: &[Block<'_>], found: &mut Found<'_, '_>) -> usize {
    let title = blocks.first().filter(|block| {
        let line = &block.lines[0];
        labelled(line).is_none() && !is_address(&line.text) && !is_rule(&line.text)
    });
    let Some(block) = title else { return 0 };
    let is_title = |line: &&Line| labelled(line).is_none() && !is_address(&line.text);
    let lines: Vec<&str> = block
        .lines
        .iter()
        .take_while(is_title)
        .map(|line| line.text.trim())
        .collect();
    found.offer(Meaning::Headline, "", &lines.join(" "));
    usize::from(lines.len() == block.lines.len())
}

/// Whether a line is of the page of the database and not of an article.
fn is_furniture(line: &Line) -> bool {
    let text = line.text.trim();
    let is_known = [
        "ProQuest",
        "Contact us",
        "Terms and Conditions",
        "Email ",
        "Enlarge this image",
    ]
    .iter()
    .any(|part| text.contains(part));
    is_address(text)
        || is_rule(text)
        || is_above_captions(line)
        || is_known && text.len() < 200
        || line.style.link.is_some()
}

fn is_address(text: &str) -> bool {
    text.trim_start().starts_with("http")
}

/// Reads the text, whose label is in its first block.
fn read_text(blocks: &[Block<'_>], found: &mut Found<'_, '_>) {
    let mut text = String::new();
    for (at, block) in blocks.iter().enumerate() {
        let first = &block.lines[0];
        match labelled(first).filter(|_| at == 0) {
            Some(label) => {
                text.push_str(without_unavailable(label.value));
                for line in &block.lines[1..] {
                    text.push('\n');
                    text.push_str(line.text.trim_end());
                }
            }
            None => add_text(&mut text, &[*block]),
        }
    }
    if !is_no_summary(&text) {
        found.text(text.trim());
    }
}

/// What the label of the text has instead of one, in small letters.
#[rustfmt::skip]
const UNAVAILABLE: &[&str] = &[
    "full text not available", "not available", "unavailable", "none available", "nicht verfügbar", "nicht vorhanden",
    "non disponible", "pas disponible", "no disponible", "no está disponible", "niet beschikbaar", "non disponibile",
    "não disponível", "indisponível", "ej tillgänglig", "ikke tilgængelig", "ikke tilgjengelig", "недоступно",
];

/// The start of a text without a note that there is none: `Not available.`
fn without_unavailable(value: &str) -> &str {
    let lower = value.to_lowercase();
    // The note has the same length in small letters, as no letter of it changes its length.
    let note = UNAVAILABLE.iter().find(|note| lower.starts_with(**note));
    let rest = note
        .and_then(|note| value.get(note.len()..))
        .unwrap_or(value);
    let is_over = !rest
        .trim_start_matches(['.', '!', ' ', '\u{a0}'])
        .starts_with(char::is_lowercase);
    if note.is_some() && is_over {
        rest.trim_start_matches(['.', '!', ' ', '\u{a0}', ')', ']'])
    } else {
        value
    }
}

/// Reads labels with their values. A block without a label belongs to the label before it, if that
/// may have paragraphs.
fn read_labels(blocks: &[Block<'_>], found: &mut Found<'_, '_>) {
    let mut value: Option<(Labelled<'_>, String)> = None;
    for line in blocks.iter().flat_map(|block| block.lines) {
        if let Some(label) = labelled(line) {
            offer(value.take(), found);
            value = Some((label, label.value.to_owned()));
        } else if is_furniture(line) {
        } else if let Some((_, value)) = value
            .as_mut()
            .filter(|(label, _)| label.meaning.is_long() || label.value.is_empty())
        {
            value.push('\n');
            value.push_str(line.text.trim());
        } else if !found.is_headline(&line.text) && is_sentence(&line.text) {
            offer(value.take(), found);
            found.text(line.text.trim());
        } else if !found.is_headline(&line.text) {
            let name = label(&line.text).map_or("line without a label", |(name, _)| name);
            found.left_out(name, &line.text);
        }
    }
    offer(value, found);
}

fn offer(value: Option<(Labelled<'_>, String)>, found: &mut Found<'_, '_>) {
    let Some((label, value)) = value else { return };
    let value = value.trim();
    match label.meaning {
        Meaning::Summary if is_no_summary(value) => {}
        Meaning::Source => {
            // `The Norvik Mercury (Online); Norvik`: the newspaper, then its place.
            let source = value.split(';').next().unwrap_or(value);
            found.offer(Meaning::Source, label.name, source);
        }
        Meaning::Dropped if label.name.eq_ignore_ascii_case("publication info") => {
            read_info(value, found);
        }
        meaning => found.offer(meaning, label.name, value),
    }
}

/// Reads `The Norvik Mercury (Online) ; Norvik [Norvik]20 Sep 2014: A.7.`
fn read_info(value: &str, found: &mut Found<'_, '_>) {
    let source = value.split([';', '[']).next().unwrap_or_default();
    found.offer_later(Meaning::Source, source);
    let issue = value.rsplit_once(']').map_or("", |(_, issue)| issue).trim();
    if let Some((_, end)) = leading_date(
        issue.split(':').next().unwrap_or_default(),
        found.day_order(),
    ) {
        found.offer_later(Meaning::Date, &issue[..end]);
    }
    if let Some((_, page)) = issue.split_once(':') {
        found.offer_later(Meaning::Page, page.trim().trim_end_matches('.'));
    }
}
