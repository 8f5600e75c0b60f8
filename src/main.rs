//! The `dateline` program: arguments in, exit code out. Everything else is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    // Buffers of some kilobytes come and go here. glibc gives memory back to the system at each
    // turn until it has seen a larger block freed (M_TRIM_THRESHOLD in mallopt(3)): one is, once,
    // which saves a search a tenth of its time. It is never touched, so it costs no memory.
    drop(std::hint::black_box(Vec::<u8>::with_capacity(4 << 20)));
    dateline::cli::run(std::env::args_os()).into()
}
