//! What is found in the wikitext of one page, and what is left out of it.

use crate::article::WhyLeftOut;
use std::collections::HashSet;

/// The most notes on what is left out of one page.
const MOST_NOTES: usize = 50;

/// What is in a page.
#[derive(Debug, Default)]
pub(super) struct Wikitext {
    /// The text.
    pub(super) text: String,
    /// Dates that templates name, in their order.
    pub(super) dates: Vec<String>,
    /// The place that a template names.
    pub(super) place: Option<String>,
    pub(super) categories: Vec<String>,
    /// The names of all templates, in lower case.
    pub(super) templates: HashSet<String>,
    /// What is left out: its name, why, and how many characters it has.
    pub(super) left_out: Vec<(String, WhyLeftOut, usize)>,
}

impl Wikitext {
    /// Notes a part that is left out.
    pub(super) fn leave_out(&mut self, element: String, why: WhyLeftOut, characters: usize) {
        if self.left_out.len() < MOST_NOTES {
            self.left_out.push((element, why, characters));
        }
    }
}
