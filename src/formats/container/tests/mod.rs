//! Compressed files and archives, read from their bytes to their articles.
//!
//! Archives are made in memory, whole and damaged. `refusals` tests the limits, `threads` that all
//! threads of a pool read the same as one, `together` members that are one article.

mod refusals;
mod threads;
mod together;

use super::{Reading, read_articles};
use crate::article::{ArchivePath, Article, Problem, ProblemKind};
use crate::formats::{Input, ReadOptions};
use std::convert::Infallible;
use std::io::{BufReader, Read, Write};

fn options() -> ReadOptions {
    ReadOptions::at("2022-01-01T00:00:00Z".parse().unwrap())
}

/// What was read from a file: its articles, and its problems.
type Given = (Vec<Article>, Vec<Problem>);

fn gather(input: Input<'_>) -> Given {
    let mut given = (Vec::new(), Vec::new());
    let Ok(()) = read_articles(input, &mut |reading: Reading| {
        match reading.item {
            Ok(article) => given.0.push(article),
            Err(problem) => given.1.push(problem),
        }
        Ok::<(), Infallible>(())
    });
    given
}

/// Reads bytes as a file of that name: as a whole, as a stream, as an open file, and with the
/// threads of a pool, with equal results.
fn read_with(name: &str, bytes: &[u8], options: &ReadOptions) -> Given {
    let path = ArchivePath::from_stored(name);
    let whole = gather(Input::whole(&path, options, bytes));
    let stream = Box::new(BufReader::with_capacity(7, bytes));
    assert_eq!(
        gather(Input::stream(&path, options, stream)),
        whole,
        "{name}"
    );
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    std::io::Seek::rewind(&mut file).unwrap();
    assert_eq!(gather(Input::file(&path, options, file)), whole, "{name}");
    let pooled = threads::pool().install(|| gather(Input::whole(&path, options, bytes)));
    assert_eq!(pooled, whole, "{name}");
    whole
}

fn read(name: &str, bytes: &[u8]) -> Given {
    read_with(name, bytes, &options())
}

fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut packed = Vec::new();
    flate2::read::GzEncoder::new(bytes, flate2::Compression::fast())
        .read_to_end(&mut packed)
        .unwrap();
    packed
}

fn bz2(bytes: &[u8]) -> Vec<u8> {
    let mut packed = Vec::new();
    bzip2::read::BzEncoder::new(bytes, bzip2::Compression::fast())
        .read_to_end(&mut packed)
        .unwrap();
    packed
}

fn xz(bytes: &[u8]) -> Vec<u8> {
    let options = lzma_rust2::XzOptions::with_preset(1);
    let mut writer = lzma_rust2::XzWriter::new(Vec::new(), options).unwrap();
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}

fn zst(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 1).unwrap()
}

fn tar(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, bytes) in members {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        builder.append_data(&mut header, name, *bytes).unwrap();
    }
    builder.into_inner().unwrap()
}

fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut archive = rawzip::ZipArchiveWriter::new(&mut out);
    for (name, bytes) in members {
        let (mut entry, config) = archive
            .new_file(name)
            .compression_method(rawzip::CompressionMethod::DEFLATE)
            .start()
            .unwrap();
        let encoder = flate2::write::DeflateEncoder::new(&mut entry, flate2::Compression::fast());
        let mut writer = config.wrap(encoder);
        writer.write_all(bytes).unwrap();
        let (encoder, descriptor) = writer.finish().unwrap();
        encoder.finish().unwrap();
        entry.finish(descriptor).unwrap();
    }
    archive.finish().unwrap();
    out
}

const LINES: &[u8] = b"{\"headline\": \"One\"}\n{\"headline\": \"Two\"}\n";
const TEXT: &[u8] = b"Three\n\nBody.\n";

fn headlines(given: &Given) -> Vec<(String, u32)> {
    let articles = given.0.iter();
    articles
        .map(|article| (article.headline.clone(), article.origin.ordinal))
        .collect()
}

fn kinds(given: &Given) -> Vec<ProblemKind> {
    given.1.iter().map(|problem| problem.kind).collect()
}

#[test]
fn compression_is_recognized_by_its_bytes_and_unpacked() {
    for (pack, extension) in [
        (gz as fn(&[u8]) -> Vec<u8>, "gz"),
        (zst, "zst"),
        (bz2, "bz2"),
        (xz, "xz"),
    ] {
        for name in [
            format!("a.jsonl.{extension}"),
            "a.txt".into(),
            "a.zip".into(),
        ] {
            let given = read(&name, &pack(LINES));
            let expected = [("One".into(), 1), ("Two".into(), 2)];
            assert_eq!(
                headlines(&given),
                expected,
                "{extension} named {name}: {:?}",
                given.1
            );
            assert_eq!(given.0[0].origin.path.as_str(), name);
        }
        let twice = [pack(LINES), pack(b"\n{\"headline\": \"Four\"}")].concat();
        let given = read("a.jsonl", &twice);
        assert_eq!(
            headlines(&given)[2],
            ("Four".into(), 4),
            "{extension}: {:?}",
            given.1
        );
    }
}

