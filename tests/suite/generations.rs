//! Generations: readers keep theirs, crashes change nothing, and damage is reported.

use crate::harness::{Archive, found, sample_corpus};
use std::fs;
use std::process::Stdio;
use std::time::Duration;

const ARTICLE: &str = "Alpha headline\n\nAlpha body.\n";

#[test]
fn a_reader_keeps_its_generation_while_others_are_published_and_pruned() {
    let archive = Archive::of(&[("a.txt", ARTICLE)]);
    archive.index();
    let old = archive.generation();
    for number in 0..12 {
        archive.write("a.txt", format!("Beta {number}\n\nBeta body.\n"));
        archive.write(&format!("{number}.txt"), ARTICLE);
        archive.index();
    }
    assert_eq!(old.number(), 1);
    assert_eq!(found(&old, "alpha"), ["a.txt"]);
    assert_eq!(found(&old, "beta"), Vec::<String>::new());
    let now = archive.generation();
    assert_eq!(now.number(), 13);
    assert_eq!(found(&now, "beta"), ["a.txt"]);
    assert_eq!(archive.store().generations().unwrap(), [12, 13]);
    let tantivy = archive
        .folder()
        .join(".dateline/generations/00000013/tantivy");
    let stores = fs::read_dir(tantivy).unwrap().filter(|entry| {
        let name = entry.as_ref().unwrap().file_name();
        name.to_string_lossy().ends_with(".store")
    });
    let segments = now.searcher().segment_readers().len();
    assert!(segments <= 9, "many small segments are merged: {segments}");
    assert_eq!(stores.count(), segments, "the merged segments were removed");
}

#[test]
fn the_next_generation_does_not_change_the_files_it_links_to() {
    let archive = sample_corpus();
    archive.index();
    let folder = archive
        .folder()
        .join(".dateline/generations/00000001/tantivy");
    let read = || -> Vec<(String, Vec<u8>)> {
        let mut files: Vec<_> = fs::read_dir(&folder)
            .unwrap()
            .map(|entry| {
                let path = entry.unwrap().path();
                (path.display().to_string(), fs::read(&path).unwrap())
            })
            .collect();
        files.sort();
        files
    };
    let before = read();
    for name in ["text/dump", "jsonl"] {
        fs::remove_dir_all(archive.folder().join(name)).unwrap();
    }
    archive.write("new.txt", ARTICLE);
    archive.index();
    assert!(before == read(), "the files of generation 1 are unchanged");
}

#[test]
fn the_next_run_removes_what_a_killed_run_left() {
    let archive = Archive::of(&[("a.txt", ARTICLE)]);
    archive.index();
    let draft = archive.folder().join(".dateline/generations/draft/tantivy");
    fs::create_dir_all(&draft).unwrap();
    fs::write(draft.join("litter"), "x").unwrap();
    fs::write(archive.folder().join(".dateline/CURRENT.new"), "half").unwrap();
    // A generation whose folder was renamed, but which never became current.
    fs::create_dir_all(archive.folder().join(".dateline/generations/00000002")).unwrap();
    assert_eq!(archive.generation().number(), 1);
    archive.index();
    assert!(!draft.exists(), "also if the run has nothing else to do");
    archive.write("b.txt", ARTICLE);
    let report = archive.index();
    assert_eq!((report.before, report.after), (Some(1), 2));
    assert!(!archive.folder().join(".dateline/CURRENT.new").exists());
    assert_eq!(found(&archive.generation(), "alpha").len(), 2);
}

#[test]
fn after_a_killed_run_the_old_generation_stays_current() {
    let archive = sample_corpus();
    archive.index();
    let before = archive.generation().searcher().num_docs();
    for copy in 0..40 {
        for entry in fs::read_dir(archive.folder().join("text/plain")).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                archive.write(&format!("copy{copy}/{name}"), fs::read(path).unwrap());
            }
        }
    }
    for wait in [1, 5, 10, 20, 40] {
        let mut child = archive
            .command(&archive.folder())
            .arg("index")
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(wait));
        child.kill().unwrap();
        child.wait().unwrap();
        archive.run(&["search", "troops", "withdrawal"]).exits(0);
    }
    archive.index();
    let after = archive.generation();
    let catalog = after.catalog().unwrap();
    let listed: u64 = catalog
        .entries()
        .iter()
        .map(|entry| u64::from(entry.articles))
        .sum();
    assert_eq!(
        after.searcher().num_docs(),
        listed,
        "index and catalog agree"
    );
    assert_eq!(listed, before + 40 * 18);
    assert!(
        !archive
            .folder()
            .join(".dateline/generations/draft")
            .exists()
    );
    assert!(archive.store().generations().unwrap().len() <= 2);
}

