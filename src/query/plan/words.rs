//! The words that a query's matches are ranked by.
//!
//! What is excluded, prefixes, patterns of many words, and words in fields without a weight do not rank.

use super::exact::word_form::WordForm;
use super::forms::TermSequence;
use super::reading::{Ranked, Reading};
use super::synonyms::recognise::WordSynonyms;
use crate::analysis::shown_term;
use tantivy::schema::Field;

/// A word of the query, with every way to write it in an article.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::query) struct RankedWord {
    /// The ways to write it.
    pub(in crate::query) forms: Vec<TermSequence>,
    /// Its terms joined with a neighbour in the query.
    pub(in crate::query) joined: Vec<TermSequence>,
    /// The form that was typed; an occurrence of another form counts less. Of a compound it
    /// is the end of the whole. `None` for a word typed in several forms, and one that feedback adds.
    pub(in crate::query) own: Option<WordForm>,
    /// How a person knows it, if not by its terms.
    pub(in crate::query) text: Option<String>,
    /// Its synonyms. An occurrence of one counts less.
    pub(in crate::query) synonyms: Vec<TermSequence>,
    /// Names of what belongs to it. An occurrence of one counts less still.
    pub(in crate::query) related: Vec<TermSequence>,
    /// What a program may have read instead of it. An occurrence of one counts less.
    pub(in crate::query) misread: Vec<TermSequence>,
    /// How many words the name has that the synonyms are for; 0 without any.
    pub(in crate::query) name_words: u32,
    /// How often the query has it.
    pub(in crate::query) count: u32,
    /// The sum of its boosts: its count, unless it was boosted.
    pub(in crate::query) boost: f64,
    /// The one field to search in, or `None` for all that words are searched in.
    pub(in crate::query) field: Option<Field>,
}

impl RankedWord {
    /// A word that feedback adds, by its term.
    pub(in crate::query) fn added(term: &str) -> Self {
        // A form that is its own stem has no tagged one beside it.
        let shown = shown_term(term);
        let others = (shown != term).then(|| vec![shown.into_owned()]);
        Self {
            forms: std::iter::once(vec![term.to_owned()])
                .chain(others)
                .collect(),
            joined: Vec::new(),
            own: None,
            text: None,
            synonyms: Vec::new(),
            related: Vec::new(),
            misread: Vec::new(),
            name_words: 0,
            count: 1,
            boost: 1.0,
            field: None,
        }
    }

    /// The form that was typed, where it is not the term.
    pub(in crate::query) fn typed_form(&self) -> Option<&str> {
        let own = self.own.as_ref()?;
        if own.capitals.is_some() {
            return Some(&own.written);
        }
        let is_term = self
            .forms
            .first()
            .is_some_and(|first| first[..] == [own.form.as_str()]);
        Some(own.form.as_str()).filter(|_| !is_term)
    }

    /// The form that was typed, folded, if it is one word.
    pub(in crate::query) fn typed_text(&self) -> Option<&str> {
        self.own.as_ref().map(|own| own.form.as_str())
    }

    /// The word as it was typed, if it is one word; else its first form.
    pub(in crate::query) fn typed(&self) -> String {
        let own = self.own.as_ref().map(|own| own.written.clone());
        let known = own.or_else(|| self.text.clone());
        known
            .or_else(|| self.forms.first().map(|form| form.join(" ")))
            .unwrap_or_default()
    }

    /// The forms and synonyms that are one term each.
    pub(in crate::query) fn single_terms(&self) -> impl Iterator<Item = &str> {
        let all = self.forms.iter().chain(&self.synonyms).chain(&self.related);
        let all = all.chain(&self.misread);
        all.filter_map(|form| match &form[..] {
            [only] => Some(only.as_str()),
            _ => None,
        })
    }

    /// Its terms for a person, with `|` between the ways to write it.
    pub(in crate::query) fn shown(&self) -> String {
        if let Some(text) = &self.text {
            return text.clone();
        }
        let forms = self.forms.iter().chain(&self.synonyms);
        let forms = forms.chain(&self.related);
        let mut shown: Vec<String> = Vec::new();
        for form in forms {
            let terms: Vec<_> = form.iter().map(|term| shown_term(term)).collect();
            let form = terms.join(" ");
            // Articles in other languages are found by the form that was typed.
            let is_typed = self.own.as_ref().is_some_and(|own| own.form == form);
            if !shown.contains(&form) && (!is_typed || shown.is_empty()) {
                shown.push(form);
            }
        }
        shown.join("|")
    }
}

/// The words of a query in their order. A repeated word is counted, not repeated.
pub(super) fn ranked_words(reading: &Reading) -> Vec<RankedWord> {
    let mut words = Vec::new();
    for leaf in reading.wanted() {
        let field = leaf.field.map(|field| field.handle);
        for ranked in &leaf.ranked {
            push(&mut words, ranked, &leaf.synonyms, field);
        }
    }
    words
}

fn push(
    words: &mut Vec<RankedWord>,
    ranked: &Ranked,
    synonyms: &WordSynonyms,
    field: Option<Field>,
) {
    if ranked.forms.is_empty() {
        return;
    }
    let same = |word: &RankedWord| word.forms == ranked.forms && word.field == field;
    let at = words.iter().position(same).unwrap_or_else(|| {
        words.push(RankedWord {
            forms: ranked.forms.clone(),
            joined: Vec::new(),
            own: ranked.own.clone(),
            text: ranked.text.clone(),
            synonyms: Vec::new(),
            related: Vec::new(),
            misread: Vec::new(),
            name_words: 0,
            count: 0,
            boost: 0.0,
            field,
        });
        words.len() - 1
    });
    let word = &mut words[at];
    word.count += 1;
    word.boost += ranked.weight;
    if word.own != ranked.own {
        word.own = None;
    }
    for joined in &ranked.joined {
        if !word.joined.contains(joined) {
            word.joined.push(joined.clone());
        }
    }
    let lists = [
        (&mut word.synonyms, &synonyms.sequences),
        (&mut word.related, &synonyms.related),
        (&mut word.misread, &synonyms.misread),
    ];
    for (list, synonyms) in lists {
        for synonym in synonyms {
            if !list.contains(synonym) {
                list.push(synonym.clone());
            }
        }
    }
    word.name_words = word.name_words.max(synonyms.name_words);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::ask::Ask;
    use crate::query::plan::filters::given::Given;
    use crate::query::plan::synonyms::groups::Synonyms;
    use crate::query::request::named::Named;
    use crate::schema::ArticleSchema;

    fn words(text: &str) -> Vec<(String, u32)> {
        let schema = ArticleSchema::load();
        let (ask, _) = Ask::parse(text, &schema.searchable_names());
        let reading = Reading::new(
            &ask,
            &schema,
            &Synonyms::default(),
            usize::MAX,
            &Given::new(&Named::default(), &[], None),
        );
        ranked_words(&reading)
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
            ("kayhan.ir", &[("kayhanir|kayhan ir", 1)]),
            ("🙂", &[("🙂", 1)]),
        ] {
            let expected: Vec<_> = expected
                .iter()
                .map(|(forms, count)| ((*forms).to_owned(), *count))
                .collect();
            assert_eq!(words(query), expected, "{query}");
        }
    }
}
