//! Records as many programs and services write them, and what their names mean.
//!
//! Each record is read as a file of one article.

use super::{read_one, read_with, summary};
use crate::article::Status;

#[test]
fn a_field_map_wins_over_the_built_in_names() {
    for (map, text, headline, body) in [
        (
            "headline=kop,body=inhoud.tekst",
            r#"{"kop": "h", "inhoud": {"tekst": "b"}}"#,
            "h",
            "b",
        ),
        (
            "headline=kop",
            r#"{"title": "t", "kop": "h", "text": "b"}"#,
            "h",
            "b",
        ),
        (
            "headline=kop|title",
            r#"{"title": "t", "kop": "", "text": "b"}"#,
            "t",
            "b",
        ),
        ("body=title", r#"{"title": "t", "name": "n"}"#, "n", "t"),
        (
            "body=parts.text",
            r#"{"title": "t", "parts": [{"text": "a"}, {"text": "b"}]}"#,
            "t",
            "a\n\nb",
        ),
        (
            "body=parts.1.text",
            r#"{"title": "t", "parts": [{"text": "a"}, {"text": "b"}]}"#,
            "t",
            "b",
        ),
        ("headline=x,body=x", r#"{"x": "both"}"#, "both", "both"),
        (
            "body=_source.text.en",
            r#"{"_source": {"text": {"en": "b"}, "title": "t"}}"#,
            "",
            "b",
        ),
    ] {
        let items = read_with(map, text.as_bytes());
        let [Ok(article)] = items.as_slice() else {
            panic!("{map} {text}: {items:?}");
        };
        assert_eq!(
            (&*article.headline, &*article.body),
            (headline, body),
            "{map} {text}"
        );
    }
    let items = read_with(
        "headline=kop",
        br#"{"artikelen": [{"kop": "a", "text": "b"}]}"#,
    );
    assert_eq!(
        items[0].as_ref().unwrap().headline,
        "a",
        "lists are known by the map's names"
    );
}

#[test]
fn every_text_of_a_body_is_in_it_or_named() {
    let (one, two) = (
        "The board bought two cranes.",
        "They arrive in spring by ship.",
    );
    let three = "The port pays for both of them.";
    for body in [
        format!(r#"{{"intro": "{one}", "main": "{two}", "conclusion": "{three}"}}"#),
        format!(
            r#"[{{"text": "{one}"}}, {{"quote": "{two}"}}, {{"list": {{"items": ["{three}"]}}}}]"#
        ),
        format!(
            r#"[{{"paragraph": "{one}"}}, {{"paragraph": "{two}"}}, {{"paragraph": "{three}"}}]"#
        ),
        format!(r#"{{"p1": "{one}", "p2": "{two}", "p3": "{three}"}}"#),
        format!(
            r#"[{{"type": "paragraph", "data": {{"text": "{one}"}}}},
                {{"type": "list", "data": {{"items": ["{two}", "{three}"]}}}}]"#
        ),
        format!(
            r#"{{"html": "<p>{one}</p><p>{two}</p>", "plain": "{one} {two}", "end": "{three}"}}"#
        ),
    ] {
        let article = read_one(&format!(r#"{{"title": "Cranes", "body": {body}}}"#));
        let words = article.body.replace("\n\n", " ").replace('\n', " ");
        let words = words.replace(&format!(" {one} {two}"), "");
        assert_eq!(words, format!("{one} {two} {three}"), "{body}");
    }
    // What is no part of the text is named.
    let article = read_one(&format!(
        r#"{{"title": "Cranes", "body": {{"text": "{one}", "biography": "{two}", "caption": "{three}"}}}}"#
    ));
    assert_eq!(article.body, one);
    let names: Vec<_> = article.left_out.iter().map(|own| &*own.element).collect();
    assert_eq!(names, ["biography", "caption"]);
}

#[test]
fn texts_of_editors_are_read() {
    let lexical = r#"{"root": {"children": [
        {"type": "paragraph", "children": [{"text": "The "}, {"type": "link", "children": [{"text": "board"}]}, {"text": " met."}]},
        {"type": "list", "children": [{"type": "listitem", "children": [{"text": "One"}]}, {"type": "listitem", "children": [{"text": "Two"}]}]},
        {"type": "html", "html": "<p>A card.</p>"}]}}"#;
    let mobiledoc = r#"{"version": "0.3.1", "cards": [["html", {"html": "<p>A card.</p>"}]], "sections": [
        [1, "p", [[0, [], 0, "The "], [0, [0], 1, "board"], [0, [], 0, " met."]]],
        [3, "ul", [[[0, [], 0, "One"]], [[0, [], 0, "Two"]]]], [10, 0]]}"#;
    for (name, value) in [("lexical", lexical), ("mobiledoc", mobiledoc)] {
        let text = serde_json::json!({"title": "Cranes", "html": null, name: value}).to_string();
        let article = read_one(&text);
        assert_eq!(
            article.body, "The board met.\n\nOne\n\nTwo\n\nA card.",
            "{name}"
        );
    }
}

