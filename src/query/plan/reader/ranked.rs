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

    /// The form that was typed, if it is one word; of a compound that of the whole.
    fn own_form(&mut self, compounds: &[Compound]) -> Option<WordForm> {
        let [one] = compounds else {
            return None;
        };
        let (typed, is_compound) = match (&one.parts[..], &one.whole) {
            ([only], _) => (only, false),
            (_, Some(whole)) if one.unspaced.is_empty() => (whole, true),
            _ => return None,
        };
        let form = WordForm::of(typed, self.analyzer);
        Some(WordForm {
            capitals: form.capitals.filter(|_| self.capitals_count),
            is_compound,
            ..form
        })
    }

    /// Words that are searched for in the form that was typed.
    pub(super) fn exact(&mut self, compounds: &[Compound]) -> Meaning {
        let sequences = exact_forms(compounds, self.analyzer);
        let ranked = compounds.iter().map(|one| {
            let ways = exact_forms(std::slice::from_ref(one), self.analyzer);
            let own = self.own_form(std::slice::from_ref(one));
            Ranked {
                forms: ways.iter().flat_map(|way| terms_of_forms(way)).collect(),
                joined: Vec::new(),
                own: own.filter(|own| own.is_shared || own.capitals.is_some()),
                text: None,
                weight: 1.0,
            }
        });
        let ranked: Vec<Ranked> = ranked.collect();
        let marks = sequences
            .iter()
            .map(|forms| forms.iter().map(WordForm::mark).collect());
        Meaning {
            ranked,
            marks: vec![Pattern::Sequence(marks.collect())],
            find: Find::Exact(sequences),
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
