//! Words with their capitals and accents, looked up in the stored text.
//!
//! The index is folded. So articles with the folded words are candidates, and their texts decide.

use super::form_query::follow_one_another;
use crate::analysis::{Extra, Initials, NewsAnalyzer};
use crate::article::Article;
use crate::article::fields::FieldValue;
use crate::query::request::deadline::Deadline;
use crate::schema::ArticleSchema;
use std::sync::Arc;
use tantivy::query::{
    BitSetDocSet, ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight,
};
use tantivy::schema::Field;
use tantivy::tokenizer::TokenStream;
use tantivy::{BitSet, DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError};

/// Finds the candidates whose field has these terms of spellings one after another.
#[derive(Debug, Clone)]
pub(super) struct WrittenQuery {
    pub(super) candidates: Arc<dyn Query>,
    pub(super) field: Field,
    pub(super) terms: Vec<String>,
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
        let mut analyzer = self.query.schema.lent_analyzer();
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
        let mut positions = vec![Vec::new(); self.terms.len()];
        let initials = Initials::of(self.terms.iter().map(String::as_str));
        let mut tokens = analyzer.tokens(text, initials, Extra::Written);
        while tokens.advance() {
            let token = tokens.token();
            for (term, positions) in self.terms.iter().zip(&mut positions) {
                if *term == token.text {
                    positions.push(u32::try_from(token.position).unwrap_or(u32::MAX));
                }
            }
        }
        follow_one_another(positions.into_iter())
    }
}
