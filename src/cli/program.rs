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

const SHORT_START: &str =
    "Start: dateline index articles/, dateline search --in articles troops withdrawal";

const START: &str = "\
Start:
  dateline index articles/             make or refresh the index of a folder
  dateline search --in articles troops withdrawal
  dateline show 1                      the first article of the last search";

/// Search a folder of news articles, the best match first.
#[derive(Debug, Parser)]
#[command(
    name = "dateline",
    version,
    arg_required_else_help = true,
    args_override_self = true,
    after_help = SHORT_START,
    after_long_help = format!("{START}\n\n{}", ExitStatus::help())
)]
pub(super) struct GlobalOptions {
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

/// What was typed.
#[derive(Debug)]
pub(super) struct Program {
    /// The options of every command.
    pub(super) options: GlobalOptions,
    /// The command with its own.
    pub(super) command: Command,
}

impl Program {
    /// The definition of the whole command line.
    pub(super) fn definition() -> clap::Command {
        with_negative_values(Command::define(GlobalOptions::command(), None))
    }

    /// Parses arguments, the first of them the program's name.
    ///
    /// # Errors
    /// If they are wrong, or help or the version was asked for.
    pub(super) fn parse(
        arguments: impl IntoIterator<Item = OsString>,
    ) -> Result<Self, clap::Error> {
        let arguments: Vec<OsString> = arguments.into_iter().collect();
        let definition = if asks_for_help(&arguments) {
            in_two_lengths(Self::definition())
        } else {
            let program = GlobalOptions::command();
            let wanted = command_in(&program, &arguments);
            with_negative_values(Command::define(program, wanted))
        };
        // The process ends with its command, so the definition is left to the system.
        let mut definition = ManuallyDrop::new(definition);
        let arguments = Guard::new(&definition).guarded(arguments);
        let arguments =
            arguments.map_err(|message| definition.error(ErrorKind::ArgumentConflict, message))?;
        let matches = definition.try_get_matches_from_mut(arguments)?;
        let typed = GlobalOptions::from_arg_matches(&matches).and_then(|options| {
            let command = Command::from_matches(&matches)?;
            Ok(Self { options, command })
        });
        typed.map_err(|error| error.format(&mut definition))
    }
}

/// The same definition where `-1` after an option is its value, so that the error is about that value.
fn with_negative_values(program: clap::Command) -> clap::Command {
    let own = |argument: clap::Arg| {
        let takes = argument.get_action().takes_values() && !argument.is_positional();
        argument.allow_negative_numbers(takes)
    };
    let names = program
        .get_subcommands()
        .map(|own| own.get_name().to_owned());
    let names: Vec<String> = names.collect();
    let program = program.mut_args(own);
    names.into_iter().fold(program, |program, name| {
        program.mut_subcommand(name, with_negative_values)
    })
}

/// The command among the arguments: the first that is neither an option nor the value of one.
fn command_in<'a>(program: &clap::Command, arguments: &'a [OsString]) -> Option<&'a str> {
    let mut typed = arguments.iter().skip(1);
    while let Some(argument) = typed.next().and_then(|argument| argument.to_str()) {
        let Some(option) = argument.strip_prefix("--").filter(|name| !name.is_empty()) else {
            return Some(argument).filter(|argument| !argument.starts_with('-'));
        };
        let mut options = program.get_arguments();
        let own = options.find(|own| own.get_long() == Some(option));
        if own.is_some_and(|own| own.get_action().takes_values()) {
            typed.next();
        }
    }
    None
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
    use super::{GlobalOptions, Program, command_in};
    use clap::CommandFactory;
    use std::ffi::OsString;

    #[test]
    fn the_definition_of_the_command_line_is_consistent() {
        Program::definition().debug_assert();
    }

    #[test]
    fn the_command_is_known_before_arguments_are_parsed() {
        let program = GlobalOptions::command();
        for (typed, command) in [
            ("search port", Some("search")),
            ("--config x --color never verify -x", Some("verify")),
            ("--config=x --no-pager show 1", Some("show")),
            ("nonsense", Some("nonsense")),
            ("-h search", None),
            ("-- search", None),
            ("--config search", None),
            ("", None),
        ] {
            let words = ["dateline"].into_iter().chain(typed.split_whitespace());
            let words: Vec<_> = words.map(OsString::from).collect();
            assert_eq!(command_in(&program, &words), command, "{typed}");
        }
    }

    #[test]
    fn a_wrong_command_or_option_is_told_with_what_is_right() {
        for (typed, help) in [
            (["dateline", "serch", "port"], "search"),
            (["dateline", "search", "--limt=3"], "--limit"),
        ] {
            let error = Program::parse(typed.map(OsString::from)).unwrap_err();
            assert!(error.to_string().contains(help), "{error}");
        }
    }
}
