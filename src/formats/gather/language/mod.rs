//! Which language an article is in, by the look of its first words.
//!
//! Two looks, the cheap one first. Words such as `the` and `of` make up a fifth of any text and
//! settle the seven Latin-script languages that news is mostly in. What they do not settle goes
//! to whatlang (trigrams, 70 languages), at a hundred times the cost; its answer counts only where it
//! is sure, and for one of the seven only if their words are there too. Short texts get none.

mod function_words;

use function_words::{COMMON, ENGLISH, FunctionWords};
use whatlang::Lang;

/// How many characters are looked at, and after how many it is asked whether they settle it.
const MOST: usize = 500;
const STEPS: [usize; 2] = [200, MOST];

/// The fewest letters that a language is told by, and how many of plain ASCII, which tell less.
const LEAST_LETTERS: usize = 24;
const LEAST_PLAIN: usize = 150;

/// A text with a digit for so few letters is a table or a list of prices.
const LETTERS_A_DIGIT: usize = 10;

/// How sure whatlang has to be, of 1.
const SURE: f64 = 0.9;

/// The language of an article by ISO 639-1, or 639-3 where that has no code; `None` if it is too
/// short or it is not sure. A body of some length says it better than a headline.
pub(in crate::formats) fn detect(headline: &str, body: &str) -> Option<&'static str> {
    if body.len() >= MOST / 2 || headline.is_empty() {
        return of_text(body);
    }
    of_text(&[headline, body].join("\n"))
}

fn of_text(text: &str) -> Option<&'static str> {
    let mut looked = FunctionWords::default();
    let mut at = 0;
    for step in STEPS {
        let end = first(text, step).len();
        looked.add(&text[at..end]);
        if end == text.len() {
            looked.end();
        }
        at = end;
        if let Some(common) = looked.settled() {
            return Some(COMMON[common].0);
        }
    }
    let text = &text[..at];
    if !is_prose(text) {
        return None;
    }
    // Of the languages that use Latin letters, English alone does without accents in a text of some length.
    if text.is_ascii() && looked.supports(ENGLISH) {
        return Some(COMMON[ENGLISH].0);
    }
    let found = whatlang::detect(text).filter(|found| found.confidence() >= SURE)?;
    match COMMON
        .iter()
        .position(|(_, common, _)| *common == found.lang())
    {
        Some(common) => looked.supports(common).then_some(COMMON[common].0),
        None => Some(code(found.lang())),
    }
}

fn first(text: &str, characters: usize) -> &str {
    if let Some(first) = text.get(..characters).filter(|first| first.is_ascii()) {
        return first;
    }
    match text.char_indices().nth(characters) {
        Some((end, _)) => &text[..end],
        None => text,
    }
}

/// Whether there are words enough to look closer at.
fn is_prose(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let least = if text.is_ascii() {
        LEAST_PLAIN
    } else {
        LEAST_LETTERS
    };
    letters >= least && letters > digits * LETTERS_A_DIGIT
}

/// A language as sources write it, as the index has it: lower case, `-` before a region, a code of
/// two letters for one of three and for an English name. `None` if it says that there is none.
pub(in crate::formats) fn declared(written: &str) -> Option<String> {
    let tag = written.trim().to_lowercase().replace('_', "-");
    let (primary, region) = match tag.split_once('-') {
        Some((primary, region)) => (primary, Some(region)),
        None => (&*tag, None),
    };
    let known = match primary {
        "" | "und" | "zxx" | "mul" | "mis" => return None,
        "fas" | "per" => Some(Lang::Pes),
        "zho" | "chi" => Some(Lang::Cmn),
        _ if primary.len() == 2 => None,
        _ => Lang::all().iter().copied().find(|known| {
            known.code() == primary || known.eng_name().eq_ignore_ascii_case(primary)
        }),
    };
    let primary = match known {
        Some(language) => two_letters(language),
        None => primary,
    };
    Some(match region {
        Some(region) => format!("{primary}-{region}"),
        None => primary.to_owned(),
    })
}

/// The code that sources use: of two letters where there is one (ISO 639-1).
fn two_letters(language: Lang) -> &'static str {
    let common = COMMON.iter().find(|(_, common, _)| *common == language);
    common.map_or_else(|| code(language), |(code, ..)| code)
}

