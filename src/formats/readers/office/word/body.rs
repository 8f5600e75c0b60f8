//! The tags of a Word document's text, written to a manuscript.
//!
//! One event comes after the other, so nesting costs nothing. The footnotes that the text refers to
//! are read from their own part in the order of the references.

use super::look::{is_on, is_skipped, symbol};
use super::styles::{Styles, outline};
use crate::article::Problem;
use crate::formats::readers::office::manuscript::{Aside, Look, Pen, Role};
use crate::formats::xml::Fault;
use crate::formats::xml::events::{Event, Tag, each_event};
use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;

/// The most references to notes that are kept.
const MOST_NOTES: usize = 100_000;

/// Reads the styles when one is asked for.
type ReadStyles<'a> = &'a dyn Fn() -> Result<Styles, Problem>;

/// A document's text while it is read.
pub(super) struct Body<'a> {
    pen: &'a mut Pen,
    read_styles: ReadStyles<'a>,
    styles: Option<Styles>,
    /// The roles of ids that were met.
    known: HashMap<String, Option<Role>>,
    /// The targets of links by the ids of their relations.
    links: &'a HashMap<&'a str, &'a str>,
    /// How many elements are open in one that is skipped, itself included.
    skipped: u64,
    state: State,
    /// Where the paragraphs around the current text box are.
    around: Vec<State>,
    /// The references to footnotes and to endnotes.
    footnotes: Vec<String>,
    endnotes: Vec<String>,
    failure: Option<Problem>,
}

/// Where in a paragraph the reading is.
#[allow(clippy::struct_excessive_bools)] // properties that are on or off by themselves
#[derive(Default)]
struct State {
    /// Whether properties of a paragraph, not of a run, are open.
    in_properties: bool,
    /// Whether a run is open.
    in_run: bool,
    text: TextKind,
    look: Look,
    is_hidden: bool,
    is_deleted: bool,
    style: Option<Role>,
    outline: Option<Role>,
    is_item: bool,
    ends_section: bool,
}

/// The element that characters belong to.
#[derive(Default, PartialEq, Eq, Clone, Copy)]
enum TextKind {
    #[default]
    None,
    Shown,
    Deleted,
}

impl<'a> Body<'a> {
    pub(super) fn new(
        pen: &'a mut Pen,
        read_styles: ReadStyles<'a>,
        links: &'a HashMap<&'a str, &'a str>,
    ) -> Self {
        Self {
            pen,
            read_styles,
            styles: None,
            known: HashMap::new(),
            links,
            skipped: 0,
            state: State::default(),
            around: Vec::new(),
            footnotes: Vec::new(),
            endnotes: Vec::new(),
            failure: None,
        }
    }

    /// Reads the part with the text.
    pub(super) fn read(&mut self, bytes: &[u8]) -> Result<(), Problem> {
        let read = each_event(bytes, |event| self.take(event));
        self.end(read.map_err(Fault::of_file))
    }

    fn end(&mut self, read: Result<(), Problem>) -> Result<(), Problem> {
        match self.failure.take() {
            Some(problem) => Err(problem),
            None => read,
        }
    }

    /// Whether the text refers to notes of a kind.
    pub(super) fn has_notes(&self, kind: &str) -> bool {
        !self.references(kind).is_empty()
    }

    fn references(&self, kind: &str) -> &Vec<String> {
        match kind {
            "footnotes" => &self.footnotes,
            _ => &self.endnotes,
        }
    }

    /// Reads the part with the notes of a kind, and writes those that the text refers to.
    pub(super) fn read_notes(&mut self, kind: &str, bytes: &[u8]) -> Result<(), Problem> {
        let wanted: HashSet<String> = self.references(kind).iter().cloned().collect();
        let mut is_open = false;
        let read = each_event(bytes, |event| {
            if let Event::Start(tag) = &event
                && matches!(tag.name(), "footnote" | "endnote")
            {
                let id = tag.attribute("id").unwrap_or_default();
                is_open = wanted.contains(&*id);
                if is_open {
                    self.pen.open(Aside::Note);
                }
                return ControlFlow::Continue(());
            }
            if let Event::End("footnote" | "endnote") = event {
                if std::mem::take(&mut is_open) {
                    self.pen.close();
                }
                return ControlFlow::Continue(());
            }
            if is_open {
                self.take(event)
            } else {
                ControlFlow::Continue(())
            }
        });
        self.end(read.map_err(Fault::of_file))
    }

    fn take(&mut self, event: Event<'_>) -> ControlFlow<()> {
        match event {
            Event::Start(_) if self.skipped > 0 => self.skipped += 1,
            Event::Start(tag) if is_skipped(tag.name()) => self.skipped = 1,
            Event::Start(tag) => self.start(tag),
            Event::End(_) if self.skipped > 0 => self.skipped -= 1,
            Event::End(name) => self.end_element(name),
            Event::Text(text) if self.skipped == 0 => self.text(text),
            Event::Text(_) => {}
        }
        if self.failure.is_some() || self.pen.is_full() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }

