//! From one message to its article.
//!
//! `header` and `fields` read the header, `body` finds the text. This file offers what they find.

use super::body::{Walk, message_of};
use super::fields::{Fields, identifier, list_name};
use super::left::note_all;
use super::mbox::MessageBytes;
use super::mime::header::skip_blank_lines;
use super::postmark;
use crate::article::spelling::Spelling;
use crate::article::{ArchivePath, DateSource, Precision, Problem, ProblemKind, Published};
use crate::formats::gather::written_date::{read_written, sure};
use crate::formats::gather::{ArticleBuilder, DateOffer, DateRank, bylines};
use crate::formats::options::ReadOptions;
use crate::formats::reader::{ArticleSink, Stopped};
use crate::formats::record_stream::RecordReader;
use jiff::civil;
use jiff::tz::Offset;
use mail_parser::DateTime;
use std::borrow::Cow;

/// The name of the format.
pub(super) const NAME: &str = "mail";

/// Reads messages, each by itself.
pub(super) struct MessageReader<'a> {
    pub(super) path: &'a ArchivePath,
    pub(super) options: &'a ReadOptions,
}

impl RecordReader<MessageBytes> for MessageReader<'_> {
    fn read_record(&self, record: &MessageBytes, out: &mut dyn ArticleSink) -> Result<(), Stopped> {
        let ordinal = record.ordinal;
        let bytes = with_line_feeds(&record.bytes);
        let message = skip_blank_lines(&bytes);
        if message.is_empty() {
            let detail = format!("message {ordinal} has nothing in it but white space");
            return out.problem(Problem::record(ordinal, ProblemKind::Empty, detail));
        }
        let (header, content) = message_of(message);
        let mut walk = Walk::new(ordinal);
        let text = walk.text_of(&header, content);
        if !walk.exports.is_empty() {
            return self.read_exports(ordinal, walk, &text, out);
        }
        let fields = Fields::new(&header, walk.charset.as_deref());
        let mut builder = ArticleBuilder::new(self.path, ordinal, self.options);
        offer_header(&mut builder, &fields);
        builder.headline(walk.inner_subject);
        builder.tidy_body(text);
        offer_date(&mut builder, &fields, &record.postmark);
        for problem in walk.problems {
            builder.note(Some(problem));
        }
        builder.note(header_problem(&fields, ordinal));
        builder.note(header.is_empty().then(|| no_header(ordinal)));
        note_all(&mut builder, walk.left);
        builder.finish(out)
    }
}

impl MessageReader<'_> {
    /// Reads the articles of a message that is an export. Its own text is named in a problem.
    fn read_exports(
        &self,
        ordinal: u32,
        walk: Walk,
        text: &str,
        out: &mut dyn ArticleSink,
    ) -> Result<(), Stopped> {
        let mut last = ordinal - 1;
        for export in walk.exports {
            last = export.read(last, self.path, self.options, out)?;
        }
        out.format(NAME);
        let characters = text.trim().chars().count();
        if characters > 0 {
            let detail = format!(
                "message {ordinal} is an export of a news database; {characters} characters of its \
                 own were not read"
            );
            out.problem(Problem::record(last, ProblemKind::BadMetadata, detail))?;
        }
        out.more(last.saturating_sub(ordinal));
        Ok(())
    }
}

/// The bytes of a message whose lines end in a line feed. Old programs end them in a carriage
/// return alone.
fn with_line_feeds(bytes: &[u8]) -> Cow<'_, [u8]> {
    if memchr::memchr(b'\n', bytes).is_some() || memchr::memchr(b'\r', bytes).is_none() {
        return Cow::Borrowed(bytes);
    }
    let to_feed = |byte: &u8| if *byte == b'\r' { b'\n' } else { *byte };
    Cow::Owned(bytes.iter().map(to_feed).collect())
}

/// Offers the fields of the header, without the date.
fn offer_header(builder: &mut ArticleBuilder<'_>, fields: &Fields<'_>) {
    let line = |name| fields.line(name);
    builder.id(line("message-id").as_deref().and_then(identifier));
    builder.headline(line("subject"));
    builder.people(fields.people("from"));
    builder.source(line("list-id").as_deref().and_then(list_name));
    builder.source(line("newsgroups"));
    builder.source(line("organization"));
    let keywords = line("keywords");
    builder.keywords(keywords.map_or_else(Vec::new, |words| bylines::keywords(&words)));
    builder.language(line("content-language"));
    let url = line("archived-at").or_else(|| line("x-rss-url"));
    builder.url(url.map(|url| url.trim_matches(['<', '>']).to_owned()));
}

/// Offers the date of the header as it is written. If it is not understood, the mail parser's
/// reading counts, which knows years of two digits. A header without a date leaves the day on which
/// the message came.
fn offer_date(builder: &mut ArticleBuilder<'_>, fields: &Fields<'_>, postmark: &[u8]) {
    if let Some((written, read)) = fields.date("date") {
        let offer = DateOffer::new(DateRank::Stated, DateSource::MetadataLine, written);
        builder.offer_date(offer.or(read.as_ref().and_then(spelling)));
    } else if let Some(written) = postmark::date_of(postmark) {
        let offer = DateOffer::new(DateRank::Inferred, DateSource::MetadataLine, written);
        builder.offer_date(offer.if_read_by(read_written));
    }
}

fn spelling(date: &DateTime) -> Option<Spelling> {
    let signed = |number: u8| i8::try_from(number).ok();
    let at = civil::DateTime::new(
        i16::try_from(date.year).ok()?,
        signed(date.month)?,
        signed(date.day)?,
        signed(date.hour)?,
        signed(date.minute)?,
        signed(date.second)?.min(59),
        0,
    );
    let seconds = i32::from(date.tz_hour) * 3600 + i32::from(date.tz_minute) * 60;
    let sign = if date.tz_before_gmt { -1 } else { 1 };
    let offset = Offset::from_seconds(sign * seconds).ok();
    Published::time(at.ok()?, Precision::Second, offset).map(sure)
}

fn no_header(ordinal: u32) -> Problem {
    let detail = format!(
        "message {ordinal} has no header, and all of it is read as text; save the mail with its \
         source"
    );
    Problem::record(ordinal, ProblemKind::BadMetadata, detail)
}

/// The problem of a header that is not valid in the character set it names.
fn header_problem(fields: &Fields<'_>, ordinal: u32) -> Option<Problem> {
    (fields.invalid() > 0).then(|| {
        let detail = format!(
            "the header of message {ordinal} is not valid in the character set it names; invalid \
             bytes were replaced by U+FFFD"
        );
        Problem::record(ordinal, ProblemKind::BadEncoding, detail)
    })
}
