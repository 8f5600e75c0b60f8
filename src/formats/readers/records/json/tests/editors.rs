//! Bodies as editors keep them, and fields whose values are objects with names of their own.
//!
//! Runs of text are one paragraph, and what has no place in the body is named.

use super::read_one;

/// An article with this body.
fn body(value: &str) -> String {
    read_one(&format!(r#"[{{"title": "Head", "body": {value}}}]"#)).body
}

#[test]
fn blocks_of_editor_js_are_whole() {
    let blocks = r#"{"time": 1, "blocks": [
        {"type": "header", "data": {"text": "Sub header", "level": 2}},
        {"type": "paragraph", "data": {"text": "The <b>fer</b>ry sailed."}},
        {"type": "list", "data": {"style": "unordered", "items": ["Item one", {"content": "Item two", "items": [{"content": "Inner"}]}]}},
        {"type": "checklist", "data": {"items": [{"text": "Check text", "checked": true}]}},
        {"type": "quote", "data": {"text": "A quote", "caption": "By somebody"}},
        {"type": "table", "data": {"content": [["a", "b"], ["c", "d"]]}},
        {"type": "delimiter", "data": {}},
        {"type": "strange", "data": {"words": "Words of another block"}},
        {"type": "image", "data": {"file": {"url": "x"}, "caption": "A caption of the picture"}}
        ], "version": "2"}"#;
    let text = "Sub header\n\nThe ferry sailed.\n\nItem one\n\nItem two\n\nInner\n\nCheck text\n\nA quote\n\nBy somebody\n\n\
                a | b\n\nc | d\n\nWords of another block";
    assert_eq!(body(blocks), text);
    // The same as a text with JSON in it, as databases have it.
    assert_eq!(body(&serde_json::to_string(blocks).unwrap()), text);
    let article = read_one(&format!(r#"[{{"title": "Head", "body": {blocks}}}]"#));
    let notes: Vec<_> = article
        .left_out
        .iter()
        .map(|note| (&*note.element, note.characters))
        .collect();
    assert_eq!(notes, [("image", 24)]);
}

#[test]
fn runs_of_text_are_one_paragraph() {
    let prose_mirror = r#"{"type": "doc", "content": [
        {"type": "paragraph", "content": [{"type": "text", "text": "The fer"},
            {"type": "text", "marks": [{"type": "bold"}], "text": "ry < sai"}, {"type": "text", "text": "led."},
            {"type": "hardBreak"}, {"type": "text", "text": "Nobody waved."}]},
        {"type": "bulletList", "content": [{"type": "listItem", "content": [
            {"type": "paragraph", "content": [{"type": "text", "text": "An item"}]}]}]},
        {"type": "image", "attrs": {"src": "x", "alt": "The ferry at the quay"}}]}"#;
    assert_eq!(
        body(prose_mirror),
        "The ferry < sailed.\nNobody waved.\n\nAn item"
    );
    let contentful = r#"{"nodeType": "document", "data": {}, "content": [
        {"nodeType": "paragraph", "data": {}, "content": [{"nodeType": "text", "value": "The ferry "},
            {"nodeType": "hyperlink", "data": {"uri": "x"}, "content": [{"nodeType": "text", "value": "of Nor"}]},
            {"nodeType": "text", "value": "vik sailed."}]},
        {"nodeType": "unordered-list", "content": [{"nodeType": "list-item", "content": [
            {"nodeType": "paragraph", "content": [{"nodeType": "text", "value": "An item"}]}]}]}]}"#;
    assert_eq!(body(contentful), "The ferry of Norvik sailed.\n\nAn item");
}

#[test]
fn fields_that_are_objects_are_read_or_named() {
    for (title, headline) in [
        (r#"{"en": "The purple ferry"}"#, "The purple ferry"),
        (
            r#"{"text": {"en-GB": "The purple ferry"}}"#,
            "The purple ferry",
        ),
        (r#"{"$text": "The purple ferry"}"#, "The purple ferry"),
        (
            r#"{"short": "Purple", "long": "The purple ferry"}"#,
            "The purple ferry",
        ),
        (r#"{"strange": "The purple ferry sailed"}"#, ""),
    ] {
        let article = read_one(&format!(r#"[{{"title": {title}, "text": "Body."}}]"#));
        assert_eq!(article.headline, headline, "{title}");
        let notes = article.left_out.iter().map(|note| &*note.element);
        let expected: &[&str] = if headline.is_empty() {
            &["strange"]
        } else {
            &[]
        };
        assert_eq!(notes.collect::<Vec<_>>(), expected, "{title}");
    }
    let article = read_one(
        r#"[{"title": {"de": "Die Fähre", "en": "The purple ferry"}, "text": "Body.", "author": {"first": "Ann", "last": "Lee"},
            "section": {"en": "News"}, "publisher": {"id": "7", "slug": "x-y"}}]"#,
    );
    assert_eq!(article.headline, "Die Fähre");
    assert_eq!(article.left_out.len(), 1, "the second headline is named");
    assert_eq!(article.bylines, ["Ann Lee"]);
    assert_eq!(article.section.as_deref(), Some("News"));
    assert_eq!(article.source, None);
}
