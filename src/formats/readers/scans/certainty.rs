//! How sure a program was of the words that it recognised, in percent.
//!
//! Formats write it in different ways: ALTO and PAGE XML as a share of 1, hOCR in percent. The
//! quality of a text is the mean over its words, each weighed by its length. Words whose certainty
//! the source does not say are left out of it.

use super::page::Lines;

/// The percentage that a share says, such as `0.87`; a number above 1 is a percentage. `None` for
/// what is no number, or below 0.
pub(super) fn of_share(written: &str) -> Option<u8> {
    let share: f32 = written.trim().parse().ok()?;
    let percent = if share <= 1.0 { share * 100.0 } else { share };
    of_percent(percent)
}

/// A percentage as a whole number; `None` if it is none.
pub(super) fn of_percent(percent: f32) -> Option<u8> {
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it is between 0 and 100"
    )]
    (0.0..=100.0)
        .contains(&percent)
        .then(|| percent.round() as u8)
}

/// The mean of percentages, each with its weight.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Mean {
    sum: u64,
    weight: u64,
}

impl Mean {
    /// Adds the certainty of a text.
    pub(super) fn add(&mut self, certainty: Option<u8>, text: &str) {
        if let Some(percent) = certainty {
            let weight = text.chars().count() as u64;
            self.sum += u64::from(percent) * weight;
            self.weight += weight;
        }
    }

    /// The mean, rounded; `None` if no certainty is known.
    pub(super) fn percent(self) -> Option<u8> {
        let percent = (self.sum + self.weight / 2).checked_div(self.weight)?;
        u8::try_from(percent).ok()
    }
}

/// The quality of blocks of a text.
pub(super) fn quality_of(blocks: &[Lines<'_>]) -> Option<u32> {
    let mut mean = Mean::default();
    for word in blocks.iter().flatten().copied().flatten() {
        mean.add(word.certainty, &word.text);
    }
    mean.percent().map(u32::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn certainties_are_shares_or_percentages() {
        for (written, percent) in [
            ("0.87", Some(87)),
            (" 1.0 ", Some(100)),
            ("0", Some(0)),
            ("93", Some(93)),
            ("-1", None),
            ("101", None),
            ("NaN", None),
            ("high", None),
        ] {
            assert_eq!(of_share(written), percent, "{written}");
        }
    }

    #[test]
    fn a_long_word_counts_more_than_a_short_one() {
        let mut mean = Mean::default();
        assert_eq!(mean.percent(), None);
        mean.add(Some(100), "withdrawal");
        mean.add(Some(0), "of");
        mean.add(None, "unknown");
        assert_eq!(mean.percent(), Some(83));
    }
}
