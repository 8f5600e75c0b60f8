//! How far a build is, on stderr.

use crate::cli::args::batch::ShowProgress;
use crate::cli::output::stream;
use crate::index::{Progress, Space};
use crate::present::for_terminal;
use bytesize::ByteSize;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// So often a line says how far it is where there is no terminal.
const LINE_EVERY: u64 = 10;

/// A progress bar; on anything but a terminal it shows nothing.
pub(in crate::cli) struct Bar(ProgressBar);

impl Bar {
    pub(in crate::cli) fn new() -> Self {
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

    fn short_of_space(&self, space: Space) {
        warn_of_space(space);
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

/// A line now and then, for logs.
pub(in crate::cli) struct Lines {
    name: String,
    began: Instant,
    files: AtomicU64,
    read: AtomicU64,
    said: AtomicU64,
}

impl Lines {
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
        let turn = self.began.elapsed().as_secs() / LINE_EVERY;
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

/// What is shown of a job.
pub(in crate::cli) enum Shown {
    Bar(Bar),
    Lines(Lines),
    Nothing,
}

impl Shown {
    pub(in crate::cli) fn nothing() -> Self {
        Self::Nothing
    }
}

/// What is to be shown of the job of that name.
pub(in crate::cli) fn shown(when: ShowProgress, quiet: bool, name: &str) -> Shown {
    let is_terminal = std::io::stderr().is_terminal();
    match when {
        ShowProgress::Never => Shown::Nothing,
        ShowProgress::Auto if quiet || !is_terminal => Shown::Nothing,
        _ if is_terminal => Shown::Bar(Bar::new()),
        _ => Shown::Lines(Lines {
            name: name.to_owned(),
            began: Instant::now(),
            files: AtomicU64::new(0),
            read: AtomicU64::new(0),
            said: AtomicU64::new(0),
        }),
    }
}

/// Says that the disk is likely to be too small, before it is.
fn warn_of_space(space: Space) {
    let [needed, free] = [space.needed, space.free].map(|bytes| ByteSize(bytes).display().iec());
    let text = format!(
        "this is estimated to take {needed} on disk, where {free} are free; if that is too little, nothing is lost"
    );
    stream::say("note", &text);
}

impl Progress for Shown {
    fn short_of_space(&self, space: Space) {
        warn_of_space(space);
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
