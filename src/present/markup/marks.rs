//! What matches in a text, marked in any language.

use std::ops::Range;

/// A text with its parts escaped, and its byte ranges that match between two marks.
pub(super) fn with_marks(
    text: &str,
    matches: &[Range<usize>],
    escaped: impl Fn(&str) -> String,
    (open, close): (&str, &str),
) -> String {
    let (mut done, mut written) = (0, String::with_capacity(text.len()));
    for range in matches {
        let (Some(before), Some(matching)) = (text.get(done..range.start), text.get(range.clone()))
        else {
            continue;
        };
        written.push_str(&escaped(before));
        written.push_str(&[open, &escaped(matching), close].concat());
        done = range.end;
    }
    written.push_str(&escaped(&text[done..]));
    written
}
