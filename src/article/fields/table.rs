//! The table of an article's fields: one row a field, in the order of `index-schema/article.toml`.
//!
//! A new field is a row here, a field of `Article` and a field of the index. The rows say what
//! each field is called, how people see it, where it is shown, and how its value is read and set.

use super::field::{Access, ArticleField, Shown};
use crate::article::{ArchivePath, ArticleId, ArticleKind, DateSource, Status};

/// What both outputs for programs show, and nothing else does.
const DATA: &[Shown] = &[Shown::Json, Shown::Csv];

/// As [`DATA`], and in the line under a hit's headline.
const PROMINENT: &[Shown] = &[Shown::Json, Shown::Csv, Shown::HitLine];

/// A field that is an `Option<String>` of [`Article`].
macro_rules! text {
    ($field:ident) => {
        Access::Text(
            |article| article.$field.as_deref(),
            |article, text| article.$field = Some(text.to_owned()),
        )
    };
}

/// A field that is a `Vec<String>` of [`Article`].
macro_rules! texts {
    ($field:ident) => {
        Access::Texts(
            |article| &article.$field,
            |article, texts| article.$field = texts,
        )
    };
}

/// Every field, in the order of `index-schema/article.toml`.
pub const FIELDS: &[ArticleField] = &[
    ArticleField {
        name: "id",
        other_names: &[],
        about: "The source's own number or name of the article; else a hash of its text. Breaks ties.",
        label: Some("id"),
        shown: DATA,
        access: Access::Text(
            |article| Some(&article.id.0),
            |article, id| article.id = ArticleId(id.to_owned()),
        ),
    },
    ArticleField {
        name: "headline",
        other_names: &["title"],
        about: "The headline, on one line.",
        label: None,
        shown: DATA,
        access: Access::Text(
            |article| Some(&article.headline),
            |article, headline| headline.clone_into(&mut article.headline),
        ),
    },
    ArticleField {
        name: "published",
        other_names: &[],
        about: "When it was published.",
        label: Some("date"),
        shown: PROMINENT,
        access: Access::Date(
            |article| article.published,
            |article, date| article.published = Some(date),
        ),
    },
    ArticleField {
        name: "precision",
        other_names: &[],
        about: "How much of the date is known: year, month, day, minute or second.",
        label: None,
        shown: DATA,
        access: Access::Part(|article| Some(article.published?.precision().as_str())),
    },
    ArticleField {
        name: "published_from",
        other_names: &[],
        about: "Where the date was read, such as metadata-line, field, dateline or path.",
        label: None,
        shown: &[Shown::Json],
        access: Access::Text(
            |article| article.published_from.map(DateSource::as_str),
            |article, name| article.published_from = DateSource::from_name(name),
        ),
    },
    ArticleField {
        name: "body",
        other_names: &["text"],
        about: "The text, with its dateline.",
        label: None,
        shown: &[],
        access: Access::Text(
            |article| Some(&article.body),
            |article, body| body.clone_into(&mut article.body),
        ),
    },
    ArticleField {
        name: "place",
        other_names: &[],
        about: "The place that dateline or metadata name.",
        label: Some("place"),
        shown: PROMINENT,
        access: text!(place),
    },
    ArticleField {
        name: "agency",
        other_names: &[],
        about: "The agency that dateline or metadata credit.",
        label: Some("agency"),
        shown: DATA,
        access: text!(agency),
    },
    ArticleField {
        name: "bylines",
        other_names: &["byline", "author", "by"],
        about: "The authors.",
        label: Some("by"),
        shown: DATA,
        access: texts!(bylines),
    },
    ArticleField {
        name: "source",
        other_names: &["site"],
        about: "The publication: a site or a newspaper.",
        label: Some("source"),
        shown: PROMINENT,
        access: text!(source),
    },
    ArticleField {
        name: "section",
        other_names: &["category"],
        about: "The section or category of the publication.",
        label: Some("section"),
        shown: DATA,
        access: text!(section),
    },
    ArticleField {
        name: "page",
        other_names: &[],
        about: "The page of the printed edition.",
        label: Some("page"),
        shown: DATA,
        access: text!(page),
    },
    ArticleField {
        name: "keywords",
        other_names: &["keyword", "tag"],
        about: "Keywords or tags.",
        label: Some("keywords"),
        shown: DATA,
        access: texts!(keywords),
    },
    ArticleField {
        name: "language",
        other_names: &["lang"],
        about: "The language, as the source names it.",
        label: Some("language"),
        shown: DATA,
        access: text!(language),
    },
    ArticleField {
        name: "status",
        other_names: &[],
        about: "What its source forbids: embargoed, withheld or canceled.",
        label: Some("status"),
        shown: &[Shown::Json],
        access: Access::Text(
            |article| Some(article.status.as_str()),
            |article, name| article.status = Status::from_name(name).unwrap_or_default(),
        ),
    },
    ArticleField {
        name: "url",
        other_names: &[],
        about: "The address it was published at.",
        label: Some("url"),
        shown: DATA,
        access: text!(url),
    },
    ArticleField {
        name: "format",
        other_names: &[],
        about: "The format that it was read from: `text`, `warc`, `lexisnexis` and so on.",
        label: None,
        shown: &[],
        access: text!(format),
    },
    ArticleField {
        name: "path",
        other_names: &[],
        about: "The file, below the archive's folder. A refresh replaces articles by it.",
        label: Some("path"),
        shown: DATA,
        access: Access::Text(
            |article| Some(article.origin.path.as_str()),
            |article, path| article.origin.path = ArchivePath::from_stored(path),
        ),
    },
    ArticleField {
        name: "ordinal",
        other_names: &[],
        about: "The record's place in its file, from 1.",
        label: None,
        shown: DATA,
        access: Access::Number(
            |article| Some(article.origin.ordinal),
            |article, ordinal| article.origin.ordinal = ordinal,
        ),
    },
    ArticleField {
        name: "kind",
        other_names: &[],
        about: "What kind of text it is: article, weather, letter, obituary, advertisement and so on.",
        label: Some("kind"),
        shown: DATA,
        access: Access::Text(
            |article| Some(article.kind.as_str()),
            |article, name| article.kind = ArticleKind::from_name(name).unwrap_or_default(),
        ),
    },
    ArticleField {
        name: "quality",
        other_names: &[],
        about: "How sure the program was that recognised its words, in percent.",
        label: Some("quality"),
        shown: DATA,
        access: Access::Number(
            |article| article.quality,
            |article, quality| article.quality = Some(quality),
        ),
    },
];
