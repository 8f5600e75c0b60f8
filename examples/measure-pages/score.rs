//! Compares the read text and date with the expected ones.

#![allow(unreachable_pub, reason = "a module of a program")]

use dateline::article::Published;
use dateline::article::spelling::{DayOrder, read_date};
use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;

/// A text without differences in case, quotation marks and white space.
pub fn fold(text: &str) -> String {
    fold_marks(&text.to_lowercase())
}

/// A text without differences in quotation marks and white space.
pub fn fold_marks(text: &str) -> String {
    let mut folded = String::new();
    for c in text.nfkc() {
        match c {
            '“' | '”' | '„' | '‟' | '«' | '»' | '‘' | '’' | '‚' | '‛' | '‹' | '›' | '\'' | '`'
            | '´' | '"' => {}
            c if c.is_whitespace() => {
                if !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' => {}
            c => folded.push(c),
        }
    }
    folded.trim().to_owned()
}

/// Whether two dates are on the same day, as written or in the time zone of the expected date.
pub fn is_same_day(found: Option<&Published>, expected: Option<&str>) -> bool {
    let expected =
        expected.map(|text| read_date(text, DayOrder::DayFirst).map(|date| date.published));
    match (found, expected) {
        (None, None) => true,
        (Some(found), Some(Some(expected))) => {
            let days = |seconds: i64| seconds.div_euclid(86_400);
            let offset = i64::from(expected.offset_seconds().unwrap_or(0));
            found.start().date() == expected.start().date()
                || (found.offset_seconds().is_some()
                    && days(found.utc_seconds() + offset) == days(expected.local_seconds()))
        }
        _ => false,
    }
}

/// F1, precision and recall of a text's tokens: words, and single characters of scripts without
/// spaces.
#[allow(
    clippy::cast_precision_loss,
    reason = "texts have fewer tokens than 2^52"
)]
pub fn f1(text: &str, expected: &str) -> (f64, f64, f64) {
    let (found, wanted) = (tokens(text), tokens(expected));
    let shared: usize = found
        .iter()
        .map(|(token, count)| (*count).min(wanted.get(token).copied().unwrap_or(0)))
        .sum();
    let count = |tokens: &HashMap<String, usize>| tokens.values().sum::<usize>().max(1) as f64;
    let (precision, recall) = (
        shared as f64 / count(&found),
        shared as f64 / count(&wanted),
    );
    if shared == 0 {
        return (0.0, 0.0, 0.0);
    }
    (
        2.0 * precision * recall / (precision + recall),
        precision,
        recall,
    )
}

fn tokens(text: &str) -> HashMap<String, usize> {
    let mut tokens = HashMap::new();
    let mut word = String::new();
    for c in text.nfkc().flat_map(char::to_lowercase).chain([' ']) {
        let is_whole_word = matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}');
        if (!c.is_alphanumeric() || is_whole_word) && !word.is_empty() {
            *tokens.entry(std::mem::take(&mut word)).or_default() += 1;
        }
        if is_whole_word {
            *tokens.entry(c.to_string()).or_default() += 1;
        } else if c.is_alphanumeric() {
            word.push(c);
        }
    }
    tokens
}
