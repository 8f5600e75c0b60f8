//! The settings of ranking: every number that scores depend on, with its reason.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// The settings of ranking. Defaults were chosen on judged topics of news and abstracts, on a
/// plateau and not on a peak; docs/ranking.md has the figures, losers included.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranking {
    /// BM25's saturation: how soon further occurrences of a word stop counting. 1.2 to 2 in the
    /// literature (Robertson & Zaragoza 2009); 1.4 to 2 measured alike.
    pub k1: f64,
    /// BM25's normalisation by length, from 0 (none) to 1.
    pub b: f64,
    /// What an occurrence in a field counts, by field name, where it is not what the schema says.
    pub weights: BTreeMap<String, f64>,
    /// Divided by the square of the number of words, at most [`Ranking::MOST_COORDINATION`]: the
    /// share of its score that an article loses that lacks all but nothing of the query's weight.
    /// With two words, an article that has both beats one that has one of them however often; in
    /// a question of twenty words few articles have all, and judged topics show it to harm.
    pub coordination: f64,
    /// Divided by the number of words, at most [`Ranking::MOST_PROXIMITY`]: the share of its
    /// score that an article gains that has all neighbouring words side by side.
    pub proximity: f64,
    /// The share of the best passage in the score, the rest being the whole article's.
    pub passage: f64,
    /// How many running words a passage has.
    pub passage_words: u32,
    /// How many of the best by words passages and proximity are worked out for.
    pub window: usize,
    /// From how many other words in a query its stop words are left out.
    pub stop_words_from: usize,
    /// What an occurrence of an alias counts, shared out over the words of the name that it stands
    /// for; one of the word that was typed counts 1.
    pub alias: f64,
    /// How many of the first hits `--expand` takes words from.
    pub feedback_articles: usize,
    /// How many words `--expand` adds.
    pub feedback_words: usize,
    /// The share of the added words in the score of an expanded query.
    pub feedback: f64,
}

impl Default for Ranking {
    fn default() -> Self {
        Self {
            k1: 1.4,
            b: 0.75,
            weights: BTreeMap::new(),
            coordination: 3.6,
            proximity: 1.0,
            passage: 0.2,
            passage_words: 40,
            window: 20,
            stop_words_from: 3,
            alias: 0.7,
            feedback_articles: 1,
            feedback_words: 8,
            feedback: 0.2,
        }
    }
}

/// A setting by its name: what it may be, and how it is read and written.
struct Setting {
    name: &'static str,
    least: f64,
    most: f64,
    get: fn(&Ranking) -> f64,
    set: fn(&mut Ranking, f64),
}

const fn setting(
    name: &'static str,
    range: RangeInclusive<f64>,
    get: fn(&Ranking) -> f64,
    set: fn(&mut Ranking, f64),
) -> Setting {
    Setting {
        name,
        least: *range.start(),
        most: *range.end(),
        get,
        set,
    }
}

/// The settings that are one number each; a field's weight is `weight.<field>`.
#[allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the limits beside them are small whole numbers"
)]
const SETTINGS: [Setting; 12] = [
    setting("k1", 0.1..=10.0, |r| r.k1, |r, v| r.k1 = v),
    setting("b", 0.1..=0.95, |r| r.b, |r, v| r.b = v),
    setting(
        "coordination",
        0.0..=100.0,
        |r| r.coordination,
        |r, v| r.coordination = v,
    ),
    setting(
        "proximity",
        0.0..=100.0,
        |r| r.proximity,
        |r, v| r.proximity = v,
    ),
    setting("passage", 0.0..=0.9, |r| r.passage, |r, v| r.passage = v),
    setting(
        "passage-words",
        1.0..=10_000.0,
        |r| f64::from(r.passage_words),
        |r, v| r.passage_words = v as u32,
    ),
    setting(
        "window",
        0.0..=10_000.0,
        |r| r.window as f64,
        |r, v| r.window = v as usize,
    ),
    setting(
        "stop-words-from",
        0.0..=10_000.0,
        |r| r.stop_words_from as f64,
        |r, v| r.stop_words_from = v as usize,
    ),
    setting("alias", 0.0..=1.0, |r| r.alias, |r, v| r.alias = v),
    setting(
        "feedback-articles",
        1.0..=1000.0,
        |r| r.feedback_articles as f64,
        |r, v| r.feedback_articles = v as usize,
    ),
    setting(
        "feedback-words",
        0.0..=1000.0,
        |r| r.feedback_words as f64,
        |r, v| r.feedback_words = v as usize,
    ),
    setting(
        "feedback",
        0.0..=0.95,
        |r| r.feedback,
        |r, v| r.feedback = v,
    ),
];

