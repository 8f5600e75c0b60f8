//! An index folder that somebody else prepared: whatever its files are, nothing outside of it is
//! changed, and every command ends.

mod configuration;
mod mutations;
mod places;

use crate::harness::Archive;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus};
use std::time::{Duration, Instant};

/// The longest time of a command. A pipe or a device that is read never ends.
const LONGEST: Duration = Duration::from_mins(1);

/// What a file of the index is replaced by.
#[derive(Debug, Clone, Copy)]
enum Trap {
    /// A link to a file outside.
    Link,
    /// A link to a folder outside.
    FolderLink,
    /// Another name of a file outside.
    HardLink,
    /// A link to a device that never ends.
    Endless,
    /// A pipe that nobody writes to.
    Pipe,
    /// A folder.
    Folder,
    /// Bytes without meaning.
    Garbage,
    /// What is there, and zeros up to 4 TiB that take no space.
    Huge,
    /// Nothing.
    Missing,
}

const TRAPS: [Trap; 9] = [
    Trap::Link,
    Trap::FolderLink,
    Trap::HardLink,
    Trap::Huge,
    Trap::Endless,
    Trap::Pipe,
    Trap::Folder,
    Trap::Garbage,
    Trap::Missing,
];

/// The number of a generation, as a folder outside may be called.
const NUMBERED: &str = "00000007";

fn archive() -> Archive {
    let line = r#"{"headline": "Troops", "text": "They march."}"#;
    let archive = Archive::of(&[
        ("a.txt", "Troops leave\n\nThe last of them left.\n"),
        (
            "b.jsonl",
            &format!("{line}\n{}\n", line.replace("march", "rest")),
        ),
    ]);
    archive.index();
    let transfer = "[archive.copied]\nfolders = [\"articles\"]\nindex = \"copied\"\n";
    fs::write(archive.beside("transfer.toml"), transfer).unwrap();
    let outside = archive.beside("outside");
    fs::create_dir_all(outside.join(NUMBERED)).unwrap();
    fs::write(outside.join(NUMBERED).join("precious"), "mine").unwrap();
    fs::write(outside.join("precious"), "mine").unwrap();
    archive
}

fn set(trap: Trap, place: &Path, outside: &Path) {
    if !matches!(trap, Trap::Huge) || place.is_dir() {
        let _ = fs::remove_file(place).or_else(|_| fs::remove_dir_all(place));
    }
    match trap {
        Trap::Link => symlink(outside.join("precious"), place).unwrap(),
        Trap::FolderLink => symlink(outside, place).unwrap(),
        Trap::HardLink => fs::hard_link(outside.join("precious"), place).unwrap(),
        Trap::Huge => {
            let mut options = fs::File::options();
            let file = options.create(true).append(true).open(place).unwrap();
            file.set_len(4 << 40).unwrap();
        }
        Trap::Endless => symlink("/dev/zero", place).unwrap(),
        Trap::Pipe => {
            let made = Command::new("mkfifo").arg(place).status().unwrap();
            assert!(made.success());
        }
        Trap::Folder => fs::create_dir(place).unwrap(),
        Trap::Garbage => fs::write(place, b"\xff\0 ../../x 99999999999999999999\n").unwrap(),
        Trap::Missing => {}
    }
}

fn end_of(mut child: Child, what: &str) -> ExitStatus {
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status;
        }
        if start.elapsed() > LONGEST {
            child.kill().unwrap();
            panic!("{what} does not end");
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// The files outside, with their contents.
fn contents(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(contents(&path));
        } else {
            let content = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
            found.push((path, content));
        }
    }
    found.sort();
    found
}

#[test]
fn names_in_the_list_of_the_engine_lead_nowhere() {
    let archive = archive();
    let outside = archive.beside("outside");
    let list = archive
        .store()
        .path()
        .join("generations/00000001/tantivy/.managed.json");
    let mut names: Vec<String> = serde_json::from_slice(&fs::read(&list).unwrap()).unwrap();
    let precious = outside.join("precious");
    names.push(precious.to_string_lossy().into_owned());
    names.push("../../../../../outside/precious".to_owned());
    fs::write(&list, serde_json::to_vec(&names).unwrap()).unwrap();
    archive.write("b.txt", "Troops return\n\nThey came back.\n");
    archive.run(&["reindex", "."]);
    archive.run(&["reindex", ".", "--full"]);
    assert!(precious.exists());
}

#[test]
fn files_of_no_segment_are_not_taken_into_the_next_generation() {
    let archive = archive();
    let generations = archive.folder().join(".dateline/generations");
    let segments = |number: &str| generations.join(number).join("tantivy");
    let strange = [
        "stray.bin",
        "0123456789abcdef0123456789abcdef.store",
        "x.json",
    ];
    for name in strange {
        fs::write(segments("00000001").join(name), "of somebody else").unwrap();
    }
    archive.write("b.txt", "Troops return\n\nThey came back.\n");
    archive.run(&["reindex", "."]).exits(0);
    for name in strange {
        assert!(!segments("00000002").join(name).exists(), "{name}");
    }
    archive.run(&["verify"]).exits(0);
    archive.run(&["search", "came back", "--count"]).prints("1");
}

