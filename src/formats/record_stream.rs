//! How files of many records are read: a record is cut from the stream, then it is read.
//!
//! The first step needs the stream and the order of its bytes; the second needs one record and
//! the options. A cut record owns all that the second step needs. So records are read by all
//! threads of a pool if there is one, and are given to the sink in the order of the stream
//! ([`read_records`]).

use crate::article::{Article, Problem, ProblemKind};
use crate::formats::input::ResumePoint;
use crate::formats::pool::{InOrder, Jobs, has_others};
use crate::formats::reader::{ArticleSink, Given, ReadEnd, Stopped};

/// How many bytes of records another thread gets at once, and the most records.
const BATCH_BYTES: usize = 128 << 10;
const BATCH_RECORDS: usize = 256;

/// The most bytes of records that are cut and not given to the sink yet. One record may be larger.
const MOST_AHEAD: usize = 8 << 20;

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

/// A record that was cut from a stream.
pub(in crate::formats) trait CutRecord: Default + Send {
    /// About how many bytes it has.
    fn size(&self) -> usize;
}

/// The first step: a stream that records are cut from.
pub(in crate::formats) trait RecordStream {
    /// One record, with its number in the file. It is reused, so that its memory is.
    type Record: CutRecord;

    /// Cuts the next record from the stream, into `record`.
    ///
    /// # Errors
    /// The problem that nothing can be read after.
    fn next_record(&mut self, record: &mut Self::Record) -> Result<Cut, Problem>;

    /// The point after which the stream was resumed; `None` if it starts at the start of the file.
    fn start(&self) -> Option<ResumePoint> {
        None
    }

    /// At the end: the point after which the file can be resumed if it grows.
    fn end(&self) -> Option<ResumePoint> {
        None
    }
}

/// The second step: reads what one record contains.
pub(in crate::formats) trait RecordReader<Record>: Sync {
    /// Reads a record: pushes its problems, then its article.
    ///
    /// # Errors
    /// [`Stopped`] if the sink wants no more.
    fn read_record(&self, record: &Record, out: &mut dyn ArticleSink) -> Result<(), Stopped>;
}

/// Cuts and reads all records of a stream; the sink gets what they give in their order. If there
/// are records, and none gives an article or a problem, that is a problem of the file.
///
/// # Errors
/// [`ReadEnd::Failed`] with the problem that ended the stream; [`ReadEnd::Stopped`] if the sink
/// wants no more.
pub(in crate::formats) fn read_records<S: RecordStream>(
    mut stream: S,
    reader: &impl RecordReader<S::Record>,
    out: &mut dyn ArticleSink,
) -> Result<(), ReadEnd> {
    let mut out = Watched {
        out,
        has_given: false,
        more: stream.start().map_or(0, |start| start.more),
    };
    let records = if has_others() {
        read_with_others(&mut stream, reader, &mut out)?
    } else {
        read_alone(&mut stream, reader, &mut out)?
    };
    if records > 0 && !out.has_given && stream.start().is_none() {
        return Err(ReadEnd::Failed(Problem::file(
            ProblemKind::NoArticle,
            format!("it has {records} records, and none of them is an article"),
        )));
    }
    if let Some(end) = stream.end() {
        let more = out.more;
        out.ends_at(ResumePoint { more, ..end });
    }
    Ok(())
}

/// Reads all records, one after the other and with one in memory. Returns their number.
fn read_alone<S: RecordStream>(
    stream: &mut S,
    reader: &impl RecordReader<S::Record>,
    out: &mut Watched<'_>,
) -> Result<u64, ReadEnd> {
    let mut record = S::Record::default();
    let mut records = 0;
    loop {
        match stream.next_record(&mut record)? {
            Cut::Record => {
                records += 1;
                reader.read_record(&record, out)?;
            }
            Cut::Problem(problem) => out.problem(problem)?,
            Cut::End => return Ok(records),
        }
    }
}

