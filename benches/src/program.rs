//! Finds the dateline program, which is measured as a process.

use anyhow::bail;
use std::env;
use std::path::PathBuf;

/// The program in `DATELINE_BIN`, or else the release build in the folder above this program.
///
/// # Errors
/// If neither exists.
pub fn dateline() -> anyhow::Result<PathBuf> {
    if let Some(named) = env::var_os("DATELINE_BIN") {
        return Ok(PathBuf::from(named));
    }
    let own = env::current_exe()?;
    let name = format!("dateline{}", env::consts::EXE_SUFFIX);
    let folders = own.ancestors().skip(1).take(2);
    match folders
        .map(|folder| folder.join(&name))
        .find(|p| p.is_file())
    {
        Some(program) => Ok(program),
        None => {
            bail!(
                "there is no dateline program; build it with `cargo build --release`, or set DATELINE_BIN"
            )
        }
    }
}
