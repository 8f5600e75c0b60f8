//! The reader of NewsML 1: an article a news item, or several where a news item holds several
//! stories of its own.
//!
//! A `NewsItem` is managed as one and holds a tree of `NewsComponent`s (`component`), in which
//! stories, pictures and alternatives of both are told apart. Format:
//! <https://iptc.org/standards/newsml-1/>, version 1.2, whose names earlier versions share.

mod component;
mod item;

#[cfg(test)]
mod tests;

use super::date_choice::excerpt;
use super::wire::Reads;
use super::xml::{Element, Root};
use super::{ArticleReader, Input, ReadOptions, document};
use crate::article::{ArchivePath, Article, Problem, ProblemKind};
use item::{Envelope, Item};

/// NewsML 1, known by its root element.
pub(super) struct NewsMl1;

impl ArticleReader for NewsMl1 {
    fn name(&self) -> &'static str {
        "newsml-1"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["newsml"]
    }

    fn recognizes(&self, head: &[u8]) -> bool {
        Root::of(head).is_some_and(|root| is_root(&root.name))
    }

    fn read<'a>(
        &self,
        input: Input<'a>,
    ) -> Box<dyn Iterator<Item = Result<Article, Problem>> + 'a> {
        let (path, options) = (input.path, input.options);
        let reads = document::read(input, |root| read_root(root, path, options));
        Box::new(reads.into_iter())
    }
}

/// Whether an element of that name is a document's root.
pub(super) fn is_root(name: &str) -> bool {
    matches!(name, "NewsML" | "NewsItem")
}

/// Reads a document's root element.
pub(super) fn read_root(root: &Element, path: &ArchivePath, options: &ReadOptions) -> Reads {
    let items: Vec<&Element> = match &*root.name {
        "NewsML" => root.all("NewsItem").collect(),
        _ => vec![root],
    };
    if items.is_empty() {
        return no_items(root);
    }
    let envelope = Envelope::of(root);
    let mut reads = Reads::new();
    let mut ordinal = 0;
    for item in items {
        Item::of(item, &envelope).read(path, options, &mut ordinal, &mut reads);
    }
    reads
}

fn no_items(root: &Element) -> Reads {
    let found = match root.elements().next() {
        Some(first) => format!("it opens with `{}`", excerpt(&first.name)),
        None => "it is empty".to_owned(),
    };
    vec![Err(Problem::file(
        ProblemKind::NotAnArticle,
        format!("a `{}` document without a news item; {found}", root.name),
    ))]
}
