//! Order beyond scores: by date, and between equals, so that the same index always answers alike.

use super::request::SortOrder;
use std::cmp::{Ordering, Reverse};
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocAddress, DocId, Score, Searcher, SegmentOrdinal, SegmentReader};

/// What decides between articles of equal rank: newest first, then id, path and place in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct TieBreak {
    /// `None`, an article without a date, comes last.
    undated: bool,
    newest: Reverse<i64>,
    id: String,
    path: String,
    ordinal: u64,
}

/// The columns that ties are broken by, of one segment.
struct TieColumns {
    published: Option<Column<i64>>,
    id: Option<StrColumn>,
    path: Option<StrColumn>,
    ordinal: Option<Column<u64>>,
}

impl TieColumns {
    fn open(reader: &SegmentReader) -> tantivy::Result<Self> {
        let fast = reader.fast_fields();
        Ok(Self {
            published: fast.column_opt("published")?,
            id: fast.str("id")?,
            path: fast.str("path")?,
            ordinal: fast.column_opt("ordinal")?,
        })
    }

    fn tie_break(&self, doc: DocId) -> tantivy::Result<TieBreak> {
        let published = self.published.as_ref().and_then(|column| column.first(doc));
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
        Ok(TieBreak {
            undated: published.is_none(),
            newest: Reverse(published.unwrap_or(0)),
            id: text(&self.id)?,
            path: text(&self.path)?,
            ordinal: ordinal.unwrap_or(0),
        })
    }
}

/// Sorts articles of equal rank.
pub(super) fn break_ties(searcher: &Searcher, addresses: &mut [DocAddress]) -> tantivy::Result<()> {
    let mut keyed = Vec::with_capacity(addresses.len());
    let mut columns: Option<(SegmentOrdinal, TieColumns)> = None;
    for address in addresses.iter() {
        let open = match columns.take() {
            Some((ord, open)) if ord == address.segment_ord => open,
            _ => TieColumns::open(searcher.segment_reader(address.segment_ord))?,
        };
        keyed.push((open.tie_break(address.doc_id)?, *address));
        columns = Some((address.segment_ord, open));
    }
    keyed.sort();
    for (place, (_, address)) in addresses.iter_mut().zip(keyed) {
        *place = address;
    }
    Ok(())
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
    columns: TieColumns,
    found: Vec<(SegmentKey, DocId)>,
}

impl SegmentByDate {
    /// The date as a number that ascends in the order asked for; without a date, last.
    fn date_key(&self, doc: DocId) -> i128 {
        let published = self.columns.published.as_ref().and_then(|c| c.first(doc));
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
        let ordinal = self.columns.ordinal.as_ref().and_then(|c| c.first(doc));
        (
            self.date_key(doc),
            ord(&self.columns.id),
            ord(&self.columns.path),
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
            columns: TieColumns::open(reader)?,
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
    searcher: &Searcher,
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
            break_ties(searcher, &mut equals)?;
        }
        ordered.append(&mut equals);
    }
    ordered.truncate(wanted);
    Ok(ordered)
}
