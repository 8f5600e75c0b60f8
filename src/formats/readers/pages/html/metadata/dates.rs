//! Offers the dates of a page, the most trusted place first. A date of change is used only if there
//! is no date of publication.

use super::super::found::Found;
use super::super::tree::{NodeId, Tree};
use super::linked_data::ArticleData;
use crate::article::spelling::{
    DayOrder, Spelling, opens_with_change_label, opens_with_date_label, read_date,
};
use crate::article::{DateSource, Precision, Published};
use crate::formats::gather::date_choice::DateChoice;
use crate::formats::gather::dateline::read_dateline;
use crate::formats::gather::path_date::path_date;
use jiff::Timestamp;
use jiff::tz::Offset;
use std::borrow::Cow;

/// Names of `<meta>` elements with the date of publication.
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

/// Properties of microdata and `RDFa` with the date of publication, of schema.org and Dublin Core.
const MARKED: &[&str] = &["datePublished", "dateCreated", "issued", "created"];

/// Names of `<meta>` elements with the date of the last change.
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

/// The places of a page that have dates.
pub(in crate::formats) struct PageDates<'a, 't> {
    pub(in crate::formats) tree: &'t Tree,
    pub(in crate::formats) found: &'a Found<'t>,
    pub(in crate::formats) data: Option<ArticleData<'a>>,
    /// The page's addresses.
    pub(in crate::formats) urls: &'a [&'a str],
    /// Short lines near the headline.
    pub(in crate::formats) lines: &'a [&'a str],
    /// The element with the text.
    pub(in crate::formats) root: NodeId,
}

