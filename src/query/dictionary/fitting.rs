//! The words of an index that a pattern fits.
//!
//! Of too many the most frequent are kept; what is searched for are all forms of each.

use super::walk::{Found, MOST_WORK, Wanted};
use super::words::Dictionary;
use crate::analysis::{first_parts_of_compound, shown_term};
use crate::query::plan::patterns::{Fitting, WordPattern};
use crate::query::request::deadline::Deadline;
use crate::query::snapshot::Snapshot;
use std::collections::{BTreeMap, HashSet};
use tantivy::schema::Field;

/// The most words that all wildcards and fuzzy words of a query stand for.
const MOST_TOGETHER: usize = 2_000;

/// The words that patterns fit, the most frequent first, then in the order of letters. Wildcards and
/// fuzzy words share the work and a number of words; those that stand for few words get all of them.
pub(in crate::query) fn fitting(
    snapshot: Snapshot,
    patterns: &[WordPattern],
    deadline: Deadline,
) -> tantivy::Result<Vec<(WordPattern, Fitting)>> {
    let (mut candidates, _) = candidates(snapshot, patterns, deadline, MOST_WORK)?;
    let wanted = patterns.iter().zip(&candidates);
    let wanted: Vec<usize> = wanted
        .map(|(pattern, found)| {
            let found = found.as_ref().map_or(0, |found| found.words.len());
            found.min(pattern.most())
        })
        .collect();
    let shares = shares(&wanted, MOST_TOGETHER);
    let mut all = Vec::with_capacity(patterns.len());
    for ((pattern, found), share) in patterns.iter().zip(&mut candidates).zip(shares) {
        deadline.check()?;
        let mut dictionary = Dictionary::new(snapshot, pattern.field, deadline);
        let fitting = match found.take() {
            Some(found) => dictionary.most_frequent(found, share)?,
            None => dictionary.without_walk(pattern)?,
        };
        all.push((pattern.clone(), fitting));
    }
    Ok(all)
}

/// The words that may fit a pattern.
struct Candidates {
    /// Each with the number of its articles, and whether it is a term, which may be a mere stem.
    words: Vec<(String, u64, bool)>,
    /// Whether the index has more words than were compared.
    is_cut: bool,
}

/// For each pattern that needs a walk the words that may fit it, and the work; at most so much.
/// Patterns whose words start alike share a walk, and all walks have an equal share of the work that
/// the ones before left.
fn candidates(
    snapshot: Snapshot,
    patterns: &[WordPattern],
    deadline: Deadline,
    most_work: usize,
) -> tantivy::Result<(Vec<Option<Candidates>>, usize)> {
    let mut walks: BTreeMap<(Option<Field>, String), Vec<usize>> = BTreeMap::new();
    for (at, pattern) in patterns.iter().enumerate() {
        if pattern.is_open().is_some() {
            let walk = walks.entry((pattern.field, pattern.prefix())).or_default();
            walk.push(at);
        }
    }
    let mut all: Vec<Option<Candidates>> = patterns.iter().map(|_| None).collect();
    let (mut done, walk_count) = (0, walks.len());
    for (number, ((field, prefix), places)) in walks.into_iter().enumerate() {
        let dictionary = Dictionary::new(snapshot, field, deadline);
        let wanted = places.iter().map(|at| {
            let pattern = &patterns[*at];
            Wanted::new(&pattern.core(), |word| pattern.fits(word))
        });
        let wanted: Vec<Wanted> = wanted.collect();
        let share = most_work.saturating_sub(done) / (walk_count - number);
        let (found, work) = dictionary.walk_for(&prefix, &wanted, share)?;
        done += work;
        for (at, found) in places.into_iter().zip(found) {
            all[at] = Some(Candidates::of(found));
        }
    }
    Ok((all, done))
}

impl Candidates {
    /// The most frequent words first, then in the order of letters.
    fn of(found: Found) -> Self {
        let terms = found.terms.into_iter();
        let mut words: Vec<_> = terms.map(|(word, count)| (word, count, true)).collect();
        let forms = found.forms.into_iter();
        words.extend(forms.map(|(word, count)| (word, count, false)));
        words.sort_unstable_by(|one, other| (other.1, &one.0).cmp(&(one.1, &other.0)));
        Self {
            words,
            is_cut: found.is_cut,
        }
    }
}

/// Divides `most` among those that want so many each: a share that one does not want is for those
/// that want more.
fn shares(wanted: &[usize], most: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by_key(|at| wanted[*at]);
    let mut shares = vec![0; wanted.len()];
    let mut left = most;
    for (done, at) in order.iter().enumerate() {
        shares[*at] = wanted[*at].min(left / (wanted.len() - done));
        left -= shares[*at];
    }
    shares
}

