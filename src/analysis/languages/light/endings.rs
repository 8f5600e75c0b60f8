//! Endings of words, as tables in steps. All light stemmers that only remove endings are made of them.
//!
//! A step takes the first row that fits. So longer endings come before shorter ones that they end in.

/// A row: an ending, what is written instead, and the most letters of a word that keeps it.
pub(super) type Ending = (&'static str, &'static str, usize);

/// Applies the first ending of each step that fits.
pub(super) fn cut(word: &mut String, steps: &[&[Ending]]) {
    for step in steps {
        cut_one(word, step);
    }
}

/// Applies the first ending that fits. Returns whether one did.
pub(super) fn cut_one(word: &mut String, step: &[Ending]) -> bool {
    let letters = word.chars().count();
    let fitting = step
        .iter()
        .find(|(ending, _, keeps)| letters > *keeps && word.ends_with(ending));
    let Some((ending, instead, _)) = fitting else {
        return false;
    };
    word.truncate(word.len() - ending.len());
    word.push_str(instead);
    true
}
