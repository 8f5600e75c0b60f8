//! Writes an ask in its canonical form: straight quotes, `-` for `NOT`, a parenthesis around
//! every group within another. It reads back as the same ask.

use super::{Ask, Clause, Expr, Presence};
use std::fmt::{self, Display, Formatter, Write as _};

impl Display for Ask {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if let [
            Clause {
                presence: Presence::Required,
                expr: expr @ (Expr::All(_) | Expr::Any(_)),
            },
        ] = &self.clauses[..]
        {
            return write_group(expr, f);
        }
        for (at, clause) in self.clauses.iter().enumerate() {
            if at > 0 {
                f.write_char(' ')?;
            }
            match (clause.presence, &clause.expr) {
                (Presence::Excluded, expr) => write_signed('-', expr, f)?,
                (Presence::Required, expr @ Expr::Word(_)) => write_signed('+', expr, f)?,
                (_, expr) => write_operand(expr, f)?,
            }
        }
        Ok(())
    }
}

/// A sign before a word that begins with one would make a dash of the two.
fn write_signed(sign: char, expr: &Expr, f: &mut Formatter<'_>) -> fmt::Result {
    f.write_char(sign)?;
    match expr {
        Expr::Word(text) | Expr::Prefix(text) if text.starts_with(['+', '-']) => {
            f.write_char('(')?;
            write_operand(expr, f)?;
            f.write_char(')')
        }
        _ => write_operand(expr, f),
    }
}

/// Writes an expression so that it holds together within another.
fn write_operand(expr: &Expr, f: &mut Formatter<'_>) -> fmt::Result {
    match expr {
        Expr::Word(text) => f.write_str(text),
        Expr::Prefix(text) => write!(f, "{text}*"),
        Expr::Phrase(text) => write!(f, "\"{text}\""),
        Expr::Near { words, slop } => write!(f, "\"{words}\"~{slop}"),
        Expr::Field { name, inner } => {
            write!(f, "{name}:")?;
            write_operand(inner, f)
        }
        Expr::Not(inner) => write_signed('-', inner, f),
        Expr::All(_) | Expr::Any(_) => {
            f.write_char('(')?;
            write_group(expr, f)?;
            f.write_char(')')
        }
    }
}

fn write_group(expr: &Expr, f: &mut Formatter<'_>) -> fmt::Result {
    let (operator, members) = match expr {
        Expr::All(members) => (" AND ", members),
        Expr::Any(members) => (" OR ", members),
        single => return write_operand(single, f),
    };
    for (at, member) in members.iter().enumerate() {
        if at > 0 {
            f.write_str(operator)?;
        }
        write_operand(member, f)?;
    }
    Ok(())
}
