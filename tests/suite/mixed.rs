//! A folder in which the samples of all formats are mixed: it is indexed, searched, refreshed and
//! verified as any other.
//!
//! The articles of the index are compared with those that the readers give, file by file.

use crate::harness::{Archive, OF_SEVERAL_FILES, found, sample_folder};
use dateline::article::{ArchivePath, Article, Status};
use dateline::formats::{Input, ReadOptions, Reading, read_articles};
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fs;

/// All samples in one folder: `lexisnexis/good.txt` is `lexisnexis-good.txt`.
fn mixed() -> Archive {
    let archive = Archive::new();
    for format in fs::read_dir(sample_folder().join("formats")).unwrap() {
        let format = format.unwrap();
        let is_read_whole = OF_SEVERAL_FILES
            .iter()
            .all(|own| format.file_name() != *own);
        if !format.file_type().unwrap().is_dir() || !is_read_whole {
            continue;
        }
        for sample in fs::read_dir(format.path()).unwrap() {
            let sample = sample.unwrap();
            let (format, name) = (format.file_name(), sample.file_name());
            let name = format!("{}-{}", format.to_str().unwrap(), name.to_str().unwrap());
            archive.write(&name, fs::read(sample.path()).unwrap());
        }
    }
    archive
}

/// The articles of all files, with their formats, read one file after the other.
fn articles(archive: &Archive) -> Vec<(&'static str, Article)> {
    let options = ReadOptions::at(jiff::Timestamp::now());
    let mut articles = Vec::new();
    for file in fs::read_dir(archive.folder()).unwrap() {
        let file = file.unwrap();
        if !file.file_type().unwrap().is_file() {
            continue;
        }
        let path = ArchivePath::from_stored(file.file_name().to_str().unwrap());
        let bytes = fs::read(file.path()).unwrap();
        let input = Input::whole(&path, &options, &bytes);
        let Ok(()) = read_articles(input, &mut |reading: Reading| {
            let format = reading.format.unwrap_or_default();
            articles.extend(reading.item.ok().map(|article| (format, article)));
            Ok::<(), Infallible>(())
        });
    }
    articles
}

#[test]
fn a_folder_with_all_formats_mixed_is_an_archive_as_any_other() {
    let archive = mixed();
    let read = articles(&archive);
    let report = archive.index();
    assert_eq!(report.articles, read.len() as u64);
    // One article of each format is found by its headline.
    let mut by_format: BTreeMap<&str, &Article> = BTreeMap::new();
    for (format, article) in &read {
        let is_shown = article.status == Status::Usable;
        if is_shown && article.headline.split_whitespace().count() > 2 {
            by_format.entry(format).or_insert(article);
        }
    }
    assert!(by_format.len() > 30, "{:?}", by_format.keys());
    let generation = archive.generation();
    for (format, article) in &by_format {
        let query = format!("headline:\"{}\"", article.headline.replace('"', " "));
        let hits = found(&generation, &query);
        let origin = article.origin.to_string();
        assert!(hits.contains(&origin), "{format}: {query}: {hits:?}");
    }
    drop(generation);

    // A refresh reads what changed, and the result is that of a new index.
    archive.remove("lexisnexis-good.txt");
    archive.write(
        "mail-good.eml",
        "Subject: Zebra crossing\n\nIt is striped.\n",
    );
    archive.write(
        "new.ris",
        "TY  - NEWS\nTI  - Giraffe house opens\nAB  - It is tall.\nER  - \n",
    );
    let refreshed = archive.index();
    assert_eq!(refreshed.articles, articles(&archive).len() as u64);
    let files = &refreshed.files;
    assert_eq!((files.added, files.changed, files.removed), (1, 1, 1));
    let generation = archive.generation();
    assert_eq!(found(&generation, "zebra"), ["mail-good.eml"]);
    assert_eq!(found(&generation, "giraffe"), ["new.ris"]);
    archive.run(&["verify"]).exits(0);
}
