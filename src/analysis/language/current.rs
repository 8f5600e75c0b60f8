//! The article that is being indexed, as its tokenizers and the writer of its segment share it.
//!
//! The engine asks its tokenizers for the tokens of one field after another and does not say of which
//! article. So the writer of a segment sets the language, and its tokenizers read it. They count the
//! words of each text in return: the engine counts tokens, of which a word may have several.

use super::list::Language;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// The article that is being indexed. Clones share it.
#[derive(Debug, Clone)]
pub struct CurrentArticle(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    /// The place of its language in the list of languages.
    language: AtomicU8,
    /// How many words each of its texts has, in the order in which they were read.
    words: Mutex<Vec<u32>>,
}

impl Default for CurrentArticle {
    fn default() -> Self {
        let current = Self(Arc::default());
        current.begin(Language::default());
        current
    }
}

impl CurrentArticle {
    /// The next texts are those of an article in this language.
    pub fn begin(&self, language: Language) {
        let place = Language::all().iter().position(|one| *one == language);
        let number = place.and_then(|place| u8::try_from(place).ok());
        self.0
            .language
            .store(number.unwrap_or(0), Ordering::Relaxed);
        self.texts().clear();
    }

    /// How many words each text has that was read since the article began.
    #[must_use]
    pub fn words_of_texts(&self) -> Vec<u32> {
        self.texts().clone()
    }

    /// The language of the next text.
    pub(in crate::analysis) fn language(&self) -> Language {
        let place = usize::from(self.0.language.load(Ordering::Relaxed));
        Language::all()
            .get(place)
            .copied()
            .unwrap_or(Language::None)
    }

    /// A text was read to its end. It has this number of words.
    pub(in crate::analysis) fn end_text(&self, words: usize) {
        let words = u32::try_from(words).unwrap_or(u32::MAX);
        self.texts().push(words);
    }

    fn texts(&self) -> std::sync::MutexGuard<'_, Vec<u32>> {
        self.0.words.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