/// As [`two_letters`], for languages that are not in [`COMMON`].
#[rustfmt::skip]
fn code(language: Lang) -> &'static str {
    match language {
        Lang::Epo => "eo", Lang::Rus => "ru", Lang::Cmn => "zh", Lang::Ben => "bn", Lang::Ukr => "uk", Lang::Kat => "ka",
        Lang::Ara => "ar", Lang::Hin => "hi", Lang::Jpn => "ja", Lang::Heb => "he", Lang::Yid => "yi", Lang::Pol => "pl",
        Lang::Amh => "am", Lang::Jav => "jv", Lang::Kor => "ko", Lang::Nob => "nb", Lang::Dan => "da", Lang::Swe => "sv",
        Lang::Fin => "fi", Lang::Tur => "tr", Lang::Hun => "hu", Lang::Ces => "cs", Lang::Ell => "el", Lang::Bul => "bg",
        Lang::Bel => "be", Lang::Mar => "mr", Lang::Kan => "kn", Lang::Ron => "ro", Lang::Slv => "sl", Lang::Hrv => "hr",
        Lang::Srp => "sr", Lang::Mkd => "mk", Lang::Lit => "lt", Lang::Lav => "lv", Lang::Est => "et", Lang::Tam => "ta",
        Lang::Vie => "vi", Lang::Urd => "ur", Lang::Tha => "th", Lang::Guj => "gu", Lang::Uzb => "uz", Lang::Pan => "pa",
        Lang::Aze => "az", Lang::Ind => "id", Lang::Tel => "te", Lang::Pes => "fa", Lang::Mal => "ml", Lang::Ori => "or",
        Lang::Mya => "my", Lang::Nep => "ne", Lang::Sin => "si", Lang::Khm => "km", Lang::Tuk => "tk", Lang::Aka => "ak",
        Lang::Zul => "zu", Lang::Sna => "sn", Lang::Afr => "af", Lang::Lat => "la", Lang::Slk => "sk", Lang::Cat => "ca",
        Lang::Tgl => "tl", Lang::Hye => "hy", Lang::Cym => "cy",
        other => other.code(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told_by_a_sentence_or_two() {
        for (language, text) in [
            (
                "en",
                "The Senate voted on Monday to withdraw the troops from the country by the end of the year.",
            ),
            (
                "de",
                "Der Bundestag hat am Donnerstag den Haushalt für das kommende Jahr beschlossen, und die Opposition kritisierte das.",
            ),
            (
                "fr",
                "Le président a annoncé jeudi que les troupes se retireront du pays avant la fin de l’année, dans une lettre.",
            ),
            (
                "es",
                "El presidente anunció el jueves que las tropas se retirarán del país antes de fin de año, y la oposición pidió una votación.",
            ),
            (
                "pt",
                "O presidente anunciou na quinta-feira que as tropas serão retiradas do país até o fim do ano, e a oposição pediu uma votação.",
            ),
            (
                "it",
                "Il presidente ha annunciato che le truppe saranno ritirate dal paese entro la fine dell’anno e sono stati chiesti i voti della Camera.",
            ),
            (
                "nl",
                "De president heeft aangekondigd dat de troepen voor het einde van het jaar uit het land worden teruggetrokken.",
            ),
            (
                "sv",
                "Presidenten meddelade på torsdagen att trupperna ska dras tillbaka från landet före årets slut, och oppositionen krävde en omröstning.",
            ),
            (
                "pl",
                "Prezydent ogłosił w czwartek, że wojska zostaną wycofane z kraju przed końcem roku, a opozycja zażądała głosowania.",
            ),
            (
                "tr",
                "Cumhurbaşkanı yaptığı açıklamada askerlerin yıl sonuna kadar ülkeden çekileceğini duyurdu.",
            ),
            (
                "fa",
                "نمایندگان مجلس روز دوشنبه به خروج همه نیروهای خارجی از کشور تا پایان سال رای دادند.",
            ),
            (
                "ar",
                "صوت النواب يوم الاثنين على انسحاب جميع القوات الأجنبية من البلاد قبل نهاية العام.",
            ),
            (
                "ru",
                "Депутаты проголосовали в понедельник за вывод всех иностранных войск из страны до конца года.",
            ),
            (
                "uk",
                "Депутати проголосували в понеділок за виведення всіх іноземних військ із країни до кінця року.",
            ),
            (
                "zh",
                "议员周一投票决定在年底前从该国撤出所有外国军队，并要求政府执行这一决定。",
            ),
            (
                "ja",
                "議員は月曜日、年末までに全ての外国軍を国から撤退させることを決議した。",
            ),
            (
                "hi",
                "सांसदों ने सोमवार को वर्ष के अंत तक देश से सभी विदेशी सैनिकों की वापसी के पक्ष में मतदान किया।",
            ),
        ] {
            assert_eq!(detect("", text), Some(language), "{text}");
        }
    }

    #[test]
    fn a_headline_speaks_for_a_body_of_a_few_words() {
        let headline = "The Senate votes to withdraw the troops from the islands";
        assert_eq!(detect(headline, "Story to follow."), Some("en"));
    }

    #[test]
    fn declared_languages_are_written_one_way() {
        for (written, language) in [
            ("EN", Some("en")),
            ("pt_BR", Some("pt-br")),
            ("fas-IR", Some("fa-ir")),
            ("eng", Some("en")),
            ("Persian", Some("fa")),
            ("German", Some("de")),
            ("tlh", Some("tlh")),
            ("und", None),
            ("  ", None),
        ] {
            assert_eq!(declared(written).as_deref(), language, "{written}");
        }
    }

    #[test]
    fn short_or_unclear_texts_have_none() {
        for text in [
            "",
            "Halvik: 3-1",
            "Qtly div 18 cts vs 18 cts prior. Pay May 1. Record April 10. Shr 34 cts vs 1.19 dlrs.",
            "12 14 15 17 19 21 22 — 44, 43, 11 (19) 12 14 15 17 19 21",
        ] {
            assert_eq!(detect("", text), None, "{text}");
        }
    }
}
