//! The forms of one text: plain, HTML and others, of which a mail reader shows one.
//!
//! Plain text is preferred, as it needs no guess. Many programs send an empty one, or one sentence
//! that asks for a reader of HTML; then the form that says more is taken. What the other forms say
//! in addition is named.

use super::left::left;
use crate::article::{LeftOut, WhyLeftOut};
use crate::formats::bytes::coverage::{Coverage, Said};

/// One form of a text.
pub(super) struct Form {
    /// The type of its part.
    pub(super) name: String,
    pub(super) text: String,
    pub(super) is_plain: bool,
}

/// The text of the best form, and notes on what only the others say.
pub(super) fn choose(forms: Vec<Form>) -> (String, Vec<LeftOut>) {
    let mut forms: Vec<Form> = forms
        .into_iter()
        .filter(|form| !is_blank(&form.text))
        .collect();
    if forms.len() < 2 {
        return (
            forms.pop().map_or_else(String::new, |form| form.text),
            Vec::new(),
        );
    }
    // The last form is the richest one (RFC 2046, section 5.1.4).
    let mut best = forms
        .iter()
        .position(|form| form.is_plain)
        .unwrap_or(forms.len() - 1);
    let mut lengths = missing_in(&forms, best);
    let most = forms[best].text.chars().count();
    let more = (0..forms.len()).max_by_key(|at| lengths[*at]);
    if let Some(at) = more.filter(|at| lengths[*at] > most) {
        best = at;
        lengths = missing_in(&forms, best);
    }
    let notes = forms.iter().zip(lengths).filter(|(_, length)| *length > 0);
    let notes = notes.map(|(form, length)| left(&form.name, WhyLeftOut::Copy, length));
    let notes = notes.collect();
    (forms.swap_remove(best).text, notes)
}

/// The length of what each form says and the one at `best` does not.
fn missing_in(forms: &[Form], best: usize) -> Vec<usize> {
    let mut said = Said::new(&forms[best].text);
    let missing = forms.iter().enumerate().map(|(at, form)| {
        if at == best {
            0
        } else {
            said.missing(&form.text)
        }
    });
    missing.collect()
}

/// Texts that follow each other, each once.
#[derive(Default)]
pub(super) struct Sequence {
    text: String,
    said: Option<Coverage>,
}

impl Sequence {
    /// Adds a text, unless all of it was said already: some programs send the forms of a text as if
    /// they followed each other.
    pub(super) fn push(&mut self, text: &str) {
        if is_blank(text) {
            return;
        }
        if self.text.is_empty() {
            text.clone_into(&mut self.text);
            return;
        }
        let said = self.said.get_or_insert_with(|| Coverage::of(&self.text));
        if said.missing(text) == 0 {
            return;
        }
        said.add(text);
        self.text.push_str("\n\n");
        self.text.push_str(text);
    }

    /// The whole text.
    pub(super) fn into_text(self) -> String {
        self.text
    }
}

/// Whether a person would see nothing of a text: white space, also without width.
pub(super) fn is_blank(text: &str) -> bool {
    let is_unseen = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(
                c,
                '\u{AD}' | '\u{34F}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}'
            )
    };
    text.chars().all(is_unseen)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(forms: &[(&str, bool)]) -> (String, Vec<u64>) {
        let form = |(text, is_plain): &(&str, bool)| Form {
            name: String::new(),
            text: (*text).to_owned(),
            is_plain: *is_plain,
        };
        let (text, notes) = choose(forms.iter().map(form).collect());
        (text, notes.iter().map(|note| note.characters).collect())
    }

    #[test]
    fn the_form_that_says_more_is_read() {
        let full = "The board of the harbour bought two cranes.\nThey arrive in May.";
        for (forms, text, left) in [
            (
                &[("Plain.", true), ("Plain.", false)][..],
                "Plain.",
                &[][..],
            ),
            (
                &[("One text here.", true), ("A rich one.", false)],
                "One text here.",
                &[11],
            ),
            (&[("\u{a0}\n", true), ("Rich.", false)], "Rich.", &[]),
            (
                &[("Please read this as HTML.", true), (full, false)],
                full,
                &[25],
            ),
            (&[(full, true), ("<harbour>", false)], full, &[]),
            (&[("Short.", false), ("Longer.", false)], "Longer.", &[6]),
            (&[], "", &[]),
        ] {
            assert_eq!(chosen(forms), (text.to_owned(), left.to_vec()), "{forms:?}");
        }
    }

    #[test]
    fn a_text_that_was_said_is_not_repeated() {
        let mut sequence = Sequence::default();
        for text in [
            "One text here.",
            "",
            "Another one.",
            "one text\nhere",
            "Another two.",
        ] {
            sequence.push(text);
        }
        assert_eq!(
            sequence.into_text(),
            "One text here.\n\nAnother one.\n\nAnother two."
        );
    }
}
