//! Tests of the stems and of the words at apostrophes in each language, with words of news.
//!
//! Each row of the first test is one word in several forms and spellings, with and without accents.

use super::super::{Language, fold};
use super::{Stems, core};
use proptest::prelude::*;

fn stem(word: &str, language: Language) -> String {
    let mut form = String::new();
    fold(&word[core(word, language)], &mut form);
    Stems::new(language).stem(&form).into_owned()
}

#[test]
#[allow(clippy::too_many_lines, reason = "a table of words")]
fn forms_of_a_word_have_one_stem() {
    use Language::*;
    for (language, forms) in [
        (
            Arabic,
            &["القوات", "قوات", "والقوات", "بالقوات", "للقوات"][..],
        ),
        (
            Arabic,
            &["حكومة", "الحكومة", "حكومات", "الحكومات", "حكومتها"][..4],
        ),
        (Azerbaijani, &["Bakı", "Bakı’nın", "Bakıda"][..2]),
        (
            Bulgarian,
            &[
                "правителство",
                "правителството",
                "правителства",
                "правителствата",
            ],
        ),
        (Bulgarian, &["министър", "министри", "министрите"]),
        (Catalan, &["elecció", "eleccions", "eleccio", "l'elecció"]),
        (Croatian, &["vlada", "vlade", "vladi", "vladu"]),
        (
            Czech,
            &["ministr", "ministra", "ministrů", "ministrům", "ministrum"],
        ),
        (Czech, &["Praha", "Prahy", "Praze", "Prahou"]),
        (Danish, &["regering", "regeringen", "regeringens"]),
        (Danish, &["Århus", "Aarhus", "AARHUS", "Arhus"]),
        (Danish, &["København", "Koebenhavn", "Københavns"]),
        (Dutch, &["regering", "regeringen"]),
        (Finnish, &["hallituksen", "hallitukset", "hallitukselle"]),
        (
            French,
            &["élection", "élections", "l’élection", "ELECTIONS"],
        ),
        (French, &["Irak", "l'Irak", "d’Irak", "L'IRAK"]),
        (
            French,
            &["nationaux", "national", "nationale", "nationales"],
        ),
        (German, &["Düsseldorf", "Duesseldorf", "Dusseldorf"]),
        (German, &["Haus", "Häuser", "Haeuser", "Häusern", "Hauses"]),
        (German, &["Straße", "Strasse", "Straßen", "STRASSEN"]),
        (
            Greek,
            &["κυβέρνηση", "κυβέρνησης", "κυβερνήσεις", "ΚΥΒΕΡΝΗΣΗ"],
        ),
        (Hindi, &["सरकार", "सरकारें", "सरकारों"]),
        (
            Hungarian,
            &[
                "kormány",
                "kormányok",
                "kormányokat",
                "kormánynak",
                "kormanyban",
            ],
        ),
        (Indonesian, &["pemerintah", "pemerintahan"]),
        (Irish, &["d'Éirinn", "Éirinn"]),
        (
            Italian,
            &["Italia", "dell'Italia", "all’Italia", "d'Italia"],
        ),
        (Italian, &["governo", "governi"]),
        (Norwegian, &["regjering", "regjeringen", "regjeringens"]),
        (Norwegian, &["Ålesund", "Aalesund"]),
        (Persian, &["کتاب", "کتابها", "کتابهای", "کتاب‌هایی", "كتاب"]),
        (Persian, &["خواهد", "میخواهد", "می‌خواهد", "نمی‌خواهد"]),
        (Persian, &["ایران", "ایرانی", "ایرانیان"]),
        (Polish, &["uchodźca", "uchodźcy", "uchodźców", "uchodzcow"]),
        (Polish, &["Warszawa", "Warszawy", "Warszawie", "Warszawą"]),
        (Portuguese, &["eleição", "eleições", "eleicoes"]),
        (Romanian, &["guvern", "guvernul", "guvernului"]),
        (Russian, &["министр", "министры", "министров", "министрами"]),
        (Russian, &["ёлки", "елки", "ёлка"]),
        (Serbian, &["Србија", "Србије", "Srbija", "Srbije"]),
        (Slovak, &["vláda", "vlády", "vlade", "vládou"]),
        (Slovene, &["vlada", "vlade", "vladi", "vlado"]),
        (Spanish, &["nación", "naciones", "nacion"]),
        (
            Spanish,
            &["presidente", "presidenta", "presidentes", "presidentas"],
        ),
        (Swedish, &["regering", "regeringen", "regeringarna"]),
        (Swedish, &["Göteborg", "Goteborg"]),
        (
            Turkish,
            &["İstanbul", "İstanbul'da", "Istanbul’un", "ISTANBUL"],
        ),
        (Turkish, &["Diyarbakır", "Diyarbakır'daki", "Diyarbakirda"]),
        (
            Turkish,
            &["seçim", "seçimler", "seçimlerde", "seçimlerinde", "secimi"],
        ),
        (Turkish, &["bölge", "bölgede", "bölgeden", "bölgesi"]),
        (Turkish, &["parti", "partisi", "partinin", "partiler"]),
        (Turkish, &["ev", "evde", "evden"]),
        (Turkish, &["kent", "kentte", "kentten", "kentin"]),
        (Turkish, &["meclis", "mecliste", "meclisler"]),
        (Turkish, &["başkan", "başkanı", "başkanlık"]),
        (Turkish, &["gıda", "gıdada"]),
        (Azerbaijani, &["şəhər", "şəhərdə", "şəhərin"]),
        (Ukrainian, &["Україна", "України", "Україні", "Україною"]),
        (Ukrainian, &["п'ять", "п’ять", "пʼять"]),
    ] {
        let first = stem(forms[0], language);
        for form in &forms[1..] {
            assert_eq!(
                stem(form, language),
                first,
                "{form}, {} ({language})",
                forms[0]
            );
        }
    }
}