#[test]
fn a_text_under_a_name_that_nobody_knows_is_a_problem_where_there_is_no_other() {
    let text = "The board bought two cranes, which arrive in spring. ".repeat(4);
    for record in [
        format!(r#"{{"title": "Cranes", "text_de": "{text}"}}"#),
        format!(
            r#"{{"title": "Cranes", "sections_of_it": [{{"heading": "A", "content": "{text}"}}]}}"#
        ),
    ] {
        assert_eq!(summary(&record), ["1 (no-body)", "1 Cranes"], "{record}");
    }
    let short = r#"{"title": "Cranes", "motto": "A word or two"}"#;
    assert_eq!(summary(short), ["1 Cranes"]);
}

#[test]
fn names_are_known_in_any_case_and_script() {
    for (headline, body, date) in [
        ("Überschrift", "Text", "Datum"),
        ("ÜBERSCHRIFT", "INHALT", "Veröffentlichungsdatum"),
        ("Заголовок", "Текст", "Дата"),
        ("标题", "正文", "发布时间"),
        ("Tytuł", "Treść", "Data"),
        ("Titre", "Texte", "Date de publication"),
        ("Título", "Contenido", "Fecha de publicación"),
    ] {
        let article = read_one(&format!(
            r#"{{"{headline}": "Cranes", "{body}": "The board met.", "{date}": "2021-01-19"}}"#
        ));
        let published = article.published.map(|own| own.to_string());
        let found = (&*article.headline, &*article.body, published.as_deref());
        assert_eq!(
            found,
            ("Cranes", "The board met.", Some("2021-01-19")),
            "{headline}"
        );
    }
}

#[test]
fn records_of_many_producers_are_read() {
    let article = read_one(
        r#"{"title": "Ferry returns", "author": "Ann Lee; Bo Ek", "hostname": "post.example", "date": "2021-01-19",
            "fingerprint": "f", "id": null, "raw_text": "raw", "text": "Back.\nAll cheer.", "language": "en",
            "source": "https://post.example/1", "source-hostname": "Harbour Post", "excerpt": "E", "categories": "Sea",
            "tags": "ferry;islands"}"#,
    );
    assert_eq!(article.bylines, ["Ann Lee", "Bo Ek"]);
    assert_eq!(article.source.as_deref(), Some("Harbour Post"));
    assert_eq!(article.url.as_deref(), Some("https://post.example/1"));
    assert_eq!(article.body, "Back.\nAll cheer.");
    assert_eq!(article.keywords, ["ferry", "islands"]);

    let article = read_one(
        r#"{"title": "Ferry returns", "body": {"summary": ["In short."], "sections": [{"headline": [],
            "paragraphs": ["Back.", "All cheer."]}, {"headline": ["Costs"], "paragraphs": ["Many."]}]},
            "authors": ["Ann Lee"], "publishing_date": "2021-01-19 10:00:00+01:00", "topics": ["Sea"], "free_access": true}"#,
    );
    assert_eq!(
        article.body,
        "In short.\n\nBack.\n\nAll cheer.\n\nCosts\n\nMany."
    );
    assert_eq!(
        article.published.unwrap().to_string(),
        "2021-01-19T10:00:00+01:00"
    );

    let article = read_one(
        r#"{"authors": [], "date_download": "2021-02-01 00:00:00", "date_modify": null, "date_publish": "2021-01-19 10:00:00",
            "description": "Teaser", "filename": "x.json", "language": "en", "maintext": "Back.", "source_domain": "post.example",
            "title": "Ferry returns", "title_page": null, "url": "https://post.example/1"}"#,
    );
    assert_eq!(
        (&*article.headline, &*article.body),
        ("Ferry returns", "Back.")
    );
    assert_eq!(
        article.published.unwrap().to_string(),
        "2021-01-19T10:00:00"
    );
    assert_eq!(article.source.as_deref(), Some("post.example"));

    let article = read_one(
        r#"{"source": {"id": "post", "name": "Harbour Post"}, "author": null, "title": {"rendered": "Ferry&#8217;s return"},
            "content": {"rendered": "<p>Back.</p>\n<p>All cheer.</p>"}, "date_gmt": "2021-01-19T10:00:00", "link": "https://post.example/1"}"#,
    );
    assert_eq!(article.headline, "Ferry’s return");
    assert_eq!(article.body, "Back.\n\nAll cheer.");

    let article = read_one(
        r#"{"headline": {"main": "Ferry returns", "kicker": null}, "byline": {"original": "By Ann Lee"}, "web_url": "https://post.example/1",
            "keywords": [{"name": "subject", "value": "Ferries"}], "abstract": "Back.", "pub_date": "2021-01-19T10:00:00+0000", "_id": "n1"}"#,
    );
    assert_eq!(article.headline, "Ferry returns");
    assert_eq!(article.keywords, ["Ferries"]);
    assert_eq!(article.bylines, ["Ann Lee"]);
    assert_eq!(
        article.published.unwrap().to_string(),
        "2021-01-19T10:00:00Z"
    );
}

