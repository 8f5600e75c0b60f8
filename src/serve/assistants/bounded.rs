//! Answers that are never longer than an assistant can read.
//!
//! Texts and lists are cut, more of them the longer an answer is; what was cut is said. An article's
//! text is not cut here: it is given in parts.

use serde_json::{Map, Value};

/// The longest answer, in bytes of JSON.
pub(super) const LONGEST: usize = 60_000;

/// The longest text of a value, in characters.
const TEXT: usize = 2_000;

/// The longest list.
const LIST: usize = 1_000;

/// What replaces the end of a text that was cut.
const CUT: char = '…';

/// Cuts texts and lists until the answer is short enough. An answer that lost a part of a list has
/// `cut_lists`, the length to which lists were cut; one that lost a part of a text has `cut_texts`.
pub(super) fn bounded(mut answer: Map<String, Value>) -> Map<String, Value> {
    let (mut text, mut list) = (TEXT, LIST);
    loop {
        let mut did = Did::default();
        for value in answer.values_mut() {
            cut(value, text, list, &mut did);
        }
        if did.texts {
            answer.insert("cut_texts".to_owned(), text.into());
        }
        if did.lists {
            answer.insert("cut_lists".to_owned(), list.into());
        }
        let length = serde_json::to_vec(&answer).map_or(usize::MAX, |json| json.len());
        if length <= LONGEST || (text == 1 && list == 1) {
            return answer;
        }
        (text, list) = ((text * 3 / 4).max(1), (list / 2).max(1));
    }
}

/// What was cut.
#[derive(Default)]
struct Did {
    texts: bool,
    lists: bool,
}

fn cut(value: &mut Value, text: usize, list: usize, did: &mut Did) {
    match value {
        Value::String(own) => {
            if let Some((at, _)) = own.char_indices().nth(text) {
                // A text that was cut before is not longer than that but for its mark.
                if own[at..].chars().eq([CUT]) {
                    return;
                }
                own.truncate(at);
                own.push(CUT);
                did.texts = true;
            }
        }
        Value::Array(own) => {
            if own.len() > list {
                own.truncate(list);
                did.lists = true;
            }
            for value in own {
                cut(value, text, list, did);
            }
        }
        Value::Object(own) => {
            for value in own.values_mut() {
                cut(value, text, list, did);
            }
        }
        _ => {}
    }
}

/// Leaves out keys that say nothing to a reader, and values that are nothing, at any depth.
pub(super) fn without(value: &mut Value, keys: &[&str]) {
    match value {
        Value::Object(own) => {
            own.retain(|key, value| {
                without(value, keys);
                !keys.contains(&key.as_str()) && !is_nothing(value)
            });
        }
        Value::Array(own) => {
            for value in own {
                without(value, keys);
            }
        }
        _ => {}
    }
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn of(value: Value) -> Map<String, Value> {
        bounded(value.as_object().unwrap().clone())
    }

    #[test]
    fn what_fits_is_unchanged() {
        let answer = json!({ "total": 1, "hits": [{ "headline": "Port reopens" }] });
        assert_eq!(Value::Object(of(answer.clone())), answer);
    }

    #[test]
    fn whatever_is_sent_becomes_short_and_says_so() {
        let hit = json!({ "headline": "é".repeat(5_000), "keywords": vec!["k".repeat(300); 400] });
        let mut deep = json!("x".repeat(90_000));
        for _ in 0..40 {
            deep = json!({ "a": [deep] });
        }
        for value in [
            json!({ "hits": vec![hit; 50] }),
            json!({ "a": "x".repeat(1_000_000) }),
            json!({ "a": vec![1; 100_000] }),
            json!({ "deep": deep }),
        ] {
            let answer = of(value);
            let length = serde_json::to_vec(&answer).unwrap().len();
            assert!(length <= LONGEST + 100, "{length}");
            let is_said = answer.contains_key("cut_texts") || answer.contains_key("cut_lists");
            assert!(is_said);
        }
    }

    #[test]
    fn what_says_nothing_is_left_out() {
        let mut value = json!({ "a": null, "b": [], "c": [{ "d": "", "took": 1, "e": 0 }] });
        without(&mut value, &["took"]);
        assert_eq!(value, json!({ "c": [{ "e": 0 }] }));
    }
}
