//! A folder of an index with links, pipes and odd names in it.
//!
//! What is outside of the folder stays as it is, and nothing waits.

use super::*;
use std::fs;

fn root() -> (tempfile::TempDir, Place) {
    let folder = tempfile::tempdir().unwrap();
    let place = Place::root(folder.path().join("index"));
    place.create_folder().unwrap();
    (folder, place)
}

#[test]
fn files_are_made_read_and_replaced() {
    let (_keep, root) = root();
    let inner = root.join("a");
    inner.create_folder().unwrap();
    inner.create_folder().unwrap();
    let file = inner.join("one");
    file.write(b"1").unwrap();
    file.write(b"22").unwrap();
    assert_eq!(file.read(2).unwrap(), b"22");
    let error = file.read(1).unwrap_err();
    assert!(error.to_string().contains("larger than 1 bytes"), "{error}");
    file.link_to(&root.join("two")).unwrap();
    file.copy_to(&root.join("three")).unwrap();
    inner.join("one").rename_to(&root.join("four")).unwrap();
    let mut names: Vec<_> = root.list().unwrap().into_iter().map(|it| it.name).collect();
    names.sort();
    assert_eq!(names, ["a", "four", "three", "two"]);
    inner.remove_all().unwrap();
    inner.remove_all().unwrap();
    assert!(!inner.is_folder());
}

#[cfg(unix)]
#[test]
fn no_link_is_followed() {
    use std::os::unix::fs::symlink;
    let (outside, root) = root();
    fs::write(outside.path().join("precious"), "mine").unwrap();
    symlink("../precious", outside.path().join("index/link")).unwrap();
    symlink("..", outside.path().join("index/folder")).unwrap();
    let (link, through) = (root.join("link"), root.join("folder").join("precious"));
    for place in [&link, &through] {
        for error in [
            place.open().unwrap_err(),
            place.open_or_create().unwrap_err(),
            place.read(9).unwrap_err(),
        ] {
            assert!(error.to_string().contains("symbolic link"), "{error}");
        }
    }
    assert!(through.write(b"x").is_err() && through.remove_file().is_err());
    assert!(!link.is_file() && !root.join("folder").is_folder());
    assert!(root.join("folder").opened().is_err());
    // A new file takes the place of a link.
    link.write(b"new").unwrap();
    root.join("folder").remove_all().unwrap();
    fs::hard_link(
        outside.path().join("precious"),
        link.path().with_extension("2"),
    )
    .unwrap();
    let error = root.join("link.2").open_or_create().unwrap_err();
    assert!(error.to_string().contains("hard link"), "{error}");
    let kept = fs::read_to_string(outside.path().join("precious")).unwrap();
    assert_eq!(kept, "mine");
}

#[test]
fn a_name_is_no_path() {
    let (outside, root) = root();
    fs::write(outside.path().join("precious"), "mine").unwrap();
    for name in ["../precious", "..", "a/b", "/etc/passwd", ""] {
        assert!(root.join(name).open().is_err(), "{name}");
        assert!(root.join(name).write(b"x").is_err(), "{name}");
    }
    assert!(root.join("../precious").remove_all().is_err());
    assert!(outside.path().join("precious").exists());
}

#[cfg(target_os = "linux")]
#[test]
fn a_pipe_is_refused_and_not_waited_for() {
    let (_keep, root) = root();
    let made = std::process::Command::new("mkfifo")
        .arg(root.join("pipe").path())
        .status();
    assert!(made.unwrap().success());
    let error = root.join("pipe").open().unwrap_err().to_string();
    assert!(error.contains("not a regular file"), "{error}");
    assert!(root.join("pipe").open_or_create().is_err());
}

#[cfg(unix)]
#[test]
fn an_opened_folder_stays_the_same_when_its_name_leads_elsewhere() {
    let (keep, root) = root();
    let inner = root.join("a");
    inner.create_folder().unwrap();
    inner.join("file").write(b"ours").unwrap();
    let opened = inner.opened().unwrap();
    let path = keep.path().join("index/a");
    fs::rename(&path, keep.path().join("aside")).unwrap();
    fs::create_dir(&path).unwrap();
    fs::write(path.join("file"), "other").unwrap();
    assert_eq!(opened.join("file").read(9).unwrap(), b"ours");
    assert_eq!(inner.join("file").read(9).unwrap(), b"other");
}
