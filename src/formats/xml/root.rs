//! The root element of a file, found in its first bytes. It shows the format of a file of XML.
//!
//! Declarations, comments and processing instructions before it are skipped. Its name is the one
//! that readers know (`names`), whatever prefix the file uses.

use super::names::known_name;
use crate::formats::bytes::charset::{Declared, decode};
use quick_xml::events::Event;
use quick_xml::reader::NsReader;

/// The root element of a file.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::formats) struct Root {
    /// Its name, as readers know it.
    pub(in crate::formats) name: String,
    /// Its start tag as written.
    pub(in crate::formats) tag: String,
}

impl Root {
    /// Finds the root element in a file's first bytes; `None` if they are not XML.
    pub(in crate::formats) fn of(head: &[u8]) -> Option<Self> {
        let is_xml = head
            .iter()
            .find(|byte| !byte.is_ascii_whitespace() && !b"\xEF\xBB\xBF\xFE\xFF\0".contains(byte));
        if is_xml != Some(&b'<') {
            return None;
        }
        let decoded = decode(head, Declared::of_xml(head));
        let mut reader = NsReader::from_str(decoded.text.trim_start());
        reader.config_mut().check_end_names = false;
        loop {
            let (start, is_before) = match reader.read_event().ok()? {
                Event::Start(start) | Event::Empty(start) => (Some(start), false),
                Event::Text(text) => (None, text.trim().is_empty()),
                Event::Eof | Event::End(_) | Event::CData(_) | Event::GeneralRef(_) => {
                    (None, false)
                }
                _ => (None, true),
            };
            if let Some(start) = start {
                let (resolved, local) = reader.resolver().resolve_element(start.name());
                let name = known_name(&resolved, local, start.name().as_ref());
                return (!name.is_empty()).then(|| Self {
                    name,
                    tag: start.to_string(),
                });
            }
            if !is_before {
                return None;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(head: &[u8]) -> Option<String> {
        Root::of(head).map(|root| root.name)
    }

    #[test]
    fn the_root_is_found_after_declarations_and_comments() {
        for head in [
            "<nitf>",
            "\u{feff}\n<?xml version='1.0'?>\n<!-- a <b> -->\n<!DOCTYPE nitf SYSTEM 'x.dtd' [<!ENTITY a 'b'>]>\n<nitf a='b'>",
            "<x:nitf xmlns:x='http://iptc.org/std/NITF/2006-10-18/'/>",
        ] {
            assert_eq!(name(head.as_bytes()).as_deref(), Some("nitf"), "{head}");
        }
        let wide: Vec<u8> = "\u{feff}<nitf>"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(name(&wide).as_deref(), Some("nitf"));
    }

    #[test]
    fn other_files_have_no_root() {
        for head in [
            &b""[..],
            b"Reuters <nitf>",
            b"<",
            b"<!-- never closed",
            b"<?xml?>",
            b"< p>",
            b"{}",
        ] {
            assert_eq!(name(head), None, "{head:?}");
        }
    }
}
