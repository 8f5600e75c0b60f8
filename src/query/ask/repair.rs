//! Makes any row of tokens a well-formed one: parentheses in pairs and not too deep, operators
//! between operands, fields with something to look for. The parser relies on it.

use super::lexer::Token;
use super::note::{Note, Notes};

/// How deep parentheses nest in a row of tokens.
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

/// Mends `tokens`, ignoring parentheses that lie within `limit` others. Parentheses around the
/// whole are taken off.
pub(super) fn mend(tokens: Vec<Token>, limit: usize, notes: &mut Notes) -> Vec<Token> {
    let mut mender = Mender {
        sound: Vec::with_capacity(tokens.len()),
        depth: 0,
        ignored: 0,
        notes,
    };
    for token in tokens {
        mender.take(token, limit);
    }
    mender.finish();
    bare(mender.sound)
}

struct Mender<'n> {
    sound: Vec<Token>,
    /// Parentheses that are open in `sound`.
    depth: usize,
    /// Open ones within those that were not taken over.
    ignored: usize,
    notes: &'n mut Notes,
}

impl Mender<'_> {
    fn take(&mut self, token: Token, limit: usize) {
        match token {
            Token::Open if self.depth == limit => {
                self.ignored += 1;
                self.notes.add(Note::TooDeep);
            }
            Token::Open => {
                self.use_field();
                self.sound.push(Token::Open);
                self.depth += 1;
            }
            Token::Close if self.ignored > 0 => self.ignored -= 1,
            Token::Close if self.depth == 0 => self.notes.add(Note::StrayParenthesis),
            Token::Close => self.close(),
            Token::And | Token::Or => {
                self.give_up_field();
                if self.sound.last().is_some_and(ends_operand) {
                    self.sound.push(token);
                } else {
                    self.note_dangling(&token);
                }
            }
            Token::Not | Token::Plus | Token::Minus | Token::Field { .. } => {
                self.give_up_field();
                self.sound.push(token);
            }
            Token::Nothing => self.drop_operators(),
            Token::Word(_) | Token::Prefix(_) | Token::Phrase(_) | Token::Near { .. } => {
                self.use_field();
                self.sound.push(token);
            }
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
        if self.sound.last() == Some(&Token::Open) {
            self.sound.pop();
            self.notes.add(Note::EmptyParentheses);
            self.drop_operators();
        } else {
            self.sound.push(Token::Close);
        }
    }

    /// Takes off what waits for an operand that does not come.
    fn drop_operators(&mut self) {
        self.give_up_field();
        while let Some(token) = self.sound.pop_if(|token| is_operator(token)) {
            self.note_dangling(&token);
        }
    }

    fn note_dangling(&mut self, token: &Token) {
        let operator = match token {
            Token::And => "AND",
            Token::Or => "OR",
            Token::Not => "NOT",
            _ => return,
        };
        self.notes.add(Note::DanglingOperator { operator });
    }

    /// A field's name that waits for an operand gets it now.
    fn use_field(&mut self) {
        if let Some(Token::Field { name, gap: true }) = self.sound.last() {
            let name = name.clone();
            self.notes.add(Note::FieldGap { name });
        }
    }

    /// A field's name that waits for an operand in vain is a word.
    fn give_up_field(&mut self) {
        if let Some(Token::Field { name, .. }) = self
            .sound
            .pop_if(|token| matches!(token, Token::Field { .. }))
        {
            self.notes.add(Note::EmptyField { name: name.clone() });
            self.sound.push(Token::Word(name));
        }
    }
}

fn is_operator(token: &Token) -> bool {
    matches!(
        token,
        Token::And | Token::Or | Token::Not | Token::Plus | Token::Minus
    )
}

fn ends_operand(token: &Token) -> bool {
    !is_operator(token) && *token != Token::Open
}

/// The tokens without parentheses around the whole.
fn bare(mut tokens: Vec<Token>) -> Vec<Token> {
    while tokens.first() == Some(&Token::Open) && first_close(&tokens) == Some(tokens.len() - 1) {
        tokens.pop();
        tokens.remove(0);
    }
    tokens
}

/// Where the parenthesis that opens first closes.
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
