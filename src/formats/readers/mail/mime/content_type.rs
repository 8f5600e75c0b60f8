//! The type of a part: `Content-Type`, however badly it is written.
//!
//! RFC 2045 makes a type that is not understood plain text, and so does this file: `text`,
//! `text/`, `plain` and types of programs that are gone. Missing semicolons, comments, values in
//! pieces (RFC 2231) and several fields are read as they are meant.

use super::header::Header;
use super::structure::has_delimiter;

/// What a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::formats::readers) enum Kind {
    /// Text for people, without markup.
    Plain,
    Html,
    /// Text with the few tags of RFC 1896.
    Enriched,
    /// Text for programs: calendars, address cards, style sheets.
    OtherText,
    /// Parts of which each is to be seen.
    Multipart,
    /// Parts of which one is to be seen: they say the same in several forms.
    Alternative,
    /// Messages that are parts without a header of their own being needed.
    Digest,
    /// A message within the message.
    Message,
    /// Anything else: pictures, documents, signatures.
    Other,
}

/// The type of a part and what it says of it.
#[derive(Debug)]
pub(in crate::formats::readers) struct ContentType {
    pub(in crate::formats::readers) kind: Kind,
    /// The type as it is written, in lower case; `text/plain` if there is none.
    pub(in crate::formats::readers) name: String,
    parameters: Vec<(String, String)>,
}

/// The most parameters that are read.
const MOST_PARAMETERS: usize = 64;

/// Types of text that is not meant for people, the part after `text/`.
const FOR_PROGRAMS: &[&str] = &[
    "calendar",
    "vcard",
    "x-vcard",
    "directory",
    "css",
    "javascript",
    "csv",
    "rtf",
    "xml",
    "rfc822-headers",
    "x-amp-html",
    "x-vcalendar",
    "x-patch",
    "x-diff",
    "richtext-signature",
    "x-pkcs7",
];

/// Either word of types of HTML, and types that lack the slash.
const HTML: &[&str] = &[
    "html",
    "htm",
    "xhtml",
    "xhtml+xml",
    "x-html",
    "text.html",
    "text-html",
    "texthtml",
];

/// The first words of types that are not text.
const NOT_TEXT: &[&str] = &[
    "image",
    "audio",
    "video",
    "application",
    "font",
    "model",
    "chemical",
    "message",
    "x-conference",
];

impl ContentType {
    /// The type of a part with this header and content. Of several fields, the one of a multipart
    /// whose delimiter is there counts, else the first one that names a type.
    pub(in crate::formats::readers) fn of(
        header: &Header<'_>,
        content: &[u8],
        default: Kind,
    ) -> Self {
        let mut types = header.all("content-type").map(Self::read);
        let Some(first) = types.next() else {
            return Self {
                kind: default,
                name: "text/plain".to_owned(),
                parameters: Vec::new(),
            };
        };
        let is_right = |read: &Self| {
            let is_nested = matches!(
                read.kind,
                Kind::Multipart | Kind::Alternative | Kind::Digest
            );
            let boundary = read.parameter("boundary").filter(|_| is_nested);
            boundary.is_some_and(|boundary| has_delimiter(content, boundary))
        };
        if is_right(&first) {
            return first;
        }
        let others: Vec<Self> = types.take(8).collect();
        let nested = others.iter().position(is_right);
        let named = || {
            let is_type = |read: &Self| read.name.contains('/') && !read.name.ends_with('/');
            (!is_type(&first)).then(|| others.iter().position(is_type))?
        };
        let at = nested.or_else(named);
        let charset = first.parameter("charset").map(str::to_owned);
        let mut chosen = match at {
            Some(at) => others.into_iter().nth(at).unwrap_or(first),
            None => first,
        };
        if let Some(charset) = charset.filter(|_| chosen.parameter("charset").is_none()) {
            chosen.parameters.push(("charset".to_owned(), charset));
        }
        chosen
    }

