//! What `portable` says, tested on this system, and where both have to say the same.
//!
//! Files are made in folders of the tests' own, and processes are those of the test program. Nothing
//! here knows articles.

use super::portable::{files, folders, processes, signals, stat};
use super::{Signal, StatFolder, stat_of, system};
use std::fs::{self, File};
use std::io::{ErrorKind, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

fn folder_with(name: &str, text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), text).unwrap();
    folder
}

fn content(mut file: File) -> String {
    let mut text = String::new();
    file.read_to_string(&mut text).unwrap();
    text
}

#[test]
fn size_and_time_are_the_same_everywhere_and_other_numbers_are_0() {
    let folder = folder_with("a.txt", "text");
    let path = folder.path().join("a.txt");
    let here = stat_of(&fs::metadata(&path).unwrap());
    let portable = stat::stat_of(&fs::metadata(&path).unwrap());
    assert_eq!((portable.size, portable.mtime), (here.size, here.mtime));
    assert_eq!((portable.ctime, portable.inode), (0, 0));
    let open = File::open(&path).unwrap();
    assert_eq!(stat::stat_of_regular(&open).unwrap(), Some(portable));
    let opened = File::open(folder.path()).unwrap();
    assert_eq!(stat::stat_of_regular(&opened).unwrap(), None);
    let in_folder = folders::StatFolder::open(folder.path().to_owned());
    for follow in [false, true] {
        assert_eq!(in_folder.stat("a.txt".as_ref(), follow).unwrap(), portable);
        let gone = in_folder.stat("b.txt".as_ref(), follow).unwrap_err();
        assert_eq!(gone.kind(), ErrorKind::NotFound);
    }
    assert_eq!(files::device_of(&fs::metadata(&path).unwrap()), 0);
}

#[test]
fn what_is_not_known_refuses_nothing() {
    let folder = folder_with("a.txt", "text");
    let path = folder.path().join("a.txt");
    let metadata = fs::metadata(&path).unwrap();
    assert_eq!(files::rights_of(&metadata), None);
    assert!(files::may_run(&path) && files::may_write(folder.path()));
    assert_eq!(files::names_of(&metadata), 1);
    assert_eq!(files::stored_of(&metadata), None);
    assert!(!files::has_hole(&File::open(&path).unwrap(), 4).unwrap());
    assert!(!files::is_pipe(&metadata));
    assert_eq!(files::name_of_bytes(b"a.txt".to_vec()), None);
    let open = files::open_at_once(&path).unwrap();
    assert_eq!(files::path_of_open(&open), None);
    assert_eq!(content(open), "text");
    assert!(!std::hint::black_box(files::FOLDERS_OPEN_AS_FILES));
}

#[test]
fn private_files_are_made_once_and_keep_what_they_have() {
    type Made = (
        fn(&Path) -> std::io::Result<()>,
        fn(&Path) -> std::io::Result<File>,
    );
    let folder = tempfile::tempdir().unwrap();
    let both: [Made; 2] = [
        (files::make_private_folders, files::create_private),
        (
            system::files::make_private_folders,
            system::files::create_private,
        ),
    ];
    for (name, (make, create)) in ["one", "two"].into_iter().zip(both) {
        let inner = folder.path().join(name).join("inner");
        make(&inner).unwrap();
        make(&inner).unwrap();
        let file = inner.join("a");
        create(&file).unwrap().write_all(b"longer").unwrap();
        create(&file).unwrap().write_all(b"new").unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "newger");
    }
}

#[test]
fn files_are_opened_below_a_folder() {
    let root = tempfile::tempdir().unwrap();
    fs::create_dir_all(root.path().join("one/two")).unwrap();
    fs::write(root.path().join("one/two/a.txt"), "text").unwrap();
    let names = || ["one", "two"].into_iter().map(str::as_ref);
    let open = folders::NoFollow::open(root.path(), names()).unwrap();
    assert_eq!(content(open.file("a.txt".as_ref()).unwrap()), "text");
    let gone = open.file("b.txt".as_ref()).unwrap_err();
    assert_eq!(gone.kind(), ErrorKind::NotFound);
    let names = ["one", "two", "a.txt"].into_iter().map(str::as_ref);
    let not_a_folder = folders::NoFollow::open(root.path(), names).err().unwrap();
    assert_eq!(
        (not_a_folder.kind(), not_a_folder.to_string()),
        (
            ErrorKind::InvalidData,
            "a folder of its path is no folder now".to_owned()
        )
    );
}

