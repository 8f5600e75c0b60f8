//! Which files are taken and how they are read: the options that `index` and `parse` share.

use crate::cli::args::size;
use crate::cli::failure::Misuse;
use crate::article::spelling::DayOrder;
use crate::article::{DateSource, PathGlobs};
use crate::formats::{FieldMap, FieldMapError, FormatOf};
use crate::index::Settings;
use bytesize::ByteSize;
use clap::Args as ClapArgs;

/// Which files are taken, and how they are read.
#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct SourceArgs {
    /// Take only files that a glob means; `*.txt` at any depth, `wire/**` below the folder
    #[arg(long, value_name = "GLOB")]
    pub(in crate::cli) include: Vec<String>,

    /// Pass over files and folders that a glob means
    #[arg(long, value_name = "GLOB")]
    pub(in crate::cli) exclude: Vec<String>,

    /// Follow symbolic links
    #[arg(long)]
    pub(in crate::cli) follow: bool,

    /// Read 03/04/2021 as 3 April; the default
    #[arg(long, conflicts_with = "month_first")]
    pub(in crate::cli) day_first: bool,

    /// Read 03/04/2021 as March 4
    #[arg(long)]
    pub(in crate::cli) month_first: bool,

    /// Have files that a glob means read by a reader, whatever they look like: '*.dat=text'; of
    /// several the first that fits
    #[arg(long, value_name = "GLOB=READER", allow_hyphen_values = true)]
    pub(in crate::cli) format_of: Vec<String>,

    /// Take dates from these sources alone, the first that has one: path,dateline
    #[arg(long, value_name = "SOURCE,…", value_delimiter = ',', value_parser = date_source)]
    pub(in crate::cli) date_from: Vec<DateSource>,

    /// Look for a field of records (JSON, CSV, front matter) under another name first:
    /// headline=kop,body=inhoud.tekst|samenvatting
    #[arg(long, value_name = "FIELD=NAME,…", value_parser = field_map)]
    pub(in crate::cli) field_map: Vec<FieldMap>,

    /// The largest file that is one article, 64MiB by default; a larger one is named and not
    /// read. Files of many articles may have any size
    #[arg(long, value_name = "SIZE", value_parser = size)]
    pub(in crate::cli) max_file_size: Option<ByteSize>,
}

impl SourceArgs {
    /// What an index records of them.
    ///
    /// # Errors
    /// If a glob or a reader's name cannot be read.
    pub(in crate::cli) fn into_settings(self) -> anyhow::Result<Settings> {
        let mut settings = Settings::default();
        self.apply_to(&mut settings)?;
        Ok(settings)
    }

    /// Changes settings by what was typed; the rest of them holds.
    ///
    /// # Errors
    /// If a glob or a reader's name cannot be read.
    pub(in crate::cli) fn apply_to(self, settings: &mut Settings) -> anyhow::Result<()> {
        let misuse = |error: &dyn std::error::Error| {
            Misuse::error(error.to_string(), "see dateline index --help")
        };
        for globs in [&self.include, &self.exclude] {
            PathGlobs::new(globs).map_err(|error| misuse(&error))?;
        }
        FormatOf::new(&self.format_of).map_err(|error| misuse(&error))?;
        replace(&mut settings.include, self.include);
        replace(&mut settings.exclude, self.exclude);
        replace(&mut settings.format_of, self.format_of);
        replace(&mut settings.date_from, self.date_from);
        settings.follow |= self.follow;
        if self.month_first {
            settings.day_order = DayOrder::MonthFirst;
        } else if self.day_first {
            settings.day_order = DayOrder::DayFirst;
        }
        if let Some(size) = self.max_file_size {
            settings.max_file_size = Some(size.0);
        }
        if !self.field_map.is_empty() {
            settings.field_map = field_maps(&self.field_map);
        }
        Ok(())
    }
}

/// Puts what was typed in the place of what is set, if anything was.
fn replace<T>(set: &mut Vec<T>, typed: Vec<T>) {
    if !typed.is_empty() {
        *set = typed;
    }
}

/// Several field maps as one.
fn field_maps(maps: &[FieldMap]) -> String {
    let maps: Vec<_> = maps.iter().map(FieldMap::to_string).collect();
    maps.join(",")
}

fn field_map(text: &str) -> Result<FieldMap, String> {
    text.parse()
        .map_err(|error: FieldMapError| error.to_string())
}

fn date_source(name: &str) -> Result<DateSource, String> {
    DateSource::from_name(name).ok_or_else(|| {
        let names = DateSource::ALL.map(DateSource::as_str).join(", ");
        format!("the sources are {names}")
    })
}
