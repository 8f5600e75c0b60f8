//! `dateline.toml`: found, checked, shown, and used wherever an archive can be named.

use crate::harness::Archive;
use std::fs;

const ARTICLE: &str = "Alpha headline\n\nAlpha body.\n";

#[test]
fn an_archive_can_be_named_wherever_a_folder_can() {
    let archive = Archive::of(&[("wire/a.txt", ARTICLE), ("b.txt", "Beta\n\nBeta body.\n")]);
    let config =
        "[archive.news]\nfolders = [\"articles\"]\nindex = \"idx\"\nexclude = [\"b.txt\"]\n";
    fs::write(archive.beside("dateline.toml"), config).unwrap();
    archive.run(&["index", "news"]).exits(0).says("1 added");
    assert!(archive.beside("idx/CURRENT").is_file());
    archive
        .run(&["search", "--in", "news", "alpha"])
        .exits(0)
        .prints("wire/a.txt");
    archive
        .run(&["search", "alpha"])
        .exits(0)
        .prints("wire/a.txt");
    archive
        .run(&["show", "--in", "news", "wire/a.txt"])
        .exits(0)
        .prints("Alpha body");
    archive
        .run(&["status", "--in", "news"])
        .exits(0)
        .prints("1 article");
    archive
        .run(&["repair", "news"])
        .exits(0)
        .says("nothing is damaged");
    archive
        .run(&["repair", "news", "--index", "elsewhere"])
        .exits(2)
        .says("no index in ")
        .says("elsewhere");
    archive
        .run(&["search", "--in", "mews", "alpha"])
        .exits(2)
        .says("no folder mews")
        .says("did you mean news, an archive of dateline.toml?");
    let elsewhere = tempfile::tempdir().unwrap();
    let file = archive.beside("dateline.toml");
    let named = [
        "--config",
        file.to_str().unwrap(),
        "search",
        "--in",
        "news",
        "alpha",
    ];
    archive
        .run_in(elsewhere.path(), &named)
        .exits(0)
        .prints("wire/a.txt");
}

#[test]
fn a_wrong_configuration_is_explained_by_every_command_that_needs_it() {
    let archive = Archive::of(&[("a.txt", ARTICLE)]);
    let config = "[archive.news]\nfolders = [\"articles\"]\nlanguage = \"englsih\"\n";
    fs::write(archive.beside("dateline.toml"), config).unwrap();
    for arguments in [
        &["config", "check"][..],
        &["reindex"],
        &["search", "--in", "news", "x"],
    ] {
        archive
            .run(arguments)
            .exits(2)
            .says("dateline.toml:3: `archive.news.language` is \"englsih\"")
            .says("hint: allowed are none, arabic");
    }
    archive.run(&["index", "."]).exits(0);
}

#[test]
fn the_configuration_in_effect_is_shown_with_the_origin_of_each_value() {
    let archive = Archive::of(&[("a.txt", ARTICLE)]);
    let config = "[archive.news]\nfolders = [\"articles\"]\nmax-removed = \"20%\"\n\n\
        [watch.w]\nquery = \"alpha\"\n";
    fs::write(archive.beside("dateline.toml"), config).unwrap();
    let shown = archive.run(&["config", "show"]).exits(0).stdout();
    for line in [
        "[archive.news]",
        "max-removed = \"20%\"                              # line 3",
        "language = []                                    # default",
        "# before is not set",
        "[watch.w]",
    ] {
        assert!(shown.contains(line), "no `{line}` in\n{shown}");
    }
    archive
        .run(&["config", "check"])
        .exits(0)
        .prints("1 archive, 1 watch: nothing is wrong");
    archive
        .run(&["config", "show", "old"])
        .exits(2)
        .says("it has news");
    fs::remove_dir_all(archive.folder()).unwrap();
    let beside = archive.beside("");
    archive
        .run_in(&beside, &["config", "check"])
        .exits(2)
        .says("dateline.toml:2: `archive.news.folders` has ")
        .says("articles, which is no folder");
}

