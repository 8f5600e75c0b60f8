//! What the elements of a page are: blocks, headings, elements without content.
//!
//! How lines are made of them is in the module above.

use html5ever::tokenizer::states::{Rawtext, Rcdata, ScriptData};
use html5ever::tokenizer::{Tag, TokenSinkResult};
use html5ever::{LocalName, local_name};

/// How the content of an element is read that is no text of the page.
pub(super) fn raw_text(name: &LocalName) -> Option<TokenSinkResult<()>> {
    Some(match *name {
        local_name!("script") => TokenSinkResult::RawData(ScriptData),
        local_name!("title") | local_name!("textarea") => TokenSinkResult::RawData(Rcdata),
        local_name!("style") | local_name!("xmp") | local_name!("iframe") => {
            TokenSinkResult::RawData(Rawtext)
        }
        _ => return None,
    })
}

/// Whether the text of an element is bold.
pub(super) fn is_bold(tag: &Tag) -> bool {
    matches!(
        &*tag.name,
        "b" | "strong" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6"
    ) || tag.attrs.iter().any(|attribute| {
        &*attribute.name.local == "style" && attribute.value.contains("font-weight:bold")
    })
}

/// The level of a heading.
pub(super) fn heading(name: &LocalName) -> Option<u8> {
    let level = name.strip_prefix('h')?.parse().ok()?;
    (1..=6).contains(&level).then_some(level)
}

/// Whether an element has no content.
pub(super) fn is_void(name: &LocalName) -> bool {
    matches!(
        &**name,
        "br" | "hr" | "img" | "input" | "meta" | "link" | "col" | "area" | "base" | "wbr"
    )
}

/// Whether the element ends where another of its name starts.
pub(super) fn is_closed_by_its_like(name: &LocalName) -> bool {
    matches!(&**name, "p" | "li" | "tr" | "td" | "th" | "option")
}

/// Elements whose own name says what is in them.
pub(super) fn is_landmark(name: &LocalName) -> bool {
    matches!(
        &**name,
        "article" | "header" | "section" | "aside" | "footer"
    )
}

/// Whether an element is a paragraph or around paragraphs.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "ul"
            | "ol"
            | "li"
            | "dl"
            | "dt"
            | "dd"
            | "table"
            | "tr"
            | "td"
            | "th"
            | "blockquote"
            | "article"
            | "section"
            | "main"
            | "header"
            | "footer"
            | "aside"
            | "nav"
            | "figure"
            | "figcaption"
            | "address"
            | "center"
            | "form"
            | "pre"
            | "body"
    )
}
