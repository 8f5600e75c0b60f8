//! The words of an index as they were written.
//!
//! The index needs no list of them: a form that is not its own term has a term for itself
//! (`=wages`), and one that is (`wage`) is where that term is and no other form. So the dictionaries
//! of the segments are the list, and a refresh keeps it right. [`Dictionary`] asks them, `walk` reads
//! all that start alike, `fitting` finds the words that patterns fit, `nearest` those that a misspelled word may be, `misread` those
//! that a program may have read instead (`confusions` are its usual errors).

mod confusions;
mod fitting;
mod misread;
mod nearest;
mod walk;
mod words;

pub(in crate::query) use fitting::fitting;
pub(in crate::query) use words::Dictionary;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::CurrentArticle;
    use crate::article::Article;
    use crate::query::request::deadline::Deadline;
    use crate::query::snapshot::Snapshot;
    use crate::schema::{ArticleDocument, ArticleSchema, TokenCounts};
    use std::time::Duration;
    use tantivy::{Index, IndexWriter};

    #[test]
    fn words_are_not_looked_up_after_the_deadline() {
        let schema = ArticleSchema::load();
        let index = Index::builder()
            .schema(schema.tantivy.clone())
            .tokenizers(schema.tokenizers(&CurrentArticle::default()))
            .create_in_ram()
            .unwrap();
        let mut writer: IndexWriter<ArticleDocument> =
            index.writer_with_num_threads(1, 15_000_000).unwrap();
        let article = Article {
            body: "Ferry tickets".to_owned(),
            ..Article::default()
        };
        writer
            .add_document(ArticleDocument::new(article, &schema))
            .unwrap();
        writer.commit().unwrap();
        let searcher = index.reader().unwrap().searcher();
        let tokens = TokenCounts::default();
        let snapshot = Snapshot::new(&searcher, &schema, &tokens);
        let outcomes = |deadline| {
            let mut dictionary = Dictionary::new(snapshot, None, deadline);
            let walked = ["", "fer"].map(|prefix| dictionary.walk(prefix, "", |_| true).is_ok());
            let counted = dictionary.count_of_term("ferri").is_ok();
            (
                walked,
                counted,
                dictionary.nearest("ferrx", false, 3).is_ok(),
            )
        };
        assert_eq!(outcomes(Deadline::default()), ([true; 2], true, true));
        let passed = Deadline::after(Duration::ZERO);
        assert_eq!(outcomes(passed), ([false; 2], false, false));
    }
}
