//! Words of the index that may be meant.
//!
//! A word in no article is misspelled if a word of the index is near it, or if it is two words of the
//! index run together. One in few articles is so too if a far more frequent word is near, and the
//! search found little. What is suggested are words that somebody wrote, never stems. The name before
//! a colon may be one of a field.

use super::Asked;
use super::simpler::is_plain;
use crate::query::ask::{Ask, Clause, Expr, Occur};
use crate::query::dictionary::Dictionary;
use crate::query::engine::SearchError;
use crate::query::page::{Suggestion, SuggestionKind};
use crate::schema::Analyzer;
use tantivy::schema::Field;

/// The most words of a query that are looked at.
const MOST_WORDS: usize = 8;

/// The most words that are suggested for one.
const MOST_NEAR: usize = 3;

/// A word in at most so many articles may be misspelled.
const RARE: u64 = 3;

/// How many times as frequent another word must be to be meant instead of one that is there.
const FAR_MORE: u64 = 20;

/// A word of the query.
struct TypedWord {
    text: String,
    field: Option<Field>,
}

/// A misspelled word, and what may be meant: words or two words in a row.
struct Misspelled {
    text: String,
    meant: Vec<Expr>,
}

impl Asked<'_> {
    /// The query with names of fields and words that may be meant.
    pub(super) fn spelling(&self) -> Result<Vec<Suggestion>, SearchError> {
        let mut words = Vec::new();
        for clause in &self.request.ask.clauses {
            if clause.occur != Occur::Excluded {
                self.words_of(&clause.expr, None, &mut words);
            }
        }
        words.truncate(MOST_WORDS);
        let mut found = Vec::new();
        let names = self.engine.snapshot.schema.searchable_names();
        if let Some(ask) = self.request.ask.with_meant_names(&names) {
            found.extend(self.suggestion(SuggestionKind::Spelling, &ask, String::new())?);
        }
        let mut misspelled = Vec::new();
        for word in words {
            misspelled.extend(self.misspelled(word)?);
        }
        let choices = match &misspelled[..] {
            [] => 0,
            [only] => only.meant.len(),
            // The best for each.
            _ => 1,
        };
        for choice in 0..choices {
            let mut ask = self.request.ask.clone();
            for Misspelled { text, meant } in &misspelled {
                ask = replaced(&ask, text, &meant[choice]);
            }
            let typed = misspelled.iter().map(|word| word.text.as_str());
            let typed = typed.collect::<Vec<_>>().join(" ");
            found.extend(self.suggestion(SuggestionKind::Spelling, &ask, typed)?);
        }
        Ok(found)
    }

    /// The words of an expression that are searched for in running text.
    fn words_of(&self, expr: &Expr, field: Option<Field>, words: &mut Vec<TypedWord>) {
        match expr {
            Expr::Word(text) | Expr::Phrase(text) | Expr::Near { words: text, .. } => {
                for text in text.split(' ').filter(|text| is_plain(text)) {
                    let text = text.to_owned();
                    if !words.iter().any(|word| word.text == text) {
                        words.push(TypedWord { text, field });
                    }
                }
            }
            Expr::Field { name, inner } => {
                let named = self.engine.snapshot.schema.text_field(name);
                if let Some((field, spec)) = named
                    && spec.analyzer == Some(Analyzer::News)
                {
                    self.words_of(inner, Some(field), words);
                }
            }
            Expr::Boosted { inner, .. } | Expr::Exact(inner) => self.words_of(inner, field, words),
            Expr::All(parts) | Expr::Any(parts) => {
                for part in parts {
                    self.words_of(part, field, words);
                }
            }
            _ => {}
        }
    }

    fn misspelled(&self, word: TypedWord) -> Result<Option<Misspelled>, SearchError> {
        let TypedWord { text, field } = word;
        let mut analyzer = self.engine.snapshot.schema.analyzer();
        let compounds = analyzer.compounds(&text);
        let [compound] = &compounds[..] else {
            return Ok(None);
        };
        let [part] = &compound.parts[..] else {
            return Ok(None);
        };
        if !part.form.chars().all(char::is_alphabetic) {
            return Ok(None);
        }
        let mut dictionary = Dictionary::new(self.engine.snapshot, field, self.request.deadline);
        let count = dictionary.articles_with_any_form(&part.form)?;
        if count > RARE || count > 0 && self.found_enough() {
            return Ok(None);
        }
        let near = dictionary.nearest(&part.form, count > 0, MOST_NEAR)?;
        let least = match count {
            0 => 1,
            count => count.saturating_mul(FAR_MORE),
        };
        let near = near.into_iter().filter(|(_, articles)| *articles >= least);
        let mut meant: Vec<Expr> = near.map(|(word, _)| Expr::Word(word)).collect();
        if count == 0
            && meant.len() < MOST_NEAR
            && let Some((one, other)) = dictionary.parts(&part.form)?
        {
            meant.push(Expr::Phrase(format!("{one} {other}")));
        }
        Ok((!meant.is_empty()).then_some(Misspelled { text, meant }))
    }
}

/// The query with another word, or two words, in the place of one.
fn replaced(ask: &Ask, word: &str, meant: &Expr) -> Ask {
    let clauses = ask.clauses.iter().map(|clause| {
        let expr = match clause.occur {
            Occur::Excluded => clause.expr.clone(),
            Occur::Required | Occur::Optional => with(&clause.expr, word, meant),
        };
        // Only words are optional.
        let occur = match clause.occur {
            Occur::Optional if !expr.is_word() => Occur::Required,
            occur => occur,
        };
        Clause { occur, expr }
    });
    Ask {
        clauses: clauses.collect(),
    }
}

fn with(expr: &Expr, word: &str, meant: &Expr) -> Expr {
    let within = |inner: &Expr| Box::new(with(inner, word, meant));
    let in_text = |text: &str| -> String {
        let meant = match meant {
            Expr::Word(text) | Expr::Phrase(text) => text.as_str(),
            _ => word,
        };
        let words = text.split(' ');
        let words: Vec<_> = words
            .map(|own| if own == word { meant } else { own })
            .collect();
        words.join(" ")
    };
    match expr {
        Expr::Word(text) if text == word => meant.clone(),
        Expr::Phrase(text) => Expr::Phrase(in_text(text)),
        Expr::Near { words, slop } => Expr::Near {
            words: in_text(words),
            slop: *slop,
        },
        Expr::Field { name, inner } => Expr::Field {
            name: name.clone(),
            inner: within(inner),
        },
        Expr::Boosted { inner, by } => Expr::Boosted {
            inner: within(inner),
            by: *by,
        },
        Expr::Exact(inner) => Expr::Exact(within(inner)),
        Expr::All(parts) => Expr::all(parts.iter().map(|part| with(part, word, meant)).collect()),
        Expr::Any(parts) => Expr::any(parts.iter().map(|part| with(part, word, meant)).collect()),
        _ => expr.clone(),
    }
}
