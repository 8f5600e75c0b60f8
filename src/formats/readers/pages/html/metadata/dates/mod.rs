//! The dates of a page, offered in the order of trust: what the page declares, what is visible
//! around the headline, then what is only likely.
//!
//! A date of change is used only if there is no other date. `lines` finds days in lines, `names` has
//! the names of metadata, `marks` what attributes say of times, `script` finds dates in programs,
//! `local_clock` compares clocks.

pub(in crate::formats::readers::pages::html) mod lines;
mod local_clock;
mod marks;
mod names;
mod script;

use super::linked_data::ArticleData;
use super::zone::{Zone, is_in_sentence, is_other, numbered_lines};
use crate::article::DateSource;
use crate::article::spelling::{DayOrder, Spelling};
use crate::formats::gather::written_date::{Calendar, read_written, sure};
use crate::formats::gather::{ArticleBuilder, DateOffer, DateRank};
use crate::formats::readers::pages::html::found::Found;
use crate::formats::readers::pages::html::tree::{NodeId, Tree};
use jiff::civil::Date;
use lines::{
    change_in_line, is_date_line, labelled_day, may_hold_day, opening_day, posted_day,
    publication_in_line, short_line_day,
};
use local_clock::{is_evening_before, on_shown_clocks};
use marks::{counted_times, is_clock};
use names::{MARKED, MODIFIED, PUBLISHED, is_of_event, is_year};
use script::script_date;
use std::borrow::Cow;

/// The year in which the clocks of programs start; a date in it may be none.
const FIRST_OF_CLOCKS: i16 = 1970;

/// The most elements between a time and the element around the text.
const DEEPEST_TIME: usize = 64;

/// The places of a page's dates.
pub(in crate::formats) struct PageDates<'a, 't> {
    pub(in crate::formats) tree: &'t Tree,
    pub(in crate::formats) found: &'a Found<'t>,
    /// What linked data says of the article.
    pub(in crate::formats) data: Option<ArticleData<'a>>,
    /// What linked data says of the page.
    pub(in crate::formats) page: Option<ArticleData<'a>>,
    /// The page's addresses.
    pub(in crate::formats) urls: &'a [&'a str],
    /// What is around the headline.
    pub(in crate::formats) zone: &'a Zone,
    /// The element that holds the text.
    pub(in crate::formats) root: NodeId,
}

impl PageDates<'_, '_> {
    /// Offers all dates, and the linked data's dateline.
    pub(in crate::formats) fn offer(&self, builder: &mut ArticleBuilder<'_>) {
        self.offer_agreed(builder);
        self.offer_local(builder);
        self.offer_declared(builder);
        self.offer_shown(builder);
        if let Some(written) = self.data.and_then(|data| data.text("dateline")) {
            builder.place_or_dateline(&written);
        }
        self.offer_likely(builder);
        self.offer_modified(builder);
        self.report_unread(builder);
    }

    /// Offers the visible date if the address has the same day and the declared one is of another
    /// day: sites that move declare the day of their move.
    fn offer_agreed(&self, builder: &mut ArticleBuilder<'_>) {
        let (order, calendar) = (builder.day_order(), builder.calendar());
        let day = |date: Spelling| date.published.start().date();
        let of_address = self.urls.iter().find_map(|url| builder.day_of_address(url));
        let Some(address) = of_address.map(|(_, date)| date.start().date()) else {
            return;
        };
        let lines = || self.zone.lines().filter(|line| may_hold_day(&line.text));
        let shown = lines().find(|line| {
            let date = publication_in_line(&line.text, order, calendar);
            date.is_some_and(|date| day(date) == address)
        });
        if let Some(line) = shown {
            let offer = DateOffer::new(DateRank::Stated, DateSource::MetadataLine, &*line.text);
            let declared = self.declared_days(order, calendar);
            if !declared.is_empty() && declared.iter().all(|own| is_far(*own, address)) {
                builder.offer_date(offer.if_read_by(publication_in_line));
            }
        }
    }