#[test]
fn wire_records_in_ninjs_are_read() {
    let article = read_one(
        r#"{"uri": "tag:meridian.example,2021:1", "type": "text", "versioncreated": "2021-01-20T08:00:00Z",
            "firstcreated": "2021-01-19T22:00:00Z", "pubstatus": "usable", "located": "Port Marlow", "language": "en",
            "place": [{"name": "Elsewhere", "rel": "mentions"}], "subject": [{"code": "1", "name": "transport"}],
            "byline": "Ann Lee and Bo Ek", "headline": "Ferry returns", "copyrightholder": "Meridian",
            "body_text": "Back. All cheer.", "body_xhtml": "<p>Back.</p><p>All cheer.</p>"}"#,
    );
    assert_eq!(article.id.0, "tag:meridian.example,2021:1");
    assert_eq!(article.url, None);
    assert_eq!(
        article.published.unwrap().to_string(),
        "2021-01-19T22:00:00Z"
    );
    assert_eq!(article.place.as_deref(), Some("Port Marlow"));
    assert_eq!(article.keywords, ["transport"]);
    assert_eq!(article.body, "Back.\n\nAll cheer.");
    assert_eq!(article.source.as_deref(), Some("Meridian"));

    let article = read_one(
        r#"{"uri": "https://meridian.example/1", "type": "text", "versioncreated": "2021-01-20T08:00:00Z",
            "headlines": [{"role": "short", "value": "Ferry"}, {"role": "main", "value": "Ferry returns"}],
            "bodies": [{"role": "main", "contenttype": "text/plain", "value": "Back. All cheer."},
                       {"role": "main", "contenttype": "text/html", "value": "<p>Back.</p><p>All cheer.</p>"},
                       {"role": "teaser", "contenttype": "text/plain", "value": "T"}],
            "by": "Ann Lee", "infosources": [{"name": "Meridian", "role": "publisher"}], "subjects": [{"name": "transport"}]}"#,
    );
    assert_eq!(article.headline, "Ferry returns");
    assert_eq!(article.body, "Back.\n\nAll cheer.");
    assert_eq!(article.url.as_deref(), Some("https://meridian.example/1"));
    assert_eq!(article.agency.as_deref(), Some("Meridian"));
    assert_eq!(article.bylines, ["Ann Lee"]);

    let of_kind = |kind: &str| {
        let text = format!(
            r#"{{"uri": "x", "type": "{kind}", "versioncreated": "2021-01-20T08:00:00Z", "headline": "A quay"}}"#
        );
        summary(&text).join(" ")
    };
    assert_eq!(of_kind("text"), "1 A quay");
    assert_eq!(of_kind("picture"), "1 (not-an-article)");
    assert_eq!(
        summary(r#"{"type": "video", "title": "a"}"#),
        ["1 a"],
        "not a record of ninjs"
    );
}

