//! Addresses of pages: complete ones, hosts, front pages.
//!
//! It knows nothing of the page that names them.

/// An address that may be relative to another one; `None` if it is relative to none.
pub(super) fn absolute(url: &str, base: Option<&str>) -> Option<String> {
    if url.starts_with("http://") || url.starts_with("https://") {
        return Some(url.to_owned());
    }
    let (scheme, rest) = base?.split_once("://")?;
    if let Some(from_host) = url.strip_prefix("//") {
        return Some(format!("{scheme}://{from_host}"));
    }
    let host = rest.split(['/', '?', '#']).next()?;
    url.starts_with('/')
        .then(|| format!("{scheme}://{host}{url}"))
}

/// Whether an address has nothing after its host, not even a query that names an article
/// (`/?p=31228`).
pub(in crate::formats) fn is_front_page(url: &str) -> bool {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.split('#').next().unwrap_or_default();
    let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
    let is_number = |value: &str| value.bytes().any(|byte| byte.is_ascii_digit());
    let names_article = query.split('&').any(|pair| {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        !key.starts_with("utm_") && (is_number(value) || key.contains('/'))
    });
    !names_article && rest.split_once('/').is_none_or(|(_, path)| path.is_empty())
}

/// The host of an address.
pub(super) fn host(url: &str) -> Option<&str> {
    let host = url
        .split_once("://")?
        .1
        .split(['/', '?', '#', ':'])
        .next()?;
    (!host.is_empty()).then_some(host)
}
