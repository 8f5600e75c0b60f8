//! Which files and folders next to it a page uses, and how: it loads them, or it links to them.
//!
//! Only the start of a page is read, and nothing is parsed but its attributes.

use crate::article::{is_making_name, is_page_name};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// How much of a page is read, in bytes.
const START: u64 = 2 << 20;

/// The longest address that is read, in bytes.
const LONGEST: usize = 4096;

/// The longest name that a file may have, in bytes.
const LONGEST_NAME: usize = 255;

/// How pages use a file, or the files in a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// They load frames, styles or scripts.
    Loads,
    /// They link to it. This counts more.
    Links,
}

/// The uses of files and folders, by their names.
pub(super) type Uses = HashMap<String, Use>;

/// Adds what a page uses of the folder that it is in. A page that cannot be read uses nothing.
pub(super) fn uses_of_page(page: &Path, uses: &mut Uses) {
    let mut start = Vec::new();
    let read = File::open(page).and_then(|file| file.take(START).read_to_end(&mut start));
    if read.is_ok() {
        add_uses(&start, uses);
    }
}

/// The names of files at the ends of the addresses of a page, whatever it does with them. `None` if
/// it cannot be read.
pub(super) fn names_in_page(page: &Path) -> Option<HashSet<String>> {
    let mut start = Vec::new();
    let file = File::open(page).ok()?;
    file.take(START).read_to_end(&mut start).ok()?;
    Some(names_of_files(&start))
}

/// The names of files at the ends of addresses. What is within a value is not looked at again.
fn names_of_files(page: &[u8]) -> HashSet<String> {
    let mut names = HashSet::new();
    let mut rest = page;
    while let Some(at) = memchr::memchr(b'=', rest) {
        rest = &rest[at + 1..];
        let Some(value) = value_at(rest) else {
            continue;
        };
        rest = &rest[value.end..];
        let address = decoded(value.text);
        let path = address.split(['?', '#']).next().unwrap_or_default();
        let name = path.rsplit('/').next().unwrap_or_default();
        if !name.is_empty() && name.len() <= LONGEST_NAME && !names.contains(name) {
            names.insert(name.to_owned());
        }
    }
    names
}

fn add_uses(page: &[u8], uses: &mut Uses) {
    for at in memchr::memchr_iter(b'=', page) {
        let before = &page[..at];
        let Some(attribute) = ["src", "href", "data"].into_iter().find(|name| {
            before.len() > name.len()
                && before[before.len() - name.len()..].eq_ignore_ascii_case(name.as_bytes())
                && before[before.len() - name.len() - 1].is_ascii_whitespace()
        }) else {
            continue;
        };
        let Some(address) = value_at(&page[at + 1..]).map(|value| decoded(value.text)) else {
            continue;
        };
        let Some((name, file)) = local(&address) else {
            continue;
        };
        let tag = memchr::memrchr(b'<', before).map_or(&b""[..], |start| &before[start + 1..]);
        let is_tag = |name: &str| {
            tag.get(..name.len())
                .is_some_and(|own| own.eq_ignore_ascii_case(name.as_bytes()))
                && tag.get(name.len()).is_some_and(u8::is_ascii_whitespace)
        };
        if attribute == "href" && !is_tag("link") {
            uses.insert(name.to_owned(), Use::Links);
        } else if is_page_name(file) || is_making_name(file) {
            uses.entry(name.to_owned()).or_insert(Use::Loads);
        }
    }
}

/// The value of an attribute, as written, and where what follows it starts.
struct Value<'p> {
    text: &'p [u8],
    end: usize,
}

