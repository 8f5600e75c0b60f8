//! Large files, read by one thread and by several: articles, problems and their order are the same.
//!
//! The other tests of this room compare short files in the same way.

use super::{gather, gz, options, read, tar, zip};
use crate::article::ArchivePath;
use crate::formats::Input;
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::fmt::Write;
use std::sync::LazyLock;

/// A pool that all tests share.
pub(super) fn pool() -> &'static ThreadPool {
    static POOL: LazyLock<ThreadPool> =
        LazyLock::new(|| ThreadPoolBuilder::new().num_threads(3).build().unwrap());
    &POOL
}

/// How many records each file has.
const RECORDS: u32 = 2_000;

fn file_of(record: impl Fn(u32, &mut String)) -> String {
    let mut file = String::new();
    for number in 1..=RECORDS {
        record(number, &mut file);
    }
    file
}

/// The text of an article that differs from all others, of several hundred bytes.
fn text(number: u32) -> String {
    format!("Ferry number {number} left the harbour on time. ").repeat(1 + number as usize % 20)
}

fn json_lines() -> String {
    file_of(|number, file| {
        let line = match number % 97 {
            0 => "{broken".to_owned(),
            1 => String::new(),
            _ => format!(
                r#"{{"headline": "No {number}", "body": "{}"}}"#,
                text(number)
            ),
        };
        writeln!(file, "{line}").unwrap();
    })
}

#[test]
fn several_threads_read_the_records_of_a_file_as_one_does() {
    let csv = file_of(|number, file| {
        let open = if number % 101 == 0 { "\"" } else { "" };
        writeln!(file, "No {number},{open}{}", text(number)).unwrap();
    });
    let mbox = file_of(|number, file| {
        writeln!(file, "From a@example.org Mon Jan  4 10:00:00 2021").unwrap();
        match number % 89 {
            0 => writeln!(file, "\n").unwrap(),
            1 => writeln!(file, "Subject: export\n\n{}", export(number)).unwrap(),
            _ => writeln!(file, "Subject: No {number}\n\n{}\n", text(number)).unwrap(),
        }
    });
    let feed = file_of(|number, file| {
        let text = text(number);
        writeln!(
            file,
            "<item><title>No {number}</title><description>{text}</description></item>"
        )
        .unwrap();
    });
    let feed = format!("<rss version=\"2.0\"><channel><title>Wire</title>{feed}</channel></rss>");
    let json = format!(
        "[{}]",
        json_lines()
            .lines()
            .filter(|line| line.ends_with('}'))
            .collect::<Vec<_>>()
            .join(",")
    );
    for (name, content) in [
        ("a.jsonl", json_lines()),
        ("a.csv", format!("headline,body\n{csv}")),
        ("a.mbox", mbox),
        ("a.xml", feed),
        ("a.json", json),
    ] {
        let (articles, _) = read(name, content.as_bytes());
        assert!(articles.len() > 1_500, "{name}: {}", articles.len());
        let ordinals = articles.iter().map(|article| article.origin.ordinal);
        assert!(ordinals.is_sorted_by(|one, next| one < next), "{name}");
    }
}

/// A message that is an export of a news database, of two articles.
fn export(number: u32) -> String {
    let article = |of: u32| {
        format!(
            "{of} of 2 DOCUMENTS\n\nThe Harbour Post\n\nJanuary 4, 2021 Monday\n\nFerry {number} part \
             {of}\n\nLENGTH: 12 words\n\nThe ferry left on time.\n\nLOAD-DATE: January 5, 2021\n\n"
        )
    };
    article(1) + &article(2)
}

#[test]
fn several_threads_read_the_members_of_an_archive_as_one_does() {
    let articles: Vec<(String, String)> = (0..300)
        .map(|number| match number % 7 {
            0 => (format!("{number}.png"), "\u{89}PNG".to_owned()),
            1 => (format!("{number}.txt"), String::new()),
            2 if number % 4 == 0 => (format!("{number}.jsonl"), json_lines()),
            _ => (
                format!("{number}.txt"),
                format!("No {number}\n\n{}", text(number)),
            ),
        })
        .collect();
    let inner = gz(b"Inner\n\nA text in a packed member.");
    let mut members: Vec<(&str, &[u8])> = articles
        .iter()
        .map(|(name, content)| (name.as_str(), content.as_bytes()))
        .collect();
    members.insert(150, ("inner.txt.gz", &inner));
    for (name, archive) in [
        ("a.tar", tar(&members)),
        ("a.tar.gz", gz(&tar(&members))),
        ("a.zip", zip(&members)),
    ] {
        let (articles, problems) = read(name, &archive);
        assert!(articles.len() > 15_000, "{name}: {}", articles.len());
        assert!(problems.len() > 40, "{name}: {problems:?}");
        // The end is missing.
        let path = ArchivePath::from_stored(name);
        let cut = &archive[..archive.len() * 2 / 3];
        let options = options();
        let alone = gather(Input::whole(&path, &options, cut));
        let pooled = pool().install(|| gather(Input::whole(&path, &options, cut)));
        assert!(pooled.0 == alone.0, "{name}: other articles");
        assert_eq!(
            pooled.1.last_chunk::<9>(),
            alone.1.last_chunk::<9>(),
            "{name}"
        );
        assert!(pooled.1 == alone.1, "{name}: other problems");
    }
}
