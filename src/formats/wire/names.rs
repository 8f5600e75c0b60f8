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
pub(super) fn place_before_day(dateline: &str) -> Option<String> {
    let end = dateline
        .find(|c: char| c.is_ascii_digit() || "(/–—".contains(c))
        .or_else(|| dateline.find(" -"))
        .unwrap_or(dateline.len());
    let place = dateline[..end].trim_matches(|c: char| c.is_whitespace() || ",.-".contains(c));
    some_text(place.to_owned())
}

/// The holder that a copyright notice names: `(c) Example News 2021. All rights reserved.`
pub(in crate::formats) fn holder_of(notice: &str) -> Option<String> {
    let mut notice = notice.trim();
    loop {
        let rest = ["copyright", "(c)", "©", "by ", ":"]
            .iter()
            .find_map(|opening| {
                notice
                    .get(..opening.len())
                    .filter(|start| start.eq_ignore_ascii_case(opening))
                    .map(|_| notice[opening.len()..].trim_start())
            })
            .unwrap_or_else(|| {
                notice.trim_start_matches(|c: char| c.is_ascii_digit() || " ,-–".contains(c))
            });
        if rest.len() == notice.len() {
            break;
        }
        notice = rest;
    }
    let end = notice
        .find(|c: char| c.is_ascii_digit())
        .into_iter()
        .chain(notice.find(". "))
        .chain(notice.to_ascii_lowercase().find("all rights"))
        .min()
        .unwrap_or(notice.len());
    let holder = notice[..end].trim_end_matches(|c: char| c.is_whitespace() || ",.-–(".contains(c));
    some_text(holder.to_owned())
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
}
