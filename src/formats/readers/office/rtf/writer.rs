//! Writes the text of an RTF file, token by token.
//!
//! Groups are states on a stack of limited height; deeper groups are read as part of the one around
//! them. The bytes of characters are gathered until their set changes, because some sets have two
//! bytes a character.

use super::charsets::{ANSI, MAC, PC, PCA, of_code_page};
use super::destination::{Destination, character, destination, link_of};
use super::header::{Header, level};
use super::state::State;
use super::tokens::{Token, Tokens};
use super::units::Units;
use crate::formats::bytes::charset::CharacterSet;
use crate::formats::readers::office::manuscript::{Aside, Look, Manuscript, Pen, Role};
use encoding_rs::UTF_8;

/// How deep groups may nest.
const DEEPEST: usize = 1_000;

/// The longest instruction of a field, in bytes.
const LONGEST_INSTRUCTION: usize = 4_000;

/// Where in a table the text is.
#[derive(Default, Clone, Copy)]
struct Table {
    is_open: bool,
    has_row: bool,
}

/// Writes the text of a file.
pub(super) struct Writer<'a> {
    bytes: &'a [u8],
    pen: Pen,
    state: State,
    around: Vec<State>,
    /// How many groups are open beyond the limit.
    too_deep: u64,
    /// The character set of the file, and of bytes that are not written as numbers.
    file: CharacterSet,
    is_utf8: bool,
    default_font: i32,
    /// The fonts and styles.
    header: Header,
    /// The instruction of the field so far.
    instruction: String,
    /// Bytes of characters, and their set.
    pending: Vec<u8>,
    pending_set: CharacterSet,
    /// How many characters are skipped because they were written in Unicode.
    doubled: u16,
    units: Units,
    /// The role that the paragraph's text had.
    role: Option<Role>,
    is_item: bool,
    table: Table,
    tables: Vec<Table>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(bytes: &'a [u8], most: usize) -> Self {
        let is_utf8 = !bytes.is_ascii() && std::str::from_utf8(bytes).is_ok();
        Self {
            bytes,
            pen: Pen::new(most),
            state: State::new(),
            around: Vec::new(),
            too_deep: 0,
            file: ANSI,
            is_utf8,
            default_font: 0,
            header: Header::default(),
            instruction: String::new(),
            pending: Vec::new(),
            pending_set: ANSI,
            doubled: 0,
            units: Units::default(),
            role: None,
            is_item: false,
            table: Table::default(),
            tables: Vec::new(),
        }
    }

    pub(super) fn write(mut self) -> Manuscript {
        for token in Tokens::new(self.bytes) {
            if self.pen.is_full() {
                break;
            }
            match token {
                Token::Open => self.open(),
                Token::Close => self.close(),
                Token::Word(word, number) => self.word(word, number),
                Token::Symbol(symbol) => self.symbol(symbol),
                Token::Byte(byte) => {
                    let set = self.state.font.unwrap_or(self.file);
                    self.characters(&[byte], set);
                }
                Token::Text(bytes) => {
                    let set = self.state.font.unwrap_or(self.file);
                    let utf8 = CharacterSet::Known(UTF_8);
                    self.characters(bytes, if self.is_utf8 { utf8 } else { set });
                }
            }
        }
        self.flush();
        self.place();
        self.pen.finish()
    }

    fn open(&mut self) {
        self.flush();
        self.doubled = 0;
        if self.around.len() >= DEEPEST {
            self.too_deep += 1;
            return;
        }
        self.around.push(self.state);
        self.state = self.state.group();
    }

    fn close(&mut self) {
        self.flush();
        self.doubled = 0;
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        let Some(around) = self.around.pop() else {
            return;
        };
        let inner = std::mem::replace(&mut self.state, around);
        if inner.opens_aside {
            self.end_open_paragraph();
            self.pen.close();
            self.table = self.tables.pop().unwrap_or_default();
        }
        match inner.destination {
            Destination::Styles => self.header.end_style(),
            Destination::Instruction if around.destination != Destination::Instruction => {
                let instruction = std::mem::take(&mut self.instruction);
                if let Some(target) = link_of(&instruction) {
                    self.pen.link(target);
                }
            }
            _ => {}
        }
    }

    fn symbol(&mut self, symbol: u8) {
        match symbol {
            b'*' => self.state.is_starred = self.state.is_at_start,
            b'~' => self.unicode("\u{a0}"),
            b'_' => self.unicode("\u{2011}"),
            b'\\' | b'{' | b'}' => {
                let set = self.state.font.unwrap_or(self.file);
                self.characters(&[symbol], set);
            }
            b'\r' | b'\n' => self.end_paragraph(),
            _ => {}
        }
    }

    fn word(&mut self, word: &[u8], number: Option<i32>) {
        self.flush();
        if word == b"u" {
            return self.unicode_number(number.unwrap_or(0));
        }
        self.doubled = 0;
        if std::mem::take(&mut self.state.is_at_start)
            && let Some(destination) = destination(word, self.state.is_starred)
        {
            return self.enter(destination);
        }
        match self.state.destination {
            Destination::Fonts => self.header.word_of_font(word, number),
            Destination::Styles => self.header.word_of_style(word, number),
            Destination::Text | Destination::Beside(_) => self.word_of_text(word, number),
            _ => {}
        }
    }

    fn word_of_text(&mut self, word: &[u8], number: Option<i32>) {
        if !self.break_by(word) {
            self.format(word, number);
        }
    }

    /// Enters the destination that the group opens with.
    fn enter(&mut self, destination: Destination) {
        let within = self.state.destination;
        if matches!(within, Destination::Skipped) {
            return; // what is in a skipped group is skipped
        }
        self.state.destination = match (within, destination) {
            (Destination::Doubled, Destination::Text) => Destination::Text,
            (Destination::Doubled, _) => Destination::Doubled,
            (_, other) => other,
        };
        if let Destination::Beside(aside) = self.state.destination {
            self.state.opens_aside = true;
            self.state.in_table = false;
            self.state.role = None;
            self.pen.open(aside);
            self.tables.push(std::mem::take(&mut self.table));
        }
    }

    /// Breaks lines, paragraphs, cells and pages. Returns whether the word is one of these.
    fn break_by(&mut self, word: &[u8]) -> bool {
        match word {
            b"par" | b"nestcell" => self.end_paragraph(),
            b"line" => {
                self.place();
                self.pen.break_line();
            }
            b"page" => {
                self.place();
                self.pen.break_page();
            }
            b"sect" => {
                self.end_open_paragraph();
                self.pen.end_section();
            }
            b"cell" => {
                self.state.in_table = true;
                self.end_paragraph();
                self.pen.next_cell();
            }
            b"row" => {
                self.end_open_paragraph();
                self.table.has_row = false;
            }
            _ => match character(word) {
                Some(text) => self.unicode(text),
                None => return false,
            },
        }
        true
    }

    /// Takes the words that say how the text looks and what it is.
    fn format(&mut self, word: &[u8], number: Option<i32>) {
        let is_on = number != Some(0);
        let state = &mut self.state;
        match word {
            b"b" => state.look.is_bold = is_on,
            b"i" => state.look.is_italic = is_on,
            b"v" => state.is_hidden = is_on,
            b"deleted" => state.is_deleted = is_on,
            b"htmlrtf" => state.is_for_rtf = is_on,
            b"plain" => {
                state.plain();
                state.font = self.header.font(self.default_font);
            }
            b"pard" => {
                state.role = None;
                state.in_table = false;
                self.is_item = false;
            }
            b"s" => state.role = self.header.role(number.unwrap_or(0)),
            b"outlinelevel" => state.role = level(number).or(state.role),
            b"ls" | b"pnlvlblt" | b"pnlvlbody" => self.is_item = true,
            b"intbl" => state.in_table = true,
            b"f" => state.font = self.header.font(number.unwrap_or(0)),
            b"uc" => state.doubled = u16::try_from(number.unwrap_or(1)).unwrap_or(0),
            b"deff" => self.default_font = number.unwrap_or(0),
            b"mac" => self.file = MAC,
            b"pc" => self.file = PC,
            b"pca" => self.file = PCA,
            b"ansicpg" => self.file = number.and_then(of_code_page).unwrap_or(self.file),
            _ => {}
        }
    }

    /// Takes the number of a character, of which numbers above 32767 are written as negative ones.
    fn unicode_number(&mut self, number: i32) {
        self.state.is_at_start = false;
        self.doubled = self.state.doubled;
        let Some(character) = self.units.take(number) else {
            return;
        };
        let mut bytes = [0; 4];
        self.emit(character.encode_utf8(&mut bytes));
    }

    /// Takes characters that a control word or symbol stands for.
    fn unicode(&mut self, text: &str) {
        self.flush();
        self.state.is_at_start = false;
        if self.doubled > 0 {
            self.doubled -= 1;
        } else {
            self.emit(text);
        }
    }

    /// Takes bytes of characters, without those that are doubled.
    fn characters(&mut self, bytes: &[u8], set: CharacterSet) {
        self.state.is_at_start = false;
        let skipped = usize::from(self.doubled).min(bytes.len());
        self.doubled -= u16::try_from(skipped).unwrap_or(self.doubled);
        let bytes = &bytes[skipped..];
        if bytes.is_empty() || self.state.destination == Destination::Skipped {
            return;
        }
        if set != self.pending_set {
            self.flush();
            self.pending_set = set;
        }
        self.pending.extend_from_slice(bytes);
    }

    /// Writes the characters gathered so far.
    fn flush(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let pending = std::mem::take(&mut self.pending);
        let text = self.pending_set.decode(&pending);
        self.emit(&text);
        self.pending = pending;
        self.pending.clear();
    }

    /// Writes text to where the group's content goes.
    fn emit(&mut self, text: &str) {
        match self.state.destination {
            Destination::Text | Destination::Beside(_) => self.emit_shown(text),
            Destination::Styles => self.header.push(text),
            Destination::Instruction if self.instruction.len() < LONGEST_INSTRUCTION => {
                self.instruction.push_str(text);
            }
            _ => {}
        }
    }

    fn emit_shown(&mut self, text: &str) {
        let state = &self.state;
        if state.is_for_rtf {
            return;
        }
        if state.is_hidden {
            return self.pen.leave_out(Aside::Hidden, text);
        }
        if state.is_deleted {
            return self.pen.leave_out(Aside::Deleted, text);
        }
        self.role = state.role.or(self.role);
        let look: Look = state.look;
        self.place();
        self.pen.push(text, look);
    }

    /// Opens and closes tables and rows, as the paragraph says.
    fn place(&mut self) {
        if !self.state.in_table {
            if std::mem::take(&mut self.table.is_open) {
                self.pen.close_table();
            }
            self.table.has_row = false;
            return;
        }
        if !std::mem::replace(&mut self.table.is_open, true) {
            self.pen.open_table();
        }
        if !std::mem::replace(&mut self.table.has_row, true) {
            self.pen.open_row();
        }
    }

    fn paragraph_role(&mut self) -> Role {
        let listed = self.is_item.then_some(Role::Item);
        let role = self.role.take().or(self.state.role).or(listed);
        role.unwrap_or_default()
    }

    fn end_paragraph(&mut self) {
        self.flush();
        self.place();
        let role = self.paragraph_role();
        self.pen.end_paragraph(role);
    }

    fn end_open_paragraph(&mut self) {
        self.flush();
        let role = self.paragraph_role();
        self.pen.end_open_paragraph(role);
    }
}
