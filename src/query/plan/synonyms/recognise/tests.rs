//! Which words of a query have synonyms, and which stay as typed.
//!
//! The runs of neighbouring words come from the reading of the query, so these tests read queries.

use crate::query::ask::Ask;
use crate::query::plan::filters::given::Given;
use crate::query::plan::reading::Reading;
use crate::query::plan::synonyms::groups::Synonyms;
use crate::query::request::named::Named;
use crate::schema::ArticleSchema;

const GROUPS: &str = "US, U.S., United States, United States of America\n\
    al-Qaeda, al-Qaida, Al Kaida\n\
    ISIS, isis, Daesh, Islamic State, Islamic State of Iraq and Syria\n\
    WHO => World Health Organization\n\
    Türkiye, Turkey\n\
    UK, Britain, Great Britain\n\
    Washington, US => Federal Government\n\
    Quebec ~ Quebecois, Quebecer\n\
    Philippines ~ Filipino, Philippine\n";

fn read(query: &str) -> Reading {
    let schema = ArticleSchema::load();
    let (ask, _) = Ask::parse(query, &schema.searchable_names());
    let synonyms = Synonyms::parse(GROUPS).unwrap();
    Reading::new(
        &ask,
        &schema,
        &synonyms,
        usize::MAX,
        &Given::new(&Named::default(), &[], None),
    )
}

/// The synonyms of every word that has some, as `word: synonym|synonym`.
fn synonyms(query: &str) -> Vec<String> {
    let reading = read(query);
    let leaves = reading.leaves.iter();
    let mut shown: Vec<_> = leaves
        .filter(|leaf| !leaf.synonyms.sequences.is_empty())
        .map(|leaf| {
            let sequences = leaf.synonyms.sequences.iter();
            let sequences: Vec<_> = sequences.map(|terms| terms.join(" ")).collect();
            format!("{}: {}", leaf.text, sequences.join("|"))
        })
        .collect();
    shown.sort();
    shown
}

#[test]
fn plain_words_that_are_a_name_get_its_other_forms() {
    for (query, expected) in [
        ("US troops", &["US: united state|federal government"][..]),
        ("U.S.", &["U.S.: united state|federal government"]),
        ("u.s. bases", &["u.s.: united state|federal government"]),
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
        ("WHO report", &["WHO: world health organize"]),
        ("US's troops", &["US's: united state|federal government"]),
        ("NATO US", &["US: united state|federal government"]),
    ] {
        assert_eq!(synonyms(query), expected, "{query}");
    }
}

/// The stemmer makes one term of a country and of one name of its people.
#[test]
fn a_country_only_belongs_to_its_people_whatever_name_they_share() {
    for query in ["Quebecois", "Quebec", "Quebecer", "Filipino", "Philippines"] {
        assert_eq!(synonyms(query), [""; 0], "{query}");
        let related = &read(query).leaves[0].synonyms.related;
        assert!(!related.is_empty(), "{query}");
    }
}

#[test]
fn phrases_exclusions_and_other_words_stay_as_typed() {
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
        assert_eq!(synonyms(query), [""; 0], "{query}");
    }
}

#[test]
fn a_note_names_what_is_found_in_addition() {
    let reading = read("US and Islamic State US");
    assert_eq!(
        reading.synonym_notes,
        [
            "`US` also finds United States, Federal Government",
            "`Islamic State` also finds ISIS, Daesh",
        ]
    );
}
