//! An article while a reader of the wire formats gathers it.
//!
//! NITF, NewsML and NewsML-G2 say the same things in several places and in each other: a story in
//! NITF may be the content of a NewsML-G2 item that has its own headline. Readers offer what they
//! find in the order of trust, and the first of each sort that says something is kept.

use super::names::{is_name, place_before_day};
use super::text::{drop_headline, put_before, tidy};
use crate::article::spelling::read_date;
use crate::article::{
    ArchivePath, Article, DateSource, Origin, Problem, ProblemKind, Published, Status,
};
use crate::formats::ReadOptions;
use crate::formats::gather::bylines;
use crate::formats::gather::date_choice::DateChoice;
use crate::formats::gather::dateline::{place_name, read_dateline_field};
use crate::formats::gather::opening::{fill, read_opening};
use std::collections::HashSet;

/// The longest text, in bytes, that is looked at as a dateline or a place.
const LONGEST_PLACE: usize = 200;

/// How many authors and keywords an article may have.
const MOST_NAMES: usize = 1_000;

/// What a reader makes of one record.
pub(in crate::formats) type Reads = Vec<Result<Article, Problem>>;

/// The lists of an article that name nothing twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum List {
    Bylines,
    Keywords,
}

/// An article while it is gathered.
pub(in crate::formats) struct Gathering<'a> {
    article: Article,
    choice: DateChoice<'a>,
    options: &'a ReadOptions,
    subheads: Vec<String>,
    /// Authors and keywords in lower case, to know those that are there.
    named: HashSet<(List, String)>,
    /// What the source says of the status, if it does.
    status: Option<Status>,
}

impl<'a> Gathering<'a> {
    /// An article that nothing is known of yet.
    pub(in crate::formats) fn new(
        path: &ArchivePath,
        ordinal: u32,
        options: &'a ReadOptions,
    ) -> Self {
        Self {
            article: Article {
                origin: Origin {
                    path: path.clone(),
                    ordinal,
                },
                ..Article::default()
            },
            choice: DateChoice::new(options, ordinal),
            options,
            subheads: Vec::new(),
            named: HashSet::new(),
            status: None,
        }
    }

    /// Offers the name that the source has for the article.
    pub(in crate::formats) fn id(&mut self, id: Option<String>) {
        offer(&mut self.article.id.0, id);
    }

    /// Offers a headline.
    pub(in crate::formats) fn headline(&mut self, headline: Option<String>) {
        offer(&mut self.article.headline, headline);
    }

    /// Whether there is a headline.
    pub(in crate::formats) fn has_headline(&self) -> bool {
        !self.article.headline.is_empty()
    }

    /// Adds a line that stands below the headline; it opens the text.
    pub(in crate::formats) fn subhead(&mut self, subhead: Option<String>) {
        self.subheads.extend(subhead);
    }

    /// Offers a text; one that is blank is none.
    pub(in crate::formats) fn body(&mut self, text: &str) {
        offer(&mut self.article.body, Some(tidy(text)));
    }

    /// Puts a text behind that which is there.
    pub(in crate::formats) fn add_to_body(&mut self, text: &str) {
        let text = tidy(text);
        if !self.article.body.is_empty() && !text.is_empty() {
            self.article.body.push_str("\n\n");
        }
        self.article.body.push_str(&text);
    }

    /// Whether there is a text.
    pub(in crate::formats) fn has_body(&self) -> bool {
        !self.article.body.is_empty()
    }

    /// Offers a byline, which may name several people.
    pub(in crate::formats) fn byline(&mut self, byline: Option<String>) {
        if self.article.bylines.is_empty() {
            self.add_byline(byline);
        }
    }

    /// Adds the people that a byline names, but nobody twice.
    pub(in crate::formats) fn add_byline(&mut self, byline: Option<String>) {
        let names = byline.map_or_else(Vec::new, |byline| bylines::bylines(&byline));
        for name in names {
            if self.is_new(List::Bylines, &name) {
                self.article.bylines.push(name);
            }
        }
    }

    /// Whether anybody is named as the author.
    pub(in crate::formats) fn has_byline(&self) -> bool {
        !self.article.bylines.is_empty()
    }

    /// Offers a dateline that reads as one beyond doubt.
    pub(in crate::formats) fn sure_dateline(&mut self, dateline: Option<&String>) {
        let text = dateline.filter(|text| text.len() <= LONGEST_PLACE);
        if let Some(dateline) =
            text.and_then(|text| read_dateline_field(text, self.choice.day_order()))
        {
            fill(&mut self.article, &mut self.choice, &dateline);
        }
    }

