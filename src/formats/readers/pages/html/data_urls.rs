//! Pictures, fonts and frames that are written into a page as `data:` addresses.
//!
//! Programs that save pages put everything there, so most of such a page is base64. It is taken out
//! before the page is parsed.

use memchr::memmem;
use std::borrow::Cow;

/// What comes before the data.
const MARK: &[u8] = b";base64,";

/// Shorter pages are parsed as they are, in bytes.
const SHORT: usize = 64 << 10;

/// A page without the base64 in its addresses. The addresses stay, with nothing in them.
pub(super) fn without_data(page: &[u8]) -> Cow<'_, [u8]> {
    if page.len() < SHORT || memmem::find(page, MARK).is_none() {
        return Cow::Borrowed(page);
    }
    let mut kept = Vec::with_capacity(page.len() / 4);
    let mut rest = page;
    while let Some(at) = memmem::find(rest, MARK) {
        let (before, data) = rest.split_at(at + MARK.len());
        let is_code = |byte: &u8| byte.is_ascii_alphanumeric() || b"+/=%-_".contains(byte);
        let end = data.iter().position(|byte| !is_code(byte));
        kept.extend_from_slice(before);
        rest = &data[end.unwrap_or(data.len())..];
    }
    kept.extend_from_slice(rest);
    Cow::Owned(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_is_taken_out_of_long_pages() {
        let data = "QUJD+/".repeat(SHORT / 6);
        let page = format!("<img src=\"data:image/png;base64,{data}==\"><p>A;base64, text");
        let without = without_data(page.as_bytes());
        assert_eq!(
            &*without,
            b"<img src=\"data:image/png;base64,\"><p>A;base64, text"
        );
        let short = b"<img src=\"data:image/png;base64,QUJD\">";
        assert_eq!(&*without_data(short), short);
    }
}
