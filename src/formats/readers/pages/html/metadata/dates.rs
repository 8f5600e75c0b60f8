//! The dates of a page, offered in the order of trust.
//!
//! A date of change is used only if there is no other date.

use super::super::found::Found;
use super::super::tree::{NodeId, Tree};
use super::linked_data::ArticleData;
use crate::article::spelling::{
    DayOrder, Spelling, opens_with_change_label, opens_with_date_label,
};
use crate::article::{DateSource, Precision};
use crate::formats::gather::dateline::read_dateline;
use crate::formats::gather::written_date::{Calendar, read_written};
use crate::formats::gather::{ArticleBuilder, DateOffer, DateRank};
use std::borrow::Cow;

/// Names of `<meta>` with the date of publication.
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "article:published",
    "og:article:published_time",
    "og:published_time",
    "rnews:datepublished",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.date",
    "dc.date",
    "dc.date.created",
    "dcterms.created",
    "publish_date",
    "publish-date",
    "publishdate",
    "publisheddate",
    "published_date",
    "published-date",
    "published_time",
    "publication_date",
    "publication-date",
    "publicationdate",
    "pubdate",
    "pub_date",
    "published",
    "article.published",
    "article_date_original",
    "article:post_date",
    "citation_publication_date",
    "citation_date",
    "iso-8601-publish-date",
    "firstcreate",
    "og:pubdate",
    "bt:pubdate",
    "gentime",
    "displaydate",
    "originalpublicationdate",
    "article:create_time",
    "article.created",
    "datecreated",
    "creation_date",
    "cdate",
    "date",
];

/// Properties of microdata and `RDFa` with the date of publication: schema.org's and Dublin Core's.
const MARKED: &[&str] = &["datePublished", "dateCreated", "issued", "created"];

/// Names of `<meta>` with the date of the last change.
const MODIFIED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "dateupdated",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
    "lastmod",
    "lastupdate",
];

/// The most elements between a time and the element around the text.
const DEEPEST_TIME: usize = 64;

/// The places of a page's dates.
pub(in crate::formats) struct PageDates<'a, 't> {
    pub(in crate::formats) tree: &'t Tree,
    pub(in crate::formats) found: &'a Found<'t>,
    pub(in crate::formats) data: Option<ArticleData<'a>>,
    /// The page's addresses.
    pub(in crate::formats) urls: &'a [&'a str],
    /// Short lines near the headline.
    pub(in crate::formats) lines: &'a [&'a str],
    /// The element that holds the text.
    pub(in crate::formats) root: NodeId,
}

impl PageDates<'_, '_> {
    /// Offers all dates, and the linked data's dateline.
    pub(in crate::formats) fn offer(&self, builder: &mut ArticleBuilder<'_>) {
        self.offer_published(builder);
        if let Some(written) = self.data.and_then(|data| data.text("dateline")) {
            builder.place_or_dateline(&written);
        }
        self.offer_likely(builder);
        self.offer_modified(builder);
        self.report_unread(builder);
    }

    /// Offers dates that the page names as those of publication.
    fn offer_published(&self, builder: &mut ArticleBuilder<'_>) {
        let rank = DateRank::Stated;
        if let Some(data) = self.data {
            for key in ["datePublished", "dateCreated", "uploadDate"] {
                if let Some(written) = data.text(key) {
                    offer(builder, rank, DateSource::JsonLd, written);
                }
            }
        }
        for name in PUBLISHED {
            for written in self.found.all_metas(name) {
                offer(builder, rank, DateSource::Meta, written);
            }
        }
        for name in MARKED {
            for id in self.found.items(name) {
                self.offer_element(builder, rank, DateSource::Microdata, id);
            }
        }
        let times = || {
            self.found
                .times
                .iter()
                .filter(|id| self.is_publication(**id))
        };
        let marked = |id: &&NodeId| self.tree.attribute(**id, "pubdate").is_some();
        for id in times().filter(marked) {
            self.offer_element(builder, rank, DateSource::TimeElement, *id);
        }
        // Teasers have times too, so a time next to the article's text is preferred.
        let around = self.tree.parent(self.root).unwrap_or(self.root);
        let here = |id: &&NodeId| {
            self.tree
                .ancestors(**id)
                .take(DEEPEST_TIME)
                .any(|above| above == around)
        };
        if let Some(id) = times().find(here).or_else(|| times().next()) {
            self.offer_element(builder, rank, DateSource::TimeElement, *id);
        }
    }

    /// Offers dates that may be those of publication: in lines near the headline and in the
    /// address.
    fn offer_likely(&self, builder: &mut ArticleBuilder<'_>) {
        for line in self.lines.iter().filter(|line| may_hold_day(line)) {
            let offer = DateOffer::new(DateRank::Inferred, DateSource::MetadataLine, *line);
            builder.offer_date(offer.if_read_by(publication_in_line));
        }
        for url in self.urls {
            builder.date_of_address(url);
        }
    }

