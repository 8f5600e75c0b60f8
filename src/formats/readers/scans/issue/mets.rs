//! The reader of METS: an article for each article of an issue, from the pages next to the file.
//!
//! Headline, authors and language are those of the article's description, else its label. Its text
//! is that of its areas, in their order, over columns and pages. An issue without articles gives
//! none here: each of its pages is one.

use super::super::alto;
use super::super::certainty::quality_of;
use super::super::page::{Lines, ScannedPage, has_root, learn, text_of};
use super::areas::Places;
use super::linked::Linked;
use super::mods;
use super::structure::{Area, Structure, Unit, described_by};
use super::unit::{kind_of_type, left_out};
use crate::article::{ArchivePath, DateSource, Problem, ProblemKind, UnitCounts, WhyLeftOut};
use crate::formats::bytes::cut_words::CutWords;
use crate::formats::bytes::white_space::one_line;
use crate::formats::gather::ArticleBuilder;
use crate::formats::input::{Companions, Input, unreadable};
use crate::formats::options::{MAX_WHOLE_FILE, ReadOptions};
use crate::formats::reader::{ArticleReader, ArticleSink, ReadEnd, Stopped};
use crate::formats::xml::{Element, Elements, Fault, Piece, Shape, some_text};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// METS, recognized by its root element.
pub(in crate::formats) struct Mets;

impl ArticleReader for Mets {
    fn name(&self) -> &'static str {
        "mets"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &[]
    }

    fn recognizes(&self, head: &[u8]) -> bool {
        has_root(head, "mets")
    }

    fn read(&self, input: Input<'_>, out: &mut dyn ArticleSink) -> Result<(), ReadEnd> {
        let (path, options, companions) = (input.path, input.options, input.companions());
        let root = match root_of(input)? {
            Ok(root) => root,
            Err(fault) => return Err(fault.of_file().into()),
        };
        let structure = Structure::of(&root);
        let Some(companions) = companions else {
            if structure.units.is_empty() {
                return Ok(());
            }
            return Err(Problem::file(
                ProblemKind::NotAnArticle,
                "the structure of an issue whose pages are other files; each page is read as an \
                 article; unpack the archive to get the articles of the issue",
            )
            .into());
        };
        if structure.units.is_empty() {
            return pages_are_there(&structure, companions);
        }
        Ok(read_issue(&structure, companions, path, options, out)?)
    }
}

/// Whether an issue without articles has pages, which are then read as articles.
fn pages_are_there(structure: &Structure<'_>, companions: &dyn Companions) -> Result<(), ReadEnd> {
    let linked = Linked::from(companions, "");
    let mut places = structure.files.values();
    let is_there = |place: &String| linked.place(place).is_some();
    if structure.files.is_empty() || places.any(is_there) {
        return Ok(());
    }
    let detail = format!(
        "the structure of an issue, but none of the {} files with its pages is there",
        structure.files.len()
    );
    Err(Problem::file(ProblemKind::NotAnArticle, detail).into())
}

/// The root element of a document.
pub(super) fn root_of(input: Input<'_>) -> Result<Result<Element, Fault>, Problem> {
    let longest = input.options.max_file_size;
    let shape = Shape {
        containers: &[],
        records: &[],
    };
    let mut elements =
        Elements::new(input.into_stream(), shape, longest).map_err(|error| unreadable(&error))?;
    match elements.next() {
        Some(Ok(Piece::Whole(root) | Piece::Opened(root))) => Ok(Ok(root)),
        Some(Err(fault)) => Ok(Err(fault)),
        None => Err(Problem::file(
            ProblemKind::Empty,
            "there is no element in it",
        )),
    }
}

/// The most bytes of the pages of one issue that are read. Its articles may be on several pages, so
/// that the words of all are in memory at once; they take about half as much. Tags may be shorter than
/// what they become, so words are counted as well.
const MOST_OF_ISSUE: u64 = 512 << 20;

