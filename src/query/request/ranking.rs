//! The settings of ranking: every number that scores depend on, with its reason.
//!
//! `--ranking` and the configuration set them by their names, through [`Ranking::change`].

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// The settings of ranking. Defaults were chosen on judged topics of news and abstracts, on a
/// plateau and not on a peak. docs/ranking.md has the figures, also of what was rejected.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranking {
    /// BM25's saturation: how soon further occurrences of a word stop counting. 1.2 to 2 in the
    /// literature (Robertson & Zaragoza 2009); 1.4 to 2 give about equal measures.
    pub k1: f64,
    /// BM25's normalisation by length, from 0 (none) to 1 (full).
    pub b: f64,
    /// The weights of fields, by field name, where they differ from those of the schema.
    pub weights: BTreeMap<String, f64>,
    /// Divided by the square of the number of words, at most [`Ranking::MOST_COORDINATION`]: the
    /// share of its score that an article loses if it lacks nearly all of the query's weight. In a
    /// query of two words, an article with both beats one with many occurrences of one of them. In
    /// a question of twenty words few articles have all, and on judged topics coordination does
    /// harm.
    pub coordination: f64,
    /// Divided by the number of words, at most [`Ranking::MOST_PROXIMITY`]: the share of its score
    /// that an article gains if all neighbouring words of the query are neighbours in it.
    pub proximity: f64,
    /// The share of the best passage in the score. The rest is the share of the whole article.
    pub passage: f64,
    /// The length of a passage, in words.
    pub passage_words: u32,
    /// The number of articles, the best by words, that passages and proximity are computed for.
    pub window: usize,
    /// The number of other words in a query from which its stop words are left out.
    pub stop_words_from: usize,
    /// The weight of an occurrence of a synonym. It is divided by the number of words of the name
    /// that the synonym is for. An occurrence of the typed word has weight 1.
    pub alias: f64,
    /// The same of a related name, such as that of a people for its country.
    pub related: f64,
    /// The same of a word as a program may have misread it.
    pub misread: f64,
    /// What an occurrence of a word counts in another form than the one that was typed: `wage` for
    /// `wages`.
    pub form: f64,
    /// What an occurrence counts without the capitals that were typed, where they make another
    /// word: `us` for `US`.
    pub capitals: f64,
    /// The number of first hits that `--expand` takes words from.
    pub feedback_articles: usize,
    /// The number of words that `--expand` adds.
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
            related: 0.3,
            misread: 0.5,
            form: 0.8,
            capitals: 0.5,
            feedback_articles: 1,
            feedback_words: 16,
            feedback: 0.25,
        }
    }
}

/// A setting: its name, its range, and how it is read and written.
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
    reason = "the ranges are small whole numbers"
)]
const SETTINGS: [Setting; 16] = [
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
    setting("related", 0.0..=1.0, |r| r.related, |r, v| r.related = v),
    setting("misread", 0.0..=1.0, |r| r.misread, |r, v| r.misread = v),
    setting("form", 0.0..=1.0, |r| r.form, |r, v| r.form = v),
    setting("capitals", 0.0..=1.0, |r| r.capitals, |r, v| r.capitals = v),
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

/// An unknown setting, or a value out of its range.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum RankingError {
    /// No setting has this name.
    #[error(
        "unknown setting `{name}` of ranking; the settings are {}",
        Ranking::names()
    )]
    UnknownSetting {
        /// The name that was given.
        name: String,
    },
    /// No ranked field has this name.
    #[error("`{name}` is not a field with a weight; the fields are {fields}")]
    UnknownField {
        /// The name that was given.
        name: String,
        /// The names of the ranked fields.
        fields: String,
    },
    /// The text has no `=` between a name and a value.
    #[error("`{given}` has no `=`")]
    NoValue {
        /// The text that was given.
        given: String,
    },
    /// The value is not a number, or out of the setting's range.
    #[error("`{name}` must be a number from {least} to {most}, not `{value}`")]
    OutOfRange {
        /// The setting.
        name: String,
        /// The value that was given.
        value: String,
        /// The smallest value.
        least: f64,
        /// The largest value.
        most: f64,
    },
}

/// The range of a field's weight.
const WEIGHTS: (f64, f64) = (0.0, 1000.0);

impl Ranking {
    /// The largest share of its score that an article can lose by lacking words.
    pub const MOST_COORDINATION: f64 = 0.9;
    /// The largest share of its score that an article can gain by closeness.
    pub const MOST_PROXIMITY: f64 = 0.5;

    /// Sets one setting from a text such as `k1=1.2`. `fields` are the names of the fields that may
    /// have a weight.
    ///
    /// # Errors
    /// If the setting or the field is unknown, or the value is missing or out of range.
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

    /// Sets one setting by its name, such as `k1` or `weight.headline`.
    ///
    /// # Errors
    /// If the setting is unknown, or the value is out of range.
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

    /// Every setting with its value, always in the same order.
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
            ("k2=1", "unknown setting `k2`"),
            ("weight.bodies=2", "the fields are headline, body"),
            ("weight.body=-1", "from 0 to 1000"),
        ] {
            let error = ranking.change(wrong, &fields).unwrap_err().to_string();
            assert!(error.contains(why), "{wrong}: {error}");
        }
    }

    #[test]
    fn an_unknown_setting_is_refused_with_a_list_of_the_settings() {
        let error = Ranking::default().set("k2", "1").unwrap_err().to_string();
        assert!(
            error.contains("`k2`") && error.contains("k1, b,"),
            "{error}"
        );
    }
}
