//! The metadata of a text, offered to the builder. A line that no field takes is kept in the body.
//!
//! A date line is kept too, unless its date becomes the article's.

use super::key::Key;
use super::line::Entry;
use super::site::is_host;
use crate::article::DateSource;
use crate::formats::bytes::white_space::one_line;
use crate::formats::gather::dateline::{place_name, read_dateline_field};
use crate::formats::gather::written_date::is_date;
use crate::formats::gather::{ArticleBuilder, DateNumber, DateOffer, DateRank, bylines};

/// The metadata of a text while it is offered.
pub(super) struct Metadata<'a, 'b, 'o> {
    builder: &'b mut ArticleBuilder<'o>,
    /// Lines that no field takes. They are kept, unless one of their dates becomes the article's.
    kept: Vec<(&'a str, Vec<DateNumber>)>,
}

impl<'a, 'b, 'o> Metadata<'a, 'b, 'o> {
    pub(super) fn new(builder: &'b mut ArticleBuilder<'o>) -> Self {
        Self {
            builder,
            kept: Vec::new(),
        }
    }

    /// Offers the metadata: dates first, because a dateline is trusted less.
    pub(super) fn take_entries(&mut self, entries: &'a [Entry<'a>]) {
        let dates = self.offer_dates(entries);
        for (entry, dates) in entries.iter().zip(dates) {
            let taken = match entry.key {
                Some(key) => entry.value.is_empty() || self.take(key, &entry.value),
                None => false,
            };
            if !taken {
                self.kept.push((entry.lines, dates));
            }
        }
    }

    /// Offers the date lines. Returns for each entry the dates that were read from it.
    fn offer_dates(&mut self, entries: &[Entry<'_>]) -> Vec<Vec<DateNumber>> {
        let mut dates = vec![Vec::new(); entries.len()];
        let time = entries
            .iter()
            .position(|entry| entry.key == Some(Key::Time));
        for (at, entry) in entries.iter().enumerate() {
            if entry.key != Some(Key::Published) || entry.value.is_empty() {
                continue;
            }
            let whole = time.map(|time| format!("{} {}", entry.value, entries[time].value));
            match (time, whole.filter(|whole| self.reads(whole))) {
                (Some(time), Some(whole)) => {
                    let number = self.offer(&whole);
                    dates[at].push(number);
                    dates[time].push(number);
                }
                _ => dates[at].push(self.offer(&entry.value)),
            }
        }
        if let Some(time) = time.filter(|time| self.reads(&entries[*time].value)) {
            dates[time].push(self.offer(&entries[time].value));
        }
        dates
    }

    fn reads(&self, text: &str) -> bool {
        is_date(text, self.builder.day_order())
    }

    fn offer(&mut self, written: &str) -> DateNumber {
        let offer = DateOffer::new(DateRank::Stated, DateSource::MetadataLine, written);
        self.builder.offer_date(offer)
    }

    /// Offers a value to its field. Returns whether all of it is there.
    fn take(&mut self, key: Key, value: &str) -> bool {
        let builder = &mut *self.builder;
        match key {
            Key::Headline => builder.headline(Some(one_line(value))),
            Key::Id => builder.id(Some(value.to_owned())),
            Key::Byline => {
                builder.people(bylines::bylines(value));
                true
            }
            Key::Keywords => {
                builder.keywords(bylines::keywords(value));
                true
            }
            Key::Source => builder.source(Some(value.to_owned())),
            Key::Agency => builder.agency(Some(value.to_owned())),
            Key::Section => builder.section(Some(value.to_owned())),
            Key::Page => builder.page(Some(value.to_owned())),
            Key::Language => builder.language(Some(value.to_owned())),
            Key::Url => builder.url(Some(value.to_owned())),
            Key::Place => self.take_place(value),
            Key::Published | Key::Time | Key::Updated => false,
        }
    }

    /// Offers a place or a whole dateline. Returns whether all of it is in fields; a day is in
    /// none.
    fn take_place(&mut self, value: &str) -> bool {
        let builder = &mut *self.builder;
        match read_dateline_field(value, builder.day_order()) {
            Some(dateline) if dateline.is_sure() => {
                let article = builder.so_far();
                let is_new = article.place.is_none()
                    && (dateline.agency.is_none() || article.agency.is_none());
                builder.fill_from(&dateline);
                is_new && dateline.day.is_none()
            }
            _ => builder.place_as(Some(place_name(value))),
        }
    }

    /// Offers the line of the site as the source. If the metadata names another source, the name of
    /// a host is offered as the address.
    pub(super) fn take_site(&mut self, site: Option<&'a str>) {
        let Some(site) = site else { return };
        let builder = &mut *self.builder;
        let says_so = |field: &Option<String>| -> bool {
            field
                .as_ref()
                .is_some_and(|text| text.to_lowercase().contains(&site.to_lowercase()))
        };
        let taken = builder.source(Some(one_line(site)))
            || says_so(&builder.so_far().source)
            || says_so(&builder.so_far().url)
            || (is_host(site) && builder.url(Some(site.to_owned())));
        if !taken {
            self.kept.insert(0, (site, Vec::new()));
        }
    }

    /// Puts the lines that no field took above the text.
    pub(super) fn keep_lines(self) {
        for (line, dates) in self.kept {
            self.builder.line_above(line, dates);
        }
    }
}
