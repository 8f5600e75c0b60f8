//! The types of values: how each is read, which values are allowed, and how a value is shown.
//!
//! A type of value knows no key. What depends on several keys, or on other files, is checked elsewhere.

use super::source::Source;
use crate::analysis::Language;
use crate::index::Share;
use jiff::SignedDuration;
use jiff::tz::TimeZone;
use std::path::{Path, PathBuf};
use std::time::Duration;
use toml::de::DeValue;

/// A type of values.
pub(super) trait Value: Sized {
    /// Which values are allowed, as a sentence.
    fn allowed() -> String;

    /// Reads a value. The error says what is wrong and continues a message that starts with the key.
    fn read(value: &DeValue) -> Result<Self, String>;

    /// The value in TOML, as it could be written in the file.
    fn shown(&self) -> String;
}

/// The problem of a value that has another type.
fn other_type(value: &DeValue) -> String {
    let what = match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    };
    format!("is {what}")
}

fn text<'a>(value: &'a DeValue) -> Result<&'a str, String> {
    value.as_str().ok_or_else(|| other_type(value))
}

/// A text as a basic string of TOML.
fn quoted(text: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => {
                write!(out, "\\u{:04X}", u32::from(c)).expect("a string takes everything");
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

impl Value for String {
    fn allowed() -> String {
        "allowed is a text in quotes".to_owned()
    }

    fn read(value: &DeValue) -> Result<Self, String> {
        text(value).map(str::to_owned)
    }

    fn shown(&self) -> String {
        quoted(self)
    }
}

impl Value for Vec<String> {
    fn allowed() -> String {
        "allowed is a list of texts: [\"one\", \"two\"]".to_owned()
    }

    fn read(value: &DeValue) -> Result<Self, String> {
        let list = value.as_array().ok_or_else(|| other_type(value))?;
        list.iter()
            .map(|item| match text(item.get_ref()) {
                Ok(item) => Ok(item.to_owned()),
                Err(other) => Err(format!("has an item that {other}")),
            })
            .collect()
    }

    fn shown(&self) -> String {
        let items: Vec<_> = self.iter().map(|item| quoted(item)).collect();
        format!("[{}]", items.join(", "))
    }
}

impl Value for bool {
    fn allowed() -> String {
        "allowed are true and false".to_owned()
    }

    fn read(value: &DeValue) -> Result<Self, String> {
        value.as_bool().ok_or_else(|| other_type(value))
    }

    fn shown(&self) -> String {
        self.to_string()
    }
}

/// The most bytes of an article, at least 1 KiB: less would leave out nearly everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Size(pub(super) u64);

impl Value for Size {
    fn allowed() -> String {
        "allowed is a size such as \"64MiB\", at least \"1KiB\"".to_owned()
    }

    fn read(value: &DeValue) -> Result<Self, String> {
        let text = text(value)?;
        let size: Result<bytesize::ByteSize, _> = text.parse();
        size.ok()
            .filter(|size| *size >= bytesize::ByteSize::kib(1))
            .map(|size| Self(size.0))
            .ok_or_else(|| format!("is {}", quoted(text)))
    }

    fn shown(&self) -> String {
        quoted(&bytesize::ByteSize(self.0).to_string())
    }
}

/// A number of things, at least 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Count(pub(super) usize);

impl Value for Count {
    fn allowed() -> String {
        "allowed is a whole number from 1".to_owned()
    }

    fn read(value: &DeValue) -> Result<Self, String> {
        let integer = value.as_integer().ok_or_else(|| other_type(value))?;
        match usize::from_str_radix(integer.as_str(), integer.radix()) {
            Ok(count) if count > 0 => Ok(Self(count)),
            _ => Err(format!("is {integer}")),
        }
    }

    fn shown(&self) -> String {
        self.0.to_string()
    }
}

/// A number of copies.
impl Value for u32 {
    fn allowed() -> String {
        "allowed is a whole number from 0".to_owned()
    }

    fn read(value: &DeValue) -> Result<Self, String> {
        let integer = value.as_integer().ok_or_else(|| other_type(value))?;
        Self::from_str_radix(integer.as_str(), integer.radix()).map_err(|_| format!("is {integer}"))
    }

    fn shown(&self) -> String {
        self.to_string()
    }
}

/// A length of time above zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span(pub(super) Duration);

impl Value for Span {
    fn allowed() -> String {
        "allowed is a duration such as \"90s\", \"10m\" or \"1h\"".to_owned()
    }

    fn read(value: &DeValue) -> Result<Self, String> {
        let text = text(value)?;
        let span = text.parse::<SignedDuration>().ok();
        span.filter(SignedDuration::is_positive)
            .and_then(|span| Duration::try_from(span).ok())
            .map(Self)
            .ok_or_else(|| format!("is {}", quoted(text)))
    }

    fn shown(&self) -> String {
        let span = SignedDuration::try_from(self.0).unwrap_or(SignedDuration::MAX);
        quoted(&format!("{span:#}"))
    }
}

impl Value for Vec<Language> {
    fn allowed() -> String {
        format!(
            "allowed are {}; one or a list",
            Language::names().join(", ")
        )
    }

    fn read(value: &DeValue) -> Result<Self, String> {
        let read = |value: &DeValue| {
            let name = text(value)?;
            Language::from_name(name).ok_or_else(|| format!("is {}", quoted(name)))
        };
        match value.as_array() {
            Some(list) => list.iter().map(|item| read(item.get_ref())).collect(),
            None => Ok(vec![read(value)?]),
        }
    }

    fn shown(&self) -> String {
        let names: Vec<_> = self.iter().map(|one| quoted(one.as_str())).collect();
        match &names[..] {
            [one] => one.clone(),
            _ => format!("[{}]", names.join(", ")),
        }
    }
}

impl Value for Share {
    fn allowed() -> String {
        "allowed is a share from \"0%\" to \"100%\", such as \"20%\"".to_owned()
    }

    fn read(value: &DeValue) -> Result<Self, String> {
        let share = text(value)?;
        share.parse().map_err(|()| format!("is {}", quoted(share)))
    }

    fn shown(&self) -> String {
        quoted(&self.to_string())
    }
}

/// The name of a time zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Zone(pub(super) String);

impl Value for Zone {
    fn allowed() -> String {
        "allowed is a name of the time zone database, such as \"Asia/Tehran\" or \"UTC\"".to_owned()
    }

    fn read(value: &DeValue) -> Result<Self, String> {
        let name = text(value)?;
        match TimeZone::get(name) {
            Ok(_) => Ok(Self(name.to_owned())),
            Err(_) => Err(format!("is {}", quoted(name))),
        }
    }

    fn shown(&self) -> String {
        quoted(&self.0)
    }
}

/// A program and its arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Program(pub(super) Vec<String>);

impl Value for Program {
    fn allowed() -> String {
        "allowed is a program and its arguments, run without a shell: [\"program\", \"argument\"]"
            .to_owned()
    }

    fn read(value: &DeValue) -> Result<Self, String> {
        let words = Vec::<String>::read(value)?;
        match words.first() {
            Some(program) if !program.is_empty() => Ok(Self(words)),
            _ => Err("names no program".to_owned()),
        }
    }

    fn shown(&self) -> String {
        self.0.shown()
    }
}

impl Program {
    /// The program and its arguments. A relative path of a program starts at the file's folder.
    pub(super) fn resolved(mut self, source: Source) -> Vec<String> {
        if let Some(program) = self.0.first_mut().filter(|program| program.contains('/')) {
            let path = source.resolve(Path::new(program.as_str()));
            *program = path.to_string_lossy().into_owned();
        }
        self.0
    }
}

/// Folders, with names if names are given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum FolderList {
    /// Each is named by the last part of its path.
    Unnamed(Vec<String>),
    /// Each has a name and a path.
    Named(Vec<(String, String)>),
}

impl FolderList {
    /// The name and path of each.
    pub(super) fn named(&self) -> Vec<(String, PathBuf)> {
        match self {
            Self::Named(folders) => folders
                .iter()
                .map(|(name, path)| (name.clone(), PathBuf::from(path)))
                .collect(),
            Self::Unnamed(folders) => folders
                .iter()
                .map(|path| {
                    let path = Path::new(path);
                    let last = path.file_name().unwrap_or_default();
                    (last.to_string_lossy().into_owned(), path.to_owned())
                })
                .collect(),
        }
    }
}

impl Value for FolderList {
    fn allowed() -> String {
        "allowed are a folder, \"articles/kayhan\", a list of them, or folders by name, \
         { kayhan = \"articles/kayhan\" }"
            .to_owned()
    }

    fn read(value: &DeValue) -> Result<Self, String> {
        let list = match value {
            DeValue::Table(folders) => folders
                .iter()
                .map(|(name, path)| match text(path.get_ref()) {
                    Ok(path) => Ok((name.get_ref().to_string(), path.to_owned())),
                    Err(other) => Err(format!("has `{}`, which {other}", name.get_ref())),
                })
                .collect::<Result<_, _>>()
                .map(Self::Named)?,
            DeValue::String(folder) => Self::Unnamed(vec![folder.clone().into_owned()]),
            other => Self::Unnamed(Vec::<String>::read(other)?),
        };
        match &list {
            Self::Unnamed(folders) if folders.is_empty() => Err("is empty".to_owned()),
            Self::Named(folders) if folders.is_empty() => Err("is empty".to_owned()),
            _ => Ok(list),
        }
    }

    fn shown(&self) -> String {
        match self {
            Self::Unnamed(folders) => folders.shown(),
            Self::Named(folders) => {
                let items: Vec<_> = folders
                    .iter()
                    .map(|(name, path)| format!("{} = {}", quoted(name), quoted(path)))
                    .collect();
                format!("{{ {} }}", items.join(", "))
            }
        }
    }
}
