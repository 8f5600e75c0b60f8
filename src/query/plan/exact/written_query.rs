//! Words with their capitals, accents, apostrophes and what is between them, looked up in the stored text.
//!
//! The index is folded. So articles with the folded words are candidates, and their texts decide.

use super::word_form::WordForm;
use crate::analysis::{Extra, Initials, NewsAnalyzer};
use crate::article::Article;
use crate::article::fields::FieldValue;
use crate::query::request::deadline::Deadline;
use crate::schema::ArticleSchema;
use std::ops::Range;
use std::sync::Arc;
use tantivy::query::{
    BitSetDocSet, ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight,
};
use tantivy::schema::Field;
use tantivy::tokenizer::TokenStream;
use tantivy::{BitSet, DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError};

/// Finds the candidates whose field has these forms, as they were typed, one after another.
#[derive(Debug, Clone)]
pub(super) struct WrittenQuery {
    pub(super) candidates: Arc<dyn Query>,
    pub(super) field: Field,
    pub(super) forms: Vec<WordForm>,
    pub(super) schema: ArticleSchema,
    pub(super) deadline: Deadline,
}

struct WrittenWeight {
    candidates: Box<dyn Weight>,
    query: WrittenQuery,
}

impl Query for WrittenQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(WrittenWeight {
            candidates: self.candidates.weight(scoring)?,
            query: self.clone(),
        }))
    }
}

impl Weight for WrittenWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut candidates = self.candidates.scorer(reader, boost)?;
        let mut analyzer = self.query.schema.pooled_analyzer();
        let mut found = BitSet::with_max_value(reader.max_doc());
        while candidates.doc() != TERMINATED {
            self.query.deadline.check()?;
            let doc = candidates.doc();
            let article = self.query.schema.stored_in(reader, doc)?;
            analyzer.set_language(self.query.schema.language_of(&article));
            if self.query.is_in(&article, &mut analyzer) {
                found.insert(doc);
            }
            candidates.advance();
        }
        Ok(Box::new(ConstScorer::new(BitSetDocSet::from(found), boost)))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        if self.scorer(reader, 1.0)?.seek(doc) == doc {
            Ok(Explanation::new("written exactly so", 1.0))
        } else {
            Err(TantivyError::InvalidArgument(format!(
                "document {doc} does not match"
            )))
        }
    }
}

impl WrittenQuery {
    fn is_in(&self, article: &Article, analyzer: &mut NewsAnalyzer) -> bool {
        let mut rows = self.schema.fields.rows();
        let Some((row, _)) = rows.find(|(_, field)| *field == self.field) else {
            return false;
        };
        match row.value(article) {
            FieldValue::Text(Some(text)) => self.is_in_text(text, analyzer),
            FieldValue::Texts(texts) => texts.iter().any(|text| self.is_in_text(text, analyzer)),
            _ => false,
        }
    }

    fn is_in_text(&self, text: &str, analyzer: &mut NewsAnalyzer) -> bool {
        let terms: Vec<String> = self.forms.iter().map(WordForm::mark).collect();
        let mut places: Vec<Vec<Place>> = vec![Vec::new(); terms.len()];
        let initials = Initials::of(terms.iter().map(String::as_str));
        let mut tokens = analyzer.tokens(text, initials, Extra::Written);
        while tokens.advance() {
            let token = tokens.token();
            for (term, places) in terms.iter().zip(&mut places) {
                if *term == token.text {
                    places.push((token.position, token.offset_from..token.offset_to));
                }
            }
        }
        let Some((first, rest)) = places.split_first() else {
            return false;
        };
        first.iter().any(|start| self.follow(start, rest, text))
    }

    /// Whether the other forms follow a place of the first, with what was typed between them.
    fn follow(&self, start: &Place, rest: &[Vec<Place>], text: &str) -> bool {
        let (mut position, mut end) = (start.0, start.1.end);
        for (form, places) in self.forms.iter().skip(1).zip(rest) {
            position += 1;
            let Ok(at) = places.binary_search_by_key(&position, |place| place.0) else {
                return false;
            };
            let range = &places[at].1;
            if !form.has_gap(text.get(end..range.start).unwrap_or_default()) {
                return false;
            }
            end = range.end;
        }
        true
    }
}

/// The position of a word, and its range in bytes.
type Place = (usize, Range<usize>);
