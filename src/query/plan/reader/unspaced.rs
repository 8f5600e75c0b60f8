//! Reads words of scripts without spaces, typed in one run: Chinese, Japanese, Thai and others.
//!
//! A run is several words, which the analyzer cut. In a query of optional words each of them is
//! optional; elsewhere all must be there. What is excluded, and what is in quotes, stays one sequence.

use super::super::forms::{TermSequence, forms_of_sequence};
use super::{Context, Meaning, Reader};
use crate::analysis::Compound;
use crate::query::passages::Pattern;
use crate::query::plan::find::Find;
use crate::query::plan::reading::{Node, Ranked, Role};
use tantivy::query::Occur as Join;

impl Reader<'_> {
    /// The words of a run as a group; `None` if the text is no run without spaces.
    pub(super) fn unspaced(&mut self, text: &str, context: Context) -> Option<Node> {
        if !context.is_text || context.role != Role::Wanted || text.is_ascii() {
            return None;
        }
        let compounds = self.compounds(text);
        if compounds.iter().all(|word| word.unspaced.is_empty()) {
            return None;
        }
        self.end_run();
        let join = if context.is_optional {
            Join::Should
        } else {
            Join::Must
        };
        let mut nodes = Vec::new();
        for word in compounds {
            let shown = text[word.range.clone()].to_owned();
            let sequences = match &word.unspaced[..] {
                [] => vec![forms_of_sequence(std::slice::from_ref(&word))],
                sequences => sequences.iter().map(|one| vec![one.clone()]).collect(),
            };
            for forms in sequences {
                nodes.push((join, self.unit(&shown, forms, &word, context)));
            }
        }
        self.end_run();
        Some(Node::Group(nodes))
    }

    fn unit(
        &mut self,
        text: &str,
        forms: Vec<TermSequence>,
        word: &Compound,
        context: Context,
    ) -> Node {
        let meaning = Meaning {
            find: Find::Sequence(forms.clone()),
            ranked: vec![Ranked {
                forms: forms.clone(),
                joined: Vec::new(),
                own: None,
                text: Some(text.to_owned()),
                weight: 1.0,
            }],
            marks: vec![Pattern::Sequence(forms)],
        };
        let run = Some(self.run);
        self.push_meaning(text, vec![word.clone()], context, run, meaning)
    }
}
