//! A few articles as a small index in memory, so that the same plan ranks, marks and explains them as in
//! a local index.
//!
//! Articles are read in the language that they were read in when they were sent.

use crate::article::Article;
use crate::schema::ArticleSchema;
use serde_json::{Map, Value};
use tantivy::schema::TantivyDocument;

/// A stored article. What is not as it was sent is left out.
pub(super) fn article(stored: &Map<String, Value>, schema: &ArticleSchema) -> Article {
    let mut document = TantivyDocument::new();
    for (name, values) in stored {
        let Ok(field) = schema.tantivy.get_field(name) else {
            continue;
        };
        for value in values.as_array().into_iter().flatten() {
            let spec = &schema.spec.fields[field.field_id() as usize];
            match (spec.field_type, value) {
                (crate::schema::FieldType::Text, Value::String(text)) => {
                    document.add_text(field, text);
                }
                (crate::schema::FieldType::I64, Value::Number(number)) => {
                    if let Some(number) = number.as_i64() {
                        document.add_i64(field, number);
                    }
                }
                (crate::schema::FieldType::U64, Value::Number(number)) => {
                    if let Some(number) = number.as_u64() {
                        document.add_u64(field, number);
                    }
                }
                _ => {}
            }
        }
    }
    schema.article(&document)
}
