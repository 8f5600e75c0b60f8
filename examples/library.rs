//! Searches from a program: `cargo run --example library -- FOLDER QUERY`.
//!
//! It makes the index of the folder or refreshes it, prints the best hits with the first of their
//! passages, and ends with the exit code that `dateline` would end with.

use dateline::{Archive, Error, Search};
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().unwrap_or("sample-corpus".to_owned());
    let query: Vec<_> = arguments.collect();
    match found(&folder, &query.join(" ")) {
        Ok(0) => ExitCode::from(1),
        Ok(_) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            if let Some(hint) = error.hint() {
                eprintln!("hint: {hint}");
            }
            ExitCode::from(error.exit_code())
        }
    }
}

/// Prints what is found, and returns the number of articles that match.
fn found(folder: &str, query: &str) -> Result<u64, Error> {
    let (archive, report) = Archive::index(folder)?;
    for (path, problem) in report.problems().take(3) {
        eprintln!("note: {path:?}: {problem:?}");
    }
    let page = archive.search(&Search::new(query).limit(3))?;
    for hit in &page.hits {
        // Texts of articles may hold control characters: `{:?}` escapes them.
        let published = hit.article.published().unwrap_or_default();
        println!("{}. {published} {:?}", hit.rank, hit.article.headline());
        if let Some(passage) = hit.passages.first() {
            println!("   {passage:?}");
        }
    }
    Ok(page.total)
}
