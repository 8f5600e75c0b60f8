//! Files of many records: a refresh keeps the articles whose records did not change, and the index
//! is the one that a rebuild makes.

use crate::harness::{Archive, found, settings};
use crate::trust::export::export;
use dateline::index::{BuildReport, BuildSettings};
use proptest::prelude::*;
use std::fs;
use std::io::Write;

/// A line of JSON Lines.
fn line(number: u32) -> String {
    format!(r#"{{"headline": "Ferry {number} sails", "body": "Ferry {number} left the port."}}"#)
}

fn lines(numbers: &[u32]) -> String {
    numbers.iter().map(|number| line(*number) + "\n").collect()
}

/// How many articles a job added, changed, moved, kept and removed.
fn fates(report: &BuildReport) -> [u64; 5] {
    let of = report.articles_of;
    [of.added, of.changed, of.moved, of.unchanged, of.removed]
}

/// Checks that the index is undamaged, and equals one that is made from nothing.
fn is_as_rebuilt(archive: &Archive) {
    let verified = archive.store().verify().unwrap();
    assert_eq!(verified.damages, [], "{:?}", verified.damages);
    let refreshed = export(&archive.store());
    let index = archive.folder().join(".dateline");
    let aside = archive.beside("refreshed");
    fs::rename(&index, &aside).unwrap();
    archive.index();
    let rebuilt = export(&archive.store());
    fs::remove_dir_all(&index).unwrap();
    fs::rename(&aside, &index).unwrap();
    assert!(refreshed == rebuilt, "{refreshed}\n{rebuilt}");
}

#[test]
fn only_records_that_changed_are_indexed() {
    let archive = Archive::new();
    archive.write("a.jsonl", lines(&[1, 2, 3, 4, 5]));
    assert_eq!(archive.index().articles_written, 5);
    for (numbers, written, expected) in [
        (&[1, 2, 3, 4, 5, 6][..], 1, [1, 0, 0, 5, 0]),
        (&[7, 1, 2, 3, 4, 5, 6], 1, [1, 0, 0, 6, 0]),
        (&[7, 1, 2, 8, 4, 5, 6], 1, [0, 1, 0, 6, 0]),
        (&[7, 1, 8, 4, 5, 6], 0, [0, 0, 0, 6, 1]),
        (&[6, 7, 1, 8, 4, 5], 0, [0, 0, 1, 5, 0]),
        (&[6, 6, 7, 1, 1, 8, 4, 5], 2, [2, 0, 0, 6, 0]),
        (&[1, 6, 7, 1, 8, 4, 5], 0, [0, 0, 1, 6, 1]),
    ] {
        archive.write("a.jsonl", lines(numbers));
        let report = archive.index();
        assert_eq!(report.articles_written, written, "{numbers:?}");
        assert_eq!(fates(&report), expected, "{numbers:?}");
        assert_eq!(report.articles, numbers.len() as u64);
        is_as_rebuilt(&archive);
    }
}

#[test]
fn the_place_of_an_article_is_right_wherever_it_is_shown() {
    let archive = Archive::new();
    archive.write("a.jsonl", lines(&[1, 2, 3]));
    archive.write("b.jsonl", lines(&[11, 12]));
    archive.index();
    archive.write("a.jsonl", lines(&[4, 1, 2, 3]));
    archive.write("b.jsonl", format!("not a record\n{}", lines(&[11, 12])));
    archive.index();
    let generation = archive.generation();
    assert_eq!(found(&generation, "headline:\"ferry 3\""), ["a.jsonl#4"]);
    assert_eq!(found(&generation, "headline:\"ferry 4\""), ["a.jsonl"]);
    assert_eq!(found(&generation, "headline:\"ferry 12\""), ["b.jsonl#3"]);
    archive
        .run(&["show", "a.jsonl#2"])
        .exits(0)
        .prints("Ferry 1 sails");
    archive
        .run(&["show", "a.jsonl"])
        .exits(0)
        .prints("Ferry 4 sails");
    archive.run(&["verify"]).exits(0);
    // Of all articles the places are those of the file: in lists by date, exports and problems.
    let exported = archive.run(&["export"]).exits(0).stdout();
    let mut places: Vec<_> = exported
        .lines()
        .map(|line| {
            let json: serde_json::Value = serde_json::from_str(line).unwrap();
            let (path, headline) = (&json["path"], &json["headline"]);
            format!("{path} {} {headline}", json["ordinal"]).replace('"', "")
        })
        .collect();
    places.sort();
    assert_eq!(
        places,
        [
            "a.jsonl 1 Ferry 4 sails",
            "a.jsonl 2 Ferry 1 sails",
            "a.jsonl 3 Ferry 2 sails",
            "a.jsonl 4 Ferry 3 sails",
            "b.jsonl 2 Ferry 11 sails",
            "b.jsonl 3 Ferry 12 sails",
        ]
    );
}

#[test]
fn a_watch_tells_of_new_records_alone() {
    let archive = Archive::new();
    let config = "[archive.news]\nfolders = [\"articles\"]\n\
                  [watch.ferries]\nquery = \"ferry\"\nexisting = true\n";
    fs::write(archive.beside("dateline.toml"), config).unwrap();
    let alerts = || {
        let ran = archive.run(&["reindex", "--alerts"]).exits(0);
        let mut alerts: Vec<_> = ran
            .stdout()
            .lines()
            .map(|line| {
                let alert: serde_json::Value = serde_json::from_str(line).unwrap();
                let headline = alert["headline"].as_str().unwrap();
                format!("{} {headline}", alert["path"].as_str().unwrap())
            })
            .collect();
        alerts.sort();
        alerts
    };
    archive.write("a.jsonl", lines(&[1, 2]));
    assert_eq!(alerts().len(), 2);
    archive.write("a.jsonl", lines(&[3, 1, 2]));
    assert_eq!(alerts(), ["a.jsonl Ferry 3 sails"]);
    archive.write("a.jsonl", lines(&[2, 3, 1]));
    assert_eq!(alerts(), Vec::<String>::new());
    archive.write("a.jsonl", lines(&[2, 4, 3]));
    assert_eq!(alerts(), ["a.jsonl Ferry 4 sails"]);
}

#[test]
fn records_are_known_after_merges_removals_and_moves() {
    let archive = Archive::new();
    archive.write("a.jsonl", lines(&[1, 2, 3]));
    archive.write("b.jsonl", lines(&[1, 2, 3]));
    archive.index();
    // Enough small generations that segments are merged.
    let mut numbers = vec![1, 2, 3];
    for number in 10..30 {
        numbers.insert(0, number);
        archive.write("a.jsonl", lines(&numbers));
        assert_eq!(archive.index().articles_written, 1);
    }
    is_as_rebuilt(&archive);
    archive.remove("b.jsonl");
    numbers.swap(3, 9);
    archive.write("a.jsonl", lines(&numbers));
    assert_eq!(archive.index().articles_written, 0);
    is_as_rebuilt(&archive);
    fs::rename(
        archive.folder().join("a.jsonl"),
        archive.folder().join("c.jsonl"),
    )
    .unwrap();
    archive.index();
    is_as_rebuilt(&archive);
    // A file without its records has no list, and one that gets them again is compared again.
    archive.write("c.jsonl", "");
    archive.index();
    is_as_rebuilt(&archive);
    archive.write("c.jsonl", lines(&numbers));
    archive.index();
    is_as_rebuilt(&archive);
}

/// A file of records of this kind, each known by a number.
fn file(kind: &str, numbers: &[u32]) -> String {
    let each = |record: &dyn Fn(u32) -> String| -> String {
        numbers.iter().map(|number| record(*number)).collect()
    };
    match kind {
        "jsonl" => lines(numbers),
        "json" => {
            let all: Vec<_> = numbers.iter().map(|number| line(*number)).collect();
            format!("[{}]", all.join(",\n"))
        }
        "csv" => {
            "headline,body\n".to_owned()
                + &each(&|number| {
                    format!("Ferry {number} sails,\"Ferry {number} left, at last.\"\n")
                })
        }
        "mbox" => each(&|number| {
            format!(
                "From news@example.org Tue Jan 19 10:00:00 2021\nFrom: News <news@example.org>\n\
                 Subject: Ferry {number} sails\nDate: Tue, 19 Jan 2021 10:00:00 +0000\n\n\
                 Ferry {number} left the port.\n\n"
            )
        }),
        _ => format!(
            "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>News</title>{}</channel></rss>",
            each(&|number| format!(
                "<item><title>Ferry {number} sails</title>\
                 <description>Ferry {number} left the port.</description></item>"
            ))
        ),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]
    /// Records are inserted, removed, reordered, duplicated and changed at random.
    #[test]
    fn a_refreshed_stream_is_the_same_as_a_new_one(
        kind in prop::sample::select(vec!["jsonl", "json", "csv", "mbox", "rss"]),
        files in prop::collection::vec(prop::collection::vec(0_u32..9, 2..12), 2..5),
    ) {
        let archive = Archive::new();
        let name = format!("a.{}", if kind == "rss" { "xml" } else { kind });
        archive.write("b.jsonl", lines(&[1, 2, 3]));
        let mut before: Option<Vec<u32>> = None;
        for numbers in files {
            archive.write(&name, file(kind, &numbers));
            let report = archive.index();
            if let Some(before) = before.filter(|before| *before != numbers) {
                let mut left = before;
                let is_new = |number: &&u32| {
                    let at = left.iter().position(|other| other == *number);
                    at.map(|at| left.swap_remove(at)).is_none()
                };
                let new = numbers.iter().filter(is_new).count() as u64;
                prop_assert_eq!(report.articles_written, new);
            }
            before = Some(numbers);
        }
        is_as_rebuilt(&archive);
    }
}

/// Records of this kind with texts that cannot be compressed well, from one number to another; a
/// thousand of them are larger than what is read at once, also when they are packed.
fn long_records(kind: &str, numbers: std::ops::Range<u64>) -> String {
    let record = |number: u64| {
        let mut word = number.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
        let words = (0..21).map(|_| {
            word ^= word << 13;
            word ^= word >> 7;
            word ^= word << 17;
            // Few long words are indexed sooner than many short ones.
            let digits =
                (1..26).map(|turn| format!("{:x}", word.rotate_left(turn).wrapping_mul(word)));
            digits.collect::<String>()
        });
        let body = words.collect::<Vec<_>>().join(" ");
        match kind {
            "mbox" => format!(
                "From ann@post.example Tue Jan 19 22:00:00 2021\nFrom: ann@post.example\n\
                 Subject: Ferry {number} sails\n\nFerry {number}, {body}\n\n"
            ),
            "warc" => {
                let page = format!(
                    "<html><body><article><h1>Ferry {number} sails</h1><p>Ferry {number}, {body}.</p>\
                     </article></body></html>"
                );
                format!(
                    "WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/html\r\nWARC-Target-URI: \
                     https://port.example/{number}\r\nContent-Length: {}\r\n\r\n{page}\r\n\r\n",
                    page.len()
                )
            }
            "csv" => format!("Ferry {number} sails,\"Ferry {number}, {body}\"\n"),
            _ => format!(
                "{{\"headline\": \"Ferry {number} sails\", \"body\": \"Ferry {number}, {body}\"}}\n"
            ),
        }
    };
    numbers.map(record).collect()
}

/// Appends to a file.
fn append(archive: &Archive, name: &str, bytes: &[u8]) {
    let path = archive.folder().join(name);
    let mut file = fs::File::options().append(true).open(path).unwrap();
    file.write_all(bytes).unwrap();
}

#[test]
fn what_is_appended_to_a_large_file_is_read_alone() {
    for name in ["a.jsonl", "a.csv.zst", "a.mbox", "a.warc.gz"] {
        let kind = name.split('.').nth(1).unwrap();
        let packed = |text: String| -> Vec<u8> {
            let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            match name.rsplit('.').next() {
                Some("gz") => {
                    gzip.write_all(text.as_bytes()).unwrap();
                    gzip.finish().unwrap()
                }
                Some("zst") => zstd::encode_all(text.as_bytes(), 1).unwrap(),
                _ => text.into_bytes(),
            }
        };
        let archive = Archive::new();
        let header = if kind == "csv" { "headline,body\n" } else { "" };
        archive.write(
            name,
            packed(header.to_owned() + &long_records(kind, 0..1000)),
        );
        assert_eq!(archive.index().articles, 1000);
        let mut last = 1000;
        // Records that are no articles, with a note that counts them.
        let broken = match kind {
            "mbox" => "",
            "warc" => "WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 1\r\n\r\nx\r\n\r\n",
            _ => "x\n",
        };
        for (more, broken) in [(1, ""), (3, broken), (2, broken), (1, "")] {
            let records = long_records(kind, last..last + more) + broken;
            append(&archive, name, &packed(records));
            last += more;
            let report = archive.index();
            assert_eq!(fates(&report), [more, 0, 0, last - more, 0], "{name}");
            assert_eq!(report.articles_written, more);
            assert!(report.bytes_read < 100_000, "{name}: {}", report.bytes_read);
        }
        is_as_rebuilt(&archive);
        // A change of the old part is found, and then all is compared.
        let path = archive.folder().join(name);
        let first = long_records(kind, 5000..5001);
        archive.write(
            name,
            packed(header.to_owned() + &first + &long_records(kind, 1..1002)),
        );
        assert_eq!(fates(&archive.index())[3..], [1001, 5], "{name}");
        assert!(fs::metadata(path).unwrap().len() > 4 << 20);
        is_as_rebuilt(&archive);
    }
}

#[test]
fn a_line_that_goes_on_where_the_file_ended_is_read_as_one() {
    let archive = Archive::new();
    let all = long_records("jsonl", 0..1000);
    archive.write("a.jsonl", &all[..all.len() - 40]);
    let first = archive.index();
    assert_eq!((first.articles, first.refused_records), (999, 1));
    append(&archive, "a.jsonl", &all.as_bytes()[all.len() - 40..]);
    let second = archive.index();
    assert_eq!((second.articles, second.refused_records), (1000, 0));
    is_as_rebuilt(&archive);
}

#[test]
fn a_message_that_goes_on_where_the_file_ended_is_read_as_one() {
    let archive = Archive::new();
    let all = long_records("mbox", 0..1000);
    archive.write("a.mbox", &all);
    archive.index();
    // The file ends with a blank line; what comes is the next paragraph of the last message.
    append(&archive, "a.mbox", b"Another zebra paragraph.\n\n");
    append(
        &archive,
        "a.mbox",
        long_records("mbox", 1000..1001).as_bytes(),
    );
    let report = archive.index();
    assert_eq!(fates(&report), [1, 1, 0, 999, 0]);
    let generation = archive.generation();
    assert_eq!(found(&generation, "zebra"), ["a.mbox#1000"]);
    is_as_rebuilt(&archive);
}

#[test]
fn of_files_that_only_grow_the_old_part_is_not_read() {
    let archive = Archive::new();
    archive.write("a.jsonl", long_records("jsonl", 0..1000));
    archive.index();
    let trusting = BuildSettings {
        append_only: true,
        ..settings()
    };
    let path = archive.folder().join("a.jsonl");
    for number in [1000, 1001] {
        append(
            &archive,
            "a.jsonl",
            long_records("jsonl", number..number + 1).as_bytes(),
        );
        let report = archive.index_with(&trusting);
        assert_eq!(fates(&report), [1, 0, 0, number, 0]);
        assert!(report.bytes_read < 100_000);
        archive.run(&["verify", "--sources"]).exits(0);
        let touched = std::time::SystemTime::UNIX_EPOCH;
        fs::File::open(&path)
            .unwrap()
            .set_modified(touched)
            .unwrap();
        assert_eq!(archive.index_with(&trusting).files.touched, 1);
    }
    // A job that does not trust reads it once, and then the index is as any other.
    append(
        &archive,
        "a.jsonl",
        long_records("jsonl", 1002..1003).as_bytes(),
    );
    assert_eq!(fates(&archive.index()), [1, 0, 0, 1002, 0]);
    is_as_rebuilt(&archive);
    // A change in the old part is not noticed, but `verify --sources` finds it.
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    let digit = bytes[middle..].iter().position(u8::is_ascii_digit).unwrap();
    bytes[middle + digit] = b'z';
    bytes.extend(long_records("jsonl", 1003..1004).bytes());
    fs::write(&path, bytes).unwrap();
    assert_eq!(archive.index_with(&trusting).articles_written, 1);
    archive
        .run(&["verify", "--sources"])
        .exits(2)
        .says("a.jsonl");
    // One at the start or shortly before the old end is noticed.
    let mut bytes = fs::read(&path).unwrap();
    let at = bytes.len() - 300;
    let digit = bytes[at..].iter().position(u8::is_ascii_digit).unwrap();
    bytes[at + digit] = b'z';
    bytes.extend(long_records("jsonl", 1004..1005).bytes());
    fs::write(&path, bytes).unwrap();
    assert_eq!(fates(&archive.index_with(&trusting)), [1, 2, 0, 1002, 0]);
    is_as_rebuilt(&archive);
}

#[test]
fn a_folder_may_be_trusted_in_the_configuration() {
    let archive = Archive::new();
    let config = "[archive.news]\nfolders = [\"articles\"]\nappend-only = true\n";
    fs::write(archive.beside("dateline.toml"), config).unwrap();
    archive.write("a.jsonl", long_records("jsonl", 0..1000));
    archive.run(&["reindex"]).exits(0);
    append(
        &archive,
        "a.jsonl",
        long_records("jsonl", 1000..1001).as_bytes(),
    );
    let ran = archive.run(&["reindex", "--report", "-"]).exits(0);
    let own = &ran.json()["archives"][0];
    assert_eq!(own["articles"]["by_fate"]["added"], 1);
    assert!(own["bytes_read"].as_u64().unwrap() < 100_000, "{own}");
    // A file of which the parts were hashed one by one is still what was indexed.
    let exported = archive.run(&["export"]).exits(0).stdout();
    assert_eq!(exported.lines().count(), 1001);
    assert!(!exported.contains("\"sha256\":null"), "{exported}");
}

/// Waits until a condition holds; a minute is longer than any machine takes.
fn wait_for(what: &str, mut holds: impl FnMut() -> bool) {
    for _ in 0..600 {
        if holds() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    panic!("{what} did not happen");
}

#[test]
fn rounds_follow_changes_until_the_program_is_ended() {
    for arguments in [&["--continuous"][..], &["--every", "1s"]] {
        let archive = Archive::new();
        let config = "[archive.news]\nfolders = [\"articles\"]\nindex = \"idx\"\n";
        fs::write(archive.beside("dateline.toml"), config).unwrap();
        archive.write("a.jsonl", lines(&[1, 2]));
        let store = dateline::index::IndexStore::at(archive.beside("idx"));
        let articles = |wanted: u64| {
            let current = store.current();
            current.is_ok_and(|current| current.manifest.statistics.articles == wanted)
        };
        let mut child = archive
            .command(&archive.folder())
            .arg("reindex")
            .args(arguments)
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        wait_for("a first round", || articles(2));
        archive.write("a.jsonl", lines(&[1, 2, 3]));
        wait_for("a round after a change", || articles(3));
        // The folder vanishes and comes back.
        let aside = archive.beside("aside");
        fs::rename(archive.folder(), &aside).unwrap();
        std::thread::sleep(std::time::Duration::from_secs(3));
        assert!(articles(3), "what cannot be read stays");
        assert!(child.try_wait().unwrap().is_none(), "it goes on");
        if arguments[0] == "--every" {
            fs::rename(&aside, archive.folder()).unwrap();
            archive.write("b.jsonl", lines(&[4, 5]));
            wait_for("a round after the folder came back", || articles(5));
        }
        child.kill().unwrap();
        child.wait().unwrap();
    }
}