/// A setting that there is not, or a value that it cannot have.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum RankingError {
    /// No setting has this name.
    #[error("ranking has no setting `{name}`; it has {}", Ranking::names())]
    UnknownSetting {
        /// What was given as a name.
        name: String,
    },
    /// No field that ranks has this name.
    #[error("no field `{name}` has a weight; these have one: {fields}")]
    UnknownField {
        /// What was given as a name.
        name: String,
        /// The fields there are.
        fields: String,
    },
    /// It does not say what is to have which value.
    #[error("`{given}` has no `=`")]
    NoValue {
        /// What was given.
        given: String,
    },
    /// The value is no number, or lies beyond what the setting may be.
    #[error("`{name}` is a number from {least} to {most}, not `{value}`")]
    OutOfRange {
        /// The setting.
        name: String,
        /// What was given.
        value: String,
        /// The least it may be.
        least: f64,
        /// The most it may be.
        most: f64,
    },
}

/// The least and most that a field's weight may be.
const WEIGHTS: (f64, f64) = (0.0, 1000.0);

impl Ranking {
    /// The most that an article can lose by lacking words.
    pub const MOST_COORDINATION: f64 = 0.9;
    /// The most that an article can gain by closeness.
    pub const MOST_PROXIMITY: f64 = 0.5;

    /// Sets what a text such as `k1=1.2` says; `fields` are the names of the fields that may have a weight.
    ///
    /// # Errors
    /// If it names no setting, no such field or no value, or one beyond the limits.
    pub fn change(&mut self, given: &str, fields: &[&str]) -> Result<(), RankingError> {
        let (name, value) = given.split_once('=').ok_or_else(|| RankingError::NoValue {
            given: given.to_owned(),
        })?;
        match name.strip_prefix("weight.") {
            Some(field) if !fields.contains(&field) => Err(RankingError::UnknownField {
                name: field.to_owned(),
                fields: fields.join(", "),
            }),
            _ => self.set(name, value),
        }
    }

    /// Sets one setting by its name: `k1`, `weight.headline`.
    ///
    /// # Errors
    /// If there is none of that name, or the value lies beyond its limits.
    pub fn set(&mut self, name: &str, value: &str) -> Result<(), RankingError> {
        let within = |(least, most): (f64, f64)| {
            let number = value.trim().parse().ok();
            number
                .filter(|number| (least..=most).contains(number))
                .ok_or_else(|| RankingError::OutOfRange {
                    name: name.to_owned(),
                    value: value.to_owned(),
                    least,
                    most,
                })
        };
        if let Some(field) = name.strip_prefix("weight.") {
            self.weights.insert(field.to_owned(), within(WEIGHTS)?);
            return Ok(());
        }
        let setting = SETTINGS.iter().find(|setting| setting.name == name);
        let setting = setting.ok_or_else(|| RankingError::UnknownSetting {
            name: name.to_owned(),
        })?;
        (setting.set)(self, within((setting.least, setting.most))?);
        Ok(())
    }

    /// Every setting with its value, in one order.
    pub fn settings(&self) -> impl Iterator<Item = (String, f64)> + '_ {
        let numbers = SETTINGS.iter().map(|s| (s.name.to_owned(), (s.get)(self)));
        let weights = self.weights.iter();
        numbers.chain(weights.map(|(field, weight)| (format!("weight.{field}"), *weight)))
    }

    /// The names of all settings, for messages.
    fn names() -> String {
        let names: Vec<_> = SETTINGS.iter().map(|setting| setting.name).collect();
        format!("{} and weight.<field>", names.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_is_set_and_read_by_its_name() {
        for setting in &SETTINGS {
            let mut ranking = Ranking::default();
            let value = setting.least.max(1.0).min(setting.most);
            ranking.set(setting.name, &value.to_string()).unwrap();
            let read = ranking.settings().find(|(name, _)| name == setting.name);
            assert_eq!(read, Some((setting.name.to_owned(), value)));
            let beyond = (setting.most + 1.0).to_string();
            assert!(ranking.set(setting.name, &beyond).is_err());
            assert!(ranking.set(setting.name, "much").is_err());
        }
        let mut ranking = Ranking::default();
        ranking.set("weight.headline", "4").unwrap();
        assert_eq!(ranking.weights["headline"].to_bits(), 4.0_f64.to_bits());
    }

    #[test]
    fn a_change_names_a_setting_or_a_field_and_its_value() {
        let mut ranking = Ranking::default();
        let fields = ["headline", "body"];
        ranking.change("weight.body=2", &fields).unwrap();
        assert_eq!(ranking.weights["body"].to_bits(), 2.0_f64.to_bits());
        for (wrong, why) in [
            ("k1", "`k1` has no `=`"),
            ("k1=0", "from 0.1 to 10"),
            ("k2=1", "no setting `k2`"),
            ("weight.bodies=2", "these have one: headline, body"),
            ("weight.body=-1", "from 0 to 1000"),
        ] {
            let error = ranking.change(wrong, &fields).unwrap_err().to_string();
            assert!(error.contains(why), "{wrong}: {error}");
        }
    }

    #[test]
    fn an_unknown_setting_is_refused_with_the_known_ones() {
        let error = Ranking::default().set("k2", "1").unwrap_err().to_string();
        assert!(
            error.contains("`k2`") && error.contains("k1, b,"),
            "{error}"
        );
    }
}
