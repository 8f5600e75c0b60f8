//! `dateline reindex` as a process, compared with `find` on the same tree, after no change and
//! after a change of one file; the memory per file; and a full rebuild compared with a first index.
//! The files are invented and small, so that the walk is measured.

use anyhow::{Context, ensure};
use dateline_benches::measure::{Contender, Table, Times, alternate, megabytes, to_f64};
use dateline_benches::{memory, program};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

const FILES: usize = 100_000;
const ROUNDS: usize = 11;

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args()
        .skip(1)
        .filter(|argument| argument != "--bench");
    let files = match arguments.next() {
        Some(files) => files
            .parse()
            .with_context(|| format!("{files} is not a number of files"))?,
        None => FILES,
    };
    let dateline = program::dateline()?;
    let place = TempDir::new()?;
    let folder = place.path().join("articles");
    write_files(&folder, files)?;
    // Files that changed just before indexing would be hashed again, which is not measured here.
    std::thread::sleep(Duration::from_secs(3));

    let job = |options: &[&str]| {
        let mut command = Command::new(&dateline);
        command.arg("reindex").args(options).arg(&folder);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command
    };
    let timed = |command: &mut Command| -> anyhow::Result<Duration> {
        let began = Instant::now();
        let status = command.status()?;
        ensure!(status.success(), "{command:?}: {status}");
        Ok(began.elapsed())
    };
    let first = timed(&mut job(&[]))?;
    let mut changes = 0;
    let mut runs: Vec<Contender> = vec![
        ("nothing changed", Box::new(|| timed(&mut job(&[])))),
        (
            "one file changed",
            Box::new(|| {
                changes += 1;
                let file = folder.join(name(files / 2));
                fs::write(file, format!("Changed {changes} times\n\nA body.\n"))?;
                timed(&mut job(&[]))
            }),
        ),
        (
            "find -printf '%s %T@ %C@ %i'",
            Box::new(|| {
                let mut find = Command::new("find");
                find.arg(&folder)
                    .args(["-type", "f", "-printf", "%s %T@ %C@ %i\\n"]);
                timed(find.stdout(Stdio::null()))
            }),
        ),
    ];
    let medians = alternate(ROUNDS, &mut runs)?;
    println!("{files} files; median (least–most) of {ROUNDS} runs\n");
    let mut table = Table::new(&["run", "time", "to find"]);
    for ((name, _), own) in runs.iter().zip(&medians) {
        let ratio = format!("{:.2}", own.ratio(&medians[2]));
        table.row([(*name).to_owned(), own.to_string(), ratio]);
    }
    println!("{table}");
    drop(runs);
    println!("{}", memory_a_file(&mut job(&[]), &dateline, files)?);
    let mut again = Times::default();
    again.push(timed(&mut job(&["--full"]))?);
    println!(
        "a first index {:.2} s, a full rebuild {again}",
        first.as_secs_f64()
    );
    Ok(())
}

fn name(number: usize) -> String {
    format!("{:04}/{number:07}.txt", number / 1_000)
}

fn write_files(folder: &Path, files: usize) -> anyhow::Result<()> {
    for number in 0..files {
        let file = folder.join(name(number));
        if number.is_multiple_of(1_000) {
            fs::create_dir_all(file.parent().unwrap_or(folder))?;
        }
        fs::write(
            file,
            format!("Headline {number}\n\nA body of article {number}.\n"),
        )?;
    }
    Ok(())
}

/// The peak memory per file: that of a run without changes, minus that of a run on one file,
/// divided by the number of files.
fn memory_a_file(job: &mut Command, dateline: &Path, files: usize) -> anyhow::Result<String> {
    let small = TempDir::new()?;
    write_files(small.path(), 1)?;
    let mut one = Command::new(dateline);
    one.arg("reindex").arg(small.path()).stderr(Stdio::null());
    one.status()?;
    let peak = |command: &mut Command| memory::watch(&mut command.spawn()?);
    let (Some(least), Some(peak)) = (peak(&mut one)?, peak(job)?) else {
        return Ok("memory: not measured on this system".to_owned());
    };
    let bytes = peak.resident.saturating_sub(least.resident);
    Ok(format!(
        "peak memory {}, {:.0} bytes of it per file",
        megabytes(peak.resident),
        to_f64(bytes) / to_f64(files as u64)
    ))
}
