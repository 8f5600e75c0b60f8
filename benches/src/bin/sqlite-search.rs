//! Replaces the `sqlite3` shell where it is not installed: `sqlite-search DATABASE SQL` prints the
//! first column of the result of a statement.

use anyhow::Context;
use rusqlite::{Connection, OpenFlags};
use std::env;
use std::io::Write;

fn main() -> anyhow::Result<()> {
    let mut arguments = env::args().skip(1);
    let database = arguments.next().context("name a database")?;
    let sql = arguments.next().context("give a statement")?;
    let connection = Connection::open_with_flags(database, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let mut statement = connection.prepare(&sql)?;
    let mut rows = statement.query(())?;
    let mut out = std::io::stdout().lock();
    while let Some(row) = rows.next()? {
        writeln!(out, "{}", row.get::<_, i64>(0)?)?;
    }
    Ok(())
}