    /// Offers the moment that is declared in UTC on the clocks of the time that is visible: the day
    /// is that which a reader sees.
    fn offer_local(&self, builder: &mut ArticleBuilder<'_>) {
        let (order, calendar) = (builder.day_order(), builder.calendar());
        let declared = self.declared(order, calendar).next();
        let Some(declared) = declared.map(|date| date.published) else {
            return;
        };
        if declared.offset_seconds() != Some(0) {
            return;
        }
        let lines = || self.zone.lines().filter(|line| may_hold_day(&line.text));
        let shown = || {
            lines()
                .filter_map(|line| Some((line, publication_in_line(&line.text, order, calendar)?)))
        };
        let local = shown().find_map(|(line, date)| Some((line, on_shown_clocks(declared, date)?)));
        if let Some((line, local)) = local {
            let offer = DateOffer::new(DateRank::Stated, DateSource::Meta, &*line.text);
            builder.offer_date(offer.read_as(sure(local)));
        } else if let Some((line, _)) = shown().find(|(_, date)| is_evening_before(declared, *date))
        {
            let offer = DateOffer::new(DateRank::Stated, DateSource::MetadataLine, &*line.text);
            builder.offer_date(offer.if_read_by(publication_in_line));
        }
    }

    /// The dates that the page declares as those of publication.
    fn declared(&self, order: DayOrder, calendar: Calendar) -> impl Iterator<Item = Spelling> {
        let linked = self.data.and_then(|data| data.text("datePublished"));
        let metas = self.found.meta(PUBLISHED).map(Cow::Borrowed);
        let dates = linked.into_iter().chain(metas);
        dates.filter_map(move |written| read_loosely(&written, order, calendar))
    }

    /// Their days.
    fn declared_days(&self, order: DayOrder, calendar: Calendar) -> Vec<Date> {
        let dates = self.declared(order, calendar);
        dates.map(|date| date.published.start().date()).collect()
    }

    /// Whether linked data has the last change as the date of publication, and `<meta>` an own date.
    fn repeats_change(&self) -> bool {
        let text = |key| self.data.and_then(|data| data.text(key));
        let published = text("datePublished");
        published.is_some()
            && published == text("dateModified")
            && self.found.meta(&["article:published_time"]).is_some()
    }

    /// Offers dates that the page declares as those of publication.
    fn offer_declared(&self, builder: &mut ArticleBuilder<'_>) {
        let rank = DateRank::Stated;
        if self.repeats_change()
            && let Some(written) = self.found.meta(&["article:published_time"])
        {
            offer(builder, rank, DateSource::Meta, written);
        }
        if let Some(data) = self.data {
            for key in ["datePublished", "dateCreated", "uploadDate"] {
                if let Some(written) = data.text(key) {
                    offer(builder, rank, DateSource::JsonLd, written);
                }
            }
        }
        for name in PUBLISHED {
            for written in self.found.all_metas(name) {
                // A day that is shown says more than a year.
                let rank = if is_year(written) {
                    DateRank::Inferred
                } else {
                    rank
                };
                offer(builder, rank, DateSource::Meta, written);
            }
        }
        if let Some(written) = self.page.and_then(|page| page.text("datePublished")) {
            offer(builder, rank, DateSource::JsonLd, written);
        }
        for name in MARKED {
            let items = || self.found.items(name).filter(|id| self.is_of_article(*id));
            let near = items().filter(|id| self.zone.marked.contains(id));
            for id in near.chain(items()) {
                self.offer_element(builder, rank, DateSource::Microdata, id);
            }
        }
        let marked = |id: &&NodeId| self.tree.attribute(**id, "pubdate").is_some();
        for id in self.found.times.iter().filter(marked) {
            if self.is_publication(*id) && self.is_of_article(*id) {
                self.offer_element(builder, rank, DateSource::TimeElement, *id);
            }
        }
    }

    /// Offers the dates around the headline: they are Stated, since a reader sees them as the date.
    /// Times and lines that are only a date count in the order of the page, below the heading first.
    fn offer_shown(&self, builder: &mut ArticleBuilder<'_>) {
        let rank = DateRank::Stated;
        let (order, calendar) = (builder.day_order(), builder.calendar());
        let times = |place: Option<usize>| {
            let here = self
                .zone
                .times
                .iter()
                .filter(move |(_, line)| *line == place);
            here.map(|(id, _)| *id).filter(|id| self.is_shown(*id))
        };
        for (at, line) in self.zone.below.iter().enumerate() {
            if line.is_after_text {
                break;
            }
            for id in times(Some(at)) {
                self.offer_element(builder, rank, DateSource::TimeElement, id);
            }
            if is_date_line(&line.text, order, calendar) && !is_of_event(&line.text) {
                offer_line(builder, &line.text, publication_in_line);
            }
        }
        for (id, _) in self.zone.times.iter().filter(|(id, _)| self.is_shown(*id)) {
            self.offer_element(builder, rank, DateSource::TimeElement, *id);
        }
        let dated = self.zone.lines().filter(|line| may_hold_day(&line.text));
        for line in dated.filter(|line| !is_of_event(&line.text)) {
            let read = if is_sentence(&line.text) {
                labelled_day
            } else if line.is_after_text {
                short_line_day
            } else {
                publication_in_line
            };
            offer_line(builder, &line.text, read);
        }
        for written in self
            .zone
            .marked
            .iter()
            .flat_map(|id| counted_times(self.tree, *id))
        {
            offer(builder, rank, DateSource::TimeElement, written);
        }
        for text in self.zone.texts.iter().filter(|text| may_hold_day(text)) {
            offer_line(builder, text, opening_day);
        }
    }

