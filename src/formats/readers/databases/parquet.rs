//! Parquet, row by row, with the library of Apache Arrow without Arrow.
//!
//! What a file says it unpacks to is held against the limits. The library is not made for hostile
//! files: where it panics, the rest of the file is a problem.

use super::pages::CheckedPages;
use super::row::{Allowance, Row, known};
use crate::article::{Problem, ProblemKind};
use crate::formats::input::{Input, RandomAccess};
use crate::formats::reader::{ArticleSink, ReadEnd};
use crate::formats::record::{FieldValue, Names};
use bytes::Bytes;
use jiff::{Timestamp, ToSpan, civil::Date};
use parquet::basic::{LogicalType, TimeUnit};
use parquet::errors::ParquetError;
use parquet::file::reader::{ChunkReader, FileReader, SerializedFileReader};
use parquet::record::{Field, Row as ParquetRow, RowAccessor as _};
use parquet::schema::types::Type;
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Reads a file.
pub(super) fn read(input: Input<'_>, out: &mut dyn ArticleSink) -> Result<(), ReadEnd> {
    let (path, options) = (input.path, input.options);
    match input.into_random_access()? {
        RandomAccess::Memory(bytes) => {
            read_rows(Bytes::from(bytes.into_owned()), path, options, out)
        }
        RandomAccess::File(file, _) => read_rows(file, path, options, out),
    }
}

fn read_rows<R: ChunkReader + 'static>(
    source: R,
    path: &crate::article::ArchivePath,
    options: &crate::formats::ReadOptions,
    out: &mut dyn ArticleSink,
) -> Result<(), ReadEnd> {
    let packed = source.len();
    let source = CheckedPages::new(source, Allowance::new(packed, options.limits));
    let opened = guarded(|| SerializedFileReader::new(source));
    let file = opened.map_err(|error| damaged(&error))?;
    let mut allowance = Allowance::new(packed, options.limits);
    check_size(&file, Allowance::new(packed, options.limits))?;
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
    let clocks = clocks(schema);
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
            let clock = clocks.get(name).copied().unwrap_or_default();
            row.put(names, name, value(field, clock));
        }
        row.read((path, ordinal), &mut allowance, options, out)?;
    }
    if ordinal == 0 {
        return Err(Problem::file(ProblemKind::Empty, "a Parquet file without a row").into());
    }
    Ok(())
}

/// How the moments of a column are written.
#[derive(Clone, Copy, Default)]
struct Clock {
    /// They are of UTC; otherwise of nowhere in particular.
    is_in_utc: bool,
    /// They are counts of nanoseconds, which the library leaves as numbers.
    is_in_nanoseconds: bool,
}

/// The columns of moments.
fn clocks(schema: &Type) -> HashMap<String, Clock> {
    let fields = schema.get_fields().iter();
    let moments = fields.filter_map(|field| {
        let Some(LogicalType::Timestamp(time)) = field.get_basic_info().logical_type_ref() else {
            return None;
        };
        let clock = Clock {
            is_in_utc: time.is_adjusted_to_u_t_c,
            is_in_nanoseconds: matches!(time.unit, TimeUnit::NANOS),
        };
        Some((field.name().to_owned(), clock))
    });
    moments.collect()
}

/// Refuses a file that unpacks to more than the limits allow, by what it says itself.
fn check_size(file: &impl FileReader, mut allowance: Allowance) -> Result<(), Problem> {
    let mut groups = file.metadata().row_groups().iter();
    groups.try_for_each(|group| {
        let size = u64::try_from(group.total_byte_size());
        allowance.take(size.unwrap_or(u64::MAX))
    })
}

/// Runs a call of the library, which may panic on damaged files.
fn guarded<T>(call: impl FnOnce() -> Result<T, ParquetError>) -> Result<T, ParquetError> {
    catch_unwind(AssertUnwindSafe(call))
        .unwrap_or_else(|_| Err(ParquetError::General("it is damaged".to_owned())))
}

/// A value in the form that articles use.
fn value(field: &Field, clock: Clock) -> FieldValue<'static> {
    let number = |number: i64| FieldValue::Whole(number.into());
    match field {
        Field::Null => FieldValue::Nothing,
        Field::Bool(flag) => FieldValue::Flag(*flag),
        Field::Byte(whole) => number((*whole).into()),
        Field::Short(whole) => number((*whole).into()),
        Field::Int(whole) => number((*whole).into()),
        Field::Long(count) if clock.is_in_nanoseconds => {
            text(moment(Timestamp::from_nanosecond((*count).into()), clock))
        }
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
        Field::TimestampMillis(count) => text(moment(Timestamp::from_millisecond(*count), clock)),
        Field::TimestampMicros(count) => text(moment(Timestamp::from_microsecond(*count), clock)),
        Field::ListInternal(list) => {
            let texts = list.elements().iter().map(|item| value(item, clock));
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
fn moment(moment: Result<Timestamp, jiff::Error>, clock: Clock) -> Option<String> {
    let written = moment.ok()?.to_string();
    Some(match written.strip_suffix('Z') {
        Some(local) if !clock.is_in_utc => local.to_owned(),
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
