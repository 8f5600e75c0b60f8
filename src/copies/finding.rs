//! Finds the families of an index, and writes them in the form that `families` reads.
//!
//! Families are found among all articles, or from those of the generation before (`changed`), which
//! gives the same. `form` says what is written.

use super::changed::{self, Before};
use super::form::{MAGIC, bits};
use super::living::{Living, PlaceOf, id_bytes};
use super::pairs::join_copies;
use super::sketches::Rows;
use super::union::Sets;
use super::versions::{Replaced, join_versions};
use std::io::{self, Write};
use tantivy::Searcher;

/// Finds the families of the living articles of an index, on so many threads, and writes them.
/// Takes about 40 bytes of memory an article. What is written does not depend on the generation
/// before, which only makes it cheaper.
///
/// # Errors
/// If the columns cannot be read, or `out` cannot be written.
pub fn write_families(
    searcher: &Searcher,
    place_of: &PlaceOf<'_>,
    before: Option<&Before<'_>>,
    threads: usize,
    out: &mut dyn Write,
) -> tantivy::Result<()> {
    let living = Living::open(searcher, place_of)?;
    let found = match before {
        Some(before) => changed::find(&living, before, threads)?,
        None => None,
    };
    let (sets, replaced) = found.unwrap_or_else(|| {
        let mut sets = Sets::new(living.articles());
        join_copies(&living, &mut sets, threads);
        let replaced = join_versions(&living, &mut sets);
        (sets, replaced)
    });
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
