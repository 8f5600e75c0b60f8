//! Memory and threads of a job: the options that `index` and `reindex` share.

use super::values::{count, size};
use crate::cli::machine::{self, Resources};
use crate::cli::misuse::Misuse;
use bytesize::ByteSize;
use clap::Args;
use std::num::NonZeroUsize;

/// What a job may use.
#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct ResourceArgs {
    /// Working memory, such as 512MiB [default: a quarter of the free memory, at most 1 GiB]
    #[arg(long, value_name = "SIZE", value_parser = size)]
    memory: Option<ByteSize>,

    /// Number of threads, at most 256 [default: one per core]
    #[arg(long, value_name = "N", value_parser = count)]
    threads: Option<NonZeroUsize>,
}

impl ResourceArgs {
    /// What was asked for, else a sensible part of this machine.
    ///
    /// # Errors
    /// If the memory is too little for a job, or the threads are too many.
    pub(crate) fn resolve(self) -> anyhow::Result<Resources> {
        let memory = match self.memory {
            Some(ByteSize(bytes)) if bytes < machine::LEAST => {
                return Err(Misuse::error(
                    format!("--memory {} is too little", ByteSize(bytes)),
                    format!("give it {} or more", ByteSize(machine::LEAST)),
                ));
            }
            Some(ByteSize(bytes)) => bytes,
            None => machine::working_memory(),
        };
        let threads = self.threads.map_or_else(machine::threads, Into::into);
        if threads > machine::MOST_THREADS {
            return Err(Misuse::error(
                format!("--threads {threads} is too many"),
                format!("give it {} or fewer", machine::MOST_THREADS),
            ));
        }
        Ok(Resources { memory, threads })
    }
}
