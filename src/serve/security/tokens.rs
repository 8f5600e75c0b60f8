//! The tokens and passwords of a server: a file with one a line.
//!
//! Only their hashes are kept. `blake3::Hash` compares in constant time.

use crate::platform;
use blake3::Hash;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The shortest token, in characters.
const SHORTEST: usize = 8;

/// The largest file, in bytes.
const LARGEST: u64 = 1 << 20;

/// The tokens and passwords that a server takes.
#[derive(Clone)]
pub struct Tokens(Vec<Hash>);

/// Prints how many there are.
impl std::fmt::Debug for Tokens {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} tokens", self.0.len())
    }
}

/// Why a file of tokens cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TokensError {
    /// It cannot be read.
    #[error("cannot read {}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Other users may read it.
    #[error("{} can be read by other users of this system", .0.display())]
    Open(PathBuf),
    /// It has no token.
    #[error("{} has no token", .0.display())]
    Empty(PathBuf),
    /// A token is too short.
    #[error("line {line} of {} is shorter than {SHORTEST} characters", path.display())]
    Short {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
    },
}

impl Tokens {
    /// Reads a file with a token or password on each line. Empty lines, and lines that start with
    /// `#`, are left out.
    ///
    /// # Errors
    /// If it cannot be read, other users can read it, or a token is too short.
    pub fn read(path: &Path) -> Result<Self, TokensError> {
        let failed = |source| TokensError::Io {
            path: path.to_owned(),
            source,
        };
        let file = File::open(path).map_err(failed)?;
        let metadata = file.metadata().map_err(failed)?;
        if !metadata.is_file() {
            let source = io::Error::new(io::ErrorKind::InvalidInput, "it is no file");
            return Err(failed(source));
        }
        let rights = platform::rights_of(&metadata);
        if rights.is_some_and(|rights| rights.mode & 0o077 != 0) {
            return Err(TokensError::Open(path.to_owned()));
        }
        let mut text = String::new();
        file.take(LARGEST)
            .read_to_string(&mut text)
            .map_err(failed)?;
        let mut tokens = Vec::new();
        for (line, token) in (1..).zip(text.lines()) {
            let token = token.trim();
            if token.is_empty() || token.starts_with('#') {
                continue;
            }
            if token.chars().count() < SHORTEST {
                let path = path.to_owned();
                return Err(TokensError::Short { path, line });
            }
            tokens.push(blake3::hash(token.as_bytes()));
        }
        if tokens.is_empty() {
            return Err(TokensError::Empty(path.to_owned()));
        }
        Ok(Self(tokens))
    }

    /// Whether a token is one of them. All are compared, whichever it is.
    pub(in crate::serve) fn has(&self, token: &str) -> bool {
        let given = blake3::hash(token.as_bytes());
        let mut is_one = false;
        for own in &self.0 {
            is_one |= *own == given;
        }
        is_one
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn a_file_of_tokens_is_secret_and_has_long_ones() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("tokens");
        let read = |text: &str, mode| {
            fs::write(&file, text).unwrap();
            fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
            Tokens::read(&file)
        };
        let tokens = read("# who\n\nlong-enough-1\nlong-enough-2\n", 0o600).unwrap();
        assert!(tokens.has("long-enough-2"));
        assert!(!tokens.has("long-enough-") && !tokens.has("") && !tokens.has("# who"));
        assert!(matches!(
            read("long-enough-1", 0o640),
            Err(TokensError::Open(_))
        ));
        assert!(matches!(
            read("# only\n", 0o600),
            Err(TokensError::Empty(_))
        ));
        assert!(matches!(
            read("a\n", 0o600),
            Err(TokensError::Short { line: 1, .. })
        ));
    }
}
