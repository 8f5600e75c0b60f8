//! Which text of a page is the article's.
//!
//! Pages with furniture, comments and several articles.

use super::{TEXT, read, read_bytes, text};

#[test]
fn the_text_of_linked_data_is_used_if_the_page_shows_much_less() {
    let long = "All of the text that the page hides from its readers. ".repeat(10);
    let script = format!(
        "<script type='application/ld+json'>{{\"@type\": \"NewsArticle\", \"headline\": \"x\", \"articleBody\": \"{long}\\n\\nMore &amp; more.\"}}</script>"
    );
    assert!(read(&script, "").body.ends_with("readers.\n\nMore & more."));
}

#[test]
fn furniture_is_left_out_and_text_that_looks_like_it_is_kept() {
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
            "<html><body><h1>x</h1><div class='{class}'>{}</div><div>{}{}</div></body></html>",
            text(1),
            text(2),
            text(3)
        );
        let body = read_bytes(html.as_bytes()).unwrap().0.body;
        assert_eq!(body.split("\n\n").count(), 6, "{class}: {body}");
    }
}

#[test]
fn an_article_whose_every_part_looks_like_furniture_is_read_whole() {
    let part = |number| {
        let text = text(number);
        format!("<div class='image-text media-module'>{text}</div>")
    };
    let parts: String = (0..6).map(part).collect();
    let html = format!("<html><body><h1>x</h1><main>{parts}</main></body></html>");
    let body = read_bytes(html.as_bytes()).unwrap().0.body;
    assert_eq!(body.split("\n\n").count(), 12, "{body}");
}

#[test]
fn the_article_under_the_headline_is_read_if_several_follow() {
    let next = format!("<article><h1>y</h1>{TEXT}{TEXT}</article>");
    let html = format!(
        "<html><head><title>x</title></head><body><article><h1>x</h1>{TEXT}</article>{next}{next}</body></html>"
    );
    let body = read_bytes(html.as_bytes()).unwrap().0.body;
    assert_eq!(body.split("\n\n").count(), 2, "{body}");
}

#[test]
fn what_readers_wrote_is_known_by_its_names_in_many_languages() {
    let said = |number: u32| {
        format!(
            "<div><b>Reader {number}</b><p>I have seen {number} ferries in my life, and none of them ever came back.</p></div>"
        )
    };
    let thread: String = (0..30).map(said).collect();
    for class in [
        "discussion",
        "replies",
        "responses",
        "reactions",
        "talkback",
        "livefyre",
        "kommentarer",
        "reacties",
        "yorumlar",
        "opiniones",
        "article-replies",
        "userDiscussion",
        "viafoura",
    ] {
        for (open, close) in [("<div class=story>", "</div>"), ("<article>", "</article>")] {
            let html = format!(
                "<html><body><h1>x</h1>{open}{TEXT}{close}<div class='{class}'>{thread}</div></body></html>"
            );
            let (article, _) = read_bytes(html.as_bytes()).unwrap();
            assert!(
                !article.body.contains("I have seen"),
                "{class}: {}",
                article.body
            );
        }
        // The article itself may be called so.
        let html = format!(
            "<html><body><h1>x</h1><div class='{class}'>{TEXT}{}</div></body></html>",
            text(7)
        );
        let (article, _) = read_bytes(html.as_bytes()).unwrap();
        assert!(article.body.contains("7 cups of tea"), "{class}");
    }
}

#[test]
fn comments_longer_than_the_article_are_left_out() {
    let comment =
        "<p>I have sailed with this captain for thirty years and he never once lost his way.</p>";
    let html = format!(
        "<html><body><article><h1>x</h1><div>{TEXT}</div></article><div class=stream>{}</div></body></html>",
        format!("<div><b>Jo</b>{comment}</div>").repeat(20)
    );
    let body = read_bytes(html.as_bytes()).unwrap().0.body;
    assert_eq!(body.split("\n\n").count(), 2, "{body}");
}

