//! What an article elsewhere must satisfy to match, in the parts that `conditions` has too.
//!
//! Optional parts are told apart, since words that feedback adds may stand for them.

use crate::query::elsewhere::Condition;

/// What an article must satisfy, apart from the dates within which a plan searches.
#[derive(Debug, Clone, Default)]
pub(in crate::query) struct Portable {
    /// All of these that are more than filters.
    pub(super) required: Vec<Condition>,
    /// All of these.
    pub(in crate::query) filters: Vec<Condition>,
    /// At least one of these, if nothing is required.
    pub(super) optional: Vec<Condition>,
    /// None of these.
    pub(super) excluded: Vec<Condition>,
}

impl Portable {
    /// What matches.
    pub(in crate::query) fn condition(&self) -> Condition {
        let mut all = self.required.clone();
        if self.needs_optional() {
            all.push(Condition::any(self.optional.clone()));
        }
        self.with(all)
    }

    /// Whether at least one optional part must match.
    pub(in crate::query) fn needs_optional(&self) -> bool {
        self.required.is_empty() && !self.optional.is_empty()
    }

    /// What matches or would match if it had the optional words, and has one of `others`.
    pub(in crate::query) fn or_with(&self, others: Vec<Condition>) -> Condition {
        if !self.needs_optional() {
            return self.condition();
        }
        let any = self.optional.iter().cloned().chain(others);
        self.with(vec![Condition::any(any.collect())])
    }

    /// What matches and has all optional parts.
    pub(in crate::query) fn with_all(&self) -> Condition {
        let all = self.required.iter().chain(&self.optional);
        self.with(all.cloned().collect())
    }

    fn with(&self, mut all: Vec<Condition>) -> Condition {
        all.extend(self.filters.iter().cloned());
        if all.is_empty() && self.excluded.is_empty() {
            return Condition::All;
        }
        Condition::Every(all, Vec::new(), self.excluded.clone())
    }
}
