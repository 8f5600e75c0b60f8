//! From the values of a record to an article, or to the reason why it is not one.
//!
//! Names have decided the fields already. `tagged` removes markup, and the builder does the rest.

use super::tagged::{plain_body, plain_line};
use super::{Field, FieldValue, Record};
use crate::article::{ArchivePath, DateSource, Problem, ProblemKind};
use crate::formats::bytes::white_space::one_line;
use crate::formats::gather::{ArticleBuilder, bylines};
use crate::formats::options::ReadOptions;
use crate::formats::reader::{ArticleSink, Stopped};

/// What records of ninjs describe that is not a text.
/// Source: <https://iptc.org/std/ninjs/>, property `type`.
const KINDS_WITHOUT_TEXT: &[&str] = &[
    "picture",
    "graphic",
    "video",
    "audio",
    "composite",
    "planning",
    "event",
    "component",
];

/// The place of a record, and what messages call it.
#[derive(Clone, Copy)]
pub(in crate::formats) struct Place<'a> {
    /// What messages call it: `line`, `row` or `article`.
    pub(in crate::formats) noun: &'static str,
    /// The file.
    pub(in crate::formats) path: &'a ArchivePath,
    /// The record's number in the file, from 1.
    pub(in crate::formats) ordinal: u32,
}

