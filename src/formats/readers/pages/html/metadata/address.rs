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
    let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
    // The address of a page that a program shows: `#!/2021/ferry`.
    if fragment
        .strip_prefix('!')
        .is_some_and(|path| path.len() > 1)
    {
        return false;
    }
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

/// An address without that of the web archive which it is behind.
fn bare(address: &str) -> &str {
    match address.rfind("http") {
        Some(at) if at > 0 => &address[at..],
        _ => address,
    }
}

/// Whether an address is that of a front page.
pub(super) fn is_front(address: &str) -> bool {
    let address = bare(address);
    let path = match address.split_once("://") {
        Some(_) if is_front_page(address) => return true,
        Some((_, rest)) => rest.split_once('/').map_or("", |(_, path)| path),
        None => address.trim_start_matches("./").trim_start_matches('/'),
    };
    let path = path
        .split(['?', '#'])
        .next()
        .unwrap_or_default()
        .trim_end_matches('/');
    let is_start = path.is_empty() && !address.is_empty() && !address.starts_with('#');
    let is_index = path.starts_with("index.") || path.starts_with("home.") || path == "home";
    is_start || is_index || (path.len() == 2 && path.bytes().all(|byte| byte.is_ascii_lowercase()))
}

/// Whether a link leads to an address.
pub(super) fn leads_to(link: &str, url: &str) -> bool {
    let path = |address: &str| {
        let address = bare(address).split(['?', '#']).next().unwrap_or_default();
        let path = address.split_once("://").map_or(address, |(_, rest)| {
            rest.find('/').map_or("", |at| &rest[at..])
        });
        path.trim_end_matches('/').to_owned()
    };
    let (link, url) = (path(link), path(url));
    link.is_empty() || link == url || (!link.starts_with('/') && url.ends_with(&link))
}