#[test]
fn the_status_is_read_from_status_embargo_and_draft() {
    for (members, status) in [
        ("\"pubstatus\": \"usable\"", Status::Usable),
        ("\"pubstatus\": \"withheld\"", Status::Withheld),
        ("\"pubstatus\": \"canceled\"", Status::Canceled),
        ("\"pubstatus\": \"Cancelled\"", Status::Canceled),
        ("\"embargoed\": \"2022-01-01T06:00:00Z\"", Status::Embargoed),
        ("\"embargoed\": \"2021-12-31T06:00:00Z\"", Status::Usable),
        ("\"embargoed\": null", Status::Usable),
        ("\"draft\": true", Status::Withheld),
        ("\"draft\": false", Status::Usable),
    ] {
        let article = read_one(&format!("{{\"title\": \"a\", {members}}}"));
        assert_eq!(article.status, status, "{members}");
    }
}

#[test]
fn records_of_interfaces_and_content_systems_are_read() {
    let strapi = read_one(
        r#"{"title": "Lamps out", "description": "In short.", "publishedAt": "2021-01-19T10:00:05.000Z",
            "author": {"data": {"attributes": {"name": "Ada Holm"}}}, "blocks": [
            {"__component": "shared.rich-text", "body": "The lamps went out."},
            {"__component": "shared.quote", "title": "Ada", "body": "Nobody knows."}]}"#,
    );
    assert_eq!(strapi.body, "The lamps went out.\n\nAda\n\nNobody knows.");
    assert_eq!(strapi.bylines, ["Ada Holm"]);
    assert_eq!(strapi.left_out[0].element, "description");
    let children = read_one(
        r#"{"title": "t", "content": [{"type": "paragraph", "children": [{"text": "One "}, {"text": "text."}]},
            {"type": "list", "children": [{"children": [{"text": "a"}]}, {"children": [{"text": "b"}]}]}]}"#,
    );
    assert_eq!(children.body, "One text.\n\na\nb");
    let numbers = read_one(
        r#"{"title": "t", "text": "b", "author": 1, "categories": [3], "tags": [4, 12], "status": "publish"}"#,
    );
    assert!(numbers.bylines.is_empty() && numbers.keywords.is_empty());
    assert_eq!((numbers.section, numbers.status), (None, Status::Usable));
    let draft = read_one(r#"{"title": "t", "text": "b", "status": false}"#);
    assert_eq!(draft.status, Status::Withheld);
    let seen =
        read_one(r#"{"title": "t", "url": "https://p.example/1", "seendate": "20210119T214500Z"}"#);
    assert_eq!(seen.published_from.unwrap().as_str(), "capture");
    let both = read_one(r#"{"title": "t", "date": "2020-06-30", "crawled": "2021-01-19"}"#);
    assert_eq!(both.published_from.unwrap().as_str(), "field");
    let clock = read_one(r#"{"title": "t", "date": "19-Jan-2021", "time": "7:45 AM"}"#);
    assert_eq!(clock.published.unwrap().to_string(), "2021-01-19T07:45");
    let code = read_one(r#"{"title": "Lamps out", "story": "ddUyU0VZz0BRneMioxUPQVP6sIxvM"}"#);
    assert_eq!(code.body, "");
    let provider =
        read_one(r#"{"name": "t", "description": "d", "provider": [{"name": "The Wire"}]}"#);
    assert_eq!(provider.source.as_deref(), Some("The Wire"));
}

#[test]
fn the_fullest_text_is_the_body_and_others_are_noted() {
    for (record, body, left) in [
        (
            r#"{"title": "t", "content": "Short.", "fulltext": "Short. And much more of it."}"#,
            "Short. And much more of it.",
            0,
        ),
        (
            r#"{"title": "t", "body": "One. Two.", "bodyHtml": "<p>One.</p><p>Two.</p>"}"#,
            "One.\n\nTwo.",
            0,
        ),
        (
            r#"{"title": "t", "text": "A text.", "summary": "Another."}"#,
            "A text.",
            1,
        ),
        (
            r#"{"title": "t", "text": "A text.", "excerpt": "A text…"}"#,
            "A text.",
            0,
        ),
        (
            r#"{"title": "t", "text": "A text.", "description": "t"}"#,
            "A text.",
            0,
        ),
        (
            r#"{"title": "t", "document": "A text.", "summary": "Another."}"#,
            "A text.",
            1,
        ),
        (
            r#"{"title": "t", "body": {"value": "<p>A text.</p>", "summary": "Another."}}"#,
            "A text.",
            1,
        ),
        (
            r#"{"title": "t", "body": "<p>A.</p><figure><figcaption>Pier</figcaption></figure>"}"#,
            "A.",
            1,
        ),
    ] {
        let article = read_one(record);
        assert_eq!(article.body, body, "{record}");
        assert_eq!(
            article.left_out.len(),
            left,
            "{record}: {:?}",
            article.left_out
        );
    }
}

#[test]
fn articles_are_found_wherever_services_put_them() {
    for (file, expected) in [
        (
            r#"{"db": [{"meta": {}, "data": {"newsletters": [{"name": "n", "description": "d"}],
            "posts": [{"title": "a", "html": "<p>b</p>", "mobiledoc": ""}], "users": [{"name": "u", "bio": "x"}]}}]}"#,
            &["1 a"][..],
        ),
        (
            r#"{"response": {"zone": [{"name": "z", "records": {"article": [{"heading": "a", "articleText": "b"}]}},
            {"name": "y", "records": {"article": []}},
            {"name": "x", "records": {"article": [{"heading": "c", "articleText": "d"}]}}]}}"#,
            &["1 a", "2 c"],
        ),
        (
            r#"[{"status": "ok", "articles": [{"title": "a", "content": "b"}]}, {"articles": [{"title": "c", "content": "d"}]}]"#,
            &["1 a", "2 c"],
        ),
        (
            r#"{"version": "1", "title": "feed", "items": [{"title": "a", "url": "u", "date_published": "2021-01-19"}]}"#,
            &["1 a"],
        ),
        (
            r#"{"title": "a", "text": "b", "items": [{"title": "c", "text": "d", "date": "2021-01-19"}]}"#,
            &["1 a"],
        ),
        (
            r#"{"response": {"content": {"webTitle": "a", "fields": {"bodyText": "b"}}}}"#,
            &["1 a"],
        ),
    ] {
        assert_eq!(summary(file), expected, "{file}");
    }
}