impl Record<'_> {
    /// Pushes the problems of the record, then its article.
    ///
    /// # Errors
    /// [`Stopped`] if the sink wants no more.
    pub(in crate::formats) fn read(
        self,
        place: Place<'_>,
        options: &ReadOptions,
        out: &mut dyn ArticleSink,
    ) -> Result<(), Stopped> {
        match self.into_builder(place, options) {
            Ok(builder) => builder.finish(out),
            Err(problem) => out.problem(problem),
        }
    }

    /// The builder of the record's article.
    ///
    /// # Errors
    /// The problem of a record that is not an article.
    pub(in crate::formats) fn into_builder<'o>(
        mut self,
        place: Place<'_>,
        options: &'o ReadOptions,
    ) -> Result<ArticleBuilder<'o>, Problem> {
        if let Some(problem) = self.refusal(place) {
            return Err(problem);
        }
        let mut builder = ArticleBuilder::new(place.path, place.ordinal, options);
        self.offer_texts(&mut builder);
        self.offer_sources(&mut builder);
        self.offer_status(&mut builder);
        while let Some(date) = self.take(Field::Published) {
            builder.date(DateSource::Field, Some(date.shown().into_owned()));
        }
        if let Some(place) = self.take(Field::Place).and_then(FieldValue::into_first) {
            builder.place_or_dateline(&place);
        }
        Ok(builder)
    }

    /// Why the record is not an article; `None` if it is one.
    fn refusal(&mut self, place: Place<'_>) -> Option<Problem> {
        let (noun, ordinal) = (place.noun, place.ordinal);
        let problem = |kind, detail| Some(Problem::record(ordinal, kind, detail));
        let kind = self.take(Field::Kind).and_then(FieldValue::into_first);
        if let Some(kind) = kind.filter(|_| self.is_ninjs)
            && KINDS_WITHOUT_TEXT.contains(&kind.as_str())
        {
            let detail = format!("{noun} {ordinal} is a {kind} and not a text");
            return problem(ProblemKind::NotAnArticle, detail);
        }
        let has_text = [Field::Headline, Field::Body, Field::Subject]
            .into_iter()
            .any(|field| self.has(field));
        if has_text || !self.prose.is_empty() {
            return None;
        }
        let detail = format!(
            "{noun} {ordinal} has neither a headline nor a body under any usual name, such as \
             `title` and `text`; name them with --field-map headline=NAME,body=NAME"
        );
        problem(ProblemKind::NoText, detail)
    }

    /// Offers headline, body, people, section, page, keywords and language.
    fn offer_texts(&mut self, builder: &mut ArticleBuilder<'_>) {
        builder.headline(self.text(Field::Headline).as_deref().map(headline));
        builder.tidy_body(self.body());
        builder.agency(self.text(Field::Agency));
        builder.people(people(self.take(Field::Bylines)));
        builder.section(self.take(Field::Section).and_then(FieldValue::into_first));
        builder.page(self.take(Field::Page).and_then(FieldValue::into_first));
        builder.keywords(keywords(self.take(Field::Keywords)));
        builder.language(self.text(Field::Language));
        // What a record is about, or its headline if it has no other, as in mails.
        match self.take(Field::Subject) {
            Some(FieldValue::Text(text)) if !builder.has_headline() => {
                builder.headline(Some(headline(&text)));
            }
            subject if builder.so_far().keywords.is_empty() => builder.keywords(keywords(subject)),
            _ => {}
        }
    }

    /// The body, without the text next to the record.
    pub(in crate::formats) fn into_body(mut self) -> String {
        self.body()
    }

    fn text(&mut self, field: Field) -> Option<String> {
        self.take(field)?.into_text()
    }

    /// The body with the best name. If one name has it as running text without a line break and
    /// another has it as HTML, the HTML counts, since it has the paragraphs.
    fn body(&mut self) -> String {
        if !self.prose.is_empty() {
            return std::mem::take(&mut self.prose);
        }
        let Some(first) = self.take(Field::Body) else {
            return String::new();
        };
        let first = first.into_paragraphs();
        if self.is_ninjs
            && !first.trim_end().contains('\n')
            && let Some(second) = self.take(Field::Body)
        {
            let second = second.into_paragraphs();
            if second.len() > first.len() && second.trim_start().starts_with('<') {
                return plain_body(&second);
            }
        }
        plain_body(&first)
    }

    /// Offers id, address and source. Trafilatura calls the address of a page its source, and
    /// ninjs has the address as its `uri`, which may be a name as well.
    fn offer_sources(&mut self, builder: &mut ArticleBuilder<'_>) {
        let is_address =
            |text: &String| text.starts_with("http://") || text.starts_with("https://");
        let mut id = self.text(Field::Id);
        let mut url = self.text(Field::Url);
        while let Some(source) = self.text(Field::Source) {
            if is_address(&source) {
                url.get_or_insert(source);
            } else {
                builder.source(Some(source));
            }
        }
        if url.is_none() {
            url = id.clone().filter(is_address);
        }
        if self.is_ninjs
            && let Some(name) = url.take_if(|url| !is_address(url))
        {
            id.get_or_insert(name);
        }
        builder.id(id);
        builder.url(url);
    }

    /// Offers status, embargo and draft. An embargo may be `true` without a date.
    fn offer_status(&mut self, builder: &mut ArticleBuilder<'_>) {
        builder.status(self.text(Field::Status));
        match self.take(Field::Embargo) {
            Some(until) if until.is_true() => builder.embargo_without_end(),
            until => builder.embargo(until.map(|until| until.shown().into_owned())),
        }
        if self.take(Field::Draft).is_some_and(|draft| draft.is_true()) {
            builder.draft();
        }
    }
}

fn headline(text: &str) -> String {
    one_line(&plain_line(text))
}

/// The people of a field. An item of a list may name several people.
fn people(value: Option<FieldValue<'_>>) -> Vec<String> {
    let names = value.map_or_else(Vec::new, FieldValue::into_list);
    names
        .iter()
        .flat_map(|names| bylines::bylines(names))
        .collect()
}

/// The keywords of a field: the items of a list unchanged, or the parts of a text.
fn keywords(value: Option<FieldValue<'_>>) -> Vec<String> {
    match value {
        None => Vec::new(),
        Some(FieldValue::List(items)) => items.into_iter().map(Into::into).collect(),
        Some(one) => one
            .into_text()
            .map_or_else(Vec::new, |text| bylines::keywords(&text)),
    }
}
