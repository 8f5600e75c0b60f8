//! Where articles are in their files now, where that is not what the index has stored.
//!
//! The index stores with each article a number that no other article of its file has. It is the
//! place of the record in the file when the article was indexed. When records are inserted before
//! it, the article stays as it is, and its place is corrected here. The bytes are mapped, and each
//! number is checked before it is used.

use std::io::{self, Write};
use tantivy::DocId;
use tantivy::directory::OwnedBytes;
use tantivy::index::SegmentId;

/// The start of the file. All numbers after it are little-endian: the number of segments; for each
/// its id and its number of runs; then the runs of all.
const MAGIC: &[u8; 16] = b"dateline places1";

/// The bytes of a segment's entry, and of a run: two numbers of documents and a difference.
const SEGMENT: usize = 16 + 4;
const RUN: usize = 4 + 4 + 8;

/// Documents of a segment that follow each other and moved by the same number of places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct MovedRun {
    /// The first document.
    pub first: DocId,
    /// The document after the last one.
    pub end: DocId,
    /// What is added to the stored place.
    pub shift: i64,
}

/// The corrections of the places of a generation's articles, or of several generations.
#[derive(Debug, Clone, Default)]
pub struct Places {
    segments: Vec<(SegmentId, OwnedBytes)>,
}

/// The corrections of the places of one segment's articles.
#[derive(Debug, Clone, Default)]
pub struct SegmentPlaces(Option<OwnedBytes>);

impl Places {
    /// Opens what [`write_places`] wrote.
    ///
    /// # Errors
    /// What is wrong with the bytes, to be read after their name.
    pub fn open(bytes: OwnedBytes) -> Result<Self, &'static str> {
        const SHORT: &str = "ends too early";
        if !bytes.starts_with(MAGIC) {
            return Err("does not start as such a file does");
        }
        let number = |at: usize| {
            let four = bytes.get(at..at + 4).ok_or(SHORT)?;
            Ok::<_, &'static str>(u32::from_le_bytes(four.try_into().map_err(|_| SHORT)?) as usize)
        };
        let count = number(MAGIC.len())?;
        let list = MAGIC.len() + 4;
        let mut start = count
            .checked_mul(SEGMENT)
            .and_then(|length| length.checked_add(list))
            .filter(|start| *start <= bytes.len())
            .ok_or(SHORT)?;
        let mut segments = Vec::with_capacity(count);
        for at in (list..start).step_by(SEGMENT) {
            let id: [u8; 16] = bytes[at..at + 16].try_into().map_err(|_| SHORT)?;
            let id = format!("{:032x}", u128::from_be_bytes(id));
            let id = SegmentId::from_uuid_string(&id).map_err(|_| "has a wrong name in it")?;
            let end = number(at + 16)?
                .checked_mul(RUN)
                .and_then(|length| length.checked_add(start))
                .filter(|end| *end <= bytes.len())
                .ok_or(SHORT)?;
            segments.push((id, bytes.slice(start..end)));
            start = end;
        }
        Ok(Self { segments })
    }

    /// Those of several generations. `segments` has, for each segment of the common searcher, its id
    /// there, the place of its generation in `parts`, and its own id in that generation.
    #[must_use]
    pub fn joined(
        parts: &[&Self],
        segments: impl Iterator<Item = (SegmentId, usize, SegmentId)>,
    ) -> Self {
        let found = segments
            .filter_map(|(segment, part, own)| Some((segment, parts.get(part)?.of(own).0?)));
        Self {
            segments: found.collect(),
        }
    }

    /// Those of one segment.
    #[must_use]
    pub fn of(&self, segment: SegmentId) -> SegmentPlaces {
        let mut segments = self.segments.iter();
        let own = segments.find(|(id, _)| *id == segment);
        SegmentPlaces(own.map(|(_, runs)| runs.clone()))
    }
}

