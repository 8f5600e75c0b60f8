//! An article while a reader of the wire formats gathers it.
//!
//! NITF, NewsML and NewsML-G2 say the same things in several places and in each other: a story in
//! NITF may be the content of a NewsML-G2 item that has its own headline. Readers offer what they
//! find in the order of trust, and the first of each sort that says something is kept.

use super::ReadOptions;
use super::date_choice::DateChoice;
use super::dateline::{place_name, read_dateline_field};
use super::lists;
use super::markup;
use super::opening::{fill, read_opening};
use super::white_space::{tidy_body, unify_line_ends};
use super::xml::prose::prose;
use super::xml::{Element, some_text};
use crate::article::spelling::read_date;
use crate::article::{
    ArchivePath, Article, DateSource, Origin, Problem, ProblemKind, Published, Status,
};
use std::collections::HashSet;

/// The longest text, in bytes, that is looked at as a dateline or a place.
const LONGEST_PLACE: usize = 200;

/// The longest name, in bytes: of a source, a section, a keyword, an address.
const LONGEST_NAME: usize = 2_000;

/// How many authors and keywords an article may have.
const MOST_NAMES: usize = 1_000;

/// What a reader makes of one record.
pub(super) type Reads = Vec<Result<Article, Problem>>;

/// The lists of an article that name nothing twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum List {
    Bylines,
    Keywords,
}

