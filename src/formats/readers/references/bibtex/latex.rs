//! Text of LaTeX: accents, signs, and commands around words.
//!
//! A command that is not known is dropped, and the text in its braces stays.

use crate::formats::bytes::white_space::one_line;
use unicode_normalization::char::compose;

/// Commands that stand for characters.
#[rustfmt::skip]
const SIGNS: &[(&str, &str)] = &[
    ("ss", "ß"), ("o", "ø"), ("O", "Ø"), ("l", "ł"), ("L", "Ł"), ("ae", "æ"), ("AE", "Æ"), ("oe", "œ"),
    ("OE", "Œ"), ("aa", "å"), ("AA", "Å"), ("i", "ı"), ("j", "ȷ"), ("dh", "ð"), ("DH", "Ð"), ("th", "þ"),
    ("TH", "Þ"), ("dj", "đ"), ("DJ", "Đ"), ("ldots", "…"), ("dots", "…"), ("textellipsis", "…"),
    ("textendash", "–"), ("textemdash", "—"), ("textquoteright", "’"), ("textquoteleft", "‘"),
    ("textquotedblleft", "“"), ("textquotedblright", "”"), ("textquotesingle", "'"), ("guillemotleft", "«"),
    ("guillemotright", "»"), ("quotedblbase", "„"), ("glqq", "„"), ("grqq", "“"), ("textbackslash", "\\"),
    ("textasciitilde", "~"), ("textasciicircum", "^"), ("textunderscore", "_"), ("textbar", "|"),
    ("textless", "<"), ("textgreater", ">"), ("texteuro", "€"), ("euro", "€"), ("pounds", "£"),
    ("textsterling", "£"), ("textdollar", "$"), ("textdegree", "°"), ("degree", "°"), ("S", "§"), ("P", "¶"),
    ("copyright", "©"), ("textcopyright", "©"), ("textregistered", "®"), ("texttrademark", "™"),
    ("textbullet", "•"), ("textperiodcentered", "·"), ("slash", "/"), ("textexclamdown", "¡"),
    ("textquestiondown", "¿"), ("textonehalf", "½"), ("times", "×"), ("par", "\n\n"), ("newline", "\n"),
    ("LaTeX", "LaTeX"), ("TeX", "TeX"),
];

/// Commands that put a mark on the next letter, with the combining character.
#[rustfmt::skip]
const ACCENTS: &[(&str, char)] = &[
    ("`", '\u{300}'), ("'", '\u{301}'), ("^", '\u{302}'), ("~", '\u{303}'), ("=", '\u{304}'), ("u", '\u{306}'),
    (".", '\u{307}'), ("\"", '\u{308}'), ("r", '\u{30A}'), ("H", '\u{30B}'), ("v", '\u{30C}'), ("d", '\u{323}'),
    ("c", '\u{327}'), ("k", '\u{328}'), ("b", '\u{331}'),
];

/// Commands whose first argument is not text: addresses, colours.
const WITH_SETTING: &[&str] = &[
    "href",
    "textcolor",
    "color",
    "foreignlanguage",
    "hspace",
    "vspace",
];

/// The text of a value. A blank line separates paragraphs.
pub(super) fn text(value: &str) -> String {
    let mut reading = Reading {
        rest: value,
        out: String::with_capacity(value.len()),
        accent: None,
    };
    while reading.step() {}
    let paragraphs = reading.out.split("\n\n").map(one_line);
    let paragraphs: Vec<String> = paragraphs.filter(|text| !text.is_empty()).collect();
    paragraphs.join("\n\n")
}

/// The names of people in a value: `and` outside of braces separates them.
pub(super) fn people(value: &str) -> Vec<&str> {
    let mut people = Vec::new();
    let (mut depth, mut start) = (0_usize, 0);
    for (at, byte) in value.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ if depth == 0
                && byte.is_ascii_whitespace()
                && is_and(&value.as_bytes()[at + 1..]) =>
            {
                people.push(value[start..at].trim());
                start = at + 5;
            }
            _ => {}
        }
    }
    people.push(value.get(start..).unwrap_or_default().trim());
    people.retain(|name| !name.is_empty() && *name != "others");
    people
}

fn is_and(rest: &[u8]) -> bool {
    rest.len() > 4 && rest[..3].eq_ignore_ascii_case(b"and") && rest[3].is_ascii_whitespace()
}

