//! Several archives searched as one, as the program does it: which they are, how hits name them,
//! and what cannot be opened.

use crate::harness::Archive;
use std::fs;

/// Two archives, `kayhan` and `wire`, below the folder of articles; `wire` has an article with the
/// same path.
pub(crate) fn two() -> Archive {
    let archive = Archive::of(&[
        (
            "kayhan/a.txt",
            "Date: 2021-01-19\n\nBloc pullout\n\nThe bloc wants a pullout.\n",
        ),
        (
            "kayhan/2020/b.txt",
            "Date: 2020-05-01\n\nPort strike\n\nA strike at the port.\n",
        ),
        (
            "wire/a.txt",
            "Date: 2022-03-01\n\nPullout vote\n\nA vote on the pullout.\n",
        ),
        (
            "wire/c.txt",
            "Date: 2019-07-07\n\nHarvest\n\nA good harvest.\n",
        ),
    ]);
    for name in ["kayhan", "wire"] {
        archive.run(&["index", name]).exits(0);
    }
    archive
}

pub(crate) fn configure(archive: &Archive) {
    let config = "[archive.kayhan]\nfolders = [\"articles/kayhan\"]\n\
                  [archive.wire]\nfolders = [\"articles/wire\"]\n";
    fs::write(archive.beside("dateline.toml"), config).unwrap();
}

#[test]
fn hits_name_their_archive_in_every_format() {
    let archive = two();
    let search = |more: &[&str]| {
        archive.run(
            &[
                &["search", "--in", "kayhan", "--in", "wire", "pullout"],
                more,
            ]
            .concat(),
        )
    };
    let text = search(&[]).exits(0).stdout();
    assert!(text.contains("kayhan · 19 Jan 2021 · a.txt"), "{text}");
    assert!(text.contains("wire · 1 Mar 2022 · a.txt"), "{text}");
    let json = search(&["--format", "json", "--sort", "newest"])
        .exits(0)
        .json();
    let archives: Vec<_> = json["archives"].as_array().unwrap().iter().collect();
    assert_eq!(archives[1]["name"], "wire");
    assert_eq!(archives[1]["generation"], 1);
    assert_eq!(json["total"], 2);
    assert_eq!(json["hits"][0]["archive"], "wire");
    assert_eq!(json["hits"][1]["archive"], "kayhan");
    let second = [
        "--format",
        "csv",
        "--fields",
        "archive,path",
        "--offset",
        "1",
        "-n",
        "1",
    ];
    let csv = search(&[&second[..], &["--sort", "oldest"]].concat());
    assert_eq!(csv.exits(0).stdout(), "archive,path\nwire,a.txt\n");
    search(&["--count"]).exits(0).prints("2\n");
    let paths = search(&["--format", "paths", "--sort", "oldest"]).exits(0);
    assert_eq!(paths.stdout(), "kayhan/a.txt\nwire/a.txt\n");
    for format in ["markdown", "html"] {
        search(&["--format", format])
            .exits(0)
            .prints("wire · 1 March 2022");
    }
    search(&["--format", "bibtex"])
        .exits(0)
        .prints("Pullout vote");
    let one = archive.run(&["search", "--in", "wire", "pullout"]).exits(0);
    assert!(!one.stdout().contains("wire ·"), "{}", one.stdout());
    let json = archive.run(&["search", "--in", "wire", "pullout", "--format", "json"]);
    assert_eq!(json.json()["hits"][0]["archive"], "wire");
}

#[test]
fn many_queries_and_exports_are_of_all_archives() {
    let archive = two();
    fs::write(archive.beside("queries"), "q1\tpullout\nq2\tharvest\n").unwrap();
    let queries = archive.beside("queries");
    let both = ["--in", "kayhan", "--in", "wire"];
    let many = [
        "search",
        "--queries",
        queries.to_str().unwrap(),
        "--format",
        "jsonl",
    ];
    let lines = archive.run(&[&many[..], &both].concat()).exits(0).stdout();
    let totals = lines.lines().map(|line| {
        let json: serde_json::Value = serde_json::from_str(line).unwrap();
        json["total"].as_u64().unwrap()
    });
    assert_eq!(totals.collect::<Vec<_>>(), [2, 1]);
    let exported = archive.run(&[&["export", "pullout"][..], &both].concat());
    let exported = exported.exits(0).stdout();
    let rows = exported.lines().map(|line| {
        let json: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(json["sha256"].as_str().unwrap().len(), 64);
        format!("{} {}", json["archive"], json["headline"])
    });
    let rows: Vec<_> = rows.collect();
    assert_eq!(
        rows,
        ["\"kayhan\" \"Bloc pullout\"", "\"wire\" \"Pullout vote\""]
    );
}

