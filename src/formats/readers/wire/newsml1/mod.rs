//! The reader of NewsML 1: each story of a news item is an article.
//!
//! A `NewsItem` (`item`) has one status and one set of dates, and contains a tree of
//! `NewsComponent`s (`component`): stories, pictures and alternatives of both. Format:
//! <https://iptc.org/standards/newsml-1/>, version 1.2, whose names earlier versions share.

mod component;
mod item;
mod names;

#[cfg(test)]
mod tests;

use crate::article::{ArchivePath, Problem, ProblemKind};
use crate::formats::bytes::excerpt::excerpt;
use crate::formats::options::ReadOptions;
use crate::formats::reader::{ArticleSink, Stopped};
use crate::formats::xml::Element;
use crate::formats::xml::document::DocumentReader;
use item::{Envelope, Item};

/// NewsML 1, recognized by its root element.
pub(in crate::formats) const NEWSML_1: DocumentReader = DocumentReader {
    name: "newsml-1",
    extensions: &["newsml"],
    is_root,
    read_root,
};

/// Whether an element of that name can be a document's root.
fn is_root(name: &str) -> bool {
    matches!(name, "NewsML" | "NewsItem")
}

/// Reads a document's root element.
fn read_root(
    root: &Element,
    path: &ArchivePath,
    options: &ReadOptions,
    out: &mut dyn ArticleSink,
) -> Result<(), Stopped> {
    let items: Vec<&Element> = match &*root.name {
        "NewsML" => root.all("NewsItem").collect(),
        _ => vec![root],
    };
    if items.is_empty() {
        return out.problem(no_items(root));
    }
    let envelope = Envelope::of(root);
    let mut ordinal = 0;
    for item in items {
        Item::of(item, &envelope).read(path, options, &mut ordinal, out)?;
    }
    Ok(())
}

fn no_items(root: &Element) -> Problem {
    let found = match root.elements().next() {
        Some(first) => format!("it opens with `{}`", excerpt(&first.name)),
        None => "it is empty".to_owned(),
    };
    Problem::file(
        ProblemKind::NotAnArticle,
        format!("a `{}` document without a news item; {found}", root.name),
    )
}
