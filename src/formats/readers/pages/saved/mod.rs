//! Pages that somebody saved from the web, with everything that they need in one file.
//!
//! A browser writes the page, its frames, pictures and styles. The page is the article, read as if
//! it had been fetched; the other parts are none. What the file says of the saving (its day, the
//! program) says nothing of the article, apart from the address.

pub(in crate::formats) mod archive_box;
pub(in crate::formats) mod evernote;
pub(in crate::formats) mod listed;
pub(in crate::formats) mod maff;
pub(in crate::formats) mod mhtml;
mod numbered;
pub(in crate::formats) mod omnivore;
mod plist;
pub(in crate::formats) mod wacz;
pub(in crate::formats) mod webarchive;

#[cfg(test)]
mod tests;

use crate::article::{ArchivePath, Origin, WhyLeftOut};
use crate::formats::bytes::excerpt::excerpt;
use crate::formats::input::Input;
use crate::formats::options::ReadOptions;
use crate::formats::reader::{ArticleSink, ReadEnd};
use crate::formats::readers::pages::html::{Page, read_page};

/// A page that was found in a file.
struct SavedPage<'a> {
    bytes: &'a [u8],
    /// The address where it was saved from. Others than those of the web are left away.
    address: Option<&'a str>,
    /// The character set that the file names.
    charset: Option<&'a str>,
    /// The addresses of pages in its frames.
    frames: Vec<String>,
    /// Its number in the file, from 1.
    ordinal: u32,
}

impl SavedPage<'_> {
    /// Makes the article of the page. `place` has the path and the options of the file.
    fn read(&self, place: &Place<'_>, out: &mut dyn ArticleSink) -> Result<(), ReadEnd> {
        let page = Page {
            bytes: self.bytes,
            url: self.address.filter(|address| is_of_web(address)),
            charset: self.charset,
            is_xml: false,
            captured: None,
            origin: Origin {
                path: place.path.clone(),
                ordinal: self.ordinal,
            },
        };
        let mut builder = read_page(page, place.options)?;
        for frame in &self.frames {
            let name = format!("frame {}", excerpt(frame));
            builder.left_out(name.trim_end(), WhyLeftOut::Embedded, 0);
        }
        Ok(builder.finish(out)?)
    }
}

/// Where a page is read from.
struct Place<'a> {
    path: &'a ArchivePath,
    options: &'a ReadOptions,
}

impl<'a> Place<'a> {
    fn of(input: &Input<'a>) -> Self {
        Self {
            path: input.path,
            options: input.options,
        }
    }
}

/// Whether a part of a zip file has an extension. Names of parts are in lower case.
fn has_extension(name: &str, extension: &str) -> bool {
    name.rsplit_once('.')
        .is_some_and(|(_, own)| own == extension)
}

/// Whether it is an address of the web, and not of a disk.
fn is_of_web(address: &str) -> bool {
    address.starts_with("http://") || address.starts_with("https://")
}
