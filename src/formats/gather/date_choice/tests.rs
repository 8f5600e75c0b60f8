//! Which date is chosen of several, and what is reported of the others.
//!
//! Dates are offered as readers offer them; how they are spelled is tested elsewhere.

use super::*;

fn options(now: &str) -> ReadOptions {
    ReadOptions::at(now.parse().unwrap())
}

fn choose(now: &str, offers: &[(DateSource, &str)]) -> (Option<String>, Vec<Problem>) {
    let options = options(now);
    let mut choice = DateChoice::new(&options, 7);
    for (from, written) in offers {
        choice.offer_text(*from, written);
    }
    choice.offer_path(&ArchivePath::from_stored("2020/x.txt"), ..);
    let mut article = Article::default();
    let problems = choice.settle(&mut article);
    (article.published.map(|date| date.to_string()), problems)
}

const NOW: &str = "2021-06-01T12:00:00Z";

#[test]
fn the_first_date_that_is_understood_and_has_come_is_taken() {
    use DateSource::{Dateline, MetadataLine};
    let (date, problems) = choose(NOW, &[(MetadataLine, "soon"), (Dateline, "3 May 2021")]);
    assert_eq!(date.as_deref(), Some("2021-05-03"));
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].kind, ProblemKind::UnknownDate);
    assert_eq!(problems[0].ordinal, Some(7));

    let (date, problems) = choose(NOW, &[(MetadataLine, "3 May 2031")]);
    assert_eq!(date.as_deref(), Some("2020"));
    assert_eq!(problems[0].kind, ProblemKind::FutureDate);

    let (date, problems) = choose(NOW, &[(MetadataLine, "3 May 2021"), (Dateline, "soon")]);
    assert_eq!(date.as_deref(), Some("2021-05-03"));
    assert_eq!(problems, []);
}

#[test]
fn dates_are_taken_from_the_sources_that_a_person_names_in_that_order() {
    use DateSource::{Dateline, Field, MetadataLine, Path};
    let offers = [(MetadataLine, "03/04/2021"), (Dateline, "soon")];
    for (order, date, problems) in [
        (&[][..], Some("2021-04-03"), 1),
        (&[Path], Some("2020"), 0),
        (&[Path, MetadataLine], Some("2020"), 0),
        (&[Dateline, MetadataLine, Path], Some("2021-04-03"), 2),
        (&[Dateline], None, 1),
        (&[Field], None, 0),
    ] {
        let options = ReadOptions {
            date_from: order.to_vec(),
            ..options(NOW)
        };
        let mut choice = DateChoice::new(&options, 1);
        for (from, written) in offers {
            choice.offer_text(from, written);
        }
        choice.offer_path(&ArchivePath::from_stored("2020/x.txt"), ..);
        let mut article = Article::default();
        let met = choice.settle(&mut article);
        let found = article.published.map(|date| date.to_string());
        assert_eq!(found.as_deref(), date, "{order:?}");
        assert_eq!(met.len(), problems, "{order:?}: {met:?}");
    }
}

#[test]
fn clocks_without_an_offset_may_be_ahead_by_fourteen_hours() {
    for (written, taken) in [
        ("2021-06-01T12:00Z", true),
        ("2021-06-01T12:01Z", false),
        ("2021-06-01T15:30+03:30", true),
        ("2021-06-01T15:31+03:30", false),
        ("2021-06-02T02:00", true),
        ("2021-06-02T02:01", false),
        ("2021-06-02", true),
        ("2021-06-03", false),
        ("2021", true),
        ("2022", false),
    ] {
        let (_, problems) = choose(NOW, &[(DateSource::Field, written)]);
        assert_eq!(problems.is_empty(), taken, "{written}");
    }
}

#[test]
fn a_year_of_two_digits_is_the_last_that_has_come() {
    for (written, expected) in [
        ("4/23/18", "2018-04-23"),
        ("31.05.21", "2021-05-31"),
        ("4/23/55", "1955-04-23"),
        ("4/23/87", "1987-04-23"),
        ("5 Aug 22", "1922-08-05"),
    ] {
        let (date, _) = choose(NOW, &[(DateSource::Field, written)]);
        assert_eq!(date.as_deref(), Some(expected), "{written}");
    }
}

#[test]
fn a_midnight_without_an_offset_is_a_day() {
    for (written, expected) in [
        ("2021-01-19 00:00:00", "2021-01-19"),
        ("2021-01-19T00:00:00.000Z", "2021-01-19"),
        ("Tue, 19 Jan 2021 00:00:00 GMT", "2021-01-19"),
        ("1/19/2021 12:00:00 AM", "2021-01-19"),
        ("20210119000000", "2021-01-19"),
        ("1611014400", "2021-01-19"),
        ("2021-01-19T00:00:00+03:30", "2021-01-19T00:00:00+03:30"),
        ("19 January 2021 - 00:00", "2021-01-19T00:00"),
    ] {
        let (date, _) = choose(NOW, &[(DateSource::Field, written)]);
        assert_eq!(date.as_deref(), Some(expected), "{written}");
    }
}

#[test]
fn years_before_1500_are_of_another_calendar() {
    for written in ["1399/10/30", "0001-01-01T00:00:00"] {
        let (date, problems) = choose(NOW, &[(DateSource::Field, written)]);
        assert_eq!(date.as_deref(), Some("2020"), "{written}");
        assert_eq!(problems[0].kind, ProblemKind::UnknownDate);
    }
}

#[test]
fn numbers_on_a_persian_page_are_of_the_calendar_of_iran() {
    for (language, text, expected) in [
        (Some("fa"), "", "2021-01-19"),
        (Some("fa-ir"), "", "2021-01-19"),
        (None, "گزارش", "2021-01-19"),
        (Some("ar"), "گ", "2020"),
        (None, "تقرير", "2020"),
    ] {
        let options = options(NOW);
        let mut choice = DateChoice::new(&options, 1);
        choice.set_calendar(Calendar::of(language, text));
        choice.offer_text(DateSource::Field, "1399/10/30");
        choice.offer_path(&ArchivePath::from_stored("2020/x.txt"), ..);
        let mut article = Article::default();
        choice.settle(&mut article);
        assert_eq!(
            article.published.unwrap().to_string(),
            expected,
            "{language:?}"
        );
    }
}

#[test]
fn an_ambiguous_date_is_reported_with_both_readings() {
    let written = [(DateSource::Field, "03/04/2021")];
    let (_, problems) = choose(NOW, &written);
    assert_eq!(problems[0].kind, ProblemKind::AmbiguousDate);
    assert_eq!(
        problems[0].detail,
        "`03/04/2021` reads as 3 April or March 4; taken as 3 April 2021 \
         (--day-first, --month-first)"
    );
    let options = ReadOptions {
        day_order: DayOrder::MonthFirst,
        ..options(NOW)
    };
    let mut choice = DateChoice::new(&options, 1);
    assert!(choice.offer_text(DateSource::Field, "03/04/2021"));
    let problems = choice.settle(&mut Article::default());
    assert!(
        problems[0]
            .detail
            .contains("3 April or March 4; taken as 4 March 2021"),
        "{problems:?}"
    );
}
