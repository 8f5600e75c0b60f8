//! Parts of articles that look like something else, and things that look like parts of articles.
//!
//! Each test is a kind: posts of other sites, copies, hidden text, links, captions, and pages that
//! call themselves something else.

use super::{TEXT, read_bytes, text};
use crate::article::{Problem, ProblemKind};

const LINE: &str =
    "We will not pay for a third crane, ever, said the mayor of the town to all of its people.";

/// The body of a page with a text before and after a part.
fn body_with(part: &str) -> String {
    let html = format!(
        "<html><body><article><h1>x</h1>{}{part}{}</article></body></html>",
        text(1),
        text(2)
    );
    read_bytes(html.as_bytes()).unwrap().0.body
}

fn refused(head: &str, body: &str) -> Option<Problem> {
    read_bytes(format!("<html><head>{head}</head><body>{body}</body></html>").as_bytes()).err()
}

#[test]
fn posts_of_other_sites_are_text() {
    for class in [
        "twitter-tweet",
        "instagram-media",
        "bluesky-embed",
        "mastodon-embed",
        "tiktok-embed",
        "reddit-embed-bq",
        "text-post-media",
    ] {
        let post = format!("<blockquote class='{class}'><p>{LINE}</p>&mdash; Mayor</blockquote>");
        for part in [
            post.clone(),
            format!("<div class='embed embed-twitter'>{post}</div>"),
            format!("<figure class='wp-block-embed'><div>{post}</div></figure>"),
            format!("<blockquote class='{class}'><p><a href=x>{LINE}</a></p></blockquote>"),
        ] {
            assert!(body_with(&part).contains(LINE), "{part}");
        }
    }
}

#[test]
fn text_is_not_left_out_for_its_class_or_its_links() {
    for part in [
        "<div class='field--label-hidden'><p>{}</p></div>",
        "<div class='hidden-xs'><p>{}</p></div>",
        "<div class='hidden md:block'><p>{}</p></div>",
        "<p class=paywall aria-hidden=true>{}</p>",
        "<div class=paywall aria-hidden=true><p>{}</p></div>",
        "<div class=paywall style='display:none'><p>{}</p></div>",
        "<div role=tabpanel hidden><p>{}</p></div>",
        "<div class=teaser-text><p>{}</p></div>",
        "<p class=teaser>{}</p>",
        "<pre>{}</pre>",
        "<p><a href=x>{}</a></p>",
        "<ul><li><b><a href=x>One of the things to know about the cranes</a></b> {}</li></ul>",
        "<p>A list:</p><ul><li><a href=x>{}</a></li></ul>",
        "<figure><pre>{}</pre></figure>",
        "<template shadowrootmode=open><p>{}</p></template>",
        "<template shadowmode=open><p>{}</p></template>",
        "<blockquote><p>A word.</p><footer>{}</footer></blockquote>",
        "<h2><button>{}</button></h2>",
    ] {
        assert!(
            body_with(&part.replace("{}", LINE)).contains(LINE),
            "{part}"
        );
    }
}

#[test]
fn furniture_in_the_text_is_not_text() {
    for part in [
        "<p>Read also: <a href=x>{}</a></p>",
        "<p>Lesen Sie auch:</p><ul><li><a href=x>{}</a></li></ul>",
        "<div>{} | © Quayside Images</div>",
        "<div class=visually-hidden>{}</div>",
        "<div class='related'><p><a href=x>{}</a></p></div>",
        "<div class='cookie-notice'><p>{}</p></div>",
        "<article><h1>Another one</h1><p>{}</p></article>",
        "<aside><p>{}</p></aside>",
    ] {
        assert!(
            !body_with(&part.replace("{}", LINE)).contains(LINE),
            "{part}"
        );
    }
}

