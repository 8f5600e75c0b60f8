//! Rules that are the same for every format.
//!
//! Each of them is tested in all formats that can express it.

use super::written_date::date_of_parts;
use crate::article::{ArchivePath, Article, Status};
use crate::formats::{HEAD_LEN, Input, ReadOptions, reader_for};

/// Reads a document of one article, at the start of 2025.
fn read_with(name: &str, document: &str, change: impl Fn(&mut ReadOptions)) -> Article {
    let mut options = ReadOptions::at("2025-01-01T00:00:00Z".parse().unwrap());
    change(&mut options);
    let path = ArchivePath::from_stored(name);
    let head = &document.as_bytes()[..document.len().min(HEAD_LEN)];
    let reader = reader_for(&path, head).unwrap();
    let items = reader.read_all(Input::whole(&path, &options, document.as_bytes()));
    let mut articles = items.into_iter().flatten();
    articles
        .next()
        .unwrap_or_else(|| panic!("no article in {document}"))
}

fn read(name: &str, document: &str) -> Article {
    read_with(name, document, |_| ())
}

/// The same embargo in each format that knows embargoes.
fn under_embargo(until: &str) -> Vec<(&'static str, String)> {
    vec![
        (
            "a.json",
            format!(
                "{{\"headline\": \"Ferry\", \"body\": \"Back.\",\n\"embargoed\": \"{until}\"}}"
            ),
        ),
        (
            "a.csv",
            format!("headline,body,embargoed\nFerry,Back.,{until}\n"),
        ),
        (
            "a.md",
            format!("---\ntitle: Ferry\nembargoed: \"{until}\"\n---\nBack.\n"),
        ),
        (
            "nitf.xml",
            format!(
                "<nitf><head><title>Ferry</title><docdata><date.release norm='{until}'/></docdata>\
                 </head><body><body.content><p>Back.</p></body.content></body></nitf>"
            ),
        ),
        (
            "g2.xml",
            format!(
                "<newsItem guid='a'><itemMeta><embargoed>{until}</embargoed></itemMeta>\
                 <contentMeta><headline>Ferry</headline></contentMeta></newsItem>"
            ),
        ),
        (
            "newsml.xml",
            format!(
                "<NewsML><NewsItem><NewsManagement><Status FormalName='Usable'/><StatusWillChange>\
                 <FutureStatus FormalName='Usable'/><DateAndTime>{until}</DateAndTime>\
                 </StatusWillChange></NewsManagement><NewsComponent><NewsLines>\
                 <HeadLine>Ferry</HeadLine></NewsLines></NewsComponent></NewsItem></NewsML>"
            ),
        ),
    ]
}

#[test]
fn an_embargo_ends_when_its_time_has_come_in_every_time_zone() {
    for (until, status) in [
        ("2024-12-31T11:59:00", Status::Usable),
        ("2024-12-31T12:01:00", Status::Embargoed),
        ("2025-01-01T10:00:00", Status::Embargoed),
        ("2024-12-31T23:59:00Z", Status::Usable),
        ("2025-01-01T00:01:00Z", Status::Embargoed),
        ("2025-01-01T03:29:00+03:30", Status::Usable),
        ("2024-12-30", Status::Usable),
        ("2025-01-01", Status::Embargoed),
    ] {
        for (name, document) in under_embargo(until) {
            assert_eq!(read(name, &document).status, status, "{name} until {until}");
        }
    }
}

#[test]
fn an_embargo_is_read_in_the_time_zone_that_a_person_names() {
    let in_oslo = |options: &mut ReadOptions| {
        options.timezone = Some(jiff::tz::TimeZone::fixed(jiff::tz::offset(1)));
    };
    for (until, status) in [
        ("2025-01-01T00:59:00", Status::Usable),
        ("2025-01-01T01:01:00", Status::Embargoed),
    ] {
        for (name, document) in under_embargo(until) {
            let article = read_with(name, &document, in_oslo);
            assert_eq!(article.status, status, "{name} until {until}");
        }
    }
}

