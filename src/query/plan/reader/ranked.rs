//! The words of a query that rank: their ways to be written, and the form that was typed.
//!
//! Each is made of the analyzer's words of a text.

use super::{Meaning, Reader};
use crate::analysis::Compound;
use crate::query::passages::Pattern;
use crate::query::plan::exact::word_form::WordForm;
use crate::query::plan::find::Find;
use crate::query::plan::forms::{TermSequence, exact_forms, forms_of_sequence};
use crate::query::plan::reading::Ranked;

impl Reader<'_> {
    /// A word of the query to rank by; `compounds` are the analyzer's words of it.
    pub(super) fn ranked(&mut self, compounds: &[Compound]) -> Ranked {
        Ranked {
            forms: forms_of_sequence(compounds),
            joined: Vec::new(),
            own: self.own_form(compounds),
            text: None,
            weight: 1.0,
        }
    }

    /// The words of a phrase to rank by.
    pub(super) fn ranked_each(&mut self, compounds: &[Compound]) -> Vec<Ranked> {
        let each = compounds.iter().map(std::slice::from_ref);
        each.map(|one| self.ranked(one)).collect()
    }

    /// The form that was typed, if it is one word; of a compound the end of the whole.
    fn own_form(&mut self, compounds: &[Compound]) -> Option<WordForm> {
        let [one] = compounds else {
            return None;
        };
        let (typed, sign) = match (&one.parts[..], &one.whole) {
            ([only], _) => (only, None),
            (_, Some(whole)) if one.unspaced.is_empty() => (whole, Some(one.sign_at_end())),
            _ => return None,
        };
        let mut form = WordForm::of(typed, sign, self.analyzer);
        form.capitals = form.capitals.filter(|_| self.capitals_count);
        Some(form)
    }

    /// Words that are searched for in the form that was typed.
    pub(super) fn exact(&mut self, compounds: &[Compound], text: &str) -> Meaning {
        let forms = exact_forms(compounds, text, self.analyzer);
        let ranked = compounds.iter().map(|one| {
            let one = std::slice::from_ref(one);
            Ranked {
                forms: terms_of_forms(&exact_forms(one, text, self.analyzer)),
                joined: Vec::new(),
                own: self.own_form(one),
                text: None,
                weight: 1.0,
            }
        });
        Meaning {
            ranked: ranked.collect(),
            marks: vec![Pattern::Sequence(vec![
                forms.iter().map(WordForm::mark).collect(),
            ])],
            find: Find::Exact(forms),
        }
    }
}

/// The sequences of terms that are these forms: in English articles, and in others.
fn terms_of_forms(forms: &[WordForm]) -> Vec<TermSequence> {
    let most = forms.iter().map(|form| form.terms.len()).max();
    let term = |form: &WordForm, number: usize| {
        let last = form.terms.len().saturating_sub(1);
        form.terms.get(number.min(last)).cloned()
    };
    let sequence = |number| forms.iter().filter_map(|form| term(form, number)).collect();
    (0..most.unwrap_or(0)).map(sequence).collect()
}
