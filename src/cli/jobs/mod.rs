//! A scheduled job and what surrounds it: hooks, alerts, the report.

mod alerts;
mod changes;
mod continuous;
mod hooks;
mod report_file;
mod run;

pub(super) use continuous::{Pace, repeat};
pub(super) use report_file::{check_place, write_report};
pub(super) use run::{Orders, Summary, run};
