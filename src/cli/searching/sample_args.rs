//! A random sample of what matches, as it is typed.
//!
//! `query::Sample` has how articles are drawn.

use super::facets::facet_values;
use crate::cli::args::number;
use crate::cli::output::stream;
use crate::present::{counted, grouped};
use crate::query::facet_named;
use crate::query::{FACETS, Period, Sample, Stratum};
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use strum::VariantNames;

/// A random sample.
#[derive(Debug, Args)]
pub(crate) struct SampleArgs {
    /// Draw so many of all matches at random: the same ones for the same archive, seed and query
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    sample: Option<u32>,

    /// Another number draws other articles; with --sample
    #[arg(long, value_name = "NUMBER", default_value_t = 1, value_parser = number::<u64>, requires = "sample")]
    seed: u64,

    /// Draw so many of each source, month …; with --sample
    #[arg(long, value_name = "FIELD", requires = "sample", value_parser = stratum())]
    per: Option<Stratum>,
}

/// Takes the name of a period or of a field whose values are counted.
fn stratum() -> impl TypedValueParser<Value = Stratum> {
    let periods = Period::VARIANTS
        .iter()
        .map(|name| PossibleValue::new(*name));
    PossibleValuesParser::new(facet_values(false).chain(periods)).map(|name| match name.parse() {
        Ok(period) => Stratum::Period(period),
        Err(_) => Stratum::Field(facet_named(&name).unwrap_or(FACETS[0])),
    })
}

impl SampleArgs {
    /// What is drawn, if something is.
    pub(crate) fn sample(&self) -> Option<Sample> {
        Some(Sample {
            size: self.sample?.try_into().unwrap_or(usize::MAX),
            seed: self.seed,
            per: self.per.clone(),
        })
    }

    /// Says how many of how many articles were drawn.
    pub(crate) fn say(&self, drawn: u64, total: u64) {
        if self.sample.is_some() {
            let (drawn, total) = (grouped(drawn), counted(total, "article"));
            let note = format!("a random sample: {drawn} of {total}, seed {}", self.seed);
            stream::say("note", &note);
        }
    }
}
