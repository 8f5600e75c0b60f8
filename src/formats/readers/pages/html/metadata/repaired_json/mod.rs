//! JSON as the templates of sites write it, with what was meant.
//!
//! Strict JSON is read by serde. The rest is read here, value by value: entities for quotes, other
//! quotes, quotes within a string, `\'` and `\x27`, line ends and tags between values, comments,
//! commas too many or too few, several values in a row, and a text that is cut off. It must not
//! know what the values mean. An own reader, since libraries of relaxed JSON (JSON5, HJSON) give
//! up at the first of these faults.

mod ends;

#[cfg(test)]
mod tests;

use crate::formats::bytes::markup::to_text;
use ends::{LONGEST_NAME, Place, ends_like, gap, is_end, lacks_quote};
use serde_json::{Map, Number, Value};

/// The most values around a value.
const DEEPEST: u32 = 64;

/// The most values that are read from one text, side by side.
const MOST_VALUES: usize = 1_000;

/// The longest word without quotes, in bytes.
const LONGEST_WORD: usize = 200;

/// The shortest string that is kept though its end is missing, in bytes: a piece of a long text is
/// of use, a piece of a name or a date is wrong.
const SHORTEST_PIECE: usize = 400;

/// All values of a text, as they were meant. A text that is not JSON has none.
pub(super) fn values(text: &str) -> Vec<Value> {
    let text = text.trim();
    if let Ok(value) = serde_json::from_str(text) {
        return match unpacked(&value) {
            Some(inner) => values_of(&inner),
            None => vec![value],
        };
    }
    if is_encoded(text) {
        return values_of(&decoded(text));
    }
    if is_escaped(text) {
        return values_of(&text.replace("\\\"", "\""));
    }
    values_of(text)
}

/// The text of a value that is a string of JSON in itself.
fn unpacked(value: &Value) -> Option<String> {
    let text = value.as_str()?.trim_start();
    text.starts_with(['{', '[']).then(|| text.to_owned())
}

/// Whether the first quote of a text is an entity.
fn is_encoded(text: &str) -> bool {
    let first = text.find(['"', '\'', '&']).unwrap_or(0);
    let rest = &text.as_bytes()[first..];
    [
        &b"&quot;"[..],
        b"&#34;",
        b"&#034;",
        b"&#x22;",
        b"&apos;",
        b"&#39;",
        b"&#039;",
        b"&amp;quot;",
    ]
    .iter()
    .any(|entity| rest.len() >= entity.len() && rest[..entity.len()].eq_ignore_ascii_case(entity))
}

/// Whether the first quote of a text has a backslash before it: a string of JSON without its quotes.
fn is_escaped(text: &str) -> bool {
    let first = text.find('"').unwrap_or(0);
    text[..first].ends_with('\\') && text[..first].contains('{')
}

/// A text without its entities; those that were encoded twice are decoded twice.
fn decoded(text: &str) -> String {
    let plain = |text: &str| -> String {
        let lines: Vec<String> = text
            .lines()
            .map(|line| to_text(&line.replace('<', "&lt;")))
            .collect();
        lines.join("\n")
    };
    let once = plain(text);
    if is_encoded(&once) {
        plain(&once)
    } else {
        once
    }
}

/// The objects and lists in a text, whatever is around them.
fn values_of(text: &str) -> Vec<Value> {
    let mut reader = Reader { text, at: 0 };
    let mut values = Vec::new();
    while values.len() < MOST_VALUES {
        let Some(start) = text[reader.at..].find(['{', '[']) else {
            break;
        };
        reader.at += start;
        // `[CDATA[` opens no list.
        if text[reader.at..].starts_with("[CDATA[") {
            reader.at += "[CDATA[".len();
        } else if let Some(value) = reader.value(DEEPEST, Place::Member) {
            values.push(value);
        }
    }
    values
}

