//! Which texts can be a name or an address, and the place at the start of a dateline.
//!
//! It knows no format. The builder asks it before it takes a value.

/// The longest name of a source, a section or a keyword, in bytes. A longer one is a text in the
/// wrong field.
const LONGEST_NAME: usize = 2_000;

/// The longest address, in bytes: twice what browsers and servers agree on.
const LONGEST_ADDRESS: usize = 16 << 10;

/// Whether a text can be a name: it is neither empty nor too long.
#[allow(clippy::ptr_arg, reason = "it is passed to Option::filter")]
pub(in crate::formats) fn is_name(text: &String) -> bool {
    (1..=LONGEST_NAME).contains(&text.len())
}

/// The place in a dateline of another language: the text before its day and agency.
pub(super) fn place_before_day(dateline: &str) -> Option<String> {
    let end = dateline
        .find(|c: char| c.is_ascii_digit() || "(/–—".contains(c))
        .or_else(|| dateline.find(" -"))
        .unwrap_or(dateline.len());
    let place = dateline[..end].trim_matches(|c: char| c.is_whitespace() || ",.-".contains(c));
    (!place.is_empty()).then(|| place.to_owned())
}

/// Whether a text can be an address: it is neither empty nor too long.
pub(super) fn is_address(text: &str) -> bool {
    (1..=LONGEST_ADDRESS).contains(&text.len())
}

/// Fills a text that is empty. Returns whether `value` was taken.
pub(super) fn offer(field: &mut String, value: Option<String>) -> bool {
    match value {
        Some(value) if field.is_empty() => {
            *field = value;
            true
        }
        _ => false,
    }
}

/// Fills a field that has no value. Returns whether `value` was taken.
pub(super) fn offer_some(field: &mut Option<String>, value: Option<String>) -> bool {
    let value = value.filter(|value| field.is_none() && is_name(value));
    let is_taken = value.is_some();
    if is_taken {
        *field = value;
    }
    is_taken
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_of_a_dateline_is_before_its_day() {
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
