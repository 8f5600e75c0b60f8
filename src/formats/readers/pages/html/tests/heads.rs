//! Headline, day and authors as a reader sees them: which heading, which line, which marked name.
//!
//! Each page is the smallest one that shows a rule of `metadata`.

use super::{TEXT, read, read_bytes};
use crate::article::{Article, DateSource};

fn read_page(html: &str) -> Article {
    read_bytes(html.as_bytes()).unwrap().0
}

/// A page with a title, and something before its text.
fn titled(title: &str, before: &str) -> Article {
    read(&format!("<title>{title}</title>"), before)
}

fn day(article: &Article) -> Option<String> {
    article
        .published
        .map(|date| date.start().date().to_string())
}

#[test]
fn the_heading_that_a_reader_sees_is_the_headline() {
    let shared =
        "<meta property=og:title content='Storms and ferries: what to know before the summer'>";
    for (head, before, headline) in [
        // Confirmed by a shorter or longer declared headline.
        (
            "<title>Example Star city news portal | Ferry back at last</title>",
            "<h1>Ferry back at last</h1>",
            "Ferry back at last",
        ),
        (
            "<title>Harbour: Ferry back at last | Star</title>",
            "<h1>Ferry back at last</h1>",
            "Ferry back at last",
        ),
        (
            "<title>Ferry back at last – see it on star.example</title>",
            "<h1>Ferry back at last</h1>",
            "Ferry back at last",
        ),
        // Not confirmed, but there.
        (shared, "<h1>Ferry back at last</h1>", "Ferry back at last"),
        (
            shared,
            "<h1>Ferry back at last</h1><h2>Storms and ferries: what to know before the summer</h2>",
            "Storms and ferries: what to know before the summer",
        ),
        // The name of the site is in the first heading.
        (
            "<title>Ferry back at last : Island Notes</title>",
            "<h1><a href='/'>Island Notes</a></h1><h2><a rel=bookmark href='ferry'>Ferry back at last</a></h2>",
            "Ferry back at last",
        ),
        (
            "<title>Ferry back at last | Notes</title>",
            "<h1>Notes</h1><h2>Ferry back at last</h2>",
            "Ferry back at last",
        ),
        (
            "<title>Star - News - Ferry back at last</title>",
            "<h1>Star</h1><h1>News</h1><h1>Ferry back at last</h1>",
            "Ferry back at last",
        ),
        // The marks of the page, not those of the title.
        (
            "<title>Ferry - back - at last | Star</title>",
            "<h1>Ferry – back – at last</h1>",
            "Ferry – back – at last",
        ),
        (
            "<title>Ferry back at last (12 pictures)</title>",
            "<h1>Ferry back at last (5 pictures)</h1>",
            "Ferry back at last (5 pictures)",
        ),
        // A heading that is cut short.
        (
            "<title>Ferry back at last with all passengers | Star</title><meta property=og:site_name content=Star>",
            "<h1>Ferry back at last with…</h1>",
            "Ferry back at last with all passengers",
        ),
        // Declared as it is: a longer one for sharing does not win.
        (
            "<title>Ferry back at last</title><meta property=og:title content='Ferry to be back after all the storms of this long winter at sea'>",
            "<h1>Ferry back at last</h1>",
            "Ferry back at last",
        ),
        (
            "<title>Ferry back at last | Star</title><meta property=og:site_name content=Star>\
             <meta property=og:title content='Ferry to be back after all the storms of this long winter at sea'>\
             <meta name=twitter:title content='Ferry to be back after all the storms of this long winter at sea'>",
            "<h1>Ferry back at last</h1>",
            "Ferry back at last",
        ),
        (
            "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"Ferry back at last\"}</script>\
             <meta property=og:title content='Ferry to be back after all the storms of this long winter at sea'>",
            "<h1>Ferry back at last</h1>",
            "Ferry back at last",
        ),
        // Headings beside the article.
        (
            "<title>Ferry back at last | Star</title><meta property=og:site_name content=Star>",
            "<aside><h1>Most read</h1></aside><div class=sidebar><h1>Follow the Star</h1></div>",
            "Ferry back at last",
        ),
    ] {
        let article = read(head, before);
        assert_eq!(article.headline, headline, "{head}{before}");
    }
}

