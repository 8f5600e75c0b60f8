//! The walk through a folder.

use super::{FileStat, SourceFile};
use crate::article::{ArchivePath, PathGlobs, Problem, ProblemKind};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// The file in an index's folder that its writers lock.
pub const INDEX_LOCK: &str = "writer.lock";

/// The folder in an index's folder that its generations lie in.
pub const INDEX_GENERATIONS: &str = "generations";

/// Whether a folder is that of an index, of this or another archive.
#[must_use]
pub fn is_index(folder: &Path) -> bool {
    folder.join(INDEX_LOCK).is_file() && folder.join(INDEX_GENERATIONS).is_dir()
}

/// What the walk takes and what it passes over. Hidden files and folders it never takes.
#[derive(Debug, Clone)]
pub struct WalkOptions {
    /// If not empty, only files that one of these means.
    pub include: PathGlobs,
    /// Neither files nor folders that one of these means.
    pub exclude: PathGlobs,
    /// Whether symbolic links are followed.
    pub follow: bool,
    /// The folder of the index to be made, passed over wherever it lies.
    pub index: PathBuf,
}

/// What the walk met.
#[derive(Debug)]
pub enum Found {
    /// A regular file.
    File(SourceFile),
    /// Something that could not be listed; a folder may stand behind it.
    Problem(ArchivePath, Problem),
}

/// Walks the folder `root`, in no particular order.
pub fn walk<'a>(root: &'a Path, options: &'a WalkOptions) -> impl Iterator<Item = Found> + 'a {
    WalkDir::new(root)
        .follow_links(options.follow)
        .into_iter()
        .filter_entry(move |entry| entry.depth() == 0 || is_wanted(root, entry, options))
        .filter_map(move |entry| match entry {
            Ok(entry) => found(root, &entry, options),
            Err(error) => Some(problem(root, &error)),
        })
}

fn is_wanted(root: &Path, entry: &DirEntry, options: &WalkOptions) -> bool {
    let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
    if hidden || options.exclude.matches(below(root, entry.path())) {
        return false;
    }
    !(entry.file_type().is_dir() && (entry.path() == options.index || is_index(entry.path())))
}

fn found(root: &Path, entry: &DirEntry, options: &WalkOptions) -> Option<Found> {
    // Pipes, sockets and devices are no articles, and reading one may never end.
    if !entry.file_type().is_file() {
        return None;
    }
    let relative = below(root, entry.path());
    if !options.include.is_empty() && !options.include.matches(relative) {
        return None;
    }
    let path = ArchivePath::from_relative(relative);
    Some(match entry.metadata() {
        Ok(metadata) => Found::File(SourceFile {
            path,
            stat: FileStat::of(&metadata),
        }),
        Err(error) => problem(root, &error),
    })
}

fn problem(root: &Path, error: &walkdir::Error) -> Found {
    let path = error.path().map_or(Path::new(""), |path| below(root, path));
    let (kind, detail) = if let Some(ancestor) = error.loop_ancestor() {
        let above = ArchivePath::from_relative(below(root, ancestor));
        let above = match above.as_str() {
            "" => "the archive's folder".to_owned(),
            name => format!("`{name}`"),
        };
        (
            ProblemKind::LinkLoop,
            format!("a link back to {above}, not followed"),
        )
    } else {
        match error.io_error() {
            Some(io) if io.kind() == ErrorKind::NotFound => (
                ProblemKind::Vanished,
                "listed, but gone when it was looked at".to_owned(),
            ),
            Some(io) => (ProblemKind::Unreadable, format!("cannot be listed: {io}")),
            None => (ProblemKind::Unreadable, error.to_string()),
        }
    };
    Found::Problem(
        ArchivePath::from_relative(path),
        Problem::file(kind, detail),
    )
}

fn below<'a>(root: &Path, path: &'a Path) -> &'a Path {
    path.strip_prefix(root).unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn options(index: &Path) -> WalkOptions {
        WalkOptions {
            include: PathGlobs::new(&[]).unwrap(),
            exclude: PathGlobs::new(&[]).unwrap(),
            follow: false,
            index: index.to_owned(),
        }
    }

    /// The paths of the files, and the kinds of the problems, both sorted.
    fn names(root: &Path, options: &WalkOptions) -> (Vec<String>, Vec<String>) {
        let (mut files, mut problems) = (Vec::new(), Vec::new());
        for found in walk(root, options) {
            match found {
                Found::File(file) => files.push(file.path.to_string()),
                Found::Problem(path, problem) => problems.push(format!("{path}: {}", problem.kind)),
            }
        }
        files.sort();
        problems.sort();
        (files, problems)
    }

    fn archive(files: &[&str]) -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        for file in files {
            let path = root.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        root
    }

    #[test]
    fn hidden_files_the_index_and_excluded_folders_are_passed_over() {
        let root = archive(&[
            "a.txt",
            ".hidden.txt",
            ".git/x.txt",
            "idx/CURRENT",
            "other/writer.lock",
            "other/generations/1/x",
            "drafts/d.txt",
            "wire/b.txt",
            "wire/b.jpg",
        ]);
        let mut options = options(&root.path().join("idx"));
        options.exclude = PathGlobs::new(&["drafts".into()]).unwrap();
        assert_eq!(
            names(root.path(), &options).0,
            ["a.txt", "wire/b.jpg", "wire/b.txt"]
        );
        options.include = PathGlobs::new(&["*.txt".into()]).unwrap();
        assert_eq!(names(root.path(), &options).0, ["a.txt", "wire/b.txt"]);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_only_on_demand_and_loops_are_named() {
        use std::os::unix::fs::symlink;
        let root = archive(&["real/a.txt"]);
        symlink("real/a.txt", root.path().join("link.txt")).unwrap();
        symlink("..", root.path().join("real/up")).unwrap();
        symlink("nowhere", root.path().join("dangling")).unwrap();
        let mut options = options(Path::new("/none"));
        assert_eq!(names(root.path(), &options).0, ["real/a.txt"]);
        options.follow = true;
        let (files, problems) = names(root.path(), &options);
        assert_eq!(files, ["link.txt", "real/a.txt"]);
        assert_eq!(problems, ["dangling: vanished", "real/up: link-loop"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_is_not_opened() {
        let root = archive(&["a.txt"]);
        let made = std::process::Command::new("mkfifo")
            .arg(root.path().join("pipe.txt"))
            .status();
        if made.is_ok_and(|status| status.success()) {
            assert_eq!(
                names(root.path(), &options(Path::new("/none"))).0,
                ["a.txt"]
            );
        }
    }
}