#[test]
fn an_embargo_that_is_true_without_a_date_counts() {
    for (yes, status) in [
        ("true", Status::Embargoed),
        ("\"true\"", Status::Embargoed),
        ("true, \"pubstatus\": \"usable\"", Status::Embargoed),
        ("true, \"pubstatus\": \"canceled\"", Status::Canceled),
        ("false", Status::Usable),
    ] {
        let record =
            format!("{{\"headline\": \"Ferry\", \"body\": \"Back.\",\n\"embargoed\": {yes}}}");
        assert_eq!(read("a.json", &record).status, status, "{yes}");
    }
}

#[test]
fn days_of_the_persian_calendar_are_read_in_every_format() {
    let text = "<p>قایق پس از دو سال به آب بازگشت و مردم شهر آن را جشن گرفتند.</p>".repeat(8);
    for (name, document) in [
        (
            "page.html",
            format!(
                "<html lang='fa'><head><title>قایق</title><meta name='pubdate' content='1399/10/30'>\
                 </head><body><article><h1>قایق</h1>{text}</article></body></html>"
            ),
        ),
        (
            "line.html",
            format!(
                "<html lang='fa'><head><title>قایق</title></head><body><article><h1>قایق</h1>\
                 <p>1399/10/30</p>{text}</article></body></html>"
            ),
        ),
        (
            "language-after-date.xml",
            "<newsItem guid='a' xml:lang='fa'><itemMeta><firstCreated>1399/10/30</firstCreated>\
             </itemMeta><contentMeta><headline>قایق</headline></contentMeta></newsItem>"
                .to_owned(),
        ),
        (
            "nitf.xml",
            "<nitf xml:lang='fa'><head><title>قایق</title><docdata>\
             <date.issue norm='1399/10/30'/></docdata></head></nitf>"
                .to_owned(),
        ),
        (
            "feed.xml",
            "<rss><channel><language>fa-IR</language><item><title>قایق</title>\
             <pubDate>1399/10/30</pubDate></item></channel></rss>"
                .to_owned(),
        ),
        (
            "other.xml",
            "<doc><title>قایق</title><date>1399/10/30</date><text>قایق بازگشت.</text>\
             <lang>fa</lang></doc>"
                .to_owned(),
        ),
        (
            "text.txt",
            "Title: قایق\nDate: 1399/10/30\nLanguage: fa\n\nقایق بازگشت.\n".to_owned(),
        ),
        (
            "record.json",
            "{\"date\": \"1399/10/30\",\n\"title\": \"قایق\", \"language\": \"fa\"}".to_owned(),
        ),
        (
            "mail.eml",
            "Message-ID: <a@b>\nDate: 1399/10/30\nSubject: قایق\nContent-Language: fa\n\nقایق\n"
                .to_owned(),
        ),
    ] {
        let article = read(name, &document);
        let date = article.published.map(|date| date.to_string());
        assert_eq!(date.as_deref(), Some("2021-01-19"), "{name}");
    }
}

#[test]
fn days_that_only_the_persian_calendar_has_are_read_where_dates_are_recognized() {
    for (name, document) in [
        // A block of metadata is known by its date.
        (
            "block.txt",
            "Date: 1399/02/31\nSource: بندر\n\nگزارش قایق\n\nقایق بازگشت.\n",
        ),
        (
            "time.txt",
            "Date: 1399/02/31\nTime: 22:00\nTitle: قایق\nLanguage: fa\n\nقایق بازگشت.\n",
        ),
        (
            "opening.json",
            "{\"title\": \"گزارش قایق\",\n\"text\": \"1399/02/31\\n\\nقایق بازگشت.\"}",
        ),
        (
            "dateline.xml",
            "<nitf xml:lang='fa'><head><title>قایق</title></head><body><body.head>\
             <dateline>1399/02/31</dateline></body.head><body.content><p>قایق بازگشت.</p>\
             </body.content></body></nitf>",
        ),
    ] {
        let published = read(name, document).published;
        let day = published.map(|date| date.start().date().to_string());
        assert_eq!(day.as_deref(), Some("2020-05-20"), "{name}");
    }
}

