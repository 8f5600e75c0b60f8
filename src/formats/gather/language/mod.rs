//! The language of an article, as its source names it or by its first words.
//!
//! [`detect`] has two steps, the cheap one first. Function words such as `the` and `of` are a fifth
//! of any text. They decide for the seven languages in Latin script that most news is written in, and
//! for three that whatlang does not know or takes for others. The other texts go to whatlang
//! (trigrams, 70 languages), which costs a hundred times as much. Its answer counts only if it is
//! sure, and for one of the seven only if there are function words too. Short texts get no language. [`declared`] brings the names that sources use to one form.

mod function_words;

use function_words::{COMMON, ENGLISH, FunctionWords};
use whatlang::Lang;

/// The most characters that are read.
const MOST: usize = 500;

/// The numbers of characters after which function words may decide.
const STEPS: [usize; 2] = [200, MOST];

/// The fewest letters that a text has whose language is recognized.
const LEAST_LETTERS: usize = 24;

/// The same for a text in plain ASCII, where letters say less.
const LEAST_PLAIN: usize = 150;

/// A text with at most this many letters for each digit is a table or a list of prices.
const LETTERS_A_DIGIT: usize = 10;

/// Letters of Slavic languages, whose function words (`o`, `do`, `na`) are those of others too.
const SLAVIC: [char; 12] = ['č', 'ě', 'ř', 'š', 'ž', 'ů', 'ł', 'ą', 'ę', 'ś', 'ż', 'ć'];

/// The least confidence of whatlang that counts; 1 is certain.
const SURE: f64 = 0.9;

/// The language of an article: its code in ISO 639-1, or in ISO 639-3 if it has none there. `None`
/// if the text is too short or the language is not certain. Long bodies are read without the
/// headline.
pub(in crate::formats) fn detect(headline: &str, body: &str) -> Option<&'static str> {
    if body.len() >= MOST / 2 || headline.is_empty() {
        return of_text(body);
    }
    of_text(&[headline, body].join("\n"))
}

fn of_text(text: &str) -> Option<&'static str> {
    let mut words = FunctionWords::default();
    let mut at = 0;
    for step in STEPS {
        let end = first(text, step).len();
        words.add(&text[at..end]);
        if end == text.len() {
            words.end();
        }
        at = end;
        let decided = words.decided().filter(|_| !text[..end].contains(SLAVIC));
        if let Some(common) = decided {
            return Some(COMMON[common].0);
        }
    }
    let text = &text[..at];
    if !is_prose(text) {
        return None;
    }
    // Of the languages with Latin letters, only English has no accents in a text of some length.
    if text.is_ascii() && words.support(ENGLISH) {
        return Some(COMMON[ENGLISH].0);
    }
    let found = whatlang::detect(text).filter(|found| found.confidence() >= SURE)?;
    match COMMON
        .iter()
        .position(|(_, common, _)| *common == Some(found.lang()))
    {
        Some(common) => words.support(common).then_some(COMMON[common].0),
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

/// Whether there are enough words for whatlang.
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

/// The language that a source names, in the form of the index: in lower case, with `-` before a
/// region, and with a code of two letters instead of one of three or an English name. `None` if the
/// name says that there is no language.
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
        _ if primary.len() == 3 && short(primary).is_some() => None,
        _ if primary.len() == 2 => None,
        _ => Lang::all().iter().copied().find(|known| {
            known.code() == primary || known.eng_name().eq_ignore_ascii_case(primary)
        }),
    };
    let primary = match known {
        Some(language) => two_letters(language),
        None => short(primary).unwrap_or(primary),
    };
    Some(match region {
        Some(region) => format!("{primary}-{region}"),
        None => primary.to_owned(),
    })
}

