//! Watches: each new article is reported once, in the journal, by hooks and in feeds.

use crate::harness::Archive;
use std::fs;

fn article(headline: &str) -> String {
    format!("{headline}\n\nA body of {headline}.\n")
}

fn watched(watch: &str) -> Archive {
    let archive = Archive::new();
    archive.write("a.txt", article("Zebra at large"));
    archive.write("b.txt", article("Nothing"));
    let config = format!(
        "[archive.news]\nfolders = [\"articles\"]\n[watch.zebras]\nexisting = true\n{watch}\n"
    );
    fs::write(archive.beside("dateline.toml"), config).unwrap();
    archive
}

/// The headlines of the alerts of one job, sorted.
fn alerts(archive: &Archive) -> Vec<String> {
    let lines = archive
        .run(&["reindex", "--alerts", "--allow-removals"])
        .exits(0)
        .stdout();
    let mut headlines: Vec<_> = lines
        .lines()
        .map(|line| {
            let alert: serde_json::Value = serde_json::from_str(line).unwrap();
            alert["headline"].as_str().unwrap().to_owned()
        })
        .collect();
    headlines.sort();
    headlines
}

#[test]
fn new_articles_are_reported_once_and_known_ones_never() {
    let archive = watched("query = \"zebra\"");
    assert_eq!(alerts(&archive), ["Zebra at large"]);
    assert_eq!(alerts(&archive), Vec::<String>::new());
    archive.write("c.txt", article("Another zebra"));
    assert_eq!(alerts(&archive), ["Another zebra"]);
    fs::rename(
        archive.folder().join("c.txt"),
        archive.folder().join("d.txt"),
    )
    .unwrap();
    assert_eq!(
        alerts(&archive),
        Vec::<String>::new(),
        "a moved file is not new"
    );
    archive.run(&["reindex", "--full"]).exits(0);
    assert_eq!(
        alerts(&archive),
        Vec::<String>::new(),
        "a rebuilt index has nothing new"
    );
    archive.write("d.txt", article("A zebra of another colour"));
    assert_eq!(alerts(&archive), ["A zebra of another colour"]);
    archive.remove("d.txt");
    alerts(&archive);
    archive.write("d.txt", article("A zebra of another colour"));
    assert_eq!(
        alerts(&archive),
        Vec::<String>::new(),
        "an article is never reported again"
    );
    let journal = fs::read_to_string(archive.folder().join(".dateline/alerts.jsonl")).unwrap();
    assert_eq!(journal.lines().count(), 3);
}

#[cfg(unix)]
#[test]
fn hooks_of_a_quiet_job_are_heard_only_if_they_fail() {
    let archive =
        watched("query = \"zebra\"\nhook = [\"sh\", \"-c\", \"echo found; echo aside >&2\"]");
    let quiet = archive.run(&["reindex", "--quiet"]).exits(0);
    assert_eq!(
        (quiet.stdout(), quiet.stderr()),
        (String::new(), String::new())
    );
    archive.write("c.txt", article("Another zebra"));
    archive
        .run(&["reindex"])
        .exits(0)
        .says("found\n")
        .says("aside\n");
    let config = archive.beside("dateline.toml");
    let text = fs::read_to_string(&config).unwrap();
    fs::write(&config, text.replace("found;", "found; exec false;")).unwrap();
    archive.write("d.txt", article("A third zebra"));
    let failed = archive
        .run(&["reindex", "--quiet"])
        .exits(3)
        .says("hook `watch.zebras`");
    assert!(
        failed.stderr().starts_with("found\n"),
        "{}",
        failed.explained()
    );
}

#[test]
fn feeds_have_ids_of_their_own_that_stay() {
    let archive = watched("query = \"zebra\"\nfeed = \"z.atom\"");
    archive.write(
        "p.jsonl",
        "{\"id\":\"9\",\"title\":\"Zebra\",\"text\":\"x\",\"url\":\"https://x.example/9\"}\n",
    );
    let ids = || {
        archive.run(&["reindex"]).exits(0);
        let feed = fs::read_to_string(archive.beside("z.atom")).unwrap();
        let ids = feed
            .split("<id>")
            .skip(1)
            .map(|rest| rest.split('<').next().unwrap());
        (feed.clone(), ids.map(str::to_owned).collect::<Vec<_>>())
    };
    let (feed, first) = ids();
    assert!(
        first
            .iter()
            .all(|id| id.starts_with("urn:uuid:") && id.len() == 45),
        "{feed}"
    );
    assert!(
        feed.contains("<link rel=\"alternate\" href=\"https://x.example/9\"/>"),
        "{feed}"
    );
    archive.write("c.txt", article("Another zebra"));
    let (_, second) = ids();
    assert_eq!(first[0], second[0], "the feed is the same one");
    assert!(
        first.iter().all(|id| second.contains(id)),
        "{first:?} {second:?}"
    );
    assert_eq!(second.len(), first.len() + 1);
}

