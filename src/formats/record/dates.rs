//! The dates of a record: in one value, with the time of the day in another, or in parts.
//!
//! Names have decided which values are dates. The builder chooses among what is offered here.

use super::{Field, FieldValue, Named, Record};
use crate::article::{DateSource, Precision};
use crate::formats::gather::written_date::{date_of_parts, is_date, precision_of};
use crate::formats::gather::{ArticleBuilder, DateOffer, DateRank};

/// Whether a name is that of the day on which a record was made.
fn is_creation(named: Named) -> bool {
    matches!(named.key(), Some("created" | "createdat" | "datecreated"))
}

/// The longest time of a day, in bytes: `07:45:00 AM`.
const LONGEST_CLOCK: usize = 11;

impl Record<'_> {
    /// Notes a day of publication that is `null`, as drafts of Strapi have it: in an envelope, or
    /// after a `documentId`. Elsewhere the day may only be unknown.
    pub(super) fn note_unpublished(
        &mut self,
        named: Named,
        value: &FieldValue<'_>,
        envelopes: usize,
    ) {
        if *value == FieldValue::Nothing && named.key() == Some("publishedat") {
            let is_document = |(own, _): &(Named, _)| own.key() == Some("documentid");
            self.is_unpublished |= envelopes > 0 || self.found.iter().any(is_document);
        }
    }

    /// Whether it is a draft: it has a day on which it was created and none of publication. The
    /// first is dropped then, since it is not a date of the article.
    pub(super) fn take_days_of_draft(&mut self) -> bool {
        let dates = self.found.iter();
        let mut dates = dates.filter(|(named, _)| named.field == Field::Published);
        let is_draft = self.is_unpublished && dates.all(|(named, _)| is_creation(*named));
        let has_days = self.has(Field::Published);
        if is_draft && has_days {
            self.found
                .retain(|(named, _)| named.field != Field::Published);
        }
        is_draft && has_days
    }

    /// Makes the day on which a record was made that of a clipping, if its source is the address of
    /// a page: the day counts only where there is no other.
    pub(super) fn settle_clipping(&mut self) {
        let is_address = |value: &FieldValue<'_>| {
            let text = value.shown();
            text.starts_with("http://") || text.starts_with("https://")
        };
        let mut found = self.found.iter();
        if !found.any(|(named, value)| named.key() == Some("source") && is_address(value)) {
            return;
        }
        for (named, _) in &mut self.found {
            if is_creation(*named) {
                *named = Named::without_name(Field::Seen);
            }
        }
    }

    /// Offers the dates. A table may have the time of a day in a column of its own. The day when
    /// somebody found the article counts only where there is no other.
    pub(super) fn offer_dates(&mut self, builder: &mut ArticleBuilder<'_>) {
        let mut dates: Vec<(Named, String)> = Vec::new();
        while let Some((named, date)) = self.take_named(Field::Published) {
            let written = date.shown().into_owned();
            // `data` is a date in some languages, and anything in others.
            if named.key() != Some("data") || is_date(&written, builder.day_order()) {
                dates.push((named, written));
            }
        }
        let clock = dates.iter().position(|(named, written)| {
            named.key() == Some("time") && written.contains(':') && written.len() <= LONGEST_CLOCK
        });
        if let Some(at) = clock.filter(|at| *at > 0) {
            let (_, clock) = dates.remove(at);
            let (_, day) = &mut dates[0];
            let both = format!("{day} {clock}");
            if !day.contains(':') && is_date(&both, builder.day_order()) {
                *day = both;
            }
        }
        for (_, date) in dates {
            builder.date(DateSource::Field, Some(date));
        }
        self.offer_date_in_parts(builder);
        while let Some(seen) = self.take(Field::Seen) {
            let seen = seen.shown().into_owned();
            let offer = DateOffer::new(DateRank::Captured, DateSource::Capture, seen);
            builder.offer_date(offer);
        }
    }

    /// Offers a date whose year, month and day have values of their own. A day of the week is no day,
    /// and what is less than a day counts after a day elsewhere in the article.
    fn offer_date_in_parts(&mut self, builder: &mut ArticleBuilder<'_>) {
        let mut part = |field| self.take(field).and_then(FieldValue::into_first);
        let (year, month, day) = (part(Field::Year), part(Field::Month), part(Field::Day));
        let is_year =
            |year: &String| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
        let Some(year) = year.filter(is_year) else {
            return;
        };
        let starts_with_digit = |day: &String| day.starts_with(|c: char| c.is_ascii_digit());
        let day = day.filter(starts_with_digit);
        let order = builder.day_order();
        let spellings = [
            date_of_parts(&year, month.as_deref(), day.as_deref()),
            date_of_parts(&year, month.as_deref(), None),
            year,
        ];
        let mut dates = spellings.into_iter();
        let date = dates.find_map(|date| precision_of(&date, order).zip(Some(date)));
        if let Some((precision, date)) = date {
            let rank = if precision >= Precision::Day {
                DateRank::Stated
            } else {
                DateRank::Inferred
            };
            builder.offer_date(DateOffer::new(rank, DateSource::Field, date));
        }
    }
}
