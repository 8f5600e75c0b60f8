//! The same articles make the same index: whatever the order of the walk, the number of threads, or the way there.

use super::export::export;
use crate::harness::{Archive, Silent, answer, request, sample_corpus, settings};
use dateline::index::{BuildSettings, build};
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
fn a_refreshed_index_is_what_a_fresh_one_is() {
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
