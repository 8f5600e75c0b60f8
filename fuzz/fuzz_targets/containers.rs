//! Compressed files and archives with any content: each gives an article or a problem, and stays
//! within the limits.
//!
//! If the first byte of the input is the number of a name, it selects this name and is removed.

#![no_main]

use dateline::article::ArchivePath;
use dateline::formats::{Input, Limits, ReadOptions, access_for, read_articles};
use libfuzzer_sys::fuzz_target;
use std::convert::Infallible;
use std::io::BufReader;

/// File names with extensions that select a container or a reader.
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

/// Limits that small inputs can reach.
const LIMITS: Limits = Limits {
    ratio: 20,
    always: 256 << 10,
    total: 1 << 20,
    layers: 4,
    members: 20,
};

/// The most articles and problems of a file. Each member and each record of a few bytes can be a
/// problem.
const MOST_ITEMS: usize = 1 << 20;

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
    let whole = count_items(Input::whole(&path, &options, bytes));
    assert!(whole > 0, "{name} gives nothing");
    let streamed = count_items(Input::stream(
        &path,
        &options,
        Box::new(BufReader::new(bytes)),
    ));
    assert!(streamed > 0, "{name} gives nothing as a stream");
    assert!(whole.max(streamed) <= MOST_ITEMS, "{name} gives too much");
});

/// The number of articles and problems of a file.
fn count_items(input: Input<'_>) -> usize {
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
