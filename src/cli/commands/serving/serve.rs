//! `dateline serve`: the archives in a browser, and an API for programs.
//!
//! The room `serve` answers requests. Here it is told which archives there are, and what it tells is
//! written to stderr.

use super::loader::{Loader, Paths};
use crate::cli::archives::Served;
use crate::cli::args::{ArchivesLocation, SearchLocation, count, time_limit};
use crate::cli::context::Context;
use crate::cli::exit::ExitStatus;
use crate::cli::misuse::Misuse;
use crate::cli::output::ServerLog;
use crate::cli::shell::dateline;
use crate::serve::{Access, Limits, ServeError, Settings, Tokens, TokensError, run};
use clap::{Args, ValueEnum, ValueHint};
use std::net::SocketAddr;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// Serve archives to browsers, and to programs by an API
///
/// Open the address that it prints. New generations are switched to within a second, and a changed
/// dateline.toml is read again. It ends with SIGTERM or Ctrl-C, after the requests in progress.
#[derive(Debug, Args)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is an option of its own"
)]
#[command(after_help = "\
Anybody who reaches the address may read. So an address other than 127.0.0.1 needs --token-file, or
--no-auth. HTTPS is for a proxy in front of it: examples/serve has files for Caddy, nginx and
systemd; docs/serve.md says more.

Exit codes: 0 ended as it was asked to, 2 failed")]
pub(crate) struct ServeArgs {
    #[command(flatten)]
    archives: ArchivesLocation,

    /// The folder of the index, if it is not FOLDER/.dateline; also read from `DATELINE_INDEX`
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    index: Option<PathBuf>,

    /// The address and port to listen at; port 0 takes any that is free
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8470")]
    listen: SocketAddr,

    /// A name by which browsers may ask, such as news.example; may be repeated. Addresses in numbers
    /// and localhost are always allowed
    #[arg(long, value_name = "NAME")]
    host: Vec<String>,

    /// Let in only who has a token or password of this file: one a line, 8 characters at least, and
    /// no other user of this system may read it
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    token_file: Option<PathBuf>,

    /// Let in everybody who reaches an address other than 127.0.0.1
    #[arg(long, conflicts_with = "token_file")]
    no_auth: bool,

    /// Let pages of this origin use the API, such as `https://news.example`; * for any; may be
    /// repeated
    #[arg(long, value_name = "ORIGIN")]
    cors: Vec<String>,

    /// The number of searches at once [default: the number of cores]
    #[arg(long, value_name = "N", value_parser = count)]
    searches: Option<NonZeroUsize>,

    /// The number of requests that may wait for a search; more are refused (503)
    #[arg(long, value_name = "N", default_value_t = Limits::default().waiting)]
    waiting: usize,

    /// The longest time that a request may wait and search
    #[arg(long, value_name = "DURATION", default_value = "10s", value_parser = time_limit)]
    timeout: Duration,

    /// Let readers download the files of articles, also of archives whose configuration does not say
    /// `serve-files = true`
    #[arg(long)]
    files: bool,

    /// Show on the status page where the folders of archives are
    #[arg(long)]
    show_folders: bool,

    /// How to write down each request, on stderr
    #[arg(long, value_enum, value_name = "HOW", default_value = "text")]
    log: LogFormat,

    /// Write no queries down: nothing that is after `?` in an address
    #[arg(long)]
    private: bool,

    /// What the pages are called
    #[arg(long, value_name = "TEXT", default_value = "dateline")]
    title: String,
}

/// How requests are written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum LogFormat {
    /// A line for people
    Text,
    /// A JSON object a line
    Json,
    /// Not at all; events are still written
    Off,
}

impl ServeArgs {
    pub(in crate::cli::commands) fn run(self, context: &Context) -> anyhow::Result<ExitStatus> {
        let access = self.access()?;
        let location = SearchLocation {
            folders: self.archives.names(),
            index: self.index.clone(),
            ..SearchLocation::default()
        };
        let loader = Loader {
            served: Served::start(location, context.config())?,
            config: context.config().map(Path::to_owned),
            gives_files: self.files,
            shows_folders: self.show_folders,
            paths: Paths::All,
        };
        // What is wrong with the arguments is told before anything listens.
        loader.sources()?;
        let defaults = Limits::default();
        let settings = Settings {
            listen: self.listen,
            hosts: self.host,
            access,
            cors: self.cors,
            limits: Limits {
                searches: self.searches.map_or(defaults.searches, NonZeroUsize::get),
                waiting: self.waiting,
                time: self.timeout,
                ..defaults
            },
            title: self.title,
        };
        let log = ServerLog {
            writes_requests: self.log != LogFormat::Off,
            is_json: self.log == LogFormat::Json,
            is_private: self.private,
        };
        run(settings, Arc::new(loader), Arc::new(log)).map_err(explained)?;
        Ok(ExitStatus::Success)
    }

    /// Who may ask.
    fn access(&self) -> anyhow::Result<Access> {
        if let Some(file) = &self.token_file {
            return Tokens::read(file).map(Access::Holders).map_err(of_tokens);
        }
        if self.listen.ip().is_loopback() || self.no_auth {
            return Ok(Access::Everybody);
        }
        Err(Misuse::error(
            format!(
                "everybody who reaches {} could read the archives",
                self.listen
            ),
            "let in who has a token: --token-file FILE; or everybody: --no-auth",
        ))
    }
}

fn of_tokens(error: TokensError) -> anyhow::Error {
    let hint = match &error {
        TokensError::Open(file) => format!("chmod 600 {}", crate::cli::shell::quoted(file)),
        _ => "write one token a line, such as what this prints: openssl rand -hex 16".to_owned(),
    };
    Misuse::error(with_source(&error), hint)
}

fn explained(error: ServeError) -> anyhow::Error {
    let hint = match &error {
        ServeError::Listen { .. } => format!(
            "another program may listen there; take any free port: {} serve --listen 127.0.0.1:0",
            dateline()
        ),
        _ => "look at what the system says, and start it again".to_owned(),
    };
    Misuse::error(with_source(&error), hint)
}

/// An error and the first of its sources.
pub(super) fn with_source(error: &dyn std::error::Error) -> String {
    match error.source() {
        Some(source) => format!("{error}: {source}"),
        None => error.to_string(),
    }
}
