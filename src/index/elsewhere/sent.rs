//! An article as it is sent to other machines: stored fields, terms, values, numbers and lengths.
//!
//! The terms are those that a local index would have. A text becomes tokens joined by spaces, one
//! for each position; terms that share a position are one token, which is split again where it is
//! indexed. Nothing here knows who receives it.

use crate::analysis::{CurrentArticle, FORM, Language, NewsAnalyzer};
use crate::schema::{Analyzer, ArticleDocument, ArticleSchema, ArticleValue, WordCounts};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::schema::document::Document;
use tantivy::tokenizer::{TokenStream, Tokenizer};

/// Between the terms of one position.
pub const SAME_POSITION: char = '\u{E000}';

/// Starts a character of a term that would be taken for something else.
const ESCAPE: char = '\u{E001}';

/// The token of a position without terms.
const NOTHING: &str = "\u{E002}";

/// Longer terms and values are not in the list of words, in bytes.
const LONGEST_LISTED: usize = 256;

/// An article as it is sent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SentArticle {
    /// The file that it is in.
    pub path: String,
    /// Its number in its file, which no other article there has.
    pub serial: u32,
    /// The language that it was read in.
    pub read_in: String,
    /// What is stored, by the names of fields; each has a list of values.
    #[serde(rename = "a")]
    pub stored: Map<String, Value>,
    /// Tokens joined by spaces, by the names of fields of running text.
    #[serde(rename = "t")]
    pub terms: BTreeMap<String, String>,
    /// Values that are compared as they are, by the names of fields.
    #[serde(rename = "v")]
    pub values: BTreeMap<String, Vec<String>>,
    /// Numbers that are compared.
    #[serde(rename = "n")]
    pub numbers: BTreeMap<String, Value>,
    /// What its copies and versions are found by.
    #[serde(rename = "k")]
    pub alike: Vec<String>,
    /// Lengths in words, rounded as a local index does.
    #[serde(rename = "w")]
    pub words: BTreeMap<String, u32>,
}

/// Makes what is sent of articles, one after the other.
pub struct Sender {
    analyzer: NewsAnalyzer,
    current: CurrentArticle,
    /// The terms and values of the articles so far, for the list of words.
    pub(in crate::index) words: WordCounts,
}

impl Sender {
    /// With the analysis of a schema.
    #[must_use]
    pub fn new(schema: &ArticleSchema) -> Self {
        let current = CurrentArticle::default();
        Self {
            analyzer: schema.analyzer().following(current.clone()),
            current,
            words: WordCounts::default(),
        }
    }

    /// What is sent of a document.
    pub fn article(&mut self, document: &ArticleDocument, schema: &ArticleSchema) -> SentArticle {
        let mut sent = SentArticle {
            path: String::new(),
            serial: 0,
            read_in: document.language().as_str().to_owned(),
            stored: Map::new(),
            terms: BTreeMap::new(),
            values: BTreeMap::new(),
            alike: document.record().keys(),
            numbers: BTreeMap::new(),
            words: BTreeMap::new(),
        };
        self.current.begin(document.language());
        self.words.begin();
        for (field, value) in document.iter_fields_and_values() {
            let spec = &schema.spec.fields[field.field_id() as usize];
            let name = &spec.name;
            let as_json = match value {
                ArticleValue::Text(text) => Value::from(text),
                ArticleValue::I64(number) => Value::from(number),
                ArticleValue::U64(number) => Value::from(number),
            };
            match value {
                ArticleValue::Text(text) if name == "path" => text.clone_into(&mut sent.path),
                ArticleValue::U64(number) if name == "ordinal" => {
                    sent.serial = u32::try_from(number).unwrap_or(u32::MAX);
                }
                _ => {}
            }
            match (value, spec.analyzer) {
                (ArticleValue::Text(text), Some(Analyzer::News)) => {
                    self.add_text(text, name, &mut sent);
                }
                (ArticleValue::Text(text), Some(Analyzer::Lower)) => {
                    let value = text.to_lowercase();
                    if value.len() <= LONGEST_LISTED {
                        self.words.add(name, &value, true);
                    }
                    sent.add_value(name, value);
                }
                _ => {}
            }
            let is_compared = spec.fast || spec.analyzer == Some(Analyzer::Raw);
            match value {
                ArticleValue::Text(text)
                    if is_compared && spec.analyzer == Some(Analyzer::Lower) =>
                {
                    sent.add_value(&format!("{name}_written"), text.to_owned());
                }
                ArticleValue::Text(text) if is_compared => sent.add_value(name, text.to_owned()),
                ArticleValue::I64(_) | ArticleValue::U64(_) if is_compared && !spec.many => {
                    sent.numbers.insert(name.clone(), as_json.clone());
                }
                _ => {}
            }
            if spec.stored {
                let stored = sent.stored.entry(name.clone()).or_insert_with(|| json!([]));
                if let Value::Array(values) = stored {
                    values.push(as_json);
                }
            }
        }
        // Rounded as the engine does, so that their sums are the same.
        for words in sent.words.values_mut() {
            *words = FieldNormReader::id_to_fieldnorm(FieldNormReader::fieldnorm_to_id(*words));
        }
        sent
    }