    /// Offers a dateline: a place, or a place with the agency and the day. Some sources write a
    /// mere date there.
    pub(in crate::formats) fn dateline(&mut self, dateline: Option<String>) {
        let Some(text) = dateline.filter(|text| text.len() <= LONGEST_PLACE) else {
            return;
        };
        let order = self.choice.day_order();
        if read_date(&text, order).is_some() {
            self.choice.offer_text(DateSource::Dateline, &text);
            return;
        }
        match read_dateline_field(&text, order) {
            Some(dateline) => fill(&mut self.article, &mut self.choice, &dateline),
            None => self.place(place_before_day(&text)),
        }
    }

    /// Offers a place.
    pub(in crate::formats) fn place(&mut self, place: Option<String>) {
        let place = place.filter(|place| place.len() <= LONGEST_PLACE);
        offer_some(
            &mut self.article.place,
            place.map(|place| place_name(&place)),
        );
    }

    /// Offers the agency that is credited.
    pub(in crate::formats) fn agency(&mut self, agency: Option<String>) {
        offer_some(&mut self.article.agency, agency);
    }

    /// Offers the publication.
    pub(in crate::formats) fn source(&mut self, source: Option<String>) {
        offer_some(&mut self.article.source, source);
    }

    /// Offers the section.
    pub(in crate::formats) fn section(&mut self, section: Option<String>) {
        offer_some(&mut self.article.section, section);
    }

    /// Adds a keyword, but none twice.
    pub(in crate::formats) fn keyword(&mut self, keyword: Option<String>) {
        if let Some(keyword) = keyword
            && self.is_new(List::Keywords, &keyword)
        {
            self.article.keywords.push(keyword);
        }
    }

    /// Whether an item is not in a list yet, in whatever case.
    fn is_new(&mut self, list: List, item: &String) -> bool {
        is_name(item)
            && self.named.len() < MOST_NAMES
            && self.named.insert((list, item.to_lowercase()))
    }

    /// Offers the language.
    pub(in crate::formats) fn language(&mut self, language: Option<String>) {
        let language = language.map(|tag| tag.to_lowercase().replace('_', "-"));
        offer_some(&mut self.article.language, language);
    }

    /// Offers the address; one without `http` is none.
    pub(in crate::formats) fn url(&mut self, url: Option<String>) {
        let url = url.filter(|url| url.starts_with("http://") || url.starts_with("https://"));
        offer_some(&mut self.article.url, url);
    }

    /// Offers a date.
    pub(in crate::formats) fn date(&mut self, from: DateSource, written: Option<String>) {
        if let Some(written) = written.filter(|_| !self.choice.is_settled()) {
            self.choice.offer_text(from, &written);
        }
    }

    /// Offers the name of a status; one that is unknown is none.
    pub(in crate::formats) fn status(&mut self, name: Option<String>) {
        self.status = self
            .status
            .or_else(|| name.and_then(|name| Status::from_name(&name)));
    }

    /// Says until when the article is under an embargo: one that has not ended yet is a status,
    /// unless a graver one is there.
    pub(in crate::formats) fn embargo(&mut self, until: Option<String>) {
        let read = until.and_then(|until| read_date(&until, self.choice.day_order()));
        let is_over = |until: Published| until.utc_seconds() <= self.options.now.as_second();
        if read.is_some_and(|until| !is_over(until.published))
            && self.status.unwrap_or_default() == Status::Usable
        {
            self.status = Some(Status::Embargoed);
        }
    }

    /// The article with all that is to be known about it, or why it is none.
    pub(in crate::formats) fn finish(mut self) -> Reads {
        let article = &mut self.article;
        if article.headline.is_empty() && article.body.is_empty() && self.subheads.is_empty() {
            return vec![Err(Problem::record(
                article.origin.ordinal,
                ProblemKind::NoText,
                "there is neither a headline nor a text in it",
            ))];
        }
        article.status = self.status.unwrap_or_default();
        read_opening(article, &mut self.choice);
        drop_headline(&mut article.body, &article.headline);
        put_before(&mut article.body, &article.headline, self.subheads);
        self.choice.offer_path(&article.origin.path);
        let problems = self.choice.settle(article);
        article.ensure_id();
        let mut reads: Reads = problems.into_iter().map(Err).collect();
        reads.push(Ok(self.article));
        reads
    }
}

fn offer(field: &mut String, value: Option<String>) {
    if let Some(value) = value.filter(|_| field.is_empty()) {
        *field = value;
    }
}

fn offer_some(field: &mut Option<String>, value: Option<String>) {
    if field.is_none() {
        *field = value.filter(is_name);
    }
}
