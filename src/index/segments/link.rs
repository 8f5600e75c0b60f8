//! Links to the segments of a generation, for the next one to start from.

use crate::index::error::IndexError;
use std::fs;
use std::path::Path;

/// Gives a draft the segments of a generation. Segment files never change, so they become hard
/// links where the file system has those. `meta.json` and `.managed.json` are copied: the engine
/// replaces them by renames today, but a published generation must not depend on that.
pub(in crate::index) fn link_segments(from: &Path, to: &Path) -> Result<(), IndexError> {
    for entry in fs::read_dir(from).map_err(IndexError::io("list", from))? {
        let entry = entry.map_err(IndexError::io("list", from))?;
        let (name, source) = (entry.file_name(), entry.path());
        let target = to.join(&name);
        let text = name.to_string_lossy();
        if text.ends_with(".lock") {
            continue;
        }
        let linked = !text.ends_with(".json") && fs::hard_link(&source, &target).is_ok();
        if !linked {
            fs::copy(&source, &target).map_err(IndexError::io("copy", &source))?;
        }
    }
    Ok(())
}
