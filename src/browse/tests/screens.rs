//! Screens as snapshots, and what no screen may have.
//!
//! They are drawn on the test backend of ratatui.

use super::stage::Stage;
use crate::browse::{Place, Theme, draw, key_help};
use crossterm::event::KeyCode;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use std::fmt::Write as _;

#[test]
fn screens_are_as_recorded() {
    for (width, height) in [(80, 24), (200, 50)] {
        let mut stage = Stage::new(60);
        let name = |what: &str| format!("{width}x{height}-{what}");
        insta::assert_snapshot!(name("list"), stage.screen(width, height));
        stage.key(KeyCode::Enter).key(KeyCode::Enter).keys("n");
        insta::assert_snapshot!(name("article"), stage.screen(width, height));
        stage.key(KeyCode::Esc).keys("f").key(KeyCode::Char(' '));
        insta::assert_snapshot!(name("facets"), stage.screen(width, height));
        stage
            .key(KeyCode::Esc)
            .keys("mkarsova")
            .key(KeyCode::Enter)
            .keys("t");
        stage.key(KeyCode::Right).key(KeyCode::Enter);
        insta::assert_snapshot!(name("timeline"), stage.screen(width, height));
        stage.key(KeyCode::F(1));
        insta::assert_snapshot!(name("help"), stage.screen(width, height));
    }
}

#[test]
fn no_control_character_reaches_the_screen_and_no_line_is_too_wide() {
    let mut stage = Stage::new(40);
    stage.key(KeyCode::Enter);
    for step in 0..7 {
        for (width, height) in [(80, 24), (200, 50), (31, 9), (100, 16)] {
            let screen = stage.screen(width, height);
            let is_odd = |c: char| c != '\n' && (c.is_control() || c == '\u{202e}');
            assert!(!screen.contains(is_odd), "{screen:?}");
            assert!(!screen.contains('\u{1b}'), "step {step}");
        }
        stage.key(KeyCode::Down);
        stage.key(if step % 2 == 0 {
            KeyCode::Tab
        } else {
            KeyCode::Char('f')
        });
    }
}

#[test]
fn without_colour_everything_has_another_style_or_a_sign() {
    let mut stage = Stage::new(10);
    stage
        .key(KeyCode::Enter)
        .keys("mkarsova")
        .key(KeyCode::Enter);
    let mut terminal = Terminal::new(TestBackend::new(120, 30)).unwrap();
    let theme = Theme::new(false);
    terminal
        .draw(|frame| draw(frame, &mut stage.state, theme))
        .unwrap();
    for cell in terminal.backend().buffer().content() {
        assert_eq!(cell.fg, ratatui::style::Color::Reset, "{cell:?}");
        assert_eq!(cell.bg, ratatui::style::Color::Reset, "{cell:?}");
    }
}

#[test]
fn the_last_lines_name_the_keys() {
    let places = [
        (&[][..], Place::Query),
        (&[KeyCode::Enter], Place::Articles),
        (&[KeyCode::Enter, KeyCode::Char('t')], Place::Timeline),
        (&[KeyCode::Enter, KeyCode::Char('f')], Place::Facets),
    ];
    for (keys, place) in places {
        let mut stage = Stage::new(10);
        stage.screen(120, 24);
        for key in keys {
            stage.key(*key);
        }
        let screen = stage.screen(120, 24);
        let last: Vec<&str> = screen.lines().skip(22).collect();
        let last = last.join("\n");
        let here = |own: &Place| [place, Place::Everywhere].contains(own);
        for key in key_help().iter().filter(|key| here(&key.place)) {
            let is_named = last.contains(&format!("{} {}", key.keys, key.short));
            assert!(key.short.is_empty() || is_named, "{}\n{last}", key.keys);
        }
        for width in [30, 80] {
            let screen = stage.screen(width, 24);
            assert!(screen.lines().last().unwrap().contains("help"), "{screen}");
        }
    }
}

#[test]
fn the_documentation_lists_every_key() {
    let mut table = String::new();
    let mut last = None;
    for key in key_help() {
        if last != Some(key.place) {
            last = Some(key.place);
            writeln!(table, "| **{}** | |", key.place.name()).unwrap();
        }
        writeln!(table, "| `{}` | {} |", key.keys, key.about).unwrap();
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/browse.md");
    let page = std::fs::read_to_string(path).unwrap();
    let (open, close) = (
        "<!-- keys -->\n| key | what it does |\n|---|---|\n",
        "<!-- /keys -->",
    );
    let (before, rest) = page.split_once(open).unwrap();
    let (listed, after) = rest.split_once(close).unwrap();
    if std::env::var_os("DATELINE_BLESS").is_some() {
        std::fs::write(path, [before, open, &table, close, after].concat()).unwrap();
    } else {
        assert_eq!(listed, table, "bless it, see CONTRIBUTING.md");
    }
}
