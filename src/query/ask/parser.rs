//! Builds the tree of a query from mended tokens, by recursive descent: one method a level of
//! precedence. The depth of parentheses, and so of the recursion, is bounded by `repair`.

use super::lexer::Token;
use super::{Ask, Clause, Expr, Presence};
use std::iter::Peekable;
use std::vec::IntoIter;

pub(super) fn parse(tokens: Vec<Token>) -> Ask {
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
    let (presence, expr) = match item.expr {
        Expr::Not(inner) => (Presence::Excluded, *inner),
        expr @ Expr::Word(_) if !item.firm => (Presence::Optional, expr),
        expr => (Presence::Required, expr),
    };
    Clause { presence, expr }
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
        let expr = match self.tokens.next()? {
            Token::Word(text) => {
                return Some(Item {
                    expr: Expr::Word(text),
                    firm: false,
                });
            }
            Token::Prefix(text) => Expr::Prefix(text),
            Token::Phrase(text) => Expr::Phrase(text),
            Token::Near { words, slop } => Expr::Near { words, slop },
            Token::Field { name, .. } => within(name, self.operand()?.expr),
            Token::Open => return Some(self.group()),
            _ => return None, // mended tokens have an operand here
        };
        Some(Item { expr, firm: true })
    }

    /// Reads what an open parenthesis holds. Around a single word it changes nothing: text such
    /// as `the World Health Organization (WHO)` has that.
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

/// The only one, or all of them back.
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
