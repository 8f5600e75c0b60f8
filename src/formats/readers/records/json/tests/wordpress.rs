//! Posts as the REST interface of WordPress gives them, with what is embedded in them.
//!
//! The structure is that of `wp-json/wp/v2/posts?_embed`; the texts are invented.

use super::read_one;
use crate::article::WhyLeftOut;

/// A post as `?_embed` gives it, with this in `_embedded`.
fn post(embedded: &str) -> String {
    format!(
        r#"{{"id": 31, "date": "2021-01-19T10:00:00", "type": "post", "status": "publish", "slug": "ferry",
            "link": "https://post.example/ferry", "title": {{"rendered": "Ferry&#8217;s return"}},
            "content": {{"rendered": "<p>Back.</p>\n<p>All cheer.</p>", "protected": false}},
            "author": 3, "featured_media": 12, "categories": [4, 7], "tags": [9],
            "_links": {{"self": [{{"href": "https://post.example/wp-json/wp/v2/posts/31"}}]}},
            "_embedded": {embedded}}}"#
    )
}

#[test]
fn authors_and_terms_that_are_embedded_are_fields() {
    let article = read_one(&post(
        r#"{"author": [{"id": 3, "name": "Ann Lee", "description": "Writes about the harbour.", "slug": "ann"}],
            "wp:featuredmedia": [{"id": 12, "title": {"rendered": "crane-3"}, "media_type": "image",
                "caption": {"rendered": "<p>The crane at the new northern quay.</p>"}}],
            "wp:term": [[{"id": 4, "name": "Harbour &amp; sea", "slug": "harbour", "taxonomy": "category"},
                         {"id": 7, "name": "Travel", "slug": "travel", "taxonomy": "category"}],
                        [{"id": 9, "name": "ferries", "slug": "ferries", "taxonomy": "post_tag"}]],
            "replies": [[{"id": 1, "author_name": "Bo", "content": {"rendered": "<p>I am glad of it.</p>"}}]]}"#,
    ));
    assert_eq!(article.headline, "Ferry’s return");
    assert_eq!(article.body, "Back.\n\nAll cheer.");
    assert_eq!(article.bylines, ["Ann Lee"]);
    assert_eq!(article.section.as_deref(), Some("Harbour & sea"));
    assert_eq!(article.keywords, ["Travel", "ferries"]);
    assert_eq!(article.url.as_deref(), Some("https://post.example/ferry"));
    let notes: Vec<_> = article
        .left_out
        .iter()
        .map(|note| (&*note.element, note.why, note.characters))
        .collect();
    assert_eq!(
        notes,
        [
            ("replies", WhyLeftOut::Comments, 16),
            ("wp:featuredmedia", WhyLeftOut::Caption, 35),
        ]
    );
}

#[test]
fn what_is_embedded_otherwise_does_no_harm() {
    for embedded in [
        "{}",
        "[]",
        "null",
        r#"{"author": [{"code": "rest_user_invalid_id", "message": "Invalid user ID."}]}"#,
        r#"{"author": {"name": ""}, "wp:term": [[{"name": "Uncategorized", "slug": "uncategorized", "taxonomy": "category"}]]}"#,
        r#"{"wp:term": [[[[[{"name": "deep", "taxonomy": "category"}]]]], "x", 3], "author": "Ann"}"#,
    ] {
        let article = read_one(&post(embedded));
        assert_eq!(article.body, "Back.\n\nAll cheer.", "{embedded}");
        assert_eq!(article.section, None, "{embedded}");
        assert!(
            article.bylines.is_empty() && article.keywords.is_empty(),
            "{embedded}"
        );
    }
}
