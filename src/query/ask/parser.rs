//! Builds the tree of a query from well-formed tokens, by recursive descent: one method per level
//! of precedence.
//!
//! `repair` makes the tokens well-formed. It also limits the depth of parentheses, and so of the
//! recursion.

use super::few_exact::few_exact;
use super::lexer::{self, Token};
use super::limits::MAX_DEPTH;
use super::note::{Note, Notes};
use super::repair;
use super::tree::{Ask, Clause, EXACT, Expr, Occur};
use std::iter::Peekable;
use std::vec::IntoIter;

impl Ask {
    /// Parses a query. `fields` are the names of fields that may precede a colon, in any case.
    ///
    /// Returns the query, and a note on each part of the text that was left out or read in an
    /// unusual way. The display of the query parses back to the same query.
    #[must_use]
    pub fn parse(text: &str, fields: &[&str]) -> (Self, Vec<Note>) {
        let lexed = lexer::lex(text, fields);
        let mut depth = MAX_DEPTH;
        loop {
            let mut notes = Notes::from(lexed.notes.clone());
            let ask = tree(repair::repair(lexed.tokens.clone(), depth, &mut notes));
            let ask = few_exact(ask, &mut notes);
            // Precedence alone can make groups. The canonical form then has more parentheses than
            // the text. It must parse back too, so fewer levels of the text are read.
            let shown = lexer::lex(&ask.to_string(), fields);
            if depth == 0 || repair::nesting(&shown.tokens) <= MAX_DEPTH {
                return (ask, notes.into_vec());
            }
            depth -= 1;
        }
    }
}

fn tree(tokens: Vec<Token>) -> Ask {
    let mut parser = Parser {
        tokens: tokens.into_iter().peekable(),
    };
    let clauses = parser.sequence().into_iter().map(clause).collect();
    Ask { clauses }
}

/// A part of a sequence.
struct Item {
    expr: Expr,
    /// Whether more was typed than a bare word: a sign, an operator, parentheses.
    firm: bool,
}

fn clause(item: Item) -> Clause {
    let (occur, expr) = match item.expr {
        Expr::Not(inner) => (Occur::Excluded, *inner),
        expr @ Expr::Word(_) if !item.firm => (Occur::Optional, expr),
        expr => (Occur::Required, expr),
    };
    Clause { occur, expr }
}

struct Parser {
    tokens: Peekable<IntoIter<Token>>,
}

impl Parser {
    fn sequence(&mut self) -> Vec<Item> {
        let mut items = Vec::new();
        while self
            .tokens
            .peek()
            .is_some_and(|token| *token != Token::Close)
        {
            items.extend(self.either());
        }
        items
    }

    fn either(&mut self) -> Option<Item> {
        self.joined(&Token::Or, Self::both, any)
    }

    fn both(&mut self) -> Option<Item> {
        self.joined(&Token::And, Self::signed, all)
    }

    fn joined(
        &mut self,
        operator: &Token,
        operand: fn(&mut Self) -> Option<Item>,
        join: fn(Vec<Expr>) -> Expr,
    ) -> Option<Item> {
        let first = operand(self)?;
        let mut exprs = vec![first.expr];
        while self.tokens.next_if_eq(operator).is_some() {
            exprs.extend(operand(self).map(|item| item.expr));
        }
        Some(Item {
            firm: first.firm || exprs.len() > 1,
            expr: join(exprs),
        })
    }

    fn signed(&mut self) -> Option<Item> {
        let (mut negated, mut firm) = (false, false);
        while let Some(sign) = self
            .tokens
            .next_if(|token| matches!(token, Token::Not | Token::Minus | Token::Plus))
        {
            firm = true;
            negated ^= sign != Token::Plus;
        }
        let item = self.operand()?;
        Some(Item {
            expr: if negated { not(item.expr) } else { item.expr },
            firm: firm || item.firm,
        })
    }

    fn operand(&mut self) -> Option<Item> {
        match self.tokens.next()? {
            Token::Operand(expr) => Some(Item {
                firm: !matches!(expr, Expr::Word(_)),
                expr,
            }),
            Token::Field { name, .. } => {
                let expr = self.operand()?.expr;
                Some(Item {
                    firm: true,
                    expr: match name.as_str() {
                        EXACT => exact(expr),
                        _ => within(name, expr),
                    },
                })
            }
            Token::Open => Some(self.group()),
            _ => None, // well-formed tokens have an operand here
        }
    }

    /// Reads the content of a parenthesis. Parentheses around a single word change nothing: plain
    /// text has them, as in `the World Health Organization (WHO)`.
    fn group(&mut self) -> Item {
        let items = self.sequence();
        self.tokens.next_if_eq(&Token::Close);
        Item {
            firm: items.len() > 1 || items.iter().any(|item| item.firm),
            expr: all(items.into_iter().map(|item| item.expr).collect()),
        }
    }
}

fn not(expr: Expr) -> Expr {
    match expr {
        Expr::Not(inner) => *inner,
        expr => Expr::Not(Box::new(expr)),
    }
}

fn within(name: String, expr: Expr) -> Expr {
    match expr {
        Expr::Field { .. } => expr,
        Expr::Not(inner) => not(within(name, *inner)),
        inner => Expr::Field {
            name,
            inner: Box::new(inner),
        },
    }
}

/// The same in exactly the form that was typed. A prefix has no form of its own, and words close
/// together are looked for in any form and each in its own.
fn exact(expr: Expr) -> Expr {
    match expr {
        Expr::Word(_) | Expr::Phrase(_) => Expr::Exact(Box::new(expr)),
        Expr::Near { words, slop } => {
            let each: Vec<Expr> = words
                .split(' ')
                .map(|word| exact(Expr::Phrase(word.to_owned())))
                .collect();
            all([vec![Expr::Near { words, slop }], each].concat())
        }
        Expr::Field { name, inner } => within(name, exact(*inner)),
        Expr::Not(inner) => not(exact(*inner)),
        Expr::All(parts) => all(parts.into_iter().map(exact).collect()),
        Expr::Any(parts) => any(parts.into_iter().map(exact).collect()),
        Expr::Prefix(_) | Expr::Exact(_) => expr,
    }
}

fn all(exprs: Vec<Expr>) -> Expr {
    let mut flat = Vec::with_capacity(exprs.len());
    for expr in exprs {
        match expr {
            Expr::All(inner) => flat.extend(inner),
            expr => flat.push(expr),
        }
    }
    single(flat).unwrap_or_else(Expr::All)
}

fn any(exprs: Vec<Expr>) -> Expr {
    let mut flat = Vec::with_capacity(exprs.len());
    for expr in exprs {
        match expr {
            Expr::Any(inner) => flat.extend(inner),
            expr => flat.push(expr),
        }
    }
    single(flat).unwrap_or_else(Expr::Any)
}

/// The only expression of a list, or the list if it has several or none.
fn single(mut exprs: Vec<Expr>) -> Result<Expr, Vec<Expr>> {
    match exprs.pop() {
        Some(only) if exprs.is_empty() => Ok(only),
        Some(last) => {
            exprs.push(last);
            Err(exprs)
        }
        None => Err(exprs),
    }
}
