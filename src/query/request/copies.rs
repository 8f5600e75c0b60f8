//! How a list of hits shows copies of one text and versions of one article.

use strum::{EnumString, IntoStaticStr, VariantNames};

/// How copies are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, EnumString, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "lowercase")]
pub enum Copies {
    /// Each family once, at the rank of its best match.
    #[default]
    Group,
    /// Every article.
    Show,
    /// As [`Group`](Self::Group), but only articles that have copies or versions.
    Only,
}

/// What a list of hits shows of copies and versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Folding {
    /// How copies are shown.
    pub copies: Copies,
    /// Whether versions that later ones have replaced are hits of their own.
    pub versions: bool,
    /// How many copies of each hit are named, at most.
    pub named: usize,
}
