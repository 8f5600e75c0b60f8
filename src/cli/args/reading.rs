//! Which files are read, and how: the options that `index` and `parse` share.
//!
//! They change the settings of the archive, which the index records. The same settings are keys of `dateline.toml`
//! (`config/settings.rs`).

use super::values::article_size;
use crate::article::spelling::DayOrder;
use crate::article::{DateSource, Kinds, PathGlobs};
use crate::cli::misuse::Misuse;
use crate::formats::{FieldMap, FieldMapError, FormatOf};
use crate::index::Settings;
use bytesize::ByteSize;
use clap::Args;
use std::error::Error;

/// Which files are read, and how.
#[derive(Debug, Args)]
pub(crate) struct ReadingArgs {
    /// Read only files that match a glob: `*.txt` at any depth, `wire/**` in that folder; may be
    /// repeated
    #[arg(long, value_name = "GLOB")]
    include: Vec<String>,

    /// Skip files and folders that match a glob; may be repeated
    #[arg(long, value_name = "GLOB")]
    exclude: Vec<String>,

    /// Follow symbolic links
    #[arg(long)]
    follow: bool,

    /// Read 03/04/2021 as 3 April; the default
    #[arg(long, conflicts_with = "month_first")]
    day_first: bool,

    /// Read 03/04/2021 as March 4
    #[arg(long)]
    month_first: bool,

    /// Use this reader for files that match a glob, whatever their content: '*.dat=text'; may be
    /// repeated, the first match counts
    #[arg(long, value_name = "GLOB=READER", allow_hyphen_values = true)]
    format_of: Vec<String>,

    /// Take dates from these sources only, the first that has one: path,dateline
    #[arg(long, value_name = "SOURCE,…", value_delimiter = ',', value_parser = date_source)]
    date_from: Vec<DateSource>,

    /// Look for a field of records (JSON, CSV, front matter) under these names first:
    /// headline=kop,body=inhoud.tekst|samenvatting
    #[arg(long, value_name = "FIELD=NAME,…", value_parser = field_map)]
    field_map: Vec<FieldMap>,

    /// Read only these kinds of articles, where a source names them: article,letter,obituary; all
    /// for every kind [default: all but advertisement and contents]
    #[arg(long, value_name = "KIND,…", value_delimiter = ',', value_parser = kind)]
    kinds: Vec<String>,

    /// The largest file that is one article; a larger one is reported and not read. Files of many
    /// articles may have any size [default: 64MiB]
    #[arg(long, value_name = "SIZE", value_parser = article_size)]
    max_file_size: Option<ByteSize>,
}

impl ReadingArgs {
    /// The settings that they give.
    ///
    /// # Errors
    /// As [`Self::apply_to`].
    pub(crate) fn into_settings(self) -> anyhow::Result<Settings> {
        let mut settings = Settings::default();
        self.apply_to(&mut settings)?;
        Ok(settings)
    }

    /// Changes settings by what was typed; the others stay.
    ///
    /// # Errors
    /// If a glob is wrong or a reader is unknown.
    pub(crate) fn apply_to(self, settings: &mut Settings) -> anyhow::Result<()> {
        let misuse = |error: &dyn Error| {
            let cause = error.source().map(|cause| format!(": {cause}"));
            let message = format!("{error}{}", cause.unwrap_or_default());
            Misuse::error(message, "see dateline index --help")
        };
        for globs in [&self.include, &self.exclude] {
            PathGlobs::new(globs).map_err(|error| misuse(&error))?;
        }
        FormatOf::new(&self.format_of).map_err(|error| misuse(&error))?;
        if let Some(order) = self.day_order() {
            settings.day_order = order;
        }
        replace(&mut settings.include, self.include);
        replace(&mut settings.exclude, self.exclude);
        replace(&mut settings.format_of, self.format_of);
        replace(&mut settings.date_from, self.date_from);
        if !self.kinds.is_empty() {
            settings.kinds = Kinds::named(&self.kinds).map_err(|error| misuse(&error))?;
        }
        settings.follow |= self.follow;
        if let Some(size) = self.max_file_size {
            settings.max_file_size = Some(size.0);
        }
        if !self.field_map.is_empty() {
            let maps: Vec<_> = self.field_map.iter().map(FieldMap::to_string).collect();
            settings.field_map = maps.join(",");
        }
        Ok(())
    }

    /// The order of day and month that was asked for; the two options exclude each other.
    fn day_order(&self) -> Option<DayOrder> {
        match (self.day_first, self.month_first) {
            (_, true) => Some(DayOrder::MonthFirst),
            (true, false) => Some(DayOrder::DayFirst),
            (false, false) => None,
        }
    }
}

/// Replaces a setting by what was typed, if anything was.
fn replace<T>(set: &mut Vec<T>, typed: Vec<T>) {
    if !typed.is_empty() {
        *set = typed;
    }
}

fn field_map(text: &str) -> Result<FieldMap, String> {
    text.parse()
        .map_err(|error: FieldMapError| error.to_string())
}

fn kind(name: &str) -> Result<String, String> {
    let kinds = Kinds::named(&[name.to_owned()]);
    kinds.map_or_else(|error| Err(error.to_string()), |_| Ok(name.to_owned()))
}

fn date_source(name: &str) -> Result<DateSource, String> {
    DateSource::from_name(name).ok_or_else(|| {
        let names = DateSource::names().join(", ");
        format!("the sources are {names}")
    })
}
