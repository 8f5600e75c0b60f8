//! The same articles make the same index, whatever the order of the walk, the number of threads and the jobs before.

use super::export::export;
use crate::harness::{Archive, Silent, answer, request, sample_corpus, settings};
use dateline::index::{BuildSettings, IndexStore, build};
use std::fs;

fn top(archive: &Archive) -> Vec<(String, u64)> {
    let generation = archive.generation();
    let page = answer(&generation, &request(&generation, "troops withdrawal"));
    page.hits
        .iter()
        .map(|hit| (hit.article.origin.to_string(), hit.score.to_bits()))
        .collect()
}

#[test]
fn threads_and_the_order_of_files_change_nothing() {
    let archive = sample_corpus();
    archive.index();
    let (expected, best) = (export(&archive.store()), top(&archive));
    for threads in [1, 2, 3, 8] {
        fs::remove_dir_all(archive.folder().join(".dateline")).unwrap();
        let settings = BuildSettings {
            threads,
            memory: 256 << 20,
            ..settings()
        };
        build(&archive.folder(), &archive.store(), &settings, &Silent).unwrap();
        assert!(export(&archive.store()) == expected, "{threads} threads");
        assert_eq!(top(&archive), best, "{threads} threads");
    }
}

#[test]
fn the_number_of_threads_that_share_one_large_file_changes_nothing() {
    let archive = Archive::new();
    // Larger than what is read at once, so that it is a stream.
    let lines = (0..6_000).map(|number| {
        let body = format!("Ferry {number} brought troops home. ").repeat(1 + number % 50);
        let line = format!(r#"{{"headline": "No {number}", "body": "{body}"}}"#);
        let broken = if number % 500 == 7 { "{" } else { "" };
        format!("{line}\n{broken}")
    });
    archive.write("dump.jsonl", lines.collect::<String>());
    let mut expected = None;
    for threads in [1, 2, 3, 8] {
        let _ = fs::remove_dir_all(archive.folder().join(".dateline"));
        let settings = BuildSettings {
            threads,
            memory: 256 << 20,
            ..settings()
        };
        let built = build(&archive.folder(), &archive.store(), &settings, &Silent).unwrap();
        assert_eq!((built.articles, built.problems.len()), (5_988, 12));
        let found = (export(&archive.store()), top(&archive));
        let first = expected.get_or_insert_with(|| found.clone());
        assert!(*first == found, "{threads} threads");
    }
}

#[test]
fn the_order_in_which_folders_are_walked_changes_nothing() {
    let archive = sample_corpus();
    let folders = ["text", "jsonl", "odd"];
    let walked = |order: [usize; 3]| {
        let folders = order.map(|place| format!("\"articles/{}\"", folders[place]));
        let config = format!(
            "[archive.news]\nfolders = [{}]\nindex = \"idx\"\n",
            folders.join(", ")
        );
        fs::write(archive.beside("dateline.toml"), config).unwrap();
        let _ = fs::remove_dir_all(archive.beside("idx"));
        archive.run(&["reindex", "--threads", "1", "news"]).exits(0);
        let search = ["search", "--in", "news", "--format", "json", "troops"];
        let mut page = archive.run(&search).exits(0).json();
        page["took_ms"] = 0.into();
        (export(&IndexStore::at(archive.beside("idx"))), page)
    };
    let expected = walked([0, 1, 2]);
    for order in [[2, 1, 0], [1, 2, 0], [1, 0, 2]] {
        assert!(walked(order) == expected, "{order:?}");
    }
}

#[test]
fn a_refreshed_index_is_the_same_as_a_fresh_one() {
    let archive = sample_corpus();
    let aside = archive.beside("aside");
    fs::rename(archive.folder().join("text/dump"), &aside).unwrap();
    archive.write("extra.txt", "Extra\n\nNothing of note.\n");
    archive.index();
    fs::rename(&aside, archive.folder().join("text/dump")).unwrap();
    archive.remove("extra.txt");
    archive.index();
    let (refreshed, best) = (export(&archive.store()), top(&archive));
    fs::remove_dir_all(archive.folder().join(".dateline")).unwrap();
    archive.index();
    assert!(export(&archive.store()) == refreshed);
    assert_eq!(top(&archive), best);
}
