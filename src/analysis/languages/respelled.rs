//! What Snowball does not know of a language: spellings and forms of a folded word that it keeps
//! apart.
//!
//! A word is changed to a form that Snowball reads well, and some ends of its stems are one in two
//! forms.

use super::super::Language;
use std::borrow::Cow;

/// A language, the most bytes of a word that keeps its end, the end, and what is written instead.
type Row = (Language, usize, &'static str, &'static str);

/// Ends of words, longer ones first.
const OF_WORDS: &[Row] = &[
    // `valitsus`, `valitsuse`.
    (Language::Estonian, 5, "us", "use"),
    // `suomalainen`, `suomalaisen`; `sotilas`, `sotilaan`.
    (Language::Finnish, 5, "nen", "sen"),
    (Language::Finnish, 5, "ilas", "ilaan"),
    // `premier`, `premiere`: Snowball knows `ière` with its accent only.
    (Language::French, 6, "ieres", "iers"),
    (Language::French, 5, "iere", "ier"),
    // `acteur`, `actrice`.
    (Language::French, 6, "trices", "teurs"),
    (Language::French, 6, "trice", "teur"),
    // `étranger`, `étrangers`.
    (Language::French, 6, "gers", "ger"),
    // `attore`, `attrice`.
    (Language::Italian, 6, "trice", "tore"),
    (Language::Italian, 6, "trici", "tori"),
    // `velger`, `velgeren`, `velgerne`.
    (Language::Norwegian, 7, "erens", "er"),
    (Language::Norwegian, 7, "ernes", "er"),
    (Language::Norwegian, 6, "eren", "er"),
    (Language::Norwegian, 6, "erne", "er"),
    // `hotell`, `hotellet`; `parti`, `partiet`: Snowball keeps `et` here.
    (Language::Swedish, 6, "llet", "ll"),
    (Language::Swedish, 6, "tiet", "ti"),
    // `українець`, `українці`.
    (Language::Ukrainian, 8, "ець", "ц"),
];

/// Ends of stems.
const OF_STEMS: &[Row] = &[
    // `huis`, `huizen`; `brief`, `brieven`.
    (Language::Dutch, 2, "z", "s"),
    (Language::Dutch, 2, "v", "f"),
    // `bom`, `bommen`; `overval`, `overvallen`: Snowball knows `dd`, `kk` and `tt` alone.
    (Language::Dutch, 3, "bb", "b"),
    (Language::Dutch, 3, "ff", "f"),
    (Language::Dutch, 3, "gg", "g"),
    (Language::Dutch, 3, "ll", "l"),
    (Language::Dutch, 3, "mm", "m"),
    (Language::Dutch, 3, "nn", "n"),
    (Language::Dutch, 3, "pp", "p"),
    (Language::Dutch, 3, "rr", "r"),
    (Language::Dutch, 3, "ss", "s"),
    // `sõdur`, `sõduri`.
    (Language::Estonian, 4, "a", ""),
    (Language::Estonian, 4, "e", ""),
    (Language::Estonian, 4, "i", ""),
    (Language::Estonian, 4, "u", ""),
    // `hallitus`, `hallituksen`.
    (Language::Finnish, 4, "ks", "s"),
    // `actif`, `active`.
    (Language::French, 3, "if", "iv"),
    // `Ärztin`, `Ärztinnen`.
    (Language::German, 4, "inn", "in"),
    // `ministru`, `ministrul`.
    (Language::Romanian, 3, "u", ""),
    // `американец`, `американцы`; `китаец`, `китайцы`; `боец`, `бойцы`.
    (Language::Russian, 6, "аец", "айц"),
    (Language::Russian, 6, "оец", "ойц"),
    (Language::Russian, 6, "ец", "ц"),
    // `рынок`, `рынка`; `девушка`, `девушек`.
    (Language::Russian, 8, "ок", "к"),
    (Language::Russian, 8, "ек", "к"),
    // `гражданин`, `граждане`; `россиянин`, `россияне`.
    (Language::Russian, 8, "анин", "ан"),
    (Language::Russian, 8, "янин", "ян"),
    // `soldat`, `soldater`; `minister`, `ministrar`.
    (Language::Swedish, 5, "at", ""),
    (Language::Swedish, 4, "tr", "t"),
];

/// A word as Snowball reads it. `å` was written `aa` in Danish until 1948 and in Norwegian until
/// 1917, and is in names and on foreign keyboards still, as `oe` is for `ø`.
pub(super) fn before(form: &str, language: Language) -> Cow<'_, str> {
    let is_old = || form.contains("aa") || form.contains("oe");
    match language {
        Language::Danish | Language::Norwegian if is_old() => {
            let modern = form.replace("aa", "a").replace("oe", "o");
            Cow::Owned(with_end(modern.into(), language, OF_WORDS).into_owned())
        }
        _ => with_end(form.into(), language, OF_WORDS),
    }
}

/// What Snowball leaves of a word, as it is indexed.
pub(super) fn after(stem: Cow<'_, str>, language: Language) -> Cow<'_, str> {
    with_end(stem, language, OF_STEMS)
}

fn with_end<'w>(word: Cow<'w, str>, language: Language, rows: &[Row]) -> Cow<'w, str> {
    let fits = |(own, keeps, end, _): &&Row| {
        *own == language && word.len() > *keeps && word.ends_with(end)
    };
    match rows.iter().find(fits) {
        Some((_, _, end, instead)) => [&word[..word.len() - end.len()], instead].concat().into(),
        None => word,
    }
}
