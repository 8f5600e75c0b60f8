//! An element of XML with its content, and the questions that readers ask it.
//!
//! Names are those of `names`: without a prefix, or with the usual prefix of a vocabulary.
//! The depth of a tree is limited when it is built, so functions on it may recurse.

use crate::formats::bytes::white_space::one_line;

/// An element.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::formats) struct Element {
    /// Its name.
    pub(in crate::formats) name: String,
    /// Its attributes with their names as written, in order.
    pub(super) attributes: Vec<(String, String)>,
    /// Its content, in order.
    pub(in crate::formats) nodes: Vec<Node>,
}

/// A part of an element's content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::formats) enum Node {
    /// An element.
    Element(Element),
    /// Text, with its references resolved.
    Text(String),
}

impl Element {
    /// About how many bytes of memory it takes.
    pub(in crate::formats) fn size(&self) -> usize {
        let attributes = self.attributes.iter();
        let attributes = attributes.map(|(name, value)| name.len() + value.len());
        let nodes = self.nodes.iter().map(|node| match node {
            Node::Element(element) => element.size(),
            Node::Text(text) => text.len(),
        });
        size_of::<Self>() + self.name.len() + attributes.sum::<usize>() + nodes.sum::<usize>()
    }

    /// Its child elements.
    pub(in crate::formats) fn elements(&self) -> impl DoubleEndedIterator<Item = &Element> {
        self.nodes.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// Its child elements of that name.
    pub(in crate::formats) fn all<'a>(
        &'a self,
        name: &'a str,
    ) -> impl DoubleEndedIterator<Item = &'a Element> {
        self.elements().filter(move |element| element.name == name)
    }

    /// The first element at a path of names such as `docdata/doc-id`. If several elements have a
    /// name on the path, the first that contains the rest of it counts.
    pub(in crate::formats) fn find<'a>(&'a self, path: &'a str) -> Option<&'a Element> {
        match path.split_once('/') {
            None => self.all(path).next(),
            Some((first, rest)) => self.all(first).find_map(|element| element.find(rest)),
        }
    }

    /// The element itself, or the first one in it at any depth, of that name.
    pub(in crate::formats) fn seek(&self, name: &str) -> Option<&Element> {
        if self.name == name {
            return Some(self);
        }
        self.elements().find_map(|element| element.seek(name))
    }

    /// Calls a function with every element in it of that name, at any depth, except those within
    /// another of that name.
    pub(in crate::formats) fn each<'a>(&'a self, name: &str, take: &mut dyn FnMut(&'a Element)) {
        for element in self.elements() {
            if element.name == name {
                take(element);
            } else {
                element.each(name, take);
            }
        }
    }

    /// An attribute's value on one line, unless it is blank.
    pub(in crate::formats) fn attribute(&self, name: &str) -> Option<String> {
        let (_, value) = self.attributes.iter().find(|(key, _)| key == name)?;
        some_text(one_line(value))
    }

    /// The value on one line of the attribute of that name, whatever its prefix, unless it is blank.
    pub(in crate::formats) fn attribute_ending(&self, name: &str) -> Option<String> {
        let mut attributes = self.attributes.iter();
        let (_, value) = attributes.find(|(key, _)| key.rsplit(':').next() == Some(name))?;
        some_text(one_line(value))
    }

    /// All text in it on one line, unless it is blank.
    pub(in crate::formats) fn line(&self) -> Option<String> {
        some_text(one_line(&self.text()))
    }

    /// The text on one line of the first element at a path, unless it is blank.
    pub(in crate::formats) fn line_of(&self, path: &str) -> Option<String> {
        self.find(path).and_then(Self::line)
    }

    /// The attribute of the first element at a path.
    pub(in crate::formats) fn attribute_of(&self, path: &str, name: &str) -> Option<String> {
        self.find(path).and_then(|element| element.attribute(name))
    }

    /// All text in it, unchanged; nothing separates the texts of elements.
    pub(in crate::formats) fn text(&self) -> String {
        let mut text = String::new();
        self.push_text(&mut text);
        text
    }

    /// All text in it on one line, without that of child elements of a name, unless it is blank.
    pub(in crate::formats) fn line_without(&self, name: &str) -> Option<String> {
        let mut text = String::new();
        for node in &self.nodes {
            match node {
                Node::Text(own) => text.push_str(own),
                Node::Element(inner) if inner.name == name => text.push(' '),
                Node::Element(inner) => inner.push_text(&mut text),
            }
        }
        some_text(one_line(&text))
    }

    /// The text directly in it, without that of child elements.
    pub(in crate::formats) fn own_text(&self) -> String {
        let texts = self.nodes.iter().filter_map(|node| match node {
            Node::Text(text) => Some(&**text),
            Node::Element(_) => None,
        });
        texts.collect()
    }

    fn push_text(&self, text: &mut String) {
        for node in &self.nodes {
            match node {
                Node::Text(more) => text.push_str(more),
                Node::Element(element) => element.push_text(text),
            }
        }
    }

    /// Whether it contains nothing but white space.
    pub(in crate::formats) fn is_blank(&self) -> bool {
        self.nodes.iter().all(|node| match node {
            Node::Text(text) => text.trim_start().is_empty(),
            Node::Element(element) => element.is_blank(),
        })
    }
}

/// A text, unless it is empty.
pub(in crate::formats) fn some_text(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}
