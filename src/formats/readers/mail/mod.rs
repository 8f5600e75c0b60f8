//! The reader of mail: RFC 822 messages, the files of a Maildir, and mbox with many of them.
//!
//! It reads news that came by e-mail or from newsgroups. An mbox is streamed: memory holds one
//! message. `mbox` cuts the messages from it, `message` reads each of them. Formats: RFC 5322,
//! RFC 2045, RFC 4155.

mod mbox;
mod message;
mod part;

#[cfg(test)]
mod tests;

use crate::formats::input::{Input, unreadable};
use crate::formats::options::MAX_WHOLE_FILE;
use crate::formats::reader::{ArticleReader, ArticleSink, ReadEnd};
use crate::formats::record_stream::read_records;
use mbox::{Messages, is_postmark};
use message::MessageReader;
use std::io::{self, Read};

/// Header fields that only sent mails have: in lower case, with their colon.
#[rustfmt::skip]
const MARKS: &[&[u8]] = &[
    b"message-id:", b"received:", b"mime-version:", b"return-path:", b"delivered-to:", b"dkim-signature:",
    b"content-transfer-encoding:", b"newsgroups:", b"list-id:", b"list-unsubscribe:",
];

/// Mail, recognized by its header or by an mbox's first line, or chosen by extension.
pub(in crate::formats) struct Mail;

impl ArticleReader for Mail {
    fn name(&self) -> &'static str {
        "mail"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["eml", "mbox", "mbx", "mboxrd"]
    }

    /// It opens with the `From ` line of an mbox, or with a header that has one of [`MARKS`].
    /// `From:` and `Date:` are not enough, because headers of texts have them too.
    fn recognizes(&self, head: &[u8]) -> bool {
        is_postmark(head.split(|byte| *byte == b'\n').next().unwrap_or_default())
            || opens_with_header(head)
    }

    fn read(&self, input: Input<'_>, out: &mut dyn ArticleSink) -> Result<(), ReadEnd> {
        let (path, options) = (input.path, input.options);
        let mut stream = input.into_stream();
        let mut start = Vec::new();
        let read = stream.by_ref().take(5).read_to_end(&mut start);
        read.map_err(|error| unreadable(&error))?;
        let is_mbox = start == b"From ";
        let stream = Box::new(io::Cursor::new(start).chain(stream));
        let longest = if is_mbox {
            MAX_WHOLE_FILE
        } else {
            options.max_file_size
        };
        let messages = Messages::new(stream, is_mbox, longest);
        read_records(messages, &MessageReader { path, options }, out)
    }
}

/// Whether a text opens with the lines of a header that has one of the fields in [`MARKS`].
fn opens_with_header(head: &[u8]) -> bool {
    let mut has_mark = false;
    for line in head.split(|byte| *byte == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let is_folded = line.starts_with(b" ") || line.starts_with(b"\t");
        if line.is_empty() {
            break;
        }
        let name = line.iter().position(|byte| *byte == b':').unwrap_or(0);
        let is_name = name > 0
            && line[..name]
                .iter()
                .all(|byte| byte.is_ascii_graphic() && *byte != b'<');
        if !(is_folded || is_name) {
            // The last line may be cut off before its colon.
            break;
        }
        has_mark |= MARKS.iter().any(|mark| {
            line.get(..mark.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(mark))
        });
    }
    has_mark
}
