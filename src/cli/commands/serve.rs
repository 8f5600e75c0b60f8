//! `dateline serve`: the archives in a browser, and an API for programs.
//!
//! The room `serve` answers requests. Here it is told which archives there are, and what it tells is
//! written to stderr.

use crate::cli::archives::Served;
use crate::cli::args::{ArchivesLocation, SearchLocation, count, time_limit};
use crate::cli::context::Context;
use crate::cli::exit::ExitStatus;
use crate::cli::misuse::Misuse;
use crate::cli::output::ServerLog;
use crate::cli::searching::{SavedIn, SavedQueries};
use crate::cli::shell::dateline;
use crate::serve::{
    Access, ArchiveSource, Limits, Load, NamedQuery, ServeError, Settings, Sources, Tokens,
    TokensError, run,
};
use clap::{Args, ValueEnum, ValueHint};
use std::collections::HashSet;
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
    pub(super) fn run(self, context: &Context) -> anyhow::Result<ExitStatus> {
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

fn with_source(error: &dyn std::error::Error) -> String {
    match error.source() {
        Some(source) => format!("{error}: {source}"),
        None => error.to_string(),
    }
}

/// Finds the archives and the queries with names.
struct Loader {
    served: Served,
    config: Option<PathBuf>,
    gives_files: bool,
    shows_folders: bool,
}

impl Loader {
    fn sources(&self) -> anyhow::Result<Sources> {
        let found = self.served.find()?;
        let mut taken = HashSet::new();
        let archives = found.archives.iter().map(|own| {
            let short = own.short_name();
            let numbered = (2..).map(|number| format!("{short}-{number}"));
            let mut free = std::iter::once(short.clone()).chain(numbered);
            let name = free.find(|name| taken.insert(name.clone()));
            ArchiveSource {
                name: name.unwrap_or(short),
                folders: own.folders.clone(),
                store: own.store.clone(),
                search: own.settings.search.clone(),
                gives_files: self.gives_files || own.settings.serve_files,
                shows_folders: self.shows_folders,
            }
        });
        let archives: Vec<_> = archives.collect();
        let watches = found.watches.iter().map(|watch| {
            let own = archives.iter().filter(|own| watch.is_of(&own.name));
            NamedQuery {
                name: watch.name.clone(),
                query: watch.query.clone(),
                is_watch: true,
                archives: own.map(|own| own.name.clone()).collect(),
            }
        });
        let mut named: Vec<_> = watches.collect();
        let saved = SavedQueries::read(self.config.as_deref()).unwrap_or_default();
        let saved = saved.all().into_iter();
        let saved = saved.filter(|own| own.saved_in != SavedIn::Configuration);
        named.extend(saved.map(|own| NamedQuery {
            name: own.name.to_owned(),
            query: own.query.to_owned(),
            is_watch: false,
            archives: Vec::new(),
        }));
        Ok(Sources { archives, named })
    }
}

impl Load for Loader {
    fn load(&self) -> Result<Sources, String> {
        self.sources().map_err(|error| error.to_string())
    }

    fn mark(&self) -> u64 {
        self.served.mark(SavedQueries::own_file().as_deref())
    }
}
