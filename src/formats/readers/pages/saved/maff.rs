//! The reader of MAFF, the archives of Firefox: a zip file with a folder for each page.
//!
//! A folder has the page and `index.rdf`, which names the page's file and its address. All other
//! files in it are parts of the page. Format: Mozilla Archive Format, `MAFF Specification` 1.0.

use super::{Place, SavedPage};
use crate::article::{Problem, ProblemKind};
use crate::formats::input::Input;
use crate::formats::options::MAX_WHOLE_FILE;
use crate::formats::package::{Package, resolved};
use crate::formats::reader::{ArticleReader, ArticleSink, ReadEnd};
use crate::formats::xml::{Element, Elements, Piece, Shape};

/// MAFF, known by the parts of the file.
pub(in crate::formats) struct Maff;

/// The reader.
pub(in crate::formats) static MAFF: Maff = Maff;

/// What a folder says of its page.
const INDEX: &str = "index.rdf";

impl ArticleReader for Maff {
    fn name(&self) -> &'static str {
        "maff"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["maff"]
    }

    /// What a zip file is, is not known from its first bytes.
    fn recognizes(&self, _head: &[u8]) -> bool {
        false
    }

    fn read(&self, input: Input<'_>, out: &mut dyn ArticleSink) -> Result<(), ReadEnd> {
        let place = Place::of(&input);
        let package = Package::open(input)?;
        let is_index = |name: &str| name.ends_with("/index.rdf") || name == INDEX;
        let indexes = package.names(is_index);
        for (index, ordinal) in indexes.iter().zip(1..) {
            match read_folder(&package, index, ordinal, &place, out) {
                Err(ReadEnd::Failed(problem)) => out.problem(Problem {
                    ordinal: Some(ordinal),
                    ..problem
                })?,
                end => end?,
            }
        }
        Ok(())
    }
}

/// Reads the page of a folder.
fn read_folder(
    package: &Package<'_>,
    index: &str,
    ordinal: u32,
    place: &Place<'_>,
    out: &mut dyn ArticleSink,
) -> Result<(), ReadEnd> {
    let description = Description::read(&package.needed(index)?);
    let named = description.page.map(|page| resolved(index, &page));
    let usual = ["index.html", "index.htm", "index.xhtml"].map(|page| resolved(index, page));
    let page = named.into_iter().chain(usual);
    let Some(page) = page.into_iter().find(|page| package.has(page)) else {
        let detail = format!("`{index}` names no page that is there; save the page again");
        return Err(Problem::record(ordinal, ProblemKind::Malformed, detail).into());
    };
    SavedPage {
        bytes: &package.needed(&page)?,
        address: description.address.as_deref(),
        charset: description.charset.as_deref(),
        frames: Vec::new(),
        ordinal,
    }
    .read(place, out)
}

/// What `index.rdf` says.
#[derive(Default)]
struct Description {
    address: Option<String>,
    page: Option<String>,
    charset: Option<String>,
}

impl Description {
    fn read(bytes: &[u8]) -> Self {
        const WHOLE: Shape = Shape {
            containers: &[],
            records: &[],
        };
        let elements = Elements::new(Box::new(bytes), WHOLE, MAX_WHOLE_FILE);
        let piece = elements.ok().and_then(|mut elements| elements.next());
        let Some(Ok(Piece::Whole(root) | Piece::Opened(root))) = piece else {
            return Self::default();
        };
        Self {
            address: stated(&root, "originalurl"),
            page: stated(&root, "indexfilename"),
            charset: stated(&root, "charset"),
        }
    }
}

/// A value: the resource of the element of that name, in whatever prefix, or its text.
fn stated(root: &Element, name: &str) -> Option<String> {
    let is_named = |element: &&Element| element.name.rsplit(':').next() == Some(name);
    let element = root.elements().flat_map(Element::elements).find(is_named)?;
    ["RDF:resource", "rdf:resource", "resource"]
        .iter()
        .find_map(|key| element.attribute(key))
        .or_else(|| element.line())
}
