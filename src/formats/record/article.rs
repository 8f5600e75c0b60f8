//! What becomes of a record's values: an article, or the reason why it is none.

use super::tagged::{plain_body, plain_line};
use super::{Field, Held, Record};
use crate::article::spelling::read_date;
use crate::article::{Article, ArticleId, DateSource, Origin, Problem, ProblemKind, Status};
use crate::formats::ReadOptions;
use crate::formats::bytes::white_space::one_line;
use crate::formats::gather::bylines;
use crate::formats::gather::date_choice::DateChoice;
use crate::formats::gather::dateline::{place_name, read_dateline_field};
use crate::formats::gather::opening::{fill, read_opening};

/// What ninjs has besides texts.
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

/// Where a record lies: its origin and how messages call it.
pub(in crate::formats) struct Place {
    /// `line`, `row`, `article`.
    pub(in crate::formats) noun: &'static str,
    /// The file, and the record's number in it.
    pub(in crate::formats) origin: Origin,
}

impl Record<'_> {
    /// The items that a reader gives for a record: what a person ought to know of how it was read,
    /// then the article.
    pub(in crate::formats) fn into_items(
        self,
        place: Place,
        options: &ReadOptions,
    ) -> Vec<Result<Article, Problem>> {
        let choice = DateChoice::new(options, place.origin.ordinal);
        let (article, problems) = self.into_article(place, choice);
        problems.into_iter().map(Err).chain([article]).collect()
    }

    /// The article, and what a person ought to know of how it was read. A record that is no
    /// article is the one problem there is.
    pub(in crate::formats) fn into_article(
        mut self,
        place: Place,
        mut choice: DateChoice<'_>,
    ) -> (Result<Article, Problem>, Vec<Problem>) {
        if let Some(problem) = self.refusal(&place) {
            return (Err(problem), Vec::new());
        }
        let mut article = self.named_fields(place);
        article.status = self.status(&choice);
        choice.set_language(article.language.as_deref(), &article.headline);
        self.take_dates(&mut choice);
        if let Some(place) = self.take(Field::Place).and_then(Held::into_first) {
            match read_dateline_field(&place, choice.day_order()) {
                Some(dateline) => fill(&mut article, &mut choice, &dateline),
                None => article.place = Some(place_name(&place)),
            }
        }
        read_opening(&mut article, &mut choice);
        choice.offer_path(&article.origin.path);
        let problems = choice.settle(&mut article);
        article.ensure_id();
        (Ok(article), problems)
    }

    /// Why the record is no article, if it is none.
    fn refusal(&mut self, place: &Place) -> Option<Problem> {
        let (noun, ordinal) = (place.noun, place.origin.ordinal);
        let problem = |kind, detail| Some(Problem::record(ordinal, kind, detail));
        let kind = self.take(Field::Kind).and_then(Held::into_first);
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

    /// The article's fields, without date and place.
    fn named_fields(&mut self, place: Place) -> Article {
        let mut article = Article {
            id: ArticleId(self.text(Field::Id).unwrap_or_default()),
            headline: self
                .text(Field::Headline)
                .as_deref()
                .map_or_else(String::new, headline),
            body: self.body(),
            agency: self.text(Field::Agency),
            bylines: people(self.take(Field::Bylines)),
            section: self.take(Field::Section).and_then(Held::into_first),
            keywords: keywords(self.take(Field::Keywords)),
            language: self
                .text(Field::Language)
                .map(|language| language.to_lowercase()),
            url: self.text(Field::Url),
            origin: place.origin,
            ..Article::default()
        };
        self.take_subject(&mut article);
        self.take_sources(&mut article);
        article
    }

    /// The body alone.
    pub(in crate::formats) fn into_body(mut self) -> String {
        self.body()
    }

    fn text(&mut self, field: Field) -> Option<String> {
        self.take(field)?.into_text()
    }

    /// The body under the foremost name. Where one name has it as running text without a line
    /// break and another has it as HTML, the latter: it knows the paragraphs.
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

    /// What a record is about, or its headline where it has no other, as mails have it.
    fn take_subject(&mut self, article: &mut Article) {
        match self.take(Field::Subject) {
            Some(Held::Text(text)) if article.headline.is_empty() => {
                article.headline = headline(&text);
            }
            subject if article.keywords.is_empty() => article.keywords = keywords(subject),
            _ => {}
        }
    }

    /// Trafilatura calls the address of a page its source, and ninjs has it as its `uri`, which
    /// may be a name as well.
    fn take_sources(&mut self, article: &mut Article) {
        let is_address =
            |text: &String| text.starts_with("http://") || text.starts_with("https://");
        while let Some(source) = self.text(Field::Source) {
            if is_address(&source) {
                article.url.get_or_insert(source);
            } else {
                article.source.get_or_insert(source);
            }
        }
        if article.url.is_none() && is_address(&article.id.0) {
            article.url = Some(article.id.0.clone());
        }
        if self.is_ninjs
            && let Some(name) = article.url.take_if(|url| !is_address(url))
            && article.id.0.is_empty()
        {
            article.id.0 = name;
        }
    }

    /// What may be done with the article. An embargo that is over says nothing any more.
    fn status(&mut self, choice: &DateChoice<'_>) -> Status {
        let named = self
            .text(Field::Status)
            .and_then(|name| Status::from_name(&name));
        if let Some(status) = named.filter(|status| *status != Status::Usable) {
            return status;
        }
        let until = self.take(Field::Embargo);
        let is_on = |until: &Held<'_>| {
            let written = until.shown();
            let stamp = until.as_timestamp(choice.day_order());
            stamp
                .or_else(|| read_date(&written, choice.day_order()))
                .is_some_and(|date| choice.has_not_come(&date.published))
        };
        if until.as_ref().is_some_and(is_on) {
            return Status::Embargoed;
        }
        match self.take(Field::Draft) {
            Some(Held::Flag(true)) => Status::Withheld,
            Some(Held::Text(text)) if text.trim().eq_ignore_ascii_case("true") => Status::Withheld,
            _ => Status::Usable,
        }
    }

    /// Offers the dates, those of the foremost names first.
    fn take_dates(&mut self, choice: &mut DateChoice<'_>) {
        while let Some(date) = self.take(Field::Published) {
            if choice.is_settled() {
                return;
            }
            match date.as_timestamp(choice.day_order()) {
                Some(stamp) => choice.offer(DateSource::Field, &date.shown(), stamp),
                None => choice.offer_text(DateSource::Field, &date.shown()),
            };
        }
    }
}

fn headline(text: &str) -> String {
    one_line(&plain_line(text))
}

/// Bylines of a field: an item may name several people, as a text does.
fn people(held: Option<Held<'_>>) -> Vec<String> {
    let names = held.map_or_else(Vec::new, Held::into_list);
    names
        .iter()
        .flat_map(|names| bylines::bylines(names))
        .collect()
}

/// Keywords: a list's items as they are, a text's parts.
fn keywords(held: Option<Held<'_>>) -> Vec<String> {
    match held {
        None => Vec::new(),
        Some(Held::List(items)) => items.into_iter().map(Into::into).collect(),
        Some(one) => one
            .into_text()
            .map_or_else(Vec::new, |text| bylines::keywords(&text)),
    }
}
