//! Which lines of a text without a known label are its headline.
//!
//! A headline is the first paragraph or line, unless that is a sentence of the text: a lead sentence
//! ends with a full stop and has some length, and a dateline opens the body. Captions and subheads
//! below a headline are no part of it.

use crate::article::spelling::{DayOrder, fold};
use crate::formats::bytes::white_space::{is_blank, one_line, skip_blank_lines, take_line};
use crate::formats::gather::dateline::read_dateline;
use crate::formats::gather::opening::byline_alone;
use std::sync::LazyLock;

/// The longest line that is taken as a headline by its place alone, in characters.
const LONGEST: usize = 200;

/// The longest headline, in characters, where a blank line or metadata shows that it is one.
pub(super) const LONGEST_STATED: usize = 500;

/// The longest line of a headline wrapped over several, in bytes.
const LONGEST_WRAPPED_LINE: usize = 120;

/// The most lines of a wrapped headline.
pub(super) const MOST_LINES: usize = 3;

/// The longest headline that ends with a full stop, in words: with a blank line after it, and
/// without one.
const SENTENCE_WORDS: [usize; 2] = [10, 6];

/// The same for a script without spaces, in characters.
const SENTENCE_CHARACTERS: usize = 20;

/// Abbreviations whose full stop ends no sentence, in lower case.
const ABBREVIATIONS: &[&str] = &[
    "inc", "co", "corp", "ltd", "plc", "jr", "sr", "mr", "mrs", "ms", "dr", "st", "no", "vs",
    "etc", "gov", "sen", "rep", "gen", "bros", "jan", "feb", "aug", "sept", "oct", "nov", "dec",
    "calif", "conn", "mass", "pa", "fla",
];

/// Words, folded, that open a caption, a credit or a box below a headline.
const CAPTIONS: &[&str] = &[
    "photo",
    "photos",
    "image",
    "images",
    "picture",
    "pictures",
    "pictured",
    "caption",
    "credit",
    "file photo",
    "video",
    "watch",
    "listen",
    "story highlights",
    "highlights",
    "advertisement",
    "getty images",
    "read more",
    "foto",
    "fotos",
    "bild",
    "bildquelle",
    "archivbild",
    "imagen",
    "imagem",
    "immagine",
    "legende",
    "фото",
    "видео",
    "عکس",
    "تصویر",
    "صوره",
    "فیدیو",
    "图",
    "圖",
    "图片",
    "圖片",
    "写真",
    "사진",
    "fotoğraf",
    "fotograf",
    "zdjecie",
    "kuva",
    "kép",
    "foto de archivo",
    "crédito",
    "credit photo",
];

/// [`CAPTIONS`] folded.
static FOLDED_CAPTIONS: LazyLock<Vec<String>> =
    LazyLock::new(|| CAPTIONS.iter().map(|word| fold(word)).collect());

/// Splits a text into headline and rest. The headline is the first paragraph if that is short, else
/// the first line.
pub(super) fn split_headline(text: &str) -> (String, &str) {
    let Some((first, rest)) = take_line(text) else {
        return (String::new(), text);
    };
    let is_paragraph = rest.lines().next().is_some_and(is_blank) && !is_blank(rest);
    let most = if is_paragraph {
        LONGEST_STATED
    } else {
        LONGEST
    };
    if first.chars().count() > most || opens_body(first) || is_lead_sentence(first, is_paragraph) {
        return (String::new(), text);
    }
    match wrapped_headline(text) {
        Some((headline, rest)) => (one_line(headline), rest),
        None if runs_on(first, rest) => (String::new(), text),
        None => (one_line(first), rest),
    }
}

/// The fewest words of a line that goes on with the one above it.
const WORDS_BELOW: usize = 4;

/// Whether a first line is not whole: it ends with a cut word, or the next line goes on with it in
/// lower case, as in the text of a scanned page.
fn runs_on(first: &str, rest: &str) -> bool {
    let Some((next, _)) = take_line(rest).filter(|(next, _)| !is_blank(next)) else {
        return false;
    };
    let next = next.trim();
    let goes_on = next.starts_with(char::is_lowercase);
    let before = first.trim_end().trim_end_matches(['-', '¬', '\u{ad}']);
    let is_cut = before.len() < first.trim_end().len() && before.ends_with(char::is_alphabetic);
    let is_label = next.find(':').is_some_and(|at| at < 24) || next.contains("://");
    // A text may be in lower case throughout, and a headline in capitals above a line that is not.
    let has_cases = rest.contains(char::is_uppercase) || first.contains(char::is_uppercase);
    goes_on
        && (is_cut
            || has_cases
                && first.contains(char::is_lowercase)
                && !is_label
                && byline_alone(next).is_none()
                && next.split_whitespace().count() >= WORDS_BELOW)
}

/// A headline of two or three lines with a blank line after it, and the text below.
fn wrapped_headline(text: &str) -> Option<(&str, &str)> {
    let mut rest = text;
    for count in 0..=MOST_LINES {
        let headline = &text[..text.len() - rest.len()];
        let (line, after) = take_line(rest)?;
        if is_blank(line) {
            let wrapped = count > 1 && !ends_sentence(headline) && !is_blank(after);
            let is_short = headline.chars().count() <= LONGEST;
            return (wrapped && is_short && is_wrapped_text(headline, after))
                .then_some((headline, after));
        }
        let breaks_off = line.len() > LONGEST_WRAPPED_LINE
            || (count > 0
                && (opens_body(line) || byline_alone(line).is_some() || is_caption(line)));
        if breaks_off {
            return None;
        }
        rest = after;
    }
    None
}