impl PageDates<'_, '_> {
    /// Offers dates that are marked as dates of publication.
    pub(in crate::formats) fn offer_published(&self, choice: &mut DateChoice<'_>) {
        if let Some(data) = self.data {
            for key in ["datePublished", "dateCreated", "uploadDate"] {
                if let Some(written) = data.text(key) {
                    offer(choice, DateSource::JsonLd, &written);
                }
            }
        }
        for name in PUBLISHED {
            for written in self.found.all_metas(name) {
                offer(choice, DateSource::Meta, written);
            }
        }
        for name in MARKED {
            for id in self.found.items(name) {
                self.offer_element(choice, DateSource::Microdata, id);
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
            self.offer_element(choice, DateSource::TimeElement, *id);
        }
        // Teasers have times too, so those near the article's text come first.
        let around = self.tree.parent(self.root).unwrap_or(self.root);
        let here = |id: &&NodeId| {
            self.tree
                .ancestors(**id)
                .take(DEEPEST_TIME)
                .any(|above| above == around)
        };
        if let Some(id) = times().find(here).or_else(|| times().next()) {
            self.offer_element(choice, DateSource::TimeElement, *id);
        }
    }

    /// Offers dates that are probably those of publication: in lines near the headline and in the
    /// address.
    pub(in crate::formats) fn offer_likely(&self, choice: &mut DateChoice<'_>, now: Timestamp) {
        for line in self.lines {
            if choice.is_settled() {
                return;
            }
            if let Some(spelling) = date_in_line(line, choice.day_order(), Of::Publication) {
                choice.offer(DateSource::MetadataLine, line, spelling);
            }
        }
        for url in self.urls {
            offer_address(choice, url, now);
        }
    }

    /// Offers dates of the last change.
    pub(in crate::formats) fn offer_modified(&self, choice: &mut DateChoice<'_>) {
        if let Some(written) = self.data.and_then(|data| data.text("dateModified")) {
            offer(choice, DateSource::JsonLd, &written);
        }
        if let Some(written) = self.found.meta(MODIFIED) {
            offer(choice, DateSource::Meta, written);
        }
        for id in self.found.items("dateModified") {
            self.offer_element(choice, DateSource::Microdata, id);
        }
        for line in self.lines {
            if let Some(spelling) = date_in_line(line, choice.day_order(), Of::Change) {
                choice.offer(DateSource::MetadataLine, line, spelling);
            }
        }
    }

    /// Reports a date of publication that could not be read.
    pub(in crate::formats) fn report_unread(&self, choice: &mut DateChoice<'_>) {
        let linked = self.data.and_then(|data| data.text("datePublished"));
        let written = linked.or_else(|| self.found.meta(PUBLISHED).map(Cow::Borrowed));
        if let Some(written) = written
            && !choice.is_settled()
            && read_any(&written, choice.day_order()).is_none()
        {
            choice.offer_text(DateSource::Meta, &written);
        }
    }

    fn offer_element(&self, choice: &mut DateChoice<'_>, from: DateSource, id: NodeId) {
        if choice.is_settled() {
            return;
        }
        let named = ["datetime", "content", "title"]
            .iter()
            .find_map(|name| self.tree.attribute(id, name));
        match named {
            Some(written) => offer(choice, from, written),
            None => offer(choice, from, &self.tree.line(id)),
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

/// Offers the day in the path of an address.
pub(in crate::formats) fn offer_address(choice: &mut DateChoice<'_>, url: &str, now: Timestamp) {
    let this_year = Offset::UTC.to_datetime(now).year();
    let path = url.split_once("://").map_or("", |(_, rest)| rest);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let path = path.split_once('/').map_or("", |(_, path)| path);
    if let Some((written, published)) = path_date(path, this_year)
        && published.precision() >= Precision::Day
    {
        choice.offer(DateSource::Url, written, sure(published));
    }
}

/// Offers a date, if the text can be read.
fn offer(choice: &mut DateChoice<'_>, from: DateSource, written: &str) {
    if let Some(spelling) = read_any(written, choice.day_order()) {
        choice.offer(from, written, spelling);
    }
}

/// A date in any spelling, a day and time in digits alone (`20210119220005`), or a time stamp in
/// seconds or milliseconds.
fn read_any(written: &str, order: DayOrder) -> Option<Spelling> {
    let written = written.trim();
    let is_number = written.bytes().all(|byte| byte.is_ascii_digit());
    if is_number && written.len() == 14 {
        let (day, time) = written.split_at(8);
        return read_date(&format!("{day}T{time}"), order);
    }
    if is_number && matches!(written.len(), 10 | 13) {
        let number: i64 = written.parse().ok()?;
        let seconds = if written.len() == 13 {
            number / 1000
        } else {
            number
        };
        return Published::from_stored(seconds, Precision::Second, Some(0)).map(sure);
    }
    read_date(written, order).or_else(|| {
        // `2021-01-19T22:00:00+0330[Asia/Tehran]`, or an invalid offset: at least the time is read.
        let is_iso = written.get(4..5) == Some("-") && written.get(7..8) == Some("-");
        let starts = [19, 16, 10].into_iter().filter(|_| is_iso);
        starts
            .filter_map(|length| written.get(..length))
            .find_map(|start| read_date(start, order))
    })
}

fn sure(published: Published) -> Spelling {
    Spelling {
        published,
        ambiguous: false,
    }
}

/// The longest line in which a date is searched, in bytes.
const LONGEST_LINE: usize = 100;

/// Marks between the parts of a line.
const MARKS: &[char] = &['|', '•', '·', '–', '—', ';'];
const MARKS_AND_SLASH: &[char] = &['|', '•', '·', '–', '—', ';', '/'];

/// The most marks of a part that a date is searched next to.
const MOST_MARKS: usize = 8;

/// What a date in a line may be of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    /// Whatever no label says to be a change.
    Publication,
    /// What stands behind the label of a change.
    Change,
}

/// Whether a line has only a date: a day alone, after a label or next to a mark, and it is neither
/// a dateline nor a sentence.
pub(in crate::formats) fn is_date_line(line: &str, order: DayOrder) -> bool {
    let is_labelled = line.starts_with(|c: char| c.is_numeric())
        || line.contains(['|', '•', '·', ':', '：'])
        || opens_with_date_label(line)
        || read_date(line, order).is_some();
    let has_date = |of: Of| date_in_line(line, order, of).is_some();
    is_labelled
        && !line.ends_with(['.', '!', '?', '。', '؟'])
        && (has_date(Of::Publication) || has_date(Of::Change))
        && read_dateline(line, order).is_none()
}

/// The day in a short line such as `Published: 3 May 2021` or `Berlin, 3 May 2021 | Politics`.
fn date_in_line(line: &str, order: DayOrder, of: Of) -> Option<Spelling> {
    if line.len() > LONGEST_LINE || !line.contains(|c: char| c.is_numeric()) {
        return None;
    }
    let day = |text: &str| {
        read_date(text, order).filter(|date| date.published.precision() >= Precision::Day)
    };
    let is_of = |part: &&str| opens_with_change_label(part.trim()) == (of == Of::Change);
    let beside_mark = |part: &str| {
        part.match_indices(|c: char| c.is_whitespace() || matches!(c, ':' | ',' | '：' | '，'))
            .take(MOST_MARKS)
            .find_map(|(at, mark)| day(&part[at + mark.len()..]).or_else(|| day(&part[..at])))
    };
    // A slash separates dates from other parts, but also days from months.
    let parts = || {
        line.split(MARKS)
            .chain(line.split(MARKS_AND_SLASH))
            .filter(is_of)
    };
    let whole = || day(line).filter(|_| of == Of::Publication);
    whole()
        .or_else(|| parts().find_map(day))
        .or_else(|| parts().find_map(beside_mark))
}