#[test]
fn wrong_references_in_the_configuration_are_reported_with_line_and_key() {
    let archive = Archive::of(&[("a.txt", ARTICLE)]);
    let config = "[archive.a]\nfolders = [\"articles\"]\nindex = \"taken\"\naliases = [\n  \"names.txt\",\n  \
        \"gone.txt\",\n]\nbefore = [\"./gone.sh\"]\nafter = [\"true\"]\n\
        [archive.b]\nfolders = [\"articles\"]\nindex = \"taken\"\n\
        [watch.w]\nquery = \"\"\nfeed = \"articles\"\nhook = [\"./gone.sh\"]\n";
    fs::write(archive.beside("dateline.toml"), config).unwrap();
    fs::write(archive.beside("names.txt"), "Alpha, Beta\nlonely\n").unwrap();
    fs::create_dir(archive.beside("taken")).unwrap();
    fs::write(archive.beside("taken/thesis.doc"), "").unwrap();
    let checked = archive.run(&["config", "check"]).exits(2);
    for part in [
        "dateline.toml:3: `archive.a.index` is ",
        "taken, which contains something else",
        "dateline.toml:5: `archive.a.aliases` cannot be used: the alias file ",
        "names.txt, line 2: ",
        "dateline.toml:6: `archive.a.aliases` cannot be used: cannot read the alias file ",
        "gone.txt: No such file",
        "dateline.toml:8: `archive.a.before` runs ",
        "gone.sh, which is no file",
        "dateline.toml:12: `archive.b.index` is ",
        "taken, the index of a too",
        "dateline.toml:14: `watch.w.query` asks for nothing",
        "dateline.toml:15: `watch.w.feed` is ",
        "articles, which is a folder",
        "dateline.toml:16: `watch.w.hook` runs ",
        "hint: allowed are files with one group of synonyms per line",
    ] {
        assert!(
            checked.stderr().contains(part),
            "{part}\n{}",
            checked.stderr()
        );
    }
    assert_eq!(
        checked.stderr().matches("error: ").count(),
        8,
        "{}",
        checked.stderr()
    );
}

#[test]
fn every_mistake_is_reported_at_once_in_the_order_of_the_file() {
    let archive = Archive::of(&[("a.txt", ARTICLE)]);
    let config = "[archive.a]\nfolder = \"articles\"\nlanguag = \"english\"\nkeep = 0\nnonsense = 1\n\
        [archive.b]\nkeep = \"many\"\n\
        [archive.c]\nfolders = \"gone\"\nfolder = \"gone\"\n= 5\n\
        [watch.w]\nquery = \"nonsense:x \\\"open\"\nhook = [\"no-such-program-here\"]\n\
        feed = \"dateline.toml/feed.xml\"\narchives = [\"zzz\"]\n[watch.v]\n";
    fs::write(archive.beside("dateline.toml"), config).unwrap();
    let said = archive.run(&["config", "check"]).exits(2).stderr();
    let errors: Vec<&str> = said
        .lines()
        .filter(|line| line.starts_with("error: "))
        .collect();
    let expected = [
        ":3: unknown key `archive.a.languag`; is `language` meant?",
        ":4: `archive.a.keep` is 0",
        ":5: unknown key `archive.a.nonsense`",
        ":6: `archive.b.folders` is missing",
        ":7: `archive.b.keep` is a text",
        ":9: `archive.c.folders` has ",
        ":10: `archive.c.folder` is there as `folders`, too",
        ":11: ",
        ":13: `watch.w.query` is read in another way than it is written: `nonsense` is not a field",
        ":13: `watch.w.query` is read in another way than it is written: the quote is not closed",
        ":14: `watch.w.hook` runs no-such-program-here, which is in no folder of PATH",
        ":15: `watch.w.feed` is ",
        ":16: `watch.w.archives` names `zzz`",
        ":17: `watch.v.query` is missing",
    ];
    for (error, expected) in errors.iter().zip(expected) {
        assert!(
            error.contains(&format!("dateline.toml{expected}")),
            "{expected}\n{said}"
        );
    }
    assert_eq!(errors.len(), expected.len(), "{said}");
}

#[cfg(unix)]
#[test]
fn a_hook_that_may_not_be_run_is_a_mistake_and_a_folder_may_be_a_text() {
    let archive = Archive::of(&[("a.txt", ARTICLE)]);
    fs::write(archive.beside("hook.sh"), "#!/bin/sh\n").unwrap();
    for folders in [
        "folder = \"articles\"",
        "folders = \"articles\"",
        "folders = [\"articles\"]",
    ] {
        let config = format!("[archive.a]\n{folders}\nafter = [\"./hook.sh\"]\n");
        fs::write(archive.beside("dateline.toml"), config).unwrap();
        archive
            .run(&["config", "check"])
            .exits(2)
            .says("dateline.toml:3: `archive.a.after` runs ")
            .says("hook.sh, which may not be run");
        archive
            .run(&["config", "show"])
            .exits(0)
            .prints("[\"articles\"]");
        archive.run(&["index", "a"]).exits(0);
    }
}

#[test]
fn a_watch_that_asks_for_what_a_job_does_not_know_is_wrong() {
    let archive = Archive::of(&[("a.txt", ARTICLE)]);
    let checked = |query: &str| {
        let config = format!(
            "[archive.a]\nfolders = [\"articles\"]\n[archive.b]\nfolders = [\"articles\"]\nindex = \"b\"\n\
            [watch.w]\nquery = \"{query}\"\narchives = [\"a\"]\n\
            [watch.here]\nquery = \"ferry\"\narchives = [\"a\"]\n\
            [watch.there]\nquery = \"ferry\"\narchives = [\"b\"]\n"
        );
        fs::write(archive.beside("dateline.toml"), config).unwrap();
        archive.run(&["config", "check"])
    };
    for query in ["ferry", "watch:here harbour", "is:restricted"] {
        checked(query).exits(0);
    }
    for (query, part) in [
        ("ferry is:noted", "is:noted"),
        ("(ferry OR -is:noted)", "is:noted"),
        ("watch:there", "watch:there"),
        ("ferry watch:saved", "watch:saved"),
    ] {
        checked(query).exits(2).says(&format!(
            "dateline.toml:7: `watch.w.query` asks for `{part}`, which finds nothing in a job"
        ));
    }
}

