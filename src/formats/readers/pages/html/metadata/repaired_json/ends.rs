//! Where strings end in a text that is not quite JSON, and what is between its values.
//!
//! Nothing here looks further than [`LOOKAHEAD`], so that any text is read in one pass.

/// How far behind a quote is looked, in bytes, for the marks that show whether it ends a string.
const LOOKAHEAD: usize = 200;

/// The longest name of a member, in bytes.
pub(super) const LONGEST_NAME: usize = 100;

/// Where a value is, which decides what can follow it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// It is the value of a member.
    Member,
    /// It is an item of a list.
    Item,
    /// It is the name of a member.
    Name,
}

/// Whether a quote can end a string that another one opens.
pub(super) fn ends_like(opening: char, quote: char) -> bool {
    match opening {
        '"' | '\'' => quote == opening,
        _ => matches!(quote, '“' | '”' | '"'),
    }
}

/// Whether a string ends before this text, and not at a quote within it.
pub(super) fn is_end(after: &str, place: Place) -> bool {
    let after = &after[..after.floor_char_boundary(LOOKAHEAD)];
    let after = &after[gap(after)..];
    let Some(next) = after.chars().next() else {
        return true;
    };
    let behind = || {
        let rest = &after[next.len_utf8()..];
        &rest[gap(rest)..]
    };
    match (place, next) {
        (Place::Name, _) => next == ':',
        (_, '}' | ']') => {
            behind().is_empty()
                || behind().starts_with([',', '}', ']', '{', '[', ';', '<'])
                || opens_member(behind())
        }
        (Place::Member, ',') => {
            behind().is_empty()
                || behind().starts_with(['}', ']', ',', '{'])
                || opens_member(behind())
        }
        // The comma before the next member is missing.
        (Place::Member, _) => opens_member(after),
        (Place::Item, ',') => {
            let behind = behind();
            behind.is_empty()
                || behind.starts_with(['"', '\'', '{', '[', ']', '}', ',', '“'])
                || behind.starts_with(|c: char| c.is_ascii_digit())
        }
        (Place::Item, _) => false,
    }
}

/// Whether a text starts with the name of a member without its first quote, which was taken for the
/// end of the value before it: `datePublished": "2021`.
pub(super) fn lacks_quote(after: &str) -> bool {
    let after = &after[..after.floor_char_boundary(LOOKAHEAD)];
    let length = after
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '@')
        .unwrap_or(0);
    let Some(behind) = after[length..].strip_prefix('"').filter(|_| length > 2) else {
        return false;
    };
    let value = behind[gap(behind)..]
        .strip_prefix(':')
        .map(|rest| &rest[gap(rest)..]);
    value.is_some_and(|value| value.starts_with(['"', '{', '[']))
}

/// Whether a text starts with the name of a member and a colon.
fn opens_member(text: &str) -> bool {
    let quote = text
        .chars()
        .next()
        .filter(|c| matches!(c, '"' | '\'' | '“' | '”'));
    let name = &text[quote.map_or(0, char::len_utf8)..];
    let is_of_name = |c: char| c.is_ascii_alphanumeric() || "@_-:.$ ".contains(c);
    let length = match quote {
        Some(quote) => name.find(|c| ends_like(quote, c)),
        None => name.find(|c: char| !(c.is_ascii_alphanumeric() || c == '@' || c == '_')),
    };
    let Some(length) = length.filter(|length| (1..=LONGEST_NAME).contains(length)) else {
        return false;
    };
    let behind = &name[length..];
    let behind = &behind[quote.map_or(0, |_| behind.chars().next().map_or(0, char::len_utf8))..];
    name[..length].chars().all(is_of_name) && behind[gap(behind)..].starts_with(':')
}

/// The length of the white space, comments and tags at the start of a text.
pub(super) fn gap(text: &str) -> usize {
    let mut rest = text;
    loop {
        rest = rest
            .trim_start_matches(|c: char| c.is_whitespace() || c.is_control() || c == '\u{feff}');
        let length = if rest.starts_with("/*") {
            rest.find("*/").map(|end| end + 2)
        } else if rest.starts_with("<!--") {
            Some("<!--".len())
        } else if rest.starts_with("-->") {
            Some("-->".len())
        } else if rest.starts_with("//") {
            Some(rest.find('\n').unwrap_or(rest.len()))
        } else {
            tag(rest)
        };
        match length {
            Some(length) => rest = &rest[length..],
            None => return text.len() - rest.len(),
        }
    }
}

/// The length of the tag at the start of a text: editors put `<br />` and `<p>` between lines.
fn tag(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('<')?;
    let end = inner.find('>').filter(|end| *end <= 10)?;
    let is_tag = |c: char| c.is_ascii_alphabetic() || c == '/' || c == ' ';
    inner[..end].chars().all(is_tag).then_some(end + 2)
}
