//! Parquet, row by row, with the library of Apache Arrow without Arrow.
//!
//! What a file says it unpacks to is held against the limits. The library is not made for hostile
//! files: where it panics, the rest of the file is a problem.

use super::row::{Row, known};
use crate::article::{Problem, ProblemKind};
use crate::formats::input::{Input, RandomAccess};
use crate::formats::reader::{ArticleSink, ReadEnd};
use crate::formats::record::{FieldValue, Names};
use bytes::Bytes;
use jiff::{Timestamp, ToSpan, civil::Date};
use parquet::basic::LogicalType;
use parquet::errors::ParquetError;
use parquet::file::reader::{ChunkReader, FileReader, SerializedFileReader};
use parquet::record::{Field, Row as ParquetRow, RowAccessor as _};
use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Reads a file.
pub(super) fn read(input: Input<'_>, out: &mut dyn ArticleSink) -> Result<(), ReadEnd> {
    let (path, options) = (input.path, input.options);
    let packed = input.length();
    match input.into_random_access()? {
        RandomAccess::Memory(bytes) => {
            let bytes = Bytes::from(bytes.into_owned());
            read_rows(bytes, packed, path, options, out)
        }
        RandomAccess::File(file, _) => read_rows(file, packed, path, options, out),
    }
}

fn read_rows<R: ChunkReader + 'static>(
    source: R,
    packed: Option<u64>,
    path: &crate::article::ArchivePath,
    options: &crate::formats::ReadOptions,
    out: &mut dyn ArticleSink,
) -> Result<(), ReadEnd> {
    let opened = guarded(|| SerializedFileReader::new(source));
    let file = opened.map_err(|error| damaged(&error))?;
    check_size(&file, packed.unwrap_or(0), options)?;
    let names = Names::new(&options.field_map);
    let schema = file.metadata().file_metadata().schema();
    let columns: Vec<String> = schema
        .get_fields()
        .iter()
        .map(|field| field.name().to_owned())
        .collect();
    if !known(names, &columns).1 {
        return Err(no_text(&columns).into());
    }
    let in_utc: HashSet<String> = schema
        .get_fields()
        .iter()
        .filter(|field| {
            let kind = field.get_basic_info().logical_type_ref();
            matches!(kind, Some(LogicalType::Timestamp(time)) if time.is_adjusted_to_u_t_c)
        })
        .map(|field| field.name().to_owned())
        .collect();
    let opened = guarded(|| file.get_row_iter(None));
    let mut rows = opened.map_err(|error| damaged(&error))?;
    let mut ordinal = 0_u32;
    loop {
        let next = guarded(|| rows.next().transpose());
        let Some(values) = next.map_err(|error| damaged(&error))? else {
            break;
        };
        ordinal = ordinal.saturating_add(1);
        let mut row = Row::default();
        for (name, field) in values.get_column_iter() {
            row.put(names, name, value(field, in_utc.contains(name)));
        }
        row.read(path, ordinal, options, out)?;
    }
    if ordinal == 0 {
        return Err(Problem::file(ProblemKind::Empty, "a Parquet file without a row").into());
    }
    Ok(())
}

/// Refuses a file that unpacks to more than the limits allow.
fn check_size<R: ChunkReader + 'static>(
    file: &SerializedFileReader<R>,
    packed: u64,
    options: &crate::formats::ReadOptions,
) -> Result<(), Problem> {
    let groups = file.metadata().row_groups().iter();
    let sizes = groups.map(|group| u64::try_from(group.total_byte_size()).unwrap_or(u64::MAX));
    let unpacked = sizes.fold(0, u64::saturating_add);
    let limits = options.limits;
    let allowed = packed
        .saturating_mul(limits.ratio)
        .clamp(limits.always, limits.total);
    if unpacked <= allowed {
        return Ok(());
    }
    let detail =
        "it says that it unpacks to more than files do; convert it by hand if you trust it";
    Err(Problem::file(ProblemKind::Bomb, detail))
}

