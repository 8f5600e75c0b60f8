//! Binary property lists of Apple: looking up values by key.
//!
//! Objects of such a file refer to each other by number, so a small file can describe a tree
//! without end. Here nothing is expanded: one dictionary is searched at a time, and texts and data
//! are slices of the file. Libraries for the format build the whole tree. Format: Apple's
//! `CFBinaryPList.c`.

use std::borrow::Cow;

/// What a file starts with.
pub(super) const MAGIC: &[u8] = b"bplist0";

/// The length of the trailer, in bytes.
const TRAILER: usize = 32;

/// A property list in memory.
pub(super) struct PropertyList<'a> {
    bytes: &'a [u8],
    /// Where the table of offsets starts.
    table: usize,
    /// The bytes of an offset in the table, from 1 to 8.
    offset_size: usize,
    /// The bytes of a reference to an object, from 1 to 8.
    reference_size: usize,
    /// How many objects there are.
    count: usize,
    /// The number of the outermost object.
    top: usize,
}

/// An object, by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Object(usize);

impl<'a> PropertyList<'a> {
    /// Reads the trailer; `None` if it is no property list, or a damaged one.
    pub(super) fn open(bytes: &'a [u8]) -> Option<Self> {
        if !bytes.starts_with(MAGIC) {
            return None;
        }
        let trailer = bytes.get(bytes.len().checked_sub(TRAILER)?..)?;
        let list = Self {
            bytes,
            table: number(&trailer[24..32])?,
            offset_size: usize::from(trailer[6]),
            reference_size: usize::from(trailer[7]),
            count: number(&trailer[8..16])?,
            top: number(&trailer[16..24])?,
        };
        let sizes = [list.offset_size, list.reference_size];
        sizes
            .iter()
            .all(|size| (1..=8).contains(size))
            .then_some(list)
    }

    /// The outermost object.
    pub(super) fn top(&self) -> Object {
        Object(self.top)
    }

    /// The value of a key in a dictionary; `None` if it is not there, or the object is no
    /// dictionary.
    pub(super) fn get(&self, dictionary: Object, key: &str) -> Option<Object> {
        let (kind, count, start) = self.object(dictionary)?;
        if kind != 0xD {
            return None;
        }
        let references = self.references(start, count.checked_mul(2)?)?;
        let (keys, values) = references.split_at(count * self.reference_size);
        let at = keys.chunks_exact(self.reference_size).position(|key_at| {
            number(key_at).is_some_and(|at| self.text(Object(at)).is_some_and(|own| own == key))
        })?;
        number(values.chunks_exact(self.reference_size).nth(at)?).map(Object)
    }

    /// The objects in an array, none if it is no array.
    pub(super) fn items(&self, array: Object) -> impl Iterator<Item = Object> + '_ {
        let found = self.object(array).filter(|(kind, ..)| *kind == 0xA);
        let references = found.and_then(|(_, count, start)| self.references(start, count));
        let references = references.unwrap_or_default();
        references
            .chunks_exact(self.reference_size)
            .filter_map(|reference| number(reference).map(Object))
    }

    /// A text.
    pub(super) fn text(&self, object: Object) -> Option<Cow<'a, str>> {
        let (kind, count, start) = self.object(object)?;
        match kind {
            0x5 => {
                let bytes = self.slice(start, count)?;
                std::str::from_utf8(bytes).ok().map(Cow::Borrowed)
            }
            0x6 => {
                let bytes = self.slice(start, count.checked_mul(2)?)?;
                let units = bytes.chunks_exact(2);
                let units = units.map(|unit| u16::from_be_bytes([unit[0], unit[1]]));
                let text: Result<String, _> = char::decode_utf16(units).collect();
                text.ok().map(Cow::Owned)
            }
            _ => None,
        }
    }

    /// The bytes of a data object.
    pub(super) fn data(&self, object: Object) -> Option<&'a [u8]> {
        let (kind, count, start) = self.object(object)?;
        (kind == 0x4).then(|| self.slice(start, count))?
    }

    /// The kind of an object, how many items it has, and where they start.
    fn object(&self, object: Object) -> Option<(u8, usize, usize)> {
        if object.0 >= self.count {
            return None;
        }
        let at = self
            .table
            .checked_add(object.0.checked_mul(self.offset_size)?)?;
        let start = number(self.slice(at, self.offset_size)?)?;
        let marker = *self.bytes.get(start)?;
        let (kind, count) = (marker >> 4, usize::from(marker & 0xF));
        if count < 0xF {
            return Some((kind, count, start + 1));
        }
        // The count follows as an integer of 2^n bytes.
        let marker = *self.bytes.get(start + 1)?;
        let size = 1_usize << (marker & 0xF).min(3);
        let count = (marker >> 4 == 0x1).then(|| self.slice(start + 2, size))??;
        Some((kind, number(count)?, start + 2 + size))
    }

    fn references(&self, start: usize, count: usize) -> Option<&'a [u8]> {
        self.slice(start, count.checked_mul(self.reference_size)?)
    }

    fn slice(&self, start: usize, length: usize) -> Option<&'a [u8]> {
        self.bytes.get(start..start.checked_add(length)?)
    }
}

/// A number of at most 8 bytes, the highest first.
fn number(bytes: &[u8]) -> Option<usize> {
    let whole = bytes
        .iter()
        .fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    usize::try_from(whole).ok()
}
