//! The character sets of RTF: code pages of the file, and character sets of its fonts.
//!
//! Source: the specification, "Font Table" and "Character Set". The decoder knows no DOS code
//! pages of the West, so their upper halves are tables here (Unicode's `CP437.TXT` and others).

use encoding_rs::{
    BIG5, EUC_KR, Encoding, GB18030, GBK, IBM866, KOI8_R, MACINTOSH, SHIFT_JIS, UTF_8, WINDOWS_874,
    WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1253, WINDOWS_1254, WINDOWS_1255,
    WINDOWS_1256, WINDOWS_1257, WINDOWS_1258, X_MAC_CYRILLIC,
};
use std::borrow::Cow;

/// A character set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CharacterSet {
    /// One that the decoder knows.
    Known(&'static Encoding),
    /// ASCII, and the characters of the bytes from 128 on.
    Dos(&'static str),
}

impl CharacterSet {
    /// The text of some bytes.
    pub(super) fn decode(self, bytes: &[u8]) -> Cow<'_, str> {
        match self {
            Self::Known(set) => set.decode_without_bom_handling(bytes).0,
            Self::Dos(upper) => {
                let character = |byte: u8| match byte.checked_sub(128) {
                    None => char::from(byte),
                    Some(place) => upper.chars().nth(place.into()).unwrap_or('\u{fffd}'),
                };
                Cow::Owned(bytes.iter().map(|byte| character(*byte)).collect())
            }
        }
    }
}

/// What `\ansi` means.
pub(super) const ANSI: CharacterSet = CharacterSet::Known(WINDOWS_1252);
/// What `\mac` means.
pub(super) const MAC: CharacterSet = CharacterSet::Known(MACINTOSH);
/// What `\pc` means: the DOS of the United States.
pub(super) const PC: CharacterSet = CharacterSet::Dos(
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}",
);
/// What `\pca` means: the DOS of Western Europe.
pub(super) const PCA: CharacterSet = CharacterSet::Dos(
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}",
);
/// The DOS of Central Europe.
const CENTRAL: CharacterSet = CharacterSet::Dos(
    "ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×čáíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐└┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀ÓßÔŃńňŠšŔÚŕŰýÝţ´\u{ad}˝˛ˇ˘§÷¸°¨˙űŘř■\u{a0}",
);

/// The character set of a code page.
pub(super) fn of_code_page(number: i32) -> Option<CharacterSet> {
    let dos = match number {
        437 => Some(PC),
        850 | 858 => Some(PCA),
        852 => Some(CENTRAL),
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
    fn dos_code_pages_have_all_their_characters() {
        for (number, text) in [
            (437, "ÇüÉ┐\u{a0}"),
            (850, "ÇüÁı\u{a0}"),
            (852, "ÇüŘ"),
            (1252, "é"),
        ] {
            let set = of_code_page(number).unwrap();
            let CharacterSet::Dos(upper) = set else {
                continue;
            };
            assert_eq!(upper.chars().count(), 128, "{number}");
            assert!(text.chars().all(|c| upper.contains(c)), "{number}");
            assert_eq!(set.decode(b"Br\x81cke"), "Brücke", "{number}");
        }
    }
}
