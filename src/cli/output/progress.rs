//! The progress of a job, on stderr.
//!
//! [`Progress`] is the border to the index: it calls, and one of the ways of [`Shown`] writes.

use super::stream;
use crate::index::{Progress, Space};
use crate::present::{for_terminal, grouped, seconds};
use bytesize::ByteSize;
use clap::ValueEnum;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// A bar is drawn again after so many files or articles.
const SAID_EVERY: u64 = 100;

/// A line is written at most every so many seconds if there is no terminal.
const LINE_EVERY: u64 = 10;

/// A progress bar on a terminal.
pub(crate) struct Bar {
    /// Its length and position are in bytes.
    shown: ProgressBar,
    /// How many files have to be read; 0 if that is not known.
    files: AtomicU64,
    files_read: AtomicU64,
    articles: AtomicU64,
}

impl Bar {
    fn new() -> Self {
        let bar = ProgressBar::no_length().with_style(style("{spinner} {msg}"));
        bar.set_message("listing files");
        bar.enable_steady_tick(Duration::from_millis(200));
        Self {
            shown: bar,
            files: AtomicU64::new(0),
            files_read: AtomicU64::new(0),
            articles: AtomicU64::new(0),
        }
    }

    /// What was read so far. The bytes are the length of the bar.
    fn say_read(&self) {
        let [files, read, articles] = [&self.files, &self.files_read, &self.articles]
            .map(|count| count.load(Ordering::Relaxed));
        self.shown.set_message(read_so_far(files, read, articles));
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

/// `3 of 12 files, 45,000 articles`.
fn read_so_far(files: u64, read: u64, articles: u64) -> String {
    let files = match files {
        0 => counted_files(read),
        all => format!("{} of {}", grouped(read), counted_files(all)),
    };
    let noun = if articles == 1 { "article" } else { "articles" };
    format!("{files}, {} {noun}", grouped(articles))
}

fn counted_files(files: u64) -> String {
    let noun = if files == 1 { "file" } else { "files" };
    format!("{} {noun}", grouped(files))
}

impl Progress for Bar {
    fn begin(&self, files: Option<u64>) {
        self.files.store(files.unwrap_or(0), Ordering::Relaxed);
        // The length is that of the files that were opened so far.
        self.shown.set_length(0);
        self.shown.set_style(style(
            "{spinner} {binary_bytes}, {msg}, {binary_bytes_per_sec}",
        ));
        self.say_read();
    }

    fn open(&self, bytes: u64) {
        self.shown.inc_length(bytes);
    }

    fn advance(&self, bytes: u64, articles: u64) {
        if bytes > 0 {
            self.shown.inc(bytes);
        }
        let before = self.articles.fetch_add(articles, Ordering::Relaxed);
        if (before + articles) / SAID_EVERY > before / SAID_EVERY {
            self.say_read();
        }
    }

    fn read(&self) {
        let read = self.files_read.fetch_add(1, Ordering::Relaxed) + 1;
        if read < SAID_EVERY || read.is_multiple_of(SAID_EVERY) {
            self.say_read();
        }
    }

    fn all_are_open(&self) {
        // A share of the bytes is known now, also of a single large file.
        self.shown.set_style(style(
            "{percent:>3} % {wide_bar} {binary_bytes} of {binary_total_bytes}, {msg}, {eta} left",
        ));
    }

    fn finishing(&self) {
        self.shown.set_style(style("{spinner} {msg}"));
        self.shown.set_message("publishing");
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.shown.finish_and_clear();
    }
}

/// Counts what is done of something, on a terminal that nothing else is printed to.
pub(crate) struct Counter(ProgressBar);

impl Counter {
    /// A counter of so many of these: `queries`.
    pub(crate) fn new(all: u64, what: &str) -> Self {
        if !std::io::stderr().is_terminal() || stream::stdout_is_terminal() {
            return Self(ProgressBar::hidden());
        }
        Self::alone(all, what)
    }

    /// The same where nothing is printed to stdout meanwhile. It hides itself without a terminal.
    pub(crate) fn alone(all: u64, what: &str) -> Self {
        let template = format!("{{wide_bar}} {{human_pos}}/{{human_len}} {what}, {{eta}} left");
        Self(ProgressBar::new(all).with_style(style(&template)))
    }

    /// One more is done.
    pub(crate) fn done_one(&self) {
        self.0.inc(1);
    }
}

impl Drop for Counter {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

/// A line now and then, for logs.
pub(crate) struct Lines {
    /// The archive.
    name: String,
    started: Instant,
    /// How many files have to be read; 0 if that is not known.
    files: AtomicU64,
    read: AtomicU64,
    /// The bytes of the files that were opened, and how many of them were read.
    bytes: [AtomicU64; 2],
    articles: AtomicU64,
    all_are_open: AtomicBool,
    /// The number of the last period of [`LINE_EVERY`] in which a line was written.
    said: AtomicU64,
}

impl Lines {
    fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            started: Instant::now(),
            files: AtomicU64::new(0),
            read: AtomicU64::new(0),
            bytes: [AtomicU64::new(0), AtomicU64::new(0)],
            articles: AtomicU64::new(0),
            all_are_open: AtomicBool::new(false),
            said: AtomicU64::new(0),
        }
    }

    fn say(&self, text: &str) {
        stream::say_line(&format!("{}: {text}", for_terminal(&self.name)));
    }

    fn say_now_and_then(&self) {
        let turn = self.started.elapsed().as_secs() / LINE_EVERY;
        if self.said.fetch_max(turn, Ordering::Relaxed) >= turn {
            return;
        }
        let [files, read, articles] =
            [&self.files, &self.read, &self.articles].map(|count| count.load(Ordering::Relaxed));
        let [all, bytes] =
            [&self.bytes[0], &self.bytes[1]].map(|count| count.load(Ordering::Relaxed));
        let size = |bytes| ByteSize(bytes).display().iec().to_string();
        let bytes = if self.all_are_open.load(Ordering::Relaxed) && all > 0 {
            format!("{} % of {}", bytes.min(all) * 100 / all, size(all))
        } else {
            size(bytes)
        };
        self.say(&format!(
            "{bytes}, {} read",
            read_so_far(files, read, articles)
        ));
    }
}

impl Progress for Lines {
    fn begin(&self, files: Option<u64>) {
        self.files.store(files.unwrap_or(0), Ordering::Relaxed);
        match files {
            Some(files) => self.say(&format!("reading {files} files")),
            None => self.say("reading every file"),
        }
    }

