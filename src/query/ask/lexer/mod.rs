//! Cuts the text of a query into tokens.
//!
//! It knows words, quotes, signs, fields and operators. How they combine is decided in `repair` and
//! `parser`.

mod filters;

use super::filter::{Filter, FilterName};
use super::limits::{MAX_BYTES, MAX_NEAR, MAX_PREFIXES, MAX_SLOP, MAX_WORDS};
use super::meant::{colon_meant, filter_meant, meant_name, values_of};
use super::note::{Note, Notes, ReadAs};
use super::tree::{Boost, EXACT, Expr};
use super::word::{self, boost_before, is_colon, is_dash, meant_operator, near_slop};

/// A token of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    Open,
    Close,
    And,
    Or,
    Not,
    Plus,
    Minus,
    /// Words with at most so many others between them.
    Near(u32),
    /// How much the group before it counts.
    Boost(Boost),
    /// A field's name and colon. `gap` is set if white space follows.
    Field {
        name: String,
        gap: bool,
    },
    /// Something to search for: a word, a phrase and the like.
    Operand(Expr),
    /// The place of an operand without any text to search for. It keeps a `NOT` before it from
    /// applying to the next operand.
    Nothing,
}

impl Token {
    /// Whether it needs an operand before it and after it.
    pub(super) fn joins_operands(&self) -> bool {
        matches!(self, Self::And | Self::Or | Self::Near(_))
    }

    /// Whether it needs an operand after it. Names of fields do not count.
    pub(super) fn is_operator(&self) -> bool {
        self.joins_operands() || matches!(self, Self::Not | Self::Plus | Self::Minus)
    }

    /// The word that the operator is typed as.
    pub(super) fn operator_name(&self) -> Option<&'static str> {
        match self {
            Self::And => Some("AND"),
            Self::Or => Some("OR"),
            Self::Not => Some("NOT"),
            Self::Near(_) => Some("NEAR"),
            _ => None,
        }
    }
}

/// The tokens of a query.
#[derive(Debug)]
pub(super) struct Lexed {
    pub(super) tokens: Vec<Token>,
    pub(super) notes: Vec<Note>,
}

/// Cuts a query into tokens. `fields` are the names of fields, in any case.
pub(super) fn lex(text: &str, fields: &[&str]) -> Lexed {
    let mut lexer = Lexer {
        text,
        rest: text,
        fields,
        tokens: Vec::new(),
        notes: Notes::default(),
        words_left: MAX_WORDS,
        is_shouted: !text.contains(char::is_lowercase),
        prefixes_left: MAX_PREFIXES,
    };
    if text.len() > MAX_BYTES {
        lexer.rest = &text[..text.floor_char_boundary(MAX_BYTES)];
        lexer.notes.add(Note::TooLong);
    }
    lexer.run();
    Lexed {
        tokens: lexer.tokens,
        notes: lexer.notes.into_vec(),
    }
}

struct Lexer<'t> {
    text: &'t str,
    /// The text that has not been read yet.
    rest: &'t str,
    fields: &'t [&'t str],
    tokens: Vec<Token>,
    notes: Notes,
    words_left: usize,
    /// Whether the whole query is in capitals.
    is_shouted: bool,
    prefixes_left: usize,
}

impl<'t> Lexer<'t> {
    fn run(&mut self) {
        loop {
            self.rest = self.rest.trim_start();
            let Some(first) = self.rest.chars().next() else {
                break;
            };
            match first {
                '(' => self.parenthesis(Token::Open),
                ')' => self.parenthesis(Token::Close),
                _ if is_quote(first) => self.quoted(first),
                _ => self.chunk(),
            }
        }
    }

    fn parenthesis(&mut self, token: Token) {
        let closes = token == Token::Close;
        self.tokens.push(token);
        self.rest = &self.rest[1..];
        if closes && let Some(by) = self.boost() {
            self.tokens.push(Token::Boost(by));
        }
    }

    /// Reads the `^2` after a quote or a parenthesis.
    fn boost(&mut self) -> Option<Boost> {
        let (by, length) = boost_before(self.rest)?;
        let (typed, rest) = self.rest.split_at(length);
        word::note_boost(typed, by, &mut self.notes);
        self.rest = rest;
        Some(by)
    }

    /// Takes `count` words of those that may still be read, or as many as are left. Where fewer are
    /// left, the query ends here.
    fn spend(&mut self, count: usize) -> usize {
        let granted = count.min(self.words_left);
        self.words_left -= granted;
        if granted < count {
            self.notes.add(Note::TooManyWords);
            self.rest = "";
        }
        granted
    }

