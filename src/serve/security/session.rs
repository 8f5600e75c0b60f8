//! Sessions of browsers: a cookie that says until when it is valid, signed with a key of this run.
//!
//! Nothing is stored. When the server starts again its key is another one, and readers log in again.

use super::tokens::Tokens;
use crate::serve::error::ServeError;
use axum::http::{HeaderMap, header};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The name of the cookie.
const COOKIE: &str = "dateline-session";

/// How long a session lasts.
const LIFE: Duration = Duration::from_hours(12);

/// Knows who may ask.
pub(in crate::serve) struct Gate {
    tokens: Tokens,
    key: [u8; 32],
}

impl Gate {
    /// A gate for the holders of these tokens, with a new key.
    pub(in crate::serve) fn new(tokens: Tokens) -> Result<Self, ServeError> {
        let mut key = [0; 32];
        getrandom::fill(&mut key).map_err(|_| ServeError::Random)?;
        Ok(Self { tokens, key })
    }

    /// Whether a request comes from somebody who may ask: by its cookie, or by a token in
    /// `Authorization` (`Bearer`, or `Basic` with any name).
    pub(in crate::serve) fn lets_in(&self, headers: &HeaderMap) -> bool {
        let cookies = headers.get_all(header::COOKIE).iter();
        let cookies = cookies.filter_map(|own| own.to_str().ok());
        let mut pairs = cookies.flat_map(|own| own.split(';'));
        let is_known = pairs.any(|pair| match pair.trim().split_once('=') {
            Some((COOKIE, value)) => self.is_valid(value, now()),
            _ => false,
        });
        let authorization = headers.get(header::AUTHORIZATION);
        is_known
            || authorization
                .and_then(|own| own.to_str().ok())
                .and_then(token_in)
                .is_some_and(|token| self.tokens.has(&token))
    }

    /// The cookie for who gave a token; `None` if it is none. `is_secure`: the reader's browser came
    /// by HTTPS.
    pub(in crate::serve) fn cookie(&self, token: &str, is_secure: bool) -> Option<String> {
        self.tokens.has(token).then(|| {
            let until = now() + LIFE.as_secs();
            let value = format!("{until}.{}", self.signature(until));
            cookie(&value, LIFE.as_secs(), is_secure)
        })
    }

    /// The cookie that ends a session.
    pub(in crate::serve) fn farewell() -> String {
        cookie("", 0, false)
    }

    fn is_valid(&self, value: &str, now: u64) -> bool {
        let Some((until, signature)) = value.split_once('.') else {
            return false;
        };
        let Ok(until) = until.parse::<u64>() else {
            return false;
        };
        // `blake3::Hash` compares in constant time.
        let is_own =
            blake3::Hash::from_hex(signature).is_ok_and(|given| given == self.signature(until));
        is_own && now < until
    }

    fn signature(&self, until: u64) -> blake3::Hash {
        blake3::keyed_hash(&self.key, &until.to_le_bytes())
    }
}

fn cookie(value: &str, seconds: u64, is_secure: bool) -> String {
    let secure = if is_secure { "; Secure" } else { "" };
    format!("{COOKIE}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}")
}

fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.unwrap_or_default().as_secs()
}

/// The token in a value of `Authorization`.
fn token_in(value: &str) -> Option<String> {
    let (scheme, rest) = value.split_once(' ')?;
    if scheme.eq_ignore_ascii_case("bearer") {
        return Some(rest.trim().to_owned());
    }
    if scheme.eq_ignore_ascii_case("basic") {
        let bytes = STANDARD.decode(rest.trim()).ok()?;
        let text = String::from_utf8(bytes).ok()?;
        return text
            .split_once(':')
            .map(|(_, password)| password.to_owned());
    }
    None
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    fn gate() -> Gate {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("tokens");
        fs::write(&file, "open sesame\n").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
        Gate::new(Tokens::read(&file).unwrap()).unwrap()
    }

    fn with(name: header::HeaderName, value: &str) -> HeaderMap {
        HeaderMap::from_iter([(name, value.parse().unwrap())])
    }

    #[test]
    fn a_cookie_is_valid_until_its_end_and_for_this_run() {
        let gate = gate();
        assert_eq!(gate.cookie("open barley", false), None);
        let cookie = gate.cookie("open sesame", false).unwrap();
        assert!(cookie.contains("; HttpOnly; SameSite=Strict"), "{cookie}");
        let value = cookie.split(['=', ';']).nth(1).unwrap();
        assert!(gate.lets_in(&with(header::COOKIE, &format!("a=b; {COOKIE}={value}"))));
        assert!(!super::tests::gate().is_valid(value, now()));
        let (until, signature) = value.split_once('.').unwrap();
        let until: u64 = until.parse().unwrap();
        assert!(gate.is_valid(value, until - 1) && !gate.is_valid(value, until));
        assert!(!gate.is_valid(&format!("{}.{signature}", until + 1), now()));
        for wrong in ["", ".", "1.", "x.y"] {
            assert!(!gate.is_valid(wrong, now()), "{wrong}");
        }
    }

    #[test]
    fn a_token_is_read_from_authorization() {
        let gate = gate();
        for (value, is_let_in) in [
            ("Bearer open sesame", true),
            ("bearer open sesame", true),
            ("Basic bWFyYTpvcGVuIHNlc2FtZQ==", true),
            ("Basic bWFyYTpvcGVu", false),
            ("Basic !!!", false),
            ("Bearer open", false),
            ("open sesame", false),
        ] {
            let headers = with(header::AUTHORIZATION, value);
            assert_eq!(gate.lets_in(&headers), is_let_in, "{value}");
        }
        assert!(!gate.lets_in(&HeaderMap::new()));
    }
}