    /// Offers dates of the last change.
    fn offer_modified(&self, builder: &mut ArticleBuilder<'_>) {
        let rank = DateRank::Inferred;
        if let Some(written) = self.data.and_then(|data| data.text("dateModified")) {
            offer(builder, rank, DateSource::JsonLd, written);
        }
        if let Some(written) = self.found.meta(MODIFIED) {
            offer(builder, rank, DateSource::Meta, written);
        }
        for id in self.found.items("dateModified") {
            self.offer_element(builder, rank, DateSource::Microdata, id);
        }
        for line in self.lines.iter().filter(|line| may_hold_day(line)) {
            let offer = DateOffer::new(rank, DateSource::MetadataLine, *line);
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
        match named {
            Some(written) => offer(builder, rank, from, written),
            None => offer(builder, rank, from, self.tree.line(id)),
        }
    }

    /// Whether a time is not marked as that of a change.
    fn is_publication(&self, id: NodeId) -> bool {
        let says_change = |id: NodeId| {
            ["class", "itemprop", "id", "data-testid"]
                .iter()
                .filter_map(|name| self.tree.attribute(id, name))
                .map(str::to_ascii_lowercase)
                .any(|value| {
                    ["updat", "modif", "revis"]
                        .iter()
                        .any(|word| value.contains(word))
                })
        };
        !says_change(id) && !self.tree.parent(id).is_some_and(says_change)
    }
}

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

/// The longest line that is searched for a date, in bytes.
const LONGEST_LINE: usize = 100;

/// What separates the parts of a line.
const MARKS: &[char] = &['|', '•', '·', '–', '—', ';'];
/// The same with the slash, which is also a part of dates.
const MARKS_AND_SLASH: &[char] = &['|', '•', '·', '–', '—', ';', '/'];

/// The most marks of a line next to which a date is looked for.
const MOST_MARKS: usize = 8;

/// What a date in a line is the date of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum DateRole {
    /// A date that no label calls a change.
    Publication,
    /// A date after the label of a change.
    Change,
}

/// Whether a line is only a date: a day alone, after a label or next to a mark. Datelines and
/// sentences are not.
pub(in crate::formats) fn is_date_line(line: &str, order: DayOrder, calendar: Calendar) -> bool {
    let is_labelled = line.starts_with(|c: char| c.is_numeric())
        || line.contains(['|', '•', '·', ':', '：'])
        || opens_with_date_label(line)
        || calendar.read(line, order).is_some();
    let has_date = |role| date_in_line(line, order, calendar, role).is_some();
    is_labelled
        && !line.ends_with(['.', '!', '?', '。', '؟'])
        && (has_date(DateRole::Publication) || has_date(DateRole::Change))
        && read_dateline(line, order).is_none()
}

/// Whether a line is short and has a number in it.
fn may_hold_day(line: &str) -> bool {
    line.len() <= LONGEST_LINE && line.contains(|c: char| c.is_numeric())
}

/// The day of publication in a line.
fn publication_in_line(line: &str, order: DayOrder, calendar: Calendar) -> Option<Spelling> {
    date_in_line(line, order, calendar, DateRole::Publication)
}

/// The day of a change in a line.
fn change_in_line(line: &str, order: DayOrder, calendar: Calendar) -> Option<Spelling> {
    date_in_line(line, order, calendar, DateRole::Change)
}

/// The day in a short line such as `Published: 3 May 2021` or `Berlin, 3 May 2021 | Politics`.
fn date_in_line(
    line: &str,
    order: DayOrder,
    calendar: Calendar,
    role: DateRole,
) -> Option<Spelling> {
    if !may_hold_day(line) {
        return None;
    }
    let day = |text: &str| {
        let date = calendar.read(text, order);
        date.filter(|date| date.published.precision() >= Precision::Day)
    };
    let has_role = |part: &&str| opens_with_change_label(part.trim()) == (role == DateRole::Change);
    let next_to_mark = |part: &str| {
        part.match_indices(|c: char| c.is_whitespace() || matches!(c, ':' | ',' | '：' | '，'))
            .take(MOST_MARKS)
            .find_map(|(at, mark)| day(&part[at + mark.len()..]).or_else(|| day(&part[..at])))
    };
    // A slash separates dates from other things, and days from months.
    let parts = || {
        line.split(MARKS)
            .chain(line.split(MARKS_AND_SLASH))
            .filter(has_role)
    };
    let whole = || day(line).filter(|_| role == DateRole::Publication);
    whole()
        .or_else(|| parts().find_map(day))
        .or_else(|| parts().find_map(next_to_mark))
}
