//! Tests of the tables.
//!
//! They are in order and have no circles, no row is needless, and they say what they are meant to
//! say.

use super::*;
use frostem::{Algorithm, Stemmer};

const ENGLISH: Tables = Tables::of(Language::English);

fn rows(table: Table) -> Vec<(&'static str, &'static str)> {
    let rows = table.rows().map(|row| row.split_once(' ').unwrap());
    rows.map(|(first, rest)| (first, first_word(rest)))
        .collect()
}

#[test]
fn rows_are_in_order_and_each_word_has_one() {
    for table in [
        ENGLISH.irregular,
        ENGLISH.apart,
        ENGLISH.usual,
        ENGLISH.capitals,
    ] {
        for pair in rows(table).windows(2) {
            assert!(pair[0].0 < pair[1].0, "{} and {}", pair[0].0, pair[1].0);
        }
        for (word, _) in rows(table) {
            assert!(table.row(word).is_some(), "{word} is found");
            let lower = word.bytes().all(|byte| byte.is_ascii_lowercase());
            assert!(lower, "{word}");
        }
    }
    for (word, _) in rows(ENGLISH.irregular) {
        assert_eq!(ENGLISH.apart.row(word), None, "{word} is in both tables");
    }
}

#[test]
fn no_row_leads_to_another() {
    for (form, word) in rows(ENGLISH.irregular) {
        let of_word = ENGLISH.irregular.row(word).map(first_word);
        assert!(of_word.is_none_or(|own| own == word), "{form} {word}");
    }
    for (word, term) in rows(ENGLISH.apart) {
        let of_term = ENGLISH.apart.row(term).map(first_word);
        assert!(of_term.is_none_or(|own| own == term), "{word}");
        assert_eq!(ENGLISH.irregular.row(term), None, "{word}");
    }
}

#[test]
fn the_usual_form_of_a_stem_has_it() {
    let stemmer = Stemmer::new(Algorithm::English);
    for (stem, usual) in rows(ENGLISH.usual) {
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
        ("aided", None),
        ("aiding", None),
        ("zzz", None),
        ("", None),
    ] {
        assert_eq!(ENGLISH.entry(word), expected, "{word}");
    }
    assert_eq!(Tables::of(Language::German).entry("women"), None);
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
            &["authorisation", "authorise", "authorization"],
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
        ("this", "this"),
        ("gas", "gas"),
        ("skys", "skys"),
    ] {
        assert_eq!(one(word), expected, "{word}");
    }
}
