//! The view without a terminal: keys and answers in, screens out. Bless the screens with
//! `INSTA_UPDATE=always cargo test --lib browse`.
//!
//! `DATELINE_KEYS=long` feeds keys at random for ten minutes.

use super::*;
use crate::article::{Article, ArticleId, Origin, Published};
use crate::dossiers::{Dossiers, MarkedArticle};
use crate::query::{Bucket, Period, Series, Timeline};
use crate::query::{Marks, SearchHit, SearchPage, SortOrder, Suggestion, SuggestionKind};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use jiff::Timestamp;
use jiff::civil::date;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use std::time::{Duration, Instant};

/// Headlines and texts in scripts of both directions and both widths, and a hostile one.
const TEXTS: [(&str, &str); 7] = [
    (
        "Port strike ends after nine days",
        "BERGEN (Wire) - The strike ended on Monday.\nFerries sail again.",
    ),
    (
        "خروج نیروهای خارجی از عراق",
        "بغداد - نمایندگان مجلس خواستار خروج نیروهای خارجی شدند و گفتند که سربازان باید بروند.",
    ),
    (
        "駐留軍、撤退へ",
        "政府は月曜日、外国軍の撤退を年内に始めると発表した。住民は橋を渡って北へ向かい、港では船が出航を待っていた。",
    ),
    (
        "🚢 Port strike 👩‍🚒👨‍👩‍👧 ends ❤️",
        "OSLO (Wire) - The port strike 🚢🚢 ended, and the strike committee 👩‍⚖️ cheered.",
    ),
    (
        "A headline that goes on and on about the port strike, longer than any list is wide, and says strike again",
        "The strike is over.",
    ),
    ("", "A text without a headline, about a strike."),
    (
        "evil \u{1b}]0;title\u{7} strike \u{202e}gpj",
        "The \u{9b}31m strike \u{1b}[2J is hostile.\r\nSecond\tline\u{0}.",
    ),
];

fn article(number: usize) -> Article {
    let (headline, body) = TEXTS[number % TEXTS.len()];
    Article {
        id: ArticleId(format!("A{number}")),
        headline: headline.to_owned(),
        body: format!(
            "{body}\n\n{}",
            "Nothing else happened that day. ".repeat(number * 7 % 60)
        ),
        published: Published::day(date(2021, 1 + i8::try_from(number % 12).unwrap(), 9)),
        source: (number % 3 > 0).then(|| "North Lantern 新聞".to_owned()),
        origin: Origin::parse(&format!("wire/{number}.txt")),
        ..Article::default()
    }
}

/// The byte ranges of a word.
fn ranges(text: &str, word: &str) -> Vec<std::ops::Range<usize>> {
    text.match_indices(word)
        .map(|(at, own)| at..at + own.len())
        .collect()
}

fn hit(number: usize) -> SearchHit {
    let article = article(number);
    SearchHit {
        rank: number as u64 + 1,
        score: 1.0,
        explanation: None,
        archive: "news".to_owned(),
        copies: None,
        headline_matches: ranges(&article.headline, "strike"),
        passages: Vec::new(),
        article,
    }
}

fn page(hits: std::ops::Range<usize>, total: u64) -> SearchPage {
    SearchPage {
        query: "strike".to_owned(),
        notes: vec!["`strike` is odd".to_owned(), "another".to_owned()],
        total,
        offset: hits.start as u64,
        hits: hits.map(hit).collect(),
        took: Duration::from_millis(7),
        ..SearchPage::default()
    }
}

fn timeline() -> Timeline {
    let months = (1..=12).map(|month| {
        let from = date(2021, month, 1);
        Bucket {
            from,
            to: from.last_of_month(),
            count: u64::from(month.unsigned_abs()) * 3 % 10,
            all: 0,
            mark: None,
        }
    });
    Timeline {
        period: Period::Month,
        split: None,
        series: vec![Series {
            query: String::new(),
            value: None,
            buckets: months.collect(),
            undated: 2,
            total: 60,
        }],
    }
}

fn facets() -> Vec<FacetCounts> {
    let values = |all: &[(&str, u64)]| {
        all.iter()
            .map(|(value, count)| ((*value).to_owned(), *count))
            .collect()
    };
    vec![
        FacetCounts {
            field: "source",
            values: values(&[("North Lantern 新聞", 40), ("a \"quoted\" \u{1b}one", 3)]),
        },
        FacetCounts {
            field: "place",
            values: values(&[("Oslo", 12), ("بغداد", 9)]),
        },
    ]
}

