//! Scripts without spaces between words, and Korean, whose words have endings.
//!
//! Texts of these scripts are indexed character by character, and a word is found wherever its
//! characters follow one another. So only queries are cut into words here: by the dictionaries of ICU
//! for Chinese, Japanese, Thai, Lao, Khmer and Burmese.

use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;

/// Whether a character belongs to a script whose texts are indexed character by character.
pub(in super::super) fn is_unspaced(c: char) -> bool {
    matches!(c,
        // Thai, Lao, Burmese and Khmer.
        '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17DD}'
        | '\u{A9E0}'..='\u{A9FF}' | '\u{AA60}'..='\u{AA7F}'
        // Kana and Han, with the half-width forms.
        | '\u{3005}'..='\u{3007}' | '\u{3021}'..='\u{3029}' | '\u{3031}'..='\u{3035}'
        | '\u{3038}'..='\u{303C}' | '\u{3041}'..='\u{309F}' | '\u{30A1}'..='\u{30FA}'
        | '\u{30FC}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF66}'..='\u{FF9F}'
        | '\u{20000}'..='\u{323AF}')
        && !is_digit(c)
        || is_hangul(c)
}

/// Digits of these scripts form numbers, as those of other scripts do.
fn is_digit(c: char) -> bool {
    matches!(c,
        '\u{0E50}'..='\u{0E59}' | '\u{0ED0}'..='\u{0ED9}' | '\u{1040}'..='\u{1049}'
        | '\u{1090}'..='\u{1099}' | '\u{A9F0}'..='\u{A9F9}')
}

/// Whether a character is a Korean syllable or a letter of one.
pub(in super::super) fn is_hangul(c: char) -> bool {
    matches!(c,
        '\u{1100}'..='\u{11FF}' | '\u{3131}'..='\u{318E}' | '\u{A960}'..='\u{A97C}'
        | '\u{AC00}'..='\u{D7FB}' | '\u{FFA0}'..='\u{FFDC}')
}

/// Where the words of a text without spaces start, in bytes and in order; the first is 0.
pub(in super::super) fn word_starts(text: &str) -> Vec<usize> {
    let segmenter = WordSegmenter::new_dictionary(WordBreakInvariantOptions::default());
    let mut starts: Vec<usize> = segmenter.segment_str(text).collect();
    starts.pop();
    starts
}

/// The Korean particles that follow a noun, longer ones first. A noun keeps at least two syllables, so
/// `회의` (a meeting) is whole.
const PARTICLES: [&str; 46] = [
    "에서부터",
    "으로부터",
    "에게서는",
    "이라고는",
    "에서는",
    "에서도",
    "에게서",
    "으로는",
    "으로도",
    "이라고",
    "이라는",
    "로부터",
    "까지는",
    "까지도",
    "부터는",
    "한테서",
    "에서",
    "에게",
    "에는",
    "에도",
    "으로",
    "까지",
    "부터",
    "처럼",
    "보다",
    "마다",
    "조차",
    "이나",
    "이라",
    "라고",
    "라는",
    "로는",
    "과의",
    "와의",
    "들이",
    "들은",
    "들을",
    "은",
    "는",
    "이",
    "가",
    "을",
    "를",
    "의",
    "에",
    "와",
];

/// The noun of a Korean word, without the particle after it.
pub(in super::super) fn noun(word: &str) -> &str {
    let particle = PARTICLES.iter().find_map(|particle| {
        let noun = word.strip_suffix(particle)?;
        (noun.chars().count() >= LEAST_NOUN).then_some(noun)
    });
    particle.unwrap_or(word)
}

/// The least length of a noun with a particle, in syllables.
const LEAST_NOUN: usize = 2;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dictionaries_cut_each_script_into_words() {
        for (text, expected) in [
            ("北京大学校长", &["北京", "大学", "校长"][..]),
            ("東京都知事選挙", &["東京", "都知事", "選挙"]),
            ("ประเทศไทยวันนี้", &["ประเทศไทย", "วัน", "นี้"]),
            ("ລັດຖະບານລາວ", &["ລັດຖະບານ", "ລາວ"]),
            ("រដ្ឋាភិបាលកម្ពុជា", &["រដ្ឋាភិបាល", "កម្ពុជា"]),
            ("အစိုးရသတင်း", &["အစိုးရ", "သတင်း"]),
        ] {
            let starts = word_starts(text);
            let ends = starts[1..].iter().copied().chain([text.len()]);
            let words: Vec<_> = starts
                .iter()
                .zip(ends)
                .map(|(from, to)| &text[*from..to])
                .collect();
            assert_eq!(words, expected);
        }
        assert_eq!(word_starts(""), [0; 0]);
    }

    #[test]
    fn particles_are_removed_from_nouns() {
        for (word, expected) in [
            ("학교에서", "학교"),
            ("대통령이", "대통령"),
            ("서울까지는", "서울"),
            ("정부", "정부"),
            ("회의", "회의"),
            ("", ""),
        ] {
            assert_eq!(noun(word), expected);
        }
    }

    #[test]
    fn digits_are_no_characters_of_words() {
        assert!("๓໓၃".chars().all(|c| !is_unspaced(c) && c.is_numeric()));
        assert!("東のノคກကភ한ﾄ々".chars().all(is_unspaced));
        assert!("aяا3אक".chars().all(|c| !is_unspaced(c)));
    }
}
