//! Distinguishes words that a search excludes (`-hamas`) from options.
//!
//! This happens before the arguments are parsed: an excluded word becomes `NOT word`, which no
//! parser takes for an option. Which commands take a query, and which of their options have a
//! value, is read from the definition of the command line.

use clap::{Arg, ArgAction, Command};
use std::collections::HashMap;
use std::ffi::OsString;

/// The argument that takes letters typed as options. A command that has it takes a query.
const LETTERS: &str = "not_an_option";

/// The argument that names the folder or archive.
const FOLDER: &str = "--in";

/// What is known of the options before they are parsed.
pub(crate) struct Guard {
    /// Those of the program, for every command.
    global: Options,
    /// Those of each command that takes a query.
    querying: HashMap<String, Options>,
    /// The commands that take several folders.
    of_several_folders: Vec<String>,
}

/// Options as they are typed.
#[derive(Default)]
struct Options {
    /// Those that take the next argument as their value.
    with_value: Vec<String>,
    /// Those of one letter.
    short: Vec<String>,
}

impl Options {
    fn of(command: &Command) -> Self {
        let takes_next = |option: &&Arg| {
            !option.is_positional()
                && option.get_action().takes_values()
                && !option.is_require_equals_set()
        };
        let long = |option: &Arg| option.get_long().map(|name| format!("--{name}"));
        let short = |option: &Arg| option.get_short().map(|name| format!("-{name}"));
        let with_value = command.get_arguments().filter(takes_next);
        Self {
            with_value: with_value
                .flat_map(|option| long(option).into_iter().chain(short(option)))
                .collect(),
            short: command.get_arguments().filter_map(short).collect(),
        }
    }
}

impl Guard {
    /// For the definition of the whole command line.
    pub(crate) fn new(program: &Command) -> Self {
        let has = |command: &Command, id: &str| {
            command
                .get_arguments()
                .any(|own| own.get_id().as_str() == id)
        };
        let takes_several = |command: &Command| {
            let mut folder = command.get_arguments();
            let folder = folder.find(|own| own.get_long() == Some(&FOLDER[2..]));
            folder.is_some_and(|own| matches!(own.get_action(), ArgAction::Append))
        };
        let name = |command: &Command| command.get_name().to_owned();
        let mut global = Options::of(program);
        global.short.extend(["-h", "-V"].map(str::to_owned));
        Self {
            global,
            querying: program
                .get_subcommands()
                .filter(|command| has(command, LETTERS))
                .map(|command| (name(command), Options::of(command)))
                .collect(),
            of_several_folders: program
                .get_subcommands()
                .filter(|command| takes_several(command))
                .map(name)
                .collect(),
        }
    }

    /// Keeps words that a search excludes from being parsed as options: `-hamas` would ask for
    /// help. Of what starts with one minus, only `-n5` and options of one letter are options. A
    /// single other letter is probably meant as one and is passed on as such. The values of options
    /// are left alone.
    ///
    /// # Errors
    /// If a command that works on one archive is given two: one of them would silently be left out. Other options may
    /// be repeated, as an alias of the shell has them too.
    pub(crate) fn guarded(
        &self,
        arguments: impl IntoIterator<Item = OsString>,
    ) -> Result<Vec<OsString>, String> {
        let mut command: Option<String> = None;
        let mut literal = false;
        let mut value = true; // the name of the program
        let mut folders = 0;
        let guarded = arguments.into_iter().map(|argument| {
            let own = command.as_ref().and_then(|name| self.querying.get(name));
            let is_value = std::mem::take(&mut value);
            let Some(text) = argument.to_str().filter(|_| !is_value && !literal) else {
                return argument;
            };
            let known = |list: fn(&Options) -> &Vec<String>| {
                let mut lists = [Some(&self.global), own].into_iter().flatten();
                lists.any(|options| list(options).iter().any(|option| option == text))
            };
            let is_folder = text == FOLDER
                || text
                    .strip_prefix(FOLDER)
                    .is_some_and(|rest| rest.starts_with('='));
            folders += usize::from(is_folder);
            match text {
                "--" => literal = true,
                _ if known(|options| &options.with_value) => value = true,
                FOLDER => value = true,
                _ if command.is_none() && !text.starts_with('-') => command = Some(text.to_owned()),
                _ if known(|options| &options.short) => {}
                _ if own.is_some() && is_letter(text) => {
                    return format!("--not-an-option={}", &text[1..]).into();
                }
                // A minus before a space is a dash between words.
                _ if own.is_some() && text.starts_with("- ") => return text[1..].into(),
                _ if own.is_some() && letter_of(text).is_some() => {
                    let letter = letter_of(text).unwrap_or_default();
                    return format!("--not-an-option={letter}").into();
                }
                _ if own.is_some() && is_exclusion(text) => {
                    return format!("NOT {}", &text[1..]).into();
                }
                _ => {}
            }
            argument
        });
        let guarded: Vec<_> = guarded.collect();
        let name = command.unwrap_or_default();
        if folders > 1 && !self.of_several_folders.contains(&name) {
            return Err(format!(
                "--in can be given once: {name} works on one archive"
            ));
        }
        Ok(guarded)
    }
}

