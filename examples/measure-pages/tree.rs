//! The HTML parser alone: builds the tree of a page in the simplest way, as a reference for time.

#![allow(unreachable_pub, reason = "a module of a program")]

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, ExpandedName, ParseOpts, QualName, parse_document};
use std::borrow::Cow;
use std::cell::RefCell;

/// The index of a node in the tree, and its name.
type Handle = (usize, QualName);

/// A node.
#[derive(Default)]
pub struct Node {
    parent: Option<usize>,
    children: Vec<usize>,
    text: StrTendril,
    attributes: Vec<Attribute>,
}

/// Builds the tree of a page.
pub fn build(html: &str) -> Vec<Node> {
    let sink = Sink {
        nodes: RefCell::new(vec![Node::default()]),
    };
    parse_document(sink, ParseOpts::default()).one(html)
}

struct Sink {
    nodes: RefCell<Vec<Node>>,
}

impl Sink {
    fn create(&self, node: Node) -> usize {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(node);
        nodes.len() - 1
    }

    fn insert(&self, parent: usize, at: usize, child: NodeOrText<Handle>) {
        let child = match child {
            NodeOrText::AppendNode((child, _)) => {
                self.detach(child);
                child
            }
            NodeOrText::AppendText(text) => {
                let mut nodes = self.nodes.borrow_mut();
                let before = at
                    .checked_sub(1)
                    .map(|before| nodes[parent].children[before]);
                if let Some(before) = before.filter(|before| !nodes[*before].text.is_empty()) {
                    nodes[before].text.push_tendril(&text);
                    return;
                }
                drop(nodes);
                self.create(Node {
                    text,
                    ..Node::default()
                })
            }
        };
        let mut nodes = self.nodes.borrow_mut();
        nodes[child].parent = Some(parent);
        let at = at.min(nodes[parent].children.len());
        nodes[parent].children.insert(at, child);
    }

    fn detach(&self, id: usize) {
        let mut nodes = self.nodes.borrow_mut();
        if let Some(parent) = nodes[id].parent.take() {
            nodes[parent].children.retain(|child| *child != id);
        }
    }

    fn unnamed(&self, node: Node) -> Handle {
        (self.create(node), no_name())
    }
}

fn no_name() -> QualName {
    QualName::new(None, html5ever::ns!(), html5ever::local_name!(""))
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Vec<Node>;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> Vec<Node> {
        self.nodes.into_inner()
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        (0, no_name())
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        target.1.expanded()
    }

    fn create_element(
        &self,
        name: QualName,
        attributes: Vec<Attribute>,
        _: ElementFlags,
    ) -> Handle {
        let node = Node {
            attributes,
            ..Node::default()
        };
        (self.create(node), name)
    }

    fn create_comment(&self, _text: StrTendril) -> Handle {
        self.unnamed(Node::default())
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> Handle {
        self.unnamed(Node::default())
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        let end = self.nodes.borrow()[parent.0].children.len();
        self.insert(parent.0, end, child);
    }

    fn append_based_on_parent_node(
        &self,
        element: &Handle,
        previous: &Handle,
        child: NodeOrText<Handle>,
    ) {
        if self.nodes.borrow()[element.0].parent.is_some() {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Handle) -> Handle {
        target.clone()
    }

    fn same_node(&self, one: &Handle, other: &Handle) -> bool {
        one.0 == other.0
    }

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        let place = {
            let nodes = self.nodes.borrow();
            let parent = nodes[sibling.0].parent;
            parent.map(|parent| {
                let siblings = &nodes[parent].children;
                let at = siblings.iter().position(|child| *child == sibling.0);
                (parent, at.unwrap_or(siblings.len()))
            })
        };
        if let Some((parent, at)) = place {
            self.insert(parent, at, child);
        }
    }

    fn add_attrs_if_missing(&self, target: &Handle, attributes: Vec<Attribute>) {
        self.nodes.borrow_mut()[target.0]
            .attributes
            .extend(attributes);
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.detach(target.0);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        let children = std::mem::take(&mut self.nodes.borrow_mut()[node.0].children);
        let mut nodes = self.nodes.borrow_mut();
        for child in children {
            nodes[child].parent = Some(new_parent.0);
            nodes[new_parent.0].children.push(child);
        }
    }
}
