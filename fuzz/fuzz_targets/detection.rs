//! The choice of a reader for a file: the first reader that recognises its first bytes, or else the
//! one with its extension.
//!
//! If the first byte of the input is the number of an extension, it selects this extension and is
//! removed.

#![no_main]

use dateline::article::{ArchivePath, ProblemKind};
use dateline::formats::{HEAD_LEN, READERS, ReadOptions, access_for, reader_for};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let extensions: Vec<&str> = READERS
        .iter()
        .flat_map(|reader| reader.extensions().iter().copied())
        .collect();
    let (extension, bytes) = match data.split_first() {
        Some((first, rest)) if usize::from(*first) < extensions.len() => {
            (extensions[usize::from(*first)], rest)
        }
        _ => ("bin", data),
    };
    let head = &bytes[..bytes.len().min(HEAD_LEN)];
    let path = ArchivePath::from_stored(&format!("article.{extension}"));
    let known: Vec<&str> = READERS
        .iter()
        .filter(|reader| reader.recognizes(head))
        .map(|reader| reader.name())
        .collect();
    match reader_for(&path, head) {
        Ok(reader) => match known.first() {
            Some(first) => assert_eq!(reader.name(), *first, "of {known:?}"),
            None => assert!(reader.extensions().contains(&extension)),
        },
        Err(problem) => {
            assert_eq!(problem.kind, ProblemKind::UnknownFormat);
            assert!(known.is_empty(), "{known:?}");
        }
    }
    let options = ReadOptions::at("2026-01-01T00:00:00Z".parse().expect("a moment"));
    let _ = access_for(&path, head, &options);
});
