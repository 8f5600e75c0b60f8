//! Stored articles, read without trust in the bytes on disk.
//!
//! Tantivy trusts the lengths within a stored document and allocates as much memory as they say. If
//! damage has made one of them huge, the process ends, without a panic that could be caught. So the
//! bytes are read here, and each length is compared with the number of bytes. That copies a text once;
//! through a document of Tantivy it is copied twice, and a block is looked up twice.

use super::document::ArticleValue;
use super::{ArticleSchema, Recent, SegmentPlaces};
use crate::article::Article;
use tantivy::error::DataCorruption;
use tantivy::schema::Field;
use tantivy::store::StoreReader;
use tantivy::{DocAddress, DocId, Searcher, SegmentReader, TantivyError};

/// The number of blocks to cache: articles are read in the order of their blocks.
const CACHED_BLOCKS: usize = 1;

/// Room for the values of most articles; a document may say that it has any number.
const USUAL: usize = 32;

/// How Tantivy lays out a value: the code before a text, an unsigned and a signed number. The number of
/// the field is before it, in four bytes. All numbers are little-endian.
const TEXT: u8 = 0;
const UNSIGNED: u8 = 1;
const SIGNED: u8 = 2;

impl ArticleSchema {
    /// The article that is stored at an address.
    ///
    /// # Errors
    /// If it cannot be read or is damaged.
    pub fn stored(&self, searcher: &Searcher, address: DocAddress) -> tantivy::Result<Article> {
        self.stored_in(searcher.segment_reader(address.segment_ord), address.doc_id)
    }

    /// The same, from the articles that were read a short time ago if it is among them.
    ///
    /// # Errors
    /// If it cannot be read or is damaged.
    pub fn stored_or_recent(
        &self,
        searcher: &Searcher,
        address: DocAddress,
        recent: Recent,
    ) -> tantivy::Result<Article> {
        let segment = searcher.segment_reader(address.segment_ord);
        if let Some(bytes) = recent.get(address) {
            let places = self.places.of(segment.segment_id());
            return self.read(address.doc_id, &bytes, &places);
        }
        let stored = StoredArticles::open(self, segment)?;
        let bytes = stored.store.get_document_bytes(address.doc_id)?;
        recent.keep(address, &bytes);
        self.read(address.doc_id, &bytes, &stored.places)
    }

    /// The article that is stored in a segment.
    ///
    /// # Errors
    /// If it cannot be read or is damaged.
    pub fn stored_in(&self, segment: &SegmentReader, doc: DocId) -> tantivy::Result<Article> {
        StoredArticles::open(self, segment)?.article(doc)
    }

    /// An article from its stored bytes.
    fn read(&self, doc: DocId, bytes: &[u8], places: &SegmentPlaces) -> tantivy::Result<Article> {
        let damaged = || {
            let comment = "a stored article is damaged";
            TantivyError::DataCorruption(DataCorruption::comment_only(comment))
        };
        let values = values(bytes).ok_or_else(damaged)?;
        let mut article = self.article_of(&values);
        let ordinal = &mut article.origin.ordinal;
        let place = places.place(doc, (*ordinal).into());
        *ordinal = u32::try_from(place).unwrap_or(*ordinal);
        Ok(article)
    }
}

/// The stored articles of a segment. Articles that are read in their order are unpacked a block at a
/// time.
pub struct StoredArticles<'a> {
    schema: &'a ArticleSchema,
    store: StoreReader,
    places: SegmentPlaces,
}

impl<'a> StoredArticles<'a> {
    /// Opens the store of a segment.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn open(schema: &'a ArticleSchema, segment: &SegmentReader) -> tantivy::Result<Self> {
        Ok(Self {
            schema,
            store: segment.get_store_reader(CACHED_BLOCKS)?,
            places: schema.places.of(segment.segment_id()),
        })
    }

    /// An article.
    ///
    /// # Errors
    /// If it cannot be read or is damaged.
    pub fn article(&self, doc: DocId) -> tantivy::Result<Article> {
        let bytes = self.store.get_document_bytes(doc)?;
        self.schema.read(doc, &bytes, &self.places)
    }
}

