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
fn insertions_of_quill_are_whole() {
    let operations = r#"{"ops": [{"insert": "One & <two> "}, {"insert": "bold words", "attributes": {"bold": true}},
        {"insert": " and on.\nA second "}, {"insert": {"image": "data:image/png;base64,AAAA"}},
        {"insert": "line\n", "attributes": {"header": 2}}]}"#;
    let text = "One & <two> bold words and on.\n\nA second line";
    assert_eq!(body(operations), text);
    assert_eq!(body(&serde_json::to_string(operations).unwrap()), text);
    let alone = r#"[{"insert": "One line of a text.\n"}]"#;
    assert_eq!(body(alone), "One line of a text.");
}

/// What is left out of an article with this body: the names and numbers of characters.
fn notes(field: &str, value: &str) -> Vec<(String, usize)> {
    let article = read_one(&format!(r#"[{{"title": "Head", "{field}": {value}}}]"#));
    let notes = article.left_out.into_iter();
    notes
        .map(|it| (it.element, usize::try_from(it.characters).unwrap()))
        .collect()
}

#[test]
fn texts_of_blocks_that_are_in_no_line_are_named() {
    let note = |name: &str, characters| vec![(name.to_owned(), characters)];
    let faq = r#"[{"type": "faq", "data": {"title": "Where is the ferry?", "answer": "At the quay <b>of Norvik</b>"}},
        {"type": "paragraph", "data": {"text": "The ferry sailed.", "style": "color: red and blue"}}]"#;
    let prose_mirror = r#"{"type": "doc", "content": [
        {"type": "paragraph", "content": [{"type": "text", "text": "The fer"}, {"type": "text", "text": "ry sailed to Norvi"},
            {"type": "text", "text": "k and back again."}]},
        {"type": "callout", "attrs": {"body": "Boats do not sail at night"}},
        {"type": "embed", "attrs": {"caption": "A ferry at sea"}}]}"#;
    let lexical = r#"{"root": {"children": [
        {"type": "paragraph", "children": [{"type": "text", "text": "The ferry"}, {"type": "text", "text": " sailed for Norvik."}]},
        {"type": "toggle", "heading": "When does it sail?", "answer": "At six in the morning"}]}}"#;
    let mobiledoc = r#"{"sections": [[1, "p", [[0, [], 0, "The fer"], [0, [], 0, "ry sailed to Norvi"], [0, [], 0, "k at last."]]], [10, 0]],
        "cards": [["callout", {"advice": "Boats do not sail at night"}]]}"#;
    let blocks = notes("body", faq);
    assert_eq!(blocks, note("answer", "At the quay of Norvik".len()));
    let caption = ("embed".to_owned(), "A ferry at sea".len());
    let body = ("body".to_owned(), "Boats do not sail at night".len());
    assert_eq!(notes("body", prose_mirror), [caption, body]);
    let text = |value| serde_json::to_string(value).unwrap();
    let toggle = notes("lexical", &text(lexical));
    assert_eq!(toggle, note("answer", "At six in the morning".len()));
    let card = notes("mobiledoc", &text(mobiledoc));
    assert_eq!(card, note("advice", "Boats do not sail at night".len()));
}

#[test]
fn texts_of_objects_in_lists_and_in_other_objects_are_named() {
    for (value, expected) in [
        (r#"[{"strange": "The purple ferry sailed"}]"#, 23),
        (
            r#"[{"strange": "The purple ferry"}, {"strange": "It sailed at six"}]"#,
            32,
        ),
        (r#"{"other": {"strange": "The purple ferry sailed"}}"#, 23),
        (r#"{"value": {"strange": "The purple ferry sailed"}}"#, 23),
        (
            r#"{"other": [{"id": 1, "strange": "The purple ferry sailed"}]}"#,
            23,
        ),
    ] {
        for field in ["title", "author", "standfirst", "section", "keywords"] {
            let article = read_one(&format!(r#"[{{"{field}": {value}, "text": "Body."}}]"#));
            let notes = article.left_out.iter();
            let notes: Vec<_> = notes.map(|it| (&*it.element, it.characters)).collect();
            assert_eq!(notes, [("strange", expected)], "{field}: {value}");
        }
    }
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
        r#"[{"title": {"de": "Die violette Fähre", "en": "The purple ferry"}, "text": "Body.", "author": {"first": "Ann", "last": "Lee"},
            "section": {"en": "News"}, "publisher": {"id": "7", "slug": "x-y"}}]"#,
    );
    assert_eq!(
        article.headline, "The purple ferry",
        "the language of most fields"
    );
    assert_eq!(article.left_out.len(), 1, "the other headline is named");
    assert_eq!(article.bylines, ["Ann Lee"]);
    assert_eq!(article.section.as_deref(), Some("News"));
    assert_eq!(article.source, None);
}