/// The code of two letters for one of three that whatlang does not know: those that libraries use
/// beside the usual ones (ISO 639-2/B), and those of languages that it cannot recognize.
#[rustfmt::skip]
fn short(code: &str) -> Option<&'static str> {
    Some(match code {
        "alb" | "sqi" => "sq", "arm" => "hy", "baq" | "eus" => "eu", "bur" => "my", "cze" => "cs", "dut" => "nl",
        "fre" => "fr", "geo" => "ka", "ger" => "de", "gre" => "el", "ice" | "isl" => "is", "mac" => "mk",
        "mao" | "mri" => "mi", "may" | "msa" => "ms", "rum" => "ro", "slo" => "sk", "tib" | "bod" => "bo", "wel" => "cy",
        "scr" => "hr", "scc" => "sr", "nor" => "no", "nno" => "nn", "gle" => "ga", "gla" => "gd", "glg" => "gl",
        "bre" => "br", "bos" => "bs", "fry" => "fy", "fao" => "fo", "ltz" => "lb", "mlt" => "mt", "roh" => "rm",
        "kaz" => "kk", "kir" => "ky", "kur" => "ku", "mon" => "mn", "pus" => "ps", "snd" => "sd", "tgk" => "tg",
        "lao" => "lo", "swa" => "sw", "som" => "so", "hau" => "ha", "yor" => "yo", "ibo" => "ig", "xho" => "xh",
        _ => return None,
    })
}

/// The code that sources use: of two letters if there is one (ISO 639-1).
fn two_letters(language: Lang) -> &'static str {
    let common = COMMON
        .iter()
        .find(|(_, common, _)| *common == Some(language));
    common.map_or_else(|| code(language), |(code, ..)| code)
}

/// As [`two_letters`], for languages that are not in [`COMMON`].
///
/// The table is our own: the crate `isolang` (2.4, without names) makes the program 1.2 MB larger
/// and takes 6 seconds to compile, and it knows no code for Mandarin and Iranian Persian, which
/// whatlang names, nor the English names that sources use (`Greek`).
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

    /// A sentence or two in each language.
    const SENTENCES: &[(&str, &str)] = &[
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
            "ca",
            "El president ha anunciat que els soldats tornaran del país abans de final d’any, però l’oposició diu que això arriba tard i demana un debat amb tots els partits.",
        ),
        (
            "eu",
            "Lehendakariak iragarri zuen soldaduak urte amaiera baino lehen itzuliko direla, baina oposizioak esan zuen ez dela nahikoa eta eztabaida bat eskatu du Legebiltzarrean.",
        ),
        (
            "ga",
            "D’fhógair an tUachtarán go mbeidh na saighdiúirí ar ais sa bhaile roimh dheireadh na bliana, agus dúirt sé go raibh an rialtas sásta leis an socrú seo.",
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
            "cs",
            "Do Evropy se na lodi dostali o víkendu, a to do Řecka; na ostrově je na pobřeží čekala policie a šéf úřadu.",
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
    ];

    #[test]
    fn a_sentence_or_two_show_the_language() {
        for (language, text) in SENTENCES {
            assert_eq!(detect("", text), Some(*language), "{text}");
        }
    }

    #[test]
    fn a_headline_helps_a_body_of_a_few_words() {
        let headline = "The Senate votes to withdraw the troops from the islands";
        assert_eq!(detect(headline, "Story to follow."), Some("en"));
    }

    #[test]
    fn declared_languages_get_one_form() {
        for (written, language) in [
            ("EN", Some("en")),
            ("pt_BR", Some("pt-br")),
            ("fas-IR", Some("fa-ir")),
            ("eng", Some("en")),
            ("fre", Some("fr")),
            ("ger-AT", Some("de-at")),
            ("dut", Some("nl")),
            ("cze", Some("cs")),
            ("ice", Some("is")),
            ("gre", Some("el")),
            ("rum", Some("ro")),
            ("wel", Some("cy")),
            ("chi", Some("zh")),
            ("per", Some("fa")),
            ("nob", Some("nb")),
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
    fn short_or_unclear_texts_have_no_language() {
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
