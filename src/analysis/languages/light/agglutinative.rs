//! Light stemmers of Turkish, Azeri and Hungarian, of folded words.
//!
//! Endings follow one another in a fixed order, and are removed from the last to the first. Folding
//! leaves two vowels of each harmony: `lar`/`ler`, `in`/`un`.

use super::endings::{Ending, cut};

/// Turkish and Azeri: the endings of nouns.
pub(super) fn turkish(word: &mut String) {
    const RELATIVE: &[Ending] = &[
        ("ndaki", "", 7),
        ("ndeki", "", 7),
        ("daki", "", 6),
        ("deki", "", 6),
        ("taki", "", 6),
        ("teki", "", 6),
    ];
    const CASE: &[Ending] = &[
        ("larindan", "", 9),
        ("lerinden", "", 9),
        ("larinda", "", 9),
        ("lerinde", "", 9),
        ("larinin", "", 9),
        ("lerinin", "", 9),
        ("larina", "", 8),
        ("lerine", "", 8),
        ("larini", "", 8),
        ("lerini", "", 8),
        ("sindan", "", 8),
        ("sinden", "", 8),
        ("sundan", "", 8),
        ("sinda", "", 7),
        ("sinde", "", 7),
        ("sunda", "", 7),
        ("sinin", "", 7),
        ("sunun", "", 7),
        ("indan", "", 7),
        ("inden", "", 7),
        ("undan", "", 7),
        ("unden", "", 7),
        ("sina", "", 6),
        ("sine", "", 6),
        ("suna", "", 6),
        ("sune", "", 6),
        ("sini", "", 6),
        ("sunu", "", 6),
        ("inda", "", 6),
        ("inde", "", 6),
        ("unda", "", 6),
        ("unde", "", 6),
        ("inin", "", 6),
        ("unun", "", 6),
        ("yla", "", 5),
        ("yle", "", 5),
        ("dan", "", 5),
        ("den", "", 5),
        ("tan", "", 5),
        ("ten", "", 5),
        ("nin", "", 5),
        ("nun", "", 5),
        ("ina", "", 5),
        ("ine", "", 5),
        ("una", "", 5),
        ("une", "", 5),
        ("ini", "", 5),
        ("unu", "", 5),
        ("da", "", 4),
        ("de", "", 4),
        ("ta", "", 4),
        ("te", "", 4),
        ("in", "", 4),
        ("un", "", 4),
        ("ya", "", 4),
        ("ye", "", 4),
        ("yi", "", 4),
        ("yu", "", 4),
        ("si", "", 4),
        ("su", "", 4),
        ("a", "", 4),
        ("e", "", 4),
        ("i", "", 4),
        ("u", "", 4),
    ];
    const OWNED: &[Ending] = &[
        ("imiz", "", 6),
        ("umuz", "", 6),
        ("iniz", "", 6),
        ("unuz", "", 6),
        ("lari", "", 6),
        ("leri", "", 6),
        ("im", "", 5),
        ("um", "", 5),
    ];
    const PLURAL: &[Ending] = &[("lar", "", 5), ("ler", "", 5)];
    const HARD: &[Ending] = &[("b", "p", 2), ("d", "t", 2), ("g", "k", 2)];
    cut(word, &[RELATIVE, CASE, OWNED, PLURAL, HARD]);
}

pub(super) fn hungarian(word: &mut String) {
    const CASE: &[Ending] = &[
        ("nak", "", 5),
        ("nek", "", 5),
        ("ban", "", 5),
        ("ben", "", 5),
        ("bol", "", 5),
        ("rol", "", 5),
        ("tol", "", 5),
        ("hoz", "", 5),
        ("hez", "", 5),
        ("nal", "", 5),
        ("nel", "", 5),
        ("val", "", 5),
        ("vel", "", 5),
        ("ert", "", 5),
        ("kor", "", 6),
        ("kent", "", 6),
        ("ba", "", 4),
        ("be", "", 4),
        ("ra", "", 4),
        ("re", "", 4),
        ("on", "", 4),
        ("en", "", 4),
        ("ig", "", 4),
        ("ot", "", 4),
        ("et", "", 4),
        ("at", "", 4),
    ];
    const OBJECT: &[Ending] = &[("t", "", 4)];
    const OWNED: &[Ending] = &[
        ("jaink", "", 7),
        ("jeink", "", 7),
        ("jaik", "", 6),
        ("jeik", "", 6),
        ("jai", "", 5),
        ("jei", "", 5),
        ("aik", "", 5),
        ("eik", "", 5),
        ("juk", "", 5),
        ("unk", "", 5),
        ("uk", "", 4),
        ("ja", "", 4),
        ("je", "", 4),
        ("ai", "", 4),
        ("ei", "", 4),
    ];
    const PLURAL: &[Ending] = &[("ok", "", 4), ("ek", "", 4), ("ak", "", 4), ("k", "", 4)];
    const VOWEL: &[Ending] = &[("a", "", 4), ("e", "", 4), ("i", "", 4), ("o", "", 4)];
    cut(word, &[CASE, OBJECT, OWNED, PLURAL, VOWEL]);
}
