//! Every reader with any bytes: it ends, gives at least one article or problem, and gives the same
//! for a stream as for a file in memory.
//!
//! If the first byte of the input is the number of a reader, it selects this reader and is removed.
//! For all other inputs the content selects the reader, so that files of articles can be used as
//! seeds.

#![no_main]

use dateline::article::{ArchivePath, Article, Problem};
use dateline::formats::{ArticleReader, HEAD_LEN, Input, READERS, ReadOptions, reader_for};
use libfuzzer_sys::{Corpus, fuzz_target};
use std::io::BufReader;

/// The size of the pieces of a stream, in bytes: smaller than most things that readers search for.
const PIECE: usize = 5;

fuzz_target!(|data: &[u8]| -> Corpus {
    let path = ArchivePath::from_stored("2021/01/19/article.txt");
    let options = ReadOptions::at("2026-01-01T00:00:00Z".parse().expect("a moment"));
    let Some((reader, bytes)) = chosen(&path, data) else {
        return Corpus::Reject;
    };
    let whole = items(reader, Input::whole(&path, &options, bytes));
    // Lists of checksums are no articles and no problems.
    let is_delivery = reader.name() == "delivery";
    assert!(
        !whole.is_empty() || is_delivery,
        "{} gives nothing",
        reader.name()
    );
    for article in whole.iter().flatten() {
        assert!(article.origin.ordinal > 0, "{article:?}");
        assert!(!article.headline.contains('\n'), "{article:?}");
    }
    let pieces = Box::new(BufReader::with_capacity(PIECE, bytes));
    let streamed = items(reader, Input::stream(&path, &options, pieces));
    assert_eq!(whole, streamed, "{}", reader.name());
    Corpus::Keep
});

/// The reader that an input selects, and the bytes it reads.
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
