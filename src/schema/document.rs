//! Articles as Tantivy's documents, and stored documents as articles.
//!
//! Both directions follow the table of fields. Some fields have special rules: the index keeps the
//! date in four fields, the status only of articles that must not be used, and the language that
//! the words were read in. What its copies are found by is computed here, once for each article.

use super::{ArticleSchema, Fields};
use crate::analysis::Language;
use crate::article::fields::{Access, ArticleField, FIELDS, FieldValue};
use crate::article::{Article, Precision, Published, Status};
use crate::copies::Record;
use tantivy::schema::Field;
use tantivy::schema::document::{Document, ReferenceValue, ReferenceValueLeaf, Value};

/// An article as Tantivy's document. Its text is indexed and stored without a copy.
#[derive(Debug)]
pub struct ArticleDocument {
    article: Article,
    language: Language,
    record: Record,
    fields: Fields,
}

/// A value of an article's field, as Tantivy reads it.
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
        let language = schema.language_of(&article);
        Self::read_in(article, language, schema)
    }

    /// The document of an article whose words are read in this language.
    #[must_use]
    pub fn read_in(article: Article, language: Language, schema: &ArticleSchema) -> Self {
        Self {
            language,
            record: Record::of(&article),
            article,
            fields: schema.fields,
        }
    }

    /// What its copies and versions are found by.
    #[must_use]
    pub fn record(&self) -> &Record {
        &self.record
    }

    /// The language that its words are read in.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// Adds the values of a field of the table: none, one or several. A date is not among them.
    fn add_values<'a>(
        &'a self,
        row: &ArticleField,
        field: Field,
        values: &mut Vec<(Field, ArticleValue<'a>)>,
    ) {
        match row.value(&self.article) {
            FieldValue::Text(Some(text)) => {
                let is_usual = field == self.fields.status && self.article.status == Status::Usable;
                if !text.is_empty() && !is_usual {
                    values.push((field, ArticleValue::Text(text)));
                }
            }
            FieldValue::Texts(texts) => {
                values.extend(texts.iter().map(|text| (field, ArticleValue::Text(text))));
            }
            FieldValue::Number(Some(number)) => {
                values.push((field, ArticleValue::U64(number.into())));
            }
            FieldValue::Text(None) | FieldValue::Number(None) | FieldValue::Date(_) => {}
        }
    }

    /// Adds the numbers of the date: in UTC, in local time, and the offset, each in seconds.
    fn add_date(&self, values: &mut Vec<(Field, ArticleValue<'_>)>) {
        if let Some(date) = self.article.published {
            let offset = date.offset_seconds().map(i64::from);
            let numbers = [
                (self.fields.published, Some(date.utc_seconds())),
                (self.fields.published_local, Some(date.local_seconds())),
                (self.fields.offset, offset),
            ];
            let known = numbers.into_iter();
            values.extend(
                known.filter_map(|(field, number)| Some((field, ArticleValue::I64(number?)))),
            );
        }
    }
}

impl Document for ArticleDocument {
    type Value<'a> = ArticleValue<'a>;
    type FieldsValuesIter<'a> = std::vec::IntoIter<(Field, ArticleValue<'a>)>;

    // The engine asks three times per article. A list is half the work of an iterator of iterators.
    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        // Room for one value per field, two more numbers of the date, the language, and the row of
        // numbers.
        let mut values = Vec::with_capacity(FIELDS.len() + 3 + Record::MOST);
        for (row, field) in self.fields.rows() {
            self.add_values(row, field, &mut values);
        }
        self.add_date(&mut values);
        let language = ArticleValue::Text(self.language.as_str());
        values.push((self.fields.read_in, language));
        let copies = self.record.values();
        values.extend(copies.map(|number| (self.fields.copies, ArticleValue::U64(number))));
        values.into_iter()
    }
}

impl ArticleSchema {
    /// The article that has these values. A field without one is empty. A date whose parts
    /// contradict each other is left out.
    pub(crate) fn article_of(&self, values: &[(Field, ArticleValue<'_>)]) -> Article {
        let mut article = Article::default();
        // The value for an article without a number in the index.
        article.origin.ordinal = 1;
        for (row, field) in self.fields.rows() {
            match row.access {
                Access::Text(_, set) => {
                    if let Some(ArticleValue::Text(text)) = first(values, field) {
                        set(&mut article, text);
                    }
                }
                Access::Texts(_, set) => {
                    let texts = values.iter().filter_map(|(own, value)| match value {
                        ArticleValue::Text(text) if *own == field => Some((*text).to_owned()),
                        _ => None,
                    });
                    set(&mut article, texts.collect());
                }
                Access::Number(_, set) => {
                    if let Some(ArticleValue::U64(number)) = first(values, field)
                        && let Ok(number) = u32::try_from(number)
                    {
                        set(&mut article, number);
                    }
                }
                Access::Date(_, set) => {
                    if let Some(date) = self.date(values) {
                        set(&mut article, date);
                    }
                }
                Access::Part(_) => {}
            }
        }
        article
    }

    /// The date among the values of an article.
    fn date(&self, values: &[(Field, ArticleValue<'_>)]) -> Option<Published> {
        let fields = self.fields;
        let number = |field| match first(values, field)? {
            ArticleValue::I64(number) => Some(number),
            _ => None,
        };
        let offset = number(fields.offset).and_then(|seconds| i32::try_from(seconds).ok());
        let ArticleValue::Text(precision) = first(values, fields.precision)? else {
            return None;
        };
        let precision = Precision::from_name(precision)?;
        Published::from_stored(number(fields.published)?, precision, offset)
    }
}

/// The first value of a field.
fn first<'a>(values: &[(Field, ArticleValue<'a>)], field: Field) -> Option<ArticleValue<'a>> {
    let mut values = values.iter();
    let (_, value) = values.find(|(own, _)| *own == field)?;
    Some(*value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::CurrentArticle;
    use crate::article::{ArticleKind, DateSource};
    use tantivy::{Index, IndexWriter};

    /// An article that has a value in every field of the table.
    fn full() -> Article {
        let mut article = Article {
            published_from: Some(DateSource::MetadataLine),
            status: Status::Embargoed,
            kind: ArticleKind::Weather,
            ..Article::default()
        };
        for row in FIELDS {
            let text = format!("the {}", row.name);
            match row.access {
                Access::Text(..) if matches!(row.name, "published_from" | "status" | "kind") => {}
                Access::Text(_, set) => set(&mut article, &text),
                Access::Texts(_, set) => set(&mut article, vec![text.clone(), text]),
                Access::Number(_, set) => set(&mut article, 7),
                Access::Date(_, set) => {
                    set(&mut article, "2021-01-19T22:00+03:30".parse().unwrap());
                }
                Access::Part(_) => {}
            }
        }
        article
    }

    /// Writes articles to an index in memory and reads them back from its store.
    fn round_trip(articles: &[Article]) -> Vec<Article> {
        let schema = ArticleSchema::load();
        let index = Index::builder()
            .schema(schema.tantivy.clone())
            .tokenizers(schema.tokenizers(&CurrentArticle::default()))
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
            .map(|doc| schema.stored_in(searcher.segment_reader(0), doc).unwrap())
            .collect()
    }

    #[test]
    fn every_field_is_read_back_as_it_was_written() {
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
    fn a_full_article_fills_every_field_of_the_schema() {
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
