//! Tests: a table of English and numeric date spellings.
//!
//! Dates in other languages, and labels, are in `languages`.

use super::{Day, DayOrder, read_date, read_day};

fn read(text: &str) -> Option<String> {
    read_date(text, DayOrder::DayFirst).map(|date| date.published.to_string())
}

/// Spellings, each with its date.
#[rustfmt::skip]
const SPELLINGS: &[(&str, &str)] = &[
    // ISO 8601, all precisions
    ("2021", "2021"),
    ("2021-01", "2021-01"),
    ("2021-01-19", "2021-01-19"),
    ("2021-01-19T22:00", "2021-01-19T22:00"),
    ("2021-01-19 22:00", "2021-01-19T22:00"),
    ("2021-01-19T22:00:05Z", "2021-01-19T22:00:05Z"),
    ("2021-01-19T22:00:05.123+03:30", "2021-01-19T22:00:05+03:30"),
    ("2021-01-19 22:00:05 +0330", "2021-01-19T22:00:05+03:30"),
    ("2021-01-19 22:00:05 UTC", "2021-01-19T22:00:05Z"),
    ("20210119", "2021-01-19"),
    ("20210119T2200", "2021-01-19T22:00"),
    ("20210119T220005Z", "2021-01-19T22:00:05Z"),
    ("20210119T220005+0100", "2021-01-19T22:00:05+01:00"),
    ("20210119T220000+0330", "2021-01-19T22:00:00+03:30"),
    ("20210119T220005.123Z", "2021-01-19T22:00:05Z"),
    ("2021-01-19T22:00:05.000-0500", "2021-01-19T22:00:05-05:00"),
    ("26-FEB-1987 15:01:01.79", "1987-02-26T15:01:01"),
    // Day, month, year
    ("19 January 2021", "2021-01-19"),
    ("19 JANUARY 2021", "2021-01-19"),
    ("19 Jan 2021", "2021-01-19"),
    ("19. January 2021", "2021-01-19"),
    ("5 Sept 2020", "2020-09-05"),
    ("19th January 2021", "2021-01-19"),
    ("19th of January, 2021", "2021-01-19"),
    ("the 3rd May 2021", "2021-05-03"),
    ("1st of May 2021", "2021-05-01"),
    ("19-Jan-2021", "2021-01-19"),
    ("19/Jan/2021", "2021-01-19"),
    ("2021-Jan-19", "2021-01-19"),
    ("2021 January 19", "2021-01-19"),
    // Month, day, year
    ("January 19, 2021", "2021-01-19"),
    ("January 19 2021", "2021-01-19"),
    ("Jan. 19, 2021", "2021-01-19"),
    ("Sept. 5, 2020", "2020-09-05"),
    ("May the 4th, 2021", "2021-05-04"),
    ("Jan-19-2021", "2021-01-19"),
    ("Tuesday, January 19, 2021", "2021-01-19"),
    ("19 January 2021 (Tuesday)", "2021-01-19"),
    ("19 January 2021, Tues.", "2021-01-19"),
    ("  19 January 2021.  ", "2021-01-19"),
    // Months and years
    ("January 2021", "2021-01"),
    ("Jan 2021", "2021-01"),
    ("Jan. 2021", "2021-01"),
    ("January, 2021", "2021-01"),
    ("2021 January", "2021-01"),
    ("01/2021", "2021-01"),
    ("2021/01", "2021-01"),
    // Numbers
    ("2021/01/19", "2021-01-19"),
    ("2021/1/9", "2021-01-09"),
    ("2021.01.19", "2021-01-19"),
    ("19/01/2021", "2021-01-19"),
    ("01/19/2021", "2021-01-19"),
    ("19.01.2021", "2021-01-19"),
    ("19-01-2021", "2021-01-19"),
    ("19.1.2021 22.30", "2021-01-19T22:30"),
    ("05/05/2021", "2021-05-05"),
    // Years of two digits
    ("25.04.24", "2024-04-25"),
    ("25. 4. 24", "2024-04-25"),
    ("4/23/18", "2018-04-23"),
    ("23-04-18", "2018-04-23"),
    ("4/23/18 8:05 PM", "2018-04-23T20:05"),
    ("23/04/18, 20.05", "2018-04-23T20:05"),
    ("20:05, 23.04.18", "2018-04-23T20:05"),
    ("4/23/'18", "2018-04-23"),
    ("99-12-31", "1999-12-31"),
    ("00/12/31", "2000-12-31"),
    ("31.12.99", "1999-12-31"),
    ("5 Apr 18", "2018-04-05"),
    ("5 Apr ’18", "2018-04-05"),
    ("5-Apr-18", "2018-04-05"),
    ("5. April 18", "2018-04-05"),
    ("Thu, 5 Apr 18 20:05:00 GMT", "2018-04-05T20:05:00Z"),
    ("Apr 5, 18", "2018-04-05"),
    ("April 5, '18", "2018-04-05"),
    ("Sept. '20", "2020-09"),
    ("Published: 4/23/18", "2018-04-23"),
    ("Posted 5 Apr 18, updated 6 Apr 18", "2018-04-05"),
    // Times
    ("19 January 2021 - 22:00", "2021-01-19T22:00"),
    ("19 January 2021 – 22:00", "2021-01-19T22:00"),
    ("19 January 2021 — 22:00", "2021-01-19T22:00"),
    ("19 January 2021-22:00", "2021-01-19T22:00"),
    ("19 January 2021 | 22:00", "2021-01-19T22:00"),
    ("19 January 2021 • 22:00", "2021-01-19T22:00"),
    ("19 January 2021, 22:00", "2021-01-19T22:00"),
    ("19\u{a0}January\u{202f}2021 22:00", "2021-01-19T22:00"),
    ("\u{200e}19 January 2021\u{200f} 22:00", "2021-01-19T22:00"),
    ("22:00 - 19 January 2021", "2021-01-19T22:00"),
    ("22:00, Tue 19/01/2021", "2021-01-19T22:00"),
    ("January 19, 2021 10:00 PM", "2021-01-19T22:00"),
    ("January 19, 2021 10:00:05 PM", "2021-01-19T22:00:05"),
    ("January 19, 2021 at 10 p.m.", "2021-01-19T22:00"),
    ("January 19, 2021 at 10 p.m", "2021-01-19T22:00"),
    ("19 January 2021 10.30am", "2021-01-19T10:30"),
    ("10.30am, 19 January 2021", "2021-01-19T10:30"),
    ("19 January 2021 22h00", "2021-01-19T22:00"),
    ("19 January 2021 22h", "2021-01-19T22:00"),
    ("19 January 2021 22:00 hrs", "2021-01-19T22:00"),
    ("19 January 2021 2200 hrs", "2021-01-19T22:00"),
    ("19 January 2021, noon", "2021-01-19T12:00"),
    ("19 January 2021, 12 noon", "2021-01-19T12:00"),
    ("19 January 2021, midnight", "2021-01-19T00:00"),
    ("19 January 2021 12:05 am", "2021-01-19T00:05"),
    ("19 January 2021 12:05 pm", "2021-01-19T12:05"),
    ("19 January 2021 22:00 PM", "2021-01-19T22:00"),
    ("19 January 2021 22:00 local time", "2021-01-19T22:00"),
    // Zones
    ("Tue, 19 Jan 2021 22:00:00 +0300", "2021-01-19T22:00:00+03:00"),
    ("Tue, 19 Jan 2021 22:00:00 +0300 (MSK)", "2021-01-19T22:00:00+03:00"),
    ("Tue, 19 Jan 2021 22:00:00 GMT", "2021-01-19T22:00:00Z"),
    ("Tue, 19 Jan 2021 22:00 -0500", "2021-01-19T22:00-05:00"),
    ("19 Jan 2021 22:00 UTC", "2021-01-19T22:00Z"),
    ("Jan 19, 2021 10:00 PM EST", "2021-01-19T22:00-05:00"),
    ("10 p.m. EDT July 19, 2021", "2021-07-19T22:00-04:00"),
    ("19 July 2021 22:00 CEST", "2021-07-19T22:00+02:00"),
    ("19 January 2021 22:00 (UTC+3)", "2021-01-19T22:00+03:00"),
    ("19 January 2021 22:00 GMT+03:30", "2021-01-19T22:00+03:30"),
    ("19 January 2021 22:00 UTC-5", "2021-01-19T22:00-05:00"),
    ("19 January 2021 2200 GMT", "2021-01-19T22:00Z"),
    ("2200 GMT, 19 January 2021", "2021-01-19T22:00Z"),
    ("22:00 GMT - 19 January 2021", "2021-01-19T22:00Z"),
    ("19 July 2021 22:00 BST", "2021-07-19T22:00"),
    ("January 19, 2021 10:00 PM ET", "2021-01-19T22:00"),
    ("Tue Jan 19 22:00:00 2021", "2021-01-19T22:00:00"),
    ("Tue Jan 19 22:00:00 +0000 2021", "2021-01-19T22:00:00Z"),
    ("Tue Jan 19 22:00:00 UTC 2021", "2021-01-19T22:00:00Z"),
    // Far years and odd days
    ("1 January 1605", "1605-01-01"),
    ("29 February 2020", "2020-02-29"),
    ("31 December 2300", "2300-12-31"),
    ("30 June 2015 23:59:60 UTC", "2015-06-30T23:59:59Z"),
];

