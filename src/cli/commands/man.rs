//! `dateline man`: the manual page, from the same definitions as `--help`.
//!
//! One page has the program and all its subcommands. Texts after a help are printed line by line, as they are
//! typed. Global options are described once, for the program.

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
    // Words are not divided, so that names and commands can be copied.
    writeln!(page, ".nh\n.ad l")?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    render_as_typed("EXIT CODES AND EXAMPLES", ".SH", &program, &mut page)?;
    render_subcommands(&program, &mut page)?;
    stream::write_plain(|out| out.write_all(&page))?;
    Ok(ExitStatus::Success)
}

fn render_subcommands(command: &Command, page: &mut Vec<u8>) -> anyhow::Result<()> {
    let own = command.get_subcommands();
    for subcommand in own.filter(|own| own.get_name() != "help") {
        render_command(subcommand, page)?;
        render_subcommands(subcommand, page)?;
    }
    Ok(())
}

fn render_command(command: &Command, page: &mut Vec<u8>) -> anyhow::Result<()> {
    let mut command = command.clone().mut_args(|option| {
        let is_global = option.is_global_set() || option.get_id() == "help";
        option.hide(is_global)
    });
    let name = command.get_bin_name().unwrap_or_default().to_uppercase();
    writeln!(page, ".SH \"{name}\"")?;
    if let Some(about) = command.get_about() {
        writeln!(page, "{about}")?;
    }
    let usage = command.render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ").replace('-', "\\-");
    writeln!(page, ".PP\n{usage}")?;
    let mut options = Vec::new();
    clap_mangen::Man::new(command.clone()).render_options_section(&mut options)?;
    // Sections of a command are subsections of the page.
    page.extend(String::from_utf8(options)?.replace(".SH ", ".SS ").bytes());
    render_as_typed("NOTES", ".SS", &command, page)
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
    // Without an indent the lines fit a terminal, as those of `--help` do.
    writeln!(page, "{section} \"{title}\"\n.nf\n.in 0")?;
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
