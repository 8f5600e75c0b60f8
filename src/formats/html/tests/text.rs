//! Which of a page's text is the article's.

use super::{TEXT, read, read_bytes};

#[test]
fn the_linked_data_s_text_stands_in_where_the_page_shows_much_less() {
    let long = "All of the text that the page hides from its readers. ".repeat(10);
    let script = format!(
        "<script type='application/ld+json'>{{\"@type\": \"NewsArticle\", \"headline\": \"x\", \"articleBody\": \"{long}\\n\\nMore &amp; more.\"}}</script>"
    );
    assert!(read(&script, "").body.ends_with("readers.\n\nMore & more."));
}

#[test]
fn furniture_is_left_out_and_what_only_looks_like_it_is_kept() {
    let noise =
        "<p>Words that nobody came for, in a sentence as long as those of the article are.</p>";
    for wrapped in [
        format!("<div class='cookie-consent'>{noise}{noise}</div>"),
        format!("<aside>{noise}</aside>"),
        format!("<div id=relatedStories>{noise}</div>"),
        format!("<section class='js-comments'>{noise}{noise}</section>"),
        format!("<div role=dialog>{noise}</div>"),
        format!("<div style='display: none'>{noise}</div>"),
        format!("<noscript>{noise}</noscript>"),
        "<p><a href=x>Read also: the whole story of the ferry and of the men who built it</a></p>"
            .to_owned(),
    ] {
        let html =
            format!("<html><body><article><h1>x</h1>{TEXT}{wrapped}{TEXT}</article></body></html>");
        let body = read_bytes(html.as_bytes()).unwrap().0.body;
        assert_eq!(body.split("\n\n").count(), 4, "{wrapped}: {body}");
    }
    for class in [
        "has-sidebar",
        "print:hidden",
        "sidebar-grid__content article__content",
        "paywall",
    ] {
        let html = format!(
            "<html><body><h1>x</h1><div class='{class}'>{TEXT}</div><div>{TEXT}{TEXT}</div></body></html>"
        );
        let body = read_bytes(html.as_bytes()).unwrap().0.body;
        assert_eq!(body.split("\n\n").count(), 6, "{class}: {body}");
    }
}

#[test]
fn an_article_whose_every_part_looks_like_furniture_is_read_whole() {
    let part = format!("<div class='image-text media-module'>{TEXT}</div>");
    let html = format!(
        "<html><body><h1>x</h1><main>{}</main></body></html>",
        part.repeat(6)
    );
    let body = read_bytes(html.as_bytes()).unwrap().0.body;
    assert_eq!(body.split("\n\n").count(), 12, "{body}");
}

#[test]
fn of_several_articles_in_a_row_the_one_under_the_headline_is_read() {
    let next = format!("<article><h1>y</h1>{TEXT}{TEXT}</article>");
    let html = format!(
        "<html><head><title>x</title></head><body><article><h1>x</h1>{TEXT}</article>{next}{next}</body></html>"
    );
    let body = read_bytes(html.as_bytes()).unwrap().0.body;
    assert_eq!(body.split("\n\n").count(), 2, "{body}");
}

#[test]
fn comments_longer_than_the_article_stay_out() {
    let comment =
        "<p>I have sailed with this captain for thirty years and he never once lost his way.</p>";
    let html = format!(
        "<html><body><article><h1>x</h1><div>{TEXT}</div></article><div class=stream>{}</div></body></html>",
        format!("<div><b>Jo</b>{comment}</div>").repeat(20)
    );
    let body = read_bytes(html.as_bytes()).unwrap().0.body;
    assert_eq!(body.split("\n\n").count(), 2, "{body}");
}
