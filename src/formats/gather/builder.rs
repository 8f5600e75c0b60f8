//! An article while a reader gathers it: what readers can offer.
//!
//! Sources give the same field in several places. A story in NITF may be the content of a NewsML-G2
//! item that has its own headline. Readers offer what they find in the order of trust, and the
//! first offer that is not empty is kept for each field. The order of different fields does not
//! matter. `finish` makes the article from the offers.

use super::bylines;
use super::dateline::{Dateline, place_name, read_dateline_field, split_dateline};
use super::names::{is_address, is_name, offer, offer_some, place_before_day};
use super::offers::{DateOffer, DateRank};
use super::opening::fill_place;
use super::path_date::address_day;
use super::text::tidy;
use super::written_date::{Calendar, is_date, sure};
use crate::article::spelling::DayOrder;
use crate::article::{
    ArchivePath, Article, ArticleKind, DateSource, LeftOut, Origin, Problem, Published, Status,
    WhyLeftOut,
};
use crate::formats::options::ReadOptions;
use jiff::Timestamp;
use jiff::tz::Offset;
use std::collections::HashSet;

/// The longest text that can be a dateline or a place, in bytes.
const LONGEST_PLACE: usize = 200;

/// The most authors and keywords that one article has.
const MOST_NAMES: usize = 1_000;

/// The most parts of a source that are named one by one as left out; the characters of others are
/// added up.
const MOST_LEFT_OUT: usize = 100;

/// The lists of an article that have each item once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum List {
    Bylines,
    Keywords,
}

/// The number of a date that was offered. Lines of the text can depend on it.
#[derive(Debug, Clone, Copy)]
pub(in crate::formats) struct DateNumber(pub(super) usize);

/// A line that is put above the text, unless one of its dates is the article's.
pub(super) struct LineAbove {
    pub(super) line: String,
    pub(super) unless: Vec<DateNumber>,
}

/// The longest name of a place in a field of a record, in bytes; what is longer is text.
const LONGEST_FIELD: usize = 80;

/// The fewest words after a dash that are a text and no second place.
const TEXT_WORDS: usize = 3;

/// What is before the first dash of a field, and the text after it.
fn after_dash(written: &str) -> Option<(&str, &str)> {
    let dashes = [" - ", " -- ", " – ", " — "].iter();
    let (at, dash) = dashes
        .filter_map(|dash| Some((written.find(dash)?, dash)))
        .min()?;
    let text = written[at + dash.len()..].trim();
    let is_text = text.split_whitespace().count() >= TEXT_WORDS && at <= LONGEST_FIELD;
    is_text.then(|| (written[..at].trim(), text))
}

/// An article while it is gathered.
pub(in crate::formats) struct ArticleBuilder<'a> {
    pub(super) article: Article,
    pub(super) options: &'a ReadOptions,
    /// Dates after this moment are in the future.
    pub(super) now: Timestamp,
    pub(super) dates: Vec<DateOffer>,
    pub(super) subheads: Vec<String>,
    pub(super) lines_above: Vec<LineAbove>,
    /// The text whose first lines are read, if that is not the body.
    pub(super) opening: Option<String>,
    /// Whether the body may start with the headline.
    pub(super) repeats_headline: bool,
    /// The authors and keywords so far, in lower case.
    named: HashSet<(List, String)>,
    /// The status that the source names.
    pub(super) status: Option<Status>,
    pub(super) is_draft: bool,
    /// Whether the article is under an embargo that names no end.
    pub(super) is_embargoed: bool,
    /// The ends of embargoes, as they are written.
    pub(super) embargoes: Vec<String>,
    /// Problems that are reported after those of the dates.
    pub(super) notes: Vec<Problem>,
}

impl<'a> ArticleBuilder<'a> {
    /// An empty article: the one with this number in its file, from 1.
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
            options,
            now: options.now,
            dates: Vec::new(),
            subheads: Vec::new(),
            lines_above: Vec::new(),
            opening: None,
            repeats_headline: false,
            named: HashSet::new(),
            status: None,
            is_draft: false,
            is_embargoed: false,
            embargoes: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// The article so far, without dates and status.
    pub(in crate::formats) fn so_far(&self) -> &Article {
        &self.article
    }

