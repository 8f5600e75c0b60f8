//! A `dateline.toml` that somebody else put where it is found: it runs nothing, writes nothing and stops nothing.

use super::{TRAPS, archive, contents, end_of, set};
use crate::harness::Archive;
use std::fs;
use std::os::unix::fs::{MetadataExt, chown, lchown, symlink};
use std::process::Stdio;

/// Programs, a feed and an index that a job of it would run and write. Hooks run in the current folder, that of the
/// articles.
const HARMFUL: &str = "\
[archive.news]
folders = [\"articles\"]
index = \"outside/idx\"
before = [\"touch\", \"../outside/before\"]
after = [\"touch\", \"../outside/after\"]
[watch.troops]
existing = true
query = \"troops\"
feed = \"outside/feed.atom\"
hook = [\"touch\", \"../outside/hook\"]
";

const COMMANDS: [&[&str]; 12] = [
    &["reindex"],
    &["reindex", "news"],
    &["reindex", "."],
    &["index", "news"],
    &["index", "."],
    &["search", "--in", "news", "troops"],
    &["search", "--in", ".", "troops"],
    &["status", "--in", "news"],
    &["verify", "--in", "news", "--sources"],
    &["rollback", "--in", "news"],
    &["repair", "news"],
    &["generations", "--in", "news", "--keep", "1"],
];

/// Runs every command where the configuration is found. None of them may change anything outside.
fn nothing_happens(archive: &Archive, what: &str) {
    let outside = archive.beside("outside");
    let before = contents(&outside);
    for command in COMMANDS {
        let what = format!("{what}: {command:?}");
        let child = archive
            .command(&archive.folder())
            .args(command)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let status = end_of(child, &what);
        assert!(
            status.code().is_some_and(|code| code <= 4),
            "{what}: {status}"
        );
        assert_eq!(contents(&outside), before, "{what}");
    }
}

#[test]
fn a_configuration_of_any_kind_of_file_stops_nothing() {
    for trap in TRAPS {
        let archive = archive();
        let file = archive.beside("dateline.toml");
        set(trap, &file, &archive.beside("outside"));
        nothing_happens(&archive, &format!("{trap:?}"));
    }
    let archive = archive();
    let huge = fs::File::create(archive.beside("dateline.toml")).unwrap();
    huge.set_len(1 << 40).unwrap();
    nothing_happens(&archive, "1 TiB");
}

#[test]
fn a_configuration_of_another_user_and_a_link_of_another_user_are_refused() {
    let archive = archive();
    let file = archive.beside("dateline.toml");
    fs::write(&file, HARMFUL).unwrap();
    if fs::metadata(&file).unwrap().uid() != 0 {
        println!("skipped: only root may give a file to another user");
        return;
    }
    let other = Some(54321);
    chown(&file, other, other).unwrap();
    nothing_happens(&archive, "another user's file");
    archive
        .run(&["reindex"])
        .exits(2)
        .says("belongs to another user")
        .says("dateline config trust");
    // A link by another user to a file of one's own: the paths in it lead elsewhere.
    fs::remove_file(&file).unwrap();
    fs::write(archive.beside("own.toml"), HARMFUL).unwrap();
    symlink(archive.beside("own.toml"), &file).unwrap();
    lchown(&file, other, other).unwrap();
    nothing_happens(&archive, "another user's link");
    archive
        .run(&["reindex"])
        .exits(2)
        .says("belongs to another user");
    lchown(&file, Some(0), Some(0)).unwrap();
    archive.run(&["reindex"]).exits(0);
    for written in ["before", "after", "hook", "feed.atom", "idx/CURRENT"] {
        assert!(
            archive.beside("outside").join(written).exists(),
            "{written}"
        );
    }
}

#[test]
fn names_in_a_configuration_cannot_control_a_terminal() {
    let archive = archive();
    let config = "[archive.\"a\\u001b]0;x\\u0007\"]\nfolders = [\"none\\u001b[2J\"]\n\
                  [watch.\"w\\u001b[2J\"]\nquery = \"x\\u001b[2J\"\nunknown = 1\n";
    for config in [config.to_owned(), config.replace("unknown = 1\n", "")] {
        fs::write(archive.beside("dateline.toml"), config).unwrap();
        for command in [
            &["reindex"][..],
            &["config", "show"],
            &["config", "check"],
            &["search", "troops"],
            &["status", "--in", "a"],
        ] {
            let ran = archive.run(command);
            let control = |text: String| text.bytes().any(|byte| [7, 0x1b].contains(&byte));
            assert!(
                !control(ran.stdout()) && !control(ran.stderr()),
                "{}",
                ran.explained()
            );
        }
    }
}
