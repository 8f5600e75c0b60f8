//! Reads a file without an index, as `dateline parse` does.
//!
//! The file may be of any format that the program reads, compressed, or an archive of files.

use super::article::Article;
use super::articles::Articles;
use super::error::Error;
use crate::article::{ArchivePath, Folders, PathGlobs, Severity};
use crate::cli::Misuse;
use crate::discover::WalkOptions;
use crate::formats::{Input, read_articles};
use crate::index::{INDEX_DIR, Settings, Surroundings};
use std::fs::File;
use std::io;
use std::path::Path;

/// Reads the articles of a file of any format that the program reads. A record that cannot be read
/// is an error, and others follow.
///
/// # Errors
/// If the file cannot be opened.
pub fn parse(path: impl AsRef<Path>) -> Result<Articles, Error> {
    let path = path.as_ref().to_owned();
    let file = File::open(&path);
    let opened = |error: io::Error| {
        let message = format!("cannot read {}: {error}", path.display());
        Error::from(Misuse::error(message, "name a file that can be read"))
    };
    let file = file.map_err(opened)?;
    if file.metadata().is_ok_and(|metadata| metadata.is_dir()) {
        let message = format!("{} is a folder", path.display());
        let hint = "name a file; Archive::index reads a folder";
        return Err(Misuse::error(message, hint).into());
    }
    Articles::read(move |taker| {
        let settings = Settings::default();
        let options = settings.read_options(jiff::Timestamp::now());
        let options = options.map_err(anyhow::Error::from)?;
        let folder = match path.parent() {
            Some(folder) if folder != Path::new("") => folder.to_owned(),
            _ => ".".into(),
        };
        let all = || PathGlobs::new(&[]).map_err(anyhow::Error::from);
        let walk = WalkOptions {
            include: all()?,
            exclude: all()?,
            follow: settings.follow,
            index: folder.join(INDEX_DIR),
        };
        let folders = Folders::one(folder);
        let around = Surroundings::new(&folders, &walk);
        let name = ArchivePath::from_relative(path.file_name().unwrap_or_default().as_ref());
        let near = around.of(&name);
        let input = Input::file(&name, &options, file).with_companions(&near);
        // Who takes no more ends it; everything else that may go wrong is a problem that was taken.
        let _ = read_articles(input, &mut |reading| {
            let goes_on = match reading.item {
                Ok(article) => taker.take(Ok(Article::new(article))),
                Err(problem) if problem.kind.severity() == Severity::Flagged => true,
                Err(problem) => taker.take(Err(Error::unreadable(problem.detail))),
            };
            if goes_on { Ok(()) } else { Err(Enough) }
        });
        Ok(())
    })
}

/// Nobody takes more articles.
struct Enough;
