//! The tags and texts of a part of XML that is in memory, without a tree.
//!
//! Documents of word processors nest deeply and say much that no reader needs, so [`each_event`]
//! hands over one tag after the other. Names come without prefixes, because programs choose these
//! freely. No entity that a file declares is expanded.

use super::fault::Fault;
use super::references;
use crate::formats::bytes::charset::{Declared, decode};
use crate::formats::bytes::excerpt::excerpt;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event as Parsed};
use std::borrow::Cow;
use std::ops::ControlFlow;

/// The most attributes of a tag that are looked at.
const MOST_ATTRIBUTES: usize = 200;

/// A tag or a text. An empty element is a start and an end.
pub(in crate::formats) enum Event<'e> {
    Start(Tag<'e>),
    /// The name of an element that ends.
    End(&'e str),
    Text(&'e str),
}

/// A start tag.
#[derive(Clone, Copy)]
pub(in crate::formats) struct Tag<'e>(&'e BytesStart<'e>);

impl<'e> Tag<'e> {
    /// The name without a prefix.
    pub(in crate::formats) fn name(self) -> &'e str {
        local(self.0.name().into_inner())
    }

    /// The attributes: each name without its prefix, and the value as it is written. Pass those
    /// that are needed to [`references::resolve`].
    pub(in crate::formats) fn attributes(self) -> impl Iterator<Item = (&'e str, &'e str)> {
        Attributes(self.0.attributes_raw()).take(MOST_ATTRIBUTES)
    }

    /// The value of the first attribute of that name, whatever its prefix.
    pub(in crate::formats) fn attribute(self, name: &str) -> Option<Cow<'e, str>> {
        let mut attributes = self.attributes();
        let (_, value) = attributes.find(|(own, _)| *own == name)?;
        Some(references::resolve(value))
    }
}

/// The attributes in a tag, after its name. Most of a scanned page are places in attributes, and
/// those of quick-xml, which checks more, take twice as long.
struct Attributes<'e>(&'e str);

impl<'e> Iterator for Attributes<'e> {
    type Item = (&'e str, &'e str);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let rest = self.0.trim_ascii_start();
            let is_end = |byte: u8| byte == b'=' || byte.is_ascii_whitespace();
            let (name, after) = rest.split_at(rest.bytes().position(is_end)?);
            let Some(value) = after.trim_ascii_start().strip_prefix('=') else {
                self.0 = after; // a name without a value
                continue;
            };
            let value = value.trim_ascii_start();
            let quote = *value.as_bytes().first()?;
            let (value, after) = if matches!(quote, b'"' | b'\'') {
                let inner = &value[1..];
                let length = inner.bytes().position(|byte| byte == quote)?;
                (&inner[..length], &inner[length + 1..])
            } else {
                let end = value.bytes().position(|byte| byte.is_ascii_whitespace());
                value.split_at(end.unwrap_or(value.len()))
            };
            self.0 = after;
            return Some((local(name), value));
        }
    }
}

fn local(name: &str) -> &str {
    let prefix = name.bytes().rposition(|byte| byte == b':');
    prefix.map_or(name, |at| &name[at + 1..])
}

/// Hands over the tags and texts of a part, until `take` wants no more.
///
/// # Errors
/// A fault where the part breaks the rules of XML or is cut off.
pub(in crate::formats) fn each_event(
    bytes: &[u8],
    mut take: impl FnMut(Event<'_>) -> ControlFlow<()>,
) -> Result<(), Fault> {
    let decoded = decode(bytes, Declared::of_xml(bytes));
    let text = decoded.text.trim_start();
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.allow_dangling_amp = true;
    config.allow_unmatched_ends = true;
    config.check_end_names = false;
    let mut open: u64 = 0;
    loop {
        let wants = match reader.read_event() {
            Ok(Parsed::Start(start)) => {
                open += 1;
                take(Event::Start(Tag(&start)))
            }
            Ok(Parsed::Empty(start)) => {
                let tag = Tag(&start);
                let flow = take(Event::Start(tag));
                if flow.is_continue() {
                    take(Event::End(tag.name()))
                } else {
                    flow
                }
            }
            Ok(Parsed::End(end)) => {
                open = open.saturating_sub(1);
                take(Event::End(local(end.name().into_inner())))
            }
            Ok(Parsed::Text(text)) => take(Event::Text(&text.xml10_content())),
            Ok(Parsed::CData(text)) => take(Event::Text(&text.xml10_content())),
            Ok(Parsed::GeneralRef(name)) => take(Event::Text(&references::resolve_name(&name))),
            Ok(Parsed::Eof) if open > 0 => {
                return Err(Fault::malformed(
                    "the text in it ends within an element; it was cut off".to_owned(),
                ));
            }
            Ok(Parsed::Eof) => return Ok(()),
            Ok(_) => ControlFlow::Continue(()),
            Err(error) => {
                let at = reader.error_position();
                let what = excerpt(&error.to_string());
                return Err(Fault::malformed(format!(
                    "at byte {at} of its text: {what}"
                )));
            }
        };
        if wants.is_break() {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(xml: &[u8]) -> (String, Option<String>) {
        let mut out = String::new();
        let fault = each_event(xml, |event| {
            match event {
                Event::Start(tag) => {
                    let value = tag.attribute("val").unwrap_or_default();
                    out.extend(["<", tag.name(), " ", &*value, ">"]);
                }
                Event::End(name) => out.extend(["</", name, ">"]),
                Event::Text(text) => out.push_str(text),
            }
            ControlFlow::Continue(())
        });
        (out, fault.err().map(|fault| fault.detail))
    }

    #[test]
    fn names_lose_prefixes_and_references_are_resolved() {
        let (out, fault) = written(
            b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY e 'x'>]><w:a xmlns:w='u'><ns0:b w:val='1&amp;2'/>\
              A &amp; B &e; <![CDATA[<c>]]></w:a>",
        );
        assert_eq!(out, "<a ><b 1&2></b>A & B &e; <c></a>");
        assert_eq!(fault, None);
    }

    #[test]
    fn attributes_are_found_however_they_are_written() {
        for (tag, value) in [
            ("<a val='1'/>", "1"),
            ("<a x=\"2>1\" w:val = \"1'\"/>", "1'"),
            ("<a\n\tval\n=\n'1 2' />", "1 2"),
            ("<a checked val=1 x='2'/>", "1"),
            ("<a x='val=3' val=''/>", ""),
            ("<a vall='2' val='größe &lt;'/>", "größe <"),
            ("<a val/>", ""),
        ] {
            let (out, _) = written(tag.as_bytes());
            assert_eq!(out, format!("<a {value}></a>"), "{tag}");
        }
    }

    #[test]
    fn a_part_that_is_cut_off_is_a_fault() {
        for xml in [&b"<a><b>text"[..], b"<a><b", b"<a><b></b>"] {
            assert!(written(xml).1.is_some(), "{xml:?}");
        }
        assert_eq!(written(b"").1, None);
    }

    #[test]
    fn other_character_sets_are_decoded() {
        let wide: Vec<u8> = "\u{feff}<?xml version='1.0' encoding='utf-16'?><a>caf\u{e9}</a>"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(written(&wide).0, "<a >café</a>");
    }
}