#[test]
fn the_first_job_of_an_archive_reports_nothing_unless_it_is_asked_to() {
    let archive = watched("query = \"zebra\"");
    let config = archive.beside("dateline.toml");
    let text = fs::read_to_string(&config).unwrap();
    fs::write(&config, text.replace("existing = true", "")).unwrap();
    assert_eq!(alerts(&archive), Vec::<String>::new());
    archive.write("c.txt", article("Another zebra"));
    assert_eq!(alerts(&archive), ["Another zebra"]);
}

#[test]
fn the_next_job_reports_what_another_command_indexed() {
    let archive = watched("query = \"zebra\"");
    archive.run(&["index", "news"]).exits(0);
    assert_eq!(alerts(&archive), ["Zebra at large"]);
    archive.write("c.txt", article("Another zebra"));
    let current = archive
        .folder()
        .join(".dateline/generations/00000001/tantivy/meta.json");
    fs::write(current, "damaged").unwrap();
    archive.run(&["repair", "news"]).exits(0);
    assert_eq!(
        alerts(&archive),
        ["Another zebra"],
        "a repair reports only new articles"
    );
}

#[test]
fn one_new_line_of_many_records_is_one_alert() {
    let archive = watched("query = \"zebra\"");
    let lines = |count: usize| -> String {
        let line = |number| {
            format!("{{\"id\":\"{number}\",\"title\":\"Zebra {number}\",\"text\":\"x\"}}\n")
        };
        (0..count).map(line).collect()
    };
    archive.write("w.jsonl", lines(5));
    assert_eq!(alerts(&archive).len(), 6);
    archive.write("w.jsonl", lines(6));
    assert_eq!(alerts(&archive), ["Zebra 5"]);
}

#[test]
fn nothing_is_reported_twice_after_a_rollback() {
    let archive = watched("query = \"zebra\"");
    alerts(&archive);
    archive.write("c.txt", article("Another zebra"));
    assert_eq!(alerts(&archive), ["Another zebra"]);
    archive
        .run(&["rollback"])
        .exits(0)
        .says("generation 1 is current, no longer 2");
    archive.run(&["search", "another"]).exits(1);
    assert_eq!(alerts(&archive), Vec::<String>::new());
    archive.run(&["search", "another"]).exits(0);
    assert_eq!(archive.generation().number(), 3, "no number is used twice");
}

/// The headlines that watches report and those that a search of the archive finds, for a configuration.
fn reported_and_searched(query: &str, settings: &str) -> (Vec<String>, Vec<String>) {
    let archive = Archive::of(&[
        (
            "group.txt",
            "Raid\n\nFighters of Islamic State held the town.\n",
        ),
        ("daesh.txt", "Arrest\n\nA leader of Daesh was arrested.\n"),
        ("fair.txt", "Fair\n\nOn Monday the market opened.\n"),
        (
            "held.json",
            "{\"headline\":\"Withheld\",\"body\":\"Daesh and the market.\",\"pubstatus\":\"withheld\"}",
        ),
    ]);
    fs::write(archive.beside("ours.txt"), "bazaar, market\n").unwrap();
    let config = format!(
        "[archive.news]\nfolders = [\"articles\"]\n{settings}\n[watch.w]\nexisting = true\nquery = '{query}'\n"
    );
    fs::write(archive.beside("dateline.toml"), config).unwrap();
    let reported = alerts(&archive);
    let ran = archive.run(&["search", "--in", "news", "--format", "jsonl", query]);
    let hits = ran.stdout();
    let mut searched: Vec<_> = hits
        .lines()
        .map(|line| {
            let hit: serde_json::Value = serde_json::from_str(line).unwrap();
            hit["headline"].as_str().unwrap().to_owned()
        })
        .collect();
    searched.sort();
    (reported, searched)
}

