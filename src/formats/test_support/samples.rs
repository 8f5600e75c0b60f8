//! The samples of all formats in `sample-corpus/formats`: the reader that each is given to, what it
//! reads there, and that no damage to them makes any reader panic.
//! A sample that is added to the folder gets a row here.

use super::documents::options;
use crate::article::{ArchivePath, Article, Problem};
use crate::formats::{HEAD_LEN, Input, READERS, reader_for};
use proptest::prelude::*;
use std::path::Path;

/// A file, its reader, and each of its articles and problems in short ([`in_short`]).
type Sample = (&'static str, &'static str, &'static [&'static str]);

#[rustfmt::skip]
const SAMPLES: &[Sample] = &[
    ("json/good.json", "json", &[]),
    ("json/odd.json", "json", &[]),
    ("json/broken.json", "json", &[]),
    ("csv/good.csv", "csv", &[]),
    ("csv/odd.csv", "csv", &[]),
    ("csv/broken.csv", "csv", &[]),
    ("mail/good.eml", "mail", &[]),
    ("mail/odd.mbox", "mail", &[]),
    ("mail/broken.mbox", "mail", &[]),
    ("markdown/good.md", "markdown", &[]),
    ("markdown/odd.md", "markdown", &[]),
    ("markdown/broken.md", "markdown", &[]),
    ("nitf/good.xml", "nitf", &[]),
    ("nitf/odd.xml", "nitf", &[]),
    ("nitf/broken.xml", "nitf", &[]),
    ("newsml1/good.xml", "newsml-1", &[]),
    ("newsml1/odd.xml", "newsml-1", &[]),
    ("newsml1/broken.xml", "newsml-1", &[]),
    ("newsml-g2/good.xml", "newsml-g2", &[]),
    ("newsml-g2/odd.xml", "newsml-g2", &[]),
    ("newsml-g2/broken.xml", "newsml-g2", &[]),
    ("newsml-g2/package.xml", "newsml-g2", &[]),
    ("newsml-g2/picture.xml", "newsml-g2", &[]),
    ("xml/good.xml", "xml", &[]),
    ("xml/odd.xml", "xml", &[]),
    ("xml/broken.xml", "xml", &[]),
    ("xml/invoice.xml", "xml", &[]),
    ("feed/good.xml", "feed", &[]),
    ("feed/odd.xml", "feed", &[]),
    ("feed/broken.xml", "feed", &[]),
    ("reuters-sgml/good.sgm", "reuters-sgml", &[]),
    ("reuters-sgml/odd.sgm", "reuters-sgml", &[]),
    ("reuters-sgml/broken.sgm", "reuters-sgml", &[]),
];

fn sample(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-corpus/formats");
    std::fs::read(folder.join(name)).unwrap()
}

/// The name of a sample's reader, and what it reads.
fn read(name: &str) -> (&'static str, Vec<Result<Article, Problem>>) {
    let (path, options, bytes) = (ArchivePath::from_stored(name), options(), sample(name));
    let reader = reader_for(&path, &bytes[..bytes.len().min(HEAD_LEN)]).unwrap();
    let items = reader.read_all(Input::whole(&path, &options, &bytes));
    (reader.name(), items)
}

/// An article's number, date, language, status and headline; a problem's number and kind.
fn in_short(item: &Result<Article, Problem>) -> String {
    match item {
        Ok(article) => {
            let number = article.origin.ordinal;
            let date = article.published.map(|date| date.to_string());
            let date = date.as_deref().unwrap_or("-");
            let language = article.language.as_deref().unwrap_or("-");
            format!(
                "{number} {date} {language} {} {}",
                article.status, article.headline
            )
        }
        Err(problem) => format!("{} {}", problem.ordinal.unwrap_or(0), problem.kind),
    }
}

#[test]
fn every_sample_is_read_as_it_ought_to_be() {
    let read: Vec<(&str, &str, Vec<String>)> = SAMPLES
        .iter()
        .map(|(name, _, _)| {
            let (reader, items) = read(name);
            (*name, reader, items.iter().map(in_short).collect())
        })
        .collect();
    let expected: Vec<(&str, &str, Vec<String>)> = SAMPLES
        .iter()
        .map(|(name, reader, lines)| {
            let lines = lines.iter().map(ToString::to_string).collect();
            (*name, *reader, lines)
        })
        .collect();
    assert_eq!(read, expected);
}

#[test]
fn bodies_of_the_samples_are_plain_text() {
    for (name, body) in [
        (
            "markdown/odd.md",
            "The wheel of the paper mill turns backwards on Sundays.\n\nDay Turns\nSaturday 412\nSunday -9\n\n\
             Measured by hand & eye.\n\nOnly when the lock is drained.",
        ),
        (
            "mail/good.eml",
            "ZÜRICH, March 12 (Kurier) - The city's swifts are back, three weeks early.\n\nVolunteers counted 212 \
             of them under the eaves of the old customs house, more than in any spring since counting began in 1998.",
        ),
    ] {
        let (_, items) = read(name);
        assert_eq!(items[0].as_ref().unwrap().body, body, "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_damage_to_a_sample_makes_any_reader_panic(
        which in 0..SAMPLES.len(),
        cuts in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..4u8), 1..12),
    ) {
        let (name, _, _) = SAMPLES[which];
        let mut bytes = sample(name);
        for (at, byte, what) in cuts {
            if bytes.is_empty() {
                break;
            }
            let at = at.index(bytes.len());
            match what {
                0 => bytes[at] = byte,
                1 => drop(bytes.remove(at)),
                2 => bytes.insert(at, byte),
                _ => bytes.truncate(at.max(bytes.len() / 2)),
            }
        }
        let (path, options) = (ArchivePath::from_stored(name), options());
        for reader in READERS {
            reader.recognizes(&bytes);
            reader.read_all(Input::whole(&path, &options, &bytes));
        }
    }
}
