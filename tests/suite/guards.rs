//! Guards that refuse a job, dry runs that predict it, and files that are kept because their folder
//! cannot be read.

use crate::harness::Archive;
use crate::reindex::{article, configured};
use crate::reports::{report, report_argument};
use std::fs;

#[test]
fn a_dry_run_describes_the_job_and_changes_nothing() {
    let archive = configured(&["a.txt", "b.txt"], "");
    let dry = ["reindex", "--dry-run"];
    archive
        .run(&dry)
        .exits(0)
        .says("news: would make an index: 2 new");
    assert!(!archive.folder().join(".dateline").exists());
    archive.run(&["reindex"]).exits(0);
    archive.write("c.txt", article("c"));
    archive.remove("a.txt");
    archive
        .run(&dry)
        .exits(0)
        .says("would refresh generation 1: 1 new, 1 gone, 1 unchanged");
    archive
        .run(&["reindex", "--dry-run", "--full"])
        .exits(0)
        .says("would be rebuilt from 2 files: --full");
    archive.remove("b.txt");
    archive.remove("c.txt");
    archive.run(&dry).exits(4).says("would be refused");
    assert_eq!(archive.generation().number(), 1);
}

type Step = fn(&Archive);

#[test]
fn a_dry_run_has_the_exit_code_of_the_job_if_that_is_certain() {
    const SIX: [&str; 6] = ["0.txt", "1.txt", "2.txt", "3.txt", "4.txt", "5.txt"];
    fn remove(archive: &Archive, names: &[&str]) {
        for name in names {
            archive.remove(name);
        }
    }
    fn french(archive: &Archive) {
        let config = "[archive.news]\nfolders = [\"articles\"]\nlanguage = \"french\"\n";
        fs::write(archive.beside("dateline.toml"), config).unwrap();
    }
    let steps: [(&str, Step, &[&str], i32); 9] = [
        ("six gone", |archive| remove(archive, &SIX), &[], 4),
        (
            "allowed",
            |archive| remove(archive, &SIX),
            &["--allow-removals"],
            0,
        ),
        ("five gone", |archive| remove(archive, &SIX[..5]), &[], 0),
        (
            "six gone, five of their size at other places",
            |archive| {
                for name in &SIX[..5] {
                    let folder = archive.folder();
                    fs::rename(folder.join(name), folder.join(format!("new-{name}"))).unwrap();
                }
                remove(archive, &SIX[5..]);
            },
            &[],
            0,
        ),
        (
            "six gone, six that are larger",
            |archive| {
                remove(archive, &SIX);
                for name in SIX {
                    archive.write(&format!("new-{name}"), article("Another and longer one"));
                }
            },
            &[],
            4,
        ),
        (
            "six gone, another language",
            |archive| {
                remove(archive, &SIX);
                french(archive);
            },
            &[],
            4,
        ),
        ("another language", french, &[], 0),
        (
            "an empty folder, full rebuild",
            |archive| (0..10).for_each(|number| archive.remove(&format!("{number}.txt"))),
            &["--full"],
            4,
        ),
        (
            "the current generation is unknown",
            |archive| fs::write(archive.folder().join(".dateline/CURRENT"), "?").unwrap(),
            &[],
            2,
        ),
    ];
    for (what, step, options, code) in steps {
        let names: Vec<_> = (0..10).map(|number| format!("{number}.txt")).collect();
        let names: Vec<_> = names.iter().map(String::as_str).collect();
        let archive = configured(&names, "");
        archive.run(&["reindex"]).exits(0);
        step(&archive);
        let arguments = [&["reindex", "--dry-run"], options].concat();
        let ran = [arguments.clone(), [&["reindex"], options].concat()]
            .map(|arguments| archive.run(&arguments));
        for ran in ran {
            println!("{what}");
            ran.exits(code);
        }
    }
}

#[test]
fn a_guard_counts_removals_also_without_a_manifest() {
    let archive = configured(&["a.txt", "b.txt", "c.txt"], "");
    archive.run(&["reindex"]).exits(0);
    fs::remove_file(
        archive
            .folder()
            .join(".dateline/generations/00000001/manifest.json"),
    )
    .unwrap();
    archive.remove("a.txt");
    archive.remove("b.txt");
    archive
        .run(&["reindex"])
        .exits(2)
        .says("manifest.json is missing");
    for command in [&["reindex", "--full"], &["repair", "news"]] {
        archive
            .run(command)
            .exits(4)
            .says("2 of 3 articles would be removed");
    }
}

