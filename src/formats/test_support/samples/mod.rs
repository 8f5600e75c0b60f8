//! The samples of all formats in `sample-corpus/formats`.
//!
//! The table has the reader of each sample and what it reads. A sample without a row here is
//! described by a test of its reader. A property test damages the samples: no reader may panic.

mod table;

use super::documents::options;
use crate::article::{ArchivePath, Article, Problem};
use crate::formats::{Companions, HEAD_LEN, Input, READERS, is_leading, reader_for};
use proptest::prelude::*;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use table::SAMPLES;

/// A file or folder in the folder of samples.
fn in_samples(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-corpus/formats");
    folder.join(name)
}

fn sample(name: &str) -> Vec<u8> {
    std::fs::read(in_samples(name)).unwrap()
}

/// The names in a folder of samples, sorted.
fn names_in(folder: &str) -> Vec<String> {
    let entries = std::fs::read_dir(in_samples(folder)).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = names.collect();
    names.sort();
    names
}

/// All samples, whether they have a row or not.
fn all_samples() -> Vec<String> {
    let folders = names_in("");
    let files = folders.iter().flat_map(|folder| {
        let files = names_in(folder).into_iter();
        files.map(move |file| format!("{folder}/{file}"))
    });
    files.collect()
}

/// The name of a sample's reader, and what it reads.
fn read(name: &str) -> (&'static str, Vec<Result<Article, Problem>>) {
    let (path, options, bytes) = (ArchivePath::from_stored(name), options(), sample(name));
    let reader = reader_for(&path, &bytes[..bytes.len().min(HEAD_LEN)]).unwrap();
    let (folder, _) = name.split_once('/').unwrap();
    let input = Input::whole(&path, &options, &bytes);
    let items = reader.read_all(input.with_companions(&Beside(folder)));
    (reader.name(), items)
}

/// The samples of a folder, which may be one article together.
struct Beside<'f>(&'f str);

impl Companions for Beside<'_> {
    fn names(&self) -> Vec<String> {
        names_in(self.0)
    }

    fn leading(&self, folder: &str) -> Vec<String> {
        let mut names = names_in(self.0);
        names.retain(|name| folder.is_empty() && is_leading(name));
        names
    }

    fn entries(&self, folder: &str) -> Vec<String> {
        if folder.is_empty() {
            self.names()
        } else {
            Vec::new()
        }
    }

    fn content(&self, file: &str, _most: u64) -> Option<Vec<u8>> {
        std::fs::read(in_samples(self.0).join(file)).ok()
    }

    fn start(&self, file: &str) -> Option<Vec<u8>> {
        self.content(file, 0)
    }
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
fn every_sample_is_read_as_expected() {
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
    for (read, expected) in read.iter().zip(&expected) {
        assert_eq!(read, expected);
    }
}

#[test]
fn every_format_has_a_good_an_odd_and_a_broken_sample() {
    let page = [
        include_str!("../../../../docs/formats.md"),
        include_str!("../../../../docs/exports.md"),
        include_str!("../../../../docs/office.md"),
        include_str!("../../../../docs/libraries.md"),
    ]
    .concat();
    for folder in names_in("") {
        let files = names_in(&folder);
        for stem in ["good.", "odd.", "broken."] {
            let is_there = files.iter().any(|file| file.starts_with(stem));
            assert!(is_there, "{folder} has no {stem}*");
        }
    }
    for name in all_samples() {
        let is_listed = page.contains(&format!("`{name}`"));
        assert!(is_listed, "no page of docs says what `{name}` is");
    }
}

#[test]
fn the_docs_say_of_each_reader_what_is_read_left_out_and_guessed() {
    let page = include_str!("../../../../docs/formats.md");
    let (_, rest) = page.split_once("<!-- kept -->").unwrap();
    let (list, _) = rest.split_once("<!-- /kept -->").unwrap();
    let items: Vec<String> = list
        .split("\n- ")
        .map(|item| item.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    for reader in READERS {
        let name = format!("`{}`", reader.name());
        let item = items.iter().find(|item| {
            let (names, _) = item.split_once(": read: ").unwrap_or_default();
            names.contains(&name)
        });
        let item = item.unwrap_or_else(|| panic!("{name} is not in the list"));
        for part in ["; named: ", "; guessed: "] {
            assert!(item.contains(part), "{name} has no `{part}`: {item}");
        }
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
        let (_, items) = read(name);
        assert_eq!(items[0].as_ref().unwrap().body, body, "{name}");
    }
}

static DAMAGED: LazyLock<Vec<String>> = LazyLock::new(all_samples);

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_damage_to_a_sample_makes_any_reader_panic(
        which in 0..DAMAGED.len(),
        cuts in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..4u8), 1..12),
    ) {
        let name = &DAMAGED[which];
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