/// A view whose answers are made up: every query finds the same.
struct Stage {
    state: State,
    effects: Vec<Effect>,
    total: usize,
}

impl Stage {
    fn new(total: usize) -> Self {
        let invocation = Invocation {
            archives: "news".to_owned(),
            fields: ["source", "place"].map(str::to_owned).to_vec(),
            ..Invocation::default()
        };
        let mut stage = Self {
            state: State::new(invocation, "strike", SortOrder::Relevance),
            effects: Vec::new(),
            total,
        };
        let effects = stage.state.start();
        stage.carry_out(effects);
        stage
    }

    /// Answers what the view asks for, as the program would.
    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            self.effects.push(effect.clone());
            let answers = match effect {
                Effect::Search(wanted) => self.search(&wanted),
                Effect::Mark {
                    number,
                    place,
                    article,
                } => vec![Answer::Marks {
                    number,
                    place,
                    marks: Marks {
                        headline: ranges(&article.headline, "strike"),
                        body: ranges(&article.body, "strike"),
                    },
                }],
                Effect::Dossier { name, article, .. } => {
                    let mut dossiers = Dossiers::default();
                    let mark = MarkedArticle::new(&name, &article, "news", Timestamp::UNIX_EPOCH);
                    dossiers.add(mark);
                    vec![
                        Answer::Dossiers(dossiers),
                        Answer::Said("marked".to_owned()),
                    ]
                }
                Effect::ReadSaved => vec![Answer::Saved(vec![
                    ("strikes".to_owned(), "port strike".to_owned()),
                    ("troops".to_owned(), "troops \u{1b}[31m".to_owned()),
                ])],
                Effect::Copy { what, .. } => vec![Answer::Copied {
                    what,
                    text: "dateline search --in /a/very/long/folder 'port strike' --sort newest"
                        .to_owned(),
                }],
                _ => Vec::new(),
            };
            for answer in answers {
                let more = self.state.answer(answer);
                self.carry_out(more);
            }
        }
    }

    fn search(&self, wanted: &Wanted) -> Vec<Answer> {
        let number = wanted.number;
        let end = self.total.min(wanted.offset + wanted.limit);
        let page = page(wanted.offset.min(end)..end, self.total as u64);
        let mut answers = vec![Answer::Page {
            number,
            page: Box::new(page),
        }];
        if wanted.offset == 0 {
            answers.push(Answer::Timeline {
                number,
                timeline: timeline(),
            });
        }
        if wanted.facets {
            answers.push(Answer::Facets {
                number,
                facets: facets(),
            });
        }
        answers.push(Answer::Done { number });
        answers
    }

    fn key(&mut self, code: KeyCode) -> &mut Self {
        self.key_with(code, KeyModifiers::NONE)
    }

    fn key_with(&mut self, code: KeyCode, modifiers: KeyModifiers) -> &mut Self {
        let effects = self.state.key(KeyEvent::new(code, modifiers));
        self.carry_out(effects);
        self
    }

    fn keys(&mut self, typed: &str) -> &mut Self {
        for c in typed.chars() {
            self.key(KeyCode::Char(c));
        }
        self
    }

    /// The screen as text.
    fn screen(&mut self, width: u16, height: u16) -> String {
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        let theme = Theme::new(true);
        terminal
            .draw(|frame| draw(frame, &mut self.state, theme))
            .unwrap();
        terminal.backend().to_string()
    }

    fn last_search(&self) -> &Wanted {
        let mut searches = self.effects.iter().rev();
        let last = searches.find_map(|effect| match effect {
            Effect::Search(wanted) => Some(wanted),
            _ => None,
        });
        last.unwrap()
    }
}

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
fn typing_searches_and_the_newest_search_counts() {
    let mut stage = Stage::new(60);
    stage.keys("s");
    assert_eq!(stage.last_search().query, "strikes");
    let old = stage.last_search().number;
    stage.keys("x");
    let answer = Answer::Page {
        number: old,
        page: Box::new(page(0..1, 1)),
    };
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
    assert_eq!(stage.last_search().query, "strike date:2021-02");
    assert_eq!(stage.last_search().without_span, "strike");
    stage.key(KeyCode::Esc).keys("f").key(KeyCode::Char(' '));
    let query = "+strike source:\"North Lantern 新聞\" date:2021-02";
    assert_eq!(stage.last_search().query, query);
    assert_eq!(stage.state.query(), query);
    stage.key(KeyCode::Char(' '));
    assert_eq!(stage.last_search().query, "strike date:2021-02");
    stage.keys("x");
    assert_eq!(stage.last_search().query, "strike");
}

