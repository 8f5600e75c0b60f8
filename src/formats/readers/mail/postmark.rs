//! The line that opens a message of an mbox, and how it differs from a sentence.
//!
//! `From ann@post.example Tue Jan 19 22:00:00 2021` is one. Many programs write less: `From `,
//! `From ann`, `From - Tue Jan 19 22:00:00 2021`. Sentences start with `From ` too, so such a line
//! counts only before the header of a message.

use super::mime::header::{cut_line, field, is_known_field, is_mark, skip_blank_lines};

/// How many lines after such a line are looked at.
pub(super) const AHEAD: usize = 12;

/// Whether a line that starts with `From ` opens a message. `after_blank` says whether the line
/// before it is blank, `ahead` has the lines after it. Texts quote such lines, also whole ones. So
/// without a header a whole line counts only where nothing of a text follows.
pub(super) fn opens_message<'a>(
    line: &[u8],
    after_blank: bool,
    ahead: impl Iterator<Item = &'a [u8]>,
) -> bool {
    let rest = line.strip_prefix(b"From").unwrap_or_default();
    let words: Vec<&[u8]> = rest
        .split(u8::is_ascii_whitespace)
        .filter(|word| !word.is_empty())
        .take(20)
        .collect();
    let has_time = words.iter().any(|word| is_time(word));
    // A sentence has more words, and neither an address nor a date in it.
    let is_short = match words.as_slice() {
        [] | [_] => true,
        [_, _] if has_time => true,
        [first, ..] => first.contains(&b'@') && words.len() <= 8,
    };
    let is_dated = words.iter().any(|word| is_month(word)) && (has_time || has_year(&words));
    if after_blank && is_dated && has_time && has_year(&words) {
        let ahead: Vec<&[u8]> = ahead.collect();
        let is_empty = ahead.iter().all(|line| line.trim_ascii().is_empty());
        return is_empty || known_fields(ahead.into_iter()) >= 1;
    }
    (is_short || is_dated) && known_fields(ahead) >= if has_time { 1 } else { 2 }
}

/// When a message came, as the line that opens it says: `19 Jan 2021 22:00:00`.
pub(super) fn date_of(line: &[u8]) -> Option<String> {
    let line = std::str::from_utf8(line.get(..200).unwrap_or(line)).ok()?;
    let words: Vec<&str> = line.split_ascii_whitespace().collect();
    let is_day = |word: &&str| word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit());
    let month = words
        .windows(2)
        .position(|pair| is_month(pair[0].as_bytes()) && is_day(&pair[1]))?;
    let day = words[month + 1];
    let time = words
        .iter()
        .skip(month)
        .find(|word| is_time(word.as_bytes()))?;
    let year = words
        .iter()
        .skip(month)
        .find(|word| has_year(&[word.as_bytes()]))?;
    Some(format!("{day} {} {year} {time}", words[month]))
}

/// Whether a line frames messages in the mailboxes of MMDF.
pub(super) fn is_frame(line: &[u8]) -> bool {
    line.trim_ascii_end() == [1; 4]
}

/// Whether a file opens with such a frame and a message.
pub(super) fn opens_framed(head: &[u8]) -> bool {
    let (line, rest) = cut_line(skip_blank_lines(head));
    let (first, _) = cut_line(rest);
    is_frame(line) && (is_known_field(first) || first.starts_with(b"From "))
}

/// Whether a file opens with the line that opens a message of an mbox.
pub(super) fn opens_mbox(head: &[u8]) -> bool {
    let (line, mut rest) = cut_line(skip_blank_lines(head));
    let is_whole = || {
        let words: Vec<&[u8]> = line.split(u8::is_ascii_whitespace).collect();
        date_of(line).is_some() && words.len() <= 12 && has_year(&words)
    };
    let ahead = std::iter::from_fn(|| {
        let (line, after) = cut_line(rest);
        rest = after;
        (!line.is_empty()).then_some(line)
    });
    line.starts_with(b"From") && (opens_message(line, true, ahead.take(AHEAD)) || is_whole())
}

