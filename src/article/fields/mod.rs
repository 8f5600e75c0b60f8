//! The fields of an article, as one table: everything that names fields is derived from it.
//!
//! [`FIELDS`] gives the columns of CSV, the keys of JSON and their order, the labels of texts, the
//! names that a query may use, the lists of names in `--help` and docs/query.md, and the values of
//! a document of the index. This module knows no output and no engine: it says which fields an
//! output shows and in which order. How the index keeps each one, `index-schema/article.toml` says;
//! a test compares the two.

mod field;
mod table;

pub use field::{Access, ArticleField, FieldValue, Shown};
pub use table::FIELDS;

use super::Article;

/// The most text that an article may have, in all its fields, in bytes. Readers refuse more, so an
/// index in which an article has more was not made by this program.
pub const MOST_TEXT: usize = 256 << 20;

/// The bytes of the texts of an article.
#[must_use]
pub fn text_bytes(article: &Article) -> usize {
    let bytes = FIELDS.iter().map(|field| match field.value(article) {
        FieldValue::Text(text) => text.map_or(0, str::len),
        FieldValue::Texts(texts) => texts.iter().map(String::len).sum(),
        FieldValue::Number(_) | FieldValue::Date(_) => 0,
    });
    bytes.sum()
}

/// The fields that a query may name, in the order of the table.
pub fn searchable() -> impl Iterator<Item = &'static ArticleField> {
    FIELDS.iter().filter(|field| field.is_searchable())
}

/// Every name that a query may have before a colon: each field's name, then its other names.
#[must_use]
pub fn query_names() -> Vec<&'static str> {
    searchable().flat_map(ArticleField::names).collect()
}

/// The fields that a query may name as a list for people, other names in parentheses:
/// `id, headline (title), …`.
#[must_use]
pub fn list_for_people() -> String {
    let item = |field: &ArticleField| match field.other_names {
        [] => field.name.to_owned(),
        others => format!("{} ({})", field.name, others.join(", ")),
    };
    searchable().map(item).collect::<Vec<_>>().join(", ")
}

/// The keys of a hit in JSON, in their order.
#[must_use]
pub fn in_json() -> Vec<&'static ArticleField> {
    let shown = FIELDS.iter().filter(|field| field.is_shown(Shown::Json));
    in_order(shown, &[("source", "place")])
}

/// The columns of CSV, in their order.
#[must_use]
pub fn in_csv() -> Vec<&'static ArticleField> {
    let shown = FIELDS.iter().filter(|field| field.is_shown(Shown::Csv));
    in_order(shown, &[("source", "place")])
}

/// The parts of the line under a hit's headline, in their order.
#[must_use]
pub fn in_hit_line() -> Vec<&'static ArticleField> {
    let shown = FIELDS.iter().filter(|field| field.is_shown(Shown::HitLine));
    in_order(shown, &[("source", "place")])
}

/// The keys of what `dateline parse --format jsonl` writes of an article, in their order; path and
/// ordinal are not among them, since a file outside of any archive is named in another way.
#[must_use]
pub fn in_parsed_json() -> Vec<&'static ArticleField> {
    let shown = FIELDS.iter().filter(|field| {
        let is_text = field.name == "body" || field.is_shown(Shown::Json);
        is_text && !matches!(field.name, "path" | "ordinal")
    });
    in_order(shown, &[("url", "status")])
}

/// The labelled lines of an article shown to people, in their order, each with its label.
#[must_use]
pub fn labelled() -> Vec<(&'static str, &'static ArticleField)> {
    in_order(FIELDS.iter(), &[("id", "path")])
        .into_iter()
        .filter_map(|field| Some((field.label?, field)))
        .collect()
}

/// Fields in the order of the table, but for `moved`: pairs of a name and of the name that it comes
/// right before. Outputs are published formats, and their orders are older than the table.
fn in_order(
    fields: impl Iterator<Item = &'static ArticleField>,
    moved: &[(&str, &str)],
) -> Vec<&'static ArticleField> {
    let mut fields: Vec<_> = fields.collect();
    for (name, next) in moved {
        let place = |fields: &[&ArticleField], name| fields.iter().position(|own| own.name == name);
        if let Some(from) = place(&fields, *name) {
            let field = fields.remove(from);
            let to = place(&fields, *next).unwrap_or(from);
            fields.insert(to, field);
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    /// Checks that these names come in this order; new ones may come between them.
    fn has_order(fields: &[&'static ArticleField], order: &str) {
        let mut names = fields.iter().map(|field| field.name);
        for name in order.split_whitespace() {
            assert!(
                names.any(|own| own == name),
                "{name} is missing or too early"
            );
        }
    }

    #[test]
    fn no_two_fields_share_a_name() {
        let names: Vec<_> = FIELDS.iter().flat_map(ArticleField::names).collect();
        let different: HashSet<_> = names.iter().collect();
        assert_eq!(different.len(), names.len(), "{names:?}");
    }

    #[test]
    fn every_field_says_what_it_is() {
        for field in FIELDS {
            assert!(field.about.ends_with('.'), "{}", field.name);
        }
    }

    #[test]
    fn outputs_keep_the_orders_that_were_published() {
        has_order(
            &in_json(),
            "id headline published precision published_from source place agency bylines section \
             keywords language status url path ordinal",
        );
        has_order(
            &in_csv(),
            "id headline published precision source place agency bylines section keywords language \
             url path ordinal",
        );
        has_order(&in_hit_line(), "published source place");
        has_order(
            &in_parsed_json(),
            "id headline published precision published_from body place agency bylines source \
             section keywords language url status",
        );
        let labelled: Vec<_> = labelled().into_iter().map(|(_, field)| field).collect();
        has_order(
            &labelled,
            "published place agency bylines source section keywords language status url id path",
        );
    }

    #[test]
    fn a_list_for_people_has_every_name_that_a_query_may_use() {
        let list = list_for_people();
        for name in query_names() {
            assert!(list.contains(name), "{name} is not in {list}");
        }
        assert!(
            list.starts_with("id, headline (title), precision,"),
            "{list}"
        );
    }

    #[test]
    fn the_bytes_of_an_article_are_those_of_all_its_texts() {
        let article = Article {
            headline: "Café".to_owned(),
            body: "Open.".to_owned(),
            bylines: vec!["Ann".to_owned(), "Bo".to_owned()],
            ..Article::default()
        };
        let empty = text_bytes(&Article::default());
        assert_eq!(text_bytes(&article) - empty, 15);
    }
}
