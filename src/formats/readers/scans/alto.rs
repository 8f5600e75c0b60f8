//! The reader of ALTO, versions 1 to 4: the text of pages with its places.
//!
//! Text is in the attribute `CONTENT` of `String`. A word that the end of a line cuts is in two
//! strings, `HypPart1` and `HypPart2`, which name the whole word, or a `HYP` follows it. Blocks are in
//! the order of `ReadingOrder`, else in that of `IDNEXT`, else in that of the file. Glyphs, variants,
//! pictures and places are not read. `WC` is how sure the program was of a word. `fileName` names the
//! picture. Format: <https://www.loc.gov/standards/alto/>.

use super::certainty::{of_percent, of_share};
use super::page::{Block, Line, Part, ScannedPage, Word, in_order};
use crate::article::{Problem, ProblemKind};
use crate::formats::bytes::cut_words::SOFT_HYPHEN;
use crate::formats::xml::Fault;
use crate::formats::xml::events::{Event, Tag, each_event};
use crate::formats::xml::references::resolve;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;

/// The most pages, words, lines and blocks of a file, or of the files of an issue. They take more
/// memory than their tags, which may be very short.
pub(super) const MOST_PARTS: usize = 1 << 22;

/// The longest name of a picture, in bytes. The rest is not read.
const LONGEST_NAME: usize = 1024;

/// The pages of a file; with the ids of words if these are asked for. `left` is how many pages,
/// words, lines and blocks it may have; what it has is taken off.
///
/// # Errors
/// The pages so far, and a fault where the file breaks the rules of XML or has too many parts.
pub(super) fn pages(
    bytes: &[u8],
    with_ids: bool,
    left: &mut usize,
) -> (Vec<ScannedPage>, Option<Fault>) {
    let mut file = File {
        with_ids,
        left: *left,
        ..File::default()
    };
    let end = each_event(bytes, |event| {
        match event {
            Event::Start(tag) => file.start(tag),
            Event::End(name) => file.end(name),
            Event::Text(text) => file.text(text),
        }
        match file.left {
            0 => ControlFlow::Break(()),
            _ => ControlFlow::Continue(()),
        }
    });
    *left = file.left;
    if file.order.is_empty() {
        file.order = order_of(&file.followed);
    }
    for page in &mut file.pages {
        in_order(&mut page.blocks, &file.order, |block| &block.id);
    }
    // Of several pages nothing says which of them the picture is of.
    if let [page] = &mut file.pages[..] {
        page.image = file.image;
    }
    let fault = end.err();
    (
        file.pages,
        fault.or_else(|| (file.left == 0).then(too_many)),
    )
}

fn too_many() -> Fault {
    let detail = format!(
        "more than {MOST_PARTS} pages, words, lines and blocks in one file or issue; the rest was \
         not read"
    );
    Problem::file(ProblemKind::TooLarge, detail).into()
}

/// Which element is open whose text is no usual part of a page.
#[derive(Default, PartialEq)]
enum Open {
    #[default]
    None,
    /// That with the name of the picture.
    Image,
    Margin,
}

#[derive(Default)]
struct File {
    with_ids: bool,
    pages: Vec<ScannedPage>,
    /// Ids of blocks, in the order in which they are read.
    order: Vec<String>,
    /// Ids of blocks, each with that of the block that follows it, where one of them names another;
    /// in the order of the file.
    followed: Vec<(String, Option<String>)>,
    /// How many pages, words, lines and blocks may still come.
    left: usize,
    /// The name of the picture.
    image: Option<String>,
    open: Open,
    /// Whether the last block is open.
    in_block: bool,
    /// The group of blocks that is open.
    group: Option<usize>,
}

