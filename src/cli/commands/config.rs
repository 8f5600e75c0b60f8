//! `dateline config check` and `dateline config show`: the configuration file, in effect.

use crate::cli::args::batch::ConfigCommand;
use crate::cli::exit::ExitStatus;
use crate::cli::failure::{self, Misuse};
use crate::cli::archives::find as locate;
use crate::cli::output::stream;
use crate::config::{ArchiveConfig, Config, Effective, FILE_NAME, Origin};
use crate::present::{counted, for_terminal};
use crate::query::Ranking;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

pub(in crate::cli) fn run(command: &ConfigCommand, named: Option<&Path>) -> anyhow::Result<ExitStatus> {
    let config = locate::config(named)?.ok_or_else(|| {
        Misuse::error(
            format!("no {FILE_NAME} here or in any folder above"),
            "make one, or name it: --config FILE; docs/batch.md has an example",
        )
    })?;
    match command {
        ConfigCommand::Check => check(&config),
        ConfigCommand::Show { archive } => show(&config, archive.as_deref()),
    }
}

fn check(config: &Config) -> anyhow::Result<ExitStatus> {
    let faults = config.faults();
    if !faults.is_empty() {
        for fault in faults {
            failure::say_error(&fault.into());
        }
        return Ok(ExitStatus::Trouble);
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
        let names: Vec<_> = config
            .archives
            .iter()
            .map(|own| own.name.as_str())
            .collect();
        return Err(Misuse::error(
            format!("no archive `{name}` in {}", config.path.display()),
            format!("it has {}", names.join(", ")),
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

/// A table as it may stand in the file, each key with where its value came from. Keys without a value are comments.
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

/// What `ranking` comes to: every setting, as comments.
fn ranking(archive: &ArchiveConfig, out: &mut dyn Write) -> io::Result<()> {
    let mut ranking = Ranking::default();
    let mut lines = BTreeMap::new();
    let given = archive.ranking.iter();
    for (name, value, line) in given.filter_map(|own| {
        let (name, value) = own.value.split_once('=')?;
        Some((name, value, own.line))
    }) {
        if ranking.set(name, value).is_ok() {
            lines.insert(name, line);
        }
    }
    writeln!(out, "# ranking, in effect:")?;
    for (name, value) in ranking.settings() {
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
