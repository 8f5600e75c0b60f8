//! `dateline completions`: a shell's completions, from the same definitions as `--help`.

use crate::cli::context::Context;
use crate::cli::exit::ExitStatus;
use crate::cli::output::stream;
use clap::Args;
use clap_complete::Shell;

/// Print completions for a shell
#[derive(Debug, Args)]
pub(crate) struct CompletionsArgs {
    /// The shell
    shell: Shell,
}

impl CompletionsArgs {
    pub(super) fn run(self, context: &Context) -> anyhow::Result<ExitStatus> {
        // The script is made in memory, since the generator panics on a closed pipe.
        let mut script = Vec::new();
        let mut program = (context.definition)();
        clap_complete::generate(self.shell, &mut program, "dateline", &mut script);
        stream::write_plain(|out| out.write_all(&script))?;
        Ok(ExitStatus::Success)
    }
}
