//! A page's tree, flat: nodes in one list, linked by their places in it.
//!
//! Nothing here recurses, so a page may be nested as deep as it likes. Nodes are made by `build`
//! and never change afterwards.

use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, QualName};

/// A node's place in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct NodeId(pub(super) u32);

impl NodeId {
    /// The document itself, the root of all.
    pub(super) const DOCUMENT: Self = Self(0);

    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

/// A node and its neighbours.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) data: NodeData,
    pub(super) parent: Option<NodeId>,
    pub(super) previous: Option<NodeId>,
    pub(super) next: Option<NodeId>,
    pub(super) first: Option<NodeId>,
    pub(super) last: Option<NodeId>,
}

/// What a node is.
#[derive(Debug)]
pub(super) enum NodeData {
    /// The document, and comments and the like, which say nothing.
    Nothing,
    Element(QualName, Vec<Attribute>),
    Text(StrTendril),
}

/// A page.
#[derive(Debug)]
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
}

/// A step of a walk through a part of the tree, in document order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Enter(NodeId),
    Leave(NodeId),
}

impl Tree {
    pub(super) fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.index()]
    }

    /// An element's name in lower case; empty for what is no element.
    pub(super) fn name(&self, id: NodeId) -> &str {
        self.local_name(id).map_or("", |name| &**name)
    }

    pub(super) fn local_name(&self, id: NodeId) -> Option<&LocalName> {
        match &self.node(id).data {
            NodeData::Element(name, _) => Some(&name.local),
            _ => None,
        }
    }

    /// A text node's text.
    pub(super) fn text_of(&self, id: NodeId) -> Option<&str> {
        match &self.node(id).data {
            NodeData::Text(text) => Some(text),
            _ => None,
        }
    }

    /// An element's attributes.
    pub(super) fn attributes(&self, id: NodeId) -> &[Attribute] {
        match &self.node(id).data {
            NodeData::Element(_, attributes) => attributes,
            _ => &[],
        }
    }

    /// The value of an element's attribute.
    pub(super) fn attribute(&self, id: NodeId, name: &str) -> Option<&str> {
        self.attributes(id)
            .iter()
            .find(|attribute| &*attribute.name.local == name)
            .map(|attribute| &*attribute.value)
    }

    pub(super) fn parent(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).parent
    }

    /// A node's ancestors, from the inside out.
    pub(super) fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.parent(id), |id| self.parent(*id))
    }

    /// A node's children in their order.
    pub(super) fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.node(id).first, |id| self.node(*id).next)
    }

    /// Walks through a node and all in it.
    pub(super) fn walk(&self, root: NodeId) -> Walk<'_> {
        Walk {
            tree: self,
            root,
            step: Some(Step::Enter(root)),
        }
    }

    /// All nodes below a node and itself, in document order.
    pub(super) fn descendants(&self, root: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        self.walk(root).filter_map(|step| match step {
            Step::Enter(id) => Some(id),
            Step::Leave(_) => None,
        })
    }

    /// All text below a node, on one line.
    pub(super) fn line(&self, root: NodeId) -> String {
        let mut line = String::new();
        for id in self.descendants(root) {
            match self.text_of(id) {
                Some(text) => line.push_str(text),
                None if is_gap(self.name(id)) => line.push(' '),
                None => {}
            }
        }
        crate::formats::white_space::one_line(&line)
    }
}

/// Whether an element parts words that stand on either side of its tag.
fn is_gap(name: &str) -> bool {
    matches!(name, "br" | "div" | "p" | "li" | "td" | "span" | "hr")
}

/// A walk through a part of a tree; [`Walk::leave_out`] leaves out what is below the node entered last.
pub(super) struct Walk<'a> {
    tree: &'a Tree,
    root: NodeId,
    step: Option<Step>,
}

impl Walk<'_> {
    /// Passes over what is in the node that was entered last; its [`Step::Leave`] comes next.
    pub(super) fn leave_out(&mut self, entered: NodeId) {
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
