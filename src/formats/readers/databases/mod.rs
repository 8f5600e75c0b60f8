//! Readers of tables in binary files: Parquet and `SQLite`. Each row is an article, as in CSV.
//!
//! The libraries for both are large, so they are features of the build that are off by default
//! (`parquet`, `sqlite`; docs/office.md has what they cost). Without a feature the file is a
//! problem that names the command which converts it. `row` turns a row into an article.

#[cfg(feature = "parquet")]
mod pages;
#[cfg(feature = "parquet")]
mod parquet;
#[cfg(any(feature = "parquet", feature = "sqlite"))]
mod row;
#[cfg(feature = "sqlite")]
mod sqlite;
#[cfg(test)]
mod tests;

use crate::formats::input::Input;
use crate::formats::reader::{ArticleReader, ArticleSink, ReadEnd};

/// A kind of binary file with tables.
pub(in crate::formats) struct Database {
    name: &'static str,
    extensions: &'static [&'static str],
    /// The first bytes of such a file.
    magic: &'static [u8],
    read: fn(Input<'_>, &mut dyn ArticleSink) -> Result<(), ReadEnd>,
}

/// Parquet. <https://parquet.apache.org/docs/file-format/>
pub(in crate::formats) static PARQUET: Database = Database {
    name: "parquet",
    extensions: &["parquet", "pq"],
    magic: b"PAR1",
    #[cfg(feature = "parquet")]
    read: parquet::read,
    #[cfg(not(feature = "parquet"))]
    read: |_, _| {
        let convert = "duckdb -c \"COPY (FROM 'FILE.parquet') TO 'FILE.jsonl'\"";
        Err(not_built("Parquet", "parquet", convert))
    },
};

/// `SQLite`. <https://www.sqlite.org/fileformat.html>
pub(in crate::formats) static SQLITE: Database = Database {
    name: "sqlite",
    extensions: &["sqlite", "sqlite3", "db", "db3"],
    magic: b"SQLite format 3\0",
    #[cfg(feature = "sqlite")]
    read: sqlite::read,
    #[cfg(not(feature = "sqlite"))]
    read: |_, _| {
        let convert = "sqlite3 -csv -header FILE.db 'SELECT * FROM TABLE' > FILE.csv";
        Err(not_built("SQLite", "sqlite", convert))
    },
};

/// The problem of a file whose library is not part of this build.
#[cfg(not(all(feature = "parquet", feature = "sqlite")))]
fn not_built(what: &str, feature: &str, convert: &str) -> ReadEnd {
    use crate::article::{Problem, ProblemKind};
    let detail = format!(
        "a {what} file, which this build of dateline does not read; convert it with `{convert}`, \
         or build dateline with `--features {feature}`"
    );
    Problem::file(ProblemKind::NoArticle, detail).into()
}

impl ArticleReader for Database {
    fn name(&self) -> &'static str {
        self.name
    }

    fn extensions(&self) -> &'static [&'static str] {
        self.extensions
    }

    fn recognizes(&self, head: &[u8]) -> bool {
        head.starts_with(self.magic)
    }

    fn read(&self, mut input: Input<'_>, out: &mut dyn ArticleSink) -> Result<(), ReadEnd> {
        let head = input
            .head()
            .map_err(|error| crate::formats::input::unreadable(&error))?;
        if !head.starts_with(self.magic) {
            use crate::article::{Problem, ProblemKind};
            let detail = format!("not a {} file, whatever its name says", self.name);
            return Err(Problem::file(ProblemKind::Damaged, detail).into());
        }
        (self.read)(input, out)
    }
}
