//! The API answers what the command line prints, but for the time taken.

use super::server::{Server, with_copies};
use crate::harness::{Archive, sample_corpus};
use serde_json::Value;

fn without_time(mut answer: Value) -> Value {
    if let Value::Object(keys) = &mut answer {
        keys.remove("took_ms");
    }
    answer
}

#[track_caller]
fn compare(server: &Server, archive: &Archive, path: &str, typed: &[&str]) {
    let mut arguments = typed.to_vec();
    arguments.extend(["--in", "articles", "--format", "json"]);
    let printed = archive.run_in(&archive.beside(""), &arguments);
    let printed = without_time(printed.json());
    let answer = without_time(server.get(path).is(200).json());
    assert_eq!(answer, printed, "{path}\n{typed:?}");
}

#[test]
fn the_api_has_the_json_of_the_command_line() {
    let archive = sample_corpus();
    archive.index();
    let server = Server::of(&archive);
    for (path, typed) in [
        ("/api/search?q=troops", &["search", "troops"] as &[_]),
        (
            "/api/search?q=troops+withdrawal&limit=3&offset=1&explain=true",
            &[
                "search",
                "troops",
                "withdrawal",
                "-n",
                "3",
                "--offset",
                "1",
                "--explain",
            ],
        ),
        (
            "/api/search?q=troops&since=2021-01&until=2021-09&sort=newest&copies=show&versions=true",
            &[
                "search",
                "troops",
                "--since",
                "2021-01",
                "--until",
                "2021-09",
                "--sort",
                "newest",
                "--copies",
                "show",
                "--versions",
            ],
        ),
        (
            "/api/search?q=withdrawl&on=2021&any-status=true&passages=2&context=5",
            &[
                "search",
                "withdrawl",
                "--on",
                "2021",
                "--any-status",
                "--passages",
                "2",
                "--context",
                "5",
            ],
        ),
        (
            "/api/search?q=troops&fields=headline,published,path&expand=rm3&recency=2y",
            &[
                "search",
                "troops",
                "--fields",
                "headline,published,path",
                "--expand=rm3",
                "--recency",
                "2y",
            ],
        ),
        (
            "/api/search?q=%22foreign+troops&limit=1",
            &["search", "\"foreign troops", "-n", "1"],
        ),
        ("/api/timeline?q=troops", &["timeline", "troops"]),
        (
            "/api/timeline?q=troops&by=year&split=source",
            &["timeline", "troops", "--by", "year", "--split", "source"],
        ),
        (
            "/api/timeline?q=troops&compare=ferry%20-bridge&by=year",
            &[
                "timeline",
                "troops",
                "--compare",
                "ferry -bridge",
                "--by",
                "year",
            ],
        ),
        ("/api/facets?q=troops", &["facets", "troops"]),
        (
            "/api/facets?q=troops&by=source,year&limit=2",
            &["facets", "troops", "--by", "source,year", "--limit", "2"],
        ),
        (
            "/api/terms?q=troops&limit=5",
            &["terms", "troops", "--limit", "5"],
        ),
        (
            "/api/terms?q=troops&limit=3&by=year",
            &["terms", "troops", "--limit", "3", "--by", "year"],
        ),
    ] {
        compare(&server, &archive, path, typed);
    }
}

#[test]
fn an_article_is_that_of_the_command_line() {
    let archive = with_copies();
    let server = Server::of(&archive);
    let found = server
        .get("/api/search?q=troops&copies=only&limit=1")
        .is(200)
        .json();
    let hit = &found["hits"][0];
    let (id, path) = (hit["id"].as_str().unwrap(), hit["path"].as_str().unwrap());
    let place = format!("{path}#{}", hit["ordinal"]);
    let encoded = |text: &str| {
        let bytes = text.bytes().map(|byte| format!("%{byte:02X}"));
        bytes.collect::<String>()
    };
    let tail = format!("articles/{}?path={}", encoded(id), encoded(&place));
    for (kind, command) in [
        ("articles", "show"),
        ("similar", "similar"),
        ("copies", "copies"),
    ] {
        compare(
            &server,
            &archive,
            &format!("/api/{kind}/{tail}"),
            &[command, &place],
        );
    }
    compare(
        &server,
        &archive,
        &format!("/api/similar/{tail}&before=true&within=1000d&limit=4"),
        &[
            "similar", &place, "--before", "--within", "1000d", "--limit", "4",
        ],
    );
    compare(
        &server,
        &archive,
        &format!("/api/similar/{tail}&q=troops%20-withdrawal&since=1990"),
        &[
            "similar",
            &place,
            "troops",
            "-withdrawal",
            "--since",
            "1990",
        ],
    );
}

#[test]
fn a_value_is_filtered_exactly_as_it_is_counted() {
    let archive = Archive::new();
    let mut lines = String::new();
    for (id, source) in ["Times", "New York Times", "Times", "The \"Times\""]
        .iter()
        .enumerate()
    {
        let record = serde_json::json!({
            "id": format!("a{id}"), "source": source, "title": format!("Troops {id}"),
            "text": format!("Troops left town number {id} by the river road {id}."),
        });
        lines.push_str(&record.to_string());
        lines.push('\n');
    }
    archive.write("a.jsonl", lines);
    archive.index();
    let server = Server::of(&archive);
    let facets = server.get("/api/facets?q=troops&by=source").is(200).json();
    let counted = facets["facets"].to_string();
    for (source, encoded, count) in [
        ("Times", "Times", 2),
        ("New York Times", "New+York+Times", 1),
        ("The \"Times\"", "The+%22Times%22", 1),
    ] {
        assert!(
            counted.contains(&serde_json::json!(source).to_string()),
            "{counted}"
        );
        let found = server.get(&format!(
            "/api/search?q=troops+withdrawal&copies=show&source={encoded}"
        ));
        assert_eq!(found.is(200).json()["total"], count, "{source}");
    }
}
