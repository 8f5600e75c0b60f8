//! The `dateline` program: arguments in, exit code out. Everything else is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    dateline::command_line(std::env::args_os())
}
