//! The tree of one record while it is read, with limits on its depth and its number of parts.
//!
//! It takes the parser's tags and texts in their order, and says when the record is complete or
//! which end tag does not fit.

use super::element::{Element, Node};
use super::fault::Fault;
use crate::article::ProblemKind;

/// How many elements may contain each other.
const MAX_DEPTH: usize = 256;

/// How many elements and attributes one record may have.
pub(super) const MAX_PARTS: usize = 1 << 20;

/// A start tag, or the tag of an empty element.
pub(super) struct StartTag {
    /// The element's name as written.
    pub(super) written: String,
    /// The element, without its content.
    pub(super) element: Element,
    /// Whether it is empty and has no end tag.
    pub(super) is_empty: bool,
}

/// A record while it is read.
pub(super) struct TreeBuilder {
    /// The open elements with their names as written, the outermost first; never empty.
    open: Vec<(String, Element)>,
    parts: usize,
}

impl TreeBuilder {
    /// A record that starts with this tag.
    pub(super) fn new(start: StartTag) -> Self {
        Self {
            parts: 1 + start.element.attributes.len(),
            open: vec![(start.written, start.element)],
        }
    }

    /// The innermost open element.
    fn innermost(&mut self) -> &mut Element {
        let (_, element) = self.open.last_mut().expect("the record itself is open");
        element
    }

    /// Adds a start tag.
    ///
    /// # Errors
    /// If the record has too many parts or is nested too deeply.
    pub(super) fn start(&mut self, start: StartTag) -> Result<(), Fault> {
        self.parts += 1 + start.element.attributes.len();
        if self.parts > MAX_PARTS {
            return Err(Fault {
                kind: ProblemKind::TooLarge,
                detail: format!("a record has more than {MAX_PARTS} elements and attributes"),
            });
        }
        if self.open.len() == MAX_DEPTH {
            return Err(Fault::malformed(format!(
                "elements are nested more than {MAX_DEPTH} deep"
            )));
        }
        if start.is_empty {
            self.innermost().nodes.push(Node::Element(start.element));
        } else {
            self.open.push((start.written, start.element));
        }
        Ok(())
    }

    /// Adds an end tag. Returns the record once it is complete.
    ///
    /// # Errors
    /// The name of the innermost open element, if that of the tag differs.
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

    /// Adds text; control characters become spaces.
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
