//! A preference for newer articles: a factor on the score, halved for every half-life of age.

use std::time::Duration;

/// How much newer articles are preferred. Age is counted from the newest article of the archive, so
/// that an archive that ended years ago is ranked like a current one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Recency {
    /// In seconds.
    half_life: f64,
    /// In seconds since 1970.
    newest: i64,
}

impl Recency {
    /// A preference that halves the score for every `half_life` before `newest` (seconds since
    /// 1970). `None` for a half-life of zero.
    #[must_use]
    pub fn new(half_life: Duration, newest: i64) -> Option<Self> {
        let half_life = half_life.as_secs_f64();
        (half_life > 0.0).then_some(Self { half_life, newest })
    }

    /// The factor on the score of an article published then, in seconds since 1970.
    #[allow(
        clippy::cast_precision_loss,
        reason = "a second in a million years does not matter"
    )]
    pub(in crate::query) fn factor(self, published: Option<i64>) -> f64 {
        // An undated article counts as one half-life old.
        let age = published.map_or(self.half_life, |at| {
            self.newest.saturating_sub(at).max(0) as f64
        });
        (-age / self.half_life).exp2()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_score_halves_with_every_half_life() {
        let day = 86_400;
        let recency = Recency::new(Duration::from_secs(10 * day), 1_000_000_000).unwrap();
        let at = |days: i64| recency.factor(Some(1_000_000_000 - days * 86_400));
        assert!((at(0) - 1.0).abs() < 1e-12);
        assert!((at(10) - 0.5).abs() < 1e-12);
        assert!((at(30) - 0.125).abs() < 1e-12);
        assert!((at(-5) - 1.0).abs() < 1e-12);
        assert!((recency.factor(None) - 0.5).abs() < 1e-12);
        assert_eq!(Recency::new(Duration::ZERO, 0), None);
    }
}
