//! Order beyond scores: by date, and between equals, so that the same index always answers alike.

use super::request::SortOrder;
use std::cmp::{Ordering, Reverse};
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocAddress, DocId, Score, Searcher, SegmentOrdinal, SegmentReader};

/// What decides between articles of equal rank and date: id, then path and place in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Name {
    id: String,
    path: String,
    ordinal: u64,
}

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

    fn name(&self, doc: DocId) -> tantivy::Result<Name> {
        let text = |column: &Option<StrColumn>| -> tantivy::Result<String> {
            let mut text = String::new();
            if let Some(column) = column
                && let Some(ord) = column.term_ords(doc).next()
            {
                column.ord_to_str(ord, &mut text)?;
            }
            Ok(text)
        };
        let ordinal = self.ordinal.as_ref().and_then(|column| column.first(doc));
        Ok(Name {
            id: text(&self.id)?,
            path: text(&self.path)?,
            ordinal: ordinal.unwrap_or(0),
        })
    }
}

fn published(reader: &SegmentReader) -> tantivy::Result<Option<Column<i64>>> {
    reader.fast_fields().column_opt("published")
}

/// Puts articles of equal rank in order: newest first, undated ones last; then by id, path and
/// place in it. Columns are opened once, and names read only where dates are equal.
pub(super) struct Ties<'a> {
    searcher: &'a Searcher,
    published: HashMap<SegmentOrdinal, Option<Column<i64>>>,
    names: HashMap<SegmentOrdinal, NameColumns>,
}

impl<'a> Ties<'a> {
    pub(super) fn new(searcher: &'a Searcher) -> Self {
        Self {
            searcher,
            published: HashMap::new(),
            names: HashMap::new(),
        }
    }

    pub(super) fn sort(&mut self, addresses: &mut [DocAddress]) -> tantivy::Result<()> {
        let mut dated = Vec::with_capacity(addresses.len());
        for address in addresses.iter() {
            let date = self.published(*address)?;
            dated.push(((date.is_none(), Reverse(date)), *address));
        }
        dated.sort_unstable();
        for equals in dated.chunk_by_mut(|a, b| a.0 == b.0) {
            if equals.len() > 1 {
                let mut named = Vec::with_capacity(equals.len());
                for (_, address) in equals.iter() {
                    named.push((self.name(*address)?, *address));
                }
                named.sort_unstable();
                for (place, (_, address)) in equals.iter_mut().zip(named) {
                    place.1 = address;
                }
            }
        }
        for (place, (_, address)) in addresses.iter_mut().zip(dated) {
            *place = address;
        }
        Ok(())
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

    fn name(&mut self, address: DocAddress) -> tantivy::Result<Name> {
        let columns = match self.names.entry(address.segment_ord) {
            Entry::Occupied(open) => open.into_mut(),
            Entry::Vacant(none) => none.insert(NameColumns::open(
                self.searcher.segment_reader(address.segment_ord),
            )?),
        };
        columns.name(address.doc_id)
    }
}

/// Collects the first `wanted` articles by date.
pub(super) struct ByDate {
    pub(super) order: SortOrder,
    pub(super) wanted: usize,
}

/// A document's place in the order of its segment: the dictionaries of a segment's columns are
/// sorted, so their numbers compare as the texts do.
type SegmentKey = (i128, u64, u64, u64);

/// The keys and documents of one segment.
pub(super) struct SegmentByDate {
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
        let ord = |column: &Option<StrColumn>| {
            let ord = column.as_ref().and_then(|c| c.term_ords(doc).next());
            ord.unwrap_or(0)
        };
        let ordinal = self.names.ordinal.as_ref().and_then(|c| c.first(doc));
        (
            self.date_key(doc),
            ord(&self.names.id),
            ord(&self.names.path),
            ordinal.unwrap_or(0),
        )
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
            .map(|((date, ..), doc)| (date, address(doc)))
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
pub(super) fn in_date_order(
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
