//! The names by which a server may be asked.
//!
//! A page elsewhere can make a browser ask this server by a name of its own that resolves to this
//! machine (DNS rebinding). It cannot do so by an address in numbers or by `localhost`.

use axum::http::HeaderMap;
use axum::http::header::HOST;
use std::net::IpAddr;

/// The names by which a server may be asked.
#[derive(Debug, Clone)]
pub(in crate::serve) struct Hosts(Vec<String>);

impl Hosts {
    /// These names, next to `localhost` and addresses in numbers.
    pub(in crate::serve) fn new(names: &[String]) -> Self {
        Self(names.iter().map(|name| name.to_ascii_lowercase()).collect())
    }

    /// Whether the only `Host` of a request is one of them. Its port may be any: it can be that of a
    /// proxy.
    pub(in crate::serve) fn allow(&self, headers: &HeaderMap) -> bool {
        let mut all = headers.get_all(HOST).iter();
        let (Some(host), None) = (all.next(), all.next()) else {
            return false;
        };
        host.to_str().is_ok_and(|host| self.has(host))
    }

    fn has(&self, host: &str) -> bool {
        let name = without_port(&host.to_ascii_lowercase()).to_owned();
        let inner = name
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'));
        let is_number = inner.unwrap_or(&name).parse::<IpAddr>().is_ok();
        is_number || name == "localhost" || self.0.contains(&name)
    }
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port))
            if !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()) =>
        {
            let is_whole = !name.contains(':') || name.ends_with(']');
            if is_whole { name } else { host }
        }
        _ => host,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_that_cannot_be_rebound_are_allowed() {
        let hosts = Hosts::new(&["News.example".to_owned()]);
        for (host, is_allowed) in [
            ("localhost", true),
            ("localhost:8000", true),
            ("127.0.0.1:8000", true),
            ("[::1]:8000", true),
            ("[::1]", true),
            ("192.0.2.7", true),
            ("NEWS.example:443", true),
            ("news.example.evil.example", false),
            ("evil.example", false),
            ("localhost.evil.example", false),
            ("evil.example:127", false),
            ("", false),
            ("127.0.0.1.evil.example", false),
        ] {
            assert_eq!(hosts.has(host), is_allowed, "{host}");
        }
    }

    #[test]
    fn a_request_has_one_host() {
        let hosts = Hosts::new(&[]);
        let mut headers = HeaderMap::new();
        assert!(!hosts.allow(&headers));
        headers.append(HOST, "localhost".parse().unwrap());
        assert!(hosts.allow(&headers));
        headers.append(HOST, "localhost".parse().unwrap());
        assert!(!hosts.allow(&headers));
    }
}
