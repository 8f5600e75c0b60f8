//! How a server lives: new generations, damaged archives, a changed configuration, its end.

use super::server::{PATIENCE, Server};
use crate::harness::Archive;
use std::fs;
use std::io::{Read, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

fn waits_until(what: &str, mut is_so: impl FnMut() -> bool) {
    let began = Instant::now();
    while !is_so() {
        assert!(
            began.elapsed() < PATIENCE,
            "not within {PATIENCE:?}: {what}"
        );
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn total(server: &Server, query: &str) -> u64 {
    let found = server
        .get(&format!("/api/search?copies=show&q={query}"))
        .is(200);
    found.json()["total"].as_u64().unwrap()
}

#[test]
fn each_answer_is_of_one_generation_while_others_are_published() {
    let archive = Archive::of(&[("0.txt", "Troops left\n\nTroops left town 0.\n")]);
    archive.index();
    let server = Server::of(&archive);
    let is_done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let asking = || {
            let mut asked = 0;
            while !is_done.load(Ordering::Relaxed) {
                let found = server
                    .get("/api/search?q=troops&copies=show&limit=100")
                    .is(200)
                    .json();
                // Generation n has n articles.
                let generation = &found["archives"][0]["generation"];
                assert_eq!(&found["total"], generation, "{found}");
                assert_eq!(
                    found["hits"].as_array().unwrap().len() as u64,
                    generation.as_u64().unwrap()
                );
                asked += 1;
            }
            asked
        };
        let readers = [scope.spawn(asking), scope.spawn(asking)];
        for number in 1..12 {
            archive.write(
                &format!("{number}.txt"),
                format!("Troops left\n\nTroops left town {number}.\n"),
            );
            archive.index();
        }
        waits_until("the last generation", || total(&server, "troops") == 12);
        is_done.store(true, Ordering::Relaxed);
        for reader in readers {
            assert!(reader.join().unwrap() > 0);
        }
    });
}

#[test]
fn articles_that_are_kept_for_later_are_those_of_the_archives_that_are_searched() {
    let archive = Archive::of(&[("a.txt", "Troops left\n\nTroops left the north.\n")]);
    archive.index();
    fs::create_dir(archive.beside("other")).unwrap();
    fs::write(
        archive.beside("other/b.txt"),
        "Ferries stay\n\nTroops took the ferry.\n",
    )
    .unwrap();
    fs::write(
        archive.beside("dateline.toml"),
        "[archive.one]\nfolder = \"articles\"\n[archive.two]\nfolder = \"other\"\n",
    )
    .unwrap();
    archive
        .run_in(&archive.beside(""), &["index", "other"])
        .exits(0);
    let server = Server::with(&archive, &["--config", "dateline.toml"]);
    let headlines = |choice: &str| -> Vec<String> {
        let path = format!("/api/search?q=troops&sort=oldest{choice}");
        let found = server.get(&path).is(200).json();
        let hits = found["hits"].as_array().unwrap().iter();
        let mut shown: Vec<_> = hits.map(|hit| hit["headline"].to_string()).collect();
        shown.sort_unstable();
        shown
    };
    for _ in 0..3 {
        assert_eq!(headlines(""), ["\"Ferries stay\"", "\"Troops left\""]);
        assert_eq!(headlines("&in=two"), ["\"Ferries stay\""]);
        assert_eq!(headlines("&in=one"), ["\"Troops left\""]);
    }
    archive.write("a.txt", "Troops stay\n\nTroops stay in the north.\n");
    archive.index();
    waits_until("the next generation", || {
        headlines("&in=one") == ["\"Troops stay\""]
    });
    assert_eq!(headlines(""), ["\"Ferries stay\"", "\"Troops stay\""]);
}

#[test]
fn a_damaged_archive_is_not_available_and_the_others_are() {
    let archive = Archive::of(&[("a.txt", "Troops left\n\nTroops left the north.\n")]);
    archive.index();
    fs::create_dir(archive.beside("other")).unwrap();
    fs::write(
        archive.beside("other/b.txt"),
        "Ferries stay\n\nTroops took the ferry.\n",
    )
    .unwrap();
    fs::write(
        archive.beside("dateline.toml"),
        "[archive.one]\nfolder = \"articles\"\n[archive.two]\nfolder = \"other\"\n",
    )
    .unwrap();
    let mut server = Server::with(&archive, &["--config", "dateline.toml"]);
    server.wait_for("two: ");
    let found = server.get("/api/search?q=troops").is(200).json();
    assert_eq!(found["total"], 1);
    assert_eq!(found["notes"][0], "not searched: two: it has no index yet");
    server.get("/api/search?q=troops&in=two").is(503);
    server.get("/api/search?q=troops&in=three").is(404);
    archive
        .run_in(&archive.beside(""), &["index", "other"])
        .exits(0);
    waits_until("the second archive", || total(&server, "troops") == 2);
    assert_eq!(total(&server, "troops&in=two"), 1);

    // A damaged generation leaves the one before in its place.
    archive.write("c.txt", "More troops\n\nMore troops left the south.\n");
    archive.index();
    waits_until("the second generation", || total(&server, "troops") == 3);
    let current = archive.folder().join(".dateline/CURRENT");
    fs::write(&current, "not a number\n").unwrap();
    server.wait_for("one: ");
    waits_until("the fault", || {
        let archives = server.get("/api/archives").is(200).json();
        archives["archives"][0]["problem"].is_string()
    });
    assert_eq!(total(&server, "troops"), 3);
    let page = server.get("/status").is(200).text();
    assert!(page.contains("The newest generation is not used"), "{page}");
    let folder = archive.folder().display().to_string();
    assert!(!page.contains(&folder), "{page}");

    // An index that is gone makes its archive unavailable, not the server.
    fs::remove_dir_all(archive.folder().join(".dateline")).unwrap();
    waits_until("the loss", || total(&server, "troops") == 1);
    server.get("/readyz").is(200);
    assert!(!server.get("/api/archives").text().contains(&folder));

    // Another index in its place is opened, though its numbers start at 1 again.
    archive.index();
    waits_until("the new index", || total(&server, "troops") == 3);
    let aside = archive.beside("aside");
    fs::rename(archive.folder().join(".dateline"), &aside).unwrap();
    archive.remove("c.txt");
    archive.index();
    waits_until("one more", || total(&server, "troops") == 2);
}

#[test]
fn a_changed_configuration_is_read_again() {
    let archive = Archive::of(&[("a.txt", "Troops left\n\nTroops left the north.\n")]);
    archive.index();
    let file = archive.beside("dateline.toml");
    let one = "[archive.one]\nfolder = \"articles\"\n";
    fs::write(&file, one).unwrap();
    let mut server = Server::with(&archive, &["--config", "dateline.toml"]);
    let watched = "[watch.leaving]\nquery = \"troops\"\n";
    fs::write(&file, [one, watched].concat()).unwrap();
    waits_until("the watch", || {
        server.get("/saved").is(200).text().contains("leaving")
    });
    assert_eq!(total(&server, "watch:leaving"), 1);
    fs::write(&file, "[archive.one\n").unwrap();
    server.wait_for("the one before stays");
    assert_eq!(total(&server, "troops"), 1);
    fs::write(&file, one).unwrap();
    let again = server.log().matches("read again").count();
    server.signal("-HUP");
    waits_until("SIGHUP", || {
        server.log().matches("read again").count() > again
    });
}

#[test]
fn sigterm_ends_it_after_the_requests_in_progress() {
    let archive = Archive::of(&[("a.txt", "Troops left\n\nTroops left the north.\n")]);
    archive.index();
    let mut server = Server::of(&archive);
    let mut open = server.connect();
    open.write_all(b"GET /api/search?q=troops HTTP/1.1\r\nHost: localhost\r\n")
        .unwrap();
    server.signal("-TERM");
    server.wait_for("ending");
    // This request had begun.
    let _ = open.write_all(b"\r\n");
    let mut answer = Vec::new();
    let _ = open.read_to_end(&mut answer);
    assert_eq!(server.ends(), Some(0), "{}", server.log());
}

#[test]
fn a_search_has_a_time_limit() {
    let archive = Archive::of(&[("a.txt", "Troops left\n\nTroops left the north.\n")]);
    archive.index();
    let server = Server::with(&archive, &["articles", "--timeout", "1ns"]);
    let refused = server.get("/api/search?q=troops*").is(503);
    assert_eq!(refused.header("retry-after"), Some("1"));
    assert_eq!(
        refused.header("content-type"),
        Some("application/problem+json")
    );
    server.get("/healthz").is(200);
}

#[test]
fn a_folder_without_an_index_is_indexed_first() {
    let archive = Archive::of(&[("a.txt", "Troops left\n\nTroops left the north.\n")]);
    let server = Server::of(&archive);
    assert_eq!(total(&server, "troops"), 1);
}
