//! How a message tells the two readings of a date such as 03/04/2021.

use crate::article::spelling::DayOrder;
use crate::article::{Precision, Published};
use crate::formats::bytes::excerpt::excerpt;
use jiff::civil::Date;

/// Both readings of a date, and which one was taken.
pub(super) fn both_readings(written: &str, taken: &Published, order: DayOrder) -> String {
    debug_assert!(
        taken.precision() >= Precision::Day,
        "only days are ambiguous"
    );
    let start = taken.start();
    let (day_first, month_first) = match order {
        DayOrder::DayFirst => ((start.day(), start.month()), (start.month(), start.day())),
        DayOrder::MonthFirst => ((start.month(), start.day()), (start.day(), start.month())),
    };
    format!(
        "`{}` reads as {} {} or {} {}; taken as {} {} {} (--day-first, --month-first)",
        excerpt(written),
        day_first.0,
        month_name(day_first.1),
        month_name(month_first.1),
        month_first.0,
        start.day(),
        month_name(start.month()),
        start.year(),
    )
}

/// The English name of a month, from 1.
fn month_name(month: i8) -> String {
    Date::new(2000, month, 1).map_or_else(|_| String::new(), |day| day.strftime("%B").to_string())
}
