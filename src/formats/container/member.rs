//! The names of members: their paths, which of them are skipped, and how messages show them.
//!
//! The path of a member is always below its archive, whatever its name says.

use crate::article::ArchivePath;
use crate::formats::bytes::charset;
use crate::formats::bytes::excerpt::cut_to;
use std::path::Path;

/// The longest name that a message shows, in characters.
const LONGEST_SHOWN: usize = 120;

/// The name of a member as its archive has it, with `/` between folders.
pub(super) fn member_name(written: &[u8]) -> String {
    charset::utf8(written).text.replace('\\', "/")
}

/// Whether a member is skipped, as the walk skips hidden files: a part of its name starts with a
/// full stop, or it is what macOS adds to the files.
pub(super) fn is_hidden(name: &str) -> bool {
    name.split('/').any(|part| {
        part == "__MACOSX" || (part.starts_with('.') && !part.bytes().all(|byte| byte == b'.'))
    })
}

/// A name without the `./` that programs write before it.
pub(super) fn plain(name: &str) -> &str {
    name.trim_start_matches("./")
}

/// Whether a name has an extension, in any case.
pub(super) fn has_extension(name: &str, extension: &str) -> bool {
    let own = name.rsplit_once('.').map_or("", |(_, own)| own);
    own.eq_ignore_ascii_case(extension)
}

/// The path that a member's reader sees: below the archive's.
pub(super) fn member_path(archive: &ArchivePath, name: &str) -> ArchivePath {
    let below = ArchivePath::from_relative(Path::new(name));
    ArchivePath::from_stored(&format!("{archive}/{below}"))
}

/// The name as messages show it, after the name of the member that it is in.
pub(super) fn shown(outer: Option<&str>, name: &str) -> String {
    match outer {
        Some(outer) => cut_to(&format!("{outer}/{name}"), LONGEST_SHOWN),
        None => cut_to(name, LONGEST_SHOWN),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_hidden_part_of_a_name_hides_a_member() {
        for (name, hidden) in [
            ("a.txt", false),
            ("./a.txt", false),
            ("../a.txt", false),
            (".a.txt", true),
            ("x/.git/a.txt", true),
            ("__MACOSX/a.txt", true),
            ("x/._a.txt", true),
        ] {
            assert_eq!(is_hidden(name), hidden, "{name}");
        }
    }

    #[test]
    fn the_path_of_a_member_is_below_its_archive() {
        let archive = ArchivePath::from_stored("wire/a.zip");
        for (name, path) in [
            (&b"2021/b.txt"[..], "wire/a.zip/2021/b.txt"),
            (b"..\\..\\b.txt", "wire/a.zip/b.txt"),
            (b"/etc/passwd", "wire/a.zip/etc/passwd"),
            (b"caf\xE9.txt", "wire/a.zip/caf\u{fffd}.txt"),
        ] {
            assert_eq!(member_path(&archive, &member_name(name)).as_str(), path);
        }
    }

    #[test]
    fn long_names_are_cut_in_messages() {
        assert_eq!(shown(Some("b.tar"), "c.txt"), "b.tar/c.txt");
        assert_eq!(
            shown(None, &"é".repeat(500)).chars().count(),
            LONGEST_SHOWN + 1
        );
    }
}
