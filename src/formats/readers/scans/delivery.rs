//! Files that go with a delivery and have no articles: lists of checksums, the files of `BagIt`, and
//! the lists of batches of NDNP. They are known by their first lines, whatever their names are.
//! Nothing in them is reported. Format: RFC 8493 for `BagIt`; the programs `sha256sum` and `sha256 -r` for the others.

use crate::formats::input::Input;
use crate::formats::reader::{ArticleReader, ArticleSink, ReadEnd};
use crate::formats::xml::Root;

/// How many lines have to look like checksums.
const LINES: usize = 3;

/// The lengths of checksums in hexadecimal digits: MD5, and SHA of several lengths.
const LENGTHS: [usize; 6] = [32, 40, 56, 64, 96, 128];

/// The first lines of `BagIt`'s own files.
const BAGS: [&str; 9] = [
    "BagIt-Version:",
    "Bagging-Date:",
    "Payload-Oxum:",
    "Bag-Software-Agent:",
    "Source-Organization:",
    "External-Identifier:",
    "Access: Institution",
    "Access: Consortia",
    "Access: Restricted",
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
        if head.trim_start().starts_with('<') {
            return is_batch(head);
        }
        let is_bag = |line: &str| BAGS.iter().any(|start| line.starts_with(start));
        if head.lines().take(LINES * 4).any(is_bag) && !head.contains("\n\n") {
            return true;
        }
        let mut lines = head
            .lines()
            .filter(|line| !line.trim().is_empty())
            .take(LINES)
            .peekable();
        let Some(first) = lines.peek() else {
            return false;
        };
        if is_fetched(first) {
            lines.all(is_fetched)
        } else {
            lines.all(is_checksum)
        }
    }

    fn read(&self, _input: Input<'_>, _out: &mut dyn ArticleSink) -> Result<(), ReadEnd> {
        Ok(())
    }
}

/// Whether a file is the list of the issues and reels of a batch of NDNP.
fn is_batch(head: &str) -> bool {
    let root = Root::of(head.as_bytes());
    root.is_some_and(|root| root.name.ends_with("batch") && root.tag.contains("loc.gov/ndnp"))
}

/// Whether a line names a file of a bag that is elsewhere: its address, its length, its path.
fn is_fetched(line: &str) -> bool {
    let words: Vec<&str> = line.splitn(3, [' ', '\t']).collect();
    let [address, length, path] = words[..] else {
        return false;
    };
    address.contains("://")
        && (length == "-" || length.bytes().all(|byte| byte.is_ascii_digit()))
        && path.starts_with("data/")
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
            "Title: Newspapers\nAccess: Institution\n".to_owned(),
            "https://a.example/1.xml 1234 data/1.xml\nhttps://a.example/2.xml - data/2.xml\n"
                .to_owned(),
            "<?xml version='1.0'?>\n<ndnp:batch xmlns:ndnp='http://www.loc.gov/ndnp' name='b'/>"
                .to_owned(),
        ] {
            assert!(Delivery.recognizes(head.as_bytes()), "{head}");
        }
        for head in [
            "",
            "Ferry resumed\n\nThe ferry runs again.",
            "https://a.example/1 12 March",
            "Access: Institution for the blind\n\nThe house is open.",
            "<batch/>",
            "The Payload\n\nBagging-Date: is a field of bags.",
            sum,
        ] {
            assert!(!Delivery.recognizes(head.as_bytes()), "{head}");
        }
    }
}
