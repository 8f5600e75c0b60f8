//! Every reader with any bytes: it ends, tells something, and says the same of a file that comes
//! in pieces as of one that lies in memory.
//!
//! A first byte that is the number of a reader chooses it and is taken off; of all other inputs
//! the content does, so that files of articles are seeds as they are.

#![no_main]

use dateline::article::{ArchivePath, Article, Problem};
use dateline::formats::{ArticleReader, HEAD_LEN, Input, READERS, ReadOptions, reader_for};
use libfuzzer_sys::{Corpus, fuzz_target};
use std::io::BufReader;

/// How large the pieces are: smaller than most of what readers look for.
const PIECE: usize = 5;

fuzz_target!(|data: &[u8]| -> Corpus {
    let path = ArchivePath::from_stored("2021/01/19/article.txt");
    let options = ReadOptions::at("2026-01-01T00:00:00Z".parse().expect("a moment"));
    let Some((reader, bytes)) = chosen(&path, data) else {
        return Corpus::Reject;
    };
    let whole = items(reader, Input::whole(&path, &options, bytes));
    assert!(!whole.is_empty(), "{} drops it in silence", reader.name());
    for article in whole.iter().flatten() {
        assert!(article.origin.ordinal > 0, "{article:?}");
        assert!(!article.headline.contains('\n'), "{article:?}");
    }
    let pieces = Box::new(BufReader::with_capacity(PIECE, bytes));
    let streamed = items(reader, Input::stream(&path, &options, pieces));
    assert_eq!(whole, streamed, "{}", reader.name());
    Corpus::Keep
});

/// The reader that an input asks for, and what it is to read.
fn chosen<'a>(
    path: &ArchivePath,
    data: &'a [u8],
) -> Option<(&'static dyn ArticleReader, &'a [u8])> {
    let (first, rest) = data.split_first()?;
    match READERS.get(usize::from(*first)) {
        Some(reader) => Some((*reader, rest)),
        None => Some((
            reader_for(path, &data[..data.len().min(HEAD_LEN)]).ok()?,
            data,
        )),
    }
}

fn items(reader: &dyn ArticleReader, input: Input<'_>) -> Vec<Result<Article, Problem>> {
    reader.read_all(input)
}
