//! What services and content systems write in a way of their own.
//!
//! Drafts, texts that are cut, days on which somebody saved a page, people among tags.

use super::{read, read_one};
use crate::article::{ProblemKind, Status};

#[test]
fn a_cut_text_says_how_much_is_missing() {
    for (text, body, left) in [
        (
            "The harbour closed… [+1234 chars]",
            "The harbour closed…",
            Some(1234),
        ),
        (
            "The harbour closed. [+12 chars]\\n",
            "The harbour closed.",
            Some(12),
        ),
        (
            "The price rose [+12 percent]",
            "The price rose [+12 percent]",
            None,
        ),
        (
            "Write [+5 chars] at the end.",
            "Write [+5 chars] at the end.",
            None,
        ),
    ] {
        let article = read_one(&format!(r#"[{{"title": "Head", "content": "{text}"}}]"#));
        assert_eq!(article.body, body);
        let note = article.left_out.first();
        assert_eq!(note.map(|note| note.characters), left, "{text}");
    }
    let removed =
        r#"[{"title": "[Removed]", "content": "[Removed]", "url": "https://removed.example"}]"#;
    let problem = read(removed).pop().unwrap().unwrap_err();
    assert_eq!(problem.kind, ProblemKind::NotAnArticle);
}

#[test]
fn drafts_of_content_systems_are_withheld() {
    for (fields, status, day) in [
        (r#""status": [{"value": false}]"#, Status::Withheld, None),
        (r#""status": [{"value": true}]"#, Status::Usable, None),
        (
            r#""createdAt": "2021-01-04", "publishedAt": null"#,
            Status::Withheld,
            None,
        ),
        (
            r#""createdAt": "2021-01-04", "publishedAt": "2021-01-05""#,
            Status::Usable,
            Some("2021-01-05"),
        ),
        (
            r#""publishedAt": null, "date": "2021-01-05""#,
            Status::Usable,
            Some("2021-01-05"),
        ),
        (r#""publishedAt": null"#, Status::Usable, None),
        (
            r#""createdAt": "2021-01-04""#,
            Status::Usable,
            Some("2021-01-04"),
        ),
    ] {
        let members = format!(r#""title": "Head", "body": "Text.", {fields}"#);
        for record in [
            format!(r#"[{{"id": 1, "attributes": {{{members}}}}}]"#),
            format!(r#"[{{"id": 1, "documentId": "x1", {members}}}]"#),
        ] {
            let article = read_one(&record);
            assert_eq!(article.status, status, "{record}");
            let published = article.published.map(|date| date.to_string());
            assert_eq!(published.as_deref(), day, "{record}");
        }
    }
    // Elsewhere the day of publication may only be unknown.
    let other =
        r#"[{"title": "Head", "body": "Text.", "createdAt": "2021-01-04", "publishedAt": null}]"#;
    assert_eq!(read_one(other).status, Status::Usable);
}

#[test]
fn the_day_of_a_clipping_counts_after_all_others() {
    for (fields, from) in [
        (
            r#""created": "2021-11-02", "source": "https://m.example/harbour""#,
            "capture",
        ),
        (
            r#""created": "2021-11-02", "source": "The Mercury""#,
            "field",
        ),
        (
            r#""created": "2021-11-02", "source": "https://m.example/a", "published": "2021-01-05""#,
            "field",
        ),
    ] {
        let article = read_one(&format!(
            r#"[{{"title": "Head", "body": "Text.", {fields}}}]"#
        ));
        let source = article.published_from.map(<&str>::from);
        assert_eq!(source, Some(from), "{fields}");
    }
}

#[test]
fn tags_that_name_who_contributed_are_bylines() {
    let article = read_one(
        r#"[{"webTitle": "Head", "body": "Text.", "tags": [
            {"id": "profile/ann", "type": "contributor", "webTitle": "Ann Lee"},
            {"id": "uk/ice", "type": "keyword", "webTitle": "Ice"}]}]"#,
    );
    assert_eq!(article.bylines, ["Ann Lee"]);
    assert_eq!(article.keywords, ["Ice"]);
}
