//! YAML as it was written: every scalar is its text.
//!
//! YAML reads `NO` as false, `1.10` as 1.1 and `0x1F` as 31. A title, a tag or a language in front
//! matter is the text that somebody typed, so the events of a parser are put together here without
//! types. Only `null`, `NULL`, `~` and nothing at all are no value: `Null` is a
//! name. Format: <https://yaml.org/spec/1.2.2/>.

use granit_parser::{Event, Parser, ScalarStyle};
use serde_json::{Map, Value};
use std::collections::HashMap;

/// The deepest nesting.
const DEEPEST: usize = 32;

/// The most values of a document, those that aliases repeat included.
const MOST_VALUES: usize = 64 << 10;

/// A list or a mapping that is not complete yet.
enum Open {
    List(Vec<Value>),
    /// The members, and the key whose value comes next.
    Mapping(Map<String, Value>, Option<String>),
}

/// A document while it is put together.
#[derive(Default)]
struct Document {
    /// The open lists and mappings, each with the number of its anchor; 0 without one.
    open: Vec<(Open, usize)>,
    anchors: HashMap<usize, (Value, usize)>,
    values: usize,
    root: Option<Value>,
}

/// Reads the first document of a text.
///
/// # Errors
/// Why it cannot be read, in the words of the parser.
pub(super) fn read(text: &str) -> Result<Value, String> {
    let mut document = Document::default();
    for event in Parser::new_from_str(text) {
        let (event, _) = event.map_err(|error| error.to_string())?;
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let is_null =
                    style == ScalarStyle::Plain && matches!(&*text, "" | "~" | "null" | "NULL");
                let value = if is_null {
                    Value::Null
                } else {
                    Value::String(without_wiki_links(text.into_owned()))
                };
                document.add(value, 1, anchor)?;
            }
            Event::SequenceStart(_, anchor, _) => {
                document.begin(Open::List(Vec::new()), anchor)?;
            }
            Event::MappingStart(_, anchor, _) => {
                document.begin(Open::Mapping(Map::new(), None), anchor)?;
            }
            Event::SequenceEnd | Event::MappingEnd => document.end()?,
            Event::Alias(anchor) => {
                let (value, count) = document.anchors.get(&anchor).cloned().unwrap_or_default();
                document.add(value, count.max(1), 0)?;
            }
            Event::DocumentEnd => break,
            _ => {}
        }
    }
    Ok(document.root.unwrap_or_default())
}

/// The words that links of a wiki show: `[[Ann Lee]]` and `[[people/lee|Ann Lee]]` are `Ann Lee`, as
/// programs for notes write names.
fn without_wiki_links(text: String) -> String {
    if !text.contains("[[") {
        return text;
    }
    let mut words = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some((before, link)) = rest.split_once("[[")
        && let Some((link, after)) = link.split_once("]]")
    {
        let shown = link.rsplit_once('|').map_or(link, |(_, shown)| shown);
        words.push_str(before);
        words.push_str(shown);
        rest = after;
    }
    words.push_str(rest);
    words
}

impl Document {
    fn begin(&mut self, open: Open, anchor: usize) -> Result<(), String> {
        if self.open.len() >= DEEPEST {
            return Err(format!("nested more than {DEEPEST} deep"));
        }
        self.open.push((open, anchor));
        Ok(())
    }

    fn end(&mut self) -> Result<(), String> {
        let Some((open, anchor)) = self.open.pop() else {
            return Ok(());
        };
        let value = match open {
            Open::List(items) => Value::Array(items),
            Open::Mapping(members, _) => Value::Object(members),
        };
        self.add(value, 1, anchor)
    }

    /// Adds a value, which counts as `count` values, to the innermost list or mapping.
    fn add(&mut self, value: Value, count: usize, anchor: usize) -> Result<(), String> {
        self.values += count;
        if self.values > MOST_VALUES {
            return Err(format!("more than {MOST_VALUES} values"));
        }
        if anchor > 0 {
            self.anchors
                .insert(anchor, (value.clone(), values_in(&value)));
        }
        match self.open.last_mut() {
            None => self.root = Some(value),
            Some((Open::List(items), _)) => items.push(value),
            Some((Open::Mapping(members, key), _)) => match key.take() {
                None => *key = Some(as_key(value)),
                // The members of another mapping: `<<: *defaults`.
                Some(merge) if merge == "<<" => {
                    if let Value::Object(others) = value {
                        for (key, value) in others {
                            members.entry(key).or_insert(value);
                        }
                    }
                }
                Some(key) => {
                    members.insert(key, value);
                }
            },
        }
        Ok(())
    }
}

fn as_key(value: Value) -> String {
    match value {
        Value::String(text) => text,
        _ => String::new(),
    }
}

/// How many values there are in a value, with itself. Its depth is limited.
fn values_in(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(values_in).sum::<usize>(),
        Value::Object(members) => 1 + members.values().map(values_in).sum::<usize>(),
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn links_of_a_wiki_are_the_words_that_they_show() {
        for (written, words) in [
            ("[[Ann Lee]]", "Ann Lee"),
            ("[[people/lee|Ann Lee]] and [[Bo]]", "Ann Lee and Bo"),
            ("a [[ b", "a [[ b"),
            ("plain", "plain"),
        ] {
            assert_eq!(without_wiki_links(written.to_owned()), words);
        }
    }

    #[test]
    fn scalars_are_the_text_that_was_written() {
        for (text, expected) in [
            ("title: NO", json!({"title": "NO"})),
            (
                "title: Null\ntags: [Yes, 1.10, 0x1F, 2021-01-19, ~]",
                json!({"title": "Null", "tags": ["Yes", "1.10", "0x1F", "2021-01-19", null]}),
            ),
            (
                "a: |\n  x\n  y\nb: 'null'\nc:\n",
                json!({"a": "x\ny\n", "b": "null", "c": null}),
            ),
            ("a: &x [1]\nb: *x", json!({"a": ["1"], "b": ["1"]})),
            (
                "a: &x {k: 1, l: 2}\nb:\n  <<: *x\n  k: 3",
                json!({"a": {"k": "1", "l": "2"}, "b": {"k": "3", "l": "2"}}),
            ),
            ("a: 1\na: 2", json!({"a": "2"})),
            ("", json!(null)),
        ] {
            assert_eq!(read(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn hostile_documents_are_refused() {
        let mut laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in 1..9 {
            let alias = format!("*a{}", level - 1);
            let aliases = vec![alias; 10].join(", ");
            let line = format!("a{level}: &a{level} [{aliases}]\n");
            laughs.push_str(&line);
        }
        assert!(read(&laughs).unwrap_err().contains("values"));
        assert!(read(&"[".repeat(1000)).is_err());
        assert!(read("a: [").is_err());
        assert!(read("title: Ferry: a return").is_err());
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_reading_panic(text in "[a-z:\\-\\[\\]{}&*!|>'\"#%@, \n]{0,80}") {
            let _ = read(&text);
        }
    }
}