#[test]
fn dates_are_read_as_people_and_programs_write_them() {
    for (text, expected) in SPELLINGS {
        assert_eq!(read(text).as_deref(), Some(*expected), "{text:?}");
    }
}

#[test]
fn incomplete_and_invalid_dates_are_not_read() {
    for text in [
        "",
        "   ",
        "yesterday",
        "19/1/1",
        "10-2-1",
        "3 - 2 - 10",
        "January 21",
        "19 January 21:00",
        "19 January 9 am",
        "19 January 10 am",
        "1.10.20.30",
        "19 January",
        "January 19",
        "Tuesday",
        "31 February 2021",
        "29 February 2021",
        "2021-13-01",
        "13/13/2021",
        "19 January 2021 25:00",
        "19 January 2021 24:00",
        "19 January 2021 22:60",
        "19 January 2021 22:00:61",
        "2021-01-19T22:00:61",
        "19 January 2021 13:00 AM",
        "January 2021 22:00",
        "0 January 2021",
        "22:00",
        "2200 GMT",
        "19 January 2021 20 January 2021",
        "19 January 2021 and more",
        "2021-22",
        "19 2021",
        "99999999999999999999999999",
        "1611093600",
        "19 January 2021 22:00 XYZ",
        "Version 2.0.2021",
    ] {
        assert_eq!(read(text), None, "{text:?}");
    }
}

