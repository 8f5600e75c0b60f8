//! The README shows what the program prints.

use crate::harness::sample_corpus;
use std::fs;
use std::path::Path;

#[test]
fn the_transcript_is_what_the_program_prints() {
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(readme).unwrap();
    let typed = "$ dateline search --in sample-corpus troops withdrawal -n 4\n";
    let transcript = readme
        .split_once(typed)
        .unwrap()
        .1
        .split_once("```")
        .unwrap()
        .0;
    let archive = sample_corpus();
    archive.index();
    let ran = archive
        .run(&["search", "troops", "withdrawal", "-n", "4"])
        .exits(0);
    assert_eq!(ran.stdout(), transcript);
}
