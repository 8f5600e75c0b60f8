//! What stands for this room in a program that was built without clusters.

use crate::index::elsewhere::Size;
use crate::index::{Collection, Generation};
use crate::query::FarArchives;

/// `None`: this program was built without clusters.
pub(crate) fn searching<'a>(
    _: impl Iterator<Item = &'a Generation>,
    _: Option<&'a Collection>,
    _: Option<Size>,
) -> Option<FarArchives<'a>> {
    None
}