impl Dictionary<'_> {
    /// The words that a pattern fits which needs no walk, the most frequent first.
    fn without_walk(&mut self, pattern: &WordPattern) -> tantivy::Result<Fitting> {
        if let Some(word) = pattern.only() {
            let is_there = self.count(word)? > 0;
            let words: Vec<String> = is_there.then(|| word.to_owned()).into_iter().collect();
            return Ok(Fitting {
                of: words.len(),
                words,
                ..Fitting::default()
            });
        }
        if let Some(prefix) = pattern.of_compounds() {
            return self.compounds(prefix, pattern.most());
        }
        match pattern.of_misread() {
            Some(word) => self.misread(word, pattern),
            None => Ok(Fitting::default()),
        }
    }

    /// The `most` most frequent of the words that a walk found, with the terms of all their forms.
    fn most_frequent(&mut self, candidates: Candidates, most: usize) -> tantivy::Result<Fitting> {
        let mut fitting = Fitting {
            of: candidates.words.len(),
            is_cut: candidates.is_cut,
            ..Fitting::default()
        };
        let (mut known, mut known_terms) = (HashSet::new(), HashSet::new());
        for (word, _, is_term) in candidates.words {
            if fitting.words.len() == most {
                break;
            }
            let is_known = known.contains(&word);
            if is_known || is_term && self.count_of_term(&word)? == 0 {
                fitting.of -= 1;
                continue;
            }
            for term in self.terms_of(&word) {
                if known_terms.insert(term.clone()) {
                    fitting.terms.push(term);
                }
            }
            known.insert(word.clone());
            fitting.words.push(word);
        }
        Ok(fitting)
    }

    /// The compounds whose terms start with `prefix` and whose first part is a word of the index too,
    /// the most frequent first; at most `most`.
    fn compounds(&mut self, prefix: &str, most: usize) -> tantivy::Result<Fitting> {
        let mut found = self.with_prefix(prefix)?;
        found.sort_unstable_by(|one, other| (other.1, &one.0).cmp(&(one.1, &other.0)));
        let mut fitting = Fitting {
            of: found.len(),
            ..Fitting::default()
        };
        for (term, _) in found.into_iter().take(most * CANDIDATES) {
            if fitting.words.len() == most {
                break;
            }
            let mut is_made_of_words = false;
            for part in first_parts_of_compound(&term, prefix) {
                is_made_of_words = is_made_of_words || self.articles(&part)? > 0;
            }
            if is_made_of_words {
                fitting.words.push(shown_term(&term).into_owned());
                fitting.terms.push(term);
            }
        }
        Ok(fitting)
    }
}

/// How many terms are looked at for each compound that is wanted.
const CANDIDATES: usize = 4;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::ask::Expr;
    use crate::query::dictionary::tests::with_words;

    /// Calls `test` with an index of one article that has `words`, and these wildcards.
    fn with(words: &str, wildcards: &[String], test: impl FnOnce(Snapshot, &[WordPattern])) {
        let patterns = wildcards.iter().map(|text| {
            let expr = Expr::Wildcard(text.clone());
            WordPattern::of(&expr, None).unwrap()
        });
        let patterns: Vec<WordPattern> = patterns.collect();
        with_words(words, |snapshot| test(snapshot, &patterns));
    }

    /// So many words that all have an `x`, each with other letters around it.
    fn words(count: usize) -> String {
        let letter = |number: usize| char::from(b'a' + u8::try_from(number % 20).unwrap());
        let word = |number: usize| {
            let (first, last) = (letter(number), letter(number / 20));
            format!("{first}{last}x{}b", letter(number / 400))
        };
        (0..count).map(word).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_one_does_not_want_is_for_the_others() {
        assert_eq!(shares(&[3, 1_000, 1_000], 2_000), [3, 998, 999]);
        assert_eq!(shares(&[1_000, 1_000], 2_000), [1_000, 1_000]);
        assert_eq!(shares(&[64; 100], 2_000), [20; 100]);
        assert_eq!(shares(&[5, 5, 5], 2), [0, 1, 1]);
    }

    #[test]
    fn all_patterns_of_a_query_share_the_words() {
        let letters = "abcdefghijklmnopqrst".chars();
        let wildcards: Vec<String> = letters.map(|letter| format!("*{letter}*b")).collect();
        with(&words(3_000), &wildcards, |snapshot, patterns| {
            let count = |patterns: &[WordPattern]| -> Vec<usize> {
                let found = fitting(snapshot, patterns, Deadline::default()).unwrap();
                found.iter().map(|(_, own)| own.words.len()).collect()
            };
            assert!(count(&patterns[..1])[0] > 200);
            let all = count(patterns);
            let together: usize = all.iter().sum();
            assert!(together <= MOST_TOGETHER, "{together}");
            assert!(all.iter().all(|own| *own >= MOST_TOGETHER / 20), "{all:?}");
        });
    }

    #[test]
    fn all_patterns_of_a_query_share_the_work() {
        let wildcards: Vec<String> = (0..40).map(|at| format!("*{}x*", "?".repeat(at))).collect();
        with(&words(1_000), &wildcards, |snapshot, patterns| {
            let look = |count: usize, most| {
                let deadline = Deadline::default();
                candidates(snapshot, &patterns[..count], deadline, most).unwrap()
            };
            let is_cut =
                |found: &[Option<Candidates>]| found.iter().flatten().any(|found| found.is_cut);
            let (found, work) = look(1, MOST_WORK);
            assert!(!is_cut(&found) && work > 1_000, "{work}");
            // One walk is for all, and a bound is for all together.
            let (found, more) = look(40, MOST_WORK);
            assert!(!is_cut(&found) && more <= 40 * work, "{more}");
            let (found, less) = look(40, 2 * work);
            let one_term = 40 * 17;
            assert!(is_cut(&found) && less <= 2 * work + one_term, "{less}");
        });
    }
}
