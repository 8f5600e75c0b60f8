//! Distinguishes words that a search excludes (`-hamas`) from options.
//!
//! This happens before the arguments are parsed: an excluded word becomes `NOT word`, which no parser takes for an
//! option. Which options of a search have a value is read from the definition of the command line.

use clap::{Arg, Command};
use std::ffi::OsString;

/// The options of a subcommand that take the next argument as their value, as they are typed. Global options count.
pub(crate) fn options_with_value(program: &Command, subcommand: &str) -> Vec<String> {
    let own = program.find_subcommand(subcommand).into_iter();
    let takes_next = |option: &&Arg| {
        !option.is_positional()
            && option.get_action().takes_values()
            && !option.is_require_equals_set()
    };
    own.chain([program])
        .flat_map(Command::get_arguments)
        .filter(takes_next)
        .flat_map(|option| {
            let long = option.get_long().map(|name| format!("--{name}"));
            let short = option.get_short().map(|name| format!("-{name}"));
            [long, short].into_iter().flatten()
        })
        .collect()
}

/// The options of a subcommand that are one letter, as they are typed. Global options count, and those for help.
pub(crate) fn short_options(program: &Command, subcommand: &str) -> Vec<String> {
    let own = program.find_subcommand(subcommand).into_iter();
    let options = own.chain([program]).flat_map(Command::get_arguments);
    let letters = options.filter_map(Arg::get_short).chain(['h', 'V']);
    letters.map(|letter| format!("-{letter}")).collect()
}

/// Keeps words that a search excludes from being parsed as options: `-hamas` would ask for help. Of what starts with one
/// minus, only `-n5` and `short` are options. A single other letter is probably meant as one and is
/// passed on as such. `with_value` are the options whose value is left alone.
pub(crate) fn guard_exclusions(
    arguments: impl IntoIterator<Item = OsString>,
    with_value: &[String],
    short: &[String],
) -> impl Iterator<Item = OsString> {
    let mut command = None;
    let mut literal = false;
    let mut value = true; // the name of the program
    arguments.into_iter().map(move |argument| {
        let searching = command == Some(true);
        let is_value = std::mem::take(&mut value);
        let Some(text) = argument.to_str().filter(|_| !is_value && !literal) else {
            return argument;
        };
        match text {
            "--" => literal = true,
            _ if with_value.iter().any(|option| option == text) => value = true,
            _ if command.is_none() && !text.starts_with('-') => {
                command = Some(matches!(text, "search" | "export"));
            }
            _ if short.iter().any(|option| option == text) => {}
            _ if searching && is_letter(text) => {
                return format!("--not-an-option={}", &text[1..]).into();
            }
            _ if searching && is_exclusion(text) => return format!("NOT {}", &text[1..]).into(),
            _ => {}
        }
        argument
    })
}

/// Whether it is a minus and one letter, such as an option of another program (`-i`).
fn is_letter(text: &str) -> bool {
    let mut letters = text.chars().skip(1);
    let letter = letters.next().filter(char::is_ascii_alphabetic);
    letter.is_some() && letters.next().is_none() && is_exclusion(text)
}

fn is_exclusion(text: &str) -> bool {
    let Some(word) = text.strip_prefix('-').filter(|word| !word.is_empty()) else {
        return false;
    };
    let number = word
        .strip_prefix('n')
        .map(|rest| rest.trim_start_matches('='));
    let limit = number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()));
    !(limit || word.starts_with('-'))
}

#[cfg(test)]
mod tests {
    use crate::cli::commands::Command;
    use crate::cli::program::Program;
    use clap::CommandFactory;
    use std::ffi::OsString;

    fn query(arguments: &[&str]) -> (String, usize) {
        let arguments = ["dateline", "search"].iter().chain(arguments);
        match Program::parse(arguments.map(OsString::from))
            .unwrap()
            .command
        {
            Command::Search(search) => (search.text(), search.limit),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_value_of_an_option_is_left_alone() {
        let options = super::options_with_value(&Program::command(), "search");
        for option in ["--in", "--aliases", "--limit", "-n", "--config"] {
            assert!(options.contains(&option.to_owned()), "{option}");
        }
        for option in ["--expand", "--explain", "-0"] {
            assert!(!options.contains(&option.to_owned()), "{option}");
        }
        let typed = ["dateline", "search", "--in", "-weird", "-weird"].map(OsString::from);
        let guarded: Vec<_> = super::guard_exclusions(typed, &options, &[]).collect();
        assert_eq!(guarded[3..], ["-weird", "NOT weird"].map(OsString::from));
    }

    #[test]
    fn a_letter_of_another_program_is_neither_a_word_nor_an_option() {
        let short = super::short_options(&Program::command(), "search");
        for option in ["-n", "-0", "-h", "-V"] {
            assert!(short.contains(&option.to_owned()), "{option}");
        }
        for (arguments, expected) in [
            (&["-i", "troops"][..], "troops"),
            (&["troops", "-E"], "troops"),
            (&["--", "-i", "troops"], "-i troops"),
            (&["troops", "-é"], "troops NOT é"),
        ] {
            assert_eq!(query(arguments).0, expected, "{arguments:?}");
        }
    }

    #[test]
    fn only_the_commands_that_search_are_guarded() {
        let parse = |typed: &[&str]| Program::parse(typed.iter().map(OsString::from));
        assert!(parse(&["dateline", "export", "-i", "port"]).is_ok());
        for typed in [
            ["dateline", "index", "export", "-j"],
            ["dateline", "index", "search", "-j"],
        ] {
            let error = parse(&typed).unwrap_err().to_string();
            assert!(error.contains("'-j'"), "{error}");
        }
    }

    #[test]
    fn a_second_folder_is_refused() {
        let parse = |typed: &[&str]| Program::parse(typed.iter().map(OsString::from));
        for typed in [
            &["dateline", "search", "--in", "a", "--in", "b", "port"][..],
            &["dateline", "search", "--in=a", "port", "--in=b"],
        ] {
            let error = parse(typed).unwrap_err().to_string();
            assert!(error.contains("--in can be given once"), "{error}");
        }
        assert!(parse(&["dateline", "search", "--in", "a", "--", "--in"]).is_ok());
    }

    #[test]
    fn an_excluded_word_is_no_option() {
        for (arguments, expected) in [
            (
                &["troops", "-syria", "-n", "5"][..],
                ("troops NOT syria", 5),
            ),
            (&["-hamas", "gaza"], ("NOT hamas gaza", 10)),
            (&["-n5", "a"], ("a", 5)),
            (&["nuclear", "-nuclear"], ("nuclear NOT nuclear", 10)),
            (&["a", "-place:baghdad"], ("a NOT place:baghdad", 10)),
            (&["a", "-\"b c\""], ("a NOT \"b c\"", 10)),
            (&["a", "-5"], ("a NOT 5", 10)),
            (&["--", "-n", "-hamas"], ("-n -hamas", 10)),
            (&["a", "-", "b"], ("a - b", 10)),
            (&["a", "-n", "1", "-n", "2"], ("a", 2)),
        ] {
            let (query, limit) = query(arguments);
            assert_eq!((query.as_str(), limit), expected, "{arguments:?}");
        }
    }
}
