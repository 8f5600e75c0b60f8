//! The header of a message or part: its fields, however badly they are written.
//!
//! Real headers start after blank lines, have lines that are no fields, lose their folding, or end
//! without an empty line. The rule: a line that is no field ends the header, unless fields that
//! only headers have follow it. So nothing of a text is ever taken for a header without a note.

use std::borrow::Cow;

/// Names of fields that mails have, in lower case. Names that start with `x-` or `content-` count
/// as well.
#[rustfmt::skip]
pub(in crate::formats::readers) const KNOWN: &[&str] = &[
    "from", "to", "cc", "bcc", "date", "subject", "sender", "reply-to", "message-id", "received", "return-path",
    "delivered-to", "mime-version", "in-reply-to", "references", "list-id", "list-unsubscribe", "list-post",
    "list-archive", "list-help", "list-subscribe", "precedence", "newsgroups", "path", "organization", "lines", "xref",
    "nntp-posting-host", "dkim-signature", "domainkey-signature", "authentication-results", "received-spf",
    "arc-seal", "arc-message-signature", "arc-authentication-results", "keywords", "errors-to", "user-agent",
    "thread-topic", "thread-index", "importance", "priority", "status", "approved", "archived-at", "resent-from",
    "resent-date", "resent-to", "resent-message-id", "old-date", "apparently-to", "envelope-to", "delivery-date",
    "auto-submitted", "feedback-id", "sensitivity", "followup-to", "distribution", "supersedes", "summary",
];

/// Fields that only sent mails have: in lower case, with their colon.
#[rustfmt::skip]
const MARKS: &[&[u8]] = &[
    b"message-id:", b"received:", b"mime-version:", b"return-path:", b"delivered-to:", b"dkim-signature:",
    b"content-transfer-encoding:", b"newsgroups:", b"list-id:", b"list-unsubscribe:",
];

/// The longest name of a field, in bytes.
const LONGEST_NAME: usize = 76;

/// The fields of a header, in their order.
#[derive(Debug, Default)]
pub(in crate::formats::readers) struct Header<'a> {
    fields: Vec<(&'a [u8], Cow<'a, [u8]>)>,
}

impl<'a> Header<'a> {
    /// Reads a header. Returns it with what follows its empty line.
    pub(in crate::formats::readers) fn read(bytes: &'a [u8]) -> (Self, &'a [u8]) {
        let mut header = Self::default();
        let mut rest = bytes;
        while !rest.is_empty() {
            let (line, after) = cut_line(rest);
            let text = line.trim_ascii_end();
            if text.is_empty() {
                // A line of white space may be a folded one, if the header goes on.
                if line.first().is_some_and(|byte| b" \t".contains(byte)) && opens_known(after) {
                    rest = after;
                    continue;
                }
                return (header, after);
            }
            if is_folded(line) {
                header.fold(text);
            } else if let Some((name, value)) = field(text) {
                header.fields.push((name, Cow::Borrowed(value)));
            } else if is_postmark_of_header(line) {
                // The line of an mbox, which some programs leave in the header.
            } else if goes_on(after) {
                header.fold(text);
            } else {
                return (header, rest);
            }
            rest = after;
        }
        (header, rest)
    }

    /// Adds a line to the value of the last field.
    fn fold(&mut self, line: &[u8]) {
        if let Some((_, value)) = self.fields.last_mut() {
            let value = value.to_mut();
            value.push(b' ');
            value.extend_from_slice(line.trim_ascii_start());
        }
    }

    /// The values of all fields of that name, which is given in lower case, unless they are blank.
    pub(in crate::formats::readers) fn all(&self, name: &str) -> impl Iterator<Item = &[u8]> {
        self.fields
            .iter()
            .filter(move |(known, _)| known.eq_ignore_ascii_case(name.as_bytes()))
            .map(|(_, value)| value.trim_ascii())
            .filter(|value| !value.is_empty())
    }

    /// The value of the first field of that name that is not blank.
    pub(in crate::formats::readers) fn get(&self, name: &str) -> Option<&[u8]> {
        self.all(name).next()
    }