#[test]
fn damage_is_reported_with_the_command_that_repairs_it() {
    for file in [
        "CURRENT",
        "generations/00000001/manifest.json",
        "generations/00000001/tantivy/meta.json",
    ] {
        for content in [Some(&b"\0 not what was written"[..]), None] {
            let archive = Archive::of(&[("a.txt", ARTICLE)]);
            archive.index();
            let path = archive.folder().join(".dateline").join(file);
            match content {
                Some(bytes) => fs::write(&path, bytes).unwrap(),
                None => fs::remove_file(&path).unwrap(),
            }
            for command in [&["search", "alpha"][..], &["index"]] {
                archive
                    .run(command)
                    .exits(2)
                    .says("is damaged")
                    .says("repair it: dateline repair ");
            }
            archive.run(&["repair"]).exits(0);
            archive.run(&["search", "alpha"]).exits(0).prints("a.txt");
        }
    }
}

#[test]
fn a_current_file_with_a_similar_number_counts_as_damaged() {
    let archive = Archive::of(&[("a.txt", ARTICLE)]);
    archive.index();
    for content in [" 0000001\n", "00000001", "00000001\u{b}", "1\n"] {
        fs::write(archive.folder().join(".dateline/CURRENT"), content).unwrap();
        archive.run(&["verify"]).exits(2).says("CURRENT");
    }
    archive.run(&["index", "--full"]).exits(0);
    archive.run(&["verify"]).exits(0);
}

#[test]
fn damage_in_segments_causes_a_message_and_never_a_panic() {
    let archive = sample_corpus();
    archive.index();
    let tantivy = archive
        .folder()
        .join(".dateline/generations/00000001/tantivy");
    let mut state = 20_260_119_u64;
    let mut random = |below: usize| {
        // A linear congruential generator (Knuth's MMIX) is random enough to damage files.
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    };
    for entry in fs::read_dir(&tantivy).unwrap() {
        let path = entry.unwrap().path();
        let bytes = fs::read(&path).unwrap();
        for _ in 0..3 {
            let mut damaged = bytes.clone();
            for _ in 0..4 {
                let at = random(damaged.len());
                damaged[at] = u8::try_from(random(256)).unwrap();
            }
            fs::write(&path, damaged).unwrap();
            let ran = archive.run(&["search", "troops", "withdrawal"]);
            let explained = format!("{}\n{}", path.display(), ran.explained());
            assert!(!ran.stderr().contains("panicked"), "{explained}");
            let clear = ran.stdout().contains("articles") || ran.stderr().contains("hint");
            assert!(clear, "{explained}");
        }
        fs::write(&path, bytes).unwrap();
    }
    archive.run(&["search", "troops"]).exits(0);
}

#[test]
fn a_missing_catalog_stops_a_job() {
    let archive = Archive::of(&[("a.txt", ARTICLE)]);
    archive.index();
    fs::remove_file(
        archive
            .folder()
            .join(".dateline/generations/00000001/catalog"),
    )
    .unwrap();
    archive
        .run(&["status"])
        .exits(2)
        .says("its catalog is missing")
        .says("dateline repair ");
    archive.run(&["index"]).exits(2).says("catalog is missing");
    archive.run(&["repair"]).exits(0).says("1 added");
}

#[test]
fn a_damaged_catalog_stops_a_job() {
    let archive = Archive::of(&[("a.txt", ARTICLE)]);
    archive.index();
    let catalog = archive
        .folder()
        .join(".dateline/generations/00000001/catalog");
    let mut bytes = fs::read(&catalog).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&catalog, bytes).unwrap();
    for command in ["status", "index"] {
        archive
            .run(&[command])
            .exits(2)
            .says("damaged")
            .says("dateline repair ");
    }
    archive.run(&["repair"]).exits(0).says("1 added");
}

#[cfg(unix)]
#[test]
fn an_index_on_a_read_only_disk_can_be_searched() {
    use std::os::unix::fs::PermissionsExt;
    let archive = Archive::of(&[("a.txt", ARTICLE)]);
    archive.index();
    let tantivy = archive
        .folder()
        .join(".dateline/generations/00000001/tantivy");
    let before = fs::read_dir(&tantivy).unwrap().count();
    for folder in [&tantivy, &archive.folder().join(".dateline")] {
        fs::set_permissions(folder, fs::Permissions::from_mode(0o555)).unwrap();
    }
    archive.run(&["search", "alpha"]).exits(0).prints("a.txt");
    assert_eq!(
        fs::read_dir(&tantivy).unwrap().count(),
        before,
        "a search writes nothing"
    );
    for folder in [&tantivy, &archive.folder().join(".dateline")] {
        fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).unwrap();
    }
}
