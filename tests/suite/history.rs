//! Generations on disk: listing, pruning, rollback.

use crate::harness::Archive;

fn archive() -> Archive {
    let archive = Archive::new();
    for round in 1..=4 {
        archive.write("a.txt", format!("Headline{round}\n\nBody.\n"));
        archive.run(&["reindex", "--keep", "4", "."]).exits(0);
    }
    archive
}

#[test]
fn generations_are_listed_and_pruned() {
    let archive = archive();
    let listed = archive.run(&["generations"]).exits(0).stdout();
    assert_eq!(
        listed
            .lines()
            .filter(|line| line.contains("1 article"))
            .count(),
        4,
        "{listed}"
    );
    assert!(
        listed.lines().nth(3).unwrap().starts_with("*        4"),
        "{listed}"
    );
    let json = archive
        .run(&["generations", "--keep", "2", "--format", "json"])
        .exits(0)
        .json();
    let numbers: Vec<_> = json["generations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|own| own["number"].clone())
        .collect();
    assert_eq!(numbers, [3, 4]);
}

#[test]
fn a_rollback_is_one_command_and_can_be_undone() {
    let archive = archive();
    archive
        .run(&["rollback", "--to", "2"])
        .exits(0)
        .says("generation 2 is current, no longer 4");
    archive.run(&["search", "headline2"]).exits(0);
    archive.run(&["verify"]).exits(0);
    archive.run(&["rollback", "--to", "4"]).exits(0);
    archive.run(&["search", "headline4"]).exits(0);
    archive
        .run(&["rollback"])
        .exits(0)
        .says("generation 3 is current");
    archive
        .run(&["rollback", "--to", "9"])
        .exits(2)
        .says("has no generation 9; it has 1, 2, 3, 4");
    archive.run(&["rollback", "--to", "1"]).exits(0);
    archive
        .run(&["rollback"])
        .exits(2)
        .says("no generation before the current one");
    archive
        .run(&["reindex", "--keep", "9", "."])
        .exits(0)
        .says("generation 5 published");
    assert_eq!(archive.store().generations().unwrap(), [1, 2, 3, 4, 5]);
}

#[test]
fn after_a_rollback_the_abandoned_generation_is_pruned_first() {
    let archive = archive();
    archive.run(&["rollback", "--to", "3"]).exits(0);
    archive
        .run(&["reindex", "--keep", "2", "."])
        .exits(0)
        .says("generation 5 published");
    assert_eq!(archive.store().generations().unwrap(), [3, 5]);
    archive
        .run(&["rollback"])
        .exits(0)
        .says("generation 3 is current");
}

#[test]
fn a_job_with_nothing_to_do_also_prunes_generations() {
    let archive = archive();
    archive
        .run(&["reindex", "--keep", "3", "--dry-run", "."])
        .exits(0);
    assert_eq!(archive.store().generations().unwrap(), [1, 2, 3, 4]);
    archive
        .run(&["reindex", "--keep", "3", "."])
        .exits(0)
        .says("generation 4 is current");
    assert_eq!(archive.store().generations().unwrap(), [2, 3, 4]);
}
