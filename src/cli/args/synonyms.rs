//! What a search finds besides the words that were typed: synonyms, and what was misread in print.
//!
//! Options of the command line are added to the settings of the archive.

use crate::cli::shell::quoted;
use crate::config::SearchSettings;
use clap::{Args, ValueHint};
use std::path::PathBuf;

/// Synonyms, in addition to those that the archive's configuration names.
#[derive(Debug, Args)]
pub(crate) struct SynonymArgs {
    /// Use the synonyms of a file too, one group per line (`ISIS, Daesh, Islamic State`; - for
    /// standard input); may be repeated
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    aliases: Vec<PathBuf>,

    /// Do not use the built-in synonyms for news English; without --aliases words are then searched
    /// for as typed
    #[arg(long)]
    no_aliases: bool,

    /// Whether words are also found as a program may have misread them in print [default: yes if at
    /// least a tenth of the articles are of pages that a program recognised, such as ALTO]
    #[arg(long, value_name = "yes|no", value_parser = yes_or_no)]
    ocr: Option<bool>,
}

impl SynonymArgs {
    /// Whether a file is standard input.
    pub(crate) fn reads_stdin(&self) -> bool {
        self.aliases.iter().any(|file| file.as_os_str() == "-")
    }

    /// The options as they were typed, each after a space, quoted for a shell.
    pub(crate) fn typed(&self) -> String {
        let mut typed = String::new();
        for file in &self.aliases {
            typed += " --aliases ";
            typed += &quoted(file);
        }
        if self.no_aliases {
            typed += " --no-aliases";
        }
        if let Some(ocr) = self.ocr {
            typed += if ocr { " --ocr yes" } else { " --ocr no" };
        }
        typed
    }

    /// Changes the archive's settings by what was typed.
    pub(crate) fn apply_to(&self, settings: &mut SearchSettings) {
        settings.synonym_files.extend(self.aliases.iter().cloned());
        settings.built_in_synonyms &= !self.no_aliases;
        settings.ocr = self.ocr.or(settings.ocr);
    }
}

fn yes_or_no(text: &str) -> Result<bool, String> {
    match text {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err("it is yes or no".to_owned()),
    }
}
