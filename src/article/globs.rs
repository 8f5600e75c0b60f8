//! Globs of `--include`, `--exclude` and `--format-of`.
//!
//! They are compared with paths as text, in the style of `.gitignore`; no file is opened. An accented
//! letter is one, whether its accent is a character of its own, as in names from macOS, or not.

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use std::path::Path;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// A set of globs over paths below the archive's folder. `*` stops at `/`, `**` does not. A glob
/// without `/` matches a name at any depth, as in `.gitignore`.
#[derive(Debug, Clone)]
pub struct PathGlobs(GlobSet);

/// A glob with an invalid pattern.
#[derive(Debug, thiserror::Error)]
#[error("the glob `{glob}` is invalid")]
pub struct GlobError {
    glob: String,
    source: globset::Error,
}

impl PathGlobs {
    /// Compiles globs.
    ///
    /// # Errors
    /// The first invalid glob.
    pub fn new(globs: &[String]) -> Result<Self, GlobError> {
        let mut set = GlobSetBuilder::new();
        let error = |glob: &str, source| GlobError {
            glob: glob.to_owned(),
            source,
        };
        for glob in globs {
            let glob = glob.trim_start_matches("./");
            let anchored = match glob.trim_end_matches('/') {
                bare if bare.contains('/') => bare.trim_start_matches('/').to_owned(),
                bare => format!("**/{bare}"),
            };
            let compiled = GlobBuilder::new(&anchored.nfc().collect::<String>())
                .literal_separator(true)
                .build()
                .map_err(|source| error(glob, source))?;
            set.add(compiled);
        }
        let set = set.build().map_err(|source| error("", source))?;
        Ok(Self(set))
    }

    /// Whether the set is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether one of the globs matches this path.
    #[must_use]
    pub fn matches(&self, path: &Path) -> bool {
        match path.to_str() {
            Some(text) if !is_nfc(text) => self.0.is_match(text.nfc().collect::<String>()),
            _ => self.0.is_match(path),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_glob_without_a_slash_matches_a_name_at_any_depth() {
        for (glob, path, expected) in [
            ("*.txt", "a.txt", true),
            ("*.txt", "a/b/c.txt", true),
            ("drafts", "a/drafts", true),
            ("drafts/", "drafts", true),
            ("a/*.txt", "a/b.txt", true),
            ("a/*.txt", "x/a/b.txt", false),
            ("a/*.txt", "a/b/c.txt", false),
            ("a/**/*.txt", "a/b/c.txt", true),
            ("/a.txt", "a.txt", true),
            ("./a.txt", "a.txt", true),
            ("/a.txt", "b/a.txt", false),
            ("*.{txt,md}", "x.md", true),
            ("r\u{e9}sum\u{e9}.*", "a/re\u{301}sume\u{301}.txt", true),
            ("re\u{301}sume\u{301}.*", "a/r\u{e9}sum\u{e9}.txt", true),
            ("resume.*", "re\u{301}sume\u{301}.txt", false),
        ] {
            let globs = PathGlobs::new(&[glob.to_owned()]).unwrap();
            assert_eq!(globs.matches(Path::new(path)), expected, "{glob} on {path}");
        }
    }

    #[test]
    fn the_error_names_the_invalid_glob() {
        let error = PathGlobs::new(&["a[".to_owned()]).unwrap_err();
        assert!(error.to_string().contains("`a[`"));
    }
}
