//! Layouts of real sites whose pages have little metadata.
//!
//! The tests say where headline, byline, date and text are on such pages.

use super::{TEXT, read, read_bytes};
use crate::article::{Article, DateSource};

const TEASERS: &str = "<div><h3><a href=x>Another ferry lost</a></h3><p>It sailed on Monday with all of its \
    passengers and was not seen since, the harbour said.</p></div>";

fn page(head: &str, body: &str) -> Article {
    let html = format!("<html><head>{head}</head><body>{body}</body></html>");
    read_bytes(html.as_bytes()).unwrap().0
}

fn paragraphs(article: &Article) -> Vec<&str> {
    article.body.split("\n\n").collect()
}

#[test]
fn custom_elements_hold_blocks_and_may_be_within_paragraphs() {
    let teasers = TEASERS.repeat(3);
    let article = page(
        "<title>Ferry back</title>",
        &format!(
            "<post-app><post-text><h1>Ferry back</h1>{TEXT}<p>It is <post-price>nine pounds</post-price> a \
            head, the harbour said.</p></post-text><post-more>{teasers}</post-more></post-app>"
        ),
    );
    let paragraphs = paragraphs(&article);
    assert_eq!(paragraphs.len(), 3, "{paragraphs:?}");
    assert_eq!(paragraphs[2], "It is nine pounds a head, the harbour said.");
}

#[test]
fn requests_for_consent_are_not_text() {
    let asks = "<p>We and our partners store and access data on a device for the purposes shown below.</p>";
    for id in [
        "CybotCookiebotDialog",
        "qc-cmp2-ui",
        "didomi-host",
        "onetrust-sdk",
    ] {
        let article = page(
            "",
            &format!(
                "<div id={id}>{}</div><h1>x</h1><div>{TEXT}{TEXT}</div>",
                asks.repeat(2)
            ),
        );
        assert_eq!(paragraphs(&article).len(), 4, "{id}: {}", article.body);
    }
}

#[test]
fn short_sentences_are_text_too() {
    let short = "<p>The ferry came back at noon.</p><p>Nobody knew where it had been.</p>";
    let article = page(
        "",
        &format!(
            "<h1>x</h1><div>{}</div><div>{}</div>",
            short.repeat(4),
            TEASERS.repeat(3)
        ),
    );
    assert!(
        article.body.starts_with("The ferry came"),
        "{}",
        article.body
    );
    assert_eq!(paragraphs(&article).len(), 8, "{}", article.body);
}

#[test]
fn one_paragraph_under_each_heading_is_not_a_list_of_teasers() {
    let part = |number| {
        format!(
            "<section><h2>Where was it?</h2><p>Nobody could say where the ferry had been for all of \
             these {number} days, the harbour said.</p></section>"
        )
    };
    let parts: String = (7..10).map(part).collect();
    let article = page(
        "",
        &format!(
            "<main><h1>x</h1>{parts}</main><div>{}</div>",
            TEASERS.repeat(8)
        ),
    );
    assert_eq!(paragraphs(&article).len(), 6, "{}", article.body);
}

#[test]
fn a_short_sentence_between_running_text_is_kept_without_elements_for_paragraphs() {
    let line = "<div>The ferry came back on Monday with all of its passengers, and nobody knew from where.</div>";
    let next = "<div>The harbour said that it would ask the captain about all of this when he was awake.</div>";
    let short = "<div>Its captain slept for two days and nights.</div>";
    let article = page(
        "",
        &format!("<h1>x</h1><div>{line}{short}{next}</div><div>{short}</div>"),
    );
    assert_eq!(paragraphs(&article).len(), 3, "{}", article.body);
}

#[test]
fn the_text_is_taken_from_data_if_the_page_shows_none() {
    let long =
        "The ferry came back on Monday with all of its passengers, the harbour said. ".repeat(4);
    let data = |title: &str, body: &str| {
        format!(
            "<title>Ferry back | Post</title><meta property=og:title content='Ferry back'>\
             <body><div id=app>Loading</div><script id=__NEXT_DATA__ type=application/json>{{\"props\": {{\"page\": \
             {{\"next\": [{{\"title\": \"Lost\", \"body\": \"{long}{long}\"}}], \"story\": {{\"title\": \"{title}\", \
             \"body\": {body}}}}}}}}}</script>"
        )
    };
    for (body, count) in [
        (format!("\"<p>{long}</p><p>{long}</p>\""), 2),
        (format!("[{{\"type\": \"text\", \"text\": \"{long}\"}}]"), 1),
    ] {
        let article = read_bytes(data("Ferry back", &body).as_bytes()).unwrap().0;
        assert_eq!(paragraphs(&article).len(), count, "{}", article.body);
        assert!(
            article.body.starts_with("The ferry came"),
            "{}",
            article.body
        );
    }
    let other = data("Another ferry", &format!("\"{long}\""));
    assert!(
        read_bytes(other.as_bytes()).is_err(),
        "no record has the headline"
    );
}

