//! `dateline config check` and `dateline config show`: the configuration file, in effect.

use super::batch_args::ConfigCommand;
use super::exit::ExitStatus;
use super::failure::Misuse;
use super::{locate, stream};
use crate::config::{Config, Effective, FILE_NAME, Origin};
use crate::present::{counted, for_terminal};
use crate::query::ask::Ask;
use crate::schema::ArticleSchema;
use std::io::{self, Write};
use std::path::Path;

pub(super) fn run(command: &ConfigCommand, named: Option<&Path>) -> anyhow::Result<ExitStatus> {
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

/// What can be wrong beyond what reading the file notices: folders that are not there, queries with nothing in them.
fn check(config: &Config) -> anyhow::Result<ExitStatus> {
    let mut wrong = 0;
    let mut say = |text: String| {
        wrong += 1;
        stream::say("error", &for_terminal(&text));
    };
    for archive in &config.archives {
        for folder in archive
            .folders
            .iter()
            .filter(|folder| !folder.path.is_dir())
        {
            let (name, path) = (&archive.name, folder.path.display());
            say(format!("archive.{name}.folders: no folder {path}"));
        }
    }
    for (number, archive) in config.archives.iter().enumerate() {
        let earlier = &config.archives[..number];
        if let Some(other) = earlier.iter().find(|other| other.index == archive.index) {
            let (name, other, index) = (&archive.name, &other.name, archive.index.display());
            say(format!(
                "archive.{name}.index: {index} is the index of {other} too"
            ));
        }
    }
    let schema = ArticleSchema::load();
    for watch in &config.watches {
        if Ask::parse(&watch.query, &schema.searchable_names())
            .0
            .is_empty()
        {
            say(format!("watch.{}.query asks for nothing", watch.name));
        }
    }
    if wrong > 0 {
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
    let archives = config
        .archives
        .iter()
        .filter(|archive| only.is_none_or(|only| archive.name == only))
        .map(|archive| (format!("archive.{}", archive.name), &archive.effective));
    let watches = config
        .watches
        .iter()
        .filter(|watch| only.is_none_or(|only| watch.is_of(only)))
        .map(|watch| (format!("watch.{}", watch.name), &watch.effective));
    stream::write_plain(|out| {
        writeln!(
            out,
            "# {}",
            for_terminal(&config.path.display().to_string())
        )?;
        for (name, effective) in archives.chain(watches) {
            table(&name, effective, out)?;
        }
        Ok(())
    })?;
    Ok(ExitStatus::Success)
}

/// A table as it may stand in the file, each key with where its value came from. Keys without a value are comments.
fn table(name: &str, effective: &[Effective], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n[{}]", for_terminal(name))?;
    let lines = effective.iter().map(|own| {
        if own.value.is_empty() {
            return (format!("# {} is not set", own.key), String::new());
        }
        let origin = match own.origin {
            Origin::Default => "default".to_owned(),
            Origin::Line(line) => format!("line {line}"),
        };
        (
            format!("{} = {}", own.key, own.value),
            format!("# {origin}"),
        )
    });
    for (setting, origin) in lines {
        let line = format!("{setting:<48} {origin}");
        writeln!(out, "{}", for_terminal(line.trim_end()))?;
    }
    Ok(())
}
