//! Which typing errors are usual. In a short word another letter makes another word, so there only
//! usual errors are believed.
//!
//! Usual are two letters that changed places, a letter missing or too many, the next key of the
//! keyboard, and a letter of the same sound. Of letters other than a–z the keyboard is not known.

/// Words of up to so many letters are short.
const SHORT: usize = 5;

/// The rows of the usual keyboards, QWERTY and the keys that AZERTY and QWERTZ have elsewhere.
const KEYS: [&str; 5] = ["qwertyuiop", "asdfghjkl", "zxcvbnm", "azerty", "qwertz"];

/// Letters that sound alike in many languages.
const SOUNDS: [&str; 8] = ["aeiouy", "ckq", "csz", "fvw", "dt", "bp", "gj", "mn"];

/// Whether somebody may have typed `typed` for `meant`.
pub(super) fn is_likely(typed: &str, meant: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (typed.chars().collect(), meant.chars().collect());
    if one.len() > SHORT || one.len() != other.len() {
        return true;
    }
    let pairs = one.iter().zip(&other);
    let differ: Vec<(char, char)> = pairs
        .filter(|(a, b)| a != b)
        .map(|(a, b)| (*a, *b))
        .collect();
    match differ[..] {
        [(one, other)] => are_confused(one, other),
        // Two that changed places.
        _ => true,
    }
}

fn are_confused(one: char, other: char) -> bool {
    let is_neighbour = |row: &&str| {
        let place = |letter| row.chars().position(|own| own == letter);
        matches!((place(one), place(other)), (Some(a), Some(b)) if a.abs_diff(b) == 1)
    };
    let sounds = |group: &&str| group.contains(one) && group.contains(other);
    !(one.is_ascii_lowercase() && other.is_ascii_lowercase())
        || KEYS.iter().any(is_neighbour)
        || SOUNDS.iter().any(sounds)
}

#[cfg(test)]
mod tests {
    use super::is_likely;

    #[test]
    fn another_letter_of_a_short_word_is_hardly_an_error() {
        for (typed, meant, wanted) in [
            ("moon", "moor", false),
            ("moon", "mood", false),
            ("nicht", "night", false),
            ("parsi", "paris", true),
            ("trops", "troops", true),
            ("noom", "moom", true),
            ("lixe", "like", false),
            ("like", "loke", true),
            ("мост", "рост", true),
            ("frxght", "fright", true),
        ] {
            assert_eq!(is_likely(typed, meant), wanted, "{typed} {meant}");
        }
    }
}
