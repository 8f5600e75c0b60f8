//! A list of articles within an object that is on one long line.
//!
//! Its start looks like the first line of JSON Lines. Only where the list starts or the object ends
//! it becomes clear what it is. The bytes are recorded until then, and given back if the object is
//! one line of many.

use super::elements::Elements;
use super::outline::{Outline, outline};
use super::stream::JsonStream;
use crate::formats::options::{MAX_WHOLE_FILE, ReadOptions};
use crate::formats::record::Names;
use std::cell::RefCell;
use std::io::{self, BufRead, Cursor, Read};
use std::rc::Rc;

/// The articles of a stream that opens with an object around a list of articles.
///
/// # Errors
/// The unchanged stream, if it opens in another way.
pub(in crate::formats) fn wrapped_list<'a>(
    options: &'a ReadOptions,
    stream: Box<dyn BufRead + 'a>,
) -> Result<JsonStream<'a>, Box<dyn BufRead + 'a>> {
    let passed = Rc::new(RefCell::new(Some(Vec::new())));
    let mut elements = Elements::new(Box::new(Recorded {
        stream,
        passed: Rc::clone(&passed),
    }));
    let mut kept = Vec::new();
    let outline = outline(&mut elements, Names::new(&options.field_map), &mut kept);
    let passed = passed.take().unwrap_or_default();
    match outline {
        Ok(Outline::List(list)) => Ok(JsonStream::in_list(elements, options, list, [kept])),
        Ok(Outline::Members {
            list,
            first,
            second,
        }) => {
            let both = [kept[first].to_vec(), second];
            Ok(JsonStream::in_list(elements, options, list, both))
        }
        _ => Err(Box::new(Cursor::new(passed).chain(elements.into_stream()))),
    }
}

/// A stream that records the bytes that are read, until the record is taken. It fails when there
/// are more than an article may have.
struct Recorded<'a> {
    stream: Box<dyn BufRead + 'a>,
    passed: Rc<RefCell<Option<Vec<u8>>>>,
}

impl Read for Recorded<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Recorded<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        match &*self.passed.borrow() {
            Some(passed) if passed.len() as u64 > MAX_WHOLE_FILE => {
                Err(io::ErrorKind::FileTooLarge.into())
            }
            _ => self.stream.fill_buf(),
        }
    }

    fn consume(&mut self, count: usize) {
        if let Some(passed) = &mut *self.passed.borrow_mut()
            && let Ok(chunk) = self.stream.fill_buf()
        {
            passed.extend_from_slice(&chunk[..count]);
        }
        self.stream.consume(count);
    }
}
