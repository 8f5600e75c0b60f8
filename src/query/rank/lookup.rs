//! Where the terms of a query's words are in an index.
//!
//! Each term is looked up once, for its count and for its postings.

use super::in_languages::InLanguages;
use crate::analysis::NewsAnalyzer;
use crate::query::plan::exact::word_form::WordForm;
use crate::query::plan::words::RankedWord;
use crate::query::request::deadline::Deadline;
use std::io;
use tantivy::index::InvertedIndexReader;
use tantivy::postings::{Postings, TermInfo};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, Searcher, SegmentOrdinal, SegmentReader, TERMINATED, Term};

/// The terms of a sequence; `None` for one that a field lacks.
type SequenceInfo = Vec<Option<TermInfo>>;

/// The sequences of a word in one field of one segment.
#[derive(Debug, Clone, Default)]
struct FieldSequences {
    typed: Vec<SequenceInfo>,
    synonyms: Vec<SequenceInfo>,
    related: Vec<SequenceInfo>,
    misread: Vec<SequenceInfo>,
    own: Own<TermInfo>,
}

/// Where a word of the query has the form that was typed, in one field of one segment.
#[derive(Debug, Clone, Default)]
pub(in crate::query::rank) enum Own<T> {
    /// Wherever it is.
    #[default]
    Everywhere,
    /// As often as the first terms are in an article, less the occurrences of the others.
    Counted { terms: Vec<T>, others: Vec<T> },
}

/// Where a word's terms are, in every segment and searched field.
#[derive(Debug, Clone)]
pub(in crate::query::rank) struct WordTerms {
    /// By segment, and within it by field.
    sequences: Vec<FieldSequences>,
    fields: Vec<Field>,
}

impl WordTerms {
    /// Looks a word up in these fields, or in the one of them that it is limited to.
    pub(in crate::query::rank) fn look_up(
        searcher: &Searcher,
        word: &RankedWord,
        fields: &[Field],
        analyzer: &mut NewsAnalyzer,
        deadline: Deadline,
    ) -> tantivy::Result<Self> {
        let mut sequences = Vec::with_capacity(searcher.segment_readers().len() * fields.len());
        for segment in searcher.segment_readers() {
            for field in fields {
                let mut found = FieldSequences::default();
                if word.field.is_none_or(|only| only == *field) {
                    let index = segment.inverted_index(*field)?;
                    let typed = word.forms.iter().chain(&word.joined);
                    found.typed = sequence_infos(&index, *field, typed)?;
                    found.synonyms = sequence_infos(&index, *field, word.synonyms.iter())?;
                    found.related = sequence_infos(&index, *field, word.related.iter())?;
                    found.misread = sequence_infos(&index, *field, word.misread.iter())?;
                    if let Some(form) = &word.own
                        && found.has_typed()
                    {
                        let own = own_infos(&index, *field, form, analyzer, deadline)?;
                        found.own = found.own_of(own, form, word);
                    }
                }
                sequences.push(found);
            }
        }
        Ok(Self {
            sequences,
            fields: fields.to_vec(),
        })
    }

    /// Whether it has at most one sequence, one synonym and one related name in each field, each of
    /// one term.
    pub(in crate::query::rank) fn is_one_term(&self) -> bool {
        self.sequences.iter().all(|in_field| {
            in_field.lists().iter().all(|list| {
                let mut whole = list.iter().filter(|terms| is_whole(terms));
                whole.next().is_none_or(|terms| terms.len() == 1) && whole.next().is_none()
            })
        })
    }

    /// Whether some occurrence may have another form than the one that was typed.
    pub(in crate::query::rank) fn has_other_forms(&self) -> bool {
        let owns = |in_field: &FieldSequences| matches!(in_field.own, Own::Everywhere);
        !self.sequences.iter().all(owns)
    }

    /// Opens the postings that say where the word has the form that was typed.
    pub(in crate::query::rank) fn open_own<P>(
        &self,
        segment: SegmentOrdinal,
        field: usize,
        open: impl Fn(&TermInfo) -> io::Result<P>,
    ) -> io::Result<Own<P>> {
        let in_field = &self.sequences[segment as usize * self.fields.len() + field];
        Ok(match &in_field.own {
            Own::Everywhere => Own::Everywhere,
            Own::Counted { terms, others } => Own::Counted {
                terms: terms.iter().map(&open).collect::<Result<_, _>>()?,
                others: others.iter().map(&open).collect::<Result<_, _>>()?,
            },
        })
    }

