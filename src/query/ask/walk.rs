//! Walks over a query's tree: its filters, and a query as one condition.
//!
//! Lists of parts are made here, so that no list is within another of its kind.

use super::filter::Filter;
use super::tree::{Ask, Clause, Expr, Occur};

impl Ask {
    /// Calls `each` with every filter.
    pub fn each_filter<'a>(&'a self, each: &mut dyn FnMut(&'a Filter)) {
        for clause in &self.clauses {
            clause.expr.each_filter(each);
        }
    }

    /// Calls `each` with every text that is wanted, and the field that it is searched in, if one is
    /// named.
    pub fn each_text<'a>(&'a self, each: &mut dyn FnMut(Option<&'a str>, &'a str)) {
        for clause in &self.clauses {
            if clause.occur != Occur::Excluded {
                clause.expr.each_text(None, each);
            }
        }
    }

    /// The query as one condition: what an article must satisfy to match it.
    #[must_use]
    pub fn as_condition(&self) -> Expr {
        let of = |occur| self.clauses.iter().filter(move |own| own.occur == occur);
        let mut parts: Vec<Expr> = of(Occur::Required).map(|own| own.expr.clone()).collect();
        let is_condition = |expr: &Expr| !matches!(expr, Expr::Filter(_));
        let optional: Vec<Expr> = of(Occur::Optional).map(|own| own.expr.clone()).collect();
        if !optional.is_empty() && !parts.iter().any(is_condition) {
            parts.push(Expr::any(optional));
        }
        let excluded = of(Occur::Excluded).map(|own| Expr::Not(Box::new(own.expr.clone())));
        parts.extend(excluded);
        Expr::all(parts)
    }

    /// The query of one condition.
    #[must_use]
    pub fn of_condition(expr: Expr) -> Self {
        let (occur, expr) = match expr {
            Expr::Not(inner) => (Occur::Excluded, *inner),
            expr => (Occur::Required, expr),
        };
        Self {
            clauses: vec![Clause { occur, expr }],
        }
    }
}

impl Expr {
    /// Whether it is one word that stands for many: a prefix, a wildcard, a fuzzy word.
    pub(super) fn has_pattern(&self) -> bool {
        match self {
            Self::Prefix(_) | Self::Wildcard(_) | Self::Fuzzy { .. } => true,
            Self::Boosted { inner, .. } => inner.has_pattern(),
            _ => false,
        }
    }

    /// All of these; the only one of one.
    #[must_use]
    pub fn all(exprs: Vec<Self>) -> Self {
        let mut flat = Vec::with_capacity(exprs.len());
        for expr in exprs {
            match expr {
                Self::All(inner) => flat.extend(inner),
                expr => flat.push(expr),
            }
        }
        single(flat).unwrap_or_else(Self::All)
    }

    /// At least one of these; the only one of one.
    #[must_use]
    pub fn any(exprs: Vec<Self>) -> Self {
        let mut flat = Vec::with_capacity(exprs.len());
        for expr in exprs {
            match expr {
                Self::Any(inner) => flat.extend(inner),
                expr => flat.push(expr),
            }
        }
        single(flat).unwrap_or_else(Self::Any)
    }

    /// Calls `each` with this expression and every one within it.
    pub(in crate::query) fn each<'a>(&'a self, each: &mut dyn FnMut(&'a Self)) {
        each(self);
        match self {
            Self::Field { inner, .. }
            | Self::Boosted { inner, .. }
            | Self::Exact(inner)
            | Self::Not(inner) => inner.each(each),
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.each(each)),
            _ => {}
        }
    }

    fn each_text<'a>(
        &'a self,
        field: Option<&'a str>,
        each: &mut dyn FnMut(Option<&'a str>, &'a str),
    ) {
        match self {
            Self::Word(text)
            | Self::Phrase(text)
            | Self::Near { words: text, .. }
            | Self::Prefix(text)
            | Self::Wildcard(text)
            | Self::Fuzzy { word: text, .. } => each(field, text),
            Self::Field { name, inner } => inner.each_text(Some(name), each),
            Self::Boosted { inner, .. } | Self::Exact(inner) => inner.each_text(field, each),
            Self::All(parts) | Self::Any(parts) => {
                for part in parts {
                    part.each_text(field, each);
                }
            }
            Self::Not(_) | Self::Filter(_) => {}
        }
    }

    fn each_filter<'a>(&'a self, each: &mut dyn FnMut(&'a Filter)) {
        self.each(&mut |expr| {
            if let Self::Filter(filter) = expr {
                each(filter);
            }
        });
    }
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
