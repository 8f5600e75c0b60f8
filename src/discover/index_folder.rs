//! What tells the folder of an index from others: no walk goes into one.

use std::fs;
use std::path::Path;

/// The file in an index's folder that its writers lock.
pub const INDEX_LOCK: &str = "writer.lock";

/// The file in an index's folder that names the generation in force.
pub const INDEX_CURRENT: &str = "CURRENT";

/// The folder in an index's folder that its generations lie in.
pub const INDEX_GENERATIONS: &str = "generations";

/// Whether a folder is that of an index, of this or another archive.
#[must_use]
pub fn is_index(folder: &Path) -> bool {
    let generations = folder.join(INDEX_GENERATIONS);
    // Where somebody removed the lock as one that was left behind.
    let has_one_in_force = || {
        let current = fs::read_to_string(folder.join(INDEX_CURRENT)).unwrap_or_default();
        let number = current.split_whitespace().next();
        let number = number.filter(|word| word.parse::<u64>().is_ok());
        number.is_some_and(|number| generations.join(number).is_dir())
    };
    generations.is_dir() && (folder.join(INDEX_LOCK).is_file() || has_one_in_force())
}
