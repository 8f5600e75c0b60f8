//! Light stemmers of Arabic and Persian, of folded words: yeh is `ی`, kaf is `ک`, teh marbuta is `ه`.
//!
//! Arabic is light10 (Leah Larkey, Lisa Ballesteros and Margaret Connell, "Light stemming for Arabic
//! information retrieval", 2007). It removes the article with its prepositions, `و`, and the endings
//! of the plural and of pronouns.

use super::endings::{Ending, cut};

pub(super) fn arabic(word: &mut String) {
    const ENDINGS: &[&str] = &["ها", "ان", "ات", "ون", "ین", "یه", "ه", "ی"];
    let prefixes = [
        ("وال", 2),
        ("بال", 2),
        ("کال", 2),
        ("فال", 2),
        ("ال", 2),
        ("لل", 2),
        ("و", 3),
    ];
    let letters = word.chars().count();
    for (prefix, rest) in prefixes {
        if word.starts_with(prefix) && letters >= prefix.chars().count() + rest {
            word.drain(..prefix.len());
            break;
        }
    }
    for ending in ENDINGS {
        if word.ends_with(ending) && word.chars().count() >= ending.chars().count() + 2 {
            word.truncate(word.len() - ending.len());
        }
    }
}

/// Persian: the verbal `می`, the plural `ها` with what may follow it, the comparative, and `ی`. The
/// plural `ان` is removed after `ی` only, because many names end in it.
pub(super) fn persian(word: &mut String) {
    const PLURAL: &[Ending] = &[
        ("هایشان", "", 8),
        ("هایمان", "", 8),
        ("هایتان", "", 8),
        ("هایش", "", 6),
        ("هایی", "", 6),
        ("های", "", 5),
        ("ها", "", 4),
        ("ترین", "", 6),
        ("تر", "", 5),
        ("یان", "ی", 5),
        ("ات", "", 4),
    ];
    const YEH: &[Ending] = &[("یی", "", 5), ("ی", "", 4)];
    let letters = word.chars().count();
    for prefix in ["نمی", "می"] {
        let rest = letters.saturating_sub(prefix.chars().count());
        if word.starts_with(prefix) && rest > 3 {
            word.drain(..prefix.len());
            return;
        }
    }
    cut(word, &[PLURAL, YEH]);
}
