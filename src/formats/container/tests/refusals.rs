//! Files that are refused: hostile, too large, or not what their name says.
//!
//! Each refusal is one problem that says why.

use super::{LINES, TEXT, gz, headlines, kinds, options, read, read_with, tar, zip, zst};
use crate::article::ProblemKind;
use crate::formats::ReadOptions;
use crate::formats::limits::Limits;

/// Files that unpack without end: name, bytes, kind of the problem, and a part of its message.
fn endless() -> Vec<(&'static str, Vec<u8>, ProblemKind, &'static str)> {
    let bomb = gz(&b"\n".repeat(1_000_000));
    let mut noise = vec![0; 4_000_000];
    blake3::Hasher::new().finalize_xof().fill(&mut noise);
    noise.retain(|byte| *byte != b'\n');
    let many: Vec<(String, &[u8])> = (0..9).map(|n| (format!("{n}.txt"), TEXT)).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(name, text)| (&**name, *text)).collect();
    let nested = gz(&gz(&gz(&gz(TEXT))));
    vec![
        (
            "a.jsonl.gz",
            bomb.clone(),
            ProblemKind::Bomb,
            "more than 50 times its own size",
        ),
        (
            "a.zip",
            zip(&[("x.jsonl", &b"\n".repeat(1_000_000))]),
            ProblemKind::Bomb,
            "`x.jsonl`",
        ),
        (
            "a.tar",
            tar(&[("x.jsonl.gz", &bomb)]),
            ProblemKind::Bomb,
            "`x.jsonl.gz`: unpacks to",
        ),
        (
            "a.jsonl.zst",
            zst(&noise),
            ProblemKind::Bomb,
            "unpacks to more than 2.9 MiB",
        ),
        (
            "a.txt.gz",
            nested,
            ProblemKind::TooDeep,
            "packed in more than 3 layers",
        ),
        (
            "a.zip",
            zip(&many),
            ProblemKind::Bomb,
            "more than 4 members",
        ),
        (
            "a.tar",
            tar(&many),
            ProblemKind::Bomb,
            "more than 4 members",
        ),
    ]
}

#[test]
fn a_file_that_unpacks_without_end_is_refused() {
    let options = ReadOptions {
        limits: Limits {
            ratio: 50,
            always: 10_000,
            total: 3_000_000,
            layers: 3,
            members: 4,
        },
        ..options()
    };
    for (name, bytes, kind, said) in endless() {
        let given = read_with(name, &bytes, &options);
        let found: Vec<_> = given
            .1
            .iter()
            .filter(|problem| problem.kind == kind)
            .collect();
        assert_eq!(found.len(), 1, "{name}: {:?}", given.1);
        assert!(found[0].detail.contains(said), "{name}: {:?}", given.1);
    }
}

#[test]
fn a_name_in_a_tar_that_would_fill_the_memory_is_refused() {
    let long = "x/".repeat(1 << 20);
    let given = read("a.tar", &tar(&[(&long, TEXT), ("b.txt", TEXT)]));
    assert_eq!(kinds(&given), [ProblemKind::Damaged]);
    assert!(
        given.1[0].detail.contains("headers are larger"),
        "{:?}",
        given.1
    );
}

#[test]
fn metadata_without_a_text_is_not_an_article() {
    let given = read("a.txt", b"Date: 3 May 2021\nSection: Sport\n\n");
    assert_eq!(
        (given.0.len(), kinds(&given)),
        (0, vec![ProblemKind::NoText])
    );
}

#[test]
fn a_file_that_contradicts_its_name_is_refused() {
    for (name, bytes, kind) in [
        ("a.gz", &b"plain"[..], ProblemKind::Damaged),
        ("a.zip", b"plain", ProblemKind::Damaged),
        ("a.tar", b"", ProblemKind::Empty),
        (
            "a.zip",
            b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
            ProblemKind::Empty,
        ),
        (
            "a.docx",
            &zip(&[("[Content_Types].xml", b"<x/>")]),
            ProblemKind::UnknownFormat,
        ),
        ("a.jpg", b"\xFF\xD8\xFF", ProblemKind::UnknownFormat),
    ] {
        assert_eq!(kinds(&read(name, bytes)), [kind], "{name}");
    }
}

#[test]
fn a_file_of_one_article_is_refused_above_the_limit_in_any_packing() {
    let options = ReadOptions {
        max_file_size: 100,
        ..options()
    };
    let large = b"x ".repeat(100);
    for (name, bytes) in [
        ("a.txt", large.clone()),
        ("a.txt.gz", gz(&large)),
        ("a.zip", zip(&[("x.txt", &large)])),
        ("a.xml", [b"<nitf>".as_slice(), &large, b"</nitf>"].concat()),
        (
            "a.eml",
            [b"Message-ID: <1@x>\n\n".as_slice(), &large].concat(),
        ),
    ] {
        let given = read_with(name, &bytes, &options);
        assert_eq!(kinds(&given), [ProblemKind::TooLarge], "{name}");
        assert!(
            given.1[0].detail.contains("larger than 100 B"),
            "{:?}",
            given.1
        );
    }
    assert_eq!(read_with("a.jsonl", &LINES.repeat(9), &options).0.len(), 18);
}

#[test]
fn a_zip_file_behind_a_program_is_read_and_other_files_of_that_name_are_refused() {
    let archive = zip(&[("a.txt", TEXT), ("b.txt", TEXT)]);
    let stub = [b"MZ".as_slice(), &[0x90; 5000]].concat();
    for name in ["a.zip", "a.exe"] {
        let given = read(name, &[stub.as_slice(), &archive].concat());
        assert_eq!(headlines(&given).len(), 2, "{name}");
        assert_eq!(kinds(&given), [], "{name}");
    }
    assert_eq!(kinds(&read("a.zip", &stub)), [ProblemKind::Damaged]);
    assert_eq!(kinds(&read("a.exe", &stub)), [ProblemKind::UnknownFormat]);
    assert_eq!(kinds(&read("a.zip", b"")), [ProblemKind::Empty]);
}
