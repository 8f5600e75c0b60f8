//! What a METS file says of an issue: its files, its pages, its units and where their text is.
//!
//! Three usual ways are read: areas within the units (`fptr`), links from units to areas of pages
//! (`structLink`), and ranges of words. A unit that names whole pages only has no text of its own.
//! Format: <https://www.loc.gov/standards/mets/>.

use super::linked::path_of;
use super::unit::kind_of_type;
use crate::article::ArticleKind;
use crate::formats::xml::Element;
use std::collections::{BTreeSet, HashMap};

/// The most divisions and areas of an issue that are looked at. It bounds links in circles.
const MOST_PARTS: usize = 1 << 18;

/// An issue.
#[derive(Default)]
pub(super) struct Structure<'x> {
    /// The places of text files by their ids, as [`place_of`] gives them.
    pub(super) files: HashMap<String, String>,
    /// The numbers of pages by the ids of their files.
    pub(super) numbers: HashMap<String, String>,
    pub(super) units: Vec<Unit<'x>>,
    /// Descriptions by their ids.
    pub(super) described: HashMap<String, &'x Element>,
    /// The ids of descriptions of the issue, the innermost division first.
    pub(super) of_issue: Vec<String>,
}

/// A part of an issue that is an article, an advertisement or something else of its own.
pub(super) struct Unit<'x> {
    pub(super) division: &'x Element,
    pub(super) kind: ArticleKind,
    /// The division around it that is a section.
    pub(super) section: Option<&'x Element>,
    pub(super) areas: Vec<Area>,
}

impl Unit<'_> {
    /// Whether all of it is in some of the files.
    pub(super) fn is_only_in(&self, structure: &Structure<'_>, files: &BTreeSet<&str>) -> bool {
        let place = |area: &Area| structure.files.get(&area.file);
        let is_in = |area| place(area).is_some_and(|place| files.contains(&**place));
        self.areas.iter().all(is_in)
    }
}

/// A place with text: all of a block, or from one block, line or word to another.
pub(super) struct Area {
    pub(super) file: String,
    pub(super) begin: String,
    pub(super) end: Option<String>,
    /// Whether it is in the heading of its unit.
    pub(super) is_heading: bool,
}

impl<'x> Structure<'x> {
    /// Reads the root element of a METS file.
    pub(super) fn of(mets: &'x Element) -> Self {
        let mut structure = Self::default();
        for section in mets.all("dmdSec") {
            if let Some(id) = section.attribute("ID") {
                structure.described.insert(id, section);
            }
        }
        mets.each("file", &mut |file| {
            if let (Some(id), Some(place)) = (file.attribute("ID"), place_of(file)) {
                structure.files.insert(id, place);
            }
        });
        let maps: Vec<&Element> = mets.all("structMap").collect();
        let is_logical = |map: &&&Element| type_of(map) == "LOGICAL";
        let logical = maps.iter().find(is_logical).or(maps.first()).copied();
        let links = Links::of(mets, &maps);
        for map in &maps {
            structure.number_pages(map);
        }
        if let Some(map) = logical {
            let mut walk = Walk {
                links: &links,
                left: MOST_PARTS,
            };
            walk.divisions(map, None, &mut structure);
        }
        if structure.of_issue.is_empty() {
            structure.of_issue = unlinked(mets);
        }
        let files = &structure.files;
        for unit in &mut structure.units {
            unit.areas.retain(|area| files.contains_key(&area.file));
        }
        structure.units.retain(|unit| !unit.areas.is_empty());
        structure
    }

    /// Notes the number of each page of a structure of pages.
    fn number_pages(&mut self, element: &Element) {
        for division in element.all("div") {
            let is_page = matches!(&*type_of(division), "PAGE" | "TITLE_PAGE" | "CONTENT_PAGE")
                || type_of(division).ends_with("_PAGE");
            let order = || division.attribute("ORDER");
            let number = division.attribute("ORDERLABEL").or_else(order);
            if let (true, Some(number)) = (is_page, number) {
                for pointer in division.all("fptr") {
                    self.number_files(pointer, &number);
                }
            }
            self.number_pages(division);
        }
    }

    fn number_files(&mut self, element: &Element, number: &str) {
        if let Some(file) = element.attribute("FILEID") {
            self.numbers
                .entry(file)
                .or_insert_with(|| number.to_owned());
        }
        for inner in element.elements() {
            self.number_files(inner, number);
        }
    }
}

/// The ids of the descriptions that no division links to: where the issue links to none, they are
/// of the issue.
fn unlinked(mets: &Element) -> Vec<String> {
    let mut linked = BTreeSet::new();
    for map in mets.all("structMap") {
        add_linked(map, &mut linked);
    }
    let ids = mets.all("dmdSec").filter_map(|own| own.attribute("ID"));
    ids.filter(|id| !linked.contains(id)).collect()
}

fn add_linked(element: &Element, linked: &mut BTreeSet<String>) {
    for division in element.all("div") {
        linked.extend(described_by(division));
        add_linked(division, linked);
    }
}

/// The place of a file, if it is one with text: a path relative to the METS file, or to a folder
/// that is not known.
fn place_of(file: &Element) -> Option<String> {
    let kind = file
        .attribute("MIMETYPE")
        .unwrap_or_default()
        .to_lowercase();
    let place = file.find("FLocat")?.attribute_ending("href")?;
    let place = path_of(&place);
    let is_text =
        kind.contains("xml") || (kind.is_empty() && place.to_lowercase().ends_with(".xml"));
    (is_text && !place.is_empty()).then_some(place)
}

