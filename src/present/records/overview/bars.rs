//! Bars of block characters, and texts cut or filled to a number of columns.
//!
//! Every text of an article passes here before it is on a terminal.

use crate::present::terminal::safe::for_terminal;
use crate::present::terminal::wrap::columns;
use unicode_segmentation::UnicodeSegmentation;

/// Eighths of a block, the emptiest first.
const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/// The heights of a line of bars, the lowest first.
const HEIGHTS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// The most bars of a line.
const MOST_BARS: usize = 60;

/// A bar for a part of a whole, `width` columns for the whole. What is more than nothing is seen.
pub(super) fn bar(part: u64, whole: u64, width: usize) -> String {
    if part == 0 || whole == 0 {
        return String::new();
    }
    let eighths = u128::from(part) * (8 * width) as u128 / u128::from(whole);
    let eighths = usize::try_from(eighths).unwrap_or(0).clamp(1, 8 * width);
    format!("{}{}", "█".repeat(eighths / 8), EIGHTHS[eighths % 8])
}

/// Counts as one line of bars, neighbours added where there are too many. A space stands for 0.
pub(super) fn sparkline(counts: &[u64]) -> String {
    let together = counts.len().div_ceil(MOST_BARS).max(1);
    let sums: Vec<u64> = counts
        .chunks(together)
        .map(|some| some.iter().sum())
        .collect();
    let most = sums.iter().copied().max().unwrap_or(0);
    let height = |count: u64| match count {
        0 => ' ',
        count => {
            let top = HEIGHTS.len() - 1;
            let place = u128::from(count) * top as u128 / u128::from(most);
            HEIGHTS[usize::try_from(place).unwrap_or(0).min(top)]
        }
    };
    sums.into_iter().map(height).collect()
}

/// A text of an article in exactly so many columns, safe on a terminal: cut with an ellipsis, or filled
/// with spaces.
#[must_use]
pub fn fitted(text: &str, width: usize) -> String {
    let text = one_line(text);
    let mut cut = if columns(&text) <= width {
        text
    } else {
        let mut cut = first_columns(&text, width.saturating_sub(1));
        cut.push('…');
        cut
    };
    let missing = width.saturating_sub(columns(&cut));
    cut.extend(std::iter::repeat_n(' ', missing));
    cut
}

/// A text of an article on one line, without dangerous characters.
pub(super) fn one_line(text: &str) -> String {
    let safe = for_terminal(text);
    safe.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// As much of the start of a text as fits into so many columns.
pub(super) fn first_columns(text: &str, width: usize) -> String {
    let mut cut = String::new();
    let mut taken = 0;
    for grapheme in text.graphemes(true) {
        taken += columns(grapheme);
        if taken > width {
            break;
        }
        cut.push_str(grapheme);
    }
    cut
}

/// As much of the end of a text as fits into so many columns.
pub(super) fn last_columns(text: &str, width: usize) -> String {
    let mut taken = 0;
    let mut start = text.len();
    for (at, grapheme) in text.grapheme_indices(true).rev() {
        taken += columns(grapheme);
        if taken > width {
            break;
        }
        start = at;
    }
    text[start..].to_owned()
}

/// A share in percent: `12.3 %`; `–` if there is none.
pub(super) fn percent(share: Option<f64>) -> String {
    match share {
        None => "–".to_owned(),
        Some(share) if share > 0.0 && share < 0.0005 => "< 0.1 %".to_owned(),
        Some(share) => format!("{:.1} %", share * 100.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_as_long_as_their_part() {
        for (part, whole, shown) in [
            (0, 8, ""),
            (8, 8, "████"),
            (4, 8, "██"),
            (1, 1_000_000, "▏"),
            (5, 32, "▋"),
            (u64::MAX, u64::MAX, "████"),
        ] {
            assert_eq!(bar(part, whole, 4), shown, "{part} of {whole}");
        }
    }

    #[test]
    fn a_line_of_bars_has_a_bar_for_each_count_or_for_some_together() {
        assert_eq!(sparkline(&[0, 1, 4, 8, 7]), " ▁▄█▇");
        assert_eq!(sparkline(&[]), "");
        let many: Vec<u64> = (0..1000).collect();
        assert_eq!(sparkline(&many).chars().count(), 59);
        assert_eq!(sparkline(&[3; 61]).chars().count(), 31);
    }

    #[test]
    fn a_text_takes_as_many_columns_as_it_gets() {
        for (text, shown) in [
            ("Kayhan", "Kayhan  "),
            ("Kayhan International", "Kayhan …"),
            ("日本経済新聞", "日本経… "),
            ("a\u{202e}b\u{7}", "ab\u{fffd}     "),
            ("two\nlines", "two lin…"),
        ] {
            let fitted = fitted(text, 8);
            assert_eq!(fitted, shown);
            assert_eq!(columns(&fitted), 8);
        }
        assert_eq!(last_columns("日本経済", 5), "経済");
    }
}
