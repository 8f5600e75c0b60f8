//! Traditional Chinese characters as simplified ones.
//!
//! The table is in `han.txt`. It is used for every language, as all of folding is, so that a query
//! and an article in two ways of writing meet whatever language they were taken for. Two characters
//! that became one in China are one here, also in Japanese.

use std::sync::LazyLock;

/// The first and the last character of the table.
const FIRST: u32 = 0x4E00;
const LAST: u32 = 0x9FFF;

/// For each character from [`FIRST`] on the one that it is folded to; 0 for itself.
static SIMPLIFIED: LazyLock<Vec<u16>> = LazyLock::new(|| {
    let mut table = vec![0; (LAST - FIRST + 1) as usize];
    for (from, to) in pairs() {
        let place = place(from).and_then(|place| table.get_mut(place));
        if let (Some(place), Ok(to)) = (place, u16::try_from(u32::from(to))) {
            *place = to;
        }
    }
    table
});

fn pairs() -> impl Iterator<Item = (char, char)> {
    let lines = include_str!("han.txt").lines();
    let pairs = lines.filter(|line| !line.starts_with('#'));
    pairs.flat_map(str::split_whitespace).filter_map(|pair| {
        let mut both = pair.chars();
        Some((both.next()?, both.next()?))
    })
}

fn place(c: char) -> Option<usize> {
    usize::try_from(u32::from(c).checked_sub(FIRST)?).ok()
}

/// The simplified form of a character; itself if it has none.
pub(super) fn simplified(c: char) -> char {
    let found = place(c).and_then(|place| SIMPLIFIED.get(place));
    match found {
        None | Some(0) => c,
        Some(to) => char::from_u32(u32::from(*to)).unwrap_or(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_is_two_characters_and_none_is_folded_twice() {
        let mut count = 0;
        for (from, to) in pairs() {
            assert_ne!(from, to);
            assert_eq!(simplified(from), to, "{from}");
            assert_eq!(simplified(to), to, "{from}{to}");
            count += 1;
        }
        assert!(count > 2_600, "{count}");
        let words = include_str!("han.txt").lines();
        let words = words.filter(|line| !line.starts_with('#'));
        for pair in words.flat_map(str::split_whitespace) {
            assert_eq!(pair.chars().count(), 2, "{pair}");
        }
    }

    #[test]
    fn traditional_characters_are_simplified() {
        let folded: String = "臺灣總統說後面的國際關係與髮展裡"
            .chars()
            .map(simplified)
            .collect();
        assert_eq!(folded, "台湾总统说后面的国际关系与发展里");
        assert_eq!(simplified('a'), 'a');
        assert_eq!(simplified('東'), '东');
        assert_eq!(simplified('𠮷'), '𠮷');
    }
}
