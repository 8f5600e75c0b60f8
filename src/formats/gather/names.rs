//! Names in what wire documents say: of places, of holders of rights, of anything.

use crate::formats::xml::{Element, some_text};

/// The longest name, in bytes: of a source, a section, a keyword, an address.
const LONGEST_NAME: usize = 2_000;

/// Whether a text can be a name: it is neither empty nor as long as names are not.
#[allow(clippy::ptr_arg, reason = "it filters optional strings")]
pub(in crate::formats) fn is_name(text: &String) -> bool {
    (1..=LONGEST_NAME).contains(&text.len())
}

/// A location's name: as it is written, or its parts separated by commas.
pub(in crate::formats) fn location(element: &Element) -> Option<String> {
    if !element.own_text().trim_start().is_empty() {
        return element.line();
    }
    let parts: Vec<String> = element.elements().filter_map(Element::line).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// What stands in a dateline of another language before its day and agency.
pub(in crate::formats) fn place_before_day(dateline: &str) -> Option<String> {
    let end = dateline
        .find(|c: char| c.is_ascii_digit() || "(/–—".contains(c))
        .or_else(|| dateline.find(" -"))
        .unwrap_or(dateline.len());
    let place = dateline[..end].trim_matches(|c: char| c.is_whitespace() || ",.-".contains(c));
    some_text(place.to_owned())
}

/// The holder that a copyright notice names: `(c) Example News 2021. All rights reserved.`
pub(in crate::formats) fn holder_of(notice: &str) -> Option<String> {
    let end = notice.to_ascii_lowercase().find("all rights");
    let notice = &notice[..end.unwrap_or(notice.len())];
    let words = notice
        .split_whitespace()
        .map(|word| word.trim_start_matches('©'))
        .filter(|word| !word.is_empty() && !is_year(word));
    let is_opening = |word: &&str| {
        let word = word.trim_end_matches(':');
        ["copyright", "(c)", "by"]
            .iter()
            .any(|known| word.eq_ignore_ascii_case(known))
    };
    let words: Vec<&str> = words.skip_while(is_opening).collect();
    let holder = words.join(" ");
    some_text(holder.trim_end_matches([',', '.', '-', ' ']).to_owned())
}

/// Whether a word is a year, or years from and to.
fn is_year(word: &str) -> bool {
    let word = word.trim_end_matches([',', '.']);
    matches!(word.len(), 4 | 7 | 9)
        && word.bytes().take(4).all(|byte| byte.is_ascii_digit())
        && word
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_of_a_dateline_stands_before_its_day() {
        for (dateline, place) in [
            ("Paris, 26 janv 2006 (AFP) -", Some("Paris")),
            ("Genève (ATS)", Some("Genève")),
            ("Wien - APA", Some("Wien")),
            ("12 avril", None),
        ] {
            assert_eq!(place_before_day(dateline).as_deref(), place, "{dateline}");
        }
    }

    #[test]
    fn a_copyright_notice_names_its_holder() {
        for (notice, holder) in [
            (
                "(c) 2024 Coastal Wire. All rights reserved",
                Some("Coastal Wire"),
            ),
            ("Copyright 2024 Coastal Wire", Some("Coastal Wire")),
            ("© Coastal Wire 2024", Some("Coastal Wire")),
            ("©2024 Coastal Wire", Some("Coastal Wire")),
            (
                "Copyright (c) 2023-2024 by Port News Inc., all rights reserved",
                Some("Port News Inc"),
            ),
            ("Copyright: 24 Heures", Some("24 Heures")),
            ("20 Minutes", Some("20 Minutes")),
            ("Coastal Wire", Some("Coastal Wire")),
            ("© 2024", None),
        ] {
            assert_eq!(holder_of(notice).as_deref(), holder, "{notice}");
        }
    }
}
