//! Notes on everything that a page shows and that is not in its article.
//!
//! Blocks that are not in the text, and elements that have no blocks, are grouped by the element
//! that holds them and by the reason. An element outside of the article's own is named by the
//! outermost one, such as the header of the page.

use super::super::tree::{NodeId, Step, Tree};
use super::sight::shown_characters;
use super::text::Text;
use super::weighed::Blocks;
use crate::article::WhyLeftOut;
use std::collections::{HashMap, HashSet};

/// The most notes on a page. The last one sums up the rest.
const MOST_NOTES: usize = 20;

/// The most bytes of the class or id of an element in a note.
const LONGEST_NAME: usize = 40;

/// A part of a page that is not in its article.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::formats) struct Note {
    /// The element: `<div class="comments">`.
    pub(in crate::formats) element: String,
    pub(in crate::formats) why: WhyLeftOut,
    pub(in crate::formats) characters: usize,
}

/// A page, and where its text is.
#[derive(Clone, Copy)]
pub(in crate::formats) struct Place<'t> {
    pub(in crate::formats) tree: &'t Tree,
    /// The element of everything that is shown.
    pub(in crate::formats) body: NodeId,
    /// The element of the article.
    pub(in crate::formats) root: NodeId,
}

impl Blocks {
    /// Names what is not in a text: in the order of the page, the largest parts if there are many.
    /// `is_elsewhere` says which texts are in the article in another place, such as the headline.
    /// If the body of the article was found elsewhere (`is_replaced`), the text is left out too.
    pub(in crate::formats) fn left_out(
        &self,
        place: Place<'_>,
        text: &Text,
        is_replaced: bool,
        is_elsewhere: impl Fn(&str) -> bool,
    ) -> Vec<Note> {
        let Place { tree, root, .. } = place;
        let mut reasons = self.reasons(place);
        for (at, why) in &text.fates {
            let why = why.or(is_replaced.then_some(WhyLeftOut::Boilerplate));
            reasons[*at] = why.map(|why| (self.list[*at].element, why));
        }
        let mut groups = Groups::default();
        for (block, reason) in self.list.iter().zip(reasons) {
            if let Some((element, why)) = reason
                && !is_elsewhere(&block.text)
            {
                groups.add(tree, element, why, shown_characters(&block.text));
            }
        }
        let is_inside = |id: NodeId| id == root || tree.ancestors(id).any(|above| above == root);
        for removed in &self.removed {
            let is_shown = removed.characters > 0
                || removed.why == WhyLeftOut::Embedded
                    && tree.parent(removed.element).is_some_and(&is_inside);
            if is_shown {
                groups.add(tree, removed.element, removed.why, removed.characters);
            }
        }
        groups.into_notes()
    }

    /// Why each block would not be in the article, if the text is that of an element.
    fn reasons(&self, place: Place<'_>) -> Vec<Option<(NodeId, WhyLeftOut)>> {
        let Place { tree, body, root } = place;
        let around: HashSet<NodeId> = tree.ancestors(root).chain([root]).collect();
        let list = self.list.iter();
        let mut reasons: Vec<_> = list
            .map(|block| Some((block.element, WhyLeftOut::Metadata)))
            .collect();
        let mut walk = tree.walk(body);
        while let Some(step) = walk.next() {
            let Step::Enter(id) = step else { continue };
            if id == root {
                walk.leave_out(id);
            } else if !around.contains(&id) {
                for reason in &mut reasons[self.span(id)] {
                    *reason = Some((id, outside(tree, id)));
                }
                walk.leave_out(id);
            }
        }
        for (reason, out) in reasons.iter_mut().zip(&self.out) {
            if let Some(out) = out {
                *reason = Some((out.element, out.why));
            }
        }
        reasons
    }
}

/// Why an element that is not around the article is left out.
fn outside(tree: &Tree, id: NodeId) -> WhyLeftOut {
    match tree.name(id) {
        "header" | "footer" | "ul" | "ol" => WhyLeftOut::Navigation,
        "form" => WhyLeftOut::Controls,
        _ => WhyLeftOut::OtherArticles,
    }
}

/// Parts that are left out, those of the same name and reason together.
#[derive(Default)]
struct Groups {
    notes: Vec<Note>,
    /// The places of notes by the names of their elements.
    by_name: HashMap<(String, WhyLeftOut), usize>,
    /// The same by element, so that each is named once.
    by_element: HashMap<(NodeId, WhyLeftOut), usize>,
}

impl Groups {
    fn add(&mut self, tree: &Tree, element: NodeId, why: WhyLeftOut, characters: usize) {
        let notes = &mut self.notes;
        let place = *self.by_element.entry((element, why)).or_insert_with(|| {
            let name = name_of(tree, element);
            *self.by_name.entry((name.clone(), why)).or_insert_with(|| {
                notes.push(Note {
                    element: name,
                    why,
                    characters: 0,
                });
                notes.len() - 1
            })
        });
        notes[place].characters += characters;
    }

    /// The notes; if they are too many, the largest ones and one that sums up the others.
    fn into_notes(self) -> Vec<Note> {
        let mut notes = self.notes;
        if notes.len() <= MOST_NOTES {
            return notes;
        }
        let mut sizes: Vec<usize> = notes.iter().map(|note| note.characters).collect();
        sizes.sort_unstable_by(|one, other| other.cmp(one));
        let least = sizes[MOST_NOTES - 2];
        let mut larger = sizes.iter().filter(|size| **size > least).count();
        let (mut count, mut characters) = (0, 0);
        notes.retain(|note| {
            // Of those that are equally large, the first ones.
            let is_kept =
                note.characters > least || note.characters == least && larger < MOST_NOTES - 1;
            if note.characters == least && is_kept {
                larger += 1;
            }
            if !is_kept {
                count += 1;
                characters += note.characters;
            }
            is_kept
        });
        notes.push(Note {
            element: format!("{count} other elements"),
            why: WhyLeftOut::Boilerplate,
            characters,
        });
        notes
    }
}

/// An element as a note names it, by its tag, id and classes.
fn name_of(tree: &Tree, id: NodeId) -> String {
    let mut name = format!("<{}", tree.name(id));
    for key in ["id", "class"] {
        if let Some(value) = tree
            .attribute(id, key)
            .filter(|value| !value.trim().is_empty())
        {
            let value: String = value
                .split_ascii_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
                .chars()
                .filter(|c| !c.is_control() && *c != '"')
                .take(LONGEST_NAME)
                .collect();
            name.extend([" ", key, "=\"", value.trim_end(), "\""]);
        }
    }
    name.push('>');
    name
}
