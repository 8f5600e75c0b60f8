//! From the parts of a `<DOC>` to its article.
//!
//! A part whose tag is unknown is the text if there is no other; else it is named in a note.

use super::dates::{offer_dates, with_century};
use super::labels::{is_number, is_role, opens_with_by, page, section_and_page, source_and_page};
use super::record::{Parts, parts};
use super::stream::Doc;
use super::tags::Role;
use crate::article::{ArchivePath, DateSource, Problem, ProblemKind, WhyLeftOut};
use crate::formats::bytes::charset;
use crate::formats::bytes::white_space::one_line;
use crate::formats::gather::written_date::is_date;
use crate::formats::gather::{ArticleBuilder, bylines};
use crate::formats::options::ReadOptions;
use crate::formats::reader::{ArticleSink, Stopped};
use crate::formats::readers::text::plain::offer_text as offer_text_with_headline;
use crate::formats::record_stream::RecordReader;

/// What opens lines above the text of translations, which are codes of the collection.
const CODES_ABOVE: &[&str] = &["Language:", "Article Type:", "Document Type:"];

/// Reads records, each by itself.
pub(super) struct DocReader<'a> {
    pub(super) path: &'a ArchivePath,
    pub(super) options: &'a ReadOptions,
}

impl RecordReader<Doc> for DocReader<'_> {
    fn read_record(&self, record: &Doc, out: &mut dyn ArticleSink) -> Result<(), Stopped> {
        let ordinal = record.ordinal;
        let decoded = match std::str::from_utf8(&record.bytes) {
            Ok(_) => charset::utf8(&record.bytes),
            Err(_) => charset::decode(&record.bytes, charset::Declared::default()),
        };
        if let Some(problem) = decoded.problem(ordinal) {
            out.problem(problem)?;
        }
        if record.is_open {
            let detail = format!(
                "document {ordinal}: `</DOC>` is missing; it was read up to the next `<DOC>` or \
                 the end of the file"
            );
            out.problem(Problem::record(ordinal, ProblemKind::Malformed, detail))?;
        }
        let mut builder = ArticleBuilder::new(self.path, ordinal, self.options);
        offer(&mut builder, &parts(&decoded.text));
        builder.finish(out)
    }
}

/// Offers all parts of a record.
fn offer(builder: &mut ArticleBuilder<'_>, parts: &Parts) {
    offer_headlines(builder, parts);
    offer_dates(builder, parts);
    offer_people(builder, parts);
    for part in parts.ranked(Role::Source) {
        let first = part.text.lines().find(|line| !line.trim().is_empty());
        let (name, page) = source_and_page(&issue(builder, &one_line(first.unwrap_or_default())));
        builder.source(Some(name));
        builder.page(page);
    }
    for part in parts.lines_of(Role::Section) {
        let (section, page) = section_and_page(&part);
        builder.section(section);
        builder.page(page);
    }
    for part in parts.lines_of(Role::Page) {
        builder.page(Some(page(&part)));
    }
    for part in parts.ranked(Role::Keywords) {
        offer_keywords(builder, &part.text);
    }
    builder.language(parts.lines_of(Role::Language).next());
    for part in parts.lines_of(Role::Url) {
        builder.web_address(Some(part));
    }
    offer_text(builder, parts);
}

/// Offers the id, the headline and what is below it. Some newspapers put the day before the
/// headline (`FT  14 MAY 91 / …`), others the byline behind it, after a row of hyphens.
fn offer_headlines(builder: &mut ArticleBuilder<'_>, parts: &Parts) {
    builder.id(parts.lines_of(Role::Id).next());
    let found = parts.ranked(Role::Headline);
    let texts = found.iter().map(|part| &*part.text);
    let attributes = parts.attributes.iter();
    let titles = attributes.filter(|(role, _)| *role == Role::Headline);
    for text in texts.chain(titles.map(|(_, title)| &**title)) {
        let mut pieces = text.split("----").map(|piece| piece.trim_matches('-'));
        let first = one_line(&pieces.next().unwrap_or_default().replace('@', " "));
        let (day, headline) = without_day(&first, builder);
        if let Some(day) = day {
            builder.date(DateSource::MetadataLine, Some(day));
        }
        if !builder.headline(Some(headline.clone())) && builder.so_far().headline != headline {
            builder.subhead(Some(headline).filter(|line| !line.is_empty()));
        }
        for piece in pieces {
            if !offer_byline_below(builder, piece) {
                builder.subhead(Some(one_line(piece)).filter(|line| !line.is_empty()));
            }
        }
    }
    for line in parts.lines_of(Role::Subhead) {
        builder.subhead(Some(line));
    }
}

/// Offers lines below a headline, if they are a byline and what its author is.
fn offer_byline_below(builder: &mut ArticleBuilder<'_>, below: &str) -> bool {
    let lines = below.split(['@', '\n']).map(one_line);
    let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    let is_byline = lines.first().is_some_and(|line| opens_with_by(line));
    if is_byline {
        builder.add_byline(Some(lines.join(", ")));
    }
    is_byline
}

