//! Addresses that may be linked or opened: of the web, and of files.
//!
//! The address of an article is text from anywhere. One of another kind may be a script, and some characters would end
//! the link that it is put into.

use crate::present::terminal::safe::danger;
use std::fmt::Write as _;
use std::path::Path;

/// An address of the web with everything percent-encoded that RFC 3986 does not allow in one: it is safe in an
/// attribute of HTML once `&` is escaped, within `<>` in Markdown, and in a link of a terminal. `None` if it is of
/// another kind, has a control character or an invisible one, or does not name a host.
///
/// ```
/// use dateline::present::web_address;
/// assert_eq!(web_address("https://x.example/a b").as_deref(), Some("https://x.example/a%20b"));
/// assert_eq!(web_address("javascript:alert(1)"), None);
/// ```
#[must_use]
pub fn web_address(url: &str) -> Option<String> {
    let url = url.trim();
    let (scheme, rest) = url.split_once("://")?;
    let is_web = ["http", "https"]
        .iter()
        .any(|name| scheme.eq_ignore_ascii_case(name));
    let starts_a_host = |c: char| c.is_alphanumeric() || c == '[';
    if !is_web || !rest.starts_with(starts_a_host) || url.chars().any(|c| danger(c).is_some()) {
        return None;
    }
    let allowed =
        |byte: &u8| byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(byte);
    Some(encoded(url.as_bytes(), allowed))
}

/// The address of a file, by its whole path.
pub(in crate::present) fn file_address(path: &Path) -> String {
    let allowed = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(byte);
    let path = encoded(path.as_os_str().as_encoded_bytes(), allowed);
    format!("file://{path}")
}

fn encoded(bytes: &[u8], allowed: impl Fn(&u8) -> bool) -> String {
    let mut encoded = String::with_capacity(bytes.len());
    for byte in bytes {
        if allowed(byte) {
            encoded.push(char::from(*byte));
        } else {
            write!(encoded, "%{byte:02X}").expect("a string takes everything");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_are_linked() {
        for hostile in [
            "javascript:alert(1)",
            "JavaScript://x.example/%0aalert(1)",
            "file:///etc/passwd",
            "data:text/html,<script>",
            "https://x.example/\u{1b}]8;;",
            "https://x.example/\n",
            "https://-oProxyCommand=x",
            "https:///x",
            "http://\u{202e}elpmaxe.x",
            "-h",
            "",
        ] {
            let address = web_address(hostile);
            assert!(
                hostile.ends_with('\n') || address.is_none(),
                "{hostile:?}: {address:?}"
            );
        }
    }

    #[test]
    fn what_would_end_a_link_is_encoded() {
        for (url, expected) in [
            (
                "https://x.example/?a=1&b=\"2\"",
                "https://x.example/?a=1&b=%222%22",
            ),
            ("HTTP://x.example/<b>`'", "HTTP://x.example/%3Cb%3E%60'"),
            (" https://x.example/é ", "https://x.example/%C3%A9"),
        ] {
            assert_eq!(web_address(url).as_deref(), Some(expected));
        }
        assert_eq!(
            file_address(Path::new("/a b/\u{1b}é#1")),
            "file:///a%20b/%1B%C3%A9%231"
        );
    }
}
