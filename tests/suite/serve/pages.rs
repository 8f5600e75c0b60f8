//! What pages show, without a browser: tests/browser looks at them with one.

use super::server::{Server, first_hit, with_copies};
use crate::harness::{Archive, sample_corpus};
use std::fs;

#[track_caller]
fn has(page: &str, parts: &[&str]) {
    for part in parts {
        assert!(page.contains(part), "no `{part}` in\n{page}");
    }
}

#[test]
fn a_search_shows_hits_filters_and_a_timeline() {
    let archive = sample_corpus();
    archive.index();
    let server = Server::of(&archive);
    let page = server.get("/?q=troops").is(200).text();
    has(
        &page,
        &[
            "<mark>",
            "<strong>8 articles</strong>",
            "<svg role=\"group\"",
            "<h2>Source</h2>",
            "Sort: <strong>best first</strong>",
            "rel=\"alternate\" type=\"application/atom+xml\"",
            "value=\"troops\"",
        ],
    );
    let dated = server
        .get("/?q=troops&since=2021-07&until=2021-08")
        .is(200)
        .text();
    has(
        &dated,
        &[
            " of 8 articles",
            "2021-07 to 2021-08",
            "all dates",
            "class=\"chosen\"",
        ],
    );
    let nothing = server.get("/?q=zeppelinnowhere").is(200).text();
    has(&nothing, &["Nothing is found", "No article"]);
    let newest = server.get("/").is(200).text();
    has(&newest, &["Sort: <strong>newest</strong>"]);
    let second = server.get("/?q=&offset=10").is(200).text();
    has(&second, &["rel=\"prev\"", "rel=\"next\"", "11–20"]);
    let suggested = server
        .get("/?q=zeppelinnowhere+OR+withdrawl")
        .is(200)
        .text();
    has(&suggested, &["Did you mean"]);
}

#[test]
fn an_article_has_its_facts_and_can_be_taken_along() {
    let archive = with_copies();
    let server = Server::of(&archive);
    let results = server
        .get("/?q=convoy+vote+lawmakers&copies=only")
        .is(200)
        .text();
    let page = server.get(&first_hit(&results)).is(200).text();
    has(
        &page,
        &[
            "<h1 dir=\"auto\">",
            "<mark>",
            "id=\"copies\"",
            "<dt>path</dt>",
            "rel=\"up\"",
            ">BibTeX</a>",
            "1 of ",
        ],
    );
    let takes: Vec<String> = page
        .split("href=\"/take/")
        .skip(1)
        .map(|part| {
            format!(
                "/take/{}",
                part.split('"')
                    .next()
                    .unwrap()
                    .replace("&amp;", "&")
                    .replace("&#38;", "&")
            )
        })
        .collect();
    assert_eq!(takes.len(), 6, "{takes:?}");
    for (take, start) in takes
        .iter()
        .zip(["", "# ", "TY  - ", "@", "headline,", "{"])
    {
        let text = server.get(take).is(200).text();
        assert!(
            text.starts_with(start) && !text.is_empty(),
            "{take}: {text}"
        );
    }
}

#[test]
fn an_id_of_two_versions_is_the_current_one() {
    let record = |day: u32, said: &str| {
        let text = format!("A quake hit Arden in the north on Monday. {said} people died there.");
        let date = format!("2021-03-{day:02}");
        serde_json::json!({"id": "7", "title": "Quake", "date": date, "source": "Post", "text": text})
    };
    let archive = Archive::new();
    let lines = format!("{}\n{}\n", record(1, "Three"), record(2, "Nine"));
    archive.write("a.jsonl", lines);
    archive.index();
    let server = Server::of(&archive);
    let shown = server.get("/api/articles/articles/7").is(200).json();
    assert_eq!(shown["ordinal"], 2);
    let page = server.get("/article/articles/7").is(200).text();
    has(&page, &["Nine people"]);
}

#[test]
fn several_articles_with_one_id_are_named_by_their_paths() {
    let record = |text: &str| serde_json::json!({"id": "7", "title": text, "text": format!("{text} troops")});
    let archive = Archive::new();
    archive.write("a.jsonl", format!("{}\n", record("One")));
    archive.write("b.jsonl", format!("{}\n", record("Another thing")));
    archive.index();
    let server = Server::of(&archive);
    let problem = server.get("/api/articles/articles/7").is(409).json();
    assert_eq!(problem["paths"], serde_json::json!(["a.jsonl", "b.jsonl"]));
    has(
        &server.get("/article/articles/7").is(409).text(),
        &["href=\"?path=b.jsonl\""],
    );
    has(
        &server
            .get("/article/articles/7?path=b.jsonl")
            .is(200)
            .text(),
        &["Another thing"],
    );
}

#[test]
fn a_feed_is_of_any_search_and_of_alerts() {
    let archive = Archive::of(&[("a.txt", "Troops left\n\nTroops left the north.\n")]);
    fs::write(
        archive.beside("dateline.toml"),
        "[archive.news]\nfolder = \"articles\"\n[watch.leaving]\nquery = \"troops\"\nexisting = true\n",
    )
    .unwrap();
    archive.run_in(&archive.beside(""), &["reindex"]).exits(0);
    let server = Server::with(&archive, &["--config", "dateline.toml"]);
    let feed = server.get("/feed?q=troops").is(200);
    assert_eq!(
        feed.header("content-type"),
        Some("application/atom+xml; charset=utf-8")
    );
    let own = format!("href=\"http://{}/feed?q=troops\"", server.address);
    has(&feed.text(), &["<title>Troops left</title>", &own]);
    has(
        &server.get("/saved").is(200).text(),
        &["leaving", "/saved/leaving/feed"],
    );
    has(
        &server.get("/saved/leaving").is(200).text(),
        &["Troops left", "found "],
    );
    has(
        &server.get("/saved/leaving/feed").is(200).text(),
        &["<title>Troops left</title>"],
    );
    server.get("/saved/nothing").is(404);
}

#[test]
fn right_to_left_texts_have_their_direction_and_language() {
    let record = serde_json::json!({
        "id": "fa", "title": "خروج نیروهای خارجی", "text": "نمایندگان مجلس با خروج نیروها موافقت کردند.",
        "language": "fa", "date": "2021-09-12",
    });
    let archive = Archive::new();
    archive.write("a.jsonl", format!("{record}\n"));
    archive.index();
    let server = Server::of(&archive);
    let page = server.get("/?q=%D8%AE%D8%B1%D9%88%D8%AC").is(200).text();
    has(
        &page,
        &["<h2 dir=\"rtl\">", "lang=\"fa\"", "<mark>خروج</mark>"],
    );
    has(
        &server.get(&first_hit(&page)).is(200).text(),
        &["<article lang=\"fa\">", "<h1 dir=\"rtl\">"],
    );
}
