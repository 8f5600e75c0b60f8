//! The files that a METS file links to, among those that are there.
//!
//! Links are often those of the program that made an issue: `file:///D:/export/i/ALTO/0001.xml`,
//! `http://server/i/ALTO/0001.xml`, with backslashes, with `%20`, or in capitals that the files do
//! not have. So the longest end of a link that is the path of a file is taken as its place.

use crate::formats::input::Companions;
use percent_encoding::percent_decode_str;
use std::cell::RefCell;
use std::collections::HashMap;

/// How many folders next to the METS file are looked into for a file of which only the name fits.
const MOST_FOLDERS: usize = 32;

/// The files around a METS file.
pub(super) struct Linked<'c> {
    companions: &'c dyn Companions,
    /// The folder of the METS file, relative to the file whose companions these are.
    base: String,
    /// The names in folders that were listed.
    listed: RefCell<HashMap<String, Vec<String>>>,
}

impl<'c> Linked<'c> {
    /// Those around a file in the folder `base`.
    pub(super) fn from(companions: &'c dyn Companions, base: &str) -> Self {
        Self {
            companions,
            base: base.to_owned(),
            listed: RefCell::default(),
        }
    }

    /// The place of the file that a link means, relative to the METS file.
    pub(super) fn place(&self, link: &str) -> Option<String> {
        let parts: Vec<&str> = link.split('/').collect();
        let up = parts.iter().take_while(|part| **part == "..").count();
        if let Some(place) = self.found(&"../".repeat(up), &parts[up..]) {
            return Some(place);
        }
        let rest = &parts[up..];
        for (start, shortest) in [("", 1), ("../", 2)] {
            for first in 0..(rest.len() + 1).saturating_sub(shortest) {
                if let Some(place) = self.found(start, &rest[first..]) {
                    return Some(place);
                }
            }
        }
        self.by_name(rest.last()?)
    }

    /// A place as one relative to the file whose companions these are.
    pub(super) fn place_from_page(&self, place: &str) -> String {
        format!("{}/{place}", self.base)
    }

    /// The only file of this name in the folders next to the METS file.
    fn by_name(&self, name: &str) -> Option<String> {
        let folders = self.names("");
        let is_folder = |name: &&String| !name.contains('.');
        let folders = folders.iter().filter(is_folder).take(MOST_FOLDERS);
        let mut places = folders.filter_map(|folder| self.found(&format!("{folder}/"), &[name]));
        places.next().filter(|_| places.next().is_none())
    }

    /// The path of a file below the folder `start`, part by part.
    fn found(&self, start: &str, parts: &[&str]) -> Option<String> {
        let mut path = start.to_owned();
        for (at, part) in parts.iter().enumerate() {
            let names = self.names(&path);
            let decoded = percent_decode_str(part).decode_utf8_lossy();
            let folded = decoded.to_lowercase();
            let own = names
                .iter()
                .find(|name| name == part)
                .or_else(|| names.iter().find(|name| **name == decoded))
                .or_else(|| names.iter().find(|name| name.to_lowercase() == folded))?;
            path.push_str(own);
            if at + 1 < parts.len() {
                path.push('/');
            }
        }
        (!parts.is_empty()).then_some(path)
    }

    /// The names in a folder that ends with `/`, or is empty.
    fn names(&self, folder: &str) -> Vec<String> {
        let folder = format!("{}/{folder}", self.base);
        let folder = folder.trim_matches('/');
        let mut listed = self.listed.borrow_mut();
        if let Some(names) = listed.get(folder) {
            return names.clone();
        }
        let names = self.companions.entries(folder);
        listed.insert(folder.to_owned(), names.clone());
        names
    }
}

/// A link as a path: without scheme, server, drive and backslashes.
pub(super) fn path_of(link: &str) -> String {
    let link = link.trim().replace('\\', "/");
    let is_scheme = |scheme: &str| {
        !scheme.is_empty() && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    let path = match link.split_once("://") {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("file") => {
            rest.strip_prefix("localhost/").unwrap_or(rest)
        }
        Some((scheme, rest)) if is_scheme(scheme) => {
            rest.split_once('/').map_or("", |(_, path)| path)
        }
        _ => {
            let is_file = link
                .get(..5)
                .is_some_and(|it| it.eq_ignore_ascii_case("file:"));
            if is_file { &link[5..] } else { &link }
        }
    };
    let is_drive = |part: &str| part.len() == 2 && part.ends_with(':');
    let parts = path.split('/');
    let parts = parts.filter(|part| !part.is_empty() && *part != "." && !is_drive(part));
    parts.collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_a_path_whatever_program_wrote_it() {
        for (link, path) in [
            ("text/1.xml", "text/1.xml"),
            ("file://./text/1.xml", "text/1.xml"),
            ("file://.\\text\\1.xml", "text/1.xml"),
            ("file:text/1.xml", "text/1.xml"),
            ("file:///C:/i/text/1.xml", "i/text/1.xml"),
            ("FILE://localhost/i/1.xml", "i/1.xml"),
            ("http://server.example/i/1.xml", "i/1.xml"),
            ("C:\\i\\1.xml", "i/1.xml"),
            ("../text/1.xml", "../text/1.xml"),
            ("é", "é"),
            ("", ""),
        ] {
            assert_eq!(path_of(link), path, "{link}");
        }
    }
}
