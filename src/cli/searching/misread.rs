//! Arguments of a search that were probably meant as something else: options of other programs,
//! and paths. What a query itself can tell is noted by its parser.
//!
//! Nothing here changes what is searched for. A note says what to type.

use crate::article::{ArchivePath, Folders};
use crate::cli::shell::{quoted, quoted_text};
use crate::index::INDEX_DIR;
use std::ffi::{OsStr, OsString};
use std::path::{MAIN_SEPARATOR, Path};

/// Says what a letter after a minus would be here: `-i` of grep and the like.
pub(crate) fn of_letter(letter: char) -> String {
    let meant = match letter {
        'i' => "capitals make no difference",
        'c' => "--count prints how many articles match",
        'l' => "--format paths prints paths",
        'v' => "-word excludes a word",
        'w' => "words are whole unless they have a *",
        'r' | 'R' => "folders are read with those in them",
        'm' => "-n N sets the number of hits",
        'o' => "-n N sets the number of hits, --offset N skips some",
        _ => "dateline search --help lists the options",
    };
    format!(
        "`-{letter}` is no option and was left out: {meant}; NOT {letter} excludes the word `{letter}`"
    )
}

/// Says for each argument that is the name of a file or folder how to search by it. `folders` are
/// those of the archive.
pub(crate) fn of_words(arguments: &[OsString], folders: Option<&Folders>) -> Vec<String> {
    let texts = arguments.iter().filter_map(|argument| argument.to_str());
    texts.filter_map(|text| of_path(text, folders)).collect()
}

/// A folder with an index, where there is none here to search.
pub(super) fn of_folder(word: &OsStr) -> Option<String> {
    let path = Path::new(word);
    path.join(INDEX_DIR).is_dir().then(|| {
        let name = quoted(path);
        format!("{name} is a folder, and was read as a word: to search in it, --in {name}")
    })
}

/// A path that exists, from here or in the archive.
fn of_path(text: &str, folders: Option<&Folders>) -> Option<String> {
    let path = Path::new(text);
    let in_archive = folders.filter(|_| path.is_relative() && !text.contains(':'));
    let in_archive = in_archive.map(|folders| folders.locate(&ArchivePath::from_relative(path)));
    let is_path = text.contains(MAIN_SEPARATOR);
    let found = match in_archive {
        _ if is_path && path.exists() => path.to_owned(),
        Some(file) if (is_path || path.extension().is_some()) && file.exists() => file,
        _ => return None,
    };
    if found.is_dir() && path.is_dir() {
        return Some(format!(
            "`{text}` is a folder, and was read as words: to search in it, --in {}",
            quoted(path)
        ));
    }
    let what = if found.is_dir() { "folder" } else { "file" };
    let absolute = std::path::absolute(path).ok();
    let name = absolute.and_then(|path| Some(folders?.name(&path)?.to_string()));
    let name = name.unwrap_or_else(|| text.trim_start_matches("./").to_owned());
    let quotes = if name.contains(' ') { "\"" } else { "" };
    let filter = quoted_text(&format!("path:{quotes}{name}{quotes}"));
    Some(format!(
        "`{text}` is a {what}, and was read as words: {filter} finds what is in it"
    ))
}
