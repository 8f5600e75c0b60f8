//! Articles as Tantivy's documents, and stored documents as articles.

use super::{ArticleSchema, Fields};
use crate::article::{
    ArchivePath, Article, ArticleId, DateSource, Origin, Precision, Published, Status,
};
use tantivy::schema::document::{Document, ReferenceValue, ReferenceValueLeaf, Value};
use tantivy::schema::{Field, TantivyDocument};

/// An article lent to Tantivy: its text is indexed and stored without being copied first.
#[derive(Debug)]
pub struct ArticleDocument {
    article: Article,
    fields: Fields,
}

/// A value of an article's field, as Tantivy asks for it.
#[derive(Debug, Clone, Copy)]
pub enum ArticleValue<'a> {
    /// Text.
    Text(&'a str),
    /// A signed number.
    I64(i64),
    /// An unsigned number.
    U64(u64),
}

impl<'a> Value<'a> for ArticleValue<'a> {
    type ArrayIter = std::iter::Empty<Self>;
    type ObjectIter = std::iter::Empty<(&'a str, Self)>;

    fn as_value(&self) -> ReferenceValue<'a, Self> {
        ReferenceValue::Leaf(match *self {
            Self::Text(text) => ReferenceValueLeaf::Str(text),
            Self::I64(number) => ReferenceValueLeaf::I64(number),
            Self::U64(number) => ReferenceValueLeaf::U64(number),
        })
    }
}

impl ArticleDocument {
    /// The document of `article` by `schema`.
    #[must_use]
    pub fn new(article: Article, schema: &ArticleSchema) -> Self {
        Self {
            article,
            fields: schema.fields,
        }
    }

    fn date(&self) -> impl Iterator<Item = (Field, ArticleValue<'_>)> {
        let fields = self.fields;
        let from = self.article.published_from;
        self.article.published.into_iter().flat_map(move |date| {
            [
                Some((fields.published, ArticleValue::I64(date.utc_seconds()))),
                Some((
                    fields.published_local,
                    ArticleValue::I64(date.local_seconds()),
                )),
                Some((
                    fields.precision,
                    ArticleValue::Text(date.precision().as_str()),
                )),
                date.offset_seconds()
                    .map(|seconds| (fields.offset, ArticleValue::I64(seconds.into()))),
                from.map(|from| (fields.published_from, ArticleValue::Text(from.as_str()))),
            ]
            .into_iter()
            .flatten()
        })
    }
}

impl Document for ArticleDocument {
    type Value<'a> = ArticleValue<'a>;
    type FieldsValuesIter<'a> = Box<dyn Iterator<Item = (Field, ArticleValue<'a>)> + 'a>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        let (article, fields) = (&self.article, self.fields);
        let one = [
            (fields.id, Some(article.id.0.as_str())),
            (fields.headline, Some(article.headline.as_str())),
            (fields.body, Some(article.body.as_str())),
            (fields.place, article.place.as_deref()),
            (fields.agency, article.agency.as_deref()),
            (fields.source, article.source.as_deref()),
            (fields.section, article.section.as_deref()),
            (fields.language, article.language.as_deref()),
            (
                fields.status,
                (article.status != Status::Usable).then(|| article.status.as_str()),
            ),
            (fields.url, article.url.as_deref()),
            (fields.path, Some(article.origin.path.as_str())),
        ]
        .into_iter()
        .filter_map(|(field, text)| Some((field, text.filter(|text| !text.is_empty())?)));
        let many = [
            (fields.bylines, &article.bylines),
            (fields.keywords, &article.keywords),
        ]
        .into_iter()
        .flat_map(|(field, texts)| texts.iter().map(move |text| (field, text.as_str())));
        let ordinal = (
            fields.ordinal,
            ArticleValue::U64(article.origin.ordinal.into()),
        );
        Box::new(
            one.chain(many)
                .map(|(field, text)| (field, ArticleValue::Text(text)))
                .chain(self.date())
                .chain(std::iter::once(ordinal)),
        )
    }
}

