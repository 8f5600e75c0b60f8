//! `dateline man`: the manual page, from the same definitions as `--help`.
//!
//! One page has the program and all its subcommands. Texts after a help are printed line by line, as they are
//! typed.

use crate::cli::context::Context;
use crate::cli::exit::ExitStatus;
use crate::cli::output::stream;
use clap::{Args, Command};
use std::io::Write;

/// Print the manual page, in roff
#[derive(Debug, Args)]
pub(crate) struct ManArgs {}

/// Prints one page for the program and all its subcommands.
pub(super) fn run(context: &Context) -> anyhow::Result<ExitStatus> {
    let mut program = (context.definition)();
    program.build();
    let mut page = Vec::new();
    let man = clap_mangen::Man::new(program.clone());
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    render_as_typed("EXIT CODES AND EXAMPLES", ".SH", &program, &mut page)?;
    for command in program.get_subcommands() {
        if command.get_name() != "help" {
            render_command(command, &mut page)?;
        }
    }
    stream::write_plain(|out| out.write_all(&page))?;
    Ok(ExitStatus::Success)
}

fn render_command(command: &Command, page: &mut Vec<u8>) -> anyhow::Result<()> {
    writeln!(
        page,
        ".SH \"DATELINE {}\"",
        command.get_name().to_uppercase()
    )?;
    if let Some(about) = command.get_about() {
        writeln!(page, "{about}")?;
    }
    let mut options = Vec::new();
    clap_mangen::Man::new(command.clone()).render_options_section(&mut options)?;
    // Sections of a command are subsections of the page.
    page.extend(String::from_utf8(options)?.replace(".SH ", ".SS ").bytes());
    render_as_typed("NOTES", ".SS", command, page)
}

/// Renders the text after a command's help, line by line.
fn render_as_typed(
    title: &str,
    section: &str,
    command: &Command,
    page: &mut Vec<u8>,
) -> anyhow::Result<()> {
    let Some(text) = command.get_after_help() else {
        return Ok(());
    };
    writeln!(page, "{section} \"{title}\"\n.nf")?;
    for line in text.to_string().lines() {
        // `\&` keeps a line that starts with a stop or a quote from being a request.
        writeln!(
            page,
            "\\&{}",
            line.replace('\\', "\\\\").replace('-', "\\-")
        )?;
    }
    writeln!(page, ".fi")?;
    Ok(())
}