#[test]
fn an_article_without_text_on_a_page_with_text_is_a_problem() {
    let head = "<meta property=og:type content=article>";
    let html = |part: &str| format!("<html><head>{head}</head><h1>x</h1>{part}</html>");
    let problems = |part: &str| read_bytes(html(part).as_bytes()).unwrap().1;
    let comments = format!("<section id=comments>{TEXT}</section>");
    let (article, found) = read_bytes(html(&comments).as_bytes()).unwrap();
    assert!(!article.body.is_empty() || found[0].kind == ProblemKind::NoBody);
    let aside = format!("<div class='cookie-notice'>{TEXT}</div>");
    assert_eq!(problems(&aside)[0].kind, ProblemKind::NoBody);
    assert_eq!(problems("<nav>Home</nav>"), []);
}

#[test]
fn a_text_shown_twice_is_read_once() {
    let lines = "<p>It is a short one.</p>";
    let copies = [
        "<div class=mobile-only>{}</div><div class=desktop-only>{}</div>",
        "<div>{}</div><section class=print><div>{}</div></section>",
        "<p>{}</p><p>{}</p>",
    ];
    for copy in copies {
        let body = body_with(&copy.replace("{}", LINE));
        assert_eq!(body.matches(LINE).count(), 1, "{copy}");
    }
    let part = format!("<p>{LINE}</p>{lines}");
    let body = body_with(&copies[0].replace("{}", &part));
    assert_eq!(body.matches("a short one").count(), 1, "{body}");
    // A line that comes again in the same text is no copy.
    let again = format!("{lines}<p>{LINE}</p>{lines}");
    assert_eq!(body_with(&again).matches("a short one").count(), 2);
}

#[test]
fn an_article_may_be_in_an_aside_and_shorter_than_its_comments() {
    let aside = format!("<div><p>Menu</p></div><aside><h1>x</h1>{TEXT}</aside>");
    let html = format!("<html><body>{aside}</body></html>");
    assert!(
        read_bytes(html.as_bytes())
            .unwrap()
            .0
            .body
            .contains("The ferry")
    );
    let comments: String = (10..20).map(text).collect();
    for opens in [
        "<div id=comments>",
        "<section class=comment-list>",
        "<div class=disqus>",
    ] {
        let html =
            format!("<html><body><h1>x</h1><div>{TEXT}</div>{opens}{comments}</body></html>");
        let body = read_bytes(html.as_bytes()).unwrap().0.body;
        assert!(
            body.contains("The ferry") && !body.contains("on day 10"),
            "{opens}: {body}"
        );
    }
}

#[test]
fn readings_of_characters_are_no_text() {
    let part = "<p>新しい<ruby>法律<rp>(</rp><rt>ほうりつ</rt><rp>)</rp></ruby>ができて、橋が直されることになりました。</p>";
    let body = body_with(part);
    assert!(body.contains("新しい法律ができて"), "{body}");
}

#[test]
fn lines_of_a_preformatted_text_are_kept() {
    let body = body_with("<pre>The first line of it\nand the second one.\n\nA paragraph.</pre>");
    assert!(
        body.contains("The first line of it\nand the second one.\n\nA paragraph."),
        "{body}"
    );
}

#[test]
fn a_page_with_text_is_not_refused_for_what_it_says_it_is() {
    let long = format!("<div><p>{}</p></div>", [LINE; 12].join(" "));
    let site = "<meta property=og:type content=website>";
    let links = "<h2><a href=x>Another story of the town</a></h2>".repeat(9);
    for (head, body) in [
        (site, format!("<h1>x</h1>{long}")),
        (
            "<link rel=canonical href='https://post.example/?p=31228'>",
            format!("<h1>x</h1>{TEXT}"),
        ),
        (
            "<meta property=og:type content=article>",
            format!("<h1>x</h1><div>{TEXT}{links}</div>"),
        ),
    ] {
        assert_eq!(refused(head, &body), None, "{head}");
    }
    for (head, body) in [
        ("<meta property=og:type content=article>", links.clone()),
        (
            "<link rel=canonical href='https://post.example/'>",
            links.clone(),
        ),
        (site, format!("<p>{LINE}</p>{links}")),
    ] {
        assert!(refused(head, &body).is_some(), "{head}");
    }
}
