//! The OpenAPI document: every answer is as it says, and it names every parameter that is taken.

use super::server::{Server, with_copies};
use crate::harness::sample_corpus;
use serde_json::{Value, json};

/// Checks a value with a schema of the document.
#[track_caller]
fn check(document: &Value, name: &str, value: &Value) {
    let mut schemas = boon::Schemas::new();
    let mut compiler = boon::Compiler::new();
    let mut whole = document.clone();
    whole["$ref"] = json!(format!("#/components/schemas/{name}"));
    compiler
        .add_resource("http://x.example/openapi.json", whole)
        .unwrap();
    let place = format!("http://x.example/openapi.json#/components/schemas/{name}");
    let schema = compiler.compile(&place, &mut schemas).unwrap();
    if let Err(error) = schemas.validate(value, schema) {
        panic!("{name}: {error:#}\n{value:#}");
    }
}

#[test]
fn answers_are_as_the_document_says() {
    let archive = with_copies();
    let server = Server::of(&archive);
    let document = server.get("/openapi.json").is(200).json();
    assert_eq!(document["openapi"], "3.1.0");
    let hit = server
        .get("/api/search?q=troops&copies=only&limit=1")
        .is(200)
        .json();
    let id = hit["hits"][0]["id"].as_str().unwrap().to_owned();
    let paths = document["paths"].as_object().unwrap();
    assert!(paths.len() >= 9, "{}", paths.len());
    for (path, item) in paths {
        let operation = &item["get"];
        let name = operation["operationId"].as_str().unwrap();
        let asked = path.replace("{archive}", "articles").replace("{id}", &id);
        let asked = if path.contains('{') {
            asked
        } else {
            format!("{asked}?q=troops")
        };
        let asked = if name == "archives" {
            path.clone()
        } else {
            asked
        };
        let answer = server.get(&asked).is(200);
        check(&document, name, &answer.json());
        assert_eq!(answer.header("content-type"), Some("application/json"));
        let wrong = server.get(
            &format!("{path}?nonsense=1")
                .replace("{archive}", "articles")
                .replace("{id}", "x"),
        );
        assert!(matches!(wrong.status, 400 | 404), "{path}");
        check(&document, "Problem", &wrong.json());
        for parameter in operation["parameters"].as_array().unwrap() {
            if parameter["in"] == "query" {
                assert!(!parameter["description"].as_str().unwrap().is_empty());
            }
        }
    }
}

#[test]
fn hits_come_in_every_format_of_the_document() {
    let archive = sample_corpus();
    archive.index();
    let server = Server::of(&archive);
    let document = server.get("/openapi.json").is(200).json();
    let parameters = document["paths"]["/api/search"]["get"]["parameters"].clone();
    let own: Vec<_> = parameters
        .as_array()
        .unwrap()
        .iter()
        .filter(|own| own["name"] == "format")
        .collect();
    let [format] = own[..] else { panic!("{own:?}") };
    let content = &document["paths"]["/api/search"]["get"]["responses"]["200"]["content"];
    for name in format["schema"]["enum"].as_array().unwrap() {
        let name = name.as_str().unwrap();
        let answer = server
            .get(&format!("/api/search?q=troops&format={name}"))
            .is(200);
        let kind = answer
            .header("content-type")
            .unwrap()
            .split(';')
            .next()
            .unwrap();
        assert!(content[kind].is_object(), "{kind}");
        assert!(
            answer.text().to_lowercase().contains("troops"),
            "{name}: {}",
            answer.text()
        );
    }
}

#[test]
fn what_the_reader_has_is_not_sent_again() {
    let archive = sample_corpus();
    archive.index();
    let server = Server::of(&archive);
    for path in ["/api/search?q=troops", "/?q=troops", "/feed?q=troops"] {
        let first = server.get(path).is(200);
        let tag = first.header("etag").unwrap().to_owned();
        let again = server
            .ask("GET", path, &[&format!("If-None-Match: {tag}")])
            .is(304);
        assert!(again.body.is_empty());
        assert_eq!(again.header("etag"), Some(tag.as_str()));
    }
    archive.write(
        "new.txt",
        "New troops\n\nNew troops came by the northern road.\n",
    );
    let before = server
        .get("/api/search?q=troops")
        .header("etag")
        .unwrap()
        .to_owned();
    archive.index();
    let began = std::time::Instant::now();
    loop {
        let answer = server.ask(
            "GET",
            "/api/search?q=troops",
            &[&format!("If-None-Match: {before}")],
        );
        if answer.status == 200 {
            break;
        }
        assert!(began.elapsed() < super::server::PATIENCE);
    }
}

#[test]
fn answers_are_compressed_for_who_can_read_that() {
    let archive = sample_corpus();
    archive.index();
    let server = Server::of(&archive);
    let whole = server.get("/?q=troops").is(200).body.len();
    for name in ["gzip", "br"] {
        let answer = server
            .ask("GET", "/?q=troops", &[&format!("Accept-Encoding: {name}")])
            .is(200);
        assert_eq!(answer.header("content-encoding"), Some(name));
        assert!(
            answer.body.len() * 2 < whole,
            "{name}: {} of {whole}",
            answer.body.len()
        );
    }
}

#[test]
fn numbers_are_counted() {
    let archive = sample_corpus();
    archive.index();
    let server = Server::of(&archive);
    server.get("/api/search?q=troops").is(200);
    server.get("/api/nothing").is(404);
    let text = server.get("/metrics").is(200).text();
    for line in [
        "dateline_requests_total{page=\"api\",code=\"200\"} 1",
        "dateline_requests_total{page=\"api\",code=\"404\"} 1",
        "dateline_generation{archive=\"articles\"} 1",
        "dateline_available{archive=\"articles\"} 1",
        "dateline_waiting 0",
        "# EOF",
    ] {
        assert!(text.contains(line), "no {line} in\n{text}");
    }
}
