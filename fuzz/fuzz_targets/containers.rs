//! Files as they come, packed and in archives: whatever is in them, they tell something and stay
//! within the limits.
//!
//! A first byte that is the number of a name chooses it and is taken off.

#![no_main]

use dateline::article::ArchivePath;
use dateline::formats::{Input, Limits, ReadOptions, access_for, read_articles};
use libfuzzer_sys::fuzz_target;
use std::convert::Infallible;
use std::io::BufReader;

/// Names of files, by extensions that choose a way of unpacking or reading.
const NAMES: [&str; 8] = [
    "wire.zip",
    "wire.tar",
    "wire.tgz",
    "wire.jsonl.gz",
    "wire.csv.zst",
    "wire.bz2",
    "wire.xz",
    "wire",
];

/// Limits that small inputs meet.
const LIMITS: Limits = Limits {
    ratio: 20,
    always: 256 << 10,
    total: 1 << 20,
    layers: 4,
    members: 20,
};

/// The most that a file may tell: a member, or a record of few bytes, can be a problem each.
const MOST_TOLD: usize = 1 << 20;

fuzz_target!(|data: &[u8]| {
    let (name, bytes) = match data.split_first() {
        Some((first, rest)) if usize::from(*first) < NAMES.len() => {
            (NAMES[usize::from(*first)], rest)
        }
        _ => ("wire.txt", data),
    };
    let path = ArchivePath::from_stored(name);
    let mut options = ReadOptions::at("2026-01-01T00:00:00Z".parse().expect("a moment"));
    options.limits = LIMITS;
    options.max_file_size = LIMITS.total;
    let _ = access_for(&path, bytes, &options);
    let whole = told(Input::whole(&path, &options, bytes));
    assert!(whole > 0, "{name} is dropped in silence");
    let streamed = told(Input::stream(
        &path,
        &options,
        Box::new(BufReader::new(bytes)),
    ));
    assert!(streamed > 0, "{name} is dropped in silence as a stream");
    assert!(whole.max(streamed) <= MOST_TOLD, "{name} tells too much");
});

/// How many articles and problems a file gives.
fn told(input: Input<'_>) -> usize {
    let mut count = 0;
    let Ok(()) = read_articles(input, &mut |reading| {
        if let Ok(article) = &reading.item {
            assert!(article.origin.ordinal > 0, "{article:?}");
        }
        count += 1;
        Ok::<_, Infallible>(())
    });
    count
}
