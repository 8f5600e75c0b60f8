//! The whole output of each format for one page, and what must hold for hostile articles.
//!
//! Published formats are snapshots; what must hold for any article is checked with generated ones
//! that are full of control characters.

use super::terminal::safe;
use super::{
    Column, Detail, FORMAT_VERSION, OUTPUT_FORMATS, OutputFormat, PageOptions, PathOutput, Show,
    Writer, sample,
};
use crate::article::{ArchivePath, Article, ArticleId, Folders, Origin};
use crate::query::{Passage, SearchHit, SearchPage};
use anstream::adapter::strip_str;
use proptest::prelude::*;

/// What a format writes of a page.
fn bytes(format: &str, page: &SearchPage, options: &PageOptions) -> Vec<u8> {
    let format = OutputFormat::named(format).unwrap();
    let Writer::Page(writer) = format.writer else {
        panic!("{} does not write pages", format.name);
    };
    let mut out = Vec::new();
    writer.write(page, options, &mut out).unwrap();
    out
}

fn written(format: &str, page: &SearchPage) -> String {
    String::from_utf8(bytes(format, page, &options(80, PathOutput::Lines))).unwrap()
}

fn options(width: usize, path_output: PathOutput) -> PageOptions {
    PageOptions {
        width,
        folders: vec![("news".to_owned(), Folders::one("news".into()))],
        path_output,
        columns: None,
        detail: Detail::Compact,
        links: false,
    }
}

