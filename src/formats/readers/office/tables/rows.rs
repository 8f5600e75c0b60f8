//! The rows of a sheet, handed to the reader of CSV.
//!
//! What is true of tables is written once, there: names of columns, missing names, lists in cells.
//! The names may be below other rows, such as the title of a report.

use crate::article::{ArchivePath, Article, Problem, ProblemKind};
use crate::formats::bytes::excerpt::excerpt;
use crate::formats::input::Input;
use crate::formats::options::ReadOptions;
use crate::formats::reader::{ArticleSink, ReadEnd, Stopped};
use crate::formats::readers::records::csv::{Csv, letters_of};
use crate::formats::record::{Field, Named, Names};
use std::collections::HashMap;

/// The most bytes of one sheet, in its cells and as CSV.
const MAX_SHEET: usize = 512 << 20;

/// The rows at the top of a sheet that may have the names of columns.
const MOST_ABOVE: usize = 20;

/// The most links of a sheet that are kept.
const MOST_LINKS: usize = 1 << 20;

/// A cell that is not empty.
struct Cell {
    row: u32,
    column: u32,
    /// Where its text ends.
    end: usize,
}

/// A sheet: its cells in their order, row by row.
pub(in super::super) struct Sheet {
    name: String,
    text: String,
    cells: Vec<Cell>,
    /// The rows of cells that are links, and where they lead.
    links: Vec<(u32, String)>,
}

/// The part of a sheet that is read.
#[derive(Default)]
struct Table {
    /// It as CSV, from the names of its columns on.
    csv: String,
    /// How many cells are in no column with a name.
    outside: u64,
    /// How many letters and digits are above the names.
    characters_above: usize,
}

impl Sheet {
    pub(in super::super) fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            text: String::new(),
            cells: Vec::new(),
            links: Vec::new(),
        }
    }

    /// Adds a cell, if it is not empty. Rows and columns have numbers from 1.
    pub(in super::super) fn push(&mut self, row: u32, column: u32, text: &str) {
        let text = text.trim();
        if text.is_empty() || self.is_full() {
            return;
        }
        self.text.push_str(text);
        let end = self.text.len();
        self.cells.push(Cell { row, column, end });
    }

    /// Adds where a cell of a row leads.
    pub(super) fn push_link(&mut self, row: u32, target: String) {
        if self.links.len() < MOST_LINKS {
            self.links.push((row, target));
        }
    }

    /// Whether it has as much text as may be.
    pub(in super::super) fn is_full(&self) -> bool {
        self.text.len() > MAX_SHEET || self.cells.len() > MAX_SHEET / size_of::<Cell>()
    }

    /// The rows that are not empty: their numbers, and the columns and the texts of their cells.
    fn rows(&self) -> impl Iterator<Item = (u32, Vec<(u32, &str)>)> {
        let mut at = 0;
        std::iter::from_fn(move || {
            let first = self.cells.get(at)?;
            let mut row = Vec::new();
            while let Some(cell) = self.cells.get(at).filter(|cell| cell.row == first.row) {
                let start = at.checked_sub(1).map_or(0, |before| self.cells[before].end);
                row.push((cell.column, &self.text[start..cell.end]));
                at += 1;
            }
            Some((first.row, row))
        })
    }

    /// How many rows are above the names of the columns.
    fn rows_above(&self, names: Names<'_>) -> usize {
        let is_names = |row: &[(u32, &str)]| {
            let known: Vec<Field> = row
                .iter()
                .flat_map(|(column, name)| names.of_column(name, *column as usize))
                .map(Named::field)
                .collect();
            let has_text = known
                .iter()
                .any(|field| matches!(field, Field::Headline | Field::Body));
            has_text && known.len() > 1
        };
        self.rows()
            .take(MOST_ABOVE)
            .position(|(_, row)| is_names(&row))
            .unwrap_or(0)
    }

    /// The sheet from the names of its columns on.
    fn table(&self, names: Names<'_>) -> Result<Table, Problem> {
        let mut csv = String::with_capacity(self.text.len());
        let mut rows = self.rows();
        let above = rows.by_ref().take(self.rows_above(names));
        let above = above.flat_map(|(_, row)| row);
        let characters_above = above.map(|(_, text)| letters_of(text)).sum();
        let Some((_, head)) = rows.next() else {
            return Ok(Table::default());
        };
        let width = head.last().map_or(0, |(column, _)| *column);
        let links = self.links_by_row(&head, names);
        push_row(&mut csv, &head, width, (!links.is_empty()).then_some("url"));
        let mut outside = 0;
        for (number, row) in rows {
            let link = links.get(&number).copied();
            let link = (!links.is_empty()).then(|| link.unwrap_or_default());
            outside += push_row(&mut csv, &row, width, link);
            if csv.len() > MAX_SHEET {
                return Err(self.too_large());
            }
        }
        Ok(Table {
            csv,
            outside,
            characters_above,
        })
    }

    /// The address that a row leads to, for a sheet whose columns have no addresses.
    fn links_by_row(&self, head: &[(u32, &str)], names: Names<'_>) -> HashMap<u32, &str> {
        let is_url = |(column, name): &(u32, &str)| {
            let uses = names.of_column(name, *column as usize);
            uses.iter().any(|usage| usage.field() == Field::Url)
        };
        let mut links = HashMap::new();
        if !head.iter().any(is_url) {
            for (row, target) in &self.links {
                links.entry(*row).or_insert(&**target);
            }
        }
        links
    }

    fn too_large(&self) -> Problem {
        Problem::file(
            ProblemKind::TooLarge,
            format!(
                "sheet `{}` has more than {} MiB, the most that is read; save it as CSV",
                excerpt(&self.name),
                MAX_SHEET >> 20
            ),
        )
    }
}

