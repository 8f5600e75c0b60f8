//! What a zip file is: a document, a program, or an archive of files.
//!
//! The names in its directory decide, not its own name and not the order of its members. A zip
//! file without such marks stays an archive.

use crate::article::{Problem, ProblemKind};
use crate::formats::reader::ArticleReader;
use crate::formats::readers::{office, pages};

/// What a zip file is.
pub(super) enum Zipped {
    Archive,
    /// A document, and its reader.
    Articles(&'static dyn ArticleReader),
    /// A document or a program that holds no articles, or none that are read.
    NotRead(Problem),
}

/// What the files with some marks are.
enum As {
    Articles(&'static dyn ArticleReader),
    /// What messages call it, and what to do.
    NotRead(&'static str, &'static str),
}

/// What converts an office document.
const SAVE: &str = "; save it as a document or a table in another format";

/// The beginnings of members' names that show what a zip file is: all of a row have to be there.
/// `*` is any one folder at the start of a mark, and anything at its end. Names are in lower case. The first row that fits counts.
///
/// Sources: ISO/IEC 29500-2 (`[Content_Types].xml`), `OpenDocument` 1.3 part 2 (`content.xml`), EPUB
/// OCF 3.3 (`META-INF/container.xml`), WACZ 1.1.1, the MAFF specification, the JAR file specification.
#[rustfmt::skip]
static MARKS: &[(&[&str], As)] = &[
    (&["[content_types].xml", "word/"], As::Articles(&office::word::WORD)),
    (&["[content_types].xml", "xl/workbook.bin"], As::NotRead(
        "a binary Excel workbook (.xlsb)", "; save it as .xlsx or CSV")),
    (&["[content_types].xml", "xl/"], As::Articles(&office::tables::EXCEL)),
    (&["[content_types].xml", "ppt/"], As::NotRead("a presentation", SAVE)),
    (&["[content_types].xml", "visio/"], As::NotRead("a drawing", SAVE)),
    (&["meta-inf/container.xml"], As::Articles(&office::epub::EPUB)),
    (&["mimetype", "content.xml"], As::Articles(&office::open_document::OPEN_DOCUMENT)),
    (&["meta-inf/manifest.xml", "content.xml"], As::Articles(&office::open_document::OPEN_DOCUMENT)),
    (&["index/document.iwa"], As::NotRead("a document of Pages, Numbers or Keynote", SAVE)),
    (&["index.zip", "metadata/"], As::NotRead("a document of Pages, Numbers or Keynote", SAVE)),
    (&["datapackage.json", "archive/"], As::Articles(&pages::saved::wacz::WACZ)),
    (&["*/index.rdf"], As::Articles(&pages::saved::maff::MAFF)),
    (&["metadata_0_to_*", "content/"], As::Articles(&pages::saved::omnivore::OMNIVORE)),
    (&["androidmanifest.xml"], As::NotRead("a program", "")),
    (&["meta-inf/manifest.mf"], As::NotRead("a program", "")),
    (&["[content_types].xml", "_rels/.rels"], As::NotRead("an office document of another kind", SAVE)),
];

/// What a zip file with these names in its directory is.
pub(super) fn zipped_as(names: &[String]) -> Zipped {
    let mut seen = [0_u32; 32];
    debug_assert!(MARKS.len() <= seen.len(), "each row has its place");
    for name in names {
        let name = name.replace('\\', "/").to_ascii_lowercase();
        for ((marks, _), seen) in MARKS.iter().zip(&mut seen) {
            for (at, mark) in marks.iter().enumerate() {
                let fits = match mark.strip_prefix("*/") {
                    Some(mark) => name.split_once('/').is_some_and(|(_, own)| own == mark),
                    None if mark.ends_with('*') => name.starts_with(mark.trim_end_matches('*')),
                    None => name == *mark || (mark.ends_with('/') && name.starts_with(mark)),
                };
                *seen |= u32::from(fits) << at;
            }
        }
    }
    let rows = MARKS.iter().zip(seen);
    let mut fitting = rows.filter(|((marks, _), seen)| *seen + 1 == 1 << marks.len());
    match fitting.next() {
        None => Zipped::Archive,
        Some(((_, As::Articles(reader)), _)) => Zipped::Articles(*reader),
        Some(((_, As::NotRead(what, advice)), _)) => Zipped::NotRead(Problem::file(
            ProblemKind::UnknownFormat,
            format!("{what} is not a format that is read{advice}"),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(names: &[&str]) -> String {
        let names: Vec<String> = names.iter().map(ToString::to_string).collect();
        match zipped_as(&names) {
            Zipped::Archive => "archive".to_owned(),
            Zipped::Articles(reader) => reader.name().to_owned(),
            Zipped::NotRead(problem) => problem.detail,
        }
    }

    #[test]
    fn names_of_members_show_what_a_zip_file_is() {
        for (names, is) in [
            (&["a.txt", "b/c.txt"][..], "archive"),
            (&["word/a.txt", "mimetype.txt"], "archive"),
            (&["x/[Content_Types].xml", "x/word/document.xml"], "archive"),
            (
                &["docProps/app.xml", "xl/workbook.xml", "[Content_Types].xml"],
                "excel",
            ),
            (&["[Content_Types].xml", "word\\document.xml"], "word"),
            (&["word/document2.xml", "[content_types].xml"], "word"),
            (&["mimetype", "content.xml", "styles.xml"], "opendocument"),
            (&["content.xml", "META-INF/manifest.xml"], "opendocument"),
            (
                &["mimetype", "META-INF/container.xml", "content.opf"],
                "epub",
            ),
            (&["content.xml", "a.txt"], "archive"),
            (
                &["META-INF/MANIFEST.MF", "A.class"],
                "a program is not a format that is read",
            ),
        ] {
            assert_eq!(shown(names), is, "{names:?}");
        }
        assert!(shown(&["[Content_Types].xml", "ppt/presentation.xml"]).contains("presentation"));
    }
}
