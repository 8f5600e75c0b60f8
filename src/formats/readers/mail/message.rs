//! Reads one message as an article: fields of the header, the text, the date. The number of parts
//! is limited before parsing, because nested parts need recursion and memory.

use crate::article::spelling::{Spelling, read_date};
use crate::article::{
    ArchivePath, Article, ArticleId, DateSource, Origin, Precision, Problem, ProblemKind, Published,
};
use crate::formats::ReadOptions;
use crate::formats::bytes::markup;
use crate::formats::bytes::white_space::{one_line, tidy_body, unify_line_ends};
use crate::formats::gather::bylines;
use crate::formats::gather::date_choice::DateChoice;
use crate::formats::gather::opening::read_opening;
use jiff::civil;
use jiff::tz::Offset;
use mail_parser::{Address, DateTime, HeaderValue, Message, MessageParser, PartType};

/// The most parts of a message. Each part is an object in memory, and nested parts are dropped by
/// recursion.
const MOST_PARTS: usize = 1000;

/// The most bytes to search for the ends of parts. The search for a boundary that does not occur
/// goes to the end of the message.
const MOST_WORK: usize = 2 << 30;

/// Reads a message: its problems, then its article.
pub(super) fn article(
    bytes: &[u8],
    path: &ArchivePath,
    ordinal: u32,
    options: &ReadOptions,
) -> Vec<Result<Article, Problem>> {
    let refuse = |kind, detail: String| vec![Err(Problem::record(ordinal, kind, detail))];
    if bytes.trim_ascii().is_empty() {
        return refuse(
            ProblemKind::Empty,
            format!("message {ordinal} has nothing in it but white space"),
        );
    }
    let parts = count_parts(bytes);
    if parts > MOST_PARTS || parts.saturating_mul(bytes.len()) > MOST_WORK {
        return refuse(
            ProblemKind::Malformed,
            format!("message {ordinal} has {parts} parts, more than a mail of its size has"),
        );
    }
    let Some(message) = MessageParser::default().parse(bytes) else {
        return refuse(
            ProblemKind::Malformed,
            format!("message {ordinal} has no header; save the mail with its source"),
        );
    };
    let mut article = fields(&message);
    article.origin = Origin {
        path: path.clone(),
        ordinal,
    };
    if article.headline.is_empty() && article.body.is_empty() {
        return refuse(
            ProblemKind::NoText,
            format!("message {ordinal} has neither a subject nor a text"),
        );
    }
    let mut choice = DateChoice::new(options, ordinal);
    choice.set_language(article.language.as_deref(), &article.headline);
    offer_date(&message, &mut choice);
    read_opening(&mut article, &mut choice);
    choice.offer_path(path);
    let mut items: Vec<_> = choice.settle(&mut article).into_iter().map(Err).collect();
    items.extend(encoding_problem(&article, ordinal).map(Err));
    article.ensure_id();
    items.push(Ok(article));
    items
}

/// An upper bound of the number of parts. Each part has a header or a boundary.
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
    // Lines of dashes are rules in texts and signatures.
    let is_drawn = |line: &[u8]| line.trim_ascii().iter().all(|byte| *byte == b'-');
    let drawn = boundaries.filter(|line| is_drawn(line)).count();
    lines.filter(|line| opens_part(line)).count() - drawn
}

/// The fields from header and text, without the date.
fn fields(message: &Message<'_>) -> Article {
    let text = |name: &str| {
        let value = message.header(name.to_owned())?;
        let text = value.as_text().map(one_line)?;
        (!text.is_empty()).then_some(text)
    };
    Article {
        id: ArticleId(message.message_id().unwrap_or_default().trim().to_owned()),
        headline: message.subject().map_or_else(String::new, one_line),
        body: body(message),
        bylines: message.from().map_or_else(Vec::new, senders),
        source: list_name(message.list_id())
            .or_else(|| text("Newsgroups"))
            .or_else(|| text("Organization")),
        keywords: message.header("Keywords").map_or_else(Vec::new, keywords),
        language: text("Content-Language").map(|language| language.to_lowercase()),
        url: text("Archived-At")
            .or_else(|| text("X-RSS-URL"))
            .map(|url| url.trim_matches(['<', '>']).to_owned()),
        ..Article::default()
    }
}

/// The texts of a message; plain text is preferred.
fn body(message: &Message<'_>) -> String {
    let mut body = String::new();
    for part in message.text_bodies() {
        let text = match &part.body {
            PartType::Text(text) => tidy_body(unify_line_ends(text).trim_start()),
            PartType::Html(html) => markup::to_text(html),
            _ => continue,
        };
        if !body.is_empty() && !text.is_empty() {
            body.push_str("\n\n");
        }
        body.push_str(&text);
    }
    tidy_body(body.trim_start())
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

/// Offers the date of the header: as written, or else as read by the mail parser, which also reads
/// years with two digits.
fn offer_date(message: &Message<'_>, choice: &mut DateChoice<'_>) {
    let Some(written) = message.header_raw("Date").map(one_line) else {
        return;
    };
    let understood =
        read_date(&written, choice.day_order()).or_else(|| message.date().and_then(spelling));
    match understood {
        Some(date) => choice.offer(DateSource::MetadataLine, &written, date),
        None => choice.offer_text(DateSource::MetadataLine, &written),
    };
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
    Some(Spelling {
        published: Published::time(at.ok()?, Precision::Second, offset)?,
        ambiguous: false,
    })
}

/// A problem if bytes were not valid in the character set of a part.
fn encoding_problem(article: &Article, ordinal: u32) -> Option<Problem> {
    let is_replaced = |c: &char| *c == char::REPLACEMENT_CHARACTER;
    let texts = article.headline.chars().chain(article.body.chars());
    let count = texts.filter(is_replaced).count();
    (count > 0).then(|| {
        let places = if count == 1 { "place" } else { "places" };
        let detail = format!(
            "message {ordinal} is not valid in the character set it names in {count} {places}, \
             which show U+FFFD now"
        );
        Problem::record(ordinal, ProblemKind::BadEncoding, detail)
    })
}
