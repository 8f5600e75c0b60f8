//! The tree of one record while it is read, within bounds of depth and number.

use super::element::{Element, Node};
use super::fault::Fault;
use crate::article::ProblemKind;

/// How deep elements may stand in each other.
const MAX_DEPTH: usize = 256;

/// How many elements and attributes one record may have.
pub(super) const MAX_PARTS: usize = 1 << 20;

/// An element whose start was read.
pub(super) struct Begun {
    /// Its name as written.
    pub(super) written: String,
    /// The element, without what it holds.
    pub(super) element: Element,
    /// Whether it holds nothing and has no end tag.
    pub(super) is_empty: bool,
}

/// A record while it is read.
pub(super) struct Building {
    /// The open elements with their names as written, the outermost first; never empty.
    open: Vec<(String, Element)>,
    parts: usize,
}

impl Building {
    /// A record of which the start was read.
    pub(super) fn of(begun: Begun) -> Self {
        Self {
            parts: 1 + begun.element.attributes.len(),
            open: vec![(begun.written, begun.element)],
        }
    }

    /// The innermost open element.
    fn innermost(&mut self) -> &mut Element {
        let (_, element) = self.open.last_mut().expect("the record itself is open");
        element
    }

    /// Takes in an element's start.
    pub(super) fn begin(&mut self, begun: Begun) -> Result<(), Fault> {
        self.parts += 1 + begun.element.attributes.len();
        if self.parts > MAX_PARTS {
            return Err(Fault {
                kind: ProblemKind::TooLarge,
                detail: format!("a record has more than {MAX_PARTS} elements and attributes"),
            });
        }
        if self.open.len() == MAX_DEPTH {
            return Err(Fault::malformed(format!(
                "elements stand in each other more than {MAX_DEPTH} deep"
            )));
        }
        if begun.is_empty {
            self.innermost().nodes.push(Node::Element(begun.element));
        } else {
            self.open.push((begun.written, begun.element));
        }
        Ok(())
    }

    /// Takes in an end tag. Returns the record once it is whole; an error with the name of the
    /// innermost open element if that is another.
    pub(super) fn end(&mut self, written: &str) -> Result<Option<Element>, String> {
        match self.open.pop() {
            Some((name, element)) if name == written => match self.open.last_mut() {
                Some((_, outer)) => {
                    outer.nodes.push(Node::Element(element));
                    Ok(None)
                }
                None => Ok(Some(element)),
            },
            Some((name, _)) => Err(name),
            None => Ok(None),
        }
    }

    /// Takes in text; control characters become spaces.
    pub(super) fn text(&mut self, text: &str) {
        let is_control = |c: char| c < ' ' && !matches!(c, '\t' | '\n' | '\r');
        let nodes = &mut self.innermost().nodes;
        if !matches!(nodes.last(), Some(Node::Text(_))) {
            nodes.push(Node::Text(String::new()));
        }
        if let Some(Node::Text(before)) = nodes.last_mut() {
            if text.contains(is_control) {
                before.push_str(&text.replace(is_control, " "));
            } else {
                before.push_str(text);
            }
        }
    }
}
