//! Plain texts of messages: paragraphs that were broken to fit a line, and files in letters.
//!
//! It knows no headers and parts; `body` chooses the part.

use crate::formats::bytes::markup;
use crate::formats::bytes::white_space::unify_line_ends;

/// A text whose paragraphs are one line each again, if it was sent as `format=flowed` (RFC 3676). A
/// line that ends in a space goes on in the next one; with `delsp` that space is not of the text.
pub(super) fn unflowed(text: &str, deletes_space: bool) -> String {
    let mut joined = String::with_capacity(text.len());
    // How deep the line before is quoted, if it goes on.
    let mut open: Option<usize> = None;
    for line in text.lines() {
        let quotes = line.bytes().take_while(|byte| *byte == b'>').count();
        let inner = &line[quotes..];
        let inner = inner.strip_prefix(' ').unwrap_or(inner);
        let is_signature = inner == "-- ";
        if open != Some(quotes) || is_signature {
            if !joined.is_empty() {
                joined.push('\n');
            }
            joined.extend(std::iter::repeat_n('>', quotes));
            if quotes > 0 {
                joined.push(' ');
            }
        }
        let goes_on = inner.ends_with(' ') && !is_signature;
        let cut = if goes_on && deletes_space {
            &inner[..inner.len() - 1]
        } else {
            inner
        };
        joined.push_str(cut);
        open = goes_on.then_some(quotes);
    }
    joined
}

/// A text without the files that are written into it as letters (`begin 644 map.gif` … `end`), and
/// the name and length in characters of each.
pub(super) fn without_uuencoded(text: &str) -> (String, Vec<(String, usize)>) {
    let mut kept = String::with_capacity(text.len());
    let mut files = Vec::new();
    let mut lines = text.split_inclusive('\n');
    while let Some(line) = lines.next() {
        let Some(name) = opens_file(line) else {
            kept.push_str(line);
            continue;
        };
        let mut rest = lines.clone();
        let mut length = line.len();
        let is_whole = loop {
            match rest.next() {
                Some(code) if code.trim_end() == "end" => {
                    length += code.len();
                    break true;
                }
                Some(code) if is_code(code) => length += code.len(),
                _ => break false,
            }
        };
        if is_whole {
            files.push((name, length));
            lines = rest;
        } else {
            kept.push_str(line);
        }
    }
    (kept, files)
}

/// The name of the file that a line `begin 644 map.gif` opens.
fn opens_file(line: &str) -> Option<String> {
    let (mode, name) = line.strip_prefix("begin ")?.trim_end().split_once(' ')?;
    let is_mode =
        (3..=4).contains(&mode.len()) && mode.bytes().all(|byte| (b'0'..=b'7').contains(&byte));
    let name = name.trim();
    (is_mode && !name.is_empty()).then(|| name.to_owned())
}

/// Whether a line has as many letters as its first one says.
fn is_code(line: &str) -> bool {
    let line = line.trim_end_matches(['\r', '\n']).as_bytes();
    let Some(first) = line.first().filter(|byte| (b' '..=b'`').contains(byte)) else {
        return false;
    };
    let bytes = usize::from((first - b' ') & 63);
    let letters = bytes.div_ceil(3) * 4;
    line.len() <= letters + 2 && line.iter().all(|byte| (b' '..=b'`').contains(byte))
}

/// The text of `text/enriched`: one line end is a space, two are one; `<<` is `<`.
pub(super) fn enriched(text: &str) -> String {
    let marked_up = unify_line_ends(text)
        .replace("<<", "&lt;")
        .replace("\n\n", "<p>");
    markup::to_text(&marked_up)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flowed_lines_are_joined() {
        let flowed = "The board \nbought \ntwo cranes.\n\n Not quoted.\n> One \n> two.\n>> Three.\n-- \nDesk";
        assert_eq!(
            unflowed(flowed, false),
            "The board bought two cranes.\n\nNot quoted.\n> One two.\n>> Three.\n-- \nDesk"
        );
        assert_eq!(unflowed("港は \n買った", true), "港は買った");
    }

    #[test]
    fn files_in_letters_are_cut_out() {
        let text = "Before.\nbegin 644 map.gif\n#0V%T\n`\nend\nAfter.\nbegin 644 times\nwith a sentence.\n";
        let (kept, files) = without_uuencoded(text);
        assert_eq!(kept, "Before.\nAfter.\nbegin 644 times\nwith a sentence.\n");
        assert_eq!(files, [("map.gif".to_owned(), 30)]);
    }
}
