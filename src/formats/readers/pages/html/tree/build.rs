//! Builds the tree of a page, by the rules of browsers (html5ever).
//!
//! In the worst case these rules cost much more time than the page is long: each tag may search all
//! open elements, and formatting that is never closed is opened again in every paragraph. Nodes and
//! looks at elements are counted, and a page that takes too many is refused.

use super::{Node, NodeData, NodeId, Tree};
use crate::formats::bytes::markup::{MOST_ATTRIBUTES, within_limit};
use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{Attribute, ExpandedName, QualName, TokenizerResult};
use std::borrow::Cow;
use std::cell::{Cell, RefCell};

/// The most nodes of a page. The longest live blogs have some 100,000.
const MOST_NODES: usize = 1_000_000;

/// The most looks at open elements that every page may take.
const MOST_LOOKS: u64 = 1_000_000;

/// How many more looks a page may take for each of its nodes.
const LOOKS_A_NODE: u64 = 500;

/// Builds a page's tree; `None` if it is nested too deep or broken too often.
pub(in crate::formats) fn build(html: &str) -> Option<Tree> {
    let html = within_limit(html);
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(&html));
    let options = TreeBuilderOpts {
        scripting_enabled: true, // the content of <noscript> is then one text, not a part of the page
        drop_doctype: true,
        ..TreeBuilderOpts::default()
    };
    let builder = TreeBuilder::new(Sink::new(), options);
    let tokenizer = Tokenizer::new(Guarded { builder }, TokenizerOpts::default());
    while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
    tokenizer.end();
    tokenizer.sink.builder.sink.finish()
}

/// Passes tokens on to the builder while the page is within the limits.
struct Guarded {
    builder: TreeBuilder<Handle, Sink>,
}

impl TokenSink for Guarded {
    type Handle = Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Handle> {
        if self.builder.sink.is_exhausted() {
            return TokenSinkResult::Continue;
        }
        self.builder.process_token(token, line)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder
            .adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// A node with its name, which the builder asks for often.
#[derive(Clone)]
struct Handle {
    id: NodeId,
    name: QualName,
}

/// The tree while it grows.
struct Sink {
    nodes: RefCell<Vec<Node>>,
    looks: Cell<u64>,
    is_exhausted: Cell<bool>,
}

impl Sink {
    fn new() -> Self {
        let sink = Self {
            nodes: RefCell::new(Vec::with_capacity(4096)),
            looks: Cell::new(0),
            is_exhausted: Cell::new(false),
        };
        sink.create(NodeData::Nothing);
        sink
    }

    fn is_exhausted(&self) -> bool {
        self.is_exhausted.get()
    }

    fn look(&self) {
        self.looks.set(self.looks.get() + 1);
    }

    fn create(&self, data: NodeData) -> NodeId {
        let mut nodes = self.nodes.borrow_mut();
        let count = nodes.len();
        if count >= MOST_NODES || self.looks.get() > MOST_LOOKS + LOOKS_A_NODE * count as u64 {
            self.is_exhausted.set(true);
        }
        nodes.push(Node {
            data,
            parent: None,
            previous: None,
            next: None,
            first: None,
            last: None,
        });
        NodeId(u32::try_from(count).expect("nodes are few enough"))
    }

    fn unnamed(&self, data: NodeData) -> Handle {
        Handle {
            id: self.create(data),
            name: no_name(),
        }
    }

    /// The node of a child. Text becomes a node of its own, unless the node before it is text.
    fn child(&self, before: Option<NodeId>, child: NodeOrText<Handle>) -> Option<NodeId> {
        match child {
            NodeOrText::AppendNode(handle) => {
                self.detach(handle.id);
                Some(handle.id)
            }
            NodeOrText::AppendText(text) => {
                if let Some(before) = before
                    && let NodeData::Text(earlier) =
                        &mut self.nodes.borrow_mut()[before.index()].data
                {
                    earlier.push_tendril(&text);
                    return None;
                }
                Some(self.create(NodeData::Text(text)))
            }
        }
    }

    /// Puts a node that has no parent under one, before a sibling or last.
    fn attach(&self, child: NodeId, parent: NodeId, before: Option<NodeId>) {
        let mut nodes = self.nodes.borrow_mut();
        let previous = match before {
            Some(sibling) => nodes[sibling.index()].previous.replace(child),
            None => nodes[parent.index()].last.replace(child),
        };
        match previous {
            Some(previous) => nodes[previous.index()].next = Some(child),
            None => nodes[parent.index()].first = Some(child),
        }
        let node = &mut nodes[child.index()];
        node.parent = Some(parent);
        node.previous = previous;
        node.next = before;
    }

    fn detach(&self, id: NodeId) {
        let mut nodes = self.nodes.borrow_mut();
        let node = &mut nodes[id.index()];
        let Some(parent) = node.parent.take() else {
            return;
        };
        let (previous, next) = (node.previous.take(), node.next.take());
        match previous {
            Some(previous) => nodes[previous.index()].next = next,
            None => nodes[parent.index()].first = next,
        }
        match next {
            Some(next) => nodes[next.index()].previous = previous,
            None => nodes[parent.index()].last = previous,
        }
    }
}

fn no_name() -> QualName {
    QualName::new(None, html5ever::ns!(), html5ever::local_name!(""))
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Option<Tree>;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> Option<Tree> {
        (!self.is_exhausted()).then(|| Tree {
            nodes: self.nodes.into_inner(),
        })
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Handle {
            id: NodeId::DOCUMENT,
            name: no_name(),
        }
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        self.look();
        target.name.expanded()
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, _: ElementFlags) -> Handle {
        Handle {
            id: self.create(NodeData::Element(name.clone(), attrs)),
            name,
        }
    }

    fn create_comment(&self, _text: StrTendril) -> Handle {
        self.unnamed(NodeData::Nothing)
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> Handle {
        self.unnamed(NodeData::Nothing)
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        let last = self.nodes.borrow()[parent.id.index()].last;
        if let Some(child) = self.child(last, child) {
            self.attach(child, parent.id, None);
        }
    }

    fn append_based_on_parent_node(
        &self,
        element: &Handle,
        previous: &Handle,
        child: NodeOrText<Handle>,
    ) {
        if self.nodes.borrow()[element.id.index()].parent.is_some() {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    /// Templates show nothing; what is in them is put under them as under any other element.
    fn get_template_contents(&self, target: &Handle) -> Handle {
        target.clone()
    }

    fn same_node(&self, one: &Handle, other: &Handle) -> bool {
        self.look();
        one.id == other.id
    }

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        let (parent, previous) = {
            let node = &self.nodes.borrow()[sibling.id.index()];
            (node.parent, node.previous)
        };
        let Some(parent) = parent else { return };
        if let Some(child) = self.child(previous, child) {
            self.attach(child, parent, Some(sibling.id));
        }
    }

    fn add_attrs_if_missing(&self, target: &Handle, attrs: Vec<Attribute>) {
        if let NodeData::Element(_, present) = &mut self.nodes.borrow_mut()[target.id.index()].data
        {
            for attribute in attrs {
                if present.len() >= MOST_ATTRIBUTES {
                    return;
                }
                if !present.iter().any(|own| own.name == attribute.name) {
                    present.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.detach(target.id);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        loop {
            let Some(child) = self.nodes.borrow()[node.id.index()].first else {
                return;
            };
            self.detach(child);
            self.attach(child, new_parent.id, None);
            self.look();
        }
    }
}
