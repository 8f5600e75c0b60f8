//! What the names of files and folders say of a page: `…/ed-1/seq-3/ocr.xml` is page 3, and
//! `mercury_1921-01-19_0003.xml` and `mercury-1921-01-19-p3.txt` are too.
//!
//! A name that says nothing certain gives no number.

/// The number of the page in a path.
pub(super) fn page_number(path: &str) -> Option<String> {
    let mut parts = path.rsplit('/');
    let name = parts.next().unwrap_or_default();
    let stem = name.split('.').next().unwrap_or_default();
    in_stem(stem).or_else(|| {
        let folder = parts.next()?;
        let number = folder
            .strip_prefix("seq-")
            .or_else(|| folder.strip_prefix("page-"))?;
        digits(number)
    })
}

/// The number at the end of a name: after a letter or word for pages, or padded with zeros.
fn in_stem(stem: &str) -> Option<String> {
    let stem = stem
        .strip_suffix("_alto")
        .or_else(|| stem.strip_suffix("-alto"))
        .unwrap_or(stem);
    let start = stem.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| {
        at + stem[at..].chars().next().map_or(1, char::len_utf8)
    });
    let (before, number) = stem.split_at(start);
    let before = before.to_ascii_lowercase();
    let word = before
        .rsplit(['_', '-', '.', ' '])
        .find(|part| !part.is_empty());
    let is_named = matches!(
        word,
        Some("p" | "pg" | "page" | "seq" | "seite" | "blz" | "s")
    ) && !before.ends_with(|c: char| c.is_ascii_digit());
    let is_padded =
        (3..=5).contains(&number.len()) && number.starts_with('0') && before.ends_with(['_', '-']);
    if is_named || is_padded {
        digits(number)
    } else {
        None
    }
}

fn digits(number: &str) -> Option<String> {
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let number = number.trim_start_matches('0');
    (is_number && !number.is_empty() && number.len() <= 4).then(|| number.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_have_the_number_of_the_page() {
        for (path, number) in [
            ("sn83030214/1921-01-19/ed-1/seq-12/ocr.xml", Some("12")),
            ("mercury_1921-01-19_0003.xml", Some("3")),
            ("mercury-1921-01-19-p3.txt", Some("3")),
            ("1921-01-22/page-0001.html", Some("1")),
            ("DDD_010999001_002_alto.xml", Some("2")),
            ("mercury_1921-01-21_p1.hocr", Some("1")),
            ("mercury-1921-01-19.xml", None),
            ("mercury_19210119.xml", None),
            ("mercury.xml", None),
            ("été.xml", None),
            ("0000.xml", None),
        ] {
            assert_eq!(page_number(path).as_deref(), number, "{path}");
        }
    }
}
