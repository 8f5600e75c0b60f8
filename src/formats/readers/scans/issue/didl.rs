//! The reader of the DIDL of Delpher: an issue whose articles are each a file next to it.
//!
//! The file has title and day of the issue, and for each article its title and its kind. The text
//! of article `ddd:010999001:mpeg21:a0001` is in `DDD_010999001_0001_articletext.xml`.

use super::super::page::has_root;
use super::mets::{root_of, without_headline};
use super::unit::left_out;
use crate::article::{ArchivePath, ArticleKind, DateSource, Problem, ProblemKind, UnitCounts};
use crate::formats::gather::ArticleBuilder;
use crate::formats::input::{Companions, Input};
use crate::formats::options::{MAX_WHOLE_FILE, ReadOptions};
use crate::formats::reader::{ArticleReader, ArticleSink, ReadEnd, Stopped};
use crate::formats::xml::Element;
use crate::formats::xml::prose::prose;

/// How the name of the text of an article ends.
const TEXT_FILE: &str = "_articletext.xml";

/// The kinds of units, as Delpher names them.
const KINDS: &[(&str, ArticleKind)] = &[
    ("advertentie", ArticleKind::Advertisement),
    ("familiebericht", ArticleKind::FamilyNotice),
    ("illustratie met onderschrift", ArticleKind::Picture),
];

/// The DIDL of Delpher, recognized by its root element.
pub(in crate::formats) struct Didl;

impl ArticleReader for Didl {
    fn name(&self) -> &'static str {
        "delpher"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &[]
    }

    fn recognizes(&self, head: &[u8]) -> bool {
        has_root(head, "DIDL")
    }

    fn read(&self, input: Input<'_>, out: &mut dyn ArticleSink) -> Result<(), ReadEnd> {
        let (path, options, companions) = (input.path, input.options, input.companions());
        let root = match root_of(input)? {
            Ok(root) => root,
            Err(fault) => return Err(fault.of_file().into()),
        };
        let Some(companions) = companions else {
            return Err(Problem::file(
                ProblemKind::NotAnArticle,
                "the structure of an issue whose articles are other files; each is read as an \
                 article by itself",
            )
            .into());
        };
        Ok(read_issue(&root, companions, path, options, out)?)
    }
}

/// Whether a name is that of the text of one article.
pub(in crate::formats) fn is_article_text(name: &str) -> bool {
    name.ends_with(TEXT_FILE)
}

/// Whether an issue reads a file of this name.
pub(super) fn has(root: &Element, name: &str) -> bool {
    let items = items(root);
    match name.strip_suffix(TEXT_FILE) {
        Some(stem) => items
            .iter()
            .any(|item| stem.ends_with(&format!("_{}", item.number))),
        None => !items.is_empty() && names_file(root, name),
    }
}

fn names_file(element: &Element, name: &str) -> bool {
    element.attribute_ending("filename").as_deref() == Some(name)
        || element.elements().any(|inner| names_file(inner, name))
}

/// An article of an issue.
struct Item<'x> {
    element: &'x Element,
    /// Its number, as the names of files have it: `0001`.
    number: String,
    pages: Vec<String>,
}

/// The articles of an issue. One on several pages is listed on each.
fn items(root: &Element) -> Vec<Item<'_>> {
    let mut items: Vec<Item<'_>> = Vec::new();
    collect(root, None, &mut items);
    items
}

fn collect<'x>(element: &'x Element, page: Option<&str>, items: &mut Vec<Item<'x>>) {
    for item in element.all("Item") {
        let id = item.attribute_ending("identifier").unwrap_or_default();
        let article = item.attribute_ending("article_id");
        if let Some((_, number)) = article.as_deref().and_then(|id| id.rsplit_once(":a")) {
            match items.iter_mut().find(|other| other.number == number) {
                Some(known) => known.pages.extend(page.map(str::to_owned)),
                None => items.push(Item {
                    element: item,
                    number: number.to_owned(),
                    pages: page.map(str::to_owned).into_iter().collect(),
                }),
            }
            continue;
        }
        let own = id
            .rsplit_once(":p")
            .map(|(_, page)| page.trim_start_matches('0'));
        let own = own.filter(|page| page.bytes().all(|byte| byte.is_ascii_digit()));
        collect(item, own.or(page), items);
    }
}

fn read_issue(
    root: &Element,
    companions: &dyn Companions,
    path: &ArchivePath,
    options: &ReadOptions,
    out: &mut dyn ArticleSink,
) -> Result<(), Stopped> {
    let line = |name: &str| root.seek(name).and_then(Element::line);
    let names = companions.names();
    let (mut ordinal, mut missing) = (0, 0);
    let mut counted = UnitCounts::default();
    for item in items(root) {
        let said = |name: &str| item.element.seek(name).and_then(Element::line);
        let kind = said("dc:subject").unwrap_or_default();
        let kind = KINDS.iter().find(|(own, _)| *own == kind);
        let kind = kind.map_or_else(ArticleKind::default, |(_, kind)| *kind);
        if !options.kinds.have(kind) {
            counted.add(kind, 1);
            continue;
        }
        let ending = format!("_{}{TEXT_FILE}", item.number);
        let name = names.iter().find(|name| name.ends_with(&ending));
        let content = name.and_then(|name| companions.content(name, MAX_WHOLE_FILE));
        let Some(content) = content else {
            missing += 1;
            continue;
        };
        ordinal += 1;
        let text = match root_of(Input::whole(path, options, &content)) {
            Ok(Ok(text)) => text,
            Ok(Err(fault)) => {
                out.problem(fault.of_record(ordinal))?;
                continue;
            }
            Err(problem) => {
                out.problem(problem)?;
                continue;
            }
        };
        let mut builder = ArticleBuilder::new(path, ordinal, options);
        builder.kind(kind);
        builder.headline(text.line_of("title"));
        builder.headline(said("dc:title"));
        let headline = builder.so_far().headline.clone();
        let body = prose(&text);
        builder.body(without_headline(&body, &headline));
        builder.source(line("dc:title"));
        builder.date(DateSource::DateIssue, line("dc:date"));
        builder.language(line("dc:language"));
        builder.page(match &item.pages[..] {
            [] => None,
            [one] => Some(one.clone()),
            [first, .., last] => Some(format!("{first}-{last}")),
        });
        builder.finish(out)?;
    }
    if missing > 0 {
        let detail =
            format!("the texts of {missing} articles are not next to it, or cannot be read");
        out.problem(Problem::file(ProblemKind::BadMetadata, detail))?;
    }
    left_out(&counted).map_or(Ok(()), |note| out.problem(note))
}
