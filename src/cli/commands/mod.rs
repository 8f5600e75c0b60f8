//! One file per subcommand: its help, its arguments, and what it does.
//!
//! A new subcommand is a file in this folder and three lines in this one: the module, the variant, which is its place in
//! the list of `--help`, and the line that runs it. The doc comment of its arguments is its help.

mod config;
mod eval;
mod generations;
mod guide;
mod index;
mod overview;
mod parse;
mod reindex;
mod repair;
mod rollback;
mod search;
mod status;
mod take;
mod verify;

use super::context::Context;
use super::exit::ExitStatus;
use clap::Subcommand;

/// A subcommand with its arguments.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Index(index::IndexArgs),
    Search(search::SearchArgs),
    Show(take::show::ShowArgs),
    Copies(take::copies::CopiesArgs),
    Cite(take::cite::CiteArgs),
    Export(take::export::ExportArgs),
    Saved(take::saved::SavedArgs),
    Timeline(overview::timeline::TimelineArgs),
    Facets(overview::facets::FacetsArgs),
    Kwic(overview::kwic::KwicArgs),
    Terms(overview::terms::TermsArgs),
    Similar(overview::similar::SimilarArgs),
    Eval(eval::EvalArgs),
    Status(status::StatusArgs),
    Parse(parse::ParseArgs),
    Reindex(reindex::ReindexArgs),
    Generations(generations::GenerationsArgs),
    Rollback(rollback::RollbackArgs),
    Verify(verify::VerifyArgs),
    Repair(repair::RepairArgs),
    Config(config::ConfigArgs),
    Completions(guide::completions::CompletionsArgs),
    Man(guide::man::ManArgs),
    #[command(hide = true)]
    Complete(guide::complete::CompleteArgs),
}

impl Command {
    /// Runs the subcommand.
    pub(super) fn run(self, context: &Context) -> anyhow::Result<ExitStatus> {
        match self {
            Self::Index(args) => args.run(context),
            Self::Search(args) => args.run(context),
            Self::Show(args) => args.run(context),
            Self::Copies(args) => args.run(context),
            Self::Cite(args) => args.run(context),
            Self::Export(args) => args.run(context),
            Self::Saved(args) => args.run(context),
            Self::Timeline(args) => args.run(context),
            Self::Facets(args) => args.run(context),
            Self::Kwic(args) => args.run(context),
            Self::Terms(args) => args.run(context),
            Self::Similar(args) => args.run(context),
            Self::Eval(args) => args.run(context),
            Self::Status(args) => args.run(context),
            Self::Parse(args) => args.run(),
            Self::Reindex(args) => args.run(context),
            Self::Generations(args) => args.run(context),
            Self::Rollback(args) => args.run(context),
            Self::Verify(args) => args.run(context),
            Self::Repair(args) => args.run(context),
            Self::Config(args) => args.run(context),
            Self::Completions(args) => args.run(context),
            Self::Complete(args) => Ok(args.run(context)),
            Self::Man(args) => args.run(context),
        }
    }
}
