//! Writes articles to segments, without the engine's own threads and queues.
//!
//! Each thread writes whole segments, so there is no queue of documents that could grow, and
//! reading, parsing and indexing of a file stay on one core.
//!
//! Articles whose language is not known wait until the others are read: they go by the most frequent
//! language of their script.

use super::lengths::Lengths;
use super::words::GatheredWords;
use crate::analysis::{CurrentArticle, Language};
use crate::article::Article;
use crate::index::elsewhere::DraftElsewhere;
use crate::index::elsewhere::sent::Sender;
use crate::schema::{ArticleDocument, ArticleSchema};
use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;
use tantivy::indexer::{AddOperation, SegmentWriter};
use tantivy::{Index, Segment, SegmentMeta};

/// The least working memory that the engine accepts for one thread, in bytes.
pub(in crate::index) const ENGINE_MINIMUM: usize = 15_000_000;

/// The memory for a segment that the engine gets as its limit, in bytes. The engine only chooses
/// the size of the first table of terms by it. A large limit makes a table of half a million
/// places, most of them empty, which fills the processor's caches. A small table grows with the
/// terms.
const FIRST_TABLE: usize = 500_000;

/// Writes articles to new segments of a draft. One for each thread.
pub struct SegmentMaker {
    index: Index,
    schema: ArticleSchema,
    /// What it shares with the engine's tokenizers.
    current: CurrentArticle,
    memory: usize,
    open: Option<(Segment, SegmentWriter, Lengths)>,
    made: Vec<SegmentMeta>,
    /// How many articles of each language were added.
    languages: LanguageCounts,
    /// What gets the articles instead of segments.
    elsewhere: Option<Elsewhere>,
    waiting: Vec<Article>,
    /// The bytes of their texts.
    waiting_bytes: usize,
}

/// What gets articles instead of segments.
struct Elsewhere {
    draft: Arc<dyn DraftElsewhere>,
    sender: Sender,
    words: Arc<GatheredWords>,
}

/// Numbers of articles by the language that they are read in.
pub type LanguageCounts = BTreeMap<Language, u64>;

/// The most text that waits, in bytes: of more, all goes by what was read so far.
const MOST_WAITING: usize = 16 << 20;

impl SegmentMaker {
    /// A writer for this index with about `memory` bytes of working memory.
    pub(in crate::index) fn new(mut index: Index, schema: ArticleSchema, memory: usize) -> Self {
        let current = CurrentArticle::default();
        index.set_tokenizers(schema.tokenizers(&current));
        Self {
            index,
            schema,
            current,
            memory,
            open: None,
            made: Vec::new(),
            languages: LanguageCounts::new(),
            elsewhere: None,
            waiting: Vec::new(),
            waiting_bytes: 0,
        }
    }

    /// Makes it send its articles to other machines, and give their words to a list.
    pub(in crate::index) fn sending_to(
        mut self,
        draft: Arc<dyn DraftElsewhere>,
        words: Arc<GatheredWords>,
    ) -> Self {
        self.elsewhere = Some(Elsewhere {
            draft,
            sender: Sender::new(&self.schema),
            words,
        });
        self
    }

    /// Adds an article.
    ///
    /// # Errors
    /// If the engine refuses, or the disk is full.
    pub fn add(&mut self, article: Article) -> tantivy::Result<()> {
        if article.language.is_none() && self.schema.languages.is_open() {
            self.waiting_bytes += article.body.len() + article.headline.len();
            self.waiting.push(article);
            if self.waiting_bytes > MOST_WAITING {
                self.add_waiting()?;
            }
            return Ok(());
        }
        self.write(article)
    }

    /// How many articles of each language were added. Those that wait are not counted.
    #[must_use]
    pub fn languages(&self) -> &LanguageCounts {
        &self.languages
    }

    /// Adds the articles that wait.
    fn add_waiting(&mut self) -> tantivy::Result<()> {
        let languages = self.schema.languages.clone();
        self.schema.languages = languages.with_articles(&self.languages);
        self.waiting_bytes = 0;
        for article in std::mem::take(&mut self.waiting) {
            self.write(article)?;
        }
        Ok(())
    }

    fn write(&mut self, article: Article) -> tantivy::Result<()> {
        self.add_document(ArticleDocument::new(article, &self.schema))
    }

    /// Adds an article that is read in this language.
    pub(in crate::index) fn add_in(
        &mut self,
        article: Article,
        language: Language,
    ) -> tantivy::Result<()> {
        self.add_document(ArticleDocument::read_in(article, language, &self.schema))
    }

    fn add_document(&mut self, document: ArticleDocument) -> tantivy::Result<()> {
        if let Some(elsewhere) = &mut self.elsewhere {
            *self.languages.entry(document.language()).or_default() += 1;
            let sender = &mut elsewhere.sender;
            let sent = sender.article(&document, &self.schema);
            elsewhere.words.take(&mut sender.words, false)?;
            let sent = elsewhere.draft.send(sent);
            return sent.map_err(|error| io::Error::other(error).into());
        }
        let (_, writer, lengths) = match &mut self.open {
            Some(open) => open,
            none => {
                let segment = self.index.new_segment();
                let memory = self.memory.min(FIRST_TABLE);
                let writer = SegmentWriter::for_segment(memory, segment.clone())?;
                none.insert((segment, writer, Lengths::new(&self.schema)))
            }
        };
        self.current.begin(document.language());
        let fields = lengths.fields_of(&document);
        *self.languages.entry(document.language()).or_default() += 1;
        writer.add_document(AddOperation {
            opstamp: 0,
            document,
        })?;
        lengths.add_article(&fields, &self.current.words_of_texts());
        if writer.mem_usage() >= self.memory {
            self.close_segment()?;
        }
        Ok(())
    }

    fn close_segment(&mut self) -> tantivy::Result<()> {
        if let Some((segment, writer, lengths)) = self.open.take() {
            let articles = writer.max_doc();
            writer.finalize()?;
            let segment = segment.with_max_doc(articles);
            lengths.write(&segment)?;
            let meta = segment.meta().clone();
            meta.untrack_temp_docstore();
            self.made.push(meta);
        }
        Ok(())
    }

    /// Finishes the last segment and returns all segments. `languages` says how many articles of each
    /// language the archive has; those that wait go by it.
    ///
    /// # Errors
    /// If the engine refuses, or the disk is full.
    pub fn finish(&mut self, languages: &LanguageCounts) -> tantivy::Result<Vec<SegmentMeta>> {
        self.languages.clone_from(languages);
        self.add_waiting()?;
        self.close_segment()?;
        if let Some(elsewhere) = &mut self.elsewhere {
            elsewhere.words.take(&mut elsewhere.sender.words, true)?;
        }
        Ok(std::mem::take(&mut self.made))
    }
}