#[test]
fn members_of_archives_are_read_by_their_own_names_and_numbered_on() {
    let members: &[(&str, &[u8])] = &[
        ("2021/01/19/text.txt", TEXT),
        ("lines.jsonl", LINES),
        ("deep/more.jsonl.gz", &gz(LINES)),
        ("inner.zip", &zip(&[("x.txt", TEXT)])),
        ("__MACOSX/._text.txt", b"\0\x05\x16\x07"),
        (".hidden.txt", TEXT),
        ("photo.jpg", b"\xFF\xD8\xFF"),
        ("photo.png", b"\x89PNG"),
    ];
    let expected = [
        ("Three".into(), 1),
        ("One".into(), 2),
        ("Two".into(), 3),
        ("One".into(), 4),
        ("Two".into(), 5),
        ("Three".into(), 6),
    ];
    for (name, bytes) in [
        ("wire/a.zip", zip(members)),
        ("wire/a.tar", tar(members)),
        ("wire/a.tgz", gz(&tar(members))),
        ("wire/a.tar.xz", xz(&tar(members))),
    ] {
        let given = read(name, &bytes);
        assert_eq!(headlines(&given), expected, "{name}: {:?}", given.1);
        assert!(
            given
                .0
                .iter()
                .all(|article| article.origin.path.as_str() == name)
        );
        let date = given.0[0].published.map(|date| date.to_string());
        assert_eq!(date.as_deref(), Some("2021-01-19"), "{name}");
        assert_eq!(kinds(&given), [ProblemKind::UnknownFormat], "{name}");
        assert_eq!(
            given.1[0].detail,
            "2 members are of a format that is not read: `photo.jpg`, `photo.png`"
        );
    }
}

#[test]
fn a_broken_member_is_named_and_the_others_are_read() {
    let sound = zip(&[("bad.txt", TEXT), ("lines.jsonl", LINES)]);
    let mut damaged = sound.clone();
    damaged[30 + "bad.txt".len()] ^= 0xFF;
    let mut encrypted = sound;
    let directory = encrypted
        .windows(4)
        .position(|at| at == b"PK\x01\x02")
        .unwrap();
    encrypted[directory + 8] |= 1;
    for (bytes, kind, said) in [
        (
            damaged,
            ProblemKind::Damaged,
            "`bad.txt`: the zip data is damaged",
        ),
        (
            encrypted,
            ProblemKind::NotUnpacked,
            "`bad.txt`: cannot be unpacked, since it is encrypted",
        ),
    ] {
        let given = read("a.zip", &bytes);
        assert_eq!(kinds(&given), [kind], "{:?}", given.1);
        assert!(given.1[0].detail.starts_with(said), "{:?}", given.1);
        assert_eq!(headlines(&given), [("One".into(), 1), ("Two".into(), 2)]);
    }
    let inner = gz(TEXT);
    let given = read(
        "a.tar",
        &tar(&[("cut.txt.gz", &inner[..inner.len() - 9]), ("b.txt", TEXT)]),
    );
    assert_eq!(kinds(&given), [ProblemKind::Damaged], "{:?}", given.1);
    assert!(
        given.1[0].detail.starts_with("`cut.txt.gz`: the gzip data"),
        "{:?}",
        given.1
    );
    assert_eq!(headlines(&given), [("Three".into(), 1)]);
}

#[test]
fn a_file_that_breaks_off_gives_what_is_before_and_one_problem() {
    let lines: Vec<u8> = (0..20_000)
        .flat_map(|number| format!("{{\"headline\": \"Number {number}\"}}\n").into_bytes())
        .collect();
    for (name, bytes) in [
        ("a.jsonl.gz", gz(&lines)),
        ("a.jsonl.zst", zst(&lines)),
        ("a.jsonl.bz2", bz2(&lines)),
        ("a.jsonl.xz", xz(&lines)),
        (
            "a.tgz",
            gz(&tar(&[("lines.jsonl", &lines), ("b.txt", TEXT)])),
        ),
        ("a.tar", tar(&[("lines.jsonl", &lines)])),
    ] {
        let given = read(name, &bytes[..bytes.len() * 3 / 4]);
        let damaged = kinds(&given)
            .iter()
            .filter(|kind| **kind == ProblemKind::Damaged)
            .count();
        assert_eq!(damaged, 1, "{name}: {:?}", given.1);
        assert!(
            !given.0.is_empty() || name.ends_with("xz") || name.ends_with("bz2"),
            "{name}"
        );
    }
    let zipped = zip(&[("lines.jsonl", &lines)]);
    let given = read("a.zip", &zipped[..zipped.len() - 30]);
    assert_eq!(kinds(&given), [ProblemKind::Damaged]);
}

