//! A value of a record, in the form that articles use.
//!
//! Values are borrowed from the record where they need no unescaping. An object is kept as the text
//! that names it or is in it, a list as its texts.

use std::borrow::Cow;

/// A value, in the form that articles use.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::formats) enum FieldValue<'a> {
    /// `null`, or an object without a name.
    #[default]
    Nothing,
    /// `true` or `false`.
    Flag(bool),
    /// A text; of an object, its name.
    Text(Cow<'a, str>),
    /// A whole number.
    Whole(i128),
    /// Another number.
    Broken(f64),
    /// The texts of an array, nested ones included.
    List(Vec<Cow<'a, str>>),
}

impl<'a> FieldValue<'a> {
    /// Whether it is empty.
    pub(in crate::formats) fn is_empty(&self) -> bool {
        match self {
            Self::Nothing => true,
            Self::Text(text) => text.trim_start().is_empty(),
            Self::Flag(_) | Self::Whole(_) | Self::Broken(_) => false,
            Self::List(items) => items.is_empty(),
        }
    }

    /// The same, with texts of its own.
    pub(super) fn into_owned<'o>(self) -> FieldValue<'o> {
        let own = |text: Cow<'_, str>| Cow::Owned(text.into_owned());
        match self {
            Self::Nothing => FieldValue::Nothing,
            Self::Flag(flag) => FieldValue::Flag(flag),
            Self::Whole(number) => FieldValue::Whole(number),
            Self::Broken(number) => FieldValue::Broken(number),
            Self::Text(text) => FieldValue::Text(own(text)),
            Self::List(items) => FieldValue::List(items.into_iter().map(own).collect()),
        }
    }

    /// One text: a list's items become paragraphs.
    pub(super) fn into_paragraphs(self) -> Cow<'a, str> {
        match self {
            Self::List(items) if items.len() > 1 => items.join("\n\n").into(),
            one => one.into_list().pop().unwrap_or_default(),
        }
    }

    /// One text: trimmed; `None` if nothing is left.
    pub(super) fn into_text(self) -> Option<String> {
        trimmed(self.into_paragraphs())
    }

    /// The first text of several.
    pub(super) fn into_first(self) -> Option<String> {
        trimmed(self.into_list().into_iter().next()?)
    }

    /// The texts; a single one is a list too.
    pub(super) fn into_list(self) -> Vec<Cow<'a, str>> {
        match self {
            Self::Nothing | Self::Flag(_) => Vec::new(),
            Self::Text(text) => vec![text],
            Self::Whole(number) => vec![number.to_string().into()],
            Self::Broken(number) => vec![number.to_string().into()],
            Self::List(items) => items,
        }
    }

    /// The value as messages show it, and as dates are read from it.
    pub(super) fn shown(&self) -> Cow<'_, str> {
        match self {
            Self::Nothing => Cow::Borrowed(""),
            Self::Flag(flag) => Cow::Borrowed(if *flag { "true" } else { "false" }),
            Self::Text(text) => Cow::Borrowed(text),
            Self::Whole(number) => number.to_string().into(),
            Self::Broken(number) => number.to_string().into(),
            Self::List(items) => items
                .first()
                .map_or(Cow::Borrowed(""), |item| Cow::Borrowed(item)),
        }
    }

    /// Whether it is `true`, as a flag or as a text.
    pub(super) fn is_true(&self) -> bool {
        self.as_flag() == Some(true)
    }

    /// The flag that it is, or that its text says: `true`, `yes` or `on`, and their opposites.
    pub(super) fn as_flag(&self) -> Option<bool> {
        match self {
            Self::Flag(flag) => Some(*flag),
            Self::Text(text) => match &*text.trim().to_ascii_lowercase() {
                "true" | "yes" | "on" => Some(true),
                "false" | "no" | "off" => Some(false),
                _ => None,
            },
            _ => None,
        }
    }
}

fn trimmed(text: Cow<'_, str>) -> Option<String> {
    let bare = text.trim();
    if bare.is_empty() {
        None
    } else if bare.len() == text.len() {
        Some(text.into_owned())
    } else {
        Some(bare.to_owned())
    }
}
