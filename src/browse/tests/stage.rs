//! A view whose answers are made up: every query finds the same articles.
//!
//! Their texts are in scripts of both directions and both widths, and one is hostile.

use crate::article::{Article, ArticleId, Origin, Published};
use crate::browse::{Answer, Effect, FacetCounts, Hit, Invocation, State, Theme, Wanted, draw};
use crate::dossiers::{Dossiers, MarkedArticle};
use crate::query::{Bucket, Period, Series, Timeline};
use crate::query::{Marks, SearchHit, SearchPage, SortOrder};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use jiff::Timestamp;
use jiff::civil::date;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use std::sync::Arc;
use std::time::Duration;

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

pub(super) fn article(number: usize) -> Article {
    let (headline, body) = TEXTS[number % TEXTS.len()];
    Article {
        id: ArticleId(format!("A{number}")),
        headline: headline.to_owned(),
        body: format!(
            "{body}\n\n{}",
            "Nothing else happened that day. ".repeat(number * 7 % 60)
        ),
        published: Published::day(date(2021, 1 + i8::try_from(number % 12).unwrap(), 9)),
        source: (!number.is_multiple_of(3)).then(|| "North Lantern 新聞".to_owned()),
        origin: Origin::parse(&format!("wire/{number}.txt")),
        ..Article::default()
    }
}

/// The byte ranges of a word.
pub(super) fn ranges(text: &str, word: &str) -> Vec<std::ops::Range<usize>> {
    text.match_indices(word)
        .map(|(at, own)| at..at + own.len())
        .collect()
}

pub(super) fn hit(number: usize) -> SearchHit {
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

pub(super) fn page(hits: std::ops::Range<usize>, total: u64) -> SearchPage {
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

/// A page as the view gets it.
pub(super) fn page_answer(number: u64, mut page: SearchPage) -> Answer {
    let hits = std::mem::take(&mut page.hits);
    Answer::Page {
        number,
        page: Box::new(page),
        hits: hits.into_iter().map(Hit::from).collect(),
    }
}

pub(super) fn timeline() -> Timeline {
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

pub(super) fn facets() -> Vec<FacetCounts> {
    let values = |all: &[(&str, u64)]| {
        all.iter()
            .map(|(value, count)| ((*value).to_owned(), *count))
            .collect()
    };
    vec![
        FacetCounts {
            field: "source",
            values: values(&[("North Lantern 新聞", 40), ("a \"quoted\" \u{1b}one", 3)]),
            others: 0,
        },
        FacetCounts {
            field: "place",
            values: values(&[("Oslo", 12), ("بغداد", 9)]),
            others: 0,
        },
    ]
}

/// A view whose answers are made up: every query finds the same.
pub(super) struct Stage {
    pub(super) state: State,
    pub(super) effects: Vec<Effect>,
    total: usize,
    /// Articles whose texts are not the usual ones.
    pub(super) articles: Vec<Article>,
}

impl Stage {
    pub(super) fn new(total: usize) -> Self {
        let invocation = Invocation {
            archives: vec!["news".to_owned()],
            fields: ["source", "place"].map(str::to_owned).to_vec(),
            ..Invocation::default()
        };
        let mut stage = Self {
            state: State::new(invocation, "strike", SortOrder::Relevance),
            effects: Vec::new(),
            total,
            articles: Vec::new(),
        };
        let effects = stage.state.start();
        stage.carry_out(effects);
        stage
    }

    /// Answers what the view asks for, as the program would.
    pub(super) fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            self.effects.push(effect.clone());
            let answers = match effect {
                Effect::Search(wanted) => self.search(&wanted),
                Effect::Read {
                    number,
                    place,
                    article,
                    is_whole,
                    ..
                } => {
                    let article = if is_whole {
                        article
                    } else {
                        Arc::new(self.whole(&article))
                    };
                    vec![Answer::Marks {
                        number,
                        place,
                        marks: Marks {
                            headline: ranges(&article.headline, "strike"),
                            body: ranges(&article.body, "strike"),
                        },
                        article,
                    }]
                }
                Effect::Dossier {
                    name,
                    article,
                    text,
                    ..
                } => {
                    let mut dossiers = Dossiers::default();
                    let mark = MarkedArticle::new(&name, &article, "news", Timestamp::UNIX_EPOCH);
                    dossiers.add(MarkedArticle { text, ..mark });
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

    /// The article with its text.
    fn whole(&self, listed: &Article) -> Article {
        let own = self.articles.iter().find(|own| own.id == listed.id);
        let number = listed.id.0[1..].parse().unwrap();
        own.cloned().unwrap_or_else(|| article(number))
    }

    fn search(&self, wanted: &Wanted) -> Vec<Answer> {
        let number = wanted.number;
        let end = self.total.min(wanted.offset + wanted.limit);
        let page = page(wanted.offset.min(end)..end, self.total as u64);
        let mut answers = vec![page_answer(number, page)];
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

    pub(super) fn key(&mut self, code: KeyCode) -> &mut Self {
        self.key_with(code, KeyModifiers::NONE)
    }

    pub(super) fn key_with(&mut self, code: KeyCode, modifiers: KeyModifiers) -> &mut Self {
        let effects = self.state.key(KeyEvent::new(code, modifiers));
        self.carry_out(effects);
        self
    }

    pub(super) fn keys(&mut self, typed: &str) -> &mut Self {
        for c in typed.chars() {
            self.key(KeyCode::Char(c));
        }
        self
    }

    /// The screen as text.
    pub(super) fn screen(&mut self, width: u16, height: u16) -> String {
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        let theme = Theme::new(true);
        terminal
            .draw(|frame| draw(frame, &mut self.state, theme))
            .unwrap();
        terminal.backend().to_string()
    }

    pub(super) fn last_search(&self) -> &Wanted {
        let mut searches = self.effects.iter().rev();
        let last = searches.find_map(|effect| match effect {
            Effect::Search(wanted) => Some(wanted),
            _ => None,
        });
        last.unwrap()
    }
}