    /// How to read dates that can be read in two ways.
    pub(in crate::formats) fn day_order(&self) -> DayOrder {
        self.options.day_order
    }

    /// The calendar of dates, by the language and the headline offered so far.
    pub(in crate::formats) fn calendar(&self) -> Calendar {
        Calendar::of(self.article.language.as_deref(), &self.article.headline)
    }

    /// Adds a problem of how the article was read.
    pub(in crate::formats) fn note(&mut self, problem: Option<Problem>) {
        self.notes.extend(problem);
    }

    /// Offers the identifier that the source has for the article.
    pub(in crate::formats) fn id(&mut self, id: Option<String>) -> bool {
        offer(&mut self.article.id.0, id)
    }

    /// Offers a headline, on one line.
    pub(in crate::formats) fn headline(&mut self, headline: Option<String>) -> bool {
        offer(&mut self.article.headline, headline)
    }

    /// Whether there is a headline.
    pub(in crate::formats) fn has_headline(&self) -> bool {
        !self.article.headline.is_empty()
    }

    /// Adds a line from below the headline. The text starts with it.
    pub(in crate::formats) fn subhead(&mut self, subhead: Option<String>) {
        self.subheads.extend(subhead);
    }

    /// Offers a text as it is in the source; it may repeat the headline. A blank text is ignored.
    pub(in crate::formats) fn body(&mut self, text: &str) {
        self.repeats_headline = true;
        offer(&mut self.article.body, Some(tidy(text)));
    }

    /// Adds a text, as it is in the source, to the end of the body.
    pub(in crate::formats) fn add_to_body(&mut self, text: &str) {
        self.repeats_headline = true;
        let text = tidy(text);
        if !self.article.body.is_empty() && !text.is_empty() {
            self.article.body.push_str("\n\n");
        }
        self.article.body.push_str(&text);
    }

    /// Offers a body that has the form bodies are kept in.
    pub(in crate::formats) fn tidy_body(&mut self, body: String) {
        offer(&mut self.article.body, Some(body));
    }

    /// Sets the text whose first lines are read for byline, date and place, where that is not
    /// the body.
    pub(in crate::formats) fn opening(&mut self, text: String) {
        self.opening = Some(text);
    }

