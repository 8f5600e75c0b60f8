//! The pages of the manual, in roff: one for the program and one for each command.
//!
//! Names and options come from the definition of the command line, the other sections from the tables of this room.

use super::environment::ENVIRONMENT;
use super::examples;
use super::files::FILES;
use crate::cli::exit::ExitStatus;
use clap::Command;
use std::io::{self, Write};

/// A page of the manual.
pub(crate) struct Page {
    /// Its name: `dateline-search`.
    pub(crate) name: String,
    /// Its text.
    pub(crate) text: Vec<u8>,
}

/// The exit codes of each command; those of other commands are 0 and 2.
const CODES: &[(&str, &[ExitStatus])] = &[
    (
        "search",
        &[
            ExitStatus::Success,
            ExitStatus::NothingFound,
            ExitStatus::Trouble,
            ExitStatus::Problems,
            ExitStatus::TimedOut,
        ],
    ),
    (
        "export",
        &[
            ExitStatus::Success,
            ExitStatus::NothingFound,
            ExitStatus::Trouble,
        ],
    ),
    (
        "parse",
        &[
            ExitStatus::Success,
            ExitStatus::NothingFound,
            ExitStatus::Trouble,
        ],
    ),
    (
        "eval",
        &[
            ExitStatus::Success,
            ExitStatus::NothingFound,
            ExitStatus::Trouble,
        ],
    ),
    ("index", JOB),
    ("reindex", JOB),
    ("repair", JOB),
    (
        "rollback",
        &[ExitStatus::Success, ExitStatus::Trouble, ExitStatus::Busy],
    ),
    (
        "generations",
        &[ExitStatus::Success, ExitStatus::Trouble, ExitStatus::Busy],
    ),
];

const JOB: &[ExitStatus] = &[
    ExitStatus::Success,
    ExitStatus::Trouble,
    ExitStatus::Problems,
    ExitStatus::Refused,
    ExitStatus::Busy,
];

/// Every page, that of the program first.
pub(crate) fn pages(mut program: Command) -> io::Result<Vec<Page>> {
    program.build();
    let own = program.get_subcommands();
    let commands: Vec<&Command> = own
        .filter(|own| !own.is_hide_set() && own.get_name() != "help")
        .collect();
    let names: Vec<&str> = commands.iter().map(|own| own.get_name()).collect();
    let mut pages = vec![page(&program, None, &names)?];
    for command in commands {
        pages.push(page(command, Some(command.get_name()), &names)?);
    }
    Ok(pages)
}

/// The page of a command; of the program if it has no name. `all` are the names of all commands.
fn page(command: &Command, name: Option<&str>, all: &[&str]) -> io::Result<Page> {
    let title = match name {
        Some(name) => format!("dateline-{name}"),
        None => "dateline".to_owned(),
    };
    let man = clap_mangen::Man::new(command.clone());
    let mut text = Vec::new();
    // A page without a date is the same whenever it is made.
    let version = env!("CARGO_PKG_VERSION");
    let upper = title.to_uppercase();
    writeln!(
        text,
        ".TH \"{upper}\" 1 \"\" \"dateline {version}\" \"Dateline Manual\""
    )?;
    // Words are not divided, so that names and commands can be copied.
    writeln!(text, ".nh\n.ad l")?;
    man.render_name_section(&mut text)?;
    section("SYNOPSIS", &mut text)?;
    usage(command, &mut text)?;
    man.render_description_section(&mut text)?;
    let mut options = Vec::new();
    man.render_options_section(&mut options)?;
    text.extend(without_doubled_breaks(&String::from_utf8_lossy(&options)).bytes());
    if name.is_none() {
        commands(command, &mut text)?;
    }
    subcommands(command, name, &mut text)?;
    notes(command, &mut text)?;
    exit_status(name, &mut text)?;
    let is_here = |of: &[&str]| name.is_none_or(|name| of.is_empty() || of.contains(&name));
    let variables = ENVIRONMENT.iter().filter(|own| is_here(own.of));
    let variables = variables.map(|own| (own.name.to_owned(), own.about));
    items("ENVIRONMENT", variables, &mut text)?;
    let files = FILES.iter().filter(|own| is_here(own.of));
    items(
        "FILES",
        files.map(|own| (own.path.to_owned(), own.about)),
        &mut text,
    )?;
    let lines = examples::lines(examples::of(name.unwrap_or("search")));
    as_typed("EXAMPLES", &lines, &mut text)?;
    see_also(name, all, &mut text)?;
    Ok(Page { name: title, text })
}

/// Options without the line breaks around paragraphs, which are breaks themselves.
fn without_doubled_breaks(options: &str) -> String {
    options.replace(".br\n\n.br\n", ".sp\n")
}

fn section(name: &str, text: &mut Vec<u8>) -> io::Result<()> {
    writeln!(text, ".SH {name}")
}

/// A text of the program in a line of roff.
fn escaped(line: &str) -> String {
    let line = line.replace('\\', "\\e").replace('-', "\\-");
    // `\&` keeps a line that starts with a stop or a quote from being a request.
    format!("\\&{line}")
}

