//! Hostile requests and articles: who may ask, what is refused, and what never reaches a page.

use super::server::{Server, first_hit};
use crate::harness::Archive;
use std::fs;
use std::io::{Read, Write};
use std::os::unix::fs::PermissionsExt;

fn small() -> Archive {
    let archive = Archive::of(&[("a.txt", "Troops left\n\nTroops left the north.\n")]);
    archive.index();
    archive
}

#[test]
fn another_address_needs_a_token_or_no_auth() {
    let archive = small();
    let serve = |more: &[&str]| {
        let mut arguments = vec!["serve", "articles", "--listen", "0.0.0.0:0"];
        arguments.extend(more);
        archive.run_in(&archive.beside(""), &arguments)
    };
    serve(&[])
        .exits(2)
        .says("--token-file FILE; or everybody: --no-auth");
    fs::write(archive.beside("tokens"), "0123456789abcdef\n").unwrap();
    fs::set_permissions(archive.beside("tokens"), fs::Permissions::from_mode(0o644)).unwrap();
    serve(&["--token-file", "tokens"])
        .exits(2)
        .says("chmod 600");
    let taken = Server::of(&archive);
    let address = taken.address.to_string();
    let again = archive.run_in(
        &archive.beside(""),
        &["serve", "articles", "--listen", &address],
    );
    again.exits(2).says("cannot listen at");
}

#[test]
fn only_who_has_a_token_reads() {
    let archive = small();
    fs::write(archive.beside("tokens"), "0123456789abcdef\n").unwrap();
    fs::set_permissions(archive.beside("tokens"), fs::Permissions::from_mode(0o600)).unwrap();
    let server = Server::with(&archive, &["articles", "--token-file", "tokens"]);
    server.get("/healthz").is(200);
    let refused = server.get("/api/search?q=troops").is(401);
    assert!(
        refused
            .header("www-authenticate")
            .unwrap()
            .starts_with("Bearer")
    );
    server.get("/metrics").is(401);
    let sent = server.get("/?q=troops").is(303);
    assert_eq!(
        sent.header("location"),
        Some("/login?next=%2F%3Fq%3Dtroops")
    );
    let bearer = |token: &str| format!("Authorization: Bearer {token}");
    server
        .ask(
            "GET",
            "/api/search?q=troops",
            &[&bearer("0123456789abcdef")],
        )
        .is(200);
    server
        .ask(
            "GET",
            "/api/search?q=troops",
            &[&bearer("0123456789abcdeg")],
        )
        .is(401);

    let log_in = |body: &str, more: &str| {
        let length = body.len();
        let host = server.address;
        let request = format!(
            "POST /login HTTP/1.1\r\nHost: {host}\r\n{more}Content-Length: {length}\r\nConnection: close\r\n\r\n{body}"
        );
        server.send(request.as_bytes())
    };
    log_in("token=wrong&next=/", "").is(401);
    log_in("token=0123456789abcdef", "Origin: https://evil.example\r\n").is(403);
    let done = log_in("token=0123456789abcdef&next=%2F%3Fq%3Dtroops", "").is(303);
    assert_eq!(done.header("location"), Some("/?q=troops"));
    let cookie = done.header("set-cookie").unwrap();
    assert!(cookie.contains("HttpOnly; SameSite=Strict"), "{cookie}");
    let cookie = cookie.split(';').next().unwrap();
    let page = server
        .ask("GET", "/?q=troops", &[&format!("Cookie: {cookie}")])
        .is(200);
    assert!(page.text().contains("Troops"), "{page:?}");
    log_in("token=0123456789abcdef&next=//evil.example", "")
        .is(303)
        .header("location")
        .map_or_else(
            || panic!("no location"),
            |location| assert_eq!(location, "/"),
        );
}