/// The name of a magazine without the number of the issue. The month of the issue is offered:
/// `Micro Review  Oct 1989 v6 n10 p20(1).`
fn issue(builder: &mut ArticleBuilder<'_>, line: &str) -> String {
    let words: Vec<&str> = line.split(' ').collect();
    let is_year = |word: &&str| word.len() == 4 && word.starts_with(['1', '2']);
    let year = words
        .iter()
        .position(|word| is_year(word) && is_number(word));
    let Some(at) = year.filter(|at| words.get(at + 1).is_some_and(|next| next.starts_with('v')))
    else {
        return line.to_owned();
    };
    for start in [at.saturating_sub(2), at.saturating_sub(1)] {
        let month = words[start..=at].join(" ");
        if start > 0 && is_date(&month, builder.day_order()) {
            builder.date(DateSource::Field, Some(month));
            return words[..start].join(" ");
        }
    }
    line.to_owned()
}

/// Offers keywords: those of a list, or else one a line, without the name of their kind.
fn offer_keywords(builder: &mut ArticleBuilder<'_>, text: &str) {
    let is_list = text.contains([';', ',']);
    let lines = if is_list {
        vec![one_line(text)]
    } else {
        text.lines().map(one_line).collect()
    };
    for line in lines {
        let line = match line.split_once(": ") {
            Some((kind, rest)) if !kind.contains(' ') => rest,
            _ => &line,
        };
        for keyword in bylines::keywords(line) {
            builder.keyword(Some(keyword));
        }
    }
}

/// A headline without the initials of the newspaper and the day before a stroke.
fn without_day(headline: &str, builder: &ArticleBuilder<'_>) -> (Option<String>, String) {
    if let Some((before, rest)) = headline.split_once(" / ")
        && let Some((initials, day)) = before.split_once(' ')
        && initials.bytes().all(|byte| byte.is_ascii_uppercase())
    {
        let day = with_century(day);
        if is_date(&day, builder.day_order()) {
            return (Some(day), rest.trim().to_owned());
        }
    }
    (None, headline.to_owned())
}

/// Offers bylines. One that names no one (`Associated Press Writer`) belongs to the one before it.
fn offer_people(builder: &mut ArticleBuilder<'_>, parts: &Parts) {
    let mut names: Vec<String> = Vec::new();
    for line in parts.lines_of(Role::Byline) {
        if line.bytes().any(|byte| byte.is_ascii_digit()) {
            continue; // a number of the collection
        }
        match names.last_mut() {
            Some(before) if !opens_with_by(&line) && is_role(&line) => {
                *before = format!("{before}, {line}");
            }
            _ => names.push(line),
        }
    }
    for name in names {
        builder.add_byline(Some(name));
    }
}

/// Offers the text: leads first, as some newspapers have them after other tags. What is next to the
/// text is left out with a note, or is the text if there is no other.
fn offer_text(builder: &mut ArticleBuilder<'_>, parts: &Parts) {
    let of = |role: Role| {
        let found = parts.found.iter();
        found.filter(move |part| part.role == Some(role))
    };
    let mut text: Vec<&str> = of(Role::Lead)
        .chain(of(Role::Text))
        .map(|part| without_codes(&part.text))
        .collect();
    let has_text = text.iter().any(|text| !text.trim_start().is_empty());
    let mut loose = Vec::new();
    for line in parts.loose.lines().filter(|line| !line.trim().is_empty()) {
        if has_text && opens_with_by(line.trim()) {
            builder.add_byline(Some(one_line(line)));
        } else {
            loose.push(line);
        }
    }
    let loose = loose.join("\n");
    if !has_text {
        text.push(&parts.loose);
    } else if !loose.is_empty() {
        builder.left_out("<DOC>", WhyLeftOut::Boilerplate, loose.chars().count());
    }
    for part in &parts.found {
        let why = match part.role {
            Some(Role::Aside(why)) => why,
            None => WhyLeftOut::NotRead,
            Some(_) => continue,
        };
        if has_text {
            let count = part.text.chars().count();
            builder.left_out(format!("<{}>", part.tag), why, count);
        } else {
            text.push(&part.text);
        }
    }
    let text: Vec<&str> = text
        .into_iter()
        .filter(|text| !text.trim_start().is_empty())
        .collect();
    // Records that only have a number and a text have the headline in the text.
    let is_plain = |role: Option<Role>| matches!(role, Some(Role::Id | Role::Text));
    let lines = text.iter().flat_map(|text| text.lines());
    let has_more = lines
        .filter(|line| !line.trim().is_empty())
        .nth(1)
        .is_some();
    if has_text
        && has_more
        && parts.attributes.is_empty()
        && parts.found.iter().all(|part| is_plain(part.role))
    {
        offer_text_with_headline(builder, "", &text.join("\n\n"));
    } else {
        builder.body(&text.join("\n\n"));
    }
}

/// A text without the lines of codes above translations, and without the mark of a whole one.
fn without_codes(text: &str) -> &str {
    let mut rest = text.trim_start();
    while CODES_ABOVE.iter().any(|code| rest.starts_with(code)) {
        rest = rest
            .split_once('\n')
            .map_or("", |(_, rest)| rest)
            .trim_start();
    }
    if rest.len() == text.trim_start().len() {
        return text;
    }
    rest.strip_prefix("[Text]").unwrap_or(rest)
}
