//! Finds the families of an index, and writes them in the form that `families` reads.
//!
//! All numbers are little-endian. After [`MAGIC`] come the counts of segments, families and members;
//! for each segment its id, its number of documents and where its part of the table starts; the
//! table, which has for each document the number of its family from 1, or 0, for each family its id
//! and where its members start; and the members, each a segment and a document, the earliest first.

use super::living::{Living, PlaceOf, id_bytes};
use super::pairs::join_copies;
use super::sketches::Rows;
use super::union::Sets;
use super::versions::{Replaced, Replacement, join_versions};
use std::io::{self, Write};
use tantivy::Searcher;

/// The start of the file.
pub(super) const MAGIC: &[u8; 16] = b"dateline copies2";

/// The bit of a number in the table, and of a member's document, that says that a later version has
/// replaced it.
const REPLACED: u32 = 1 << 31;

/// The bit that says the same of a later version that is restricted.
const REPLACED_BY_RESTRICTED: u32 = 1 << 30;

/// Finds the families of the living articles of an index, on so many threads, and writes them.
/// Takes about 40 bytes of memory an article.
///
/// # Errors
/// If the columns cannot be read, or `out` cannot be written.
pub fn write_families(
    searcher: &Searcher,
    place_of: &PlaceOf<'_>,
    threads: usize,
    out: &mut dyn Write,
) -> tantivy::Result<()> {
    let living = Living::open(searcher, place_of)?;
    let mut sets = Sets::new(living.articles());
    join_copies(&living, &mut sets, threads);
    let replaced = join_versions(&living, &mut sets);
    let members = members(&living, sets);
    write(&living, &members, &replaced, out)?;
    Ok(())
}

/// The articles of families: the family's least article with each of its members. Families are
/// together, their members earliest first.
fn members(living: &Living<'_>, mut sets: Sets) -> Vec<(u32, u32)> {
    let mut members = Vec::new();
    for article in 0..living.articles() {
        let least = sets.least(article);
        if least != article {
            members.push((least, article));
        }
    }
    members.sort_unstable();
    let firsts: Vec<_> = members
        .chunk_by(|a, b| a.0 == b.0)
        .map(|family| (family[0].0, family[0].0))
        .collect();
    members.extend(firsts);
    members.sort_unstable();
    for family in members.chunk_by_mut(|a, b| a.0 == b.0) {
        sort_by_time(living, family);
    }
    members
}

/// Sorts by date, undated articles last; of one date by path and place in the file.
fn sort_by_time(living: &Living<'_>, family: &mut [(u32, u32)]) {
    let date = |article| {
        let date = living.published(article);
        (date.is_none(), date)
    };
    family.sort_by_cached_key(|(_, article)| date(*article));
    for same in family.chunk_by_mut(|a, b| date(a.1) == date(b.1)) {
        if same.len() > 1 {
            same.sort_by_cached_key(|(_, article)| living.name(*article));
        }
    }
}

/// The id of a family: the least hash of its texts.
fn id(living: &Living<'_>, family: &[(u32, u32)]) -> u64 {
    let texts = family.iter().map(|(_, article)| living.text(*article));
    texts.min().unwrap_or(0)
}

/// The bits that say how an article was replaced.
fn bits(replaced: Replacement) -> u32 {
    let bit = |is_set, bit| if is_set { bit } else { 0 };
    bit(replaced.by_public, REPLACED) | bit(replaced.by_restricted, REPLACED_BY_RESTRICTED)
}

/// A number without the bits that say how it was replaced, and what these say.
pub(super) fn number_and_replacement(number: u32) -> (u32, Replacement) {
    let replaced = Replacement {
        by_public: number & REPLACED != 0,
        by_restricted: number & REPLACED_BY_RESTRICTED != 0,
    };
    (number & !(REPLACED | REPLACED_BY_RESTRICTED), replaced)
}

fn write(
    living: &Living<'_>,
    members: &[(u32, u32)],
    replaced: &Replaced,
    out: &mut dyn Write,
) -> io::Result<()> {
    let families = || members.chunk_by(|a, b| a.0 == b.0);
    let count = |length: usize| u32::try_from(length).map_err(io::Error::other);
    let mut number = |number: u32| out.write_all(&number.to_le_bytes());
    let mut table = vec![0u32; living.articles() as usize];
    for (family, number) in families().zip(1..) {
        for (_, article) in family {
            table[*article as usize] = number | bits(replaced.of(*article));
        }
    }
    for part in MAGIC.chunks_exact(4) {
        number(u32::from_le_bytes(
            part.try_into().map_err(io::Error::other)?,
        ))?;
    }
    number(count(living.segments.len())?)?;
    number(count(families().count())?)?;
    number(count(members.len())?)?;
    let mut start = 0;
    for segment in &living.segments {
        for part in id_bytes(segment.id).chunks_exact(4) {
            number(u32::from_le_bytes(
                part.try_into().map_err(io::Error::other)?,
            ))?;
        }
        number(segment.documents)?;
        number(start)?;
        start += segment.documents;
    }
    for family in table {
        number(family)?;
    }
    let mut start = 0;
    for family in families() {
        let id = id(living, family);
        number((id & 0xffff_ffff) as u32)?;
        number((id >> 32) as u32)?;
        number(start)?;
        start += count(family.len())?;
    }
    for (_, article) in members {
        let address = living.address(*article);
        number(address.segment_ord)?;
        number(address.doc_id | bits(replaced.of(*article)))?;
    }
    Ok(())
}