impl File {
    fn start(&mut self, tag: Tag<'_>) {
        let name = tag.name();
        if matches!(
            name,
            "Page" | "String" | "TextLine" | "TextBlock" | "ComposedBlock" | "ElementRef"
        ) {
            self.left = self.left.saturating_sub(1);
        }
        match name {
            "fileName" => self.open = Open::Image,
            "TopMargin" | "LeftMargin" | "RightMargin" | "BottomMargin" => self.open = Open::Margin,
            "String" => {
                let word = word(tag, self.with_ids);
                self.line().words.push(word);
            }
            "HYP" => {
                if let Some(word) = self.line().words.last_mut()
                    && word.part == Part::Whole
                {
                    let end = word.text.trim_end_matches(['-', '¬', SOFT_HYPHEN]).len();
                    word.text.truncate(end);
                    word.text.push(SOFT_HYPHEN);
                }
            }
            "TextLine" => {
                let id = id_if(self.with_ids, tag);
                self.block().lines.push(Line {
                    id,
                    ..Line::default()
                });
            }
            "TextBlock" => {
                let id = tag.attribute("ID").unwrap_or_default().into_owned();
                self.in_block = false;
                self.block().id.clone_from(&id);
                let next = tag.attribute("IDNEXT").map(Cow::into_owned);
                self.followed.push((id.clone(), next));
                if let (Some(page), Some(group)) = (self.pages.last_mut(), &self.group) {
                    page.groups[*group].1.push(id);
                }
            }
            "ComposedBlock" if self.with_ids => {
                let id = tag.attribute("ID").unwrap_or_default().into_owned();
                if let Some(page) = self.pages.last_mut() {
                    page.groups.push((id, Vec::new()));
                    self.group = Some(page.groups.len() - 1);
                }
            }
            "Page" => {
                let number = |name| {
                    let number = tag.attribute(name)?.trim().to_owned();
                    (!number.is_empty() && number != "0").then_some(number)
                };
                self.in_block = false;
                self.open = Open::None;
                self.group = None;
                let share = tag.attribute("PC").and_then(|share| of_share(&share));
                let accuracy = || tag.attribute("ACCURACY")?.trim().parse().ok();
                self.pages.push(ScannedPage {
                    certainty: share.or_else(|| of_percent(accuracy()?)),
                    number: number("PRINTED_IMG_NR").or_else(|| number("PHYSICAL_IMG_NR")),
                    language: tag.attribute("LANG").map(Cow::into_owned),
                    ..ScannedPage::default()
                });
            }
            "ElementRef" => self.order.extend(tag.attribute("REF").map(Into::into)),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.open == Open::Image {
            let name = self.image.get_or_insert_default();
            let left = LONGEST_NAME.saturating_sub(name.len());
            name.push_str(&text[..text.floor_char_boundary(left)]);
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "fileName" | "TopMargin" | "LeftMargin" | "RightMargin" | "BottomMargin" => {
                self.open = Open::None;
            }
            "TextBlock" | "Page" => self.in_block = false,
            "ComposedBlock" => self.group = None,
            _ => {}
        }
    }

    /// The open block; a new one, if none is open.
    fn block(&mut self) -> &mut Block {
        if self.pages.is_empty() {
            self.pages.push(ScannedPage::default());
        }
        let page = self.pages.last_mut().expect("there is a page");
        if !std::mem::replace(&mut self.in_block, true) || page.blocks.is_empty() {
            page.blocks.push(Block {
                is_margin: self.open == Open::Margin,
                ..Block::default()
            });
        }
        page.blocks.last_mut().expect("there is a block")
    }

    fn line(&mut self) -> &mut Line {
        let block = self.block();
        if block.lines.is_empty() {
            block.lines.push(Line::default());
        }
        block.lines.last_mut().expect("there is a line")
    }
}

/// The order of blocks, each of which may name the one that follows it; empty if none does.
fn order_of(followed: &[(String, Option<String>)]) -> Vec<String> {
    let next: HashMap<&str, &str> = followed
        .iter()
        .filter_map(|(id, next)| Some((&**id, next.as_deref()?)))
        .filter(|(id, next)| id != next)
        .collect();
    let mut order = Vec::new();
    if next.is_empty() {
        return order;
    }
    let later: HashSet<&str> = next.values().copied().collect();
    let mut seen = HashSet::new();
    let ids = || followed.iter().map(|(id, _)| &**id);
    // What nothing leads to starts a chain. A circle starts where the file has it first.
    for start in ids().filter(|id| !later.contains(id)).chain(ids()) {
        let mut at = Some(start);
        while let Some(id) = at.filter(|id| seen.insert(*id)) {
            order.push(id.to_owned());
            at = next.get(id).copied();
        }
    }
    order
}

fn id_if(is_wanted: bool, tag: Tag<'_>) -> String {
    let id = is_wanted.then(|| tag.attribute("ID")).flatten();
    id.unwrap_or_default().into_owned()
}

fn word(tag: Tag<'_>, with_ids: bool) -> Word {
    let mut word = Word::default();
    let (mut kind, mut whole) = (0, String::new());
    for (name, value) in tag.attributes() {
        match name {
            "CONTENT" => word.text = resolve(value).into_owned(),
            "ID" if with_ids => word.id = resolve(value).into_owned(),
            "WC" => word.certainty = of_share(value),
            "SUBS_TYPE" if value == "HypPart1" => kind = 1,
            "SUBS_TYPE" if value == "HypPart2" => kind = 2,
            "SUBS_CONTENT" => whole = resolve(value).into_owned(),
            _ => {}
        }
    }
    word.part = match kind {
        1 => Part::First(whole),
        2 => Part::Second(whole),
        _ => Part::Whole,
    };
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file with this name of its picture and so many pages.
    fn file(name: &str, pages: usize) -> String {
        let page = "<Page><TextBlock><TextLine><String CONTENT='a'/></TextLine></TextBlock></Page>";
        let pages = page.repeat(pages);
        format!("<alto><fileName>{name}</fileName><Layout>{pages}</Layout></alto>")
    }

    #[test]
    fn the_name_of_the_picture_is_short_and_of_one_page() {
        for (name, pages, expected) in [
            ("norvik_p4.tif", 1, Some("norvik_p4.tif".to_owned())),
            ("norvik_p4.tif", 2, None),
            (
                &"é&#97;".repeat(LONGEST_NAME),
                1,
                Some("éa".repeat(341) + "a"),
            ),
        ] {
            let (found, _) = super::pages(file(name, pages).as_bytes(), false, &mut 100);
            assert_eq!(found.len(), pages);
            let images = found.iter().map(|page| page.image.clone());
            assert!(images.eq(vec![expected; pages]), "{pages}");
        }
    }

    #[test]
    fn pages_count_as_parts() {
        let mut left = 10;
        let file = "<alto>".to_owned() + &"<Page/>".repeat(20);
        let (found, fault) = pages(file.as_bytes(), false, &mut left);
        assert_eq!((found.len(), left), (10, 0));
        assert_eq!(fault.unwrap().of_file().kind, ProblemKind::TooLarge);
    }
}
