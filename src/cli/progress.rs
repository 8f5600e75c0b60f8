//! How far a build is, on stderr if that is a terminal.

use crate::index::Progress;
use indicatif::{ProgressBar, ProgressStyle};
use std::time::Duration;

/// A progress bar; on anything but a terminal it shows nothing.
pub(super) struct Bar(ProgressBar);

impl Bar {
    pub(super) fn new() -> Self {
        let bar = ProgressBar::new(0).with_style(
            ProgressStyle::with_template(
                "{msg} {wide_bar} {human_pos}/{human_len} files, {eta} left",
            )
            .unwrap_or_else(|_| ProgressStyle::default_bar()),
        );
        bar.set_message("listing files");
        bar.enable_steady_tick(Duration::from_millis(200));
        Self(bar)
    }
}

impl Progress for Bar {
    fn begin(&self, files: u64, _bytes: u64) {
        self.0.set_message("reading");
        self.0.set_length(files);
    }

    fn read(&self, _bytes: u64) {
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
