//! Factiva of Dow Jones: HTML, RTF and text, with field codes or as displayed.
//!
//! `Document NORVMR0020180214ee2e0000a`, the accession number, ends an article in all of them.
//! `fields` reads articles with codes (`HD`, `BY`, `PD`), `display` those without. `xml` is the
//! reader of its XML.

mod display;
mod fields;
pub(in crate::formats::readers) mod xml;

use super::error_document;
use crate::formats::lines::Line;
use crate::formats::readers::exports::blocks::is_blank;
use crate::formats::readers::exports::found::Found;
use crate::formats::readers::exports::names::{is_page_count, is_word_count};
use crate::formats::readers::exports::product::{Mark, NoArticle, Product, Record, Unmarked};

pub(in crate::formats) static FACTIVA: &Product = &Product {
    name: "factiva",
    needles: &[
        "Factiva",
        "factiva",
        " words\n",
        " words\r",
        " words<",
        " mots\n",
        " mots\r",
        " mots<",
        "rter\n",
        "rter\r",
        "rter<",
        " woorden",
        " palabras\n",
        " palabras\r",
        " parole\n",
        " слов\n",
        " слов\r",
        " слова\n",
        " слова\r",
        " słów\n",
        " słów\r",
        "語\n",
        "語\r",
        "字\n",
        "字\r",
        "단어\n",
        "단어\r",
        " palavras\n",
        " palavras\r",
        "Document ",
        "Dokument ",
        "\nHD",
        "HD ",
        "HD\t",
    ],
    raw: &[&["<title>Factiva</title>"]],
    recognizes,
    opens_surely: false,
    mark,
    list: None,
    unmarked,
    read,
};

fn recognizes(lines: &[Line]) -> bool {
    fields::recognizes(lines) || display::recognizes(lines)
}

/// The accession number in a line that is nothing else: `Document NORVMR0020180214ee2e0000a`. The
/// word before it is in the language of the interface, with or without a space.
fn accession(line: &str) -> Option<&str> {
    let line = line.trim();
    if line.len() > 80 || !line.ends_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    let start = line.rfind(|c: char| !c.is_ascii_alphanumeric())?;
    let start = start + line[start..].chars().next()?.len_utf8();
    let (word, number) = line.split_at(start);
    let word = word.trim_matches([' ', '\u{a0}', ':', '：']);
    let is_word = !word.is_empty()
        && word.chars().count() <= LONGEST_WORD
        && word.chars().all(char::is_alphabetic);
    let is_number = number.len() >= 18
        && number
            .bytes()
            .next()
            .is_some_and(|byte| byte.is_ascii_uppercase())
        && number.bytes().filter(u8::is_ascii_digit).count() >= 8;
    (is_word && is_number).then_some(number)
}

/// The longest word before an accession number, in characters.
const LONGEST_WORD: usize = 12;

fn mark(line: &Line, before: &[Line]) -> Mark {
    let number = accession(fields::value_of(&line.text));
    if number.is_some() {
        return Mark::ClosesWith;
    }
    // Pages mark each article. One without an accession number ends where the next starts.
    if line.style.starts("article") && before.iter().any(|line| line.style.is_in("article")) {
        return Mark::OpensWith;
    }
    Mark::None
}

fn unmarked(lines: &[Line]) -> Unmarked {
    let is_article = lines
        .iter()
        .any(|line| is_word_count(&line.text) || line.style.is_in("article"))
        || fields::has_codes(lines);
    let length: usize = lines
        .iter()
        .filter(|line| !is_blank(line) && !is_furniture(&line.text))
        .map(|line| line.text.len())
        .sum();
    if is_article {
        Unmarked::Article
    } else if length < 200 || lines.iter().any(|line| is_furniture(&line.text)) {
        Unmarked::Boilerplate
    } else {
        Unmarked::Unknown
    }
}

/// Whether a line is of the page and not of an article.
fn is_furniture(line: &str) -> bool {
    let line = line.trim();
    let is_named = [
        "Factiva",
        "Dow Jones",
        "Search Summary",
        "Suchzusammenfassung",
    ]
    .contains(&line);
    is_named || (line.contains("Factiva, Inc.") && line.len() < 120) || is_page_count(line)
}

fn read(record: &Record, found: &mut Found<'_, '_>) -> Result<(), NoArticle> {
    error_document(&record.lines)?;
    if fields::has_codes(&record.lines) {
        fields::read(&record.lines, found);
        return Ok(());
    }
    display::read(&record.lines, found)
}