#[test]
fn a_part_of_the_title_is_the_headline_if_the_page_shows_it() {
    for (head, body, headline) in [
        (
            "<title>The Post: Ferry back, all well</title>",
            "<div>Ferry back, all well</div>",
            "Ferry back, all well",
        ),
        (
            "<title>Ferry back at last | Islands</title>",
            "<h1>Islands</h1>",
            "Ferry back at last",
        ),
        (
            "<title>The Post</title>",
            "<div itemprop=headline>Ferry back at last</div>",
            "Ferry back at last",
        ),
        (
            "<title>渡轮停航等待检查-海岸网</title>",
            "<h1>渡轮停航等待检查</h1>",
            "渡轮停航等待检查",
        ),
    ] {
        let article = page(head, &format!("{body}<div>{TEXT}</div>"));
        assert_eq!(article.headline, headline, "{head}{body}");
    }
}

/// Marks and lines with a date: what is in the head, what is before the text, the date and its
/// source.
const DATED: &[(&str, &str, &str, DateSource)] = &[
    (
        "",
        "<span property='dc:date dc:created' content='2021-01-19T10:15:00+01:00'>x</span>",
        "2021-01-19T10:15:00+01:00",
        DateSource::Microdata,
    ),
    (
        "",
        "<span property=schema:datePublished content=2021-01-19>x</span>",
        "2021-01-19",
        DateSource::Microdata,
    ),
    (
        "",
        "<abbr class=published title='2021-01-19'>two days ago</abbr>",
        "2021-01-19",
        DateSource::TimeElement,
    ),
    (
        "<meta name=pubdate content=20210119101500>",
        "",
        "2021-01-19T10:15:00",
        DateSource::Meta,
    ),
    (
        "<meta name=date content='Tue Jan 19 2021 10:15:00 GMT+0100 (Central European Standard Time)'>",
        "",
        "2021-01-19T10:15:00+01:00",
        DateSource::Meta,
    ),
    (
        "",
        "<div>Submitted by ann on Tue, 01/19/2021 - 10:15</div>",
        "2021-01-19T10:15",
        DateSource::MetadataLine,
    ),
    (
        "",
        "<div>Updated 21 Jan 2021</div><div>Published 19 Jan 2021</div>",
        "2021-01-19",
        DateSource::MetadataLine,
    ),
    (
        "",
        "<div>Ann Lee<br>Tuesday, January 19, 2021; Page A01</div>",
        "2021-01-19",
        DateSource::MetadataLine,
    ),
    (
        "",
        "<div>2021年01月19日10:15　来源：海岸网</div>",
        "2021-01-19T10:15",
        DateSource::MetadataLine,
    ),
    (
        "",
        "<div>Updated 21 Jan 2021</div>",
        "2021-01-21",
        DateSource::MetadataLine,
    ),
];

#[test]
fn days_are_read_from_marks_of_other_vocabularies_and_from_lines() {
    for (head, before, date, from) in DATED {
        let article = read(head, &format!("<h1>Ferry back</h1>{before}"));
        let published = article.published.map(|date| date.to_string());
        assert_eq!(published.as_deref(), Some(*date), "{head}{before}");
        assert_eq!(article.published_from, Some(*from), "{head}{before}");
    }
}

#[test]
fn a_table_of_results_at_the_end_is_text_and_one_of_links_is_not() {
    let results = "<h2>Results</h2><table><tr><th>Team</th><th>Goals</th></tr>\
        <tr><td><a href=/n>Norvik</a></td><td>3</td></tr><tr><td>Ostvik</td><td>1</td></tr></table>";
    let menu = "<table><tr><td><a href=/1>Page 1</a></td><td><a href=/2>Page 2</a></td></tr>\
        <tr><td><a href=/3>Page 3</a></td><td><a href=/4>Page 4</a></td></tr></table>";
    let layout = "<table><tr><td>Contact</td></tr><tr><td>Imprint</td></tr></table>";
    let days: Vec<_> = (1..=31).map(|day| format!("<td>{day}</td>")).collect();
    let days = days.concat();
    let calendar = format!("<table><tr>{days}</tr><tr><td>next</td><td>last</td></tr></table>");
    for (after, is_text) in [
        (results, true),
        (menu, false),
        (layout, false),
        (&*calendar, false),
    ] {
        let article = page(
            "<title>Norvik wins</title>",
            &format!("<article><h1>Norvik wins</h1>{TEXT}{after}</article>"),
        );
        let found = paragraphs(&article);
        let table = ["Results", "Team", "Goals", "Norvik", "3", "Ostvik", "1"];
        assert_eq!(found.ends_with(&table), is_text, "{after}: {found:?}");
        if !is_text {
            assert!(!article.left_out.is_empty(), "{after}");
            assert!(found.last().unwrap().ends_with('.'), "{after}: {found:?}");
        }
    }
}
