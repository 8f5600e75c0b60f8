//! Stored articles, read without trust in the bytes on disk.
//!
//! Tantivy trusts the lengths within a stored document and allocates as much memory as they say. If
//! damage has made one of them huge, the process ends, without a panic that could be caught. So the
//! lengths are compared with the number of bytes before Tantivy reads them.

use super::{ArticleSchema, SegmentPlaces};
use crate::article::Article;
use tantivy::error::DataCorruption;
use tantivy::store::StoreReader;
use tantivy::{DocAddress, DocId, Searcher, SegmentReader, TantivyDocument, TantivyError};

/// The number of blocks to cache: each article is read twice in sequence, as bytes and as a
/// document.
const CACHED_BLOCKS: usize = 1;

/// How Tantivy lays out a document: the bytes of a field's number, the codes before a text and
/// before the two kinds of numbers, and the bytes of a number.
const FIELD_BYTES: usize = 4;
const TEXT: u8 = 0;
const NUMBERS: [u8; 2] = [1, 2];
const NUMBER_BYTES: usize = 8;

impl ArticleSchema {
    /// The article that is stored at an address.
    ///
    /// # Errors
    /// If it cannot be read or is damaged.
    pub fn stored(&self, searcher: &Searcher, address: DocAddress) -> tantivy::Result<Article> {
        self.stored_in(searcher.segment_reader(address.segment_ord), address.doc_id)
    }

    /// The article that is stored in a segment.
    ///
    /// # Errors
    /// If it cannot be read or is damaged.
    pub fn stored_in(&self, segment: &SegmentReader, doc: DocId) -> tantivy::Result<Article> {
        StoredArticles::open(self, segment)?.article(doc)
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
        if !is_whole(&self.store.get_document_bytes(doc)?) {
            let comment = "a stored article is damaged";
            return Err(TantivyError::DataCorruption(DataCorruption::comment_only(
                comment,
            )));
        }
        let document: TantivyDocument = self.store.get(doc)?;
        let mut article = self.schema.article(&document);
        let ordinal = &mut article.origin.ordinal;
        let place = self.places.place(doc, (*ordinal).into());
        *ordinal = u32::try_from(place).unwrap_or(*ordinal);
        Ok(article)
    }
}

/// Whether the values of a document take exactly its bytes.
fn is_whole(document: &[u8]) -> bool {
    values(document).is_some_and(<[u8]>::is_empty)
}

/// The bytes after all values of a document; `None` if a value is incomplete.
fn values(mut bytes: &[u8]) -> Option<&[u8]> {
    for _ in 0..length(&mut bytes)? {
        let (code, rest) = bytes.get(FIELD_BYTES..)?.split_first()?;
        bytes = rest;
        let long = match *code {
            TEXT => length(&mut bytes)?,
            code if NUMBERS.contains(&code) => NUMBER_BYTES,
            _ => return None,
        };
        bytes = bytes.get(long..)?;
    }
    Some(bytes)
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
    fn a_document_that_was_cut_or_has_a_wrong_length_is_not_whole() {
        let written = bytes_of(Article {
            headline: "Troops leave".into(),
            body: "The last of them left on Friday. ".repeat(20),
            published: Some("2021-01-19".parse().unwrap()),
            ..Article::default()
        });
        assert!(is_whole(&written));
        for end in 0..written.len() {
            assert!(!is_whole(&written[..end]), "cut at {end}");
        }
        let headline = written.windows(12).position(|at| at == b"Troops leave");
        let mut huge = written.clone();
        huge.splice(
            headline.unwrap() - 1..headline.unwrap(),
            [0, 0, 0, 0, 0, 0x81],
        );
        assert!(!is_whole(&huge));
        let mut unknown = written;
        unknown[headline.unwrap() - 2] = 7;
        assert!(!is_whole(&unknown));
    }
}