    /// Whether a time near the headline is that of publication.
    fn is_shown(&self, id: NodeId) -> bool {
        self.is_publication(id) && !is_clock(self.tree, id) && !is_in_sentence(self.tree, id)
    }

    /// Offers dates that may be those of publication: in the address, in the title, at the foot of
    /// the text, in scripts, and times and labelled lines of other places.
    fn offer_likely(&self, builder: &mut ArticleBuilder<'_>) {
        let rank = DateRank::Inferred;
        for url in self.urls {
            builder.date_of_address(url);
        }
        if let Some(title) = self.found.title.map(|id| self.tree.line(id)) {
            let offer = DateOffer::new(rank, DateSource::MetadataLine, title);
            builder.offer_date(offer.if_read_by(publication_in_line));
        }
        let (order, calendar) = (builder.day_order(), builder.calendar());
        let declared = self.declared_days(order, calendar);
        // Most pages declare a date that is one, and need not be searched.
        let is_dated = declared.iter().any(|day| day.year() > FIRST_OF_CLOCKS);
        if !is_dated {
            self.offer_foot(builder);
        }
        // Teasers and comments have times too, so a time next to the article's text is preferred.
        let around = self.tree.parent(self.root).unwrap_or(self.root);
        let here = |id: &&NodeId| {
            self.tree
                .ancestors(**id)
                .take(DEEPEST_TIME)
                .any(|above| above == around)
        };
        let times = || {
            let all = self.found.times.iter();
            all.filter(|id| self.is_shown(**id) && self.is_of_article(**id))
        };
        if let Some(id) = times().find(here) {
            self.offer_element(builder, rank, DateSource::TimeElement, *id);
        }
        if !is_dated {
            self.offer_posted(builder);
        }
        if let Some(id) = times().next() {
            self.offer_element(builder, rank, DateSource::TimeElement, *id);
        }
    }

    /// Offers the lines at the foot of the text that are a date or have one with a label.
    fn offer_foot(&self, builder: &mut ArticleBuilder<'_>) {
        for line in Zone::foot(self.tree, self.root) {
            let offer = DateOffer::new(DateRank::Inferred, DateSource::MetadataLine, line);
            builder.offer_date(offer.if_read_by(labelled_day));
        }
    }

    /// Offers the date in the page's scripts, and dates with a label anywhere on the page.
    fn offer_posted(&self, builder: &mut ArticleBuilder<'_>) {
        let rank = DateRank::Inferred;
        if let Some(written) = script_date(&self.found.programs) {
            offer(builder, rank, DateSource::Field, written);
        }
        for line in numbered_lines(self.tree, NodeId::DOCUMENT) {
            let offer = DateOffer::new(rank, DateSource::MetadataLine, line);
            builder.offer_date(offer.if_read_by(posted_day));
        }
    }

    /// Offers dates of the last change.
    fn offer_modified(&self, builder: &mut ArticleBuilder<'_>) {
        let rank = DateRank::Inferred;
        for data in [self.data, self.page].into_iter().flatten() {
            if let Some(written) = data.text("dateModified") {
                offer(builder, rank, DateSource::JsonLd, written);
            }
        }
        if let Some(written) = self.found.meta(MODIFIED) {
            offer(builder, rank, DateSource::Meta, written);
        }
        for id in self.found.items("dateModified") {
            self.offer_element(builder, rank, DateSource::Microdata, id);
        }
        for id in &self.zone.marked {
            let has_date =
                self.tree.name(*id) == "time" || self.tree.attribute(*id, "title").is_some();
            if has_date && !self.is_publication(*id) {
                self.offer_element(builder, rank, DateSource::TimeElement, *id);
            }
        }
        for line in self.zone.lines().filter(|line| may_hold_day(&line.text)) {
            let offer = DateOffer::new(rank, DateSource::MetadataLine, &*line.text);
            builder.offer_date(offer.if_read_by(change_in_line));
        }
    }

