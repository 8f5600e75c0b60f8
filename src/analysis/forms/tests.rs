//! Tests of the tables.
//!
//! They are in order and have no circles, no row is needless, and they say what they are meant to
//! say.

use super::super::fold;
use super::*;
use frostem::{Algorithm, Stemmer};

const ENGLISH: Tables = Tables::of(Language::English);

fn rows(table: Table) -> Vec<(&'static str, &'static str)> {
    let rows = table.rows().map(|row| row.split_once(' ').unwrap());
    rows.map(|(first, rest)| (first, first_word(rest)))
        .collect()
}

/// The tables of every language, with its name.
fn all() -> impl Iterator<Item = (Language, Tables)> {
    Language::all()
        .iter()
        .map(|language| (*language, Tables::of(*language)))
}

#[test]
fn rows_are_in_order_and_each_word_has_one() {
    for (language, tables) in all() {
        let own = [
            tables.irregular,
            tables.apart,
            tables.stems,
            tables.capitals,
        ];
        for table in own {
            for pair in rows(table).windows(2) {
                let (one, next) = (pair[0].0, pair[1].0);
                assert!(one < next, "{one} and {next} ({language})");
            }
            for (word, other) in rows(table) {
                assert!(table.row(word).is_some(), "{word} is found ({language})");
                for word in [word, other] {
                    let mut folded = String::new();
                    fold(word, &mut folded);
                    assert_eq!(folded, word, "{language}");
                }
            }
        }
        for (word, _) in rows(tables.irregular) {
            let row = tables.apart.row(word);
            assert_eq!(row, None, "{word} is in both tables ({language})");
        }
    }
    for table in [ENGLISH.irregular, ENGLISH.apart, ENGLISH.stems] {
        for (word, _) in rows(table) {
            let lower = word.bytes().all(|byte| byte.is_ascii_lowercase());
            assert!(lower, "{word}");
        }
    }
}

#[test]
fn no_row_leads_to_another() {
    for (_, tables) in all() {
        for (form, word) in rows(tables.irregular) {
            let of_word = tables.irregular.row(word).map(first_word);
            assert!(of_word.is_none_or(|own| own == word), "{form} {word}");
        }
        for (word, term) in rows(tables.apart) {
            let of_term = tables.apart.row(term).map(first_word);
            assert!(of_term.is_none_or(|own| own == term), "{word}");
            assert_eq!(tables.irregular.row(term), None, "{word}");
        }
        for (stem, term) in rows(tables.stems) {
            assert_eq!(tables.stems.row(term), None, "{stem} {term}");
        }
    }
}

#[test]
fn the_usual_form_of_a_stem_has_it() {
    let stemmer = Stemmer::new(Algorithm::English);
    for (stem, usual) in rows(ENGLISH.stems) {
        let of_usual = match ENGLISH.entry(usual) {
            Some(Entry::FormOf(word)) => stemmer.stem(&word).into_owned(),
            Some(Entry::Term(term)) => term.to_owned(),
            None => stemmer.stem(usual).into_owned(),
        };
        assert_eq!(of_usual, stem, "{usual}");
    }
}

/// A row that the stemmer does not need is work for nobody.
#[test]
fn every_word_kept_apart_is_one_that_the_stemmer_would_confuse() {
    let stemmer = Stemmer::new(Algorithm::English);
    let mut needless = Vec::new();
    for (word, term) in rows(ENGLISH.apart) {
        if word == term && stemmer.stem(word) == word {
            needless.push(word);
        }
    }
    assert_eq!(needless, [""; 0]);
}

#[test]
fn initials_of_other_forms_are_known() {
    for (form, word) in rows(ENGLISH.irregular) {
        let (first, other) = (word.as_bytes()[0], form.as_bytes()[0]);
        assert!(
            first == other || OTHER_INITIALS.contains(&(first, other)),
            "{form} {word}"
        );
    }
    for (word, term) in rows(ENGLISH.apart) {
        assert_eq!(word.as_bytes()[0], term.as_bytes()[0], "{word} {term}");
    }
}

#[test]
fn entries_are_forms_or_terms() {
    let form_of = |word: &str| Some(Entry::FormOf(Cow::Owned(word.to_owned())));
    for (word, expected) in [
        ("withdrew", form_of("withdraw")),
        ("women", form_of("woman")),
        ("policemen", form_of("policeman")),
        ("omen", None),
        ("specimen", form_of("specimen")),
        ("left", form_of("left")),
        ("office", None),
        ("officer", Some(Entry::Term("officer"))),
        ("officers", Some(Entry::Term("officer"))),
        ("authorities", Some(Entry::Term("authority"))),
        ("organizing", Some(Entry::Term("organize"))),
        ("levied", Some(Entry::Term("levy"))),
        ("aides", Some(Entry::Term("aide"))),
        ("apologised", Some(Entry::Term("apolog"))),
        ("legalisation", Some(Entry::Term("legal"))),
        ("unites", Some(Entry::Term("unite"))),
        ("united", Some(Entry::Term("united"))),
        ("securely", Some(Entry::Term("secure"))),
        ("species", Some(Entry::Term("species"))),
        ("slew", form_of("slew")),
        ("shots", form_of("shoot")),
        ("outflew", form_of("outfly")),
        ("aided", None),
        ("aiding", None),
        ("zzz", None),
        ("", None),
    ] {
        assert_eq!(ENGLISH.entry(word), expected, "{word}");
    }
    let german = Tables::of(Language::German);
    assert_eq!(german.entry("women"), None);
    assert_eq!(german.entry("museen"), form_of("museum"));
    let spanish = Tables::of(Language::Spanish);
    assert_eq!(spanish.entry("puertas"), Some(Entry::Term("puerta")));
}

#[test]
fn the_other_forms_of_a_word_are_known() {
    for (word, expected) in [
        ("withdraw", &["withdrawn", "withdrew"][..]),
        ("go", &["gone", "went"]),
        ("ox", &["oxen"]),
        ("policeman", &["policemen"]),
        ("woman", &["women", "womens"]),
        (
            "authorize",
            &[
                "authorisation",
                "authorise",
                "authoriser",
                "authorization",
                "authorizer",
            ],
        ),
        ("mp", &["mps"]),
        ("ngo", &["ngos"]),
        ("mr", &[]),
        ("table", &[]),
    ] {
        assert_eq!(ENGLISH.forms_of(word), expected, "{word}");
    }
    assert!(Tables::of(Language::German).forms_of("mp").is_empty());
}

#[test]
fn initials_have_a_plural() {
    let one = |word| match ENGLISH.entry(word) {
        Some(Entry::FormOf(one)) => one.into_owned(),
        _ => word.to_owned(),
    };
    for (word, expected) in [
        ("mps", "mp"),
        ("tvs", "tv"),
        ("dvds", "dvd"),
        ("cctvs", "cctv"),
        ("ngos", "ngo"),
        ("smes", "sme"),
        ("mrs", "mrs"),
        ("cbs", "cbs"),
        ("gps", "gps"),
        ("css", "css"),
        ("vs", "vs"),
        ("dhs", "dhs"),
        ("bts", "bts"),
        ("this", "this"),
        ("gas", "gas"),
        ("skys", "skys"),
    ] {
        assert_eq!(one(word), expected, "{word}");
    }
}
