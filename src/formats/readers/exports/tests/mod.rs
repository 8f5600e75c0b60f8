//! Tests of whole exports: what every product has in common, and the odd layouts of each.

mod documents;
mod languages;
mod layouts;
mod marks;
mod odd_marks;
mod other_labels;

use crate::article::{ArchivePath, Article, Problem};
use crate::formats::test_support::documents::options;
use crate::formats::{Input, Reading, read_articles};
use std::convert::Infallible;

/// The format, the articles and the problems of a file that its content alone describes.
fn read(bytes: &[u8]) -> (&'static str, Vec<Article>, Vec<Problem>) {
    let path = ArchivePath::from_relative("download".as_ref());
    let options = options();
    let (mut format, mut articles, mut problems) = ("", Vec::new(), Vec::new());
    read_articles(
        Input::whole(&path, &options, bytes),
        &mut |reading: Reading| {
            format = reading.format.unwrap_or(format);
            match reading.item {
                Ok(article) => articles.push(article),
                Err(problem) => problems.push(problem),
            }
            Ok::<(), Infallible>(())
        },
    )
    .unwrap();
    (format, articles, problems)
}

/// The articles of an export of a product, without problems.
fn articles(product: &str, text: &str) -> Vec<Article> {
    let (format, articles, problems) = read(text.as_bytes());
    assert_eq!(format, product, "{text}");
    assert_eq!(problems, [], "{text}");
    articles
}

/// The names and reasons of what was left out of an article.
fn left_out(article: &Article) -> Vec<String> {
    let notes = article.left_out.iter();
    notes
        .map(|note| format!("{} {}", note.element, note.why.as_str()))
        .collect()
}

/// A document of LexisNexis with the usual head.
fn lexis(number: u32, of: u32, middle: &str) -> String {
    let mark = format!("{:32}{number} of {of} DOCUMENTS", "");
    format!(
        "\n\n{mark}\n\n\n{0:30}The Norvik Mercury\n\n{0:27}January 25, 2021 Monday\n\n{middle}\n\nLOAD-DATE: January \
         26, 2021\n\nLANGUAGE: ENGLISH\n\n\n{0:25}Copyright 2021 Norvik Mercury\n\n",
        ""
    )
}
