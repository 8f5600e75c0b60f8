//! Dates in the scripts of a page: the data of its programs, as `"publishedDate": "2021-01-19"`.
//!
//! The scripts are not read as a whole, since they are programs. Data of other stories has the same
//! names, so a date counts only if all of its name are of one day.

/// Names of dates of publication in the data of programs.
const NAMES: &[&str] = &[
    "datePublished",
    "publishedDate",
    "publishDate",
    "published_at",
    "publishedAt",
    "published_time",
    "publicationDate",
    "publication_date",
    "publish_date",
    "date_published",
    "firstPublished",
    "pubDate",
];

/// The most scripts that are searched, and the most bytes of each.
const MOST_SCRIPTS: usize = 200;
const MOST_BYTES: usize = 1 << 20;

/// The most dates of a name.
const MOST_DATES: usize = 20;

/// The longest date, in bytes.
const LONGEST: usize = 40;

/// The date of publication that scripts name, if they name one only.
pub(super) fn script_date<'t>(scripts: &[&'t str]) -> Option<&'t str> {
    NAMES.iter().find_map(|name| {
        let scripts = scripts.iter().take(MOST_SCRIPTS);
        let dates = scripts.flat_map(|script| dates(script, name));
        let mut dates = dates.take(MOST_DATES + 1);
        let first = dates.next()?;
        let day = |date: &'t str| date.get(..10).unwrap_or(date);
        let mut count = 1;
        let is_one = dates.all(|date| {
            count += 1;
            day(date) == day(first)
        });
        (is_one && count <= MOST_DATES).then_some(first)
    })
}

/// The values of a name in a script.
fn dates<'t>(script: &'t str, name: &str) -> impl Iterator<Item = &'t str> {
    let script = &script[..script.floor_char_boundary(MOST_BYTES)];
    script.match_indices(name).filter_map(move |(at, name)| {
        let rest = script[at + name.len()..].trim_start_matches(['\\', '"', '\'']);
        let rest = rest.trim_start().strip_prefix(':')?.trim_start();
        let rest = rest.trim_start_matches('\\').strip_prefix(['"', '\''])?;
        let end = rest
            .bytes()
            .take(LONGEST)
            .position(|byte| matches!(byte, b'"' | b'\'' | b'\\'))?;
        let value = &rest[..end];
        value
            .starts_with(|c: char| c.is_ascii_digit())
            .then_some(value)
    })
}

#[cfg(test)]
mod tests {
    use super::script_date;

    #[test]
    fn a_date_in_scripts_counts_if_it_is_the_only_one() {
        for (scripts, date) in [
            (
                &[r#"var a = {"publishedDate": "2021-01-19T10:00:00Z"};"#][..],
                Some("2021-01-19T10:00:00Z"),
            ),
            (
                &[r#"push("{\"publishedAt\":\"2021-01-19\"}")"#],
                Some("2021-01-19"),
            ),
            (
                &[
                    "x = {publishDate: '2021-01-19'}",
                    "y = {publishDate: '2021-01-19 10:00'}",
                ],
                Some("2021-01-19"),
            ),
            (
                &["{publishDate: '2021-01-19'}, {publishDate: '2021-01-20'}"],
                None,
            ),
            (
                &[
                    "if (publishDate) {}",
                    "publishDate: '",
                    "publishDate: now()",
                ],
                None,
            ),
            (&[], None),
        ] {
            assert_eq!(script_date(scripts), date, "{scripts:?}");
        }
    }
}
