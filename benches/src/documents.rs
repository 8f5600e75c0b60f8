//! Articles as documents of other programs: Word and RTF with the tags that Word writes around text,
//! and scanned pages in ALTO with the place of each word.

use crate::corpus::Story;
use flate2::Compression;
use flate2::write::DeflateEncoder;
use std::fmt::Write as _;
use std::io::Write as _;

/// What Word writes before each stretch of text.
const RUN: &str = "<w:r w:rsidRPr=\"00A12B34\"><w:rPr><w:rFonts w:ascii=\"Calibri\" w:hAnsi=\"Calibri\" \
    w:cs=\"Calibri\"/><w:sz w:val=\"22\"/><w:lang w:val=\"en-GB\"/></w:rPr><w:t xml:space=\"preserve\">";

/// A Word document of an article.
///
/// # Panics
/// Never: memory can be written.
#[must_use]
pub fn word(story: &Story) -> Vec<u8> {
    let mut xml = String::from("<?xml version=\"1.0\"?><w:document xmlns:w=\"w\"><w:body>");
    for (style, text) in paragraphs(story) {
        let text = text.replace('&', "&amp;").replace('<', "&lt;");
        let _ = write!(
            xml,
            "<w:p w:rsidR=\"00A12B34\" w:rsidRDefault=\"00A12B34\"><w:pPr><w:pStyle w:val=\"{style}\"/>\
             <w:spacing w:after=\"120\"/></w:pPr>{RUN}{text}</w:t></w:r></w:p>"
        );
    }
    xml.push_str("</w:body></w:document>");
    let mut out = Vec::new();
    let mut archive = rawzip::ZipArchiveWriter::new(&mut out);
    for (name, text) in [
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", &xml),
    ] {
        let file = archive.new_file(name);
        let file = file.compression_method(rawzip::CompressionMethod::DEFLATE);
        let (mut entry, config) = file.start().expect("memory is writable");
        let encoder = DeflateEncoder::new(&mut entry, Compression::default());
        let mut writer = config.wrap(encoder);
        writer
            .write_all(text.as_bytes())
            .expect("memory is writable");
        let (encoder, descriptor) = writer.finish().expect("memory is writable");
        encoder.finish().expect("memory is writable");
        entry.finish(descriptor).expect("memory is writable");
    }
    archive.finish().expect("memory is writable");
    out
}

/// An RTF document of an article.
#[must_use]
pub fn rtf(story: &Story) -> Vec<u8> {
    let mut rtf = String::from(
        "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Calibri;}}{\\stylesheet{\\s0 Normal;}{\\s1 Title;}}",
    );
    for (style, text) in paragraphs(story) {
        let number = u8::from(style == "Title");
        let _ = write!(rtf, "\\pard\\plain\\s{number}\\sa120\\f0\\fs22 ");
        for c in text.chars() {
            match c {
                '\\' | '{' | '}' => rtf.extend(['\\', c]),
                c if c.is_ascii() => rtf.push(c),
                c => {
                    let _ = write!(rtf, "\\u{}?", u32::from(c) & 0x7FFF);
                }
            }
        }
        rtf.push_str("\\par\n");
    }
    rtf.push('}');
    rtf.into_bytes()
}

/// A scanned page with the words of an article, as docWorks writes it: most of it are places.
#[must_use]
pub fn alto(story: &Story) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<alto xmlns=\"http://www.loc.gov/standards/alto/ns-v2#\">\
         <Layout><Page ID=\"PAGE1\" PHYSICAL_IMG_NR=\"1\" HEIGHT=\"6000\" WIDTH=\"4000\"><PrintSpace>\n",
    );
    let mut number = 0;
    for (block, (_, text)) in paragraphs(story).into_iter().enumerate() {
        let _ = writeln!(
            xml,
            "<TextBlock ID=\"TB{block:05}\" HPOS=\"1326\" VPOS=\"1235\" WIDTH=\"812\" HEIGHT=\"355\">"
        );
        let words: Vec<&str> = text.split_whitespace().collect();
        for line in words.chunks(8) {
            let _ = writeln!(
                xml,
                "<TextLine ID=\"TL{number:05}\" HPOS=\"1617\" VPOS=\"5332\" WIDTH=\"800\" HEIGHT=\"33\">"
            );
            for word in line {
                number += 1;
                let word = word.replace('&', "&amp;").replace('<', "&lt;");
                let word = word.replace('"', "&quot;");
                let _ = writeln!(
                    xml,
                    "<String ID=\"ST{number:06}\" HPOS=\"1326\" VPOS=\"5332\" WIDTH=\"157\" HEIGHT=\"31\" \
                     WC=\"0.92\" CC=\"0000000\" CONTENT=\"{word}\"/><SP ID=\"SP{number:06}\" HPOS=\"2387\" \
                     VPOS=\"475\" WIDTH=\"12\"/>"
                );
            }
            xml.push_str("</TextLine>\n");
        }
        xml.push_str("</TextBlock>\n");
    }
    xml.push_str("</PrintSpace></Page></Layout></alto>\n");
    xml
}

/// The paragraphs of an article with their styles.
fn paragraphs(story: &Story) -> Vec<(&'static str, &str)> {
    let body = story.body.split('\n').filter(|line| !line.is_empty());
    let mut paragraphs = vec![("Title", story.headline.as_str())];
    paragraphs.extend(body.map(|line| ("Normal", line)));
    paragraphs
}
