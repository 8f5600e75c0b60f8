//! The families of a generation while it is searched: a few numbers are read for each hit.
//!
//! The bytes are mapped, and their checksum is not computed here. So each number is checked before
//! it is used: damage may hide a family, but never fails a search. `form` says what is in them.

use super::form::{MAGIC, MAGIC_BEFORE, number_and_replacement};
use super::living::id_bytes;
use super::versions::Replacement;
use tantivy::directory::OwnedBytes;
use tantivy::index::SegmentId;
use tantivy::{DocAddress, DocId, Searcher, SegmentReader};

/// The families of what is searched: of one generation, or of several whose segments are searched
/// as one index.
#[derive(Clone)]
pub struct Families {
    parts: Vec<Part>,
    /// For each part, the number of its first family among those of all parts.
    firsts: Vec<u32>,
    /// For each segment of the searcher: its id, its part, and its number there.
    segments: Vec<(SegmentId, usize, u32)>,
}

/// The families of one generation, with the segments of its own searcher.
#[derive(Clone)]
struct Part {
    bytes: OwnedBytes,
    /// For each segment of the searcher its id, the number of its documents, and where its part of
    /// the table starts, in bytes.
    ids: Vec<SegmentId>,
    documents: Vec<u32>,
    tables: Vec<usize>,
    /// For each segment as it was written, its number in the searcher.
    segments: Vec<u32>,
    count: u32,
    members: u32,
    /// Where families and members start, in bytes.
    family_start: usize,
    member_start: usize,
}

/// Articles whose texts are near-duplicates, or versions of one article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Family {
    /// Its id, which follows from the texts.
    pub id: u64,
    /// Its members, the earliest first.
    pub members: Vec<Member>,
}

/// An article of a family.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Member {
    /// Where it is.
    pub address: DocAddress,
    /// By which later versions it was replaced.
    pub replaced: Replacement,
}

/// The bytes of the records.
const NUMBER: usize = 4;
const SEGMENT: usize = 16 + 2 * NUMBER;
const FAMILY: usize = 3 * NUMBER;
const MEMBER: usize = 2 * NUMBER;

impl Families {
    /// Opens what [`write_families`](super::write_families) wrote for this index.
    ///
    /// # Errors
    /// What is wrong with the bytes, to be read after their name.
    pub fn open(bytes: OwnedBytes, searcher: &Searcher) -> Result<Self, &'static str> {
        let part = Part::open(bytes, searcher)?;
        let segments = part.ids.iter().zip(0..).map(|(id, own)| (*id, 0, own));
        Ok(Self {
            segments: segments.collect(),
            firsts: vec![0],
            parts: vec![part],
        })
    }

    /// The families of several generations, each opened alone before. `segments` has, for each
    /// segment of the common searcher, its id there, the place of its generation in `parts`, and its
    /// own id in that generation. A segment that no generation has is in no family. Families of
    /// different generations stay apart.
    #[must_use]
    pub fn joined(
        parts: &[&Self],
        segments: impl Iterator<Item = (SegmentId, usize, SegmentId)>,
    ) -> Self {
        let parts: Vec<Part> = parts.iter().flat_map(|own| own.parts.clone()).collect();
        let firsts = parts.iter().scan(0_u32, |next, part| {
            let first = *next;
            *next = next.saturating_add(part.count);
            Some(first)
        });
        let segments = segments.map(|(id, part, own)| {
            let ids = parts.get(part).map(|part| part.ids.as_slice());
            let number = ids.and_then(|ids| ids.iter().position(|other| *other == own));
            let number = number.and_then(|number| u32::try_from(number).ok());
            (id, part, number.unwrap_or(u32::MAX))
        });
        Self {
            firsts: firsts.collect(),
            segments: segments.collect(),
            parts,
        }
    }

    /// The number of families.
    #[must_use]
    pub(super) fn count(&self) -> u32 {
        let counts = self.parts.iter().map(|part| part.count);
        counts.fold(0, u32::saturating_add)
    }

    /// Whether they were found by the rules of this program.
    pub(super) fn are_current(&self) -> bool {
        self.parts.iter().all(|part| part.bytes.starts_with(MAGIC))
    }

    /// Whether no article has a copy or a version.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.parts.iter().all(|part| part.count == 0)
    }

    /// How many of so many articles there are for each different text, in the mean, rounded.
    #[must_use]
    pub fn members_of_each(&self, articles: u64) -> usize {
        let sum = |of: fn(&Part) -> u32| self.parts.iter().map(|part| u64::from(of(part))).sum();
        let (families, members): (u64, u64) = (sum(|part| part.count), sum(|part| part.members));
        let texts = (articles.saturating_sub(members) + families).max(1);
        let each = (articles + texts / 2) / texts;
        usize::try_from(each).unwrap_or(usize::MAX)
    }

    /// The number of the family of an article, from 0.
    #[must_use]
    pub fn number_of(&self, address: DocAddress) -> Option<u32> {
        let (part, own) = self.own(address)?;
        Some(self.firsts[part] + self.parts[part].number_of(own)?)
    }

    /// By which later versions an article was replaced.
    #[must_use]
    pub fn replacement(&self, address: DocAddress) -> Replacement {
        let number = self
            .own(address)
            .and_then(|(part, own)| self.parts[part].in_table(own));
        number.map_or(Replacement::default(), |number| {
            number_and_replacement(number).1
        })
    }

    /// The id of a family, and how many members it has.
    #[must_use]
    pub fn id_and_size(&self, family: u32) -> Option<(u64, u32)> {
        let (part, own) = self.part_of(family)?;
        let (id, start, end) = self.parts[part].entry(own)?;
        Some((id, end - start))
    }

    /// A family by its number.
    #[must_use]
    pub fn family(&self, family: u32) -> Option<Family> {
        let (part, own) = self.part_of(family)?;
        let (id, start, end) = self.parts[part].entry(own)?;
        let members = (start..end).filter_map(|at| {
            let member = self.parts[part].member(at)?;
            let segment = (part, member.address.segment_ord);
            let mut all = self.segments.iter();
            let of = all.position(|(_, part, own)| (*part, *own) == segment)?;
            let address = DocAddress::new(u32::try_from(of).ok()?, member.address.doc_id);
            Some(Member { address, ..member })
        });
        Some(Family {
            id,
            members: members.collect(),
        })
    }

    /// The family of an article.
    #[must_use]
    pub fn of(&self, address: DocAddress) -> Option<Family> {
        self.family(self.number_of(address)?)
    }

    /// The documents of a segment that are in a family, ascending.
    pub fn in_segment(&self, segment: SegmentId) -> impl Iterator<Item = DocId> {
        let found = self.segments.iter().find(|(id, ..)| *id == segment);
        found.into_iter().flat_map(|(_, part, own)| {
            let part = &self.parts[*part];
            let documents = part.documents.get(*own as usize).copied().unwrap_or(0);
            (0..documents).filter(|doc| part.number_of(DocAddress::new(*own, *doc)).is_some())
        })
    }

    /// The part that an article is in, and its address there.
    fn own(&self, address: DocAddress) -> Option<(usize, DocAddress)> {
        let (_, part, own) = *self.segments.get(address.segment_ord as usize)?;
        let address = DocAddress::new(own, address.doc_id);
        (part < self.parts.len()).then_some((part, address))
    }

    /// The part that a family is in, and its number there.
    fn part_of(&self, family: u32) -> Option<(usize, u32)> {
        let part = self.firsts.partition_point(|first| *first <= family);
        let part = part.checked_sub(1)?;
        Some((part, family - self.firsts[part]))
    }
}

