//! Where values come from: what `dateline config show` prints of each key.

/// The value that a key has in the end, and its origin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effective {
    /// The key.
    pub key: &'static str,
    /// The value in TOML; empty if the key has no value.
    pub value: String,
    /// Where the value came from.
    pub origin: Origin,
    /// The items of a list that the file has, each with its line; empty for other values.
    pub items: Vec<Item>,
}

/// Where a value came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The file does not have the key.
    Default,
    /// That line of the configuration file, from 1.
    Line(usize),
}

/// An item of a list of texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The item.
    pub text: String,
    /// Its line in the file, from 1.
    pub line: usize,
}