#[test]
fn a_number_is_the_same_moment_in_every_format() {
    for (number, expected) in [
        ("1611093605", Some("2021-01-19T22:00:05Z")),
        ("1611093605000", Some("2021-01-19T22:00:05Z")),
        ("1611093605000000", Some("2021-01-19T22:00:05Z")),
        ("541300000", Some("1987-02-26T01:06:40Z")),
        ("20210119220005", Some("2021-01-19T22:00:05")),
        ("20210119", Some("2021-01-19")),
        // Neither the second of January 1970 nor any other moment.
        ("123456", None),
        ("100000000000000000000", None),
    ] {
        let text = "<p>The ferry is back on the water after two years, and the town cheered.</p>";
        for (name, document) in [
            (
                "page.html",
                format!(
                    "<html><head><title>Ferry</title><meta name='pubdate' content='{number}'>\
                     </head><body><article><h1>Ferry</h1>{}</article></body></html>",
                    text.repeat(8)
                ),
            ),
            (
                "number.json",
                format!("{{\"title\": \"Ferry\", \"text\": \"Back.\",\n\"date\": {number}}}"),
            ),
            (
                "text.json",
                format!("{{\"title\": \"Ferry\", \"text\": \"Back.\",\n\"date\": \"{number}\"}}"),
            ),
            (
                "other.xml",
                format!("<doc><title>Ferry</title><date>{number}</date><text>Back.</text></doc>"),
            ),
            (
                "text.txt",
                format!("Title: Ferry\nDate: {number}\n\nBack.\n"),
            ),
        ] {
            let article = read(name, &document);
            let date = article.published.map(|date| date.to_string());
            assert_eq!(date.as_deref(), expected, "{number} in {name}");
        }
    }
}

#[test]
fn dates_in_parts_are_spelled_out() {
    for (year, month, day, expected) in [
        ("2021", Some("1"), Some("9"), "2021-01-09"),
        (" 2021", Some("01"), Some("19th"), "2021-01-19"),
        ("2021", Some("January"), Some("19-20"), "19 January 2021"),
        ("2021", Some("Jan."), Some("Tuesday"), "Jan. 2021"),
        ("2021", Some("12"), Some("é"), "2021-12"),
        ("2021", Some("12"), None, "2021-12"),
        ("2021", Some(" "), Some("4"), "2021"),
        ("2021", None, Some("4"), "2021"),
    ] {
        let date = date_of_parts(year, month, day);
        assert_eq!(date, expected);
    }
}

#[test]
fn a_month_that_opens_the_text_is_less_than_a_day_elsewhere() {
    let dateline = "May 2021\\n\\nNORVIK, May 4, 2021 (AP) — The ferry sails.";
    for (name, body, date) in [
        (
            "2021/05/04/a.json",
            "May 2021\\n\\nThe ferry sails.",
            "2021-05-04",
        ),
        (
            "a-2021-05-04.json",
            "mai 2021\\n\\nLe bac part.",
            "2021-05-04",
        ),
        ("2021/a.json", "May 2021\\n\\nThe ferry sails.", "2021-05"),
        ("a.json", "May 2021\\n\\nThe ferry sails.", "2021-05"),
        ("2020/05/04/a.json", dateline, "2021-05-04"),
    ] {
        let article = read(
            name,
            &format!("{{\"title\": \"Ferry\", \"text\": \"{body}\"}}"),
        );
        let published = article.published.map(|date| date.to_string());
        assert_eq!(published.as_deref(), Some(date), "{name}: {body}");
    }
}
