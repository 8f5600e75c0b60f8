//! The reader of mail: RFC 822 messages, the files of a Maildir, and mbox with many of them.
//!
//! It reads news that came by e-mail or from newsgroups. An mbox is streamed: memory holds one
//! message. `mbox` cuts the messages from it, `message` reads each of them: `header` and `fields`
//! its header, `body` its parts. Mails break the rules of their format in every way, so the parts
//! are found by own code that loses nothing; the mail parser reads addresses and dates. Formats: RFC
//! 5322, RFC 2045, RFC 4155.

mod announced;
mod body;
mod characters;
mod fields;
mod forms;
mod left;
mod mbox;
mod message;
pub(in crate::formats::readers) mod mime;
mod plain;
mod postmark;
mod seven_bits;
mod words;

#[cfg(test)]
mod tests;

use crate::formats::input::{Input, unreadable};
use crate::formats::options::MAX_WHOLE_FILE;
use crate::formats::reader::{ArticleReader, ArticleSink, ReadEnd};
use crate::formats::record_stream::read_records;
use mbox::{Messages, Shape};
use message::{MessageReader, NAME};
use mime::header::opens_with_header;
use postmark::{opens_framed, opens_mbox};

/// Extensions of files with many messages.
const MAILBOXES: &[&str] = &["mbox", "mbx", "mboxrd"];

/// Mail, recognized by its header or by an mbox's first line, or chosen by extension.
pub(in crate::formats) struct Mail;

impl ArticleReader for Mail {
    fn name(&self) -> &'static str {
        NAME
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["eml", "mbox", "mbx", "mboxrd"]
    }

    /// It opens with the first line of a mailbox, or with a header that has a field which only
    /// mails have.
    fn recognizes(&self, head: &[u8]) -> bool {
        opens_mbox(head) || opens_framed(head) || opens_with_header(head)
    }

    /// A text without the line that opens a message may go on with the last one.
    fn can_read_appended(&self, next: &[u8]) -> bool {
        opens_mbox(next)
    }

    fn read(&self, mut input: Input<'_>, out: &mut dyn ArticleSink) -> Result<(), ReadEnd> {
        let (path, options) = (input.path, input.options);
        let head = input.head().map_err(|error| unreadable(&error))?;
        let is_mbox = opens_mbox(&head) || MAILBOXES.contains(&path.extension().as_str());
        let shape = match (opens_framed(&head), is_mbox) {
            (true, _) => Shape::Mmdf,
            (false, true) => Shape::Mbox,
            (false, false) => Shape::One,
        };
        let longest = match shape {
            Shape::One => options.max_file_size,
            Shape::Mbox | Shape::Mmdf => MAX_WHOLE_FILE,
        };
        let start = input.take_resume().map(|resume| resume.point);
        let messages = Messages::new(input.into_stream(), shape, longest).after(start);
        read_records(messages, &MessageReader { path, options }, out)
    }
}
