//! The address of an archive on a cluster: `opensearch+https://host:9200,other:9200/name`.
//!
//! It has no user and no password: those come from a file or the environment (`secrets`).

use std::fmt;

/// What such an address starts with, before `http` or `https`.
const SCHEME: &str = "opensearch+";

/// The longest name of an archive on a cluster, in bytes: names of its indexes are longer.
const LONGEST_NAME: usize = 200;

/// Where an archive is on a cluster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// The nodes, `http://host:port` each, at least one.
    pub nodes: Vec<String>,
    /// The name of the archive there: an alias, and how the names of its indexes start.
    pub name: String,
}

impl Address {
    /// Whether a text is meant as an address, valid or not.
    #[must_use]
    pub fn is_meant(text: &str) -> bool {
        text.starts_with(SCHEME)
    }

    /// Reads an address.
    ///
    /// # Errors
    /// What is wrong with it, to be read after the address.
    pub fn parse(text: &str) -> Result<Self, String> {
        let rest = text
            .strip_prefix(SCHEME)
            .ok_or("does not start with opensearch+http:// or opensearch+https://")?;
        let (scheme, rest) = rest
            .split_once("://")
            .filter(|(scheme, _)| ["http", "https"].contains(scheme))
            .ok_or("does not start with opensearch+http:// or opensearch+https://")?;
        let (hosts, name) = rest.split_once('/').ok_or("has no name after the host")?;
        if rest.contains('@') {
            return Err("has a user or a password in it: name a file with `secrets`".to_owned());
        }
        let is_host = |c: char| c.is_ascii_alphanumeric() || "-._:[]".contains(c);
        let nodes = hosts.split(',').map(|host| {
            let is_usable = !host.is_empty() && host.chars().all(is_host);
            is_usable
                .then(|| format!("{scheme}://{host}"))
                .ok_or_else(|| format!("has a host {host:?} that is none"))
        });
        let nodes = nodes.collect::<Result<Vec<_>, _>>()?;
        let name = name.trim_end_matches('/');
        let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_".contains(c);
        let starts = name.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit());
        if !starts || !name.chars().all(is_name) || name.len() > LONGEST_NAME {
            return Err(format!(
                "has the name {name:?}; allowed are a-z, 0-9, - and _, a letter or digit first"
            ));
        }
        Ok(Self {
            nodes,
            name: name.to_owned(),
        })
    }
}

impl fmt::Display for Address {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}/{}", self.nodes.join(","), self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_nodes_and_a_name() {
        let address = Address::parse("opensearch+https://one:9200,two.example:9200/world").unwrap();
        assert_eq!(
            address.nodes,
            ["https://one:9200", "https://two.example:9200"]
        );
        assert_eq!(address.name, "world");
        let local = Address::parse("opensearch+http://[::1]:9200/a-b_2/").unwrap();
        assert_eq!(local.to_string(), "http://[::1]:9200/a-b_2");
    }

    #[test]
    fn what_is_no_address_says_why() {
        for (text, why) in [
            ("http://one/world", "does not start"),
            ("opensearch+ftp://one/world", "does not start"),
            ("opensearch+http://one", "has no name"),
            ("opensearch+http://me:secret@one/world", "has a user"),
            ("opensearch+http://one,/world", "has a host"),
            ("opensearch+http://one/World", "has the name"),
            ("opensearch+http://one/a/../b", "has the name"),
            ("opensearch+http://one/*", "has the name"),
            ("opensearch+http://one/_all", "has the name"),
        ] {
            let error = Address::parse(text).unwrap_err();
            assert!(error.starts_with(why), "{text}: {error}");
        }
    }
}