#[test]
fn ranks_of_several_archives_are_shown_cited_and_named_by_path() {
    let archive = two();
    let both = [
        "search", "--in", "kayhan", "--in", "wire", "pullout", "--sort", "oldest",
    ];
    archive.run(&both).exits(0);
    archive
        .run(&["show", "1"])
        .exits(0)
        .prints("The bloc wants");
    archive
        .run(&["show", "2"])
        .exits(0)
        .prints("A vote on the pullout");
    let cited = archive.run(&["cite", "2", "1"]).exits(0).stdout();
    assert!(
        cited.contains("Pullout vote") && cited.contains("Bloc pullout"),
        "{cited}"
    );
    archive
        .run(&["show", "2", "--in", "wire"])
        .exits(0)
        .prints("A vote on");
    archive
        .run(&["show", "2", "--in", "kayhan"])
        .exits(2)
        .says("rank 2 of the last search is in wire");
    archive
        .run(&["show", "a.txt", "--in", "kayhan", "--in", "wire"])
        .exits(2)
        .says("a.txt in kayhan, a.txt in wire")
        .says("name one by its archive and path: --in kayhan a.txt");
    archive
        .run(&["show", "c.txt", "--in", "kayhan", "--in", "wire"])
        .exits(0)
        .prints("A good harvest");
}

#[test]
fn all_archives_of_the_configuration_are_searched_and_named() {
    let archive = two();
    configure(&archive);
    let above = archive.beside("");
    archive
        .run_in(&above, &["search", "pullout"])
        .exits(0)
        .says("searching the 2 archives of dateline.toml: kayhan, wire; --in NAME searches one")
        .prints("1–2 of 2 articles");
    let all = archive
        .run_in(&above, &["search", "--all", "pullout"])
        .exits(0);
    assert_eq!(all.stderr(), "");
    archive
        .run_in(&archive.folder().join("kayhan"), &["search", "pullout"])
        .exits(0)
        .prints("1 of 1 article");
    archive
        .run_in(
            &archive.folder().join("kayhan"),
            &["search", "--all", "pullout"],
        )
        .exits(0)
        .prints("1–2 of 2 articles");
    let status = archive.run_in(&above, &["status"]).exits(0).stdout();
    assert!(
        status.contains("kayhan:") && status.contains("wire:"),
        "{status}"
    );
    let lines = archive
        .run_in(&above, &["status", "--format", "json"])
        .exits(0);
    assert_eq!(lines.stdout().lines().count(), 2);
    archive
        .run_in(&above, &["verify"])
        .exits(2)
        .says("dateline.toml has 2 archives");
    let none = tempfile::tempdir().unwrap();
    archive
        .run_in(none.path(), &["search", "--all", "pullout"])
        .exits(2)
        .says("--all searches the archives of dateline.toml");
}

