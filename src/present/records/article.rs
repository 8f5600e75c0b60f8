//! One article: for people its headline, what is known about it and the whole text, as JSON every
//! field.
//!
//! Which fields there are, their labels and their order come from the table of fields. Only the
//! date, the status and the path read differently here than elsewhere.

use crate::article::fields::{self, ArticleField};
use crate::article::{Article, ArticleKind, DateSource, Published, Status};
use crate::present::date::date_for_people;
use crate::present::fields::{JsonFields, value_for_people};
use crate::present::json::{FORMAT_VERSION, write_line};
use crate::present::markup::address::{file_address, web_address};
use crate::present::markup::titles::page_name;
use crate::present::show::Show;
use crate::present::terminal::marked::{
    ASIDE, HEADLINE, MIN_WIDTH, Marked, ranges_within, write_link, write_styled,
};
use crate::present::terminal::safe::for_terminal;
use anstyle::Style;
use serde::Serialize;
use std::io::{self, Write};
use std::ops::Range;
use std::path::PathBuf;

/// An article as it is shown: with what a query marks in it, and with links if they can be followed.
#[derive(Debug, Clone)]
pub struct ArticleView<'a> {
    /// The article.
    pub article: &'a Article,
    /// Byte ranges of the headline that match, ascending, not overlapping, at character borders.
    pub headline_matches: Vec<Range<usize>>,
    /// The same of the body.
    pub body_matches: Vec<Range<usize>>,
    /// The whole path of its file, if file and address are to be links of the terminal (OSC 8).
    pub linked_file: Option<PathBuf>,
}

impl<'a> ArticleView<'a> {
    /// An article without marks and links.
    #[must_use]
    pub fn of(article: &'a Article) -> Self {
        Self {
            article,
            headline_matches: Vec::new(),
            body_matches: Vec::new(),
            linked_file: None,
        }
    }

    /// Where a field's value leads on a terminal, as a safe address.
    fn link(&self, field: &ArticleField) -> Option<String> {
        let file = self.linked_file.as_deref()?;
        match field.name {
            "url" => web_address(self.article.url.as_deref()?),
            "path" => Some(file_address(file)),
            _ => None,
        }
    }
}

/// As [`ArticleView`] without marks and links.
impl Show for Article {
    fn text(&self, width: usize, out: &mut dyn Write) -> io::Result<()> {
        ArticleView::of(self).text(width, out)
    }

    fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        ArticleView::of(self).json(out)
    }
}

/// In text, paragraphs are those of the body. The address, the id and the file's name are not
/// wrapped, so that they can be copied as a whole.
///
/// The keys of the JSON: `format_version`, the fields in the order of [`fields::in_json`], `body`.
impl Show for ArticleView<'_> {
    fn text(&self, width: usize, out: &mut dyn Write) -> io::Result<()> {
        write_article(self, &[], width, out)
    }

    fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        write_line(&ArticleRecord::of(self.article), out)
    }
}

/// An article as JSON, and the hash of its file where it is exported.
#[derive(Serialize)]
pub(super) struct ArticleRecord<'a> {
    format_version: u32,
    #[serde(flatten)]
    fields: JsonFields<'a>,
    body: &'a str,
}

impl<'a> ArticleRecord<'a> {
    pub(super) fn of(article: &'a Article) -> Self {
        Self {
            format_version: FORMAT_VERSION,
            fields: JsonFields::new(article, fields::in_json()),
            body: &article.body,
        }
    }
}

/// Writes an article for people, with `more` labelled lines after those of its fields.
pub(super) fn write_article(
    view: &ArticleView,
    more: &[(&'static str, String)],
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let width = width.max(MIN_WIDTH);
    let article = view.article;
    let headline = Marked::new(&article.headline, &view.headline_matches);
    let headline = match page_name(article) {
        Some(name) if headline.is_empty() => Marked::plain(&name),
        _ => headline,
    };
    if !headline.is_empty() {
        headline.write("", width, HEADLINE, out)?;
        out.write_all(b"\n")?;
    }
    let labels = Labels::of_fields(width);
    for (label, field) in fields::labelled() {
        let value = labelled_value(field, article);
        if !value.is_empty() {
            let kind = if is_copied(field) {
                Value::Copied(view.link(field))
            } else {
                Value::Wrapped
            };
            labels.line(label, &value, kind, out)?;
        }
    }
    for (label, value) in more {
        labels.line(label, value, Value::Wrapped, out)?;
    }
    write_body(view, width, out)
}

fn write_body(view: &ArticleView, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let body = view.article.body.trim_end();
    if body.is_empty() {
        return Ok(());
    }
    out.write_all(b"\n")?;
    for (line, matches) in marked_lines(body, &view.body_matches) {
        let paragraph = Marked::new(line, &matches);
        if paragraph.is_empty() {
            out.write_all(b"\n")?;
        }
        paragraph.write("", width, Style::new(), out)?;
    }
    Ok(())
}

/// The lines of a text, each with its part of ascending byte ranges.
pub(super) fn marked_lines<'t>(
    text: &'t str,
    matches: &[Range<usize>],
) -> impl Iterator<Item = (&'t str, Vec<Range<usize>>)> {
    let mut start = 0;
    text.split('\n').map(move |line| {
        let end = start + line.len();
        let inside = ranges_within(matches, &(start..end));
        start = end + 1;
        (line, inside)
    })
}

/// The text after a field's label; empty if the line is left out.
pub(super) fn labelled_value(field: &ArticleField, article: &Article) -> String {
    match (field.name, &article.published) {
        ("published", Some(published)) => dated(published, article.published_from),
        ("status", _) if article.status == Status::Usable => String::new(),
        ("kind", _) if article.kind == ArticleKind::Article => String::new(),
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
    format!("{date} (from {})", place_of_date(from))
}

/// Where a date was read, for people: `the dateline`.
#[must_use]
pub fn place_of_date(from: DateSource) -> &'static str {
    match from {
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
    }
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

    fn line(&self, label: &str, value: &str, kind: Value, out: &mut dyn Write) -> io::Result<()> {
        let Self { width, indent } = *self;
        write_styled(&format!("{label:indent$}"), ASIDE, out)?;
        if let Value::Copied(link) = kind {
            write_link(link.as_deref(), &for_terminal(value), Style::new(), out)?;
            return out.write_all(b"\n");
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

/// How the value after a label is written.
enum Value {
    /// In lines of the right width.
    Wrapped,
    /// On one line, as a link to this address if there is one.
    Copied(Option<String>),
}
