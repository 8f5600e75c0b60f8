//! What the first control word of a group says about the group, and words that stand for characters.
//!
//! A group that opens with `\*` and a word that is not known is skipped, as the specification says.

use crate::formats::readers::office::manuscript::Aside;

/// Where the content of a group goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Destination {
    /// To the text, or to what is beside it.
    #[default]
    Text,
    /// Nowhere.
    Skipped,
    /// To the table of fonts.
    Fonts,
    /// To the table of styles.
    Styles,
    /// To the instruction of a field.
    Instruction,
    /// To what is beside the text, from here on.
    Beside(Aside),
    /// Nowhere, since the same follows in Unicode.
    Doubled,
}

/// The destinations, by the words that open their groups.
const DESTINATIONS: &[(&[&str], Destination)] = &[
    (&["fonttbl"], Destination::Fonts),
    (&["stylesheet"], Destination::Styles),
    (&["fldinst"], Destination::Instruction),
    (&["footnote"], Destination::Beside(Aside::Note)),
    (&["shptxt", "dptxbxtext"], Destination::Beside(Aside::Box)),
    (&["annotation"], Destination::Beside(Aside::Comment)),
    (
        &[
            "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf",
        ],
        Destination::Beside(Aside::PageMargin),
    ),
    (&["upr"], Destination::Doubled),
    (
        &["ud", "shpinst", "do", "moMath", "fldrslt", "result"],
        Destination::Text,
    ),
    (
        &[
            "colortbl",
            "info",
            "pict",
            "filetbl",
            "revtbl",
            "private",
            "xe",
            "tc",
            "tcn",
            "bxe",
            "rxe",
            "txe",
            "sn",
            "sv",
            "shprslt",
            "nonshppict",
            "listtext",
            "pntext",
            "datafield",
            "objdata",
            "objclass",
            "objname",
            "ftnsep",
            "ftnsepc",
            "ftncn",
            "aftnsep",
            "aftnsepc",
            "aftncn",
            "template",
            "atnid",
            "atnauthor",
            "atntime",
            "atnref",
            "atnicn",
            "atndate",
            "atnparent",
            "bkmkstart",
            "bkmkend",
            "falt",
            "panose",
            "nonesttables",
            "listname",
            "themedata",
            "colorschememapping",
            "latentstyles",
            "datastore",
            "pntxta",
            "pntxtb",
            "stextflow",
            "mmathPr",
            "generator",
            "htmltag",
            "mhtmltag",
        ],
        Destination::Skipped,
    ),
];

/// The destination that a word opens; `None` for words that open none.
pub(super) fn destination(word: &[u8], is_starred: bool) -> Option<Destination> {
    let word = std::str::from_utf8(word).ok()?;
    let found = DESTINATIONS
        .iter()
        .find(|(words, _)| words.contains(&word))
        .map(|(_, destination)| *destination);
    found.or(is_starred.then_some(Destination::Skipped))
}

/// The character that a word stands for.
pub(super) fn character(word: &[u8]) -> Option<&'static str> {
    Some(match word {
        b"tab" => "\t",
        b"emdash" => "\u{2014}",
        b"endash" => "\u{2013}",
        b"lquote" => "\u{2018}",
        b"rquote" => "\u{2019}",
        b"ldblquote" => "\u{201C}",
        b"rdblquote" => "\u{201D}",
        b"bullet" => "\u{2022}",
        b"emspace" | b"enspace" | b"qmspace" => " ",
        b"zwj" => "\u{200D}",
        b"zwnj" => "\u{200C}",
        _ => return None,
    })
}

/// The address in a field's instruction: `HYPERLINK "https://post.example/"`.
pub(super) fn link_of(instruction: &str) -> Option<String> {
    let rest = instruction.trim_start().strip_prefix("HYPERLINK")?;
    let (_, rest) = rest.split_once('"')?;
    let (target, _) = rest.split_once('"')?;
    Some(target.to_owned())
}
