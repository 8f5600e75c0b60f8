//! The sheets of a workbook, by name and part, in their order.
//!
//! Cells are not read here (`sheet`), and no sheet is opened.

use crate::article::{Problem, ProblemKind};
use crate::formats::package::Package;
use crate::formats::readers::office::relations::{Relation, main_part, relations};
use crate::formats::xml::Fault;
use crate::formats::xml::events::{Event, each_event};
use std::collections::HashMap;
use std::ops::ControlFlow;

/// The most sheets that are read.
const MOST_SHEETS: usize = 1_000;

/// A workbook without its sheets' content.
pub(super) struct Workbook {
    /// The name of each sheet, and of its part.
    pub(super) sheets: Vec<(String, String)>,
    /// Whether days are counted from 1904.
    pub(super) is_from_1904: bool,
    related: Vec<Relation>,
}

impl Workbook {
    pub(super) fn read(package: &Package<'_>) -> Result<Self, Problem> {
        let main = main_part(package, "xl/workbook.xml")?;
        let bytes = package.needed(&main)?;
        let related = relations(package, &main)?;
        let targets: HashMap<&str, &Relation> = related
            .iter()
            .map(|relation| (relation.id.as_str(), relation))
            .collect();
        let mut sheets = Vec::new();
        let mut is_from_1904 = false;
        each_event(&bytes, |event| {
            let Event::Start(tag) = event else {
                return ControlFlow::Continue(());
            };
            match tag.name() {
                "workbookPr" => {
                    let value = tag.attribute("date1904");
                    is_from_1904 = matches!(value.as_deref(), Some("1" | "true"));
                }
                "sheet" if sheets.len() < MOST_SHEETS => {
                    let name = tag.attribute("name").unwrap_or_default().into_owned();
                    let id = tag.attribute("id").unwrap_or_default();
                    // Charts have sheets of another type.
                    let target = targets.get(&*id).filter(|found| found.kind == "worksheet");
                    sheets.extend(target.map(|target| (name, target.target.clone())));
                }
                _ => {}
            }
            ControlFlow::Continue(())
        })
        .map_err(Fault::of_file)?;
        if sheets.is_empty() {
            let detail = "a workbook without a sheet of cells";
            return Err(Problem::file(ProblemKind::Empty, detail));
        }
        Ok(Self {
            sheets,
            is_from_1904,
            related,
        })
    }

    /// The part of that kind.
    pub(super) fn part(&self, kind: &str) -> Option<&str> {
        let mut related = self.related.iter();
        related
            .find(|relation| relation.kind == kind)
            .map(|relation| relation.target.as_str())
    }
}