#[cfg(unix)]
#[test]
fn both_refuse_links_below_a_folder_in_the_same_words() {
    use std::os::unix::fs::symlink;
    let root = folder_with("secret", "text");
    let archive = root.path().join("archive");
    fs::create_dir_all(archive.join("folder")).unwrap();
    symlink("../../secret", archive.join("folder/file")).unwrap();
    symlink("folder", archive.join("linked")).unwrap();
    let said = |error: std::io::Error| (error.kind(), error.to_string());
    let linked = || std::iter::once("linked".as_ref());
    let folder = || std::iter::once("folder".as_ref());
    let folders_of_both = [
        said(folders::NoFollow::open(&archive, linked()).err().unwrap()),
        said(super::NoFollow::open(&archive, linked()).err().unwrap()),
    ];
    // Linux says of a link that it is no folder.
    let kinds = folders_of_both.map(|(kind, _)| kind);
    assert_eq!(kinds, [ErrorKind::InvalidData; 2]);
    let portable = folders::NoFollow::open(&archive, folder()).unwrap();
    let unix = super::NoFollow::open(&archive, folder()).unwrap();
    let files_of_both = [
        said(portable.file("file".as_ref()).unwrap_err()),
        said(unix.file("file".as_ref()).unwrap_err()),
    ];
    assert_eq!(files_of_both[0], files_of_both[1]);
    let own_folder = StatFolder::open(archive.join("folder"));
    let portable_folder = folders::StatFolder::open(archive.join("folder"));
    for follow in [false, true] {
        let sizes = [
            own_folder.stat("file".as_ref(), follow).unwrap().size,
            portable_folder.stat("file".as_ref(), follow).unwrap().size,
        ];
        assert_eq!(sizes[0], sizes[1], "{follow}");
    }
}

#[test]
fn a_program_is_ended_at_once_where_there_are_no_groups() {
    let mut command = Command::new(std::env::current_exe().unwrap());
    // A test that waits: this one would not end by itself.
    command.args(["--ignored", "--exact", "platform::tests::waits"]);
    command.stdout(Stdio::null());
    processes::lead_group(&mut command);
    let mut child = command.spawn().unwrap();
    let began = std::time::Instant::now();
    processes::end_group(&mut child, Duration::from_mins(1), Duration::from_mins(1));
    assert!(!child.wait().unwrap().success());
    assert!(began.elapsed() < Duration::from_secs(30));
}

#[test]
#[ignore = "run by the test above"]
fn waits() {
    std::thread::sleep(Duration::from_mins(1));
}

#[test]
fn a_caller_has_one_name_that_can_be_the_name_of_a_file() {
    for caller in [processes::caller, super::caller] {
        let name = caller();
        assert_eq!(name, caller());
        let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
        assert!(name.chars().all(is_plain), "{name}");
    }
    assert_eq!(processes::PAGER, None);
    assert!(!std::hint::black_box(processes::HAS_SHELL));
    assert!(!processes::DESKTOP_OPENER.is_empty());
}

#[test]
fn a_view_without_signals_goes_on() {
    let signals = signals::ViewSignals::new(|| ()).unwrap();
    assert_eq!(signals.came(), None);
    signals.repeat();
}

#[test]
fn a_server_without_signals_waits() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let waited = runtime.block_on(async {
        let mut signals = signals::ServerSignals::new().unwrap();
        let next = signals.next();
        tokio::time::timeout(Duration::from_millis(50), next).await
    });
    assert_eq!(waited.ok(), None::<Signal>);
}
