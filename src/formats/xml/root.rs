//! What a file's first bytes say it is: its root element.

use super::decoding::charset_of;
use super::names::known_name;
use quick_xml::events::Event;
use quick_xml::reader::NsReader;

/// The root element of a file.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::formats) struct Root {
    /// Its name, as elements' names are known.
    pub(in crate::formats) name: String,
    /// Its start tag as written.
    pub(in crate::formats) tag: String,
}

impl Root {
    /// Finds the root element in a file's first bytes, if they are XML.
    pub(in crate::formats) fn of(head: &[u8]) -> Option<Self> {
        let is_xml = head
            .iter()
            .find(|byte| !byte.is_ascii_whitespace() && !b"\xEF\xBB\xBF\xFE\xFF\0".contains(byte));
        if is_xml != Some(&b'<') {
            return None;
        }
        let (text, _) = charset_of(head).decode_with_bom_removal(head);
        let mut reader = NsReader::from_str(text.trim_start());
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
    fn the_root_is_found_behind_all_that_may_stand_before_it() {
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
    fn what_is_no_xml_has_no_root() {
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
