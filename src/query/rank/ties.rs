//! The order of articles of equal rank: newest first, then by id, path and place in the file.
//!
//! So the order of the same articles does not depend on the segments that they are in. Tantivy
//! breaks ties by document numbers, which depend on segments.

use super::columns::{NameColumns, ord, published, text};
use super::scored::Scored;
use crate::query::snapshot::Snapshot;
use crate::schema::Places;
use std::cmp::{Ordering, Reverse};
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocAddress, Searcher, SegmentOrdinal};

/// Orders articles of equal rank: newest first, undated ones last; then by id, path and place in
/// the file. Columns are opened once, and names are read only where dates are equal.
pub(in crate::query) struct Ties<'a> {
    searcher: &'a Searcher,
    places: &'a Places,
    published: HashMap<SegmentOrdinal, Option<Column<i64>>>,
    ids: HashMap<SegmentOrdinal, Option<StrColumn>>,
    names: HashMap<SegmentOrdinal, NameColumns>,
}

impl<'a> Ties<'a> {
    pub(in crate::query) fn new(snapshot: Snapshot<'a>) -> Self {
        Self {
            searcher: snapshot.searcher,
            places: &snapshot.schema.places,
            published: HashMap::new(),
            ids: HashMap::new(),
            names: HashMap::new(),
        }
    }

    pub(in crate::query) fn sort(&mut self, addresses: &mut [DocAddress]) -> tantivy::Result<()> {
        self.sort_first(addresses, addresses.len())
    }

    /// Puts the first `wanted` in front, in their order, and the others after them in any order.
    pub(in crate::query) fn sort_first(
        &mut self,
        addresses: &mut [DocAddress],
        wanted: usize,
    ) -> tantivy::Result<()> {
        let mut dated = Vec::with_capacity(addresses.len());
        for address in addresses.iter() {
            let date = self.published(*address)?;
            dated.push(((date.is_none(), Reverse(date)), *address));
        }
        let mut others = Vec::new();
        if (1..dated.len()).contains(&wanted) {
            let last = dated.select_nth_unstable(wanted - 1).1.0;
            // Names decide between those that are as old as the last one wanted.
            others = dated.extract_if(wanted.., |entry| entry.0 > last).collect();
        }
        dated.sort_unstable();
        let in_order = dated.iter().chain(&others);
        for (place, (_, address)) in addresses.iter_mut().zip(in_order) {
            *place = *address;
        }
        let mut at = 0;
        for equals in dated.chunk_by(|a, b| a.0 == b.0) {
            let end = at + equals.len();
            self.sort_by_name(&mut addresses[at..end], wanted - at)?;
            at = end;
        }
        Ok(())
    }

    /// Puts the first `wanted` by name in front. The documents are in the order of addresses.
    fn sort_by_name(&mut self, addresses: &mut [DocAddress], wanted: usize) -> tantivy::Result<()> {
        let mut segments: Vec<Vec<DocAddress>> = Vec::new();
        for segment in addresses.chunk_by_mut(|a, b| a.segment_ord == b.segment_ord) {
            if segment.len() > 1 {
                self.sort_in_segment(segment)?;
            }
            segments.push(segment.iter().rev().copied().collect());
        }
        if segments.len() > 1 {
            self.merge_by_name(segments, addresses, wanted)?;
        }
        Ok(())
    }

    /// Sorts documents of one segment by name. Paths are read only where ids are equal.
    fn sort_in_segment(&mut self, addresses: &mut [DocAddress]) -> tantivy::Result<()> {
        let id = self.id_column(addresses[0])?.cloned();
        let id = |address: &DocAddress| ord(id.as_ref(), address.doc_id);
        addresses.sort_by_cached_key(id);
        for equals in addresses.chunk_by_mut(|a, b| id(a) == id(b)) {
            if equals.len() > 1 {
                let names = self.names(equals[0])?;
                equals.sort_by_cached_key(|address| names.ords(address.doc_id));
            }
        }
        Ok(())
    }

