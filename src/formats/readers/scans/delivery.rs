//! Files that go with a delivery and have no articles: lists of checksums, and the files of `BagIt`.
//! They are known by their first lines, whatever their names are. Nothing in them is reported.
//! Format: RFC 8493 for `BagIt`; the programs `sha256sum` and `sha256 -r` for the others.

use crate::formats::input::Input;
use crate::formats::reader::{ArticleReader, ArticleSink, ReadEnd};

/// How many lines have to look like checksums.
const LINES: usize = 3;

/// The lengths of checksums in hexadecimal digits: MD5, and SHA of several lengths.
const LENGTHS: [usize; 6] = [32, 40, 56, 64, 96, 128];

/// The first lines of `BagIt`'s own files.
const BAGS: [&str; 4] = [
    "BagIt-Version:",
    "Bagging-Date:",
    "Payload-Oxum:",
    "Bag-Software-Agent:",
];

/// Files of a delivery, which are not read.
pub(in crate::formats) struct Delivery;

impl ArticleReader for Delivery {
    fn name(&self) -> &'static str {
        "delivery"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &[]
    }

    fn recognizes(&self, head: &[u8]) -> bool {
        let Ok(head) = std::str::from_utf8(head)
            .or_else(|error| std::str::from_utf8(&head[..error.valid_up_to()]))
        else {
            return false;
        };
        let head = head.trim_start_matches('\u{feff}');
        let is_bag = |line: &str| BAGS.iter().any(|start| line.starts_with(start));
        if head.lines().take(LINES * 4).any(is_bag) && !head.contains("\n\n") {
            return true;
        }
        let mut lines = head
            .lines()
            .filter(|line| !line.trim().is_empty())
            .take(LINES)
            .peekable();
        lines.peek().is_some() && lines.all(is_checksum)
    }

    fn read(&self, _input: Input<'_>, _out: &mut dyn ArticleSink) -> Result<(), ReadEnd> {
        Ok(())
    }
}

/// Whether a line is a checksum and the name of a file: `9f8c…  data/1.xml` or
/// `sha256 (1.xml) = 9f8c…`.
fn is_checksum(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let (first, last) = (words.next(), words.next_back());
    let is_sum = |word: Option<&str>| {
        word.is_some_and(|word| {
            LENGTHS.contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_hexdigit())
        })
    };
    last.is_some() && (is_sum(first) || (is_sum(last) && line.contains(") = ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_checksums_are_known_and_texts_are_not() {
        let sum = "9f8c6c2e5696859560124a61f8fead92";
        for head in [
            format!("{sum}  data/1.xml\n{sum} *data/2.xml\n"),
            format!("sha1 (1.xml) = {sum}\n"),
            "BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n".to_owned(),
            "Source-Organization: Library\nBagging-Date: 2019-06-15\n".to_owned(),
        ] {
            assert!(Delivery.recognizes(head.as_bytes()), "{head}");
        }
        for head in [
            "",
            "Ferry resumed\n\nThe ferry runs again.",
            "The Payload\n\nBagging-Date: is a field of bags.",
            sum,
        ] {
            assert!(!Delivery.recognizes(head.as_bytes()), "{head}");
        }
    }
}
