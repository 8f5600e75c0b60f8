//! The reader of mail: RFC 822 messages, the files of a Maildir, and mbox with many of them.
//!
//! News that came by e-mail or from newsgroups. An mbox is streamed, memory holds one message;
//! `mbox` finds where they end, `message` makes each an article. Formats: RFC 5322, RFC 2045,
//! RFC 4155.

mod mbox;
mod message;
mod part;

#[cfg(test)]
mod tests;

use crate::article::{ArchivePath, Article, Problem, ProblemKind};
use crate::formats::{ArticleReader, Input, MAX_WHOLE_FILE, ReadOptions, unreadable};
use mbox::{Messages, is_postmark};
use message::article;
use std::collections::VecDeque;
use std::io::{self, Read};

/// Fields that only mails have which came through the net: lower case, with their colon.
#[rustfmt::skip]
const MARKS: &[&[u8]] = &[
    b"message-id:", b"received:", b"mime-version:", b"return-path:", b"delivered-to:", b"dkim-signature:",
    b"content-transfer-encoding:", b"newsgroups:", b"list-id:", b"list-unsubscribe:",
];

/// Mail, known by its header or by mbox's first line, or chosen by extension.
pub(in crate::formats) struct Mail;

impl ArticleReader for Mail {
    fn name(&self) -> &'static str {
        "mail"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["eml", "mbox", "mbx", "mboxrd"]
    }

    /// It opens with an mbox's `From ` line, or with a header that has a field of the net's:
    /// headers of texts have `From:` and `Date:` as well.
    fn recognizes(&self, head: &[u8]) -> bool {
        is_postmark(head.split(|byte| *byte == b'\n').next().unwrap_or_default())
            || opens_with_header(head)
    }

    fn read<'a>(
        &self,
        input: Input<'a>,
    ) -> Box<dyn Iterator<Item = Result<Article, Problem>> + 'a> {
        let (path, options) = (input.path, input.options);
        let mut stream = input.into_stream();
        let mut start = Vec::new();
        if let Err(error) = stream.by_ref().take(5).read_to_end(&mut start) {
            return Box::new(std::iter::once(Err(unreadable(&error))));
        }
        let is_mbox = start == b"From ";
        let stream = Box::new(io::Cursor::new(start).chain(stream));
        let longest = if is_mbox {
            MAX_WHOLE_FILE
        } else {
            options.max_file_size
        };
        Box::new(Articles {
            path,
            options,
            messages: Messages::new(stream, is_mbox, longest),
            message: Vec::new(),
            ordinal: 0,
            is_over: false,
            ready: VecDeque::new(),
        })
    }
}

/// Whether a text opens with the lines of a header, as far as it is in sight, that has one of the
/// fields in [`MARKS`].
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

/// The articles and problems of one file.
struct Articles<'a> {
    path: &'a ArchivePath,
    options: &'a ReadOptions,
    messages: Messages<'a>,
    /// The bytes of the message being read, kept for their memory.
    message: Vec<u8>,
    /// The number of that message, from 1.
    ordinal: u32,
    is_over: bool,
    /// What was read and not yet asked for.
    ready: VecDeque<Result<Article, Problem>>,
}

impl Articles<'_> {
    fn read_message(&mut self) {
        match self.messages.next_into(&mut self.message) {
            Ok(Some(is_whole)) => {
                self.ordinal = self.ordinal.saturating_add(1);
                if is_whole {
                    let items = article(&self.message, self.path, self.ordinal, self.options);
                    self.ready.extend(items);
                } else {
                    self.ready
                        .push_back(Err(self.messages.too_long(self.ordinal)));
                }
            }
            Ok(None) => {
                self.is_over = true;
                if self.ordinal == 0 {
                    let problem = Problem::file(ProblemKind::Empty, "no message in it");
                    self.ready.push_back(Err(problem));
                }
            }
            Err(error) => {
                self.is_over = true;
                self.ready.push_back(Err(unreadable(&error)));
            }
        }
    }
}

impl Iterator for Articles<'_> {
    type Item = Result<Article, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.ready.pop_front() {
                return Some(item);
            }
            if self.is_over {
                return None;
            }
            self.read_message();
        }
    }
}
