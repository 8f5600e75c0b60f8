//! The reader of collections whose articles are `<DOC>` elements: TREC, CLEF, FIRE and NTCIR
//! newspapers, AQUAINT, Gigaword.
//!
//! This is SGML without a type: no root, values without quotes, paragraphs that are never closed,
//! entities that nobody declared. So it is not read as XML. `stream` cuts one `<DOC>` from the
//! file, `events` splits it into tags and texts, `record` gathers the texts by the table of `tags`,
//! and `article` offers them (`dates`, `labels`). No collection has code of its own. Formats: the
//! readmes of TREC disks 1 to 5, LDC2002T31 and LDC2011T07, and the parsers of the `ir_datasets`
//! project.

mod article;
mod dates;
mod events;
mod labels;
mod prose;
mod record;
mod stream;
mod tags;

#[cfg(test)]
mod tests;

use crate::formats::bytes::charset::head_text;
use crate::formats::input::Input;
use crate::formats::reader::{ArticleReader, ArticleSink, ReadEnd};
use crate::formats::record_stream::read_records;
use article::DocReader;
use events::{Event, Events};
use stream::DocStream;

/// `<DOC>` markup, recognized by its first tags or chosen by extension.
pub(in crate::formats) struct Trec;

/// The most tags around the first `<DOC>`.
const MOST_AROUND: usize = 3;

/// Tags of which one is among the first in a `<DOC>`. Other vocabularies have a `<doc>` too.
const FIRST: &[&str] = &["DOCNO", "DOCID", "DOC-ID", "TEXT", "HEADLINE", "DOCTYPE"];

impl ArticleReader for Trec {
    fn name(&self) -> &'static str {
        "trec"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["sgml", "trec", "trectext"]
    }

    /// A `<DOC>` with an id, as an attribute or in one of the first tags.
    fn recognizes(&self, head: &[u8]) -> bool {
        let is_gap = |byte: &u8| byte.is_ascii_whitespace() || b"\xEF\xBB\xBF".contains(byte);
        let start = head.iter().position(|byte| !is_gap(byte));
        start.is_some_and(|start| head[start] == b'<' && opens_with_doc(&head_text(&head[start..])))
    }

    fn read(&self, input: Input<'_>, out: &mut dyn ArticleSink) -> Result<(), ReadEnd> {
        let (path, options) = (input.path, input.options);
        let stream = DocStream::new(input.into_utf8_stream()?);
        read_records(stream, &DocReader { path, options }, out)
    }
}

fn opens_with_doc(head: &str) -> bool {
    let mut around = 0;
    let mut in_doc = false;
    for event in Events::of(head) {
        match event {
            Event::Start { name, attributes } if !in_doc => {
                in_doc = name == "DOC";
                if in_doc && events::attribute(attributes, "id").is_some() {
                    return true;
                }
                around += 1;
                if !in_doc && around > MOST_AROUND {
                    return false;
                }
            }
            Event::Start { name, .. } if FIRST.contains(&&*name) => return true,
            Event::Text(text) if !in_doc && !text.trim().is_empty() => return false,
            Event::End(name) if name == "DOC" => return false,
            _ => {}
        }
    }
    false
}
