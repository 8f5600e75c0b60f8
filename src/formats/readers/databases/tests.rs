//! Binary files with tables, in builds with and without the libraries for them.
//!
//! Without them, the file is refused with the command that converts it.

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

/// A database that these statements make.
#[cfg(feature = "sqlite")]
fn database(statements: &str) -> Vec<u8> {
    let mut connection = rusqlite::Connection::open_in_memory().unwrap();
    connection.execute_batch(statements).unwrap();
    connection.serialize("main").unwrap().to_vec()
}

#[cfg(feature = "sqlite")]
#[test]
fn the_table_with_the_most_known_columns_is_read_and_others_are_named() {
    let (articles, problems) = read(
        &SQLITE,
        &database(
            "CREATE TABLE people(id, name); INSERT INTO people VALUES (1, 'Ann Lee');
             CREATE TABLE notes(title, text, nr); INSERT INTO notes VALUES ('Note', 'Something.', 1);
             CREATE TABLE articles(title TEXT, body BLOB, published INTEGER, url TEXT, tags);
             INSERT INTO articles VALUES ('Ferry', x'4261636b2e', 1611093600, NULL, '[\"sea\"]'),
                (NULL, 'Dry.', '2021-01-20', 'https://post.example/2', NULL);
             CREATE VIEW everything AS SELECT *, 1 AS section, 2 AS author FROM articles;",
        ),
    );
    let texts: Vec<_> = articles
        .iter()
        .map(|article| (&*article.headline, &*article.body))
        .collect();
    assert_eq!(texts, [("Ferry", "Back."), ("", "Dry.")]);
    assert!(articles.iter().all(|article| article.published.is_some()));
    assert_eq!(articles[1].url.as_deref(), Some("https://post.example/2"));
    let kinds: Vec<_> = problems.iter().map(|problem| problem.kind).collect();
    assert_eq!(kinds, [ProblemKind::NotAnArticle], "{problems:?}");
    assert!(problems[0].detail.contains("`notes`"), "{problems:?}");
}

#[cfg(feature = "sqlite")]
#[test]
fn a_database_without_texts_or_rows_is_a_problem_that_says_so() {
    for (statements, kind) in [
        ("CREATE TABLE sums(a, b)", ProblemKind::Malformed),
        ("CREATE TABLE articles(title, body)", ProblemKind::Empty),
        ("PRAGMA user_version = 7", ProblemKind::Malformed),
    ] {
        let (articles, problems) = read(&SQLITE, &database(statements));
        let kinds: Vec<_> = problems.iter().map(|problem| problem.kind).collect();
        assert_eq!((articles.len(), kinds), (0, vec![kind]), "{statements}");
    }
}

#[cfg(feature = "parquet")]
#[test]
fn lists_and_missing_values_of_parquet_are_read() {
    let odd = include_bytes!("../../../../sample-corpus/formats/parquet/odd.parquet");
    let (articles, problems) = read(&PARQUET, odd);
    assert_eq!(problems, []);
    assert!(!articles.is_empty());
    assert!(articles.iter().any(|article| !article.keywords.is_empty()));
    assert!(articles.iter().all(|article| !article.body.contains('\0')));
}
