//! The progress of a job, on stderr.
//!
//! [`Progress`] is the border to the index: it calls, and one of the ways of [`Shown`] writes.

use super::stream;
use crate::index::{Progress, Space};
use crate::present::for_terminal;
use bytesize::ByteSize;
use clap::ValueEnum;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// A line is written at most every so many seconds if there is no terminal.
const LINE_EVERY: u64 = 10;

/// A progress bar on a terminal.
pub(crate) struct Bar(ProgressBar);

impl Bar {
    fn new() -> Self {
        let bar = ProgressBar::new(0).with_style(style(
            "{msg} {wide_bar} {human_pos}/{human_len} files, {eta} left",
        ));
        bar.set_message("listing files");
        bar.enable_steady_tick(Duration::from_millis(200));
        Self(bar)
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

impl Progress for Bar {
    fn begin(&self, files: Option<u64>) {
        self.0.set_message("reading");
        if let Some(files) = files {
            self.0.set_length(files);
        } else {
            self.0.unset_length();
            self.0
                .set_style(style("{spinner} {msg} {human_pos} files, {per_sec}"));
        }
    }

    fn read(&self) {
        self.0.inc(1);
    }

    fn finishing(&self) {
        self.0.set_message("publishing");
    }
}

impl Drop for Bar {
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
            said: AtomicU64::new(0),
        }
    }

    fn say(&self, text: &str) {
        stream::say_line(&format!("{}: {text}", for_terminal(&self.name)));
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

    fn read(&self) {
        let read = self.read.fetch_add(1, Ordering::Relaxed) + 1;
        let turn = self.started.elapsed().as_secs() / LINE_EVERY;
        if self.said.fetch_max(turn, Ordering::Relaxed) < turn {
            match self.files.load(Ordering::Relaxed) {
                0 => self.say(&format!("{read} files read")),
                files => self.say(&format!("{read} of {files} files read")),
            }
        }
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
    /// Not at all.
    Nothing,
}

impl Shown {
    /// How the progress of the job over the archive of that name is shown.
    pub(crate) fn new(when: ShowProgress, name: &str) -> Self {
        let is_terminal = std::io::stderr().is_terminal();
        match when {
            ShowProgress::Never => Self::Nothing,
            ShowProgress::Auto if !is_terminal => Self::Nothing,
            _ if is_terminal => Self::Bar(Bar::new()),
            _ => Self::Lines(Lines::new(name)),
        }
    }
}

impl Progress for Shown {
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
            Self::Nothing => {}
        }
    }

    fn read(&self) {
        match self {
            Self::Bar(bar) => bar.read(),
            Self::Lines(lines) => lines.read(),
            Self::Nothing => {}
        }
    }

    fn finishing(&self) {
        match self {
            Self::Bar(bar) => bar.finishing(),
            Self::Lines(lines) => lines.finishing(),
            Self::Nothing => {}
        }
    }
}