    /// Puts a line above the body, unless one of its dates becomes the article's.
    pub(in crate::formats) fn line_above(&mut self, line: &str, unless: Vec<DateNumber>) {
        let line = line.to_owned();
        self.lines_above.push(LineAbove { line, unless });
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

    /// Adds the people that a byline names, each once.
    pub(in crate::formats) fn add_byline(&mut self, byline: Option<String>) {
        let names = byline.map_or_else(Vec::new, |byline| bylines::bylines(&byline));
        for name in names {
            if self.is_new(List::Bylines, &name) {
                self.article.bylines.push(name);
            }
        }
    }

    /// Adds authors, each as it is named.
    pub(in crate::formats) fn people(&mut self, names: Vec<String>) {
        self.article.bylines.extend(names);
    }

    /// Whether there is an author.
    pub(in crate::formats) fn has_byline(&self) -> bool {
        !self.article.bylines.is_empty()
    }

    /// Takes place, agency and day from a dateline.
    pub(in crate::formats) fn fill_from(&mut self, dateline: &Dateline<'_>) {
        fill_place(&mut self.article, dateline);
        if let (Some(day), Some(date)) = (dateline.day, dateline.date) {
            self.offer_date(
                DateOffer::new(DateRank::Stated, DateSource::Dateline, day).read_as(date),
            );
        }
    }

    /// Offers a dateline that is ignored unless it certainly is one.
    pub(in crate::formats) fn sure_dateline(&mut self, dateline: Option<&String>) {
        let text = dateline.filter(|text| text.len() <= LONGEST_PLACE);
        if let Some(dateline) = text.and_then(|text| read_dateline_field(text, self.day_order())) {
            self.fill_from(&dateline);
        }
    }

    /// Offers a dateline: a place, or a place with the agency and the day. Some sources write only
    /// a date there.
    pub(in crate::formats) fn dateline(&mut self, dateline: Option<String>) {
        let Some(text) = dateline.filter(|text| text.len() <= LONGEST_PLACE) else {
            return;
        };
        if is_date(&text, self.day_order()) {
            self.date(DateSource::Dateline, Some(text));
            return;
        }
        match read_dateline_field(&text, self.day_order()) {
            Some(dateline) => self.fill_from(&dateline),
            None => self.place(place_before_day(&text)),
        }
    }

    /// Offers a place as wire documents name it.
    pub(in crate::formats) fn place(&mut self, place: Option<String>) {
        let place = place.filter(|place| place.len() <= LONGEST_PLACE);
        self.place_as(place.map(|place| place_name(&place)));
    }

    /// Offers a place, in the form that places are kept in.
    pub(in crate::formats) fn place_as(&mut self, place: Option<String>) -> bool {
        offer_some(&mut self.article.place, place)
    }

    /// Offers the value of a field that has a place or a whole dateline.
    pub(in crate::formats) fn place_or_dateline(&mut self, written: &str) {
        match read_dateline_field(written, self.day_order()) {
            Some(dateline) => self.fill_from(&dateline),
            None => {
                self.place_as(Some(place_name(written)));
            }
        }
    }

    /// Offers the value of a field that has a dateline, perhaps with the start of the text, which
    /// goes to the start of the body.
    pub(in crate::formats) fn dateline_and_text(&mut self, written: &str) {
        let order = self.day_order();
        let is_dateline = read_dateline_field(written, order).is_some();
        match split_dateline(written, order).filter(|_| !is_dateline) {
            Some((dateline, text)) => {
                self.fill_from(&dateline);
                self.start_of_body(text);
            }
            None => match after_dash(written).filter(|_| !is_dateline) {
                Some((place, text)) => {
                    self.place_or_dateline(place);
                    self.start_of_body(text);
                }
                None if is_dateline || written.len() <= LONGEST_FIELD => {
                    self.place_or_dateline(written);
                }
                None => self.start_of_body(written),
            },
        }
    }

    /// Puts a text before the body, unless the body starts with it.
    fn start_of_body(&mut self, text: &str) {
        let text = tidy(text);
        let body = &mut self.article.body;
        if text.is_empty() || body.starts_with(&text) {
            return;
        }
        let is_whole = text.ends_with(['.', '!', '?', '"', '”', '»']);
        let between = match body.is_empty() {
            true => "",
            false if is_whole => "\n\n",
            false => " ",
        };
        body.insert_str(0, &format!("{text}{between}"));
    }

    /// Offers the agency that is credited.
    pub(in crate::formats) fn agency(&mut self, agency: Option<String>) -> bool {
        offer_some(&mut self.article.agency, agency)
    }

    /// Offers the publication.
    pub(in crate::formats) fn source(&mut self, source: Option<String>) -> bool {
        offer_some(&mut self.article.source, source)
    }

    /// Offers the section.
    pub(in crate::formats) fn section(&mut self, section: Option<String>) -> bool {
        offer_some(&mut self.article.section, section)
    }

    /// Offers the page of the printed edition.
    pub(in crate::formats) fn page(&mut self, page: Option<String>) -> bool {
        offer_some(&mut self.article.page, page)
    }

    /// Sets the kind that the source names.
    pub(in crate::formats) fn kind(&mut self, kind: ArticleKind) {
        self.article.kind = kind;
    }

    /// Sets how sure the program was that recognised the words, in percent.
    pub(in crate::formats) fn quality(&mut self, percent: Option<u32>) {
        self.article.quality = percent.map(|percent| percent.min(100));
    }

    /// Says that a part of the source is not in the article: which, why, and how many characters
    /// of text it has. A part without text is named only if a person sees it.
    pub(in crate::formats) fn left_out(
        &mut self,
        element: impl Into<String>,
        why: WhyLeftOut,
        characters: usize,
    ) {
        let characters = u64::try_from(characters).unwrap_or(u64::MAX);
        let notes = &mut self.article.left_out;
        let count = notes.len();
        if let Some(last) = notes.last_mut().filter(|_| count > MOST_LEFT_OUT) {
            last.characters = last.characters.saturating_add(characters);
            return;
        }
        let (element, why) = match count {
            MOST_LEFT_OUT => ("more of it".to_owned(), WhyLeftOut::NotRead),
            _ => (element.into(), why),
        };
        notes.push(LeftOut {
            element,
            why,
            characters,
        });
    }

    /// Adds a keyword that is not in the list yet.
    pub(in crate::formats) fn keyword(&mut self, keyword: Option<String>) {
        if let Some(keyword) = keyword
            && self.is_new(List::Keywords, &keyword)
        {
            self.article.keywords.push(keyword);
        }
    }

    /// Adds keywords, each as it is written.
    pub(in crate::formats) fn keywords(&mut self, keywords: Vec<String>) {
        self.article.keywords.extend(keywords);
    }

    /// Whether an item is not in a list yet, in whatever case.
    fn is_new(&mut self, list: List, item: &String) -> bool {
        is_name(item)
            && self.named.len() < MOST_NAMES
            && self.named.insert((list, item.to_lowercase()))
    }

    /// Offers the language: a tag such as `pt-BR`, or a name.
    pub(in crate::formats) fn language(&mut self, language: Option<String>) -> bool {
        let language = language.map(|tag| tag.to_lowercase().replace('_', "-"));
        offer_some(&mut self.article.language, language)
    }

    /// Offers the address.
    pub(in crate::formats) fn url(&mut self, url: Option<String>) -> bool {
        let url = url.filter(|url| self.article.url.is_none() && is_address(url));
        let is_taken = url.is_some();
        if is_taken {
            self.article.url = url;
        }
        is_taken
    }

    /// Removes an address that does not fit.
    pub(in crate::formats) fn keep_url_if(&mut self, fits: impl Fn(&str) -> bool) {
        self.article.url = self.article.url.take().filter(|url| fits(url));
    }

    /// Offers an address of the web. It is ignored unless it starts with `http://` or `https://`.
    pub(in crate::formats) fn web_address(&mut self, url: Option<String>) {
        self.url(url.filter(|url| url.starts_with("http://") || url.starts_with("https://")));
    }

    /// Offers a date that the source states. A text that is no date is a problem.
    pub(in crate::formats) fn date(&mut self, from: DateSource, written: Option<String>) {
        if let Some(written) = written {
            self.offer_date(DateOffer::new(DateRank::Stated, from, written));
        }
    }

    /// Offers a date.
    pub(in crate::formats) fn offer_date(&mut self, offer: DateOffer) -> DateNumber {
        self.dates.push(offer);
        DateNumber(self.dates.len() - 1)
    }

    /// Offers the day in the path of an address.
    pub(in crate::formats) fn date_of_address(&mut self, url: &str) {
        if let Some((written, published)) = self.day_of_address(url) {
            let offer = DateOffer::new(DateRank::Inferred, DateSource::Url, written);
            self.offer_date(offer.read_as(sure(published)));
        }
    }

    /// The day in the path of an address, and how it is written there.
    pub(in crate::formats) fn day_of_address<'u>(
        &self,
        url: &'u str,
    ) -> Option<(&'u str, Published)> {
        address_day(url, Offset::UTC.to_datetime(self.options.now).year())
    }

    /// Says when the article was fetched. No date can be later. Without another date, that day is
    /// the date of publication.
    pub(in crate::formats) fn captured(&mut self, at: Option<Timestamp>) {
        let Some(at) = at else { return };
        self.now = self.now.min(at);
        if let Some(day) = Published::day(Offset::UTC.to_datetime(at).date()) {
            let offer = DateOffer::new(DateRank::Captured, DateSource::Capture, day.to_string());
            self.offer_date(offer.read_as(sure(day)));
        }
    }
}
