//! The lengths of articles in words, in place of those that the engine counts.
//!
//! The engine counts the tokens of a field, and a word may have several: its form, its stem, its
//! capitals. An article would be longer than another because of how its words are written. So the file
//! of lengths of a new segment is written again. Merges copy lengths as they are.

use crate::schema::{Analyzer, ArticleDocument, ArticleSchema};
use tantivy::fieldnorm::{FieldNormReader, FieldNormReaders, FieldNormsSerializer};
use tantivy::index::SegmentComponent;
use tantivy::schema::Field;
use tantivy::schema::document::Document;
use tantivy::{Directory, Segment};

/// The lengths of the articles of one segment.
pub(super) struct Lengths {
    /// Each field that is split into words, with a length for each article so far, rounded as the
    /// engine does.
    fields: Vec<(Field, Vec<u8>)>,
}

impl Lengths {
    pub(super) fn new(schema: &ArticleSchema) -> Self {
        let fields = schema.text_fields();
        let of_words = fields.filter(|(_, spec)| spec.analyzer == Some(Analyzer::News));
        Self {
            fields: of_words.map(|(field, _)| (field, Vec::new())).collect(),
        }
    }

    /// The field of each text of an article that is split into words, in the order in which the engine
    /// reads them.
    pub(super) fn fields_of(&self, document: &ArticleDocument) -> Vec<Field> {
        let values = document.iter_fields_and_values().map(|(field, _)| field);
        let mut texts: Vec<_> = values.filter(|field| self.has(*field)).collect();
        texts.sort();
        texts
    }

    fn has(&self, field: Field) -> bool {
        self.fields.iter().any(|(own, _)| *own == field)
    }

    /// Adds an article: the field of each of its texts, and how many words the text has.
    pub(super) fn add_article(&mut self, texts: &[Field], words: &[u32]) {
        debug_assert_eq!(texts.len(), words.len(), "each text is read once");
        for (field, lengths) in &mut self.fields {
            let own = texts.iter().zip(words).filter(|(text, _)| *text == field);
            let length = own.fold(0, |sum: u32, (_, words)| sum.saturating_add(*words));
            lengths.push(FieldNormReader::fieldnorm_to_id(length));
        }
    }

    /// Writes the lengths of a finished segment again.
    pub(super) fn write(self, segment: &Segment) -> tantivy::Result<()> {
        let path = segment.relative_path(SegmentComponent::FieldNorms);
        let counted = FieldNormReaders::open(segment.open_read(SegmentComponent::FieldNorms)?)?;
        let mut all = Vec::new();
        for (field, _) in segment.schema().fields() {
            let Some(counted) = counted.get_field(field)? else {
                continue;
            };
            let own = self.fields.iter().find(|(own, _)| *own == field);
            let lengths = match own {
                Some((_, lengths)) => lengths.clone(),
                None => (0..counted.num_docs())
                    .map(|doc| counted.fieldnorm_id(doc))
                    .collect(),
            };
            all.push((field, lengths));
        }
        drop(counted);
        let directory = segment.index().directory();
        directory.delete(&path).map_err(std::io::Error::other)?;
        let file = segment.open_write(SegmentComponent::FieldNorms)?;
        let mut file = FieldNormsSerializer::from_write(file)?;
        for (field, lengths) in all {
            file.serialize_field(field, &lengths)?;
        }
        Ok(file.close()?)
    }
}
