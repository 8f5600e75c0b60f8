//! The readers that a person names for files, by glob.
//!
//! A rule `GLOB=READER` wins over the content of a file.

use super::table::READERS;
use crate::article::{ArchivePath, GlobError, PathGlobs};
use crate::formats::options::FormatOf;
use crate::formats::reader::ArticleReader;

/// A rule `GLOB=READER` that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum FormatRuleError {
    /// There is no `=` in it.
    #[error("`{0}` is not GLOB=READER, as in '*.dat=text'")]
    NoReader(String),
    /// No reader has that name.
    #[error("unknown reader `{0}`; the readers are {names}", names = reader_names())]
    UnknownReader(String),
    /// The glob cannot be read.
    #[error(transparent)]
    Glob(#[from] GlobError),
}

impl FormatOf {
    /// Reads rules `GLOB=READER`. Of two rules that match a file the first one counts.
    ///
    /// # Errors
    /// The first rule that cannot be read.
    pub fn new(rules: &[String]) -> Result<Self, FormatRuleError> {
        let rule = |rule: &String| {
            let (glob, name) = rule
                .rsplit_once('=')
                .ok_or_else(|| FormatRuleError::NoReader(rule.clone()))?;
            let reader = READERS
                .iter()
                .find(|reader| reader.name() == name)
                .ok_or_else(|| FormatRuleError::UnknownReader(name.to_owned()))?;
            Ok((PathGlobs::new(&[glob.to_owned()])?, reader.name()))
        };
        rules.iter().map(rule).collect::<Result<_, _>>().map(Self)
    }
}

/// The reader that was named for this file, if one was.
pub(in crate::formats) fn reader_named_for(
    path: &ArchivePath,
    formats: &FormatOf,
) -> Option<&'static dyn ArticleReader> {
    if formats.0.is_empty() {
        return None;
    }
    let path = path.to_relative();
    let (_, name) = formats.0.iter().find(|(globs, _)| globs.matches(&path))?;
    READERS
        .iter()
        .find(|reader| reader.name() == *name)
        .copied()
}

/// The readers' names, for messages.
fn reader_names() -> String {
    let names: Vec<_> = READERS
        .iter()
        .map(|reader| format!("`{}`", reader.name()))
        .collect();
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_rule_that_matches_a_file_names_its_reader() {
        let rules = ["wire/*.dat=json-lines", "*.dat=text"].map(str::to_owned);
        let formats = FormatOf::new(&rules).unwrap();
        for (path, reader) in [
            ("wire/a.dat", Some("json-lines")),
            ("other/a.dat", Some("text")),
            ("a.zip/x/y.dat", Some("text")),
            ("a.txt", None),
        ] {
            let found = reader_named_for(&ArchivePath::from_stored(path), &formats);
            assert_eq!(found.map(ArticleReader::name), reader, "{path}");
        }
    }

    #[test]
    fn a_rule_that_cannot_be_read_is_named() {
        for (rule, said) in [
            ("*.dat", "`*.dat` is not GLOB=READER"),
            ("*.dat=pdf", "unknown reader `pdf`; the readers are `"),
            ("a[=text", "the glob `a[`"),
        ] {
            let error = FormatOf::new(&[rule.to_owned()]).unwrap_err();
            assert!(error.to_string().contains(said), "{error}");
        }
    }
}
