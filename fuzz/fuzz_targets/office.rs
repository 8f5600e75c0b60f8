//! Documents of offices with any text in them: RTF, and the parts of Word, Excel, OpenDocument and
//! EPUB files.
//!
//! Mutated zip files rarely get past their checksums, so the input becomes the main part of a whole
//! file. Its first byte chooses the kind: each has to end, report something, and stay in its limits.

#![no_main]

use dateline::article::ArchivePath;
use dateline::formats::{Input, READERS, ReadOptions};
use libfuzzer_sys::{Corpus, fuzz_target};
use std::io::Write;

/// The reader, the part that the input becomes, and the other parts.
type Kind = (
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str)],
);

const BOOK: &str = "<package><metadata/><manifest><item id='a' href='a.html' media-type='text/html'/>\
    </manifest><spine><itemref idref='a'/></spine></package>";

const WORKBOOK: &str = "<workbook><sheets><sheet name='A' r:id='a'/></sheets></workbook>";

const SHEET: &str = "<Relationships><Relationship Id='a' Type='x/worksheet' Target='s.xml'/>\
    <Relationship Id='b' Type='x/sharedStrings' Target='strings.xml'/></Relationships>";

const KINDS: &[Kind] = &[
    ("rtf", "", &[]),
    ("word", "word/document.xml", &[]),
    ("opendocument", "content.xml", &[]),
    (
        "excel",
        "xl/s.xml",
        &[
            ("xl/workbook.xml", WORKBOOK),
            ("xl/_rels/workbook.xml.rels", SHEET),
        ],
    ),
    (
        "excel",
        "xl/strings.xml",
        &[
            ("xl/workbook.xml", WORKBOOK),
            ("xl/_rels/workbook.xml.rels", SHEET),
            ("xl/s.xml", "<row><c t='s'><v>0</v></c></row>"),
        ],
    ),
    ("epub", "a.html", &[("content.opf", BOOK)]),
    ("epub", "content.opf", &[("a.html", "<p>Text.</p>")]),
];

fuzz_target!(|data: &[u8]| -> Corpus {
    let Some((first, text)) = data.split_first() else {
        return Corpus::Reject;
    };
    let (reader, part, others) = KINDS[usize::from(*first) % KINDS.len()];
    let file = if part.is_empty() {
        text.to_vec()
    } else {
        zipped(part, text, others)
    };
    let path = ArchivePath::from_stored("2021/01/19/document");
    let mut options = ReadOptions::at("2026-01-01T00:00:00Z".parse().expect("a moment"));
    options.max_file_size = 1 << 20;
    let reader = READERS.iter().find(|own| own.name() == reader);
    let reader = reader.expect("there is a reader of that name");
    let items = reader.read_all(Input::whole(&path, &options, &file));
    assert!(!items.is_empty(), "{} gives nothing", reader.name());
    for article in items.iter().flatten() {
        assert!(article.origin.ordinal > 0, "{article:?}");
        assert!(!article.headline.contains('\n'), "{article:?}");
    }
    Corpus::Keep
});

/// A zip file with these parts.
fn zipped(part: &str, text: &[u8], others: &[(&str, &str)]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut archive = rawzip::ZipArchiveWriter::new(&mut out);
    let others = others.iter().map(|(name, text)| (*name, text.as_bytes()));
    for (name, bytes) in others.chain([(part, text)]) {
        let file = archive.new_file(name);
        let file = file.compression_method(rawzip::CompressionMethod::STORE);
        let (mut entry, config) = file.start().expect("memory is writable");
        let mut writer = config.wrap(&mut entry);
        writer.write_all(bytes).expect("memory is writable");
        let (_, descriptor) = writer.finish().expect("memory is writable");
        entry.finish(descriptor).expect("memory is writable");
    }
    archive.finish().expect("memory is writable");
    out
}
