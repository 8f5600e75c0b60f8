//! The line that opens a record of an ARC file, the format of web archives before WARC.
//!
//! `http://post.example/ferry 1.2.3.4 20080510120000 text/html 4096`: address, host, time, type and
//! length; files of version 2 have more values before the length. Source: Internet Archive, "Arc
//! File Format", 1996. What is in a record is left to `pages`.

/// What the first line of an ARC file starts with.
pub(super) const FILE: &[u8] = b"filedesc://";

/// The longest such line that is read, in bytes.
const LONGEST: usize = 16 << 10;

/// The fields of a record, as WARC names them; `None` if a line opens no record.
pub(super) fn fields(line: &[u8]) -> Option<Vec<(String, String)>> {
    if line.len() > LONGEST {
        return None;
    }
    let line = String::from_utf8_lossy(line.trim_ascii_end());
    let words: Vec<&str> = line.split(' ').collect();
    let [address @ .., _] = words.as_slice() else {
        return None;
    };
    // An address may have spaces in it.
    let time = (2..address.len()).find(|at| is_time(words[*at]) && is_host(words[at - 1]))?;
    let (kind, length) = (words.get(time + 1)?, words.last()?);
    let url = words[..time - 1].join(" ");
    let is_length = !length.is_empty() && length.bytes().all(|byte| byte.is_ascii_digit());
    if words.len() < time + 3 || !is_length || !url.contains(':') {
        return None;
    }
    let record = if url.as_bytes().starts_with(FILE) {
        "warcinfo"
    } else {
        "response"
    };
    let fields = [
        ("warc-type", record),
        ("warc-target-uri", &url),
        ("warc-date", &timestamp(words[time])),
        ("content-type", kind),
        ("content-length", length),
    ];
    let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
    Some(fields.map(owned).into())
}

/// Whether a word is a time of 14 digits.
fn is_time(word: &str) -> bool {
    word.len() == 14 && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a word is the number of a host.
fn is_host(word: &str) -> bool {
    word.contains(['.', ':'])
        && word
            .bytes()
            .all(|byte| byte.is_ascii_hexdigit() || matches!(byte, b'.' | b':'))
}

/// `2008-05-10T12:00:00Z` of a time of 14 digits.
fn timestamp(digits: &str) -> String {
    let (day, clock) = digits.split_at(8);
    format!(
        "{}-{}-{}T{}:{}:{}Z",
        &day[..4],
        &day[4..6],
        &day[6..],
        &clock[..2],
        &clock[2..4],
        &clock[4..]
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_opened_by_an_address_a_host_and_a_time() {
        for (line, url) in [
            (
                "http://x.org/a 1.2.3.4 20080510120000 text/html 409\n",
                Some("http://x.org/a"),
            ),
            (
                "http://x.org/a b 1.2.3.4 20080510120000 text/html 409\r\n",
                Some("http://x.org/a b"),
            ),
            (
                "http://x.org/a 1.2.3.4 20080510120000 text/html 200 fac069150613fe55599cc7fa88aa089d - 209 IA-001102.arc 202",
                Some("http://x.org/a"),
            ),
            ("http://x.org/a 1.2.3.4 20080510120000 text/html", None),
            ("http://x.org/a 1.2.3.4 2008 text/html 409", None),
            ("One 1.2.3.4 20080510120000 text/html 409", None),
            ("", None),
        ] {
            let found = fields(line.as_bytes());
            assert_eq!(found.map(|it| it[1].1.clone()).as_deref(), url, "{line}");
        }
        let read = fields(b"filedesc://x.arc 0.0.0.0 20080510120000 text/plain 76").unwrap();
        assert_eq!(read[0].1, "warcinfo");
        assert_eq!(read[2].1, "2008-05-10T12:00:00Z");
    }
}