/// The values of a document; `None` if one is incomplete or no text, or bytes are left.
fn values(mut bytes: &[u8]) -> Option<Vec<(Field, ArticleValue<'_>)>> {
    let count = length(&mut bytes)?;
    let mut values = Vec::with_capacity(count.min(USUAL));
    for _ in 0..count {
        let field = Field::from_field_id(u32::from_le_bytes(*taken(&mut bytes)?));
        let [code] = *taken(&mut bytes)?;
        let value = match code {
            TEXT => {
                let length = length(&mut bytes)?;
                let (text, rest) = bytes.split_at_checked(length)?;
                bytes = rest;
                ArticleValue::Text(std::str::from_utf8(text).ok()?)
            }
            UNSIGNED => ArticleValue::U64(u64::from_le_bytes(*taken(&mut bytes)?)),
            SIGNED => ArticleValue::I64(i64::from_le_bytes(*taken(&mut bytes)?)),
            _ => return None,
        };
        values.push((field, value));
    }
    bytes.is_empty().then_some(values)
}

/// Takes a number of bytes from the front.
fn taken<'b, const N: usize>(bytes: &mut &'b [u8]) -> Option<&'b [u8; N]> {
    let (taken, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(taken)
}

/// Reads a length from the front: seven bits a byte, the lowest first; the last byte has its
/// highest bit set.
fn length(bytes: &mut &[u8]) -> Option<usize> {
    let mut length = 0;
    for shift in (0..usize::BITS).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        length |= usize::from(byte & 0x7f) << shift;
        if byte & 0x80 != 0 {
            return Some(length);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::CurrentArticle;
    use crate::schema::ArticleDocument;
    use tantivy::{Index, IndexWriter};

    fn has_values(document: &[u8]) -> bool {
        values(document).is_some()
    }

    fn bytes_of(article: Article) -> Vec<u8> {
        let schema = ArticleSchema::load();
        let index = Index::builder()
            .schema(schema.tantivy.clone())
            .tokenizers(schema.tokenizers(&CurrentArticle::default()))
            .create_in_ram()
            .unwrap();
        let mut writer: IndexWriter<ArticleDocument> =
            index.writer_with_num_threads(1, 15_000_000).unwrap();
        writer
            .add_document(ArticleDocument::new(article.clone(), &schema))
            .unwrap();
        writer.commit().unwrap();
        let searcher = index.reader().unwrap().searcher();
        let read = schema.stored(&searcher, DocAddress::new(0, 0)).unwrap();
        assert_eq!(read, article);
        let store = searcher.segment_reader(0).get_store_reader(1).unwrap();
        store.get_document_bytes(0).unwrap().to_vec()
    }

    #[test]
    fn a_document_that_was_cut_or_has_a_wrong_length_is_damaged() {
        let written = bytes_of(Article {
            headline: "Troops leave".into(),
            body: "The last of them left on Friday. ".repeat(20),
            published: Some("2021-01-19".parse().unwrap()),
            ..Article::default()
        });
        assert!(has_values(&written));
        for end in 0..written.len() {
            assert!(!has_values(&written[..end]), "cut at {end}");
        }
        let headline = written.windows(12).position(|at| at == b"Troops leave");
        let mut huge = written.clone();
        huge.splice(
            headline.unwrap() - 1..headline.unwrap(),
            [0, 0, 0, 0, 0, 0x81],
        );
        assert!(!has_values(&huge));
        let mut no_text = written.clone();
        no_text[headline.unwrap()] = 0xff;
        assert!(!has_values(&no_text));
        let mut longer = written.clone();
        longer.push(0);
        assert!(!has_values(&longer));
        let mut unknown = written;
        unknown[headline.unwrap() - 2] = 7;
        assert!(!has_values(&unknown));
    }
}
