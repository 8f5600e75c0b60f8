//! Pages in a form that the rules of HTML read as they were meant.
//!
//! XHTML that is sent as XML has empty elements and `CDATA`, which HTML does not know: the rest of the
//! page would be the text of an empty `<script/>`. Pages of frames have their text in `<noframes>`.

use std::borrow::Cow;

/// Elements that are empty in HTML too.
#[rustfmt::skip]
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
];

/// Elements whose text is no markup.
const RAW: &[&str] = &["script", "style"];

/// How far into a page its namespace is looked for, in bytes.
const HEAD: usize = 2000;

/// The page as HTML. `is_xml` is whether it is known to be XHTML; a page may also say so itself.
pub(in crate::formats) fn as_html(page: &str, is_xml: bool) -> Cow<'_, str> {
    if is_xml || says_xml(page) {
        Cow::Owned(from_xml(page))
    } else if contains_tag(page, "<frameset") && contains_tag(page, "<noframes") {
        Cow::Owned(without_frames(page))
    } else {
        Cow::Borrowed(page)
    }
}

/// Whether a page starts as XML in the namespace of XHTML.
fn says_xml(page: &str) -> bool {
    let start = page.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    let head = &start[..start.floor_char_boundary(HEAD)];
    start.starts_with("<?xml") && head.contains("http://www.w3.org/1999/xhtml")
}

/// Closes empty elements, and makes `CDATA` text.
fn from_xml(page: &str) -> String {
    let mut html = String::with_capacity(page.len() + 64);
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        html.push_str(&rest[..at]);
        rest = &rest[at..];
        let until = |end: &str| rest.find(end).map_or(rest.len(), |at| at + end.len());
        if let Some(text) = rest.strip_prefix("<![CDATA[") {
            let end = text.find("]]>").unwrap_or(text.len());
            let escaped = text[..end].replace('&', "&amp;").replace('<', "&lt;");
            html.push_str(&escaped);
            rest = text[end..].strip_prefix("]]>").unwrap_or_default();
            continue;
        }
        let end = if rest.starts_with("<!--") {
            until("-->")
        } else {
            tag_end(rest)
        };
        let tag = &rest[..end];
        rest = &rest[end..];
        let name = name_of(tag);
        let is_void = VOID.iter().any(|void| name.eq_ignore_ascii_case(void));
        match tag.strip_suffix("/>") {
            Some(open) if !name.is_empty() && !is_void => {
                html.extend([open, "></", name, ">"]);
            }
            _ => html.push_str(tag),
        }
        if RAW.contains(&name) && !tag.ends_with("/>") {
            let closing = ["</", name].concat();
            let end = rest.find(&closing).unwrap_or(rest.len());
            html.push_str(&rest[..end]);
            rest = &rest[end..];
        }
    }
    html.push_str(rest);
    html
}

/// Takes away the tags of frames, so that what is shown without frames is the page.
fn without_frames(page: &str) -> String {
    let mut html = String::with_capacity(page.len());
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        html.push_str(&rest[..at]);
        rest = &rest[at..];
        let tag = &rest[..tag_end(rest)];
        let name = name_of(tag.strip_prefix("</").unwrap_or(tag));
        let is_frame = ["frameset", "frame", "noframes"]
            .iter()
            .any(|frame| name.eq_ignore_ascii_case(frame));
        if !is_frame {
            html.push_str(tag);
        }
        rest = &rest[tag.len()..];
    }
    html.push_str(rest);
    html
}

/// The length of the tag at the start of a text; a `>` in an attribute does not end it.
fn tag_end(text: &str) -> usize {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'<') if at > 0 => return at,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    text.len()
}

/// The name of the element that a tag opens; empty for other tags.
fn name_of(tag: &str) -> &str {
    let name = tag.strip_prefix('<').unwrap_or(tag);
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | ':' | '_');
    let end = name.find(|c| !is_part(c)).unwrap_or(name.len());
    &name[..end]
}

/// Whether a page has a tag, in any case.
fn contains_tag(page: &str, tag: &str) -> bool {
    page.match_indices('<').any(|(at, _)| {
        let found = page.get(at..at + tag.len());
        found.is_some_and(|found| found.eq_ignore_ascii_case(tag))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_elements_are_closed_and_data_is_text() {
        for (xml, html) in [
            ("<script src='a'/>x", "<script src='a'></script>x"),
            ("<br/><img src='a>b'/>", "<br/><img src='a>b'/>"),
            ("<p><![CDATA[a < b & c]]></p>", "<p>a &lt; b &amp; c</p>"),
            (
                "<script>if (a < b) x = '<i/>';</script><i/>",
                "<script>if (a < b) x = '<i/>';</script><i></i>",
            ),
            ("<!-- <b/> --><b/>", "<!-- <b/> --><b></b>"),
            ("a < b <i", "a < b <i"),
            ("<![CDATA[open", "open"),
        ] {
            assert_eq!(as_html(xml, true), html, "{xml}");
        }
        assert_eq!(as_html("<div/>", false), "<div/>");
    }

    #[test]
    fn a_page_says_itself_that_it_is_xml() {
        let xml = "\u{feff}<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><i/>";
        assert!(as_html(xml, false).ends_with("<i></i>"));
        assert!(as_html("<?xml version='1.0'?><html><i/>", false).ends_with("<i/>"));
    }

    #[test]
    fn what_is_shown_without_frames_is_the_page() {
        let page = "<FRAMESET rows='*'><frame src='a'><NOFRAMES><p>text</NOFRAMES></FRAMESET>";
        assert_eq!(as_html(page, false), "<p>text");
    }
}
