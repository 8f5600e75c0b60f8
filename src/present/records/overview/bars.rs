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

/// The most bars of a line, and the fewest where there is no room for as many.
const MOST_BARS: usize = 60;
const FEWEST_BARS: usize = 10;

/// A bar for a part of a whole, `width` columns for the whole. What is more than nothing is seen.
pub(super) fn bar(part: u64, whole: u64, width: usize) -> String {
    if part == 0 || whole == 0 {
        return String::new();
    }
    let eighths = u128::from(part) * (8 * width) as u128 / u128::from(whole);
    let eighths = usize::try_from(eighths).unwrap_or(0).clamp(1, 8 * width);
    format!("{}{}", "█".repeat(eighths / 8), EIGHTHS[eighths % 8])
}

/// Lines of bars, one for each series of counts, that fit into so many columns: neighbours are added
/// where there are too many. All have the same scale. A space stands for 0.
pub(super) fn sparklines(series: &[Vec<u64>], width: usize) -> Vec<String> {
    let longest = series.iter().map(Vec::len).max().unwrap_or(0);
    let room = width.clamp(FEWEST_BARS, MOST_BARS);
    let together = longest.div_ceil(room).max(1);
    let sums = series.iter().map(|counts| {
        let some = counts.chunks(together);
        some.map(|some| some.iter().sum()).collect::<Vec<u64>>()
    });
    let sums: Vec<_> = sums.collect();
    let most = sums.iter().flatten().copied().max().unwrap_or(0);
    let height = |count: u64| match count {
        0 => ' ',
        count => {
            let top = HEIGHTS.len() - 1;
            let place = u128::from(count) * top as u128 / u128::from(most);
            HEIGHTS[usize::try_from(place).unwrap_or(0).min(top)]
        }
    };
    let line = |sums: Vec<u64>| sums.into_iter().map(height).collect();
    sums.into_iter().map(line).collect()
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
        let line = |counts: &[u64], width| sparklines(&[counts.to_vec()], width).concat();
        assert_eq!(line(&[0, 1, 4, 8, 7], 60), " ▁▄█▇");
        assert_eq!(line(&[], 60), "");
        let many: Vec<u64> = (0..1000).collect();
        for (width, bars) in [(1000, 59), (30, 30), (3, 10)] {
            assert_eq!(line(&many, width).chars().count(), bars, "{width}");
        }
        assert_eq!(line(&[3; 61], 60).chars().count(), 31);
    }

    #[test]
    fn lines_of_bars_next_to_each_other_have_one_scale() {
        assert_eq!(sparklines(&[vec![8, 0], vec![1, 4]], 60), ["█ ", "▁▄"]);
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