#[test]
fn a_watch_finds_what_a_search_of_the_archive_finds() {
    for (query, settings, expected) in [
        ("Daesh", "", &["Arrest", "Raid"][..]),
        ("\"Daesh\"", "", &["Arrest"]),
        ("Daesh", "no-aliases = true", &["Arrest"]),
        ("bazaar", "", &[]),
        ("bazaar", "aliases = [\"ours.txt\"]", &["Fair"]),
        (
            "bazaar Daesh",
            "no-aliases = true\naliases = [\"ours.txt\"]",
            &["Arrest", "Fair"],
        ),
        ("on leader zebra lion", "", &["Arrest"]),
        (
            "on leader zebra lion",
            "ranking = [\"stop-words-from=20\"]",
            &["Arrest", "Fair"],
        ),
        ("arresting", "", &["Arrest"]),
        ("arresting", "language = \"none\"", &[]),
        ("status:withheld", "", &["Withheld"]),
    ] {
        let (reported, searched) = reported_and_searched(query, settings);
        assert_eq!(searched, expected, "search: {query} {settings}");
        assert_eq!(reported, expected, "watch: {query} {settings}");
    }
}

#[test]
fn a_watch_in_a_query_leaves_the_words_beside_it_wanted() {
    let archive = watched("query = \"zebra\"");
    archive.write("c.txt", article("Zebra in a flood"));
    archive.write("d.txt", article("Flood"));
    archive.run(&["reindex"]).exits(0);
    for (query, expected) in [
        ("watch:zebras", 2),
        ("watch:zebras flood", 1),
        ("watch:zebras flood drought", 1),
        ("watch:zebras +zebra flood", 2),
        ("-watch:zebras flood", 1),
        ("flood", 2),
    ] {
        let found = archive.run(&["search", "--in", "news", "--format", "jsonl", "--", query]);
        assert_eq!(found.stdout().lines().count(), expected, "{query}");
        let found = archive.run(&["search", "--in", "news", "--format", "json", "--", query]);
        assert_eq!(found.json()["total"], expected, "{query}");
    }
}

#[test]
fn a_job_whose_watches_need_a_missing_file_of_synonyms_fails() {
    let archive = watched("query = \"zebra\"");
    let config = archive.beside("dateline.toml");
    let text = fs::read_to_string(&config).unwrap();
    let text = text.replace("[watch", "aliases = [\"gone.txt\"]\n[watch");
    fs::write(&config, &text).unwrap();
    archive
        .run(&["reindex"])
        .exits(2)
        .says("gone.txt: No such file");
    let (archive_only, _) = text.split_once("[watch").unwrap();
    fs::write(&config, archive_only).unwrap();
    archive.run(&["reindex"]).exits(0);
}

#[cfg(unix)]
#[test]
fn a_hook_of_a_watch_reads_the_report_of_the_job_that_found_the_alerts() {
    let archive = watched(
        "query = \"zebra\"\nhook = [\"sh\", \"-c\", \"cp \\\"$DATELINE_REPORT\\\" ../seen.json\"]",
    );
    for generation in 1..3 {
        archive.write("c.txt", article(&format!("Zebra {generation}")));
        archive.run(&["reindex"]).exits(0);
        let seen = fs::read(archive.beside("seen.json")).unwrap();
        let seen: serde_json::Value = serde_json::from_slice(&seen).unwrap();
        assert_eq!(seen["archives"][0]["generation_after"], generation);
    }
}

#[cfg(unix)]
#[test]
fn a_hook_that_failed_gets_its_alerts_again() {
    use std::os::unix::fs::PermissionsExt;
    let archive = watched("query = \"zebra\"\nfeed = \"feeds.atom\"\nhook = [\"./hook\", \"x y\"]");
    let hook = archive.beside("hook");
    let script = format!(
        "#!/bin/sh\ntest -e {0}/broken && exit 1\necho \"$1\" >> {0}/log\ncat \"$DATELINE_ALERTS\" >> {0}/log\n",
        archive.beside("").display()
    );
    fs::write(&hook, script).unwrap();
    fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).unwrap();
    fs::write(archive.beside("broken"), "").unwrap();
    archive
        .run(&["reindex"])
        .exits(3)
        .says("hook `watch.zebras`");
    assert!(!archive.beside("log").exists());
    fs::remove_file(archive.beside("broken")).unwrap();
    archive.run(&["reindex"]).exits(0);
    archive.run(&["reindex"]).exits(0);
    let log = fs::read_to_string(archive.beside("log")).unwrap();
    assert_eq!(log.matches("Zebra at large").count(), 1, "{log}");
    assert!(log.starts_with("x y\n"), "{log}");
    let feed = fs::read_to_string(archive.beside("feeds.atom")).unwrap();
    assert_eq!(feed.matches("<entry>").count(), 1, "{feed}");
}
