//! One article for people to read: headline, what is known about it, the whole text.

use crate::present::date_for_people;
use crate::present::terminal::marked::{ASIDE, Marked, write_styled};
use crate::present::terminal::safe::for_terminal;
use crate::present::formats::text::{HEADLINE, MIN_WIDTH};
use crate::article::{Article, DateSource, Published, Status};
use anstyle::Style;
use std::io::{self, Write};

/// How wide the names of what is known are set.
const LABEL_WIDTH: usize = "language".len() + 2;

/// Writes an article for people, wrapped to `width` columns (less than 20 counts as 20).
///
/// Paragraphs are those of the body. The address and the file's name are not wrapped, so that
/// they can be copied whole. Styles are written; the caller's stream strips them.
///
/// # Errors
///
/// Only what `out` fails with.
pub fn article_text(article: &Article, width: usize, out: &mut dyn Write) -> io::Result<()> {
    write_article(article, &[], width, out)
}

/// As [`article_text`], with `more` behind what is known about the article, by label.
pub(in crate::present) fn write_article(
    article: &Article,
    more: &[(&'static str, String)],
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let width = width.max(MIN_WIDTH);
    let headline = Marked::plain(&article.headline);
    if !headline.is_empty() {
        headline.write("", width, HEADLINE, out)?;
        out.write_all(b"\n")?;
    }
    for (label, value) in facts(article).iter().chain(more) {
        fact(label, value, width, out)?;
    }
    let body = article.body.trim_end();
    if body.is_empty() {
        return Ok(());
    }
    out.write_all(b"\n")?;
    for line in body.split('\n') {
        let paragraph = Marked::plain(line);
        if paragraph.is_empty() {
            out.write_all(b"\n")?;
        }
        paragraph.write("", width, Style::new(), out)?;
    }
    Ok(())
}

/// What is known about an article and people ask for, in reading order.
fn facts(article: &Article) -> Vec<(&'static str, String)> {
    let date = article
        .published
        .map(|published| dated(&published, article.published_from));
    let facts = [
        ("date", date),
        ("place", article.place.clone()),
        ("agency", article.agency.clone()),
        ("by", Some(article.bylines.join(", "))),
        ("source", article.source.clone()),
        ("section", article.section.clone()),
        ("keywords", Some(article.keywords.join(", "))),
        ("language", article.language.clone()),
        ("status", restriction(article)),
        ("url", article.url.clone()),
        ("id", Some(article.id.to_string())),
        ("path", Some(article.origin.to_string())),
    ];
    let known = facts
        .into_iter()
        .filter_map(|(label, value)| Some((label, value?)));
    known.filter(|(_, value)| !value.is_empty()).collect()
}

/// What the source forbids, if it does.
fn restriction(article: &Article) -> Option<String> {
    (article.status != Status::Usable).then(|| article.status.to_string())
}

fn dated(published: &Published, from: Option<DateSource>) -> String {
    let date = date_for_people(published);
    let Some(from) = from else {
        return date;
    };
    let place = match from {
        DateSource::MetadataLine => "the metadata",
        DateSource::Field => "a field",
        DateSource::DateIssue => "its date of issue",
        DateSource::DatePublication => "its date of publication",
        DateSource::DateRelease => "its date of release",
        DateSource::FirstCreated => "when its first version was made",
        DateSource::ContentCreated => "when its content was made",
        DateSource::VersionCreated => "when this version was made",
        DateSource::MessageSent => "when its message was sent",
        DateSource::FeedPublished => "the feed",
        DateSource::FeedUpdated => "the feed's last change",
        DateSource::JsonLd => "the page's JSON-LD",
        DateSource::Meta => "the page's meta tags",
        DateSource::Microdata => "the page's microdata",
        DateSource::TimeElement => "a time on the page",
        DateSource::Dateline => "the dateline",
        DateSource::Url => "the address",
        DateSource::Path => "the path",
        DateSource::Capture => "when the page was captured",
    };
    format!("{date} (from {place})")
}

fn fact(label: &str, value: &str, width: usize, out: &mut dyn Write) -> io::Result<()> {
    write_styled(&format!("{label:LABEL_WIDTH$}"), ASIDE, out)?;
    if matches!(label, "url" | "id" | "path") {
        return writeln!(out, "{}", for_terminal(value));
    }
    let value = Marked::plain(value);
    for (at, line) in value.lines(width - LABEL_WIDTH).into_iter().enumerate() {
        if at > 0 {
            write!(out, "{:LABEL_WIDTH$}", "")?;
        }
        value.write_line(line, Style::new(), out)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
