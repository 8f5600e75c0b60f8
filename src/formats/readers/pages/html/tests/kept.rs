//! Text that looks like something around an article, and is a part of it.
//!
//! Each table has a part of a page and what the body has of it, or that the body does not have it.

use super::{read, read_bytes, text};

/// The body of a page whose article has a part between two texts.
fn body_with(part: &str) -> String {
    let (before, after) = (text(1), text(2));
    body_of(&format!(
        "<main><article><h1>x</h1>{before}{part}{after}</article></main>"
    ))
}

/// The body of a page whose article ends with a part.
fn body_ending_with(part: &str) -> String {
    let text = text(1);
    body_of(&format!(
        "<main><article><h1>x</h1>{text}{part}</article></main>"
    ))
}

fn body_of(page: &str) -> String {
    let html = format!("<html><head><title>x</title></head><body>{page}</body></html>");
    read_bytes(html.as_bytes()).unwrap().0.body
}

#[test]
fn sentences_that_start_as_notices_are_text() {
    for (part, is_text) in [
        (
            "<p>Recommended by the <a href=/c>committee</a>, the plan goes on KEY on Tuesday.</p>",
            true,
        ),
        (
            "<p>More from the <a href=/c>report</a> that KEY wrote: half of them are unsafe.</p>",
            true,
        ),
        (
            "<p>Recommended: <a href=/c>the KEY of the committee goes on</a></p>",
            false,
        ),
        (
            "<p>Read more about KEY and all that he knew in our <a href=/c>archive</a>.</p>",
            false,
        ),
        ("<p>Foto op de voorpagina toont een KEY.</p>", true),
        ("<p>Foto: KEY Lind</p>", false),
        (
            "<p>Opinions expressed by the judges of KEY differ a lot.</p>",
            true,
        ),
        (
            "<p>Opinions expressed here are those of the author KEY.</p>",
            false,
        ),
    ] {
        assert_eq!(body_with(part).contains("KEY"), is_text, "{part}");
    }
}

#[test]
fn short_lines_at_the_end_are_text_in_the_element_of_the_paragraphs() {
    for (part, is_text) in [
        (
            "<p>The winners are:</p><ul><li>Ann KEY</li><li>Bo Ek</li></ul>",
            true,
        ),
        ("<ol><li>KEY of flour</li></ol>", true),
        ("<h3>When and where</h3><p>KEY, 8 pm</p>", true),
        ("<dl><dt>Where</dt><dd>KEY</dd></dl>", true),
        ("<p>Ann KEY</p>", true),
        ("<pre>KEY 3 : 1</pre>", true),
        ("<blockquote>The river KEY runs</blockquote>", true),
        ("<p><a href=/t>KEY</a></p>", false),
        ("<div class=x><p>KEY</p></div>", false),
        ("<h3>KEY</h3>", false),
        ("<h3>Comments (2)</h3><p>KEY</p>", false),
    ] {
        assert_eq!(body_ending_with(part).contains("KEY"), is_text, "{part}");
    }
}

#[test]
fn lines_between_paragraphs_are_text_without_elements_for_paragraphs() {
    for (part, is_text) in [
        (
            "<details><summary>Who is KEY?</summary><p>The man who owns the ferry, they said.</p></details>",
            true,
        ),
        ("<div class=question><b>Who is KEY?</b></div>", true),
        ("<div>KEY: Yes.</div><div>MAYOR: No.</div>", true),
        ("<span class=sub><b>A long way for KEY</b></span>", true),
        (
            "<div>Advertisement</div><div>KEY <a href=/x>here</a></div>",
            false,
        ),
        ("<div><div>KEY</div></div>", false),
    ] {
        assert_eq!(body_with(part).contains("KEY"), is_text, "{part}");
    }
    assert!(!body_with("<div>Advertisement</div>").contains("Advertisement"));
}

#[test]
fn a_word_of_a_sentence_is_text_in_any_element() {
    for word in [
        "<button class=glossary>KEY</button>",
        "<label>KEY</label>",
        "<math><mi>KEY</mi><annotation>k</annotation></math>",
        "<span class=caption>KEY</span>",
        "<span role=tooltip>KEY</span>",
    ] {
        let part = format!("<p>The bank fears {word} more than debt.</p>");
        assert!(
            body_with(&part).contains("fears KEY more than debt"),
            "{word}"
        );
    }
    assert!(!body_with("<p><button>KEY</button></p>").contains("KEY"));
}

