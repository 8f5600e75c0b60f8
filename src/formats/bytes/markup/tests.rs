//! Markup to text: gaps, entities, what is left out, and hostile bytes.
//!
//! Nesting and attributes without end have to take linear time, and no text may make the tokenizer
//! panic.

use super::attributes::within_limit;
use super::to_text;
use proptest::prelude::*;
use std::time::Instant;

#[test]
fn tags_become_gaps_of_their_strength() {
    for (html, text) in [
        ("plain", "plain"),
        ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
        ("One.<br>Two.<br/>\n Three.", "One.\nTwo.\nThree."),
        ("One.<br><br>Two.", "One.\nTwo."),
        ("<b>bo</b>ld  and\n <i>not</i>", "bold and not"),
        ("<ul><li>a<li>b</ul>c", "a\nb\n\nc"),
        (
            "<table><tr><td>Zurich<td>3</tr><tr><td>Bern<td>4</table>",
            "Zurich | 3\nBern | 4",
        ),
        (
            "<table><tr><td><p>one</p></td></tr></table>two",
            "one\n\ntwo",
        ),
        ("<pre>a  b\n c</pre>d", "a b\nc\n\nd"),
        ("<h1>Head</h1>text<div>more", "Head\n\ntext\n\nmore"),
        ("", ""),
        (" \n<p> </p>", ""),
    ] {
        assert_eq!(to_text(html), text, "{html}");
    }
}

#[test]
fn entities_are_decoded_once() {
    assert_eq!(
        to_text("R&amp;D &ldquo;x&rdquo; &#8211; caf&eacute; &amp;lt; a&nbsp;b &unknown; 1 < 2"),
        "R&D “x” – café &lt; a\u{a0}b &unknown; 1 < 2"
    );
}

#[test]
fn scripts_styles_and_titles_are_left_out() {
    for html in [
        "one<script>if (a < b) { '<p>' }</script> two",
        "one<style>p > a { }</style> two",
        "<head><title>Site</title></head>one two",
        "one<!-- <p>no</p> --> two",
        "one<svg><text>no</text><svg></svg>no</svg> two",
        "one<noscript><img src=x>no</noscript> two",
        "<?xml version='1.0'?><!DOCTYPE html>one two",
        "one<iframe src=x>no</iframe> two",
    ] {
        assert_eq!(to_text(html), "one two", "{html}");
    }
}

#[test]
fn text_is_kept_where_a_tag_is_not_closed_or_closes_itself() {
    for (html, text) in [
        ("one<svg>two", "one\n\ntwo"),
        ("one<script src='x'/> two", "one two"),
        ("one<title/> two", "one two"),
        ("<![CDATA[one & two]]>", "one & two"),
        ("one</svg></p> two", "one\n\ntwo"),
    ] {
        assert_eq!(to_text(html), text, "{html}");
    }
}

#[test]
fn nesting_and_attributes_without_end_take_linear_time() {
    let started = Instant::now();
    for html in [
        "<div>".repeat(400_000) + "x",
        "<b><p>".repeat(200_000) + "x",
        "<table><tr><td>".repeat(100_000) + "x",
        format!(
            "<a{}>x",
            (0..200_000)
                .map(|n| format!(" a{n}"))
                .collect::<Vec<_>>()
                .concat()
        ),
        format!("<a {}>x", "b/".repeat(500_000)),
        format!("<a {}", "<".repeat(500_000)),
    ] {
        assert!(to_text(&html).len() < 2, "{}", &html[..20]);
    }
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}

#[test]
fn only_attributes_above_the_limit_are_cut() {
    let many = (0..600)
        .map(|n| format!(" a{n}='>'"))
        .collect::<Vec<_>>()
        .concat();
    let html = format!("<p>x<img{many}>y<p{many}/>z");
    let cut = within_limit(&html);
    assert!(cut.contains(" a511='>'") && !cut.contains("a512"));
    assert!(cut.contains(">y<p a0"));
    for whole in [
        format!("<script>a<b {many}</script>"),
        format!("<!-- <a {many}> -->"),
        format!("<p>{many}</p>"),
        "<a href='x y' b = c d>x</a".to_owned(),
    ] {
        assert_eq!(within_limit(&whole), whole);
    }
}

fn hostile() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "<",
        ">",
        "</",
        "/>",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "&",
        "&#x",
        ";",
        "\"",
        "'",
        "=",
        " ",
        "\n",
        "\0",
        "p",
        "script",
        "<script>",
        "</script>",
        "<pre>",
        "<svg>",
        "<table>",
        "<td>",
        "é",
        "text",
        "<title>",
        "<br>",
        "\u{feff}",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_text_is_read_without_a_panic(html in hostile()) {
        let text = to_text(&html);
        prop_assert!(!text.starts_with('\n') && !text.contains("\n\n\n"));
    }

    #[test]
    fn markup_within_the_limit_is_left_as_it_is(html in hostile()) {
        prop_assert_eq!(within_limit(&html), html.as_str());
    }
}