fn read_issue(
    structure: &Structure<'_>,
    companions: &dyn Companions,
    path: &ArchivePath,
    options: &ReadOptions,
    out: &mut dyn ArticleSink,
) -> Result<(), Stopped> {
    let mut files: BTreeMap<&str, Vec<ScannedPage>> = BTreeMap::new();
    let mut missing = BTreeSet::new();
    let linked = Linked::from(companions, "");
    let mut taken = BTreeSet::new();
    let mut left = MOST_OF_ISSUE;
    let mut parts = alto::MOST_PARTS;
    for area in structure.units.iter().flat_map(|unit| &unit.areas) {
        let place = &*structure.files[&area.file];
        if files.contains_key(place) {
            continue;
        }
        let most = MAX_WHOLE_FILE.min(left);
        let content = companions.content(place, most).or_else(|| {
            let found = linked.place(place)?;
            let is_new = taken.insert(found.clone()) && !files.contains_key(&*found);
            is_new.then(|| companions.content(&found, most))?
        });
        match &content {
            Some(content) => left = left.saturating_sub(content.len() as u64),
            None => {
                missing.insert(place);
            }
        }
        let (pages, fault) = alto::pages(&content.unwrap_or_default(), true, &mut parts);
        if let Some(fault) = fault {
            let mut problem = fault.of_file();
            problem.detail = format!("`{place}`: {}", problem.detail);
            out.problem(problem)?;
        }
        files.insert(place, pages);
    }
    let is_missing = |unit: &&Unit<'_>| unit.is_only_in(structure, &missing);
    let lost = structure.units.iter().filter(is_missing).count();
    if let Some(first) = missing.first() {
        let count = missing.len();
        let detail = format!(
            "{count} of the files with its pages cannot be read, such as `{first}`, so that {lost} of \
             its {} articles and other units have no text; put them where the METS file says; all \
             together may have {} MiB",
            structure.units.len(),
            MOST_OF_ISSUE >> 20
        );
        out.problem(Problem::file(ProblemKind::BadMetadata, detail))?;
    }
    let mut words = CutWords::default();
    for page in files.values().flatten() {
        learn(&mut words, page);
    }
    let issue = Issue {
        structure,
        words,
        missing,
        places: files
            .iter()
            .map(|(place, pages)| (*place, Places::of(pages)))
            .collect(),
    };
    issue.read(&files, path, options, out)
}

struct Issue<'i, 'x> {
    structure: &'i Structure<'x>,
    words: CutWords,
    /// The files that cannot be read.
    missing: BTreeSet<&'i str>,
    places: HashMap<&'i str, Places<'i>>,
}

impl Issue<'_, '_> {
    fn read(
        &self,
        files: &BTreeMap<&str, Vec<ScannedPage>>,
        path: &ArchivePath,
        options: &ReadOptions,
        out: &mut dyn ArticleSink,
    ) -> Result<(), Stopped> {
        let mut seen = HashMap::new();
        let mut counted = UnitCounts::default();
        let texts: Vec<(&Unit<'_>, (String, Option<u32>))> = self
            .structure
            .units
            .iter()
            .map(|unit| (unit, self.text(unit, &mut seen)))
            .collect();
        let mut unread = self.unread(files, &seen);
        let mut ordinal = 0;
        for (unit, (text, quality)) in texts {
            if !options.kinds.have(unit.kind) {
                counted.add(unit.kind, 1);
                continue;
            }
            let headline = self.headline(unit);
            let is_lost = unit.is_only_in(self.structure, &self.missing);
            if is_lost || (text.is_empty() && headline.is_none()) {
                continue;
            }
            ordinal += 1;
            let mut builder = ArticleBuilder::new(path, ordinal, options);
            builder.kind(unit.kind);
            builder.quality(quality);
            self.describe(&mut builder, unit);
            let text = without_headline(&text, headline.as_deref().unwrap_or_default());
            builder.headline(headline);
            builder.tidy_body(text.to_owned());
            if unread > 0 {
                let what = "blocks that are in no article";
                builder.left_out(what, WhyLeftOut::NotRead, std::mem::take(&mut unread));
            }
            builder.finish(out)?;
        }
        left_out(&counted).map_or(Ok(()), |note| out.problem(note))
    }

    /// The text of a unit, and its quality. `seen` gets the blocks of each file that have some of it.
    fn text(
        &self,
        unit: &Unit<'_>,
        seen: &mut HashMap<String, BTreeSet<(usize, usize)>>,
    ) -> (String, Option<u32>) {
        let mut blocks = Vec::new();
        for area in &unit.areas {
            let place = &*self.structure.files[&area.file];
            let mut own = Vec::new();
            blocks.extend(self.places[place].lines_of(area, &mut own));
            seen.entry(place.to_owned()).or_default().extend(own);
        }
        (text_of(&blocks, &self.words), quality_of(&blocks))
    }

    /// How many characters of the pages are in no unit.
    fn unread(
        &self,
        files: &BTreeMap<&str, Vec<ScannedPage>>,
        seen: &HashMap<String, BTreeSet<(usize, usize)>>,
    ) -> usize {
        let mut rest = Vec::new();
        for (place, pages) in files {
            for (p, page) in pages.iter().enumerate() {
                for (b, block) in page.blocks.iter().enumerate() {
                    if !seen.get(*place).is_some_and(|seen| seen.contains(&(p, b))) {
                        rest.push(block.all_lines());
                    }
                }
            }
        }
        text_of(&rest, &self.words).chars().count()
    }

    /// The headline: the title in the description, else the label, else the printed heading.
    fn headline(&self, unit: &Unit<'_>) -> Option<String> {
        let ids = described_by(unit.division);
        let title = self.descriptions(&ids).find_map(mods::title);
        let label = || {
            unit.division
                .attribute("LABEL")
                .filter(|label| !is_type(label))
        };
        title.or_else(label).or_else(|| {
            let heading = unit.areas.iter().filter(|area| area.is_heading);
            let blocks: Vec<_> = heading.flat_map(|area| self.lines(area)).collect();
            some_text(one_line(&text_of(&blocks, &self.words)))
        })
    }

    fn lines(&self, area: &Area) -> Vec<Lines<'_>> {
        let place = &*self.structure.files[&area.file];
        self.places[place].lines_of(area, &mut Vec::new())
    }

