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
use super::tree::{Ask, Boost, Clause, EXACT, Expr, Occur};
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
            let tokens = repair::repair(lexed.tokens.clone(), depth, &mut notes);
            let ask = tree(tokens, &mut notes);
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

fn tree(tokens: Vec<Token>, notes: &mut Notes) -> Ask {
    let mut parser = Parser {
        tokens: tokens.into_iter().peekable(),
        notes,
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
        expr if expr.is_word() && !item.firm => (Occur::Optional, expr),
        expr => (Occur::Required, expr),
    };
    Clause { occur, expr }
}

struct Parser<'n> {
    tokens: Peekable<IntoIter<Token>>,
    notes: &'n mut Notes,
}

impl Parser<'_> {
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
        self.joined(&Token::Or, Self::both, Expr::any)
    }

    fn both(&mut self) -> Option<Item> {
        self.joined(&Token::And, Self::near, Expr::all)
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

    fn near(&mut self) -> Option<Item> {
        let mut item = self.signed()?;
        while let Some(Token::Near(slop)) =
            self.tokens.next_if(|token| matches!(token, Token::Near(_)))
        {
            let Some(other) = self.signed() else { break };
            let before = slop_of(&item.expr);
            if before.is_some_and(|before| before != slop) {
                let slop = before.unwrap_or_default().max(slop);
                self.notes.add(Note::MixedNear { slop });
            }
            let expr = near(item.expr, other.expr, slop).unwrap_or_else(|both| {
                self.notes.add(Note::NearWithoutWords);
                Expr::all(both)
            });
            item = Item { expr, firm: true };
        }
        Some(item)
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
                firm: !expr.is_word(),
                expr,
            }),
            Token::Field { name, .. } => {
                let expr = self.operand()?.expr;
                Some(Item {
                    firm: true,
                    expr: match name.as_str() {
                        EXACT => {
                            note_patterns(&expr, self.notes);
                            exact(expr)
                        }
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
        let firm = items.len() > 1 || items.iter().any(|item| item.firm);
        let mut expr = Expr::all(items.into_iter().map(|item| item.expr).collect());
        while let Some(Token::Boost(by)) = self
            .tokens
            .next_if(|token| matches!(token, Token::Boost(_)))
        {
            expr = boosted(expr, by);
        }
        Item { expr, firm }
    }
}

/// The distance that words close together have.
fn slop_of(expr: &Expr) -> Option<u32> {
    match expr {
        Expr::Near { slop, .. } => Some(*slop),
        Expr::Field { inner, .. } => slop_of(inner),
        _ => None,
    }
}

/// Words of both with at most `slop` others between them, or both if one of them is more than words.
fn near(one: Expr, other: Expr, slop: u32) -> Result<Expr, Vec<Expr>> {
    let words = |expr: &Expr| match expr {
        Expr::Word(words) | Expr::Phrase(words) => Some((words.clone(), 0)),
        Expr::Near { words, slop } => Some((words.clone(), *slop)),
        _ => None,
    };
    match (one, other) {
        (
            Expr::Field { name, inner },
            Expr::Field {
                name: same,
                inner: other,
            },
        ) if name == same => near(*inner, *other, slop).map(|expr| within(name, expr)),
        (one, other) => match (words(&one), words(&other)) {
            (Some((first, one)), Some((second, other))) => {
                let words = format!("{first} {second}");
                Ok(match slop.max(one).max(other) {
                    0 => Expr::Phrase(words),
                    slop => Expr::Near { words, slop },
                })
            }
            _ => Err(vec![one, other]),
        },
    }
}

/// The same with a boost. What does not rank has none.
fn boosted(expr: Expr, by: Boost) -> Expr {
    match expr {
        Expr::Boosted { inner, by: own } => Expr::Boosted {
            inner,
            by: Boost::nearest(own.factor() * by.factor()),
        },
        Expr::Field { name, inner } => Expr::Field {
            name,
            inner: Box::new(boosted(*inner, by)),
        },
        Expr::Prefix(_) | Expr::Filter(_) | Expr::Not(_) => expr,
        expr => Expr::Boosted {
            inner: Box::new(expr),
            by,
        },
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
        Expr::Field { .. } | Expr::Filter(_) => expr,
        Expr::Not(inner) => not(within(name, *inner)),
        inner => Expr::Field {
            name,
            inner: Box::new(inner),
        },
    }
}

/// Notes each part that stands for many words, which `exact:` leaves as it is.
fn note_patterns(expr: &Expr, notes: &mut Notes) {
    expr.each(&mut |part| {
        let typed = match part {
            Expr::Prefix(word) => format!("{word}*"),
            Expr::Wildcard(word) => word.clone(),
            Expr::Fuzzy { word, edits } => format!("{word}~{edits}"),
            _ => return,
        };
        notes.add(Note::PatternInExact { typed });
    });
}

/// The same in exactly the form that was typed. A prefix and the like have no form of their own, and words close
/// together are looked for in any form and each in its own.
fn exact(expr: Expr) -> Expr {
    match expr {
        Expr::Word(_) | Expr::Phrase(_) => Expr::Exact(Box::new(expr)),
        Expr::Near { words, slop } => {
            let each: Vec<Expr> = words
                .split(' ')
                .map(|word| exact(Expr::Phrase(word.to_owned())))
                .collect();
            Expr::all([vec![Expr::Near { words, slop }], each].concat())
        }
        Expr::Field { name, inner } => within(name, exact(*inner)),
        Expr::Not(inner) => not(exact(*inner)),
        Expr::All(parts) => Expr::all(parts.into_iter().map(exact).collect()),
        Expr::Any(parts) => Expr::any(parts.into_iter().map(exact).collect()),
        Expr::Boosted { inner, by } => boosted(exact(*inner), by),
        Expr::Prefix(_)
        | Expr::Wildcard(_)
        | Expr::Fuzzy { .. }
        | Expr::Filter(_)
        | Expr::Exact(_) => expr,
    }
}