/// The same with the other threads of the pool: this one cuts batches of records and gives what the
/// others read to the sink.
fn read_with_others<S: RecordStream>(
    stream: &mut S,
    reader: &impl RecordReader<S::Record>,
    out: &mut Watched<'_>,
) -> Result<u64, ReadEnd> {
    let mut spare = Vec::new();
    let (mut batch, mut end) = cut_batch(stream, &mut spare);
    let mut records = batch.records;
    if let Some(end) = end {
        read_batch(reader, batch.pieces, &mut spare, out)?;
        return end.map(|()| records);
    }
    let most_open = 3 * rayon::current_num_threads();
    rayon::in_place_scope(|scope| {
        let mut jobs = Jobs::new(scope);
        let mut ended = InOrder::default();
        let (mut started, mut ahead) = (0, 0);
        loop {
            ahead += batch.size;
            let number = started;
            started += 1;
            jobs.start(move || (number, Ended::of(reader, batch)));
            while jobs.open() > 0
                && (end.is_some() || jobs.open() >= most_open || ahead >= MOST_AHEAD)
            {
                let Some((number, next)) = jobs.wait() else {
                    return Err(ReadEnd::Stopped);
                };
                ended.add(number, next);
                while let Some(mut next) = ended.next() {
                    ahead -= next.size;
                    spare.append(&mut next.spare);
                    next.given.to(out)?;
                }
            }
            if let Some(end) = end {
                return end.map(|()| records);
            }
            spare.truncate(BATCH_RECORDS);
            (batch, end) = cut_batch(stream, &mut spare);
            records += batch.records;
        }
    })
}

/// Some records of a stream, and the problems between them.
struct Batch<R> {
    pieces: Vec<Result<R, Problem>>,
    records: u64,
    size: usize,
}

/// Cuts records for one job. With the last of them it returns how the stream ended.
fn cut_batch<S: RecordStream>(
    stream: &mut S,
    spare: &mut Vec<S::Record>,
) -> (Batch<S::Record>, Option<Result<(), ReadEnd>>) {
    let mut batch = Batch {
        pieces: Vec::new(),
        records: 0,
        size: 0,
    };
    while batch.size < BATCH_BYTES && batch.pieces.len() < BATCH_RECORDS {
        let mut record = spare.pop().unwrap_or_default();
        match stream.next_record(&mut record) {
            Ok(Cut::Record) => {
                batch.records += 1;
                batch.size += record.size();
                batch.pieces.push(Ok(record));
            }
            Ok(Cut::Problem(problem)) => batch.pieces.push(Err(problem)),
            Ok(Cut::End) => return (batch, Some(Ok(()))),
            Err(problem) => return (batch, Some(Err(problem.into()))),
        }
    }
    (batch, None)
}

/// Reads a batch into a sink. The records are left in `spare`.
fn read_batch<R>(
    reader: &impl RecordReader<R>,
    pieces: Vec<Result<R, Problem>>,
    spare: &mut Vec<R>,
    out: &mut dyn ArticleSink,
) -> Result<(), Stopped> {
    for piece in pieces {
        match piece {
            Ok(record) => {
                reader.read_record(&record, out)?;
                spare.push(record);
            }
            Err(problem) => out.problem(problem)?,
        }
    }
    Ok(())
}

/// A batch that was read.
struct Ended<R> {
    size: usize,
    given: Given,
    /// Its records, whose memory is used again unless they are large.
    spare: Vec<R>,
}

impl<R: CutRecord> Ended<R> {
    fn of(reader: &impl RecordReader<R>, batch: Batch<R>) -> Self {
        let mut ended = Self {
            size: batch.size,
            given: Given::default(),
            spare: Vec::new(),
        };
        // A list takes everything.
        let _ = read_batch(reader, batch.pieces, &mut ended.spare, &mut ended.given);
        ended.spare.retain(|record| record.size() < BATCH_BYTES);
        ended
    }
}

/// A sink that notices whether anything was given to it, and numbers on after a record with several
/// articles.
struct Watched<'a> {
    out: &'a mut dyn ArticleSink,
    has_given: bool,
    /// How many articles more than records there were so far.
    more: u32,
}

impl ArticleSink for Watched<'_> {
    fn article(&mut self, mut article: Article) -> Result<(), Stopped> {
        self.has_given = true;
        article.origin.ordinal = article.origin.ordinal.saturating_add(self.more);
        self.out.article(article)
    }

    fn problem(&mut self, mut problem: Problem) -> Result<(), Stopped> {
        self.has_given = true;
        problem.ordinal = problem.ordinal.map(|own| own.saturating_add(self.more));
        self.out.problem(problem)
    }

    fn format(&mut self, name: &'static str) {
        self.out.format(name);
    }

    fn more(&mut self, articles: u32) {
        self.more = self.more.saturating_add(articles);
    }

    fn ends_at(&mut self, point: ResumePoint) {
        self.out.ends_at(point);
    }
}
