//! Contents of systems whose sites name their members themselves, texts in several languages, and
//! dates in parts.
//!
//! A record of Storyblok has a record in it, one of Contentful each field by its language.

use super::{read, read_one, read_with};
use crate::article::Article;

/// What is left out of an article: names and numbers of characters.
fn notes(article: &Article) -> Vec<(&str, u64)> {
    let notes = article.left_out.iter();
    notes.map(|it| (&*it.element, it.characters)).collect()
}

const DOC: &str = r#"{"type": "doc", "content": [{"type": "paragraph", "content": [
    {"type": "text", "text": "See "}, {"type": "text", "text": "the page", "marks": []}, {"type": "text", "text": "."}]},
    {"type": "paragraph", "content": [{"type": "text", "text": "It sails at six in the morning."}]}]}"#;
const DOC_TEXT: &str = "See the page.\n\nIt sails at six in the morning.";

/// A story of Storyblok with this content.
fn story(content: &str) -> Article {
    read_one(&format!(
        r#"{{"story": {{"name": "ferry-2021", "lang": "default", "published_at": "2021-01-19T08:00:00Z",
            "content": {{"_uid": "x", "component": "article", {content}}}}}}}"#
    ))
}

#[test]
fn the_content_of_a_story_is_a_record_of_its_own() {
    let article = story(&format!(
        r#""title": "The last ferry", "author": "Ann Lee", "body": {DOC}, "intro": "It goes in March, they say.",
           "seo": {{"title": "Ferries of the bay", "description": ""}}, "image": {{"alt": "A ferry at the quay"}}"#
    ));
    assert_eq!(article.headline, "The last ferry");
    assert_eq!(article.bylines, ["Ann Lee"]);
    assert_eq!(article.language, None);
    assert_eq!(
        article.body,
        format!("It goes in March, they say.\n\n{DOC_TEXT}")
    );
    assert_eq!(notes(&article), [("seo", 18), ("image", 19)]);
}

#[test]
fn a_text_of_a_story_is_the_body_whatever_its_name_is() {
    let long = "The ferry sails at six in the morning.\\n\\nIt comes back at nine in the evening, and never on a Sunday.";
    let text = "The ferry sails at six in the morning.\n\nIt comes back at nine in the evening, and never on a Sunday.";
    for (content, body) in [
        (
            format!(r#""title": "T", "intro": "It goes in March.", "copy": "{long}""#),
            format!("It goes in March.\n\n{text}"),
        ),
        (
            format!(r#""headline": "The ferry of Norvik", "intro": {DOC}, "long_text": "{long}""#),
            format!("{DOC_TEXT}\n\n{text}"),
        ),
        (
            format!(
                r#""body": [{{"component": "text", "text": {DOC}}}, {{"component": "quote", "quote": "It was a good boat."}}]"#
            ),
            format!("{DOC_TEXT}\n\nIt was a good boat."),
        ),
    ] {
        let article = story(&content);
        assert_eq!(article.body, body, "{content}");
        assert_eq!(
            notes(&article).iter().filter(|it| it.1 > 20).count(),
            0,
            "{content}"
        );
    }
}

#[test]
fn one_language_of_a_record_is_kept() {
    let article = read_one(
        r#"{"title": {"de": "Die Fähre", "en-US": "The ferry"}, "tags": {"de": ["Boot"], "en-US": ["boat", "bay"]},
            "body": {"de": "Die Fähre legt ab.", "en-US": {"nodeType": "document", "content": [{"nodeType": "paragraph",
                "content": [{"nodeType": "text", "value": "The ferry sails."}]}]}},
            "author": {"en-US": "Ann Lee"}}"#,
    );
    assert_eq!(article.headline, "The ferry");
    assert_eq!(article.body, "The ferry sails.");
    assert_eq!(article.keywords, ["boat", "bay"]);
    assert_eq!(article.bylines, ["Ann Lee"]);
    assert_eq!(article.language.as_deref(), Some("en-us"));
    assert_eq!(notes(&article), [("de", 18)]);
    // Of languages with as many fields the first is kept, also where a field names them otherwise.
    let article = read_one(
        r#"{"title": {"de": "Die Fähre", "fr": "Le bac"}, "body": {"fr": "Le bac part lundi.", "de": "Die Fähre legt ab."}}"#,
    );
    assert_eq!(
        (&*article.headline, &*article.body),
        ("Die Fähre", "Die Fähre legt ab.")
    );
}

#[test]
fn documents_of_lexical_are_read_under_every_name() {
    let content = r#"{"root": {"type": "root", "children": [
        {"type": "paragraph", "children": [{"type": "text", "text": "See "}, {"type": "link", "children": [{"text": "the page"}]},
            {"type": "text", "text": "."}]},
        {"type": "image", "caption": "A ferry at the quay"}, {"type": "callout", "calloutText": "It sails at six."}]}}"#;
    let article = read_one(&format!(r#"[{{"title": "Head", "content": {content}}}]"#));
    assert_eq!(article.body, "See the page.\n\nIt sails at six.");
    assert_eq!(notes(&article), [("image", 19)]);
}

#[test]
fn blocks_with_a_title_have_a_text_too() {
    let article = read_one(
        r#"[{"webTitle": "Live", "blocks": {"body": [
            {"title": "It sails again", "bodyHtml": "<p>The ferry sails at six.</p>", "bodyTextSummary": "The ferry sails at six."},
            {"bodyHtml": "<p>It comes back at nine.</p>", "bodyTextSummary": "It comes back at nine."}]}}]"#,
    );
    assert_eq!(
        article.body,
        "It sails again\n\nThe ferry sails at six.\n\nIt comes back at nine."
    );
}