    /// The number of living articles that have the word: the largest count of its forms and fields.
    ///
    /// A word and its synonyms are one thing that an article names or does not name. So a synonym
    /// of one term counts like a form: a frequent synonym lowers the weight, a rare one never
    /// raises it. Of a synonym of several terms (`world health organization`) only the count of its
    /// rarest term is known, which says little. It counts only if no article has the word or a
    /// synonym of one term. A related name is something else and counts only then, too.
    ///
    /// Articles in other languages than `within` count only if there are no others.
    pub(in crate::query::rank) fn articles(
        &self,
        searcher: &Searcher,
        within: &InLanguages,
    ) -> tantivy::Result<u64> {
        match self.articles_within(searcher, within)? {
            0 if !within.are_all() => self.articles_within(searcher, &InLanguages::all()),
            some => Ok(some),
        }
    }

    fn articles_within(&self, searcher: &Searcher, within: &InLanguages) -> tantivy::Result<u64> {
        let known = |in_field: &FieldSequences, at: usize| {
            let synonyms = in_field.typed.len()..in_field.typed.len() + in_field.synonyms.len();
            at < synonyms.start || (synonyms.contains(&at) && in_field.all()[at].len() == 1)
        };
        match self.most_articles(searcher, within, known)? {
            0 => self.most_articles(searcher, within, |in_field, at| !known(in_field, at)),
            most => Ok(most),
        }
    }

    /// The number of living articles that have the most frequent of these sequences in one field.
    fn most_articles(
        &self,
        searcher: &Searcher,
        within: &InLanguages,
        counts: impl Fn(&FieldSequences, usize) -> bool,
    ) -> tantivy::Result<u64> {
        let mut most = 0;
        for (number, field) in self.fields.iter().enumerate() {
            let first = &self.sequences[number];
            for at in (0..first.all().len()).filter(|at| counts(first, *at)) {
                most = most.max(self.articles_with_sequence(searcher, within, number, *field, at)?);
            }
        }
        Ok(most)
    }

    /// The number of living articles that have the rarest term of a sequence: the sequence is at
    /// most that frequent.
    fn articles_with_sequence(
        &self,
        searcher: &Searcher,
        within: &InLanguages,
        number: usize,
        field: Field,
        at: usize,
    ) -> tantivy::Result<u64> {
        let mut by_term: Vec<u64> = Vec::new();
        for (ord, segment) in (0..).zip(searcher.segment_readers()) {
            let in_field = &self.sequences[ord as usize * self.fields.len() + number];
            let all = in_field.all();
            let terms = all.get(at).map_or(&[][..], |terms| terms.as_slice());
            by_term.resize(terms.len(), 0);
            for (count, term) in by_term.iter_mut().zip(terms) {
                if let Some(term) = term {
                    *count += living_articles(segment, field, term, within.of_segment(ord))?;
                }
            }
        }
        Ok(by_term.into_iter().min().unwrap_or(0))
    }

    /// Opens the postings of a word in one field of a segment: first the typed sequences, then the
    /// synonyms, the related names and what was misread, with a list of postings for each term. Sequences that lack a term are left out.
    pub(in crate::query::rank) fn open<P>(
        &self,
        segment: SegmentOrdinal,
        field: usize,
        open: impl Fn(&TermInfo) -> io::Result<P>,
    ) -> tantivy::Result<[Vec<Vec<P>>; 4]> {
        let in_field = &self.sequences[segment as usize * self.fields.len() + field];
        let open_all = |sequences: &[SequenceInfo]| -> io::Result<Vec<Vec<P>>> {
            let whole = sequences.iter();
            let whole = whole.filter(|terms| is_whole(terms));
            whole
                .map(|terms| terms.iter().flatten().map(&open).collect())
                .collect()
        };
        let [typed, synonyms, related, misread] = in_field.lists();
        Ok([
            open_all(typed)?,
            open_all(synonyms)?,
            open_all(related)?,
            open_all(misread)?,
        ])
    }
}

