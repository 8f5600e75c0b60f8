//! Characters by their numbers in UTF-16, as `\u` writes them.

/// What was read of a character.
#[derive(Default)]
pub(super) struct Units {
    /// The first half of a character beyond U+FFFF.
    half: Option<u16>,
}

impl Units {
    /// Takes a number, of which those above 32767 are written as negative ones. Returns the
    /// character, unless it is the first half of one.
    pub(super) fn take(&mut self, number: i32) -> Option<char> {
        let code = match u32::try_from(number) {
            Ok(code) => code,
            Err(_) => u32::try_from(number.saturating_add(0x1_0000)).unwrap_or(0xFFFD),
        };
        let half = self.half.take();
        let character = match (code, half) {
            (0xD800..=0xDBFF, _) => {
                self.half = u16::try_from(code).ok();
                return None;
            }
            (0xDC00..=0xDFFF, Some(half)) => {
                char::from_u32(0x1_0000 + ((u32::from(half) - 0xD800) << 10) + (code - 0xDC00))
            }
            (0xF000..=0xF0FF, _) => Some('\u{2022}'), // a sign of a font of symbols
            (code, _) => char::from_u32(code),
        };
        Some(character.unwrap_or(char::REPLACEMENT_CHARACTER))
    }
}
