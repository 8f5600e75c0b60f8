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
    use crate::article::Article;
    use crate::formats::test_support::documents::options;
    use crate::formats::{HEAD_LEN, Input, reader_for};

    const LIST: &str = r#"[{"id": "1", "slug": "vane", "title": "Weather vane turns", "state": "Active",
        "description": "The vane…", "url": "https://post.example/vane", "savedAt": "2024-10-30T16:30:11.000Z"},
        {"id": "2", "slug": "boat", "title": "Boat calls", "state": "Archived", "description": "The boat…",
        "savedAt": "2024-10-30T16:30:11.000Z"}]"#;

    /// An unpacked export, with texts as HTML and Markdown, and a page of somebody's own.
    const FILES: &[(&str, &str)] = &[
        ("x/metadata_0_to_20.json", LIST),
        (
            "x/content/vane.html",
            "<div><p>The vane has turned at last.</p></div>",
        ),
        (
            "x/content/boat.md",
            "The boat *calls* on Monday.\n\n* at nine\n",
        ),
        (
            "x/content/own.html",
            "<html><body><h1>My own page</h1><p>Nobody has listed this page, which is a page of its \
             own in the folder of texts.</p></body></html>",
        ),
        ("x/highlights/vane.md", "> turned at last\n"),
    ];

    /// The files around one of them.
    struct Export<'p>(&'p ArchivePath);

    impl Companions for Export<'_> {
        fn names(&self) -> Vec<String> {
            self.leading("")
        }

        fn leading(&self, folder: &str) -> Vec<String> {
            let folder = self.0.beside(folder).unwrap();
            let paths = FILES.iter().map(|(path, _)| ArchivePath::from_stored(path));
            let inside = paths.filter(|path| path.split().0 == folder.as_str());
            inside.map(|path| path.split().1.to_owned()).collect()
        }

        fn entries(&self, folder: &str) -> Vec<String> {
            self.leading(folder)
        }

        fn content(&self, file: &str, _most: u64) -> Option<Vec<u8>> {
            let path = self.0.beside(file)?;
            let file = FILES.iter().find(|(own, _)| *own == path.as_str());
            file.map(|(_, text)| text.as_bytes().to_vec())
        }

        fn start(&self, file: &str) -> Option<Vec<u8>> {
            self.content(file, 0)
        }
    }

    fn read(path: &str) -> Vec<Article> {
        let (_, text) = FILES.iter().find(|(own, _)| *own == path).unwrap();
        let (path, options) = (ArchivePath::from_stored(path), options());
        let head = &text.as_bytes()[..text.len().min(HEAD_LEN)];
        let input = Input::whole(&path, &options, text.as_bytes());
        let near = Export(&path);
        let items = reader_for(&path, head)
            .unwrap()
            .read_all(input.with_companions(&near));
        items.into_iter().map(Result::unwrap).collect()
    }

    #[test]
    fn the_pages_of_an_unpacked_export_are_read_with_the_list() {
        let articles = read("x/metadata_0_to_20.json");
        let texts: Vec<(&str, &str)> = articles
            .iter()
            .map(|article| (&*article.headline, &*article.body))
            .collect();
        assert_eq!(
            texts,
            [
                ("Weather vane turns", "The vane has turned at last."),
                ("Boat calls", "The boat calls on Monday.\n\nat nine"),
            ]
        );
        assert_eq!(articles[0].published, None);
        for part in [
            "x/content/vane.html",
            "x/content/boat.md",
            "x/highlights/vane.md",
        ] {
            assert_eq!(read(part), [], "{part}");
        }
        assert_eq!(read("x/content/own.html")[0].headline, "My own page");
    }

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
