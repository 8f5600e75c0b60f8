//! The ways in which words may be written in an article, as terms of the index.

use crate::analysis::Compound;

/// Terms that follow one another in a text; one term for most words.
pub(in crate::query) type TermSequence = Vec<String>;

/// The largest number of ways in which one sequence of words is searched for.
const MAX_FORMS: usize = 16;

/// Every way to write a sequence of words: each hyphenated one in parts or as a whole. Empty for no
/// words; at most [`MAX_FORMS`].
pub(super) fn forms_of_sequence(compounds: &[Compound]) -> Vec<TermSequence> {
    if compounds.is_empty() {
        return Vec::new();
    }
    let mut forms: Vec<TermSequence> = vec![Vec::new()];
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
    use crate::analysis::NewsAnalyzer;

    #[test]
    fn the_number_of_forms_is_limited() {
        let text = "a-b ".repeat(40);
        let compounds = NewsAnalyzer::english().compounds(&text);
        assert_eq!(forms_of_sequence(&compounds).len(), MAX_FORMS);
    }
}
