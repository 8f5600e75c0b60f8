//! What keys, the mouse and answers do.
//!
//! Each test feeds keys to a stage and looks at what it asks for and shows.

use super::stage::{Stage, hit, page, page_answer};
use crate::browse::{Answer, Effect, FacetCounts, MarkChange};
use crate::query::{Suggestion, SuggestionKind};
use crossterm::event::{KeyCode, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

#[test]
fn typing_searches_and_the_newest_search_counts() {
    let mut stage = Stage::new(60);
    stage.keys("s");
    assert_eq!(stage.last_search().query, "strikes");
    let old = stage.last_search().number;
    stage.keys("x");
    let answer = page_answer(old, page(0..1, 1));
    assert!(stage.state.answer(answer).is_empty());
    assert_eq!(stage.state.total, 60, "an old answer changes nothing");
    let failed = Answer::Failed {
        number: stage.last_search().number,
        why: "the index is gone".to_owned(),
    };
    stage.state.answer(failed);
    assert!(stage.screen(80, 24).contains("error: the index is gone"));
    assert!(!stage.state.is_working);
}

#[test]
fn a_bar_and_a_facet_narrow_and_widen_again() {
    let mut stage = Stage::new(60);
    stage.screen(120, 30);
    stage
        .key(KeyCode::Enter)
        .keys("t")
        .key(KeyCode::Right)
        .key(KeyCode::Enter);
    assert_eq!(stage.last_search().query, "strike");
    assert_eq!(stage.state.listed().query, "strike date:2021-02");
    stage.key(KeyCode::Esc).keys("f").key(KeyCode::Char(' '));
    assert_eq!(stage.last_search().query, "strike");
    let values = stage.last_search().narrowing.values();
    assert_eq!(values[0].value, "North Lantern 新聞");
    let listed = stage.state.listed();
    assert_eq!(listed.query, "strike date:2021-02");
    assert_eq!(listed.values, values);
    stage.key(KeyCode::Esc).keys("Wlantern").key(KeyCode::Enter);
    let saved = Effect::Save {
        name: "lantern".to_owned(),
        query: "+strike source:\"North Lantern 新聞\" date:2021-02".to_owned(),
    };
    assert!(stage.effects.contains(&saved), "{:?}", stage.effects);
    stage.keys("ff").key(KeyCode::Char(' '));
    assert!(stage.last_search().narrowing.values().is_empty());
    stage.keys("x");
    assert_eq!(stage.state.listed().query, "strike");
}

#[test]
fn more_hits_are_asked_for_before_the_end_of_the_list() {
    let mut stage = Stage::new(900);
    stage.screen(80, 24);
    stage.key(KeyCode::Enter);
    for _ in 0..50 {
        stage.key(KeyCode::PageDown);
    }
    assert!(stage.state.hits.len() > 800 && stage.state.hits.len() < 900);
    assert_eq!(stage.state.selected, 50 * (stage.state.list_height - 1));
    stage.keys("GG");
    assert_eq!(stage.state.selected, 899);
    assert!(stage.screen(80, 24).contains("900 of 900"));
}

#[test]
fn the_article_starts_at_its_first_match_and_n_goes_on() {
    let mut stage = Stage::new(3);
    let mut long = hit(0);
    long.article.body = format!(
        "{}The strike.\n{}strike",
        "A line.\n".repeat(60),
        "B.\n".repeat(60)
    );
    let mut page = page(0..1, 1);
    page.hits = vec![long];
    page.hits[0].article.headline = "No match".to_owned();
    stage.articles = vec![page.hits[0].article.clone()];
    let number = stage.last_search().number;
    let effects = stage.state.answer(page_answer(number, page));
    stage.carry_out(effects);
    stage.key(KeyCode::Enter).key(KeyCode::Enter);
    let screen = stage.screen(80, 24);
    assert!(
        screen.contains("The strike.") && screen.contains("match 1 of 2"),
        "{screen}"
    );
    stage.keys("n");
    let screen = stage.screen(80, 24);
    assert!(
        !screen.contains("The strike.") && screen.contains("match 2 of 2"),
        "{screen}"
    );
    stage.keys("n");
    assert!(
        stage.screen(80, 24).contains("match 1 of 2"),
        "after the last comes the first"
    );
    stage.keys("N");
    assert!(stage.screen(80, 24).contains("match 2 of 2"));
}

#[test]
fn articles_are_marked_for_a_dossier_and_noted() {
    let mut stage = Stage::new(5);
    stage.key(KeyCode::Enter).keys("m");
    assert!(stage.screen(80, 24).contains("mark for which dossier?"));
    stage.keys("karsova").key(KeyCode::Enter);
    let marked = stage.effects.iter().any(|effect| {
        matches!(effect, Effect::Dossier { name, change: MarkChange::Add { note: None }, .. } if name == "karsova")
    });
    assert!(marked);
    assert!(stage.screen(80, 24).contains("◆"), "the list shows it");
    stage.keys("m");
    let last = stage.effects.last();
    assert!(
        matches!(
            last,
            Some(Effect::Dossier {
                change: MarkChange::Remove,
                ..
            })
        ),
        "{last:?}"
    );
    let asked = stage.effects.len();
    stage
        .keys("M")
        .key(KeyCode::Backspace)
        .keys("o")
        .key(KeyCode::Enter);
    assert!(stage.screen(80, 24).contains("◆ karsovo"), "it is chosen");
    assert_eq!(stage.effects.len(), asked, "and nothing is marked");
    stage.keys("aseen twice").key(KeyCode::Enter);
    let last = stage.effects.last();
    assert!(
        matches!(last, Some(Effect::Dossier { change: MarkChange::Add { note: Some(note) }, .. }) if note == "seen twice"),
        "{last:?}"
    );
}

#[test]
fn the_list_has_no_texts_and_the_lines_of_an_article_are_broken_once() {
    let mut stage = Stage::new(60);
    assert!(
        stage
            .state
            .hits
            .iter()
            .all(|hit| hit.article.body.is_empty())
    );
    stage.screen(120, 30);
    stage.keys("x");
    assert!(
        stage.state.preview.layout.is_some(),
        "another query has the same article"
    );
    stage.screen(120, 30);
    stage.key(KeyCode::Down);
    assert!(stage.state.preview.layout.is_none());
}

#[test]
fn more_values_of_a_facet_are_listed_on_demand() {
    let mut stage = Stage::new(60);
    stage.screen(120, 50);
    stage.key(KeyCode::Enter).keys("f");
    let values = (0..40).map(|at| (format!("Place {at:02}"), 90 - at));
    let facets = vec![FacetCounts {
        field: "place",
        values: values.collect(),
        others: 3,
    }];
    let number = stage.last_search().number;
    stage.state.answer(Answer::Facets { number, facets });
    assert!(stage.screen(120, 50).contains("31 more values"));
    stage.keys("G").key(KeyCode::Char(' '));
    stage.keys("G");
    let screen = stage.screen(120, 30);
    assert!(
        screen.contains("Place 39") && screen.contains("3 rarer values"),
        "{screen}"
    );
    stage.key(KeyCode::Char(' '));
    assert!(!stage.screen(120, 30).contains("Place 39"));
}

#[test]
fn all_notes_and_suggestions_can_be_read() {
    let mut stage = Stage::new(5);
    let number = stage.last_search().number;
    let mut page = page(0..5, 5);
    page.notes = (1..=40)
        .map(|at| format!("note {at} of a query that has a lot of odd parts"))
        .collect();
    let effects = stage.state.answer(page_answer(number, page));
    stage.carry_out(effects);
    stage.state.answer(Answer::Suggestions {
        reasons: Vec::new(),
        number,
        suggestions: vec![Suggestion {
            kind: SuggestionKind::Spelling,
            query: "stroke".to_owned(),
            total: 3,
            without: String::new(),
        }],
    });
    let screen = stage.screen(80, 24);
    assert!(
        screen.contains("did you mean stroke?") && screen.contains("(F2: 40 more)"),
        "{screen}"
    );
    stage.key(KeyCode::F(2));
    let screen = stage.screen(80, 24);
    assert!(
        screen.contains("1 did you mean stroke?") && screen.contains("note: note 1 of"),
        "{screen}"
    );
    for _ in 0..5 {
        stage.key(KeyCode::PageDown);
    }
    assert!(stage.screen(80, 24).contains("note: note 40 of"));
    stage.key(KeyCode::Esc).key(KeyCode::Enter).keys("i");
    assert!(stage.screen(80, 24).contains("notes and suggestions"));
}

#[test]
fn suggestions_saved_queries_and_pastes_become_the_query() {
    let mut stage = Stage::new(5);
    let number = stage.last_search().number;
    stage.state.answer(Answer::Suggestions {
        number,
        reasons: Vec::new(),
        suggestions: vec![Suggestion {
            kind: SuggestionKind::Spelling,
            query: "stroke".to_owned(),
            total: 3,
            without: String::new(),
        }],
    });
    assert!(
        stage
            .screen(80, 24)
            .contains("1 did you mean stroke? 3 articles")
    );
    stage.key(KeyCode::Enter).keys("1");
    assert_eq!(stage.last_search().query, "stroke");
    stage.keys("w").key(KeyCode::Down).key(KeyCode::Enter);
    assert_eq!(stage.last_search().query, "watch:troops");
    let effects = stage.state.paste(" since:2021\n");
    stage.carry_out(effects);
    assert_eq!(stage.last_search().query, "watch:troops since:2021");
    stage.key_with(KeyCode::Char('r'), KeyModifiers::CONTROL);
    assert_eq!(stage.last_search().query, "stroke");
}

#[test]
fn a_text_that_was_copied_is_shown() {
    let mut stage = Stage::new(5);
    stage.key(KeyCode::Enter).keys("y");
    let screen = stage.screen(80, 24);
    assert!(
        screen.contains("command, copied if this terminal allows it"),
        "{screen}"
    );
    assert!(screen.contains("dateline search --in"), "{screen}");
}

#[test]
fn the_mouse_chooses_what_keys_choose() {
    let mut stage = Stage::new(60);
    stage.screen(120, 30);
    let at = |kind, column, row| MouseEvent {
        kind,
        column,
        row,
        modifiers: KeyModifiers::NONE,
    };
    let list = stage.state.places.list;
    let effects = stage.state.mouse(at(
        MouseEventKind::Down(MouseButton::Left),
        list.x,
        list.y + 4,
    ));
    stage.carry_out(effects);
    assert_eq!(stage.state.selected, 4);
    let effects = stage
        .state
        .mouse(at(MouseEventKind::ScrollDown, list.x, list.y));
    stage.carry_out(effects);
    assert_eq!(stage.state.selected, 7);
    let times = stage.state.places.timeline;
    let effects = stage.state.mouse(at(
        MouseEventKind::Down(MouseButton::Left),
        times.x,
        times.y,
    ));
    stage.carry_out(effects);
    assert_eq!(stage.state.listed().query, "strike date:2021-01");
}
