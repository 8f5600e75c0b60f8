//! Tests of the stems and of the words at apostrophes in each language, with words of news.
//!
//! Each row of the first test is one word in several forms and spellings, with and without accents.

use super::super::compound::WordKind;
use super::super::foreign::Foreign;
use super::super::{Language, fold};
use super::{Stems, core};
use proptest::prelude::*;

mod rows;

fn stem(word: &str, language: Language) -> String {
    let mut form = String::new();
    fold(&word[core(word, language)], &mut form);
    Stems::new(language).stem(&form).into_owned()
}

/// Whether a word of a query finds a word of a text, by its form or by its stem.
fn finds(typed: &str, written: &str, language: Language) -> bool {
    let foreign = Foreign::new(language);
    let form = |word| {
        let mut form = String::new();
        foreign.push_form(word, WordKind::Plain, &mut form);
        form
    };
    let written = form(written);
    let terms = foreign.reading(&form(typed));
    terms.contains(&written) || terms.contains(&foreign.tagged_stem_beside(&written))
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
        (Bengali, &["শ্রমিক", "শ্রমিকরা", "শ্রমিকদের"]),
        (Bengali, &["হাসপাতাল", "হাসপাতালের", "হাসপাতালে"]),
        (Bulgarian, &["министър", "министри", "министрите"]),
        (Bulgarian, &["болница", "болници", "болницата"]),
        (Bulgarian, &["войник", "войници", "войниците"]),
        (Bulgarian, &["база", "бази", "базите"]),
        (Bulgarian, &["газ", "газа"]),
        (Bulgarian, &["час", "часа"]),
        (Bulgarian, &["съд", "съда"]),
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
        (Dutch, &["ziekenhuis", "ziekenhuizen"]),
        (Dutch, &["brief", "brieven"]),
        (Dutch, &["prijs", "prijzen"]),
        (
            Finnish,
            &["hallitus", "hallituksen", "hallitukset", "hallitukselle"],
        ),
        (
            Finnish,
            &["suomalainen", "suomalaisen", "suomalaiset", "suomalaisia"],
        ),
        (Finnish, &["sotilas", "sotilaan", "sotilaat"]),
        (Finnish, &["Kansas", "Kansasin", "Kansasissa"]),
        (Finnish, &["Dallas", "Dallasissa"]),
        (
            French,
            &["élection", "élections", "l’élection", "ELECTIONS"],
        ),
        (Estonian, &["sõdur", "sõduri", "sõdurid"]),
        (Estonian, &["valitsus", "valitsuse"]),
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
        (
            Hebrew,
            &["הממשלה", "לממשלות", "בממשלת", "והממשלה", "מהממשלה"],
        ),
        (Hebrew, &["ההסכם", "להסכמים"]),
        (Hebrew, &["צה״ל", "צה\"ל", "צהל"]),
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
        (Latvian, &["slimnīca", "slimnīcas", "slimnīcā"]),
        (Latvian, &["ministrs", "ministra", "ministri"]),
        (None, &["ፀሐይ", "ጸሀይ", "ፀሃይ"]),
        (Norwegian, &["Ålesund", "Aalesund"]),
        (Norwegian, &["velger", "velgerne", "velgeren"]),
        (
            Norwegian,
            &["arrestere", "arresterer", "arresterte", "arresteres"],
        ),
        (Norwegian, &["kritisere", "kritiserer", "kritiserte"]),
        (Norwegian, &["regjere", "regjerer", "regjerte"]),
        (Norwegian, &["publisere", "publiserer", "publiserte"]),
        (Norwegian, &["reagere", "reagerer", "reagerte"]),
        (Persian, &["کتاب", "کتابها", "کتابهای", "کتاب‌هایی", "كتاب"]),
        (Persian, &["مسئول", "مسؤول", "مسوول"]),
        (Persian, &["خواهد", "میخواهد", "می‌خواهد", "نمی‌خواهد"]),
        (Persian, &["ایران", "ایرانی", "ایرانیان"]),
        (Polish, &["uchodźca", "uchodźcy", "uchodźców", "uchodzcow"]),
        (Polish, &["Warszawa", "Warszawy", "Warszawie", "Warszawą"]),
        (Polish, &["minister", "ministra", "ministrowie"]),
        (Polish, &["wtorek", "wtorku"]),
        (Portuguese, &["eleição", "eleições", "eleicoes"]),
        (Romanian, &["guvern", "guvernul", "guvernului"]),
        (Romanian, &["ministru", "ministrul", "ministrului"]),
        (Russian, &["министр", "министры", "министров", "министрами"]),
        (Russian, &["ёлки", "елки", "ёлка"]),
        (Serbian, &["Србија", "Србије", "Srbija", "Srbije"]),
        (Slovak, &["vláda", "vlády", "vlade", "vládou"]),
        (Slovak, &["učiteľ", "učitelia", "učiteľov"]),
        (Slovene, &["minister", "ministra", "ministri"]),
        (Slovene, &["vlada", "vlade", "vladi", "vlado"]),
        (Spanish, &["nación", "naciones", "nacion"]),
        (
            Spanish,
            &["presidente", "presidenta", "presidentes", "presidentas"],
        ),
        (Spanish, &["caso", "casos"]),
        (Spanish, &["año", "años"]),
        (Spanish, &["base", "bases"]),
        (Spanish, &["ley", "leyes"]),
        (Spanish, &["mes", "meses"]),
        (Spanish, &["luz", "luces"]),
        (Spanish, &["avance", "avances"]),
        (Spanish, &["francés", "francesa", "franceses", "francesas"]),
        (Spanish, &["inglés", "inglesa", "ingleses", "inglesas"]),
        (Spanish, &["japonés", "japonesa", "japoneses", "japonesas"]),
        (Spanish, &["escocés", "escocesa", "escoceses", "escocesas"]),
        (
            Spanish,
            &["irlandés", "irlandesa", "irlandeses", "irlandesas"],
        ),
        (
            Spanish,
            &["portugués", "portuguesa", "portugueses", "portuguesas"],
        ),
        (Spanish, &["regreso", "regresa"]),
        (Spanish, &["ingreso", "ingresa"]),
        (Spanish, &["proceso", "procesa"]),
        (Spanish, &["interés", "intereses", "interesa"]),
        (Swedish, &["regering", "regeringen", "regeringarna"]),
        (Swedish, &["Göteborg", "Goteborg"]),
        (Swedish, &["soldat", "soldaten", "soldater", "soldaterna"]),
        (
            Swedish,
            &["minister", "ministern", "ministrar", "ministrarna"],
        ),
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
        (Turkish, &["üretim", "üretimi", "üretimin", "üretimler"]),
        (Turkish, &["başkanlık", "başkanlığı"]),
        (Urdu, &["ہسپتال", "ہسپتالوں"]),
        (Urdu, &["لڑکی", "لڑکیاں", "لڑکیوں"]),
        (Urdu, &["زلزلہ", "زلزلے", "زلزلوں"]),
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
        (Bengali, "ভারত", "ভার"),
        (Bengali, "পানি", "পান"),
        (Bengali, "কর", "করে"),
        (Bulgarian, "град", "градина"),
        (Bulgarian, "война", "войник"),
        (Bulgarian, "маса", "мах"),
        (Estonian, "linn", "lind"),
        (Estonian, "kohus", "koht"),
        (Estonian, "vald", "vale"),
        (Finnish, "Kansas", "kansa"),
        (Finnish, "laki", "lakko"),
        (Finnish, "vuosi", "vuori"),
        (Hebrew, "מספר", "ספר"),
        (Italian, "porto", "porta"),
        (Latvian, "pils", "pilsēta"),
        (Latvian, "valsts", "valoda"),
        (Latvian, "ministrs", "ministrija"),
        (Norwegian, "arrestere", "arrest"),
        (Norwegian, "velger", "velferd"),
        (Norwegian, "mord", "mor"),
        (Slovak, "minister", "ministerstvo"),
        (Slovak, "polícia", "politika"),
        (Slovak, "vojna", "vojak"),
        (Spanish, "caso", "casa"),
        (Spanish, "año", "Ana"),
        (Spanish, "intereses", "Inter"),
        (Spanish, "interés", "Inter"),
        (Spanish, "princesa", "Prince"),
        (Swedish, "mark", "marknad"),
        (Swedish, "stat", "stad"),
        (Swedish, "val", "vald"),
        (Urdu, "لڑکا", "لڑکی"),
        (Urdu, "پانی", "پان"),
        (Urdu, "جنگ", "جنگل"),
        (German, "Feuer", "Fur"),
        (Persian, "تهران", "تهر"),
        (Persian, "گروگان", "گروه"),
        (Persian, "جنگ", "جنگل"),
        (Persian, "زندان", "زند"),
        (Russian, "край", "край\u{AD}ний"),
        (Turkish, "moda", "mor"),
        (Turkish, "insan", "inşa"),
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

/// Only a dictionary knows whether a letter is of the word or of its ending.
#[test]
fn a_query_looks_for_all_readings_of_a_word() {
    use Language::*;
    for (language, one, other, is_both_ways) in [
        (Turkish, "meclis", "meclisi", true),
        (Turkish, "baskan", "baskanin", true),
        (Turkish, "polis", "polisin", true),
        (Turkish, "ordu", "ordunun", true),
        (Turkish, "ulke", "ulkesi", true),
        (Hungarian, "csapat", "csapatokat", true),
        (Hungarian, "katona", "katonák", false),
        (Italian, "legge", "leggi", true),
        (Italian, "banca", "banche", true),
        (Italian, "voto", "voti", true),
        (Persian, "کارگر", "کارگران", true),
        (Bengali, "ঢাকা", "ঢাকায়", true),
        (Bengali, "ঢাকা", "ঢাকার", true),
        (Hebrew, "ממשלה", "הממשלה", false),
        (Hebrew, "הממשלה", "בממשלה", false),
        (Hebrew, "הבסיס", "ובסיסים", false),
        (Hebrew, "ירושלים", "ובירושלים", false),
        (Hebrew, "לבנון", "ולבנון", false),
        (Hebrew, "מלחמה", "מלחמות", true),
        (Hebrew, "מדינה", "מדינות", true),
        (Hebrew, "המדינה", "מדינות", true),
        (Hebrew, "מפלגה", "מפלגות", true),
        (Hebrew, "מטרה", "מטרות", true),
        (Hebrew, "בנק", "בנקים", true),
        (Hebrew, "מנהיג", "מנהיגים", true),
        (Hebrew, "מטוס", "מטוסים", true),
        (Indonesian, "tarik", "penarikan", true),
        (Indonesian, "kirim", "mengirim", true),
        (Indonesian, "tempat", "penempatan", false),
        (Norwegian, "velger", "velgere", true),
        (Norwegian, "velgere", "velgerne", true),
        (Norwegian, "leder", "ledere", true),
        (Persian, "نماینده", "نمایندگان", true),
        (Persian, "کشته", "کشتگان", true),
        (Persian, "بزرگ", "بزرگان", true),
        (Indonesian, "serang", "menyerang", true),
    ] {
        assert!(finds(one, other, language), "{one} finds {other}");
        let back = finds(other, one, language);
        assert!(back || !is_both_ways, "{other} finds {one}");
    }
    let german = Stems::new(Language::German);
    assert_eq!(german.of_query("meclisi").len(), 1);
}

#[test]
fn a_query_does_not_look_for_other_words() {
    use Language::*;
    for (language, typed, written) in [
        (Hebrew, "מדינה", "דינה"),
        (Hebrew, "ספר", "מספר"),
        (Hebrew, "יד", "ליד"),
        (Indonesian, "tempat", "empat"),
        (Indonesian, "kawan", "awan"),
        (Indonesian, "penarikan", "tari"),
        (Norwegian, "arrestere", "arrest"),
        (Persian, "گروه", "گروگان"),
        (Persian, "گروگان", "گروه"),
        (Spanish, "intereses", "Inter"),
    ] {
        assert!(!finds(typed, written, language), "{typed} finds {written}");
    }
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
