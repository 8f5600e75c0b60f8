//! The program that is measured as a process.

use anyhow::bail;
use std::env;
use std::path::PathBuf;

/// `DATELINE_BIN`, or the program that a release build leaves above this one.
///
/// # Errors
/// If there is none.
pub fn dateline() -> anyhow::Result<PathBuf> {
    if let Some(named) = env::var_os("DATELINE_BIN") {
        return Ok(PathBuf::from(named));
    }
    let own = env::current_exe()?;
    let name = format!("dateline{}", env::consts::EXE_SUFFIX);
    let beside = own.ancestors().skip(1).take(2);
    match beside
        .map(|folder| folder.join(&name))
        .find(|p| p.is_file())
    {
        Some(program) => Ok(program),
        None => {
            bail!(
                "there is no dateline to run; build it with `cargo build --release`, or name it by DATELINE_BIN"
            )
        }
    }
}
