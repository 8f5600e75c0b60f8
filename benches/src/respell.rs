//! Other words for a copy of an article, the same every time.
//!
//! A corpus repeated word for word would let the vocabulary stand still, which no archive does
//! (Heaps' law), and would fill result lists with exact ties. So in each copy a share of the less
//! frequent words is spelled otherwise, alike throughout that copy, and here and there a word is
//! left out or gives way to another one of the corpus.

use std::collections::HashMap;

/// The most frequent words keep their spelling.
const FREQUENT: usize = 2_000;

/// One in so many of the other words is respelled in a copy.
const RESPELLED: u64 = 4;

/// One in so many running words is left out, and one in so many replaced.
const DISTURBED: u64 = 32;

/// Words shorter than this keep their spelling; so do a longer one's last letters, for stemming.
const KEPT_ENDING: usize = 3;

pub(crate) struct Respeller {
    frequent: HashMap<String, u32>,
    /// Running words, to draw replacements from in their frequency.
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

    /// The text of article `index`, which is of copy `copy`.
    pub(crate) fn alter(&self, text: &str, copy: usize, index: usize) -> String {
        let mut out = String::with_capacity(text.len() + 16);
        let mut rest = text;
        let mut state = mix(index as u64);
        while !rest.is_empty() {
            let word_length = rest
                .find(|c: char| !c.is_ascii_alphabetic())
                .unwrap_or(rest.len());
            let (word, behind) = rest.split_at(word_length);
            if !word.is_empty() {
                state = mix(state);
                match state % DISTURBED {
                    0 => {}
                    1 => out.push_str(self.draw(state >> 8)),
                    _ => self.respell(word, copy, &mut out),
                }
            }
            let gap_length = behind
                .find(|c: char| c.is_ascii_alphabetic())
                .unwrap_or(behind.len());
            let (gap, next) = behind.split_at(gap_length);
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

/// `SplitMix64` (Steele, Lea and Flood 2014): the next of a sequence of well-mixed numbers.
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
    fn a_copy_is_the_same_every_time_and_not_another_copy() {
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
    fn another_letter_is_of_the_same_class_and_case() {
        for seed in 0..40 {
            assert!("eiou".contains(another('a', seed)));
            assert!(another('T', seed).is_ascii_uppercase());
            assert_ne!(another('T', seed), 'T');
        }
    }
}
