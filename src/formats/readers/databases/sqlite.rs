//! `SQLite`: the table of articles, row by row.
//!
//! It is the table with the most columns that are known by their names. The file is read into memory
//! and never written. Views are not read, since a view may be a program without end.

use super::row::{Allowance, Row, has_body, known};
use crate::article::{Problem, ProblemKind};
use crate::formats::input::{Input, RandomAccess, unreadable};
use crate::formats::reader::{ArticleSink, ReadEnd};
use crate::formats::record::{FieldValue, Names};
use rusqlite::limits::Limit;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Error};
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The largest file that is read, in bytes.
const MAX_FILE: u64 = 1 << 30;

/// The most tables that are looked at.
const MOST_TABLES: usize = 1_000;

/// How many steps of its program a query may take for each byte of a file. A table takes about ten
/// for each row and two for each value.
const STEPS_PER_BYTE: u64 = 64;

/// The steps that every file may take.
const STEPS_ALWAYS: u64 = 10_000_000;

/// The longest value, in bytes; a column can be a program that makes texts.
const LONGEST: i32 = 64 << 20;

/// How many steps are between two looks at how many there were.
const STEPS_A_LOOK: i32 = 10_000;

/// Reads a file.
pub(super) fn read(input: Input<'_>, out: &mut dyn ArticleSink) -> Result<(), ReadEnd> {
    let (path, options) = (input.path, input.options);
    let names = Names::new(&options.field_map);
    let (connection, length) = open(input)?;
    let mut allowance = Allowance::new(length, options.limits);
    let tables = tables(&connection).map_err(|error| damaged(&error))?;
    let best = tables
        .iter()
        .map(|(table, columns)| (table, columns, known(names, columns)))
        .filter(|(_, _, (_, has_text))| *has_text)
        .max_by_key(|(_, _, (count, _))| *count);
    let Some((table, columns, _)) = best else {
        return Err(no_text(&tables).into());
    };
    for (other, columns) in tables.iter().filter(|(other, _)| other != table) {
        let (count, has_text) = known(names, columns);
        // Of people or sections, a table has a number and a name.
        if has_text && (count > 2 || has_body(names, columns)) {
            let detail = format!(
                "table `{other}` was not read, since `{table}` has more columns of articles; \
                 export it with `sqlite3 -csv -header` if it has articles too"
            );
            out.problem(Problem::file(ProblemKind::NotAnArticle, detail))?;
        }
    }
    let query = format!("SELECT * FROM \"{}\"", table.replace('"', "\"\""));
    let mut statement = connection
        .prepare(&query)
        .map_err(|error| damaged(&error))?;
    let mut rows = statement.query([]).map_err(|error| damaged(&error))?;
    let mut ordinal = 0_u32;
    while let Some(values) = rows.next().map_err(|error| damaged(&error))? {
        ordinal = ordinal.saturating_add(1);
        let mut row = Row::default();
        for (at, column) in columns.iter().enumerate() {
            if let Ok(value) = values.get_ref(at) {
                row.put(names, column, own(value));
            }
        }
        row.read((path, ordinal), &mut allowance, options, out)?;
    }
    if ordinal == 0 {
        let detail = format!("table `{table}` has no row");
        return Err(Problem::file(ProblemKind::Empty, detail).into());
    }
    Ok(())
}

/// Opens a copy of the file in memory. Returns its length, too.
fn open(input: Input<'_>) -> Result<(Connection, u64), Problem> {
    let mut bytes = match input.into_random_access()? {
        RandomAccess::Memory(bytes) => bytes.into_owned(),
        RandomAccess::File(_, length) if length > MAX_FILE => return Err(too_large()),
        RandomAccess::File(mut file, _) => {
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes)
                .map_err(|error| unreadable(&error))?;
            bytes
        }
    };
    // A file that was written with a log beside it cannot be opened in memory. What is in the log
    // was not handed over.
    for version in bytes.iter_mut().skip(18).take(2) {
        *version = 1;
    }
    let length = bytes.len() as u64;
    let open = || -> Result<(Connection, u64), Error> {
        let mut connection = Connection::open_in_memory()?;
        connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, LONGEST)?;
        connection.progress_handler(STEPS_A_LOOK, Some(stop_after(length)))?;
        connection.deserialize_read_exact("main", &bytes[..], bytes.len(), true)?;
        connection.execute_batch("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;")?;
        Ok((connection, length))
    };
    open().map_err(|error| damaged(&error))
}

/// Says when a file of so many bytes has taken more steps than a file can need. The tree of a
/// damaged table may have one page in many places.
fn stop_after(length: u64) -> impl FnMut() -> bool + Send + 'static {
    let most = length.saturating_mul(STEPS_PER_BYTE).max(STEPS_ALWAYS);
    let mut steps = 0_u64;
    move || {
        steps += u64::from(STEPS_A_LOOK.unsigned_abs());
        steps > most
    }
}

/// The tables, with the names of their columns.
fn tables(connection: &Connection) -> Result<Vec<(String, Vec<String>)>, Error> {
    let mut statement = connection.prepare(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' \
         AND sql NOT LIKE 'CREATE VIRTUAL%'",
    )?;
    let names = statement.query_map([], |row| row.get::<_, String>(0))?;
    let names: Vec<String> = names.flatten().take(MOST_TABLES).collect();
    let mut tables = Vec::new();
    for name in names {
        let query = format!("SELECT * FROM \"{}\" LIMIT 0", name.replace('"', "\"\""));
        if let Ok(statement) = connection.prepare(&query) {
            // The library panics at a name that is not UTF-8.
            let columns = catch_unwind(AssertUnwindSafe(|| {
                let columns = statement.column_names().into_iter();
                columns.map(str::to_owned).collect()
            }));
            tables.push((
                name,
                columns.map_err(|_| Error::InvalidColumnName("not UTF-8".to_owned()))?,
            ));
        }
    }
    Ok(tables)
}

/// A value in the form that articles use.
fn own(value: ValueRef<'_>) -> FieldValue<'static> {
    match value {
        ValueRef::Null => FieldValue::Nothing,
        ValueRef::Integer(number) => FieldValue::Whole(number.into()),
        ValueRef::Real(number) => FieldValue::Broken(number),
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => {
            FieldValue::Text(String::from_utf8_lossy(bytes).into_owned().into())
        }
    }
}

fn damaged(error: &Error) -> Problem {
    let error: String = error.to_string().chars().take(200).collect();
    Problem::file(
        ProblemKind::Damaged,
        format!("the SQLite data is damaged ({error})"),
    )
}

fn too_large() -> Problem {
    let detail = "larger than 1 GiB, the most that is read of SQLite; export its table as CSV";
    Problem::file(ProblemKind::TooLarge, detail)
}

fn no_text(tables: &[(String, Vec<String>)]) -> Problem {
    let names: Vec<String> = tables
        .iter()
        .take(12)
        .map(|(name, _)| format!("`{name}`"))
        .collect();
    Problem::file(
        ProblemKind::Malformed,
        format!(
            "none of its tables ({}) has a column that is a headline or a body by its name; name \
             them with --field-map headline=NAME,body=NAME",
            names.join(", ")
        ),
    )
}
