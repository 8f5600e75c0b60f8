//! Words of the index, and values of its fields, that may be meant.
//!
//! A word in no article is misspelled if a word of the index is near it, or if it is two words of the
//! index run together. One in few articles is so too if a far more frequent word is near, and the
//! search found little. What is suggested are words that somebody wrote, never stems. A pattern that
//! no word fits is misspelled if a word nearly fits it. The name before a colon may be one of a field.

use super::likely::is_likely;
use super::simpler::is_plain;
use super::{Asked, required, shown};
use crate::analysis::fold;
use crate::query::ask::{Ask, Clause, Expr, Occur};
use crate::query::dictionary::Dictionary;
use crate::query::engine::SearchError;
use crate::query::page::{Suggestion, SuggestionKind};
use crate::schema::{Analyzer, ArticleSchema};
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
    /// A word, a pattern or a fuzzy word.
    expr: Expr,
    /// The word as it is compared with others: of a pattern with its signs.
    text: String,
    field: Option<Field>,
}

/// A misspelled word, and what may be meant: words or two words in a row.
struct Misspelled {
    typed: Expr,
    meant: Vec<Expr>,
}

impl Asked<'_> {
    /// The query with names of fields and words that may be meant; and, whatever it finds, the query
    /// with the likeliest words.
    pub(super) fn spelling(&self) -> Result<(Vec<Suggestion>, Option<Ask>), SearchError> {
        let mut words = Vec::new();
        for clause in &self.request.ask.clauses {
            if clause.occur != Occur::Excluded {
                self.words_of(&clause.expr, None, &mut words);
            }
        }
        words.truncate(MOST_WORDS);
        let mut found = Vec::new();
        let mut likeliest = None;
        let names = self.engine.snapshot.schema.searchable_names();
        if let Some(ask) = self.request.ask.with_meant_names(&names) {
            found.extend(self.suggestion(SuggestionKind::Spelling, &ask, String::new())?);
            likeliest = Some(ask);
        }
        let is_single = words.len() == 1;
        let mut misspelled = Vec::new();
        for word in words {
            misspelled.extend(self.misspelled(word, is_single)?);
        }
        let choices = match &misspelled[..] {
            [] => 0,
            [only] => only.meant.len(),
            // The best for each.
            _ => 1,
        };
        for choice in 0..choices {
            let mut ask = self.request.ask.clone();
            for Misspelled { typed, meant } in &misspelled {
                ask = replaced(&ask, typed, &meant[choice]);
            }
            let typed = misspelled.iter().map(|word| shown(&word.typed));
            let typed = typed.collect::<Vec<_>>().join(" ");
            found.extend(self.suggestion(SuggestionKind::Spelling, &ask, typed)?);
            likeliest.get_or_insert(ask);
        }
        Ok((found, likeliest))
    }

    /// The words of an expression that are searched for in running text.
    fn words_of(&self, expr: &Expr, field: Option<Field>, words: &mut Vec<TypedWord>) {
        match expr {
            Expr::Word(text) | Expr::Phrase(text) | Expr::Near { words: text, .. } => {
                for text in text.split(' ').filter(|text| is_plain(text)) {
                    add(Expr::Word(text.to_owned()), text.to_owned(), field, words);
                }
            }
            Expr::Fuzzy { word, .. } => add(expr.clone(), word.clone(), field, words),
            Expr::Prefix(start) => add(expr.clone(), format!("{start}*"), field, words),
            Expr::Wildcard(pattern) => add(expr.clone(), pattern.clone(), field, words),
            Expr::Field { name, inner } => {
                let named = self.engine.snapshot.schema.text_field(name);
                if let Some((field, spec)) = named
                    && matches!(spec.analyzer, Some(Analyzer::News | Analyzer::Lower))
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

    /// What may be meant by a word; `is_single` says that the query has no other one.
    fn misspelled(
        &self,
        word: TypedWord,
        is_single: bool,
    ) -> Result<Option<Misspelled>, SearchError> {
        let schema = self.engine.snapshot.schema;
        let is_value = |field| {
            let mut fields = schema.text_fields();
            fields.any(|(own, spec)| own == field && spec.analyzer == Some(Analyzer::Lower))
        };
        let meant = match &word.expr {
            Expr::Word(value) if word.field.is_some_and(is_value) => {
                let values = self.values(value, word.field)?;
                values
                    .into_iter()
                    .filter(|own| is_plain(own))
                    .map(Expr::Word)
                    .collect()
            }
            _ if word.field.is_some_and(is_value) => Vec::new(),
            Expr::Word(_) => self.meant_words(&word, is_single)?,
            _ if self.total > 0 || self.total_of(&within(&word, schema), true)? > 0 => Vec::new(),
            Expr::Fuzzy { .. } => self.meant_words(&word, is_single)?,
            _ => {
                let mut pattern = String::new();
                fold(&word.text, &mut pattern);
                let words = self
                    .dictionary(word.field)
                    .nearly_fitting(&pattern, MOST_NEAR)?;
                words
                    .into_iter()
                    .map(|(word, _)| Expr::Word(word))
                    .collect()
            }
        };
        Ok((!meant.is_empty()).then_some(Misspelled {
            typed: word.expr,
            meant,
        }))
    }

    fn dictionary(&self, field: Option<Field>) -> Dictionary<'_> {
        Dictionary::new(self.engine.snapshot, field, self.request.deadline)
    }

    /// The values near one of a field.
    fn values(&self, value: &str, field: Option<Field>) -> Result<Vec<String>, SearchError> {
        let value = value.to_lowercase();
        Ok(self.dictionary(field).nearest_values(&value, MOST_NEAR)?)
    }

    /// The words near one that is in no article or in few.
    fn meant_words(&self, typed: &TypedWord, is_single: bool) -> Result<Vec<Expr>, SearchError> {
        let mut analyzer = self.engine.snapshot.schema.pooled_analyzer();
        let compounds = analyzer.compounds(&typed.text);
        let [compound] = &compounds[..] else {
            return Ok(Vec::new());
        };
        let [part] = &compound.parts[..] else {
            return Ok(Vec::new());
        };
        if !part.form.chars().all(char::is_alphabetic) {
            return Ok(Vec::new());
        }
        let mut dictionary = self.dictionary(typed.field);
        let count = dictionary.articles_with_any_form(&part.form)?;
        if count > RARE || count > 0 && self.found_enough() {
            return Ok(Vec::new());
        }
        if count > 0 && self.total > 0 && !is_single {
            let both = required([self.request.ask.as_condition(), typed.expr.clone()]);
            // What it finds has the word.
            if self.total_of(&both, self.request.any_status)? > 0 {
                return Ok(Vec::new());
            }
        }
        let near = dictionary.nearest(&part.form, count > 0, MOST_NEAR)?;
        let least = match count {
            0 => 1,
            count => count.saturating_mul(FAR_MORE),
        };
        let most = near.iter().map(|(_, articles)| *articles).max();
        // Next to articles that were found only a word that is certainly better is worth a line.
        let least = match self.total {
            0 => least,
            _ => least.max(most.unwrap_or_default() / 2),
        };
        let near = near
            .into_iter()
            .filter(|(word, articles)| *articles >= least && is_likely(&part.form, word));
        let mut meant: Vec<Expr> = near.map(|(word, _)| Expr::Word(word)).collect();
        if count == 0
            && meant.len() < MOST_NEAR
            && let Some((one, other)) = dictionary.parts(&part.form)?
        {
            meant.push(Expr::Phrase(format!("{one} {other}")));
        }
        Ok(meant)
    }
}

/// Adds a word, unless it is there.
fn add(expr: Expr, text: String, field: Option<Field>, words: &mut Vec<TypedWord>) {
    if !words.iter().any(|word| word.text == text) {
        words.push(TypedWord { expr, text, field });
    }
}

/// The query of a word alone, in its field.
fn within(word: &TypedWord, schema: &ArticleSchema) -> Ask {
    let expr = word.expr.clone();
    Ask::of_condition(match word.field {
        Some(field) => Expr::Field {
            name: schema.tantivy.get_field_name(field).to_owned(),
            inner: Box::new(expr),
        },
        None => expr,
    })
}

/// The query with another word, or two words, in the place of one.
fn replaced(ask: &Ask, typed: &Expr, meant: &Expr) -> Ask {
    let clauses = ask.clauses.iter().map(|clause| {
        let expr = match clause.occur {
            Occur::Excluded => clause.expr.clone(),
            Occur::Required | Occur::Optional => with(&clause.expr, typed, meant),
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

fn with(expr: &Expr, typed: &Expr, meant: &Expr) -> Expr {
    let within = |inner: &Expr| Box::new(with(inner, typed, meant));
    let word = match typed {
        Expr::Word(word) => word.as_str(),
        // A pattern is in no phrase.
        _ => "",
    };
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
        expr if expr == typed => meant.clone(),
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
        Expr::All(parts) => Expr::all(parts.iter().map(|part| with(part, typed, meant)).collect()),
        Expr::Any(parts) => Expr::any(parts.iter().map(|part| with(part, typed, meant)).collect()),
        _ => expr.clone(),
    }
}