#[test]
fn lines_with_only_authors_or_dates_are_left_out() {
    let author = "<meta name=author content='Nina Holm'>";
    let second = "Its captain asked for a cup of tea and for the tide tables, in this order, and went to bed at once.";
    for (lead, kept) in [
        ("<p>Stand: 20.01.2021 08:00 Uhr</p>", ""),
        ("<p>19.01.2021 | 08:00</p><p>Von Nina Holm</p>", ""),
        ("<p>Von Nina Holm</p>", ""),
        ("<p>By Ann Lee</p><p>January 19, 2021</p>", ""),
        (
            "<p>Tue 19 Jan 2021 08.00 GMT</p><p>Last modified on Wed 20 Jan 2021 09.00 GMT</p>",
            "",
        ),
        (
            "<p>Updates of 19 January 2021</p>",
            "Updates of 19 January 2021\n\n",
        ),
        ("<p>Von Bo Ek</p>", ""),
        ("<p>Von Eskhaven</p>", "Von Eskhaven\n\n"),
        (
            "<p>A winter without ferries: 2021</p>",
            "A winter without ferries: 2021\n\n",
        ),
        (
            "<p>It was 19 January 2021.</p>",
            "It was 19 January 2021.\n\n",
        ),
    ] {
        let body = read(author, &format!("<h1>Ferry back</h1>{lead}")).body;
        let expected = format!("{kept}The ferry came back");
        assert!(
            body.starts_with(&expected) && body.ends_with(second),
            "{lead}: {body}"
        );
    }
}

#[test]
fn pages_of_the_last_century_are_read_too() {
    let links = "<A HREF=/islands>News of the islands</A><BR>".repeat(12);
    let text = TEXT
        .replace("<p>", "")
        .replace("</p>", "<BR><BR>\n")
        .repeat(3);
    let html = format!(
        "<HTML><HEAD><TITLE>Post Online | News | Night ferry returns</TITLE></HEAD><BODY><TABLE><TR><TD>{links}</TD><TD>\
         <FONT SIZE=1>Tuesday, January 19, 1999 Published at 12:34 GMT</FONT><BR><FONT SIZE=5><B>Night ferry returns\
         </B></FONT><BR><FONT SIZE=2>{text}</FONT></TD></TR></TABLE></BODY></HTML>"
    );
    let article = read_bytes(html.as_bytes()).unwrap().0;
    assert_eq!(article.headline, "Night ferry returns");
    assert_eq!(article.published.unwrap().to_string(), "1999-01-19");
    assert!(
        article.body.starts_with("The ferry came back on Monday"),
        "{}",
        article.body
    );
}

#[test]
fn a_byline_of_links_under_the_heading_names_who_wrote_it() {
    let links = "<a href=/ann>Ann Lee</a> and <a href=/bo>Bo Ek</a>";
    let article = read("", &format!("<h1>Ferry back</h1><p>By {links}</p>"));
    assert_eq!(article.bylines, ["Ann Lee", "Bo Ek"]);
    assert!(article.body.starts_with("The ferry"), "{}", article.body);
    let other = read("", &format!("<h1>Ferry back</h1><p>About {links}</p>"));
    assert_eq!(other.bylines, [""; 0]);
}

#[test]
fn the_first_author_s_card_names_who_wrote_it() {
    let card =
        |name: &str| format!("<span class='author vcard'><a class='url fn n'>{name}</a></span>");
    let before = format!("<h1>Ferry back</h1><div>by {}</div>", card("Ann Lee"));
    assert_eq!(read("", &before).bylines, ["Ann Lee"]);
    let teaser = format!("{before}<aside>{}</aside>", card("Bo Ek"));
    assert_eq!(read("", &teaser).bylines, ["Ann Lee"]);
    let no_card = before.replace("vcard", "box");
    assert_eq!(read("", &no_card).bylines, [""; 0]);
}
