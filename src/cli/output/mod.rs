//! Standard output and standard error: text, data, and the progress of jobs.

mod damages;
pub(super) mod pager;
mod progress;
mod server_log;
pub(super) mod stream;

pub(super) use damages::say_damages;
pub(crate) use progress::{Counter, ShowProgress, Shown};
pub(super) use server_log::ServerLog;
