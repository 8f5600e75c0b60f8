//! Headline, dates and linked data of pages: which place wins over which.
//!
//! Every page has the same text.

use super::{Page, TEXT, article_of, read};
use crate::article::{DateSource, Origin, ProblemKind};

#[test]
fn a_headline_is_the_one_of_most_places_without_the_name_of_the_site() {
    let site = "<meta property=og:site_name content='The Post'>";
    for (head, before, headline) in [
        ("<title>Ferry back | The Post</title>", "", "Ferry back"),
        ("<title>The Post - Ferry back</title>", "", "Ferry back"),
        (
            "<title>Ferry back: a wonder | Islands | The Post</title>",
            "<h1>Ferry back: a wonder</h1>",
            "Ferry back: a wonder",
        ),
        (
            "<title>Lost and found - a ferry's week</title>",
            "",
            "Lost and found - a ferry's week",
        ),
        (
            "<meta property=og:title content='Back again'><title>Ferry back</title>",
            "<h1>Ferry back</h1>",
            "Ferry back",
        ),
        (
            "<meta property=og:title content='Harbour: Ferry back after nine days at sea'><title>Ferry back</title>",
            "<h1>Ferry back</h1>",
            "Ferry back",
        ),
        (
            "<meta property=og:title content='Caf&amp;eacute; &amp;amp; bar'>",
            "",
            "Café & bar",
        ),
        (
            "",
            "<h1>The Post</h1><h1>Ferry\n <b>back</b></h1>",
            "Ferry back",
        ),
        (
            "<meta name=dc.title content='Ferry back'>",
            "",
            "Ferry back",
        ),
    ] {
        let article = read(&format!("{site}{head}"), before);
        assert_eq!(article.headline, headline, "{head}{before}");
    }
}

#[test]
fn dates_are_taken_in_the_order_of_trust() {
    let linked = "<script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"headline\": \"x\", \
        \"dateModified\": \"2021-05-09\", \"datePublished\": \"2021-05-01\"}</script>";
    let changed = "<meta property=article:modified_time content=2021-05-09>";
    let published = "<meta property=article:published_time content=2021-05-02>";
    let item = "<span itemprop=datePublished content=2021-05-03>May</span>";
    let time = "<time class=updated datetime=2021-05-09>x</time><time datetime=2021-05-04>x</time>";
    let line = "<div class=date>Islands | 5 May 2021 | Updated 8 May 2021</div>";
    for (head, before, date, from) in [
        (
            format!("{published}{linked}"),
            item,
            "2021-05-01",
            DateSource::JsonLd,
        ),
        (
            format!("{changed}{published}"),
            item,
            "2021-05-02",
            DateSource::Meta,
        ),
        (
            changed.to_owned(),
            item,
            "2021-05-03",
            DateSource::Microdata,
        ),
        (
            changed.to_owned(),
            time,
            "2021-05-04",
            DateSource::TimeElement,
        ),
        (
            changed.to_owned(),
            line,
            "2021-05-05",
            DateSource::MetadataLine,
        ),
        (
            changed.to_owned(),
            "<p>HARRA, May 6, 2021 (Tidewire) – It is back.</p>",
            "2021-05-06",
            DateSource::Dateline,
        ),
        (
            format!("{changed}<link rel=canonical href=https://post.example/2021/05/07/ferry>"),
            "",
            "2021-05-07",
            DateSource::Url,
        ),
        (changed.to_owned(), "", "2021-05-09", DateSource::Meta),
        (
            "<meta name=pubdate content=1620000000000>".to_owned(),
            "",
            "2021-05-03",
            DateSource::Meta,
        ),
    ] {
        let article = read(&head, before);
        let found = article.published.map(|date| date.to_string());
        assert_eq!(found.as_deref(), Some(date), "{head}{before}");
        assert_eq!(article.published_from, Some(from), "{head}{before}");
    }
}

#[test]
fn a_page_is_dated_no_later_than_it_was_fetched() {
    let html =
        format!("<html><head><meta name=date content=2024-01-01></head><body>{TEXT}</body></html>");
    let page = Page {
        bytes: html.as_bytes(),
        url: Some("https://post.example/ferry"),
        charset: None,
        is_xml: false,
        captured: Some("2021-05-10T23:30:00Z".parse().unwrap()),
        origin: Origin::default(),
    };
    let (article, problems) = article_of(page).unwrap();
    assert_eq!(article.published.unwrap().to_string(), "2021-05-10");
    assert_eq!(article.published_from, Some(DateSource::Capture));
    assert_eq!(problems[0].kind, ProblemKind::FutureDate);
}

#[test]
fn linked_data_is_read_in_every_form() {
    for script in [
        r#"{"@type": "NewsArticle", "headline": "Ferry back", "author": "Ann Lee"}"#,
        r#"[{"@type": "WebSite"}, {"@type": ["Article", "Thing"], "headline": "Ferry back", "author": {"name": ["Ann Lee"]}}]"#,
        r#"{"@graph": [{"@type": "http://schema.org/ReportageNewsArticle", "headline": "Ferry back", "author": {"@id": "urn:a"}},
            {"@id": "urn:a", "name": "Ann Lee"}]}"#,
        r#"{"@type": "WebPage", "mainEntity": {"@type": "BlogPosting", "headline": "Ferry back", "author": [{"name": "Ann Lee"}]}}"#,
        "<!-- {\"@type\": \"NewsArticle\", \"headline\": \"Ferry\n back\", \"author\": \"Ann Lee\",} -->",
    ] {
        let article = read(
            &format!("<script type='application/ld+json; charset=utf-8'>{script}</script>"),
            "",
        );
        assert_eq!(article.headline, "Ferry back", "{script}");
        assert_eq!(article.bylines, ["Ann Lee"], "{script}");
    }
}

#[test]
fn the_article_with_the_address_of_the_page_is_taken() {
    let article = read(
        r#"<script type="application/ld+json">[
        {"@type": "NewsArticle", "headline": "Another", "datePublished": "2020-01-01", "url": "https://post.example/other"},
        {"@type": "NewsArticle", "headline": "This one", "datePublished": "2021-01-01", "url": "http://post.example/islands/ferry/#x"}
        ]</script>"#,
        "",
    );
    assert_eq!(article.headline, "This one");
    assert_eq!(article.published.unwrap().to_string(), "2021-01-01");
}