#[test]
fn other_words_keep_other_stems() {
    use Language::*;
    for (language, one, other) in [
        (Arabic, "ولد", "لد"),
        (German, "Mauer", "Maur"),
        (German, "Feuer", "Fur"),
        (Persian, "تهران", "تهر"),
        (Russian, "край", "край\u{AD}ний"),
        (Turkish, "moda", "mor"),
        (Czech, "soud", "soused"),
        (None, "Häuser", "Haus"),
        (Vietnamese, "Hà", "Nội"),
    ] {
        assert_ne!(stem(one, language), stem(other, language), "{one}, {other}");
    }
}

#[test]
fn a_word_at_an_apostrophe_is_whole_where_nothing_is_elided() {
    for (language, word, expected) in [
        (Language::French, "l’école", "école"),
        (Language::French, "qu'Obama", "Obama"),
        (Language::French, "aujourd'hui", "aujourd'hui"),
        (Language::French, "l'", "l'"),
        (Language::Italian, "dell’Italia", "Italia"),
        (Language::Italian, "po'", "po'"),
        (Language::Turkish, "Ankara’ya", "Ankara"),
        (Language::Turkish, "'da", "'da"),
        (Language::Turkish, "AB’nin", "AB"),
        (Language::Turkish, "İSTANBUL'DAKİLERİN", "İSTANBUL"),
        (Language::Turkish, "Türkiye’dir", "Türkiye"),
        (Language::Turkish, "O'Brien'ın", "O'Brien"),
        (Language::Turkish, "O'Brien", "O'Brien"),
        (Language::Turkish, "d'Ukraine", "d'Ukraine"),
        (Language::Turkish, "qu'Obama", "qu'Obama"),
        (Language::Turkish, "dell’Italia", "dell’Italia"),
        (Language::Turkish, "Sha'abi", "Sha'abi"),
        (Language::Azerbaijani, "Bakı’nın", "Bakı"),
        (Language::Azerbaijani, "l'Irak", "l'Irak"),
        (Language::Irish, "b'fhéidir", "fhéidir"),
        (Language::Irish, "hÉireann", "Éireann"),
        (Language::Irish, "bhFrainc", "Frainc"),
        (Language::Irish, "gCorcaigh", "Corcaigh"),
        (Language::Irish, "hata", "hata"),
        (Language::Irish, "iPhone", "iPhone"),
        (Language::English, "d'Arcy", "d'Arcy"),
        (Language::None, "l'Irak", "l'Irak"),
    ] {
        assert_eq!(&word[core(word, language)], expected, "{word} ({language})");
    }
}

/// Only a dictionary knows whether the `s` is of the word or of its ending.
#[test]
fn a_query_looks_for_both_readings_of_an_ending() {
    let stems = Stems::new(Language::Turkish);
    for (one, other) in [
        ("meclis", "meclisi"),
        ("baskan", "baskanin"),
        ("polis", "polisin"),
        ("ordu", "ordunun"),
        ("ulke", "ulkesi"),
    ] {
        for (typed, written) in [(one, other), (other, one)] {
            let found = stems.of_query(typed).contains(&stems.stem(written));
            assert!(found, "{typed} finds {written}");
        }
    }
    let german = Stems::new(Language::German);
    assert_eq!(german.of_query("meclisi").len(), 1);
}

proptest! {
    #[test]
    fn every_word_has_a_stem_and_a_core_in_every_language(
        word in "[a-zäöüßéèçñłşığа-яіїєґا-یکه'’]{1,14}|\\PC{1,8}"
    ) {
        for language in Language::all() {
            let core = core(&word, *language);
            prop_assert!(!core.is_empty() && word.get(core).is_some());
            let mut form = String::new();
            fold(&word, &mut form);
            let stem = Stems::new(*language).stem(&form).into_owned();
            prop_assert_eq!(stem.is_empty(), form.is_empty(), "{} in {}", word, language);
            let mut again = String::new();
            fold(&stem, &mut again);
            prop_assert_eq!(&again, &stem, "a stem is folded");
        }
    }

    #[test]
    fn folding_twice_changes_nothing(word in "\\PC{0,12}|[ा-ॿ़न्क-ह]{0,8}|[ا-ے]{0,8}") {
        let (mut once, mut twice) = (String::new(), String::new());
        fold(&word, &mut once);
        fold(&once, &mut twice);
        prop_assert_eq!(once, twice);
    }
}