/// How many known fields the header has that lines start with; one that only mails have counts
/// twice. None if they are no header.
fn known_fields<'a>(lines: impl Iterator<Item = &'a [u8]>) -> usize {
    let mut known = 0;
    let mut is_first = true;
    for line in lines {
        let text = line.trim_ascii_end();
        if text.is_empty() {
            if is_first {
                continue; // blank lines before the header
            }
            break;
        }
        let is_folded = !is_first && (line.starts_with(b" ") || line.starts_with(b"\t"));
        let is_quoted_postmark = line.starts_with(b">From ");
        if !is_folded && !is_quoted_postmark {
            if field(text).is_none() {
                return 0;
            }
            known += usize::from(is_known_field(text)) + usize::from(is_mark(text));
        }
        is_first = false;
    }
    known
}

/// Whether a word is a time of day: `22:00`, `22:00:00`.
fn is_time(word: &[u8]) -> bool {
    let digits = |part: &[u8]| (1..=2).contains(&part.len()) && part.iter().all(u8::is_ascii_digit);
    let mut parts = word.split(|byte| *byte == b':');
    let count = word.split(|byte| *byte == b':').count();
    (2..=3).contains(&count) && parts.all(digits)
}

fn is_month(word: &[u8]) -> bool {
    const MONTHS: [&[u8]; 12] = [
        b"jan", b"feb", b"mar", b"apr", b"may", b"jun", b"jul", b"aug", b"sep", b"oct", b"nov",
        b"dec",
    ];
    MONTHS.iter().any(|month| word.eq_ignore_ascii_case(month))
}

fn has_year(words: &[&[u8]]) -> bool {
    words.iter().any(|word| {
        word.len() == 4
            && word.iter().all(u8::is_ascii_digit)
            && (word.starts_with(b"19") || word.starts_with(b"20"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &[&[u8]] = &[
        b"From: Ann <ann@post.example>\n",
        b"Subject: a\n",
        b"\n",
        b"text\n",
    ];
    const TEXT: &[&[u8]] = &[b"the quay is closed.\n", b"Subject: a\n"];

    #[test]
    fn postmarks_are_distinguished_from_sentences() {
        for (line, before_header, before_text) in [
            (
                "From ann@post.example Tue Jan 19 22:00:00 2021",
                true,
                false,
            ),
            (
                "From ann at post.example  Tue Jan 19 22:00:00 2021",
                true,
                false,
            ),
            ("From - Tue Jan 19 22:00:00 2021", true, false),
            (
                "From MAILER-DAEMON Tue Jan 19 22:00 2021 +0100",
                true,
                false,
            ),
            ("From ann@post.example", true, false),
            ("From - Tue Jan 19 2021", true, false),
            ("From ", true, false),
            ("From", true, false),
            ("From x", true, false),
            ("From -", true, false),
            ("From x 22:00", true, false),
            ("From 22:00 on Tuesday the quay is closed", false, false),
            ("From the harbour one sees the quay, where", false, false),
            ("From 1990 on", false, false),
        ] {
            let lines = |ahead: &[&'static [u8]]| {
                opens_message(line.as_bytes(), true, ahead.iter().copied())
            };
            assert_eq!(
                (lines(HEADER), lines(TEXT)),
                (before_header, before_text),
                "{line}"
            );
        }
        let in_text = opens_message(
            b"From x Tue Jan 19 22:00:00 2021",
            false,
            TEXT.iter().copied(),
        );
        assert!(!in_text, "within a paragraph");
        let at_end = opens_message(
            b"From x Tue Jan 19 22:00:00 2021",
            true,
            [&b"\n"[..]].into_iter(),
        );
        assert!(at_end, "a message with nothing in it");
    }

    #[test]
    fn a_postmark_says_when_a_message_came() {
        for (line, date) in [
            (
                "From ann@post.example Tue Jan 19 22:00:00 2021",
                Some("19 Jan 2021 22:00:00"),
            ),
            (
                "From May Tue Jan  9 22:00 2021 +0100",
                Some("9 Jan 2021 22:00"),
            ),
            ("From - Tue Feb  9 22:00 2021", Some("9 Feb 2021 22:00")),
            ("From ann@post.example", None),
            ("From 1990 on", None),
        ] {
            let found = date_of(line.as_bytes());
            assert_eq!(found.as_deref(), date, "{line}");
        }
    }
}
