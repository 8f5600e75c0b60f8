//! `dateline complete`: what a shell offers for the word at the cursor.
//!
//! The scripts of `dateline completions` call it. It says nothing and fails silently: somebody is
//! typing.

use crate::cli::context::Context;
use crate::cli::exit::ExitStatus;
use crate::cli::failure;
use crate::cli::guide::completion::{self, Answer};
use crate::cli::output::stream;
use clap::{Args, ValueEnum};

/// Print what can be typed next; the scripts of completions call it
#[derive(Debug, Args)]
#[command(hide = true)]
pub(crate) struct CompleteArgs {
    /// The shell
    shell: Shell,

    /// What was typed: of bash the line up to the cursor and the part of it that is replaced, of other
    /// shells the words after the name of the program
    #[arg(last = true)]
    typed: Vec<String>,
}

/// A shell whose script calls this command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Shell {
    Bash,
    Zsh,
    Fish,
}

impl CompleteArgs {
    /// Prints what the script reads. Whatever goes wrong, nothing is offered and nothing is said: somebody is typing.
    #[allow(clippy::unnecessary_wraps, reason = "all commands run alike")]
    pub(in crate::cli::commands) fn run(self, context: &Context) -> anyhow::Result<ExitStatus> {
        let lines = failure::contained(|| Ok(self.lines(context))).unwrap_or_default();
        let _ =
            stream::write_plain(|out| lines.iter().try_for_each(|line| writeln!(out, "{line}")));
        Ok(ExitStatus::Success)
    }

    fn lines(&self, context: &Context) -> Vec<String> {
        let complete = |words: &[String]| completion::complete((context.definition)(), words);
        let first = |answer: &Answer| answer.paths.name().to_owned();
        match (self.shell, self.typed.as_slice()) {
            (Shell::Bash, [line, rest @ ..]) => {
                let answer = complete(&completion::bash_words(line));
                let replaced = rest.first().map_or("", String::as_str);
                let mut lines = vec![first(&answer)];
                lines.extend(completion::bash_answer(&answer, line, replaced));
                lines
            }
            (Shell::Bash, []) => Vec::new(),
            (Shell::Zsh | Shell::Fish, words) => {
                let answer = complete(words);
                let mut lines = vec![first(&answer)];
                let values = answer.candidates.iter();
                lines.extend(values.map(|own| format!("{}\t{}", own.value, own.about)));
                lines
            }
        }
    }
}
