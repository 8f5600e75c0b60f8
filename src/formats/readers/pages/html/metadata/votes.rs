//! The vote of a page's declared headlines, where no heading shows one.
//!
//! It compares texts; what they are is known in `headline`.

use super::titles::key_of;

/// How much longer, in tenths, the headline for sharing has to be to win over more votes.
pub(super) const MUCH_FULLER: usize = 13;

/// A headline that a page gives.
pub(super) struct Candidate {
    text: String,
    /// The text folded, for comparing.
    pub(super) key: String,
    votes: u32,
}

/// The votes for headlines.
#[derive(Default)]
pub(super) struct Ballot {
    pub(super) candidates: Vec<Candidate>,
}

impl Ballot {
    /// Counts a vote for a headline.
    pub(super) fn vote(&mut self, text: String) {
        let key = key_of(&text);
        if key.is_empty() {
            return;
        }
        match self
            .candidates
            .iter_mut()
            .find(|candidate| candidate.key == key)
        {
            Some(candidate) => candidate.votes += 1,
            None => self.candidates.push(Candidate {
                text,
                key,
                votes: 1,
            }),
        }
    }

    /// The headline with the most votes, the longest of several; `shared` if it is much longer.
    pub(super) fn winner(self, shared: Option<&str>) -> String {
        let length = |candidate: &&Candidate| candidate.key.chars().count();
        let candidates = self.candidates.iter();
        let Some(first) = candidates.max_by_key(|candidate| (candidate.votes, length(candidate)))
        else {
            return String::new();
        };
        let fuller = shared.and_then(|shared| {
            self.candidates
                .iter()
                .find(|candidate| candidate.key == shared)
        });
        match fuller {
            Some(fuller) if length(&fuller) * 10 >= length(&first) * MUCH_FULLER => {
                fuller.text.clone()
            }
            _ => first.text.clone(),
        }
    }
}