/// Whether the lines of a first paragraph are one headline. In a text whose paragraphs are not
/// wrapped, a second line goes on with the first only if it starts in lower case.
fn is_wrapped_text(headline: &str, text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !is_blank(line)).take(MOST_LINES);
    lines.all(|line| line.len() <= LONGEST_WRAPPED_LINE)
        || headline
            .lines()
            .skip(1)
            .all(|line| line.trim_start().starts_with(char::is_lowercase))
}

/// Whether the first paragraph of a text is a headline, with a body after it.
pub(super) fn opens_with_headline(text: &str) -> bool {
    let text = skip_blank_lines(text);
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let paragraph = match wrapped_headline(text) {
        Some((headline, _)) => headline,
        None if rest.lines().next().is_some_and(is_blank) => first,
        None => return false,
    };
    paragraph.chars().count() <= LONGEST
        && !ends_sentence(paragraph)
        && !paragraph.trim_end().ends_with([':', '：'])
        && !is_caption(paragraph)
        && !opens_body(paragraph)
        && !is_blank(&text[paragraph.len()..])
}

/// Whether a line is the first of the body and not a headline: it opens with a dateline that has an
/// agency or a day.
pub(super) fn opens_body(line: &str) -> bool {
    read_dateline(line, DayOrder::default()).is_some_and(|dateline| dateline.is_sure())
}

/// Whether a line is a sentence of the text: it ends with a full stop and is no short one.
fn is_lead_sentence(line: &str, is_paragraph: bool) -> bool {
    let most = SENTENCE_WORDS[usize::from(!is_paragraph)];
    let is_long = line.split_whitespace().count() > most
        || (line.split_whitespace().count() <= 2 && line.chars().count() > SENTENCE_CHARACTERS);
    is_long && ends_sentence(line)
}

/// Whether a text has so many words, or as much text in a script without spaces.
pub(super) fn is_phrase(text: &str, words: usize) -> bool {
    text.split_whitespace().count() >= words
        || text
            .chars()
            .filter(|c| !c.is_ascii() && c.is_alphabetic())
            .count()
            >= 2 * words + 2
            && text.split_whitespace().count() <= 2
}

/// Whether a line names what is in a picture, or who made it.
pub(super) fn is_caption(line: &str) -> bool {
    let line = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    let end = line.char_indices().nth(40).map_or(line.len(), |(at, _)| at);
    let start = fold(&line[..end]);
    FOLDED_CAPTIONS.iter().any(|word| {
        let rest = start.strip_prefix(word.as_str());
        rest.is_some_and(|rest| {
            rest.trim_start()
                .starts_with([':', '：', '/', '|', '-', '–', '(', '（'])
                || rest.starts_with(" by ")
                || (word.contains(' ') && !rest.starts_with(char::is_alphanumeric))
                || rest.trim().is_empty()
        })
    })
}

/// Whether a text ends with a full stop that is not that of an abbreviation such as `U.S.`
pub(super) fn ends_sentence(text: &str) -> bool {
    let text = text
        .trim_end()
        .trim_end_matches(['"', '”', '’', '\'', '»', ')', '）', '」', '』', ']']);
    if text.ends_with(['。', '．', '।', '۔', '｡']) {
        return true;
    }
    let Some(text) = text.strip_suffix('.') else {
        return false;
    };
    let last = text.split_whitespace().next_back().unwrap_or_default();
    let bare = last.trim_start_matches(|c: char| !c.is_alphanumeric());
    let is_initial = bare.chars().count() == 1 && bare.starts_with(char::is_uppercase);
    !bare.contains('.')
        && !bare.is_empty()
        && !is_initial
        && !ABBREVIATIONS.contains(&&*bare.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_with_a_full_stop_that_is_no_abbreviations() {
        for text in [
            "The council voted on Tuesday.",
            "“We voted,” he said. “That is all.”",
            "市政府周一宣布关闭北部两座大桥。",
            "शहर ने पुल बंद किए।",
        ] {
            assert!(ends_sentence(text), "{text}");
        }
        for text in [
            "Troops to leave the U.S.",
            "Marlow Ferries Inc.",
            "And then there were none...",
            "Who won?",
            "Election on 3 Nov.",
            "Plan B.",
            "",
        ] {
            assert!(!ends_sentence(text), "{text}");
        }
    }

    #[test]
    fn captions_and_credits_are_no_headlines() {
        for line in [
            "Photo: Ann Lee",
            "Photo by Ann Lee",
            "Story highlights for a quick reader",
            "FOTO/Ana Muestra",
            "عکس: ایرنا",
            "Image",
        ] {
            assert!(is_caption(line), "{line}");
        }
        for line in [
            "Photo finish at the regatta",
            "Video stores close",
            "Pictures at an exhibition",
            "",
        ] {
            assert!(!is_caption(line), "{line}");
        }
    }
}
