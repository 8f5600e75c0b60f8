//! What to mark in articles: a reading as patterns, synonyms included.

use super::reading::Reading;
use crate::query::passages::{Highlights, Mark, Pattern};

/// The marks of the parts that articles are to match.
pub(super) fn of(reading: &Reading) -> Highlights {
    let mut highlights = Highlights::default();
    for leaf in reading.wanted() {
        for pattern in &leaf.marks {
            let mut pattern = pattern.clone();
            if let Pattern::Sequence(forms) = &mut pattern {
                forms.extend(leaf.synonyms.all().cloned());
            }
            let field = leaf.field.map(|field| field.handle);
            highlights.add(Mark { field, pattern });
        }
    }
    highlights
}
