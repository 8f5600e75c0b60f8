//! Products whose records use usual names for something else.
//!
//! A product is known by names that only its records have. Its row says what a name means there.
//! A new product is a row. `wordpress` reads what WordPress embeds in a post.

pub(super) mod wordpress;

use super::field::Field;

/// A product.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Product {
    /// Wire records in ninjs. Source: <https://iptc.org/std/ninjs/>.
    Ninjs,
    /// Newspapers in Trove, the National Library of Australia: `title` is the newspaper.
    Trove,
    /// Newspaper pages in Chronicling America: `title` is the newspaper, and what describes it.
    ChroniclingAmerica,
    /// An export of Ghost: it has pages and drafts too.
    Ghost,
    /// An export of wallabag: `published_by` is the author, `created_at` the day of saving. Source:
    /// `Entry.php` of wallabag 2.
    Wallabag,
    /// Documents of Readwise Reader: `url` is a page of its own, `source` and `location` are of the
    /// saving. Source: <https://readwise.io/reader_api>.
    Readwise,
    /// Tables of Readwise Reader: `Location` and the days are of the saving.
    ReadwiseTable,
    /// Tables of Raindrop: `created` is the day of the saving.
    Raindrop,
    /// A table of Zotero: authors are `Lee, Ann; Ek, Bo`.
    Zotero,
}

/// A row: the product, the names that only it has, and what others of its names mean; `None` if
/// they are no field of the article. Names that other records have too are in two groups: the
/// product has one of each.
type Row = (
    Product,
    &'static [&'static [&'static str]],
    &'static [(&'static str, Option<Field>)],
);

/// A name that a product is known by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// No other product has it.
    Sure(Product),
    /// One of the first or second group of names; a record needs one of the other group too.
    Half(Product, usize),
}

const PRODUCTS: &[Row] = &[
    (
        Product::Ninjs,
        &[&[
            "versioncreated",
            "firstcreated",
            "pubstatus",
            "bodyxhtml",
            "renditions",
        ]],
        &[],
    ),
    (
        Product::Trove,
        &[&["troveurl", "trovepageurl", "pagesequence"]],
        &[("title", Some(Field::Source)), ("url", None)],
    ),
    (
        Product::ChroniclingAmerica,
        &[&["lccn", "ocreng"]],
        &[
            ("title", Some(Field::Source)),
            ("subject", None),
            ("place", None),
        ],
    ),
    (
        Product::Ghost,
        &[&["mobiledoc", "lexical", "featureimage", "codeinjectionhead"]],
        &[("page", None)],
    ),
    (
        Product::Wallabag,
        &[&["hashedurl", "previewpicture", "isstarred"]],
        &[("publishedby", Some(Field::Bylines)), ("createdat", None)],
    ),
    (
        Product::Readwise,
        &[&["htmlcontent", "firstopenedat", "lastmovedat"]],
        &[
            ("url", None),
            ("source", None),
            ("location", None),
            ("category", Some(Field::Kind)),
            ("createdat", None),
        ],
    ),
    (
        Product::ReadwiseTable,
        &[&["documenttags"]],
        &[("location", None), ("created", None)],
    ),
    (
        Product::Raindrop,
        &[&["favorite"], &["excerpt", "cover"]],
        &[("created", None)],
    ),
    (Product::Zotero, &[&["manualtags", "automatictags"]], &[]),
];

impl Product {
    /// All names that products are known by.
    pub(super) fn marks() -> impl Iterator<Item = (Mark, &'static str)> {
        PRODUCTS.iter().flat_map(|(product, groups, _)| {
            groups.iter().enumerate().flat_map(move |(at, names)| {
                let mark = match groups.len() {
                    1 => Mark::Sure(*product),
                    _ => Mark::Half(*product, at),
                };
                names.iter().map(move |name| (mark, *name))
            })
        })
    }

    /// What a built-in key means in this product; `None` if nothing else than elsewhere.
    /// `Some(None)` is no field.
    #[expect(
        clippy::option_option,
        reason = "a key that is no field and one without a row differ"
    )]
    pub(super) fn meaning(self, key: &str) -> Option<Option<Field>> {
        let (_, _, others) = PRODUCTS.iter().find(|(product, ..)| *product == self)?;
        let (_, field) = others.iter().find(|(own, _)| *own == key)?;
        Some(*field)
    }
}