#[test]
fn pages_and_drafts_of_ghost_are_counted() {
    let post = |kind: &str, number: u32| {
        format!(
            "{{\"title\": \"Story {number}\", \"mobiledoc\": \"{{}}\", \"html\": \"<p>Text {number}.</p>\", {kind}}}"
        )
    };
    let posts: Vec<String> = (1..=3)
        .map(|number| post("\"type\": \"page\", \"status\": \"published\"", number))
        .chain([post("\"type\": \"post\", \"status\": \"draft\"", 4)])
        .chain([post("\"page\": 1, \"status\": \"published\"", 5)])
        .chain([post("\"page\": 0, \"status\": \"published\"", 6)])
        .collect();
    let export = format!(
        "{{\"db\": [{{\"data\": {{\"posts\": [{}]}}}}]}}",
        posts.join(",")
    );
    let items = read_with("", export.as_bytes());
    let told: Vec<String> = items
        .iter()
        .map(|item| match item {
            Ok(article) => article.headline.clone(),
            Err(problem) => problem.detail.clone(),
        })
        .collect();
    assert_eq!(
        told,
        [
            "article 1 is a page and not a text",
            "article 4 is a draft and was never published",
            "Story 6",
            "3 more records are no article for the same reason: article 1 is a page and not a text",
        ]
    );
}