/// An article while it is gathered.
pub(super) struct Gathering<'a> {
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
    pub(super) fn new(path: &ArchivePath, ordinal: u32, options: &'a ReadOptions) -> Self {
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
    pub(super) fn id(&mut self, id: Option<String>) {
        offer(&mut self.article.id.0, id);
    }

    /// Offers a headline.
    pub(super) fn headline(&mut self, headline: Option<String>) {
        offer(&mut self.article.headline, headline);
    }

    /// Whether there is a headline.
    pub(super) fn has_headline(&self) -> bool {
        !self.article.headline.is_empty()
    }

    /// Adds a line that stands below the headline; it opens the text.
    pub(super) fn subhead(&mut self, subhead: Option<String>) {
        self.subheads.extend(subhead);
    }

    /// Offers a text; one that is blank is none.
    pub(super) fn body(&mut self, text: &str) {
        offer(&mut self.article.body, Some(tidy(text)));
    }

    /// Puts a text behind that which is there.
    pub(super) fn add_to_body(&mut self, text: &str) {
        let text = tidy(text);
        if !self.article.body.is_empty() && !text.is_empty() {
            self.article.body.push_str("\n\n");
        }
        self.article.body.push_str(&text);
    }

    /// Whether there is a text.
    pub(super) fn has_body(&self) -> bool {
        !self.article.body.is_empty()
    }

    /// Offers a byline, which may name several people.
    pub(super) fn byline(&mut self, byline: Option<String>) {
        if self.article.bylines.is_empty() {
            self.add_byline(byline);
        }
    }

    /// Adds the people that a byline names, but nobody twice.
    pub(super) fn add_byline(&mut self, byline: Option<String>) {
        let names = byline.map_or_else(Vec::new, |byline| lists::bylines(&byline));
        for name in names {
            if self.is_new(List::Bylines, &name) {
                self.article.bylines.push(name);
            }
        }
    }

    /// Whether anybody is named as the author.
    pub(super) fn has_byline(&self) -> bool {
        !self.article.bylines.is_empty()
    }

    /// Offers a dateline: a place, or a place with the agency and the day. Some sources write a
    /// mere date there.
    pub(super) fn dateline(&mut self, dateline: Option<String>) {
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
    pub(super) fn place(&mut self, place: Option<String>) {
        let place = place.filter(|place| place.len() <= LONGEST_PLACE);
        offer_some(
            &mut self.article.place,
            place.map(|place| place_name(&place)),
        );
    }

    /// Offers the agency that is credited.
    pub(super) fn agency(&mut self, agency: Option<String>) {
        offer_some(&mut self.article.agency, agency);
    }

    /// Offers the publication.
    pub(super) fn source(&mut self, source: Option<String>) {
        offer_some(&mut self.article.source, source);
    }

    /// Offers the section.
    pub(super) fn section(&mut self, section: Option<String>) {
        offer_some(&mut self.article.section, section);
    }

    /// Adds a keyword, but none twice.
    pub(super) fn keyword(&mut self, keyword: Option<String>) {
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
    pub(super) fn language(&mut self, language: Option<String>) {
        let language = language.map(|tag| tag.to_lowercase().replace('_', "-"));
        offer_some(&mut self.article.language, language);
    }

    /// Offers the address; one without `http` is none.
    pub(super) fn url(&mut self, url: Option<String>) {
        let url = url.filter(|url| url.starts_with("http://") || url.starts_with("https://"));
        offer_some(&mut self.article.url, url);
    }

    /// Offers a date.
    pub(super) fn date(&mut self, from: DateSource, written: Option<String>) {
        if let Some(written) = written.filter(|_| !self.choice.is_settled()) {
            self.choice.offer_text(from, &written);
        }
    }

    /// Offers the name of a status; one that is unknown is none.
    pub(super) fn status(&mut self, name: Option<String>) {
        self.status = self
            .status
            .or_else(|| name.and_then(|name| Status::from_name(&name)));
    }

    /// Says until when the article is under an embargo: one that has not ended yet is a status,
    /// unless a graver one is there.
    pub(super) fn embargo(&mut self, until: Option<String>) {
        let read = until.and_then(|until| read_date(&until, self.choice.day_order()));
        let is_over = |until: Published| until.utc_seconds() <= self.options.now.as_second();
        if read.is_some_and(|until| !is_over(until.published))
            && self.status.unwrap_or_default() == Status::Usable
        {
            self.status = Some(Status::Embargoed);
        }
    }

    /// The article with all that is to be known about it, or why it is none.
    pub(super) fn finish(mut self) -> Reads {
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

/// Takes a headline away from the text that opens with it.
fn drop_headline(body: &mut String, headline: &str) {
    if let Some((first, rest)) = body.split_once('\n')
        && first == headline
    {
        *body = rest.trim_start_matches('\n').to_owned();
    }
}

/// Puts subheads before a text, but none that says what headline or text say already.
fn put_before(body: &mut String, headline: &str, subheads: Vec<String>) {
    let first = body.lines().next().unwrap_or_default();
    let mut said = HashSet::from([headline.to_owned(), first.to_owned()]);
    let lines: Vec<String> = subheads
        .into_iter()
        .filter(|subhead| said.insert(subhead.clone()))
        .collect();
    if lines.is_empty() {
        return;
    }
    let gap = if body.is_empty() { "" } else { "\n\n" };
    body.insert_str(0, &format!("{}{gap}", lines.join("\n")));
}

/// What stands in a dateline of another language before its day and agency.
fn place_before_day(dateline: &str) -> Option<String> {
    let end = dateline
        .find(|c: char| c.is_ascii_digit() || "(/–—".contains(c))
        .or_else(|| dateline.find(" -"))
        .unwrap_or(dateline.len());
    let place = dateline[..end].trim_matches(|c: char| c.is_whitespace() || ",.-".contains(c));
    some_text(place.to_owned())
}

/// The text of an element that holds a story: NITF or XHTML, markup that was escaped, or plain.
pub(super) fn content_text(content: &Element) -> String {
    if content.elements().next().is_some() {
        return prose(content);
    }
    let text = content.text();
    let is_markup = ["</p>", "<br", "</div>", "<p>", "<p "]
        .iter()
        .any(|tag| text.contains(tag));
    if is_markup {
        markup::to_text(&text)
    } else {
        text
    }
}

/// A location's name: as it is written, or its parts separated by commas.
pub(super) fn location(element: &Element) -> Option<String> {
    if !element.own_text().trim_start().is_empty() {
        return element.line();
    }
    let parts: Vec<String> = element.elements().filter_map(Element::line).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// Whether a text can be a name: it is neither empty nor as long as names are not.
#[allow(clippy::ptr_arg, reason = "it filters optional strings")]
pub(super) fn is_name(text: &String) -> bool {
    (1..=LONGEST_NAME).contains(&text.len())
}

fn tidy(text: &str) -> String {
    tidy_body(unify_line_ends(text).trim_start())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_repeats_neither_headline_nor_subheads() {
        for (body, subheads, expected) in [
            ("Head\n\nText.", &[][..], "Text."),
            ("Head", &[], "Head"),
            ("Headed\n\nText.", &[], "Headed\n\nText."),
            ("Text.", &["Head", "Below", "Below"], "Below\n\nText."),
            ("Below\n\nText.", &["Below"], "Below\n\nText."),
            ("", &["Below", "Lower"], "Below\nLower"),
        ] {
            let mut text = body.to_owned();
            drop_headline(&mut text, "Head");
            put_before(
                &mut text,
                "Head",
                subheads.iter().map(ToString::to_string).collect(),
            );
            assert_eq!(text, expected, "{body}");
        }
    }

    #[test]
    fn the_place_of_a_dateline_stands_before_its_day() {
        for (dateline, place) in [
            ("Paris, 26 janv 2006 (AFP) -", Some("Paris")),
            ("Genève (ATS)", Some("Genève")),
            ("Wien - APA", Some("Wien")),
            ("12 avril", None),
        ] {
            assert_eq!(place_before_day(dateline).as_deref(), place, "{dateline}");
        }
    }
}