#[test]
fn what_browsers_show_is_seen() {
    let line = "<p>The mayor of KEY said that he would not pay for a ferry that goes nowhere.</p>";
    for part in [
        format!("<map name=m>{line}</map>"),
        format!("<svg><foreignObject><div>{line}</div></foreignObject></svg>"),
        format!("<picture><source srcset=a><img src=a></picture>{line}"),
        format!("<object data=a>{}{line}{}</object>", text(5), text(6)),
    ] {
        assert!(body_with(&part).contains("KEY"), "{part}");
    }
    let open = format!("<h1>x</h1>{}<picture><img src=a>{line}{}", text(1), text(2));
    assert!(body_of(&open).contains("KEY"));
    let frame = body_html_notes("<iframe srcdoc='&lt;p&gt;Twelve signs&lt;/p&gt;'></iframe>");
    assert!(
        frame
            .iter()
            .any(|note| note == "<iframe>: embedded, 12 characters"),
        "{frame:?}"
    );
}

fn body_html_notes(part: &str) -> Vec<String> {
    let article = read("", &format!("<h1>x</h1>{part}"));
    article.left_out.iter().map(ToString::to_string).collect()
}

#[test]
fn sections_are_text_whatever_their_heading_is_called() {
    let line = "<p>The mayor of KEY said that he would not pay for a ferry that goes nowhere.</p>";
    for (id, heading, is_text) in [
        ("consent", "Consent of the council", true),
        ("related-work", "Related work", true),
        ("comments-by-the-mayor", "Comments by the mayor", true),
        ("social-media", "Social media", true),
        ("popular-support", "Popular support", true),
        ("comments", "Comments", false),
        ("related", "More", false),
    ] {
        let part = format!("<section id='{id}'><h2>{heading}</h2>{line}{line}</section>");
        assert_eq!(body_with(&part).contains("KEY"), is_text, "{id}");
    }
    for class in [
        "cookie-recipe",
        "age-of-consent-law",
        "wp-block-media-text",
        "video-transcript",
    ] {
        let part = format!("<div class='{class}'>{line}</div>");
        assert!(body_with(&part).contains("KEY"), "{class}");
    }
}

#[test]
fn headings_that_could_be_of_comments_are_followed_by_text() {
    let section =
        |heading: &str, number| format!("<section><h2>{heading}</h2>{}</section>", text(number));
    for heading in [
        "Response to the flood",
        "Antworten",
        "Comments",
        "Join the conversation",
    ] {
        let parts = [
            section("Why now?", 3),
            section(heading, 4),
            section("What next", 5),
        ];
        let body = body_with(&parts.concat());
        assert!(
            body.contains("4 cups") && body.contains("5 cups"),
            "{heading}: {body}"
        );
    }
    let last = body_ending_with(&section("Comments", 4));
    assert!(!last.contains("4 cups"), "{last}");
    let counted = [section("3 Comments", 4), section("What next", 5)].concat();
    assert!(!body_ending_with(&counted).contains("4 cups"));
}

#[test]
fn what_a_person_opens_is_text() {
    let line = "<p>The mayor of KEY said that he would not pay for a ferry that goes nowhere.</p>";
    for (open, is_text) in [
        ("<div hidden id='S:0'>", true),
        ("<div class='tab-pane fade' aria-hidden=true>", true),
        ("<div class='accordion__content' hidden>", true),
        (
            "<div class='et_pb_toggle_content' style='display:none'>",
            true,
        ),
        ("<div id=page2 style='display: none'>", true),
        ("<section amp-access='x' hidden>", true),
        ("<div class=hidden>", false),
        ("<div style='display:none'>", false),
        ("<div hidden id=note>", false),
    ] {
        let name = &open[1..open.find(' ').unwrap()];
        let part = format!("{open}{line}</{name}>");
        assert_eq!(body_with(&part).contains("KEY"), is_text, "{open}");
    }
}

#[test]
fn answers_between_paragraphs_are_no_comments() {
    let line = "<p>The mayor of KEY said that he would not pay for a ferry that goes nowhere.</p>";
    for class in [
        "response",
        "answer reply",
        "discussion",
        "comment-from-expert",
    ] {
        let part = format!("<div class='{class}'>{line}{line}</div>");
        assert!(body_with(&part).contains("KEY"), "{class}");
        assert!(
            !body_ending_with(&part.replace(class, "comments")).contains("KEY"),
            "{class}"
        );
    }
}

#[test]
fn sections_after_the_longest_one_belong_to_the_text() {
    let main = [text(3), text(4), text(5), text(6)].concat();
    for (page, is_text) in [
        (
            format!(
                "<main><h1>x</h1><section class=body>{main}</section><section>{}</section></main>",
                text(8)
            ),
            true,
        ),
        (
            format!(
                "<article><h1>x</h1>{main}</article><article>{}</article>",
                text(8)
            ),
            true,
        ),
        (
            format!(
                "<article><h1>x</h1>{main}</article><div class=about>{}</div>",
                text(8)
            ),
            false,
        ),
        (
            format!(
                "<main><h1>x</h1><section class=body>{main}</section><section><h1>y</h1>{}</section></main>",
                text(8)
            ),
            false,
        ),
    ] {
        assert_eq!(body_of(&page).contains("8 cups"), is_text, "{page}");
    }
}