/// The type of a division, in upper case.
pub(super) fn type_of(division: &Element) -> String {
    let kind = division.attribute("TYPE").unwrap_or_default();
    kind.trim().to_uppercase().replace([' ', '-'], "_")
}

/// Finds the units of a logical structure.
struct Walk<'w, 'x> {
    links: &'w Links<'x>,
    left: usize,
}

impl<'x> Walk<'_, 'x> {
    fn divisions(
        &mut self,
        element: &'x Element,
        section: Option<&'x Element>,
        structure: &mut Structure<'x>,
    ) {
        for division in in_order(element) {
            let kind = type_of(division);
            if let Some(kind) = kind_of_type(&kind) {
                let mut areas = Vec::new();
                self.areas(division, false, &mut areas);
                structure.units.push(Unit {
                    division,
                    kind,
                    section,
                    areas,
                });
                continue;
            }
            let is_section = kind.ends_with("SECTION") && kind != "TITLE_SECTION";
            if !is_section {
                let ids = described_by(division);
                structure.of_issue.splice(0..0, ids);
            }
            let section = if is_section { Some(division) } else { section };
            self.divisions(division, section, structure);
        }
    }

    /// The areas of a division, of what it links to, and of the divisions in it.
    fn areas(&mut self, division: &'x Element, is_heading: bool, areas: &mut Vec<Area>) {
        if self.left == 0 {
            return;
        }
        self.left -= 1;
        for pointer in division.all("fptr") {
            pointed(pointer, is_heading, areas);
        }
        let id = division.attribute("ID").unwrap_or_default();
        for linked in self.links.from(&id) {
            for pointer in linked.all("fptr") {
                pointed(pointer, is_heading, areas);
            }
        }
        for inner in in_order(division) {
            let is_heading = is_heading || is_heading_type(&type_of(inner));
            self.areas(inner, is_heading, areas);
        }
    }
}

/// The ids of the descriptions of a division.
pub(super) fn described_by(division: &Element) -> Vec<String> {
    let ids = division.attribute("DMDID").unwrap_or_default();
    ids.split_whitespace().map(str::to_owned).collect()
}

/// The divisions of an element, in the order that they name, if all name one.
fn in_order(element: &Element) -> Vec<&Element> {
    let mut divisions: Vec<&Element> = element.all("div").collect();
    let order = |division: &&Element| -> Option<u32> { division.attribute("ORDER")?.parse().ok() };
    if divisions.iter().all(|division| order(division).is_some()) {
        divisions.sort_by_key(order);
    }
    divisions
}

/// Adds the areas of a pointer, in their order.
fn pointed(pointer: &Element, is_heading: bool, areas: &mut Vec<Area>) {
    let file = pointer.attribute("FILEID");
    if let (Some(file), Some(begin)) = (file, pointer.attribute("BEGIN")) {
        areas.push(Area {
            file,
            begin,
            end: pointer.attribute("END"),
            is_heading,
        });
    }
    for inner in pointer.elements() {
        pointed(inner, is_heading, areas);
    }
}

/// Whether a part of a unit is its heading.
fn is_heading_type(kind: &str) -> bool {
    matches!(kind, "HEADING" | "TITLE" | "HEADLINE" | "HEAD")
}

/// The links from divisions of the logical structure to those of the pages.
#[derive(Default)]
struct Links<'x> {
    to: HashMap<String, Vec<&'x Element>>,
}

impl<'x> Links<'x> {
    fn of(mets: &'x Element, maps: &[&'x Element]) -> Self {
        let mut links = Self::default();
        let mut divisions = HashMap::new();
        for map in maps {
            index(map, &mut divisions);
        }
        for link in mets.all("structLink") {
            let mut add = |from: String, to: &str| {
                if let Some(division) = divisions.get(to) {
                    links.to.entry(from).or_default().push(*division);
                }
            };
            for link in link.all("smLink") {
                let end = |name| Some(bare(&link.attribute_ending(name)?));
                if let (Some(from), Some(to)) = (end("from"), end("to")) {
                    add(from, &to);
                }
            }
            for group in link.all("smLinkGrp") {
                let mut labelled: HashMap<String, Vec<String>> = HashMap::new();
                for place in group.all("smLocatorLink") {
                    let label = place.attribute_ending("label");
                    if let (Some(label), Some(to)) = (label, place.attribute_ending("href")) {
                        labelled.entry(label).or_default().push(bare(&to));
                    }
                }
                for arc in group.all("smArcLink") {
                    let ends = |name| labelled.get(&arc.attribute_ending(name)?);
                    let (Some(from), Some(to)) = (ends("from"), ends("to")) else {
                        continue;
                    };
                    for from in from.iter().take(1) {
                        for to in to {
                            add(from.clone(), to);
                        }
                    }
                }
            }
        }
        links
    }

    fn from(&self, id: &str) -> &[&'x Element] {
        self.to.get(id).map_or(&[], Vec::as_slice)
    }
}

/// All divisions by their ids.
fn index<'x>(element: &'x Element, divisions: &mut HashMap<String, &'x Element>) {
    for division in element.all("div") {
        if let Some(id) = division.attribute("ID") {
            divisions.insert(id, division);
        }
        index(division, divisions);
    }
}

fn bare(reference: &str) -> String {
    reference.trim_start_matches('#').to_owned()
}