#[test]
fn a_kicker_in_the_heading_is_the_section_or_a_line() {
    for heading in [
        "<h1><span class=kicker>Harbour</span> <span>Ferry back at last</span></h1>",
        "<h1><span class='article__overline'>Harbour:</span>Ferry back at last</h1>",
        "<h1><span>Harbour</span><span class=visually-hidden>: </span><span>Ferry back at last</span></h1>",
        "<h1><a href=ferry><small class=topline>Harbour</small><br>Ferry back at last</a></h1>",
    ] {
        let article = titled("Harbour: Ferry back at last", heading);
        assert_eq!(article.headline, "Ferry back at last", "{heading}");
        assert_eq!(article.section.as_deref(), Some("Harbour"), "{heading}");
        let head = "<meta property=article:section content=Islands>";
        let article = read(head, heading);
        assert_eq!(article.headline, "Ferry back at last", "{heading}");
        assert!(
            article.body.starts_with("Harbour\n"),
            "{heading}: {}",
            article.body
        );
    }
    let article = titled(
        "Ferry back",
        "<h1>Ferry back <span class=subtitle>Nobody knows from where</span></h1>",
    );
    assert_eq!(article.headline, "Ferry back");
    assert!(
        article.body.starts_with("Nobody knows from where"),
        "{}",
        article.body
    );
    let article = titled(
        "Ferry back",
        "<h1><span>Ferry</span> <span>back</span></h1>",
    );
    assert_eq!(article.headline, "Ferry back");
}

#[test]
fn a_kicker_without_a_class_is_what_is_above_the_declared_headline() {
    for heading in [
        "<h1><span>Harbour</span> <span>Ferry back at last</span></h1>",
        "<h1><small>Harbour</small> Ferry back at last</h1>",
        "<h1>Harbour<br>Ferry back at last</h1>",
        "<h1><div>Harbour</div><div>Ferry <em>back</em> at last</div></h1>",
        "<h1><a href=/harbour>Harbour</a> Ferry back at last</h1>",
        "<h1><a href=ferry><strong>Harbour</strong> | <b>Ferry back at last</b></a></h1>",
        "<h1><span>Harbour</span><span>/</span><span>Ferry</span> <span>back at last</span></h1>",
    ] {
        for head in [
            "<meta property=og:title content='Ferry back at last'>",
            "<title>Ferry back at last | Star</title>",
            "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"Ferry back at last\"}</script>",
        ] {
            let article = read(head, heading);
            assert_eq!(article.headline, "Ferry back at last", "{head}{heading}");
            assert_eq!(
                article.section.as_deref(),
                Some("Harbour"),
                "{head}{heading}"
            );
        }
    }
    let heading = "<h1>Ferry back at last <small>Nobody knows from where</small></h1>";
    let article = read(
        "<meta property=og:title content='Ferry back at last'>",
        heading,
    );
    assert_eq!(article.headline, "Ferry back at last");
    assert!(
        article.body.starts_with("Nobody knows from where"),
        "{}",
        article.body
    );
    // The page declares all of it.
    let head = "<title>Harbour Ferry back at last</title><meta property=og:title content='Ferry back at last'>";
    let article = read(
        head,
        "<h1><span>Harbour</span> <span>Ferry back at last</span></h1>",
    );
    assert_eq!(article.headline, "Harbour Ferry back at last");
}

