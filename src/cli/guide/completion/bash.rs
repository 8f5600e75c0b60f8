//! The words of bash: read from the line that is typed, and written into it.
//!
//! Bash replaces only what comes after the last `:` or `=`, and quotes nothing by itself. Other shells give words, and
//! quote what they insert.

use super::candidate::{Answer, Paths};

/// The words of a line up to the cursor, after the name of the program, as bash would pass them. Variables and commands
/// in it are left as they are typed.
pub(crate) fn words(line: &str) -> Vec<String> {
    let mut split = split(line).into_iter().map(|word| word.text);
    split.next();
    split.collect()
}

/// A word as it is meant, and where it starts in the line.
#[derive(Debug, Default)]
struct Word {
    text: String,
    start: usize,
    /// The quote that is open at its end.
    open: Option<char>,
}

/// The words of a line. The last one is at the cursor; it is empty after a space.
fn split(line: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut word: Option<Word> = None;
    let mut chars = line.char_indices();
    while let Some((at, c)) = chars.next() {
        let quote = word.as_ref().and_then(|word| word.open);
        if quote.is_none() && c.is_whitespace() {
            words.extend(word.take());
            continue;
        }
        let own = word.get_or_insert_with(|| Word {
            start: at,
            ..Word::default()
        });
        match (quote, c) {
            (Some(open), c) if c == open => own.open = None,
            (None, '\'' | '"') => own.open = Some(c),
            (None | Some('"'), '\\') => own.text.extend(chars.next().map(|(_, next)| next)),
            (_, c) => own.text.push(c),
        }
    }
    words.push(word.unwrap_or(Word {
        start: line.len(),
        ..Word::default()
    }));
    words
}

/// What replaces the word before the cursor, a line each. `replaced` is the part that bash replaces.
pub(crate) fn answer(answer: &Answer, line: &str, replaced: &str) -> Vec<String> {
    let word = split(line).pop().unwrap_or_default();
    let raw = &line[word.start..];
    // What stays in the line; of a word in quotes bash does not say the quote.
    let kept = raw.strip_suffix(replaced).unwrap_or("");
    let kept = split(kept).pop().unwrap_or_default();
    let values = answer.candidates.iter().map(|own| own.value.as_str());
    let written = values.filter_map(|value| {
        let rest = value.strip_prefix(&kept.text)?;
        match word.open {
            Some(open) => within(rest, open).map(str::to_owned),
            // Bash quotes all of them if some may be files.
            None if answer.paths != Paths::None => Some(rest.to_owned()),
            None => Some(escaped(rest)),
        }
    });
    written.collect()
}

/// A value between quotes that are open; `None` if it cannot be there as it is.
fn within(value: &str, open: char) -> Option<&str> {
    let special: &[char] = match open {
        '\'' => &['\'', '!'],
        _ => &['"', '$', '`', '\\', '!'],
    };
    (!value.contains(special)).then_some(value)
}

/// A value without quotes, with a backslash before each character that means something to bash.
fn escaped(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for (at, c) in value.char_indices() {
        let is_plain = c.is_alphanumeric() || "/._-+:@%,=^".contains(c);
        if !is_plain || (at == 0 && c == '=') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_those_that_bash_passes() {
        for (line, expected) in [
            ("dateline search ", &["search", ""][..]),
            ("dateline  search\tsource:Nor", &["search", "source:Nor"]),
            ("dateline search 'my que", &["search", "my que"]),
            ("dateline search \"a b\"'c'\\ d", &["search", "a bc d"]),
            ("dateline search $(rm x)", &["search", "$(rm", "x)"]),
            ("dateline", &[]),
            ("dateline search \\", &["search", ""]),
        ] {
            assert_eq!(words(line), expected, "{line}");
        }
    }

    #[test]
    fn a_value_is_one_word_and_runs_nothing() {
        let one = |value: &str, line: &str, replaced: &str| {
            let mut offered = Answer::default();
            offered.add(value, "");
            answer(&offered, line, replaced)
        };
        for (value, line, replaced, expected) in [
            (
                "source:North",
                "dateline search source:No",
                "No",
                &["North"][..],
            ),
            (
                "source:\"A $(x) B\"",
                "dateline search source:",
                "",
                &["\\\"A\\ \\$\\(x\\)\\ B\\\""],
            ),
            (
                "source:\"A B\"",
                "dateline search 'source:",
                "source:",
                &["source:\"A B\""],
            ),
            ("a'b", "dateline search 'a", "a", &[]),
            ("a`id`", "dateline search \"a", "a", &[]),
            ("--in", "dateline search --i", "--i", &["--in"]),
            ("--in=a b", "dateline search --in=", "", &["a\\ b"]),
            ("a;b", "dateline search ", "", &["a\\;b"]),
            (
                "*.dat=json",
                "dateline index --format-of *.dat=j",
                "j",
                &["json"],
            ),
            ("=a:b", "dateline search =a:", "", &["b"]),
        ] {
            assert_eq!(one(value, line, replaced), expected, "{value} in {line}");
        }
    }
}
