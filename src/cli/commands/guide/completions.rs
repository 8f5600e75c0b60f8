//! `dateline completions`: the script that a shell needs for completions.
//!
//! The scripts for bash, zsh and fish ask the program what can be typed. Those for other shells are made from the
//! definition of the command line, and know no names of archives.

use crate::cli::context::Context;
use crate::cli::exit::ExitStatus;
use crate::cli::guide::completion::SCRIPTS;
use crate::cli::output::stream;
use clap::Args;
use clap_complete::Shell;

const NOTES: &str = "\
In bash, zsh and fish the names of archives, fields, sources, saved queries and so on
are completed from the configuration and the index.";

/// Print completions for a shell
#[derive(Debug, Args)]
#[command(after_help = NOTES)]
pub(crate) struct CompletionsArgs {
    /// The shell
    shell: Shell,
}

impl CompletionsArgs {
    pub(in crate::cli::commands) fn run(self, context: &Context) -> anyhow::Result<ExitStatus> {
        let name = self.shell.to_string();
        let mut own = SCRIPTS.iter();
        let script = if let Some((_, script)) = own.find(|(shell, _)| *shell == name) {
            script.as_bytes().to_vec()
        } else {
            // It is made in memory, since the generator panics on a closed pipe.
            let mut script = Vec::new();
            let mut program = (context.definition)();
            clap_complete::generate(self.shell, &mut program, "dateline", &mut script);
            script
        };
        stream::write_plain(|out| out.write_all(&script))?;
        Ok(ExitStatus::Success)
    }
}
