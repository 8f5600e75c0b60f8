//! The hash of what an article has, apart from its place in its file.
//!
//! It is over all fields that the index keeps, so two articles with one hash are equal in the index.
//! The record that an article was read from is not hashed: what a reader makes of it may depend on
//! other parts of the file, such as the header of a CSV.

use crate::article::Article;
use crate::article::fields::{Access, FIELDS, FieldValue};
use crate::index::hashed::hash_of;

/// Hashes articles, one after the other.
#[derive(Default)]
pub(in crate::index) struct ContentHasher {
    bytes: Vec<u8>,
}

impl ContentHasher {
    /// The first eight bytes of the hash of an article.
    pub(in crate::index) fn hash(&mut self, article: &Article) -> u64 {
        self.bytes.clear();
        for row in FIELDS {
            // A number is the place in the file, and a part is in another field.
            if matches!(row.access, Access::Number(..) | Access::Part(_)) {
                continue;
            }
            match row.value(article) {
                FieldValue::Text(None) | FieldValue::Date(None) | FieldValue::Number(_) => {
                    self.bytes.push(0);
                }
                FieldValue::Text(Some(text)) => self.text(text),
                FieldValue::Texts(texts) => {
                    for text in texts {
                        self.text(text);
                    }
                    self.bytes.push(0);
                }
                FieldValue::Date(Some(date)) => {
                    self.bytes.push(1);
                    self.bytes.extend(date.utc_seconds().to_le_bytes());
                    self.bytes.extend(date.local_seconds().to_le_bytes());
                    self.text(date.precision().as_str());
                }
            }
        }
        let hash = hash_of(&self.bytes);
        let first = hash.first_chunk().copied();
        u64::from_be_bytes(first.unwrap_or_default())
    }

    fn text(&mut self, text: &str) {
        self.bytes.push(1);
        self.bytes.extend((text.len() as u64).to_le_bytes());
        self.bytes.extend(text.as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{DateSource, Status};

    #[test]
    fn every_field_but_the_place_counts() {
        let mut hasher = ContentHasher::default();
        let plain = hasher.hash(&Article::default());
        let mut elsewhere = Article::default();
        elsewhere.origin.ordinal = 7;
        assert_eq!(hasher.hash(&elsewhere), plain);
        let mut seen = vec![plain];
        for row in FIELDS {
            let mut article = Article::default();
            match row.access {
                Access::Text(..) if row.name == "published_from" => {
                    article.published_from = Some(DateSource::MetadataLine);
                }
                Access::Text(..) if row.name == "status" => article.status = Status::Embargoed,
                Access::Text(_, set) if row.name == "kind" => set(&mut article, "weather"),
                Access::Text(_, set) => set(&mut article, "x"),
                Access::Texts(_, set) => set(&mut article, vec!["x".to_owned()]),
                Access::Date(_, set) => set(&mut article, "2021-01-19".parse().unwrap()),
                Access::Number(..) | Access::Part(_) => continue,
            }
            let hash = hasher.hash(&article);
            assert!(!seen.contains(&hash), "{}", row.name);
            seen.push(hash);
        }
        let mut two = Article::default();
        for texts in [&["ab", "c"][..], &["a", "bc"], &["abc"]] {
            two.keywords = texts.iter().map(|text| (*text).to_owned()).collect();
            let hash = hasher.hash(&two);
            assert!(!seen.contains(&hash), "{texts:?}");
            seen.push(hash);
        }
    }
}
