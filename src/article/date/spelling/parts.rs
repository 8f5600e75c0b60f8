//! The parts of a day: year, month and day, as far as they were read.
//!
//! `calendar` reads them from names, `numbers` from numbers. Nothing here looks at a text.

/// The parts of a day that were read so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Parts {
    pub(super) year: Option<i16>,
    pub(super) month: Option<i8>,
    pub(super) day: Option<i8>,
    pub(super) ambiguous: bool,
    /// Whether the year has two digits.
    pub(super) short_year: bool,
    /// Whether the month is one of the Solar Hijri calendar.
    pub(super) jalali: bool,
}

impl Parts {
    /// Adds parts that come later in the text, as in `Jan 19 22:00:00 2021`; `None` if a part is
    /// already known.
    pub(super) fn add(&mut self, more: Self) -> Option<()> {
        let clash = (self.year.is_some() && more.year.is_some())
            || (self.month.is_some() && more.month.is_some())
            || (self.day.is_some() && more.day.is_some());
        if clash {
            return None;
        }
        self.year = self.year.or(more.year);
        self.month = self.month.or(more.month);
        self.day = self.day.or(more.day);
        self.ambiguous |= more.ambiguous;
        self.short_year |= more.short_year;
        self.jalali |= more.jalali;
        Some(())
    }

    pub(super) fn of_short_year(self) -> Self {
        Self {
            short_year: true,
            ..self
        }
    }

    pub(super) fn ymd(year: Option<i16>, month: i8, day: Option<i8>) -> Self {
        Self {
            year,
            month: Some(month),
            day,
            ..Self::default()
        }
    }
}