    /// Adds the tokens of a text and its length.
    fn add_text(&mut self, text: &str, name: &str, sent: &mut SentArticle) {
        let mut at: Vec<Vec<String>> = Vec::new();
        let mut stream = self.analyzer.token_stream(text);
        while stream.advance() {
            let token = stream.token();
            if at.len() <= token.position {
                at.resize_with(token.position + 1, Vec::new);
            }
            let terms = &mut at[token.position];
            if !terms.contains(&token.text) {
                terms.push(token.text.clone());
            }
        }
        drop(stream);
        let words = self.current.words_of_texts().last().copied().unwrap_or(0);
        let all = sent.words.entry(name.to_owned()).or_default();
        *all = all.saturating_add(words);
        let out = sent.terms.entry(name.to_owned()).or_default();
        if !out.is_empty() {
            // The engine has a gap of one position between texts of a field.
            out.push(' ');
            out.push_str(NOTHING);
        }
        for terms in at {
            let is_own_form = !terms.iter().any(|term| is_other_form(term));
            for term in terms.iter().filter(|term| term.len() <= LONGEST_LISTED) {
                self.words.add(name, term, is_own_form);
            }
            if !out.is_empty() {
                out.push(' ');
            }
            if terms.is_empty() {
                out.push_str(NOTHING);
            }
            for (number, term) in terms.iter().enumerate() {
                if number > 0 {
                    out.push(SAME_POSITION);
                }
                push_term(term, out);
            }
        }
    }
}

impl SentArticle {
    fn add_value(&mut self, name: &str, value: String) {
        self.values.entry(name.to_owned()).or_default().push(value);
    }

    /// The language that it was read in.
    #[must_use]
    pub fn language(&self) -> Language {
        Language::from_name(&self.read_in).unwrap_or(Language::None)
    }
}

/// A term as a token, or as a part of one.
#[must_use]
pub fn sent_term(term: &str) -> String {
    let mut out = String::with_capacity(term.len());
    push_term(term, &mut out);
    out
}

/// Whether a term is the form of a word that is not its own term.
fn is_other_form(term: &str) -> bool {
    let form = term.strip_prefix(FORM);
    form.is_some_and(|form| !form.is_empty() && !form.contains(char::is_uppercase))
}

fn push_term(term: &str, out: &mut String) {
    for c in term.chars() {
        // Java's white space is a part of what this calls so, and the control characters.
        let is_special =
            c.is_whitespace() || c.is_control() || ('\u{E000}'..='\u{E002}').contains(&c);
        if is_special {
            out.push(ESCAPE);
            // Writing to a string does not fail.
            let _ = write!(out, "{:x}", u32::from(c));
        } else {
            out.push(c);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    fn sent(article: Article) -> SentArticle {
        let schema = ArticleSchema::load();
        let document = ArticleDocument::new(article, &schema);
        Sender::new(&schema).article(&document, &schema)
    }

    #[test]
    fn each_position_is_one_token_with_all_its_terms() {
        let article = Article {
            headline: "COVID-19 wages".into(),
            language: Some("en".into()),
            ..Article::default()
        };
        let sent = sent(article);
        let headline = &sent.terms["headline"];
        let tokens: Vec<Vec<&str>> = headline
            .split(' ')
            .map(|token| token.split(SAME_POSITION).collect())
            .collect();
        assert_eq!(tokens.len(), 3, "{headline}");
        assert!(tokens[0].contains(&"covid19") && tokens[0].contains(&"covid"));
        assert!(tokens[1].contains(&"-covid19") && tokens[1].contains(&"19"));
        assert!(tokens[2].contains(&"wage"));
        assert_eq!(sent.words["headline"], 3);
    }

    #[test]
    fn signs_of_the_sender_in_a_term_are_written_otherwise() {
        let odd = sent_term("a\u{E000}b c\u{1f}\u{E001}");
        assert!(!odd.contains([SAME_POSITION, ' ', '\u{1f}']));
        assert_ne!(sent_term("\u{E000}"), sent_term("\u{E001}"));
        assert_eq!(sent_term("covid"), "covid");
    }
}
