//! `dateline config check`, `show` and `trust`: the configuration file, what it means, and who wrote it.
//!
//! `check` reports what reading the file finds, and what only a look at the files that it names shows. `show` prints every
//! key with its value and the origin of the value. `trust` allows a file that others can write to.

use crate::cli::archives::{any_configuration, trust};
use crate::cli::context::Context;
use crate::cli::exit::ExitStatus;
use crate::cli::failure;
use crate::cli::misuse::Misuse;
use crate::cli::output::stream;
use crate::config::{ArchiveConfig, Config, Effective, FILE_NAME, Origin, some_of};
use crate::present::{counted, for_terminal};
use clap::{Args, Subcommand};
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

/// Check, show and trust the configuration
#[derive(Debug, Args)]
pub(crate) struct ConfigArgs {
    #[command(subcommand)]
    command: ConfigCommand,
}

#[derive(Debug, Subcommand)]
enum ConfigCommand {
    /// Check dateline.toml: each mistake is reported with file, line, key and what is allowed
    Check,
    /// Trust dateline.toml as it is now, although other users can write to it
    Trust,
    /// Print every setting and where its value comes from
    Show {
        /// Only this archive
        #[arg(value_name = "ARCHIVE")]
        archive: Option<String>,
    },
}

impl ConfigArgs {
    pub(super) fn run(self, context: &Context) -> anyhow::Result<ExitStatus> {
        let none = || {
            Misuse::error(
                format!("no {FILE_NAME} here or in any folder above"),
                "make one, or name it: --config FILE; docs/configuration.md has an example",
            )
        };
        let read = || any_configuration(context.config())?.ok_or_else(none);
        match self.command {
            ConfigCommand::Check => {
                let file = match context.config() {
                    Some(file) => Some(file.to_owned()),
                    None => Config::nearest(&std::env::current_dir()?),
                };
                check(&file.ok_or_else(none)?)
            }
            ConfigCommand::Trust => {
                let config = read()?;
                trust(&config)?;
                let text = format!("{} is trusted until it changes", config.path.display());
                stream::write_plain(|out| writeln!(out, "{}", for_terminal(&text)))?;
                Ok(ExitStatus::Success)
            }
            ConfigCommand::Show { archive } => show(&read()?, archive.as_deref()),
        }
    }
}

fn check(file: &Path) -> anyhow::Result<ExitStatus> {
    let (config, faults) = Config::check(file)?;
    if !faults.is_empty() {
        for fault in faults {
            failure::say_error(&fault.into());
        }
        return Ok(ExitStatus::Trouble);
    }
    for watch in &config.watches {
        let folder = watch.feed.as_deref().and_then(Path::parent);
        if let Some(folder) = folder.filter(|folder| !folder.exists()) {
            let (name, folder) = (&watch.name, folder.display());
            let note = format!("watch.{name}.feed: a job makes its folder {folder}");
            stream::say("note", &for_terminal(&note));
        }
    }
    let (archives, watches) = (config.archives.len(), config.watches.len());
    let text = format!(
        "{}: {}, {}: nothing is wrong",
        config.path.display(),
        counted(archives as u64, "archive"),
        if watches == 1 {
            "1 watch".to_owned()
        } else {
            format!("{watches} watches")
        }
    );
    stream::write_plain(|out| writeln!(out, "{}", for_terminal(&text)))?;
    Ok(ExitStatus::Success)
}

fn show(config: &Config, only: Option<&str>) -> anyhow::Result<ExitStatus> {
    if let Some(name) = only.filter(|name| config.archive(name).is_none()) {
        let names = config.archives.iter().map(|own| own.name.as_str());
        return Err(Misuse::error(
            format!("no archive `{name}` in {}", config.path.display()),
            format!("it has {}", some_of(names, ", ")),
        ));
    }
    let is_wanted = |archive: &&ArchiveConfig| only.is_none_or(|only| archive.name == only);
    let watches = config
        .watches
        .iter()
        .filter(|watch| only.is_none_or(|only| watch.is_of(only)));
    stream::write_plain(|out| {
        let file = config.path.display().to_string();
        writeln!(out, "# {}", for_terminal(&file))?;
        for archive in config.archives.iter().filter(is_wanted) {
            table(
                &format!("archive.{}", archive.name),
                &archive.effective,
                out,
            )?;
            ranking(archive, out)?;
        }
        for watch in watches {
            table(&format!("watch.{}", watch.name), &watch.effective, out)?;
        }
        Ok(())
    })?;
    Ok(ExitStatus::Success)
}

/// A table as it could be in the file, each key with the origin of its value. Keys without a value are comments.
fn table(name: &str, effective: &[Effective], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n[{}]", for_terminal(name))?;
    for own in effective {
        if own.value.is_empty() {
            writeln!(out, "# {} is not set", own.key)?;
        } else {
            setting(&format!("{} = {}", own.key, own.value), own.origin, out)?;
        }
    }
    Ok(())
}

/// Every setting of ranking with its value, as comments.
fn ranking(archive: &ArchiveConfig, out: &mut dyn Write) -> io::Result<()> {
    let key = archive.effective.iter().find(|own| own.key == "ranking");
    let items = key.into_iter().flat_map(|key| &key.items);
    // Of several items for one setting the last one counts.
    let lines: BTreeMap<&str, usize> = items
        .filter_map(|item| Some((item.text.split_once('=')?.0, item.line)))
        .collect();
    writeln!(out, "# every setting of ranking:")?;
    for (name, value) in archive.settings.search.ranking.settings() {
        let line = lines.get(name.as_str());
        let origin = line.map_or(Origin::Default, |line| Origin::Line(*line));
        setting(&format!("#   {name}={value}"), origin, out)?;
    }
    Ok(())
}

fn setting(text: &str, origin: Origin, out: &mut dyn Write) -> io::Result<()> {
    let origin = match origin {
        Origin::Default => "default".to_owned(),
        Origin::Line(line) => format!("line {line}"),
    };
    writeln!(out, "{}", for_terminal(&format!("{text:<48} # {origin}")))
}
