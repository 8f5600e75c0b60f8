//! The holder of the rights, by a copyright notice.
//!
//! Shared by the readers of wire documents, which find the notice.

use crate::formats::xml::some_text;

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

/// Whether a word is a year or a range of years.
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
