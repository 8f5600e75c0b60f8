//! How the folder of an index is recognised. A walk skips such folders.

use std::fs;
use std::io::Read;
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
        let current = first_bytes(&folder.join(INDEX_CURRENT)).unwrap_or_default();
        let number = current.split_whitespace().next();
        let number = number.filter(|word| word.parse::<u64>().is_ok());
        number.is_some_and(|number| generations.join(number).is_dir())
    };
    generations.is_dir() && (folder.join(INDEX_LOCK).is_file() || has_current())
}

/// The first bytes of a regular file, as text. The folder may be somebody else's: a pipe or a device
/// is not read.
fn first_bytes(file: &Path) -> Option<String> {
    if !fs::symlink_metadata(file).ok()?.is_file() {
        return None;
    }
    let mut text = String::new();
    let mut file = fs::File::open(file).ok()?.take(64);
    file.read_to_string(&mut text).ok()?;
    Some(text)
}