/// The value after an equals sign; `None` if it does not end.
fn value_at(after: &[u8]) -> Option<Value<'_>> {
    let after = &after[..after.len().min(LONGEST)];
    Some(if let quote @ (b'"' | b'\'') = after.first()? {
        let end = 1 + memchr::memchr(*quote, &after[1..])?;
        Value {
            text: &after[1..end],
            end: end + 1,
        }
    } else {
        let is_end = |byte: &u8| byte.is_ascii_whitespace() || *byte == b'>';
        let end = after.iter().position(is_end)?;
        Value {
            text: &after[..end],
            end,
        }
    })
}

/// A value without percent signs and character references.
fn decoded(value: &[u8]) -> String {
    let value = String::from_utf8_lossy(value);
    let value = if value.contains("&amp;") {
        Cow::Owned(value.replace("&amp;", "&"))
    } else {
        value
    };
    without_percent(value.trim())
}

fn without_percent(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let code = text.get(at + 1..at + 3).filter(|_| *byte == b'%');
        if let Some(code) = code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            decoded.push(code);
            at += 3;
        } else {
            decoded.push(*byte);
            at += 1;
        }
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

/// The first name of a path relative to the page, and the file at its end; `None` for other
/// addresses.
fn local(address: &str) -> Option<(&str, &str)> {
    let path = address.trim_start_matches("./");
    let path = path.split(['?', '#']).next()?;
    if path.starts_with(['/', '.']) || path.contains(':') || path.is_empty() {
        return None;
    }
    let name = path.split('/').next()?;
    Some((name, path.rsplit('/').next()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_loads_parts_or_links_to_pages() {
        for (page, used) in [
            ("<iframe src=\"./my parts/a.html\">", Some(Use::Loads)),
            ("<iframe src='my%20parts/sub/a.html?x'>", Some(Use::Loads)),
            ("<LINK rel=x HREF=\"my parts/a.css\">", Some(Use::Loads)),
            ("<script src=my%20parts/a.js></script>", Some(Use::Loads)),
            ("<img src=\"my parts/a.png\">", None),
            (
                "<a class=b href=\"my parts/a.html\"></a><iframe src='my parts/b.html'>",
                Some(Use::Links),
            ),
            (
                "<iframe src='my parts/b.html'><a class=b href=\"my parts/a.html\">",
                Some(Use::Links),
            ),
            ("<p>In my parts/a.html", None),
            ("<iframe src=\"https://my parts/a.html\">", None),
            ("<iframe src=\"../my parts/a.html\">", None),
            ("<iframe src=\"my parts/a.html", None),
        ] {
            let mut uses = Uses::default();
            add_uses(page.as_bytes(), &mut uses);
            assert_eq!(uses.get("my parts").copied(), used, "{page}");
        }
    }

    #[test]
    fn names_of_files_are_at_the_ends_of_values() {
        let long = format!("<a href=\"{}.txt\">", "a".repeat(300));
        for (page, expected) in [
            ("<a href=\"x/my%20log.txt?b=c.txt#d\">", &["my log.txt"][..]),
            ("<a href=x/a.txt class='b.txt'>", &["a.txt", "b.txt"]),
            (
                "<a title=\"see b=c.txt or d=e.txt\" href='a.txt'>",
                &["a.txt", "see b=c.txt or d=e.txt"],
            ),
            ("<a href=\"\" src='x/' data=>", &[]),
            ("<a href=\"a.txt", &[]),
            ("a =b.txt ==", &["b.txt"]),
            (&long, &[]),
        ] {
            let mut names: Vec<String> = names_of_files(page.as_bytes()).into_iter().collect();
            names.sort();
            assert_eq!(names, expected, "{page}");
        }
    }

    #[test]
    fn values_within_values_are_not_read_again() {
        let start = std::time::Instant::now();
        let page = format!("<a title='{}'>", "=".repeat(4000)).repeat(500);
        assert_eq!(names_of_files(page.as_bytes()).len(), 0);
        let page = "=\"a\"".repeat(500_000);
        assert_eq!(names_of_files(page.as_bytes()).len(), 1);
        assert!(start.elapsed() < std::time::Duration::from_secs(10));
    }
}