    fn quoted(&mut self, open: char) {
        let text = &self.rest[open.len_utf8()..];
        let inner = if let Some((at, close)) = closing_quote(open, text) {
            self.rest = &text[at + close.len_utf8()..];
            &text[..at]
        } else {
            self.rest = "";
            text
        };
        let closed = inner.len() < text.len();
        let slop = self.slop();
        let boost = self.boost();
        let mut words: Vec<&str> = inner.split_whitespace().collect();
        if words.is_empty() {
            self.notes.add(Note::EmptyQuotes);
            self.tokens.push(Token::Nothing);
            return;
        }
        if slop > 0 && words.len() > MAX_NEAR {
            words.truncate(MAX_NEAR);
            self.notes.add(Note::TooManyNear);
        }
        words.truncate(self.spend(words.len()));
        if words.is_empty() {
            return;
        }
        let signed = words.iter().find(|word| has_sign(word));
        if let Some(word) = signed {
            self.notes.add(Note::SignInQuotes {
                typed: (*word).to_owned(),
            });
        }
        // The canonical form puts it between straight quotes.
        let words = words.join(" ").replace('"', "”");
        if !closed {
            self.notes.add(Note::UnclosedQuote {
                read_as: words.clone(),
            });
        }
        let expr = match slop {
            0 => Expr::Phrase(words),
            slop => Expr::Near { words, slop },
        };
        self.tokens.push(Token::Operand(match boost {
            Some(by) => Expr::Boosted {
                inner: Box::new(expr),
                by,
            },
            None => expr,
        }));
    }

    /// Reads the `~3` after a closing quote; 0 without one.
    fn slop(&mut self) -> u32 {
        let Some(text) = self.rest.strip_prefix('~') else {
            return 0;
        };
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        self.rest = &text[digits..];
        if digits == 0 {
            self.notes.add(Note::TildeWithoutNumber);
            return 0;
        }
        self.bounded_slop(text[..digits].parse().unwrap_or(u32::MAX))
    }

    /// A distance in words, at most the largest one.
    fn bounded_slop(&mut self, slop: u32) -> u32 {
        if slop > MAX_SLOP {
            self.notes.add(Note::TooFar);
        }
        slop.min(MAX_SLOP)
    }

    /// Reads up to the next space, quote or parenthesis.
    fn chunk(&mut self) {
        let (chunk, rest) = self.rest.split_at(chunk_end(self.rest));
        self.rest = rest;
        match chunk {
            "AND" => return self.tokens.push(Token::And),
            "OR" => return self.tokens.push(Token::Or),
            "NOT" => return self.tokens.push(Token::Not),
            _ => {}
        }
        let operators = [("and", "AND"), ("or", "OR"), ("not", "NOT")];
        if let Some((_, meant)) = operators.iter().find(|(typed, _)| *typed == chunk)
            && rest.trim_start().starts_with('(')
        {
            self.note_operator(chunk, meant, ReadAs::Word);
        }
        if let Some(slop) = near_slop(chunk) {
            let slop = self.bounded_slop(slop);
            return self.tokens.push(Token::Near(slop));
        }
        let (sign, operand) = match chunk.strip_prefix('!') {
            Some(operand) if self.is_excluded(operand) => {
                self.note_operator("!", "-", ReadAs::Meant);
                (Some(Token::Minus), operand)
            }
            Some("") => return self.note_operator("!", "-", ReadAs::Nothing),
            _ => split_sign(chunk),
        };
        let before = self.tokens.len();
        self.tokens.extend(sign);
        if operand.is_empty() {
            if !starts_group(rest) {
                self.tokens.truncate(before); // a dash between spaces
                if before > 0 && rest.trim_start().starts_with('(') {
                    let meant = if chunk == "+" { "+(" } else { "-(" };
                    self.note_operator(chunk, meant, ReadAs::Nothing);
                }
            }
            return;
        }
        let signed = self.tokens.len();
        self.operand(operand);
        if self.tokens.len() == signed {
            self.tokens.truncate(before);
        }
    }

    /// Whether what follows a `!` is a group, a phrase or a condition, before which it can only exclude. A
    /// word may be a name, as in `!Viva`.
    fn is_excluded(&self, operand: &str) -> bool {
        if operand.is_empty() {
            return starts_group(self.rest);
        }
        let Some((name, value)) = operand.split_once(':') else {
            return false;
        };
        let has_value = !value.is_empty() || starts_group(self.rest);
        has_value && (self.field_named(name).is_some() || FilterName::named(name).is_some())
    }

    fn operand(&mut self, text: &'t str) {
        if is_dash(text) {
            return;
        }
        if is_colon(text) {
            self.notes.add(Note::LoneColon);
            return;
        }
        if let Some((field, value)) = self.field_before(text) {
            self.field(field, value);
            return;
        }
        if let Some((name, value)) = text.split_once(':')
            && let Some(name) = FilterName::named(name)
            && self.filter(name, value)
        {
            return;
        }
        if let Some((name, value)) = text.split_once(':') {
            self.note_unknown_field(name, value);
        }
        self.word(text);
    }

