//! A character set: one that browsers know, or a code page of DOS, which they do not know.
//!
//! It knows nothing of how a set is chosen. The code pages are Unicode's `CP437.TXT` and others.

use encoding_rs::{Decoder, DecoderResult, Encoding};
use std::borrow::Cow;

/// A character set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::formats) enum CharacterSet {
    /// One that browsers know.
    Known(&'static Encoding),
    /// A code page of DOS.
    Dos(&'static CodePage),
}

/// A code page: ASCII, and the characters of the bytes from 128 on.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::formats) struct CodePage {
    name: &'static str,
    upper: &'static str,
}

/// The DOS of the United States.
pub(in crate::formats) static CP437: CodePage = CodePage {
    name: "IBM437",
    upper: "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}",
};
/// The DOS of Western Europe.
pub(in crate::formats) static CP850: CodePage = CodePage {
    name: "IBM850",
    upper: "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}",
};
/// The DOS of Central Europe.
pub(in crate::formats) static CP852: CodePage = CodePage {
    name: "IBM852",
    upper: "ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×čáíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐└┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀ÓßÔŃńňŠšŔÚŕŰýÝţ´\u{ad}˝˛ˇ˘§÷¸°¨˙űŘř■\u{a0}",
};

impl CodePage {
    /// The code page of a name in lower case, without what is no letter or digit: `cp850`,
    /// `ibm850`, `pc850multilingual`.
    fn of_name(bare: &str) -> Option<&'static Self> {
        let number = ["ibm", "cp", "dos", "pc", "oem", ""]
            .iter()
            .find_map(|start| bare.strip_prefix(start))?;
        match number {
            "437" | "8codepage437" => Some(&CP437),
            "850" | "850multilingual" | "858" => Some(&CP850),
            "852" | "p852" => Some(&CP852),
            _ => None,
        }
    }
}

impl CharacterSet {
    /// The set of a code page's name, in lower case, without what is no letter or digit.
    pub(super) fn of_dos(bare: &str) -> Option<Self> {
        CodePage::of_name(bare).map(Self::Dos)
    }

    /// Its name, as reports have it.
    pub(in crate::formats) fn name(self) -> &'static str {
        match self {
            Self::Known(set) => set.name(),
            Self::Dos(page) => page.name,
        }
    }

    /// Whether each byte is a character.
    pub(super) fn is_single_byte(self) -> bool {
        match self {
            Self::Known(set) => set.is_single_byte(),
            Self::Dos(_) => true,
        }
    }

    /// The text of some bytes; those that are not valid are U+FFFD.
    pub(in crate::formats) fn decode(self, bytes: &[u8]) -> Cow<'_, str> {
        match self {
            Self::Known(set) => set.decode_without_bom_handling(bytes).0,
            Self::Dos(page) => {
                let upper: Vec<char> = page.upper.chars().collect();
                Cow::Owned(bytes.iter().map(|byte| in_page(&upper, *byte)).collect())
            }
        }
    }

    /// A decoder of pieces.
    pub(super) fn decoder(self) -> SetDecoder {
        match self {
            Self::Known(set) => SetDecoder::Known(set.new_decoder_without_bom_handling()),
            Self::Dos(page) => SetDecoder::Dos(page.upper.chars().collect()),
        }
    }
}

impl From<&'static Encoding> for CharacterSet {
    fn from(set: &'static Encoding) -> Self {
        Self::Known(set)
    }
}

impl PartialEq<&'static Encoding> for CharacterSet {
    fn eq(&self, other: &&'static Encoding) -> bool {
        *self == Self::Known(other)
    }
}

/// Decodes a text piece by piece.
pub(super) enum SetDecoder {
    Known(Decoder),
    /// The characters of the bytes from 128 on.
    Dos(Vec<char>),
}

impl SetDecoder {
    /// Decodes bytes up to one that is not valid, as
    /// [`Decoder::decode_to_utf8_without_replacement`] does.
    pub(super) fn decode(
        &mut self,
        bytes: &[u8],
        into: &mut [u8],
        is_last: bool,
    ) -> (DecoderResult, usize, usize) {
        let upper = match self {
            Self::Known(decoder) => {
                return decoder.decode_to_utf8_without_replacement(bytes, into, is_last);
            }
            Self::Dos(upper) => upper,
        };
        let mut written = 0;
        for (read, byte) in bytes.iter().enumerate() {
            let character = in_page(upper, *byte);
            let end = written + character.len_utf8();
            let Some(room) = into.get_mut(written..end) else {
                return (DecoderResult::OutputFull, read, written);
            };
            character.encode_utf8(room);
            written = end;
        }
        (DecoderResult::InputEmpty, bytes.len(), written)
    }
}

/// The character of a byte, by those from 128 on.
fn in_page(upper: &[char], byte: u8) -> char {
    let place = usize::from(byte).checked_sub(128);
    place.map_or(char::from(byte), |place| {
        upper
            .get(place)
            .copied()
            .unwrap_or(char::REPLACEMENT_CHARACTER)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_pages_have_all_their_characters() {
        for (name, text) in [
            ("cp437", "ÇüÉ┐\u{a0}"),
            ("ibm850", "ÇüÁı\u{a0}"),
            ("pc850multilingual", "ÇüÁı\u{a0}"),
            ("852", "ÇüŘ"),
        ] {
            let page = CodePage::of_name(name).unwrap();
            assert_eq!(page.upper.chars().count(), 128, "{name}");
            assert!(text.chars().all(|c| page.upper.contains(c)), "{name}");
            let set = CharacterSet::Dos(page);
            assert_eq!(set.decode(b"Br\x81cke"), "Brücke", "{name}");
            let mut room = [0; 6];
            let (_, read, written) = set.decoder().decode(b"Br\x81cken", &mut room, true);
            assert_eq!((read, &room[..written]), (5, "Brück".as_bytes()));
        }
        assert_eq!(CodePage::of_name("cp1252"), None);
    }
}