#[test]
fn hostile_requests_are_refused() {
    let archive = small();
    let server = Server::of(&archive);
    let host = |name: &str| server.ask("GET", "/", &[&format!("Host: {name}")]).status;
    assert_eq!(host("evil.example"), 421);
    assert_eq!(host("localhost.evil.example"), 421);
    assert_eq!(host("localhost"), 200);
    assert_eq!(
        server
            .ask("GET", "/", &["Host: localhost", "Host: evil.example"])
            .status,
        421
    );
    assert_eq!(server.send(b"GET / HTTP/1.0\r\n\r\n").status, 421);
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"] {
        let refused = server
            .ask(method, "/api/search?q=a", &["Content-Length: 0"])
            .is(405);
        assert_eq!(refused.header("allow"), Some("GET, HEAD"), "{method}");
    }
    for path in [
        "/../../etc/passwd",
        "/assets/../Cargo.toml",
        "/assets/..%2f..%2fetc%2fpasswd",
        "/file/articles/..%2f..%2fetc%2fpasswd",
        "/file/..%2f/x",
        "/api/articles/articles/%2e%2e%2f%2e%2e",
        "/api/articles/articles/%00",
        "/api/articles/articles/%ff%fe",
        "/article/articles/x?path=../../../etc/passwd",
        "/.dateline/CURRENT",
        "/nothing",
        "/api/nothing",
    ] {
        let status = server.get(path).status;
        assert!(matches!(status, 400 | 404), "{path}: {status}");
    }
    let long = format!("/?q={}", "a".repeat(40_000));
    assert_eq!(server.get(&long).status, 414);
    let huge = format!("X-Long: {}", "a".repeat(100_000));
    assert_eq!(server.ask("GET", "/", &[&huge]).status, 431);
    let many: Vec<String> = (0..200).map(|number| format!("X-{number}: a")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    assert_eq!(server.ask("GET", "/", &many).status, 431);
    assert_eq!(server.send(b"\x16\x03\x01\x02\x00\x01").status, 400);
    assert_eq!(server.get("/healthz").status, 200);
}

#[test]
fn a_mistake_in_a_parameter_is_told() {
    let archive = small();
    let server = Server::of(&archive);
    for (path, parameter) in [
        ("/api/search?limit=1000", "limit"),
        ("/api/search?offset=99999999", "offset"),
        ("/api/search?since=nonsense", "since"),
        ("/api/search?fields=nonsense", "fields"),
        ("/api/search?q=a&q=b", "q"),
        ("/api/search?nonsense=1", "nonsense"),
        ("/api/terms", "q"),
        ("/api/facets?by=nonsense", "by"),
        ("/api/search?recency=0d", "recency"),
        ("/api/search?on=2021&since=2020", "on"),
        ("/api/search?format=bibtex&fields=id", "fields"),
    ] {
        let problem = server.get(path).is(400);
        assert_eq!(
            problem.header("content-type"),
            Some("application/problem+json")
        );
        let problem = problem.json();
        assert_eq!(problem["parameter"], parameter, "{path}: {problem}");
        assert_eq!(problem["status"], 400);
    }
    let page = server.get("/?limit=1000").is(400).text();
    assert!(page.contains("This address has a mistake"), "{page}");
    let query = format!("/api/search?q={}", "a+".repeat(1_500));
    assert_eq!(server.get(&query).is(400).json()["parameter"], "q");
}

#[test]
fn a_client_that_sends_slowly_holds_nobody_up() {
    let archive = small();
    let server = Server::of(&archive);
    let mut idle: Vec<_> = (0..200).map(|_| server.connect()).collect();
    for stream in &mut idle {
        stream.write_all(b"GET / HTTP/1.1\r\nHost: local").unwrap();
    }
    server.get("/?q=troops").is(200);
    // A client that is cut off reads the end of its connection, or an error.
    let mut first = idle.swap_remove(0);
    let mut rest = Vec::new();
    let _ = first.read_to_end(&mut rest);
    let rest = String::from_utf8_lossy(&rest);
    assert!(
        rest.is_empty() || rest.contains(" 408 ") || rest.contains(" 400 "),
        "{rest}"
    );
}

const HOSTILE: &str = "<script>alert(1)</script> \" onload=alert(1) ' <b>Troops</b> \u{202e}evil\u{0}\u{1b}[31m & {{7*7}}";

