//! The report of a run over archives: a line for each of them, and the JSON that programs read.

use super::json::run_record;
use super::line::job_line;
use super::run::JobRun;
use crate::present::json::write_line;
use crate::present::show::Show;
use std::io::{self, Write};

/// docs/report.schema.json has the keys of the JSON.
impl Show for JobRun<'_> {
    fn text(&self, _width: usize, out: &mut dyn Write) -> io::Result<()> {
        let mut archives = self.archives.iter();
        archives.try_for_each(|archive| writeln!(out, "{}", job_line(archive)))
    }

    fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        write_line(&run_record(self), out)
    }
}
