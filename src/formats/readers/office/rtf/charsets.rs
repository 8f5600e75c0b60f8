//! The character sets of RTF: code pages of the file, and character sets of its fonts.
//!
//! Source: the specification, "Font Table" and "Character Set". What the sets have is known to the
//! decoder of all formats.

use crate::formats::bytes::charset::{CP437, CP850, CP852, CharacterSet};
use encoding_rs::{
    BIG5, EUC_KR, Encoding, GB18030, GBK, IBM866, KOI8_R, MACINTOSH, SHIFT_JIS, UTF_8, WINDOWS_874,
    WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1253, WINDOWS_1254, WINDOWS_1255,
    WINDOWS_1256, WINDOWS_1257, WINDOWS_1258, X_MAC_CYRILLIC,
};

/// What `\ansi` means.
pub(super) const ANSI: CharacterSet = CharacterSet::Known(WINDOWS_1252);
/// What `\mac` means.
pub(super) const MAC: CharacterSet = CharacterSet::Known(MACINTOSH);
/// What `\pc` means: the DOS of the United States.
pub(super) const PC: CharacterSet = CharacterSet::Dos(&CP437);
/// What `\pca` means: the DOS of Western Europe.
pub(super) const PCA: CharacterSet = CharacterSet::Dos(&CP850);

/// The character set of a code page.
pub(super) fn of_code_page(number: i32) -> Option<CharacterSet> {
    let dos = match number {
        437 => Some(PC),
        850 | 858 => Some(PCA),
        852 => Some(CharacterSet::Dos(&CP852)),
        _ => None,
    };
    dos.or_else(|| known(number).map(CharacterSet::Known))
}

fn known(number: i32) -> Option<&'static Encoding> {
    Some(match number {
        866 => IBM866,
        874 => WINDOWS_874,
        932 => SHIFT_JIS,
        936 => GBK,
        949 | 1361 => EUC_KR,
        950 => BIG5,
        1250 => WINDOWS_1250,
        1251 => WINDOWS_1251,
        1252 | 28591 => WINDOWS_1252,
        1253 => WINDOWS_1253,
        1254 => WINDOWS_1254,
        1255 => WINDOWS_1255,
        1256 => WINDOWS_1256,
        1257 => WINDOWS_1257,
        1258 => WINDOWS_1258,
        10000 => MACINTOSH,
        10007 => X_MAC_CYRILLIC,
        20866 => KOI8_R,
        54936 => GB18030,
        65001 => UTF_8,
        _ => return None,
    })
}

/// The character set of a font, by the number after `\fcharset`; `None` for that of the file.
pub(super) fn of_font(number: i32) -> Option<CharacterSet> {
    let set = match number {
        77 => MACINTOSH,
        128 => SHIFT_JIS,
        129 | 130 => EUC_KR,
        134 => GBK,
        136 => BIG5,
        161 => WINDOWS_1253,
        162 => WINDOWS_1254,
        163 => WINDOWS_1258,
        177 => WINDOWS_1255,
        178 => WINDOWS_1256,
        186 => WINDOWS_1257,
        204 => WINDOWS_1251,
        222 => WINDOWS_874,
        238 => WINDOWS_1250,
        _ => return None,
    };
    Some(CharacterSet::Known(set))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_pages_are_known_by_their_numbers() {
        for (number, written) in [
            (437, "Brücke"),
            (850, "Brücke"),
            (852, "Brücke"),
            (1252, "Br\u{81}cke"),
        ] {
            let set = of_code_page(number).unwrap();
            assert_eq!(set.decode(b"Br\x81cke"), written, "{number}");
        }
        assert_eq!(of_code_page(1), None);
    }
}