#[test]
fn ranking_settings_are_checked_and_shown_with_their_origins() {
    let archive = Archive::of(&[("a.txt", ARTICLE)]);
    let config = |ranking: &str| {
        let text = format!(
            "[archive.news]\nfolders = [\"articles\"]\nranking = [\n\"k1=1.1\",\n\"{ranking}\",\n\"k1=1.2\"]\n"
        );
        fs::write(archive.beside("dateline.toml"), text).unwrap();
    };
    config("weight.headline=4");
    archive.run(&["config", "check"]).exits(0);
    let shown = archive.run(&["config", "show"]).exits(0).stdout();
    for line in [
        "ranking = [\"k1=1.1\", \"weight.headline=4\", \"k1=1.2\"] # line 3",
        "#   k1=1.2                                       # line 6",
        "#   b=0.75                                       # default",
        "#   weight.headline=4                            # line 5",
    ] {
        assert!(shown.contains(line), "no `{line}` in\n{shown}");
    }
    config("b=2");
    for arguments in [
        &["config", "check"][..],
        &["reindex"],
        &["search", "--in", "news", "alpha"],
    ] {
        archive
            .run(arguments)
            .exits(2)
            .says("dateline.toml:5: `archive.news.ranking` cannot be used: `b` must be a number from 0.1 to 0.95");
    }
    fs::remove_file(archive.beside("dateline.toml")).unwrap();
    archive.index();
    archive
        .run(&["search", "alpha", "--ranking", "weight.hedline=2"])
        .exits(2)
        .says("--ranking: `hedline` is not a field with a weight; the fields are headline");
}

#[test]
fn files_of_several_folders_have_the_name_of_their_folder_as_prefix() {
    let archive = Archive::of(&[("a.txt", ARTICLE)]);
    let wire = archive.beside("elsewhere/wire");
    fs::create_dir_all(&wire).unwrap();
    fs::write(wire.join("a.txt"), "Alpha of the wire\n\nBody.\n").unwrap();
    let config = "[archive.both]\nfolders = [\"articles\", \"elsewhere/wire\"]\nindex = \"idx\"\n";
    fs::write(archive.beside("dateline.toml"), config).unwrap();
    archive
        .run(&["reindex"])
        .exits(0)
        .says("both: generation 1 published, 2 articles; 2 added");
    let search = ["search", "--in", "both", "alpha"];
    let found = archive
        .run(&search)
        .exits(0)
        .prints("articles/a.txt")
        .prints("wire/a.txt");
    assert!(
        found.stdout().contains("2 articles"),
        "{}",
        found.explained()
    );
    archive
        .run(&["show", "--in", "both", "wire/a.txt"])
        .exits(0)
        .prints("of the wire");
    let paths = archive
        .run(&["search", "--in", "both", "--format", "paths", "wire"])
        .exits(0);
    assert_eq!(
        paths.stdout().trim(),
        wire.join("a.txt").canonicalize().unwrap().to_str().unwrap()
    );
    fs::remove_file(wire.join("a.txt")).unwrap();
    fs::write(wire.join("b.txt"), "Beta\n\nBody.\n").unwrap();
    archive
        .run(&["reindex", "both"])
        .exits(0)
        .says("1 added, 1 unchanged, 1 removed");
    archive
        .run(&["search", "--in", "both", "path:articles/a.txt"])
        .exits(0);
    // Adding a folder does not change the names of files in the others, in any order of folders.
    fs::create_dir_all(archive.beside("third")).unwrap();
    fs::write(archive.beside("third/c.txt"), ARTICLE).unwrap();
    let three = "[archive.both]\nfolders = [\"third\", \"elsewhere/wire\", \"articles\"]\nindex = \"idx\"\n";
    fs::write(archive.beside("dateline.toml"), three).unwrap();
    archive
        .run(&["reindex", "both"])
        .exits(0)
        .says("1 added, 2 unchanged");
    archive
        .run(&["reindex", "both"])
        .exits(0)
        .says("is current");
    archive
        .run(&["show", "--in", "both", "third/c.txt"])
        .exits(0);
    // An archive with one folder has no prefixes, so its files have other names.
    let one = "[archive.both]\nfolders = [\"articles\"]\nindex = \"idx\"\n";
    fs::write(archive.beside("dateline.toml"), one).unwrap();
    archive
        .run(&["reindex", "both"])
        .exits(2)
        .says("is of the folder");
}