#[test]
fn a_date_may_be_in_parts() {
    for (parts, date) in [
        (r#""Year": 2021, "Month": 1, "Day": 19"#, Some("2021-01-19")),
        (
            r#""year": "2021", "month": "Jan", "day": "19""#,
            Some("2021-01-19"),
        ),
        (
            r#""Publication Year": "2021", "month": "février""#,
            Some("2021-02"),
        ),
        (
            r#""year": "2021", "month": "13", "day": "40""#,
            Some("2021"),
        ),
        (r#""year": "2021", "day": "Tuesday""#, Some("2021")),
        (
            r#""year": "2021", "month": "1", "day": "19", "date": "2020-05-04""#,
            Some("2020-05-04"),
        ),
        (r#""year": "7th", "month": "1", "day": "19""#, None),
        (r#""month": "1", "day": "19""#, None),
    ] {
        let article = read(&format!(
            r#"[{{"title": "Head", "text": "Text.", {parts}}}]"#
        ));
        let published = article[0].as_ref().unwrap().published;
        assert_eq!(
            published.map(|date| date.to_string()).as_deref(),
            date,
            "{parts}"
        );
    }
    let dated = r#"[{"title": "Head", "year": 2021, "text": "NORVIK, Jan. 19, 2021 (AP) — The ferry sails."}]"#;
    let published = read_one(dated).published.unwrap();
    assert_eq!(published.to_string(), "2021-01-19");
}

#[test]
fn where_and_when_a_page_was_saved_is_neither_place_nor_date() {
    for own in [
        r#""Location": "archive", "Document tags": "ferry", "Reading progress": 0.5"#,
        r#""created": "2021-01-30T10:00:00Z", "favorite": false, "cover": """#,
        r#""excerpt": "", "created": "2021-01-30T10:00:00Z", "favorite": false"#,
    ] {
        let article = read_one(&format!(
            r#"[{{"Title": "The last ferry", "url": "https://post.example/a", {own}}}]"#
        ));
        assert_eq!((article.place, article.published), (None, None), "{own}");
    }
}

#[test]
fn a_name_that_other_records_have_too_tells_no_product() {
    for own in [
        r#""favorite": true"#,
        r#""cover": "a.jpg", "excerpt": "It sails at six.""#,
    ] {
        let article = read_one(&format!(
            r#"[{{"title": "The last ferry", "text": "It sails.", "created": "2021-01-30", "location": "Norvik", {own}}}]"#
        ));
        assert_eq!(article.place.as_deref(), Some("Norvik"), "{own}");
        let date = article.published.map(|date| date.to_string());
        assert_eq!(date.as_deref(), Some("2021-01-30"), "{own}");
    }
}

#[test]
fn members_of_a_story_are_in_one_language() {
    let article = read_one(
        r#"{"content": {"component": "article", "title": {"en": "The ferry"},
            "body": {"en": "It sails at six in the morning."}, "tags": {"en": ["boat"]}}}"#,
    );
    assert_eq!(article.headline, "The ferry");
    assert_eq!(article.body, "It sails at six in the morning.");
    assert_eq!(article.keywords, ["boat"]);
    assert_eq!(article.language.as_deref(), Some("en"));
    // Each member has another language first.
    let article = story(
        r#""title": {"de": "Die Fähre legt ab", "en": "The ferry sails"},
           "body": {"en": "It sails at six.", "de": "Sie legt um sechs ab."}, "date": {"de": "2021-01-20"}"#,
    );
    assert_eq!(article.headline, "Die Fähre legt ab");
    assert_eq!(article.body, "Sie legt um sechs ab.");
    assert_eq!(notes(&article), [("en", 15), ("en", 16)]);
}

#[test]
fn other_languages_of_values_within_lists_and_objects_are_named() {
    let tags = r#""tags": [{"en": "boat on the long sea", "de": "Das Boot auf dem langen Meer"}]"#;
    let title = r#""title": {"rendered": {"en": "boat on the long sea", "de": "Das Boot auf dem langen Meer"}}"#;
    let authors = r#""author": {"name": [{"en": "boat on the long sea", "de": "<b>Das</b> Boot auf dem langen Meer"}]}"#;
    for value in [tags, title, authors] {
        let article = read_one(&format!(
            r#"[{{"headline": "Ferry", "text": "It sails.", {value}}}]"#
        ));
        let notes = notes(&article);
        assert!(notes.contains(&("de", 28)), "{value}: {notes:?}");
    }
}

#[test]
fn other_languages_of_a_value_that_a_map_names_are_named() {
    let value = r#"{"a": {"b": {"en": "boat on the long sea", "de": "Das Boot auf dem langen Meer"}}, "text": "It sails."}"#;
    let article = read_with("headline=a.b", value.as_bytes())
        .remove(0)
        .unwrap();
    assert_eq!(article.headline, "Das Boot auf dem langen Meer");
    assert_eq!(notes(&article), [("en", 20)]);
}

#[test]
fn a_small_field_does_not_tell_the_language() {
    for (section, language) in [
        (r#""section": {"en": "News"}"#, None),
        (r#""section": {"id": "n1", "is": "news"}"#, None),
        (
            r#""section": {"en": "News"}, "title": {"en": "The ferry"}"#,
            Some("en"),
        ),
    ] {
        let article = read_one(&format!(
            r#"[{{"headline": "Le bac", "text": "Le bac part lundi.", {section}}}]"#
        ));
        assert_eq!(article.language.as_deref(), language, "{section}");
    }
}

#[test]
fn parts_of_a_body_are_left_out_only_if_they_are_the_same_twice() {
    for (body, expected) in [
        (
            r#"{"p1": "The ferry sails at six. It comes back at nine.", "p2": "The ferry sails at six."}"#,
            "The ferry sails at six. It comes back at nine.\n\nThe ferry sails at six.",
        ),
        (
            r#"{"lines": ["It sails at six.", "It sails at six.", "It rests at night."]}"#,
            "It sails at six.\n\nIt sails at six.\n\nIt rests at night.",
        ),
        (
            r#"{"p1": "<p>It sails at six.</p>", "p2": "It sails at six.", "p3": "It rests at night."}"#,
            "It sails at six.\n\nIt rests at night.",
        ),
    ] {
        let article = read_one(&format!(r#"[{{"title": "Head", "body": {body}}}]"#));
        assert_eq!(article.body, expected, "{body}");
    }
}

#[test]
fn a_date_in_parts_is_stated_if_its_day_is_read() {
    let dateline = "NORVIK, May 4, 2021 (AP) — The ferry sails.";
    for (parts, date) in [
        (r#""month": "1", "day": "19""#, "2021-01-19"),
        (r#""month": "1", "day": "40""#, "2021-05-04"),
        (r#""month": "13", "day": "40""#, "2021-05-04"),
        (r#""month": "1", "day": "300""#, "2021-05-04"),
        (r#""month": "1""#, "2021-05-04"),
    ] {
        let article = read_one(&format!(
            r#"[{{"title": "Head", "year": "2021", "text": "{dateline}", {parts}}}]"#
        ));
        let published = article.published.map(|date| date.to_string());
        assert_eq!(published.as_deref(), Some(date), "{parts}");
    }
}