impl FieldSequences {
    fn lists(&self) -> [&[SequenceInfo]; 4] {
        [&self.typed, &self.synonyms, &self.related, &self.misread]
    }

    /// The sequences of all lists, in their order.
    fn all(&self) -> Vec<&SequenceInfo> {
        self.lists().into_iter().flatten().collect()
    }

    fn has_typed(&self) -> bool {
        self.typed.iter().any(|terms| is_whole(terms))
    }

    /// The same terms, or everywhere if the word has no other way to be written here than the form that was
    /// typed.
    fn own_of(&self, own: Own<TermInfo>, form: &WordForm, word: &RankedWord) -> Own<TermInfo> {
        let ways = word.forms.iter().chain(&word.joined).zip(&self.typed);
        let mut here = ways.filter(|(_, terms)| is_whole(terms));
        let is_only = match (here.next(), here.next()) {
            (Some((way, _)), None) => way[..] == form.terms[..] && form.capitals.is_none(),
            _ => false,
        };
        match own {
            Own::Counted { others, .. } if is_only && others.is_empty() => Own::Everywhere,
            own => own,
        }
    }
}

/// Whether no term of a sequence is missing.
fn is_whole(terms: &[Option<TermInfo>]) -> bool {
    terms.iter().all(Option::is_some)
}

fn own_infos(
    index: &InvertedIndexReader,
    field: Field,
    form: &WordForm,
    analyzer: &mut NewsAnalyzer,
    deadline: Deadline,
) -> tantivy::Result<Own<TermInfo>> {
    let look_up = |texts: &[String]| -> tantivy::Result<Vec<TermInfo>> {
        let mut found = Vec::with_capacity(texts.len());
        for text in texts {
            found.extend(index.get_term_info(&Term::from_field_text(field, text))?);
        }
        Ok(found)
    };
    if let Some(capitals) = &form.capitals {
        return Ok(Own::Counted {
            terms: look_up(std::slice::from_ref(capitals))?,
            others: Vec::new(),
        });
    }
    let mut terms = look_up(&form.terms)?;
    let mut others = form.others(index, field, analyzer, deadline)?;
    // Where it is written in parts, it has the same term; so has each other form.
    if let Some(in_parts) = form.in_parts() {
        let ends = look_up(&in_parts.terms)?;
        if !ends.is_empty() {
            others.extend(ends);
            terms.extend(in_parts.others(index, field, analyzer, deadline)?);
        }
    }
    Ok(Own::Counted { terms, others })
}

fn sequence_infos(
    index: &InvertedIndexReader,
    field: Field,
    sequences: impl Iterator<Item = impl AsRef<[String]>>,
) -> tantivy::Result<Vec<SequenceInfo>> {
    let mut found = Vec::new();
    for sequence in sequences {
        let terms = sequence
            .as_ref()
            .iter()
            .map(|text| index.get_term_info(&Term::from_field_text(field, text)));
        found.push(terms.collect::<Result<_, _>>()?);
    }
    Ok(found)
}

/// The number of living documents of a segment that have a term. Segments without deleted documents
/// know it, if all languages count; in others the postings are counted.
pub(super) fn living_articles(
    segment: &SegmentReader,
    field: Field,
    term: &TermInfo,
    within: Option<impl Fn(DocId) -> bool>,
) -> tantivy::Result<u64> {
    let alive = segment.alive_bitset();
    if alive.is_none() && within.is_none() {
        return Ok(term.doc_freq.into());
    }
    let counts = |doc| {
        alive.is_none_or(|alive| alive.is_alive(doc)) && within.as_ref().is_none_or(|has| has(doc))
    };
    let index = segment.inverted_index(field)?;
    let mut postings = index.read_postings_from_terminfo(term, IndexRecordOption::Basic)?;
    debug_assert!(postings.doc() == TERMINATED || postings.term_freq() > 0);
    let mut count = 0;
    while postings.doc() != TERMINATED {
        count += u64::from(counts(postings.doc()));
        postings.advance();
    }
    Ok(count)
}
