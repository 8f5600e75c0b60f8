//! The issue that a file of a page belongs to: found among the files next to it.
//!
//! The file that leads an issue is in the folder of the page, in one of the two around it, or in a
//! folder `mets` next to it, and names the page. Of several such files in a folder, those with the
//! most similar names are asked.

use super::linked::Linked;
use super::mets::root_of;
use super::structure::{Structure, Unit};
use super::{didl, mods};
use crate::article::ArchivePath;
use crate::formats::input::{Companions, Input};
use crate::formats::options::{MAX_WHOLE_FILE, ReadOptions};
use crate::formats::xml::Root;
use std::collections::BTreeMap;

/// How many leading files of a folder are asked.
const MOST_ASKED: usize = 3;

/// What an issue says of one of its pages.
pub(in crate::formats::readers::scans) enum OfIssue {
    /// Its articles are read with the file that leads the issue.
    Part,
    /// The page is an article of its own.
    Page {
        title: Option<String>,
        date: Option<String>,
        language: Option<String>,
        number: Option<String>,
    },
}

/// Whether a file of this name may lead an issue, whose articles are read with it.
pub(in crate::formats) fn is_leading(name: &str) -> bool {
    let is_xml = name.len().checked_sub(4).and_then(|at| name.get(at..));
    if !is_xml.is_some_and(|end| end.eq_ignore_ascii_case(".xml")) {
        return false;
    }
    let name = name.to_ascii_lowercase();
    name.contains("mets")
        || name == "didl.xml"
        || name.ends_with("_didl.xml")
        || is_issue_of_ndnp(&name[..name.len() - 4])
}

/// Whether a name is that of an issue of NDNP, the day and the number of the edition on it:
/// `1921011901`.
fn is_issue_of_ndnp(stem: &str) -> bool {
    let part = |from: usize| stem.get(from..from + 2)?.parse::<u8>().ok();
    stem.len() == 10
        && stem.bytes().all(|byte| byte.is_ascii_digit())
        && stem.starts_with(['1', '2'])
        && part(4).is_some_and(|month| (1..=12).contains(&month))
        && part(6).is_some_and(|day| (1..=31).contains(&day))
}

/// The most files of a folder whose first bytes are read, to find those that lead others.
const MOST_READ: usize = 8;

/// How many first bytes of a file have its root element.
pub(in crate::formats) const ROOT_WITHIN: u64 = 4096;

/// The files of a folder that lead others by their content, whatever their names are. Of many files
/// whose names are of one form, one is read for all, those of the rarest forms first. `start` gives
/// the first bytes of a file.
pub(in crate::formats) fn leading_by_content(
    names: &[String],
    start: &dyn Fn(&str) -> Option<Vec<u8>>,
) -> Vec<String> {
    let leads = |name: &str| {
        let root = start(name).and_then(|head| Root::of(&head));
        root.is_some_and(|root| root.name == "mets")
    };
    if names.len() <= MOST_READ {
        let found = names.iter().filter(|name| leads(name));
        return found.cloned().collect();
    }
    let mut forms: BTreeMap<String, Vec<&String>> = BTreeMap::new();
    for name in names {
        let form = name.replace(|c: char| c.is_ascii_digit(), "0");
        forms.entry(form).or_default().push(name);
    }
    let mut forms: Vec<_> = forms.into_values().collect();
    forms.sort_by_key(Vec::len);
    let found = forms.into_iter().take(MOST_READ);
    let found = found.filter(|names| leads(names[0])).flatten();
    found.cloned().collect()
}