    fn read(value: &[u8]) -> Self {
        let value = String::from_utf8_lossy(value);
        let is_end = |c: char| c == ';' || c == '(' || c.is_whitespace();
        let trimmed = value.trim_start_matches(['"', '\'', ' ']);
        let (name, rest) = trimmed.split_at(trimmed.find(is_end).unwrap_or(trimmed.len()));
        let name = name.trim_matches(['"', '\'', ',']).to_lowercase();
        // A type may be missing before its parameters.
        let (name, rest) = if name.contains('=') {
            (String::new(), &*value)
        } else {
            (name, rest)
        };
        Self {
            kind: kind_of(&name),
            name,
            parameters: parameters(rest),
        }
    }

    /// The value of a parameter.
    pub(in crate::formats::readers) fn parameter(&self, name: &str) -> Option<&str> {
        let (_, value) = self.parameters.iter().find(|(known, _)| known == name)?;
        (!value.is_empty()).then_some(value)
    }
}

/// The parameters of a field such as `Content-Disposition`.
pub(in crate::formats::readers) fn parameters_of(value: &[u8]) -> Vec<(String, String)> {
    let value = String::from_utf8_lossy(value);
    let start = value.find(';').unwrap_or(value.len());
    parameters(&value[start..])
}

fn kind_of(name: &str) -> Kind {
    let (class, form) = name.split_once('/').unwrap_or((name, ""));
    match (class.trim(), form.trim()) {
        ("multipart", "alternative") => Kind::Alternative,
        ("multipart", "digest") => Kind::Digest,
        ("multipart", _) => Kind::Multipart,
        ("message", "rfc822" | "global" | "news" | "") => Kind::Message,
        (class, form) if HTML.contains(&form) || HTML.contains(&class) => Kind::Html,
        ("text", "enriched" | "richtext") => Kind::Enriched,
        ("text", form) if FOR_PROGRAMS.contains(&form) => Kind::OtherText,
        // `message/partial` is a piece of a message that was sent in several.
        (class, form) if NOT_TEXT.contains(&class) && form != "partial" => Kind::Other,
        _ => Kind::Plain,
    }
}

/// Reads `; key=value` in any number. Semicolons may be missing, values may be quoted.
fn parameters(text: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('=') {
        let key = rest[..at]
            .rsplit(|c: char| c == ';' || c.is_whitespace())
            .find(|word| !word.is_empty())
            .unwrap_or_default();
        let key = key.trim_matches('"').to_lowercase();
        let (value, after) = value_of(rest[at + 1..].trim_start());
        rest = after;
        if found.len() < MOST_PARAMETERS {
            add(&mut found, &key, value);
        }
    }
    found
}

/// Adds a parameter. Values in pieces (`boundary*0="a"; boundary*1="b"`) become one; a value with
/// its character set (`charset*=us-ascii'en'utf-8`) is taken without it.
fn add(found: &mut Vec<(String, String)>, key: &str, value: String) {
    let (name, piece) = key.split_once('*').unwrap_or((key, ""));
    let value = match (key.ends_with('*'), value.rsplit_once('\'')) {
        (true, Some((_, own))) => own.to_owned(),
        _ => value,
    };
    let is_later = piece
        .bytes()
        .next()
        .is_some_and(|byte| byte.is_ascii_digit())
        && !piece.starts_with('0');
    match found.iter_mut().find(|(known, _)| known == name) {
        Some((_, whole)) if is_later => whole.push_str(&value),
        Some(_) => {}
        None => found.push((name.to_owned(), value)),
    }
}

/// The value at the start of a text, and what follows it.
fn value_of(text: &str) -> (String, &str) {
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''));
    let Some(quote) = quote else {
        let end = text
            .find(|c: char| c == ';' || c.is_whitespace())
            .unwrap_or(text.len());
        return (text[..end].to_owned(), &text[end..]);
    };
    let inner = &text[1..];
    let mut value = String::new();
    let mut is_escaped = false;
    for (at, c) in inner.char_indices() {
        match c {
            '\\' if !is_escaped => {
                is_escaped = true;
                continue;
            }
            c if c == quote && !is_escaped => return (value, &inner[at + 1..]),
            c => value.push(c),
        }
        is_escaped = false;
    }
    // The quote is never closed: the value is the next word.
    let end = inner
        .find(|c: char| c == ';' || c.is_whitespace())
        .unwrap_or(inner.len());
    (inner[..end].to_owned(), &inner[end..])
}
