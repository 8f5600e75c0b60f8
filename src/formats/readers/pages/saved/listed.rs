//! Which files of an unpacked export of Omnivore are read with another one: with the list of pages.
//!
//! `metadata_0_to_20.json` lists pages, `content/SLUG.html` has the text of one, and
//! `highlights/SLUG.md` what somebody marked in it. Names and the list decide; a file that no list
//! names is one like others.

use crate::article::ArchivePath;
use crate::formats::input::Companions;
use crate::formats::options::MAX_WHOLE_FILE;
use memchr::memmem;
use serde::Deserialize;

/// The folders of texts and of what was marked.
const FOLDERS: [&str; 2] = ["content", "highlights"];

/// A page of a list.
#[derive(Deserialize)]
struct Listed {
    #[serde(default)]
    slug: String,
}

/// Whether a file of this name may be a list of pages.
pub(in crate::formats) fn is_list(name: &str) -> bool {
    let numbers = name
        .strip_prefix("metadata_")
        .and_then(|name| name.strip_suffix(".json"))
        .and_then(|name| name.split_once("_to_"));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|c| c.is_ascii_digit());
    numbers.is_some_and(|(first, last)| is_number(first) && is_number(last))
}

/// Whether a list next to a file's folder names the file as the text of a page, or as its
/// highlights.
pub(in crate::formats) fn is_listed(
    path: &ArchivePath,
    companions: Option<&dyn Companions>,
) -> bool {
    let (folder, name) = path.split();
    let folder = folder.rsplit('/').next().unwrap_or_default();
    let (Some(near), Some((slug, _))) = (companions, name.rsplit_once('.')) else {
        return false;
    };
    FOLDERS.contains(&folder)
        && near.leading("..").iter().any(|list| {
            is_list(list)
                && near
                    .content(&format!("../{list}"), MAX_WHOLE_FILE)
                    .is_some_and(|list| names(&list, slug))
        })
}

/// Whether a list names a page. A list that cannot be read names none.
fn names(list: &[u8], slug: &str) -> bool {
    // Most lists do not, and need not be read as JSON.
    memmem::find(list, slug.as_bytes()).is_some()
        && serde_json::from_slice::<Vec<Listed>>(list)
            .is_ok_and(|pages| pages.iter().any(|page| page.slug == slug))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_known_by_their_names() {
        for (name, expected) in [
            ("metadata_0_to_20.json", true),
            ("metadata_20_to_31.json", true),
            ("metadata_a_to_b.json", false),
            ("metadata_0_to_20.jsonl", false),
            ("metadata.json", false),
            ("metadata__to_.json", false),
        ] {
            assert_eq!(is_list(name), expected, "{name}");
        }
    }
}