#[test]
fn nothing_of_an_article_is_markup_on_any_page() {
    let archive = Archive::new();
    let record = serde_json::json!({
        "id": "<img src=x onerror=alert(1)>/..%2f\"", "title": HOSTILE, "text": HOSTILE.repeat(3),
        "source": HOSTILE, "place": HOSTILE, "section": HOSTILE, "author": HOSTILE,
        "language": "\" onload=x", "date": "2021-01-19", "url": "javascript:alert(1)",
    });
    let other = serde_json::json!({
        "id": "b", "title": "x".repeat(100_000), "text": "Troops stayed on the islands for years.",
        "date": "2021-02-19",
    });
    archive.write("a.jsonl", format!("{record}\n{other}\n"));
    archive.index();
    let server = Server::of(&archive);
    let results = server
        .get("/?q=troops+%3Cscript%3Ealert(1)%3C/script%3E%22")
        .is(200);
    let link = first_hit(&results.text());
    let mut pages = vec![results, server.get(&link).is(200)];
    for path in [
        "/",
        "/status",
        "/saved",
        "/help",
        "/feed?q=troops",
        "/?q=troops&source=%3Cscript%3E",
    ] {
        pages.push(server.get(path).is(200));
    }
    pages.push(server.get("/nothing/%3Cscript%3E"));
    pages.push(server.get("/?sort=%3Cscript%3E"));
    for page in pages {
        let text = page.text();
        for part in [
            "<script>",
            "<img",
            "<b>",
            "onload=alert(1) '",
            "\u{202e}",
            "\u{0}",
            "\u{1b}",
            "\" onload",
            "javascript:",
        ] {
            assert!(!text.contains(part), "{part:?} in {text}");
        }
        let policy = page.header("content-security-policy").unwrap();
        assert!(!policy.contains("unsafe"), "{policy}");
        assert_eq!(page.header("x-content-type-options"), Some("nosniff"));
        assert!(text.len() < 60_000, "{} bytes", text.len());
    }
}

#[test]
fn files_are_given_only_where_that_is_allowed_and_from_inside() {
    let archive = Archive::of(&[("a.txt", "Troops left\n\nTroops left the north.\n")]);
    fs::write(
        archive.beside("secret.txt"),
        "A secret\n\nA secret of the troops.\n",
    )
    .unwrap();
    std::os::unix::fs::symlink(
        archive.beside("secret.txt"),
        archive.folder().join("link.txt"),
    )
    .unwrap();
    let config = |more: &str| {
        let text = format!("[archive.news]\nfolder = \"articles\"\nfollow = true\n{more}");
        fs::write(archive.beside("dateline.toml"), text).unwrap();
    };
    config("");
    archive.run_in(&archive.beside(""), &["reindex"]).exits(0);
    let link = |server: &Server, path: &str| {
        let found = server
            .get("/api/search?q=troops&copies=show")
            .is(200)
            .json();
        let hits = found["hits"].as_array().unwrap();
        let hit = hits.iter().find(|hit| hit["path"] == path).unwrap();
        format!("/file/news/{}", hit["id"].as_str().unwrap())
    };
    let server = Server::with(&archive, &["--config", "dateline.toml"]);
    server.get(&link(&server, "a.txt")).is(404);
    drop(server);
    config("serve-files = true\n");
    let server = Server::with(&archive, &["--config", "dateline.toml"]);
    let file = server.get(&link(&server, "a.txt")).is(200);
    assert_eq!(
        file.header("content-disposition"),
        Some("attachment; filename=\"a.txt\"")
    );
    assert_eq!(
        file.header("content-type"),
        Some("application/octet-stream")
    );
    assert_eq!(file.text(), "Troops left\n\nTroops left the north.\n");
    // A link that leads out of the folder is in the index, and its file is not given.
    server.get(&link(&server, "link.txt")).is(404);
}

#[test]
fn a_private_log_has_no_queries() {
    let archive = small();
    let mut server = Server::with(&archive, &["articles", "--log", "json", "--private"]);
    server.get("/api/search?q=troops").is(200);
    server.wait_for("\"path\":\"/api/search\"");
    let log = server.log();
    assert!(!log.contains("troops"), "{log}");
    for line in log.lines().filter(|line| line.starts_with('{')) {
        serde_json::from_str::<serde_json::Value>(line).unwrap();
    }
    let mut server = Server::with(&archive, &["articles"]);
    server.get("/api/search?q=troops").is(200);
    server.wait_for("GET /api/search?q=troops 200");
}

#[test]
fn other_origins_use_the_api_only_if_they_may() {
    let archive = small();
    let origin = "Origin: https://news.example";
    let server = Server::of(&archive);
    let answer = server.ask("GET", "/api/search?q=a", &[origin]);
    assert_eq!(answer.header("access-control-allow-origin"), None);
    let server = Server::with(&archive, &["articles", "--cors", "https://news.example"]);
    let allowed = |origin: &str| {
        let answer = server.ask("GET", "/api/search?q=a", &[origin]).is(200);
        answer
            .header("access-control-allow-origin")
            .map(str::to_owned)
    };
    assert_eq!(allowed(origin).as_deref(), Some("https://news.example"));
    assert_eq!(allowed("Origin: https://evil.example"), None);
    let preflight = [
        "Origin: https://news.example",
        "Access-Control-Request-Method: GET",
    ];
    server.ask("OPTIONS", "/api/search", &preflight).is(200);
}
