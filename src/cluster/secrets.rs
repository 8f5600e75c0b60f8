//! How to log in to a cluster, and whom to trust: from a TOML file, never from the configuration
//! itself.
//!
//! Nothing here is printed: [`Secrets`] shows no value of its own.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

/// The variable that names the file, if the configuration does not.
pub const VARIABLE: &str = "DATELINE_CLUSTER_SECRETS";

/// What a file of secrets says.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Secrets {
    user: Option<String>,
    password: Option<String>,
    api_key: Option<String>,
    /// A file with the certificates of authorities to trust instead of those of the system, in PEM.
    ca: Option<PathBuf>,
    /// A file with the client's certificates, in PEM.
    certificate: Option<PathBuf>,
    /// A file with its private key, in PEM.
    key: Option<PathBuf>,
}

impl fmt::Debug for Secrets {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Secrets")
    }
}

impl Secrets {
    /// Reads a file; without one, there are no secrets.
    ///
    /// # Errors
    /// What is wrong, as a sentence that has no secret in it.
    pub fn read(file: Option<&Path>) -> Result<Self, String> {
        let Some(file) = file else {
            return Ok(Self::default());
        };
        let shown = file.display();
        let text =
            fs::read_to_string(file).map_err(|error| format!("cannot read {shown}: {error}"))?;
        // The parser's own message would show the line, with the secret in it.
        let mut secrets: Self = toml::from_str(&text).map_err(|_| {
            format!(
                "{shown} cannot be read: allowed are user, password, api-key, ca, certificate and key, each a text"
            )
        })?;
        let folder = file.parent().unwrap_or(Path::new(""));
        let paths = [&mut secrets.ca, &mut secrets.certificate, &mut secrets.key];
        for path in paths.into_iter().flatten() {
            *path = folder.join(&*path);
        }
        if secrets.user.is_some() != secrets.password.is_some() {
            return Err(format!(
                "{shown} has one of user and password without the other"
            ));
        }
        if secrets.certificate.is_some() != secrets.key.is_some() {
            return Err(format!(
                "{shown} has one of certificate and key without the other"
            ));
        }
        Ok(secrets)
    }

    /// The header `Authorization`; `None` without a user and a key.
    pub(super) fn authorization(&self) -> Option<String> {
        if let Some(key) = &self.api_key {
            return Some(format!("ApiKey {key}"));
        }
        let both = format!("{}:{}", self.user.as_ref()?, self.password.as_ref()?);
        Some(format!("Basic {}", STANDARD.encode(both)))
    }

    /// The file of authorities.
    pub(super) fn ca(&self) -> Option<&Path> {
        self.ca.as_deref()
    }

    /// The files of the client's certificates and of its key.
    pub(super) fn client(&self) -> Option<(&Path, &Path)> {
        Some((self.certificate.as_deref()?, self.key.as_deref()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_secrets_is_never_shown() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("secrets.toml");
        fs::write(
            &file,
            "user = \"me\"\npassword = \"hush\"\nca = \"ca.pem\"\n",
        )
        .unwrap();
        let secrets = Secrets::read(Some(&file)).unwrap();
        assert_eq!(secrets.authorization().unwrap(), "Basic bWU6aHVzaA==");
        assert_eq!(secrets.ca().unwrap(), folder.path().join("ca.pem"));
        assert!(!format!("{secrets:?}").contains("hush"));
        for broken in ["password = hush", "passwort = \"hush\"", "user = \"hush\""] {
            fs::write(&file, broken).unwrap();
            let error = Secrets::read(Some(&file)).unwrap_err();
            assert!(!error.contains("hush"), "{error}");
        }
    }
}