    /// The values of all fields.
    pub(in crate::formats::readers) fn values(&self) -> impl Iterator<Item = &[u8]> {
        self.fields.iter().map(|(_, value)| &**value)
    }

    /// Whether it has no field.
    pub(in crate::formats::readers) fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }
}

/// Bytes from their first line that is not blank, without a byte order mark before it.
pub(in crate::formats::readers) fn skip_blank_lines(bytes: &[u8]) -> &[u8] {
    let mut rest = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    loop {
        let (line, after) = cut_line(rest);
        if rest.is_empty() || !line.trim_ascii().is_empty() {
            return rest;
        }
        rest = after;
    }
}

/// The first line, with its end, and what follows it.
pub(in crate::formats::readers) fn cut_line(bytes: &[u8]) -> (&[u8], &[u8]) {
    let end = memchr::memchr(b'\n', bytes).map_or(bytes.len(), |at| at + 1);
    bytes.split_at(end)
}

/// The name and the value of a field, if a line starts with one. A name has no white space in it;
/// some programs write white space after it.
pub(in crate::formats::readers) fn field(line: &[u8]) -> Option<(&[u8], &[u8])> {
    let within = &line[..line.len().min(LONGEST_NAME + 1)];
    let colon = memchr::memchr(b':', within)?;
    let name = line[..colon].trim_ascii_end();
    let is_name = !name.is_empty()
        && name
            .iter()
            .all(|byte| byte.is_ascii_graphic() && !b"<>\"(),;@[]{}".contains(byte));
    is_name.then(|| (name, &line[colon + 1..]))
}

/// Whether a line is a field that mails have.
pub(in crate::formats::readers) fn is_known_field(line: &[u8]) -> bool {
    let is_known = |name: &[u8]| {
        KNOWN
            .iter()
            .any(|known| known.as_bytes().eq_ignore_ascii_case(name))
    };
    is_part_field(line) || field(line).is_some_and(|(name, _)| is_known(name))
}

/// Whether a line is a field that parts of mails have.
pub(in crate::formats::readers) fn is_part_field(line: &[u8]) -> bool {
    let Some((name, _)) = field(line) else {
        return false;
    };
    let starts = |start: &[u8]| {
        name.get(..start.len())
            .is_some_and(|name| name.eq_ignore_ascii_case(start))
    };
    starts(b"content-") || starts(b"x-") || is_mark(line)
}

/// Whether a line is a field that only sent mails have.
pub(in crate::formats::readers) fn is_mark(line: &[u8]) -> bool {
    MARKS.iter().any(|mark| {
        line.get(..mark.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(mark))
    })
}

/// Whether a file opens with the lines of a header that has a field which only sent mails have.
/// `From:` and `Date:` are not enough, because headers of texts have them too.
pub(in crate::formats::readers) fn opens_with_header(head: &[u8]) -> bool {
    let mut has_mark = false;
    let lines = skip_blank_lines(head).split(|byte| *byte == b'\n');
    for line in lines.take_while(|line| !line.trim_ascii().is_empty()) {
        if !is_folded(line) && field(line).is_none() {
            // The last line may be cut off before its colon.
            break;
        }
        has_mark |= is_mark(line);
    }
    has_mark
}

/// Whether bytes open with a field that mails have.
fn opens_known(bytes: &[u8]) -> bool {
    is_known_field(cut_line(bytes).0)
}

/// Whether a header goes on after a line that is no field: before the next empty line there is
/// soon a field that mails have, and until then there are only fields and one or two such lines.
fn goes_on(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    for _ in 0..3 {
        let (line, after) = cut_line(rest);
        if line.trim_ascii().is_empty() {
            return false;
        }
        if is_known_field(line) {
            return true;
        }
        rest = after;
    }
    false
}

fn is_folded(line: &[u8]) -> bool {
    line.starts_with(b" ") || line.starts_with(b"\t")
}

fn is_postmark_of_header(line: &[u8]) -> bool {
    line.starts_with(b"From ") || line.starts_with(b">From ")
}