    /// Merges the documents of several segments until the first `wanted` are in front. Each
    /// segment's list is in reverse order, so that its first document is the last element. The
    /// numbers of names differ between segments, so the names themselves are read, but only of the
    /// first document that is left in each segment.
    fn merge_by_name(
        &mut self,
        mut segments: Vec<Vec<DocAddress>>,
        merged: &mut [DocAddress],
        wanted: usize,
    ) -> tantivy::Result<()> {
        let mut ids = Vec::new();
        for segment in &segments {
            ids.push(self.id(segment.last())?);
        }
        let mut places = merged.iter_mut();
        for place in places.by_ref().take(wanted) {
            let mut first: Option<usize> = None;
            for (number, segment) in segments.iter().enumerate() {
                let Some(address) = segment.last() else {
                    continue;
                };
                let is_first = match first {
                    None => true,
                    Some(other) => match ids[number].cmp(&ids[other]) {
                        Ordering::Equal => {
                            self.place(*address)?
                                < self.place(segments[other][segments[other].len() - 1])?
                        }
                        order => order.is_lt(),
                    },
                };
                if is_first {
                    first = Some(number);
                }
            }
            let Some((number, address)) = first.and_then(|at| Some((at, segments[at].pop()?)))
            else {
                break;
            };
            *place = address;
            ids[number] = self.id(segments[number].last())?;
        }
        for (place, address) in places.zip(segments.into_iter().flatten()) {
            *place = address;
        }
        Ok(())
    }

    fn id(&mut self, address: Option<&DocAddress>) -> tantivy::Result<String> {
        match address {
            Some(address) => text(self.id_column(*address)?, address.doc_id),
            None => Ok(String::new()),
        }
    }

    /// A document's path and its place in that file.
    fn place(&mut self, address: DocAddress) -> tantivy::Result<(String, u64)> {
        let names = self.names(address)?;
        let path = text(names.path.as_ref(), address.doc_id)?;
        Ok((path, names.ordinal(address.doc_id)))
    }

    fn published(&mut self, address: DocAddress) -> tantivy::Result<Option<i64>> {
        let column = match self.published.entry(address.segment_ord) {
            Entry::Occupied(open) => open.into_mut(),
            Entry::Vacant(none) => none.insert(published(
                self.searcher.segment_reader(address.segment_ord),
            )?),
        };
        Ok(column
            .as_ref()
            .and_then(|column| column.first(address.doc_id)))
    }

    fn id_column(&mut self, address: DocAddress) -> tantivy::Result<Option<&StrColumn>> {
        let segment = self.searcher.segment_reader(address.segment_ord);
        let column = match self.ids.entry(address.segment_ord) {
            Entry::Occupied(open) => open.into_mut(),
            Entry::Vacant(none) => none.insert(segment.fast_fields().str("id")?),
        };
        Ok(column.as_ref())
    }

    fn names(&mut self, address: DocAddress) -> tantivy::Result<&NameColumns> {
        Ok(match self.names.entry(address.segment_ord) {
            Entry::Occupied(open) => open.into_mut(),
            Entry::Vacant(none) => none.insert(NameColumns::open(
                self.searcher.segment_reader(address.segment_ord),
                self.places,
            )?),
        })
    }
}

/// Puts equal scores in the order of ties. Scores from the place `to` on may stay in any order.
pub(super) fn order_ties(scored: &mut [Scored], to: usize, ties: &mut Ties) -> tantivy::Result<()> {
    let mut begin = 0;
    for equals in scored.chunk_by_mut(|a, b| a.score.total_cmp(&b.score).is_eq()) {
        if begin >= to {
            break;
        }
        let wanted = to - begin;
        begin += equals.len();
        if equals.len() > 1 {
            let mut addresses: Vec<_> = equals.iter().map(|equal| equal.address).collect();
            ties.sort_first(&mut addresses, wanted)?;
            for (place, address) in equals.iter_mut().zip(addresses) {
                place.address = address;
            }
        }
    }
    Ok(())
}

/// Puts equal scores around a place in the order of ties: those that equal both the last before the
/// place and the first after it.
pub(super) fn order_ties_at(
    scored: &mut [Scored],
    place: usize,
    ties: &mut Ties,
) -> tantivy::Result<()> {
    let Some((last, first)) = scored.get(place.wrapping_sub(1)).zip(scored.get(place)) else {
        return Ok(());
    };
    if last.score.total_cmp(&first.score).is_ne() {
        return Ok(());
    }
    let equal = |other: &Scored| other.score.total_cmp(&first.score).is_eq();
    let begin = scored.iter().position(equal).unwrap_or(place);
    order_ties(&mut scored[begin..], place - begin, ties)
}
