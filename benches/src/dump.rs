//! Articles as in the dump of a news site, one file each, and the articles that dateline reads from
//! these files.

use crate::corpus::Story;
use anyhow::{Context, anyhow};
use dateline::article::{ArchivePath, Article};
use dateline::formats::{Input, ReadOptions, read_articles};
use jiff::civil::DateTime;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The number of files in a folder.
const PER_FOLDER: usize = 1_000;

/// Writes every article to a file below `folder`, and returns the size of all files in bytes. Then
/// runs `sync`, if it exists, so that the system does not write the files during a measurement.
///
/// # Errors
/// If a file cannot be written.
pub fn write(folder: &Path, stories: &[Story]) -> anyhow::Result<u64> {
    let mut bytes = 0;
    for story in stories {
        let path = folder.join(file_name(story));
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        let text = file_text(story);
        fs::write(&path, &text).with_context(|| format!("cannot write {}", path.display()))?;
        bytes += text.len() as u64;
    }
    let _ = Command::new("sync").status();
    Ok(bytes)
}

/// The file of an article, below the dump's folder.
#[must_use]
pub fn file_name(story: &Story) -> PathBuf {
    let folder = story.number / PER_FOLDER;
    PathBuf::from(format!("{folder:04}/{:07}.txt", story.number))
}

/// The content of an article's file: a site line, a block of metadata, headline, body.
#[must_use]
pub fn file_text(story: &Story) -> String {
    format!(
        "wire.example\n\nNews ID: {}\nPublish Date : {}\n\n{}\n\n{}\n",
        story.number,
        spelled_out(&story.date).unwrap_or_else(|| story.date.clone()),
        story.headline,
        story.body
    )
}

/// `1987-02-26T15:01:01` as `26 February 1987 - 15:01`; `None` if it is not such a date.
fn spelled_out(date: &str) -> Option<String> {
    let date: DateTime = date.parse().ok()?;
    Some(date.strftime("%d %B %Y - %H:%M").to_string())
}

/// The articles that dateline reads from the files. The other engines get them from memory.
///
/// # Errors
/// If a file has no article.
pub fn articles(stories: &[Story]) -> anyhow::Result<Vec<Article>> {
    let options = ReadOptions::at("2026-01-01T00:00:00Z".parse()?);
    let mut articles = Vec::with_capacity(stories.len());
    for story in stories {
        let text = file_text(story);
        let path = ArchivePath::from_relative(&file_name(story));
        let input = Input::whole(&path, &options, text.as_bytes());
        read_articles(input, &mut |reading| {
            let article = reading.item.map_err(|problem| anyhow!("{problem:?}"))?;
            articles.push(article);
            anyhow::Ok(())
        })
        .with_context(|| format!("article {}", story.number))?;
    }
    Ok(articles)
}
