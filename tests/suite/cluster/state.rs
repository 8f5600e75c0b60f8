//! What jobs leave: the local state without its `CURRENT`, and indexes of rebuilds that were killed.

use super::{call, ids, name_of_far, node, run, twins};
use crate::harness::Archive;

#[test]
fn a_state_that_has_lost_its_current_is_searched_and_made_again() {
    let Some(node) = node() else { return };
    let archive = Archive::of(&[("a.txt", "Alpha\n\nzeppelins rise")]);
    twins(&archive, &node, 1);
    run(&archive, &["reindex", "far"]).exits(0);
    let current = archive.beside("far").join("CURRENT");
    std::fs::remove_file(&current).unwrap();
    // The cluster says which generation is current.
    assert_eq!(ids(&archive, "far", &["zeppelins"]).1, 1);
    archive.write("b.txt", "Beta\n\nzeppelins fall");
    run(&archive, &["reindex", "far"]).exits(2).says("CURRENT");
    assert_eq!(ids(&archive, "far", &["zeppelins"]).1, 1);
    run(&archive, &["reindex", "far", "--full"]).exits(0);
    assert_eq!(ids(&archive, "far", &["zeppelins"]).1, 2);
    run(&archive, &["verify", "--in", "far"]).exits(0);
    // So is one that is gone as a whole.
    std::fs::remove_file(&current).unwrap();
    std::fs::remove_dir_all(archive.beside("far").join("generations")).unwrap();
    assert_eq!(ids(&archive, "far", &["zeppelins"]).1, 2);
    run(&archive, &["reindex", "far"]).exits(0);
}

#[test]
fn the_index_of_a_killed_rebuild_is_deleted_by_the_next_job() {
    let Some(node) = node() else { return };
    let archive = Archive::of(&[("a.txt", "Alpha\n\nzeppelins rise")]);
    twins(&archive, &node, 1);
    run(&archive, &["reindex", "far"]).exits(0);
    let name = name_of_far(&archive, &node);
    // As a rebuild begins; archives with names that start alike, and an index of another program.
    let left = format!("{name}-00000002");
    let others = ["b-00000002", "0000002", "20240131"].map(|end| format!("{name}-{end}"));
    let made_here = r#"{"mappings": {"_meta": {"dateline": 1}}}"#;
    for index in others[..2].iter().chain([&left]) {
        call(&node, "PUT", &format!("/{index}"), made_here);
    }
    call(&node, "PUT", &format!("/{}", others[2]), "{}");
    archive.write("b.txt", "Beta\n\nzeppelins fall");
    run(&archive, &["reindex", "far"]).exits(0);
    let there = |index: &str| !call(&node, "HEAD", &format!("/{index}"), "").contains(" 404 ");
    assert!(!there(&left));
    assert!(others.iter().all(|other| there(other)));
    assert_eq!(ids(&archive, "far", &["zeppelins"]).1, 2);
    for other in others {
        call(&node, "DELETE", &format!("/{other}"), "");
    }
}
