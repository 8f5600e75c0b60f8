//! Arguments of a search that were probably meant as something else: options of other programs, and
//! paths.

use crate::cli::shell::quoted;
use std::ffi::OsString;
use std::path::Path;

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

/// Says for each argument that is a file or a folder how to search in it.
pub(crate) fn of_paths(arguments: &[OsString]) -> Vec<String> {
    let is_path = |argument: &&OsString| {
        let text = argument.to_string_lossy();
        text.contains(std::path::MAIN_SEPARATOR) && Path::new(argument).exists()
    };
    let notes = arguments.iter().filter(is_path).map(|argument| {
        let path = Path::new(argument);
        let shown = path.display();
        if path.is_dir() {
            format!(
                "`{shown}` is a folder, and was read as words: to search in it, --in {}",
                quoted(path)
            )
        } else {
            format!(
                "`{shown}` is a file, and was read as words: path:NAME limits a search to files"
            )
        }
    });
    notes.collect()
}
