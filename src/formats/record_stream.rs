//! How files of many records are read: cut a record from the stream, then read it.
//!
//! The first step needs the stream and the order of its bytes; the second needs one record and
//! the options. A cut record owns all that the second step needs, so that records can be read
//! by several threads without a change to any reader. One loop drives both ([`read_records`]),
//! with one record in memory.

use crate::article::Problem;
use crate::formats::reader::{ArticleSink, ReadEnd, Stopped};

/// What a stream came to.
pub(in crate::formats) enum Cut {
    /// A record was cut.
    Record,
    /// Something of the stream is no record, for this reason; the stream goes on.
    Problem(Problem),
    /// The stream is at its end.
    End,
}

/// The first step: a stream that records are cut from.
pub(in crate::formats) trait RecordStream {
    /// One record, with its number in the file. It is used again for its memory.
    type Record: Default;

    /// Cuts the next record from the stream, into `record`.
    ///
    /// # Errors
    /// The problem that nothing can be read after.
    fn next_record(&mut self, record: &mut Self::Record) -> Result<Cut, Problem>;
}

/// The second step: what one record holds.
pub(in crate::formats) trait RecordReader<Record> {
    /// Reads a record: pushes its problems, then its article.
    ///
    /// # Errors
    /// [`Stopped`] if the sink wants no more.
    fn read_record(&self, record: &Record, out: &mut dyn ArticleSink) -> Result<(), Stopped>;
}

/// Cuts and reads all records of a stream, one after the other.
///
/// # Errors
/// What the stream or the sink ended with.
pub(in crate::formats) fn read_records<S: RecordStream>(
    mut stream: S,
    reader: &impl RecordReader<S::Record>,
    out: &mut dyn ArticleSink,
) -> Result<(), ReadEnd> {
    let mut record = S::Record::default();
    loop {
        match stream.next_record(&mut record)? {
            Cut::Record => reader.read_record(&record, out)?,
            Cut::Problem(problem) => out.problem(problem)?,
            Cut::End => return Ok(()),
        }
    }
}
