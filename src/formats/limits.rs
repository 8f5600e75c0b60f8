//! The limits of unpacking.
//!
//! The bytes that come out are compared with the bytes that went in. They are counted over one
//! whole file, archives within archives included. A limit that is exceeded is passed on as an
//! [`io::Error`], and becomes a problem where the stream is read.

use crate::article::{Problem, ProblemKind};
use bytesize::ByteSize;
use std::cell::{Cell, RefCell};
use std::io::{self, BufRead, ErrorKind, Read};
use std::rc::Rc;

/// How far a file is unpacked. What exceeds a limit is a problem and is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// How many times its own size a file may unpack to. News compresses to a third or a tenth of
    /// its size, repetitive text to a fiftieth.
    pub ratio: u64,
    /// What every file may unpack to, even a small one, in bytes.
    pub always: u64,
    /// The most that a file may unpack to, in bytes.
    pub total: u64,
    /// How many layers are removed: `.tar.gz` is two.
    pub layers: u32,
    /// How many members the archives in one file may have together.
    pub members: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            ratio: 200,
            always: 64 << 20,
            total: 1 << 40,
            layers: 6,
            members: 10_000_000,
        }
    }
}

/// Why a stream is read no further. It is passed through decoders and readers as an [`io::Error`].
#[derive(Debug, Clone, thiserror::Error)]
#[error("{detail}")]
pub(in crate::formats) struct Refusal {
    pub(in crate::formats) kind: ProblemKind,
    pub(in crate::formats) detail: String,
}

impl Refusal {
    pub(in crate::formats) fn problem(&self) -> Problem {
        Problem::file(self.kind, self.detail.clone())
    }
}

/// The refusal that caused an error.
pub(in crate::formats) fn refusal_in(error: &io::Error) -> Option<&Refusal> {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error.get_ref()?);
    while let Some(error) = cause {
        if let Some(refusal) = error.downcast_ref() {
            return Some(refusal);
        }
        cause = match error.downcast_ref::<io::Error>().map(io::Error::get_ref) {
            Some(inner) => inner.map(|inner| inner as _),
            None => error.source(),
        };
    }
    None
}

/// How much of one file's limits is used up.
#[derive(Debug)]
pub(in crate::formats) struct Budget {
    limits: Limits,
    /// The file's size, if it is known beforehand.
    size: Option<u64>,
    packed: Cell<u64>,
    unpacked: Cell<u64>,
    members: Cell<u64>,
    source_failed: Cell<bool>,
    is_spent: Cell<bool>,
    /// Why reading stopped, until it is reported.
    refusal: RefCell<Option<Refusal>>,
}

impl Budget {
    pub(in crate::formats) fn new(limits: Limits, size: Option<u64>) -> Rc<Self> {
        Rc::new(Self {
            limits,
            size,
            packed: Cell::new(0),
            unpacked: Cell::new(0),
            members: Cell::new(0),
            source_failed: Cell::new(false),
            is_spent: Cell::new(false),
            refusal: RefCell::new(None),
        })
    }

    /// Whether a limit was exceeded, so that nothing more of the file is read.
    pub(in crate::formats) fn is_spent(&self) -> bool {
        self.is_spent.get()
    }

    /// Whether reading the file itself failed.
    pub(in crate::formats) fn source_failed(&self) -> bool {
        self.source_failed.get()
    }

    /// Why reading stopped, if that was not reported yet.
    pub(in crate::formats) fn take_refusal(&self) -> Option<Refusal> {
        self.refusal.take()
    }

    /// Keeps the reason to be reported later: that of a content that is read again.
    pub(in crate::formats) fn keep_refusal(&self, refusal: Option<Refusal>) {
        self.refusal.replace(refusal);
    }

    /// Counts a member.
    ///
    /// # Errors
    /// If there are too many.
    pub(in crate::formats) fn count_member(&self) -> Result<(), Problem> {
        self.members.set(self.members.get() + 1);
        if self.members.get() <= self.limits.members {
            return Ok(());
        }
        self.is_spent.set(true);
        Err(Problem::file(
            ProblemKind::Bomb,
            format!(
                "more than {} members; the rest is not read; unpack it into folders",
                self.limits.members
            ),
        ))
    }