#[test]
fn a_guard_refuses_to_remove_many_articles() {
    let archive = configured(
        &["a.txt", "b.txt", "c.txt", "d.txt"],
        "max-removed = \"20%\"",
    );
    archive.run(&["reindex"]).exits(0);
    archive.remove("a.txt");
    let argument = report_argument(&archive);
    archive
        .run(&["reindex", &argument])
        .exits(4)
        .says("1 of 4 articles would be removed, 25%; the limit is 20%")
        .says("dateline reindex --allow-removals news");
    assert_eq!(
        report(&archive)["archives"][0]["refused"]["guard"],
        "max-removed"
    );
    assert_eq!(archive.generation().number(), 1);
    archive.run(&["search", "a.txt"]).exits(0);
    archive
        .run(&["reindex", "--allow-removals"])
        .exits(0)
        .says("generation 2 published");
}

#[test]
fn moved_files_do_not_count_as_removed() {
    let archive = configured(&["x/a.txt", "x/b.txt"], "max-removed = \"0%\"");
    archive.run(&["reindex"]).exits(0);
    fs::rename(archive.folder().join("x"), archive.folder().join("y")).unwrap();
    archive.run(&["reindex"]).exits(0).says("2 moved");
}

#[test]
fn an_empty_folder_is_treated_like_a_disk_that_is_not_mounted() {
    let archive = configured(&["a.txt"], "index = \"idx\"\nmax-removed = \"100%\"");
    archive.run(&["reindex"]).exits(0);
    archive.remove("a.txt");
    archive.run(&["reindex"]).exits(4).says("is it mounted?");
    archive
        .run(&["reindex", "--full"])
        .exits(4)
        .says("is it mounted?");
    fs::remove_dir(archive.folder()).unwrap();
    let beside = archive.beside("");
    archive
        .run_in(&beside, &["reindex"])
        .exits(2)
        .says("cannot read the folder");
    archive
        .run_in(&beside, &["search", "--in", "news", "a"])
        .exits(0);
    fs::create_dir(archive.folder()).unwrap();
    archive
        .run(&["reindex", "--allow-removals"])
        .exits(0)
        .says("0 articles; 1 removed");
}

#[test]
fn a_guard_refuses_a_job_with_many_unreadable_records() {
    let archive = configured(&["a.txt"], "max-problems = \"40%\"");
    archive.run(&["reindex"]).exits(0);
    archive.write("b.txt", "");
    archive
        .run(&["reindex"])
        .exits(4)
        .says("1 of 2 records cannot be read, 50%");
    assert_eq!(archive.generation().number(), 1);
    archive.write("c.txt", article("c"));
    archive.run(&["reindex"]).exits(0);
    archive
        .run(&["reindex", "--strict"])
        .exits(3)
        .says("1 record cannot be read");
    archive.run(&["reindex", "--strict=34%"]).exits(0);
    archive.run(&["reindex", "--strict=30%"]).exits(3);
}

/// A folder that cannot be listed: a link to itself, which even root cannot follow.
#[cfg(unix)]
#[test]
fn files_in_a_folder_that_cannot_be_listed_are_kept_and_a_rebuild_calls_them_failed() {
    let archive = configured(&["a.txt", "b.txt", "c.txt", "sub/d.txt"], "follow = true");
    archive.run(&["reindex"]).exits(0);
    let (sub, aside) = (archive.folder().join("sub"), archive.beside("aside"));
    fs::rename(&sub, &aside).unwrap();
    std::os::unix::fs::symlink("sub", &sub).unwrap();
    let argument = report_argument(&archive);
    let fates = || {
        let own = report(&archive)["archives"][0].clone();
        ["kept", "failed", "removed"].map(|fate| own["files"][fate].as_u64().unwrap())
    };
    archive
        .run(&["reindex", "--strict", &argument])
        .exits(3)
        .says("1 kept; 1 record cannot be read");
    assert_eq!(fates(), [1, 0, 0]);
    archive.run(&["search", "path:sub/d.txt"]).exits(0);
    archive.run(&["reindex", "--full", &argument]).exits(0);
    assert_eq!(fates(), [0, 1, 0]);
    fs::remove_file(&sub).unwrap();
    fs::rename(&aside, &sub).unwrap();
    archive.run(&["reindex"]).exits(0).says("4 articles");
    archive.run(&["search", "path:sub/d.txt"]).exits(0);
}