    /// The field at the start of a text, and what follows it. `=` is short for `exact:`.
    fn field_before<'v>(&self, text: &'v str) -> Option<(&'t str, &'v str)> {
        if text.starts_with('=') {
            let rest = text.trim_start_matches('=');
            let has_word = if rest.is_empty() {
                self.rest.starts_with(|c| c == '(' || is_quote(c))
            } else {
                rest.starts_with(char::is_alphanumeric)
            };
            return has_word.then_some((EXACT, rest));
        }
        let (name, value) = text.split_once(':')?;
        Some((self.field_named(name)?, value))
    }

    fn field_named(&self, name: &str) -> Option<&'t str> {
        let name = name.to_lowercase();
        let fields = self.fields.iter().copied();
        fields
            .chain(std::iter::once(EXACT))
            .find(|field| field.to_lowercase() == name)
    }

    fn field(&mut self, name: &'t str, value: &str) {
        if self.spend(1) == 0 {
            return;
        }
        if value == "*" && name != EXACT {
            // As in other programs: any value.
            let filter = Expr::Filter(Filter::Has(name.to_owned()));
            return self.tokens.push(Token::Operand(filter));
        }
        self.note_unknown_value(name, value);
        let before = self.tokens.len();
        self.push_field(name, value);
        // `headline:exact:wages`, `exact:headline:wages`
        let mut value = value;
        let inner = self.field_before(value);
        if let Some((inner, rest)) = inner.filter(|(inner, _)| (name == EXACT) != (*inner == EXACT))
        {
            self.push_field(inner, rest);
            value = rest;
        }
        if value.is_empty() {
            return;
        }
        if !is_dash(value) && !is_colon(value) {
            self.word(value);
        }
        let nothing_in_it = matches!(
            self.tokens[before + 1..],
            [] | [Token::Nothing] | [Token::Field { .. }, Token::Nothing]
        );
        if nothing_in_it {
            self.tokens.truncate(before);
            let word = Expr::Word(name.to_owned());
            self.tokens.push(Token::Operand(word));
            self.notes.add(Note::EmptyField {
                name: name.to_owned(),
            });
        }
    }

    /// Notes a value that a field of few values never has.
    fn note_unknown_value(&mut self, name: &str, value: &str) {
        let is_plain = !value.is_empty() && value.chars().all(|c| c.is_alphanumeric() || c == '-');
        let values = values_of(name).filter(|_| is_plain).unwrap_or_default();
        let is_known = |known: &&str| known.eq_ignore_ascii_case(value);
        if !values.is_empty() && !values.iter().any(is_known) && value != "cancelled" {
            self.notes.add(Note::UnknownValue {
                typed: format!("{name}:{value}"),
                values,
            });
        }
    }

    fn push_field(&mut self, name: &str, value: &str) {
        self.tokens.push(Token::Field {
            name: name.to_owned(),
            gap: value.is_empty() && self.rest.starts_with(char::is_whitespace),
        });
    }

    /// Notes an unknown field. Headlines are full of colons (`Analysis: who gains`), and so are
    /// times and addresses: only letters with another character directly after the colon look like
    /// a field.
    fn note_unknown_field(&mut self, name: &str, value: &str) {
        let applied = if value.is_empty() {
            self.rest.starts_with(|c| c == '(' || is_quote(c))
        } else {
            !value.starts_with("//")
        };
        if applied && !name.is_empty() && name.chars().all(char::is_alphabetic) {
            self.notes.add(Note::UnknownField {
                name: name.to_owned(),
                meant: meant_name(name, self.fields),
                fields: self.fields.iter().map(|&f| f.to_owned()).collect(),
            });
        }
    }

    /// Notes an operator of another search engine.
    fn note_operator(&mut self, typed: &str, meant: &'static str, read_as: ReadAs) {
        self.notes.add(Note::UnknownOperator {
            typed: typed.to_owned(),
            meant,
            read_as,
        });
    }

    /// Notes an address and a day: a filter would find what is meant. So would one with a colon.
    fn note_filter_meant(&mut self, text: &str) {
        if let Some(filter) = colon_meant(text, self.fields) {
            self.notes.add(Note::FilterMeant {
                typed: text.to_owned(),
                filter,
                finds: "what has it there",
            });
        }
        if let Some((filter, finds)) = filter_meant(text) {
            self.notes.add(Note::FilterMeant {
                typed: text.to_owned(),
                filter: filter.to_string(),
                finds,
            });
        }
    }

    fn word(&mut self, text: &str) {
        if let Some(meant) = meant_operator(text, self.is_shouted) {
            if !text.contains(char::is_alphanumeric) {
                self.note_operator(text, meant, ReadAs::Nothing);
                return self.tokens.push(Token::Nothing);
            }
            self.note_operator(text, meant, ReadAs::Word);
        }
        if let Some((sign, meant)) = word::joining_operator(text) {
            self.note_operator(sign, meant, ReadAs::Phrase);
        }
        if let Some((sign, meant)) = word::leading_operator(text) {
            self.note_operator(sign, meant, ReadAs::Nothing);
        }
        self.note_filter_meant(text);
        // A text without spaces may be many words, and a long one thousands.
        let starts = word::starts_of_words(text);
        let text = match self.spend(starts.len()) {
            0 => return,
            granted if granted < starts.len() => &text[..starts[granted]],
            _ => text,
        };
        let Some(expr) = word::read(text, &mut self.notes) else {
            return self.tokens.push(Token::Nothing);
        };
        let has_pattern = expr.has_pattern();
        if has_pattern && self.prefixes_left == 0 {
            self.notes.add(Note::TooManyPrefixes);
            return self.tokens.push(Token::Nothing);
        }
        self.prefixes_left -= usize::from(has_pattern);
        self.tokens.push(Token::Operand(expr));
    }
}

