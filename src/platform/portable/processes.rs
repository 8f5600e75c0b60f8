//! Processes: a program alone can be ended, and nobody tells who called this one.

use std::process::{Child, Command};
use std::time::Duration;

/// The program that opens a file or an address as the desktop would: that of Windows.
pub(crate) const DESKTOP_OPENER: &str = "explorer";

/// There is no usual pager.
pub(crate) const PAGER: Option<&str> = None;

/// Whether `sh` can be relied on.
pub(crate) const HAS_SHELL: bool = false;

/// There are no groups.
pub(crate) fn lead_group(_: &mut Command) {}

/// Ends a program.
pub(crate) fn end_group(child: &mut Child, _grace: Duration, _pause: Duration) {
    let _ = child.kill();
}

/// Everything has one last search.
pub(crate) fn caller() -> String {
    "user".to_owned()
}
