//! The ways in which words may be written in an article, as terms of the index.
//!
//! It asks the analyzer for the terms and knows no query of the engine.

use super::exact::word_form::WordForm;
use crate::analysis::{Compound, JOINED, NewsAnalyzer, PARTED, TOUCHING, is_stop_word};

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
    let is_alone = compounds.len() == 1;
    for reading in 0..readings.unwrap_or(0).max(1) {
        let each = compounds.iter().map(|one| ways(one, reading, is_alone));
        for form in products(each.collect()) {
            if !forms.contains(&form) {
                forms.push(form);
            }
        }
    }
    forms
}

/// The same, with neighbours written together, and with one word written in parts.
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
    for (at, word) in compounds.iter().enumerate().rev().skip(1) {
        if let Some(parted) = parted(word, at == 0)
            && forms.len() < MAX_FORMS
        {
            let before = compounds[..at].iter().flat_map(Compound::terms).cloned();
            let after = compounds[at + 1..]
                .iter()
                .flat_map(Compound::terms)
                .cloned();
            forms.push(before.chain(parted).chain(after).collect());
        }
    }
    forms
}

/// The shortest word that may be written in parts, in characters.
const LEAST_PARTED: usize = 3;

/// The terms of a word where an article writes it in parts (`anti-war` for `antiwar`) and another word
/// follows: its end at the start of a phrase; elsewhere both of two parts.
fn parted(word: &Compound, is_first: bool) -> Option<TermSequence> {
    let [part] = &word.parts[..] else {
        return None;
    };
    let has_length = part.form.chars().nth(LEAST_PARTED - 1).is_some();
    let is_word = part.form.chars().all(char::is_alphabetic) && word.unspaced.is_empty();
    if !has_length || !is_word || is_stop_word(&part.form) {
        return None;
    }
    let start = (!is_first).then(|| part.term.clone());
    let end = format!("{PARTED}{}", part.term);
    Some(start.into_iter().chain([end]).collect())
}

/// Words one after another in the form that was typed: each compound in its parts, and at the last one
/// its end. `text` is what was typed.
pub(super) fn exact_forms(
    compounds: &[Compound],
    text: &str,
    analyzer: &mut NewsAnalyzer,
) -> Vec<WordForm> {
    let mut forms = Vec::with_capacity(compounds.len());
    let mut before = None;
    for compound in compounds {
        let first = forms.len();
        for part in &compound.parts {
            forms.push(WordForm::of(part, None, analyzer));
        }
        if let Some(whole) = &compound.whole {
            forms.pop();
            forms.push(WordForm::of(whole, Some(compound.sign_at_end()), analyzer));
        }
        let gap = before.and_then(|end| text.get(end..compound.range.start));
        if let Some((gap, form)) = gap.zip(forms.get_mut(first))
            && !gap.is_empty()
            && !gap.contains(char::is_whitespace)
        {
            form.set_gap(gap);
        }
        before = Some(compound.range.end);
    }
    forms
}

/// The term of two neighbours where capitals join them: `you tube` in `YouTube`.
pub(super) fn joined(first: &Compound, second: &Compound) -> Option<String> {
    match (&first.parts[..], &second.parts[..]) {
        ([first], [second]) => Some(format!("{}{JOINED}{}", first.term, second.term)),
        _ => None,
    }
}

/// The ways to write one word in the reading of that number; `is_alone` if no other is next to it.
fn ways(compound: &Compound, reading: usize, is_alone: bool) -> Ways<String> {
    let whole = compound
        .whole
        .iter()
        .flat_map(|whole| whole.reading(reading));
    let mut all: Vec<TermSequence> = whole.map(|term| vec![term.clone()]).collect();
    let first_in_parts = all.len();
    if is_code_with_article(compound) {
        all.append(&mut codes(compound, is_alone));
    } else {
        let each = compound.parts.iter().map(|part| {
            let terms = part.reading(reading).iter();
            Ways::plain(terms.map(|term| vec![term.clone()]).collect())
        });
        all.append(&mut products(each.collect()));
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
    let touch = compound.sign_at_end() == TOUCHING;
    touch && compound.whole.is_some() && compound.parts.iter().any(|part| part.form == "a")
}

/// The ways to write a code in parts: with the end of the code, so that they are found in nothing else.
/// Where other words are next to it (`the A320 fleet`), its parts have places of their own. What touches a
/// code may be apart from it: `A320 neo` for `A320neo`.
fn codes(compound: &Compound, is_alone: bool) -> Vec<TermSequence> {
    let parts = &compound.parts[..];
    let mut ways = Vec::new();
    if let ([first @ .., _], Some(whole)) = (parts, &compound.whole)
        && !is_alone
    {
        let before: Vec<String> = first.iter().map(|part| part.term.clone()).collect();
        ways.extend([TOUCHING, PARTED].map(|sign| {
            let end = format!("{sign}{}", whole.term);
            before.iter().cloned().chain([end]).collect()
        }));
    }
    if let [letters, digits, rest @ ..] = parts
        && letters.form == "a"
        && !rest.is_empty()
    {
        let end = format!("{TOUCHING}{}{}", letters.form, digits.form);
        let rest = rest.iter().map(|part| part.term.clone());
        ways.push(
            [letters.term.clone(), end]
                .into_iter()
                .chain(rest)
                .collect(),
        );
    }
    ways
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
            ("A320neo", "a320neo|a _a320 neo"),
            ("A320 jet", "a320 jet|a _a320 jet|a -a320 jet"),
            ("Ph.D.", "phd|ph d"),
            ("a b c", "a b c|a+b c|a b+c"),
            (
                "the antiwar march",
                "the antiwar march|the+antiwar march|the antiwar+march|the antiwar -antiwar march",
            ),
            (
                "antiwar march",
                "antiwar march|antiwar+march|-antiwar march",
            ),
        ] {
            assert_eq!(shown(text), expected);
        }
    }
}
