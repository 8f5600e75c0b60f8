//! From one message to its article.
//!
//! The mail parser decodes header and parts. This file picks the texts and offers the fields.

use super::mbox::MessageBytes;
use super::part::part_text;
use crate::article::spelling::Spelling;
use crate::article::{
    ArchivePath, Article, DateSource, Precision, Problem, ProblemKind, Published,
};
use crate::formats::bytes::markup;
use crate::formats::bytes::white_space::{one_line, tidy_body, unify_line_ends};
use crate::formats::gather::written_date::sure;
use crate::formats::gather::{ArticleBuilder, DateOffer, DateRank, bylines};
use crate::formats::options::ReadOptions;
use crate::formats::reader::{ArticleSink, Stopped};
use crate::formats::record_stream::RecordReader;
use jiff::civil;
use jiff::tz::Offset;
use mail_parser::{Address, DateTime, HeaderValue, Message, MessageParser, PartType};

/// The most parts of a message that is read. Each part is an object in memory, and nested parts are
/// freed by recursion.
const MOST_PARTS: usize = 1000;

/// The most bytes that are searched for the ends of parts. The search for a boundary that is
/// missing goes to the end of the message, for each part.
const MOST_WORK: usize = 2 << 30;

/// Reads messages, each by itself.
pub(super) struct MessageReader<'a> {
    pub(super) path: &'a ArchivePath,
    pub(super) options: &'a ReadOptions,
}

impl RecordReader<MessageBytes> for MessageReader<'_> {
    fn read_record(&self, record: &MessageBytes, out: &mut dyn ArticleSink) -> Result<(), Stopped> {
        let ordinal = record.ordinal;
        let message = match parse(&record.bytes) {
            Ok(message) => message,
            Err((kind, what)) => {
                let detail = format!("message {ordinal} has {what}");
                return out.problem(Problem::record(ordinal, kind, detail));
            }
        };
        let mut builder = ArticleBuilder::new(self.path, ordinal, self.options);
        offer_header(&mut builder, &message);
        let (body, problem) = body(&message, record);
        builder.tidy_body(body);
        offer_date(&mut builder, &message);
        builder.note(problem.or_else(|| subject_problem(builder.so_far(), ordinal)));
        builder.finish(out)
    }
}

/// Parses a message.
///
/// # Errors
/// The kind of the problem, and what the message has or lacks: it follows "message 3 has".
fn parse(bytes: &[u8]) -> Result<Message<'_>, (ProblemKind, String)> {
    if bytes.trim_ascii().is_empty() {
        return Err((
            ProblemKind::Empty,
            "nothing in it but white space".to_owned(),
        ));
    }
    let parts = count_parts(bytes);
    if parts > MOST_PARTS || parts.saturating_mul(bytes.len()) > MOST_WORK {
        return Err((
            ProblemKind::Malformed,
            format!("{parts} parts, more than a mail of its size has"),
        ));
    }
    MessageParser::default().parse(bytes).ok_or_else(|| {
        (
            ProblemKind::Malformed,
            "no header; save the mail with its source".to_owned(),
        )
    })
}

/// The most parts that a message can have: each has a header of its own, or a boundary.
fn count_parts(bytes: &[u8]) -> usize {
    let opens_part = |line: &[u8]| {
        let name = b"content-type:";
        line.starts_with(b"--")
            || line
                .get(..name.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(name))
                && line.windows(8).any(|part| {
                    part.eq_ignore_ascii_case(b"message/") || part.eq_ignore_ascii_case(b"multipar")
                })
    };
    let lines = bytes.split(|byte| *byte == b'\n');
    let boundaries = lines.clone().filter(|line| line.starts_with(b"--"));
    // Texts and signatures have lines of dashes alone.
    let is_drawn = |line: &[u8]| line.trim_ascii().iter().all(|byte| *byte == b'-');
    let drawn = boundaries.filter(|line| is_drawn(line)).count();
    lines.filter(|line| opens_part(line)).count() - drawn
}

/// Offers the fields of the header, without the date.
fn offer_header(builder: &mut ArticleBuilder<'_>, message: &Message<'_>) {
    let text = |name: &str| {
        let value = message.header(name.to_owned())?;
        let text = value.as_text().map(one_line)?;
        (!text.is_empty()).then_some(text)
    };
    builder.id(message.message_id().map(|id| id.trim().to_owned()));
    builder.headline(message.subject().map(one_line));
    builder.people(message.from().map_or_else(Vec::new, senders));
    builder.source(list_name(message.list_id()));
    builder.source(text("Newsgroups"));
    builder.source(text("Organization"));
    builder.keywords(message.header("Keywords").map_or_else(Vec::new, keywords));
    builder.language(text("Content-Language"));
    let url = text("Archived-At").or_else(|| text("X-RSS-URL"));
    builder.url(url.map(|url| url.trim_matches(['<', '>']).to_owned()));
}

/// The texts of a message, plain ones if there are any, and the problem of the first part that has
/// bytes that are not valid in its character set.
fn body(message: &Message<'_>, record: &MessageBytes) -> (String, Option<Problem>) {
    let mut body = String::new();
    let mut problem = None;
    for part in message.text_bodies() {
        let (PartType::Text(parsed) | PartType::Html(parsed)) = &part.body else {
            continue;
        };
        let read = part_text(&record.bytes, part, parsed, record.ordinal);
        problem = problem.or(read.problem);
        let text = match &part.body {
            PartType::Html(_) => markup::to_text(&read.text),
            _ => tidy_body(unify_line_ends(&read.text).trim_start()),
        };
        if !body.is_empty() && !text.is_empty() {
            body.push_str("\n\n");
        }
        body.push_str(&text);
    }
    (tidy_body(body.trim_start()), problem)
}

/// The names of the senders, or the address of a sender without a name.
fn senders(from: &Address<'_>) -> Vec<String> {
    from.iter()
        .filter_map(|sender| sender.name.as_deref().or(sender.address.as_deref()))
        .flat_map(|name| bylines::bylines(&one_line(name)))
        .collect()
}

/// The name of a mailing list, or its identifier.
fn list_name(list: &HeaderValue<'_>) -> Option<String> {
    let named = match list {
        HeaderValue::Address(address) => {
            let first = address.first()?;
            one_line(first.name.as_deref().or(first.address.as_deref())?)
        }
        other => one_line(other.as_text()?),
    };
    (!named.is_empty()).then_some(named)
}

fn keywords(value: &HeaderValue<'_>) -> Vec<String> {
    match value {
        HeaderValue::TextList(items) => items.iter().map(|item| one_line(item)).collect(),
        other => other.as_text().map_or_else(Vec::new, bylines::keywords),
    }
}

/// Offers the date of the header as it is written. If it is not understood, the mail parser's
/// reading counts, which knows years of two digits.
fn offer_date(builder: &mut ArticleBuilder<'_>, message: &Message<'_>) {
    if let Some(written) = message.header_raw("Date").map(one_line) {
        let understood = message.date().and_then(spelling);
        let offer = DateOffer::new(DateRank::Stated, DateSource::MetadataLine, written);
        builder.offer_date(offer.or(understood));
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

/// The problem of a subject that is not valid in the character set it names.
fn subject_problem(article: &Article, ordinal: u32) -> Option<Problem> {
    let is_replaced = article.headline.contains(char::REPLACEMENT_CHARACTER);
    is_replaced.then(|| {
        let detail = format!(
            "the subject of message {ordinal} is not valid in the character set it names; invalid \
             bytes were replaced by U+FFFD"
        );
        Problem::record(ordinal, ProblemKind::BadEncoding, detail)
    })
}
