//! The damaged parts of an index, as `verify` and `repair` report them.

use super::stream;
use crate::index::Damage;
use crate::present::for_terminal;

/// Writes a line to stderr for each damaged part.
pub(crate) fn say_damages(damages: &[Damage]) {
    for damage in damages {
        let text = format!("{}: {}", damage.part, damage.what);
        stream::say("error", &for_terminal(&text));
    }
}
