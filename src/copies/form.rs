//! The form of the file of families, which `finding` writes and `families` reads.
//!
//! All numbers are little-endian. After [`MAGIC`] come the counts of segments, families and members;
//! for each segment its id, its number of documents and where its part of the table starts; the
//! table, which has for each document the number of its family from 1, or 0; for each family its id
//! and where its members start; and the members, each a segment and a document, the earliest first.

use super::versions::Replacement;

/// The start of the file. Its last byte changes with the form, and with the rules by which families
/// are found: families found by other rules are not carried on.
pub(super) const MAGIC: &[u8; 16] = b"dateline copies3";

/// The start of a file of the same form, whose families were found by other rules.
pub(super) const MAGIC_BEFORE: &[u8; 16] = b"dateline copies2";

/// The bit of a number in the table, and of a member's document, that says that a later version has
/// replaced it.
const REPLACED: u32 = 1 << 31;

/// The bit that says the same of a later version that is restricted.
const REPLACED_BY_RESTRICTED: u32 = 1 << 30;

/// The bits that say how an article was replaced.
pub(super) fn bits(replaced: Replacement) -> u32 {
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
