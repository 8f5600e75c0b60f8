//! `dateline man`: the pages of the manual, from the same definitions as `--help`.
//!
//! One page is printed, or all are written to a folder where man(1) finds them.

use crate::cli::context::Context;
use crate::cli::exit::ExitStatus;
use crate::cli::guide::manual::{Page, pages};
use crate::cli::misuse::Misuse;
use crate::cli::output::stream;
use crate::present::for_terminal;
use anyhow::Context as _;
use clap::{Args, ValueHint};
use std::fs;
use std::path::{Path, PathBuf};

/// Print a page of the manual, in roff, or write all of them to a folder
#[derive(Debug, Args)]
pub(crate) struct ManArgs {
    /// The command whose page is printed [default: that of the whole program]
    #[arg(value_name = "COMMAND", conflicts_with = "dir")]
    command: Option<String>,

    /// Write every page to a folder, such as ~/.local/share/man/man1
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    dir: Option<PathBuf>,
}

impl ManArgs {
    pub(in crate::cli::commands) fn run(self, context: &Context) -> anyhow::Result<ExitStatus> {
        let pages = pages((context.definition)())?;
        if let Some(folder) = &self.dir {
            write_all(&pages, folder)?;
            return Ok(ExitStatus::Success);
        }
        let name = match &self.command {
            Some(command) => format!("dateline-{}", command.trim_start_matches("dateline-")),
            None => "dateline".to_owned(),
        };
        let page = pages.iter().find(|page| page.name == name).ok_or_else(|| {
            let names = pages
                .iter()
                .filter_map(|page| page.name.strip_prefix("dateline-"));
            Misuse::error(
                format!("no command `{}`", self.command.unwrap_or_default()),
                format!("the commands are {}", names.collect::<Vec<_>>().join(", ")),
            )
        })?;
        stream::write_plain(|out| out.write_all(&page.text))?;
        Ok(ExitStatus::Success)
    }
}

fn write_all(pages: &[Page], folder: &Path) -> anyhow::Result<()> {
    let failed = || format!("cannot write to {}", folder.display());
    fs::create_dir_all(folder).with_context(failed)?;
    for page in pages {
        let file = folder.join(format!("{}.1", page.name));
        stream::replace_file(&file, &page.text).with_context(failed)?;
    }
    let note = format!("wrote {} pages to {}", pages.len(), folder.display());
    stream::say("note", &for_terminal(&note));
    Ok(())
}
