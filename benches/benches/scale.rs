//! Many articles: first indexes of more and more of them, each by the program as a process; then,
//! with the most of them, cold searches, a run without changes, and an appended line.
//!
//! The articles are made from sentences of the corpus, 4 KB each, and written as JSON Lines, a
//! hundred thousand a file, so that the disk holds them. `SCALE=3000000` sets the largest number.

use anyhow::{Context, ensure};
use dateline_benches::measure::{Table, Times, megabytes, time, to_f64};
use dateline_benches::{corpus, memory, program, setup};
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// The articles of a file.
const PER_FILE: u64 = 100_000;

/// The bytes of an article's text.
const LENGTH: usize = 4_000;

/// The working memory of the jobs.
const MEMORY: &str = "512MiB";

/// The largest number of articles, unless `SCALE` names another.
const MOST: u64 = 1_000_000;

/// How often a search is timed.
const SEARCHES: usize = 21;

fn main() -> anyhow::Result<()> {
    let Some(setup) = setup("scale")? else {
        return Ok(());
    };
    let most = match std::env::var("SCALE") {
        Ok(most) => most.parse().context("SCALE is a number of articles")?,
        Err(_) => MOST,
    };
    let place = TempDir::new()?;
    let sentences = sentences(&setup.corpus)?;
    let files = write_files(place.path(), &sentences, most)?;
    drop(sentences);
    let bench = Bench {
        program: program::dateline()?,
        folder: place.path().join("archive"),
        state: place.path().join("state"),
    };
    println!("articles of {LENGTH} bytes, JSON Lines, --memory {MEMORY}\n");
    let counts = [100_000, 300_000, 1_000_000, 3_000_000, 10_000_000];
    let counts = counts.into_iter().filter(|count| *count <= most);
    let mut table = Table::new(&[
        "articles",
        "first index",
        "a second",
        "peak memory",
        "index",
    ]);
    for count in counts {
        bench.hold(&files[..usize::try_from(count / PER_FILE)?])?;
        let (took, peak) = bench.job()?;
        table.row([
            count.to_string(),
            time(took),
            format!("{:.0}", to_f64(count) / took.as_secs_f64()),
            peak.map_or("–".to_owned(), |peak| {
                format!(
                    "{}, {} of it anonymous",
                    megabytes(peak.resident),
                    megabytes(peak.anonymous)
                )
            }),
            megabytes(size_of(&bench.folder.join(".dateline"))?),
        ]);
    }
    println!("{table}");
    for words in ["troops withdrawal", "oil prices"] {
        println!("a cold search for `{words}`: {}", bench.searches(words)?);
    }
    println!("a run without changes: {}", time(bench.job()?.0));
    let last = fs::read_dir(&bench.folder)?
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| path.is_file())
        .max()
        .context("there is a file")?;
    for options in [&[][..], &["--append-only"]] {
        let mut file = File::options().append(true).open(&last)?;
        writeln!(
            file,
            "{{\"headline\": \"An appended article\", \"body\": \"Appended.\"}}"
        )?;
        drop(file);
        let took = bench.job_with(options)?.0;
        println!(
            "a line appended to {}, {options:?}: {}",
            megabytes(last.metadata()?.len()),
            time(took)
        );
    }
    Ok(())
}

/// The program and the archive that it is measured on.
struct Bench {
    program: PathBuf,
    folder: PathBuf,
    state: PathBuf,
}

impl Bench {
    /// Makes the archive one of these files, without an index.
    fn hold(&self, files: &[PathBuf]) -> anyhow::Result<()> {
        if self.folder.exists() {
            fs::remove_dir_all(&self.folder)?;
        }
        fs::create_dir(&self.folder)?;
        for file in files {
            let name = file.file_name().context("a file has a name")?;
            fs::hard_link(file, self.folder.join(name))?;
        }
        Ok(())
    }

    fn job(&self) -> anyhow::Result<(Duration, Option<memory::Peak>)> {
        self.job_with(&[])
    }

    fn job_with(&self, options: &[&str]) -> anyhow::Result<(Duration, Option<memory::Peak>)> {
        let mut command = self.command("reindex");
        command
            .args(["--memory", MEMORY])
            .args(options)
            .arg(&self.folder);
        let began = Instant::now();
        let peak = memory::watch(&mut command.spawn()?)?;
        Ok((began.elapsed(), peak))
    }

    fn searches(&self, words: &str) -> anyhow::Result<Times> {
        let mut times = Times::default();
        for _ in 0..=SEARCHES {
            let mut command = self.command("search");
            command.arg("--in").arg(&self.folder).arg(words);
            let began = Instant::now();
            ensure!(command.status()?.success(), "no article has {words}");
            times.push(began.elapsed());
        }
        Ok(times)
    }

    fn command(&self, name: &str) -> Command {
        let mut command = Command::new(&self.program);
        command.arg(name).env("DATELINE_STATE", &self.state);
        command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command
    }
}

/// The sentences of a corpus.
fn sentences(corpus: &Path) -> anyhow::Result<Vec<String>> {
    let stories = corpus::read(corpus)?;
    let sentences: Vec<String> = stories
        .iter()
        .flat_map(|story| story.body.split(". "))
        .map(|sentence| sentence.trim().replace('\n', " "))
        .filter(|sentence| sentence.len() > 20)
        .collect();
    ensure!(sentences.len() > 1000, "the corpus has too few sentences");
    Ok(sentences)
}

/// Writes files of articles, each from sentences drawn at random, always the same ones.
fn write_files(place: &Path, sentences: &[String], most: u64) -> anyhow::Result<Vec<PathBuf>> {
    let mut random = 0x9e37_79b9_7f4a_7c15_u64;
    let mut draw = |below: usize| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        usize::try_from(random >> 11).unwrap_or(0) % below
    };
    let mut files = Vec::new();
    for number in 0..most / PER_FILE {
        let path = place.join(format!("part-{number:04}.jsonl"));
        let mut out = BufWriter::with_capacity(1 << 20, File::create(&path)?);
        for article in number * PER_FILE..(number + 1) * PER_FILE {
            let mut body = String::with_capacity(LENGTH + 1000);
            while body.len() < LENGTH {
                body.push_str(&sentences[draw(sentences.len())]);
                body.push_str(". ");
            }
            // Names that are in no other article, as news has them.
            let record = serde_json::json!({
                "id": article,
                "headline": sentences[draw(sentences.len())],
                "date": format!("{}-{:02}-{:02}", 1990 + draw(30), 1 + draw(12), 1 + draw(28)),
                "body": format!("{body}Mr Q{article:x} said so."),
            });
            serde_json::to_writer(&mut out, &record)?;
            out.write_all(b"\n")?;
        }
        out.flush()?;
        files.push(path);
    }
    let _ = Command::new("sync").status();
    Ok(files)
}

/// The bytes of all files below a folder.
fn size_of(folder: &Path) -> anyhow::Result<u64> {
    let mut bytes = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let data = entry.metadata()?;
        bytes += if data.is_dir() {
            size_of(&entry.path())?
        } else {
            data.len()
        };
    }
    Ok(bytes)
}
