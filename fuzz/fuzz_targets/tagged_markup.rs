//! Tagged markup with any bytes: collections of `<DOC>` elements, dumps of wikis, sitemaps, exports
//! of blogs, and their compression by Unix. Every reader ends, gives at least one article or
//! problem, and gives the same for a stream as for a file in memory.
//!
//! The first byte selects the reader and is removed. What a reader recognizes is part of a seed.

#![no_main]

use dateline::article::{ArchivePath, Article, Problem};
use dateline::formats::{
    ArticleReader, Input, Limits, READERS, ReadOptions, Reading, read_articles,
};
use libfuzzer_sys::{Corpus, fuzz_target};
use std::convert::Infallible;
use std::io::BufReader;

/// The readers.
const NAMES: [&str; 6] = [
    "trec",
    "mediawiki",
    "news-sitemap",
    "feed",
    "reuters-sgml",
    "story",
];

/// The size of the pieces of a stream, in bytes.
const PIECE: usize = 5;

fuzz_target!(|data: &[u8]| -> Corpus {
    let Some((first, bytes)) = data.split_first() else {
        return Corpus::Reject;
    };
    let path = ArchivePath::from_stored("2021/01/19/article.z");
    let mut options = ReadOptions::at("2026-01-01T00:00:00Z".parse().expect("a moment"));
    let Some(name) = NAMES.get(usize::from(*first)) else {
        options.limits = Limits {
            always: 1 << 20,
            total: 1 << 20,
            ..Limits::default()
        };
        // The mark of compress(1), then any settings and codes.
        let packed = [&[0x1F, 0x9D], bytes].concat();
        let Ok(()) = read_articles(Input::whole(&path, &options, &packed), &mut |_: Reading| {
            Ok::<(), Infallible>(())
        });
        return Corpus::Keep;
    };
    let reader = READERS.iter().find(|reader| reader.name() == *name);
    let reader: &dyn ArticleReader = *reader.expect("there is a reader of that name");
    let whole = items(reader, Input::whole(&path, &options, bytes));
    assert!(!whole.is_empty(), "{name} gives nothing");
    for article in whole.iter().flatten() {
        assert!(article.origin.ordinal > 0, "{article:?}");
        assert!(!article.headline.contains('\n'), "{article:?}");
    }
    let pieces = Box::new(BufReader::with_capacity(PIECE, bytes));
    let streamed = items(reader, Input::stream(&path, &options, pieces));
    assert_eq!(whole, streamed, "{name}");
    Corpus::Keep
});

fn items(reader: &dyn ArticleReader, input: Input<'_>) -> Vec<Result<Article, Problem>> {
    reader.read_all(input)
}
