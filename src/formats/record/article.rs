//! From the values of a record to an article, or to the reason why it is not one.
//!
//! Names have decided the fields already. `tagged` removes markup, `dates` offers the dates,
//! and the builder does the rest.

use super::press::{self, Press};
use super::product::Product;
use super::tagged::{plain_body, plain_line};
use super::unread::characters_of_text;
use super::{Field, FieldValue, Named, Record};
use crate::article::{ArchivePath, Problem, ProblemKind, Status, WhyLeftOut};
use crate::formats::bytes::markup::{Removed, without_captions};
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

/// The headline of an article that NewsAPI no longer has.
const REMOVED: &str = "[Removed]";

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
        self.apply_product();
        if let Some(problem) = self.refusal(place) {
            return Err(problem);
        }
        if !self.is_of(Product::Ninjs) {
            self.provider_is_source();
        }
        self.settle_clipping();
        let mut builder = ArticleBuilder::new(place.path, place.ordinal, options);
        self.offer_texts(&mut builder);
        self.offer_sources(&mut builder);
        self.offer_status(&mut builder);
        self.offer_dates(&mut builder);
        if let Some((named, value)) = self.take_named(Field::Place)
            && let Some(place) = value.into_first()
        {
            if named.key() == Some("dateline") {
                builder.dateline_and_text(&place);
            } else {
                builder.place_or_dateline(&place);
            }
        }
        self.name_unused(&mut builder);
        builder.note(no_body(&builder, place));
        Ok(builder)
    }

    /// Names the texts under known names that no field took: a second headline, a description.
    fn name_unused(&mut self, builder: &mut ArticleBuilder<'_>) {
        for (named, value) in std::mem::take(&mut self.found) {
            let text = one_line(&value.into_paragraphs());
            let characters = characters_of_text(&text);
            let article = builder.so_far();
            let is_there = article.headline.contains(&text) || article.body.contains(&text);
            if named.field.is_text() && characters > 0 && !is_there {
                let name = named.key().unwrap_or("another text");
                builder.left_out(name, WhyLeftOut::Metadata, characters);
            }
        }
    }

    /// Why the record is not an article; `None` if it is one.
    fn refusal(&mut self, place: Place<'_>) -> Option<Problem> {
        let (noun, ordinal) = (place.noun, place.ordinal);
        let problem = |kind, detail| Some(Problem::record(ordinal, kind, detail));
        let kind = self.take(Field::Kind).and_then(FieldValue::into_first);
        let is_other = kind.as_deref().is_some_and(|kind| match self.product {
            Some(Product::Ninjs) => KINDS_WITHOUT_TEXT.contains(&kind),
            Some(Product::Ghost) => kind == "page",
            // What somebody marked in a document, and wrote next to it.
            Some(Product::Readwise) => matches!(kind, "highlight" | "note"),
            _ => false,
        });
        if let (true, Some(kind)) = (is_other, kind) {
            let detail = format!("{noun} {ordinal} is a {kind} and not a text");
            return problem(ProblemKind::NotAnArticle, detail);
        }
        if self.is_of(Product::Ghost) && self.state_is("draft") {
            let detail = format!("{noun} {ordinal} is a draft and was never published");
            return problem(ProblemKind::NotAnArticle, detail);
        }
        if self.headline().is_some_and(|line| line.trim() == REMOVED) {
            let detail = format!("{noun} {ordinal} was removed by the service that it is from");
            return problem(ProblemKind::NotAnArticle, detail);
        }
        if self.has_text() {
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
        // The body comes first: a text that repeats the headline is none.
        let body = self.body();
        builder.headline(self.text(Field::Headline).as_deref().map(headline));
        while let Some(subhead) = self.text(Field::Subhead) {
            builder.subhead(Some(headline(&subhead)).filter(|line| !line.is_empty()));
        }
        builder.tidy_body(body);
        for (name, why, characters) in std::mem::take(&mut self.beside) {
            builder.left_out(name, why, characters);
        }
        builder.agency(self.text(Field::Agency));
        let names = self.take(Field::Bylines);
        builder.people(match names {
            Some(names) if self.is_of(Product::Zotero) => in_usual_order(names),
            names => people(names),
        });
        if !builder.has_byline() {
            builder.people(std::mem::take(&mut self.people));
        }
        let section = self.take(Field::Section).and_then(FieldValue::into_first);
        builder.section(section.filter(|section| !is_number(section)));
        builder.page(self.take(Field::Page).and_then(FieldValue::into_first));
        builder.keywords(keywords(self.take(Field::Keywords)));
        // Storyblok names the language of a site so.
        let language = self.text(Field::Language);
        builder.language(language.filter(|language| language != "default"));
        // What a record is about, or its headline if it has no other, as in mails.
        if builder.has_headline() && !builder.so_far().keywords.is_empty() {
            return;
        }
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

    fn state_is(&self, state: &str) -> bool {
        let mut found = self.found.iter();
        found.any(|(named, value)| named.field == Field::State && *value.shown() == *state)
    }

    /// The body with the best name, in its plain form. Other texts that it does not contain are
    /// noted.
    fn body(&mut self) -> String {
        if !self.prose.is_empty() {
            return std::mem::take(&mut self.prose);
        }
        let mut texts: Vec<(Named, String)> = Vec::new();
        while let Some((named, value)) = self.take_named(Field::Body) {
            texts.push((named, value.into_paragraphs().into_owned()));
        }
        if self.has(Field::Headline) {
            texts.retain(|(_, text)| !is_code(text));
        }
        let Some(best) = best_text(&texts) else {
            return String::new();
        };
        let (_, body) = texts.swap_remove(best);
        let body = if let Some(press) = press::read(&body) {
            self.take_press(press)
        } else {
            let mut removed = Removed::new();
            let text = plain_body(&without_captions(&body, &mut removed));
            let notes = removed.into_iter();
            self.beside
                .extend(notes.map(|(tag, count)| (tag, WhyLeftOut::Caption, count)));
            self.take_cut(text)
        };
        for (named, text) in texts {
            let text = plain_body(&text);
            if !repeats(&body, &text) && self.headline().is_none_or(|line| *line != text) {
                let name = named.key().unwrap_or("another text").to_owned();
                let why = if named.is_summary() {
                    WhyLeftOut::Metadata
                } else {
                    WhyLeftOut::NotRead
                };
                self.beside.push((name, why, text.chars().count()));
            }
        }
        body
    }

    /// Takes the mark from the end of a text that a service cut: `… [+1234 chars]`. Returns the text.
    fn take_cut(&mut self, mut text: String) -> String {
        let count = || {
            let (start, mark) = text.trim_end().rsplit_once("[+")?;
            let count = mark.strip_suffix(" chars]")?.parse().ok()?;
            Some((start.trim_end().len(), count))
        };
        if let Some((end, count)) = count() {
            text.truncate(end);
            let what = "rest of the text".to_owned();
            self.beside.push((what, WhyLeftOut::NotRead, count));
        }
        text
    }

    /// Keeps what markup of a press archive has next to its text. Returns the text.
    fn take_press(&mut self, press: Press) -> String {
        self.people = press.bylines;
        for (tag, characters) in press.captions {
            self.beside.push((tag, WhyLeftOut::Caption, characters));
        }
        press.text
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
        if self.is_of(Product::Ninjs)
            && let Some(name) = url.take_if(|url| !is_address(url))
        {
            id.get_or_insert(name);
        }
        builder.id(id);
        builder.url(url);
    }

    /// Only wire records have an agency as their provider; elsewhere it is who publishes.
    fn provider_is_source(&mut self) {
        for (named, _) in &mut self.found {
            if named.key() == Some("provider") {
                named.field = Field::Source;
            }
        }
    }

    /// Offers status, embargo and draft. An embargo may be `true` without a date.
    fn offer_status(&mut self, builder: &mut ArticleBuilder<'_>) {
        builder.status(self.text(Field::Status));
        if let Some(state) = self.take(Field::State) {
            match &*state.shown().to_ascii_lowercase() {
                "draft" | "pending" | "private" | "auto-draft" | "unpublished" | "false" => {
                    builder.draft();
                }
                "scheduled" | "future" => builder.embargo_without_end(),
                "trash" | "trashed" | "deleted" => builder.status(Some("canceled".to_owned())),
                // The names of other states (`published`, `live`) say nothing of this.
                other => {
                    if let Some(status) = Status::from_name(other) {
                        builder.status(Some(status.to_string()));
                    }
                }
            }
        }
        match self.take(Field::Embargo) {
            Some(until) if until.is_true() => builder.embargo_without_end(),
            Some(until) if until.as_flag() == Some(false) => {}
            until => builder.embargo(until.map(|until| until.shown().into_owned())),
        }
        let is_draft = self.take(Field::Draft).is_some_and(|draft| draft.is_true());
        if self.take_days_of_draft() || is_draft {
            builder.draft();
        }
    }
}

/// The fewest characters of a text that may be the body of an article.
const SHORTEST_BODY: u64 = 80;

/// The problem of an article without a body whose record has a text under a name that is not known.
fn no_body(builder: &ArticleBuilder<'_>, place: Place<'_>) -> Option<Problem> {
    let article = builder.so_far();
    if !article.body.is_empty() {
        return None;
    }
    let unread = article.left_out.iter();
    let unread = unread.filter(|own| own.why == WhyLeftOut::NotRead);
    let longest = unread.max_by_key(|own| own.characters)?;
    (longest.characters >= SHORTEST_BODY).then(|| {
        let (noun, ordinal, name) = (place.noun, place.ordinal, &longest.element);
        let detail = format!(
            "{noun} {ordinal} has no body under any usual name, and {} characters of text under \
             `{name}`; if that is the body, name it: --field-map body={name}",
            longest.characters
        );
        Problem::record(ordinal, ProblemKind::NoBody, detail)
    })
}

/// The place of the text that is the body, among those of one record. It is the one with the best
/// name, unless that is short and another is not, or has no paragraphs and another has.
fn best_text(texts: &[(Named, String)]) -> Option<usize> {
    let mut best = 0;
    let mut text = &texts.first()?.1;
    for (at, (named, other)) in texts.iter().enumerate().skip(1) {
        if named.is_summary() {
            break;
        }
        let is_fuller = text.len() < SHORT && other.len() > text.len() * 2;
        let is_laid_out =
            !has_paragraphs(text) && has_paragraphs(other) && other.len() > text.len() / 10 * 8;
        if is_fuller || is_laid_out {
            (best, text) = (at, other);
        }
    }
    Some(best)
}

/// Whether a text is a code, such as the number of a group of articles.
fn is_code(text: &str) -> bool {
    let text = text.trim();
    text.bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
        && text.bytes().any(|byte| byte.is_ascii_digit())
}

/// A body that is shorter, in bytes, may be a teaser.
const SHORT: usize = 1_000;

fn has_paragraphs(text: &str) -> bool {
    text.trim().contains('\n') || text.contains("</p>") || text.contains("<br")
}

/// Whether a text has the words of another in it. An ellipsis at the end of the other is no word.
fn repeats(text: &str, other: &str) -> bool {
    let other = other.trim_end_matches(['.', '…', ' ']);
    text.contains(other) || {
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        words(text).contains(&words(other))
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
        .filter(|names| !is_number(names))
        .flat_map(|names| bylines::bylines(names))
        .collect()
}

/// The people of a list whose names start with the family name: `Lee, Ann; Ek, Bo`.
fn in_usual_order(value: FieldValue<'_>) -> Vec<String> {
    let names = value.into_list();
    let names = names.iter().flat_map(|names| names.split(';'));
    let person = |name: &str| match name.split_once(',') {
        Some((family, given)) => format!("{} {}", given.trim(), family.trim()),
        None => name.trim().to_owned(),
    };
    let people = names.map(person).map(|name| name.trim().to_owned());
    people.filter(|name| !name.is_empty()).collect()
}

/// Whether a text is the number of something in another table, and no name.
fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The keywords of a field: the items of a list unchanged, or the parts of a text.
fn keywords(value: Option<FieldValue<'_>>) -> Vec<String> {
    match value {
        None => Vec::new(),
        // Years are keywords, numbers of tags are not.
        Some(FieldValue::List(items))
            if items.iter().all(|item| is_number(item))
                && items.iter().any(|item| item.len() != 4) =>
        {
            Vec::new()
        }
        Some(FieldValue::List(items)) => items.into_iter().map(Into::into).collect(),
        Some(one) => one
            .into_text()
            .map_or_else(Vec::new, |text| bylines::keywords(&text)),
    }
}