/// Adds a row of `width` cells, and one more. Returns the number of cells that are in none of these
/// columns.
fn push_row(csv: &mut String, row: &[(u32, &str)], width: u32, more: Option<&str>) -> u64 {
    let mut cells = row.iter().peekable();
    for column in 1..=width {
        if column > 1 {
            csv.push(',');
        }
        if let Some((_, text)) = cells.next_if(|(own, _)| *own == column) {
            push_quoted(csv, text);
        }
    }
    if let Some(more) = more {
        csv.push(',');
        push_quoted(csv, more);
    }
    csv.push('\n');
    cells.count() as u64
}

fn push_quoted(csv: &mut String, text: &str) {
    csv.push('"');
    for (at, part) in text.split('"').enumerate() {
        if at > 0 {
            csv.push_str("\"\"");
        }
        csv.push_str(part);
    }
    csv.push('"');
}

/// Reads sheets: pushes the problems and articles of their rows. A sheet that is no table of
/// articles is reported, and ends the reading only if no other sheet is one.
pub(in super::super) fn read_sheets(
    sheets: impl Iterator<Item = Result<Sheet, Problem>>,
    path: &ArchivePath,
    options: &ReadOptions,
    out: &mut dyn ArticleSink,
) -> Result<(), ReadEnd> {
    let names = Names::new(&options.field_map);
    let mut last = 0;
    let mut has_read = false;
    let mut refused: Vec<Problem> = Vec::new();
    for sheet in sheets {
        let sheet = sheet?;
        if sheet.is_full() {
            refused.push(sheet.too_large());
            continue;
        }
        if sheet.cells.is_empty() {
            continue;
        }
        let table = sheet.table(names)?;
        let mut sink = After {
            out,
            last,
            has_read: false,
            by: last,
        };
        let input = Input::whole(path, options, table.csv.as_bytes());
        let read = Csv::read_below(input, table.characters_above, &mut sink);
        has_read |= sink.has_read;
        last = sink.last;
        match read {
            Ok(()) => {
                if let Some(problem) = sheet.outside_problem(table.outside) {
                    out.problem(problem)?;
                }
            }
            Err(ReadEnd::Failed(problem)) => refused.push(sheet.named(problem)),
            Err(ReadEnd::Stopped) => return Err(ReadEnd::Stopped),
        }
    }
    if !has_read {
        let empty = || Problem::file(ProblemKind::Empty, "no cell in it has a text");
        let problem = if refused.is_empty() {
            empty()
        } else {
            refused.remove(0)
        };
        for other in refused {
            out.problem(other)?;
        }
        return Err(problem.into());
    }
    for mut problem in refused {
        // Other sheets are tables of articles, this one is something else.
        if problem.kind == ProblemKind::Malformed {
            problem.kind = ProblemKind::NotAnArticle;
        }
        out.problem(problem)?;
    }
    Ok(())
}

impl Sheet {
    /// A problem whose message names the sheet.
    fn named(&self, problem: Problem) -> Problem {
        Problem {
            detail: format!("sheet `{}`: {}", excerpt(&self.name), problem.detail),
            ..problem
        }
    }

    fn outside_problem(&self, cells: u64) -> Option<Problem> {
        (cells > 0).then(|| {
            Problem::file(
                ProblemKind::BadMetadata,
                format!(
                    "sheet `{}`: {cells} cells are in columns without a name and were not read",
                    excerpt(&self.name)
                ),
            )
        })
    }
}

/// Takes the articles of a sheet after those of others: their numbers go on.
struct After<'s> {
    out: &'s mut dyn ArticleSink,
    by: u32,
    last: u32,
    has_read: bool,
}

impl ArticleSink for After<'_> {
    fn article(&mut self, mut article: Article) -> Result<(), Stopped> {
        article.origin.ordinal = article.origin.ordinal.saturating_add(self.by);
        self.last = self.last.max(article.origin.ordinal);
        self.has_read = true;
        self.out.article(article)
    }

    fn problem(&mut self, mut problem: Problem) -> Result<(), Stopped> {
        problem.ordinal = problem.ordinal.map(|own| own.saturating_add(self.by));
        self.last = self.last.max(problem.ordinal.unwrap_or(0));
        self.has_read = true;
        self.out.problem(problem)
    }
}