fn text(record: &dyn Show, width: usize) -> String {
    let mut out = Vec::new();
    record.text(width, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn json(record: &dyn Show) -> String {
    let mut out = Vec::new();
    record.json(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn page_text(page: &SearchPage, options: &PageOptions) -> String {
    String::from_utf8(bytes("text", page, options)).unwrap()
}

fn plain(width: usize) -> String {
    let text = page_text(&sample::page(), &options(width, PathOutput::Lines));
    strip_str(&text).to_string()
}

#[test]
fn text_at_80_columns() {
    let expected = "\
1–2 of 23 articles
 1  Iraqi Bloc Confirms Commitment to U.S. Troops Pullout
    19 Jan 2021 · kayhan.ir · Baghdad · dump/kayhan-86685.txt
    … decision to withdraw foreign troops, including Americans, from the Iraqi …

 2  駐留軍、撤退へ。 Troops leave, and nobody wrote a headline for it.
    wire/2021.jsonl#7
    駐留軍、撤退へ。 Troops leave …
";
    assert_eq!(plain(80), expected);
}

#[test]
fn text_at_40_columns() {
    let expected = "\
1–2 of 23 articles
 1  Iraqi Bloc Confirms Commitment to …
    19 Jan 2021 · dump/kayhan-86685.txt
    … withdraw foreign troops, …

 2  駐留軍、撤退へ。 Troops leave, and …
    wire/2021.jsonl#7
    駐留軍、撤退へ。 Troops leave …
";
    assert_eq!(plain(40), expected);
}

#[test]
fn text_is_styled_by_line() {
    let text = page_text(&sample::page(), &options(80, PathOutput::Lines));
    let expected = [
        "\x1b[2m1–2 of 23 articles\x1b[0m",
        " 1  \x1b[1mIraqi Bloc Confirms Commitment to U.S. \x1b[0m\x1b[1m\x1b[31mTroops\x1b[0m\x1b[1m Pullout\x1b[0m",
        "    \x1b[2m19 Jan 2021 · kayhan.ir · Baghdad\x1b[0m\x1b[2m · \x1b[0m\x1b[2mdump/kayhan-86685.txt\x1b[0m",
        "    … decision to \x1b[1m\x1b[31mwithdraw\x1b[0m foreign \x1b[1m\x1b[31mtroops\x1b[0m, including Americans, from the Iraqi …",
    ];
    assert_eq!(text.lines().take(4).collect::<Vec<_>>(), expected);
}

#[test]
fn only_the_fields_that_were_asked_for_are_shown() {
    let columns = Column::named("title, published,author,path").unwrap();
    let options = PageOptions {
        columns: Some(columns),
        ..options(80, PathOutput::Lines)
    };
    let mut page = sample::page();
    page.hits.truncate(1);
    let written = |format| String::from_utf8(bytes(format, &page, &options)).unwrap();
    assert_eq!(
        strip_str(&written("text")).to_string(),
        "1 of 23 articles\n 1  Iraqi Bloc Confirms Commitment to U.S. Troops Pullout\n    \
         2021-01-19T22:00 · A. Writer; B. Author · dump/kayhan-86685.txt\n"
    );
    assert_eq!(
        written("tsv"),
        "headline\tpublished\tbylines\tpath\nIraqi Bloc Confirms Commitment to U.S. Troops \
         Pullout\t2021-01-19T22:00\tA. Writer; B. Author\tdump/kayhan-86685.txt\n"
    );
    assert_eq!(
        written("jsonl"),
        "{\"headline\":\"Iraqi Bloc Confirms Commitment to U.S. Troops Pullout\",\
         \"published\":\"2021-01-19T22:00\",\"bylines\":[\"A. Writer\",\"B. Author\"],\
         \"path\":\"dump/kayhan-86685.txt\"}\n"
    );
    assert!(
        Column::named("headline,nonsense")
            .unwrap_err()
            .contains("`nonsense` is no field")
    );
}

#[test]
fn a_page_without_hits_is_no_text() {
    let page = SearchPage {
        hits: vec![],
        total: 0,
        ..sample::page()
    };
    assert_eq!(written("text", &page), "");
    assert_eq!(written("jsonl", &page), "");
    assert_eq!(written("csv", &page).lines().count(), 1);
    assert!(written("json", &page).ends_with("\"hits\":[]}\n"));
}

/// The keys, their order and the values, as snapshots: a new field adds to them, and nothing else
/// may change.
#[test]
fn json_is_as_published() {
    let page = written("json", &sample::page());
    assert_eq!(page.lines().count(), 1);
    insta::assert_snapshot!("json", page);
    insta::assert_snapshot!("jsonl", written("jsonl", &sample::page()));
}

#[test]
fn tables_are_as_published() {
    insta::assert_snapshot!("csv", written("csv", &sample::page()));
    insta::assert_snapshot!("tsv", written("tsv", &sample::page()));
}

#[test]
fn a_text_that_starts_like_a_list_is_none_in_markdown_and_an_address_stays_one_in_bibtex() {
    let mut page = sample::page();
    let hit = &mut page.hits[0];
    hit.article.headline = "5. Division relegated".to_owned();
    hit.headline_matches.clear();
    hit.article.url = None;
    hit.passages[0].text = "1. Port stays".to_owned();
    hit.passages[0].matches.clear();
    hit.passages[0].cut_before = false;
    let markdown = written("markdown", &page);
    assert!(markdown.contains("1. 5\\. Division"), "{markdown}");
    assert!(markdown.contains("> 1\\. Port"), "{markdown}");
    page.hits[0].article.url = Some("https://example.org/a_b~c?x=1&y".to_owned());
    let bibtex = written("bibtex", &page);
    assert!(
        bibtex.contains("url = {https://example.org/a_b~c?x=1&y}"),
        "{bibtex}"
    );
}

#[test]
fn documents_are_as_published() {
    for format in ["markdown", "html", "bibtex", "ris"] {
        let document = written(format, &sample::page()).replace('\r', "");
        insta::assert_snapshot!(format, document);
    }
}

fn paths(output: PathOutput, page: &SearchPage) -> Vec<u8> {
    bytes("paths", page, &options(80, output))
}

#[test]
fn paths_name_each_file_once() {
    let mut page = sample::page();
    page.hits.push(page.hits[1].clone());
    let lines = "news/dump/kayhan-86685.txt\nnews/wire/2021.jsonl\n";
    assert_eq!(paths(PathOutput::Lines, &page), lines.as_bytes());
    assert_eq!(paths(PathOutput::Terminal, &page), lines.as_bytes());
    let nulls = lines.replace('\n', "\0");
    assert_eq!(paths(PathOutput::NullSeparated, &page), nulls.as_bytes());
}

#[cfg(unix)]
#[test]
fn paths_have_the_bytes_on_disk_unless_a_terminal_gets_them() {
    let mut page = sample::page();
    page.hits.truncate(1);
    page.hits[0].article.origin.path = ArchivePath::from_stored("caf\\xE9\u{1b}.txt");
    assert_eq!(
        paths(PathOutput::NullSeparated, &page),
        b"news/caf\xe9\x1b.txt\0"
    );
    assert_eq!(
        paths(PathOutput::Terminal, &page),
        "news/caf\u{fffd}\u{fffd}.txt\n".as_bytes()
    );
}

#[test]
fn formats_have_different_names() {
    for format in OUTPUT_FORMATS {
        assert!(std::ptr::eq(
            OutputFormat::named(format.name).unwrap(),
            format
        ));
        assert!(!format.about.is_empty(), "{}", format.name);
    }
}

#[test]
fn an_article_is_shown_as_a_whole() {
    let expected = "\
Iraqi Bloc Confirms Commitment to U.S. Troops Pullout

date      19 January 2021 22:00 (from the metadata)
place     Baghdad
agency    Dispatches
by        A. Writer, B. Author
source    kayhan.ir
keywords  Iraq, troops
language  en
url       http://kayhan.ir/en/news/86685
id        86685
path      dump/kayhan-86685.txt

BAGHDAD (Dispatches) – The leading Iraqi parliamentary bloc
of al-Fatih Coalition will not retreat from demanding the
withdrawal of foreign troops.

Its head said so on “Tuesday”.
";
    let text = text(&sample::article(), 60);
    assert_eq!(strip_str(&text).to_string(), expected);
}

#[test]
fn an_article_as_json_has_its_body() {
    let text = json(&sample::article());
    let opening = format!(r#"{{"format_version":{FORMAT_VERSION},"id":"86685","headline":"Iraqi"#);
    assert!(text.starts_with(&opening), "{text}");
    assert!(text.ends_with("foreign troops.\\n\\nIts head said so on “Tuesday”.\"}\n"));
}

/// Texts full of what must not reach a terminal.
fn hostile() -> impl Strategy<Value = String> {
    let nasty = prop::sample::select(vec![
        '\0',
        '\u{7}',
        '\n',
        '\r',
        '\t',
        '\u{1b}',
        '[',
        '2',
        'J',
        'm',
        ']',
        '\u{7f}',
        '\u{85}',
        '\u{9b}',
        '\u{ad}',
        '\u{61c}',
        '\u{200b}',
        '\u{200d}',
        '\u{200e}',
        '\u{202e}',
        '\u{2028}',
        '\u{2066}',
        '\u{feff}',
        '\u{e0041}',
        '"',
        '<',
        '>',
        '&',
        '{',
        '}',
        '%',
        '=',
        ',',
        '\\',
        ' ',
        'é',
        '日',
        '\u{301}',
        '👨',
    ]);
    let character = prop_oneof![3 => nasty, 1 => any::<char>()];
    prop::collection::vec(character, 0..60).prop_map(String::from_iter)
}

prop_compose! {
    fn hostile_article()(
        texts in prop::collection::vec(hostile(), 11),
        ordinal in 0_u32..3,
    ) -> Article {
        let text = |at: usize| texts[at].clone();
        Article {
            id: ArticleId(text(0)),
            headline: text(1),
            body: text(2),
            published: "2021-01-19".parse().ok(),
            place: Some(text(3)),
            agency: Some(text(4)),
            bylines: vec![text(5), text(3)],
            source: Some(text(6)),
            section: Some(text(7)),
            keywords: vec![text(8)],
            language: Some(text(9)),
            url: Some(text(10)),
            origin: Origin { path: ArchivePath::from_stored(&text(4)), ordinal },
            ..Article::default()
        }
    }
}

fn page_of(article: Article) -> SearchPage {
    let text = article.body.clone();
    let borders: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let matches = borders
        .windows(2)
        .step_by(3)
        .map(|pair| pair[0]..pair[1])
        .collect();
    let passage = Passage {
        text,
        start_byte: 0,
        start: 0,
        matches,
        cut_before: true,
        cut_after: false,
    };
    let hit = SearchHit {
        explanation: None,
        copies: None,
        rank: 1,
        score: 1.0,
        archive: "news".to_owned(),
        headline_matches: vec![],
        passages: vec![passage],
        article,
    };
    SearchPage {
        words: Vec::new(),
        hits: vec![hit],
        ..sample::page()
    }
}

/// Whether nothing but these separators is left of what `safe` warns of.
fn is_safe(output: &str, separators: &[char]) -> bool {
    output
        .chars()
        .all(|c| separators.contains(&c) || safe::danger(c).is_none())
}

/// What `safe` warns of in the output for harmless articles: the format's own separators.
fn separators(format: &str) -> Vec<char> {
    let harmless = without_styles(&written(format, &sample::page()));
    let separators = harmless.chars().filter(|c| safe::danger(*c).is_some());
    separators.collect()
}

/// Takes off the styles this program writes, and nothing else.
fn without_styles(text: &str) -> String {
    let styles = ["\x1b[0m", "\x1b[1m", "\x1b[2m", "\x1b[3m", "\x1b[31m"];
    styles
        .iter()
        .fold(text.to_owned(), |text, style| text.replace(style, ""))
}

proptest! {
    #[test]
    fn no_format_writes_control_characters(article in hostile_article(), width in 0_usize..90) {
        let page = page_of(article.clone());
        let terminal = options(width, PathOutput::Terminal);
        for format in OUTPUT_FORMATS {
            if matches!(format.writer, Writer::Run(_)) {
                continue;
            }
            let output = String::from_utf8(bytes(format.name, &page, &terminal)).unwrap();
            let output = without_styles(&output);
            let separators = separators(format.name);
            prop_assert!(is_safe(&output, &separators), "{}: {output:?}", format.name);
        }
        let text = without_styles(&text(&article, width));
        prop_assert!(is_safe(&text, &['\n']), "{text:?}");
    }

    #[test]
    fn documents_have_no_markup_of_an_article(article in hostile_article()) {
        let page = page_of(article);
        let html = written("html", &page);
        let tags = [
            "!doctype", "html", "/html", "meta", "style", "/style", "title", "/title", "body", "h1", "/h1", "h2",
            "/h2", "p", "/p", "section", "/section", "mark", "/mark",
        ];
        for tag in html.split('<').skip(1) {
            let end = tag.find(['>', ' ']).unwrap_or(tag.len());
            prop_assert!(tags.contains(&&tag[..end]), "<{tag}");
        }
        let ris = written("ris", &page);
        let is_field = |line: &str| line.is_empty() || line.as_bytes().get(2..6) == Some(b"  - ");
        prop_assert!(ris.split("\r\n").all(is_field), "{ris:?}");
        prop_assert_eq!(ris.matches("ER  - \r\n").count(), 1);
        let mut depth = 0_i32;
        let mut before = ' ';
        for c in written("bibtex", &page).trim_end().chars() {
            match c {
                '{' if before != '\\' => depth += 1,
                '}' if before != '\\' => depth -= 1,
                _ => {}
            }
            prop_assert!(depth >= 0);
            before = c;
        }
        prop_assert_eq!(depth, 0);
    }

    #[test]
    fn json_keeps_every_character(article in hostile_article()) {
        let read: serde_json::Value = serde_json::from_str(&json(&article)).unwrap();
        prop_assert_eq!(read["headline"].as_str(), Some(&*article.headline));
        prop_assert_eq!(read["body"].as_str(), Some(&*article.body));
        prop_assert_eq!(read["path"].as_str(), Some(article.origin.path.as_str()));
    }

    #[test]
    fn csv_has_a_record_a_hit(article in hostile_article()) {
        let output = written("csv", &page_of(article.clone()));
        let mut table = ::csv::Reader::from_reader(output.as_bytes());
        let rows: Vec<_> = table.records().map(Result::unwrap).collect();
        prop_assert_eq!(rows.len(), 1);
        // A cell that is like a formula has an apostrophe before it.
        let headline = safe::lines_for_terminal(&article.headline);
        let cell = rows[0][4].to_owned();
        let is_same = cell == headline || cell.strip_prefix('\'') == Some(&headline);
        prop_assert!(is_same, "{cell:?} {headline:?}");
    }
}