/// Runs a call of the library, which may panic on damaged files.
fn guarded<T>(call: impl FnOnce() -> Result<T, ParquetError>) -> Result<T, ParquetError> {
    catch_unwind(AssertUnwindSafe(call))
        .unwrap_or_else(|_| Err(ParquetError::General("it is damaged".to_owned())))
}

/// A value in the form that articles use.
fn value(field: &Field, is_in_utc: bool) -> FieldValue<'static> {
    let number = |number: i64| FieldValue::Whole(number.into());
    match field {
        Field::Null => FieldValue::Nothing,
        Field::Bool(flag) => FieldValue::Flag(*flag),
        Field::Byte(whole) => number((*whole).into()),
        Field::Short(whole) => number((*whole).into()),
        Field::Int(whole) => number((*whole).into()),
        Field::Long(whole) => number(*whole),
        Field::UByte(whole) => number((*whole).into()),
        Field::UShort(whole) => number((*whole).into()),
        Field::UInt(whole) => number((*whole).into()),
        Field::ULong(whole) => FieldValue::Whole((*whole).into()),
        Field::Float(broken) => FieldValue::Broken((*broken).into()),
        Field::Double(broken) => FieldValue::Broken(*broken),
        Field::Str(text) => FieldValue::Text(text.clone().into()),
        Field::Bytes(bytes) => {
            let text = String::from_utf8_lossy(bytes.data()).into_owned();
            FieldValue::Text(text.into())
        }
        Field::Date(days) => text(day(*days)),
        Field::TimestampMillis(count) => {
            text(moment(Timestamp::from_millisecond(*count), is_in_utc))
        }
        Field::TimestampMicros(count) => {
            text(moment(Timestamp::from_microsecond(*count), is_in_utc))
        }
        Field::ListInternal(list) => {
            let texts = list.elements().iter().map(|item| value(item, is_in_utc));
            FieldValue::List(texts.flat_map(shown).map(Into::into).collect())
        }
        Field::Group(group) => {
            shown_of(group).map_or(FieldValue::Nothing, |text| FieldValue::Text(text.into()))
        }
        _ => FieldValue::Nothing,
    }
}

fn text(text: Option<String>) -> FieldValue<'static> {
    text.map_or(FieldValue::Nothing, |text| FieldValue::Text(text.into()))
}

fn day(days: i32) -> Option<String> {
    let date = Date::constant(1970, 1, 1).checked_add(i64::from(days).days());
    date.ok().map(|date| date.to_string())
}

/// A moment; without an offset if the file does not say that it is one of UTC.
fn moment(moment: Result<Timestamp, jiff::Error>, is_in_utc: bool) -> Option<String> {
    let written = moment.ok()?.to_string();
    Some(match written.strip_suffix('Z') {
        Some(local) if !is_in_utc => local.to_owned(),
        _ => written,
    })
}

fn shown(value: FieldValue<'_>) -> Option<String> {
    match value {
        FieldValue::Text(text) => Some(text.into_owned()),
        FieldValue::Whole(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The text that names an object: that of its first text.
fn shown_of(group: &ParquetRow) -> Option<String> {
    (0..group.len()).find_map(|at| group.get_string(at).ok().cloned())
}

fn damaged(error: &ParquetError) -> Problem {
    let error: String = error.to_string().chars().take(200).collect();
    let detail = format!("the Parquet data is damaged or of a kind that is not read ({error})");
    Problem::file(ProblemKind::Damaged, detail)
}

fn no_text(columns: &[String]) -> Problem {
    let names: Vec<String> = columns
        .iter()
        .take(12)
        .map(|name| format!("`{name}`"))
        .collect();
    Problem::file(
        ProblemKind::Malformed,
        format!(
            "none of its columns is a headline or a body by its name ({}); name them with \
             --field-map headline=NAME,body=NAME",
            names.join(", ")
        ),
    )
}
