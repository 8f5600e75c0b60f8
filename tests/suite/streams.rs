//! Streams of any size need the memory of one record. The test takes minutes and is run by hand:
//!
//! ```text
//! DATELINE_STREAM_MIB=2048 cargo test --release --test suite streams -- --ignored --nocapture
//! ```

use crate::harness::Archive;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::process::{Child, Stdio};
use std::thread;
use std::time::Duration;

/// The most memory of the program while it reads a stream of any size, in MiB.
const MOST_MIB: u64 = 64;

/// The most memory that indexing needs in addition to `--memory`, in MiB (docs/performance.md).
const BEYOND_MIB: u64 = 100;

/// Writes about this many bytes of JSON Lines, all of them different.
fn write_lines(bytes: u64, out: &mut dyn Write) -> io::Result<()> {
    let (mut written, mut number) = (0, 0_u64);
    while written < bytes {
        number += 1;
        let mut body = String::from("TELD (Meridian) - ");
        let mut word = number;
        for _ in 0..300 {
            word = word
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let consonant = char::from(b"bdfgklmnprstvz"[(word >> 33) as usize % 14]);
            let vowel = char::from(b"aeiou"[(word >> 40) as usize % 5]);
            body.extend([consonant, vowel, if word >> 61 == 0 { ' ' } else { 'n' }]);
        }
        let line = format!(
            "{{\"id\":{number},\"headline\":\"Number {number}\",\"published\":\"2021-01-19\",\"body\":\"{body}\"}}\n"
        );
        written += line.len() as u64;
        out.write_all(line.as_bytes())?;
    }
    Ok(())
}

/// Waits for a process and returns its peak memory, in MiB.
fn peak(mut child: Child) -> u64 {
    let mut most = 0;
    loop {
        let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kibibytes = line.and_then(|line| line.trim_end_matches("kB").trim().parse().ok());
        most = most.max(kibibytes.unwrap_or(0));
        if let Some(status) = child.try_wait().unwrap() {
            assert!(status.success(), "{status}");
            return most / 1024;
        }
        thread::sleep(Duration::from_millis(5));
    }
}

#[test]
#[ignore = "writes and reads DATELINE_STREAM_MIB MiB"]
fn a_stream_of_any_size_needs_the_memory_of_a_record() {
    let mebibytes: u64 = std::env::var("DATELINE_STREAM_MIB")
        .map_or(64, |size| size.parse().expect("a number of MiB"));
    let archive = Archive::new();
    for packed in [false, true] {
        let mut child = archive
            .command(&archive.folder())
            .args(["parse", "-", "--format", "jsonl"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let stdin = child.stdin.take().unwrap();
        let writer = thread::spawn(move || {
            if packed {
                let mut encoder = GzEncoder::new(stdin, Compression::fast());
                write_lines(mebibytes << 20, &mut encoder)?;
                encoder.finish().map(drop)
            } else {
                write_lines(mebibytes << 20, &mut BufWriter::new(stdin))
            }
        });
        let peak = peak(child);
        writer.join().unwrap().unwrap();
        let how = if packed { "gzip, " } else { "" };
        println!("parse, {how}{mebibytes} MiB: peak {peak} MiB");
        assert!(peak <= MOST_MIB);
    }
    let file = File::create(archive.folder().join("lines.jsonl")).unwrap();
    write_lines(mebibytes << 20, &mut BufWriter::new(file)).unwrap();
    let child = archive
        .command(&archive.folder())
        .args(["index", "--memory", "128MiB"])
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let peak = peak(child);
    println!("index --memory 128MiB, {mebibytes} MiB: peak {peak} MiB");
    assert!(peak <= 128 + BEYOND_MIB);
}
