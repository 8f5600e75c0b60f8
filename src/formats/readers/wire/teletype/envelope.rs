//! The frames of stories: where one starts and ends, and its header, text and trailer.
//!
//! What is in the text of a story is not read here.

/// Start of the header, of the text; end of the text, of the story; and what sets ANPA apart.
pub(super) const SOH: char = '\u{1}';
const STX: char = '\u{2}';
const ETX: char = '\u{3}';
const EOT: char = '\u{4}';
const SYN: char = '\u{16}';
const US: char = '\u{1F}';

/// The codes of ANPA for the form of a text: after the category, in the second line.
const FORMS: std::ops::RangeInclusive<char> = '\u{11}'..='\u{14}';

/// The word that opens a story where control characters cannot be sent, and the one that ends it.
const OPENS: &str = "ZCZC";
const ENDS: &str = "NNNN";

/// How a story is framed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Framing {
    /// By control characters, with a header of ANPA 1312.
    Anpa,
    /// By control characters, with a header of IPTC 7901.
    Iptc,
    /// By `ZCZC` and `NNNN`.
    Words,
}

/// One story of a file.
#[derive(Debug, Default)]
pub(super) struct Story<'a> {
    /// `None` if nothing frames it.
    pub(super) framing: Option<Framing>,
    /// What is before the text.
    pub(super) header: &'a str,
    pub(super) text: &'a str,
    /// What is after the text.
    pub(super) trailer: &'a str,
}

/// The framing that the first bytes of a file show; `None` if they show none.
pub(super) fn framing(head: &[u8]) -> Option<Framing> {
    let is_filling = |byte: &&u8| byte.is_ascii_whitespace() || matches!(**byte, 0 | 0x16 | 0x7F);
    let filling = head.iter().take_while(is_filling).count();
    let start = &head[filling..head.len().min(filling + 512)];
    let opens = |with: &[u8]| start.starts_with(with);
    if !opens(OPENS.as_bytes()) && !opens(SOH.encode_utf8(&mut [0; 4]).as_bytes()) {
        return None;
    }
    framing_of(&String::from_utf8_lossy(start))
}

/// The framing of a story that a text opens with.
fn framing_of(text: &str) -> Option<Framing> {
    if let Some(rest) = text.strip_prefix(OPENS) {
        return rest
            .starts_with([' ', '\n', '\r'])
            .then_some(Framing::Words);
    }
    let header = text.strip_prefix(SOH)?;
    let header = header.split([STX, SOH]).next().unwrap_or_default();
    let mut lines = header.lines();
    let first = lines.next().unwrap_or_default();
    let second = lines.next().unwrap_or_default();
    if first.contains(US) || second.contains(|c| FORMS.contains(&c)) || is_anpa_number(first) {
        return Some(Framing::Anpa);
    }
    is_iptc_header(first).then_some(Framing::Iptc)
}

/// Whether a line is the header of IPTC 7901: printable, with letters and numbers.
fn is_iptc_header(line: &str) -> bool {
    let line = line.trim_end();
    let has = |is: fn(&char) -> bool| line.chars().any(|c| is(&c));
    line.len() <= 200
        && line
            .chars()
            .all(|c| !c.is_control() && c != char::REPLACEMENT_CHARACTER)
        && has(char::is_ascii_digit)
        && has(char::is_ascii_alphabetic)
}

/// Whether a line is the first one of a header of ANPA whose control characters were lost: the
/// level of the service, four digits, the codes of those who get it (`w2870asian`).
fn is_anpa_number(line: &str) -> bool {
    let mut chars = line.chars();
    chars.next().is_some_and(|c| c.is_ascii_alphabetic())
        && chars.by_ref().take(4).filter(char::is_ascii_digit).count() == 4
        && !line.contains(' ')
}

/// The stories of a file. A file without a frame is one.
pub(super) fn stories(text: &str) -> impl Iterator<Item = Story<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let is_filling =
            |c: char| c.is_whitespace() || matches!(c, '\0' | SYN | EOT | '\u{7F}' | '\u{FEFF}');
        rest = rest.trim_start_matches(is_filling);
        if rest.is_empty() {
            return None;
        }
        let framing = framing_of(rest);
        let end = match framing {
            Some(Framing::Words) => end_of_words(rest),
            _ => end_of_codes(rest),
        };
        let (story, after) = rest.split_at(end);
        rest = after;
        Some(cut(story, framing))
    })
}

/// Where a story ends that control characters frame: at its EOT, or before the next SOH.
fn end_of_codes(text: &str) -> usize {
    let first = text.chars().next().map_or(0, char::len_utf8);
    text[first..]
        .find([SOH, EOT])
        .map_or(text.len(), |at| first + at)
}

/// Where a story ends that words frame: after a line `NNNN`, or before a line `ZCZC`.
fn end_of_words(text: &str) -> usize {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let word = line.trim();
        if at > 0 && word.starts_with(OPENS) {
            return at;
        }
        at += line.len();
        if word == ENDS {
            return at;
        }
    }
    text.len()
}

/// Cuts a story into header, text and trailer.
fn cut(story: &str, framing: Option<Framing>) -> Story<'_> {
    if framing == Some(Framing::Words) {
        let (header, text) = story.split_once('\n').unwrap_or((story, ""));
        let text = text.trim_end();
        return Story {
            framing,
            header: header.trim_start_matches(OPENS),
            text: text.strip_suffix(ENDS).unwrap_or(text),
            trailer: "",
        };
    }
    let story = story.strip_prefix(SOH).unwrap_or(story);
    let (header, rest) = match story.split_once(STX) {
        Some(cut) => cut,
        None => header_without_end(story, framing),
    };
    let (text, trailer) = rest.split_once(ETX).unwrap_or((rest, ""));
    Story {
        framing,
        header,
        text,
        trailer,
    }
}

/// Cuts a story that has no STX: its header is one line, of ANPA two.
fn header_without_end(story: &str, framing: Option<Framing>) -> (&str, &str) {
    let lines = match framing {
        Some(Framing::Anpa) => 2,
        Some(_) => 1,
        None => return ("", story),
    };
    let end: usize = story.split_inclusive('\n').take(lines).map(str::len).sum();
    story.split_at(end)
}
