//! `dateline saved`: lists, shows and removes saved queries.
//!
//! `searching` reads and writes their file. `dateline search --save` saves one.

use crate::article::Published;
use crate::cli::args::RecordFormat;
use crate::cli::context::Context;
use crate::cli::exit::ExitStatus;
use crate::cli::output::stream;
use crate::cli::searching::{SavedIn, SavedQueries, none_of_name};
use crate::present::{date_for_people, for_terminal, json_line};
use clap::{Args, Subcommand};

/// List saved queries, show one or remove one
#[derive(Debug, Args)]
#[command(after_help = "\
Saved queries stand in a file of your own (saved-queries.json in DATELINE_STATE, else in the folder of
configurations). Watches of dateline.toml have names too; they come first and are not changed.")]
pub(crate) struct SavedArgs {
    #[command(subcommand)]
    action: Option<Action>,

    /// How to print the list
    #[arg(long, value_enum, default_value = "text")]
    format: RecordFormat,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Print the query of a name
    Show {
        /// The name
        name: String,
    },
    /// Remove a saved query
    Remove {
        /// The name
        name: String,
    },
}

impl SavedArgs {
    pub(in crate::cli::commands) fn run(self, context: &Context) -> anyhow::Result<ExitStatus> {
        match &self.action {
            None => self.list(context)?,
            Some(Action::Show { name }) => {
                let saved = SavedQueries::read(context.config())?;
                let query = saved.query(name).ok_or_else(|| none_of_name(name))?;
                stream::write_plain(|out| writeln!(out, "{}", for_terminal(query)))?;
            }
            Some(Action::Remove { name }) => {
                let query = SavedQueries::remove(name, context.config())?;
                let note = format!("removed {name}, which was: {query}");
                stream::say("note", &for_terminal(&note));
            }
        }
        Ok(ExitStatus::Success)
    }

    fn list(&self, context: &Context) -> anyhow::Result<()> {
        let saved = SavedQueries::read(context.config())?;
        let all = saved.all();
        if all.is_empty() && self.format == RecordFormat::Text {
            stream::say(
                "note",
                "no query is saved; to save one, add --save NAME to a search",
            );
        }
        let longest = all.iter().map(|own| own.name.chars().count()).max();
        let longest = longest.unwrap_or_default();
        stream::write_plain(|out| {
            all.iter().try_for_each(|own| {
                let (saved_in, day) = match own.saved_in {
                    SavedIn::Configuration => ("configuration", None),
                    SavedIn::OwnFile(day) => ("own-file", Some(day)),
                };
                match self.format {
                    RecordFormat::Text => {
                        let place = match day.and_then(Published::day) {
                            Some(day) => format!("saved {}", date_for_people(&day)),
                            None => "dateline.toml".to_owned(),
                        };
                        let (name, query) = (for_terminal(own.name), for_terminal(own.query));
                        writeln!(out, "{name:longest$}  {query}  ({place})")
                    }
                    RecordFormat::Json => {
                        let day = day.map(|day| day.to_string());
                        let texts = [
                            ("name", Some(own.name)),
                            ("query", Some(own.query)),
                            ("saved_in", Some(saved_in)),
                            ("saved", day.as_deref()),
                        ];
                        json_line(&texts, out)
                    }
                }
            })
        })?;
        Ok(())
    }
}
