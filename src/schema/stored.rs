//! Stored articles, read without trusting what is stored.
//!
//! Tantivy believes the lengths within a stored document and asks for so much memory, which ends
//! the process where damage has made one of them huge: no panic that could be caught. So lengths
//! are held against what there is before it sees them.

use super::ArticleSchema;
use crate::article::Article;
use tantivy::error::DataCorruption;
use tantivy::{DocAddress, Searcher, TantivyDocument, TantivyError};

/// One block: each article is asked for twice in a row, as bytes and as a document.
const CACHED_BLOCKS: usize = 1;

/// Of how Tantivy lays a document out: how many bytes a field's number takes, and which codes stand
/// before a text and before the two kinds of numbers, which take eight bytes.
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
        let segment = searcher.segment_reader(address.segment_ord);
        let store = segment.get_store_reader(CACHED_BLOCKS)?;
        if !is_whole(&store.get_document_bytes(address.doc_id)?) {
            let comment = "a stored article is not as it was written";
            return Err(TantivyError::DataCorruption(DataCorruption::comment_only(
                comment,
            )));
        }
        let document: TantivyDocument = store.get(address.doc_id)?;
        Ok(self.article(&document))
    }
}

/// Whether the values of a document lie within its bytes.
fn is_whole(document: &[u8]) -> bool {
    values(document).is_some_and(<[u8]>::is_empty)
}

/// What is left behind all values of a document; `None` if one of them is not all there.
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

/// Takes a length off the front: seven bits a byte, the lowest first, the last byte with its
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
    use crate::schema::ArticleDocument;
    use tantivy::{Index, IndexWriter};

    fn bytes_of(article: Article) -> Vec<u8> {
        let schema = ArticleSchema::load();
        let index = Index::builder()
            .schema(schema.tantivy.clone())
            .tokenizers(schema.tokenizers())
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
    fn what_was_written_is_whole_and_what_was_cut_or_has_another_length_is_not() {
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
