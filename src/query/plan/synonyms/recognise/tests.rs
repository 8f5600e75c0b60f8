//! Which words of a query have variants, and which stay as typed.

use super::*;

const ALIASES: &str = "US, U.S., United States, United States of America\n\
    al-Qaeda, al-Qaida, Al Kaida\n\
    ISIS, isis, Daesh, Islamic State, Islamic State of Iraq and Syria\n\
    WHO => World Health Organization\n\
    Türkiye, Turkey\n\
    UK, Britain, Great Britain\n\
    Washington, US => Federal Government\n";

/// The variants of every word that has some, as `word: row|row`.
fn variants(query: &str) -> Vec<String> {
    let schema = ArticleSchema::load();
    let (ask, _) = Ask::parse(query, &schema.searchable_names());
    let aliases = Aliases::parse(ALIASES).unwrap();
    let variants = Variants::new(&ask, &aliases, &schema, &mut NewsAnalyzer::english());
    let mut shown: Vec<_> = variants
        .of_words
        .iter()
        .map(|(word, own)| {
            let rows: Vec<_> = own.rows.iter().map(|row| row.join(" ")).collect();
            format!("{word}: {}", rows.join("|"))
        })
        .collect();
    shown.sort();
    shown
}

#[test]
fn plain_words_that_are_a_name_get_its_other_forms() {
    for (query, expected) in [
        ("US troops", &["US: unit state|feder govern"][..]),
        ("U.S.", &["U.S.: unit state|feder govern"]),
        ("u.s. bases", &["u.s.: unit state|feder govern"]),
        ("United States troops", &["States: us", "United: us"]),
        ("+united +states", &["states: us", "united: us"]),
        ("(united states) troops", &["states: us", "united: us"]),
        ("al-qaeda", &["al-qaeda: alqaida|al qaida|al kaida"]),
        ("al kaida", &["kaida: alqaeda|al qaeda|alqaida|al qaida"]),
        ("daesh", &["daesh: isi|islam state"]),
        ("islamic state", &["islamic: isi|daesh", "state: isi|daesh"]),
        ("turkey", &["turkey: turkiy"]),
        ("great britain", &["britain: uk", "great: uk"]),
        ("TURKIYE", &["TURKIYE: turkey"]),
        ("iraq OR isis", &["isis: daesh|islam state"]),
        ("headline:daesh", &["daesh: isi|islam state"]),
        ("WHO report", &["WHO: world health organiz"]),
        ("US's troops", &["US's: unit state|feder govern"]),
        ("NATO US", &["US: unit state|feder govern"]),
    ] {
        assert_eq!(variants(query), expected, "{query}");
    }
}

#[test]
fn what_is_typed_with_care_stays_as_it_is() {
    for query in [
        "tell us who",
        "Us",
        "\"US troops\"",
        "\"US\"",
        "\"US troops\"~3",
        "US*",
        "troops -US",
        "troops AND NOT US",
        "path:US",
        "headline:\"Islamic State\"",
        "United and the States",
        "+united states",
        "united OR states",
        "US-backed",
        "world health organization",
        "WHO TOLD US",
        "🙂 us",
        "",
    ] {
        assert_eq!(variants(query), [""; 0], "{query}");
    }
}

#[test]
fn a_note_names_what_is_found_besides() {
    let schema = ArticleSchema::load();
    let (ask, _) = Ask::parse("US and Islamic State US", &schema.searchable_names());
    let aliases = Aliases::parse(ALIASES).unwrap();
    let variants = Variants::new(&ask, &aliases, &schema, &mut NewsAnalyzer::english());
    assert_eq!(
        variants.notes,
        [
            "`US` also finds United States, Federal Government",
            "`Islamic State` also finds ISIS, Daesh",
        ]
    );
}
