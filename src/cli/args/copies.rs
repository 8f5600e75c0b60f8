//! `--copies` and `--versions`: how a list of hits shows copies of one text.

use crate::query::{Copies, Folding};
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use strum::VariantNames;

/// How many copies of a hit are named to people.
const NAMED: usize = 2;

/// How copies are shown.
#[derive(Debug, Args)]
pub(crate) struct CopiesArgs {
    /// Copies of one text: `group` shows each family once, as the earliest that matches; `show` shows
    /// every article; `only` shows only what has copies
    #[arg(long, value_name = "HOW", default_value = "group", value_parser = how())]
    copies: Copies,

    /// Show all versions of an article, not the newest alone
    #[arg(long)]
    versions: bool,
}

fn how() -> impl TypedValueParser<Value = Copies> {
    PossibleValuesParser::new(Copies::VARIANTS)
        .map(|name| name.parse().expect("the parser takes these names only"))
}

impl CopiesArgs {
    /// What a list of hits shows; `for_people` says whether copies are named.
    pub(crate) fn folding(&self, for_people: bool) -> Folding {
        Folding {
            copies: self.copies,
            versions: self.versions,
            named: if for_people { NAMED } else { 0 },
        }
    }

    /// The options as they were typed, each after a space.
    pub(crate) fn typed(&self) -> String {
        let mut typed = String::new();
        if self.copies != Copies::default() {
            typed.push_str(" --copies ");
            typed.push_str(self.copies.into());
        }
        if self.versions {
            typed.push_str(" --versions");
        }
        typed
    }
}
