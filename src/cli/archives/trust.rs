//! Configurations of other users: refused until the user trusts them.
//!
//! What is trusted is the text of a file at a path. A file that changes has to be trusted again, as
//! with direnv.

use crate::cli::misuse::Misuse;
use crate::cli::output::stream;
use crate::cli::shell::quoted;
use crate::cli::state::{self, state_file};
use crate::config::{Config, Owner};
use anyhow::Context;
use std::fs;

/// The file with the trusted configurations, one a line: the hash of the text, a space, the path.
const LIST: &str = "trusted-configurations";

/// Refuses a configuration that was found and not named, unless it is the user's own or trusted.
pub(super) fn check(config: &Config) -> anyhow::Result<()> {
    let why = match config.owner {
        Owner::Own => return Ok(()),
        Owner::OtherUser => "belongs to another user",
        Owner::WritableByOthers => "can be written by other users",
    };
    if is_trusted(config) {
        return Ok(());
    }
    let file = config.path.display();
    Err(Misuse::error(
        format!("{file} {why}, and names folders, programs and places that are written"),
        format!(
            "look at it: dateline config show; then trust it: dateline config trust; or name it with --config {}",
            quoted(&config.path)
        ),
    ))
}

/// Remembers that the user trusts a configuration as it is now.
pub(crate) fn trust(config: &Config) -> anyhow::Result<()> {
    if is_trusted(config) {
        return Ok(());
    }
    let file = state_file(LIST).context("this system has no folder for a user's state")?;
    let mut list = trusted();
    list.push_str(&line(config));
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)
            .with_context(|| format!("cannot create {}", folder.display()))?;
    }
    stream::replace_file(&file, list.as_bytes())
        .with_context(|| format!("cannot write {}", file.display()))
}

fn is_trusted(config: &Config) -> bool {
    trusted().contains(&line(config))
}

/// The line of a configuration, with its end. A path is quoted, so that it has no line feed.
#[expect(
    clippy::unnecessary_debug_formatting,
    reason = "the quotes and escapes are what keeps it one line"
)]
fn line(config: &Config) -> String {
    format!("{} {:?}\n", config.hash, config.path)
}

fn trusted() -> String {
    let read = state_file(LIST).and_then(|file| state::read(&file).ok());
    String::from_utf8(read.unwrap_or_default()).unwrap_or_default()
}