/// The letter of an option that grep and the like also have in words.
fn letter_of(text: &str) -> Option<char> {
    Some(match text {
        "--ignore-case" => 'i',
        "--files-with-matches" => 'l',
        "--invert-match" => 'v',
        "--word-regexp" => 'w',
        "--recursive" => 'r',
        "--only-matching" => 'o',
        _ => return None,
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
    use super::Guard;
    use crate::cli::commands::Command;
    use crate::cli::program::Program;
    use std::ffi::OsString;

    fn query(arguments: &[&str]) -> (String, usize) {
        let arguments = ["dateline", "search"].iter().chain(arguments);
        match Program::parse(arguments.map(OsString::from))
            .unwrap()
            .command
        {
            Command::Search(search) => (search.query.text(), search.limit),
            other => panic!("{other:?}"),
        }
    }

    fn guarded(typed: &[&str]) -> Vec<String> {
        let typed = typed.iter().map(OsString::from);
        let guarded = Guard::new(&Program::definition()).guarded(typed).unwrap();
        let text = guarded.into_iter().map(|own| own.into_string().unwrap());
        text.collect()
    }

    #[test]
    fn the_value_of_an_option_is_left_alone() {
        for option in ["--in", "--aliases", "--limit", "-n", "--config"] {
            let guarded = guarded(&["dateline", "search", option, "-weird", "-weird"]);
            assert_eq!(guarded[3..], ["-weird", "NOT weird"], "{option}");
        }
        for option in ["--expand", "--explain", "-0"] {
            let guarded = guarded(&["dateline", "search", option, "-weird"]);
            assert_eq!(guarded[3], "NOT weird", "{option}");
        }
    }

    #[test]
    fn a_letter_of_another_program_is_neither_a_word_nor_an_option() {
        for option in ["-n", "-0", "-h", "-V"] {
            assert_eq!(guarded(&["dateline", "search", option])[2], option);
        }
        for (arguments, expected) in [
            (&["-i", "troops"][..], "troops"),
            (&["troops", "-E"], "troops"),
            (&["--ignore-case", "troops"], "troops"),
            (&["- troops"], " troops"),
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
    fn a_second_folder_is_refused_by_commands_that_work_on_one_archive() {
        let parse = |typed: &[&str]| Program::parse(typed.iter().map(OsString::from));
        for typed in [
            &["dateline", "rollback", "--in", "a", "--in", "b", "1"][..],
            &["dateline", "rollback", "--in=a", "1", "--in=b"],
        ] {
            let error = parse(typed).unwrap_err().to_string();
            assert!(error.contains("--in can be given once"), "{error}");
        }
        for typed in [
            &["dateline", "search", "--in", "a", "--in", "b", "port"][..],
            &["dateline", "search", "--in", "a", "--", "--in", "--in"],
            &["dateline", "rollback", "--in", "a"],
        ] {
            assert!(parse(typed).is_ok(), "{typed:?}");
        }
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
