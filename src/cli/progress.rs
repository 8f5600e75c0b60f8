//! How far a build is, on stderr if that is a terminal.

use crate::index::Progress;
use indicatif::{ProgressBar, ProgressStyle};
use std::time::Duration;

/// A progress bar; on anything but a terminal it shows nothing.
pub(super) struct Bar(ProgressBar);

impl Bar {
    pub(super) fn new() -> Self {
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
