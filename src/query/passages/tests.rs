//! Highlights are on the original characters; passages are cut at the borders of words.
//!
//! The patterns come from queries, as in a search.

use super::Highlights;
use crate::analysis::NewsAnalyzer;
use crate::query::ask::Ask;
use crate::query::page::Passage;
use crate::query::{Excerpts, QueryPlan, SearchRequest, Synonyms};
use crate::schema::ArticleSchema;
use proptest::prelude::*;

fn highlights(query: &str, schema: &ArticleSchema) -> Highlights {
    let (ask, _) = Ask::parse(query, &schema.searchable_names());
    QueryPlan::new(&SearchRequest::new(ask, 1), schema, &Synonyms::default()).highlights
}

fn marked(text: &str, query: &str) -> String {
    let schema = ArticleSchema::load();
    let mut analyzer = NewsAnalyzer::english();
    let highlights = highlights(query, &schema);
    let mut marked = String::new();
    let mut at = 0;
    for range in highlights.ranges(text, schema.fields.body, &mut analyzer) {
        marked = [
            &marked,
            &text[at..range.start],
            "[",
            &text[range.clone()],
            "]",
        ]
        .concat();
        at = range.end;
    }
    marked + &text[at..]
}

fn passages(body: &str, query: &str) -> Vec<Passage> {
    chosen(body, query, Excerpts::default())
}

fn chosen(body: &str, query: &str, excerpts: Excerpts) -> Vec<Passage> {
    let schema = ArticleSchema::load();
    let mut analyzer = NewsAnalyzer::english();
    let highlights = highlights(query, &schema);
    highlights.passages(body, schema.fields.body, excerpts, &mut analyzer)
}

#[test]
fn only_matches_are_marked() {
    for (text, query, expected) in [
        ("U.S. Troops’ exit", "us troop", "[U.S.] [Troops]’ exit"),
        ("Iraq’s forces", "iraq", "[Iraq]’s forces"),
        ("the Sha’abi men", "shaabi", "the [Sha’abi] men"),
        ("the COVID-19 wave", "covid19", "the [COVID-19] wave"),
        ("the COVID-19 wave", "covid", "the [COVID]-19 wave"),
        ("COVID 19 here", "COVID-19", "[COVID 19] here"),
        (
            "foreign aid, foreign troops",
            "\"foreign troops\"",
            "foreign aid, [foreign troops]",
        ),
        (
            "foreign aid and troops",
            "\"foreign troops\"",
            "foreign aid and troops",
        ),
        ("troops in Syria", "troops -syria", "[troops] in Syria"),
        (
            "withdrew, withdrawal",
            "withdraw*",
            "withdrew, [withdrawal]",
        ),
        ("pullout here", "headline:pullout", "pullout here"),
        ("Łódź és São Paulo", "lodz sao", "[Łódź] és [São] Paulo"),
        ("al-Fatih bloc", "\"al fatih bloc\"", "[al-Fatih bloc]"),
        ("al-Fatih bloc", "\"alfatih bloc\"", "[al-Fatih bloc]"),
        (
            "the al-Fatih bloc",
            "\"the alfatih bloc\"",
            "[the al-Fatih bloc]",
        ),
        ("B52 or B-52, B 52", "exact:b-52", "B52 or [B-52], B 52"),
        ("B52 or B-52, B 52", "=B52", "[B52] or B-52, B 52"),
        ("the A320 fleet", "\"the a320 fleet\"", "[the A320 fleet]"),
        (
            "troops came; much later troops left Baghdad",
            "\"baghdad troops\"~3",
            "troops came; much later [troops] left [Baghdad]",
        ),
        ("bye, he said", "\"bye bye\"~3", "bye, he said"),
        (
            "bye, he said, bye",
            "\"bye bye\"~3",
            "[bye], he said, [bye]",
        ),
        ("nothing", "🙂", "nothing"),
    ] {
        assert_eq!(marked(text, query), expected, "{query:?} in {text:?}");
    }
}

#[test]
fn a_passage_has_most_of_the_words_of_the_query() {
    let filler = "Nothing of note was said on the day. ".repeat(20);
    let body = format!("Troops stood by. {filler}The withdrawal of the troops began. {filler}");
    let found = passages(&body, "troops withdrawal");
    assert_eq!(found.len(), 1);
    assert!(
        found[0]
            .text
            .contains("The withdrawal of the troops began."),
        "{found:?}"
    );
    assert!(found[0].cut_before && found[0].cut_after);
    let text = &found[0].text;
    let shown: Vec<_> = found[0]
        .matches
        .iter()
        .map(|range| &text[range.clone()])
        .collect();
    assert_eq!(shown, ["withdrawal", "troops"]);
}

#[test]
fn a_second_passage_has_words_that_the_first_lacks() {
    let filler = "Nothing of note was said on the day. ".repeat(20);
    let body = format!("Troops stood by. {filler}A withdrawal was denied. {filler}");
    let found = passages(&body, "troops withdrawal");
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].text.starts_with("Troops stood by."));
    assert!(found[1].text.contains("A withdrawal was denied."));
    assert!(!found[0].cut_before);
}

#[test]
fn without_a_match_the_start_of_the_body_is_shown() {
    let found = passages("  First words of it.\nMore.", "absent");
    assert_eq!(found[0].text, "First words of it.\nMore.");
    assert_eq!((found[0].start, found[0].start_byte), (2, 2));
    assert!(found[0].matches.is_empty());
    assert!(passages("", "absent").is_empty());
}

#[test]
fn as_many_passages_are_shown_as_are_asked_for() {
    let filler = "Nothing of note was said on the day. ".repeat(20);
    let body = format!("Troops stood by. {filler}Troops left. {filler}Troops came. {filler}");
    for (most, expected) in [(Some(1), 1), (Some(2), 2), (Some(9), 3), (None, 1)] {
        let found = chosen(
            &body,
            "troops",
            Excerpts {
                most,
                context: None,
            },
        );
        assert_eq!(found.len(), expected, "{most:?}");
        let texts: Vec<_> = found
            .iter()
            .map(|passage| &body[passage.matches[0].start + passage.start_byte..][..6])
            .collect();
        assert!(texts.iter().all(|text| *text == "Troops"));
        assert!(found.is_sorted_by_key(|passage| passage.start_byte));
    }
}

#[test]
fn a_context_is_counted_in_words() {
    let body = "One two three foreign troops, four (five) six.";
    for (context, expected) in [
        (0, "foreign troops,"),
        (1, "three foreign troops, four"),
        (2, "two three foreign troops, four (five)"),
        (99, body),
    ] {
        let found = chosen(
            body,
            "foreign troops",
            Excerpts {
                most: None,
                context: Some(context),
            },
        );
        assert_eq!(found[0].text, expected);
    }
}

proptest! {
    #[test]
    fn passages_are_parts_of_the_body_at_character_borders(
        body in "([a-zé東🙂]{0,9}[ .\n’-]{0,2}){0,120}",
        query in "[a-z]{1,2}\\*?( [a-zé]{1,3})?",
    ) {
        for passage in passages(&body, &query) {
            let end = passage.start_byte + passage.text.len();
            prop_assert_eq!(body.get(passage.start_byte..end), Some(passage.text.as_str()));
            prop_assert_eq!(body[..passage.start_byte].chars().count(), passage.start);
            let mut last = 0;
            for range in &passage.matches {
                prop_assert!(range.start >= last && range.start < range.end);
                prop_assert!(passage.text.get(range.clone()).is_some());
                last = range.end;
            }
        }
    }
}
