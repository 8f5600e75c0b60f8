//! The ways in which words may be written in an article, as terms of the index.
//!
//! It asks the analyzer for the terms and knows no query of the engine.

use super::exact::word_form::WordForm;
use crate::analysis::{Compound, JOINED, NewsAnalyzer, Part};

/// Terms that follow one another in a text; one term for most words.
pub(in crate::query) type TermSequence = Vec<String>;

/// The largest number of ways in which one sequence of words is searched for in one reading.
const MAX_FORMS: usize = 16;

/// Every way to write a sequence of words: in each language that the query is read in, each compound
/// in parts or as a whole. Empty for no words; at most [`MAX_FORMS`] in a language.
pub(super) fn forms_of_sequence(compounds: &[Compound]) -> Vec<TermSequence> {
    let parts = compounds
        .iter()
        .flat_map(|compound| compound.parts.iter().chain(&compound.whole));
    let readings = parts.map(|part| part.readings.len()).max();
    let mut forms: Vec<TermSequence> = Vec::new();
    for reading in 0..readings.unwrap_or(0).max(1) {
        for form in products(compounds.iter().map(|one| ways(one, reading)).collect()) {
            if !forms.contains(&form) {
                forms.push(form);
            }
        }
    }
    forms
}

/// The same, and with neighbours written together.
pub(super) fn forms_of_phrase(compounds: &[Compound]) -> Vec<TermSequence> {
    let mut forms = forms_of_sequence(compounds);
    for (at, pair) in compounds.windows(2).enumerate() {
        if let Some(joined) = joined(&pair[0], &pair[1])
            && forms.len() < MAX_FORMS
        {
            let before = compounds[..at].iter().flat_map(Compound::terms).cloned();
            let after = compounds[at + 2..]
                .iter()
                .flat_map(Compound::terms)
                .cloned();
            forms.push(before.chain([joined]).chain(after).collect());
        }
    }
    forms
}

/// The same for words in the form that was typed.
pub(super) fn exact_forms(
    compounds: &[Compound],
    analyzer: &mut NewsAnalyzer,
) -> Vec<Vec<WordForm>> {
    let mut form = |part: &Part| WordForm::of(part, analyzer);
    let ways = compounds.iter().map(|compound| {
        let mut all: Vec<_> = compound
            .whole
            .iter()
            .map(|whole| vec![form(whole)])
            .collect();
        if !is_code_with_article(compound) {
            all.push(compound.parts.iter().map(&mut form).collect());
        }
        Ways {
            kept: all.len().saturating_sub(1),
            all,
        }
    });
    products(ways.collect())
}

/// The term of two neighbours where capitals join them: `you tube` in `YouTube`.
pub(super) fn joined(first: &Compound, second: &Compound) -> Option<String> {
    match (&first.parts[..], &second.parts[..]) {
        ([first], [second]) => Some(format!("{}{JOINED}{}", first.term, second.term)),
        _ => None,
    }
}

/// The ways to write one word in the reading of that number.
fn ways(compound: &Compound, reading: usize) -> Ways<String> {
    let whole = compound
        .whole
        .iter()
        .flat_map(|whole| whole.reading(reading));
    let mut all: Vec<TermSequence> = whole.map(|term| vec![term.clone()]).collect();
    let first_in_parts = all.len();
    if !is_code_with_article(compound) {
        let each = compound.parts.iter().map(|part| {
            let terms = part.reading(reading).iter();
            Ways::plain(terms.map(|term| vec![term.clone()]).collect())
        });
        all.append(&mut products(each.collect()));
    } else if let Some(apart) = code_and_rest(compound) {
        all.push(apart);
    }
    if !compound.joined.is_empty() {
        all.push(compound.joined.clone());
    }
    Ways {
        // The parts of a compound are found wherever its whole is.
        kept: first_in_parts.min(all.len().saturating_sub(1)),
        all,
    }
}

/// The ways to write one word, and the place of the one that is kept of too many.
struct Ways<T> {
    all: Vec<Vec<T>>,
    kept: usize,
}

impl<T> Ways<T> {
    fn plain(all: Vec<Vec<T>>) -> Self {
        Self { all, kept: 0 }
    }
}

/// Whether it is a code such as `A320`, whose parts would be found in `a 320-page report`.
fn is_code_with_article(compound: &Compound) -> bool {
    let touch = compound
        .parts
        .iter()
        .map(|part| part.written.len())
        .sum::<usize>()
        == compound.range.len();
    touch && compound.whole.is_some() && compound.parts.iter().any(|part| part.form == "a")
}

/// The terms of a code and of what touches it: `a320` and `neo` of `A320neo`. `None` for a code alone.
fn code_and_rest(compound: &Compound) -> Option<TermSequence> {
    let (letters, digits, rest) = match &compound.parts[..] {
        [letters, digits, rest @ ..] if letters.form == "a" => (letters, digits, rest),
        _ => return None,
    };
    let code = format!("{}{}", letters.form, digits.form);
    let rest = rest.iter().map(|part| part.term.clone());
    (rest.len() > 0).then(|| std::iter::once(code).chain(rest).collect())
}

/// Every combination of the ways of each word; only the first way of words beyond [`MAX_FORMS`].
fn products<T: Clone>(ways: Vec<Ways<T>>) -> Vec<Vec<T>> {
    if ways.is_empty() {
        return Vec::new();
    }
    let mut forms: Vec<Vec<T>> = vec![Vec::new()];
    for Ways { all, kept } in ways {
        let mut ways = all;
        if forms.len() * ways.len() > MAX_FORMS {
            ways = vec![ways.swap_remove(kept)];
        }
        if let [way] = &ways[..] {
            // In place: a long text has thousands of words with one way each.
            for form in &mut forms {
                form.extend_from_slice(way);
            }
            continue;
        }
        forms = ways
            .iter()
            .flat_map(|way| forms.iter().map(move |form| [&form[..], &way[..]].concat()))
            .collect();
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::NewsAnalyzer;

    #[test]
    fn the_number_of_forms_is_limited() {
        let text = "a-b ".repeat(40);
        let compounds = NewsAnalyzer::english().compounds(&text);
        assert_eq!(forms_of_sequence(&compounds).len(), MAX_FORMS);
    }

    #[test]
    fn words_are_written_in_parts_as_a_whole_and_together() {
        let mut analyzer = NewsAnalyzer::english();
        let mut shown = |text: &str| {
            let forms = forms_of_phrase(&analyzer.compounds(text));
            let forms: Vec<_> = forms.iter().map(|form| form.join(" ")).collect();
            forms.join("|")
        };
        for (text, expected) in [
            ("COVID-19", "covid19|covid 19"),
            ("YouTube", "youtub|you tube"),
            ("you tube", "you tube|you+tube"),
            ("20kg", "20kg|20 kg"),
            ("A320", "a320"),
            ("A-320", "a320|a 320"),
            ("A320neo", "a320neo|a320 neo"),
            ("Ph.D.", "phd|ph d"),
            ("a b c", "a b c|a+b c|a b+c"),
        ] {
            assert_eq!(shown(text), expected);
        }
    }
}