    /// Reports a stated date that is not understood, if no date is found.
    fn report_unread(&self, builder: &mut ArticleBuilder<'_>) {
        let linked = self.data.and_then(|data| data.text("datePublished"));
        let written = linked.or_else(|| self.found.meta(PUBLISHED).map(Cow::Borrowed));
        if let Some(written) = written {
            let offer = DateOffer::new(DateRank::Inferred, DateSource::Meta, written);
            builder.offer_date(offer.reported_unless_read_by(read_loosely));
        }
    }

    fn offer_element(
        &self,
        builder: &mut ArticleBuilder<'_>,
        rank: DateRank,
        from: DateSource,
        id: NodeId,
    ) {
        let named = ["datetime", "content", "title"]
            .iter()
            .find_map(|name| self.tree.attribute(id, name));
        // What programs read may be misspelled, and people read the text.
        if let Some(written) = named {
            offer(builder, rank, from, written);
        }
        let shown = self.tree.line(id);
        if may_hold_day(&shown) {
            let offer = DateOffer::new(rank, from, shown);
            builder.offer_date(offer.if_read_by(shown_day));
        }
    }

    /// Whether a time is not marked as that of a change.
    fn is_publication(&self, id: NodeId) -> bool {
        let says = |id: NodeId, words: &[&str]| {
            ["class", "itemprop", "id", "data-testid"]
                .iter()
                .filter_map(|name| self.tree.attribute(id, name))
                .map(str::to_ascii_lowercase)
                .any(|value| words.iter().any(|word| value.contains(word)))
        };
        let is_change = |id: NodeId| {
            says(id, &["updat", "modif", "revis"]) && !says(id, &["publish", "pubdate"])
        };
        !self.zone.changes.contains(&id)
            && !is_change(id)
            && !self.tree.parent(id).is_some_and(is_change)
    }

    /// Whether an element is in no comment, no list of other stories and no menu.
    fn is_of_article(&self, id: NodeId) -> bool {
        self.tree
            .ancestors(id)
            .take(DEEPEST_TIME)
            .take_while(|id| *id != self.root)
            .all(|id| !is_other(self.tree, id))
    }
}

/// Whether two days are more than a day apart: clocks of two time zones differ by one.
fn is_far(one: Date, other: Date) -> bool {
    (one - other).get_days().abs() > 1
}

/// Offers the date of a line near the headline, if it has one.
fn offer_line(
    builder: &mut ArticleBuilder<'_>,
    line: &str,
    read: fn(&str, DayOrder, Calendar) -> Option<Spelling>,
) {
    let offer = DateOffer::new(DateRank::Stated, DateSource::MetadataLine, line);
    builder.offer_date(offer.if_read_by(read));
}

/// Whether a line reads as a sentence.
fn is_sentence(line: &str) -> bool {
    line.ends_with(['.', '!', '?', '。', '؟', '…', '।'])
        && line.split_whitespace().count() > MOST_WORDS
}

/// Reads the text of an element that is a date: all of it, else the day in it.
fn shown_day(text: &str, order: DayOrder, calendar: Calendar) -> Option<Spelling> {
    read_loosely(text, order, calendar).or_else(|| publication_in_line(text, order, calendar))
}

/// The most words of a line that ends with a full stop and is no sentence.
const MOST_WORDS: usize = 8;

/// Offers a date; a text that is not understood is no problem.
fn offer(
    builder: &mut ArticleBuilder<'_>,
    rank: DateRank,
    from: DateSource,
    written: impl Into<String>,
) {
    builder.offer_date(DateOffer::new(rank, from, written).if_read_by(read_loosely));
}

/// Reads a date in any spelling, else the date or time that the text starts with.
fn read_loosely(written: &str, order: DayOrder, calendar: Calendar) -> Option<Spelling> {
    let written = written.trim();
    read_written(written, order, calendar).or_else(|| {
        // The time of `2021-01-19T22:00:00+0330[Asia/Tehran]`, or of one with a wrong offset.
        let is_iso = written.get(4..5) == Some("-") && written.get(7..8) == Some("-");
        let starts = [19, 16, 10].into_iter().filter(|_| is_iso);
        starts
            .filter_map(|length| written.get(..length))
            .find_map(|start| calendar.read(start, order))
    })
}
