//! `dateline serve` under load, compared with a server of axum and Tantivy alone
//! (`src/bin/minimal-serve.rs`) that answers the same queries over the same segments. Then the latencies
//! at half of the highest rate, and again while new generations are published.

use anyhow::{Context, ensure};
use dateline::index::IndexStore;
use dateline_benches::contenders::{self, MEMORY};
use dateline_benches::corpus::{self, Story};
use dateline_benches::load::{Answers, Load};
use dateline_benches::measure::{Table, megabytes};
use dateline_benches::{dump, memory, program, setup};
use std::fs;
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

const DATELINE: &str = "127.0.0.1:18471";
const MINIMAL: &str = "127.0.0.1:18472";

/// How often both servers take turns, and for how long.
const ROUNDS: usize = 5;
const TURN: Duration = Duration::from_secs(6);

/// Connections, each with one request at a time.
const CONNECTIONS: usize = 8;

/// Generations that are published under load.
const GENERATIONS: u64 = 50;

/// A word that each new generation has in one article more.
const MARK: &str = "zebrastripe";

fn main() -> anyhow::Result<()> {
    let Some(setup) = setup("serve")? else {
        return Ok(());
    };
    let place = TempDir::new()?;
    let files = place.path().join("articles");
    let stories = corpus::multiply(&corpus::read(&setup.corpus)?, setup.count);
    dump::write(&files, &stories)?;
    let queries = queries(&stories);
    drop(stories);
    let store = IndexStore::within(&files);
    contenders::dateline(&files, &store, MEMORY)?;
    let mut minimal = Command::new(env!("CARGO_BIN_EXE_minimal-serve"));
    minimal.arg(contenders::segments(&store)?).arg("18472");
    let mut minimal = Server::start(&mut minimal, MINIMAL)?;
    let mut serve = Command::new(program::dateline()?);
    serve.args(["serve", "--log", "off", "--listen", DATELINE, "--in"]);
    serve
        .arg(&files)
        .env("DATELINE_STATE", place.path().join("state"));
    let dateline = Server::start(&mut serve, DATELINE)?;

    let load = |address: &str, path: &str, time, rate| Load {
        address: address.to_owned(),
        paths: queries
            .iter()
            .map(|query| format!("{path}?q={query}"))
            .collect(),
        time,
        connections: CONNECTIONS,
        rate,
    };
    let any = |_: &[u8]| true;
    let (mut own, mut bare) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        own.push(load(DATELINE, "/api/search", TURN, None).run(&any)?);
        bare.push(load(MINIMAL, "/search", TURN, None).run(&any)?);
    }
    minimal.stop();
    println!(
        "{} articles, {} queries of two words, {CONNECTIONS} connections; medians of {ROUNDS} turns\n",
        setup.count,
        queries.len()
    );
    let (fast, reference) = (median(&mut own), median(&mut bare));
    let mut table = Table::new(&["server", "searches a second", "to the minimal one"]);
    table.row([
        "dateline serve".into(),
        format!("{fast:.0}"),
        format!("{:.2}", fast / reference),
    ]);
    table.row([
        "axum and Tantivy".into(),
        format!("{reference:.0}"),
        "1".into(),
    ]);
    println!("{table}");
    let failed: usize = own.iter().map(|answers| answers.failed).sum();
    println!("{failed} failed");

    let half = Some(fast / 2.0);
    let calm = load(DATELINE, "/api/search", Duration::from_secs(30), half).run(&any)?;
    print_latencies("at half of the rate", &calm);
    let before = memory::look(dateline.child.id());
    let busy = while_published(
        &files,
        &store,
        &load(DATELINE, "/api/search", Duration::from_mins(10), half),
    )?;
    print_latencies(
        &format!("while {GENERATIONS} generations were published"),
        &busy,
    );
    println!(
        "{} failed, {} from two generations",
        busy.failed, busy.wrong
    );
    if let (Some(before), Some(after)) = (before, memory::look(dateline.child.id())) {
        println!(
            "anonymous memory {} before, {} after {} s",
            megabytes(before.anonymous),
            megabytes(after.anonymous),
            600
        );
    }
    Ok(())
}

/// Publishes generations, each with one marked article more, while the server is under load. An
/// answer is wrong if its number of marked articles is not that of its generation.
fn while_published(files: &Path, store: &IndexStore, load: &Load) -> anyhow::Result<Answers> {
    let first = store.current_number()?.context("there is an index")?;
    let mut load = load.clone();
    // Every tenth query is for the marked articles.
    load.paths = load
        .paths
        .chunks(9)
        .flat_map(|some| {
            some.iter()
                .cloned()
                .chain([format!("/api/search?q={MARK}")])
        })
        .collect();
    let is_right = |body: &[u8]| {
        let Ok(answer) = serde_json::from_slice::<serde_json::Value>(body) else {
            return false;
        };
        let generation = answer["archives"][0]["generation"].as_u64();
        let is_marked = answer["query"].as_str() == Some(MARK);
        !is_marked || answer["total"].as_u64() == generation.map(|number| number - first)
    };
    let pause = load.time / u32::try_from(GENERATIONS + 2)?;
    std::thread::scope(|scope| {
        let publisher = scope.spawn(|| {
            for number in 1..=GENERATIONS {
                let began = Instant::now();
                let text =
                    format!("Marked article {number}\n\nThe {MARK} of generation {number}.\n");
                fs::write(files.join(format!("marked-{number}.txt")), text)?;
                contenders::dateline(files, store, MEMORY)?;
                std::thread::sleep(pause.saturating_sub(began.elapsed()));
            }
            anyhow::Ok(())
        });
        let answers = load.run(&is_right)?;
        publisher
            .join()
            .map_err(|_| anyhow::anyhow!("publishing failed"))??;
        ensure!(
            store.current_number()? > Some(first),
            "nothing was published"
        );
        Ok(answers)
    })
}

fn print_latencies(when: &str, answers: &Answers) {
    let [half, most, nearly_all] =
        [50, 90, 99].map(|share| answers.percentile(share).as_secs_f64() * 1e3);
    println!(
        "{when}: {:.0} a second, {} answers; p50 {half:.1} ms, p90 {most:.1} ms, p99 {nearly_all:.1} ms",
        answers.a_second(),
        answers.count(),
    );
}

fn median(turns: &mut [Answers]) -> f64 {
    turns.sort_by(|a, b| a.a_second().total_cmp(&b.a_second()));
    turns.get(turns.len() / 2).map_or(0.0, Answers::a_second)
}

/// Two words of each of 200 headlines, spread over all.
fn queries(stories: &[Story]) -> Vec<String> {
    let step = (stories.len() / 200).max(1);
    let words = |story: &Story| {
        let words = story.headline.split(|c: char| !c.is_ascii_alphabetic());
        let long: Vec<_> = words
            .filter(|word| word.len() > 3)
            .take(2)
            .map(str::to_lowercase)
            .collect();
        (long.len() == 2).then(|| long.join("+"))
    };
    stories.iter().step_by(step).filter_map(words).collect()
}

/// A server that runs until it is dropped.
struct Server {
    child: Child,
}

impl Server {
    /// Starts it and waits until it accepts connections.
    fn start(command: &mut Command, address: &str) -> anyhow::Result<Self> {
        let child = command
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let server = Self { child };
        let began = Instant::now();
        while TcpStream::connect(address).is_err() {
            ensure!(
                began.elapsed() < Duration::from_secs(20),
                "{command:?} does not listen"
            );
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(server)
    }

    fn stop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}
