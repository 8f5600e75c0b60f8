//! Changes words in a copy of an article, the same way every time.
//!
//! With identical copies, the vocabulary would not grow with the corpus, as it does in any archive
//! (Heaps' law), and result lists would be full of exact ties. So in each copy a share of the less
//! frequent words is spelled differently, consistently within that copy, and a few words are left
//! out or replaced by other words of the corpus.

use std::collections::HashMap;

/// The number of most frequent words that keep their spelling.
const FREQUENT: usize = 2_000;

/// One of this many other words is respelled in a copy.
const RESPELLED: u64 = 4;

/// One of this many words of a text is left out, and one of this many is replaced.
const DISTURBED: u64 = 32;

/// Words of at most this many letters keep their spelling. So do this many letters at the end of a
/// longer word, because stemming depends on them.
const KEPT_ENDING: usize = 3;

pub(crate) struct Respeller {
    frequent: HashMap<String, u32>,
    /// All words of the texts. Replacements are drawn from it, so that their frequencies are right.
    running: Vec<String>,
}

impl Respeller {
    pub(crate) fn new<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let mut counts: HashMap<String, u32> = HashMap::new();
        let mut running = Vec::new();
        for text in texts {
            for word in text.split(|c: char| !c.is_ascii_alphabetic()) {
                if word.is_empty() {
                    continue;
                }
                *counts.entry(word.to_ascii_lowercase()).or_default() += 1;
                running.push(word.to_owned());
            }
        }
        let mut by_count: Vec<(String, u32)> = counts.into_iter().collect();
        by_count.sort_unstable_by(|a, b| (b.1, &a.0).cmp(&(a.1, &b.0)));
        by_count.truncate(FREQUENT);
        Self {
            frequent: by_count.into_iter().collect(),
            running,
        }
    }

    /// The changed text of article `index`, which belongs to copy `copy`.
    pub(crate) fn alter(&self, text: &str, copy: usize, index: usize) -> String {
        let mut out = String::with_capacity(text.len() + 16);
        let mut rest = text;
        let mut state = mix(index as u64);
        while !rest.is_empty() {
            let word_length = rest
                .find(|c: char| !c.is_ascii_alphabetic())
                .unwrap_or(rest.len());
            let (word, after) = rest.split_at(word_length);
            if !word.is_empty() {
                state = mix(state);
                match state % DISTURBED {
                    0 => {}
                    1 => out.push_str(self.draw(state >> 8)),
                    _ => self.respell(word, copy, &mut out),
                }
            }
            let gap_length = after
                .find(|c: char| c.is_ascii_alphabetic())
                .unwrap_or(after.len());
            let (gap, next) = after.split_at(gap_length);
            out.push_str(gap);
            rest = next;
        }
        out
    }

    fn draw(&self, number: u64) -> &str {
        let index = number % self.running.len().max(1) as u64;
        usize::try_from(index)
            .ok()
            .and_then(|index| self.running.get(index))
            .map_or("", String::as_str)
    }

    fn respell(&self, word: &str, copy: usize, out: &mut String) {
        let lower = word.to_ascii_lowercase();
        let seed = lower
            .bytes()
            .fold(mix(copy as u64), |seed, byte| mix(seed ^ u64::from(byte)));
        let keeps = word.len() <= KEPT_ENDING || self.frequent.contains_key(&lower);
        if keeps || !seed.is_multiple_of(RESPELLED) {
            out.push_str(word);
            return;
        }
        let at = (seed >> 8) % (word.len() - KEPT_ENDING) as u64;
        for (position, letter) in (0u64..).zip(word.chars()) {
            let letter = if position == at {
                another(letter, seed >> 16)
            } else {
                letter
            };
            out.push(letter);
        }
    }
}

/// Another vowel for a vowel, another consonant for a consonant, in the same case.
fn another(letter: char, seed: u64) -> char {
    const VOWELS: &[u8] = b"aeiou";
    const CONSONANTS: &[u8] = b"bcdfghjklmnpqrstvwxyz";
    let lower = letter.to_ascii_lowercase();
    let class = if VOWELS.iter().any(|vowel| char::from(*vowel) == lower) {
        VOWELS
    } else {
        CONSONANTS
    };
    let own = class.iter().position(|other| char::from(*other) == lower);
    let others = class.len() as u64 - 1;
    let step = usize::try_from(1 + seed % others).unwrap_or(1);
    let chosen = char::from(class[(own.unwrap_or(0) + step) % class.len()]);
    if letter.is_ascii_uppercase() {
        chosen.to_ascii_uppercase()
    } else {
        chosen
    }
}

/// `SplitMix64` (Steele, Lea and Flood 2014): a well-mixed number.
fn mix(number: u64) -> u64 {
    let mut mixed = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_always_the_same_and_differs_from_other_copies() {
        let text = "Grain shipments resumed after the strike. ".repeat(20);
        let respeller = Respeller {
            frequent: HashMap::new(),
            running: vec!["the".to_owned()],
        };
        assert_eq!(respeller.alter(&text, 1, 7), respeller.alter(&text, 1, 7));
        assert_ne!(respeller.alter(&text, 1, 7), respeller.alter(&text, 2, 7));
        assert_ne!(respeller.alter(&text, 1, 7), text);
    }

    #[test]
    fn the_other_letter_has_the_same_class_and_case() {
        for seed in 0..40 {
            assert!("eiou".contains(another('a', seed)));
            assert!(another('T', seed).is_ascii_uppercase());
            assert_ne!(another('T', seed), 'T');
        }
    }
}