#[test]
fn an_index_that_is_a_link_to_another_index_is_refused() {
    let own = archive();
    let foreign = Archive::of(&[("a.txt", "News\n\nA text.\n")]);
    let index = own.store().path().to_owned();
    let link = foreign.folder().join(".dateline");
    let before = contents(&index);
    symlink(&index, &link).unwrap();
    for command in [
        &["reindex", "."][..],
        &["index", ".", "--full"],
        &["search", "--in", ".", "news"],
        &["generations", "--in", ".", "--keep", "1"],
        &["rollback", "--in", "."],
        &["repair", "."],
        &["status", "--in", "."],
    ] {
        foreign.run(command).exits(2);
        assert_eq!(contents(&index), before, "{command:?}");
    }
    // A person may keep an index elsewhere by naming its place.
    own.run(&["search", "--index", index.to_str().unwrap(), "troops"]);
    assert!(fs::symlink_metadata(link).unwrap().is_symlink());
}

#[test]
fn a_lock_that_no_job_can_use_is_damage() {
    let archive = archive();
    let lock = archive.store().path().join("writer.lock");
    for what in ["a symbolic link", "not a regular file", "a hard link"] {
        fs::remove_file(&lock)
            .or_else(|_| fs::remove_dir(&lock))
            .unwrap();
        match what {
            "not a regular file" => fs::create_dir(&lock).unwrap(),
            "a hard link" => {
                let other = archive.beside("other");
                fs::write(&other, "").unwrap();
                fs::hard_link(other, &lock).unwrap();
            }
            _ => symlink(archive.beside("outside"), &lock).unwrap(),
        }
        archive
            .run(&["verify", "--in", "."])
            .exits(2)
            .says("writer.lock")
            .says(what);
        archive.run(&["reindex", "."]).exits(2).says("writer.lock");
        archive.run(&["search", "--in", ".", "troops"]).exits(0);
    }
}

#[test]
fn an_index_does_not_decide_that_links_are_followed() {
    let archive = archive();
    let outside = archive.beside("outside");
    fs::write(
        outside.join("secret.txt"),
        "Secret\n\nNobody reads this zeppelin.\n",
    )
    .unwrap();
    symlink(&outside, archive.folder().join("more")).unwrap();
    let manifest = archive
        .store()
        .path()
        .join("generations/00000001/manifest.json");
    let text = fs::read_to_string(&manifest).unwrap();
    let text = text.replace("\"follow\": false", "\"follow\": true");
    assert!(text.contains("\"follow\": true"), "{text}");
    fs::write(&manifest, text).unwrap();
    archive
        .run(&["reindex", "."])
        .exits(2)
        .says("an index cannot ask for that");
    archive.run(&["index", ".", "--full"]).exits(0);
    archive.run(&["search", "--in", ".", "zeppelin"]).exits(1);
}

#[test]
fn generations_without_current_are_damage() {
    let archive = archive();
    let current = archive.store().path().join("CURRENT");
    for _ in 0..2 {
        fs::remove_file(&current).unwrap();
        for command in [&["search", "--in", ".", "troops"][..], &["reindex", "."]] {
            archive
                .run(command)
                .exits(2)
                .says("CURRENT is missing")
                .says("dateline repair ");
        }
        archive
            .run(&["verify", "--in", "."])
            .exits(2)
            .says("CURRENT");
        archive.run(&["repair"]).exits(0);
        archive.run(&["search", "--in", ".", "troops"]).exits(0);
        assert_eq!(fs::read(&current).unwrap(), b"00000001\n");
    }
}

#[test]
fn a_configuration_that_others_can_write_is_refused_until_it_is_trusted() {
    use std::os::unix::fs::PermissionsExt;
    let archive = archive();
    archive.write("news/a.txt", "Troops leave\n\nThe last of them left.\n");
    let file = archive.folder().join("dateline.toml");
    fs::write(
        &file,
        "[archive.news]\nfolders = [\"news\"]\nbefore = [\"touch\", \"ran\"]\n",
    )
    .unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o666)).unwrap();
    let refused = || {
        let ran = archive.run(&["reindex"]).exits(2);
        ran.says("can be written by other users")
            .says("dateline config trust");
        assert!(!archive.folder().join("ran").exists());
    };
    refused();
    archive.run(&["config", "show"]).exits(0);
    archive.run(&["config", "trust"]).exits(0);
    archive.run(&["reindex"]).exits(0);
    assert!(archive.folder().join("ran").exists());
    fs::remove_file(archive.folder().join("ran")).unwrap();
    // Another text is not trusted.
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text + "keep = 3\n").unwrap();
    refused();
    archive
        .run(&["reindex", "--config", "dateline.toml"])
        .exits(0);
    assert!(archive.folder().join("ran").exists());
}

/// The engine believes a block of stored articles when it says how long it is unpacked. Whoever made
/// the index may have written 4 GiB there.
#[test]
#[cfg(target_os = "linux")]
fn a_stored_block_that_says_4_gib_takes_no_memory() {
    let archive = archive();
    let generation = archive.folder().join(".dateline/generations/00000001");
    let stored = fs::read_dir(generation.join("tantivy"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.extension().is_some_and(|end| end == "store"))
        .unwrap();
    // With the time that it had, so that its checksum is not looked at before.
    let time = fs::metadata(&stored).unwrap().modified().unwrap();
    let mut bytes = fs::read(&stored).unwrap();
    bytes[..4].copy_from_slice(&u32::MAX.to_le_bytes());
    fs::write(&stored, bytes).unwrap();
    let file = fs::File::options().write(true).open(&stored).unwrap();
    file.set_modified(time).unwrap();
    let limited = "ulimit -v 3000000; exec \"$0\" search --in . troops";
    let output = Command::new("sh")
        .args(["-c", limited, env!("CARGO_BIN_EXE_dateline")])
        .current_dir(archive.folder())
        .env("DATELINE_STATE", archive.beside("state"))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("unpacks to 4294967295 bytes"), "{said}");
}
