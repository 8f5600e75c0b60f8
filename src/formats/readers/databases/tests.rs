//! Binary files with tables, in builds with and without the libraries for them.

use super::{PARQUET, SQLITE};
use crate::article::{ArchivePath, ProblemKind};
use crate::formats::reader_for;
use crate::formats::test_support::documents::read;

const PARQUET_FILE: &[u8] =
    include_bytes!("../../../../sample-corpus/formats/parquet/good.parquet");
const SQLITE_FILE: &[u8] = include_bytes!("../../../../sample-corpus/formats/sqlite/good.db");

#[test]
fn they_are_known_by_their_first_bytes() {
    let path = ArchivePath::from_stored("x.dat");
    for (bytes, name) in [(PARQUET_FILE, "parquet"), (SQLITE_FILE, "sqlite")] {
        let head = &bytes[..bytes.len().min(crate::formats::HEAD_LEN)];
        assert_eq!(reader_for(&path, head).unwrap().name(), name);
    }
}

#[test]
fn rows_are_articles_or_the_command_that_converts_is_named() {
    for (reader, bytes, is_built, command) in [
        (&PARQUET, PARQUET_FILE, cfg!(feature = "parquet"), "duckdb"),
        (&SQLITE, SQLITE_FILE, cfg!(feature = "sqlite"), "sqlite3"),
    ] {
        let (articles, problems) = read(reader, bytes);
        if is_built {
            assert_eq!(problems, []);
            let headlines: Vec<_> = articles.iter().map(|article| &*article.headline).collect();
            assert_eq!(headlines, ["Ferry returns", "Pier lamps are paid for"]);
            assert!(articles.iter().all(|article| article.published.is_some()));
        } else {
            assert_eq!(articles, []);
            assert_eq!(problems[0].kind, ProblemKind::NoArticle);
            assert!(problems[0].detail.contains(command), "{problems:?}");
        }
    }
}

#[test]
fn damaged_files_are_problems() {
    for (reader, bytes) in [(&PARQUET, PARQUET_FILE), (&SQLITE, SQLITE_FILE)] {
        for cut in [0, 3, 20, 200, bytes.len() / 2] {
            let (articles, problems) = read(reader, &bytes[..cut]);
            assert!(articles.is_empty() || !problems.is_empty(), "{cut}");
        }
    }
}