impl Part {
    fn open(bytes: OwnedBytes, searcher: &Searcher) -> Result<Self, &'static str> {
        let short = "is too short";
        if ![MAGIC, MAGIC_BEFORE]
            .iter()
            .any(|magic| bytes.starts_with(&magic[..]))
        {
            return Err("is of another kind");
        }
        let head = MAGIC.len();
        let number = |at| number(&bytes, at).ok_or(short);
        let written = number(head)? as usize;
        let (families, members) = (number(head + NUMBER)?, number(head + 2 * NUMBER)?);
        let readers = searcher.segment_readers();
        if written != readers.len() {
            return Err("is of other segments");
        }
        let segment_start = head + 3 * NUMBER;
        let table_start = segment_start + written * SEGMENT;
        let mut tables = vec![0; written];
        let mut segments = Vec::with_capacity(written);
        let mut documents = 0;
        for place in 0..written {
            let at = segment_start + place * SEGMENT;
            let id = bytes.get(at..at + 16).ok_or(short)?;
            let of = readers
                .iter()
                .position(|reader| id_bytes(reader.segment_id()) == id)
                .filter(|of| Ok(readers[*of].max_doc()) == number(at + 16))
                .ok_or("is of other segments")?;
            tables[of] = table_start + documents * NUMBER;
            documents += readers[of].max_doc() as usize;
            let of = u32::try_from(of).map_err(|_| short)?;
            segments.push(of);
        }
        let family_start = table_start + documents * NUMBER;
        let member_start = family_start + families as usize * FAMILY;
        if bytes.len() < member_start + members as usize * MEMBER {
            return Err(short);
        }
        Ok(Self {
            ids: readers.iter().map(SegmentReader::segment_id).collect(),
            documents: readers.iter().map(SegmentReader::max_doc).collect(),
            tables,
            segments,
            count: families,
            members,
            family_start,
            member_start,
            bytes,
        })
    }

    /// The number of the family of an article, from 0.
    fn number_of(&self, address: DocAddress) -> Option<u32> {
        let (number, _) = number_and_replacement(self.in_table(address)?);
        number.checked_sub(1).filter(|number| *number < self.count)
    }

    fn in_table(&self, address: DocAddress) -> Option<u32> {
        let table = *self.tables.get(address.segment_ord as usize)?;
        number(&self.bytes, table + address.doc_id as usize * NUMBER)
    }

    /// The id of a family, and the range of its members.
    fn entry(&self, family: u32) -> Option<(u64, u32, u32)> {
        if family >= self.count {
            return None;
        }
        let at = self.family_start + family as usize * FAMILY;
        let read = |at| number(&self.bytes, at);
        let id = u64::from(read(at)?) | u64::from(read(at + NUMBER)?) << 32;
        let start = read(at + 2 * NUMBER)?;
        let end = if family + 1 == self.count {
            self.members
        } else {
            read(at + FAMILY + 2 * NUMBER)?
        };
        (start < end && end <= self.members).then_some((id, start, end))
    }

    fn member(&self, member: u32) -> Option<Member> {
        let at = self.member_start + member as usize * MEMBER;
        let segment = *self.segments.get(number(&self.bytes, at)? as usize)?;
        let (doc, replaced) = number_and_replacement(number(&self.bytes, at + NUMBER)?);
        let member = Member {
            address: DocAddress::new(segment, doc),
            replaced,
        };
        let documents = *self.documents.get(segment as usize)?;
        (member.address.doc_id < documents).then_some(member)
    }
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..at.checked_add(NUMBER)?)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}
