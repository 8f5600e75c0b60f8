//! Which argument of the command line the word at the cursor is.
//!
//! Arguments are read as the program reads them: a word with a minus is an option only if there is one of that name,
//! and else an exclusion of the query.

use clap::{Arg, Command};

/// What the word at the cursor can be.
pub(super) enum Place<'c> {
    /// The value of an option; `before` is what the word has before it (`--in=`).
    Value {
        of: &'c Arg,
        before: String,
        typed: String,
    },
    /// An option.
    Option { typed: String },
    /// A subcommand, unless there was another word, or a positional argument.
    Word {
        argument: Option<&'c Arg>,
        is_first: bool,
        typed: String,
    },
}

/// The command line up to the cursor.
pub(super) struct Typed<'c> {
    /// The names of the subcommands.
    pub(super) path: Vec<&'c str>,
    /// The innermost subcommand.
    pub(super) command: &'c Command,
    /// Options with their values, and positional arguments by their names.
    pub(super) values: Vec<(&'c Arg, String)>,
    /// The word at the cursor.
    pub(super) place: Place<'c>,
}

/// Reads the words after the name of the program; the last one is at the cursor. `program` has to be built.
pub(super) fn read<'c>(program: &'c Command, words: &[String]) -> Typed<'c> {
    let (typed, before) = match words.split_last() {
        Some((last, before)) => (last.as_str(), before),
        None => ("", words),
    };
    let mut state = State {
        command: program,
        path: Vec::new(),
        positional: 0,
        is_escaped: false,
        pending: None,
        values: Vec::new(),
    };
    for word in before {
        state.take(word);
    }
    let place = state.place(typed);
    Typed {
        path: state.path,
        command: state.command,
        values: state.values,
        place,
    }
}

struct State<'c> {
    command: &'c Command,
    path: Vec<&'c str>,
    /// The number of positional arguments so far.
    positional: usize,
    /// Whether `--` was typed.
    is_escaped: bool,
    /// The option whose value is the next word.
    pending: Option<&'c Arg>,
    values: Vec<(&'c Arg, String)>,
}

impl<'c> State<'c> {
    fn take(&mut self, word: &str) {
        if let Some(option) = self.pending.take() {
            self.values.push((option, word.to_owned()));
            return;
        }
        if !self.is_escaped {
            if word == "--" {
                self.is_escaped = true;
                return;
            }
            if let Some((option, value)) = self.option(word) {
                match value {
                    Some(value) => self.values.push((option, value.to_owned())),
                    None if takes_next(option) => self.pending = Some(option),
                    None => {}
                }
                return;
            }
            if let Some(own) = self.command.find_subcommand(word) {
                self.command = own;
                self.path.push(own.get_name());
                self.positional = 0;
                return;
            }
        }
        if let Some(argument) = self.argument() {
            self.values.push((argument, word.to_owned()));
        }
        self.positional += 1;
    }

    fn place(&self, typed: &str) -> Place<'c> {
        let typed = typed.to_owned();
        if let Some(of) = self.pending {
            return Place::Value {
                of,
                before: String::new(),
                typed,
            };
        }
        let is_option = typed.starts_with('-') && !self.is_escaped;
        if is_option {
            if let Some((of, Some(value))) = self.option(&typed) {
                let before = typed[..typed.len() - value.len()].to_owned();
                let typed = value.to_owned();
                return Place::Value { of, before, typed };
            }
            return Place::Option { typed };
        }
        Place::Word {
            argument: self.argument(),
            is_first: self.positional == 0 && !self.is_escaped,
            typed,
        }
    }

    /// The option of a word, and its value if the word has it.
    fn option<'w>(&self, word: &'w str) -> Option<(&'c Arg, Option<&'w str>)> {
        let options = || {
            self.command
                .get_arguments()
                .filter(|own| !own.is_positional())
        };
        if let Some(long) = word.strip_prefix("--") {
            let (name, value) = match long.split_once('=') {
                Some((name, value)) => (name, Some(value)),
                None => (long, None),
            };
            let found = options().find(|own| own.get_long() == Some(name))?;
            return Some((found, value));
        }
        let mut letters = word.strip_prefix('-')?.chars();
        let (letter, None) = (letters.next()?, letters.next()) else {
            return None;
        };
        let found = options().find(|own| own.get_short() == Some(letter))?;
        Some((found, None))
    }

    /// The positional argument that the next word is.
    fn argument(&self) -> Option<&'c Arg> {
        let mut positionals = self.command.get_positionals();
        let last = self.command.get_positionals().last();
        let is_many = |own: &&Arg| own.get_num_args().is_some_and(|own| own.max_values() > 1);
        positionals.nth(self.positional).or(last.filter(is_many))
    }
}

/// Whether the next word is the value of an option.
fn takes_next(option: &Arg) -> bool {
    option.get_action().takes_values() && !option.is_require_equals_set()
}