impl SegmentPlaces {
    /// Whether the corrections are the same, byte for byte.
    #[must_use]
    pub fn are_same(&self, other: &Self) -> bool {
        self.0.as_deref().unwrap_or_default() == other.0.as_deref().unwrap_or_default()
    }

    /// The place in its file of the article `doc`, whose stored place is `stored`.
    #[must_use]
    pub fn place(&self, doc: DocId, stored: u64) -> u64 {
        let shift = self.0.as_ref().and_then(|runs| shift(runs, doc));
        shift.map_or(stored, |shift| stored.saturating_add_signed(shift))
    }
}

/// The difference of a document: that of the last run that starts at it or before it, if the run has
/// not ended there.
fn shift(runs: &[u8], doc: DocId) -> Option<i64> {
    let run = |at: usize| &runs[at * RUN..][..RUN];
    let number = |bytes: &[u8]| u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
    let (mut low, mut high) = (0, runs.len() / RUN);
    while low < high {
        let middle = usize::midpoint(low, high);
        if number(run(middle)) <= doc {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    let last = run(low.checked_sub(1)?);
    let shift = last[8..].try_into().ok().map(i64::from_le_bytes)?;
    (doc < number(&last[4..])).then_some(shift)
}

/// Writes the corrections of segments, each with its runs in the order of documents.
///
/// # Errors
/// If `out` cannot be written.
pub fn write_places(
    segments: &[(SegmentId, Vec<MovedRun>)],
    out: &mut dyn Write,
) -> io::Result<()> {
    let count = |length: usize| u32::try_from(length).map_err(io::Error::other);
    out.write_all(MAGIC)?;
    out.write_all(&count(segments.len())?.to_le_bytes())?;
    for (id, runs) in segments {
        // It is 32 hexadecimal digits.
        let id = u128::from_str_radix(&id.uuid_string(), 16).unwrap_or(0);
        out.write_all(&id.to_be_bytes())?;
        out.write_all(&count(runs.len())?.to_le_bytes())?;
    }
    for run in segments.iter().flat_map(|(_, runs)| runs) {
        out.write_all(&run.first.to_le_bytes())?;
        out.write_all(&run.end.to_le_bytes())?;
        out.write_all(&run.shift.to_le_bytes())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u8) -> SegmentId {
        SegmentId::from_uuid_string(&format!("{number:032x}")).unwrap()
    }

    fn written() -> Vec<u8> {
        let run = |first, end, shift| MovedRun { first, end, shift };
        let segments = [
            (id(1), vec![run(2, 4, 1), run(4, 5, -3), run(9, 10, 100)]),
            (id(2), Vec::new()),
            (id(3), vec![run(0, 1, -10)]),
        ];
        let mut bytes = Vec::new();
        write_places(&segments, &mut bytes).unwrap();
        bytes
    }

    #[test]
    fn a_document_of_a_run_has_another_place() {
        let places = Places::open(OwnedBytes::new(written())).unwrap();
        let all = |segment| {
            let own = places.of(segment);
            (0..11).map(|doc| own.place(doc, 5)).collect::<Vec<_>>()
        };
        assert_eq!(all(id(1)), [5, 5, 6, 6, 2, 5, 5, 5, 5, 105, 5]);
        assert_eq!(all(id(2)), [5; 11]);
        assert_eq!(all(id(3))[..2], [0, 5]);
        assert_eq!(all(id(7)), [5; 11]);
        let joined = Places::joined(
            &[&Places::default(), &places],
            [(id(9), 1, id(3))].into_iter(),
        );
        assert_eq!(joined.of(id(9)).place(0, 50), 40);
        assert_eq!(joined.of(id(3)).place(0, 50), 50);
    }

    #[test]
    fn a_file_that_is_cut_is_not_opened() {
        let bytes = written();
        for end in 0..bytes.len() {
            let cut = OwnedBytes::new(bytes[..end].to_vec());
            assert!(Places::open(cut).is_err(), "cut at {end}");
        }
    }
}
