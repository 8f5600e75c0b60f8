//! The whole command line: the global options and the subcommand.
//!
//! Each subcommand has its arguments in its own file in `commands`. Nothing here looks at files.

use super::args::Guard;
use super::commands::Command;
use super::exit::ExitStatus;
use super::guide::manual::in_two_lengths;
use clap::error::ErrorKind;
use clap::{CommandFactory, FromArgMatches, Parser, ValueEnum, ValueHint};
use std::ffi::OsString;
use std::mem::ManuallyDrop;
use std::path::PathBuf;

const START: &str = "\
Start:
  dateline index articles/             make or refresh the index of a folder
  dateline search --in articles troops withdrawal
  dateline show 1                      the first article of the last search
  dateline reindex                     refresh the archives of dateline.toml";

/// Search a folder of news articles, the best match first.
#[derive(Debug, Parser)]
#[command(
    name = "dateline",
    version,
    arg_required_else_help = true,
    args_override_self = true,
    after_help = START,
    after_long_help = format!("{START}\n\n{}", ExitStatus::help())
)]
pub(super) struct Program {
    #[command(subcommand)]
    pub(super) command: Command,

    /// When to use colour; auto: on a terminal, unless `NO_COLOR` is set
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "WHEN",
        default_value = "auto",
        display_order = 900 // after the options of each command
    )]
    pub(super) color: Color,

    /// The configuration file [default: the nearest dateline.toml here or above]
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        value_hint = ValueHint::FilePath,
        display_order = 901
    )]
    pub(super) config: Option<PathBuf>,

    /// Do not show long output in a pager (`DATELINE_PAGER`, `PAGER`, else less)
    #[arg(long, global = true, display_order = 902)]
    pub(super) no_pager: bool,
}

impl Program {
    /// Parses arguments, the first of them the program's name.
    ///
    /// # Errors
    /// If they are wrong, or help or the version was asked for.
    pub(super) fn parse(
        arguments: impl IntoIterator<Item = OsString>,
    ) -> Result<Self, clap::Error> {
        let arguments: Vec<OsString> = arguments.into_iter().collect();
        let mut definition = Self::command();
        if asks_for_help(&arguments) {
            definition = in_two_lengths(definition);
        }
        // The process ends with its command, so the definition is left to the system.
        let mut definition = ManuallyDrop::new(definition);
        let arguments = Guard::new(&definition).guarded(arguments);
        let arguments =
            arguments.map_err(|message| definition.error(ErrorKind::ArgumentConflict, message))?;
        let matches = definition.try_get_matches_from_mut(arguments)?;
        Self::from_arg_matches(&matches).map_err(|error| error.format(&mut definition))
    }
}

/// Whether help may be asked for. The texts of help are made for that only: a search takes no time for them.
fn asks_for_help(arguments: &[OsString]) -> bool {
    let is_help = |own: &OsString| matches!(own.to_str(), Some("-h" | "--help" | "help"));
    arguments.len() < 2 || arguments.iter().any(is_help)
}

/// When output has colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}

impl Color {
    /// Makes it the choice for both streams of this process.
    pub(super) fn write_global(self) {
        match self {
            Self::Auto => anstream::ColorChoice::Auto,
            Self::Always => anstream::ColorChoice::AlwaysAnsi,
            Self::Never => anstream::ColorChoice::Never,
        }
        .write_global();
    }
}

#[cfg(test)]
mod tests {
    use super::Program;
    use clap::CommandFactory;

    #[test]
    fn the_definition_of_the_command_line_is_consistent() {
        Program::command().debug_assert();
    }
}