struct Reading<'t> {
    rest: &'t str,
    out: String,
    /// The mark for the next letter.
    accent: Option<char>,
}

impl Reading<'_> {
    /// Reads a character, a command or a sign. Returns whether there was one.
    fn step(&mut self) -> bool {
        let Some(first) = self.rest.chars().next() else {
            return false;
        };
        match first {
            '\\' => self.command(),
            '{' | '}' => self.rest = &self.rest[1..],
            '~' => self.take(1, " "),
            '$' => self.take(1, ""),
            '-' if self.rest.starts_with("---") => self.take(3, "—"),
            '-' if self.rest.starts_with("--") => self.take(2, "–"),
            '`' if self.rest.starts_with("``") => self.take(2, "“"),
            '\'' if self.rest.starts_with("''") => self.take(2, "”"),
            other => {
                self.rest = &self.rest[other.len_utf8()..];
                self.push(other);
            }
        }
        true
    }

    fn take(&mut self, length: usize, text: &str) {
        self.rest = &self.rest[length..];
        self.accent = None;
        self.out.push_str(text);
    }

    /// Writes a letter, with the mark that waits for it.
    fn push(&mut self, letter: char) {
        let Some(accent) = self.accent else {
            return self.out.push(letter);
        };
        if letter.is_whitespace() {
            return; // a space between a command and its letter
        }
        self.accent = None;
        let base = match letter {
            'ı' => 'i',
            'ȷ' => 'j',
            other => other,
        };
        match compose(base, accent) {
            Some(composed) => self.out.push(composed),
            None => self.out.extend([base, accent]),
        }
    }

    fn command(&mut self) {
        let rest = &self.rest[1..];
        let length = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let length = length.max(rest.chars().next().map_or(0, char::len_utf8));
        let (name, after) = rest.split_at(length);
        let is_word = name.starts_with(|c: char| c.is_ascii_alphabetic());
        self.rest = if is_word {
            after.trim_start_matches(' ')
        } else {
            after
        };
        if let Some((_, sign)) = SIGNS.iter().find(|(own, _)| *own == name) {
            // The space or the braces after a command only end its name.
            self.rest = self.rest.strip_prefix("{}").unwrap_or(self.rest);
            sign.chars().for_each(|c| self.push(c));
        } else if let Some((_, accent)) = ACCENTS.iter().find(|(own, _)| *own == name) {
            self.accent = Some(*accent);
        } else if name == "\\" {
            self.out.push('\n');
        } else if WITH_SETTING.contains(&name) {
            if let Some((_, rest)) = self
                .rest
                .strip_prefix('{')
                .and_then(|rest| rest.split_once('}'))
            {
                self.rest = rest;
            }
        } else if !is_word {
            // An escaped sign: `\&`. A few of these are space.
            let sign = name
                .chars()
                .filter(|c| !matches!(c, '-' | '/' | '(' | ')' | '[' | ']'));
            let sign: String = sign.collect();
            self.out.push_str(if matches!(name, "," | ";" | ":" | "!") {
                " "
            } else {
                &sign
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_become_text() {
        for (value, plain) in [
            ("Senate of {Karsova} votes", "Senate of Karsova votes"),
            (
                "Caf\\'{e} na\\\"{\\i}ve \\c{c}a {\\v{S}}koda \\'\\i",
                "Café naïve ça Škoda í",
            ),
            ("Stra\\ss e {\\O}stfold \\L\\'od\\'z", "Straße Østfold Łódź"),
            (
                "AT\\&T 5\\,\\% --- ``quoted'' 1--2",
                "AT&T 5 % — “quoted” 1–2",
            ),
            (
                "\\emph{very} \\href{https://x.example}{good} \\unknown{text}",
                "very good text",
            ),
            ("One\nline.\n\nTwo\\par Three", "One line.\n\nTwo\n\nThree"),
            ("ends in \\", "ends in"),
            ("\\'", ""),
        ] {
            assert_eq!(text(value), plain, "{value}");
        }
    }

    #[test]
    fn people_are_separated_by_and() {
        assert_eq!(
            people("Lee, Ann and {Smith and Sons}\n and  Ek, Bo and others"),
            ["Lee, Ann", "{Smith and Sons}", "Ek, Bo"]
        );
    }
}
