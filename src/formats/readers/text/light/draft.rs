//! An article of light markup while it is read: metadata, headline, text without markup.
//!
//! Lines of a paragraph are joined, since editors wrap them. Metadata under names that have no field
//! is kept above the text, so that nothing is lost, unless it only steers a program.

use crate::article::WhyLeftOut;
use crate::formats::bytes::white_space::{one_line, tidy_body};
use crate::formats::record::{Field, FieldValue, Names, Record};
use std::borrow::Cow;

/// Metadata that says nothing about the article: how a program shows or stores it.
#[rustfmt::skip]
const OF_PROGRAMS: &[&str] = &[
    "options", "startup", "setupfile", "latexclass", "latexheader", "htmlhead", "exportfilename",
    "email", "creator", "property", "properties", "todo", "seqtodo", "macro", "bind", "columns",
    "archive", "filetags", "priorities", "link", "customid", "roamalias", "modified", "updated",
    "lastmod", "status", "template", "saveas", "toc", "tocTitle", "sectnums", "icons", "doctype", "stem",
    "sourcehighlighter", "imagesdir", "experimental", "idprefix", "idseparator", "nofooter",
    "linkcss", "stylesheet", "stylesdir", "revnumber", "revremark", "version", "type", "hidetitle",
    "orphan", "nosearch", "header", "eqnnumbering", "pagelayout", "layout", "comments", "created",
    "hugobasedir", "hugosection", "hugoautosetlastmod", "html5fancy", "infojs", "infojsopt",
    "attributes", "data-uri", "datauri", "translation",
];

/// The longest value that is kept, in bytes.
const LONGEST_VALUE: usize = 20_000;

/// The most values that are kept.
const MOST_VALUES: usize = 1_000;

/// An article while it is read.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// Names and values in their order.
    pub(super) values: Vec<(String, String)>,
    pub(super) headline: String,
    body: String,
    /// Parts that are not in the article.
    pub(super) left_out: Vec<(&'static str, WhyLeftOut, usize)>,
}

impl Draft {
    /// Adds a value of metadata.
    pub(super) fn value(&mut self, name: &str, value: &str) {
        let value = value.trim();
        if !value.is_empty() && value.len() <= LONGEST_VALUE && self.values.len() < MOST_VALUES {
            self.values.push((name.to_owned(), value.to_owned()));
        }
    }

    /// Adds text to the paragraph: a space separates it from the line before.
    pub(super) fn text(&mut self, text: &str) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        if !self.body.is_empty() && !self.body.ends_with('\n') {
            self.body.push(' ');
        }
        self.body.push_str(text);
    }

    /// Ends the line.
    pub(super) fn end_line(&mut self) {
        if !self.body.is_empty() && !self.body.ends_with('\n') {
            self.body.push('\n');
        }
    }

    /// Adds a line as it is.
    pub(super) fn line(&mut self, line: &str) {
        self.end_line();
        self.body.push_str(line.trim_end());
        self.body.push('\n');
    }

    /// Ends the paragraph.
    pub(super) fn end_paragraph(&mut self) {
        self.end_line();
        if !self.body.is_empty() && !self.body.ends_with("\n\n") {
            self.body.push('\n');
        }
    }

    /// Adds a heading: the headline if there is none and no text is before it.
    pub(super) fn heading(&mut self, heading: &str) {
        if self.headline.is_empty() && self.body.trim().is_empty() {
            self.headline = one_line(heading);
            return;
        }
        self.end_paragraph();
        self.text(heading);
        self.end_paragraph();
    }

    /// Whether there is a text.
    pub(super) fn has_body(&self) -> bool {
        !self.body.is_empty()
    }

    /// Whether there is neither a headline nor a text yet.
    pub(super) fn is_at_start(&self) -> bool {
        self.headline.is_empty() && self.body.is_empty()
    }

    /// Names what is left out.
    pub(super) fn leave_out(&mut self, what: &'static str, why: WhyLeftOut, text: &str) {
        let characters = text.chars().filter(|c| !c.is_whitespace()).count();
        match self.left_out.iter_mut().find(|found| found.0 == what) {
            Some(found) => found.2 += characters,
            None => self.left_out.push((what, why, characters)),
        }
    }

    /// The record of the article, and the lines of metadata that no field takes.
    pub(super) fn into_record(self, names: Names<'_>) -> (Record<'static>, Vec<String>) {
        let mut record = Record::default();
        let mut above = Vec::new();
        let body = tidy_body(self.body.trim_start());
        for (name, value) in self.values {
            let meanings = names.of_column(&name, 0);
            let is_of_body = meanings.iter().any(|own| own.field() == Field::Body);
            // A summary next to a text is named as left out.
            let is_summary = meanings.iter().any(|own| own.is_summary());
            let is_unread = is_of_body && !is_summary && !body.is_empty();
            if (meanings.is_empty() && !is_of_program(&name)) || is_unread {
                above.push(format!("{name}: {value}"));
            } else {
                let value: Cow<'static, str> = Cow::Owned(value);
                record.put_named(names, &name, FieldValue::Text(value));
            }
        }
        if !self.headline.is_empty() && !record.has(Field::Headline) {
            record.put_headline(self.headline);
        } else if !self.headline.is_empty() {
            let headline = record.headline().map(|own| one_line(&own));
            if headline.as_deref() != Some(self.headline.as_str()) {
                above.push(self.headline);
            }
        }
        record.set_prose(body);
        (record, above)
    }
}

fn is_of_program(name: &str) -> bool {
    let bare: String = name
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    OF_PROGRAMS.contains(&&*bare) || bare.starts_with("latex") || bare.starts_with("html")
}
