//! Containers and readers together, with hostile bytes: no panic, bounded time, bounded output.

use crate::harness::sample_folder;
use dateline::article::{ArchivePath, Article, Problem};
use dateline::formats::{Input, Limits, READERS, ReadOptions, read_articles};
use proptest::prelude::*;
use proptest::sample::Index;
use std::convert::Infallible;
use std::fs;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

/// The longest time to read one case, in a debug build on a busy machine.
const MOST_TIME: Duration = Duration::from_secs(20);

/// The names and bytes of all samples.
static SAMPLES: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| {
    let mut samples = Vec::new();
    collect(&sample_folder(), &mut samples);
    samples.sort();
    samples
});

fn collect(folder: &Path, samples: &mut Vec<(String, Vec<u8>)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path: PathBuf = entry.unwrap().path();
        let name = path.strip_prefix(sample_folder()).unwrap();
        if name.starts_with(".dateline") {
            continue;
        }
        if path.is_dir() {
            collect(&path, samples);
        } else {
            samples.push((name.to_str().unwrap().to_owned(), fs::read(&path).unwrap()));
        }
    }
}

/// A name for each extension that is read or unpacked.
fn names() -> Vec<String> {
    let packed = ["gz", "zst", "bz2", "xz", "zip", "tar", "tgz", "jsonl.gz"];
    let extensions = READERS.iter().flat_map(|reader| reader.extensions());
    extensions
        .chain(&packed)
        .map(|extension| format!("2021/x.{extension}"))
        .collect()
}

fn options() -> ReadOptions {
    ReadOptions {
        limits: Limits {
            always: 1 << 20,
            ..Limits::default()
        },
        ..ReadOptions::at("2026-01-01T00:00:00Z".parse().unwrap())
    }
}

fn gather(input: Input<'_>) -> Vec<Result<Article, Problem>> {
    let mut items = Vec::new();
    let Ok(()) = read_articles(input, &mut |reading| {
        items.push(reading.item);
        Ok::<(), Infallible>(())
    });
    items
}

/// Reads bytes from memory and as a stream, and checks what must be true for any bytes.
fn check(name: &str, bytes: &[u8]) {
    let path = ArchivePath::from_stored(name);
    let options = options();
    let since = Instant::now();
    let whole = gather(Input::whole(&path, &options, bytes));
    let stream = Box::new(BufReader::with_capacity(61, bytes));
    let streamed = gather(Input::stream(&path, &options, stream));
    assert!(since.elapsed() < MOST_TIME, "{name}: {:?}", since.elapsed());
    assert_eq!(
        whole.len(),
        streamed.len(),
        "{name}: {whole:?} and {streamed:?}"
    );
    assert!(
        !whole.is_empty(),
        "{name}: neither an article nor a problem"
    );
    for article in whole.iter().flatten() {
        assert_eq!(article.origin.path.as_str(), name);
        assert!(article.origin.ordinal > 0);
        assert!(!article.id.0.is_empty(), "{article:?}");
        assert!(!article.headline.is_empty() || !article.body.is_empty());
    }
    let text: usize = whole
        .iter()
        .flatten()
        .map(|article| article.headline.len() + article.body.len())
        .sum();
    let unpacked = (200 * bytes.len()).max(1 << 20);
    assert!(text <= 4 * unpacked, "{name}: {text} bytes of text");
}

/// Changes a sample: flips, removes, inserts or repeats bytes, or truncates it.
fn change(bytes: &mut Vec<u8>, (kind, at, length, with): (u8, Index, usize, Vec<u8>)) {
    if bytes.is_empty() {
        return bytes.extend(with);
    }
    let at = at.index(bytes.len());
    let end = (at + length).min(bytes.len());
    match kind {
        0 => bytes[at] ^= u8::try_from(length % 255).unwrap_or(0) + 1,
        1 => drop(bytes.drain(at..end)),
        2 => drop(bytes.splice(at..at, with)),
        3 => {
            let again = bytes[at..end].to_vec();
            drop(bytes.splice(at..at, again));
        }
        _ => bytes.truncate(at),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_bytes_under_any_name_are_read_or_refused(
        name in prop::sample::select(names()),
        bytes in prop::collection::vec(any::<u8>(), 0..600),
    ) {
        check(&name, &bytes);
    }

    #[test]
    fn changed_samples_are_read_or_refused(
        which in any::<Index>(),
        changes in prop::collection::vec(
            (0_u8..5, any::<Index>(), 1_usize..300, prop::collection::vec(any::<u8>(), 0..40)),
            1..6,
        ),
    ) {
        let (name, bytes) = which.get(&SAMPLES);
        let mut bytes = bytes.clone();
        for change_one in changes {
            change(&mut bytes, change_one);
        }
        check(name, &bytes);
    }
}

#[test]
fn every_sample_is_read_or_refused() {
    assert!(SAMPLES.len() > 100, "the samples exist");
    for (name, bytes) in SAMPLES.iter() {
        check(name, bytes);
    }
}

#[test]
fn endless_nesting_is_read_or_refused() {
    for name in names() {
        for (opening, closing) in [
            ("[", "]"),
            ("{\"a\":", "}"),
            ("{\"body\":[", "]}"),
            ("<a>", "</a>"),
            ("<div><p>", "</p></div>"),
            ("<nitf><body>", ""),
            ("(", ")"),
            ("> ", ""),
            ("\"", ""),
            ("---\n", ""),
            ("- ", "\n"),
            ("a: ", ""),
            ("&a;", ""),
        ] {
            check(&name, opening.repeat(20_000).as_bytes());
            let middle = [opening.repeat(3_000), "x".into(), closing.repeat(3_000)];
            check(&name, middle.concat().as_bytes());
        }
    }
}
