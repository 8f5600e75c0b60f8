//! A limit to the attributes of one tag.
//!
//! The tokenizer compares each attribute's name with all earlier ones of the tag, so a tag with a
//! million attributes would keep it busy for hours. Attributes above the limit are removed first.

use std::borrow::Cow;

/// How many attributes a tag keeps; pages of news have fewer than a hundred.
pub(in crate::formats) const MOST_ATTRIBUTES: usize = 512;

/// Markup without the attributes above the limit.
pub(in crate::formats) fn within_limit(html: &str) -> Cow<'_, str> {
    let mut cut = String::new();
    let mut kept_to = 0;
    let mut at = 0;
    while let Some(found) = html[at..].find('<') {
        let name_at = at + found + 1;
        let rest = &html[name_at..];
        if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            at = if rest.starts_with("!--") {
                comment_end(html, name_at + 3)
            } else {
                name_at
            };
            continue;
        }
        let tag = Scan::of(html, name_at);
        if let Some(excess) = tag.excess {
            cut.push_str(&html[kept_to..excess]);
            kept_to = tag.end;
        }
        at = raw_text_end(html, name_at, tag.end).unwrap_or(tag.end);
    }
    if kept_to == 0 {
        return Cow::Borrowed(html);
    }
    cut.push_str(&html[kept_to..]);
    Cow::Owned(cut)
}

fn comment_end(html: &str, from: usize) -> usize {
    html[from..].find("-->").map_or(html.len(), |at| from + at)
}

/// Where the content of a script or style ends, if the tag at `name_at` opens one. What looks like
/// a tag in such content is not one.
fn raw_text_end(html: &str, name_at: usize, from: usize) -> Option<usize> {
    let name = html.as_bytes().get(name_at..name_at + 6)?;
    if !name.eq_ignore_ascii_case(b"script") && !name[..5].eq_ignore_ascii_case(b"style") {
        return None;
    }
    // Without an end tag it goes on to the end of the page.
    Some(html[from..].find("</").map_or(html.len(), |at| from + at))
}

/// A tag's attributes, counted.
struct Scan {
    /// Where the first attribute above the limit starts.
    excess: Option<usize>,
    /// The place of the tag's `>`, or the text's end.
    end: usize,
}

impl Scan {
    /// Reads a tag from its name, as the tokenizer does:
    /// <https://html.spec.whatwg.org/multipage/parsing.html#tag-name-state>.
    fn of(html: &str, name_at: usize) -> Self {
        let bytes = html.as_bytes();
        let skip = |from: usize, is_in: fn(&u8) -> bool| {
            from + bytes[from..].iter().take_while(|byte| is_in(byte)).count()
        };
        let mut excess = None;
        let mut count = 0;
        let mut at = skip(name_at, |byte| !is_separator(*byte) && *byte != b'>');
        loop {
            at = skip(at, |byte| is_separator(*byte));
            if at >= bytes.len() || bytes[at] == b'>' {
                return Self { excess, end: at };
            }
            count += 1;
            if count > MOST_ATTRIBUTES {
                excess.get_or_insert(at);
            }
            // A name may start with `=`.
            at = skip(at + 1, |byte| !is_separator(*byte) && !b"=>".contains(byte));
            let equals = skip(at, u8::is_ascii_whitespace);
            if bytes.get(equals) != Some(&b'=') {
                continue;
            }
            at = skip(equals + 1, u8::is_ascii_whitespace);
            at = match bytes.get(at) {
                Some(quote @ (b'"' | b'\'')) => bytes[at + 1..]
                    .iter()
                    .position(|byte| byte == quote)
                    .map_or(bytes.len(), |length| at + length + 2),
                _ => skip(at, |byte| !byte.is_ascii_whitespace() && *byte != b'>'),
            };
        }
    }
}

fn is_separator(byte: u8) -> bool {
    byte.is_ascii_whitespace() || byte == b'/'
}
