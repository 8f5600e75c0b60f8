//! What the tests of README and docs need of a Markdown file: its fenced blocks, its headings as
//! anchors, and its links. It knows nothing of the program.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// A file of the repository.
pub(crate) fn in_repository(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

pub(crate) fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The Markdown files directly in a folder of the repository, in the order of their names.
pub(crate) fn files_of(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(in_repository(folder)).unwrap();
    let mut files: Vec<_> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    files.sort();
    files
}

/// A part of a Markdown file.
pub(crate) enum Part {
    /// Everything between two fenced blocks.
    Text(String),
    Fence(Fence),
}

/// A fenced block.
pub(crate) struct Fence {
    /// What follows the opening fence: the language, and perhaps the name of a file.
    pub(crate) info: String,
    pub(crate) body: String,
}

impl Fence {
    pub(crate) fn language(&self) -> &str {
        self.info.split_whitespace().next().unwrap_or_default()
    }

    /// The name of the file that the block is the content of.
    pub(crate) fn file_name(&self) -> Option<&str> {
        self.info.split_whitespace().nth(1)
    }
}

/// Cuts a file into its parts; together they are the file.
pub(crate) fn parts(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut pieces = text.split("```");
    parts.push(Part::Text(pieces.next().unwrap().to_owned()));
    while let Some(fence) = pieces.next() {
        let (info, body) = fence.split_once('\n').unwrap();
        parts.push(Part::Fence(Fence {
            info: info.to_owned(),
            body: body.to_owned(),
        }));
        let after = pieces.next().expect("a fence is never closed");
        parts.push(Part::Text(after.to_owned()));
    }
    parts
}

/// The fenced blocks of a file.
pub(crate) fn fences(text: &str) -> Vec<Fence> {
    let fence = |part| match part {
        Part::Fence(fence) => Some(fence),
        Part::Text(_) => None,
    };
    parts(text).into_iter().filter_map(fence).collect()
}

/// Puts the parts together again.
pub(crate) fn written(parts: &[Part]) -> String {
    let mut text = String::new();
    for part in parts {
        match part {
            Part::Text(own) => text.push_str(own),
            Part::Fence(fence) => {
                write!(text, "```{}\n{}```", fence.info, fence.body).unwrap();
            }
        }
    }
    text
}

/// Where the links of a file lead to.
pub(crate) fn links(text: &str) -> Vec<String> {
    let link = |event| match event {
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
            Some(dest_url.into_string())
        }
        _ => None,
    };
    Parser::new(text).filter_map(link).collect()
}

/// The code spans of a file.
pub(crate) fn code_spans(text: &str) -> Vec<String> {
    let span = |event| match event {
        Event::Code(code) => Some(code.into_string()),
        _ => None,
    };
    Parser::new_ext(text, Options::ENABLE_TABLES)
        .filter_map(span)
        .collect()
}

/// The anchors of a file's headings, as GitHub makes them: lower case, hyphens for spaces, no
/// punctuation.
pub(crate) fn anchors(text: &str) -> Vec<String> {
    let mut anchors = Vec::new();
    let mut heading: Option<String> = None;
    for event in Parser::new(text) {
        match event {
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::End(TagEnd::Heading(_)) => {
                anchors.extend(heading.take().map(|text| anchor(&text)));
            }
            Event::Text(text) | Event::Code(text) => {
                if let Some(heading) = &mut heading {
                    heading.push_str(&text);
                }
            }
            _ => {}
        }
    }
    anchors
}

fn anchor(heading: &str) -> String {
    let kept = |c: char| match c {
        ' ' => Some('-'),
        '-' | '_' => Some(c),
        _ => c.is_alphanumeric().then_some(c),
    };
    heading.to_lowercase().chars().filter_map(kept).collect()
}

#[test]
fn a_file_is_its_parts() {
    let text = "# A `b`: c\n\n```sh name.sh\necho\n```\nend [x](y.md#z)\n";
    assert_eq!(written(&parts(text)), text);
    let fences = fences(text);
    assert_eq!(fences[0].language(), "sh");
    assert_eq!(fences[0].file_name(), Some("name.sh"));
    assert_eq!(anchors(text), ["a-b-c"]);
    assert_eq!(links(text), ["y.md#z"]);
}
