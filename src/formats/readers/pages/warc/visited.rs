//! The addresses of the pages that somebody visited while an archive was made.
//!
//! Everything else in such an archive is what these pages needed, frames too.

use std::collections::HashSet;

/// The most addresses that are kept.
const MOST: usize = 1_000_000;

/// Addresses of pages. Those that differ only in their scheme, their fragment or a last `/` are the
/// same.
#[derive(Debug, Default, Clone)]
pub(in crate::formats::readers::pages) struct Visited {
    addresses: HashSet<Box<str>>,
}

impl Visited {
    /// Adds an address.
    pub(in crate::formats::readers::pages) fn add(&mut self, url: &str) {
        if self.addresses.len() < MOST {
            self.addresses.insert(key(url).into());
        }
    }

    /// Whether there is none.
    pub(in crate::formats::readers::pages) fn is_empty(&self) -> bool {
        self.addresses.is_empty()
    }

    pub(super) fn has(&self, url: &str) -> bool {
        self.addresses.contains(key(url))
    }

    /// Adds where a page was redirected to.
    pub(super) fn add_redirected(&mut self, from: &str, location: &str) {
        if let Some(path) = location.strip_prefix('/').filter(|it| !it.starts_with('/')) {
            let host = key(from).split('/').next().unwrap_or_default();
            self.add(&format!("https://{host}/{path}"));
        } else {
            self.add(location);
        }
    }
}

fn key(url: &str) -> &str {
    let url = url.split('#').next().unwrap_or_default();
    let url = url.split_once("//").map_or(url, |(_, rest)| rest);
    url.strip_suffix('/').unwrap_or(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_the_same_with_another_scheme_or_fragment() {
        let mut visited = Visited::default();
        visited.add("https://post.example/a#top");
        visited.add_redirected("http://post.example/a", "/b/");
        visited.add_redirected("http://post.example/a", "//other.example/c");
        for (url, is_visited) in [
            ("http://post.example/a", true),
            ("https://post.example/b", true),
            ("https://other.example/c", true),
            ("https://post.example/c", false),
        ] {
            assert_eq!(visited.has(url), is_visited, "{url}");
        }
    }
}