#[test]
fn the_order_matters_only_if_both_readings_are_possible_and_is_then_reported() {
    let both = |text: &str| {
        [DayOrder::DayFirst, DayOrder::MonthFirst].map(|order| {
            let date = read_date(text, order).unwrap();
            (date.published.to_string(), date.ambiguous)
        })
    };
    let read = |day: &str, ambiguous| (day.to_owned(), ambiguous);
    for text in ["03/04/2021", "3-4-2021", "03/04/21"] {
        assert_eq!(
            both(text),
            [read("2021-04-03", true), read("2021-03-04", true)],
            "{text}"
        );
    }
    // Where the day comes first, full stops join days, months and years.
    assert_eq!(
        both("03.04.2021"),
        [read("2021-04-03", false), read("2021-03-04", true)]
    );
    for text in ["19/01/2021", "01/19/2021", "2021/01/19"] {
        assert_eq!(
            both(text),
            [read("2021-01-19", false), read("2021-01-19", false)],
            "{text}"
        );
    }
    assert_eq!(
        both("05/05/2021"),
        [read("2021-05-05", false), read("2021-05-05", false)]
    );
}

#[test]
fn a_day_without_a_year_differs_from_a_date() {
    let read = |text| read_day(text, DayOrder::DayFirst);
    for text in [
        "May 3",
        "3 May",
        "Feb. 26",
        "MARCH 3",
        "Tuesday",
        "Tuesday, May 3",
        "Sept 5",
    ] {
        assert_eq!(read(text), Some(Day::WithoutYear), "{text:?}");
    }
    for text in [
        "3 May 2021",
        "May 3, 2021",
        "2021-05-03",
        "Monday, 3 May 2021",
    ] {
        let Some(Day::Dated(date)) = read(text) else {
            panic!("not read: {text:?}");
        };
        assert_eq!(date.published.to_string(), "2021-05-03", "{text:?}");
    }
    for text in [
        "May",
        "May 2021",
        "2021",
        "2021-05",
        "Kenya",
        "3",
        "May 32",
        "May 32 2021",
        "",
    ] {
        assert_eq!(read(text), None, "{text:?}");
    }
}

proptest::proptest! {
    #[test]
    fn no_text_causes_a_panic(text in "\\PC{0,60}") {
        let _ = read_date(&text, DayOrder::DayFirst);
        let _ = read_day(&text, DayOrder::DayFirst);
    }

    #[test]
    fn random_sequences_of_date_parts_never_cause_a_panic(
        parts in proptest::collection::vec(
            proptest::sample::select(vec![
                "19", "January", "2021", "Tue", ",", "-", "/", ":", ".", "22", "00", "p", "m", "T",
                "GMT", "+", "0300", "(", ")", "th", "noon", "at", " ", "20210119", "h",
            ]),
            0..14,
        )
    ) {
        let _ = read_date(&parts.concat(), DayOrder::MonthFirst);
    }
}
