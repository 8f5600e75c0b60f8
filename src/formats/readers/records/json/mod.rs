//! The reader of JSON: one article, a list of articles, or objects around such a list.
//!
//! Lists are streamed: memory holds one article. `outline` finds where the articles are, `stream`
//! cuts them from the file, `record` says what their names mean. An article that cannot be read is
//! a problem of that article only, and reading continues after it. `alike` tells records together
//! that are no articles. Format: RFC 8259.

mod alike;
mod elements;
mod feed;
mod next_list;
mod outline;
mod shape;
mod stream;
mod wrapper;

#[cfg(test)]
mod tests;

use crate::article::ArchivePath;
use crate::formats::input::Input;
use crate::formats::options::ReadOptions;
use crate::formats::reader::{ArticleReader, ArticleSink, ReadEnd};
use crate::formats::record::Names;
use crate::formats::record::field_map::FieldMap;
use crate::formats::record_stream::read_records;
use alike::Alike;
use elements::{Elements, Stop};
use outline::{Outline, outline};
use stream::{JsonStream, ObjectReader};
pub(in crate::formats) use wrapper::wrapped_list;

/// JSON, recognized by its first brackets and names or chosen by extension.
pub(in crate::formats) struct Json;

impl ArticleReader for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["json"]
    }

    /// A list of objects, an object with a list of articles, or an object on several lines. An
    /// object on one line is the first line of JSON Lines. That reader calls [`wrapped_list`],
    /// because a list may start after the first bytes.
    fn recognizes(&self, head: &[u8]) -> bool {
        let mut elements = Elements::new(Box::new(head));
        let map = FieldMap::default();
        let mut kept = Vec::new();
        match elements.peek() {
            Ok(Some(b'[')) => {
                elements.bump();
                matches!(elements.peek(), Ok(Some(b'{')))
            }
            Ok(Some(b'{')) => match outline(&mut elements, Names::new(&map), &mut kept) {
                Ok(Outline::List(_) | Outline::Members { .. }) => true,
                Ok(Outline::Record) => has_lines(head, kept.len()),
                Err(Stop::End) => kept.contains(&b':') && has_lines(head, kept.len()),
                Err(_) => false,
            },
            _ => false,
        }
    }

    fn read(&self, input: Input<'_>, out: &mut dyn ArticleSink) -> Result<(), ReadEnd> {
        let (path, options) = (input.path, input.options);
        let stream = input.into_utf8_stream()?;
        read_objects(JsonStream::new(stream, options), path, options, out)
    }
}

/// Reads the articles of a stream. Those that are none for the same reason are told together.
///
/// # Errors
/// As those of [`read_records`].
pub(in crate::formats) fn read_objects(
    stream: JsonStream<'_>,
    path: &ArchivePath,
    options: &ReadOptions,
    out: &mut dyn ArticleSink,
) -> Result<(), ReadEnd> {
    let mut alike = Alike::new(out);
    let end = read_records(stream, &ObjectReader { path, options }, &mut alike);
    alike.tell()?;
    end
}

/// Whether a line ends within the first `length` bytes of JSON, white space before it not counted.
fn has_lines(head: &[u8], length: usize) -> bool {
    let start = head.len() - head.trim_ascii_start().len();
    head[start..].iter().take(length).any(|byte| *byte == b'\n')
}
