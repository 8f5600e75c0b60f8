//! The words that a query's matches are ranked by.

use crate::analysis::{Compound, NewsAnalyzer};
use crate::query::ask::{Ask, Clause, Expr, Presence};
use crate::query::plan::synonyms::recognise::{Variants, WordVariants};
use crate::schema::{Analyzer, ArticleSchema};
use tantivy::schema::Field;

/// A word of the query, with every way it may stand in an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::query) struct RankedWord {
    /// Ways to write it, each a row of terms; one term for most.
    pub forms: Vec<Vec<String>>,
    /// Rows of terms that mean the same; an occurrence of one counts for less.
    pub aliases: Vec<Vec<String>>,
    /// How many words the name has that the aliases stand for; 0 without any.
    pub name_words: u32,
    /// How often the query has it.
    pub count: u32,
    /// The one field it is looked for in, or `None` for all that words are searched in.
    pub field: Option<Field>,
}

impl RankedWord {
    /// A word that feedback adds, by its term.
    pub(in crate::query) fn added(term: String) -> Self {
        Self {
            forms: vec![vec![term]],
            aliases: Vec::new(),
            name_words: 0,
            count: 1,
            field: None,
        }
    }

    /// Whether it may be written in one way, and be no more than one other term.
    pub(in crate::query) fn is_one_term(&self) -> bool {
        let rows = [&self.forms, &self.aliases];
        rows.iter().all(|rows| matches!(rows.as_slice(), [] | [_]))
            && rows
                .iter()
                .all(|rows| rows.iter().all(|row| row.len() == 1))
    }

    /// Its terms for a person; ways of writing it apart by `|`.
    pub(in crate::query) fn shown(&self) -> String {
        let forms = self.forms.iter().chain(&self.aliases);
        let forms: Vec<_> = forms.map(|form| form.join(" ")).collect();
        forms.join("|")
    }
}

/// The words of a query in their order, repeated ones counted once with their number.
pub(in crate::query) fn ranked_words(
    ask: &Ask,
    variants: &Variants,
    schema: &ArticleSchema,
    analyzer: &mut NewsAnalyzer,
) -> Vec<RankedWord> {
    let mut words = Collector {
        variants,
        schema,
        analyzer,
        words: Vec::new(),
    };
    for Clause { presence, expr } in &ask.clauses {
        if *presence != Presence::Excluded {
            words.expr(expr, None);
        }
    }
    words.words
}

struct Collector<'a> {
    variants: &'a Variants,
    schema: &'a ArticleSchema,
    analyzer: &'a mut NewsAnalyzer,
    words: Vec<RankedWord>,
}

impl Collector<'_> {
    fn expr(&mut self, expr: &Expr, field: Option<Field>) {
        match expr {
            Expr::Word(text) => {
                let forms = forms_of_sequence(&self.analyzer.compounds(text));
                self.push(forms, self.variants.of_word(text), field);
            }
            Expr::Phrase(text) | Expr::Near { words: text, .. } => {
                for compound in self.analyzer.compounds(text) {
                    self.push(forms_of_sequence(&[compound]), None, field);
                }
            }
            Expr::Field { name, inner } => {
                let named = self.schema.text_field(name);
                let ranked = named.filter(|(_, spec)| {
                    spec.analyzer == Some(Analyzer::News) && spec.boost.is_some()
                });
                if let Some((field, _)) = ranked {
                    self.expr(inner, Some(field));
                }
            }
            Expr::All(parts) | Expr::Any(parts) => {
                for part in parts {
                    self.expr(part, field);
                }
            }
            // A beginning of words finds, it does not rank; what must not be there neither.
            Expr::Prefix(_) | Expr::Not(_) => {}
        }
    }

    fn push(
        &mut self,
        forms: Vec<Vec<String>>,
        variants: Option<&WordVariants>,
        field: Option<Field>,
    ) {
        if forms.is_empty() {
            return;
        }
        let same = |word: &RankedWord| word.forms == forms && word.field == field;
        let at = self.words.iter().position(same).unwrap_or_else(|| {
            self.words.push(RankedWord {
                forms,
                aliases: Vec::new(),
                name_words: 0,
                count: 0,
                field,
            });
            self.words.len() - 1
        });
        let word = &mut self.words[at];
        word.count += 1;
        if let Some(WordVariants { rows, name_words }) = variants {
            let new = rows.iter().filter(|row| !word.aliases.contains(row));
            let new: Vec<_> = new.cloned().collect();
            word.aliases.extend(new);
            word.name_words = word.name_words.max(*name_words);
        }
    }
}

/// At most so many ways of writing one sequence of words are looked for.
const MAX_FORMS: usize = 16;

/// Every way in which a row of words may stand in an article: each hyphenated one in parts or
/// whole. None for no words.
pub(in crate::query) fn forms_of_sequence(compounds: &[Compound]) -> Vec<Vec<String>> {
    if compounds.is_empty() {
        return Vec::new();
    }
    let mut forms: Vec<Vec<String>> = vec![Vec::new()];
    for compound in compounds {
        let whole = compound
            .whole
            .as_ref()
            .filter(|_| forms.len() * 2 <= MAX_FORMS);
        let mut written_whole = match whole {
            Some(_) => forms.clone(),
            None => Vec::new(),
        };
        for (form, whole) in written_whole.iter_mut().zip(whole.into_iter().cycle()) {
            form.push(whole.clone());
        }
        for form in &mut forms {
            form.extend(compound.parts.iter().cloned());
        }
        written_whole.append(&mut forms);
        forms = written_whole;
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<(String, u32)> {
        let schema = ArticleSchema::load();
        let (ask, _) = Ask::parse(text, &schema.searchable_names());
        ranked_words(
            &ask,
            &Variants::default(),
            &schema,
            &mut NewsAnalyzer::english(),
        )
        .into_iter()
        .map(|word| {
            let forms: Vec<_> = word.forms.iter().map(|form| form.join(" ")).collect();
            (forms.join("|"), word.count)
        })
        .collect()
    }

    #[test]
    fn words_are_ranked_wherever_they_may_match() {
        for (query, expected) in [
            (
                "troops withdrawal troops",
                &[("troop", 2), ("withdraw", 1)][..],
            ),
            ("COVID-19", &[("covid19|covid 19", 1)]),
            (
                "\"the foreign troops\"",
                &[("the", 1), ("foreign", 1), ("troop", 1)],
            ),
            ("iraq -syria withdr*", &[("iraq", 1)]),
            ("headline:pullout place:baghdad", &[("pullout", 1)]),
            ("kayhan.ir", &[("kayhan ir", 1)]),
            ("🙂", &[]),
        ] {
            let expected: Vec<_> = expected
                .iter()
                .map(|(forms, count)| ((*forms).to_owned(), *count))
                .collect();
            assert_eq!(words(query), expected, "{query}");
        }
    }

    #[test]
    fn very_many_hyphens_do_not_multiply_without_end() {
        let text = "a-b ".repeat(40);
        let compounds = NewsAnalyzer::english().compounds(&text);
        assert_eq!(forms_of_sequence(&compounds).len(), MAX_FORMS);
    }
}