/// Whether a group or a phrase starts here.
fn starts_group(text: &str) -> bool {
    text.starts_with(|c| c == '(' || is_quote(c))
}

/// The sign at the start of a chunk, and the rest. Two signs are a typed dash, or `++`.
fn split_sign(chunk: &str) -> (Option<Token>, &str) {
    let (sign, rest) = match chunk.as_bytes().first() {
        Some(b'+') => (Token::Plus, &chunk[1..]),
        Some(b'-') => (Token::Minus, &chunk[1..]),
        _ => return (None, chunk),
    };
    if rest.starts_with(['+', '-']) {
        return (None, chunk);
    }
    (Some(sign), rest)
}

/// Whether a word within quotes ends in a sign that counts outside of them: `tr*`, `withdrawl~`. A star
/// on both sides is emphasis.
fn has_sign(word: &str) -> bool {
    let bare = word.trim_end_matches(['*', '~']);
    bare.len() < word.len() && bare.chars().all(char::is_alphanumeric) && !bare.is_empty()
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»')
}

/// Where a quotation ends, and the character that ends it: the partner of its first quote. Without
/// a partner it is any quote, since pasted text mixes them.
fn closing_quote(open: char, text: &str) -> Option<(usize, char)> {
    let partners: &[char] = match open {
        '„' | '‟' => &['“', '”'],
        '«' => &['»'],
        '»' => &['«', '»'],
        '"' => &['"'],
        _ => &['”'],
    };
    text.char_indices()
        .find(|(_, c)| partners.contains(c))
        .or_else(|| text.char_indices().find(|&(_, c)| is_quote(c)))
}

/// The length of the chunk at the start of `text`. Parentheses end it, except those within an
/// address, as in `https://en.wikipedia.org/wiki/Mercury_(planet)`.
fn chunk_end(text: &str) -> usize {
    let mut end = 0;
    // Up to where no address was found.
    let (mut searched, mut has_address) = (0, false);
    while let Some(c) = text[end..].chars().next() {
        if c == '(' && !has_address {
            has_address = text[searched..end].contains("://");
            searched = text.floor_char_boundary(end.saturating_sub(2));
        }
        let in_address = c == '(' && has_address;
        if let Some(length) = in_address.then(|| parenthesised(&text[end..])).flatten() {
            end += length;
        } else if (ends_chunk(c) && !is_gershayim(text, end)) || matches!(c, '(' | ')') {
            break;
        } else {
            end += c.len_utf8();
        }
    }
    end
}

/// Whether a quotation mark at `at` is typed for the gershayim of a Hebrew acronym (`צה"ל`): it is
/// between letters of the script.
fn is_gershayim(text: &str, at: usize) -> bool {
    let is_hebrew = |c: char| matches!(c, '\u{5D0}'..='\u{5EA}');
    let mut after = text[at..].chars();
    after.next().is_some_and(|c| matches!(c, '"' | '”' | '“'))
        && after.next().is_some_and(is_hebrew)
        && text[..at].chars().next_back().is_some_and(is_hebrew)
}

fn ends_chunk(c: char) -> bool {
    c.is_whitespace() || is_quote(c)
}

/// The length of the parenthesis at the start of `text`, if it closes within the chunk.
fn parenthesised(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ if ends_chunk(c) => return None,
            _ => {}
        }
        if depth == 0 {
            return Some(at + 1);
        }
    }
    None
}
