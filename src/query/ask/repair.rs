//! Makes any token sequence well-formed: parentheses in pairs and not too deep, operators between
//! operands, field names with an operand. The parser relies on it.
//!
//! A note says what was left out or changed.

use super::lexer::Token;
use super::note::{Note, Notes};
use super::tree::{EXACT, Expr};

/// How deep parentheses nest in a token sequence.
pub(super) fn nesting(tokens: &[Token]) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for token in tokens {
        match token {
            Token::Open => depth += 1,
            Token::Close => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// Repairs `tokens`. Ignores parentheses within `limit` others, and removes parentheses around the
/// whole.
pub(super) fn repair(tokens: Vec<Token>, limit: usize, notes: &mut Notes) -> Vec<Token> {
    let mut repairer = Repairer {
        repaired: Vec::with_capacity(tokens.len()),
        depth: 0,
        ignored: 0,
        notes,
    };
    for token in tokens {
        repairer.take(token, limit);
    }
    repairer.finish();
    bare(repairer.repaired)
}

struct Repairer<'n> {
    repaired: Vec<Token>,
    /// Parentheses that are open in `repaired`.
    depth: usize,
    /// Open parentheses that are ignored, since they are too deep.
    ignored: usize,
    notes: &'n mut Notes,
}

impl Repairer<'_> {
    fn take(&mut self, token: Token, limit: usize) {
        match token {
            Token::Open if self.depth == limit => {
                self.ignored += 1;
                self.notes.add(Note::TooDeep);
            }
            Token::Open => {
                self.use_field();
                self.repaired.push(Token::Open);
                self.depth += 1;
            }
            Token::Close if self.ignored > 0 => self.ignored -= 1,
            Token::Close if self.depth == 0 => self.notes.add(Note::StrayParenthesis),
            Token::Close => self.close(),
            Token::Nothing => self.drop_operators(),
            Token::Boost(_) => {
                if self.repaired.last() == Some(&Token::Close) {
                    self.repaired.push(token);
                }
            }
            Token::Operand(_) => {
                self.use_field();
                self.repaired.push(token);
            }
            token if token.joins_operands() => {
                self.give_up_field();
                if self.repaired.last().is_some_and(ends_operand) {
                    self.repaired.push(token);
                } else {
                    self.note_dangling(&token);
                }
            }
            // A sign or the name of a field.
            token => {
                if !self.goes_with_field(&token) {
                    self.give_up_field();
                }
                self.repaired.push(token);
            }
        }
    }

    /// Whether a token and the one before are `exact:` and a field, which apply together.
    fn goes_with_field(&self, token: &Token) -> bool {
        match (self.repaired.last(), token) {
            (Some(Token::Field { name: before, .. }), Token::Field { name, .. }) => {
                (before == EXACT) != (name == EXACT)
            }
            _ => false,
        }
    }

    fn finish(&mut self) {
        if self.depth > 0 {
            self.notes.add(Note::UnclosedParenthesis);
        }
        while self.depth > 0 {
            self.close();
        }
        self.drop_operators();
    }

    fn close(&mut self) {
        self.drop_operators();
        self.depth -= 1;
        if self.repaired.last() == Some(&Token::Open) {
            self.repaired.pop();
            self.notes.add(Note::EmptyParentheses);
            self.drop_operators();
        } else {
            self.repaired.push(Token::Close);
        }
    }

    /// Removes operators at the end that have no operand.
    fn drop_operators(&mut self) {
        self.give_up_field();
        while let Some(token) = self.repaired.pop_if(|token| token.is_operator()) {
            self.note_dangling(&token);
        }
    }

    fn note_dangling(&mut self, token: &Token) {
        if let Some(operator) = token.operator_name() {
            self.notes.add(Note::DanglingOperator { operator });
        }
    }

    /// Adds a note if a space is between a field's name and its operand.
    fn use_field(&mut self) {
        if let Some(Token::Field { name, gap: true }) = self.repaired.last() {
            let name = name.clone();
            self.notes.add(Note::FieldGap { name });
        }
    }

    /// Turns a field's name without an operand into a word.
    fn give_up_field(&mut self) {
        if let Some(Token::Field { name, .. }) = self
            .repaired
            .pop_if(|token| matches!(token, Token::Field { .. }))
        {
            self.notes.add(Note::EmptyField { name: name.clone() });
            self.repaired.push(Token::Operand(Expr::Word(name)));
        }
    }
}

fn ends_operand(token: &Token) -> bool {
    !token.is_operator() && *token != Token::Open
}

/// Removes parentheses around the whole.
fn bare(mut tokens: Vec<Token>) -> Vec<Token> {
    while tokens.first() == Some(&Token::Open) && first_close(&tokens) == Some(tokens.len() - 1) {
        tokens.pop();
        tokens.remove(0);
    }
    tokens
}

/// Where the first parenthesis closes.
fn first_close(tokens: &[Token]) -> Option<usize> {
    let mut depth = 0_usize;
    tokens.iter().position(|token| {
        match token {
            Token::Open => depth += 1,
            Token::Close => depth -= 1,
            _ => {}
        }
        depth == 0
    })
}
