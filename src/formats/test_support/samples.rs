//! The samples of JSON, CSV, mail and Markdown: the reader that each is given to, what it makes of
//! them, and what becomes of them when they are damaged.

use crate::article::{ArchivePath, Status};
use crate::formats::{HEAD_LEN, Input, READERS, ReadOptions, reader_for};
use proptest::prelude::*;
use std::path::Path;

fn options() -> ReadOptions {
    ReadOptions::at("2026-01-01T00:00:00Z".parse().unwrap())
}

fn sample(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-corpus/formats");
    std::fs::read(folder.join(name)).unwrap()
}

/// One line for each article and problem, after the reader's name.
fn told(name: &str) -> Vec<String> {
    let (path, options, bytes) = (ArchivePath::from_stored(name), options(), sample(name));
    let reader = reader_for(&path, &bytes[..bytes.len().min(HEAD_LEN)]).unwrap();
    let mut lines = vec![reader.name().to_owned()];
    for item in reader.read_all(Input::whole(&path, &options, &bytes)) {
        lines.push(match item {
            Err(problem) => format!("{} {}", problem.ordinal.unwrap_or(0), problem.kind),
            Ok(article) => {
                let date = article
                    .published
                    .map_or("-".to_owned(), |date| date.to_string());
                let status = match article.status {
                    Status::Usable => String::new(),
                    other => format!(" ({other})"),
                };
                let number = article.origin.ordinal;
                format!("{number} {date} {}{status}", article.headline)
            }
        });
    }
    lines
}

#[rustfmt::skip]
const SAMPLES: &[(&str, &[&str])] = &[
    ("json/good.json", &["json",
        "1 2022-03-14T18:40:00+01:00 Ostvik council votes to keep the night ferry",
        "2 2022-03-14T20:00:00Z Bakery strike in Tarvia enters second week",
        "3 2022-03-14T09:05:00Z Karsova's iron bridge reopens after nine years"]),
    ("json/odd.json", &["json",
        "1 2021-11-02T05:30:00 The tram that hums: Valdoria’s line 4",
        "2 2021-08-19 Lake level falls for a fifth summer",
        "3 2021-01-19 ده سال پس از سیل",
        "4 not-an-article",
        "5 2021-09-01T06:00:00Z Harvest figures of the cooperatives (embargoed)",
        "6 2021-09-02T06:00:00Z Correction withdrawn (canceled)"]),
    ("json/broken.json", &["json",
        "1 2021-06-03 Pier lights to be dimmed",
        "2 malformed",
        "3 no-text",
        "4 unknown-date",
        "4 - Dog show moves indoors",
        "5 malformed",
        "5 malformed"]),
    ("csv/good.csv", &["csv",
        "1 2020-10-05 Marlow library lends out its first telescope",
        "2 2020-10-06T09:15 Fishermen, scientists and one seal agree on a reserve",
        "3 2020-10-07T08:00:00Z Toll on the coast road to end in May"]),
    ("csv/odd.csv", &["csv",
        "1 2021-01-19T22:00 Fähre fährt wieder",
        "2 2021-02-19 Noch nicht gedruckt (withheld)"]),
    ("csv/broken.csv", &["csv",
        "1 2021-09-12 Orchard opens its gates",
        "2 malformed",
        "3 malformed",
        "4 no-text",
        "5 unknown-date",
        "5 - Undated but whole",
        "6 malformed",
        "6 2021-09-16 Left open"]),
    ("mail/good.eml", &["mail",
        "1 2021-03-12T06:30:00+01:00 Zürich counts its swifts: a record spring"]),
    ("mail/odd.mbox", &["mail",
        "1 1998-11-03T08:00:00Z Post office clock stopped at noon",
        "2 1998-11-04T08:00:00+01:00 Café by the lock changes hands"]),
    ("mail/broken.mbox", &["mail",
        "1 unknown-date",
        "1 - Date that cannot be",
        "2 no-text",
        "3 bad-encoding",
        "3 - Wrong character set"]),
    ("markdown/good.md", &["markdown",
        "1 2019-07-08T07:15:00+02:00 Rooftop hives: a city's sweetest census"]),
    ("markdown/odd.md", &["markdown", "1 - Why the mill wheel turns backwards"]),
    ("markdown/broken.md", &["markdown",
        "1 bad-metadata",
        "1 2021-04-01T22:00 Lighthouse sold: keeper stays"]),
];

#[test]
fn every_sample_is_read_as_it_ought_to_be() {
    for (name, expected) in SAMPLES {
        assert_eq!(told(name), *expected, "{name}");
    }
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
        let (path, options, bytes) = (ArchivePath::from_stored(name), options(), sample(name));
        let reader = reader_for(&path, &bytes).unwrap();
        let first = reader
            .read_all(Input::whole(&path, &options, &bytes))
            .into_iter()
            .next();
        assert_eq!(first.unwrap().unwrap().body, body, "{name}");
    }
}

proptest! {
    #[test]
    fn no_damage_to_a_sample_makes_any_reader_panic(
        which in 0..SAMPLES.len(),
        cuts in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..4u8), 1..12),
    ) {
        let (name, _) = SAMPLES[which];
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
