//! JSON with the faults of real pages, and hostile texts.
//!
//! What can be taken is taken; nothing hangs or panics.

use super::values;
use serde_json::json;

#[test]
fn what_is_not_quite_json_is_read_as_it_was_meant() {
    let meant = json!({"@type": "NewsArticle", "headline": "Cranes", "tags": ["a", "b"], "n": 3});
    for text in [
        r#"{"@type": "NewsArticle", "headline": "Cranes", "tags": ["a", "b"], "n": 3}"#,
        "{&quot;@type&quot;: &quot;NewsArticle&quot;, &quot;headline&quot;: &quot;Cranes&quot;, &quot;tags&quot;: [&quot;a&quot;, &quot;b&quot;], &quot;n&quot;: 3}",
        "{&#34;@type&#34;: &#34;NewsArticle&#34;, &#34;headline&#34;: &#34;Cranes&#34;, &#34;tags&#34;: [&#34;a&#34;, &#34;b&#34;], &#34;n&#34;: 3}",
        "{'@type': 'NewsArticle', 'headline': 'Cranes', 'tags': ['a', 'b'], 'n': 3}",
        "{“@type”: “NewsArticle”, “headline”: “Cranes”, “tags”: [“a”, “b”], “n”: 3}",
        "{@type: 'NewsArticle', headline: 'Cranes', tags: ['a', 'b'], n: 3,}",
        "<!-- {\"@type\": \"NewsArticle\",,\n \"headline\": \"Cranes\",\n \"tags\": [\"a\", \"b\",], \"n\": 3,} -->",
        "//<![CDATA[\n{\"@type\": \"NewsArticle\", \"headline\": \"Cranes\", \"tags\": [\"a\", \"b\"], \"n\": 3}\n//]]>",
        "<p>{<br />\n\"@type\": \"NewsArticle\",<br />\n\"headline\": \"Cranes\",<br />\n\"tags\": [\"a\", \"b\"], \"n\": 3}</p>",
        "{\"@type\": \"NewsArticle\" /* what */, \"headline\": \"Cranes\", // the name\n \"tags\": [\"a\", \"b\"], \"n\": 3};",
        "{\"@type\": \"NewsArticle\"\n \"headline\": \"Cranes\"\n \"tags\": [\"a\", \"b\"]\n \"n\": 3}",
        r#"{\"@type\": \"NewsArticle\", \"headline\": \"Cranes\", \"tags\": [\"a\", \"b\"], \"n\": 3}"#,
        r#"{"@type": "NewsArticle", "headline": "Cranes, "tags": ["a", "b"], "n": 3}"#,
        "var data = {\"@type\": \"NewsArticle\", \"headline\": \"Cranes\", \"tags\": [\"a\", \"b\"], \"n\": 3",
    ] {
        assert_eq!(values(text), std::slice::from_ref(&meant), "{text}");
    }
}

#[test]
fn strings_are_read_with_their_quotes_and_escapes() {
    for (written, meant) in [
        (r#""He said \"no\"""#, "He said \"no\""),
        (r#""He said "no", then left""#, "He said \"no\", then left"),
        (r#""The "Anna" sank""#, "The \"Anna\" sank"),
        (
            r#""Anna's \'crane\' and Bo\x27s""#,
            "Anna's 'crane' and Bo's",
        ),
        (r#""caf\u00e9 \ud83d\ude00 \q""#, "café 😀 q"),
        ("\"two\nlines\"", "two\nlines"),
        (r"'Anna\'s crane'", "Anna's crane"),
        (r"'It is Anna's crane'", "It is Anna's crane"),
        (r#""&lt;b&gt;bold""#, "&lt;b&gt;bold"),
    ] {
        let text = format!("{{\"a\": {written}, \"b\": 1,}}");
        assert_eq!(values(&text), [json!({"a": meant, "b": 1})], "{text}");
    }
}

#[test]
fn several_values_are_all_read_and_one_that_is_cut_off_as_far_as_it_goes() {
    assert_eq!(
        values("{\"a\": 1}{\"b\": 2}"),
        [json!({"a": 1}), json!({"b": 2})]
    );
    assert_eq!(
        values("{\"a\": 1},\n{\"b\": 2}"),
        [json!({"a": 1}), json!({"b": 2})]
    );
    assert_eq!(values("[{\"a\": 1}"), [json!([{"a": 1}])]);
    assert_eq!(
        values("{\"a\": {\"b\": \"x\"}, \"c\": \"2021-01-1"),
        [json!({"a": {"b": "x"}})]
    );
    let long = format!("{}end", "word ".repeat(200));
    assert_eq!(values(&format!("{{\"a\": \"{long}")), [json!({"a": long})]);
    assert_eq!(values("\"{\\\"a\\\": 1}\""), [json!({"a": 1})]);
    assert_eq!(
        values("{'a': 2021-01-19T10:30:00+01:00, 'b': 1,}"),
        [json!({"a": "2021-01-19T10:30:00+01:00", "b": 1})]
    );
    assert_eq!(values("alert('no data')"), [json!(null); 0]);
    assert_eq!(values(""), [json!(null); 0]);
}

#[test]
fn hostile_texts_end() {
    for piece in [
        "{",
        "[",
        "{\"a\":",
        "\"",
        "'",
        "{\"a\": \"",
        "\\",
        "/*",
        "<b",
        "{a",
        ",",
        "\" ,",
        "[\" ",
        "“",
        ":{",
    ] {
        let text = format!("{{\"x\": 1, {}", piece.repeat(50_000));
        values(&text);
    }
}