    fn unpack(&self, bytes: usize) -> Result<(), Refusal> {
        let Limits {
            ratio,
            always,
            total,
            ..
        } = self.limits;
        let unpacked = self.unpacked.get().saturating_add(bytes as u64);
        self.unpacked.set(unpacked);
        let packed = self.size.unwrap_or(self.packed.get());
        let allowed = packed.saturating_mul(ratio).clamp(always, total);
        if unpacked <= allowed {
            return Ok(());
        }
        self.is_spent.set(true);
        Err(Refusal {
            kind: ProblemKind::Bomb,
            detail: if allowed == total {
                format!(
                    "unpacks to more than {}, the limit for one file; unpack it by hand",
                    ByteSize(total).display().iec()
                )
            } else {
                format!(
                    "unpacks to more than {ratio} times its own size, as hostile files do; if you \
                     trust this one, unpack it by hand"
                )
            },
        })
    }
}

/// A file's own bytes, counted before they are unpacked.
pub(in crate::formats) struct Packed<'a> {
    pub(in crate::formats) stream: Box<dyn BufRead + 'a>,
    pub(in crate::formats) budget: Rc<Budget>,
}

impl Packed<'_> {
    fn failed(&self, error: &io::Error) {
        if error.kind() != ErrorKind::Interrupted {
            self.budget.source_failed.set(true);
        }
    }
}

impl Read for Packed<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.stream.read(buffer);
        match &read {
            Ok(bytes) => self
                .budget
                .packed
                .set(self.budget.packed.get() + *bytes as u64),
            Err(error) => self.failed(error),
        }
        read
    }
}

/// The output of a decoder, checked against the limits. After a failure every further read fails.
pub(in crate::formats) struct Unpacked<R> {
    decoder: R,
    budget: Rc<Budget>,
    /// The method of compression, for messages: `gzip`.
    packing: &'static str,
    bytes: u64,
    failed: Option<Refusal>,
}

impl<R> Unpacked<R> {
    pub(in crate::formats) fn new(decoder: R, packing: &'static str, budget: &Rc<Budget>) -> Self {
        Self {
            decoder,
            budget: Rc::clone(budget),
            packing,
            bytes: 0,
            failed: None,
        }
    }

    /// The decoder, with what it knows at its end.
    pub(in crate::formats) fn into_decoder(self) -> R {
        self.decoder
    }

    fn fail(&mut self, refusal: Refusal) -> io::Error {
        self.failed = Some(refusal.clone());
        self.budget.refusal.replace(Some(refusal.clone()));
        io::Error::other(refusal)
    }

    fn damaged(&self, error: &io::Error) -> Refusal {
        let at = match self.bytes {
            0 => "from its start".to_owned(),
            bytes => format!("after {bytes} bytes of what it unpacks to"),
        };
        Refusal {
            kind: ProblemKind::Damaged,
            detail: format!(
                "the {} data is damaged or cut short {at} ({error}); fetch the file again",
                self.packing
            ),
        }
    }
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if let Some(refusal) = &self.failed {
            return Err(io::Error::other(refusal.clone()));
        }
        match self.decoder.read(buffer) {
            Ok(read) => {
                self.bytes += read as u64;
                match self.budget.unpack(read) {
                    Ok(()) => Ok(read),
                    Err(refusal) => Err(self.fail(refusal)),
                }
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => Err(error),
            Err(error) if self.budget.source_failed() => Err(error),
            // The layer below failed and gave the reason.
            Err(error) => match refusal_in(&error).cloned() {
                Some(refusal) => {
                    self.failed = Some(refusal.clone());
                    Err(io::Error::other(refusal))
                }
                None => Err(self.fail(self.damaged(&error))),
            },
        }
    }
}
