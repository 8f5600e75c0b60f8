//! What the names of files and folders say of a page: `…/ed-1/seq-3/ocr.xml` is page 3, and
//! `mercury_1921-01-19_0003.xml` and `mercury-1921-01-19-p3.txt` are too.
//!
//! The paper is named before the day: `norvik-post_1921-01-19_0003.xml`, `sn83030214/1921-01-19/ed-1`.
//! A name that says nothing certain gives nothing. The name of the picture that was scanned counts where
//! the path says nothing.

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

/// The number of the page in the path of a plain text, which may well be no page: `…-p3.txt` with a
/// day before it, and `seq-3/ocr.txt`.
pub(in crate::formats) fn page_of_text(path: &str) -> Option<String> {
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = name.split('.').next().unwrap_or_default();
    let is_page = stem == "ocr" || day_in(name).is_some_and(|at| at + 10 < stem.len());
    let has_letter = stem == "ocr"
        || stem
            .trim_end_matches(|c: char| c.is_ascii_digit())
            .ends_with(|c: char| c.is_ascii_alphabetic());
    (is_page && has_letter && (stem != "ocr" || !folders.is_empty()))
        .then(|| page_number(path))
        .flatten()
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

/// The paper in a path: the words before the day in the name of the file, else the folder of a title
/// above `1921-01-19/ed-1`.
pub(super) fn paper_name(path: &str) -> Option<String> {
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
    if let Some(at) = day_in(name) {
        let words = name[..at].split(['_', '-', ' ', '.']);
        let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
        let is_word = |word: &&str| word.chars().all(char::is_alphabetic);
        let is_title = words.iter().all(is_word)
            && words.iter().any(|word| word.chars().count() > 2)
            && !words
                .iter()
                .any(|word| NO_PAPERS.contains(&&*word.to_lowercase()));
        if is_title {
            return Some(
                words
                    .into_iter()
                    .map(capitalised)
                    .collect::<Vec<_>>()
                    .join(" "),
            );
        }
    }
    let folders: Vec<&str> = folders.split('/').collect();
    let title = folders.windows(3).find_map(|three| {
        let is_edition = three[2]
            .strip_prefix("ed-")
            .is_some_and(|it| digits(it).is_some());
        (day_in(three[1]) == Some(0) && is_edition).then_some(three[0])
    });
    title.filter(|title| !title.is_empty()).map(str::to_owned)
}

/// The day in the name of a picture: `1921-01-19`.
pub(super) fn day_of_image(image: &str) -> Option<String> {
    let at = day_in(image)?;
    Some(image[at..at + 10].replace('_', "-"))
}

/// Words of names that are no title of a paper.
const NO_PAPERS: [&str; 12] = [
    "page", "pages", "ocr", "alto", "mets", "issue", "scan", "image", "img", "seq", "seite", "text",
];

/// Where a day such as `1921-01-19` begins in a name.
fn day_in(name: &str) -> Option<usize> {
    let bytes = name.as_bytes();
    let is_day = |day: &[u8]| {
        day.iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => matches!(byte, b'-' | b'_'),
            _ => byte.is_ascii_digit(),
        })
    };
    bytes.windows(10).position(is_day)
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_have_the_name_of_the_paper() {
        for (path, paper) in [
            ("norvik-post_1921-01-21_p1.hocr", Some("Norvik Post")),
            ("x/éastbay_1921-01-20_0002.xml", Some("Éastbay")),
            (
                "sn83030214/1921-01-19/ed-1/seq-12/ocr.xml",
                Some("sn83030214"),
            ),
            ("1921-01-22/page-0001.html", None),
            ("page_1921-01-19_0003.xml", None),
            ("DDD_010999001_002_alto.xml", None),
            ("0009901_1855-09-22_0001.xml", None),
            ("1921-01-19/seq-1/ocr.xml", None),
            ("", None),
        ] {
            assert_eq!(paper_name(path).as_deref(), paper, "{path}");
        }
    }

    #[test]
    fn paths_of_plain_texts_have_it_only_where_it_is_certain() {
        for (path, number) in [
            ("norvik-post_1921-01-20_p4.txt", Some("4")),
            ("sn83030214/1921-01-19/ed-1/seq-2/ocr.txt", Some("2")),
            ("2021-01-19_0003.txt", None),
            ("2021-01-19-p.txt", None),
            ("chapter-p3.txt", None),
            ("ocr.txt", None),
        ] {
            assert_eq!(page_of_text(path).as_deref(), number, "{path}");
        }
    }

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
