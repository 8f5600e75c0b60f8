//! One message, and the article it is.

use super::part::part_text;
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

/// The most parts that a message is looked at with. Each is an object in memory, and parts
/// within parts are taken down by recursion.
const MOST_PARTS: usize = 1000;

/// The most bytes that are gone through in search of parts' ends: each part whose boundary never
/// comes is looked for to the message's end.
const MOST_WORK: usize = 2 << 30;

/// What one message is: problems, then its article.
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
    let (body, body_problem) = body(&message, bytes, ordinal);
    let mut article = fields(&message);
    article.body = body;
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
    let encoding = body_problem.or_else(|| header_problem(&article.headline, ordinal));
    items.extend(encoding.map(Err));
    article.ensure_id();
    items.push(Ok(article));
    items
}

/// How many parts a message can have at most: each has a header of its own, or a boundary.
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
    // Dashes alone are what texts and mails' signatures draw lines with.
    let is_drawn = |line: &[u8]| line.trim_ascii().iter().all(|byte| *byte == b'-');
    let drawn = boundaries.filter(|line| is_drawn(line)).count();
    lines.filter(|line| opens_part(line)).count() - drawn
}

/// What the header says, without the date.
fn fields(message: &Message<'_>) -> Article {
    let text = |name: &str| {
        let value = message.header(name.to_owned())?;
        let text = value.as_text().map(one_line)?;
        (!text.is_empty()).then_some(text)
    };
    Article {
        id: ArticleId(message.message_id().unwrap_or_default().trim().to_owned()),
        headline: message.subject().map_or_else(String::new, one_line),
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

/// The texts of a message, plain ones where there are any, and the problem of the first part with
/// bytes that are not valid in its character set.
fn body(message: &Message<'_>, bytes: &[u8], ordinal: u32) -> (String, Option<Problem>) {
    let mut body = String::new();
    let mut problem = None;
    for part in message.text_bodies() {
        let (PartType::Text(parsed) | PartType::Html(parsed)) = &part.body else {
            continue;
        };
        let read = part_text(bytes, part, parsed, ordinal);
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

/// The names of who sent it; where one has no name, the address.
fn senders(from: &Address<'_>) -> Vec<String> {
    from.iter()
        .filter_map(|sender| sender.name.as_deref().or(sender.address.as_deref()))
        .flat_map(|name| bylines::bylines(&one_line(name)))
        .collect()
}

/// What a mailing list is called, or its identifier.
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

/// Offers the date of the header: as it is written, else as the mail parser understands it,
/// which knows years of two digits.
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

/// The problem of a subject that is not valid in the character set it names.
fn header_problem(headline: &str, ordinal: u32) -> Option<Problem> {
    headline.contains(char::REPLACEMENT_CHARACTER).then(|| {
        let detail = format!(
            "the subject of message {ordinal} is not valid in the character set it names; what \
                 is not was replaced by U+FFFD"
        );
        Problem::record(ordinal, ProblemKind::BadEncoding, detail)
    })
}