impl ArticleSchema {
    /// The article that a stored document holds. What is not stored is absent; a date that does
    /// not fit together is left out.
    #[must_use]
    pub fn article(&self, document: &TantivyDocument) -> Article {
        let fields = self.fields;
        let text = |field| document.get_first(field).and_then(|value| value.as_str());
        let owned = |field| text(field).map(str::to_owned);
        let texts = |field| {
            document
                .get_all(field)
                .filter_map(|value| value.as_str().map(str::to_owned))
                .collect()
        };
        let number = |field| document.get_first(field).and_then(|value| value.as_i64());
        let ordinal = document
            .get_first(fields.ordinal)
            .and_then(|value| value.as_u64())
            .and_then(|ordinal| u32::try_from(ordinal).ok());
        let offset = number(fields.offset).and_then(|seconds| i32::try_from(seconds).ok());
        let published = number(fields.published)
            .zip(text(fields.precision).and_then(Precision::from_name))
            .and_then(|(seconds, precision)| Published::from_stored(seconds, precision, offset));
        Article {
            id: ArticleId(owned(fields.id).unwrap_or_default()),
            headline: owned(fields.headline).unwrap_or_default(),
            body: owned(fields.body).unwrap_or_default(),
            published,
            published_from: text(fields.published_from).and_then(DateSource::from_name),
            place: owned(fields.place),
            agency: owned(fields.agency),
            bylines: texts(fields.bylines),
            source: owned(fields.source),
            section: owned(fields.section),
            keywords: texts(fields.keywords),
            language: owned(fields.language),
            url: owned(fields.url),
            // The index has no field for it yet.
            status: text(fields.status)
                .and_then(Status::from_name)
                .unwrap_or_default(),
            origin: Origin {
                path: ArchivePath::from_stored(text(fields.path).unwrap_or_default()),
                ordinal: ordinal.unwrap_or(1),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tantivy::{DocAddress, Index, IndexWriter};

    fn full() -> Article {
        Article {
            id: ArticleId("86685".into()),
            headline: "Iraqi Bloc Confirms".into(),
            body: "BAGHDAD (Dispatches) – The bloc\nsaid".into(),
            published: Some("2021-01-19T22:00+03:30".parse().unwrap()),
            published_from: Some(DateSource::MetadataLine),
            place: Some("Baghdad".into()),
            agency: Some("Dispatches".into()),
            bylines: vec!["A. Writer".into(), "B. Writer".into()],
            source: Some("kayhan.example".into()),
            section: Some("World".into()),
            keywords: vec!["troops".into(), "Iraq".into()],
            language: Some("en".into()),
            url: Some("https://kayhan.example/86685".into()),
            status: Status::Embargoed,
            origin: Origin {
                path: ArchivePath::from_stored("wire/86685.jsonl"),
                ordinal: 7,
            },
        }
    }

    /// Writes articles to an index in memory and reads them back from its store.
    fn round_trip(articles: &[Article]) -> Vec<Article> {
        let schema = ArticleSchema::load();
        let index = Index::builder()
            .schema(schema.tantivy.clone())
            .tokenizers(schema.tokenizers())
            .create_in_ram()
            .unwrap();
        let mut writer: IndexWriter<ArticleDocument> =
            index.writer_with_num_threads(1, 15_000_000).unwrap();
        for article in articles {
            writer
                .add_document(ArticleDocument::new(article.clone(), &schema))
                .unwrap();
        }
        writer.commit().unwrap();
        let searcher = index.reader().unwrap().searcher();
        (0u32..)
            .take(articles.len())
            .map(|doc| schema.article(&searcher.doc(DocAddress::new(0, doc)).unwrap()))
            .collect()
    }

    #[test]
    fn every_field_comes_back_as_it_went_in() {
        let mut bare = Article {
            body: "x".into(),
            ..Article::default()
        };
        bare.origin.ordinal = 1;
        let dates = [
            "1605-06-01",
            "2300",
            "2021-01",
            "0001-01-01",
            "9999-12-31T23:59:59-12:00",
        ];
        let with_dates = dates.map(|date| Article {
            published: Some(date.parse().unwrap()),
            ..full()
        });
        let articles: Vec<_> = [full(), bare].into_iter().chain(with_dates).collect();
        assert_eq!(round_trip(&articles), articles);
    }

    #[test]
    fn every_stored_field_of_the_schema_is_filled_by_a_full_article() {
        let schema = ArticleSchema::load();
        let document = ArticleDocument::new(full(), &schema);
        for (id, spec) in (0u32..).zip(&schema.spec.fields) {
            assert!(
                document
                    .iter_fields_and_values()
                    .any(|(field, _)| field.field_id() == id),
                "{} is never written",
                spec.name
            );
        }
    }
}
