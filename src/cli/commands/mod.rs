//! One file per subcommand: its help, its arguments, and what it does.
//!
//! A new subcommand is a file in this folder and two lines in this one: the module, and its row in the list, in the order
//! of `--help`. The doc comment of its arguments is its help.

mod browse;
mod config;
mod eval;
mod guide;
mod history;
mod index;
mod overview;
mod parse;
mod reindex;
mod repair;
mod search;
pub(super) mod serving;
mod status;
mod take;
mod verify;

use super::context::Context;
use super::exit::ExitStatus;
use clap::error::ErrorKind;
use clap::{ArgMatches, Args, FromArgMatches};

/// Makes the enum of the subcommands from their names and arguments. The derive macro of clap would define the arguments
/// of all of them for each command that runs, which takes a tenth of the time of a search.
macro_rules! commands {
    ($($name:ident($arguments:ty) = $typed:literal,)*) => {
        /// A subcommand with its arguments.
        #[derive(Debug)]
        pub(super) enum Command {
            $($name($arguments),)*
        }

        impl Command {
            /// Adds the subcommands to the definition of the program. If one is `wanted`, only that one has its
            /// arguments and help; the others are known by name.
            pub(super) fn define(program: clap::Command, wanted: Option<&str>) -> clap::Command {
                let wanted = wanted.filter(|wanted| [$($typed),*].contains(wanted));
                program.subcommand_required(true)$(.subcommand({
                    let command = clap::Command::new($typed);
                    if wanted.is_none_or(|wanted| wanted == $typed) {
                        <$arguments>::augment_args(command)
                    } else {
                        command
                    }
                }))*
            }

            /// The subcommand that was typed, with its arguments.
            pub(super) fn from_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
                match matches.subcommand() {
                    $(Some(($typed, own)) => <$arguments>::from_arg_matches(own).map(Self::$name),)*
                    _ => Err(clap::Error::new(ErrorKind::MissingSubcommand)),
                }
            }

            /// Runs the subcommand.
            pub(super) fn run(self, context: &Context) -> anyhow::Result<ExitStatus> {
                match self {
                    $(Self::$name(arguments) => arguments.run(context),)*
                }
            }
        }
    };
}

commands! {
    Index(index::IndexArgs) = "index",
    Search(search::SearchArgs) = "search",
    Browse(browse::BrowseArgs) = "browse",
    Show(take::show::ShowArgs) = "show",
    Copies(take::copies::CopiesArgs) = "copies",
    Cite(take::cite::CiteArgs) = "cite",
    Export(take::export::ExportArgs) = "export",
    Saved(take::saved::SavedArgs) = "saved",
    Mark(take::dossiers::mark::MarkArgs) = "mark",
    Unmark(take::dossiers::unmark::UnmarkArgs) = "unmark",
    Marks(take::dossiers::marks::MarksArgs) = "marks",
    Timeline(overview::timeline::TimelineArgs) = "timeline",
    Facets(overview::facets::FacetsArgs) = "facets",
    Kwic(overview::kwic::KwicArgs) = "kwic",
    Terms(overview::terms::TermsArgs) = "terms",
    Similar(overview::similar::SimilarArgs) = "similar",
    Eval(eval::EvalArgs) = "eval",
    Status(status::StatusArgs) = "status",
    Serve(serving::serve::ServeArgs) = "serve",
    Mcp(serving::mcp::McpArgs) = "mcp",
    Parse(parse::ParseArgs) = "parse",
    Reindex(reindex::ReindexArgs) = "reindex",
    Generations(history::generations::GenerationsArgs) = "generations",
    Rollback(history::rollback::RollbackArgs) = "rollback",
    Transfer(history::transfer::TransferArgs) = "transfer",
    Verify(verify::VerifyArgs) = "verify",
    Repair(repair::RepairArgs) = "repair",
    Config(config::ConfigArgs) = "config",
    Completions(guide::completions::CompletionsArgs) = "completions",
    Man(guide::man::ManArgs) = "man",
    Complete(guide::complete::CompleteArgs) = "complete",
}
