//! The dates that readers offer, until it is known which calendar they are of.
//!
//! A source may name its language after its dates, so an offer is kept as it is written and read
//! when the article is finished ([`DateOffer::take`]).

use super::date_choice::DateChoice;
use super::written_date::{ReadDate, read_written};
use crate::article::DateSource;
use crate::article::spelling::Spelling;

/// When an offer's turn comes. Within a rank, the offer that came first is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::formats) enum DateRank {
    /// The source states it: before dates that the text opens with.
    Stated,
    /// It was found around the text: after dates that the text opens with, before the path's.
    Inferred,
    /// The day that a page was fetched on: after the path's.
    Captured,
}

/// A date that a reader offers.
#[derive(Debug)]
pub(in crate::formats) struct DateOffer {
    pub(super) rank: DateRank,
    from: DateSource,
    written: String,
    reading: Reading,
}

/// How an offer is read.
#[derive(Debug)]
enum Reading {
    /// As it is written, else as it was understood elsewhere.
    Written {
        read: ReadDate,
        otherwise: Option<Spelling>,
        /// Whether a text that is no date is a problem.
        is_reported: bool,
    },
    /// It was read already.
    Known(Spelling),
    /// It is no offer: where no date is found, it is a problem if it is not understood.
    Missed(ReadDate),
}

impl DateOffer {
    /// A text that ought to be a date, in any spelling. One that is not understood is a problem.
    pub(in crate::formats) fn new(
        rank: DateRank,
        from: DateSource,
        written: impl Into<String>,
    ) -> Self {
        Self {
            rank,
            from,
            written: written.into(),
            reading: Reading::Written {
                read: read_written,
                otherwise: None,
                is_reported: true,
            },
        }
    }

    /// What the text means if it is not understood as it is written.
    pub(in crate::formats) fn or(mut self, spelling: Option<Spelling>) -> Self {
        if let Reading::Written { otherwise, .. } = &mut self.reading {
            *otherwise = spelling;
        }
        self
    }

    /// A text that may hold a date, read in a way of its own. No date in it is no problem.
    pub(in crate::formats) fn if_read_by(mut self, read: ReadDate) -> Self {
        self.reading = Reading::Written {
            read,
            otherwise: None,
            is_reported: false,
        };
        self
    }

    /// A date that was read already.
    pub(in crate::formats) fn read_as(mut self, spelling: Spelling) -> Self {
        self.reading = Reading::Known(spelling);
        self
    }

    /// A text that was offered before by [`Self::if_read_by`]: where no date is found, it is a
    /// problem that this one was not understood.
    pub(in crate::formats) fn missed_by(mut self, read: ReadDate) -> Self {
        self.reading = Reading::Missed(read);
        self
    }

    /// Offers it. Returns whether it was taken.
    pub(super) fn take(&self, choice: &mut DateChoice<'_>) -> bool {
        if choice.is_settled() {
            return false;
        }
        let (order, calendar) = (choice.day_order(), choice.calendar());
        match self.reading {
            Reading::Known(spelling) => choice.offer(self.from, &self.written, spelling),
            Reading::Written {
                read,
                otherwise,
                is_reported,
            } => match read(&self.written, order, calendar).or(otherwise) {
                Some(spelling) => choice.offer(self.from, &self.written, spelling),
                None if is_reported => choice.not_understood(self.from, &self.written),
                None => false,
            },
            Reading::Missed(read) => {
                if read(&self.written, order, calendar).is_none() {
                    choice.not_understood(self.from, &self.written);
                }
                false
            }
        }
    }
}