/// The issue of a file; `None` if no file next to it leads one.
pub(in crate::formats::readers::scans) fn issue_of(
    path: &ArchivePath,
    companions: Option<&dyn Companions>,
    options: &ReadOptions,
) -> Option<OfIssue> {
    let companions = companions?;
    let (folder, name) = path.split();
    let mut folders = folder.rsplit('/');
    let own_folder = folders.next().unwrap_or_default();
    let outer_folder = folders.next().unwrap_or_default();
    let beside = format!("../{own_folder}/{name}");
    for (above, named) in [
        ("", name.to_owned()),
        ("..", format!("{own_folder}/{name}")),
        ("../..", format!("{outer_folder}/{own_folder}/{name}")),
        ("../mets", beside.clone()),
        ("../METS", beside),
    ] {
        let mut leading = companions.leading(above);
        leading.retain(|other| other != name);
        leading.sort_by_key(|other| std::cmp::Reverse(shared(other, name)));
        for other in leading.iter().take(MOST_ASKED) {
            let place = if above.is_empty() {
                other.clone()
            } else {
                format!("{above}/{other}")
            };
            let Some(bytes) = companions.content(&place, MAX_WHOLE_FILE) else {
                continue;
            };
            // A file that does not say the name need not be read as XML.
            if !may_name(&bytes, name) && !didl::is_article_text(name) {
                continue;
            }
            let linked = Linked::from(companions, above);
            if let Some(found) = says(&bytes, &named, &linked, path, options) {
                return Some(found);
            }
        }
    }
    None
}

/// What a file that may lead an issue says of the file `named`, relative to it.
fn says(
    bytes: &[u8],
    named: &str,
    linked: &Linked<'_>,
    path: &ArchivePath,
    options: &ReadOptions,
) -> Option<OfIssue> {
    let root = root_of(Input::whole(path, options, bytes)).ok()?.ok()?;
    if root.name == "DIDL" {
        return didl::has(&root, named.rsplit('/').next()?).then_some(OfIssue::Part);
    }
    let structure = Structure::of(&root);
    let is_own = |place: &str| {
        linked.place(place).is_some_and(|place| {
            place == named || path.beside(&linked.place_from_page(&place)).as_ref() == Some(path)
        })
    };
    let exact = structure.files.iter().find(|(_, place)| *place == named);
    let (file, _) = exact.or_else(|| structure.files.iter().find(|(_, place)| is_own(place)))?;
    let is_read = |unit: &Unit<'_>| unit.areas.iter().any(|area| area.file == *file);
    if structure.units.iter().any(is_read) {
        return Some(OfIssue::Part);
    }
    let of_issue = || {
        let ids = structure.of_issue.iter();
        let own = ids.filter_map(|id| structure.described.get(id).copied());
        own.chain(root.all("dmdSec"))
    };
    Some(OfIssue::Page {
        title: of_issue().find_map(|it| mods::title_of_host(it).or_else(|| mods::title(it))),
        date: of_issue().find_map(mods::date),
        language: of_issue().find_map(mods::language),
        number: structure.numbers.get(file).cloned(),
    })
}

/// How many bytes two names start with in common.
fn shared(one: &str, other: &str) -> usize {
    one.bytes()
        .zip(other.bytes())
        .take_while(|(a, b)| a == b)
        .count()
}

/// Whether a file may say a name, in any case. A name with other characters than these may be
/// escaped there.
fn may_name(bytes: &[u8], name: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    let lower = name.to_ascii_lowercase();
    !name.bytes().all(is_plain)
        || memchr::memmem::find(&bytes.to_ascii_lowercase(), lower.as_bytes()).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leading_files_are_known_by_name_or_by_content() {
        for (name, expected) in [
            ("1921011901.xml", true),
            ("1921131901.xml", false),
            ("0000000001.xml", false),
            ("i-mets.xml", true),
            ("0001.xml", false),
        ] {
            assert_eq!(is_leading(name), expected, "{name}");
        }
        let pages = |count: usize| (0..count).map(|at| format!("p{at:05}.xml"));
        let start = |name: &str| {
            let root = if name.starts_with('L') {
                "<mets/>"
            } else {
                "<alto/>"
            };
            Some(root.as_bytes().to_vec())
        };
        for count in [0, 3, 10_000] {
            let mut names: Vec<String> = pages(count).collect();
            assert_eq!(leading_by_content(&names, &start), [""; 0]);
            names.push("L_1899-02-14.xml".to_owned());
            assert_eq!(leading_by_content(&names, &start), ["L_1899-02-14.xml"]);
        }
    }
}
