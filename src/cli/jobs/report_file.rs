//! Where the report of a job is written.

use crate::cli::archives::Archive;
use crate::cli::misuse::Misuse;
use crate::cli::output::stream;
use crate::discover::is_index;
use crate::index::REPORT;
use crate::present::{JobRun, Show};
use std::io;
use std::path::{Path, PathBuf};

/// The report in the folder of an archive's index, where hooks find it.
pub(super) fn report_file(archive: &Archive) -> PathBuf {
    archive.store.path().join(REPORT)
}

/// The same after a job; a job that failed before there was an index has its report in a temporary file.
pub(super) fn report_file_after(archive: &Archive) -> PathBuf {
    if is_index(archive.store.path()) {
        return report_file(archive);
    }
    let name = format!("dateline-report-{:016x}.json", stream::random());
    std::env::temp_dir().join(name)
}

/// Checks before the job that its report can be written.
pub(crate) fn check_place(file: &Path) -> anyhow::Result<()> {
    if is_stdout(file) {
        return Ok(());
    }
    let folder = match file.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    if file.is_dir() || !folder.is_dir() {
        return Err(Misuse::error(
            format!("cannot write a report to {}", file.display()),
            "name a file in a folder that exists: --report FILE",
        ));
    }
    Ok(())
}

/// Whether `-` was typed, which is standard output.
fn is_stdout(file: &Path) -> bool {
    file == Path::new("-")
}

/// Writes a report, by one rename.
pub(crate) fn write_report(job: &JobRun, file: &Path) -> io::Result<()> {
    let mut text = Vec::new();
    job.json(&mut text)?;
    if is_stdout(file) {
        return stream::write_plain(|out| out.write_all(&text));
    }
    stream::replace_file(file, &text)
}
