//! How the folder of an index is recognised. A walk skips such folders.

use std::fs;
use std::path::Path;

/// The file in the folder of an index that writers lock.
pub const INDEX_LOCK: &str = "writer.lock";

/// The file in the folder of an index that names the current generation.
pub const INDEX_CURRENT: &str = "CURRENT";

/// The folder in the folder of an index that has its generations.
pub const INDEX_GENERATIONS: &str = "generations";

/// Whether a folder is the folder of an index, of this archive or another.
#[must_use]
pub fn is_index(folder: &Path) -> bool {
    let generations = folder.join(INDEX_GENERATIONS);
    // Somebody may have removed the lock file.
    let has_current = || {
        let current = fs::read_to_string(folder.join(INDEX_CURRENT)).unwrap_or_default();
        let number = current.split_whitespace().next();
        let number = number.filter(|word| word.parse::<u64>().is_ok());
        number.is_some_and(|number| generations.join(number).is_dir())
    };
    generations.is_dir() && (folder.join(INDEX_LOCK).is_file() || has_current())
}
