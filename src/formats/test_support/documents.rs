//! Reads one document in a test, always at the same moment.

use crate::article::{ArchivePath, Article, Problem};
use crate::formats::{ArticleReader, Input, ReadOptions, reader_for};

/// The options of tests; the present is the start of 2025.
pub(in crate::formats) fn options() -> ReadOptions {
    ReadOptions::at("2025-01-01T00:00:00Z".parse().unwrap())
}

/// The articles and problems of a document.
pub(in crate::formats) fn read(
    reader: &dyn ArticleReader,
    bytes: &[u8],
) -> (Vec<Article>, Vec<Problem>) {
    let path = ArchivePath::from_relative("trial".as_ref());
    let options = options();
    let mut read = (Vec::new(), Vec::new());
    for item in reader.read_all(Input::whole(&path, &options, bytes)) {
        match item {
            Ok(article) => read.0.push(article),
            Err(problem) => read.1.push(problem),
        }
    }
    read
}

/// The one article in a document that has no problem; the content chooses its reader.
pub(in crate::formats) fn article(document: &str) -> Article {
    let path = ArchivePath::from_relative("trial.bin".as_ref());
    let reader = reader_for(&path, document.as_bytes()).expect("a reader recognizes it");
    let (mut articles, problems) = read(reader, document.as_bytes());
    assert_eq!(problems, [], "in {document}");
    assert_eq!(articles.len(), 1, "in {document}");
    articles.remove(0)
}

/// An article's date as it is shown, and where it was read.
pub(in crate::formats) fn dated(article: &Article) -> (String, &'static str) {
    let published = article.published.expect("there is a date").to_string();
    let from = article.published_from.expect("it was read somewhere");
    (published, from.as_str())
}