#[test]
fn a_named_reader_is_taken_whatever_the_content() {
    let rules = ["*.dat=text".to_owned(), "*.gz=text".to_owned()];
    let options = ReadOptions {
        format_of: crate::formats::FormatOf::new(&rules).unwrap(),
        ..options()
    };
    for (name, bytes) in [
        ("a.dat", LINES.to_vec()),
        ("a.dat.zst", zst(LINES)),
        ("a.jsonl.gz", gz(LINES)),
        ("a.zip", zip(&[("x.dat", LINES)])),
    ] {
        let given = read_with(name, &bytes, &options);
        assert_eq!(given.0.len(), 1, "{name}: {:?}", given.1);
    }
}

#[test]
fn archives_that_follow_each_other_are_read() {
    let (one, two) = (tar(&[("a.jsonl", LINES)]), tar(&[("b.txt", TEXT)]));
    let zeros = vec![0; 3 << 20];
    let expected = [("One", 1), ("Two", 2), ("Three", 3)].map(|(h, n)| (h.to_owned(), n));
    for (name, bytes) in [
        ("x.tar", [&one[..], &two].concat()),
        ("x.tar", [&one[..], &zeros, &two, &zeros].concat()),
        ("x.tar.gz", [gz(&one), gz(&two)].concat()),
        (
            "x.tar.gz",
            [&gz(&one)[..], &zeros[..512], &gz(&two), &zeros[..512]].concat(),
        ),
        ("x.tar.zst", [zst(&one), zst(&two)].concat()),
        ("x.tar.bz2", [bz2(&one), bz2(&two)].concat()),
        ("x.tar.xz", [xz(&one), xz(&two)].concat()),
    ] {
        let given = read(name, &bytes);
        assert_eq!(given.1, [], "{name}");
        assert_eq!(headlines(&given), expected, "{name}");
    }
}

/// A zip file with stored members, whose sizes are in their headers.
fn stored_zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = Vec::new();
    for (name, bytes) in members {
        let mut crc = flate2::Crc::new();
        crc.update(bytes);
        let size = u32::try_from(bytes.len()).unwrap().to_le_bytes();
        out.extend(b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0");
        out.extend(crc.sum().to_le_bytes());
        out.extend([size, size].concat());
        out.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
        out.extend(b"\0\0");
        out.extend(name.as_bytes());
        out.extend(*bytes);
    }
    out
}

#[test]
fn a_zip_without_its_directory_is_read_as_far_as_it_goes() {
    let members = [("a.jsonl", LINES), ("b.txt", TEXT)];
    let whole = zip(&members);
    let directory = memchr::memmem::find(&whole, b"PK\x01\x02").unwrap();
    let stored = stored_zip(&members);
    let expected = [("One", 1), ("Two", 2), ("Three", 3)].map(|(h, n)| (h.to_owned(), n));
    for bytes in [&whole[..directory], &whole[..directory + 10], &stored[..]] {
        let given = read("x.zip", bytes);
        assert_eq!(headlines(&given), expected);
        let problems: Vec<_> = given.1.iter().map(|problem| problem.kind).collect();
        assert_eq!(problems, [ProblemKind::Damaged]);
        let detail = &given.1[0].detail;
        assert!(
            detail.contains("2 members by their own headers"),
            "{detail}"
        );
    }
    // The second member is cut.
    for bytes in [&whole[..directory - 30], &stored[..stored.len() - 5]] {
        let given = read("x.zip", bytes);
        assert_eq!(headlines(&given)[..2], expected[..2]);
        let named = given
            .1
            .iter()
            .any(|problem| problem.detail.starts_with("`b.txt`"));
        assert!(named, "{:?}", given.1);
        let last = given.1.last().unwrap();
        assert_eq!(last.kind, ProblemKind::Damaged);
    }
}

#[test]
fn a_zip_cut_anywhere_is_read_without_a_panic() {
    let whole = zip(&[("a.jsonl", LINES), ("b.txt", TEXT)]);
    let stored = stored_zip(&[("a.jsonl", LINES), ("b.txt", TEXT)]);
    for bytes in [whole, stored] {
        for end in 4..bytes.len() {
            let path = ArchivePath::from_stored("x.zip");
            let given = gather(Input::whole(&path, &options(), &bytes[..end]));
            assert!(!given.1.is_empty() || end == bytes.len(), "{end}");
        }
    }
}
