//! English words that say little about the subject of a text.
//!
//! The list is Snowball's English one (<https://snowballstem.org/algorithms/english/stop.txt>)
//! without contractions, with the 33 words of Lucene's list and the auxiliaries that both lack. It
//! did better on judged topics than shorter and longer lists, see docs/ranking.md.

/// The stop words: sorted, folded, not stemmed.
const ENGLISH: [&str; 129] = [
    "a",
    "about",
    "above",
    "after",
    "again",
    "against",
    "all",
    "am",
    "an",
    "and",
    "any",
    "are",
    "as",
    "at",
    "be",
    "because",
    "been",
    "before",
    "being",
    "below",
    "between",
    "both",
    "but",
    "by",
    "can",
    "cannot",
    "could",
    "did",
    "do",
    "does",
    "doing",
    "down",
    "during",
    "each",
    "few",
    "for",
    "from",
    "further",
    "had",
    "has",
    "have",
    "having",
    "he",
    "her",
    "here",
    "hers",
    "herself",
    "him",
    "himself",
    "his",
    "how",
    "i",
    "if",
    "in",
    "into",
    "is",
    "it",
    "its",
    "itself",
    "me",
    "might",
    "more",
    "most",
    "must",
    "my",
    "myself",
    "no",
    "nor",
    "not",
    "of",
    "off",
    "on",
    "once",
    "only",
    "or",
    "other",
    "ought",
    "our",
    "ours",
    "ourselves",
    "out",
    "over",
    "own",
    "same",
    "shall",
    "she",
    "should",
    "so",
    "some",
    "such",
    "than",
    "that",
    "the",
    "their",
    "theirs",
    "them",
    "themselves",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "through",
    "to",
    "too",
    "under",
    "until",
    "up",
    "very",
    "was",
    "we",
    "were",
    "what",
    "when",
    "where",
    "which",
    "while",
    "who",
    "whom",
    "why",
    "will",
    "with",
    "would",
    "you",
    "your",
    "yours",
    "yourself",
    "yourselves",
];

/// For each first letter, the lengths of the stop words that start with it, one bit per length.
/// This rejects most other words without a search in the list.
const LENGTHS: [u16; 256] = {
    let mut lengths = [0; 256];
    let mut at = 0;
    while at < ENGLISH.len() {
        let word = ENGLISH[at].as_bytes();
        lengths[word[0] as usize] |= 1 << word.len();
        at += 1;
    }
    lengths
};

/// Whether a folded word that is not stemmed is an English stop word.
#[must_use]
pub fn is_stop_word(folded: &str) -> bool {
    let lengths = folded
        .bytes()
        .next()
        .map_or(0, |first| LENGTHS[usize::from(first)]);
    let length = u32::try_from(folded.len()).unwrap_or(u32::MAX);
    let is_possible = lengths
        .checked_shr(length)
        .is_some_and(|rest| rest & 1 == 1);
    is_possible && ENGLISH.binary_search(&folded).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_and_folded() {
        assert!(ENGLISH.is_sorted());
        for word in ENGLISH {
            let mut folded = String::new();
            crate::analysis::fold(word, &mut folded);
            assert_eq!(folded, word);
            assert!(is_stop_word(word));
        }
        assert!(!is_stop_word("troops"));
        assert!(!is_stop_word("us"), "it usually means the United States");
    }
}
