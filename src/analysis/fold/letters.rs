//! What folding does to the letters and marks of each script.
//!
//! Letters come here decomposed (NFKD) and in lower case.

use super::han::simplified;

/// Decides which marks stay, by the letter before them.
#[derive(Default)]
pub(super) struct Marks {
    /// The last letter that was kept.
    before: char,
}

impl Marks {
    /// Whether a character stays. Some marks make another letter of a few letters, and stay there:
    /// `й` and `ї` are no accented `и` and `і`.
    pub(super) fn keeps(&mut self, c: char) -> bool {
        let is_letter_of_its_own = matches!(
            (self.before, c),
            ('и' | 'у', '\u{0306}') | ('і', '\u{0308}')
        );
        if is_letter_of_its_own {
            return true;
        }
        let keeps = !is_dropped(c);
        if keeps {
            self.before = c;
        }
        keeps
    }
}

/// Marks that do not distinguish words in news: diacritics of Latin, Greek and Cyrillic, Hebrew and
/// Arabic vowel points, tatweel, the nuktas of India, apostrophe letters, the marks of Hebrew
/// acronyms, the dot of Catalan `l·l`, invisible format characters, skin tones of emoji. Other marks
/// (Indic vowel signs, kana voicing) distinguish words and are kept.
pub(in crate::analysis) fn is_dropped(c: char) -> bool {
    if c.is_ascii() {
        return matches!(c, '\'' | '"');
    }
    matches!(c,
        '\u{2018}' | '\u{2019}' | '\u{02B9}'..='\u{02BF}' | '\u{FF07}' | '\u{B7}'
        | '\u{0300}'..='\u{036F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}'
        | '\u{20D0}'..='\u{20FF}' | '\u{FE20}'..='\u{FE2F}'
        | '\u{0591}'..='\u{05BD}' | '\u{05BF}' | '\u{05C1}' | '\u{05C2}' | '\u{05C4}' | '\u{05C5}'
        | '\u{05F3}' | '\u{05F4}'
        | '\u{0610}'..='\u{061A}' | '\u{0640}' | '\u{064B}'..='\u{065F}' | '\u{0670}'
        | '\u{093C}' | '\u{09BC}' | '\u{0A3C}' | '\u{0ABC}' | '\u{0B3C}' | '\u{0CBC}'
        | '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}' | '\u{1F3FB}'..='\u{1F3FF}')
}

/// What a letter folds to.
pub(super) enum Base {
    One(char),
    Two(&'static str),
}

/// Maps letters that Unicode does not decompose, and digits of other scripts.
pub(super) fn base_letter(c: char) -> Base {
    if c.is_ascii() {
        return Base::One(c);
    }
    Base::One(match c {
        'ß' => return Base::Two("ss"),
        'æ' => return Base::Two("ae"),
        'œ' => return Base::Two("oe"),
        'þ' => return Base::Two("th"),
        'ø' => 'o',
        'ł' => 'l',
        'đ' | 'ð' => 'd',
        'ħ' => 'h',
        'ı' => 'i',
        'ŧ' => 't',
        // Azeri, often typed on other keyboards.
        'ə' => 'e',
        'ς' => 'σ',
        // The languages of the Arabic script have keyboards with different forms of these letters.
        'ي' | 'ى' => 'ی',
        'ك' | 'ڪ' => 'ک',
        'ٱ' => 'ا',
        'ة' | 'ہ' | 'ۃ' | 'ە' | 'ھ' => 'ه',
        // Chandrabindu of Devanagari, Gujarati and Gurmukhi, and tippi, as anusvara.
        'ँ' => 'ं',
        'ઁ' => 'ં',
        'ਁ' | 'ੰ' => 'ਂ',
        '\u{1200}'..='\u{137F}' => ethiopic(c),
        '\u{4E00}'..='\u{9FFF}' => simplified(c),
        _ => digit(c).unwrap_or(c),
    })
}

/// Of letters that Amharic reads in the same way, and that people write for each other, the one
/// that is indexed: `ፀሐይ` becomes `ጸሀይ`.
fn ethiopic(c: char) -> char {
    let same = match c {
        'ሐ'..='ሖ' => u32::from(c) - 0x10,
        'ኀ'..='ኆ' => u32::from(c) - 0x80,
        'ሠ'..='ሧ' => u32::from(c) + 0x10,
        'ዐ'..='ዖ' => u32::from(c) - 0x30,
        'ፀ'..='ፆ' => u32::from(c) - 0x08,
        _ => u32::from(c),
    };
    match char::from_u32(same).unwrap_or(c) {
        'ሃ' => 'ሀ',
        'ኣ' => 'አ',
        letter => letter,
    }
}

/// The first digits of the scripts that have their own, in order.
const ZEROS: [char; 34] = [
    '\u{0660}', '\u{06F0}', '\u{07C0}', '\u{0966}', '\u{09E6}', '\u{0A66}', '\u{0AE6}', '\u{0B66}',
    '\u{0BE6}', '\u{0C66}', '\u{0CE6}', '\u{0D66}', '\u{0DE6}', '\u{0E50}', '\u{0ED0}', '\u{0F20}',
    '\u{1040}', '\u{1090}', '\u{17E0}', '\u{1810}', '\u{1946}', '\u{19D0}', '\u{1A80}', '\u{1A90}',
    '\u{1B50}', '\u{1BB0}', '\u{1C40}', '\u{1C50}', '\u{A620}', '\u{A8D0}', '\u{A900}', '\u{A9D0}',
    '\u{AA50}', '\u{ABF0}',
];

/// The ASCII digit of a digit of another script.
fn digit(c: char) -> Option<char> {
    let zero = ZEROS[..ZEROS.partition_point(|zero| *zero <= c)].last()?;
    char::from_digit(u32::from(c) - u32::from(*zero), 10)
}

/// Writes a nasal before a consonant of its own place as anusvara, in the scripts of India whose
/// blocks of Unicode are parallel: `हिन्दी` is `हिंदी`.
pub(super) fn write_nasals(word: &mut String) {
    let is_indic = |c: char| matches!(c, '\u{0900}'..='\u{0D7F}');
    if !word.chars().next().is_some_and(is_indic) {
        return;
    }
    let letters: Vec<char> = word.chars().collect();
    word.clear();
    let mut at = 0;
    while let Some(&letter) = letters.get(at) {
        let anusvara = match letters[at..] {
            [nasal, virama, next, ..] => anusvara_of(nasal, virama, next),
            _ => None,
        };
        word.push(anusvara.unwrap_or(letter));
        at += if anusvara.is_some() { 2 } else { 1 };
    }
}

/// The anusvara for a nasal with a virama before a consonant of the same place in the mouth.
fn anusvara_of(nasal: char, virama: char, next: char) -> Option<char> {
    let block = u32::from(nasal) & !0x7F;
    let offset = |c: char| u32::from(c).checked_sub(block).filter(|at| *at < 0x80);
    let is_virama = offset(virama) == Some(0x4D);
    let same_place = matches!(
        (offset(nasal)?, offset(next)?),
        (0x19, 0x15..=0x18)
            | (0x1E, 0x1A..=0x1D)
            | (0x23, 0x1F..=0x22)
            | (0x28, 0x24..=0x27)
            | (0x2E, 0x2A..=0x2D)
    );
    let tamil = 0x0B80;
    let found = is_virama && same_place && block != tamil;
    found.then(|| char::from_u32(block + 0x02)).flatten()
}