    fn descriptions<'s>(&'s self, ids: &'s [String]) -> impl Iterator<Item = &'s Element> {
        ids.iter()
            .filter_map(|id| self.structure.described.get(id).copied())
    }

    /// Offers what is known of a unit besides headline and text.
    fn describe(&self, builder: &mut ArticleBuilder<'_>, unit: &Unit<'_>) {
        let ids = described_by(unit.division);
        for own in self.descriptions(&ids) {
            builder.people(mods::authors(own));
            builder.language(mods::language(own));
        }
        let of_issue = || self.descriptions(&self.structure.of_issue);
        builder
            .source(of_issue().find_map(|it| mods::title_of_host(it).or_else(|| mods::title(it))));
        builder.language(of_issue().find_map(mods::language));
        builder.date(DateSource::DateIssue, of_issue().find_map(mods::date));
        if let Some(section) = unit.section {
            let ids = described_by(section);
            let title = self.descriptions(&ids).find_map(mods::title);
            builder.section(title.or_else(|| section.attribute("LABEL")));
        }
        let mut pages: Vec<&str> = Vec::new();
        for area in &unit.areas {
            if let Some(number) = self.structure.numbers.get(&area.file)
                && !pages.contains(&&**number)
            {
                pages.push(number);
            }
        }
        builder.page(match pages[..] {
            [] => None,
            [one] => Some(one.to_owned()),
            [first, .., last] => Some(format!("{first}-{last}")),
        });
    }
}

/// A text without the paragraphs at its start that say the headline.
pub(super) fn without_headline<'t>(text: &'t str, headline: &str) -> &'t str {
    let headline = letters(headline);
    let mut said = String::new();
    let mut rest = text;
    while !headline.is_empty() && said.len() < headline.len() {
        let (paragraph, after) = rest.split_once("\n\n").unwrap_or((rest, ""));
        said.push_str(&letters(paragraph));
        if said == headline {
            return after;
        }
        if after.is_empty() || !headline.starts_with(&said) {
            return text;
        }
        rest = after;
    }
    text
}

/// Whether a label says only what the unit is: `Article 3`.
fn is_type(label: &str) -> bool {
    let word = label.trim_end_matches(|c: char| !c.is_alphabetic());
    kind_of_type(&word.to_uppercase()).is_some() && !word.contains(' ')
}

/// The letters and digits of a text, in lower case.
fn letters(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}
