//! Light stemmers of Slavic languages, of folded words.
//!
//! Czech follows Ljiljana Dolamic and Jacques Savoy, "Indexing and stemming approaches for the Czech
//! language", 2009; Bulgarian Jacques Savoy, "Searching strategies for the Bulgarian language", 2007.
//! Polish and Slovene remove the endings of nouns and adjectives in the same way.

use super::endings::{Ending, cut, cut_one};

/// Czech and Slovak.
pub(super) fn czech(word: &mut String) {
    const CASE: &[Ending] = &[
        ("atech", "", 7),
        ("etem", "", 6),
        ("atum", "", 6),
        ("ech", "", 5),
        ("ich", "", 5),
        ("eho", "", 5),
        ("emi", "", 5),
        ("emu", "", 5),
        ("ete", "", 5),
        ("eti", "", 5),
        ("iho", "", 5),
        ("imi", "", 5),
        ("imu", "", 5),
        ("ach", "", 5),
        ("ata", "", 5),
        ("aty", "", 5),
        ("ych", "", 5),
        ("ama", "", 5),
        ("ami", "", 5),
        ("ove", "", 5),
        ("ovi", "", 5),
        ("ymi", "", 5),
        ("em", "", 4),
        ("es", "", 4),
        ("im", "", 4),
        ("um", "", 4),
        ("at", "", 4),
        ("am", "", 4),
        ("os", "", 4),
        ("us", "", 4),
        ("ym", "", 4),
        ("mi", "", 4),
        ("ou", "", 4),
        ("a", "", 3),
        ("e", "", 3),
        ("i", "", 3),
        ("o", "", 3),
        ("u", "", 3),
        ("y", "", 3),
    ];
    const POSSESSIVE: &[Ending] = &[("ov", "", 5), ("in", "", 5), ("uv", "", 5)];
    const SOFT: &[Ending] = &[("ct", "ck", 0), ("c", "k", 0), ("z", "h", 0)];
    cut(word, &[CASE, POSSESSIVE, SOFT]);
    drop_before_last(word, 'e');
}

/// Slovak has endings that Czech lacks.
pub(super) fn slovak(word: &mut String) {
    const OWN: &[Ending] = &[
        ("ovia", "", 6),
        ("iach", "", 6),
        ("iam", "", 5),
        ("och", "", 5),
        ("om", "", 4),
        ("ia", "", 4),
        ("iu", "", 4),
    ];
    cut(word, &[OWN]);
    czech(word);
}

/// A vowel is dropped from longer words only: `wtorek`, `wtorku`, but `cena`.
pub(super) fn polish(word: &mut String) {
    const CASE: &[Ending] = &[
        ("iego", "", 6),
        ("iemu", "", 6),
        ("iami", "", 6),
        ("iach", "", 6),
        ("owie", "", 6),
        ("ego", "", 5),
        ("emu", "", 5),
        ("ymi", "", 5),
        ("imi", "", 5),
        ("ych", "", 5),
        ("ich", "", 5),
        ("ami", "", 5),
        ("ach", "", 5),
        ("owi", "", 5),
        ("iej", "", 5),
        ("iom", "", 5),
        ("iem", "", 5),
        ("ow", "", 4),
        ("om", "", 4),
        ("em", "", 4),
        ("ej", "", 4),
        ("im", "", 4),
        ("ym", "", 4),
        ("ie", "", 4),
        ("ia", "", 4),
        ("iu", "", 4),
        ("io", "", 4),
        ("a", "", 3),
        ("e", "", 3),
        ("i", "", 3),
        ("o", "", 3),
        ("u", "", 3),
        ("y", "", 3),
    ];
    // `mieszkaniec`, `mieszkańcy`.
    const PERSON: &[Ending] = &[("iec", "c", 5)];
    if !cut_one(word, PERSON) {
        cut(word, &[CASE]);
    }
    if word.chars().count() > 3 {
        drop_before_last(word, 'e');
    }
}

/// The other form of a Polish word in `k`, which is `c` before `y` and `e`: `urzędnik` and `urzędnicy`,
/// `Polska` and `Polsce`. `granicy` has a `c` of its own, so only queries look for it.
pub(super) fn polish_persons(word: &str) -> Option<String> {
    const ENDS: [(&str, &str); 4] = [
        ("nik", "nicy"),
        ("tyk", "tycy"),
        ("lak", "lacy"),
        ("sk", "scy"),
    ];
    let mut stem = word.to_owned();
    polish(&mut stem);
    ENDS.iter().find_map(|(one, several)| {
        let with = |end: &str, from: &str, instead: &str| {
            let rest = from.strip_suffix(end).filter(|rest| rest.len() > 1)?;
            Some([rest, instead].concat())
        };
        with(several, word, one).or_else(|| with(one, &stem, several))
    })
}

pub(super) fn slovene(word: &mut String) {
    const CASE: &[Ending] = &[
        ("ega", "", 5),
        ("emu", "", 5),
        ("imi", "", 5),
        ("ami", "", 5),
        ("ih", "", 4),
        ("im", "", 4),
        ("em", "", 4),
        ("om", "", 4),
        ("ov", "", 4),
        ("ev", "", 4),
        ("ah", "", 4),
        ("eh", "", 4),
        ("am", "", 4),
        ("a", "", 3),
        ("e", "", 3),
        ("i", "", 3),
        ("o", "", 3),
        ("u", "", 3),
    ];
    cut(word, &[CASE]);
    if word.chars().count() > 3 {
        drop_before_last(word, 'e');
    }
}

pub(super) fn bulgarian(word: &mut String) {
    const ARTICLE: &[Ending] = &[
        ("ищата", "", 7),
        ("ият", "", 6),
        ("ът", "", 5),
        ("то", "", 5),
        ("те", "", 5),
        ("та", "", 5),
        ("ия", "", 5),
        ("ят", "", 4),
    ];
    const PLURAL: &[Ending] = &[
        ("овци", "о", 6),
        ("ове", "", 6),
        ("еве", "й", 6),
        ("ища", "", 5),
        ("и", "", 3),
    ];
    const VOWEL: &[Ending] = &[("я", "", 3), ("а", "", 3), ("о", "", 3), ("е", "", 3)];
    const EN: &[Ending] = &[("ен", "н", 4)];
    // `войник`, `войници`.
    const SOFT: &[Ending] = &[("ц", "к", 3), ("з", "г", 3), ("с", "х", 3)];
    if word.chars().count() > 3 {
        cut(word, &[ARTICLE, PLURAL, VOWEL, SOFT, EN]);
    }
    // What is left of a short word is as the word itself: `газ`, `газа`; `съд`, `съда`.
    if word.chars().count() > 3 {
        drop_before_last(word, 'ъ');
    }
}

/// Removes a vowel before the last letter, which some forms lack: `pes`, `psa`.
fn drop_before_last(word: &mut String, vowel: char) {
    let mut back = word.char_indices().rev();
    let (Some(_), Some((at, before)), Some(_)) = (back.next(), back.next(), back.next()) else {
        return;
    };
    if before == vowel {
        word.remove(at);
    }
}