#[test]
fn an_article_in_a_menu_or_dialog_is_read() {
    let main = ["<h1>x</h1>".to_owned(), text(3), text(4)].concat();
    for page in [
        format!("<div role=dialog>{main}</div>"),
        format!("<div role=banner>{main}</div>"),
        format!("<nav><a href=/>Home</a><div>{main}</div>"),
        format!("<menu>{main}</menu>"),
        format!("<article><figure><figcaption>A bridge{main}</article>"),
    ] {
        assert!(body_of(&page).contains("4 cups"), "{page}");
    }
    let menu = format!("<h1>x</h1>{main}<nav><p>{}</p></nav>", text(8));
    assert!(!body_of(&menu).contains("8 cups"));
}

#[test]
fn what_is_said_of_each_link_makes_no_list() {
    let item = |number: u32| {
        format!(
            "<h3><a href=/{number}>Story {number}</a></h3>{}",
            text(number)
        )
    };
    let items: String = (10..18).map(item).collect();
    let page = format!("<main><article><h1>x</h1>{items}</article></main>");
    assert!(body_of(&page).contains("17 cups"));
}

#[test]
fn text_that_is_only_in_data_is_read_in_many_forms() {
    let long = "The ferry came back on Monday with KEY, the harbour said to all. ".repeat(4);
    let article = "\"@type\": \"LiveBlogPosting\", \"headline\": \"Ferry back\"";
    for data in [
        format!("{{{article}, \"articleBody\": [\"{long}\", \"{long}\"]}}"),
        format!(
            "{{{article}, \"liveBlogUpdate\": [{{\"headline\": \"Noon\", \"articleBody\": \"{long}\"}}]}}"
        ),
        format!("{{{article}, \"hasPart\": [{{\"articleBody\": \"{long}\"}}]}}"),
    ] {
        let head = format!("<script type='application/ld+json'>{data}</script>");
        let html = format!("<html><head>{head}</head><body><h1>Ferry back</h1></body></html>");
        let article = read_bytes(html.as_bytes()).unwrap().0;
        assert!(article.body.contains("KEY"), "{data}: {}", article.body);
    }
    let story = format!(
        "{{\"story\": {{\"headlines\": {{\"basic\": \"Ferry back\"}}, \"content_elements\": [\
         {{\"type\": \"text\", \"content\": \"{long}\"}}, {{\"type\": \"image\", \"content\": \"x\"}}]}}}}"
    );
    let html = format!(
        "<html><head><title>Ferry back | Post</title></head><body><script type='application/json'>{story}\
         </script></body></html>"
    );
    let article = read_bytes(html.as_bytes()).unwrap().0;
    assert!(article.body.contains("KEY"), "{}", article.body);
    assert_eq!(article.headline, "Ferry back");
}

#[test]
fn times_of_sites_and_labels_of_authors_are_read_and_events_are_not() {
    for (head, before, day) in [
        (
            "",
            "<relative-time datetime='2021-01-19'>3 years ago</relative-time>",
            "2021-01-19",
        ),
        (
            "",
            "<div>Event date: 20 April 2021</div><div>Posted 19 January 2021</div>",
            "2021-01-19",
        ),
        (
            "<meta property='article:published_time' content=2021>",
            "<div>19 January 2021</div>",
            "2021-01-19",
        ),
        ("<meta name=ptime content=2021-01-19>", "", "2021-01-19"),
    ] {
        let article = read(head, &format!("<h1>Ferry back</h1>{before}"));
        let published = article.published.map(|date| date.to_string());
        assert_eq!(published.as_deref(), Some(day), "{head}{before}");
    }
    for (head, before, people) in [
        ("", "<div>Written by Ann Lee</div>", &["Ann Lee"][..]),
        ("", "<div>By Ann Lee 5 min read</div>", &["Ann Lee"]),
        ("", "<div>Autor: Jan Kos</div>", &["Jan Kos"]),
        ("<meta name=author content=null>", "", &[]),
        (
            "<meta name=author content='[\"Ann Lee\"]'>",
            "",
            &["Ann Lee"],
        ),
        (
            "<meta name=author content='Ann Lee | Bo Ek'>",
            "",
            &["Ann Lee", "Bo Ek"],
        ),
    ] {
        let article = read(head, &format!("<h1>Ferry back</h1>{before}"));
        assert_eq!(article.bylines, people, "{head}{before}");
    }
    let article = read("", "<h1>Ferry back<a class=headerlink href='#x'>¶</a></h1>");
    assert_eq!(article.headline, "Ferry back");
}