    fn open(&self, bytes: u64) {
        self.bytes[0].fetch_add(bytes, Ordering::Relaxed);
    }

    fn advance(&self, bytes: u64, articles: u64) {
        self.bytes[1].fetch_add(bytes, Ordering::Relaxed);
        self.articles.fetch_add(articles, Ordering::Relaxed);
        // A line a while, also while one large file is read.
        if bytes > 0 {
            self.say_now_and_then();
        }
    }

    fn read(&self) {
        self.read.fetch_add(1, Ordering::Relaxed);
        self.say_now_and_then();
    }

    fn all_are_open(&self) {
        self.all_are_open.store(true, Ordering::Relaxed);
    }

    fn finishing(&self) {
        self.say("publishing");
    }
}

/// When the progress of a job is shown: `Auto` on a terminal only, `Always` elsewhere too, as lines. The variants have
/// no comments, which would be printed by `--help`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ShowProgress {
    Auto,
    Always,
    Never,
}

/// How the progress of a job is shown.
pub(crate) enum Shown {
    /// A bar, on a terminal.
    Bar(Bar),
    /// A line now and then, for logs.
    Lines(Lines),
    /// Only that it waits: somebody may wonder why nothing happens.
    Waits(Lines),
    /// Not at all.
    Nothing,
}

impl Shown {
    /// How the progress of the job over the archive of that name is shown.
    pub(crate) fn new(when: ShowProgress, name: &str) -> Self {
        let is_terminal = std::io::stderr().is_terminal();
        match when {
            ShowProgress::Never => Self::Nothing,
            ShowProgress::Auto if !is_terminal => Self::Waits(Lines::new(name)),
            _ if is_terminal => Self::Bar(Bar::new()),
            _ => Self::Lines(Lines::new(name)),
        }
    }
}

impl Progress for Shown {
    /// Says that another job writes to the index, and that this one waits.
    fn waiting(&self, most: Duration) {
        let text = format!(
            "waiting up to {} for another job on this index",
            seconds(most)
        );
        match self {
            Self::Bar(bar) => bar.shown.set_message(text),
            Self::Lines(lines) | Self::Waits(lines) => lines.say(&text),
            Self::Nothing => {}
        }
    }

    /// Warns that the disk is probably too small, even where no progress is shown.
    fn short_of_space(&self, space: Space) {
        let sizes = [space.needed, space.free];
        let [needed, free] = sizes.map(|bytes| ByteSize(bytes).display().iec());
        let text = format!(
            "this needs about {needed} on disk, and {free} are free; if that is too little, the job fails and \
             nothing is lost"
        );
        stream::say("note", &text);
    }

    fn begin(&self, files: Option<u64>) {
        match self {
            Self::Bar(bar) => bar.begin(files),
            Self::Lines(lines) => lines.begin(files),
            Self::Waits(_) | Self::Nothing => {}
        }
    }

    fn open(&self, bytes: u64) {
        match self {
            Self::Bar(bar) => bar.open(bytes),
            Self::Lines(lines) => lines.open(bytes),
            Self::Waits(_) | Self::Nothing => {}
        }
    }

    fn advance(&self, bytes: u64, articles: u64) {
        match self {
            Self::Bar(bar) => bar.advance(bytes, articles),
            Self::Lines(lines) => lines.advance(bytes, articles),
            Self::Waits(_) | Self::Nothing => {}
        }
    }

    fn read(&self) {
        match self {
            Self::Bar(bar) => bar.read(),
            Self::Lines(lines) => lines.read(),
            Self::Waits(_) | Self::Nothing => {}
        }
    }

    fn all_are_open(&self) {
        match self {
            Self::Bar(bar) => bar.all_are_open(),
            Self::Lines(lines) => lines.all_are_open(),
            Self::Waits(_) | Self::Nothing => {}
        }
    }

    fn finishing(&self) {
        match self {
            Self::Bar(bar) => bar.finishing(),
            Self::Lines(lines) => lines.finishing(),
            Self::Waits(_) | Self::Nothing => {}
        }
    }
}
