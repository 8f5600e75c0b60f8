//! XML files that are read whole: one tree a file, handed to the reader of its format.

use super::wire::Reads;
use super::xml::{Element, Elements, Piece, Shape};
use super::{Input, unreadable};
use crate::article::{Problem, ProblemKind};

/// Nothing is opened: the root element is one record.
const SHAPE: Shape = Shape {
    containers: &[],
    records: &[],
};

/// Reads a file's root element and makes of it what a reader says; bytes that were replaced are
/// told before that.
pub(super) fn read(input: Input<'_>, make: impl FnOnce(&Element) -> Reads) -> Reads {
    let mut elements = match Elements::new(input.into_stream(), SHAPE) {
        Ok(elements) => elements,
        Err(error) => return vec![Err(unreadable(&error))],
    };
    match elements.next() {
        Some(Ok(Piece::Whole(root) | Piece::Opened(root))) => {
            let mut reads: Reads = elements.replaced(1).into_iter().map(Err).collect();
            reads.append(&mut make(&root));
            reads
        }
        Some(Err(fault)) => vec![Err(fault.of_file())],
        None => vec![Err(Problem::file(
            ProblemKind::Empty,
            "there is no element in it",
        ))],
    }
}