fn usage(command: &Command, text: &mut Vec<u8>) -> io::Result<()> {
    let usage = command.clone().render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ");
    let lines: Vec<String> = usage.lines().map(|line| escaped(line.trim())).collect();
    writeln!(text, "{}", lines.join("\n.br\n"))
}

/// The commands of the program.
fn commands(program: &Command, text: &mut Vec<u8>) -> io::Result<()> {
    let own = program.get_subcommands();
    let own = own.filter(|own| !own.is_hide_set() && own.get_name() != "help");
    let own: Vec<(String, String)> = own
        .map(|own| {
            let about = own.get_about().map(ToString::to_string).unwrap_or_default();
            (format!("dateline-{}(1)", own.get_name()), about)
        })
        .collect();
    let own = own
        .iter()
        .map(|(name, about)| (name.clone(), about.as_str()));
    items("COMMANDS", own, text)
}

/// The subcommands of a command, each with its usage and its own arguments.
fn subcommands(command: &Command, name: Option<&str>, text: &mut Vec<u8>) -> io::Result<()> {
    let own = command.get_subcommands();
    let own: Vec<&Command> = own.filter(|own| own.get_name() != "help").collect();
    if name.is_none() || own.is_empty() {
        return Ok(());
    }
    section("SUBCOMMANDS", text)?;
    for own in own {
        writeln!(text, ".TP")?;
        usage(own, text)?;
        let about = own.get_about().map(ToString::to_string).unwrap_or_default();
        writeln!(text, "{}", escaped(&about))?;
    }
    Ok(())
}

/// The text after the options of a command, line by line.
fn notes(command: &Command, text: &mut Vec<u8>) -> io::Result<()> {
    let Some(notes) = command.get_after_help() else {
        return Ok(());
    };
    let lines: Vec<String> = notes.to_string().lines().map(str::to_owned).collect();
    // The exit codes are a section of their own.
    let lines = lines
        .split(|line| line.starts_with("Exit codes"))
        .next()
        .unwrap_or_default();
    let end = lines
        .iter()
        .rposition(|line| !line.is_empty())
        .map_or(0, |last| last + 1);
    as_typed("NOTES", &lines[..end], text)
}

fn exit_status(name: Option<&str>, text: &mut Vec<u8>) -> io::Result<()> {
    let own = name.and_then(|name| CODES.iter().find(|(own, _)| *own == name));
    let codes: &[ExitStatus] = match (name, own) {
        (_, Some((_, codes))) => codes,
        (Some(_), None) => &[ExitStatus::Success, ExitStatus::Trouble],
        (None, None) => &ExitStatus::TABLE.map(|(status, _)| status),
    };
    let rows = ExitStatus::TABLE
        .iter()
        .filter(|(status, _)| codes.contains(status));
    items(
        "EXIT STATUS",
        rows.map(|(status, about)| (status.code().to_string(), *about)),
        text,
    )
}

/// A section of names, each with what it is.
fn items<'a>(
    name: &str,
    rows: impl Iterator<Item = (String, &'a str)>,
    text: &mut Vec<u8>,
) -> io::Result<()> {
    let rows: Vec<_> = rows.collect();
    if rows.is_empty() {
        return Ok(());
    }
    section(name, text)?;
    for (name, about) in rows {
        let name = escaped(&name);
        writeln!(text, ".TP\n\\fB{name}\\fR\n{}", escaped(about))?;
    }
    Ok(())
}

/// A section of lines as they are typed.
fn as_typed(name: &str, lines: &[String], text: &mut Vec<u8>) -> io::Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    section(name, text)?;
    // Without an indent the lines fit a terminal, as those of `--help` do.
    writeln!(text, ".nf\n.in 0")?;
    for line in lines {
        writeln!(text, "{}", escaped(line))?;
    }
    writeln!(text, ".in\n.fi")
}

fn see_also(name: Option<&str>, all: &[&str], text: &mut Vec<u8>) -> io::Result<()> {
    section("SEE ALSO", text)?;
    let others = all.iter().filter(|own| Some(**own) != name);
    let others = others.map(|own| format!("dateline-{own}(1)"));
    let program = name.map(|_| "dateline(1)".to_owned());
    let others: Vec<String> = program.into_iter().chain(others).collect();
    writeln!(text, "{}", escaped(&others.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::guide::manual::lengths::RARE;
    use crate::cli::program::Program;

    #[test]
    fn the_tables_name_commands() {
        let program = Program::definition();
        let tables = ENVIRONMENT.iter().flat_map(|own| own.of);
        let tables = tables.chain(FILES.iter().flat_map(|own| own.of));
        for name in tables.chain(CODES.iter().map(|(name, _)| name)) {
            assert!(program.find_subcommand(name).is_some(), "{name}");
        }
    }

    #[test]
    fn rare_options_are_options() {
        let program = Program::definition();
        for (name, options) in RARE {
            let command = program.find_subcommand(name).unwrap();
            for option in *options {
                let mut all = command.get_arguments().chain(program.get_arguments());
                let is_there = all.any(|own| own.get_long() == Some(option));
                assert!(is_there, "{name} --{option}");
            }
        }
    }
}