#[test]
fn what_cannot_be_opened_is_named_and_the_others_are_searched() {
    let archive = two();
    let search = ["search", "--in", "kayhan", "--in", "wire", "pullout"];
    let current = archive.folder().join("wire/.dateline/CURRENT");
    fs::write(&current, "nonsense").unwrap();
    archive
        .run(&search)
        .exits(2)
        .says("error: wire: ")
        .says("dateline repair ")
        .prints("1 of 1 article");
    let json = archive
        .run(&[&search[..], &["--format", "json"]].concat())
        .exits(2)
        .json();
    let note = json["notes"][0].as_str().unwrap();
    assert!(note.starts_with("not searched: wire: "), "{note}");
    archive
        .run(&["search", "--in", "wire", "--in", "none", "pullout"])
        .exits(2)
        .says("no folder none")
        .says("error: wire: ");
    archive
        .run(&["export", "--in", "kayhan", "--in", "none"])
        .exits(2)
        .prints("Bloc pullout");
    // Without a name nothing is indexed.
    configure(&archive);
    fs::remove_dir_all(archive.folder().join("wire/.dateline")).unwrap();
    archive
        .run_in(&archive.beside(""), &["search", "pullout"])
        .exits(2)
        .says("error: wire: no index in ")
        .prints("1 of 1 article");
    assert!(!archive.folder().join("wire/.dateline").exists());
}

#[test]
fn an_archive_is_searched_once_and_its_copy_as_well() {
    let archive = two();
    archive
        .run(&[
            "search", "--in", "wire", "--in", "./wire", "--in", "wire/", "pullout",
        ])
        .exits(0)
        .prints("1 of 1 article");
    let copied = std::process::Command::new("cp")
        .args(["-a", "wire", "copy"])
        .current_dir(archive.folder())
        .status()
        .unwrap();
    assert!(copied.success());
    archive
        .run(&["search", "--in", "wire", "--in", "copy", "pullout"])
        .exits(0)
        .prints("1–2 of 2 articles")
        .prints("copy · 1 Mar 2022");
}

#[test]
fn archives_of_several_languages_are_searched_as_one() {
    let archive = Archive::of(&[
        ("en/a.txt", "Ministers\n\nTroops leave.\n"),
        ("fr/a.txt", "Ministres\n\nLes troupes partent.\n"),
    ]);
    archive.run(&["index", "en"]).exits(0);
    archive
        .run(&["index", "fr", "--language", "french"])
        .exits(0);
    for (query, found) in [("minister", "Ministers"), ("ministre", "Ministres")] {
        archive
            .run(&["search", "--in", "en", "--in", "fr", query])
            .exits(0)
            .prints(found);
    }
    archive
        .run(&["search", "--in", "en", "--in", "fr", "\"les troupes\""])
        .exits(0)
        .prints("1 of 1 article");
    archive.run(&["status", "en", "fr"]).exits(0).prints("fr:");
}

#[test]
fn settings_that_differ_are_joined_or_a_note_says_which_count() {
    let archive = two();
    fs::write(archive.beside("ports.txt"), "port, harvest\n").unwrap();
    let config = "[archive.kayhan]\nfolders = [\"articles/kayhan\"]\ntimezone = \"Asia/Tehran\"\n\
                  [archive.wire]\nfolders = [\"articles/wire\"]\ntimezone = \"Europe/Oslo\"\n\
                  aliases = [\"ports.txt\"]\nranking = [\"k1=2\"]\nocr = true\n\
                  [watch.votes]\nquery = \"vote\"\narchives = [\"wire\"]\n";
    fs::write(archive.beside("dateline.toml"), config).unwrap();
    archive.run(&["reindex"]).exits(0);
    let search = |query: &[&str]| archive.run(&[&["search", "--all"], query].concat());
    search(&["port", "--format", "paths"])
        .exits(0)
        .prints("2020/b.txt")
        .prints("c.txt")
        .says("`ranking` and `ocr` of kayhan counts for all archives")
        .says("the synonyms of each archive are used in all of them");
    search(&["pullout", "--since", "10 years ago"])
        .exits(0)
        .says("the archives have different time zones");
    let of_a_year = search(&["since:2019"]).exits(0);
    assert!(
        !of_a_year.stderr().contains("time zones"),
        "{}",
        of_a_year.stderr()
    );
    search(&["watch:votes"])
        .exits(0)
        .says("the watch `votes` is of wire; it is searched for in kayhan as well");
    archive
        .run(&["search", "--in", "kayhan", "watch:votes"])
        .says("the watch `votes` is of wire; it is searched for in kayhan instead");
    let own = archive.run(&["search", "--in", "wire", "watch:votes"]);
    assert!(!own.stderr().contains("the watch"), "{}", own.stderr());
}
