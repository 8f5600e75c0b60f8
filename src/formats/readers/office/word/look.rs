//! What the tags of a Word document say about the text in them.
//!
//! `<w:b/>` is bold, `<w:b w:val="0"/>` is not. Names are without prefixes.

use crate::formats::xml::events::Tag;

/// Elements whose content is not what a person sees: properties before a change, the form for older
/// programs next to the one for newer ones, where a moved text was, marks of sounds above a text,
/// the settings of controls.
const SKIPPED: &[&str] = &[
    "rPrChange",
    "pPrChange",
    "sectPrChange",
    "tblPrChange",
    "tblGridChange",
    "trPrChange",
    "tcPrChange",
    "tblPrExChange",
    "numberingChange",
    "Fallback",
    "moveFrom",
    "rt",
    "sdtPr",
    "instrText",
    "delInstrText",
    "fldData",
    "tabs",
    "binData",
    "numPicBullet",
];

/// Whether an element is skipped with all that is in it.
pub(super) fn is_skipped(name: &str) -> bool {
    SKIPPED.contains(&name)
}

/// Whether a property that is on or off is on.
pub(super) fn is_on(tag: Tag<'_>) -> bool {
    let value = tag.attribute("val");
    !matches!(value.as_deref(), Some("0" | "false" | "off" | "none"))
}

/// The character of `<w:sym>`. Fonts of symbols have theirs in the private range from U+F000.
pub(super) fn symbol(tag: Tag<'_>) -> Option<char> {
    let code = u32::from_str_radix(&tag.attribute("char")?, 16).ok()?;
    let font = tag.attribute("font").unwrap_or_default();
    match code {
        0xF020..=0xF07E if !is_of_symbols(&font) => char::from_u32(code - 0xF000),
        0xE000..=0xF8FF => is_of_symbols(&font).then_some('\u{2022}'),
        code => char::from_u32(code),
    }
}

fn is_of_symbols(font: &str) -> bool {
    let font = font.to_ascii_lowercase();
    font.contains("symbol") || font.contains("dings")
}