#[test]
fn a_time_in_the_text_or_of_a_clock_is_not_that_of_the_article() {
    let line = "<p class=date>Monday 27 August 2018</p>";
    let sentence = "<p>The harbour voted on <time datetime='2026-11-30T10:00'>Monday</time> to let \
        the ferry in, and nobody could say where it had been all these years.</p>";
    let clock = "<div class=clock><time datetime='2026-11-30T10:00'>10:00</time></div>";
    let above = "<div class=top><time datetime='2026-11-30T10:00'>30 November 2026</time></div>";
    for (before, after) in [("", sentence), (clock, ""), (above, ""), (clock, sentence)] {
        let article = read(
            "",
            &format!("{before}<h1>Ferry back at last</h1>{line}{after}"),
        );
        assert_eq!(
            day(&article).as_deref(),
            Some("2018-08-27"),
            "{before}{after}"
        );
    }
    for (before, after) in [("", sentence), (clock, "")] {
        let article = read("", &format!("{before}<h1>Ferry back at last</h1>{after}"));
        assert_eq!(day(&article), None, "{before}{after}");
    }
    // An icon of a clock, and a time that opens the text or has a label.
    for after in [
        "<span class='fa fa-clock'><time datetime=2018-08-27>a while ago</time></span>",
        "<p><time datetime=2018-08-27>27 August</time> – The harbour voted to let the ferry in, and nobody could say where it had been.</p>",
        "<p>By Ann Lee of the harbour, who was there when it came, published on <time datetime=2018-08-27>Monday</time>.</p>",
    ] {
        let article = read("", &format!("<h1>Ferry back at last</h1>{after}"));
        assert_eq!(day(&article).as_deref(), Some("2018-08-27"), "{after}");
    }
}

#[test]
fn the_line_under_the_headline_is_the_date() {
    for line in [
        "<div>Monday August 27, 2018 10:05 am PDT by Juli Stone</div>",
        "<div>By Juli Stone 27 August 2018, 3:51 pm <a href=#c>11</a></div>",
        "<p>Published: 27 August 2018 Updated: 2 September 2018</p>",
        "<p>Updated 2 September 2018 | First published 27 August 2018</p>",
        "<div><span>Norvik</span> | <span>27.08.2018</span> | <span>14:07 Uhr</span> | Von Anna Muster</div>",
        "<div>Norvik, 27. August 2018</div>",
        "<div>Par Anna Muster, le 27 août 2018 à 14h07</div>",
        "<div>发布时间：2018年8月27日 10:00 来源：新华社</div>",
        "<div>Опубликовано 27 августа 2018, 10:00</div>",
        "<ul><li>News</li><li>27/08/2018</li></ul>",
        "<div>Published</div><div>27 August 2018</div>",
    ] {
        let others = "<time datetime='2026-11-29'>29 November 2026</time>";
        let html = format!(
            "<html><head><title>Ferry back</title></head><body><header>{others}</header>\
            <article><h1>Ferry back</h1>{line}{TEXT}</article><section id=thread><b>ole</b> \
            <time datetime='2018-09-02T08:00:00Z'>2 September 2018</time><p>No.</p></section></body></html>"
        );
        let article = read_page(&html);
        assert_eq!(day(&article).as_deref(), Some("2018-08-27"), "{line}");
        assert_eq!(
            article.published_from,
            Some(DateSource::MetadataLine),
            "{line}"
        );
    }
}

#[test]
fn dates_of_other_things_are_not_that_of_the_article() {
    let canonical = "<link rel=canonical href=https://post.example/2018/08/27/ferry>";
    for (before, after) in [
        (
            "",
            "<div class=comments><time datetime=2018-09-02>2 September</time></div>",
        ),
        (
            "",
            "<div class=related><h3><a href=x>Lost</a></h3><time datetime=2017-01-01>x</time></div>",
        ),
        ("<nav><time datetime=2026-11-29>now</time></nav>", ""),
        (
            "",
            "<p>In January 2019 all was said. A new ferry came on 5 January 2019.</p>",
        ),
    ] {
        let html = format!(
            "<html><head>{canonical}</head><body>{before}<article><h1>Ferry back</h1>{TEXT}{after}</article></body></html>"
        );
        let article = read_page(&html);
        assert_eq!(
            day(&article).as_deref(),
            Some("2018-08-27"),
            "{before}{after}"
        );
        assert_eq!(
            article.published_from,
            Some(DateSource::Url),
            "{before}{after}"
        );
    }
}

