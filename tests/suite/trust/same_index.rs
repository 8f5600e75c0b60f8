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

/// The number of articles in each large file.
const ARTICLES: usize = 600;

/// A large file of many articles, in the format of its extension.
fn large_file(ending: &str) -> Vec<u8> {
    let body = |number: usize| {
        // Few long words are indexed sooner than many short ones.
        let long = (0..20).map(|at| format!("{:0>400} ", number * 20 + at));
        format!(
            "Ferry {number} brought troops home. {}",
            long.collect::<String>()
        )
    };
    let each = |article: &dyn Fn(usize, String) -> String| -> String {
        (0..ARTICLES)
            .map(|number| article(number, body(number)))
            .collect()
    };
    let text = match ending {
        "csv" => {
            "headline,body\n".to_owned()
                + &each(&|number, body| format!("No {number},\"{body}\"\n"))
        }
        "json" => {
            let all = each(&|number, body| {
                format!(",{{\"headline\": \"No {number}\", \"body\": \"{body}\"}}\n")
            });
            format!("[{}]", &all[1..])
        }
        "mbox" => each(&|number, body| {
            format!(
                "From ann@post.example Tue Jan 19 22:00:00 2021\nFrom: ann@post.example\n\
                 Subject: No {number}\n\n{body}\n\n"
            )
        }),
        "warc" => each(&|number, body| {
            let page = format!(
                "<html><body><article><h1>No {number}</h1><p>{body}</p></article></body></html>"
            );
            let length = page.len();
            format!(
                "WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/html\r\nWARC-Target-URI: \
                 https://port.example/{number}\r\nContent-Length: {length}\r\n\r\n{page}\r\n\r\n"
            )
        }),
        "sgm" => {
            let all = each(&|number, body| {
                format!(
                    "<REUTERS NEWID=\"{}\">\n<DATE>14-APR-1987 08:05:00.00</DATE>\n<TEXT>&#2;\n\
                     <TITLE>No {number}</TITLE>\n<BODY>{body}\n&#3;</BODY></TEXT>\n</REUTERS>\n",
                    number + 1
                )
            });
            format!("<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n{all}")
        }
        "xml" => {
            let all = each(&|number, body| {
                format!(
                    "<item><title>No {number}</title><description>{body}</description></item>\n"
                )
            });
            format!(
                "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>News</title>{all}</channel></rss>"
            )
        }
        _ => {
            let mut tar = tar::Builder::new(Vec::new());
            for number in 0..ARTICLES {
                let text = format!("No {number}\n\n{}\n", body(number));
                let mut header = tar::Header::new_gnu();
                header.set_size(text.len() as u64);
                header.set_mode(0o644);
                header.set_cksum();
                tar.append_data(&mut header, format!("{number}.txt"), text.as_bytes())
                    .unwrap();
            }
            return tar.into_inner().unwrap();
        }
    };
    text.into_bytes()
}

#[test]
fn the_number_of_threads_changes_nothing_in_a_large_file_of_any_kind() {
    for ending in ["csv", "json", "mbox", "warc", "sgm", "xml", "tar"] {
        let archive = Archive::new();
        let bytes = large_file(ending);
        assert!(bytes.len() > 4 << 20, "{ending}: {}", bytes.len());
        archive.write(&format!("dump.{ending}"), bytes);
        let mut expected = None;
        for threads in [1, 3, 8] {
            let _ = fs::remove_dir_all(archive.folder().join(".dateline"));
            let settings = BuildSettings {
                threads,
                memory: 256 << 20,
                ..settings()
            };
            let built = build(&archive.folder(), &archive.store(), &settings, &Silent).unwrap();
            assert_eq!(
                built.articles, ARTICLES as u64,
                "{ending}: {:?}",
                built.problems
            );
            let found = (export(&archive.store()), top(&archive));
            let first = expected.get_or_insert_with(|| found.clone());
            assert!(*first == found, "{ending}, {threads} threads");
        }
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
