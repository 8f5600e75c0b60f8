//! Order beyond scores: by date, and between equals, so that the same index always answers alike.

use crate::query::request::SortOrder;
use std::cmp::{Ordering, Reverse};
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocAddress, DocId, Score, Searcher, SegmentOrdinal, SegmentReader};

/// The columns that ties of equal dates are broken by, of one segment.
struct NameColumns {
    id: Option<StrColumn>,
    path: Option<StrColumn>,
    ordinal: Option<Column<u64>>,
}

impl NameColumns {
    fn open(reader: &SegmentReader) -> tantivy::Result<Self> {
        let fast = reader.fast_fields();
        Ok(Self {
            id: fast.str("id")?,
            path: fast.str("path")?,
            ordinal: fast.column_opt("ordinal")?,
        })
    }

    /// Id, path and place in it as numbers that order a segment's documents as the texts do: the
    /// dictionaries of its columns are sorted.
    fn ords(&self, doc: DocId) -> (u64, u64, u64) {
        (
            ord(self.id.as_ref(), doc),
            ord(self.path.as_ref(), doc),
            self.ordinal(doc),
        )
    }

    fn ordinal(&self, doc: DocId) -> u64 {
        let ordinal = self.ordinal.as_ref().and_then(|column| column.first(doc));
        ordinal.unwrap_or(0)
    }
}

fn ord(column: Option<&StrColumn>, doc: DocId) -> u64 {
    column
        .and_then(|column| column.term_ords(doc).next())
        .unwrap_or(0)
}

fn text(column: Option<&StrColumn>, doc: DocId) -> tantivy::Result<String> {
    let mut text = String::new();
    if let Some(column) = column
        && let Some(ord) = column.term_ords(doc).next()
    {
        column.ord_to_str(ord, &mut text)?;
    }
    Ok(text)
}

fn published(reader: &SegmentReader) -> tantivy::Result<Option<Column<i64>>> {
    reader.fast_fields().column_opt("published")
}

/// Puts articles of equal rank in order: newest first, undated ones last; then by id, path and
/// place in it. Columns are opened once, and names read only where dates are equal.
pub(in crate::query) struct Ties<'a> {
    searcher: &'a Searcher,
    published: HashMap<SegmentOrdinal, Option<Column<i64>>>,
    ids: HashMap<SegmentOrdinal, Option<StrColumn>>,
    names: HashMap<SegmentOrdinal, NameColumns>,
}

impl<'a> Ties<'a> {
    pub(in crate::query) fn new(searcher: &'a Searcher) -> Self {
        Self {
            searcher,
            published: HashMap::new(),
            ids: HashMap::new(),
            names: HashMap::new(),
        }
    }

    pub(in crate::query) fn sort(&mut self, addresses: &mut [DocAddress]) -> tantivy::Result<()> {
        self.sort_first(addresses, addresses.len())
    }

    /// Puts the first `wanted` in front, in their order, and the others behind in any.
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
            // Of those as old as the last one wanted, names tell which are.
            others = dated.extract_if(wanted.., |own| own.0 > last).collect();
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

    /// Puts the first `wanted` by name in front; documents come in the order of addresses.
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

    /// Sorts documents of one segment by name; paths are asked for only where ids are equal.
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

    /// Merges the documents of several segments, the last of each being its first by name, until
    /// the first `wanted` are in front. Numbers of names mean nothing across segments, so the names
    /// themselves are read, but only of those that come first in their segments.
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
            )?),
        })
    }
}

/// Collects the first `wanted` articles by date.
pub(in crate::query) struct ByDate {
    pub(in crate::query) order: SortOrder,
    pub(in crate::query) wanted: usize,
}

/// A document's place in the order of its segment.
type SegmentKey = (i128, (u64, u64, u64));

/// The keys and documents of one segment.
pub(in crate::query) struct SegmentByDate {
    order: SortOrder,
    wanted: usize,
    segment: SegmentOrdinal,
    published: Option<Column<i64>>,
    names: NameColumns,
    found: Vec<(SegmentKey, DocId)>,
}

impl SegmentByDate {
    /// The date as a number that ascends in the order asked for; without a date, last.
    fn date_key(&self, doc: DocId) -> i128 {
        let published = self.published.as_ref().and_then(|c| c.first(doc));
        match (published, self.order) {
            (None, _) => i128::MAX,
            (Some(seconds), SortOrder::Oldest) => seconds.into(),
            (Some(seconds), _) => -i128::from(seconds),
        }
    }

    fn key(&self, doc: DocId) -> SegmentKey {
        (self.date_key(doc), self.names.ords(doc))
    }

    fn prune(&mut self) {
        if self.found.len() > self.wanted {
            self.found.select_nth_unstable(self.wanted);
            self.found.truncate(self.wanted);
        }
    }
}

impl SegmentCollector for SegmentByDate {
    type Fruit = Vec<(i128, DocAddress)>;

    fn collect(&mut self, doc: DocId, _: Score) {
        let key = self.key(doc);
        self.found.push((key, doc));
        if self.found.len() >= 2 * self.wanted.max(512) {
            self.prune();
        }
    }

    fn harvest(mut self) -> Self::Fruit {
        self.prune();
        let segment = self.segment;
        let address = |doc| DocAddress::new(segment, doc);
        self.found
            .into_iter()
            .map(|((date, _), doc)| (date, address(doc)))
            .collect()
    }
}

impl Collector for ByDate {
    type Fruit = Vec<(i128, DocAddress)>;
    type Child = SegmentByDate;

    fn for_segment(
        &self,
        segment: SegmentOrdinal,
        reader: &SegmentReader,
    ) -> tantivy::Result<SegmentByDate> {
        Ok(SegmentByDate {
            order: self.order,
            wanted: self.wanted,
            segment,
            published: published(reader)?,
            names: NameColumns::open(reader)?,
            found: Vec::new(),
        })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, fruits: Vec<Self::Fruit>) -> tantivy::Result<Self::Fruit> {
        Ok(fruits.into_iter().flatten().collect())
    }
}

/// The first `wanted` of what [`ByDate`] collected, in their order.
pub(in crate::query) fn in_date_order(
    ties: &mut Ties,
    mut found: Vec<(i128, DocAddress)>,
    wanted: usize,
) -> tantivy::Result<Vec<DocAddress>> {
    found.sort_unstable();
    let mut ordered = Vec::with_capacity(wanted.min(found.len()));
    for group in found.chunk_by(|a, b| a.0.cmp(&b.0) == Ordering::Equal) {
        if ordered.len() >= wanted {
            break;
        }
        let mut equals: Vec<DocAddress> = group.iter().map(|(_, address)| *address).collect();
        if equals.len() > 1 {
            ties.sort(&mut equals)?;
        }
        ordered.append(&mut equals);
    }
    ordered.truncate(wanted);
    Ok(ordered)
}