#[test]
fn more_hits_are_asked_for_before_the_end_of_the_list() {
    let mut stage = Stage::new(900);
    stage.screen(80, 24);
    stage.key(KeyCode::Enter);
    for _ in 0..50 {
        stage.key(KeyCode::PageDown);
    }
    assert_eq!(stage.state.hits.len(), 900);
    assert_eq!(stage.state.selected, 50 * (stage.state.list_height - 1));
    stage.keys("G");
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
    let number = stage.last_search().number;
    let effects = stage.state.answer(Answer::Page {
        number,
        page: Box::new(page),
    });
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
    stage.keys("aseen twice").key(KeyCode::Enter);
    let last = stage.effects.last();
    assert!(
        matches!(last, Some(Effect::Dossier { change: MarkChange::Add { note: Some(note) }, .. }) if note == "seen twice"),
        "{last:?}"
    );
}

#[test]
fn suggestions_saved_queries_and_pastes_become_the_query() {
    let mut stage = Stage::new(5);
    let number = stage.last_search().number;
    stage.state.answer(Answer::Suggestions {
        number,
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
fn no_control_character_reaches_the_screen_and_no_line_is_too_wide() {
    let mut stage = Stage::new(40);
    stage.key(KeyCode::Enter);
    for step in 0..7 {
        for (width, height) in [(80, 24), (200, 50), (31, 9), (100, 16)] {
            let screen = stage.screen(width, height);
            let is_odd = |c: char| c != '\n' && (c.is_control() || c == '\u{202e}');
            assert!(!screen.contains(is_odd), "{screen:?}");
            assert!(!screen.contains("\u{1b}"), "step {step}");
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
    assert_eq!(stage.last_search().query, "strike date:2021-01");
}

#[test]
fn the_documentation_lists_every_key() {
    let mut table = String::new();
    let mut last = None;
    for key in key_help() {
        if last != Some(key.place) {
            last = Some(key.place);
            table.push_str(&format!("| **{}** | |\n", key.place.name()));
        }
        table.push_str(&format!("| `{}` | {} |\n", key.keys, key.about));
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

/// Numbers at random (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }
}

#[test]
fn keys_at_random_never_panic() {
    let is_long = std::env::var("DATELINE_KEYS").is_ok_and(|value| value == "long");
    let end = Instant::now() + Duration::from_mins(10);
    let mut seed = 1;
    while seed <= 12 || is_long && Instant::now() < end {
        random_keys(seed, 250);
        seed += 1;
    }
}

fn random_keys(seed: u64, keys: usize) {
    let mut random = Random(seed * 0x9e37_79b9 + 1);
    let mut stage = Stage::new([0, 1, 5, 60, 900][usize::try_from(seed % 5).unwrap()]);
    let codes = [
        KeyCode::Enter,
        KeyCode::Esc,
        KeyCode::Tab,
        KeyCode::BackTab,
        KeyCode::Up,
        KeyCode::Down,
        KeyCode::Left,
        KeyCode::Right,
        KeyCode::PageUp,
        KeyCode::PageDown,
        KeyCode::Home,
        KeyCode::End,
        KeyCode::Backspace,
        KeyCode::Delete,
        KeyCode::F(1),
    ];
    let letters = "/?nNtfsxwWycpeomMa123gGjkhl[] 撤ی👩e\u{301}\"(:*";
    for _ in 0..keys {
        let (width, height) = (random.below(220), random.below(60));
        let code = if random.below(2) == 0 {
            codes[usize::try_from(random.below(codes.len() as u64)).unwrap()]
        } else {
            let count = letters.chars().count() as u64;
            let at = usize::try_from(random.below(count)).unwrap();
            KeyCode::Char(letters.chars().nth(at).unwrap())
        };
        let modifiers = match random.below(10) {
            0 => KeyModifiers::CONTROL,
            1 => KeyModifiers::ALT,
            _ => KeyModifiers::NONE,
        };
        stage.key_with(code, modifiers);
        if random.below(20) == 0 {
            let kind = MouseEventKind::Down(MouseButton::Left);
            let (column, row) = (random.below(230), random.below(70));
            let effects = stage.state.mouse(MouseEvent {
                kind,
                column: u16::try_from(column).unwrap(),
                row: u16::try_from(row).unwrap(),
                modifiers,
            });
            stage.carry_out(effects);
        }
        if random.below(3) == 0 {
            stage.screen(
                u16::try_from(width + 1).unwrap(),
                u16::try_from(height + 1).unwrap(),
            );
        }
        stage.effects.clear();
    }
}
