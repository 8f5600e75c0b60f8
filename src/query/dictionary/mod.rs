//! The words of an index as they were written.
//!
//! The index needs no list of them: a form that is not its own term has a term for itself
//! (`=wages`), and one that is (`wage`) is where that term is and no other form. So the dictionaries
//! of the segments are the list, and a refresh keeps it right. Archives on other machines have a list
//! of their terms. `part` is one of either; [`Dictionary`] asks them, `walk` reads
//! all that start alike, `fitting` finds the words that patterns fit, `nearest` those that a
//! misspelled word may be, `misread` those that a program may have read instead (`confusions` are its
//! usual errors).

mod confusions;
mod fitting;
mod misread;
mod nearest;
mod part;
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

    /// Calls `test` with an index of one article with these words.
    pub(super) fn with_words(words: &str, test: impl FnOnce(Snapshot)) {
        let schema = ArticleSchema::load();
        let index = Index::builder()
            .schema(schema.tantivy.clone())
            .tokenizers(schema.tokenizers(&CurrentArticle::default()))
            .create_in_ram()
            .unwrap();
        let mut writer: IndexWriter<ArticleDocument> =
            index.writer_with_num_threads(1, 15_000_000).unwrap();
        let article = Article {
            body: words.to_owned(),
            ..Article::default()
        };
        writer
            .add_document(ArticleDocument::new(article, &schema))
            .unwrap();
        writer.commit().unwrap();
        let searcher = index.reader().unwrap().searcher();
        let tokens = TokenCounts::default();
        test(Snapshot::new(&searcher, &schema, &tokens));
    }

    fn are_found(snapshot: Snapshot, deadline: Deadline) -> ([bool; 2], bool, bool) {
        let mut dictionary = Dictionary::new(snapshot, None, deadline);
        (
            ["", "fer"].map(|prefix| dictionary.walk(prefix, "", |_| true).is_ok()),
            dictionary.count_of_term("ferri").is_ok(),
            dictionary.nearest("ferrx", false, 3).is_ok(),
        )
    }

    #[test]
    fn words_are_not_looked_up_after_the_deadline() {
        with_words("Ferry tickets", |snapshot| {
            let in_time = are_found(snapshot, Deadline::default());
            assert_eq!(in_time, ([true; 2], true, true));
            let late = are_found(snapshot, Deadline::after(Duration::ZERO));
            assert_eq!(late, ([false; 2], false, false));
        });
    }
}
