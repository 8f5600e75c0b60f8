//! The tree of a page as one list of nodes, which name each other by their places in it.
//!
//! Nothing here recurses, so a page may be nested at any depth. `build` makes the nodes, and they
//! never change afterwards.

pub(super) mod build;
pub(super) mod source;

use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, QualName};

/// A node's place in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::formats) struct NodeId(pub(in crate::formats) u32);

impl NodeId {
    /// The document itself, the root of all.
    pub(in crate::formats) const DOCUMENT: Self = Self(0);

    pub(in crate::formats) fn index(self) -> usize {
        self.0 as usize
    }
}

/// A node and its neighbours.
#[derive(Debug)]
pub(in crate::formats) struct Node {
    pub(in crate::formats) data: NodeData,
    pub(in crate::formats) parent: Option<NodeId>,
    pub(in crate::formats) previous: Option<NodeId>,
    pub(in crate::formats) next: Option<NodeId>,
    pub(in crate::formats) first: Option<NodeId>,
    pub(in crate::formats) last: Option<NodeId>,
}

/// What a node is.
#[derive(Debug)]
pub(in crate::formats) enum NodeData {
    /// The document, a comment, or another node without text.
    Nothing,
    Element(QualName, Vec<Attribute>),
    Text(StrTendril),
}

/// A page.
#[derive(Debug)]
pub(in crate::formats) struct Tree {
    pub(in crate::formats) nodes: Vec<Node>,
}

/// A step of a walk through a part of the tree, in document order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::formats) enum Step {
    Enter(NodeId),
    Leave(NodeId),
}

impl Tree {
    pub(in crate::formats) fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.index()]
    }

    /// The name of an element in lower case; empty for other nodes.
    pub(in crate::formats) fn name(&self, id: NodeId) -> &str {
        self.local_name(id).map_or("", |name| &**name)
    }

    pub(in crate::formats) fn local_name(&self, id: NodeId) -> Option<&LocalName> {
        match &self.node(id).data {
            NodeData::Element(name, _) => Some(&name.local),
            _ => None,
        }
    }

    /// A text node's text.
    pub(in crate::formats) fn text_of(&self, id: NodeId) -> Option<&str> {
        match &self.node(id).data {
            NodeData::Text(text) => Some(text),
            _ => None,
        }
    }

    /// An element's attributes.
    pub(in crate::formats) fn attributes(&self, id: NodeId) -> &[Attribute] {
        match &self.node(id).data {
            NodeData::Element(_, attributes) => attributes,
            _ => &[],
        }
    }

    /// The value of an element's attribute.
    pub(in crate::formats) fn attribute(&self, id: NodeId, name: &str) -> Option<&str> {
        self.attributes(id)
            .iter()
            .find(|attribute| &*attribute.name.local == name)
            .map(|attribute| &*attribute.value)
    }

    pub(in crate::formats) fn parent(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).parent
    }

    /// A node's ancestors, from the inside out.
    pub(in crate::formats) fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.parent(id), |id| self.parent(*id))
    }

    /// A node's children in their order.
    pub(in crate::formats) fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.node(id).first, |id| self.node(*id).next)
    }

    /// Walks through a node and everything in it.
    pub(in crate::formats) fn walk(&self, root: NodeId) -> Walk<'_> {
        Walk {
            tree: self,
            root,
            step: Some(Step::Enter(root)),
        }
    }

    /// Walks through everything that comes after a node.
    pub(in crate::formats) fn walk_after(&self, id: NodeId) -> Walk<'_> {
        Walk {
            tree: self,
            root: NodeId::DOCUMENT,
            step: Some(Step::Leave(id)),
        }
    }

    /// All nodes below a node and itself, in document order.
    pub(in crate::formats) fn descendants(
        &self,
        root: NodeId,
    ) -> impl Iterator<Item = NodeId> + '_ {
        self.walk(root).filter_map(|step| match step {
            Step::Enter(id) => Some(id),
            Step::Leave(_) => None,
        })
    }

    /// All text below a node, on one line, without the readings of characters (`<ruby>`).
    pub(in crate::formats) fn line(&self, root: NodeId) -> String {
        let mut line = String::new();
        let mut walk = self.walk(root);
        while let Some(step) = walk.next() {
            let Step::Enter(id) = step else { continue };
            match self.text_of(id) {
                Some(text) => line.push_str(text),
                None if matches!(self.name(id), "rt" | "rp") => walk.leave_out(id),
                None if is_gap(self.name(id)) => line.push(' '),
                None => {}
            }
        }
        crate::formats::bytes::white_space::one_line(&line)
    }
}

/// Whether an element separates the words on either side of its tag.
fn is_gap(name: &str) -> bool {
    matches!(name, "br" | "div" | "p" | "li" | "td" | "span" | "hr")
}

/// A walk through a part of a tree.
pub(in crate::formats) struct Walk<'a> {
    tree: &'a Tree,
    root: NodeId,
    step: Option<Step>,
}

impl Walk<'_> {
    /// Skips what is in the node that was entered last. Its [`Step::Leave`] comes next.
    pub(in crate::formats) fn leave_out(&mut self, entered: NodeId) {
        self.step = Some(Step::Leave(entered));
    }
}

impl Iterator for Walk<'_> {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        let step = self.step?;
        self.step = match step {
            Step::Enter(id) => Some(match self.tree.node(id).first {
                Some(child) => Step::Enter(child),
                None => Step::Leave(id),
            }),
            Step::Leave(id) if id == self.root => None,
            Step::Leave(id) => {
                let node = self.tree.node(id);
                node.next.map(Step::Enter).or(node.parent.map(Step::Leave))
            }
        };
        Some(step)
    }
}