#[test]
fn dates_are_found_in_all_places_that_pages_have_for_them() {
    let linked = |json: &str| format!("<script type='application/ld+json'>{json}</script>");
    for (head, before, from) in [
        (
            linked(r#"{"@type": "WebPage", "datePublished": "2018-08-27T01:00:00Z"}"#),
            "",
            DateSource::JsonLd,
        ),
        (
            linked(
                r#"{"@graph": [{"@type": "WebSite"}, {"@type": "WebPage", "url": "https://post.example/islands/ferry", "datePublished": "2018-08-27"}]}"#,
            ),
            "",
            DateSource::JsonLd,
        ),
        (
            linked(
                r#"{"@type": "HowTo", "name": "x", "datePublished": "2018-08-27T01:00:00:684Z"}"#,
            ),
            "",
            DateSource::JsonLd,
        ),
        (
            "<title>Ferry back - 27 August 2018 - The Post</title>".to_owned(),
            "",
            DateSource::MetadataLine,
        ),
        (
            String::new(),
            "<time class='entry-date published updated' datetime=2018-08-27>x</time>",
            DateSource::TimeElement,
        ),
        (
            String::new(),
            "<span class=date data-timestamp=1535364000>3 hours ago</span>",
            DateSource::TimeElement,
        ),
        (
            String::new(),
            "<span class=date data-publish-date=1535364000000>3 hours ago</span>",
            DateSource::TimeElement,
        ),
        (
            String::new(),
            "<abbr class=published title='2018-08-27T10:00:00Z'>a while ago</abbr>",
            DateSource::TimeElement,
        ),
        (
            "<meta name=sailthru.date content='2018-08-27 10:00:00'>".to_owned(),
            "",
            DateSource::Meta,
        ),
        (
            "<meta name=DC.date.issued content='2018-08-27'>".to_owned(),
            "",
            DateSource::Meta,
        ),
    ] {
        let article = read(&head, &format!("<h1>Ferry back</h1>{before}"));
        assert_eq!(
            day(&article).as_deref(),
            Some("2018-08-27"),
            "{head}{before}"
        );
        assert_eq!(article.published_from, Some(from), "{head}{before}");
    }
}

#[test]
fn a_date_that_stands_for_none_gives_way_to_a_visible_one() {
    for written in [
        "1970-01-01T00:00:00+00:00",
        "1969-12-31T19:00:00-05:00",
        "1900-01-01",
        "0001-01-01T00:00:00Z",
    ] {
        let head = format!("<meta property=article:published_time content='{written}'>");
        let article = read(&head, "<h1>Ferry back</h1><p>Published 27 August 2018</p>");
        assert_eq!(day(&article).as_deref(), Some("2018-08-27"), "{written}");
        let article = read(&head, "<h1>Ferry back</h1>");
        assert_eq!(article.published, None, "{written}");
    }
}

#[test]
fn authors_are_those_next_to_the_headline() {
    let river = "<div class=river><a rel=author href=/b>Jon Russ</a> 1 hour ago <a href=/x>Other story</a></div>";
    for (byline, authors) in [
        (
            "<p><a rel=author href=/a>Devin Cole</a> 3 minutes ago</p>",
            &["Devin Cole"][..],
        ),
        (
            "<div>By Devin Cole and Ann Lee</div>",
            &["Devin Cole", "Ann Lee"],
        ),
        (
            "<div>By Devin Cole 8 January 2020, 3:51 pm <a href=#c>11</a></div>",
            &["Devin Cole"],
        ),
        (
            "<div>8 January 2020 | 14:07 | Von Devin Cole</div>",
            &["Devin Cole"],
        ),
        (
            "<span itemprop=author itemscope><span itemprop=name>Devin Cole</span> <i itemprop=jobTitle>Reporter</i></span>",
            &["Devin Cole"],
        ),
        (
            "<span class='author vcard'>Devin Cole</span>",
            &["Devin Cole"],
        ),
        ("", &[]),
    ] {
        let html = format!(
            "<html><head><title>Ferry back</title></head><body><article><h1>Ferry back</h1>{byline}{TEXT}</article>{river}</body></html>"
        );
        assert_eq!(read_page(&html).bylines, authors, "{byline}");
    }
}
