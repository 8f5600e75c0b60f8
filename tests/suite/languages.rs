//! Words of languages other than English, in forms that a reader of the language types for each other:
//! each finds the article, and the word as it is written there is marked.

use crate::harness::{Archive, answer_with, request};
use dateline::query::Synonyms;

/// An archive of one article in a language.
fn article(language: &str, body: &str) -> Archive {
    let record =
        serde_json::json!({"id": "1", "headline": "x", "body": body, "language": language});
    let archive = Archive::of(&[("a.jsonl", &record.to_string())]);
    archive.index();
    archive
}

/// What a query marks; `None` if it finds nothing.
fn marked(archive: &Archive, query: &str) -> Option<Vec<String>> {
    let generation = archive.generation();
    let page = answer_with(
        &generation,
        &request(&generation, query),
        &Synonyms::default(),
    );
    let passages = page.hits.first()?.passages.iter();
    let marks =
        passages.flat_map(|own| own.matches.iter().map(|at| own.text[at.clone()].to_owned()));
    Some(marks.collect())
}

#[test]
fn a_word_is_found_and_marked_in_other_forms() {
    for (language, body, found) in [
        (
            "he",
            "ראש הממשלה אמר כי צה״ל ייסוג מהבסיסים. המורים בבתי הספר שובתים.",
            &[
                ("ממשלה", "הממשלה"),
                ("הממשלה", "הממשלה"),
                ("בסיס", "מהבסיסים"),
                ("הבסיסים", "מהבסיסים"),
                ("צהל", "צה״ל"),
            ][..],
        ),
        (
            "he",
            "מלחמות רבות, מדינות רבות, מפלגות רבות, בנקים רבים ומנהיגים רבים.",
            &[
                ("מלחמה", "מלחמות"),
                ("מדינה", "מדינות"),
                ("מפלגה", "מפלגות"),
                ("בנק", "בנקים"),
                ("מנהיג", "ומנהיגים"),
            ],
        ),
        (
            "ur",
            "وزیر اعظم نے ہسپتالوں اور کتابیں دیکھیں۔",
            &[("ہسپتال", "ہسپتالوں"), ("کتاب", "کتابیں")],
        ),
        (
            "bn",
            "ঢাকায় শ্রমিকদের ধর্মঘট।",
            &[("ঢাকা", "ঢাকায়"), ("শ্রমিক", "শ্রমিকদের")],
        ),
        (
            "fa",
            "نمایندگان و کارگران با مسئولان دیدار کردند.",
            &[
                ("نماینده", "نمایندگان"),
                ("کارگر", "کارگران"),
                ("مسؤول", "مسئولان"),
            ],
        ),
        (
            "es",
            "Los casos de los últimos años.",
            &[("caso", "casos"), ("año", "años")],
        ),
        (
            "it",
            "Le leggi dei paesi e delle banche.",
            &[("legge", "leggi"), ("paese", "paesi"), ("banca", "banche")],
        ),
        (
            "hu",
            "A csapatokat a katonák vezették.",
            &[("csapat", "csapatokat"), ("katona", "katonák")],
        ),
        ("fi", "Hallituksen esitys.", &[("hallitus", "Hallituksen")]),
        (
            "no",
            "Velgerne og ledere lot ham arresteres.",
            &[
                ("velgere", "Velgerne"),
                ("leder", "ledere"),
                ("arrestere", "arresteres"),
            ],
        ),
        ("nl", "De ziekenhuizen.", &[("ziekenhuis", "ziekenhuizen")]),
        ("sv", "Soldaterna gick.", &[("soldat", "Soldaterna")]),
        ("id", "Penarikan pasukan.", &[("tarik", "Penarikan")]),
        ("fi", "Hän asuu Kansasissa.", &[("Kansas", "Kansasissa")]),
        ("am", "የኢትዮጵያ መንግሥት", &[("መንግስት", "መንግሥት")]),
    ] {
        let archive = article(language, body);
        for (typed, written) in found {
            let expected = Some(vec![(*written).to_owned()]);
            assert_eq!(marked(&archive, typed), expected, "{language}: {typed}");
            let exact = marked(&archive, &format!("={typed}"));
            assert!(
                exact.is_none() || typed == written || language == "am" || language == "he",
                "={typed}"
            );
        }
    }
}

#[test]
fn another_word_is_not_found() {
    for (language, body, typed) in [
        ("fa", "گروه بزرگ کشور.", "گروگان"),
        ("fa", "گروگان آزاد شد.", "گروه"),
        ("id", "Angka empat dan awan.", "tempat"),
        ("id", "Angka empat dan awan.", "kawan"),
        ("es", "El Inter gana la liga.", "intereses"),
        ("fi", "Suomen kansa.", "Kansas"),
        ("he", "מספר גדול ליד הבית.", "ספר"),
    ] {
        assert_eq!(marked(&article(language, body), typed), None, "{typed}");
    }
}
