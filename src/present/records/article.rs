//! One article: for people its headline, what is known about it and the whole text, as JSON every
//! field.
//!
//! Which fields there are, their labels and their order come from the table of fields. Only the
//! date, the status and the path read differently here than elsewhere.

use crate::article::fields::{self, ArticleField};
use crate::article::{Article, DateSource, Published, Status};
use crate::present::date::date_for_people;
use crate::present::fields::{JsonFields, value_for_people};
use crate::present::json::{FORMAT_VERSION, write_line};
use crate::present::show::Show;
use crate::present::terminal::marked::{ASIDE, HEADLINE, MIN_WIDTH, Marked, write_styled};
use crate::present::terminal::safe::for_terminal;
use anstyle::Style;
use serde::Serialize;
use std::io::{self, Write};

/// In text, paragraphs are those of the body. The address, the id and the file's name are not
/// wrapped, so that they can be copied as a whole.
///
/// The keys of the JSON: `format_version`, the fields in the order of [`fields::in_json`], `body`.
impl Show for Article {
    fn text(&self, width: usize, out: &mut dyn Write) -> io::Result<()> {
        write_article(self, &[], width, out)
    }

    fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        let record = ArticleRecord {
            format_version: FORMAT_VERSION,
            fields: JsonFields::new(self, fields::in_json()),
            body: &self.body,
        };
        write_line(&record, out)
    }
}

#[derive(Serialize)]
struct ArticleRecord<'a> {
    format_version: u32,
    #[serde(flatten)]
    fields: JsonFields<'a>,
    body: &'a str,
}

/// Writes an article for people, with `more` labelled lines after those of its fields.
pub(super) fn write_article(
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
    let labels = Labels::of_fields(width);
    for (label, field) in fields::labelled() {
        let value = labelled_value(field, article);
        if !value.is_empty() {
            labels.line(label, &value, is_copied(field), out)?;
        }
    }
    for (label, value) in more {
        labels.line(label, value, false, out)?;
    }
    write_body(&article.body, width, out)
}

fn write_body(body: &str, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let body = body.trim_end();
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

/// The text after a field's label; empty if the line is left out.
fn labelled_value(field: &ArticleField, article: &Article) -> String {
    match (field.name, &article.published) {
        ("published", Some(published)) => dated(published, article.published_from),
        ("status", _) if article.status == Status::Usable => String::new(),
        ("path", _) => article.origin.to_string(),
        _ => value_for_people(field, article),
    }
}

/// Whether people copy the value as a whole, so that it is not wrapped.
fn is_copied(field: &ArticleField) -> bool {
    matches!(field.name, "url" | "id" | "path")
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

/// The layout of labelled lines.
struct Labels {
    /// Columns of a line.
    width: usize,
    /// Columns before the values.
    indent: usize,
}

impl Labels {
    /// As wide as the longest label of a field needs.
    fn of_fields(width: usize) -> Self {
        let labels = fields::labelled().into_iter();
        let longest = labels.map(|(label, _)| label.len()).max();
        Self {
            width,
            indent: longest.unwrap_or_default() + 2,
        }
    }

    fn line(
        &self,
        label: &str,
        value: &str,
        is_copied: bool,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let Self { width, indent } = *self;
        write_styled(&format!("{label:indent$}"), ASIDE, out)?;
        if is_copied {
            return writeln!(out, "{}", for_terminal(value));
        }
        let value = Marked::plain(value);
        for (at, line) in value.lines(width - indent).into_iter().enumerate() {
            if at > 0 {
                write!(out, "{:indent$}", "")?;
            }
            value.write_line(line, Style::new(), out)?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }
}
