//! How files of many records are read: a record is cut from the stream, then it is read.
//!
//! The first step needs the stream and the order of its bytes; the second needs one record and
//! the options. A cut record owns all that the second step needs, so that records can be read
//! by several threads without a change to any reader. One loop drives both ([`read_records`]),
//! with one record in memory.

use crate::article::{Article, Problem, ProblemKind};
use crate::formats::reader::{ArticleSink, ReadEnd, Stopped};

/// The result of one step through a stream.
pub(in crate::formats) enum Cut {
    /// A record was cut.
    Record,
    /// A part of the stream is not a record, for this reason. The stream goes on after it.
    Problem(Problem),
    /// The stream is at its end.
    End,
}

/// The message that `what` is longer than one article may be: `most` bytes, whole mebibytes.
pub(in crate::formats) fn too_long(what: &str, most: u64) -> String {
    format!(
        "{what} is longer than {} MiB, the most that one article may be",
        most >> 20
    )
}

/// The first step: a stream that records are cut from.
pub(in crate::formats) trait RecordStream {
    /// One record, with its number in the file. It is reused, so that its memory is.
    type Record: Default;

    /// Cuts the next record from the stream, into `record`.
    ///
    /// # Errors
    /// The problem that nothing can be read after.
    fn next_record(&mut self, record: &mut Self::Record) -> Result<Cut, Problem>;
}

/// The second step: reads what one record contains.
pub(in crate::formats) trait RecordReader<Record> {
    /// Reads a record: pushes its problems, then its article.
    ///
    /// # Errors
    /// [`Stopped`] if the sink wants no more.
    fn read_record(&self, record: &Record, out: &mut dyn ArticleSink) -> Result<(), Stopped>;
}

/// Cuts and reads all records of a stream, one after the other. If there are records, and none
/// gives an article or a problem, that is a problem of the file.
///
/// # Errors
/// [`ReadEnd::Failed`] with the problem that ended the stream; [`ReadEnd::Stopped`] if the sink
/// wants no more.
pub(in crate::formats) fn read_records<S: RecordStream>(
    mut stream: S,
    reader: &impl RecordReader<S::Record>,
    out: &mut dyn ArticleSink,
) -> Result<(), ReadEnd> {
    let mut record = S::Record::default();
    let mut records = 0_u64;
    let mut out = Watched {
        out,
        has_given: false,
    };
    loop {
        match stream.next_record(&mut record)? {
            Cut::Record => {
                records += 1;
                reader.read_record(&record, &mut out)?;
            }
            Cut::Problem(problem) => out.problem(problem)?,
            Cut::End if records > 0 && !out.has_given => {
                return Err(ReadEnd::Failed(Problem::file(
                    ProblemKind::NoArticle,
                    format!("it has {records} records, and none of them is an article"),
                )));
            }
            Cut::End => return Ok(()),
        }
    }
}

/// A sink that notices whether anything was given to it.
struct Watched<'a> {
    out: &'a mut dyn ArticleSink,
    has_given: bool,
}

impl ArticleSink for Watched<'_> {
    fn article(&mut self, article: Article) -> Result<(), Stopped> {
        self.has_given = true;
        self.out.article(article)
    }

    fn problem(&mut self, problem: Problem) -> Result<(), Stopped> {
        self.has_given = true;
        self.out.problem(problem)
    }
}