    fn text(&mut self, text: &str) {
        match self.state.text {
            TextKind::None => {}
            TextKind::Deleted => self.pen.leave_out(Aside::Deleted, text),
            TextKind::Shown if self.state.is_deleted => self.pen.leave_out(Aside::Deleted, text),
            TextKind::Shown if self.state.is_hidden => self.pen.leave_out(Aside::Hidden, text),
            TextKind::Shown => self.pen.push(text, self.state.look),
        }
    }

    /// A character that an element stands for.
    fn character(&mut self, text: &str) {
        let state = &self.state;
        if state.in_run && !state.in_properties && !state.is_hidden && !state.is_deleted {
            self.pen.push(text, self.state.look);
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag.name() {
            "t" => self.state.text = TextKind::Shown,
            "delText" => self.state.text = TextKind::Deleted,
            "r" => {
                self.state.in_run = true;
                self.state.look = Look::default();
                self.state.is_hidden = false;
            }
            "pPr" => self.state.in_properties = true,
            "b" if self.is_of_run() => self.state.look.is_bold = is_on(tag),
            "i" if self.is_of_run() => self.state.look.is_italic = is_on(tag),
            "vanish" if self.is_of_run() => self.state.is_hidden = is_on(tag),
            "tab" | "ptab" => self.character("\t"),
            "noBreakHyphen" => self.character("\u{2011}"),
            "sym" => {
                let symbol = symbol(tag);
                self.character(symbol.map(String::from).as_deref().unwrap_or_default());
            }
            "br" if self.state.in_run => match tag.attribute("type").as_deref() {
                Some("page") => self.pen.break_page(),
                _ => self.pen.break_line(),
            },
            "cr" if self.state.in_run => self.pen.break_line(),
            "pStyle" => self.state.style = self.role(&tag.attribute("val").unwrap_or_default()),
            "outlineLvl" => {
                self.state.outline = tag.attribute("val").and_then(|level| outline(&level));
            }
            "numPr" => self.state.is_item = true,
            "pageBreakBefore" if is_on(tag) => self.pen.end_section(),
            "sectPr" if self.state.in_properties => self.state.ends_section = true,
            "type" if self.state.ends_section => {
                let is_same_page = tag.attribute("val").as_deref() == Some("continuous");
                self.state.ends_section = !is_same_page;
            }
            "del" if !self.state.in_properties => self.state.is_deleted = true,
            "hyperlink" => {
                let id = tag.attribute("id").unwrap_or_default();
                if let Some(target) = self.links.get(&*id) {
                    self.pen.link((*target).to_owned());
                }
            }
            name => self.start_block(name, tag),
        }
    }

    /// Whether properties of a run are meant.
    fn is_of_run(&self) -> bool {
        self.state.in_run && !self.state.in_properties
    }

    fn start_block(&mut self, name: &str, tag: Tag<'_>) {
        match name {
            "tbl" => self.pen.open_table(),
            "tr" => self.pen.open_row(),
            "altChunk" => self.pen.name(Aside::Inserted),
            "relIds" | "chart" => self.pen.name(Aside::Diagram),
            "txbxContent" => {
                self.pen.open(Aside::Box);
                self.around.push(std::mem::take(&mut self.state));
            }
            "footnoteReference" | "endnoteReference" => {
                let id = tag.attribute("id").unwrap_or_default().into_owned();
                let kept = match name {
                    "footnoteReference" => &mut self.footnotes,
                    _ => &mut self.endnotes,
                };
                if kept.len() < MOST_NOTES {
                    kept.push(id);
                }
            }
            _ => {}
        }
    }

    fn end_element(&mut self, name: &str) {
        match name {
            "t" | "delText" => self.state.text = TextKind::None,
            "r" => self.state.in_run = false,
            "pPr" => self.state.in_properties = false,
            "del" if !self.state.in_properties => self.state.is_deleted = false,
            "p" => {
                let state = std::mem::take(&mut self.state);
                let listed = || state.is_item.then_some(Role::Item);
                let role = state.outline.or(state.style).or_else(listed);
                self.pen.end_paragraph(role.unwrap_or_default());
                if state.ends_section {
                    self.pen.end_section();
                }
            }
            "tc" => self.pen.next_cell(),
            "tbl" => self.pen.close_table(),
            "txbxContent" => {
                self.pen.close();
                self.state = self.around.pop().unwrap_or_default();
            }
            _ => {}
        }
    }

    /// The role of the style with that id.
    fn role(&mut self, id: &str) -> Option<Role> {
        if let Some(known) = self.known.get(id) {
            return *known;
        }
        let role = Role::of_style(id).or_else(|| {
            if matches!(id, "Normal" | "BodyText" | "Standard" | "NormalWeb") {
                return None;
            }
            if self.styles.is_none() {
                match (self.read_styles)() {
                    Ok(styles) => self.styles = Some(styles),
                    Err(problem) => self.failure = Some(problem),
                }
            }
            self.styles.as_ref()?.role(id)
        });
        self.known.insert(id.to_owned(), role);
        role
    }
}