/// A text while its values are read. Each step goes forward, and none fails.
struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn skip(&mut self) {
        self.at += self.peek().map_or(0, char::len_utf8);
    }

    /// Skips white space, comments and tags.
    fn skip_gap(&mut self) {
        self.at += gap(self.rest());
    }

    /// Reads the value that is next; `None` if there is none. A value that is too deep ends the
    /// text.
    fn value(&mut self, depth: u32, place: Place) -> Option<Value> {
        self.skip_gap();
        if depth == 0 {
            self.at = self.text.len();
            return None;
        }
        match self.peek()? {
            '{' => Some(self.object(depth)),
            '[' => Some(self.list(depth)),
            quote @ ('"' | '\'' | '“' | '”' | '„') => {
                self.string(quote, place).map(Value::String)
            }
            ',' | '}' | ']' | ':' => None,
            _ => Some(self.word(place)),
        }
    }

    fn object(&mut self, depth: u32) -> Value {
        let mut members = Map::new();
        self.skip();
        loop {
            self.skip_gap();
            match self.peek() {
                None | Some(']') => break,
                Some('}') => {
                    self.skip();
                    break;
                }
                Some(',' | ';' | ':') => {
                    self.skip();
                    continue;
                }
                Some('{' | '[') => {
                    // A value without a name.
                    self.value(depth - 1, Place::Member);
                    continue;
                }
                Some(_) => {}
            }
            let Some(name) = self.name() else { continue };
            self.skip_gap();
            if self.peek() != Some(':') {
                continue;
            }
            self.skip();
            if let Some(value) = self.value(depth - 1, Place::Member) {
                members.insert(name, value);
            }
        }
        Value::Object(members)
    }

    /// Reads the name of a member, with or without quotes.
    fn name(&mut self) -> Option<String> {
        match self.peek()? {
            quote @ ('"' | '\'' | '“' | '”' | '„') => self.string(quote, Place::Name),
            _ => match self.word(Place::Name) {
                Value::String(word) => {
                    // The quote before the name was taken for the end of the value before it.
                    if self.peek() == Some('"') {
                        self.skip();
                    }
                    Some(word)
                }
                _ => None,
            },
        }
    }

    fn list(&mut self, depth: u32) -> Value {
        let mut items = Vec::new();
        self.skip();
        loop {
            self.skip_gap();
            match self.peek() {
                None | Some('}') => break,
                Some(']') => {
                    self.skip();
                    break;
                }
                Some(',' | ';' | ':') => self.skip(),
                Some(_) => items.extend(self.value(depth - 1, Place::Item)),
            }
        }
        Value::Array(items)
    }

    /// Reads a number, `true` and the like, or a word without quotes. It takes one character at
    /// least.
    fn word(&mut self, place: Place) -> Value {
        let rest = self.rest();
        let is_end = |c: char| {
            matches!(c, ',' | '}' | ']' | '{' | '[' | '\n' | '"')
                || c == ':' && place == Place::Name
        };
        let end = rest.find(is_end).unwrap_or(rest.len());
        let end = end.max(rest.chars().next().map_or(0, char::len_utf8));
        self.at += end;
        let word = rest[..end].trim();
        match word {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            "" | "null" | "undefined" | "NaN" => Value::Null,
            _ if word.len() > LONGEST_WORD => Value::Null,
            _ => match word.parse::<Number>() {
                Ok(number) => Value::Number(number),
                Err(_) => Value::String(word.to_owned()),
            },
        }
    }

    /// Reads a string to the quote that ends it; `None` if its end is missing and it is short.
    fn string(&mut self, opening: char, place: Place) -> Option<String> {
        self.skip();
        let mut text = String::new();
        loop {
            let rest = self.rest();
            let is_mark = |c: char| c == '\\' || ends_like(opening, c);
            let plain = rest.find(is_mark).unwrap_or(rest.len());
            text.push_str(&rest[..plain]);
            self.at += plain;
            match self.peek() {
                None => return (text.len() >= SHORTEST_PIECE).then_some(text),
                Some('\\') => self.escape(&mut text),
                Some(quote) => {
                    self.skip();
                    if is_end(self.rest(), place) {
                        return Some(text);
                    }
                    if place == Place::Member && lacks_quote(self.rest()) {
                        let end = text.trim_end().trim_end_matches(',').len();
                        text.truncate(end);
                        return Some(text);
                    }
                    text.push(quote);
                }
            }
            if place == Place::Name && text.len() > LONGEST_NAME {
                return None;
            }
        }
    }

    /// Reads what a backslash opens.
    fn escape(&mut self, text: &mut String) {
        self.skip();
        let Some(c) = self.peek() else { return };
        self.skip();
        match c {
            'n' => text.push('\n'),
            'r' => text.push('\r'),
            't' => text.push('\t'),
            'b' | 'f' => text.push(' '),
            'u' => self.code(4, text),
            'x' => self.code(2, text),
            '\n' | '\r' => {}
            c => text.push(c),
        }
    }

    /// Reads the hexadecimal number of a character, or of the two halves of one.
    fn code(&mut self, digits: usize, text: &mut String) {
        let number = |from: &str| -> Option<u16> {
            let code = from.get(..digits)?;
            let is_number = code.bytes().all(|byte| byte.is_ascii_hexdigit());
            is_number.then(|| u16::from_str_radix(code, 16).ok())?
        };
        let Some(first) = number(self.rest()) else {
            return;
        };
        self.at += digits;
        let second = self.rest().strip_prefix("\\u").and_then(number);
        match (char::from_u32(u32::from(first)), second) {
            (Some(c), _) => text.push(c),
            (None, Some(second)) => {
                self.at += 2 + digits;
                text.extend(char::decode_utf16([first, second]).flatten());
            }
            (None, None) => {}
        }
    }
}
