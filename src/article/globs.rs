//! Globs of `--include`, `--exclude` and `--format-of`.
//!
//! They are compared with paths as text, in the style of `.gitignore`; no file is opened.

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use std::path::Path;

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
            let compiled = GlobBuilder::new(&anchored)
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
        self.0.is_match(path)
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
